use crate::hints::{Applies, Check, Facts, Fix, Outcome, Reference, Rule, Severity, Spot, Who};
use crate::model::{Certificate, GeneralName, field};
use crate::purpose::uri_form;

pub(super) static RULE: Rule = Rule {
    id: "uri-or-mail-unusable",
    severity: Severity::Notice,
    applies: Applies::LEAF,
    title: "A URI or e-mail address in the SAN is incomplete",
    what: "A URI of the Subject Alternative Name (SAN) has no scheme or nothing behind it, or an e-mail \
          address is no address alone: no @, a name, brackets or a comment.",
    why: "TLS clients do not look at these entries. Programs that do (SPIFFE, S/MIME) find nothing they \
          can compare.",
    fixes: &[Fix {
        who: Who::Issuer,
        step: "Issue the certificate with the whole URI (https://…, spiffe://…) or the address alone, or \
          without the entry.",
        command: "",
    }],
    messages: &[],
    references: &[Reference {
        label: "RFC 5280, 4.2.1.6 Subject Alternative Name",
        url: "https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.6",
    }],
    explains: &[],
    check: Check::Certificate(check),
};

fn check(_facts: &Facts<'_>, _step: usize, certificate: &Certificate) -> Outcome {
    let Some(names) = certificate.san() else { return Outcome::NotApplicable };
    let found = names.iter().find_map(|name| match name {
        GeneralName::Uri(text) => Some(("URI", text, uri_form::incomplete_uri(text)?)),
        GeneralName::Email(text) => {
            Some(("e-mail address", text, uri_form::incomplete_mail(text)?))
        }
        _ => None,
    });
    let Some((form, text, why)) = found else { return Outcome::Pass };
    Outcome::found(Spot {
        field: field::SUBJECT_ALT_NAME,
        detail: format!("The {form} “{text}” of its SAN {why}."),
        reason: format!("the {form} “{text}” of its SAN {why}"),
        evidence: vec![("SAN entry", text.clone())],
        ..Spot::default()
    })
}
