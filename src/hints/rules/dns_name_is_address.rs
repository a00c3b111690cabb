use crate::hints::{Applies, Check, Facts, Fix, Outcome, Reference, Rule, Severity, Who};
use crate::model::Certificate;
use crate::purpose::dns_form::Flaw;

pub(super) static RULE: Rule = Rule {
    id: "dns-name-is-address",
    severity: Severity::Warning,
    applies: Applies::LEAF,
    title: "An IP address stands as a DNS name",
    what: "An IP address stands in the Subject Alternative Name (SAN) as a DNS name and not as an IP \
          address.",
    why: "For an address clients look at the IP entries only: OpenSSL, Go, Java, GnuTLS and rustls do not \
          find it here.",
    fixes: &[Fix {
        who: Who::Server,
        step: "Request a certificate with the address as an IP entry (IP:192.0.2.7 in OpenSSL’s words, not \
          DNS:192.0.2.7).",
        command: "{request}",
    }],
    messages: &[],
    references: &[
        Reference {
            label: "RFC 5280, 4.2.1.6 Subject Alternative Name",
            url: "https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.6",
        },
        Reference {
            label: "RFC 9525, 6.5 Matching the IP Address Portion",
            url: "https://www.rfc-editor.org/rfc/rfc9525#section-6.5",
        },
    ],
    explains: &[],
    check: Check::Certificate(check),
};

fn check(_facts: &Facts<'_>, _step: usize, certificate: &Certificate) -> Outcome {
    super::dns_name_fault(certificate, |flaw| match flaw {
        Flaw::Address => Some("is an IP address written as a DNS name".into()),
        _ => None,
    })
}
