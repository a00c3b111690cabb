//! Kubernetes Gateway API.

use super::super::shape::{Form, GUIDE, Group, Guide, PART, Part, Tier, block};

pub(super) static GUIDE_GATEWAY_API: Guide = Guide {
    id: "gateway-api",
    aliases: &["kubernetes gateway", "k8s gateway", "kubernetes"],
    title: "Kubernetes Gateway API",
    group: Group::Clusters,
    tier: Tier::Checked(
        "the Gateway by the schema of Gateway API 1.5.1, standard channel; who takes what is as apis/v1/gateway_types.go and examples/standard/frontend-cert-validation.yaml of kubernetes-sigs/gateway-api 1.6 have it, August 2026",
    ),
    server: Some(Part {
        blocks: &[
            block("Secret and ConfigMap", Form::Sh, OBJECTS),
            block("Gateway", Form::Yaml, GATEWAY),
        ],
        remarks: &[
            (
                "mutual",
                "Validation of clients is standard since 1.5 and stands at spec.tls.frontend, for the whole gateway or by port (perPort); articles that put it under listeners[].tls are about an experiment that is over.",
            ),
            (
                "mutual",
                "One ConfigMap with one CA is what every implementation takes; more is its own affair, and so is the depth.",
            ),
            (
                "mutual",
                "AllowInsecureFallback lets clients without a good certificate in; AllowValidOnly holds where nothing is set.",
            ),
            (
                "",
                "Towards applications: BackendTLSPolicy, and spec.tls.backend.clientCertificateRef for the gateway’s own certificate.",
            ),
        ],
        ..PART
    }),
    ..GUIDE
};

const OBJECTS: &str = "\
kubectl create secret tls site-tls --cert={chain} --key={key}
?mutual kubectl create configmap client-ca --from-file=ca.crt={cas} ## the key must be called ca.crt";

const GATEWAY: &str = "\
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata:
  name: site
spec:
  gatewayClassName: CLASS
?mutual   tls:
?mutual     frontend:
?mutual       default:
?mutual         validation:
?mutual           mode: AllowValidOnly ## without a good certificate the handshake fails
?mutual           caCertificateRefs:
?mutual             - {group: \"\", kind: ConfigMap, name: client-ca}
  listeners:
    - name: https
      protocol: HTTPS
      port: 443
      hostname: {host}
      tls:
        mode: Terminate
        certificateRefs:
          - {group: \"\", kind: Secret, name: site-tls}";
