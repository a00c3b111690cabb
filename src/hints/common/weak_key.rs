use crate::hints::{
    Applies, Check, Facts, Fix, Message, Outcome, Reference, Rule, Severity, Spot, Stack, Who,
    in_full,
};
use crate::model::{Certificate, KeyKind, field};

/// CA/Browser Forum Baseline Requirements 6.1.5; OpenSSL security level 2 (112 bits).
const MIN_RSA_BITS: usize = 2048;

pub static RULE: Rule = Rule {
    id: "weak-key",
    severity: Severity::Error,
    applies: Applies::ALWAYS,
    title: "An RSA key is shorter than 2048 bits",
    what: "A certificate of the path, the root included, holds an RSA key of less than 2048 bits.",
    why: "OpenSSL refuses it at security level 2, the default of Debian and of OpenSSL from 3.2 on; Apple's \
          systems refuse it for every server; public CAs may not certify it. Firefox and Java still accept 1024 bits.",
    fixes: &[
        Fix {
            who: Who::Server,
            step: "Make a new key (RSA 2048 or more, or EC P-256) and request a certificate for it.",
            command: "{new-key-request}",
        },
        Fix {
            who: Who::Issuer,
            step: "If the short key is the CA's, make a new CA; certificates of the old one need issuing anew.",
            command: "",
        },
    ],
    messages: in_full(&[
        Message { stack: Stack::OpenSsl, text: "EE certificate key too weak" },
        Message { stack: Stack::OpenSsl, text: "CA certificate key too weak" },
    ]),
    references: &[
        Reference {
            label: "CA/Browser Forum Baseline Requirements, 6.1.5 Key sizes",
            url: "https://cabforum.org/working-groups/server/baseline-requirements/requirements/",
        },
        Reference {
            label: "OpenSSL, SSL_CTX_set_security_level",
            url: "https://docs.openssl.org/master/man3/SSL_CTX_get_security_level/",
        },
    ],
    explains: &[],
    check: Check::Certificate(check),
};

fn check(facts: &Facts<'_>, step: usize, certificate: &Certificate) -> Outcome {
    let KeyKind::Rsa { bits, .. } = certificate.public_key.kind else {
        return Outcome::NotApplicable;
    };
    if bits >= MIN_RSA_BITS {
        return Outcome::Pass;
    }
    Outcome::found(Spot {
        field: field::PUBLIC_KEY,
        detail: format!("Its RSA key has {bits} bits."),
        reason: format!("{} has an RSA key of {bits} bits", facts.called(step)),
        evidence: vec![("Bits", bits.to_string()), ("Needed", MIN_RSA_BITS.to_string())],
        ..Spot::default()
    })
}
