use crate::hints::{
    Applies, Check, Facts, Fix, Message, Outcome, Reference, Rule, Severity, Spot, Stack, Who,
    in_full,
};
use crate::model::{Certificate, field};
use crate::path::FaultKind;

pub static RULE: Rule = Rule {
    id: "critical-extension-unknown",
    severity: Severity::Error,
    applies: Applies::ALWAYS,
    title: "A critical extension is not known to TLS clients",
    what: "An extension is marked critical, and it is none of those that are processed here.",
    why: "Critical means: whoever does not know it must refuse the certificate. Mainstream stacks do. A \
          program written for this extension may accept it.",
    fixes: &[Fix {
        who: Who::Issuer,
        step: "Issue the certificate with the extension not critical, or without it. In an OpenSSL \
               configuration, remove the word critical from its line.",
        command: "",
    }],
    messages: in_full(&[
        Message { stack: Stack::OpenSsl, text: "unhandled critical extension" },
        Message { stack: Stack::Go, text: "x509: unhandled critical extension" },
        Message { stack: Stack::Java, text: "unrecognized critical extension(s)" },
        Message {
            stack: Stack::GnuTls,
            text: "The certificate contains an unknown critical extension.",
        },
        Message { stack: Stack::Rustls, text: "UnsupportedCriticalExtension" },
        Message { stack: Stack::Chromium, text: "net::ERR_CERT_INVALID" },
        Message { stack: Stack::Firefox, text: "Certificate contains unknown critical extension." },
    ]),
    references: &[Reference {
        label: "RFC 5280, 4.2 Certificate Extensions",
        url: "https://www.rfc-editor.org/rfc/rfc5280#section-4.2",
    }],
    explains: &[],
    check: Check::Certificate(check),
};

fn check(facts: &Facts<'_>, step: usize, _certificate: &Certificate) -> Outcome {
    let oids = facts.faults(step).filter_map(|fault| match &fault.kind {
        FaultKind::UnknownCritical(oid) => Some(oid),
        _ => None,
    });
    let spots = oids.map(|oid| Spot {
        field: field::of(oid.as_str()),
        detail: format!("The extension {} is marked critical.", oid.name()),
        reason: format!(
            "{} has a critical extension that clients do not know ({})",
            facts.called(step),
            oid.name()
        ),
        evidence: vec![(Spot::EXTENSION, oid.as_str().to_owned())],
        ..Spot::default()
    });
    Outcome::of(spots.collect())
}
