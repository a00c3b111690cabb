use crate::hints::{
    Applies, Check, Facts, Fix, Message, Outcome, Reference, Rule, Severity, Stack, Who, in_full,
};
use crate::model::Certificate;
use crate::purpose::dns_form::Flaw;

pub(super) static RULE: Rule = Rule {
    id: "dns-name-characters",
    severity: Severity::Warning,
    applies: Applies::LEAF,
    title: "A DNS name holds a character no host has",
    what: "A DNS name of the Subject Alternative Name (SAN) holds a space, a comma, a letter outside ASCII \
          or another character that is none of letters, digits, hyphen and dot.",
    why: "The entry matches no host in OpenSSL, Go, Java, GnuTLS and rustls. With a letter outside ASCII \
          Go does not even read the certificate.",
    fixes: &[Fix {
        who: Who::Server,
        step: "Request a certificate with each name in an entry of its own, and international names as \
          A-labels (xn--…).",
        command: "{request}",
    }],
    messages: in_full(&[Message { stack: Stack::Go, text: "x509: SAN dNSName is malformed" }]),
    references: &[
        Reference {
            label: "RFC 5280, 4.2.1.6 Subject Alternative Name",
            url: "https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.6",
        },
        Reference {
            label: "RFC 5280, 7.2 Internationalized Domain Names in GeneralName",
            url: "https://www.rfc-editor.org/rfc/rfc5280#section-7.2",
        },
    ],
    explains: &[],
    check: Check::Certificate(check),
};

fn check(_facts: &Facts<'_>, _step: usize, certificate: &Certificate) -> Outcome {
    super::dns_name_fault(certificate, |flaw| match flaw {
        Flaw::Character(' ') => Some("holds a space".to_owned()),
        Flaw::Character('\\') => Some("holds bytes that are no ASCII".to_owned()),
        Flaw::Character(c) if c.is_ascii_graphic() => Some(format!("holds the character {c}")),
        Flaw::Character(c) => Some(format!("holds the character U+{:04X}", u32::from(c))),
        _ => None,
    })
}
