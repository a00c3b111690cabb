//! Tyk.

use super::super::shape::{Form, GUIDE, Group, Guide, PART, Part, Tier, block, block_if};

pub(super) static GUIDE_TYK: Guide = Guide {
    id: "tyk",
    aliases: &["tyk gateway"],
    title: "Tyk",
    group: Group::Gateways,
    tier: Tier::Documented(
        "TykTechnologies/tyk-docs implement-tls.mdx, client-mtls.mdx, certificate-auth.mdx, August 2026",
    ),
    server: Some(Part {
        judges_like: "go127",
        folder: "/opt/tyk-gateway/certs/",
        blocks: &[
            block("tyk.conf", Form::Json, CONF),
            block_if(
                "mutual",
                "Put the clients’ CA, or single certificates, into Tyk’s store",
                Form::Sh,
                STORE,
            ),
            block_if("mutual", "The API, as a Tyk OAS definition", Form::Json, OAS),
            block_if("mutual", "The same as a Tyk Classic definition", Form::Json, CLASSIC),
        ],
        remarks: &[
            (
                "mutual",
                "The snippet that many articles have, \"mutual_tls\": {\"enabled\", \"require_client_certificate\"} with \"certificates\": [{\"subject\", \"allow\"}], is not Tyk’s: no version knows these fields, and Tyk passes over them in silence. What counts is above.",
            ),
            (
                "mutual",
                "The allowlist takes certificates of clients or of CAs, each by its id in the store.",
            ),
            (
                "mutual",
                "TLS has to end at Tyk. Where APIs share a host name, or a client sends no name (SNI), the handshake succeeds and the refusal is HTTP 403; gateways that Tyk hosts cannot do it.",
            ),
            (
                "mutual",
                "Since 5.12 a certificate can be the login itself: server.authentication.certificateAuth.enabled. Towards the application it is upstream.mutualTLS (Classic: upstream_certificates).",
            ),
        ],
        ..PART
    }),
    ..GUIDE
};

const CONF: &str = "\
{
  \"listen_port\": 443,
  \"http_server_options\": {
    \"use_ssl\": true,
    \"server_name\": {host},
    \"certificates\": [
      {\"domain_name\": {host}, \"cert_file\": {chain}, \"key_file\": {key}}
    ]
  }
}";

const STORE: &str =
    "curl -H \"x-tyk-authorization: $SECRET\" --data-binary @{cas-here} https://GATEWAY/tyk/certs";

const OAS: &str = "\
{
  \"x-tyk-api-gateway\": {
    \"server\": {
      \"customDomain\": {\"enabled\": true, \"name\": {host}},
      \"clientCertificates\": {
        \"enabled\": true,
        \"allowlist\": [\"ID-FROM-THE-STORE\"]
      }
    }
  }
}";

const CLASSIC: &str = "\
{
  \"domain\": {host},
  \"use_mutual_tls_auth\": true,
  \"client_certificates\": [\"ID-FROM-THE-STORE\"]
}";
