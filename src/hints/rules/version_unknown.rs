use crate::hints::{Applies, Check, Facts, Fix, Outcome, Reference, Rule, Severity, Spot, Who};
use crate::model::Certificate;

pub(super) static RULE: Rule = Rule {
    id: "version-unknown",
    severity: Severity::Warning,
    applies: Applies::ALWAYS,
    title: "The version does not exist",
    what: "The certificate states a version above 3; there is none.",
    why: "Go, Java, Mbed TLS and Python's cryptography refuse it; OpenSSL and GnuTLS take it for version 3.",
    fixes: &[Fix { who: Who::Issuer, step: "Issue the certificate anew in version 3.", command: "" }],
    messages: &[],
    references: &[Reference {
        label: "RFC 5280, 4.1.2.1 Version",
        url: "https://www.rfc-editor.org/rfc/rfc5280#section-4.1.2.1",
    }],
    explains: &[],
    check: Check::Certificate(check),
};

fn check(facts: &Facts<'_>, step: usize, certificate: &Certificate) -> Outcome {
    let version = certificate.version;
    if version <= 3 {
        return Outcome::Pass;
    }
    Outcome::found(Spot {
        field: "version",
        detail: format!("It states version {version}."),
        reason: format!("{} states version {version}, which Go and Java refuse", facts.called(step)),
        evidence: vec![("Version", version.to_string())],
        ..Spot::default()
    })
}
