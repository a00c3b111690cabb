use crate::hints::{
    Applies, Check, Facts, Fix, Message, Outcome, Reference, Role, Rule, Severity, Spot, Stack,
    Who, in_full,
};
use crate::model::{Certificate, field};
use crate::path::FaultKind;

pub static RULE: Rule = Rule {
    id: "path-too-long",
    severity: Severity::Error,
    applies: Applies {
        roles: &[Role::Intermediate, Role::Root],
        purposes: Applies::ALWAYS.purposes,
    },
    title: "There are more CAs below a CA than it allows",
    what: "The basic constraints of a CA limit how many CAs may stand between it and the leaf \
           (pathLenConstraint), and the path has more.",
    why: "Every mainstream stack counts and refuses the path.",
    fixes: &[
        Fix {
            who: Who::Issuer,
            step: "Issue the leaf from a CA that stands directly below the limited one, or make the limited \
                   CA's certificate anew with a larger limit or none.",
            command: "",
        },
        Fix {
            who: Who::Server,
            step: "If the CA offers another path (a cross-signed intermediate), send that one.",
            command: "",
        },
    ],
    messages: in_full(&[
        Message { stack: Stack::OpenSsl, text: "path length constraint exceeded" },
        Message {
            stack: Stack::Go,
            text: "x509: too many intermediates for path length constraint",
        },
        Message {
            stack: Stack::Java,
            text: "pathLenConstraint violated - this cert must be the last cert in the certification path",
        },
        Message {
            stack: Stack::GnuTls,
            text: "The certificate chain violates the signer's constraints.",
        },
        Message { stack: Stack::Rustls, text: "PathLenConstraintViolated" },
        Message { stack: Stack::Chromium, text: "net::ERR_CERT_INVALID" },
        Message { stack: Stack::Firefox, text: "Certificate path length constraint is invalid." },
    ]),
    references: &[Reference {
        label: "RFC 5280, 4.2.1.9 Basic Constraints",
        url: "https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.9",
    }],
    explains: &[],
    check: Check::Certificate(check),
};

fn check(facts: &Facts<'_>, step: usize, certificate: &Certificate) -> Outcome {
    let found = facts.faults(step).find_map(|fault| match fault.kind {
        FaultKind::PathTooLong { limit, found } => Some((limit, found)),
        _ => None,
    });
    let Some((limit, found)) = found else { return Outcome::Pass };
    let count = |number: u32| match number {
        0 => "no CA".to_owned(),
        1 => "1 CA".to_owned(),
        more => format!("{more} CAs"),
    };
    let (allowed, there) = (count(limit), count(found));
    Outcome::found(Spot {
        field: field::BASIC_CONSTRAINTS,
        detail: format!(
            "“{}” allows {allowed} below itself, and the path has {there}.",
            certificate.title()
        ),
        reason: format!(
            "“{}” allows {allowed} below itself, and the path has {there}",
            certificate.title()
        ),
        evidence: vec![
            ("pathLenConstraint", limit.to_string()),
            ("CAs below it", found.to_string()),
        ],
        ..Spot::default()
    })
}
