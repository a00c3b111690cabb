//! Rust: reqwest and rustls.

use super::super::shape::{Form, GUIDE, Group, Guide, PART, Part, Tier, block};

pub(super) static GUIDE_RUST: Guide = Guide {
    id: "rust",
    aliases: &["reqwest", "rustls"],
    title: "Rust (reqwest with rustls)",
    group: Group::Clients,
    tier: Tier::Executed("reqwest 0.13.5 with rustls 0.23"),
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
            (
                "private",
                "reqwest 0.12 is written otherwise: the feature is rustls-tls, and in place of tls_certs_only stand use_rustls_tls(), add_root_certificate for each of them and tls_built_in_root_certs(false) (docs.rs/reqwest/0.12, not run).",
            ),
        ],
        ..PART
    }),
    ..GUIDE
};

const MANIFEST: &str = "\
[dependencies]
reqwest = { version = \"0.13\", default-features = false, features = [\"blocking\", \"rustls\"] }";

const CLIENT: &str = "\
use std::{error::Error, fs};

fn main() -> Result<(), Box<dyn Error>> {
    let mut builder = reqwest::blocking::Client::builder();
?private     let roots = reqwest::Certificate::from_pem_bundle(&fs::read({roots})?)?;
?private     builder = builder.tls_certs_only(roots); // these CAs alone
?mutual     let mut pem = fs::read({client-key})?; // key and chain in one text
?mutual     pem.extend(fs::read({client-chain})?);
?mutual     builder = builder.identity(reqwest::Identity::from_pem(&pem)?);
    print!(\"{}\", builder.build()?.get({url}).send()?.error_for_status()?.text()?);
    Ok(())
}";
