use crate::decode::form;
use crate::hints::{
    Applies, Check, Facts, Fix, Message, Outcome, Reference, Rule, Severity, Spot, Stack, Who,
    in_full,
};
use crate::model::{Certificate, field};

pub(super) static RULE: Rule = Rule {
    id: "algorithm-parameters",
    severity: Severity::Warning,
    applies: Applies::ALWAYS,
    title: "Wrong parameters beside an algorithm",
    what: "The identifier of the signature algorithm or of the key lacks the NULL that RSA asks for, or \
          has parameters where ECDSA, Ed25519 and ML-DSA have none.",
    why: "rustls knows no ECDSA with parameters. Go does not read an RSA key without the NULL, and NSS \
          cannot use it. Python’s cryptography refuses such signature algorithms. OpenSSL, Java and \
          GnuTLS pass over them.",
    fixes: &[Fix {
        who: Who::Issuer,
        step: "Correct the software or the configuration that writes the certificates, and issue the \
          certificate anew.",
        command: "",
    }],
    messages: in_full(&[
        Message { stack: Stack::Go, text: "x509: RSA key missing NULL parameters" },
        Message { stack: Stack::Rustls, text: "UnsupportedSignatureAlgorithmContext{}" },
    ]),
    references: &[
        Reference {
            label: "RFC 4055, 1.2 RSA Public Keys",
            url: "https://www.rfc-editor.org/rfc/rfc4055#section-1.2",
        },
        Reference {
            label: "RFC 5758, 3.2 ECDSA Signature Algorithm",
            url: "https://www.rfc-editor.org/rfc/rfc5758#section-3.2",
        },
        Reference {
            label: "RFC 8410, 3 Curve25519 and Curve448 Algorithm Identifiers",
            url: "https://www.rfc-editor.org/rfc/rfc8410#section-3",
        },
    ],
    explains: &[],
    check: Check::Certificate(check),
};

fn check(facts: &Facts<'_>, step: usize, certificate: &Certificate) -> Outcome {
    let spots = form::parameters(certificate).into_iter().map(|found| {
        let (field, of) = match found.of_key {
            true => (field::PUBLIC_KEY, "key"),
            false => (field::SIGNATURE_ALGORITHM, "signature algorithm"),
        };
        let fault = match found.missing {
            true => "lacks the NULL that belongs there",
            false => "has parameters where none belong",
        };
        let name = found.algorithm.name();
        Spot {
            field,
            detail: format!("The identifier of its {of} ({name}) {fault}."),
            reason: format!("the {of} of {} {fault}", facts.called(step)),
            evidence: vec![("Algorithm", found.algorithm.as_str().to_owned())],
            ..Spot::default()
        }
    });
    Outcome::of(spots.collect())
}
