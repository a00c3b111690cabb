use crate::hints::revocation::weigh;
use crate::hints::{
    Applies, Check, Facts, Fix, Message, Outcome, Reference, Rule, Severity, Spot, Stack, Who, in_full};
use crate::model::Certificate;
use crate::revocation::Status;

pub(super) static RULE: Rule = Rule {
    id: "revoked",
    severity: Severity::Error,
    applies: Applies::ALWAYS,
    title: "A certificate of the path is revoked",
    what: "A revocation list or OCSP response that was loaded, and that the certificate's issuer is proved to have \
           signed, says that the certificate was revoked by the time asked about.",
    why: "The issuer has withdrawn it before its time, often because its private key got into other hands. Browsers \
          and all who check revocation refuse it; programs that check none would accept it, and whoever has the key \
          may use it there.",
    fixes: &[
        Fix {
            who: Who::Server,
            step: "Make a new key, have a new certificate issued for it, install both, and reload the server. The \
                   revocation stands; only a certificateHold can be lifted.",
            command: "{new-key-request}",
        },
        Fix {
            who: Who::Issuer,
            step: "Where a CA certificate is revoked, issue everything below it anew from a CA that is in force.",
            command: "",
        },
    ],
    messages: in_full(&[
        Message { stack: Stack::OpenSsl, text: "certificate revoked" },
        Message { stack: Stack::Chromium, text: "net::ERR_CERT_REVOKED" },
        Message { stack: Stack::Firefox, text: "SEC_ERROR_REVOKED_CERTIFICATE" },
    ]),
    references: &[
        Reference {
            label: "RFC 5280, 5.3 CRL Entry Extensions",
            url: "https://www.rfc-editor.org/rfc/rfc5280#section-5.3",
        },
        Reference {
            label: "RFC 5280, 6.3 CRL Validation",
            url: "https://www.rfc-editor.org/rfc/rfc5280#section-6.3",
        },
        Reference {
            label: "RFC 6960, 3.2 Signed Response Acceptance Requirements",
            url: "https://www.rfc-editor.org/rfc/rfc6960#section-3.2",
        },
    ],
    explains: &[],
    check: Check::Certificate(check),
};

fn check(facts: &Facts<'_>, step: usize, certificate: &Certificate) -> Outcome {
    let found = match weigh(facts, step).map(|verdict| verdict.status) {
        None | Some(Status::Unknown | Status::NotCovered) => return Outcome::NotApplicable,
        Some(Status::Good(_)) => return Outcome::Pass,
        Some(Status::Revoked(found)) => found,
    };
    let on = found.at.map(|at| format!(" on {}", at.date())).unwrap_or_default();
    let why = match found.reason {
        "" | "unspecified" => String::new(),
        reason => format!(" ({reason})"),
    };
    let mut evidence = vec![("Serial number", certificate.serial.hex())];
    evidence.extend(found.at.map(|at| ("Revoked", at.iso())));
    evidence.extend((!found.reason.is_empty()).then(|| ("Reason", found.reason.to_owned())));
    evidence.extend(found.made.map(|made| ("Said on", made.iso())));
    Outcome::found(Spot {
        field: "serial",
        detail: format!("The {} loaded says that its issuer revoked it{on}{why}.", found.said_by),
        reason: format!("{} was revoked by its issuer{on}{why}", facts.called(step)),
        evidence,
        ..Spot::default()
    })
}
