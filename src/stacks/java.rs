//! Java: the trust manager of the JDK (JSSE, PKIX), with the check of the host that HTTPS asks for.
//!
//! The order: all certificates are read; the chain is taken as sent where it is in order and ends
//! below a trusted name, else a path is searched; then the leaf's uses; then the host.

mod constraints;
mod extensions;
mod hostname;
mod path;
mod read;
mod rules;

use super::{Asked, Known, Met, Program, Question, Refusal, Role, Rule, Verdict, dates};
use crate::model::oid::eku;
use crate::model::{Certificate, KeyUsage};

use rules::RULES;

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

/// Java.
pub static JAVA_17: Program = Program {
    id: "java17",
    title: "Java",
    met: Met::Often,
    judges_clients: true,
    known: Known::Run("OpenJDK 17"),
    families: &["Java"],
    reads: Some(super::files::java::read),
    rules: || RULES.to_vec(),
    sentences: Vec::new,
    answer,
};

/// What Java says.
fn answer(question: &Question<'_>) -> Verdict {
    if !question.crls.is_empty() {
        return Verdict::Silent("what it makes of revocation lists is not modelled");
    }
    if matches!(question.name, Some(Asked::Email(_))) && question.role == Role::Server {
        return Verdict::Silent("it asks for host names and addresses only");
    }
    match dates::lenient(question, |date| date.rolled_over(59), verify) {
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
        read::readable(certificate)?;
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
        if chain.last().is_some_and(|below| !path::same_name(&below.issuer, &sent.subject)) {
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
        question.trusted.iter().any(|root| path::same_name(&root.subject, &last.issuer))
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
