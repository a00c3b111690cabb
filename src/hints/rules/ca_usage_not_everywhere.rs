use crate::hints::{
    Applies, Check, Facts, Fix, Outcome, Reference, Role, Rule, Severity, Spot, Who,
};
use crate::model::Certificate;
use crate::model::oid::eku;
use crate::purpose::listed;

pub(super) static RULE: Rule = Rule {
    id: "ca-usage-not-everywhere",
    severity: Severity::Warning,
    applies: Applies {
        roles: Applies::ALWAYS.roles,
        purposes: Applies::TLS_LEAF.purposes,
    },
    title: "A CA's EKU keeps some programs away",
    what: "A CA certificate lists extended key usages without the use asked about: a root that leaves it out, or an intermediate that lists only “any”.",
    why: "RFC 5280 gives the extension no meaning in CA certificates. OpenSSL, Go and Python's cryptography hold a root to it all the same; OpenSSL and GnuTLS do not take “any” for a use of TLS in a CA.",
    fixes: &[Fix { who: Who::Issuer, step: "Issue the CA certificate anew without the extension, or with the use listed.", command: "" }],
    messages: &[],
    references: &[Reference {
        label: "RFC 5280, 4.2.1.12 Extended Key Usage",
        url: "https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.12",
    }],
    explains: &[],
    check: Check::Certificate(check),
};

fn check(facts: &Facts<'_>, step: usize, certificate: &Certificate) -> Outcome {
    let (Some(usages), Some(wanted)) = (certificate.eku(), facts.usage()) else {
        return Outcome::NotApplicable;
    };
    let lists = |usage: &str| usages.iter().any(|listed| listed.as_str() == usage);
    // An intermediate that lists neither is another rule's.
    let matters = match facts.role(step) {
        Role::Leaf => return Outcome::NotApplicable,
        Role::Intermediate => lists(eku::ANY),
        Role::Root => true,
    };
    if !matters || lists(wanted) {
        return Outcome::Pass;
    }
    let names: Vec<&str> = usages.iter().map(|usage| usage.name()).collect();
    let called = facts.called(step);
    Outcome::found(Spot {
        field: "eku",
        detail: format!("Its EKU lists {}.", listed(&names)),
        reason: format!("the EKU of {called} leaves the use out, which OpenSSL refuses"),
        evidence: vec![("EKU", names.join(", "))],
        ..Spot::default()
    })
}
