use crate::crypto;
use crate::hints::{
    Applies, Check, Facts, Fix, Message, Outcome, Reference, Rule, Severity, Spot, Stack, Who,
    in_full,
};
use crate::model::field;
use crate::path::End;

pub static RULE: Rule = Rule {
    id: "self-signed",
    severity: Severity::Error,
    applies: Applies::ALWAYS,
    title: "The certificate is self-signed and not trusted",
    what: "Subject and issuer are the same, the certificate's own key made its signature, and it is not \
           among the trusted certificates.",
    why: "Nobody vouches for it. Clients refuse it until each of them has been told to trust this very \
          certificate.",
    fixes: &[
        Fix {
            who: Who::Server,
            step: "Use a certificate that a CA has issued: a public CA for a public host, a private CA that \
                   the clients trust for an internal one.",
            command: "",
        },
        Fix {
            who: Who::Client,
            step: "If this certificate is meant to be trusted, add it to the trusted CAs of the client, and \
                   here mark its source as trusted.",
            command: "openssl verify -CAfile {file} {file}",
        },
    ],
    messages: in_full(&[
        Message { stack: Stack::OpenSsl, text: "self-signed certificate" },
        Message { stack: Stack::OpenSsl, text: "self signed certificate" },
    ]),
    references: &[Reference {
        label: "RFC 5280, 3.2 Certification Paths and Trust",
        url: "https://www.rfc-editor.org/rfc/rfc5280#section-3.2",
    }],
    explains: &["not-trusted"],
    check: Check::Chain(check),
};

fn check(facts: &Facts<'_>) -> Outcome {
    if facts.path.steps.len() != 1 || facts.path.end != (End::UntrustedRoot { public: false }) {
        return Outcome::Pass;
    }
    let Some(leaf) = facts.leaf() else { return Outcome::NotApplicable };
    Outcome::found(Spot {
        object: Some(facts.leaf),
        field: field::ISSUER,
        detail: format!(
            "“{}” signed itself and is not among the trusted certificates.",
            leaf.title()
        ),
        reason: "it is self-signed and not among the trusted certificates".into(),
        evidence: vec![("Subject and issuer", leaf.subject.text()), ("SHA-256", crypto::id(leaf))],
    })
}
