//! Kong Gateway.

use super::super::shape::{Form, GUIDE, Group, Guide, PART, Part, Tier, block, block_if};

pub(super) static GUIDE_KONG: Guide = Guide {
    id: "kong",
    aliases: &["kong gateway"],
    title: "Kong",
    group: Group::Gateways,
    tier: Tier::Documented(
        "developer.konghq.com/plugins/mtls-auth (Kong/developer.konghq.com), August 2026",
    ),
    server: Some(Part {
        judges_like: "nginx",
        blocks: &[
            block("The server’s certificate, its host, and the clients’ CA", Form::Sh, OBJECTS),
            block_if("mutual", "The plugin mtls-auth (Kong Gateway Enterprise)", Form::Sh, PLUGIN),
        ],
        remarks: &[
            (
                "mutual",
                "mtls-auth is part of Enterprise; the open Kong has no plugin for clients’ certificates.",
            ),
            (
                "mutual",
                "Give the routes SNIs: else every client of every route is asked for a certificate. With the router called expressions that is always so.",
            ),
            (
                "mutual",
                "No CA names are announced unless send_ca_dn is true: browsers and Go then choose without help.",
            ),
            (
                "mutual",
                "The consumer is found by the SANs, then by the common name; skip_consumer_lookup lets every certificate of the CA in. revocation_check_mode is IGNORE_CA_ERROR where nothing is set.",
            ),
            (
                "mutual",
                "A refusal is HTTP 401, “No required TLS certificate was sent” or “TLS certificate failed verification”; the reason is in the log only.",
            ),
        ],
        ..PART
    }),
    ..GUIDE
};

const OBJECTS: &str = "\
curl -X POST http://localhost:8001/certificates -F cert=@{chain} -F key=@{key} -F snis={host}
?mutual curl -X POST http://localhost:8001/ca_certificates -F cert=@{cas} ## one CA a request; the answer holds its id";

const PLUGIN: &str = "\
curl -X POST http://localhost:8001/services/SERVICE/plugins -H 'Content-Type: application/json' -d '{\"name\": \"mtls-auth\", \"config\": {\"ca_certificates\": [\"ID-OF-THE-CA\"], \"send_ca_dn\": true, \"revocation_check_mode\": \"STRICT\"}}'
curl -X POST http://localhost:8001/consumers -d username={user} ## the common name or a SAN of the client";
