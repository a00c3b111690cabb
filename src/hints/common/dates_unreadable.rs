use crate::hints::{
    Applies, Check, Facts, Fix, Message, Outcome, Reference, Rule, Severity, Spot, Stack, Who,
    in_full,
};
use crate::model::{Certificate, field};
use crate::path::FaultKind;

pub static RULE: Rule = Rule {
    id: "dates-unreadable",
    severity: Severity::Error,
    applies: Applies::ALWAYS,
    title: "A date of the validity period cannot be read",
    what: "notBefore or notAfter is neither a UTCTime nor a GeneralizedTime in the form that RFC 5280 asks for.",
    why: "A client that cannot read a date cannot tell whether the certificate is valid, and refuses it or \
          does not load it at all.",
    fixes: &[Fix {
        who: Who::Issuer,
        step: "Issue the certificate anew with dates in the form YYMMDDHHMMSSZ (up to 2049) or YYYYMMDDHHMMSSZ.",
        command: "",
    }],
    messages: in_full(&[
        Message { stack: Stack::OpenSsl, text: "format error in certificate's notAfter field" },
        Message { stack: Stack::Java, text: "Parse UTC time, invalid format" },
        Message { stack: Stack::Rustls, text: "BadDerTime" },
    ]),
    references: &[Reference {
        label: "RFC 5280, 4.1.2.5 Validity",
        url: "https://www.rfc-editor.org/rfc/rfc5280#section-4.1.2.5",
    }],
    explains: &["encoding-problems"],
    check: Check::Certificate(check),
};

fn check(facts: &Facts<'_>, step: usize, certificate: &Certificate) -> Outcome {
    if !facts.faults(step).any(|fault| fault.kind == FaultKind::NoDates) {
        return Outcome::Pass;
    }
    let (field, name) = match (certificate.validity.not_before, certificate.validity.not_after) {
        (Some(_), _) => (field::NOT_AFTER, "notAfter"),
        (None, Some(_)) => (field::NOT_BEFORE, "notBefore"),
        (None, None) => (field::NOT_BEFORE, "notBefore and notAfter"),
    };
    Outcome::found(Spot {
        field,
        detail: format!("Its {name} cannot be read."),
        reason: format!(
            "{} has a validity period that cannot be read ({name})",
            facts.called(step)
        ),
        ..Spot::default()
    })
}
