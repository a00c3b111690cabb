use crate::crypto;
use crate::hints::{Applies, Check, Facts, Fix, Outcome, Reference, Rule, Severity, Spot, Who};
use crate::model::{Certificate, KeyKind, hex};

// Possible only where the key is one of an elliptic curve; whether it is needs the curve's arithmetic,
// which every build has for its three curves.
pub(super) static RULE: Rule = Rule {
    id: "key-point-invalid",
    severity: Severity::Error,
    applies: Applies::ALWAYS,
    title: "The public key is no point of its curve",
    what: "The bytes of an elliptic-curve key are not a point of the curve they name, or stand in a form that no program knows.",
    why: "No signature can be verified with such a key: OpenSSL, Go and Mbed TLS refuse the certificate, and the others fail in the handshake at the latest.",
    fixes: &[Fix { who: Who::Issuer, step: "Issue the certificate anew for the key as the program that made it writes it.", command: "" }],
    messages: &[],
    references: &[Reference {
        label: "RFC 5480, 2.2 Subject Public Key",
        url: "https://www.rfc-editor.org/rfc/rfc5480#section-2.2",
    }],
    explains: &[],
    check: Check::Certificate(check),
};

fn check(facts: &Facts<'_>, step: usize, certificate: &Certificate) -> Outcome {
    let KeyKind::Ec { curve, point } = &certificate.public_key.kind else {
        return Outcome::NotApplicable;
    };
    if crypto::on_curve(curve, point, true) != Some(false) {
        return Outcome::Pass;
    }
    let curve = curve.name();
    Outcome::found(Spot {
        field: "public-key",
        detail: format!("Its key is no point of the curve {curve}."),
        reason: format!("the key of {} is no point of the curve {curve}", facts.called(step)),
        evidence: vec![("Key", hex(point))],
        ..Spot::default()
    })
}
