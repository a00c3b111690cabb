use crate::hints::{Applies, Check, Facts, Fix, Outcome, Reference, Rule, Severity, Spot, Who};
use crate::model::{Certificate, field};

const DAY: i64 = 86_400;

pub static RULE: Rule = Rule {
    id: "expires-soon",
    severity: Severity::Notice,
    applies: Applies::ALWAYS,
    title: "A certificate of the path expires soon",
    what: "At the time asked about, less than 14 days or less than a tenth of the validity period are left \
           (of a short period, less than a third; of a long one, less than 60 days).",
    why: "Clients accept it until the last second and refuse it from then on. A renewal that runs by itself \
          has usually happened by this time.",
    fixes: &[Fix {
        who: Who::Server,
        step: "Renew the certificate, or find out why the automatic renewal has not run.",
        command: "",
    }],
    messages: &[],
    references: &[Reference {
        label: "RFC 5280, 4.1.2.5 Validity",
        url: "https://www.rfc-editor.org/rfc/rfc5280#section-4.1.2.5",
    }],
    explains: &[],
    check: Check::Certificate(check),
};

fn check(facts: &Facts<'_>, step: usize, certificate: &Certificate) -> Outcome {
    let (Some(from), Some(to)) = (certificate.validity.not_before, certificate.validity.not_after)
    else {
        return Outcome::NotApplicable;
    };
    let period = to.0.saturating_sub(from.0);
    let left = to.0.saturating_sub(facts.at.0);
    if left < 0 || facts.at < from {
        return Outcome::NotApplicable;
    }
    let limit =
        (period / 10).max(DAY.saturating_mul(14)).min(period / 3).min(DAY.saturating_mul(60));
    if left >= limit {
        return Outcome::Pass;
    }
    let left = facts.at.distance(to);
    Outcome::found(Spot {
        field: field::NOT_AFTER,
        detail: format!("It expires on {}, {left} after the time asked about.", to.date()),
        reason: format!("{} expires on {}", facts.called(step), to.date()),
        evidence: vec![("notAfter", to.iso()), ("Time asked about", facts.at.iso())],
        ..Spot::default()
    })
}
