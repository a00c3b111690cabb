use crate::hints::{Applies, Check, Facts, Fix, Outcome, Reference, Rule, Severity, Who};
use crate::model::Certificate;
use crate::purpose::dns_form::Flaw;

pub(super) static RULE: Rule = Rule {
    id: "dns-name-is-url",
    severity: Severity::Warning,
    applies: Applies::LEAF,
    title: "A DNS name in the SAN is a URL",
    what: "A DNS name of the Subject Alternative Name (SAN) is a whole URL, has a path or a port, or is an \
          e-mail address.",
    why: "Clients compare the host they were given with the whole entry, so such an entry matches no \
          host: OpenSSL, Go, Java, GnuTLS and rustls pass over it.",
    fixes: &[Fix {
        who: Who::Server,
        step: "Request a certificate with the name alone: no https://, no path, no port. One name serves every \
          port.",
        command: "{request}",
    }],
    messages: &[],
    references: &[
        Reference {
            label: "RFC 5280, 4.2.1.6 Subject Alternative Name",
            url: "https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.6",
        },
        Reference {
            label: "RFC 9525, 6.3 Matching the DNS Domain Name Portion",
            url: "https://www.rfc-editor.org/rfc/rfc9525#section-6.3",
        },
    ],
    explains: &[],
    check: Check::Certificate(check),
};

fn check(_facts: &Facts<'_>, _step: usize, certificate: &Certificate) -> Outcome {
    super::dns_name_fault(certificate, |flaw| match flaw {
        Flaw::Url(what) => Some(format!("is {what}, not a DNS name")),
        _ => None,
    })
}
