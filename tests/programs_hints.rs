//! The words that findings quote are words that the programs say: what a rule quotes of a program
//! that is known here must stand in its tables or its code, or be said about a case or a faulty chain,
//! unless it is listed below with who says it otherwise.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::common;
use crate::common::chains::{CHANGES, chain, read};
use pemlens::hints::{Stack, rules};
use pemlens::model::Time;
use pemlens::purpose::host::Host;
use pemlens::report;
use pemlens::stacks::{
    Asked, CHROMIUM_156, FIREFOX_153, GNUTLS, GO_127, JAVA_17, OPENSSL_30, OPENSSL_30_LAST,
    OPENSSL_40, Program, Question, RUSTLS, Role, Verdict, ask,
};

/// The programs behind what a rule calls a stack, and where their words are written; none for those
/// that only pass on what others say.
fn programs(stack: Stack) -> (Vec<&'static Program>, &'static str) {
    match stack {
        Stack::OpenSsl => (vec![&OPENSSL_30, &OPENSSL_30_LAST, &OPENSSL_40], "openssl"),
        Stack::Go => (vec![&GO_127], "go"),
        Stack::Java => (vec![&JAVA_17], "java"),
        Stack::GnuTls => (vec![&GNUTLS], "gnutls"),
        Stack::Rustls => (vec![&RUSTLS], "rustls"),
        Stack::Chromium => (vec![&CHROMIUM_156], "chromium"),
        Stack::Firefox => (vec![&FIREFOX_153], "mozilla"),
        _ => (Vec::new(), ""),
    }
}

/// Words that are quoted and that no program known here says when it verifies a certificate, and who
/// says them.
const ELSEWHERE: &[(&str, &str)] = &[
    ("SEC_ERROR_EXPIRED_CERTIFICATE", "Firefox's page names its code -8181 so"),
    ("SEC_ERROR_UNKNOWN_ISSUER", "Firefox's page names its code -8179 so"),
    ("SEC_ERROR_REVOKED_CERTIFICATE", "Firefox's page names its code -8180 so"),
    ("net::ERR_CERT_REVOKED", "Chromium, of what its own lists revoke"),
    ("SSL_ERROR_BAD_CERT_DOMAIN", "Firefox's page names its code -12276 so"),
    (
        "CertificateNotYetValidException: NotBefore: {}",
        "Java, as the cause below `validity check failed`",
    ),
    (
        "java.security.SignatureException: Signature does not match.",
        "Java, as the cause below `signature check failed`",
    ),
    ("self signed certificate", "OpenSSL 1.1, which has no hyphen there"),
    ("self signed certificate in certificate chain", "OpenSSL 1.1, which has no hyphen there"),
    ("X509_check_private_key:key values mismatch", "OpenSSL, as key and certificate are loaded"),
    (
        "tls: server sent certificate containing RSA key larger than 8192 bits",
        "crypto/tls, before it verifies",
    ),
    ("Using cert extension requires at least X509v3", X509_STRICT),
    ("Missing Authority Key Identifier", X509_STRICT),
    ("Missing Subject Key Identifier", X509_STRICT),
    ("CA cert does not include key usage extension", X509_STRICT),
    ("Basic Constraints of CA cert not marked critical", X509_STRICT),
    ("Key usage keyCertSign invalid for non-CA cert", X509_STRICT),
    ("Subject empty and Subject Alt Name extension not critical", X509_STRICT),
    ("Issuer name empty", X509_STRICT),
    ("Path length invalid for non-CA cert", X509_STRICT),
];

/// Checks that are off unless asked for.
const X509_STRICT: &str = "openssl verify -x509_strict, and Python from 3.13 on";

fn plain(text: &str) -> String {
    text.replace(['’', '‘'], "'").replace("\\\"", "\"").to_lowercase()
}

/// Whether a text holds the pieces between `{}`, in their order; gaps of the text hold anything.
fn says(text: &str, words: &str) -> bool {
    let mut rest = text;
    words.split("{}").filter(|piece| !piece.is_empty()).all(|piece| match rest.split_once(piece) {
        Some((_, after)) => {
            rest = after;
            true
        }
        None => false,
    })
}

/// The program's source, up to its tests: the words of a format text stand in it with their gaps.
fn code(name: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/stacks");
    let mut files: Vec<PathBuf> = vec![root.join(format!("{name}.rs"))];
    if let Ok(folder) = std::fs::read_dir(root.join(name)) {
        files.extend(folder.map(|it| it.unwrap().path()));
    }
    let mut all = String::new();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "rs"));
    for file in files {
        let text = std::fs::read_to_string(file).unwrap();
        let text = text.split("#[cfg(test)]").next().unwrap();
        let is_code = |line: &&str| {
            let start = line.trim_start();
            !["//", "what: ", "source: "].iter().any(|it| start.starts_with(it))
        };
        for line in text.lines().filter(is_code) {
            all.push_str(line);
            all.push('\n');
        }
    }
    all
}

/// What each program said about the cases and about chains with a fault each.
fn said() -> BTreeMap<&'static str, BTreeSet<String>> {
    let mut said: BTreeMap<&'static str, BTreeSet<String>> = BTreeMap::new();
    let mut keep = |program: &'static Program, verdict: Verdict| {
        if let Verdict::Reject(refusal) = verdict {
            let all = said.entry(program.id).or_default();
            all.insert(plain(&refusal.message));
            all.insert(plain(&refusal.code));
            all.extend(refusal.wrapped.iter().map(|(_, line)| plain(line)));
        }
    };
    for case in common::all() {
        for (program, verdict) in report::programs(&case.report()) {
            keep(program, verdict);
        }
    }
    for change in CHANGES {
        let [leaf, middle, root] = chain(change).map(|pem| read(&pem));
        for (host, role) in
            [("www.example.com", Role::Server), ("192.0.2.7", Role::Server), ("", Role::Client)]
        {
            // 21 September 2026.
            let at = Time(1_790_000_000);
            let mut question = Question::new(&leaf, vec![&middle], vec![&root], at, role);
            question.name = Host::parse(host).ok().flatten().map(Asked::Host);
            for program in Program::ALL {
                keep(program, ask(program, &question));
            }
        }
    }
    said
}

#[test]
fn what_rules_quote_is_what_programs_say() {
    let said = said();
    let mut codes: BTreeMap<&str, String> = BTreeMap::new();
    let (mut quoted, mut faults, mut used) = (0, Vec::new(), BTreeSet::new());
    for rule in rules::ALL {
        for message in rule.messages {
            let (programs, name) = programs(message.stack);
            if programs.is_empty() {
                continue;
            }
            quoted += 1;
            let words = plain(message.text);
            let code = codes.entry(name).or_insert_with(|| plain(&code(name)));
            let known = says_in_a_line(code, &words)
                || programs.iter().any(|program| {
                    program.sentences().iter().any(|(it, _)| says(&plain(it), &words))
                        || said
                            .get(program.id)
                            .is_some_and(|all| all.iter().any(|it| says(it, &words)))
                });
            let elsewhere = ELSEWHERE.iter().find(|(text, _)| *text == message.text);
            match (known, elsewhere) {
                (false, None) => faults.push(format!("{}: {name}: {}", rule.id, message.text)),
                (true, Some(_)) => faults.push(format!("{}: {} is said", rule.id, message.text)),
                (false, Some((text, _))) => drop(used.insert(*text)),
                (true, None) => {}
            }
        }
    }
    assert!(quoted > 150, "{quoted}");
    for (text, who) in ELSEWHERE {
        assert!(who.len() > 10, "{text}");
        if !used.contains(text) {
            faults.push(format!("nothing quotes {text}"));
        }
    }
    assert!(faults.is_empty(), "{} of {quoted}:\n{}", faults.len(), faults.join("\n"));
}

fn says_in_a_line(code: &str, words: &str) -> bool {
    code.lines().any(|line| says(line, words))
}
