use crate::hints::{
    Applies, Check, Facts, Fix, Message, Outcome, Reference, Rule, Severity, Spot, Stack, Who,
    in_full,
};
use crate::model::{Certificate, field};

pub static RULE: Rule = Rule {
    id: "ca-as-leaf",
    severity: Severity::Warning,
    applies: Applies::TLS_LEAF,
    title: "A CA certificate is used as server or client certificate",
    what: "Basic constraints say that the certificate is one of a certification authority (CA:TRUE).",
    why: "rustls and Firefox refuse a CA certificate in this place. OpenSSL, Go and GnuTLS look at name and \
          purpose only. openssl req -x509 makes such certificates unless told otherwise.",
    fixes: &[
        Fix {
            who: Who::Anyone,
            step: "Check that the leaf is the first certificate in the file, and not its issuer.",
            command: "{show} -noout -subject -issuer -ext basicConstraints",
        },
        Fix {
            who: Who::Issuer,
            step: "Issue a certificate with CA:FALSE. For a self-signed one:",
            command: "openssl req -x509 -new -key server.key {names} -addext basicConstraints=critical,CA:FALSE -days 365 -out server.pem",
        },
    ],
    messages: in_full(&[
        Message { stack: Stack::Rustls, text: "CaUsedAsEndEntity" },
        Message {
            stack: Stack::Firefox,
            text: "The server uses a certificate with a basic constraints extension identifying it as a certificate authority.",
        },
    ]),
    references: &[Reference {
        label: "RFC 5280, 4.2.1.9 Basic Constraints",
        url: "https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.9",
    }],
    explains: &[],
    check: Check::Certificate(check),
};

fn check(_facts: &Facts<'_>, _step: usize, certificate: &Certificate) -> Outcome {
    let Some(constraints) = certificate.basic_constraints() else { return Outcome::NotApplicable };
    if !constraints.ca {
        return Outcome::Pass;
    }
    Outcome::found(Spot {
        field: field::BASIC_CONSTRAINTS,
        detail: "Its basic constraints say CA.".into(),
        reason: "it is a CA certificate".into(),
        evidence: vec![("Basic constraints", "CA".into())],
        ..Spot::default()
    })
}
