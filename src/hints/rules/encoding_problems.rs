use crate::hints::{Applies, Check, Facts, Fix, Outcome, Reference, Rule, Severity, Spot, Who};
use crate::model::Certificate;

/// Problems named one by one.
const SHOWN: usize = 5;

pub(super) static RULE: Rule = Rule {
    id: "encoding-problems",
    severity: Severity::Notice,
    applies: Applies::ALWAYS,
    title: "The encoding does not follow the standard",
    what: "Some bytes of a certificate of the path are not as X.509 and DER ask for.",
    why: "Stacks differ in how strictly they read. What one of them passes over, another refuses to load.",
    fixes: &[Fix {
        who: Who::Issuer,
        step: "Correct the software that writes the certificates, and issue the certificate anew.",
        command: "openssl asn1parse -i -in {file}",
    }],
    messages: &[],
    references: &[Reference {
        label: "RFC 5280, 4.1 Basic Certificate Fields",
        url: "https://www.rfc-editor.org/rfc/rfc5280#section-4.1",
    }],
    explains: &[],
    check: Check::Certificate(check),
};

fn check(_facts: &Facts<'_>, _step: usize, certificate: &Certificate) -> Outcome {
    let Some(first) = certificate.problems.first() else { return Outcome::Pass };
    let more = match certificate.problems.len().saturating_sub(1) {
        0 => String::new(),
        1 => " There is one more problem.".into(),
        n => format!(" There are {n} more problems."),
    };
    let list = certificate.problems.iter().take(SHOWN);
    Outcome::found(Spot {
        field: "",
        detail: format!("{}{more}", first.message),
        reason: "its encoding does not follow the standard".into(),
        evidence: list
            .map(|p| ("Problem", format!("byte {}: {}", p.span.start, p.message)))
            .collect(),
        ..Spot::default()
    })
}
