use crate::hints::{Applies, Check, Facts, Fix, Outcome, Reference, Rule, Severity, Spot, Who};
use crate::model::{ItemKind, Serial, Time};

pub(super) static RULE: Rule = Rule {
    id: "revocation-evidence-foreign",
    severity: Severity::Notice,
    applies: Applies::ALWAYS,
    title: "A revocation list or response is about other certificates",
    what: "A revocation list that was loaded is by no CA of the certificates here, or an OCSP response answers for \
           none of them.",
    why: "It says nothing about the certificates here. In the settings of a server it does no good, and the one that \
          belongs there may be missing.",
    fixes: &[Fix {
        who: Who::Anyone,
        step: "Compare its issuer with that of the certificate, and give the list of the right CA.",
        command: "openssl crl -in list.pem -noout -issuer -lastupdate -nextupdate",
    }],
    messages: &[],
    references: &[Reference {
        label: "RFC 5280, 6.3.3 CRL Processing",
        url: "https://www.rfc-editor.org/rfc/rfc5280#section-6.3.3",
    }],
    explains: &[],
    check: Check::Chain(check),
};

fn check(facts: &Facts<'_>) -> Outcome {
    if facts.standings.is_empty() {
        return Outcome::NotApplicable;
    }
    let foreign = |place: usize| {
        let mut told = facts.standings.iter().flat_map(|it| &it.pieces).filter(|it| it.item == place);
        told.all(|it| it.is_foreign())
    };
    let spots = facts.items.iter().enumerate().filter(|(place, _)| foreign(*place));
    Outcome::of(spots.filter_map(|(_, item)| spot(facts, item)).collect())
}

/// A list or response that is about no certificate of the pool.
fn spot(facts: &Facts<'_>, item: &ItemKind) -> Option<Spot> {
    let made = |at: Option<Time>| at.map(|at| format!(" of {}", at.date())).unwrap_or_default();
    let (what, by) = match item {
        ItemKind::Crl(list) => {
            let names = |key: &[u8]| *key == *list.issuer.key;
            if facts.pool.iter().any(|it| names(&it.subject.key) || names(&it.issuer.key)) {
                return None;
            }
            (format!("revocation list{}", made(list.this_update)), list.issuer.text())
        }
        ItemKind::Ocsp(response) => {
            let known = |serial: &Serial| facts.pool.iter().any(|it| it.serial == *serial);
            if response.answers.is_empty() || response.answers.iter().any(|it| known(&it.serial)) {
                return None;
            }
            (format!("OCSP response{}", made(response.produced_at)), response.responder.clone())
        }
        _ => return None,
    };
    Some(Spot {
        detail: format!("The {what} by {by} is about none of the certificates here."),
        reason: format!("the {what} is about none of the certificates here"),
        evidence: vec![("By", by)],
        ..Spot::default()
    })
}
