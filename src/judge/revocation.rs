//! Lines about revocation: one certificate, its issuer, and one list or one OCSP response, weighed
//! as BoringSSL's library does ([`Reading::Plain`]).

use serde_json::{Value, json};

use super::lines::{certificates, crls, seconds, text};
use crate::decode;
use crate::input::Source;
use crate::model::{Certificate, ItemKind, Ocsp, Time};
use crate::path::Anchors;
use crate::revocation::{Issuer, Reading, Says, Status, Subject, World};

/// The answer to such a line; `None` where the line is none: it has neither `crl` nor `ocsp_b64`.
pub fn revocation_line(line: &str) -> Option<Result<String, String>> {
    let value: Value = serde_json::from_str(line).ok()?;
    let evidence = text(&value, "crl").or_else(|| text(&value, "ocsp_b64"))?;
    text(&value, "cert")?;
    Some(answer(&value, evidence))
}

fn answer(value: &Value, evidence: &str) -> Result<String, String> {
    let id = text(value, "id").ok_or("a case has no id")?;
    let at = value.get("time").and_then(seconds).ok_or("a case has no time")?;
    let first =
        |field: &str| text(value, field).and_then(|pem| certificates(pem).into_iter().next());
    let above: Vec<Certificate> = ["issuer", "root"].into_iter().filter_map(first).collect();
    let (status, cause) = match first("cert") {
        None => ("unknown", "certificate-unreadable"),
        Some(certificate) => {
            let pool: Vec<&Certificate> = above.iter().collect();
            let anchors = Anchors::default();
            let mut world = World::new(&pool, &anchors, Time(at), Reading::Plain);
            world.max_age = value.get("max_age").and_then(Value::as_i64);
            let lists = match value.get("crl") {
                Some(_) => crls(evidence),
                None => Vec::new(),
            };
            let responses = match value.get("crl") {
                Some(_) => Vec::new(),
                None => responses(evidence),
            };
            world.lists = lists.iter().collect();
            world.responses = responses.iter().collect();
            let issuers = above.iter().map(|it| Issuer {
                name: &it.subject,
                key: &it.public_key,
                certificate: Some(it),
            });
            let subject = Subject { certificate: &certificate, issuers: issuers.collect() };
            weighed(&world, &subject)
        }
    };
    Ok(json!({ "id": id, "status": status, "cause": cause }).to_string())
}

fn weighed<'a>(world: &World<'a>, subject: &Subject<'a>) -> (&'static str, &'static str) {
    let verdict = world.verdict(subject);
    match verdict.status {
        Status::Good(_) => ("good", "good"),
        Status::Revoked(_) => ("revoked", "revoked"),
        Status::Unknown => ("unknown", "responder-does-not-know"),
        Status::NotCovered => {
            let fault = verdict.weighed.into_iter().find_map(|it| match it.says {
                Says::Nothing(fault) => Some(fault.word()),
                _ => None,
            });
            ("unknown", fault.unwrap_or("unreadable"))
        }
    }
}

/// The OCSP responses in base64.
fn responses(base64: &str) -> Vec<Ocsp> {
    let source = Source { bytes: base64.as_bytes().to_vec(), ..Source::default() };
    let items = decode::read(&source, &mut |_| {}).items.into_iter();
    items
        .filter_map(|item| match item.kind {
            ItemKind::Ocsp(response) => Some(*response),
            _ => None,
        })
        .collect()
}
