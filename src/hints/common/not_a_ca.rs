use crate::hints::{
    Applies, Check, Facts, Fix, Outcome, Reference, Role, Rule, Severity, Spot, Who,
};
use crate::model::{Certificate, KeyUsage, Purpose, field};
use crate::purpose;

pub static RULE: Rule = Rule {
    id: "not-a-ca",
    severity: Severity::Error,
    applies: Applies { roles: &[Role::Leaf], purposes: &[Purpose::Ca] },
    title: "The certificate is no CA certificate",
    what: "It was asked about as a CA, but its basic constraints do not say cA, or its key usage \
           leaves out keyCertSign.",
    why: "Clients refuse every certificate that is signed with its key, even where they trust its \
          issuer.",
    fixes: &[
        Fix {
            who: Who::Anyone,
            step: "Ask about it as a server or client certificate, or add the CA certificate that \
                   was meant.",
            command: "",
        },
        Fix {
            who: Who::Issuer,
            step: "Issue a CA certificate with basic constraints cA and key usage keyCertSign, \
                   both critical.",
            command: "",
        },
    ],
    messages: &[],
    references: &[Reference {
        label: "RFC 5280, 4.2.1.9 Basic Constraints",
        url: "https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.9",
    }],
    explains: &[],
    check: Check::Certificate(check),
};

fn check(_facts: &Facts<'_>, _step: usize, certificate: &Certificate) -> Outcome {
    if !purpose::looks_like_ca(certificate) {
        return Outcome::found(Spot {
            field: field::BASIC_CONSTRAINTS,
            detail: "Its basic constraints do not say that it is a CA.".into(),
            reason: "it is no CA certificate: its basic constraints do not say cA".into(),
            evidence: vec![("Kind", purpose::kind(certificate).name().to_owned())],
            ..Spot::default()
        });
    }
    match certificate.key_usage() {
        Some(usage) if !usage.has(KeyUsage::KEY_CERT_SIGN) => Outcome::found(Spot {
            field: field::KEY_USAGE,
            detail: format!("Its key usage is {} only.", purpose::listed(&usage.names())),
            reason: "its key usage leaves out keyCertSign, so it may not sign certificates".into(),
            evidence: vec![("Key usage", usage.names().join(", "))],
            ..Spot::default()
        }),
        _ => Outcome::Pass,
    }
}
