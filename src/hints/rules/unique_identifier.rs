use crate::decode::form;
use crate::hints::{
    Applies, Check, Facts, Fix, Message, Outcome, Reference, Rule, Severity, Spot, Stack, Who,
    in_full,
};
use crate::model::Certificate;
use crate::purpose::listed;

pub(super) static RULE: Rule = Rule {
    id: "unique-identifier",
    severity: Severity::Warning,
    applies: Applies::ALWAYS,
    title: "A unique identifier stands beside the names",
    what: "The certificate has an issuerUniqueID or a subjectUniqueID: fields of version 2 that tell apart \
          who has the same name.",
    why: "rustls does not read the certificate. OpenSSL, Go, Java, GnuTLS and NSS pass over the fields; \
          CAs must not write them.",
    fixes: &[Fix {
        who: Who::Issuer,
        step: "Correct the software or the configuration that writes the certificates, and issue the \
          certificate anew.",
        command: "",
    }],
    messages: in_full(&[Message {
        stack: Stack::Rustls,
        text: "TrailingData(CertificateExtensions)",
    }]),
    references: &[Reference {
        label: "RFC 5280, 4.1.2.8 Unique Identifiers",
        url: "https://www.rfc-editor.org/rfc/rfc5280#section-4.1.2.8",
    }],
    explains: &[],
    check: Check::Certificate(check),
};

fn check(facts: &Facts<'_>, step: usize, certificate: &Certificate) -> Outcome {
    let names = form::unique_identifiers(certificate);
    if names.is_empty() {
        return Outcome::Pass;
    }
    let names = listed(&names);
    Outcome::found(Spot {
        field: "",
        detail: format!("It has the field {names}."),
        reason: format!("{} has the field {names}", facts.called(step)),
        ..Spot::default()
    })
}
