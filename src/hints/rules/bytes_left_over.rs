use crate::hints::{Applies, Check, Facts, Fix, Outcome, Reference, Rule, Severity, Spot, Who};
use crate::model::Certificate;
use crate::stacks;

pub(super) static RULE: Rule = Rule {
    id: "bytes-left-over",
    severity: Severity::Warning,
    applies: Applies::ALWAYS,
    title: "Bytes stand where nothing should",
    what: "Something stands behind the last field of the certificate, of its signed part, of its key or of an extension.",
    why: "OpenSSL, GnuTLS, Mbed TLS and Python's cryptography refuse what stands behind the fields; of extensions Java and Mbed TLS are the strictest. Go passes over much of it.",
    fixes: &[Fix { who: Who::Issuer, step: "Have the certificate issued anew by software that writes DER.", command: "" }],
    messages: &[],
    references: &[Reference {
        label: "RFC 5280, 4.1 Basic Certificate Fields",
        url: "https://www.rfc-editor.org/rfc/rfc5280#section-4.1",
    }],
    explains: &[],
    check: Check::Certificate(check),
};

fn check(facts: &Facts<'_>, step: usize, certificate: &Certificate) -> Outcome {
    let Some(place) = stacks::left_over(certificate) else { return Outcome::Pass };
    Outcome::found(Spot {
        detail: format!("Bytes stand behind {place}."),
        reason: format!("in {} bytes stand behind {place}", facts.called(step)),
        evidence: vec![("Behind", place)],
        ..Spot::default()
    })
}
