use crate::hints::{
    Applies, Check, Facts, Fix, Message, Outcome, Reference, Rule, Severity, Spot, Stack, Who,
    in_full,
};
use crate::model::{Certificate, field};
use crate::path::FaultKind;

pub static RULE: Rule = Rule {
    id: "algorithms-differ",
    severity: Severity::Error,
    applies: Applies::ALWAYS,
    title: "The signature algorithm is named twice, and differently",
    what: "A certificate names its signature algorithm inside the signed part and once more beside the \
           signature; the two have to be the same.",
    why: "The inner one is protected by the signature, the outer one is not. Stacks compare them and refuse \
          a difference.",
    fixes: &[Fix {
        who: Who::Issuer,
        step: "Issue the certificate anew; correct the software that wrote it, or find out what altered the file.",
        command: "",
    }],
    messages: in_full(&[
        Message { stack: Stack::OpenSsl, text: "certificate signature failure" },
        Message { stack: Stack::Java, text: "Signature algorithm mismatch" },
        Message { stack: Stack::Rustls, text: "SignatureAlgorithmMismatch" },
    ]),
    references: &[Reference {
        label: "RFC 5280, 4.1.1.2 signatureAlgorithm",
        url: "https://www.rfc-editor.org/rfc/rfc5280#section-4.1.1.2",
    }],
    explains: &["signature-wrong"],
    check: Check::Certificate(check),
};

fn check(facts: &Facts<'_>, step: usize, certificate: &Certificate) -> Outcome {
    if !facts.faults(step).any(|fault| fault.kind == FaultKind::AlgorithmsDiffer) {
        return Outcome::Pass;
    }
    let (inner, outer) =
        (certificate.signature_algorithm.name(), certificate.outer_algorithm.name());
    let detail = if inner == outer {
        format!("Both are {inner}, with different parameters.")
    } else {
        format!("Inside it is {inner}, outside {outer}.")
    };
    Outcome::found(Spot {
        field: field::SIGNATURE_ALGORITHM,
        detail,
        reason: format!("{} names two different signature algorithms", facts.called(step)),
        evidence: vec![("Inside", inner), ("Outside", outer)],
        ..Spot::default()
    })
}
