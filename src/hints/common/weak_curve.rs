use crate::hints::{
    Applies, Check, Facts, Fix, Message, Outcome, Reference, Rule, Severity, Spot, Stack, Who,
    in_full,
};
use crate::model::{Certificate, Curve, KeyKind, field};

pub static RULE: Rule = Rule {
    id: "weak-curve",
    severity: Severity::Error,
    applies: Applies::ALWAYS,
    title: "An elliptic curve is too small or not named",
    what: "A certificate of the path holds a key on a curve of less than 224 bits, or one whose curve is \
           written out in parameters instead of being named.",
    why: "OpenSSL, Go, Java and GnuTLS refuse both; Firefox and rustls know the usual named curves only. \
          RFC 5480 allows named curves only.",
    fixes: &[Fix {
        who: Who::Server,
        step: "Make a new key on P-256 and request a certificate for it.",
        command: "{new-key-request}",
    }],
    messages: in_full(&[
        Message { stack: Stack::OpenSsl, text: "EE certificate key too weak" },
        Message { stack: Stack::OpenSsl, text: "CA certificate key too weak" },
        Message {
            stack: Stack::OpenSsl,
            text: "Certificate public key has explicit ECC parameters",
        },
        Message { stack: Stack::Go, text: "x509: unsupported elliptic curve" },
        Message { stack: Stack::Java, text: "Only named ECParameters supported" },
        Message { stack: Stack::GnuTls, text: "The certificate chain uses insecure algorithm." },
        Message { stack: Stack::Firefox, text: "Unsupported elliptic curve." },
    ]),
    references: &[
        Reference {
            label: "RFC 5480, 2.1.1 Unrestricted Algorithm Identifier and Parameters",
            url: "https://www.rfc-editor.org/rfc/rfc5480#section-2.1.1",
        },
        Reference {
            label: "CA/Browser Forum Baseline Requirements, 6.1.5 Key sizes",
            url: "https://cabforum.org/working-groups/server/baseline-requirements/requirements/",
        },
    ],
    explains: &["uncommon-key"],
    check: Check::Certificate(check),
};

/// Curves over prime fields below 224 bits: P-192 and its kin, secp112 to secp192, brainpoolP160
/// and P192; by name where `oid` has one for it.
const SMALL: &[&str] = &[
    "P-192",
    "1.2.840.10045.3.1.2",
    "1.2.840.10045.3.1.3",
    "1.3.132.0.6",
    "1.3.132.0.7",
    "1.3.132.0.8",
    "1.3.132.0.9",
    "1.3.132.0.28",
    "1.3.132.0.29",
    "1.3.132.0.30",
    "1.3.132.0.31",
    "1.3.36.3.3.2.8.1.1.1",
    "1.3.36.3.3.2.8.1.1.2",
    "1.3.36.3.3.2.8.1.1.3",
    "1.3.36.3.3.2.8.1.1.4",
];

fn check(facts: &Facts<'_>, step: usize, certificate: &Certificate) -> Outcome {
    let KeyKind::Ec { curve, .. } = &certificate.public_key.kind else {
        return Outcome::NotApplicable;
    };
    let Curve::Other(name) = curve else { return Outcome::Pass };
    let detail = if name == "explicit parameters" {
        "Its curve is written out in parameters instead of being named.".to_owned()
    } else if SMALL.contains(&name.as_str()) {
        format!("Its key is on the curve {name}.")
    } else {
        return Outcome::Pass;
    };
    Outcome::found(Spot {
        field: field::PUBLIC_KEY,
        detail,
        reason: format!("{} has a key on a curve that clients refuse ({name})", facts.called(step)),
        evidence: vec![("Curve", name.clone())],
        ..Spot::default()
    })
}
