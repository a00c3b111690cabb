//! Istio.

use super::super::shape::{Form, GUIDE, Group, Guide, PART, Part, Tier, block, block_if};

pub(super) static GUIDE_ISTIO: Guide = Guide {
    id: "istio",
    aliases: &["istio gateway", "service mesh"],
    title: "Istio",
    group: Group::Clusters,
    tier: Tier::Checked(
        "Gateway and PeerAuthentication by the schemas of Istio 1.31.0; the rest is as istio.io secure-ingress and istio/api security/v1beta1/peer_authentication.proto have it, July 2026",
    ),
    server: Some(Part {
        blocks: &[
            block("The secret, in the namespace of the gateway’s pods", Form::Sh, SECRET),
            block("Gateway", Form::Yaml, GATEWAY),
            block_if("mutual", "Inside the mesh: mutual TLS between all pods", Form::Yaml, MESH),
        ],
        remarks: &[
            (
                "mutual",
                "MUTUAL demands a certificate, OPTIONAL_MUTUAL asks for one, SIMPLE does not. The CAs are ca.crt of the same secret, or of one called NAME-cacert; caCertCredentialName names another.",
            ),
            (
                "mutual",
                "PeerAuthentication PERMISSIVE, which holds where nothing is set, takes connections without TLS too.",
            ),
            (
                "mutual",
                "Certificates of the mesh are Istio’s own (SPIFFE); those loaded here are for the gateway’s outside.",
            ),
            (
                "mutual",
                "The application finds the identity in X-Forwarded-Client-Cert; what clients send under that name is thrown away unless forwardClientCertDetails says otherwise.",
            ),
        ],
        ..PART
    }),
    ..GUIDE
};

const SECRET: &str = "\
?oneway kubectl create secret tls site-tls -n istio-system --cert={chain} --key={key}
?mutual+nocrl kubectl create secret generic site-tls -n istio-system --from-file=tls.crt={chain} --from-file=tls.key={key} --from-file=ca.crt={cas}
?crl kubectl create secret generic site-tls -n istio-system --from-file=tls.crt={chain} --from-file=tls.key={key} --from-file=ca.crt={cas} --from-file=ca.crl={crl}";

const GATEWAY: &str = "\
apiVersion: networking.istio.io/v1
kind: Gateway
metadata:
  name: site
spec:
  selector: {istio: ingressgateway}
  servers:
    - port: {number: 443, name: https, protocol: HTTPS}
      hosts: [{host}]
      tls:
?oneway         mode: SIMPLE
?mutual         mode: MUTUAL ## OPTIONAL_MUTUAL would let clients without a certificate in
        credentialName: site-tls";

const MESH: &str = "\
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata:
  name: default
  namespace: istio-system
spec:
  mtls: {mode: STRICT}";
