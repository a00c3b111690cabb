//! GnuTLS 3.7.9 with the fixes of Debian 12 (3.7.9-2+deb12u7), as its programs call
//! `gnutls_x509_trust_list_verify_crt2`: profile "medium", key purpose and host asked for. It gathers flags and prints a sentence for each; names in
//! brackets are functions of `lib/x509`.

mod constraints;
mod facts;
mod host;
mod verify;

use super::shared::{self, Flags};
use super::{Hint, Known, Met, Program, Question, Refusal, Role, Rule, Verdict, dates, lists};
use crate::model::Certificate;

const INVALID: u32 = 1 << 1;
const REVOKED: u32 = 1 << 5;
const UNKNOWN_ISSUER: u32 = 1 << 6;
const NOT_A_CA: u32 = 1 << 7;
const INSECURE: u32 = 1 << 8;
const NOT_ACTIVATED: u32 = 1 << 9;
const EXPIRED: u32 = 1 << 10;
const SIGNATURE: u32 = 1 << 11;
const NAME: u32 = 1 << 14;
const CONSTRAINTS: u32 = 1 << 16;
const PURPOSE: u32 = 1 << 18;
const UNKNOWN_CRITICAL: u32 = 1 << 21;

/// The flags with their sentences and reasons, in the order in which they are printed.
static RULES: &Flags = &[
    (
        REVOKED,
        "The certificate chain is revoked.",
        Rule {
            id: "revoked",
            what: "A list of the issuer has the certificate's serial number. Looked at only where nothing else is wrong; the list's own signature is not checked unless asked for.",
            source: "verify.c, _gnutls_x509_crt_check_revocation",
            hint: Hint::of("revoked"),
        },
    ),
    (
        UNKNOWN_ISSUER,
        "The certificate issuer is unknown.",
        Rule {
            id: "unknown-issuer",
            what: "No trusted certificate has the issuer's name, every character, and its key identifier. A self-signed end of the chain is left out before.",
            source: "verify.c, find_issuer, is_issuer",
            hint: Hint::of("issuer-missing"),
        },
    ),
    (
        NOT_A_CA,
        "The certificate issuer is not a CA.",
        Rule {
            id: "not-a-ca",
            what: "An issuer lacks cA in its basic constraints; a trusted root without the extension passes.",
            source: "verify.c, check_if_ca",
            hint: Hint::of("issuer-not-ca"),
        },
    ),
    (
        INSECURE,
        "The certificate chain uses insecure algorithm.",
        Rule {
            id: "insecure",
            what: "A key below 2,048 bits of RSA or 224 of a curve, one that cannot be read, or SHA-1 or MD5 in a signature.",
            source: "verify.c, is_level_acceptable",
            hint: Hint::of("weak-key"),
        },
    ),
    (
        CONSTRAINTS,
        "The certificate chain violates the signer's constraints.",
        Rule {
            id: "constraints",
            what: "An issuer's path length, key usage, name constraints or TLS features do not allow it. Names are checked on the leaf alone; constraints that cannot be read count as broken.",
            source: "verify.c, verify_crt; name_constraints.c",
            hint: Hint::of("name-outside-constraints"),
        },
    ),
    (
        PURPOSE,
        "The certificate chain does not match the intended purpose.",
        Rule {
            id: "purpose",
            what: "The extended key usage of the leaf or of an intermediate lacks the purpose; anyExtendedKeyUsage helps the leaf alone.",
            source: "verify.c, _gnutls_check_key_purpose",
            hint: Hint::of("purpose-not-allowed"),
        },
    ),
    (
        NOT_ACTIVATED,
        "The certificate chain uses not yet valid certificate.",
        Rule {
            id: "not-yet-valid",
            what: "notBefore of a certificate, trusted ones included, lies ahead.",
            source: "verify.c, check_time_status",
            hint: Hint::of("not-yet-valid"),
        },
    ),
    (
        EXPIRED,
        "The certificate chain uses expired certificate.",
        Rule {
            id: "expired",
            what: "notAfter of a certificate, trusted ones included, has passed.",
            source: "verify.c, check_time_status",
            hint: Hint::of("expired"),
        },
    ),
    (
        SIGNATURE,
        "The signature in the certificate is invalid.",
        Rule {
            id: "signature",
            what: "The issuer's key does not verify the signature.",
            source: "verify.c, _gnutls_x509_verify_data",
            hint: Hint::of("signature-wrong"),
        },
    ),
    (
        NAME,
        "The name in the certificate does not match the expected.",
        Rule {
            id: "name",
            what: "Neither SAN nor, where it names no host, the only common name covers the host. It is told beside all other faults.",
            source: "hostname-verify.c, gnutls_x509_crt_check_hostname2",
            hint: Hint::of("host-not-covered"),
        },
    ),
    (
        UNKNOWN_CRITICAL,
        "The certificate contains an unknown critical extension.",
        Rule {
            id: "critical-extension",
            what: "A critical extension of the leaf or of an issuer is not known.",
            source: "verify.c, check_for_unknown_exts",
            hint: Hint::of("critical-extension-unknown"),
        },
    ),
];

/// Refused without a reason that has a sentence.
static WITHOUT_WORDS: Rule = Rule {
    id: "without-words",
    what: "A key or a signature is of a kind that cannot be used.",
    source: "verify.c, _gnutls_x509_verify_data",
    hint: Hint::of("signature-unchecked"),
};

/// Not read at all.
static UNREADABLE: Rule = Rule {
    id: "unreadable",
    what: "The certificate is refused when it is read: extensions twice or in an old version, two algorithms, dates.",
    source: "x509.c, gnutls_x509_crt_import",
    hint: Hint::of("encoding-problems"),
};

/// Rules without a sentence in the table.
static BESIDE: &[&Rule] = &[&WITHOUT_WORDS, &UNREADABLE];

/// GnuTLS.
pub static GNUTLS: Program = Program {
    id: "gnutls",
    title: "GnuTLS",
    met: Met::Often,
    judges_clients: true,
    known: Known::Run("GnuTLS 3.7.9"),
    families: &["GnuTLS"],
    reads: Some(super::files::gnutls::read),
    rules: || shared::rules(RULES, BESIDE),
    sentences: || shared::sentences(RULES),
    answer,
};

/// What GnuTLS says.
fn answer(question: &Question<'_>) -> Verdict {
    dates::lenient(question, |date| date.rolled_over(60), read_and_verified)
}

fn read_and_verified(question: &Question<'_>) -> Verdict {
    let mut unread: Vec<String> = Vec::new();
    let mut read = |certificate: &Certificate, what: &str| match facts::unreadable(certificate) {
        Some(words) => {
            unread.push(format!("{what}: {words}"));
            false
        }
        None => true,
    };
    let trusted = question.trusted.iter().copied().filter(|c| read(c, "root"));
    let trusted = verify::Trusted::new(trusted);
    let good = read(question.leaf, "leaf");
    let sent = question.sent.iter().copied().filter(|c| read(c, "intermediate"));
    let chain: Vec<&Certificate> = std::iter::once(question.leaf).chain(sent).collect();
    if !good {
        let refusal = Refusal::new("PARSE", unread.join("; "), &UNREADABLE);
        return Verdict::Reject(refusal.about(question.leaf));
    }
    let outcome = verify::verify(question, chain, &trusted);
    let mut status = outcome.status;
    if question.any_purpose && status & PURPOSE != 0 {
        status &= !PURPOSE;
        status = if status == INVALID { 0 } else { status };
    }
    // The server of a connection asks for no name.
    let name = question.name.as_ref().filter(|_| question.role == Role::Server);
    if name.is_some_and(|name| !host::covers(question.leaf, name)) {
        status |= NAME | INVALID;
    }
    if outcome.unknown && status & !(NAME | PURPOSE | INVALID) == 0 {
        return Verdict::Silent("a signature is of a kind that is not computed here");
    }
    if status == 0 && outcome.chain.iter().any(|link| is_revoked(link, question)) {
        status = REVOKED | INVALID;
    }
    if status == 0 {
        return Verdict::Accept;
    }
    Verdict::Reject(refusal(status, &unread, question))
}

/// A list by the issuer, named byte by byte, has the serial number.
fn is_revoked(certificate: &Certificate, question: &Question<'_>) -> bool {
    question.crls.iter().any(|list| {
        list.issuer.der == certificate.issuer.der && lists::entry(list, certificate).is_some()
    })
}

fn refusal(status: u32, unread: &[String], question: &Question<'_>) -> Refusal {
    let told = shared::told(RULES, status);
    let mut message = "The certificate is NOT trusted.".to_owned();
    for (sentence, _) in &told {
        message.push(' ');
        message.push_str(sentence);
    }
    let printed = message.clone();
    if !unread.is_empty() {
        message.push_str(&format!(" [{}]", unread.join("; ")));
    }
    let rule = told.first().map_or(&WITHOUT_WORDS, |(_, rule)| *rule);
    let refusal = Refusal::new(format!("{status:#x}"), message, rule);
    match question.role {
        Role::Server => refusal.wrapped("gnutls-cli", format!("- Status: {printed}")),
        Role::Client => refusal,
    }
}
