//! Linkerd.

use super::super::shape::{Form, GUIDE, Group, Guide, PART, Part, Tier, block};

pub(super) static GUIDE_LINKERD: Guide = Guide {
    id: "linkerd",
    aliases: &["linkerd2"],
    title: "Linkerd",
    group: Group::Clusters,
    tier: Tier::Checked(
        "Server and ServerAuthorization by the definitions of resources in linkerd2 111fc98d; the commands are as linkerd/website 2.19 tasks/generate-certificates.md and troubleshooting.md have them, August 2026",
    ),
    server: Some(Part {
        judges_like: "",
        blocks: &[
            block("Trust anchor and issuer, all of them ECDSA on P-256", Form::Sh, CREATE),
            block("Install with them", Form::Sh, INSTALL),
            block("Only meshed clients may come in", Form::Yaml, POLICY),
        ],
        remarks: &[
            (
                "",
                "Linkerd gives every pod its own certificate: what it is given is the anchor and an issuing CA with its key, not certificates of servers and clients.",
            ),
            (
                "",
                "Every key must be ECDSA on P-256, and linkerd check warns when fewer than 60 days are left. The issuer does not renew itself: cert-manager, or a calendar.",
            ),
            (
                "",
                "The identity is a DNS name in the SAN: SERVICE-ACCOUNT.NAMESPACE.serviceaccount.identity.linkerd.cluster.local.",
            ),
            (
                "",
                "Mutual TLS between meshed pods is there by itself; who is not meshed is let in until a policy says otherwise.",
            ),
        ],
        ..PART
    }),
    ..GUIDE
};

const CREATE: &str = "\
step certificate create root.linkerd.cluster.local ca.crt ca.key --profile root-ca --no-password --insecure --not-after=87600h
step certificate create identity.linkerd.cluster.local issuer.crt issuer.key --profile intermediate-ca --not-after=8760h --no-password --insecure --ca ca.crt --ca-key ca.key
linkerd check --pre";

const INSTALL: &str = "\
linkerd install --crds | kubectl apply -f -
linkerd install --identity-trust-anchors-file ca.crt --identity-issuer-certificate-file issuer.crt --identity-issuer-key-file issuer.key | kubectl apply -f -
linkerd check";

const POLICY: &str = "\
apiVersion: policy.linkerd.io/v1beta3
kind: Server
metadata: {name: application, namespace: NAMESPACE}
spec:
  podSelector: {matchLabels: {app: application}}
  port: 8080
---
apiVersion: policy.linkerd.io/v1beta1
kind: ServerAuthorization
metadata: {name: application, namespace: NAMESPACE}
spec:
  server: {name: application}
  client:
    meshTLS: ## only clients with an identity of the mesh
      identities: [\"*\"]";
