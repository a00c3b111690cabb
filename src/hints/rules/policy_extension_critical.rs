use crate::hints::{Applies, Check, Facts, Fix, Outcome, Reference, Rule, Severity, Spot, Who};
use crate::model::Certificate;
use crate::model::oid::ext;

pub(super) static RULE: Rule = Rule {
    id: "policy-extension-critical",
    severity: Severity::Warning,
    applies: Applies {
        roles: Applies::ALWAYS.roles,
        purposes: Applies::TLS_LEAF.purposes,
    },
    title: "Critical rules about policies keep programs away",
    what: "Policy constraints, policy mappings or inhibitAnyPolicy are marked critical, as RFC 5280 demands of them.",
    why: "Programs that do not process policies have to refuse what they do not understand: GnuTLS, Mbed TLS and Python's cryptography do. OpenSSL, Go and Java process them.",
    fixes: &[Fix { who: Who::Issuer, step: "If such clients matter, use a CA whose certificates carry no rules about policies.", command: "" }],
    messages: &[],
    references: &[Reference {
        label: "RFC 5280, 4.2.1.11 Policy Constraints",
        url: "https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.11",
    }],
    explains: &[],
    check: Check::Certificate(check),
};

fn check(facts: &Facts<'_>, step: usize, certificate: &Certificate) -> Outcome {
    const KINDS: [&str; 3] =
        [ext::POLICY_CONSTRAINTS, ext::POLICY_MAPPINGS, ext::INHIBIT_ANY_POLICY];
    let mut kinds = certificate.extensions.iter().filter(|it| KINDS.contains(&it.oid.as_str()));
    let Some(found) = kinds.clone().find(|it| it.critical) else {
        return if kinds.next().is_some() { Outcome::Pass } else { Outcome::NotApplicable };
    };
    let name = found.oid.name();
    Outcome::found(Spot {
        field: super::field_of(found.oid.as_str()),
        detail: format!("Its extension {name} is critical."),
        reason: format!(
            "{} has the critical extension {name}, which Mbed TLS and Python refuse",
            facts.called(step)
        ),
        evidence: vec![("Extension", name.to_owned())],
        ..Spot::default()
    })
}
