//! Chrome and Edge on Windows and macOS.

use super::super::shape::{Form, GUIDE, Group, Guide, PART, Part, Tier, block};

pub(super) static GUIDE_CHROME_EDGE: Guide = Guide {
    id: "chrome",
    aliases: &["edge", "google chrome", "microsoft edge", "chromium"],
    title: "Chrome, Edge",
    group: Group::Imports,
    tier: Tier::Documented(
        "chromium/chromium net/ssl/client_cert_store_*.cc and docs/linux/cert_management.md, 2026",
    ),
    client: Some(Part {
        judges_like: "chrome",
        blocks: &[block("By hand", Form::Steps, STEPS)],
        remarks: &[
            (
                "",
                "Expired certificates, those not valid yet, and those whose extended key usage lacks clientAuth are not offered at all.",
            ),
            (
                "",
                "After “Cancel” the answer is kept until the browser is closed: try again in a new private window.",
            ),
            ("", "The policy AutoSelectCertificateForUrls chooses without asking."),
        ],
        ..PART
    }),
    ..GUIDE
};

const STEPS: &str = "\
On Windows and macOS both use the system’s store: see the guides windows and macos.
On Linux both use NSS: see the guide linux-nss.
chrome://certificate-manager (edge://certificate-manager) shows what they found.";
