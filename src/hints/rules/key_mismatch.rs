use crate::hints::{
    Applies, Check, Facts, Fix, Message, Outcome, Reference, Rule, Severity, Spot, Stack, Who,
    in_full,
};
use crate::model::{Certificate, field};
use crate::purpose::looks_like_ca;

pub(super) static RULE: Rule = Rule {
    id: "key-mismatch",
    severity: Severity::Error,
    applies: Applies::TLS_LEAF,
    title: "The private key does not belong to the certificate",
    what: "A private key was given, and its public half is not the public key of the certificate asked about, nor \
           of another end-entity certificate given.",
    why: "Whoever presents a certificate proves with its private key that it is theirs. A server that is given \
          another key does not start, or keeps its old pair.",
    fixes: &[
        Fix {
            who: Who::Server,
            step: "Find the key that was used for the request; its public half must be the same.",
            command: "openssl pkey -in KEYFILE -pubout | openssl sha256; {show} -noout -pubkey | openssl sha256",
        },
        Fix {
            who: Who::Server,
            step: "If it is lost, make a new key and request a new certificate for it.",
            command: "{new-key-request}",
        },
    ],
    // All printed for tests/intake/messages/www.pem with other-key.pem; see tests/pairs.rs.
    messages: in_full(&[
        Message { stack: Stack::OpenSsl, text: "X509_check_private_key:key values mismatch" },
        Message {
            stack: Stack::Nginx,
            text: "SSL_CTX_use_PrivateKey(\"{}\") failed (SSL: error:05800074:x509 certificate routines::key values mismatch)",
        },
        Message {
            stack: Stack::Apache,
            text: "AH02565: Certificate and private key {} from {} and {} do not match",
        },
        Message {
            stack: Stack::HaProxy,
            text: "inconsistencies between private key and certificate loaded '{}'.",
        },
        Message {
            stack: Stack::NodeJs,
            text: "error:05800074:x509 certificate routines::key values mismatch",
        },
    ]),
    references: &[
        Reference {
            label: "RFC 8446, 4.4.3 Certificate Verify",
            url: "https://www.rfc-editor.org/rfc/rfc8446#section-4.4.3",
        },
        Reference {
            label: "OpenSSL, SSL_CTX_check_private_key",
            url: "https://docs.openssl.org/master/man3/SSL_CTX_use_certificate/",
        },
    ],
    explains: &[],
    check: Check::Chain(check),
};

fn check(facts: &Facts<'_>) -> Outcome {
    let Some(leaf) = facts.leaf().filter(|_| !facts.keys.is_empty()) else {
        return Outcome::NotApplicable;
    };
    let Some(wanted) = leaf.public_key.identity() else { return Outcome::NotApplicable };
    if facts.keys.iter().any(|key| key.identity().as_ref() == Some(&wanted)) {
        return Outcome::Pass;
    }
    let owner_of = |other: &&&Certificate| {
        let wanted = other.public_key.identity();
        wanted.is_some() && facts.keys.iter().any(|key| key.identity() == wanted)
    };
    // The key of another leaf that is here is not meant for this one.
    if facts.pool.iter().any(|other| !looks_like_ca(other) && owner_of(&other)) {
        return Outcome::NotApplicable;
    }
    let given: Vec<String> = facts.keys.iter().map(|key| key.short()).collect();
    let owner = match facts.pool.iter().find(owner_of) {
        Some(other) => format!(" It belongs to “{}”.", other.title()),
        None => String::new(),
    };
    Outcome::found(Spot {
        object: Some(facts.leaf),
        field: field::PUBLIC_KEY,
        detail: match facts.keys {
            [one] => format!(
                "The private key given ({}) is not the key of this certificate ({}).{owner}",
                one.short(),
                leaf.public_key.short()
            ),
            more => format!(
                "None of the {} private keys given is the key of this certificate ({}).{owner}",
                more.len(),
                leaf.public_key.short()
            ),
        },
        reason: "the private key given does not belong to it".into(),
        evidence: vec![
            ("Private key", given.join(", ")),
            ("Certificate’s key", leaf.public_key.short()),
        ],
    })
}
