//! Why a browser does not offer a certificate.

use super::super::shape::{Form, GUIDE, Group, Guide, PART, Part, Tier, block};

pub(super) static GUIDE_NOT_OFFERED: Guide = Guide {
    id: "not-offered",
    aliases: &[
        "why does the browser not offer my certificate",
        "no certificate offered",
        "checklist",
    ],
    title: "Why does the browser not offer my certificate?",
    group: Group::Imports,
    tier: Tier::Documented(
        "chromium/chromium net/ssl/client_cert_store_nss.cc and client_cert_store_mac.cc, 2026; what can be seen in the files is tested on them",
    ),
    client: Some(Part {
        judges_like: "",
        blocks: &[block("What the server announces", Form::Sh, NAMES)],
        remarks: &[
            (
                "",
                "It was imported into another browser’s, another profile’s or the machine’s store.",
            ),
            (
                "",
                "The server asks only for some host names (SNI), or only at a later request: at TLS 1.3 and with HTTP/2 browsers do not answer that.",
            ),
            (
                "",
                "An earlier “Cancel” is remembered for the session: close the browser, or use a new private window.",
            ),
            ("", "The key is on a smart card that is locked, or its driver is missing."),
        ],
        ..PART
    }),
    ..GUIDE
};

const NAMES: &str = "openssl s_client -connect {host}:443 -servername {host} < /dev/null ## look for “Acceptable client certificate CA names”: the issuer must be among them";
