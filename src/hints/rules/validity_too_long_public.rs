use crate::hints::public::{DAY, FROM_2020_09, LONGEST, days, is_public_leaf, period};
use crate::hints::{Applies, Check, Facts, Fix, Outcome, Reference, Rule, Severity, Spot, Who};
use crate::model::Certificate;

pub(super) static RULE: Rule = Rule {
    id: "validity-too-long-public",
    severity: Severity::Error,
    applies: Applies::SERVER,
    title: "A public certificate is valid for more than 398 days",
    what: "The certificate leads to a public root, was issued in September 2020 or later, and its validity \
           period is longer than 398 days.",
    why: "Chromium and Apple's systems refuse such a certificate. Public CAs may not issue it, and have to \
          revoke it. A private CA is not bound by this limit.",
    fixes: &[Fix {
        who: Who::Issuer,
        step: "Issue the certificate anew for a shorter time, and let renewal run by itself (ACME clients such \
               as certbot do).",
        command: "certbot renew --dry-run",
    }],
    messages: &[],
    references: &[
        Reference {
            label: "CA/Browser Forum Baseline Requirements, 6.3.2 Certificate operational periods",
            url: "https://cabforum.org/working-groups/server/baseline-requirements/requirements/",
        },
        Reference {
            label: "Apple, Requirements for trusted certificates in iOS 13 and macOS 10.15",
            url: "https://support.apple.com/103769",
        },
    ],
    explains: &["apple-validity-too-long"],
    check: Check::Certificate(check),
};

fn check(facts: &Facts<'_>, _step: usize, certificate: &Certificate) -> Outcome {
    let Some((from, seconds)) = period(certificate).filter(|_| is_public_leaf(facts, certificate))
    else {
        return Outcome::NotApplicable;
    };
    if from.0 < FROM_2020_09 {
        return Outcome::NotApplicable;
    }
    if seconds <= LONGEST.saturating_mul(DAY) {
        return Outcome::Pass;
    }
    let days = days(seconds);
    Outcome::found(Spot {
        field: "not-after",
        detail: format!("It was issued on {} and is valid for {days} days.", from.date()),
        reason: format!("it is valid for {days} days, and browsers take {LONGEST} of a public CA"),
        evidence: vec![("Days", days.to_string()), ("Allowed", LONGEST.to_string())],
        ..Spot::default()
    })
}
