use crate::hints::{Applies, Check, Facts, Fix, Outcome, Reference, Rule, Severity, Spot, Who};
use crate::model::{Certificate, field};

pub(super) static RULE: Rule = Rule {
    id: "common-name-repeated",
    severity: Severity::Notice,
    applies: Applies::LEAF,
    title: "The subject has more than one common name",
    what: "The subject holds more than one common name (CN).",
    why: "TLS clients look for hosts in the SAN and not here. Programs that take the common name for an \
          account or a device pick the first or the last of them, and differ in which.",
    fixes: &[Fix {
        who: Who::Server,
        step: "Request the next certificate with one common name at most, and all hosts in the SAN.",
        command: "{request}",
    }],
    messages: &[],
    references: &[
        Reference {
            label: "RFC 5280, 4.1.2.6 Subject",
            url: "https://www.rfc-editor.org/rfc/rfc5280#section-4.1.2.6",
        },
        Reference {
            label: "RFC 9525, 2 Naming of Application Services",
            url: "https://www.rfc-editor.org/rfc/rfc9525#section-2",
        },
    ],
    explains: &[],
    check: Check::Certificate(check),
};

fn check(_facts: &Facts<'_>, _step: usize, certificate: &Certificate) -> Outcome {
    let common = certificate.subject.attributes().filter(|a| a.oid.as_str() == "2.5.4.3");
    let names: Vec<&str> = common.map(|a| a.value.as_str()).collect();
    match names.len() {
        0 => return Outcome::NotApplicable,
        1 => return Outcome::Pass,
        _ => {}
    }
    let count = names.len();
    Outcome::found(Spot {
        field: field::SUBJECT,
        detail: format!("Its subject has {count} common names."),
        reason: format!("its subject has {count} common names"),
        evidence: names.iter().map(|name| ("Common name", (*name).to_owned())).collect(),
        ..Spot::default()
    })
}
