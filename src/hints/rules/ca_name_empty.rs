use crate::hints::{
    Applies, Check, Facts, Fix, Message, Outcome, Reference, Rule, Severity, Spot, Stack, Who,
    in_full,
};
use crate::model::{Certificate, field};

pub(super) static RULE: Rule = Rule {
    id: "ca-name-empty",
    severity: Severity::Warning,
    applies: Applies::ALWAYS,
    title: "A certificate names no issuer",
    what: "The issuer of a certificate of the path, or the subject of a CA certificate, is empty.",
    why: "The issuer’s certificate is found by its name. Java refuses to read a certificate without an \
          issuer, OpenSSL refuses it in its strict mode, which Python 3.13 and later use; others may find \
          no path.",
    fixes: &[Fix {
        who: Who::Issuer,
        step: "Give the CA a name, and issue its certificate and those below it anew.",
        command: "",
    }],
    messages: in_full(&[
        Message { stack: Stack::Java, text: "Empty issuer DN not allowed in X509Certificates" },
        Message { stack: Stack::OpenSsl, text: "Issuer name empty" },
    ]),
    references: &[
        Reference {
            label: "RFC 5280, 4.1.2.4 Issuer",
            url: "https://www.rfc-editor.org/rfc/rfc5280#section-4.1.2.4",
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

fn check(facts: &Facts<'_>, step: usize, certificate: &Certificate) -> Outcome {
    let (field, which) = if certificate.issuer.is_empty() {
        (field::ISSUER, "issuer")
    } else if certificate.is_ca() && certificate.subject.is_empty() {
        (field::SUBJECT, "subject")
    } else {
        return Outcome::Pass;
    };
    Outcome::found(Spot {
        field,
        detail: format!("Its {which} is empty."),
        reason: format!("the {which} of {} is empty", facts.called(step).replace(" “”", "")),
        ..Spot::default()
    })
}
