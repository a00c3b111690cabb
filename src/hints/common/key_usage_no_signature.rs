use crate::hints::{
    Applies, Check, Facts, Fix, Message, Outcome, Reference, Rule, Severity, Spot, Stack, Who,
    in_full,
};
use crate::model::{Certificate, KeyKind, KeyUsage, field, oid::eku};
use crate::purpose::{key_usage_allows, listed};

pub static RULE: Rule = Rule {
    id: "key-usage-no-signature",
    severity: Severity::Warning,
    applies: Applies::SERVER,
    title: "The key may not sign, so modern key exchange fails",
    what: "The Key Usage extension has keyEncipherment or keyAgreement, and not digitalSignature.",
    why: "TLS 1.3 and the ECDHE suites of TLS 1.2 have the server sign with its key. Chromium and Java refuse \
          the connection then; only the static key exchanges of TLS 1.2 are left, and many clients have \
          switched them off.",
    fixes: &[Fix {
        who: Who::Issuer,
        step: "Issue the certificate with digitalSignature in the key usage.",
        command: "{request} -addext keyUsage=critical,digitalSignature,keyEncipherment",
    }],
    messages: in_full(&[
        Message { stack: Stack::Java, text: "KeyUsage does not allow digital signatures" },
        Message { stack: Stack::Chromium, text: "net::ERR_SSL_KEY_USAGE_INCOMPATIBLE" },
    ]),
    references: &[
        Reference {
            label: "RFC 8446, 4.4.2.2 Server Certificate Selection",
            url: "https://www.rfc-editor.org/rfc/rfc8446#section-4.4.2.2",
        },
        Reference {
            label: "RFC 8422, 5.3 Server Certificate",
            url: "https://www.rfc-editor.org/rfc/rfc8422#section-5.3",
        },
    ],
    explains: &[],
    check: Check::Certificate(check),
};

fn check(_facts: &Facts<'_>, _step: usize, certificate: &Certificate) -> Outcome {
    let Some(usage) = certificate.key_usage() else { return Outcome::NotApplicable };
    if usage.has(KeyUsage::DIGITAL_SIGNATURE) {
        return Outcome::Pass;
    }
    if !key_usage_allows(certificate, eku::SERVER_AUTH) {
        // Nothing fits at all: key-usage-not-allowed says so.
        return Outcome::NotApplicable;
    }
    let left = match certificate.public_key.kind {
        KeyKind::Rsa { .. } => "the RSA key exchange of TLS 1.2",
        _ => "the static key exchange of TLS 1.2",
    };
    let names = listed(&usage.names());
    Outcome::found(Spot {
        field: field::KEY_USAGE,
        detail: format!(
            "Its key usage is {names} without digitalSignature, which leaves only {left}."
        ),
        reason: format!("its key usage is {names} without digitalSignature"),
        evidence: vec![("Key usage", names.clone()), ("Needed", "digitalSignature".into())],
        ..Spot::default()
    })
}
