use crate::hints::public::{DAY, day_limit, days, is_public_leaf, period};
use crate::hints::{Applies, Check, Facts, Fix, Outcome, Reference, Rule, Severity, Spot, Who};
use crate::model::{Certificate, field};

/// The limit of the years before; what exceeds it is another rule's.
const BEFORE: i64 = 398;

pub(super) static RULE: Rule = Rule {
    id: "validity-over-limit-public",
    severity: Severity::Warning,
    applies: Applies::SERVER,
    title: "A public certificate is valid for longer than now allowed",
    what: "The certificate leads to a public root and is valid for longer than the Baseline Requirements allow \
           for its date of issue: 200 days from 15 March 2026, 100 days from 15 March 2027, 47 days from \
           15 March 2029.",
    why: "A public CA may not issue it and has to revoke it within five days of noticing; clients that hold \
          public certificates to these limits refuse it. A private CA is not bound by them.",
    fixes: &[Fix {
        who: Who::Issuer,
        step: "Issue the certificate anew within the limit, and let renewal run by itself (ACME clients such \
               as certbot do).",
        command: "certbot renew --dry-run",
    }],
    messages: &[],
    references: &[Reference {
        label: "CA/Browser Forum Baseline Requirements, 6.3.2 Certificate operational periods",
        url: "https://cabforum.org/working-groups/server/baseline-requirements/requirements/",
    }],
    explains: &[],
    check: Check::Certificate(check),
};

fn check(facts: &Facts<'_>, _step: usize, certificate: &Certificate) -> Outcome {
    let Some((from, seconds)) = period(certificate).filter(|_| is_public_leaf(facts, certificate))
    else {
        return Outcome::NotApplicable;
    };
    let Some(limit) = day_limit(from).filter(|limit| *limit < BEFORE) else {
        return Outcome::NotApplicable;
    };
    if seconds <= limit.saturating_mul(DAY) || seconds > BEFORE.saturating_mul(DAY) {
        return Outcome::Pass;
    }
    let days = days(seconds);
    Outcome::found(Spot {
        field: field::NOT_AFTER,
        detail: format!(
            "It was issued on {} for {days} days; at most {limit} were allowed then.",
            from.date()
        ),
        reason: format!("it is valid for {days} days, and {limit} were allowed when it was issued"),
        evidence: vec![("Days", days.to_string()), ("Allowed", limit.to_string())],
        ..Spot::default()
    })
}
