use crate::hints::{
    Applies, Check, Facts, Fix, Message, Outcome, Reference, Rule, Severity, Spot, Stack, Who,
    in_full,
};
use crate::model::{Certificate, KeyUsage, field};

pub(super) static RULE: Rule = Rule {
    id: "path-length-without-ca",
    severity: Severity::Warning,
    applies: Applies::ALWAYS,
    title: "A path length in a certificate that is no CA’s",
    what: "The Basic Constraints have a path length, and the certificate may not sign others: cA is false, \
          or the key usage lacks keyCertSign.",
    why: "OpenSSL refuses it in its strict mode, which Python 3.13 and later use. Others pass over the \
          path length.",
    fixes: &[Fix {
        who: Who::Issuer,
        step: "Issue the certificate without pathlen where CA is FALSE; add keyCertSign where it is a CA.",
        command: "",
    }],
    messages: in_full(&[Message {
        stack: Stack::OpenSsl,
        text: "Path length invalid for non-CA cert",
    }]),
    references: &[
        Reference {
            label: "RFC 5280, 4.2.1.9 Basic Constraints",
            url: "https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.9",
        },
        Reference {
            label: "OpenSSL, X509_VERIFY_PARAM_set_flags",
            url: "https://docs.openssl.org/master/man3/X509_VERIFY_PARAM_set_flags/",
        },
    ],
    explains: &[],
    check: Check::Certificate(check),
};

fn check(facts: &Facts<'_>, step: usize, certificate: &Certificate) -> Outcome {
    let Some(constraints) = certificate.basic_constraints() else { return Outcome::NotApplicable };
    let Some(limit) = constraints.path_len else { return Outcome::Pass };
    let signs = certificate.key_usage().is_none_or(|usage| usage.has(KeyUsage::KEY_CERT_SIGN));
    let why = match (constraints.ca, signs) {
        (true, true) => return Outcome::Pass,
        (true, false) => "its key usage lacks keyCertSign",
        (false, _) => "it is no CA",
    };
    Outcome::found(Spot {
        field: field::BASIC_CONSTRAINTS,
        detail: format!("It has a path length of {limit}, and {why}."),
        reason: format!("{} has a path length, and {why}", facts.called(step)),
        evidence: vec![("Path length", limit.to_string())],
        ..Spot::default()
    })
}
