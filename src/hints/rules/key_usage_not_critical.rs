use crate::hints::{Applies, Check, Facts, Fix, Outcome, Reference, Rule, Severity, Spot, Who};
use crate::model::oid::ext;
use crate::model::{Certificate, field};

pub(super) static RULE: Rule = Rule {
    id: "key-usage-not-critical",
    severity: Severity::Notice,
    applies: Applies::ALWAYS,
    title: "The key usage is not critical",
    what: "The Key Usage extension is not marked critical.",
    why: "RFC 5280 asks CAs to mark it, so that no reader passes over it. Every TLS client knows the \
          extension and minds it either way; audits and linters name it.",
    fixes: &[Fix {
        who: Who::Issuer,
        step: "Mark the key usage critical from the next certificate on (keyUsage=critical,… in OpenSSL’s \
          words).",
        command: "",
    }],
    messages: &[],
    references: &[Reference {
        label: "RFC 5280, 4.2.1.3 Key Usage",
        url: "https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.3",
    }],
    explains: &[],
    check: Check::Certificate(check),
};

fn check(facts: &Facts<'_>, step: usize, certificate: &Certificate) -> Outcome {
    let Some(extension) = certificate.extension(ext::KEY_USAGE) else {
        return Outcome::NotApplicable;
    };
    if super::is_public_root(certificate) {
        return Outcome::NotApplicable;
    }
    if extension.critical {
        return Outcome::Pass;
    }
    Outcome::found(Spot {
        field: field::KEY_USAGE,
        detail: "Its key usage is not marked critical.".into(),
        reason: format!("{} has a key usage that is not critical", facts.called(step)),
        ..Spot::default()
    })
}
