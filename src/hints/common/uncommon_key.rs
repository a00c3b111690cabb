use crate::hints::{Applies, Check, Facts, Fix, Outcome, Reference, Rule, Severity, Spot, Who};
use crate::model::{Certificate, Curve, KeyKind, field};

pub static RULE: Rule = Rule {
    id: "uncommon-key",
    severity: Severity::Warning,
    applies: Applies::ALWAYS,
    title: "Some clients cannot use a key of the path",
    what: "A certificate of the path holds a key that is neither RSA nor on the curve P-256 or P-384.",
    why: "Browsers do not take Ed25519 keys in certificates, and Chromium and rustls with its ring provider \
          do not take P-521. OpenSSL and Java know Ed25519 and P-521.",
    fixes: &[Fix {
        who: Who::Server,
        step: "If browsers are among the clients, make a new key on P-256 and request a certificate for it.",
        command: "{new-key-request}",
    }],
    messages: &[],
    references: &[
        Reference {
            label: "CA/Browser Forum Baseline Requirements, 6.1.5 Key sizes",
            url: "https://cabforum.org/working-groups/server/baseline-requirements/requirements/",
        },
        Reference {
            label: "RFC 8446, 9.1 Mandatory-to-Implement Cipher Suites",
            url: "https://www.rfc-editor.org/rfc/rfc8446#section-9.1",
        },
    ],
    explains: &[],
    check: Check::Certificate(check),
};

fn check(facts: &Facts<'_>, step: usize, certificate: &Certificate) -> Outcome {
    match &certificate.public_key.kind {
        KeyKind::Rsa { .. } | KeyKind::Ec { curve: Curve::P256 | Curve::P384, .. } => {
            return Outcome::Pass;
        }
        KeyKind::Unreadable { .. } => return Outcome::NotApplicable,
        KeyKind::Ec { .. } | KeyKind::Ed25519(_) | KeyKind::Other { .. } => {}
    }
    let key = certificate.public_key.short();
    Outcome::found(Spot {
        field: field::PUBLIC_KEY,
        detail: format!("Its key is {key}."),
        reason: format!("{} has a key that some clients cannot use ({key})", facts.called(step)),
        evidence: vec![("Key", key.clone())],
        ..Spot::default()
    })
}
