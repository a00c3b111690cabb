use crate::hints::{
    Applies, Check, Facts, Fix, Message, Outcome, Reference, Rule, Severity, Stack, Who, in_full,
};
use crate::model::Certificate;
use crate::purpose::dns_form::Flaw;

pub(super) static RULE: Rule = Rule {
    id: "dns-name-labels",
    severity: Severity::Warning,
    applies: Applies::LEAF,
    title: "A DNS name in the SAN cannot exist",
    what: "A DNS name of the Subject Alternative Name (SAN) is empty or too long, has an empty or too long \
          label, begins or ends with a dot, or has a label that begins or ends with a hyphen.",
    why: "Java, rustls and Python’s cryptography match none of these with any host. OpenSSL, Go and \
          GnuTLS match long labels and hyphens, and no name with a dot before or behind it. GnuTLS does \
          not read a certificate with an empty entry.",
    fixes: &[Fix {
        who: Who::Server,
        step: "Request a certificate with the name as it stands in DNS; for all names below a domain, write \
          *.example.com, not .example.com.",
        command: "{request}",
    }],
    messages: in_full(&[Message {
        stack: Stack::GnuTls,
        text: "Unknown Subject Alternative name in X.509 certificate.",
    }]),
    references: &[
        Reference {
            label: "RFC 5280, 4.2.1.6 Subject Alternative Name",
            url: "https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.6",
        },
        Reference {
            label: "RFC 1034, 3.5 Preferred name syntax",
            url: "https://www.rfc-editor.org/rfc/rfc1034#section-3.5",
        },
    ],
    explains: &[],
    check: Check::Certificate(check),
};

fn check(_facts: &Facts<'_>, _step: usize, certificate: &Certificate) -> Outcome {
    super::dns_name_fault(certificate, |flaw| match flaw {
        Flaw::Labels(what) => Some(what.into()),
        _ => None,
    })
}
