use crate::hints::{Applies, Check, Facts, Fix, Outcome, Reference, Rule, Severity, Spot, Who};
use crate::model::Purpose;
use crate::path::{Beside, End};

/// Certificates named one by one.
const SHOWN: usize = 10;

pub static RULE: Rule = Rule {
    id: "unrelated",
    severity: Severity::Notice,
    applies: Applies { roles: &[], purposes: &[Purpose::Server, Purpose::Client] },
    title: "A CA certificate is not needed for this path",
    what: "The path is complete, and a CA certificate was given that neither stands on the path nor issued any other certificate given.",
    why: "Clients pass over it. In a file that a server sends it makes every handshake longer, and it may be \
          the sign of an intermediate that was renewed while the file was not.",
    fixes: &[Fix {
        who: Who::Server,
        step: "Compare it with the issuer of the leaf; if nothing needs it, remove it from the file.",
        command: "",
    }],
    messages: &[],
    references: &[Reference {
        label: "RFC 8446, 4.4.2 Certificate",
        url: "https://www.rfc-editor.org/rfc/rfc8446#section-4.4.2",
    }],
    explains: &[],
    check: Check::Chain(check),
};

fn check(facts: &Facts<'_>) -> Outcome {
    // What is missing may lead to it.
    if !matches!(facts.path.end, End::Trusted(_) | End::UntrustedRoot { .. }) {
        return Outcome::NotApplicable;
    }
    // A trusted CA is not part of what is sent, whether this path needs it or not.
    let strangers: Vec<usize> = facts
        .arrangement
        .beside
        .iter()
        .filter(|(index, kind)| {
            *kind == Beside::Unrelated && facts.anchors.given.binary_search(index).is_err()
        })
        .map(|(index, _)| *index)
        .collect();
    let title = |index: &usize| facts.pool.get(*index).map(|c| c.title()).unwrap_or_default();
    let (object, detail) = match strangers.as_slice() {
        [] => return Outcome::Pass,
        [one] => (Some(*one), format!("“{}” is not needed for this path.", title(one))),
        more => (None, format!("{} CA certificates are not needed for this path.", more.len())),
    };
    let evidence = strangers.iter().take(SHOWN).map(|index| ("Not needed", title(index))).collect();
    let reason = "a CA certificate is not needed for this path".into();
    Outcome::found(Spot { object, field: "", detail, reason, evidence })
}
