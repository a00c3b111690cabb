//! Chrome and Chromium: its TLS layer looks at the key usage, its path engine (`boring`) at the
//! path, with trust anchors that a person added held to their dates and constraints, and then the
//! host is compared. One error is told, the most serious.

use super::boring::{self, Anchors, Kind, Outcome};
use super::shared;
use super::words::{Fault, words};
use super::{Asked, Known, Met, Program, Question, Role, Verdict};
use crate::model::KeyUsage;

words! {
    KEY_USAGE: "-181", "net::ERR_SSL_KEY_USAGE_INCOMPATIBLE";
        "key-usage", "The TLS layer refuses a leaf whose key usage lacks digitalSignature, before the path is looked at.",
        "BoringSSL, ssl/ssl_cert.cc, ssl_cert_check_key_usage", "key-usage-no-signature";
    INVALID: "-207", "net::ERR_CERT_INVALID";
        "invalid", "A leaf that cannot be read, a wrong purpose, a critical extension that is not known, name constraints, an issuer that is no CA, a path too long: all that people cannot be asked to pass over.",
        "Chromium, net/cert/cert_verify_proc_builtin.cc, MapPathBuilderErrorsToCertStatus", "issuer-not-ca";
    AUTHORITY: "-202", "net::ERR_CERT_AUTHORITY_INVALID";
        "authority", "No path leads to a trust anchor, or a signature on it is wrong.",
        "Chromium, net/cert/cert_verify_proc_builtin.cc; net/cert/cert_status_flags.cc", "issuer-missing";
    COMMON_NAME: "-200", "net::ERR_CERT_COMMON_NAME_INVALID";
        "host", "The host must be among the subject alternative names; the common name does not count. Hidden behind an authority that is not known.",
        "Chromium, net/cert/x509_certificate.cc, VerifyHostname", "host-not-covered";
    WEAK_SIGNATURE: "-208", "net::ERR_CERT_WEAK_SIGNATURE_ALGORITHM";
        "weak-signature", "A signature below the anchor rests on SHA-1 or an older digest.",
        "Chromium, net/cert/cert_status_flags.cc", "weak-signature";
    WEAK_KEY: "-211", "net::ERR_CERT_WEAK_KEY";
        "weak-key", "An RSA key on the path is too small.",
        "Chromium, net/cert/cert_status_flags.cc", "weak-key";
    DATE: "-201", "net::ERR_CERT_DATE_INVALID";
        "dates", "A certificate of the path, the added anchor included, is not valid at the time.",
        "Chromium, net/cert/cert_status_flags.cc", "expired";
}

/// Chrome and Chromium.
pub static CHROMIUM_156: Program = Program {
    id: "chromium156",
    title: "Chrome, Chromium",
    met: Met::Often,
    judges_clients: true,
    known: Known::Run("Chromium 156"),
    families: &["Chromium"],
    reads: None,
    rules: || super::words::rules(WORDS),
    sentences: || super::words::sentences(WORDS),
    answer,
};

/// What Chromium says.
fn answer(question: &Question<'_>) -> Verdict {
    if question.role == Role::Client {
        return Verdict::Silent("it judges no client certificates");
    }
    if !question.crls.is_empty() {
        return Verdict::Silent("it reads no revocation lists handed over");
    }
    let leaf = question.leaf;
    if leaf.is_self_issued() && question.trusted.iter().any(|it| it.der == leaf.der) {
        // An anchor is none for itself; what was installed as a server's own certificate is taken.
        return Verdict::Silent(
            "a certificate that is its own anchor counts by how it was installed",
        );
    }
    match fault(question) {
        None => Verdict::Accept,
        Some(fault) => Verdict::Reject(fault.refusal()),
    }
}

fn fault(question: &Question<'_>) -> Option<Fault> {
    let usage = question.leaf.key_usage();
    if usage.is_some_and(|usage| usage.0 != 0 && !usage.has(KeyUsage::DIGITAL_SIGNATURE)) {
        return Some(&KEY_USAGE);
    }
    let mut kinds: Vec<Kind> = match boring::outcome(question, Anchors::Constrained) {
        Outcome::Good => Vec::new(),
        Outcome::Unreadable(_) => return Some(&INVALID),
        Outcome::Limit(_) => vec![Kind::Authority],
        Outcome::Bad(judged) => boring::kinds(&judged),
    };
    // An error of no kind of its own makes the whole invalid only where nothing else is told.
    if kinds.iter().any(|kind| *kind != Kind::Other) {
        kinds.retain(|kind| *kind != Kind::Other);
    }
    let has = |kind: Kind| kinds.contains(&kind);
    let named = match &question.name {
        Some(Asked::Host(host)) => shared::is_named(question.leaf, host),
        Some(Asked::Email(_)) => false,
        None => true,
    };
    Some(if has(Kind::Other) {
        &INVALID
    } else if has(Kind::Authority) {
        &AUTHORITY
    } else if !named {
        &COMMON_NAME
    } else if has(Kind::WeakSignature) {
        &WEAK_SIGNATURE
    } else if has(Kind::WeakKey) {
        &WEAK_KEY
    } else if has(Kind::Date) {
        &DATE
    } else {
        return None;
    })
}
