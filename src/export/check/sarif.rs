//! SARIF 2.1.0 (OASIS), as code scanning reads it: rules once, then results that name them.

use crate::model::order;
use serde_json::{Value, json};

use crate::check::{Outcome, rule_words};
use crate::export::written::plain;
use crate::hints::Severity;

/// The log, with one run.
pub fn check_sarif(outcomes: &[Outcome]) -> Value {
    let mut ids: Vec<&'static str> = Vec::new();
    for outcome in outcomes {
        ids.extend(outcome.failures.iter().map(|it| it.rule));
        ids.extend(outcome.passed.iter().map(|it| it.rule));
        // A check of many files names few rules.
        order::plain(&mut ids);
        ids.dedup();
    }
    let mut results = Vec::new();
    for outcome in outcomes {
        for failure in &outcome.failures {
            let words = match outcome.host.is_empty() {
                true => failure.words.clone(),
                false => format!("{}: {}", outcome.host, failure.words),
            };
            results.push(result(&ids, outcome, failure.rule, level(failure.severity), &words));
        }
        for passed in &outcome.passed {
            let (title, rule) = rule_words(passed.rule);
            let level = rule.map_or("error", |rule| level(rule.severity));
            let mut value = result(&ids, outcome, passed.rule, level, title);
            if let Some(fields) = value.as_object_mut() {
                let reason = json!([{ "kind": "external", "justification": passed.reason }]);
                fields.insert("suppressions".into(), reason);
            }
            results.push(value);
        }
    }
    plain(json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "pemlens",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": ids.iter().map(|id| rule(id)).collect::<Vec<_>>(),
            }},
            "results": results,
        }],
    }))
}

fn rule(id: &str) -> Value {
    let (title, rule) = rule_words(id);
    let mut value = json!({ "id": id, "shortDescription": { "text": title } });
    if let (Some(rule), Some(fields)) = (rule, value.as_object_mut()) {
        fields.insert("fullDescription".into(), json!({ "text": rule.what }));
        fields.insert("help".into(), json!({ "text": rule.why }));
        fields.insert("defaultConfiguration".into(), json!({ "level": level(rule.severity) }));
        if let Some(reference) = rule.references.first() {
            fields.insert("helpUri".into(), json!(reference.url));
        }
    }
    value
}

fn result(ids: &[&str], outcome: &Outcome, rule: &str, level: &str, words: &str) -> Value {
    json!({
        "ruleId": rule,
        "ruleIndex": ids.iter().position(|id| *id == rule),
        "level": level,
        "message": { "text": words },
        // The file as a whole: viewers want a line.
        "locations": [{ "physicalLocation": {
            "artifactLocation": { "uri": address(&outcome.file) },
            "region": { "startLine": 1 },
        }}],
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Notice => "note",
    }
}

/// A path as an address (RFC 3986): relative paths stay relative.
fn address(path: &str) -> String {
    let mut out = String::new();
    if path.starts_with('/') {
        out.push_str("file://");
    }
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                out.push(char::from(byte));
            }
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}
