use crate::decode::form;
use crate::hints::{
    Applies, Check, Facts, Fix, Message, Outcome, Reference, Rule, Severity, Spot, Stack, Who,
    in_full,
};
use crate::model::Certificate;

pub(super) static RULE: Rule = Rule {
    id: "not-der",
    severity: Severity::Warning,
    applies: Applies::ALWAYS,
    title: "Bytes are written looser than DER allows",
    what: "A length or a number takes more bytes than it needs, or a BOOLEAN is neither 00 nor FF: BER, \
          which many programs read, and not DER, which certificates have to be.",
    why: "Go refuses all of it, rustls the lengths and BOOLEANs, OpenSSL the numbers. Java, GnuTLS and \
          NSS read it.",
    fixes: &[Fix {
        who: Who::Issuer,
        step: "Correct the software or the configuration that writes the certificates, and issue the \
          certificate anew.",
        command: "",
    }],
    messages: in_full(&[
        Message { stack: Stack::Go, text: "x509: malformed serial number" },
        Message { stack: Stack::Go, text: "x509: malformed extension critical field" },
        Message { stack: Stack::Go, text: "x509: invalid subject alternative names" },
        Message { stack: Stack::Rustls, text: "BadDer" },
    ]),
    references: &[Reference {
        label: "RFC 5280, 4.1 Basic Certificate Fields",
        url: "https://www.rfc-editor.org/rfc/rfc5280#section-4.1",
    }],
    explains: &["encoding-problems"],
    check: Check::Certificate(check),
};

fn check(facts: &Facts<'_>, step: usize, certificate: &Certificate) -> Outcome {
    let places = form::not_der(certificate);
    let Some(first) = places.first() else { return Outcome::Pass };
    Outcome::found(Spot {
        detail: format!("At byte {} {}.", first.at, first.what),
        reason: format!("in {} {}", facts.called(step), first.what),
        evidence: places
            .iter()
            .map(|place| ("Place", format!("byte {}: {}", place.at, place.what)))
            .collect(),
        ..Spot::default()
    })
}
