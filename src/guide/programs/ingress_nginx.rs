//! ingress-nginx.

use super::super::shape::{Form, GUIDE, Group, Guide, PART, Part, Tier, block};

pub(super) static GUIDE_INGRESS_NGINX: Guide = Guide {
    id: "ingress-nginx",
    aliases: &["kubernetes ingress", "ingress", "nginx ingress"],
    title: "Kubernetes Ingress (ingress-nginx)",
    group: Group::Clusters,
    tier: Tier::Checked(
        "the Ingress by the schema of Kubernetes 1.37.0; annotations, which no schema knows, are as kubernetes/ingress-nginx annotations.md has them, March 2026, its last",
    ),
    server: Some(Part {
        judges_like: "nginx",
        blocks: &[block("Secrets", Form::Sh, SECRETS), block("Ingress", Form::Yaml, INGRESS)],
        remarks: &[
            (
                "",
                "ingress-nginx ended in March 2026: no release and no fix comes any more, for security neither. Set up something new with the Gateway API (guide gateway-api) or another controller.",
            ),
            (
                "mutual",
                "The secret must hold the whole chain of the clients’ CA under ca.crt. The annotations count for the host, not for single paths.",
            ),
            (
                "mutual",
                "auth-tls-verify-depth counts as nginx does and is 1 where nothing is set. As with nginx a refusal is HTTP 400, not a failed handshake.",
            ),
            (
                "mutual",
                "The application finds ssl-client-verify, ssl-client-subject-dn and, with auth-tls-pass-certificate-to-upstream, ssl-client-cert, URL-escaped. auth-tls-match-cn refuses other names with 403.",
            ),
        ],
        ..PART
    }),
    ..GUIDE
};

const SECRETS: &str = "\
kubectl create secret tls site-tls --cert={chain} --key={key}
?mutual+nocrl kubectl create secret generic client-ca --from-file=ca.crt={cas}
?crl kubectl create secret generic client-ca --from-file=ca.crt={cas} --from-file=ca.crl={crl}";

const INGRESS: &str = "\
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: site
?mutual   annotations:
?mutual     nginx.ingress.kubernetes.io/auth-tls-secret: NAMESPACE/client-ca
?mutual     nginx.ingress.kubernetes.io/auth-tls-verify-client: \"on\"
?mutual     nginx.ingress.kubernetes.io/auth-tls-verify-depth: \"{intermediates}\"
?mutual     nginx.ingress.kubernetes.io/auth-tls-pass-certificate-to-upstream: \"true\"
spec:
  ingressClassName: nginx
  tls:
    - hosts: [{host}]
      secretName: site-tls
  rules:
    - host: {host}
      http:
        paths:
          - path: /
            pathType: Prefix
            backend: {service: {name: application, port: {number: 80}}}";
