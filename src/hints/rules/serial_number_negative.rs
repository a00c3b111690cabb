use crate::hints::{
    Applies, Check, Facts, Fix, Message, Outcome, Reference, Rule, Severity, Spot, Stack, Who,
    in_full,
};
use crate::model::{Certificate, field};

pub(super) static RULE: Rule = Rule {
    id: "serial-number-negative",
    severity: Severity::Warning,
    applies: Applies::ALWAYS,
    title: "The serial number is negative",
    what: "The first bit of the serial number is set, so that it reads as a number below zero.",
    why: "Go from 1.23 on and Python’s cryptography refuse to read the certificate; OpenSSL, Java, GnuTLS \
          and NSS take it. Mostly the software that made it wrote random bytes without a zero byte before \
          them.",
    fixes: &[Fix {
        who: Who::Issuer,
        step: "Issue the certificate anew with a positive serial number of at most 20 bytes.",
        command: "openssl x509 -req -in server.csr -CA ca.pem -CAkey ca.key -copy_extensions copy -days 365 -out server.pem",
    }],
    messages: in_full(&[Message { stack: Stack::Go, text: "x509: negative serial number" }]),
    references: &[Reference {
        label: "RFC 5280, 4.1.2.2 Serial Number",
        url: "https://www.rfc-editor.org/rfc/rfc5280#section-4.1.2.2",
    }],
    explains: &[],
    check: Check::Certificate(check),
};

fn check(facts: &Facts<'_>, step: usize, certificate: &Certificate) -> Outcome {
    if !certificate.serial.is_negative() {
        return Outcome::Pass;
    }
    let serial = certificate.serial.hex();
    Outcome::found(Spot {
        field: field::SERIAL,
        detail: format!("Its serial number is {serial} (hexadecimal)."),
        reason: format!("{} has a negative serial number", facts.called(step)),
        evidence: vec![("Serial number", serial)],
        ..Spot::default()
    })
}
