use crate::hints::{Applies, Check, Facts, Fix, Outcome, Reference, Rule, Severity, Spot, Who};
use crate::model::{Attribute, Certificate, field};

pub(super) static RULE: Rule = Rule {
    id: "name-too-long",
    severity: Severity::Notice,
    applies: Applies::LEAF,
    title: "A part of the subject is too long",
    what: "A value of the subject has more characters than its type allows: 64 for common name, \
          organisation and organisational unit, 128 for locality, state and street, 40 for a postal code.",
    why: "No client minds. OpenSSL’s commands refuse to write such a value, and public CAs refuse the \
          request.",
    fixes: &[Fix {
        who: Who::Server,
        step: "Request the next certificate with a shorter value; a long host name belongs in the SAN alone.",
        command: "{request}",
    }],
    messages: &[],
    references: &[Reference {
        label: "RFC 5280, A.1 Explicitly Tagged Module",
        url: "https://www.rfc-editor.org/rfc/rfc5280#section-A.1",
    }],
    explains: &[],
    check: Check::Certificate(check),
};

fn check(facts: &Facts<'_>, step: usize, certificate: &Certificate) -> Outcome {
    if certificate.subject.is_empty() || super::is_public_root(certificate) {
        return Outcome::NotApplicable;
    }
    let found = certificate.subject.attributes().find_map(|a| Some((a.label(), fault(a)?)));
    let Some((label, fault)) = found else { return Outcome::Pass };
    Outcome::found(Spot {
        field: field::SUBJECT,
        detail: format!("In its subject, {label} {fault}."),
        reason: format!("in the subject of {} {label} {fault}", facts.called(step)),
        evidence: vec![("Subject", certificate.subject.text())],
        ..Spot::default()
    })
}

fn fault(attribute: &Attribute) -> Option<String> {
    // RFC 5280, A.1; street and postal code: ITU-T X.520, annex C.
    let limit = match attribute.oid.as_str() {
        "2.5.4.3" | "2.5.4.5" | "2.5.4.10" | "2.5.4.11" | "2.5.4.12" => 64,
        "2.5.4.7" | "2.5.4.8" | "2.5.4.9" => 128,
        "2.5.4.17" => 40,
        "1.2.840.113549.1.9.1" => 255,
        _ => return None,
    };
    let length = attribute.value.chars().count();
    (length > limit).then(|| format!("has {length} characters; {limit} are allowed"))
}
