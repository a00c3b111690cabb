//! `cargo xtask conformance corpus|paths|revocation|stacks|lints|handshake PATH`: hands over to
//! `examples/conformance`.

use crate::shell::{Outcome, cargo, run as run_command};

const KINDS: [&str; 8] =
    ["corpus", "paths", "revocation", "stacks", "lints", "handshake", "handshakes", "variants"];

/// Builds the comparison for speed and runs it.
pub fn run(arguments: &[String]) -> Outcome {
    let known = match arguments {
        [kind] => kind == "variants" || kind == "handshakes",
        [kind, flag, _] => kind == "variants" && flag == "--pairs",
        [kind, _] => KINDS.contains(&kind.as_str()),
        [kind, _, flag, _] => {
            (kind == "stacks" && flag == "--misses") || (kind == "handshake" && flag == "--third")
        }
        _ => false,
    };
    if !known {
        return Err("usage: cargo xtask conformance corpus|paths|revocation|lints PATH
       cargo xtask conformance handshake PATH [--third 1|2|3]
       cargo xtask conformance stacks PATH [--misses STACK]
       cargo xtask conformance handshakes [NUMBER]
       cargo xtask conformance variants [FOLDER]|--pairs SEED"
            .to_owned());
    }
    let mut words =
        vec!["run", "--quiet", "--release", "--features", "cli", "--example", "conformance", "--"];
    words.extend(arguments.iter().map(String::as_str));
    run_command(cargo(&words))
}
