use crate::hints::public::is_public_leaf;
use crate::hints::{Applies, Check, Facts, Fix, Outcome, Reference, Rule, Severity, Spot, Who};
use crate::model::{Certificate, field, oid::eku};
use crate::purpose::{EkuFit, eku_fit, listed, short_usage};

/// anyExtendedKeyUsage, codeSigning, emailProtection, timeStamping, OCSPSigning.
const FORBIDDEN: [&str; 5] =
    [eku::ANY, "1.3.6.1.5.5.7.3.3", "1.3.6.1.5.5.7.3.4", "1.3.6.1.5.5.7.3.8", "1.3.6.1.5.5.7.3.9"];

pub(super) static RULE: Rule = Rule {
    id: "public-other-uses",
    severity: Severity::Notice,
    applies: Applies::SERVER,
    title: "A public server certificate lists uses it may not have",
    what: "The certificate leads to a public root, and its Extended Key Usage (EKU) lists \
           anyExtendedKeyUsage, codeSigning, emailProtection, timeStamping or OCSPSigning beside \
           serverAuth.",
    why: "A public CA may not issue it and has to revoke it; the certificate could stand for more than a \
          server. Clients that connect to the server accept it.",
    fixes: &[Fix {
        who: Who::Issuer,
        step: "Issue the certificate anew with serverAuth alone.",
        command: "{request} -addext extendedKeyUsage={usage}",
    }],
    messages: &[],
    references: &[Reference {
        label: "CA/Browser Forum Baseline Requirements, 7.1.2.7.10 Subscriber Certificate Extended Key Usage",
        url: "https://cabforum.org/working-groups/server/baseline-requirements/requirements/",
    }],
    explains: &[],
    check: Check::Certificate(check),
};

fn check(facts: &Facts<'_>, _step: usize, certificate: &Certificate) -> Outcome {
    let Some(usages) = certificate.eku().filter(|_| is_public_leaf(facts, certificate)) else {
        return Outcome::NotApplicable;
    };
    if eku_fit(certificate, eku::SERVER_AUTH) != EkuFit::Listed {
        return Outcome::NotApplicable;
    }
    let others = usages.iter().filter(|usage| FORBIDDEN.contains(&usage.as_str()));
    let others: Vec<&str> = others.map(|usage| short_usage(usage.name())).collect();
    if others.is_empty() {
        return Outcome::Pass;
    }
    let names = listed(&others);
    Outcome::found(Spot {
        field: field::EXTENDED_KEY_USAGE,
        detail: format!("It lists {names} beside serverAuth."),
        reason: format!("it lists {names} beside serverAuth"),
        evidence: vec![("Not allowed", names)],
        ..Spot::default()
    })
}
