//! Rust: reqwest and rustls.

use super::super::shape::{Form, GUIDE, Group, Guide, PART, Part, Tier, block};

pub(super) static GUIDE_RUST: Guide = Guide {
    id: "rust",
    aliases: &["reqwest", "rustls"],
    title: "Rust (reqwest with rustls)",
    group: Group::Clients,
    tier: Tier::Documented("docs.rs/reqwest 0.12 (Identity::from_pem, ClientBuilder), 2026"),
    client: Some(Part {
        judges_like: "rustls",
        blocks: &[
            block("Cargo.toml", Form::Hashes, MANIFEST),
            block("main.rs", Form::Slashes, CLIENT),
        ],
        remarks: &[
            (
                "mutual",
                "rustls sends what it was given, whatever CA names the server announces: the intermediates must be in the file.",
            ),
            ("", "rustls looks at the SAN alone, and takes no certificate of version 1."),
        ],
        ..PART
    }),
    ..GUIDE
};

const MANIFEST: &str = "\
[dependencies]
reqwest = { version = \"0.12\", default-features = false, features = [\"blocking\", \"rustls-tls\"] }";

const CLIENT: &str = "\
use std::{error::Error, fs};

fn main() -> Result<(), Box<dyn Error>> {
    let mut builder = reqwest::blocking::Client::builder().use_rustls_tls();
?private     for root in reqwest::Certificate::from_pem_bundle(&fs::read({roots})?)? {
?private         builder = builder.add_root_certificate(root);
?private     }
?private     builder = builder.tls_built_in_root_certs(false); // these CAs alone
?mutual     let mut pem = fs::read({client-key})?; // key and chain in one text
?mutual     pem.extend(fs::read({client-chain})?);
?mutual     builder = builder.identity(reqwest::Identity::from_pem(&pem)?);
    print!(\"{}\", builder.build()?.get({url}).send()?.error_for_status()?.text()?);
    Ok(())
}";
