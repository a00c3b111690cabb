use crate::hints::public::{DAY, FROM_2026_03, is_public_leaf, period};
use crate::hints::{Applies, Check, Facts, Fix, Outcome, Reference, Rule, Severity, Spot, Who};
use crate::model::{Certificate, ExtensionValue, oid::OCSP};

pub(super) static RULE: Rule = Rule {
    id: "revocation-not-stated",
    severity: Severity::Notice,
    applies: Applies::SERVER,
    title: "A public certificate does not say how it is revoked",
    what: "The certificate leads to a public root, is not short-lived, and has neither a CRL distribution \
           point nor an OCSP address.",
    why: "Clients cannot look up whether it was revoked. A public CA may leave both out only where the \
          certificate is valid for at most seven days (ten if issued before 15 March 2026).",
    fixes: &[Fix {
        who: Who::Issuer,
        step: "Issue the certificate with a CRL distribution point.",
        command: "",
    }],
    messages: &[],
    references: &[
        Reference {
            label: "CA/Browser Forum Baseline Requirements, 7.1.2.11.2 CRL Distribution Points",
            url: "https://cabforum.org/working-groups/server/baseline-requirements/requirements/",
        },
        Reference {
            label: "CA/Browser Forum Baseline Requirements, 7.1.2.7 Subscriber (Server) Certificate Profile",
            url: "https://cabforum.org/working-groups/server/baseline-requirements/requirements/",
        },
    ],
    explains: &[],
    check: Check::Certificate(check),
};

fn check(facts: &Facts<'_>, _step: usize, certificate: &Certificate) -> Outcome {
    let Some((from, seconds)) = period(certificate).filter(|_| is_public_leaf(facts, certificate))
    else {
        return Outcome::NotApplicable;
    };
    let short: i64 = if from.0 >= FROM_2026_03 { 7 } else { 10 };
    if seconds <= short.saturating_mul(DAY) {
        return Outcome::NotApplicable;
    }
    let mut values = certificate.extensions.iter().map(|extension| &extension.value);
    let stated = values.any(|value| match value {
        ExtensionValue::CrlDistributionPoints(points) => !points.is_empty(),
        ExtensionValue::AuthorityInfoAccess(list) => {
            list.iter().any(|access| access.method.as_str() == OCSP)
        }
        _ => false,
    });
    if stated {
        return Outcome::Pass;
    }
    Outcome::found(Spot {
        detail: "It has neither a CRL distribution point nor an OCSP address.".into(),
        reason: "it does not say how it is revoked".into(),
        evidence: vec![("Needed", "CRL distribution point".into())],
        ..Spot::default()
    })
}
