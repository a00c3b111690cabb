use crate::hints::{Applies, Check, Facts, Fix, Outcome, Reference, Rule, Severity, Spot, Who};
use crate::model::{Certificate, field};
use crate::purpose::dns_form::{self, Flaw};

pub(super) static RULE: Rule = Rule {
    id: "a-label-invalid",
    severity: Severity::Notice,
    applies: Applies::LEAF,
    title: "A label looks international and is not",
    what: "A label of a DNS name has two hyphens in the third and fourth place, and is no A-label: xn-- \
          and the Punycode of a name outside ASCII.",
    why: "Such labels are reserved. TLS libraries compare them as they stand; programs that convert names \
          for people can show none for them, and public CAs may not issue them.",
    fixes: &[Fix {
        who: Who::Server,
        step: "Write the name in its own letters, have it converted, and request a certificate for the result.",
        command: "{request}",
    }],
    messages: &[],
    references: &[
        Reference {
            label: "RFC 5890, 2.3.1 LDH Label",
            url: "https://www.rfc-editor.org/rfc/rfc5890#section-2.3.1",
        },
        Reference {
            label: "RFC 5280, 7.2 Internationalized Domain Names in GeneralName",
            url: "https://www.rfc-editor.org/rfc/rfc5280#section-7.2",
        },
    ],
    explains: &[],
    check: Check::Certificate(check),
};

fn check(_facts: &Facts<'_>, _step: usize, certificate: &Certificate) -> Outcome {
    if certificate.san().is_none() {
        return Outcome::NotApplicable;
    }
    let spots = dns_form::flawed(certificate).into_iter().filter_map(|(name, flaw)| {
        let fault = match flaw {
            Flaw::Reserved(label) => format!("has the reserved label {label}"),
            _ => return None,
        };
        let called = dns_form::called(name);
        Some(Spot {
            field: field::SUBJECT_ALT_NAME,
            detail: format!("In its SAN, {called} {fault}."),
            reason: format!("in its SAN, {called} {fault}"),
            evidence: vec![("DNS name", name.to_owned())],
            ..Spot::default()
        })
    });
    Outcome::of(spots.take(1).collect())
}
