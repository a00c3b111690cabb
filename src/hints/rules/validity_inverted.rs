use crate::hints::{Applies, Check, Facts, Fix, Outcome, Reference, Rule, Severity, Spot, Who};
use crate::model::{Certificate, field};

pub(super) static RULE: Rule = Rule {
    id: "validity-inverted",
    severity: Severity::Error,
    applies: Applies::ALWAYS,
    title: "The validity period ends before it begins",
    what: "The notAfter date of a certificate of the path lies before its notBefore date.",
    why: "Clients accept a certificate from notBefore to notAfter. Here no moment lies between them, so \
          every client refuses it at any time.",
    fixes: &[Fix {
        who: Who::Issuer,
        step: "Issue the certificate with dates in the right order; look at the clock of the machine that \
               issued it.",
        command: "{show} -noout -startdate -enddate",
    }],
    messages: &[],
    references: &[Reference {
        label: "RFC 5280, 4.1.2.5 Validity",
        url: "https://www.rfc-editor.org/rfc/rfc5280#section-4.1.2.5",
    }],
    explains: &["expired", "not-yet-valid"],
    check: Check::Certificate(check),
};

fn check(facts: &Facts<'_>, step: usize, certificate: &Certificate) -> Outcome {
    let (Some(from), Some(to)) = (certificate.validity.not_before, certificate.validity.not_after)
    else {
        return Outcome::NotApplicable;
    };
    if from <= to {
        return Outcome::Pass;
    }
    Outcome::found(Spot {
        field: field::NOT_AFTER,
        detail: format!("It begins on {} and ends on {}.", from.date(), to.date()),
        reason: format!(
            "{} ends ({}) before it begins ({})",
            facts.called(step),
            to.date(),
            from.date()
        ),
        evidence: vec![("notBefore", from.iso()), ("notAfter", to.iso())],
        ..Spot::default()
    })
}
