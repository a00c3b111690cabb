use crate::hints::{
    Applies, Check, Facts, Fix, Message, Outcome, Reference, Rule, Severity, Spot, Stack, Who,
    in_full,
};
use crate::model::{Certificate, KeyKind, field, hex};

pub(super) static RULE: Rule = Rule {
    id: "rsa-exponent-unusable",
    severity: Severity::Error,
    applies: Applies::ALWAYS,
    title: "An RSA key has an exponent that cannot work",
    what: "The public exponent of an RSA key of the path is even, or less than 3.",
    why: "With the exponent 1 anyone can write a signature, and an even one has no private counterpart, so the \
          key proves nothing. Such a key comes from a fault in the program that made it.",
    fixes: &[Fix {
        who: Who::Server,
        step: "Make a new key with another program and request a certificate for it.",
        command: "{new-key-request}",
    }],
    messages: in_full(&[
        Message { stack: Stack::Go, text: "crypto/rsa: public exponent is even" },
        Message { stack: Stack::Go, text: "crypto/rsa: public exponent too small or negative" },
    ]),
    references: &[
        Reference {
            label: "RFC 8017, 3.1 RSA Public Key",
            url: "https://www.rfc-editor.org/rfc/rfc8017#section-3.1",
        },
        Reference {
            label: "CA/Browser Forum Baseline Requirements, 6.1.6 Public key parameters",
            url: "https://cabforum.org/working-groups/server/baseline-requirements/requirements/",
        },
    ],
    explains: &[],
    check: Check::Certificate(check),
};

fn check(facts: &Facts<'_>, step: usize, certificate: &Certificate) -> Outcome {
    let KeyKind::Rsa { exponent, .. } = &certificate.public_key.kind else {
        return Outcome::NotApplicable;
    };
    let odd = exponent.last().is_some_and(|byte| byte & 1 == 1);
    if odd && exponent != &[1] {
        return Outcome::Pass;
    }
    let shown = format!("0x{}", hex(exponent));
    let kind = if odd { "less than 3" } else { "even" };
    Outcome::found(Spot {
        field: field::PUBLIC_KEY,
        detail: format!("The public exponent of its RSA key is {kind} ({shown})."),
        reason: format!("{} has an RSA key whose exponent is {kind}", facts.called(step)),
        evidence: vec![("Exponent", shown)],
        ..Spot::default()
    })
}
