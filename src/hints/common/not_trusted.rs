use crate::crypto;
use crate::hints::{
    Applies, Check, Facts, Fix, Message, Outcome, Reference, Rule, Severity, Spot, Stack, Who,
    in_full,
};
use crate::model::field;
use crate::path::{End, Step};
use crate::trust;

pub static RULE: Rule = Rule {
    id: "not-trusted",
    severity: Severity::Error,
    applies: Applies::ALWAYS,
    title: "The path ends at a root that is not trusted",
    what: "The path is complete, and its root is not among the trust anchors that the question allows.",
    why: "A client accepts a path only where it ends at a root of its own. Sending the root along does not \
          help: a client trusts the ones it has.",
    fixes: &[
        Fix {
            who: Who::Client,
            step: "If the root is your own CA, add it to the trusted CAs of every client, and here mark its \
                   file as trusted.",
            command: "curl --cacert root.pem https://{host}/",
        },
        Fix {
            who: Who::Server,
            step: "If clients that you do not manage have to connect, use a certificate of a public CA.",
            command: "",
        },
    ],
    messages: in_full(&[
        Message { stack: Stack::OpenSsl, text: "self-signed certificate in certificate chain" },
        Message { stack: Stack::OpenSsl, text: "self signed certificate in certificate chain" },
        Message { stack: Stack::OpenSsl, text: "unable to get local issuer certificate" },
        Message { stack: Stack::Go, text: "x509: certificate signed by unknown authority" },
        Message {
            stack: Stack::Java,
            text: "unable to find valid certification path to requested target",
        },
        Message { stack: Stack::GnuTls, text: "The certificate issuer is unknown." },
        Message { stack: Stack::Rustls, text: "invalid peer certificate: UnknownIssuer" },
        Message { stack: Stack::Chromium, text: "net::ERR_CERT_AUTHORITY_INVALID" },
        Message { stack: Stack::Firefox, text: "Peer’s Certificate issuer is not recognized." },
    ]),
    references: &[Reference {
        label: "RFC 5280, 6.1 Basic Path Validation",
        url: "https://www.rfc-editor.org/rfc/rfc5280#section-6.1",
    }],
    explains: &[],
    check: Check::Chain(check),
};

fn check(facts: &Facts<'_>) -> Outcome {
    let End::UntrustedRoot { public } = facts.path.end else { return Outcome::Pass };
    if facts.path.steps.len() == 1 && !public {
        // self-signed says so.
        return Outcome::NotApplicable;
    }
    let Some(last) = facts.path.last_loaded() else { return Outcome::NotApplicable };
    let (name, field) = match facts.path.steps.last() {
        Some(Step::Store(root)) => {
            (trust::store().root(*root).map(|root| root.name.clone()), field::ISSUER)
        }
        _ => (facts.pool.get(last).map(|certificate| certificate.subject.clone()), field::SUBJECT),
    };
    let name = name.unwrap_or_default();
    let title = name.title().unwrap_or("a root without a name");
    let (detail, reason) = if public {
        (
            format!(
                "“{title}” is a public root, and the question allows only the CAs that were given."
            ),
            format!("its root “{title}” is a public one, and only the given CAs are to be trusted"),
        )
    } else if facts.anchors.public && facts.anchors.given.is_empty() {
        (
            format!(
                "“{title}” is not among the public roots; it is a private CA or one that was removed."
            ),
            format!("its root “{title}” is not among the public roots"),
        )
    } else {
        (
            format!("“{title}” is not among the trusted CAs."),
            format!("its root “{title}” is not among the trusted CAs"),
        )
    };
    let mut evidence = vec![("Root", name.text())];
    if field == field::SUBJECT {
        evidence
            .extend(facts.pool.get(last).map(|certificate| ("SHA-256", crypto::id(certificate))));
    }
    Outcome::found(Spot { object: Some(last), field, detail, reason, evidence })
}
