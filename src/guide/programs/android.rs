//! Android.

use super::super::shape::{Form, GUIDE, Group, Guide, PART, Part, Tier, block};

pub(super) static GUIDE_ANDROID: Guide = Guide {
    id: "android",
    aliases: &["android chrome"],
    title: "Android",
    group: Group::Imports,
    tier: Tier::Documented(
        "guides of several makers for Android 11 to 16; no page of one vendor holds for all; 2026",
    ),
    client: Some(Part {
        blocks: &[block("Make the .p12", Form::Sh, MAKE), block("By hand", Form::Steps, STEPS)],
        remarks: &[
            (
                "",
                "There are three places. The client’s .p12 is a “VPN & app user certificate”, a root a “CA certificate”, and what 802.1X needs a “Wi-Fi certificate” in a store of its own. A root offered at the first place is refused.",
            ),
            (
                "",
                "A screen lock must be set. Apps use roots of the user only where they opt in (networkSecurityConfig); Chrome does.",
            ),
        ],
        ..PART
    }),
    ..GUIDE
};

const MAKE: &str = "openssl pkcs12 -export -keypbe PBE-SHA1-3DES -certpbe PBE-SHA1-3DES -macalg sha1 -in {client-chain} -inkey {client-key} -name {user} -out client.p12 ## older systems open no other form";

const STEPS: &str = "\
Settings > Security > Encryption & credentials > Install a certificate > VPN & app user certificate: client.p12.
For the server’s private CA: the same > CA certificate.
For Wi-Fi: the same > Wi-Fi certificate, or while the network is added.";
