//! Cloudflare API Shield.

use super::super::shape::{Form, GUIDE, Group, Guide, PART, Part, Tier, block_if};

pub(super) static GUIDE_CLOUDFLARE: Guide = Guide {
    id: "cloudflare",
    aliases: &["cloudflare api shield", "api shield"],
    title: "Cloudflare API Shield",
    group: Group::Gateways,
    tier: Tier::Checked(
        "the requests by the types of the library cloudflare 5.9.0 for Python; rule and behaviour are as developers.cloudflare.com/api-shield/security/mtls/configure and /ssl/client-certificates/byo-ca have them, April 2026",
    ),
    server: Some(Part {
        blocks: &[
            block_if(
                "mutual",
                "The clients’ CA, and the hosts that ask for certificates",
                Form::Sh,
                COMMANDS,
            ),
            block_if("mutual", "A WAF custom rule with the action Block", Form::Steps, RULE),
        ],
        remarks: &[
            ("oneway", "Ask with --mutual for the clients’ side."),
            (
                "mutual",
                "The handshake never fails for a client’s certificate: without the rule nobody is refused.",
            ),
            (
                "mutual",
                "cert_verified is true for revoked certificates too: test cert_revoked beside it. For single clients test cf.tls_client_auth.cert_fingerprint_sha256 as well.",
            ),
            (
                "mutual",
                "Certificates of Cloudflare’s own CA need no upload; without an association a host asks for no certificate.",
            ),
        ],
        ..PART
    }),
    ..GUIDE
};

const COMMANDS: &str = "\
jq -n --rawfile ca {cas} '{name: \"clients\", ca: true, certificates: $ca}' > upload.json
curl https://api.cloudflare.com/client/v4/accounts/$ACCOUNT/mtls_certificates -H \"Authorization: Bearer $TOKEN\" -H 'Content-Type: application/json' -d @upload.json ## the answer holds its id
jq -n --arg host {host} '{hostnames: [$host], mtls_certificate_id: \"ID-OF-THE-CA\"}' > hosts.json
curl -X PUT https://api.cloudflare.com/client/v4/zones/$ZONE/certificate_authorities/hostname_associations -H \"Authorization: Bearer $TOKEN\" -H 'Content-Type: application/json' -d @hosts.json";

const RULE: &str = "(http.host eq \"{host}\" and (not cf.tls_client_auth.cert_verified or cf.tls_client_auth.cert_revoked))";
