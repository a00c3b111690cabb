use crate::hints::{Applies, Check, Facts, Fix, Outcome, Reference, Rule, Severity, Spot, Who};
use crate::model::{Certificate, field};

pub(super) static RULE: Rule = Rule {
    id: "outlives-issuer",
    severity: Severity::Notice,
    applies: Applies::LEAF,
    title: "The certificate is valid for longer than its issuer",
    what: "The notAfter date of the certificate lies after that of the CA certificate that issued it.",
    why: "Clients check the dates of every certificate of the path, so they refuse the certificate once its \
          issuer has expired. A renewal that goes by the date of the leaf alone comes too late.",
    fixes: &[
        Fix {
            who: Who::Server,
            step: "Plan the renewal by the earlier date, and check both.",
            command: "{show} -noout -enddate",
        },
        Fix {
            who: Who::Issuer,
            step: "Renew the CA certificate with the same key and name, and have servers send the new one.",
            command: "",
        },
    ],
    messages: &[],
    references: &[Reference {
        label: "RFC 5280, 6.1.3 Basic Certificate Processing, (a)(2)",
        url: "https://www.rfc-editor.org/rfc/rfc5280#section-6.1.3",
    }],
    explains: &[],
    check: Check::Certificate(check),
};

fn check(facts: &Facts<'_>, step: usize, certificate: &Certificate) -> Outcome {
    let Some(issuer) = facts.at_step(step.saturating_add(1)) else { return Outcome::NotApplicable };
    let (Some(end), Some(above)) = (certificate.validity.not_after, issuer.validity.not_after)
    else {
        return Outcome::NotApplicable;
    };
    // Dates that have passed are another rule's.
    if above < facts.at || end < facts.at {
        return Outcome::NotApplicable;
    }
    if end <= above {
        return Outcome::Pass;
    }
    let title = issuer.title();
    Outcome::found(Spot {
        field: field::NOT_AFTER,
        detail: format!("It ends on {}, its issuer “{title}” on {}.", end.date(), above.date()),
        reason: format!("its issuer “{title}” expires first, on {}", above.date()),
        evidence: vec![("notAfter", end.iso()), ("notAfter of the issuer", above.iso())],
        ..Spot::default()
    })
}
