use crate::hints::{
    Applies, Check, Facts, Fix, Message, Outcome, Reference, Rule, Severity, Spot, Stack, Who,
    in_full,
};
use crate::model::{Certificate, KeyUsage, field};
use crate::purpose::listed;

pub(super) static RULE: Rule = Rule {
    id: "leaf-may-sign-certificates",
    severity: Severity::Warning,
    applies: Applies::LEAF,
    title: "A certificate that is no CA may sign certificates",
    what: "The Key Usage extension has keyCertSign, and the Basic Constraints extension does not say that \
           it is a CA.",
    why: "No client takes it for an issuer. RFC 5280 forbids the combination: Python from 3.13 on checks strictly by \
          default (OpenSSL's X509_V_FLAG_X509_STRICT) and refuses it, other clients accept it.",
    fixes: &[Fix {
        who: Who::Issuer,
        step: "Issue the certificate without keyCertSign; a server needs digitalSignature.",
        command: "{request} -addext keyUsage=critical,digitalSignature",
    }],
    messages: in_full(&[Message {
        stack: Stack::OpenSsl,
        text: "Key usage keyCertSign invalid for non-CA cert",
    }]),
    references: &[
        Reference {
            label: "RFC 5280, 4.2.1.3 Key Usage",
            url: "https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.3",
        },
        Reference {
            label: "Python, ssl.create_default_context",
            url: "https://docs.python.org/3/library/ssl.html#ssl.create_default_context",
        },
    ],
    explains: &[],
    check: Check::Certificate(check),
};

fn check(_: &Facts<'_>, _step: usize, certificate: &Certificate) -> Outcome {
    let Some(usage) = certificate.key_usage() else { return Outcome::NotApplicable };
    if !usage.has(KeyUsage::KEY_CERT_SIGN) || certificate.is_ca() {
        return Outcome::Pass;
    }
    let names = listed(&usage.names());
    Outcome::found(Spot {
        field: field::KEY_USAGE,
        detail: format!("Its key usage is {names}, and it is no CA."),
        reason: "it is no CA and has the key usage keyCertSign".into(),
        evidence: vec![("Key usage", names)],
        ..Spot::default()
    })
}
