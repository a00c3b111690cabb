use crate::hints::{Applies, Check, Facts, Fix, Outcome, Reference, Rule, Severity, Spot, Who};
use crate::model::{Certificate, field};

pub(super) static RULE: Rule = Rule {
    id: "serial-number-form",
    severity: Severity::Notice,
    applies: Applies::ALWAYS,
    title: "The serial number is zero or too long",
    what: "The serial number is 0, or takes more than 20 bytes.",
    why: "Issuer and serial number together name a certificate in CRLs and OCSP. Clients take these \
          numbers today; tools and databases that hold them need not.",
    fixes: &[Fix {
        who: Who::Issuer,
        step: "Issue the certificate anew with a random positive serial number of at most 20 bytes.",
        command: "",
    }],
    messages: &[],
    references: &[Reference {
        label: "RFC 5280, 4.1.2.2 Serial Number",
        url: "https://www.rfc-editor.org/rfc/rfc5280#section-4.1.2.2",
    }],
    explains: &[],
    check: Check::Certificate(check),
};

/// RFC 5280, 4.1.2.2: CAs must not use more.
const MAX_BYTES: usize = 20;

fn check(facts: &Facts<'_>, step: usize, certificate: &Certificate) -> Outcome {
    if super::is_public_root(certificate) {
        return Outcome::NotApplicable;
    }
    let bytes = certificate.serial.0.as_slice();
    let (detail, reason) = if bytes.is_empty() {
        return Outcome::NotApplicable;
    } else if bytes.iter().all(|byte| *byte == 0) {
        ("Its serial number is 0.".to_owned(), "a serial number of 0".to_owned())
    } else if bytes.len() > MAX_BYTES {
        let length = bytes.len();
        let detail = format!("Its serial number takes {length} bytes; {MAX_BYTES} are allowed.");
        (detail, format!("a serial number of {length} bytes"))
    } else {
        return Outcome::Pass;
    };
    Outcome::found(Spot {
        field: field::SERIAL,
        detail,
        reason: format!("{} has {reason}", facts.called(step)),
        evidence: vec![("Serial number", certificate.serial.hex())],
        ..Spot::default()
    })
}
