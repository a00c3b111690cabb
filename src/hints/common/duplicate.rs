use crate::hints::{Applies, Check, Facts, Fix, Outcome, Reference, Rule, Severity, Spot, Who};

/// Copies named one by one.
const SHOWN: usize = 10;

pub static RULE: Rule = Rule {
    id: "duplicate",
    severity: Severity::Notice,
    applies: Applies::ALWAYS,
    title: "A certificate was given more than once",
    what: "Two or more of the certificates are the same to the last byte.",
    why: "Clients do not mind. In a file that a server sends, each copy makes every handshake longer.",
    fixes: &[Fix { who: Who::Server, step: "Remove the copies from the file.", command: "" }],
    messages: &[],
    references: &[Reference {
        label: "RFC 8446, 4.4.2 Certificate",
        url: "https://www.rfc-editor.org/rfc/rfc8446#section-4.4.2",
    }],
    explains: &[],
    check: Check::Chain(check),
};

fn check(facts: &Facts<'_>) -> Outcome {
    let copies = &facts.arrangement.copies;
    let object = match copies.as_slice() {
        [] => return Outcome::Pass,
        [(copy, _)] => Some(*copy),
        _ => None,
    };
    let title = |index: &usize| facts.pool.get(*index).map(|c| c.title()).unwrap_or_default();
    let detail = match copies.as_slice() {
        [(copy, _)] => format!("“{}” was given twice.", title(copy)),
        more => format!("{} certificates are copies of others.", more.len()),
    };
    let evidence = copies.iter().take(SHOWN).map(|(copy, _)| ("Copy", title(copy))).collect();
    Outcome::found(Spot {
        object,
        field: "",
        detail,
        reason: "a certificate was given more than once".into(),
        evidence,
    })
}
