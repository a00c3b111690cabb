use crate::hints::{
    Applies, Check, Facts, Fix, Message, Outcome, Reference, Rule, Severity, Spot, Stack, Who,
    in_full,
};
use crate::model::oid::ext;
use crate::model::{Certificate, field};

pub(super) static RULE: Rule = Rule {
    id: "crl-points-critical",
    severity: Severity::Warning,
    applies: Applies::ALWAYS,
    title: "The CRL distribution points are critical",
    what: "The extension that says where the CRL is (CRL distribution points) is marked critical.",
    why: "Java and NSS refuse the certificate, since they do not process it as a critical extension. \
          OpenSSL, Go, GnuTLS and rustls take it.",
    fixes: &[Fix {
        who: Who::Issuer,
        step: "Issue the certificate with the extension not critical. In an OpenSSL configuration, remove the \
          word critical from its line.",
        command: "",
    }],
    messages: in_full(&[Message {
        stack: Stack::Java,
        text: "unrecognized critical extension(s)",
    }]),
    references: &[Reference {
        label: "RFC 5280, 4.2.1.13 CRL Distribution Points",
        url: "https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.13",
    }],
    explains: &[],
    check: Check::Certificate(check),
};

fn check(facts: &Facts<'_>, step: usize, certificate: &Certificate) -> Outcome {
    let Some(extension) = certificate.extension(ext::CRL_DISTRIBUTION_POINTS) else {
        return Outcome::NotApplicable;
    };
    if super::is_public_root(certificate) {
        return Outcome::NotApplicable;
    }
    if !extension.critical {
        return Outcome::Pass;
    }
    Outcome::found(Spot {
        field: field::CRL_DISTRIBUTION_POINTS,
        detail: "Its CRL distribution points are marked critical.".into(),
        reason: format!("{} has critical CRL distribution points", facts.called(step)),
        ..Spot::default()
    })
}
