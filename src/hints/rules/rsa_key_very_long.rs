use crate::hints::{
    Applies, Check, Facts, Fix, Message, Outcome, Reference, Rule, Severity, Spot, Stack, Who,
    in_full,
};
use crate::model::{Certificate, KeyKind, field};

/// Go's limit (GODEBUG tlsmaxrsasize).
const LIMIT: usize = 8192;

pub(super) static RULE: Rule = Rule {
    id: "rsa-key-very-long",
    severity: Severity::Warning,
    applies: Applies::ALWAYS,
    title: "An RSA key is longer than 8192 bits",
    what: "A certificate of the path holds an RSA key of more than 8192 bits.",
    why: "Go refuses such a certificate in the handshake. Others accept up to 16384 bits, and each signature \
          costs the server many times the work of one with 2048 bits.",
    fixes: &[Fix {
        who: Who::Server,
        step: "Make a new key (EC P-256, or RSA with 2048 to 4096 bits) and request a certificate for it.",
        command: "{new-key-request}",
    }],
    messages: in_full(&[Message {
        stack: Stack::Go,
        text: "tls: server sent certificate containing RSA key larger than 8192 bits",
    }]),
    references: &[Reference {
        label: "Go, GODEBUG settings: tlsmaxrsasize",
        url: "https://go.dev/doc/godebug#go-121",
    }],
    explains: &[],
    check: Check::Certificate(check),
};

fn check(facts: &Facts<'_>, step: usize, certificate: &Certificate) -> Outcome {
    let KeyKind::Rsa { bits, .. } = certificate.public_key.kind else {
        return Outcome::NotApplicable;
    };
    if bits <= LIMIT {
        return Outcome::Pass;
    }
    Outcome::found(Spot {
        field: field::PUBLIC_KEY,
        detail: format!("Its RSA key has {bits} bits."),
        reason: format!("{} has an RSA key of {bits} bits", facts.called(step)),
        evidence: vec![("Bits", bits.to_string()), ("Go accepts", LIMIT.to_string())],
        ..Spot::default()
    })
}
