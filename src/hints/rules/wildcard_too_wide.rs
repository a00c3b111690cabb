use crate::hints::{
    Applies, Check, Facts, Fix, Outcome, Reference, Role, Rule, Severity, Spot, Who,
};
use crate::model::{Certificate, GeneralName, Purpose, field};
use crate::purpose::host;

pub(super) static RULE: Rule = Rule {
    id: "wildcard-too-wide",
    severity: Severity::Warning,
    applies: Applies { roles: &[Role::Leaf], purposes: &[Purpose::Server] },
    title: "A wildcard stands for the domains of many owners",
    what: "A wildcard of the Subject Alternative Name (SAN) stands directly below a public suffix, such as co.uk.",
    why: "Everyone can register a domain there, so nobody owns all of them. Chromium ignores such a wildcard, and \
          public CAs may not issue it; other clients take it.",
    fixes: &[Fix {
        who: Who::Issuer,
        step: "Name the domains that are meant, each with its own wildcard where one is needed.",
        command: "",
    }],
    messages: &[],
    references: &[Reference {
        label: "RFC 9525, 7.1 Wildcard Certificates",
        url: "https://www.rfc-editor.org/rfc/rfc9525#section-7.1",
    }],
    explains: &[],
    check: Check::Certificate(check),
};

fn check(_: &Facts<'_>, _: usize, certificate: &Certificate) -> Outcome {
    let Some(names) = certificate.san() else { return Outcome::NotApplicable };
    let wide = names.iter().find_map(|name| match name {
        GeneralName::Dns(name) if host::spans_suffix(name) => Some(name),
        _ => None,
    });
    let Some(name) = wide else { return Outcome::Pass };
    Outcome::found(Spot {
        field: field::SUBJECT_ALT_NAME,
        detail: format!("{name} stands for every domain directly below its suffix."),
        reason: format!("its name {name} stands for every domain directly below its suffix"),
        evidence: vec![("Wildcard", name.clone())],
        ..Spot::default()
    })
}
