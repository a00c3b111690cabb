use crate::hints::{Applies, Check, Facts, Fix, Outcome, Reference, Rule, Severity, Spot, Who};
use crate::model::Purpose;
use crate::path::{AnchorKind, End, Step};

pub static RULE: Rule = Rule {
    id: "root-included",
    severity: Severity::Notice,
    applies: Applies { roles: &[], purposes: &[Purpose::Server, Purpose::Client] },
    title: "The public root is among the certificates",
    what: "The path ends at a root of the public store, and that root was given with the other certificates.",
    why: "Clients have the root already and ignore one that is sent. Sending it makes every handshake longer \
          by its size.",
    fixes: &[Fix {
        who: Who::Server,
        step: "Leave the root out of the file that the server sends; leaf and intermediates are enough.",
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
    if facts.path.end != End::Trusted(AnchorKind::Public) || facts.path.steps.len() < 2 {
        return Outcome::NotApplicable;
    }
    let Some(Step::Loaded(root)) = facts.path.steps.last().copied() else { return Outcome::Pass };
    let Some(certificate) = facts.pool.get(root) else { return Outcome::NotApplicable };
    if !certificate.is_self_issued() {
        // A cross-signed certificate of the root serves clients that only know the other root.
        return Outcome::Pass;
    }
    Outcome::found(Spot {
        object: Some(root),
        field: "",
        detail: format!("“{}” need not be sent.", certificate.title()),
        reason: format!("the root “{}” need not be sent", certificate.title()),
        evidence: vec![("Size in bytes", certificate.der.len().to_string())],
    })
}
