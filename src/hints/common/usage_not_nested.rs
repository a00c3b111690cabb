use crate::hints::{
    Applies, Check, Facts, Fix, Message, Outcome, Reference, Role, Rule, Severity, Spot, Stack,
    Who, in_full,
};
use crate::model::{Certificate, Oid, Purpose, field};
use crate::path::FaultKind;
use crate::purpose::{listed, short_usage};

pub static RULE: Rule = Rule {
    id: "usage-not-nested",
    severity: Severity::Error,
    applies: Applies {
        roles: &[Role::Intermediate, Role::Root],
        purposes: &[Purpose::Server, Purpose::Client],
    },
    title: "A CA may not issue certificates for this use",
    what: "A CA certificate of the path has an Extended Key Usage (EKU) extension that leaves out the use \
           asked about.",
    why: "RFC 5280 does not ask for it, yet OpenSSL, rustls and others read the EKU of an intermediate CA as \
          the list of uses below it, and refuse the path whatever the leaf says. Java does not look at it.",
    fixes: &[
        Fix {
            who: Who::Server,
            step: "Ask the CA for a certificate from an intermediate made for this use: web server, or client.",
            command: "",
        },
        Fix {
            who: Who::Issuer,
            step: "Make the intermediate anew with this use in its EKU, or without an EKU.",
            command: "",
        },
    ],
    messages: in_full(&[Message { stack: Stack::OpenSsl, text: "unsuitable certificate purpose" }]),
    references: &[Reference {
        label: "RFC 5280, 4.2.1.12 Extended Key Usage",
        url: "https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.12",
    }],
    explains: &[],
    check: Check::Certificate(check),
};

fn check(facts: &Facts<'_>, step: usize, certificate: &Certificate) -> Outcome {
    let Some(usages) = certificate.eku() else { return Outcome::NotApplicable };
    if !facts.faults(step).any(|fault| fault.kind == FaultKind::UsageNotNested) {
        return Outcome::Pass;
    }
    let wanted = if facts.purpose == Purpose::Server { "serverAuth" } else { "clientAuth" };
    let names: Vec<&str> = usages.iter().map(|oid: &Oid| short_usage(oid.name())).collect();
    let names = listed(&names);
    Outcome::found(Spot {
        field: field::EXTENDED_KEY_USAGE,
        detail: format!("“{}” may issue for {names}; {wanted} is not listed.", certificate.title()),
        reason: format!(
            "its issuer “{}” may issue for {names} only, and {wanted} is needed",
            certificate.title()
        ),
        evidence: vec![("Allowed", names.clone()), ("Needed", wanted.to_owned())],
        ..Spot::default()
    })
}
