//! Java: the trust manager of the JDK (JSSE, PKIX), with the check of the host that HTTPS asks for.
//!
//! The order: all certificates are read; the chain is taken as sent where it is in order and ends
//! below a trusted name, else a path is searched; then the leaf's uses; then the host.

mod constraints;
mod hostname;
mod path;
mod rules;

use super::der;
use super::shared;
use super::tlv::{Reader, tag};
use super::{Asked, Question, Refusal, Role, Rule, Verdict};
use crate::model::oid::{eku, ext};
use crate::model::{Certificate, Curve, KeyKind, KeyUsage};

pub(super) use rules::RULES;

/// Server-gated cryptography: what once stood for server authentication.
const GATED: [&str; 2] = ["1.3.6.1.4.1.311.10.3.3", "2.16.840.1.113730.4.1"];
/// Bits of the Netscape certificate type.
const NS_CLIENT: u8 = 0x80;
const NS_SERVER: u8 = 0x40;

/// A refusal: the rule and the exception as printed.
struct Fault {
    rule: &'static Rule,
    message: String,
}

/// What Java says.
pub(super) fn answer(question: &Question<'_>) -> Verdict {
    if !question.crls.is_empty() {
        return Verdict::Silent("what it makes of revocation lists is not modelled");
    }
    if matches!(question.name, Some(Asked::Email(_))) && question.role == Role::Server {
        return Verdict::Silent("it asks for host names and addresses only");
    }
    match verify(question) {
        Ok(()) => Verdict::Accept,
        Err(fault) => {
            // The connection's exception takes over the message without its class.
            let message = fault.message.split_once(": ").map_or("", |(_, message)| message);
            let line = format!("javax.net.ssl.SSLHandshakeException: {message}");
            Verdict::Reject(Refusal::new("", fault.message, fault.rule).wrapped("JSSE", line))
        }
    }
}

fn verify(question: &Question<'_>) -> Result<(), Fault> {
    let all = std::iter::once(&question.leaf).chain(&question.sent).chain(&question.trusted);
    for certificate in all {
        readable(certificate)?;
    }
    if question.trusted.is_empty() {
        let message = "java.security.InvalidAlgorithmParameterException: the trustAnchors parameter must be non-empty";
        return Err(Fault { rule: rules::NO_ROOTS, message: message.into() });
    }
    let found = find_path(question)?;
    if found.is_some() {
        end_entity(question)?;
    }
    match (question.host(), question.role) {
        (Some(host), Role::Server) => {
            let constrained = found.is_some_and(|found| found.constrained);
            hostname::check(question.leaf, host, constrained)
        }
        _ => Ok(()),
    }
}

/// What the certificate factory refuses (X509CertInfo, RSAPublicKeyImpl, X509CertImpl), in its order.
fn readable(certificate: &Certificate) -> Result<(), Fault> {
    let extensions = &certificate.extensions;
    let names = certificate.extension(ext::SUBJECT_ALT_NAME);
    let nameless = certificate.subject.is_empty();
    let words = match () {
        () if certificate.issuer.is_empty() => "Empty issuer DN not allowed in X509Certificates",
        () if bad_date(certificate).is_some() => bad_date(certificate).unwrap_or_default(),
        () if bad_key(certificate).is_some() => bad_key(certificate).unwrap_or_default(),
        () if certificate.version == 1 && !extensions.is_empty() => {
            "no more data allowed for version 1 certificate"
        }
        () if certificate.version == 2 && !extensions.is_empty() => {
            "Extensions not allowed in v2 certificate"
        }
        () if shared::repeats_extension(certificate) => {
            "java.io.IOException: Duplicate extensions not allowed"
        }
        () if nameless && !extensions.is_empty() && names.is_none() => {
            "X.509 Certificate is incomplete: subject field is empty, and SubjectAlternativeName extension is absent"
        }
        () if nameless && names.is_some_and(|names| !names.critical) => {
            "X.509 Certificate is incomplete: SubjectAlternativeName extension MUST be marked critical when subject field is empty"
        }
        () if certificate.signature_algorithm.oid != certificate.outer_algorithm.oid => {
            let message = "java.security.cert.CertificateException: Signature algorithm mismatch";
            return Err(Fault { rule: rules::PARSE, message: message.into() });
        }
        () => return Ok(()),
    };
    let message = format!("java.security.cert.CertificateParsingException: {words}");
    Err(Fault { rule: rules::PARSE, message })
}

/// What is wrong with a date that Java does not read.
fn bad_date(certificate: &Certificate) -> Option<&'static str> {
    let dates = certificate.validity;
    if dates.not_before.is_some() && dates.not_after.is_some() {
        return None;
    }
    let fields = der::inside(certificate.tbs_bytes(), der::SEQUENCE)?;
    // Of the fields only the validity is a SEQUENCE of dates.
    let values = fields.into_iter().find_map(|field| {
        let values = der::inside(field.full, der::SEQUENCE)?;
        let first = values.first()?.tag;
        matches!(first, der::UTC_TIME | der::GENERALIZED_TIME).then_some(values)
    })?;
    let bad = if dates.not_before.is_none() { values.first()? } else { values.get(1)? };
    Some(match bad.tag {
        der::UTC_TIME => "java.io.IOException: Parse UTC time, invalid format",
        _ => "java.io.IOException: Parse Generalized time, invalid format",
    })
}

/// What is wrong with a key that Java does not read.
fn bad_key(certificate: &Certificate) -> Option<&'static str> {
    match &certificate.public_key.kind {
        KeyKind::Unreadable { name }
            if name.starts_with("RSA") && !has_two_numbers(certificate) =>
        {
            Some(
                "java.io.IOException: subject key, java.security.InvalidKeyException: Invalid RSA public key",
            )
        }
        KeyKind::Rsa { bits, .. } if *bits < 512 => Some(
            "java.io.IOException: subject key, java.security.InvalidKeyException: RSA keys must be at least 512 bits long",
        ),
        KeyKind::Rsa { exponent, .. } if matches!(exponent.as_slice(), [] | [0..=2]) => Some(
            "java.io.IOException: subject key, java.security.InvalidKeyException: exponent is smaller than 3",
        ),
        KeyKind::Ec { curve: Curve::Other(name), .. } if name == "explicit parameters" => {
            Some("java.io.IOException: Only named ECParameters supported")
        }
        _ => None,
    }
}

/// An RSA key of two INTEGERs; Java takes negative ones for positive.
fn has_two_numbers(certificate: &Certificate) -> bool {
    let read = || -> Option<()> {
        let mut key = Reader(Reader(&certificate.public_key.spki).take(tag::SEQUENCE)?);
        key.take(tag::SEQUENCE)?;
        let (_, bits) = key.bits()?;
        let mut numbers = Reader(Reader(bits).take(tag::SEQUENCE)?);
        numbers.take(tag::INTEGER).and(numbers.take(tag::INTEGER)).map(|_| ())
    };
    read().is_some()
}

/// `PKIXValidator.engineValidate`. `None` where the leaf itself is trusted: then its uses do not
/// count.
fn find_path(question: &Question<'_>) -> Result<Option<path::Found>, Fault> {
    let trusted =
        |certificate: &Certificate| question.trusted.iter().any(|root| root.der == certificate.der);
    if trusted(question.leaf) {
        return Ok(None);
    }
    let mut chain = vec![question.leaf];
    for sent in &question.sent {
        if chain.last().is_some_and(|below| below.issuer.key != sent.subject.key) {
            return path::build(question).map(Some);
        }
        // The anchor itself was sent, or its key in another certificate.
        let same_key = question.trusted.iter().any(|root| {
            root.subject.key == sent.subject.key && root.public_key.spki == sent.public_key.spki
        });
        if trusted(sent) || same_key {
            return path::validate(question, &chain).map(Some);
        }
        chain.push(sent);
    }
    let named = chain.last().is_some_and(|last| {
        question.trusted.iter().any(|root| root.subject.key == last.issuer.key)
    });
    let outcome = if named { path::validate(question, &chain) } else { path::build(question) };
    outcome.map(Some)
}

/// `EndEntityChecker`, for a handshake with ephemeral keys: every one today.
fn end_entity(question: &Question<'_>) -> Result<(), Fault> {
    let leaf = question.leaf;
    let fail = |rule, words: &str| {
        Err(Fault { rule, message: format!("sun.security.validator.ValidatorException: {words}") })
    };
    if leaf.key_usage().is_some_and(|usage| !usage.has(KeyUsage::DIGITAL_SIGNATURE)) {
        return fail(rules::NO_SIGNING, "KeyUsage does not allow digital signatures");
    }
    let (wanted, side, bit) = match question.role {
        Role::Server => (eku::SERVER_AUTH, "server", NS_SERVER),
        Role::Client => (eku::CLIENT_AUTH, "client", NS_CLIENT),
    };
    let allowed = leaf.eku().is_none_or(|usages| {
        usages.iter().map(|usage| usage.as_str()).any(|usage| {
            usage == wanted
                || usage == eku::ANY
                || (question.role == Role::Server && GATED.contains(&usage))
        })
    });
    if !allowed {
        let words = format!("Extended key usage does not permit use for TLS {side} authentication");
        return fail(rules::USAGE, &words);
    }
    if leaf.ns_cert_type().is_some_and(|kinds| kinds & bit == 0) {
        let words = format!("Netscape cert type does not permit use for SSL {side}");
        return fail(rules::NS_TYPE, &words);
    }
    Ok(())
}
