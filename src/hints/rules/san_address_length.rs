use crate::hints::{
    Applies, Check, Facts, Fix, Message, Outcome, Reference, Rule, Severity, Spot, Stack, Who,
    in_full,
};
use crate::model::{Certificate, GeneralName, field, hex};

pub(super) static RULE: Rule = Rule {
    id: "san-address-length",
    severity: Severity::Warning,
    applies: Applies::LEAF,
    title: "An IP address in the SAN has no valid length",
    what: "An IP address of the Subject Alternative Name (SAN) has neither 4 bytes (IPv4) nor 16 (IPv6).",
    why: "Go does not read the certificate. OpenSSL, Java, GnuTLS, NSS and rustls pass over the entry, so \
          it matches no address. Mostly the address was written as text, or with a network mask.",
    fixes: &[Fix {
        who: Who::Issuer,
        step: "Issue the certificate with the address as 4 or 16 bytes; OpenSSL writes them for IP:192.0.2.7.",
        command: "",
    }],
    messages: in_full(&[Message {
        stack: Stack::Go,
        text: "x509: cannot parse IP address of length {}",
    }]),
    references: &[Reference {
        label: "RFC 5280, 4.2.1.6 Subject Alternative Name",
        url: "https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.6",
    }],
    explains: &[],
    check: Check::Certificate(check),
};

fn check(_facts: &Facts<'_>, _step: usize, certificate: &Certificate) -> Outcome {
    let Some(names) = certificate.san() else { return Outcome::NotApplicable };
    let bad = names.iter().find_map(|name| match name {
        GeneralName::BadIp(bytes) => Some(bytes),
        _ => None,
    });
    let Some(bytes) = bad else { return Outcome::Pass };
    let length = bytes.len();
    Outcome::found(Spot {
        field: field::SUBJECT_ALT_NAME,
        detail: format!("An IP address of its SAN has {length} bytes."),
        reason: format!("an IP address of its SAN has {length} bytes"),
        evidence: vec![("Bytes", hex(bytes)), ("Needed", "4 or 16 bytes".into())],
        ..Spot::default()
    })
}
