//! Google Cloud load balancers.

use super::super::demand::Demand;
use super::super::shape::{Form, GUIDE, Group, Guide, PART, Part, Tier, block_if};

pub(super) static GUIDE_GOOGLE_CLOUD_LB: Guide = Guide {
    id: "google-cloud-load-balancer",
    aliases: &["gcp", "google cloud", "gclb", "google load balancer"],
    title: "Google Cloud load balancer",
    group: Group::Gateways,
    tier: Tier::Checked(
        "both files by the schemas of certificatemanager v1 20260629 and networksecurity v1 20261104; the commands are as cloud.google.com/load-balancing/docs/mtls has them, 2026",
    ),
    server: Some(Part {
        demands: &[Demand::ClientUseStated, Demand::RsaTwoThousand],
        blocks: &[
            block_if("mutual", "trust-config.yaml", Form::Yaml, TRUST),
            block_if("mutual", "server-tls-policy.yaml", Form::Yaml, POLICY),
            block_if("mutual", "Commands", Form::Sh, COMMANDS),
        ],
        remarks: &[
            ("oneway", "Ask with --mutual for the clients’ side."),
            (
                "mutual",
                "Extended key usage must be there and hold clientAuth; that there is none is not enough, as it is nearly everywhere else.",
            ),
            (
                "mutual",
                "No CA names are announced, and there is no switch for it: clients that choose by names, some apps on macOS among them, may send nothing.",
            ),
            (
                "mutual",
                "ALLOW_INVALID_OR_MISSING_CLIENT_CERT lets everybody in; the result is then in custom headers such as {client_cert_chain_verified} and {client_cert_error}, and the application has to look at them.",
            ),
        ],
        ..PART
    }),
    ..GUIDE
};

const TRUST: &str = "\
name: clients
trustStores:
  - trustAnchors:
      - pemCertificate: | ## the root of the clients’ CA, indented
          -----BEGIN CERTIFICATE-----
          …
    intermediateCas:
      - pemCertificate: | ## each intermediate
          -----BEGIN CERTIFICATE-----
          …";

const POLICY: &str = "\
name: mutual
mtlsPolicy:
  clientValidationMode: REJECT_INVALID
  clientValidationTrustConfig: projects/PROJECT/locations/global/trustConfigs/clients";

const COMMANDS: &str = "\
gcloud certificate-manager trust-configs import clients --source=trust-config.yaml --location=global
gcloud network-security server-tls-policies import mutual --source=server-tls-policy.yaml --location=global
gcloud compute target-https-proxies export PROXY --global --destination=proxy.yaml
echo 'serverTlsPolicy: //networksecurity.googleapis.com/projects/PROJECT/locations/global/serverTlsPolicies/mutual' >> proxy.yaml
gcloud compute target-https-proxies import PROXY --global --source=proxy.yaml";
