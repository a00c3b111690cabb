use crate::hints::{
    Applies, Check, Facts, Fix, Message, Outcome, Reference, Rule, Severity, Spot, Stack, Who,
    in_full,
};
use crate::model::{Certificate, ExtensionValue, field, oid::ext};
use crate::path::FaultKind;

/// Extensions that decide whether a path is accepted.
const DECIDING: &[&str] = &[
    ext::SUBJECT_ALT_NAME,
    ext::KEY_USAGE,
    ext::EXTENDED_KEY_USAGE,
    ext::BASIC_CONSTRAINTS,
    ext::NAME_CONSTRAINTS,
];

pub static RULE: Rule = Rule {
    id: "extension-unreadable",
    severity: Severity::Error,
    applies: Applies::ALWAYS,
    title: "An extension that decides cannot be read",
    what: "The bytes of an extension on which the answer depends do not have the form its standard gives it.",
    why: "A client must not guess what a CA meant. OpenSSL finds no issuer for such a certificate, rustls \
          refuses to read it, Java may read on as if the extension were not there.",
    fixes: &[Fix {
        who: Who::Issuer,
        step: "Issue the certificate anew, and correct the software or the configuration that wrote the \
               extension by hand (DER: lines, for instance).",
        command: "",
    }],
    messages: in_full(&[Message {
        stack: Stack::OpenSsl,
        text: "unable to get local issuer certificate",
    }]),
    references: &[Reference {
        label: "RFC 5280, 4.2 Certificate Extensions",
        url: "https://www.rfc-editor.org/rfc/rfc5280#section-4.2",
    }],
    explains: &["encoding-problems"],
    check: Check::Certificate(check),
};

fn check(facts: &Facts<'_>, step: usize, certificate: &Certificate) -> Outcome {
    let oids = facts.faults(step).filter_map(|fault| match &fault.kind {
        FaultKind::UnreadableExtension(oid) => Some(oid),
        _ => None,
    });
    let mut spots = Vec::new();
    for oid in oids {
        let extension = certificate.extension(oid.as_str());
        if !DECIDING.contains(&oid.as_str()) && !extension.is_some_and(|e| e.critical) {
            continue;
        }
        let why = match extension.map(|e| &e.value) {
            Some(ExtensionValue::Unreadable(why)) => why.trim_end_matches('.').to_owned(),
            _ => "its content is damaged".into(),
        };
        spots.push(Spot {
            field: field::of(oid.as_str()),
            detail: format!("The extension {} cannot be read: {why}.", oid.name()),
            reason: format!(
                "{} has an extension that cannot be read ({})",
                facts.called(step),
                oid.name()
            ),
            evidence: vec![(Spot::EXTENSION, oid.as_str().to_owned())],
            ..Spot::default()
        });
    }
    Outcome::of(spots)
}
