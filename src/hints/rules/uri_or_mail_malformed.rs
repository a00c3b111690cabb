use crate::hints::{
    Applies, Check, Facts, Fix, Message, Outcome, Reference, Rule, Severity, Spot, Stack, Who,
    in_full,
};
use crate::model::{Certificate, GeneralName, field};
use crate::purpose::uri_form;

pub(super) static RULE: Rule = Rule {
    id: "uri-or-mail-malformed",
    severity: Severity::Warning,
    applies: Applies::LEAF,
    title: "A URI or e-mail address cannot be read",
    what: "A URI of the Subject Alternative Name (SAN) is not ASCII, has a % that begins no escape, a port \
          that is no number or a host that cannot be; or an e-mail address is not ASCII.",
    why: "Go does not read the certificate at all, whatever it is used for; the others pass over the \
          entry.",
    fixes: &[Fix {
        who: Who::Issuer,
        step: "Issue the certificate with the entry as RFC 3986 writes URIs and RFC 5321 mailboxes, or without \
          it.",
        command: "",
    }],
    messages: in_full(&[
        Message { stack: Stack::Go, text: "x509: cannot parse URI {}" },
        Message { stack: Stack::Go, text: "x509: SAN uniformResourceIdentifier is malformed" },
        Message { stack: Stack::Go, text: "x509: SAN rfc822Name is malformed" },
    ]),
    references: &[
        Reference {
            label: "RFC 5280, 4.2.1.6 Subject Alternative Name",
            url: "https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.6",
        },
        Reference {
            label: "RFC 3986, 3 Syntax Components",
            url: "https://www.rfc-editor.org/rfc/rfc3986#section-3",
        },
    ],
    explains: &[],
    check: Check::Certificate(check),
};

fn check(_facts: &Facts<'_>, _step: usize, certificate: &Certificate) -> Outcome {
    let Some(names) = certificate.san() else { return Outcome::NotApplicable };
    let found = names.iter().find_map(|name| match name {
        GeneralName::Uri(text) => Some(("URI", text, uri_form::unreadable_uri(text)?)),
        GeneralName::Email(text) => {
            Some(("e-mail address", text, uri_form::unreadable_mail(text)?))
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
