use crate::hints::{
    Applies, Check, Facts, Fix, Message, Outcome, Reference, Rule, Severity, Spot, Stack, Who,
};
use crate::model::Certificate;
use crate::model::oid::ext;

pub(super) static RULE: Rule = Rule {
    id: "san-not-critical",
    severity: Severity::Warning,
    applies: Applies::LEAF,
    title: "No subject, and the SAN is not critical",
    what: "The subject is empty, and the Subject Alternative Name (SAN), which is then the only name, is \
          not marked critical.",
    why: "Java does not read the certificate. OpenSSL refuses it in its strict mode, which Python 3.13 \
          and later use. Others take it.",
    fixes: &[Fix {
        who: Who::Issuer,
        step: "Mark the SAN critical where the subject is empty, or put the host into the common name.",
        command: "openssl req -new -key server.key -subj / -addext subjectAltName=critical,{san} -out server.csr",
    }],
    messages: &[
        Message {
            stack: Stack::Java,
            text: "X.509 Certificate is incomplete: SubjectAlternativeName extension MUST be marked critical when subject field is empty",
        },
        Message {
            stack: Stack::OpenSsl,
            text: "Subject empty and Subject Alt Name extension not critical",
        },
    ],
    references: &[
        Reference {
            label: "RFC 5280, 4.2.1.6 Subject Alternative Name",
            url: "https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.6",
        },
        Reference {
            label: "RFC 5280, 4.1.2.6 Subject",
            url: "https://www.rfc-editor.org/rfc/rfc5280#section-4.1.2.6",
        },
        Reference {
            label: "OpenSSL, X509_VERIFY_PARAM_set_flags",
            url: "https://docs.openssl.org/master/man3/X509_VERIFY_PARAM_set_flags/",
        },
    ],
    explains: &[],
    check: Check::Certificate(check),
};

fn check(_facts: &Facts<'_>, _step: usize, certificate: &Certificate) -> Outcome {
    let Some(san) = certificate.extension(ext::SUBJECT_ALT_NAME) else {
        return Outcome::NotApplicable;
    };
    if san.critical || !certificate.subject.is_empty() {
        return Outcome::Pass;
    }
    Outcome::found(Spot {
        field: "san",
        detail: "Its subject is empty, and its SAN is not critical.".into(),
        reason: "its subject is empty, and its SAN is not critical".into(),
        ..Spot::default()
    })
}
