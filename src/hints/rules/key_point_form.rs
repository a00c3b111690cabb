use crate::hints::{Applies, Check, Facts, Fix, Outcome, Reference, Rule, Severity, Spot, Who};
use crate::model::{Certificate, KeyKind};

pub(super) static RULE: Rule = Rule {
    id: "key-point-form",
    severity: Severity::Warning,
    applies: Applies::ALWAYS,
    title: "The public key stands in a short form",
    what: "An elliptic-curve key is written compressed, or with coordinate and sign at once, and not as the plain point.",
    why: "OpenSSL and Python's cryptography read it. Go, Java, GnuTLS and Mbed TLS read only the plain form and refuse the certificate.",
    fixes: &[Fix { who: Who::Issuer, step: "Issue the certificate anew with the key as a plain (uncompressed) point.", command: "" }],
    messages: &[],
    references: &[Reference {
        label: "RFC 5480, 2.2 Subject Public Key",
        url: "https://www.rfc-editor.org/rfc/rfc5480#section-2.2",
    }],
    explains: &[],
    check: Check::Certificate(check),
};

fn check(facts: &Facts<'_>, step: usize, certificate: &Certificate) -> Outcome {
    let KeyKind::Ec { point, .. } = &certificate.public_key.kind else {
        return Outcome::NotApplicable;
    };
    let form = match point.first() {
        Some(2 | 3) => "compressed",
        Some(6 | 7) => "in hybrid form",
        _ => return Outcome::Pass,
    };
    Outcome::found(Spot {
        field: "public-key",
        detail: format!("The point of its key is {form}."),
        reason: format!("the key of {} is {form}, which Go and Java do not read", facts.called(step)),
        evidence: vec![("Form", form.to_owned())],
        ..Spot::default()
    })
}
