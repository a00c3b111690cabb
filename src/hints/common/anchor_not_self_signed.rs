use crate::hints::{
    Applies, Check, Facts, Fix, Message, Outcome, Reference, Rule, Severity, Spot, Stack, Who,
    in_full,
};
use crate::model::field;
use crate::path::{AnchorKind, End, Step};
use crate::trust;

pub static RULE: Rule = Rule {
    id: "anchor-not-self-signed",
    severity: Severity::Warning,
    applies: Applies::ALWAYS,
    title: "The trusted certificate is not a root",
    what: "The path ends at a certificate that was given as trusted and was itself issued by another CA, which \
           is not among the trusted ones.",
    why: "OpenSSL goes on to that CA and refuses the path when it is missing, unless told to accept a partial \
          chain; so do the programs built on it. Go, Java, GnuTLS, rustls and Chromium accept.",
    fixes: &[
        Fix { who: Who::Client, step: "Add the root to the trusted CAs as well.", command: "" },
        Fix {
            who: Who::Client,
            step: "Or have OpenSSL accept a partial chain (X509_V_FLAG_PARTIAL_CHAIN in programs).",
            command: "openssl verify -partial_chain -CAfile trusted.pem {file}",
        },
    ],
    messages: in_full(&[Message {
        stack: Stack::OpenSsl,
        text: "unable to get issuer certificate",
    }]),
    references: &[
        Reference {
            label: "RFC 5280, 6.1.1 Inputs, (d)",
            url: "https://www.rfc-editor.org/rfc/rfc5280#section-6.1.1",
        },
        Reference {
            label: "OpenSSL, verification options: -partial_chain",
            url: "https://docs.openssl.org/master/man1/openssl-verification-options/",
        },
    ],
    explains: &[],
    check: Check::Chain(check),
};

fn check(facts: &Facts<'_>) -> Outcome {
    if facts.path.end != End::Trusted(AnchorKind::Given) {
        return Outcome::NotApplicable;
    }
    let Some(Step::Loaded(anchor)) = facts.path.steps.last().copied() else {
        return Outcome::NotApplicable;
    };
    let given = || facts.anchors.given.iter().filter_map(|index| facts.pool.get(*index).copied());
    let Some(mut current) = facts.pool.get(anchor).copied() else { return Outcome::NotApplicable };
    let trusted = current;
    // OpenSSL takes the trusted certificate of that name, and from there follows trusted ones.
    for _ in 0..facts.anchors.given.len().saturating_add(1) {
        let is_same_ca = |c: &&crate::model::Certificate| {
            c.is_self_issued()
                && c.subject.key == current.subject.key
                && c.public_key.spki == current.public_key.spki
        };
        if current.is_self_issued() || given().any(|c| is_same_ca(&c)) {
            return Outcome::Pass;
        }
        if facts.anchors.public && !trust::store().named(&current.issuer).is_empty() {
            return Outcome::Pass;
        }
        match given().find(|c| c.subject.key == current.issuer.key) {
            Some(next) => current = next,
            None => break,
        }
    }
    let issuer = current.issuer.title().unwrap_or("an issuer without a name");
    Outcome::found(Spot {
        object: Some(anchor),
        field: field::ISSUER,
        detail: format!("“{}” is trusted, and its issuer “{issuer}” is not.", trusted.title()),
        reason: format!("the trusted certificate “{}” is not a root", trusted.title()),
        evidence: vec![
            ("Trusted", trusted.subject.text()),
            ("Issuer that OpenSSL looks for", current.issuer.text()),
        ],
    })
}
