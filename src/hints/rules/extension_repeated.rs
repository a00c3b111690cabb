use crate::hints::{
    Applies, Check, Facts, Fix, Message, Outcome, Reference, Rule, Severity, Spot, Stack, Who,
    in_full,
};
use crate::model::{Certificate, field};

pub(super) static RULE: Rule = Rule {
    id: "extension-repeated",
    severity: Severity::Error,
    applies: Applies::ALWAYS,
    title: "An extension stands in the certificate twice",
    what: "The same type of extension occurs more than once in one certificate.",
    why: "Nobody can say which of the two counts, so OpenSSL finds no issuer for such a certificate, and \
          Go, Java, GnuTLS and rustls do not read it at all.",
    fixes: &[Fix {
        who: Who::Issuer,
        step: "Put all values into one extension. With OpenSSL, the usual cause is the extension in the \
          request (-copy_extensions) and again in the CA’s own extension file.",
        command: "{show} -noout -text",
    }],
    messages: in_full(&[
        Message { stack: Stack::OpenSsl, text: "unable to get local issuer certificate" },
        Message {
            stack: Stack::Go,
            text: "x509: certificate contains duplicate extension with OID {}",
        },
        Message { stack: Stack::Java, text: "Duplicate extensions not allowed" },
        Message { stack: Stack::GnuTls, text: "Duplicate extension in X.509 certificate." },
        Message { stack: Stack::Rustls, text: "ExtensionValueInvalid" },
    ]),
    references: &[Reference {
        label: "RFC 5280, 4.2 Certificate Extensions",
        url: "https://www.rfc-editor.org/rfc/rfc5280#section-4.2",
    }],
    explains: &["encoding-problems"],
    check: Check::Certificate(check),
};

fn check(facts: &Facts<'_>, step: usize, certificate: &Certificate) -> Outcome {
    let list = certificate.extensions.as_slice();
    // The first repetition is enough, and is found early or not at all.
    const COMPARED: usize = 256;
    let again = list.iter().enumerate().find(|(index, extension)| {
        list.iter().take((*index).min(COMPARED)).any(|before| before.oid == extension.oid)
    });
    let Some((_, extension)) = again else { return Outcome::Pass };
    let (name, oid) = (extension.oid.name(), extension.oid.as_str());
    let count = list.iter().filter(|other| other.oid == extension.oid).count();
    let times = if count == 2 { "twice".to_owned() } else { format!("{count} times") };
    Outcome::found(Spot {
        field: field::of(oid),
        detail: format!("The extension {name} stands there {times}."),
        reason: format!("{} has the extension {name} {times}", facts.called(step)),
        evidence: vec![(Spot::EXTENSION, oid.to_owned()), ("Times", count.to_string())],
        ..Spot::default()
    })
}
