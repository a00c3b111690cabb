use crate::hints::{Applies, Check, Facts, Fix, Outcome, Reference, Rule, Severity, Spot, Who};
use crate::model::{Certificate, field};

pub(super) static RULE: Rule = Rule {
    id: "same-key-as-issuer",
    severity: Severity::Notice,
    applies: Applies::LEAF,
    title: "The certificate has the key of its CA",
    what: "The public key of the certificate is that of the CA certificate that issued it.",
    why: "Clients accept it. Whoever holds the key of the server, or of a copy of it, can issue certificates \
          for any host that clients of this CA will trust.",
    fixes: &[Fix {
        who: Who::Issuer,
        step: "Make a key for the server alone and issue a certificate for it; keep the CA's key off the \
               server.",
        command: "{new-key-request}",
    }],
    messages: &[],
    references: &[Reference {
        label: "RFC 5280, 9 Security Considerations",
        url: "https://www.rfc-editor.org/rfc/rfc5280#section-9",
    }],
    explains: &[],
    check: Check::Certificate(check),
};

fn check(facts: &Facts<'_>, step: usize, certificate: &Certificate) -> Outcome {
    let Some(issuer) = facts.at_step(step.saturating_add(1)) else { return Outcome::NotApplicable };
    // A CA's own certificates, one below the other, do share a key.
    if certificate.is_ca() || certificate.is_self_issued() {
        return Outcome::NotApplicable;
    }
    let key = certificate.public_key.identity();
    if key.is_none() || key != issuer.public_key.identity() {
        return Outcome::Pass;
    }
    let title = issuer.title();
    Outcome::found(Spot {
        field: field::PUBLIC_KEY,
        detail: format!("Its key is that of “{title}”, which issued it."),
        reason: format!("its key is that of its CA “{title}”"),
        evidence: vec![("Key", certificate.public_key.short())],
        ..Spot::default()
    })
}
