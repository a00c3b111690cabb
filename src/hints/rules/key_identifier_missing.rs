use crate::hints::{
    Applies, Check, Facts, Fix, Message, Outcome, Reference, Rule, Severity, Spot, Stack, Who,
};
use crate::model::oid::ext;
use crate::model::{Certificate, ExtensionValue};

pub(super) static RULE: Rule = Rule {
    id: "key-identifier-missing",
    severity: Severity::Warning,
    applies: Applies::ALWAYS,
    title: "A key identifier is missing",
    what: "A certificate that another CA issued has no Authority Key Identifier (AKI), or a CA certificate \
          no Subject Key Identifier (SKI).",
    why: "OpenSSL refuses it in its strict mode, which Python 3.13 and later use; Python’s cryptography \
          refuses a missing AKI. Others find the issuer by its name alone.",
    fixes: &[
        Fix {
            who: Who::Issuer,
            step: "Issue the certificate anew with both identifiers; OpenSSL 3 writes them where the CA’s \
          certificate has an SKI.",
            command: "openssl x509 -req -in server.csr -CA ca.pem -CAkey ca.key -copy_extensions copy -days 365 -out server.pem",
        },
        Fix {
            who: Who::Client,
            step: "In Python, until then, take ssl.VERIFY_X509_STRICT out of the verify_flags of the context.",
            command: "",
        },
    ],
    messages: &[
        Message { stack: Stack::OpenSsl, text: "Missing Authority Key Identifier" },
        Message { stack: Stack::OpenSsl, text: "Missing Subject Key Identifier" },
    ],
    references: &[
        Reference {
            label: "RFC 5280, 4.2.1.1 Authority Key Identifier",
            url: "https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.1",
        },
        Reference {
            label: "RFC 5280, 4.2.1.2 Subject Key Identifier",
            url: "https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.2",
        },
        Reference {
            label: "OpenSSL, X509_VERIFY_PARAM_set_flags",
            url: "https://docs.openssl.org/master/man3/X509_VERIFY_PARAM_set_flags/",
        },
    ],
    explains: &[],
    check: Check::Certificate(check),
};

fn check(facts: &Facts<'_>, step: usize, certificate: &Certificate) -> Outcome {
    if certificate.version < 3 {
        return Outcome::NotApplicable;
    }
    let has = |oid: &str| certificate.extension(oid).is_some();
    let unreadable = certificate
        .extension(ext::AUTHORITY_KEY_ID)
        .is_some_and(|e| matches!(e.value, ExtensionValue::Unreadable(_)));
    let key_id = certificate.authority_key_id().is_some_and(|id| id.key_id.is_some());
    let missing = if !certificate.is_self_issued() && !key_id && !unreadable {
        "Authority Key Identifier"
    } else if certificate.is_ca() && !has(ext::SUBJECT_KEY_ID) {
        "Subject Key Identifier"
    } else {
        return Outcome::Pass;
    };
    Outcome::found(Spot {
        field: "",
        detail: format!("It has no {missing}."),
        reason: format!("{} has no {missing}", facts.called(step)),
        ..Spot::default()
    })
}
