//! Azure Application Gateway.

use super::super::demand::Demand;
use super::super::shape::{Form, GUIDE, Group, Guide, PART, Part, Tier, block_if};

pub(super) static GUIDE_AZURE_GATEWAY: Guide = Guide {
    id: "azure-application-gateway",
    aliases: &["application gateway", "azure gateway"],
    title: "Azure Application Gateway",
    group: Group::Gateways,
    tier: Tier::Documented(
        "MicrosoftDocs/azure-docs articles/application-gateway/mutual-authentication-overview.md, an older snapshot",
    ),
    server: Some(Part {
        demands: &[Demand::RsaTwoThousand],
        blocks: &[block_if("mutual", "Commands", Form::Sh, COMMANDS)],
        remarks: &[
            ("oneway", "Ask with --mutual for the clients’ side."),
            (
                "mutual",
                "The file must hold the root and every intermediate, and one chain only: the issuer’s name that clients are held to is taken from the longest chain of the file. A profile takes five files.",
            ),
            (
                "mutual",
                "Revocation is looked at through OCSP only, where the profile asks for it; lists are not.",
            ),
            (
                "mutual",
                "A refusal is HTTP 400. Headers for the application are set by rewrite rules from client_certificate_verification, client_certificate_subject and their like.",
            ),
        ],
        ..PART
    }),
    ..GUIDE
};

const COMMANDS: &str = "\
az network application-gateway client-cert add --gateway-name GATEWAY --resource-group GROUP --name clients --data {cas}
az network application-gateway ssl-profile add --gateway-name GATEWAY --resource-group GROUP --name mutual --trusted-client-cert clients --client-auth-configuration True";
