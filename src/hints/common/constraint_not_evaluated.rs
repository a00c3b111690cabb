use crate::hints::{
    Applies, Check, Facts, Fix, Message, Outcome, Reference, Rule, Severity, Spot, Stack, Who,
    in_full,
};
use crate::model::field;
use crate::path::{FaultKind, Step};

pub static RULE: Rule = Rule {
    id: "constraint-not-evaluated",
    severity: Severity::Error,
    applies: Applies::ALWAYS,
    title: "A name constraint could not be evaluated",
    what: "A CA of the path constrains a form of name that occurs below it and that is not evaluated here.",
    why: "A client that cannot evaluate such a constraint has to refuse the certificate (RFC 5280). OpenSSL, \
          Go, Java, GnuTLS, rustls, Chromium and Firefox did so for a constraint on otherName.",
    fixes: &[Fix {
        who: Who::Issuer,
        step: "Constrain DNS names, IP addresses, e-mail addresses and directory names only; all stacks \
               know these.",
        command: "",
    }],
    messages: in_full(&[
        Message { stack: Stack::OpenSsl, text: "unsupported name constraint type" },
        Message {
            stack: Stack::Java,
            text: "Narrowing, widening, and matching are not supported for OtherName.",
        },
        Message { stack: Stack::Rustls, text: "NameConstraintViolation" },
    ]),
    references: &[Reference {
        label: "RFC 5280, 4.2.1.10 Name Constraints",
        url: "https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.10",
    }],
    explains: &[],
    check: Check::Chain(check),
};

fn check(facts: &Facts<'_>) -> Outcome {
    let mut spots: Vec<Spot> = Vec::new();
    for fault in &facts.path.faults {
        let FaultKind::ConstraintNotEvaluated { constraint } = &fault.kind else { continue };
        let (object, field) = match facts.path.steps.get(fault.step) {
            Some(Step::Loaded(index)) => (Some(*index), "name-constraints"),
            _ => (Some(facts.leaf), field::SUBJECT_ALT_NAME),
        };
        let spot = Spot {
            object,
            field,
            detail: format!("The constraint “{constraint}” applies and is not evaluated here."),
            reason: format!("a name constraint could not be evaluated ({constraint})"),
            evidence: vec![("Constraint", constraint.clone())],
        };
        if !spots.contains(&spot) {
            spots.push(spot);
        }
    }
    Outcome::of(spots)
}
