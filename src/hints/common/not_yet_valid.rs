use crate::hints::{
    Applies, Check, Facts, Fix, Message, Outcome, Reference, Rule, Severity, Spot, Stack, Who,
    in_full,
};
use crate::model::{Certificate, field};
use crate::path::FaultKind;

pub static RULE: Rule = Rule {
    id: "not-yet-valid",
    severity: Severity::Error,
    applies: Applies::ALWAYS,
    title: "A certificate of the path is not valid yet",
    what: "The time asked about lies before the certificate's notBefore date.",
    why: "Every client compares the two and refuses the connection until that date. More often than a \
          certificate from the future, a clock that is behind is the cause.",
    fixes: &[
        Fix {
            who: Who::Client,
            step: "Compare the clock of the machine that complains; containers, boards without a battery and \
                   restored virtual machines often start in the past.",
            command: "date -u",
        },
        Fix {
            who: Who::Server,
            step: "If the clocks are right, keep the former certificate in place until notBefore is reached.",
            command: "",
        },
    ],
    messages: in_full(&[
        Message { stack: Stack::OpenSsl, text: "certificate is not yet valid" },
        Message {
            stack: Stack::Go,
            text: "x509: certificate has expired or is not yet valid: current time {} is before {}",
        },
        Message { stack: Stack::Java, text: "CertificateNotYetValidException: NotBefore: {}" },
        Message {
            stack: Stack::GnuTls,
            text: "The certificate chain uses not yet valid certificate.",
        },
        Message {
            stack: Stack::Firefox,
            text: "The server presented a certificate that is not yet valid.",
        },
    ]),
    references: &[Reference {
        label: "RFC 5280, 4.1.2.5 Validity",
        url: "https://www.rfc-editor.org/rfc/rfc5280#section-4.1.2.5",
    }],
    explains: &[],
    check: Check::Certificate(check),
};

fn check(facts: &Facts<'_>, step: usize, certificate: &Certificate) -> Outcome {
    let Some(not_before) = certificate.validity.not_before else { return Outcome::NotApplicable };
    if !facts.faults(step).any(|fault| fault.kind == FaultKind::NotYetValid) {
        return Outcome::Pass;
    }
    let wait = facts.at.distance(not_before);
    Outcome::found(Spot {
        field: field::NOT_BEFORE,
        detail: format!(
            "It becomes valid on {}, {wait} after the time asked about.",
            not_before.date()
        ),
        reason: format!(
            "{} is not valid before {}, in {wait}",
            facts.called(step),
            not_before.date()
        ),
        evidence: vec![("notBefore", not_before.iso()), ("Time asked about", facts.at.iso())],
        ..Spot::default()
    })
}
