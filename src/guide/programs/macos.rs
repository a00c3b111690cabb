//! macOS.

use super::super::shape::{Form, GUIDE, Group, Guide, PART, Part, Tier, block};

pub(super) static GUIDE_MACOS: Guide = Guide {
    id: "macos",
    aliases: &["keychain", "mac", "os x", "security import"],
    title: "macOS",
    group: Group::Imports,
    tier: Tier::Documented(
        "security(1); kornelski/rust-security-framework#216 and pyca/cryptography#7293 for the forms that it opens; July 2026",
    ),
    client: Some(Part {
        judges_like: "openssl",
        blocks: &[
            block("Make the .p12 in the form that every macOS opens", Form::Sh, MAKE),
            block("Import it", Form::Sh, IMPORT),
            block("By hand", Form::Steps, STEPS),
        ],
        remarks: &[
            (
                "",
                "“MAC verification failed during PKCS12 import (wrong password?)” means the form, not the password: files as OpenSSL 3 makes them were refused up to macOS 14 at least. The command above makes the older form.",
            ),
            ("", "The password must not be empty."),
            (
                "",
                "Programs that use the system’s networking look for an identity by the CA names that the server announces: where it announces none, some send nothing. An identity preference for the address helps Safari.",
            ),
        ],
        ..PART
    }),
    ..GUIDE
};

const MAKE: &str = "openssl pkcs12 -export -keypbe PBE-SHA1-3DES -certpbe PBE-SHA1-3DES -macalg sha1 -in {client-chain} -inkey {client-key} -name {user} -out client.p12";

const IMPORT: &str = "\
security import client.p12 -k ~/Library/Keychains/login.keychain-db
security set-identity-preference -c {user} -s {url}/ ## Safari then offers it for this address
?private security add-trusted-cert -r trustRoot -k ~/Library/Keychains/login.keychain-db {roots}";

const STEPS: &str = "Keychain Access > login > My Certificates: the certificate must have a triangle with the key below it.";
