use crate::hints::{Applies, Check, Facts, Fix, Outcome, Reference, Rule, Severity, Spot, Who};
use crate::model::{Certificate, ExtensionValue, GeneralName, field};

pub(super) static RULE: Rule = Rule {
    id: "revocation-not-http",
    severity: Severity::Notice,
    applies: Applies::ALWAYS,
    title: "The revocation list cannot be fetched by plain HTTP",
    what: "The certificate names CRL distribution points, and none of their addresses begins with http:.",
    why: "Windows reads lists from ldap: addresses, and few programs elsewhere do. An https: address makes \
          a client check another certificate first, which may lead in a circle, so many do not follow it.",
    fixes: &[Fix {
        who: Who::Issuer,
        step: "Publish the list over plain HTTP as well and put that address first; the list is \
                   signed, so nothing is lost.",
        command: "{show} -noout -ext crlDistributionPoints",
    }],
    messages: &[],
    references: &[
        Reference {
            label: "RFC 5280, 4.2.1.13 CRL Distribution Points",
            url: "https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.13",
        },
        Reference {
            label: "RFC 5280, 8 Security Considerations",
            url: "https://www.rfc-editor.org/rfc/rfc5280#section-8",
        },
    ],
    explains: &[],
    check: Check::Certificate(check),
};

fn check(facts: &Facts<'_>, step: usize, certificate: &Certificate) -> Outcome {
    let points = certificate.extensions.iter().find_map(|extension| match &extension.value {
        ExtensionValue::CrlDistributionPoints(points) => Some(points),
        _ => None,
    });
    let names = points.into_iter().flatten().flat_map(|point| &point.names);
    let addresses: Vec<&String> = names
        .filter_map(|name| match name {
            GeneralName::Uri(address) => Some(address),
            _ => None,
        })
        .collect();
    let Some(first) = addresses.first() else { return Outcome::NotApplicable };
    let plain = |address: &&String| {
        address.get(..5).is_some_and(|start| start.eq_ignore_ascii_case("http:"))
    };
    if addresses.iter().any(plain) {
        return Outcome::Pass;
    }
    let scheme = first.split(':').next().unwrap_or_default();
    Outcome::found(Spot {
        field: field::CRL_DISTRIBUTION_POINTS,
        detail: format!("Its revocation list is at addresses of the kind {scheme}: only."),
        reason: format!("{} names no http: address of its revocation list", facts.called(step)),
        evidence: addresses.iter().map(|address| ("Address", (*address).clone())).collect(),
        ..Spot::default()
    })
}
