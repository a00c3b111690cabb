use crate::hints::{
    Applies, Check, Facts, Fix, Message, Outcome, Reference, Rule, Severity, Spot, Stack, Who,
    in_full,
};
use crate::model::{Certificate, Extension, ExtensionValue};

pub static RULE: Rule = Rule {
    id: "precertificate",
    severity: Severity::Error,
    applies: Applies::TLS_LEAF,
    title: "This is a precertificate, not the certificate itself",
    what: "The certificate carries the critical poison extension of Certificate Transparency: the CA made it \
           for the logs before it issued the real one.",
    why: "The extension is there so that every client refuses it. Lists of logged certificates often offer \
          the precertificate for download beside the certificate of the same serial number.",
    fixes: &[Fix {
        who: Who::Server,
        step: "Use the certificate that the CA delivered: the same names and serial number, without the poison \
               extension and with signed certificate timestamps.",
        command: "{show} -noout -serial -issuer -subject",
    }],
    messages: in_full(&[
        Message { stack: Stack::OpenSsl, text: "unhandled critical extension" },
        Message { stack: Stack::Java, text: "unrecognized critical extension(s)" },
        Message { stack: Stack::Rustls, text: "UnsupportedCriticalExtension" },
    ]),
    references: &[Reference {
        label: "RFC 6962, 3.1 Log Entries",
        url: "https://www.rfc-editor.org/rfc/rfc6962#section-3.1",
    }],
    explains: &[],
    check: Check::Certificate(check),
};

fn check(_facts: &Facts<'_>, _step: usize, certificate: &Certificate) -> Outcome {
    // What is not critical is passed over by everybody: the poison works by being critical.
    let poison = |e: &Extension| e.critical && e.value == ExtensionValue::PrecertificatePoison;
    if !certificate.extensions.iter().any(poison) {
        return Outcome::Pass;
    }
    Outcome::found(Spot {
        field: "ext-1.3.6.1.4.1.11129.2.4.3",
        detail: "It carries the poison extension of a precertificate.".into(),
        reason: "it is a precertificate, which no client accepts".into(),
        evidence: vec![("Serial number", certificate.serial.hex())],
        ..Spot::default()
    })
}
