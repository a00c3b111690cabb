use crate::engine::BRIEF;
use crate::hints::{
    Applies, Check, Facts, Fix, Message, Outcome, Reference, Rule, Severity, Spot, Stack, Who,
    in_full,
};
use crate::model::{ExtensionValue, field, oid};
use crate::path::End;

pub static RULE: Rule = Rule {
    id: "issuer-missing",
    severity: Severity::Error,
    applies: Applies::ALWAYS,
    title: "An issuer certificate is missing",
    what: "The path stops at a certificate whose issuer is neither among the loaded certificates nor \
           among the public roots.",
    why: "A client builds the path from what the server sends and from its own roots. Few clients fetch \
          a missing intermediate by themselves, so the same site may open in a browser and fail everywhere else. \
          A missing root is no fault of the server: it works for clients that have that root, and for no others.",
    fixes: &[
        Fix {
            who: Who::Server,
            step: "If what is missing is an intermediate, get it from the CA (its address often stands in the \
                   certificate under CA issuers), put it behind the certificate it issued in the file the server \
                   sends, and reload.",
            // The small engine does not fill it in.
            command: if !BRIEF {
                "curl -fgsSo issuer.cer {issuer_url} && openssl x509 -inform DER -in issuer.cer -out issuer.pem"
            } else {
                ""
            },
        },
        Fix {
            who: Who::Anyone,
            step: "If it is a private root, servers do not send it: add it to the trusted CAs of the clients, and \
                   here as a trusted CA.",
            command: "",
        },
    ],
    messages: in_full(&[
        Message { stack: Stack::OpenSsl, text: "unable to get local issuer certificate" },
        Message { stack: Stack::NodeJs, text: "UNABLE_TO_VERIFY_LEAF_SIGNATURE" },
        Message { stack: Stack::Go, text: "x509: certificate signed by unknown authority" },
        Message {
            stack: Stack::Java,
            text: "unable to find valid certification path to requested target",
        },
        Message { stack: Stack::Rustls, text: "invalid peer certificate: UnknownIssuer" },
        Message { stack: Stack::Chromium, text: "net::ERR_CERT_AUTHORITY_INVALID" },
        Message { stack: Stack::Firefox, text: "SEC_ERROR_UNKNOWN_ISSUER" },
    ]),
    references: &[
        Reference {
            label: "RFC 8446, 4.4.2 Certificate",
            url: "https://www.rfc-editor.org/rfc/rfc8446#section-4.4.2",
        },
        Reference {
            label: "RFC 5280, 6.1 Basic Path Validation",
            url: "https://www.rfc-editor.org/rfc/rfc5280#section-6.1",
        },
    ],
    explains: &["not-trusted"],
    check: Check::Chain(check),
};

fn check(facts: &Facts<'_>) -> Outcome {
    if facts.path.end != End::MissingIssuer {
        return Outcome::Pass;
    }
    let Some(last) = facts.path.last_loaded() else { return Outcome::NotApplicable };
    let Some(certificate) = facts.pool.get(last) else { return Outcome::NotApplicable };
    let issuer = certificate.issuer.title().unwrap_or("an issuer without a name").to_owned();
    let mut evidence = vec![("Missing issuer", certificate.issuer.text())];
    if let Some(id) = certificate.authority_key_id().and_then(|aki| aki.key_id.as_deref()) {
        evidence.push(("Its key identifier", crate::model::hex(id)));
    }
    for extension in &certificate.extensions {
        let ExtensionValue::AuthorityInfoAccess(methods) = &extension.value else { continue };
        for method in methods.iter().filter(|m| m.method.as_str() == oid::CA_ISSUERS) {
            evidence.extend(method.location.plain().map(|url| ("CA issuers", url)));
        }
    }
    let (both, reason) = match certificate.is_ca() {
        true => (
            " Clients that trust that CA already accept the path; if it is an intermediate, the server has to send it.",
            format!(
                "“{issuer}”, the issuer of “{}”, is neither here nor a trusted root",
                certificate.title()
            ),
        ),
        false => ("", format!("the certificate of its issuer “{issuer}” is missing")),
    };
    Outcome::found(Spot {
        object: Some(last),
        field: field::ISSUER,
        detail: format!(
            "“{}” was issued by “{issuer}”, which is not here.{both}",
            certificate.title()
        ),
        reason,
        evidence,
    })
}
