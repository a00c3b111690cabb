//! Azure Application Gateway.

use super::super::demand::Demand;
use super::super::shape::{Form, GUIDE, Group, Guide, PART, Part, Tier, block_if};

pub(super) static GUIDE_AZURE_GATEWAY: Guide = Guide {
    id: "azure-application-gateway",
    aliases: &["application gateway", "azure gateway"],
    title: "Azure Application Gateway",
    group: Group::Gateways,
    tier: Tier::Documented(
        "MicrosoftDocs/azure-docs articles/application-gateway/mutual-authentication-overview.md, an older snapshot; learn.microsoft.com/powershell/module/az.network, 2026",
    ),
    server: Some(Part {
        demands: &[Demand::RsaTwoThousand],
        blocks: &[block_if("mutual", "PowerShell", Form::PowerShell, COMMANDS)],
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
$gateway = Get-AzApplicationGateway -Name GATEWAY -ResourceGroupName GROUP
$clients = New-AzApplicationGatewayTrustedClientCertificate -Name clients -CertificateFile {cas} ## the root and every intermediate, one chain
$policy = New-AzApplicationGatewayClientAuthConfiguration -VerifyClientCertIssuerDN
Add-AzApplicationGatewaySslProfile -ApplicationGateway $gateway -Name mutual -ClientAuthConfiguration $policy -TrustedClientCertificates $clients
Set-AzApplicationGateway -ApplicationGateway $gateway
# then give the listener the SSL profile";
