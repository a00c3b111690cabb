//! Extensions that Microsoft's CAs and European trust services write, read for showing: each part with
//! a label. Nothing is decided by them here.
//!
//! [MS-WCCE] 2.2.2.7.7 and [MS-PKCA] for Microsoft's; RFC 3739, 3.2.6, ETSI EN 319 412-5 and
//! TS 119 495, 5.1, for the statements about qualified certificates.

use super::super::der::{Cursor, OCTET_STRING, OID, SEQUENCE, Value, number, oid};
use super::super::strings;
use crate::model::Oid;

/// A part of an extension: what it is, and its value.
pub type Part = (String, String);

/// The parts of an extension that is read for showing only; `None` for all others, and where the content
/// is not as it should be.
pub fn parts(id: &Oid, raw: &[u8]) -> Option<Vec<Part>> {
    let parts = match id.as_str() {
        "1.3.6.1.4.1.311.25.2" => security(raw)?,
        "1.3.6.1.4.1.311.20.2" => {
            vec![("template".into(), text(Cursor::new(raw, raw).next("").ok()?)?)]
        }
        "1.3.6.1.4.1.311.21.7" => template(raw)?,
        "1.3.6.1.4.1.311.21.10" => policies(raw)?,
        "1.3.6.1.5.5.7.1.3" => statements(raw)?,
        _ => return None,
    };
    (!parts.is_empty()).then_some(parts)
}

/// The values inside a SEQUENCE.
fn inside<'a>(raw: &'a [u8], part: &'a [u8]) -> Option<Vec<Value<'a>>> {
    let list = Cursor::new(raw, part).expect(SEQUENCE, "").ok()?;
    members(raw, list.content)
}

fn members<'a>(raw: &'a [u8], content: &'a [u8]) -> Option<Vec<Value<'a>>> {
    let mut cursor = Cursor::new(raw, content);
    let mut values = Vec::new();
    while !cursor.is_empty() {
        values.push(cursor.next("").ok()?);
    }
    Some(values)
}

fn text(value: Value<'_>) -> Option<String> {
    matches!(value.tag, 12 | 19 | 22 | 26 | 30).then(|| strings::text(value.tag, value.content))
}

/// The account's security identifier: an otherName 1.3.6.1.4.1.311.25.2.1 with an OCTET STRING.
fn security(raw: &[u8]) -> Option<Vec<Part>> {
    let mut found = Vec::new();
    for name in inside(raw, raw)? {
        let mut parts = Cursor::new(raw, name.content);
        let kind = oid(parts.expect(OID, "").ok()?.content)?;
        let wrapped = parts.next("").ok()?;
        let value = Cursor::new(raw, wrapped.content).expect(OCTET_STRING, "").ok()?;
        if kind.as_str() == "1.3.6.1.4.1.311.25.2.1" {
            let sid = std::str::from_utf8(value.content).ok()?;
            found.push(("account SID".into(), sid.to_owned()));
        }
    }
    Some(found)
}

/// The template's identifier and version.
fn template(raw: &[u8]) -> Option<Vec<Part>> {
    let mut values = inside(raw, raw)?.into_iter();
    let mut parts = vec![("template".into(), oid(values.next()?.content)?.as_str().to_owned())];
    let versions: Option<Vec<String>> =
        values.map(|value| number(value.content).map(|number| number.to_string())).collect();
    let versions = versions?;
    if !versions.is_empty() {
        parts.push(("version".into(), versions.join(".")));
    }
    Some(parts)
}

/// Application policies: of the same form as certificate policies.
fn policies(raw: &[u8]) -> Option<Vec<Part>> {
    let mut parts = Vec::new();
    for policy in inside(raw, raw)? {
        let id = oid(members(raw, policy.content)?.first()?.content)?;
        parts.push(("use".into(), id.name().to_owned()));
    }
    Some(parts)
}

fn statements(raw: &[u8]) -> Option<Vec<Part>> {
    let mut parts = Vec::new();
    for statement in inside(raw, raw)? {
        let values = members(raw, statement.content)?;
        let id = oid(values.first()?.content)?;
        let value = values.get(1).copied();
        let read = value.and_then(|value| statement_value(raw, &id, value));
        parts.extend(match (statement_name(id.as_str()), read) {
            (Some(name), Some(read)) => read.into_iter().map(|text| (name.into(), text)).collect(),
            (Some(name), None) => vec![("statement".into(), name.into())],
            (None, _) => vec![("statement".into(), id.as_str().to_owned())],
        });
    }
    Some(parts)
}

/// What a statement is about, by its identifier.
fn statement_name(id: &str) -> Option<&'static str> {
    Some(match id {
        "0.4.0.1862.1.1" => "qualified certificate (EU)",
        "0.4.0.1862.1.2" => "limit of transactions",
        "0.4.0.1862.1.3" => "kept for years",
        "0.4.0.1862.1.4" => "key in a qualified device (QSCD)",
        "0.4.0.1862.1.5" => "disclosure statement (PDS)",
        "0.4.0.1862.1.6" => "type",
        "0.4.0.1862.1.7" => "law of",
        "0.4.0.19495.2" => "PSD2",
        "1.3.6.1.5.5.7.11.2" => "meaning of names",
        _ => return None,
    })
}

fn statement_value(raw: &[u8], id: &Oid, value: Value<'_>) -> Option<Vec<String>> {
    Some(match id.as_str() {
        "0.4.0.1862.1.2" => {
            let values = members(raw, value.content)?;
            let [currency, amount, exponent] = values.as_slice() else { return None };
            let currency = text(*currency)
                .or_else(|| number(currency.content).map(|number| number.to_string()))?;
            let (amount, exponent) = (number(amount.content)?, number(exponent.content)?);
            vec![format!("{amount} × 10^{exponent} {currency}")]
        }
        "0.4.0.1862.1.3" => vec![number(value.content)?.to_string()],
        "0.4.0.1862.1.5" => members(raw, value.content)?
            .iter()
            .map(|place| {
                let values = members(raw, place.content)?;
                let [url, language] = values.as_slice() else { return None };
                Some(format!("{} ({})", text(*url)?, text(*language)?))
            })
            .collect::<Option<Vec<String>>>()?,
        "0.4.0.1862.1.6" => members(raw, value.content)?
            .iter()
            .map(|kind| {
                let kind = oid(kind.content)?;
                Some(match kind.as_str() {
                    "0.4.0.1862.1.6.1" => "electronic signature".to_owned(),
                    "0.4.0.1862.1.6.2" => "electronic seal".to_owned(),
                    "0.4.0.1862.1.6.3" => "website authentication".to_owned(),
                    other => other.to_owned(),
                })
            })
            .collect::<Option<Vec<String>>>()?,
        "0.4.0.1862.1.7" => {
            members(raw, value.content)?.into_iter().map(text).collect::<Option<Vec<String>>>()?
        }
        "0.4.0.19495.2" => payment(raw, value)?,
        "1.3.6.1.5.5.7.11.2" => {
            vec![oid(members(raw, value.content)?.first()?.content)?.as_str().to_owned()]
        }
        _ => return None,
    })
}

/// TS 119 495, 5.1: the roles of a payment service, and who authorised it.
fn payment(raw: &[u8], value: Value<'_>) -> Option<Vec<String>> {
    let values = members(raw, value.content)?;
    let [roles, authority, id] = values.as_slice() else { return None };
    let mut said = Vec::new();
    for role in members(raw, roles.content)? {
        let parts = members(raw, role.content)?;
        let [kind, name] = parts.as_slice() else { return None };
        let meaning = match oid(kind.content)?.as_str() {
            "0.4.0.19495.1.1" => "account servicing",
            "0.4.0.19495.1.2" => "payment initiation",
            "0.4.0.19495.1.3" => "account information",
            "0.4.0.19495.1.4" => "issuing of card-based payment instruments",
            _ => "another role",
        };
        said.push(format!("role {}: {meaning}", text(*name)?));
    }
    said.push(format!("authorised by {} ({})", text(*authority)?, text(*id)?));
    Some(said)
}
