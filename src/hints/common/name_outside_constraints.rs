use crate::hints::{
    Applies, Check, Facts, Fix, Message, Outcome, Reference, Rule, Severity, Spot, Stack, Who,
    in_full,
};
use crate::model::field;
use crate::path::{FaultKind, Step};

pub static RULE: Rule = Rule {
    id: "name-outside-constraints",
    severity: Severity::Error,
    applies: Applies::ALWAYS,
    title: "A name lies outside what the CA may issue",
    what: "A CA of the path has name constraints, and a name of a certificate below it is excluded by them \
           or not among the permitted ones.",
    why: "Every mainstream stack compares all names with them, not only the host asked about: one name \
          outside is enough to refuse the certificate.",
    fixes: &[
        Fix {
            who: Who::Server,
            step: "Request a certificate whose names all lie within the constraints, or from a CA without them.",
            command: "",
        },
        Fix {
            who: Who::Issuer,
            step: "Check the request against the constraints before signing; widening them needs a new CA \
                   certificate.",
            command: "{show} -noout -subject -ext nameConstraints",
        },
    ],
    messages: in_full(&[
        Message { stack: Stack::OpenSsl, text: "permitted subtree violation" },
        Message { stack: Stack::OpenSsl, text: "excluded subtree violation" },
        Message {
            stack: Stack::Go,
            text: "x509: a root or intermediate certificate is not authorized to sign for this name: {}",
        },
        Message { stack: Stack::Java, text: "name constraints check failed" },
        Message {
            stack: Stack::GnuTls,
            text: "The certificate chain violates the signer's constraints.",
        },
        Message { stack: Stack::Rustls, text: "NameConstraintViolation" },
        Message { stack: Stack::Chromium, text: "net::ERR_CERT_INVALID" },
        Message {
            stack: Stack::Firefox,
            text: "The Certifying Authority for this certificate is not permitted to issue a certificate with this name.",
        },
    ]),
    references: &[Reference {
        label: "RFC 5280, 4.2.1.10 Name Constraints",
        url: "https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.10",
    }],
    explains: &[],
    check: Check::Chain(check),
};

fn check(facts: &Facts<'_>) -> Outcome {
    let mut spots = Vec::new();
    for fault in &facts.path.faults {
        let FaultKind::NameNotAllowed { name, constraint } = &fault.kind else { continue };
        let (object, field) = match facts.path.steps.get(fault.step) {
            Some(Step::Loaded(index)) => (Some(*index), "name-constraints"),
            _ => (Some(facts.leaf), field::SUBJECT_ALT_NAME),
        };
        let by = match facts.at_step(fault.step) {
            Some(certificate) => format!("“{}”", certificate.title()),
            None => "the public root".into(),
        };
        spots.push(Spot {
            object,
            field,
            detail: format!("{by} does not allow the name {name} ({constraint})."),
            reason: format!("{by} may not issue for {name} ({constraint})"),
            evidence: vec![("Name", name.clone()), ("Constraint", constraint.clone())],
        });
    }
    Outcome::of(spots)
}
