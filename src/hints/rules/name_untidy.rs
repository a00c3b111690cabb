use crate::hints::{Applies, Check, Facts, Fix, Outcome, Reference, Rule, Severity, Who};
use crate::model::{Attribute, Certificate};

pub(super) static RULE: Rule = Rule {
    id: "name-untidy",
    severity: Severity::Notice,
    applies: Applies::LEAF,
    title: "A value of the subject is not clean",
    what: "A value of the subject is empty, begins or ends with white space, or holds an HTML entity such \
          as &amp;.",
    why: "Clients that compare names ignore white space at the ends, and show the rest as it is. Mostly \
          software copied a form field into the certificate.",
    fixes: &[Fix {
        who: Who::Server,
        step: "Request the next certificate with the value as people write it, or without it.",
        command: "{request}",
    }],
    messages: &[],
    references: &[Reference {
        label: "RFC 5280, 4.1.2.4 Issuer",
        url: "https://www.rfc-editor.org/rfc/rfc5280#section-4.1.2.4",
    }],
    explains: &[],
    check: Check::Certificate(check),
};

fn check(facts: &Facts<'_>, step: usize, certificate: &Certificate) -> Outcome {
    super::subject_fault(facts, step, certificate, fault)
}

fn fault(attribute: &Attribute) -> Option<&'static str> {
    let value = attribute.value.as_str();
    if value.trim().is_empty() {
        Some("is empty")
    } else if value.trim_start() != value {
        Some("begins with white space")
    } else if value.trim_end() != value {
        Some("ends with white space")
    } else if has_entity(value) {
        Some("holds an HTML entity")
    } else {
        None
    }
}

/// `&amp;`, `&#39;`, `&#xE9;` and their like.
fn has_entity(value: &str) -> bool {
    value.split('&').skip(1).filter_map(|rest| rest.split_once(';')).any(|(name, _)| {
        let number = name.strip_prefix('#').map(|digits| digits.trim_start_matches(['x', 'X']));
        let is_number =
            number.is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_hexdigit()));
        is_number || ["amp", "lt", "gt", "quot", "apos", "nbsp"].contains(&name)
    })
}
