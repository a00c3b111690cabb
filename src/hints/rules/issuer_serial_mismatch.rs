use crate::hints::{Applies, Check, Facts, Fix, Outcome, Reference, Rule, Severity, Spot, Who};
use crate::model::{Certificate, GeneralName, Serial};

pub(super) static RULE: Rule = Rule {
    id: "issuer-serial-mismatch",
    severity: Severity::Warning,
    applies: Applies::ALWAYS,
    title: "It names another certificate of its issuer",
    what: "The authority key identifier names the issuer's certificate by issuer and serial number, and the CA certificate here is another one.",
    why: "OpenSSL, and with it curl, Python and nginx, does not take a CA certificate that is not the one named, as after a renewal of the CA; Go, Java, GnuTLS and browsers do not look.",
    fixes: &[Fix { who: Who::Issuer, step: "Issue it with the key identifier alone, as RFC 5280 recommends; until then send the CA certificate that it names.", command: "" }],
    messages: &[],
    references: &[Reference {
        label: "RFC 5280, 4.2.1.1 Authority Key Identifier",
        url: "https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.1",
    }],
    explains: &[],
    check: Check::Certificate(check),
};

fn check(facts: &Facts<'_>, step: usize, certificate: &Certificate) -> Outcome {
    let Some(id) = certificate.authority_key_id() else { return Outcome::NotApplicable };
    let Some(issuer) = facts.at_step(step.saturating_add(1)) else { return Outcome::NotApplicable };
    // OpenSSL looks at the first directory name (X509_check_akid).
    let named = id.issuer.iter().find_map(|name| match name {
        GeneralName::Directory(name) => Some(name),
        _ => None,
    });
    let number = id.serial.clone().map(Serial);
    let (evidence, what) = match (&number, named) {
        (Some(number), _) if number.hex() != issuer.serial.hex() => {
            (vec![("Named", number.hex()), ("Of the issuer", issuer.serial.hex())], "serial number")
        }
        (_, Some(name)) if name.key != issuer.issuer.key => {
            (vec![("Named", name.text()), ("Of the issuer", issuer.issuer.text())], "issuer")
        }
        (None, None) => return Outcome::NotApplicable,
        _ => return Outcome::Pass,
    };
    let above = issuer.title();
    Outcome::found(Spot {
        field: "authority-key-id",
        detail: format!("The {what} that its authority key identifier names is not that of “{above}”."),
        reason: format!(
            "the authority key identifier of {} names another certificate than “{above}”, which OpenSSL refuses",
            facts.called(step)
        ),
        evidence,
        ..Spot::default()
    })
}
