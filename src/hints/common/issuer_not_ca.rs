use crate::hints::{
    Applies, Check, Facts, Fix, Message, Outcome, Reference, Role, Rule, Severity, Spot, Stack,
    Who, in_full,
};
use crate::model::{Certificate, field};
use crate::path::FaultKind;

pub static RULE: Rule = Rule {
    id: "issuer-not-ca",
    severity: Severity::Error,
    applies: Applies {
        roles: &[Role::Intermediate, Role::Root],
        purposes: Applies::ALWAYS.purposes,
    },
    title: "An issuer is not a CA",
    what: "A certificate of the path was signed by one whose basic constraints do not say CA:TRUE.",
    why: "Without this check anybody with a server certificate could issue others, so every client makes it.",
    fixes: &[Fix {
        who: Who::Issuer,
        step: "Make the issuer's certificate anew with basicConstraints=critical,CA:TRUE (the same key and \
               subject may stay), and send or install the new one.",
        command: "{ca}",
    }],
    messages: in_full(&[
        Message { stack: Stack::OpenSsl, text: "invalid CA certificate" },
        Message {
            stack: Stack::Java,
            text: "basic constraints check failed: this is not a CA certificate",
        },
        Message { stack: Stack::Rustls, text: "EndEntityUsedAsCa" },
    ]),
    references: &[Reference {
        label: "RFC 5280, 6.1.4 Preparation for Certificate i+1, (k)",
        url: "https://www.rfc-editor.org/rfc/rfc5280#section-6.1.4",
    }],
    explains: &["issuer-may-not-sign"],
    check: Check::Certificate(check),
};

fn check(facts: &Facts<'_>, step: usize, certificate: &Certificate) -> Outcome {
    if !facts.faults(step).any(|fault| fault.kind == FaultKind::NotCa) {
        return Outcome::Pass;
    }
    let (found, field) = match certificate.basic_constraints() {
        Some(_) => ("CA:FALSE", field::BASIC_CONSTRAINTS),
        None => ("none", field::BASIC_CONSTRAINTS),
    };
    Outcome::found(Spot {
        field,
        detail: format!(
            "“{}” issued a certificate and is not marked as a CA.",
            certificate.title()
        ),
        reason: format!("its issuer “{}” is not a CA", certificate.title()),
        evidence: vec![
            ("Basic constraints", found.to_owned()),
            ("Version", certificate.version.to_string()),
        ],
        ..Spot::default()
    })
}
