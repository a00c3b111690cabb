use crate::hints::{
    Applies, Check, Facts, Fix, Message, Outcome, Reference, Rule, Severity, Spot, Stack, Who,
    in_full,
};
use crate::model::{Name, field, hex};
use crate::path::{End, Step};
use crate::trust;

pub static RULE: Rule = Rule {
    id: "signature-wrong",
    severity: Severity::Error,
    applies: Applies::ALWAYS,
    title: "The issuer's key does not fit the signature",
    what: "There is a certificate with the issuer's name, and its key does not verify the signature of the \
           certificate below it.",
    why: "Every client computes the signature and refuses the path. The usual cause is a CA that was made \
          anew under its old name, so that two certificates bear one name; less often a certificate was \
          altered on the way.",
    fixes: &[
        Fix {
            who: Who::Server,
            step: "Get the issuer's certificate that belongs to this one: its subject key identifier equals \
                   the authority key identifier below it.",
            command: "{show} -noout -issuer -ext authorityKeyIdentifier",
        },
        Fix {
            who: Who::Issuer,
            step: "If the old key of the CA is gone, issue the certificate anew with the new one.",
            command: "",
        },
    ],
    messages: in_full(&[
        Message { stack: Stack::OpenSsl, text: "certificate signature failure" },
        Message { stack: Stack::OpenSsl, text: "unable to get local issuer certificate" },
        Message {
            stack: Stack::Go,
            text: "x509: certificate signed by unknown authority (possibly because of {} while trying to verify candidate authority certificate {})",
        },
        Message {
            stack: Stack::Java,
            text: "java.security.SignatureException: Signature does not match.",
        },
        Message { stack: Stack::Firefox, text: "Peer’s certificate has an invalid signature." },
    ]),
    references: &[Reference {
        label: "RFC 5280, 6.1.3 Basic Certificate Processing",
        url: "https://www.rfc-editor.org/rfc/rfc5280#section-6.1.3",
    }],
    explains: &["not-trusted"],
    check: Check::Chain(check),
};

fn check(facts: &Facts<'_>) -> Outcome {
    if facts.path.end != End::BrokenSignature {
        return Outcome::Pass;
    }
    let Some(issuer_step) = facts.path.steps.len().checked_sub(1) else {
        return Outcome::NotApplicable;
    };
    let Some(step) = issuer_step.checked_sub(1) else { return Outcome::NotApplicable };
    let Some(certificate) = facts.at_step(step) else { return Outcome::NotApplicable };
    let issuer = match facts.path.steps.get(issuer_step) {
        Some(Step::Store(root)) => trust::store().root(*root).map(|root| &root.name),
        _ => facts.at_step(issuer_step).map(|issuer| &issuer.subject),
    };
    let title = issuer.and_then(Name::title).unwrap_or("without a name");
    let mut evidence = vec![("Certificate", certificate.subject.text())];
    evidence.extend(issuer.map(|name| ("Issuer tried", name.text())));
    if let Some(id) = certificate.authority_key_id().and_then(|aki| aki.key_id.as_deref()) {
        evidence.push(("Key identifier wanted", hex(id)));
    }
    if let Some(id) = facts.at_step(issuer_step).and_then(|issuer| issuer.subject_key_id()) {
        evidence.push(("Key identifier of the issuer tried", hex(id)));
    }
    Outcome::found(Spot {
        object: facts.path.loaded().nth(step),
        field: field::ISSUER,
        detail: format!(
            "The key of “{title}” does not verify the signature of “{}”.",
            certificate.title()
        ),
        reason: format!(
            "the key of its issuer “{title}” does not verify the signature of {}",
            facts.called(step)
        ),
        evidence,
    })
}
