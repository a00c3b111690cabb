use crate::hints::{Applies, Check, Facts, Fix, Outcome, Reference, Rule, Severity, Spot, Who};
use crate::path::End;

pub static RULE: Rule = Rule {
    id: "search-unfinished",
    severity: Severity::Warning,
    applies: Applies::ALWAYS,
    title: "The search for a path was cut short",
    what: "There are so many certificates with the same names that a limit on signature checks or steps ended \
           the search before a path was found.",
    why: "A longer search might find a path. Clients have such limits as well, so a bundle like this one may \
          fail there too.",
    fixes: &[Fix {
        who: Who::Anyone,
        step: "Give only the certificates that belong to the path: leaf, intermediates, root.",
        command: "",
    }],
    messages: &[],
    references: &[Reference {
        label: "RFC 4158 Certification Path Building",
        url: "https://www.rfc-editor.org/rfc/rfc4158",
    }],
    explains: &[],
    check: Check::Chain(check),
};

fn check(facts: &Facts<'_>) -> Outcome {
    if facts.path.end != End::Unfinished {
        return Outcome::Pass;
    }
    Outcome::found(Spot {
        detail: format!("The search ended after {} steps of a path.", facts.path.steps.len()),
        reason: "the search for a path was cut short".into(),
        evidence: vec![("Certificates", facts.pool.len().to_string())],
        ..Spot::default()
    })
}
