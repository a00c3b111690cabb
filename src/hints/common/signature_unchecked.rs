use crate::hints::{Applies, Check, Facts, Fix, Outcome, Reference, Rule, Severity, Spot, Who};
use crate::model::field;
use crate::path::Link;

pub static RULE: Rule = Rule {
    id: "signature-unchecked",
    severity: Severity::Warning,
    applies: Applies::ALWAYS,
    title: "A signature of the path was not checked here",
    what: "The issuer was found by its name, and its signature could not be computed.",
    why: "The path may be right or wrong; a client that knows the algorithm decides. One that does not know \
          it refuses the certificate.",
    fixes: &[Fix {
        who: Who::Anyone,
        step: "Check the path with a program that knows the algorithm, such as a current OpenSSL.",
        command: "openssl verify -CAfile root.pem -untrusted {files} {file}",
    }],
    messages: &[],
    references: &[Reference {
        label: "RFC 5280, 6.1.3 Basic Certificate Processing",
        url: "https://www.rfc-editor.org/rfc/rfc5280#section-6.1.3",
    }],
    explains: &[],
    check: Check::Chain(check),
};

fn check(facts: &Facts<'_>) -> Outcome {
    let mut spots = Vec::new();
    for (step, link) in facts.path.links.iter().enumerate() {
        let Link::Unchecked(why) = link else { continue };
        let Some(certificate) = facts.at_step(step) else { continue };
        spots.push(Spot {
            object: facts.path.loaded().nth(step),
            field: field::SIGNATURE_ALGORITHM,
            detail: format!("The signature of “{}” was not checked: {why}.", certificate.title()),
            reason: format!("the signature of {} was not checked: {why}", facts.called(step)),
            evidence: vec![("Signature algorithm", certificate.signature_algorithm.name())],
        });
    }
    Outcome::of(spots)
}
