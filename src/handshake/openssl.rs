//! What programs built on OpenSSL share: the faults, the alerts, the words of the library.

use super::alert::Alert;
use super::fault::Fault;
use super::outcome::{Heard, Judgement, Refusal};
use super::side::{Settings, Setup, Side, Tls, Verify};
use crate::model::{Certificate, Crl, KeyKind, KeyUsage};
use crate::purpose::host::Host;
use crate::stacks::{self, Asked, Finding, Findings, Question, Role};

/// `ssl_x509err2alert` (`statem_lib.c`): the alert for a fault.
pub fn alert_of(code: u16) -> Alert {
    match code {
        1 | 65 | 69 | 70 => Alert::INTERNAL_ERROR,
        10 | 12 => Alert::CERTIFICATE_EXPIRED,
        6 | 9 | 11 | 13..=16 | 27 | 28 | 62..=64 | 66..=68 | 94 => Alert::BAD_CERTIFICATE,
        23 => Alert::CERTIFICATE_REVOKED,
        4 | 5 | 7 | 8 => Alert::DECRYPT_ERROR,
        2 | 3 | 18..=22 | 25 | 33 | 79 => Alert::UNKNOWN_CA,
        26 => Alert::UNSUPPORTED_CERTIFICATE,
        50 => Alert::HANDSHAKE_FAILURE,
        _ => Alert::CERTIFICATE_UNKNOWN,
    }
}

/// `X509_V_ERR_…` as Node.js names them (`crypto_common.cc`); the others are `UNSPECIFIED`.
pub fn node_code(code: u16) -> &'static str {
    match code {
        2 => "UNABLE_TO_GET_ISSUER_CERT",
        3 => "UNABLE_TO_GET_CRL",
        4 => "UNABLE_TO_DECRYPT_CERT_SIGNATURE",
        5 => "UNABLE_TO_DECRYPT_CRL_SIGNATURE",
        6 => "UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY",
        7 => "CERT_SIGNATURE_FAILURE",
        8 => "CRL_SIGNATURE_FAILURE",
        9 => "CERT_NOT_YET_VALID",
        10 => "CERT_HAS_EXPIRED",
        11 => "CRL_NOT_YET_VALID",
        12 => "CRL_HAS_EXPIRED",
        13 => "ERROR_IN_CERT_NOT_BEFORE_FIELD",
        14 => "ERROR_IN_CERT_NOT_AFTER_FIELD",
        18 => "DEPTH_ZERO_SELF_SIGNED_CERT",
        19 => "SELF_SIGNED_CERT_IN_CHAIN",
        20 => "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
        21 => "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
        22 => "CERT_CHAIN_TOO_LONG",
        23 => "CERT_REVOKED",
        79 => "INVALID_CA",
        25 => "PATH_LENGTH_EXCEEDED",
        26 => "INVALID_PURPOSE",
        27 => "CERT_UNTRUSTED",
        28 => "CERT_REJECTED",
        62 => "HOSTNAME_MISMATCH",
        _ => "UNSPECIFIED",
    }
}

/// What a server finds wrong with the client's certificates.
pub fn of_client(
    setup: &Setup<'_>,
    sent: &[&Certificate],
    depth: Option<u32>,
    lists: &[&Crl],
) -> Findings {
    let Some((leaf, rest)) = sent.split_first() else { return Findings::default() };
    let trusted = setup.server.trust.clone();
    let mut question = Question::new(leaf, rest.to_vec(), trusted, setup.at, Role::Client);
    question.depth = depth;
    question.crls = lists.to_vec();
    question.leaf_lists_only = setup.server.settings.leaf_lists_only.unwrap_or(false);
    stacks::openssl_findings(&question)
}

/// The question that a client asks about the server.
pub fn about_server<'a>(setup: &Setup<'a>) -> Option<Question<'a>> {
    let (leaf, rest) = setup.server.chain.split_first()?;
    let trusted = super::programs::judged::trusted_by_client(setup);
    let mut question = Question::new(leaf, rest.to_vec(), trusted, setup.at, Role::Server);
    question.name = setup.host.clone().map(Asked::Host);
    question.crls = setup.client.crls.clone();
    Some(question)
}

/// The question that a proxy asks about the server behind it; `None` where it asks none.
pub fn about_upstream<'a>(setup: &Setup<'a>) -> Option<Question<'a>> {
    about_server(setup).filter(|_| setup.client.settings.verify != Verify::Off)
}

/// What a proxy makes of a name alone that is wrong, where it takes common names too; `None` where it
/// minds none.
pub fn wrong_name(setup: &Setup<'_>, found: &Findings, reason: &str) -> Option<Refusal> {
    let (leaf, host) = (setup.server.leaf()?, setup.host.as_ref()?);
    let wrong = found.faults.iter().any(|it| is_name(it.code)) && !is_common_name(leaf, host);
    wrong.then(|| Refusal::new(Fault::Host, reason).hint("host-not-covered").about(leaf.title()))
}

/// Whether a fault is about the host.
pub fn is_name(code: u16) -> bool {
    matches!(code, 62..=64)
}

/// A refusal for a fault, without words.
pub fn refusal(finding: &Finding) -> Refusal {
    Refusal::new(Fault::of_openssl(finding.code, finding.rule.hint.id()), finding.words)
        .code(finding.code.to_string())
        .about(finding.about.clone())
        .hint(finding.rule.hint.id())
        .alert(alert_of(finding.code))
}

/// Something that could not even be read.
pub fn unread(found: &stacks::Refusal) -> Refusal {
    Refusal::new(Fault::Unreadable, found.message.clone())
        .about(found.about.clone().unwrap_or_default())
        .hint(found.rule.hint.id())
        .alert(Alert::BAD_CERTIFICATE)
}

/// What a program that stops at the first fault makes of what was found: `words` adds its lines.
pub fn first(
    found: &Findings,
    skip: impl Fn(u16) -> bool,
    words: impl FnOnce(&Finding, Refusal) -> Refusal,
) -> Judgement {
    if let Some(found) = &found.unread {
        let line = found.message.clone();
        return unread(found).says(line).refuses();
    }
    match found.faults.iter().find(|fault| !skip(fault.code)) {
        None => Judgement::Takes(None),
        Some(fault) if fault.code == 0 => Judgement::Unknown(UNCOMPUTED),
        Some(fault) => words(fault, refusal(fault)).refuses(),
    }
}

/// Why nothing is foreseen where a signature decides that is not computed here.
pub const UNCOMPUTED: &str = "a signature is of a kind that is not computed here";

/// An empty list where a certificate is wanted (`tls_process_client_certificate`).
pub fn no_certificate(tls: Tls) -> Refusal {
    Refusal::new(Fault::NoCertificate, "peer did not return a certificate").alert(match tls {
        Tls::V12 => Alert::HANDSHAKE_FAILURE,
        Tls::V13 => Alert::CERTIFICATE_REQUIRED,
    })
}

/// OpenSSL's line for it, the file left out.
pub const NO_CERTIFICATE: &str = "error:0A0000C7:SSL routines::peer did not return a certificate";

/// OpenSSL's line for a refused certificate.
pub const VERIFY_FAILED: &str = "error:0A000086:SSL routines::certificate verify failed";

/// OpenSSL's line for an alert that came, as programs without function names print it.
pub fn alert_line(alert: Alert) -> String {
    format!("error:{}:SSL routines::{}", alert.openssl_number(), alert.openssl())
}

/// The same with function, file and line, as the tools print it; `root` is where the sources lie.
pub fn alert_line_long(alert: Alert, root: &str) -> String {
    format!(
        "error:{}:SSL routines:ssl3_read_bytes:{}:{root}ssl/record/rec_layer_s3.c:1601:SSL alert number {}",
        alert.openssl_number(),
        alert.openssl(),
        alert.0
    )
}

/// OpenSSL's line for a connection that was closed in the middle.
pub const EOF: &str = "error:0A000126:SSL routines::unexpected eof while reading";

/// What keeps an OpenSSL program from loading its own certificate (`ssl_rsa.c`, `ssl_cert.c`):
/// OpenSSL's line and the reason.
pub fn cannot_load(side: &Side<'_>, role: Role, at: crate::model::Time) -> Option<Refusal> {
    let (leaf, rest) = side.chain.split_first()?;
    let question = Question::new(leaf, rest.to_vec(), Vec::new(), at, role);
    let found = stacks::openssl_findings(&question);
    let has = |code: u16| found.faults.iter().any(|fault| fault.code == code && fault.depth == 0);
    let about = leaf.title();
    if has(66) {
        let line = "error:0A00018F:SSL routines::ee key too small";
        let refusal = Refusal::new(Fault::WeakKey, "ee key too small").hint("weak-key");
        return Some(refusal.says(line).about(about).at_start());
    }
    if has(68) && !leaf.is_self_issued() {
        let line = "error:0A00018E:SSL routines::ca md too weak";
        let refusal = Refusal::new(Fault::WeakSignature, "ca md too weak").hint("weak-signature");
        return Some(refusal.says(line).about(about).at_start());
    }
    if side.key_differs() {
        let line = "error:05800074:x509 certificate routines::key values mismatch";
        let refusal = Refusal::new(Fault::KeyMismatch, "key values mismatch").hint("key-mismatch");
        return Some(refusal.says(line).about(about).at_start());
    }
    None
}

/// OpenSSL's line where no cipher suite is left.
pub const NO_CIPHER: &str = "error:0A0000C1:SSL routines::no shared cipher";

/// Whether a server on OpenSSL finds no cipher suite for its certificate at TLS 1.2: an elliptic
/// curve key whose key usage does not allow signatures (`t1_lib.c`, `tls1_check_chain`).
pub fn no_cipher(setup: &Setup<'_>) -> Option<Refusal> {
    let leaf = setup.server.leaf().filter(|_| setup.tls == Tls::V12)?;
    let is_ec = !matches!(leaf.public_key.kind, KeyKind::Rsa { .. });
    let signs = leaf.key_usage().is_none_or(|usage| usage.has(KeyUsage::DIGITAL_SIGNATURE));
    if !is_ec || signs {
        return None;
    }
    Some(
        Refusal::new(Fault::NoCipher, "no shared cipher")
            .alert(Alert::HANDSHAKE_FAILURE)
            .about(leaf.title())
            .hint("key-usage-not-allowed"),
    )
}

/// Whether a server that asks takes an empty list.
pub fn takes_nothing(settings: &Settings) -> bool {
    settings.verify != Verify::Required
}

/// The line of an alert or of a closed connection.
pub fn heard(heard: Heard) -> Option<String> {
    match heard {
        Heard::Alert(alert) => Some(alert_line(alert)),
        Heard::Closed => Some(EOF.to_owned()),
        Heard::Http(_) => None,
    }
}

/// Whether the client's alert comes in a form that only OpenSSL reads.
pub fn is_garbled(setup: &Setup<'_>) -> bool {
    setup.tls == Tls::V13
        && setup.client.program.client.as_ref().is_some_and(|client| client.plain_alert)
}

/// Whether the server is gone before its client has read the alert.
pub fn is_hasty(setup: &Setup<'_>) -> bool {
    setup.server.program.server.as_ref().is_some_and(|server| server.hasty)
}

/// The common name, which most programs on OpenSSL offer as the identity.
pub fn common_name(certificate: &Certificate) -> Option<String> {
    certificate.subject.last("2.5.4.3").map(|name| format!("CN {name}"))
}

/// The subject in the form of RFC 2253, as programs hand it on.
pub fn subject(certificate: &Certificate) -> Option<String> {
    (!certificate.subject.is_empty()).then(|| certificate.subject.text().replace(", ", ","))
}

/// Whether the host is the common name, at which some proxies look beside the SAN.
pub fn is_common_name(leaf: &Certificate, host: &Host) -> bool {
    let own = leaf.subject.last("2.5.4.3").and_then(|name| Host::parse(name).ok().flatten());
    own.is_some_and(|own| own == *host)
}
