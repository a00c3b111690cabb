use crate::hints::{Applies, Check, Facts, Fix, Outcome, Reference, Rule, Severity, Spot, Who};
use crate::model::{Certificate, Purpose, field};
use crate::path::Step;
use crate::trust;

pub(super) static RULE: Rule = Rule {
    id: "expired-cross-certificate",
    severity: Severity::Notice,
    applies: Applies { roles: &[], purposes: &[Purpose::Server, Purpose::Client] },
    title: "An expired certificate of a CA is sent along",
    what: "Among the certificates is one that has expired, and the path uses another certificate of the \
           same CA, with the same name and key.",
    why: "Current clients find the path that works. OpenSSL before 1.1.0 and GnuTLS before 3.6.14 followed \
          the expired one and refused, as after 30 May 2020 and 30 September 2021.",
    fixes: &[Fix {
        who: Who::Server,
        step: "Leave the expired certificate out of the file that the server sends.",
        command: "openssl storeutl -noout -text -certs {files}",
    }],
    messages: &[],
    references: &[
        Reference {
            label: "RFC 8446, 4.4.2 Certificate",
            url: "https://www.rfc-editor.org/rfc/rfc8446#section-4.4.2",
        },
        Reference {
            label: "RFC 5280, 3.2 Certification Paths and Trust",
            url: "https://www.rfc-editor.org/rfc/rfc5280#section-3.2",
        },
    ],
    explains: &["unrelated"],
    check: Check::Chain(check),
};

fn check(facts: &Facts<'_>) -> Outcome {
    let mut looked = false;
    let mut spots = Vec::new();
    for (index, _) in &facts.arrangement.beside {
        let Some(other) = facts.pool.get(*index).filter(|other| stands_on(facts, other)) else {
            continue;
        };
        looked = true;
        let Some(end) = other.validity.not_after.filter(|end| *end < facts.at) else { continue };
        // Trusted CAs are not part of what is sent.
        if facts.anchors.given.binary_search(index).is_ok() {
            continue;
        }
        let title = other.title();
        spots.push(Spot {
            object: Some(*index),
            field: field::NOT_AFTER,
            detail: format!("“{title}” expired on {}; the path does without it.", end.date()),
            reason: format!("an expired certificate of “{title}” is sent along"),
            evidence: vec![("notAfter", end.iso())],
        });
    }
    if looked { Outcome::of(spots) } else { Outcome::NotApplicable }
}

/// Whether the path has another certificate, or the store's root, with that name and key.
fn stands_on(facts: &Facts<'_>, other: &Certificate) -> bool {
    facts.path.steps.iter().skip(1).any(|step| {
        let (name, key) = match step {
            Step::Loaded(index) => match facts.pool.get(*index) {
                Some(certificate) => (&certificate.subject, &certificate.public_key),
                None => return false,
            },
            Step::Store(index) => match trust::store().root(*index) {
                Some(root) => (&root.name, &root.key),
                None => return false,
            },
        };
        name.key == other.subject.key && key.spki == other.public_key.spki
    })
}
