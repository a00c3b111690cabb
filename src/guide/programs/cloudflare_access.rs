//! Cloudflare Access.

use super::super::shape::{Form, GUIDE, Group, Guide, PART, Part, Tier, block_if};

pub(super) static GUIDE_CLOUDFLARE_ACCESS: Guide = Guide {
    id: "cloudflare-access",
    aliases: &["cloudflare zero trust", "access"],
    title: "Cloudflare Access",
    group: Group::Gateways,
    tier: Tier::Checked(
        "request and policy by the types of the library cloudflare 5.9.0 for Python; the rest is as developers.cloudflare.com/cloudflare-one/identity/devices/access-integrations/mutual-tls-authentication has it, 2026",
    ),
    server: Some(Part {
        blocks: &[
            block_if("mutual", "The clients’ CA", Form::Sh, COMMANDS),
            block_if("mutual", "A policy of the application", Form::Json, POLICY),
        ],
        remarks: &[
            ("oneway", "Ask with --mutual for the clients’ side."),
            (
                "mutual",
                "The action for machines is Service Auth (non_identity); with Allow the person is asked to log in besides.",
            ),
            (
                "mutual",
                "“Valid Certificate” lets every certificate of the CA in; “Common Name” only those with that name.",
            ),
            (
                "mutual",
                "The application gets the certificate’s data only when the zone forwards it: Cf-Client-Cert-Der-Base64, Cf-Client-Cert-Sha256.",
            ),
        ],
        ..PART
    }),
    ..GUIDE
};

const COMMANDS: &str = "\
jq -n --rawfile ca {cas} --arg host {host} '{name: \"clients\", certificate: $ca, associated_hostnames: [$host]}' > upload.json
curl https://api.cloudflare.com/client/v4/accounts/$ACCOUNT/access/certificates -H \"Authorization: Bearer $TOKEN\" -H 'Content-Type: application/json' -d @upload.json";

const POLICY: &str = "\
{
  \"name\": \"clients with a certificate\",
  \"decision\": \"non_identity\",
  \"include\": [{\"common_name\": {\"common_name\": {user}}}]
}";
