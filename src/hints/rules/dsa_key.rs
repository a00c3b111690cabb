use crate::hints::{Applies, Check, Facts, Fix, Outcome, Reference, Rule, Severity, Spot, Who};
use crate::model::{Certificate, field};

/// id-dsa (RFC 3279, 2.3.2).
const DSA: &str = "1.2.840.10040.4.1";

pub(super) static RULE: Rule = Rule {
    id: "dsa-key",
    severity: Severity::Error,
    applies: Applies::TLS_LEAF,
    title: "The key is of the kind DSA",
    what: "The certificate holds a DSA key.",
    why: "TLS 1.3 has no signatures with DSA, and the cipher suites of TLS 1.2 that had are gone from browsers, \
          Go, rustls and current OpenSSL, so no handshake comes about.",
    fixes: &[Fix {
        who: Who::Server,
        step: "Make a new key on P-256 and request a certificate for it.",
        command: "{new-key-request}",
    }],
    messages: &[],
    references: &[Reference {
        label: "RFC 8446, 4.2.3 Signature Algorithms",
        url: "https://www.rfc-editor.org/rfc/rfc8446#section-4.2.3",
    }],
    explains: &["uncommon-key"],
    check: Check::Certificate(check),
};

fn check(_: &Facts<'_>, _step: usize, certificate: &Certificate) -> Outcome {
    if certificate.public_key.oid.as_str() != DSA {
        return Outcome::Pass;
    }
    Outcome::found(Spot {
        field: field::PUBLIC_KEY,
        detail: "Its key is a DSA key, with which TLS no longer works.".into(),
        reason: "its key is a DSA key".into(),
        evidence: vec![("Key", certificate.public_key.short())],
        ..Spot::default()
    })
}
