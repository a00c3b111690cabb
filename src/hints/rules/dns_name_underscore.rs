use crate::hints::{Applies, Check, Facts, Fix, Outcome, Reference, Rule, Severity, Who};
use crate::model::Certificate;
use crate::purpose::dns_form::Flaw;

pub(super) static RULE: Rule = Rule {
    id: "dns-name-underscore",
    severity: Severity::Notice,
    applies: Applies::LEAF,
    title: "A DNS name in the SAN holds an underscore",
    what: "A DNS name of the Subject Alternative Name (SAN) holds an underscore, which host names do not \
          have.",
    why: "OpenSSL, Go, GnuTLS and rustls match it all the same; Java and Python’s cryptography can ask \
          for no such host. Public CAs may not issue it.",
    fixes: &[Fix {
        who: Who::Server,
        step: "Give the host a name with a hyphen, and request a certificate for that.",
        command: "{request}",
    }],
    messages: &[],
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
        Flaw::Underscore => Some("holds an underscore".into()),
        _ => None,
    })
}
