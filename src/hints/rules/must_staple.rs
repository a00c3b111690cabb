use crate::hints::{Applies, Check, Facts, Fix, Outcome, Reference, Rule, Severity, Spot, Who};
use crate::model::{Certificate, ExtensionValue, field};

/// The TLS extension status_request (RFC 6066, 8).
const STATUS_REQUEST: u16 = 5;

pub(super) static RULE: Rule = Rule {
    id: "must-staple",
    severity: Severity::Notice,
    applies: Applies::SERVER,
    title: "The server must staple an OCSP response",
    what: "The TLS Feature extension names status_request, known as must-staple.",
    why: "A client that obeys it, such as Firefox, refuses the connection when the server does not send a \
          current OCSP response along. Whether the server does cannot be seen in the certificate.",
    fixes: &[Fix {
        who: Who::Server,
        step: "Switch stapling on (nginx: ssl_stapling on; Apache: SSLUseStapling on) and look for “OCSP Response \
               Status: successful”. If the CA no longer runs OCSP, get a certificate without the extension.",
        command: "openssl s_client -connect {host}:443 -servername {host} -status </dev/null",
    }],
    messages: &[],
    references: &[Reference {
        label: "RFC 7633 X.509v3 TLS Feature Extension",
        url: "https://www.rfc-editor.org/rfc/rfc7633",
    }],
    explains: &[],
    check: Check::Certificate(check),
};

fn check(_facts: &Facts<'_>, _step: usize, certificate: &Certificate) -> Outcome {
    let features = certificate.extensions.iter().find_map(|extension| match &extension.value {
        ExtensionValue::TlsFeature(features) => Some(features),
        _ => None,
    });
    let Some(features) = features else { return Outcome::NotApplicable };
    if !features.contains(&STATUS_REQUEST) {
        return Outcome::Pass;
    }
    Outcome::found(Spot {
        field: field::TLS_FEATURE,
        detail: "The server has to send an OCSP response with it.".into(),
        reason: "the server has to send an OCSP response with it".into(),
        evidence: vec![("TLS feature", "status_request (5)".into())],
        ..Spot::default()
    })
}
