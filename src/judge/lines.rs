//! Cases and predictions as lines of JSON: the format of outside test suites.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{AnchorRules, Case, Judgement, Peer, Reading, Stack, Usage, usage};
use crate::decode;
use crate::input::Source;
use crate::model::oid::eku;
use crate::model::{Certificate, Crl, ItemKind, Oid, Time};
use crate::path::policies::{ANY, Inputs};

/// Reads a case.
pub fn case_from_line(line: &str) -> Result<Case, String> {
    let value: Value = serde_json::from_str(line).map_err(|error| error.to_string())?;
    let id = value.get("id").and_then(Value::as_str).ok_or("a case has no id")?.to_owned();
    let leaf = value.get("leaf").and_then(Value::as_str).ok_or("a case has no leaf")?;
    let at = value.get("time").and_then(seconds).ok_or("a case has no time")?;
    let client = text(&value, "purpose") == Some("client");
    let usage = match text(&value, "key_purpose") {
        Some(word) => usage_from_word(word, client),
        None => {
            let role = Oid(if client { eku::CLIENT_AUTH } else { eku::SERVER_AUTH }.into());
            let mut wanted = vec![role];
            wanted.extend(list(&value, "eku").iter().filter_map(Value::as_str).map(usage_oid));
            wanted.dedup();
            Usage { wanted, ..Usage::default() }
        }
    };
    Ok(Case {
        id,
        leaf: certificates(leaf).into_iter().next(),
        intermediates: many(&value, "intermediates"),
        roots: many(&value, "roots"),
        crls: list(&value, "crls").iter().filter_map(Value::as_str).flat_map(crls).collect(),
        at: Time(at),
        usage,
        host: value.get("host").and_then(peer),
        names: list(&value, "names").iter().filter_map(peer).collect(),
        depth: value.get("depth").and_then(Value::as_u64).and_then(|n| u32::try_from(n).ok()),
        policy: value.get("policy").map(inputs).unwrap_or_default(),
        anchors: text(&value, "trust").map(AnchorRules::from_word).unwrap_or_default(),
    })
}

/// Writes a prediction, without the line's end.
pub fn prediction_line(id: &str, stack: Stack, judgement: &Judgement) -> String {
    let (verdict, code, message) = match &judgement.refusal {
        None => ("accept", "ok", "The path is valid."),
        Some(refusal) => ("reject", refusal.code.as_str(), refusal.message.as_str()),
    };
    let mut line = json!({
        "id": id, "stack": stack.name(), "verdict": verdict, "code": code, "message": message,
    });
    if judgement.exhausted
        && let Some(fields) = line.as_object_mut()
    {
        fields.insert("exhausted".into(), Value::Bool(true));
    }
    line.to_string()
}

pub(super) fn text<'a>(value: &'a Value, field: &str) -> Option<&'a str> {
    value.get(field).and_then(Value::as_str)
}

fn list<'a>(value: &'a Value, field: &str) -> &'a [Value] {
    value.get(field).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}

/// Whole seconds; parts of a second are cut off downwards, as validity has none (RFC 5280, 4.1.2.5).
pub(super) fn seconds(value: &Value) -> Option<i64> {
    // A float outside the range of an i64 becomes its nearest end.
    value.as_i64().or_else(|| value.as_f64().map(|seconds| seconds.floor() as i64))
}

/// The certificates in a PEM text.
pub(super) fn certificates(pem: &str) -> Vec<Certificate> {
    let source = Source { bytes: pem.as_bytes().to_vec(), ..Source::default() };
    let contents = decode::read(&source, &mut |_| {});
    contents.certificates.into_iter().map(|located| located.certificate).collect()
}

/// The revocation lists in a PEM text.
pub(super) fn crls(pem: &str) -> Vec<Crl> {
    let source = Source { bytes: pem.as_bytes().to_vec(), ..Source::default() };
    let items = decode::read(&source, &mut |_| {}).items.into_iter();
    items
        .filter_map(|item| match item.kind {
            ItemKind::Crl(list) => Some(*list),
            _ => None,
        })
        .collect()
}

fn many(value: &Value, field: &str) -> Vec<Certificate> {
    list(value, field).iter().filter_map(Value::as_str).flat_map(certificates).collect()
}

fn peer(value: &Value) -> Option<Peer> {
    let name = text(value, "value")?.to_owned();
    Some(match text(value, "kind")? {
        "RFC822" => Peer::Email(name),
        _ => Peer::Host(name),
    })
}

/// `serverAuth` or a dotted OID.
fn usage_oid(word: &str) -> Oid {
    let oid = match word {
        "anyExtendedKeyUsage" => eku::ANY,
        "serverAuth" => eku::SERVER_AUTH,
        "clientAuth" => eku::CLIENT_AUTH,
        "codeSigning" => "1.3.6.1.5.5.7.3.3",
        "emailProtection" => "1.3.6.1.5.5.7.3.4",
        "timeStamping" => "1.3.6.1.5.5.7.3.8",
        "OCSPSigning" => "1.3.6.1.5.5.7.3.9",
        other => other,
    };
    Oid(oid.into())
}

/// BoringSSL's key purposes: `SERVER_AUTH_STRICT_LEAF` …
fn usage_from_word(word: &str, client: bool) -> Usage {
    let wanted = match word {
        _ if word.starts_with("ANY") => Vec::new(),
        _ if word.starts_with("MLS") => vec![Oid(usage::MLS_CLIENT.into())],
        _ if word.starts_with("CLIENT") || client => vec![Oid(eku::CLIENT_AUTH.into())],
        _ => vec![Oid(eku::SERVER_AUTH.into())],
    };
    let reading = match word {
        _ if word.ends_with("STRICT_LEAF") => Reading::StrictLeaf,
        _ if word.ends_with("STRICT") => Reading::Strict,
        _ => Reading::Standard,
    };
    Usage { wanted, reading, no_ca_leaf: reading != Reading::Standard }
}

/// The initial policy inputs in the words of NIST PKITS, whose test policies are numbered.
fn inputs(value: &Value) -> Inputs {
    let flag = |field: &str| value.get(field).and_then(Value::as_bool).unwrap_or(false);
    let policy = |word: &str| match word.strip_prefix("NIST-test-policy-") {
        Some(number) => Oid(format!("2.16.840.1.101.3.2.1.48.{number}")),
        None if word == "anyPolicy" => Oid(ANY.into()),
        None => Oid(word.to_owned()),
    };
    let named = list(value, "InitialPolicySet");
    let wanted: BTreeSet<Oid> = named.iter().filter_map(Value::as_str).map(policy).collect();
    Inputs {
        wanted,
        inhibit_mapping: flag("InitialPolicyMappingInhibit"),
        explicit: flag("InitialExplicitPolicy"),
        inhibit_any: flag("InitialAnyPolicyInhibit"),
    }
}
