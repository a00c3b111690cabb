use crate::hints::{Applies, Check, Facts, Fix, Outcome, Reference, Rule, Severity, Spot, Who};
use crate::path::End;

pub(super) static RULE: Rule = Rule {
    id: "root-not-here",
    severity: Severity::Notice,
    applies: Applies::ALWAYS,
    title: "The path is complete up to a private CA",
    what: "The path leads to a CA certificate whose issuer is no public root and was not given; nothing was said \
           about which roots count.",
    why: "Nobody sends a private root: those who trust it have it already. Without it, nothing above can be \
          checked here. If the missing CA is an intermediate, though, it has to be sent.",
    fixes: &[
        Fix { who: Who::Anyone, step: "Give the root here, to check the whole path.", command: "" },
        Fix {
            who: Who::Server,
            step: "If it is an intermediate, put it behind the others in the file that is sent.",
            command: "",
        },
    ],
    messages: &[],
    references: &[Reference {
        label: "RFC 8446, 4.4.2 Certificate",
        url: "https://www.rfc-editor.org/rfc/rfc8446#section-4.4.2",
    }],
    explains: &["issuer-missing", "not-trusted"],
    check: Check::Chain(check),
};

fn check(facts: &Facts<'_>) -> Outcome {
    if facts.path.end != End::MissingIssuer || !facts.unasked {
        return Outcome::Pass;
    }
    let last = facts.path.last_loaded();
    let Some(certificate) = last.and_then(|last| facts.pool.get(last)).filter(|it| it.is_ca()) else {
        return Outcome::Pass;
    };
    let issuer = certificate.issuer.title().unwrap_or("an issuer without a name");
    Outcome::found(Spot {
        object: last,
        field: "issuer",
        detail: format!(
            "“{}” was issued by “{issuer}”, which is no public root and is not here.",
            certificate.title()
        ),
        reason: format!("“{issuer}” is no public root and is not here"),
        evidence: vec![("Issuer", certificate.issuer.text())],
    })
}
