use crate::hints::{
    Applies, Check, Facts, Fix, Message, Outcome, Reference, Rule, Severity, Spot, Stack, Who,
    in_full,
};
use crate::model::{Certificate, field, oid::ext};

pub(super) static RULE: Rule = Rule {
    id: "empty-subject-san-not-critical",
    severity: Severity::Error,
    applies: Applies::LEAF,
    title: "The SAN of an empty subject is not critical",
    what: "The subject is empty, so that the Subject Alternative Name (SAN) is the only name, and the SAN \
           is not marked critical.",
    why: "Java, Chromium and Python's cryptography refuse the certificate, and so does Python from 3.13 on, which \
          checks as OpenSSL does with -x509_strict. OpenSSL by default, Go and GnuTLS accept it.",
    fixes: &[Fix {
        who: Who::Issuer,
        step: "Request the certificate with a subject; with none, the SAN has to be critical.",
        command: "{request}",
    }],
    messages: in_full(&[
        Message {
            stack: Stack::Java,
            text: "X.509 Certificate is incomplete: SubjectAlternativeName extension MUST be marked critical when subject field is empty",
        },
        Message {
            stack: Stack::OpenSsl,
            text: "Subject empty and Subject Alt Name extension not critical",
        },
    ]),
    references: &[
        Reference {
            label: "RFC 5280, 4.2.1.6 Subject Alternative Name",
            url: "https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.6",
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
    if !certificate.subject.is_empty() {
        return Outcome::NotApplicable;
    }
    let Some(san) = certificate.extension(ext::SUBJECT_ALT_NAME) else {
        return Outcome::NotApplicable;
    };
    if san.critical {
        return Outcome::Pass;
    }
    Outcome::found(Spot {
        field: field::SUBJECT_ALT_NAME,
        detail: "Its subject is empty, and its SAN is not marked critical.".into(),
        reason: "its subject is empty and its SAN is not critical".into(),
        evidence: vec![("Needed", "subjectAltName, critical".into())],
        ..Spot::default()
    })
}
