//! What real programs say about the cases. Here OpenSSL: the cases' `openssl:` lines are run, not
//! remembered. In `stacks/` every case is put to every program that is installed, and held against
//! what is predicted of it (`every_case.rs`).
//!
//! The leaf is the certificate that the report is about; the anchors are the ones it trusts; all
//! other certificates are untrusted intermediates. Security level 2 is Debian's and upstream's
//! default for TLS. Words differ between releases, so only OpenSSL 3.0 is compared; without it
//! the test says so and passes. `UPDATE_EXPECT=1` rewrites the lines.

#[cfg(feature = "full")]
#[path = "stacks/asked.rs"]
mod asked;
#[cfg(feature = "full")]
#[path = "stacks/compare.rs"]
mod compare;
#[cfg(feature = "full")]
#[path = "stacks/every_case.rs"]
mod every_case;
#[cfg(feature = "full")]
#[path = "stacks/nss.rs"]
mod nss;

use std::path::Path;
use std::process::Command;

use crate::common::{self, Case};
use pemlens::model::Purpose;

fn version() -> Option<String> {
    let output = Command::new("openssl").arg("version").output().ok()?;
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

fn verify(case: &Case, folder: &Path) -> Vec<String> {
    let report = case.report();
    let main = report.main.as_ref().unwrap();
    let (mut trusted, mut untrusted) = (String::new(), String::new());
    for (index, block) in case.blocks.iter().enumerate() {
        if main.anchors.given.contains(&index) {
            trusted.push_str(block);
        } else if index != main.leaf {
            untrusted.push_str(block);
        }
    }
    let file = |name: &str, text: &str| {
        let path = folder.join(name);
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let mut arguments: Vec<String> =
        ["verify", "-no-CApath", "-no-CAstore", "-auth_level", "2", "-attime"]
            .map(str::to_owned)
            .to_vec();
    arguments.push(case.now.0.to_string());
    match case.purpose {
        Purpose::Server => arguments.extend(["-purpose".into(), "sslserver".into()]),
        Purpose::Client => arguments.extend(["-purpose".into(), "sslclient".into()]),
        Purpose::Ca | Purpose::Any => {}
    }
    if !case.host.is_empty() {
        let is_address = case.host.parse::<std::net::IpAddr>().is_ok();
        arguments.push(if is_address { "-verify_ip" } else { "-verify_hostname" }.into());
        arguments.push(case.host.clone());
    }
    if trusted.is_empty() {
        arguments.push("-no-CAfile".into());
    } else {
        arguments.extend(["-CAfile".into(), file("trusted.pem", &trusted)]);
    }
    if !untrusted.is_empty() {
        arguments.extend(["-untrusted".into(), file("untrusted.pem", &untrusted)]);
    }
    let leaf = file("leaf.pem", &case.blocks[main.leaf]);
    if case.blocks[main.leaf].contains("X509 CRL") {
        arguments.extend(["-crl_check".into(), "-CRLfile".into(), leaf.clone()]);
    }
    arguments.push(leaf);
    let output = Command::new("openssl").args(&arguments).output().unwrap();
    let all = [output.stdout, output.stderr].concat();
    let all = String::from_utf8_lossy(&all);
    let mut lines: Vec<String> =
        all.lines().filter(|line| line.contains("depth lookup:")).map(str::to_owned).collect();
    if lines.is_empty() && output.status.success() {
        lines.push("OK".into());
    }
    if lines.is_empty() {
        lines.push("not loaded".into());
    }
    lines
}

#[test]
fn openssl_says_what_the_cases_say_it_says() {
    let version = version().unwrap_or_default();
    if !version.starts_with("OpenSSL 3.0.") {
        println!("skipped: needs OpenSSL 3.0, found “{}”", version.trim());
        return;
    }
    let folder = std::env::temp_dir().join(format!("pemlens-stacks-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let (mut compared, mut differences) = (0, Vec::new());
    for case in common::all() {
        let Some(said) = &case.openssl else { continue };
        let says = verify(&case, &folder);
        compared += 1;
        if says == *said {
            continue;
        }
        if common::updating() {
            case.rewrite("openssl", &says);
        } else {
            differences.push(format!(
                "{}\n  recorded: {said:?}\n  said now: {says:?}",
                case.path.display()
            ));
        }
    }
    std::fs::remove_dir_all(&folder).unwrap();
    println!("{compared} cases compared with {}", version.trim());
    assert!(compared >= 20, "only {compared} cases have an openssl line");
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

/// A message of OpenSSL in a rule is one that OpenSSL printed for one of the rule's own cases.
#[test]
fn openssl_messages_of_rules_were_seen() {
    const STRICT: &str = "OpenSSL 3.0.19 with -x509_strict, for the cases of the rule that fire";
    // Said by other releases or only inside a handshake, with where it was seen.
    const ELSEWHERE: &[(&str, &str, &str)] = &[
        ("self-signed", "self signed certificate", "OpenSSL 1.1.1 and before: no hyphen"),
        (
            "not-trusted",
            "self signed certificate in certificate chain",
            "OpenSSL 1.1.1 and before: no hyphen",
        ),
        (
            "key-mismatch",
            "X509_check_private_key:key values mismatch",
            "a server's start, not a verification: tests/pairs.rs",
        ),
        ("authority-key-id-missing", "Missing Authority Key Identifier", STRICT),
        ("ca-key-id-missing", "Missing Subject Key Identifier", STRICT),
        ("ca-key-usage-missing", "CA cert does not include key usage extension", STRICT),
        ("ca-constraints-not-critical", "Basic Constraints of CA cert not marked critical", STRICT),
        ("leaf-may-sign-certificates", "Key usage keyCertSign invalid for non-CA cert", STRICT),
        (
            "empty-subject-san-not-critical",
            "Subject empty and Subject Alt Name extension not critical",
            STRICT,
        ),
        ("version-too-low", "Using cert extension requires at least X509v3", STRICT),
        ("ca-name-empty", "Issuer name empty", STRICT),
        ("path-length-without-ca", "Path length invalid for non-CA cert", STRICT),
    ];
    let cases = common::all();
    for rule in pemlens::hints::rules::ALL {
        for message in rule.messages.iter().filter(|m| m.stack == pemlens::hints::Stack::OpenSsl) {
            let seen = cases
                .iter()
                .filter(|case| case.rule == rule.id)
                .flat_map(|case| case.openssl.iter().flatten())
                .any(|line| line.ends_with(&format!("lookup: {}", message.text)));
            let excused =
                ELSEWHERE.iter().any(|(id, text, _)| *id == rule.id && *text == message.text);
            assert!(
                seen != excused,
                "{}: “{}” (seen: {seen}, listed as seen elsewhere: {excused})",
                rule.id,
                message.text
            );
        }
    }
}
