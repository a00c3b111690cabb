use crate::hints::{Applies, Check, Facts, Fix, Outcome, Reference, Rule, Severity, Spot, Who};
use crate::model::{Certificate, ExtensionValue, field, oid::OCSP};

/// The TLS extension status_request (RFC 6066, 8).
const STATUS_REQUEST: u16 = 5;

pub(super) static RULE: Rule = Rule {
    id: "must-staple-without-ocsp",
    severity: Severity::Warning,
    applies: Applies::SERVER,
    title: "Stapling is demanded and there is no OCSP address",
    what: "The TLS Feature extension names status_request (must-staple), and the certificate states no \
           OCSP responder.",
    why: "The server has nowhere to get the OCSP response that it must send, and a client that obeys the \
          extension refuses the connection without one.",
    fixes: &[
        Fix {
            who: Who::Server,
            step: "Get a certificate without must-staple; many public CAs no longer run OCSP.",
            command: "certbot certonly -d {host}",
        },
        Fix {
            who: Who::Issuer,
            step: "Or issue it with the address of a responder (authorityInfoAccess=OCSP;URI:… in the \
                   extensions file).",
            command: "",
        },
    ],
    messages: &[],
    references: &[
        Reference {
            label: "RFC 7633 X.509v3 TLS Feature Extension",
            url: "https://www.rfc-editor.org/rfc/rfc7633",
        },
        Reference {
            label: "RFC 5280, 4.2.2.1 Authority Information Access",
            url: "https://www.rfc-editor.org/rfc/rfc5280#section-4.2.2.1",
        },
    ],
    explains: &["must-staple"],
    check: Check::Certificate(check),
};

fn check(_: &Facts<'_>, _step: usize, certificate: &Certificate) -> Outcome {
    let values = || certificate.extensions.iter().map(|extension| &extension.value);
    let demanded = values().any(
        |value| matches!(value, ExtensionValue::TlsFeature(list) if list.contains(&STATUS_REQUEST)),
    );
    if !demanded {
        return Outcome::NotApplicable;
    }
    let stated = values().any(|value| match value {
        ExtensionValue::AuthorityInfoAccess(list) => {
            list.iter().any(|access| access.method.as_str() == OCSP)
        }
        _ => false,
    });
    if stated {
        return Outcome::Pass;
    }
    Outcome::found(Spot {
        field: field::TLS_FEATURE,
        detail: "It demands a stapled OCSP response and names no responder.".into(),
        reason: "it demands a stapled OCSP response and names no responder".into(),
        evidence: vec![("TLS feature", "status_request (5)".into())],
        ..Spot::default()
    })
}
