//! cert-manager.

use super::super::shape::{Form, GUIDE, Group, Guide, PART, Part, Tier, block, block_if};

pub(super) static GUIDE_CERT_MANAGER: Guide = Guide {
    id: "cert-manager",
    aliases: &[],
    title: "cert-manager (Certificate)",
    group: Group::Clusters,
    tier: Tier::Checked(
        "every document by the schemas of cert-manager 1.21.1 (Certificate, ClusterIssuer); what the secret holds is as cert-manager.io/docs/usage/certificate and docs/configuration/ca have it, 2026",
    ),
    server: Some(Part {
        judges_like: "",
        blocks: &[
            block("A private CA for the cluster", Form::Yaml, ISSUER),
            block("The server’s certificate", Form::Yaml, SERVER),
            block_if("mutual", "A client’s certificate", Form::Yaml, CLIENT),
        ],
        remarks: &[
            (
                "",
                "The secret holds tls.crt with the whole chain, tls.key, and ca.crt with the root, as far as the issuer gives it.",
            ),
            (
                "mutual",
                "usages decides: without client auth among them a client’s certificate is refused everywhere.",
            ),
            (
                "",
                "Since 1.18 rotationPolicy is Always where nothing is set: each renewal has a new key.",
            ),
        ],
        ..PART
    }),
    ..GUIDE
};

const ISSUER: &str = "\
apiVersion: cert-manager.io/v1
kind: ClusterIssuer
metadata: {name: self-signed}
spec: {selfSigned: {}}
---
apiVersion: cert-manager.io/v1
kind: Certificate
metadata: {name: private-ca, namespace: cert-manager}
spec:
  isCA: true
  commonName: Private CA
  duration: 87600h
  secretName: private-ca
  privateKey: {algorithm: ECDSA, size: 256}
  issuerRef: {name: self-signed, kind: ClusterIssuer}
---
apiVersion: cert-manager.io/v1
kind: ClusterIssuer
metadata: {name: private-ca}
spec: {ca: {secretName: private-ca}}";

const SERVER: &str = "\
apiVersion: cert-manager.io/v1
kind: Certificate
metadata: {name: site}
spec:
  secretName: site-tls
  dnsNames: [{host}]
  usages: [digital signature, server auth]
  privateKey: {algorithm: ECDSA, size: 256, rotationPolicy: Always}
  issuerRef: {name: private-ca, kind: ClusterIssuer}";

const CLIENT: &str = "\
apiVersion: cert-manager.io/v1
kind: Certificate
metadata: {name: client}
spec:
  secretName: client-tls
  commonName: {user}
  usages: [digital signature, client auth] ## client auth: without it every server refuses
  privateKey: {algorithm: ECDSA, size: 256, rotationPolicy: Always}
  issuerRef: {name: private-ca, kind: ClusterIssuer}";
