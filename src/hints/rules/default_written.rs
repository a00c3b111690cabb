use crate::decode::form;
use crate::hints::{Applies, Check, Facts, Fix, Outcome, Reference, Rule, Severity, Spot, Who};
use crate::model::{Certificate, field};

pub(super) static RULE: Rule = Rule {
    id: "default-written",
    severity: Severity::Warning,
    applies: Applies::ALWAYS,
    title: "A default value is written out",
    what: "An extension says in so many bytes that it is not critical, or the basic constraints that the \
          certificate is no CA. Both are what their absence means, and DER leaves them away.",
    why: "Python’s cryptography refuses such a certificate. OpenSSL, Go, Java, GnuTLS, NSS and rustls \
          read it.",
    fixes: &[Fix {
        who: Who::Issuer,
        step: "Correct the software or the configuration that writes the certificates, and issue the \
          certificate anew.",
        command: "",
    }],
    messages: &[],
    references: &[
        Reference {
            label: "RFC 5280, 4.1 Basic Certificate Fields",
            url: "https://www.rfc-editor.org/rfc/rfc5280#section-4.1",
        },
        Reference {
            label: "RFC 5280, 4.2.1.9 Basic Constraints",
            url: "https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.9",
        },
    ],
    explains: &[],
    check: Check::Certificate(check),
};

fn check(facts: &Facts<'_>, step: usize, certificate: &Certificate) -> Outcome {
    let (not_critical, no_ca) = form::written_defaults(certificate);
    let (field, detail) = match (not_critical.first(), no_ca) {
        (Some(oid), _) => (
            field::of(oid.as_str()),
            format!("The extension {} has the criticality FALSE written out.", oid.name()),
        ),
        (None, true) => (
            field::BASIC_CONSTRAINTS,
            "Its basic constraints have cA FALSE written out.".to_owned(),
        ),
        (None, false) => return Outcome::Pass,
    };
    Outcome::found(Spot {
        field,
        detail,
        reason: format!("{} has a default value written out", facts.called(step)),
        evidence: not_critical.iter().map(|oid| ("Not critical", oid.name().to_owned())).collect(),
        ..Spot::default()
    })
}
