use crate::hints::{
    Applies, Check, Facts, Fix, Message, Outcome, Reference, Rule, Severity, Spot, Stack, Who,
    in_full,
};
use crate::model::{Certificate, field};
use crate::path::FaultKind;

pub static RULE: Rule = Rule {
    id: "expired",
    severity: Severity::Error,
    applies: Applies::ALWAYS,
    title: "A certificate of the path has expired",
    what: "The time asked about lies after the certificate's notAfter date.",
    why: "Every client compares the two and refuses the connection, whatever else is right. \
          One expired intermediate is enough.",
    fixes: &[
        Fix {
            who: Who::Server,
            step: "Renew the certificate, install the new file with its intermediates, and reload the server.",
            command: "",
        },
        Fix {
            who: Who::Client,
            step: "If the date looks right, compare the clock of the machine that complains.",
            command: "date -u",
        },
    ],
    messages: in_full(&[
        Message { stack: Stack::OpenSsl, text: "certificate has expired" },
        Message {
            stack: Stack::Go,
            text: "x509: certificate has expired or is not yet valid: current time {} is after {}",
        },
        Message { stack: Stack::NodeJs, text: "CERT_HAS_EXPIRED" },
        Message { stack: Stack::Rustls, text: "invalid peer certificate: certificate expired: {}" },
        Message { stack: Stack::Chromium, text: "net::ERR_CERT_DATE_INVALID" },
        Message { stack: Stack::Firefox, text: "SEC_ERROR_EXPIRED_CERTIFICATE" },
    ]),
    references: &[Reference {
        label: "RFC 5280, 4.1.2.5 Validity",
        url: "https://www.rfc-editor.org/rfc/rfc5280#section-4.1.2.5",
    }],
    explains: &[],
    check: Check::Certificate(check),
};

fn check(facts: &Facts<'_>, step: usize, certificate: &Certificate) -> Outcome {
    let Some(not_after) = certificate.validity.not_after else { return Outcome::NotApplicable };
    if !facts.faults(step).any(|fault| fault.kind == FaultKind::Expired) {
        return Outcome::Pass;
    }
    let ago = facts.at.distance(not_after);
    Outcome::found(Spot {
        field: field::NOT_AFTER,
        detail: format!("It expired on {}, {ago} before the time asked about.", not_after.date()),
        reason: format!("{} expired on {}, {ago} ago", facts.called(step), not_after.date()),
        evidence: vec![("notAfter", not_after.iso()), ("Time asked about", facts.at.iso())],
        ..Spot::default()
    })
}
