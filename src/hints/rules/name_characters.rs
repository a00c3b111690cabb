use crate::hints::{
    Applies, Check, Facts, Fix, Message, Outcome, Reference, Rule, Severity, Stack, Who, in_full,
};
use crate::model::{Attribute, Certificate};

pub(super) static RULE: Rule = Rule {
    id: "name-characters",
    severity: Severity::Warning,
    applies: Applies::ALWAYS,
    title: "A value of the subject holds wrong characters",
    what: "A value of the subject holds characters that its string type does not have, bytes that are no \
          UTF-8, or control characters.",
    why: "Go does not read the certificate where a PrintableString or UTF8String is damaged, OpenSSL 3 \
          where it is a UTF8String, and Python’s cryptography where it is a PrintableString. Java, \
          GnuTLS, NSS and rustls take them.",
    fixes: &[Fix {
        who: Who::Issuer,
        step: "Write the value as UTF8String in UTF-8, and issue the certificate anew.",
        command: "",
    }],
    messages: in_full(&[
        Message {
            stack: Stack::Go,
            text: "x509: invalid RDNSequence: invalid attribute value: invalid PrintableString",
        },
        Message {
            stack: Stack::Go,
            text: "x509: invalid RDNSequence: invalid attribute value: invalid UTF-8 string",
        },
    ]),
    references: &[Reference {
        label: "RFC 5280, 4.1.2.4 Issuer",
        url: "https://www.rfc-editor.org/rfc/rfc5280#section-4.1.2.4",
    }],
    explains: &[],
    check: Check::Certificate(check),
};

fn check(facts: &Facts<'_>, step: usize, certificate: &Certificate) -> Outcome {
    super::subject_fault(facts, step, certificate, fault)
}

fn fault(attribute: &Attribute) -> Option<&'static str> {
    let value = attribute.value.as_str();
    // The asterisk and the ampersand do not belong there either; certificates of large CAs have had
    // them for decades, and Go and OpenSSL read them.
    let printable = |c: char| c.is_ascii_alphanumeric() || " '()+,-./:=?*&".contains(c);
    if attribute.tag == 19 && !value.chars().all(printable) {
        Some("holds a character that a PrintableString does not have")
    } else if attribute.tag == 22 && !value.is_ascii() {
        Some("holds a character that an IA5String does not have")
    } else if attribute.tag == 12 && has_stray_byte(value) {
        Some("holds bytes that are no UTF-8")
    } else if value.chars().any(char::is_control) {
        Some("holds a control character")
    } else {
        None
    }
}

/// Whether a byte that is no UTF-8 is written out as `\xNN`; such bytes are all above 0x7F.
fn has_stray_byte(value: &str) -> bool {
    value.split("\\x").skip(1).any(|rest| {
        let mut digits = rest.bytes();
        let first = digits.next().is_some_and(|b| matches!(b, b'8' | b'9' | b'A'..=b'F'));
        first && digits.next().is_some_and(|b| matches!(b, b'0'..=b'9' | b'A'..=b'F'))
    })
}
