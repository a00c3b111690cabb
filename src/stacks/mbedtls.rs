//! Mbed TLS 2.28, as its TLS peers use it: `mbedtls_x509_crt_verify` with the default profile, then
//! the usages of the leaf (`mbedtls_ssl_check_cert_usage`). It sets flags and has a sentence for
//! each; names in brackets are functions of `x509_crt.c`.

mod chain;
mod read;

use super::shared::{self, Flags};
use super::{
    Asked, Hint, Known, Met, Program, Question, Refusal, Role, Rule, Verdict, dates, names,
};
use crate::model::oid::eku;
use crate::model::{Certificate, KeyUsage};
use chain::Material;

const EXPIRED: u32 = 0x01;
const REVOKED: u32 = 0x02;
const NAME: u32 = 0x04;
const UNTRUSTED: u32 = 0x08;
const CRL_UNTRUSTED: u32 = 0x10;
const CRL_EXPIRED: u32 = 0x20;
const FUTURE: u32 = 0x200;
const CRL_FUTURE: u32 = 0x400;
const KEY_USAGE: u32 = 0x800;
const EXTENDED_KEY_USAGE: u32 = 0x1000;
const BAD_HASH: u32 = 0x4000;
const BAD_KEY: u32 = 0x1_0000;
const CRL_HASH: u32 = 0x2_0000;

/// The flags with their sentences and reasons, in the order in which they are printed.
static RULES: &Flags = &[
    (
        EXPIRED,
        "The certificate validity has expired",
        Rule {
            id: "expired",
            what: "notAfter of a certificate of the chain, trusted ones included, has passed.",
            source: "x509_crt.c, x509_crt_verify_chain",
            hint: Hint::of("expired"),
        },
    ),
    (
        REVOKED,
        "The certificate has been revoked (is on a CRL)",
        Rule {
            id: "revoked",
            what: "A list by the issuer has the certificate's serial number.",
            source: "x509_crt.c, x509_crt_verifycrl",
            hint: Hint::of("revoked"),
        },
    ),
    (
        NAME,
        "The certificate Common Name (CN) does not match with the expected CN",
        Rule {
            id: "name",
            what: "No DNS name of the SAN covers the host; without a SAN the common name counts. IP addresses in the SAN are not looked at.",
            source: "x509_crt.c, x509_crt_verify_name",
            hint: Hint::of("host-not-covered"),
        },
    ),
    (
        UNTRUSTED,
        "The certificate is not correctly signed by the trusted CA",
        Rule {
            id: "untrusted",
            what: "No issuer is found, among the trusted certificates or behind the certificate in what was sent: by name, cA, keyCertSign and path length; or its signature is wrong. A certificate that cannot be read is as good as absent.",
            source: "x509_crt.c, x509_crt_find_parent_in",
            hint: Hint::of("issuer-missing"),
        },
    ),
    (
        CRL_UNTRUSTED,
        "The CRL is not correctly signed by the trusted CA",
        Rule {
            id: "crl-untrusted",
            what: "The list's signature is wrong, or its issuer's key usage lacks cRLSign.",
            source: "x509_crt.c, x509_crt_verifycrl",
            hint: Hint::of("revocation-evidence-void"),
        },
    ),
    (
        CRL_EXPIRED,
        "The CRL is expired",
        Rule {
            id: "crl-expired",
            what: "nextUpdate of a list by the issuer has passed.",
            source: "x509_crt.c, x509_crt_verifycrl",
            hint: Hint::of("revocation-evidence-void"),
        },
    ),
    (
        FUTURE,
        "The certificate validity starts in the future",
        Rule {
            id: "not-yet-valid",
            what: "notBefore of a certificate of the chain lies ahead.",
            source: "x509_crt.c, x509_crt_verify_chain",
            hint: Hint::of("not-yet-valid"),
        },
    ),
    (
        CRL_FUTURE,
        "The CRL is from the future",
        Rule {
            id: "crl-not-yet-valid",
            what: "thisUpdate of a list by the issuer lies ahead.",
            source: "x509_crt.c, x509_crt_verifycrl",
            hint: Hint::of("revocation-evidence-void"),
        },
    ),
    (
        KEY_USAGE,
        "Usage does not match the keyUsage extension",
        Rule {
            id: "key-usage",
            what: "A client's key usage lacks digitalSignature.",
            source: "ssl_tls.c, mbedtls_ssl_check_cert_usage",
            hint: Hint::of("key-usage-not-allowed"),
        },
    ),
    (
        EXTENDED_KEY_USAGE,
        "Usage does not match the extendedKeyUsage extension",
        Rule {
            id: "purpose",
            what: "The leaf's extended key usage has neither the use nor anyExtendedKeyUsage; that of CAs is not looked at.",
            source: "ssl_tls.c, mbedtls_ssl_check_cert_usage",
            hint: Hint::of("purpose-not-allowed"),
        },
    ),
    (
        BAD_HASH,
        "The certificate is signed with an unacceptable hash.",
        Rule {
            id: "weak-hash",
            what: "A certificate below the anchor is signed with a digest other than SHA-2.",
            source: "x509_crt.c, x509_profile_check_md_alg",
            hint: Hint::of("weak-signature"),
        },
    ),
    (
        BAD_KEY,
        "The certificate is signed with an unacceptable key (eg bad curve, RSA too short).",
        Rule {
            id: "weak-key",
            what: "An RSA key of the chain has less than 2,048 bits.",
            source: "x509_crt.c, x509_profile_check_key",
            hint: Hint::of("weak-key"),
        },
    ),
    (
        CRL_HASH,
        "The CRL is signed with an unacceptable hash.",
        Rule {
            id: "crl-weak-hash",
            what: "A list is signed with a digest other than SHA-2.",
            source: "x509_crt.c, x509_crt_verifycrl",
            hint: Hint::of(
                "none: a list that other programs take; only its issuer can sign it anew",
            ),
        },
    ),
];

/// Not read at all.
static UNREADABLE: Rule = Rule {
    id: "unreadable",
    what: "The leaf is refused when it is read: an algorithm or a curve it lacks, an RSA key of more than 8,192 bits or with an even number in it, a date without seconds, an empty issuer, a field or an extension that is not encoded to the standard, two algorithms.",
    source: "x509_crt.c, x509_crt_parse_der_core",
    hint: Hint::of("encoding-problems"),
};

/// Not read for an extension.
static EXTENSION: Rule = Rule {
    id: "extension",
    what: "The leaf is refused when it is read: a critical extension that is not among the six it knows (name constraints are not), or one that cannot be read.",
    source: "x509_crt.c, x509_get_crt_ext",
    hint: Hint::of("critical-extension-unknown"),
};

/// Not read for its key or signature algorithm.
static ALGORITHM: Rule = Rule {
    id: "algorithm",
    what: "The leaf is refused when it is read: its key, curve or signature algorithm is not among those of the build.",
    source: "x509_crt.c, x509_crt_parse_der_core; pkparse.c, mbedtls_pk_parse_subpubkey",
    hint: Hint::of("uncommon-key"),
};

/// Rules without a sentence in the table.
static BESIDE: &[&Rule] = &[&UNREADABLE, &EXTENSION, &ALGORITHM];

/// The rule behind an error of reading, by the number that begins it: the sum of a code of
/// `x509.h` or `pk.h` (multiples of 0x80) and one of `asn1.h` or `oid.h`.
fn reading_rule(fault: &str) -> &'static Rule {
    let digits = fault.strip_prefix("-0x").and_then(|rest| rest.get(..4)).unwrap_or_default();
    match u16::from_str_radix(digits, 16).map(|code| code & 0xFF80) {
        // MBEDTLS_ERR_X509_INVALID_EXTENSIONS.
        Ok(0x2500) => &EXTENSION,
        // X509_FEATURE_UNAVAILABLE, X509_UNKNOWN_SIG_ALG, PK_UNKNOWN_NAMED_CURVE, PK_UNKNOWN_PK_ALG.
        Ok(0x2080 | 0x2600 | 0x3A00 | 0x3C80) => &ALGORITHM,
        _ => &UNREADABLE,
    }
}

/// Mbed TLS.
pub static MBEDTLS: Program = Program {
    id: "mbedtls",
    title: "Mbed TLS",
    met: Met::Often,
    judges_clients: true,
    known: Known::Run("Mbed TLS 2.28.3"),
    families: &["Mbed TLS"],
    reads: Some(super::files::mbedtls::read),
    rules: || shared::rules(RULES, BESIDE),
    sentences: || shared::sentences(RULES),
    answer,
};

/// What Mbed TLS says.
fn answer(question: &Question<'_>) -> Verdict {
    dates::lenient(question, |date| date.without_zone(), read_and_verified)
}

fn read_and_verified(question: &Question<'_>) -> Verdict {
    let mut unread = String::new();
    let leaf_fault = read::fault(question.leaf);
    let mut material = Material {
        leaf: question.leaf,
        sent: readable(&question.sent, "intermediate", &mut unread),
        trusted: readable(&question.trusted, "root", &mut unread),
        lists: Vec::new(),
    };
    for list in &question.crls {
        match read::list_fault(list) {
            None => material.lists.push(list),
            Some(fault) => unread.push_str(&format!(" [crl parse: {fault}]")),
        }
    }
    if let Some(fault) = leaf_fault {
        let message = format!("leaf parse: {fault}{unread}");
        let refusal = Refusal::new("0x0", message, reading_rule(fault)).about(question.leaf);
        return Verdict::Reject(refusal.wrapped("mbedtls_x509_crt_parse", fault));
    }
    let outcome = chain::verify(question, &material);
    if outcome.fatal {
        return Verdict::Silent("it builds no chain of more than eight intermediates");
    }
    if outcome.exhausted {
        return Verdict::Silent("there are too many possible issuers");
    }
    let flags = outcome.flags | usages(question);
    if outcome.unknown && flags & !(NAME | KEY_USAGE | EXTENDED_KEY_USAGE) == 0 {
        return Verdict::Silent("a signature is of a kind that is not computed here");
    }
    if flags == 0 {
        return Verdict::Accept;
    }
    let told = shared::told(RULES, flags);
    let sentences: Vec<String> = told.iter().map(|(text, _)| format!("{text};")).collect();
    let rule = told.first().map_or(&UNREADABLE, |(_, rule)| *rule);
    let message = format!("{}{unread}", sentences.join(" "));
    Verdict::Reject(Refusal::new(format!("{flags:#x}"), message, rule))
}

/// The certificates that it can read; what it says of the others is noted.
fn readable<'q>(
    certificates: &[&'q Certificate],
    what: &str,
    unread: &mut String,
) -> Vec<&'q Certificate> {
    let mut good = Vec::new();
    for certificate in certificates {
        match read::fault(certificate) {
            None => good.push(*certificate),
            Some(fault) => unread.push_str(&format!(" [{what} parse: {fault}]")),
        }
    }
    good
}

/// The flags of the leaf's own name and usages.
fn usages(question: &Question<'_>) -> u32 {
    let leaf = question.leaf;
    let mut flags = 0;
    let wanted = question.role.usage();
    // A server asks its client for no name; which bit a server's key usage needs depends on the
    // cipher suite.
    match (question.role, &question.name) {
        (Role::Server, Some(asked)) if !covers(leaf, asked) => flags |= NAME,
        (Role::Client, _)
            if leaf.key_usage().is_some_and(|usage| !usage.has(KeyUsage::DIGITAL_SIGNATURE)) =>
        {
            flags |= KEY_USAGE;
        }
        _ => {}
    }
    let fits = |list: &[crate::model::Oid]| {
        list.iter().any(|oid| oid.as_str() == wanted || oid.as_str() == eku::ANY)
    };
    if leaf.eku().is_some_and(|list| !fits(list)) {
        flags |= EXTENDED_KEY_USAGE;
    }
    flags
}

/// `x509_crt_verify_name`: everything asked for is text, addresses too.
fn covers(leaf: &Certificate, asked: &Asked) -> bool {
    let text = match asked {
        Asked::Host(host) => host.text(),
        Asked::Email(mailbox) => mailbox.clone(),
    };
    if leaf.san().is_some() {
        return names::of_kind(leaf, names::DNS)
            .iter()
            .any(|pattern| matches(pattern, text.as_bytes()));
    }
    let mut common = leaf.subject.attributes().filter(|a| a.oid.as_str() == "2.5.4.3");
    common.any(|name| matches(name.value.as_bytes(), text.as_bytes()))
}

/// A star that is the whole first label stands for one label, whatever follows.
fn matches(pattern: &[u8], host: &[u8]) -> bool {
    if pattern.eq_ignore_ascii_case(host) {
        return true;
    }
    let Some(rest) = pattern.strip_prefix(b"*").filter(|rest| rest.len() > 1) else { return false };
    let dot = host.iter().position(|b| *b == b'.').filter(|dot| *dot > 0);
    rest.starts_with(b".")
        && dot.and_then(|dot| host.get(dot..)).is_some_and(|end| end.eq_ignore_ascii_case(rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_stands_for_one_label_even_below_a_top_level() {
        assert!(matches(b"*.Example.com", b"www.example.com"));
        assert!(matches(b"*.com", b"example.com"));
        assert!(!matches(b"*.example.com", b"a.b.example.com"));
        assert!(!matches(b"w*.example.com", b"www.example.com"));
        assert!(!matches(b"*", b"localhost"));
    }
}
