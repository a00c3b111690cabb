use crate::hints::{
    Applies, Check, Facts, Fix, Message, Outcome, Reference, Rule, Severity, Spot, Stack, Who,
    in_full,
};
use crate::model::{Certificate, field};

pub(super) static RULE: Rule = Rule {
    id: "version-too-low",
    severity: Severity::Error,
    applies: Applies::ALWAYS,
    title: "Extensions in a certificate of version 1 or 2",
    what: "The certificate has extensions, which only version 3 knows, and says that it is of version 1 or \
          2.",
    why: "Java, GnuTLS and rustls refuse to read it. Go passes over the extensions, the SAN too, and then \
          finds no host name. OpenSSL reads them, but refuses them in its strict mode, which Python 3.13 \
          and later use.",
    fixes: &[Fix {
        who: Who::Issuer,
        step: "Issue the certificate with version 3; programs that build certificates by hand have to set the \
          number 2.",
        command: "",
    }],
    messages: in_full(&[
        Message {
            stack: Stack::Go,
            text: "x509: certificate relies on legacy Common Name field, use SANs instead",
        },
        Message { stack: Stack::Java, text: "Extensions not allowed in v2 certificate" },
        Message { stack: Stack::Java, text: "no more data allowed for version 1 certificate" },
        Message { stack: Stack::Rustls, text: "UnsupportedCertVersion" },
        Message { stack: Stack::OpenSsl, text: "Using cert extension requires at least X509v3" },
    ]),
    references: &[
        Reference {
            label: "RFC 5280, 4.1.2.1 Version",
            url: "https://www.rfc-editor.org/rfc/rfc5280#section-4.1.2.1",
        },
        Reference {
            label: "RFC 5280, 4.1.2.9 Extensions",
            url: "https://www.rfc-editor.org/rfc/rfc5280#section-4.1.2.9",
        },
    ],
    explains: &[],
    check: Check::Certificate(check),
};

fn check(facts: &Facts<'_>, step: usize, certificate: &Certificate) -> Outcome {
    if certificate.extensions.is_empty() {
        return Outcome::NotApplicable;
    }
    let version = certificate.version;
    if version >= 3 {
        return Outcome::Pass;
    }
    let count = certificate.extensions.len();
    Outcome::found(Spot {
        field: field::VERSION,
        detail: format!("It says version {version} and has {count} extensions."),
        reason: format!("{} has extensions and says version {version}", facts.called(step)),
        evidence: vec![("Version", version.to_string()), ("Extensions", count.to_string())],
        ..Spot::default()
    })
}
