use crate::hints::{
    Applies, Check, Facts, Fix, Message, Outcome, Reference, Role, Rule, Severity, Spot, Stack,
    Who, in_full,
};
use crate::model::{Certificate, KeyUsage, field};
use crate::path::FaultKind;
use crate::purpose::listed;

pub static RULE: Rule = Rule {
    id: "issuer-may-not-sign",
    severity: Severity::Error,
    applies: Applies {
        roles: &[Role::Intermediate, Role::Root],
        purposes: Applies::ALWAYS.purposes,
    },
    title: "An issuer's key usage leaves out signing certificates",
    what: "A CA of the path has a Key Usage extension without keyCertSign.",
    why: "RFC 5280 demands the bit wherever the extension is present. OpenSSL and Java refuse what such a key \
          has signed; rustls does not look at it.",
    fixes: &[Fix {
        who: Who::Issuer,
        step: "Make the CA certificate anew with the key usage keyCertSign (and cRLSign); the same key and \
               subject may stay.",
        command: "{ca}",
    }],
    messages: in_full(&[
        Message { stack: Stack::OpenSsl, text: "key usage does not include certificate signing" },
        Message { stack: Stack::OpenSsl, text: "invalid CA certificate" },
        Message {
            stack: Stack::Java,
            text: "CA key usage check failed: keyCertSign bit is not set",
        },
    ]),
    references: &[Reference {
        label: "RFC 5280, 6.1.4 Preparation for Certificate i+1, (n)",
        url: "https://www.rfc-editor.org/rfc/rfc5280#section-6.1.4",
    }],
    explains: &[],
    check: Check::Certificate(check),
};

fn check(facts: &Facts<'_>, step: usize, certificate: &Certificate) -> Outcome {
    if !facts.faults(step).any(|fault| fault.kind == FaultKind::MayNotSign) {
        return Outcome::Pass;
    }
    let names = certificate.key_usage().map(KeyUsage::names).unwrap_or_default();
    let names = listed(&names);
    Outcome::found(Spot {
        field: field::KEY_USAGE,
        detail: format!(
            "“{}” issued a certificate, and its key usage is {names}.",
            certificate.title()
        ),
        reason: format!(
            "its issuer “{}” may not sign certificates (key usage: {names})",
            certificate.title()
        ),
        evidence: vec![("Key usage", names.clone()), ("Needed", "keyCertSign".into())],
        ..Spot::default()
    })
}
