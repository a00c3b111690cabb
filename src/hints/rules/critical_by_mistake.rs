use crate::hints::{
    Applies, Check, Facts, Fix, Message, Outcome, Reference, Rule, Severity, Spot, Stack, Who,
    in_full,
};
use crate::model::oid::ext;
use crate::model::{Certificate, field};
use crate::purpose::listed;

/// RFC 5280, 4.2.1.1, 4.2.1.2, 4.2.1.8, 4.2.1.15, 4.2.2.1 and 4.2.2.2: CAs must mark these as not critical.
const NEVER: &[&str] = &[
    ext::AUTHORITY_KEY_ID,
    ext::SUBJECT_KEY_ID,
    "2.5.29.9",
    "2.5.29.46",
    ext::AUTHORITY_INFO_ACCESS,
    ext::SUBJECT_INFO_ACCESS,
];

pub(super) static RULE: Rule = Rule {
    id: "critical-by-mistake",
    severity: Severity::Error,
    applies: Applies::ALWAYS,
    title: "An extension is critical that must not be",
    what: "A key identifier, the authority or subject information access, the freshest CRL or the \
          directory attributes are marked critical.",
    why: "These extensions help to find things and restrict nothing, so they must not be critical. \
          OpenSSL, Go, Java and rustls refuse critical key identifiers and AIA; GnuTLS takes them.",
    fixes: &[Fix {
        who: Who::Issuer,
        step: "Issue the certificate with the extension not critical. In an OpenSSL configuration, remove the \
          word critical from its line.",
        command: "",
    }],
    messages: in_full(&[
        Message { stack: Stack::OpenSsl, text: "unhandled critical extension" },
        Message {
            stack: Stack::Go,
            text: "x509: subject key identifier incorrectly marked critical",
        },
        Message {
            stack: Stack::Go,
            text: "x509: authority info access incorrectly marked critical",
        },
        Message { stack: Stack::Java, text: "unrecognized critical extension(s)" },
        Message { stack: Stack::Rustls, text: "UnsupportedCriticalExtension" },
    ]),
    references: &[
        Reference {
            label: "RFC 5280, 4.2.1.1 Authority Key Identifier",
            url: "https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.1",
        },
        Reference {
            label: "RFC 5280, 4.2.1.2 Subject Key Identifier",
            url: "https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.2",
        },
        Reference {
            label: "RFC 5280, 4.2.2.1 Authority Information Access",
            url: "https://www.rfc-editor.org/rfc/rfc5280#section-4.2.2.1",
        },
    ],
    explains: &["critical-extension-unknown"],
    check: Check::Certificate(check),
};

fn check(facts: &Facts<'_>, step: usize, certificate: &Certificate) -> Outcome {
    let critical = certificate.extensions.iter().filter(|e| e.critical);
    let wrong: Vec<_> = critical.filter(|e| NEVER.contains(&e.oid.as_str())).collect();
    let Some(first) = wrong.first() else { return Outcome::Pass };
    let names: Vec<&str> = wrong.iter().map(|e| e.oid.name()).collect();
    let names = listed(&names);
    let verb = if wrong.len() == 1 { "is" } else { "are" };
    Outcome::found(Spot {
        field: field::of(first.oid.as_str()),
        detail: format!("{names} {verb} marked critical."),
        reason: format!("{} marks {names} as critical", facts.called(step)),
        evidence: wrong.iter().map(|e| ("Critical", e.oid.as_str().to_owned())).collect(),
        ..Spot::default()
    })
}
