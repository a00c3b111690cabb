//! General names (RFC 5280, 4.2.1.6).

use std::net::IpAddr;

use super::der::{Cursor, OID, SEQUENCE, Value, oid};
use super::{name, strings};
use crate::model::{GeneralName, Oid, Problem};

/// Reads the content of a GeneralNames value: names one behind the other.
pub(super) fn list(
    whole: &[u8],
    content: &[u8],
    problems: &mut Vec<Problem>,
) -> Result<Vec<GeneralName>, Problem> {
    let mut names = Vec::new();
    let mut cursor = Cursor::new(whole, content);
    while !cursor.is_empty() {
        let value = cursor.next("A name")?;
        names.push(one(whole, value, problems));
    }
    Ok(names)
}

/// Reads one general name from its tagged value.
pub(super) fn one(whole: &[u8], value: Value<'_>, problems: &mut Vec<Problem>) -> GeneralName {
    let bytes = value.content;
    let form = (0..=8).find(|form| value.is_context(*form));
    // Text with bytes that are no UTF-8 is shown, and never equal to a real name.
    match form {
        Some(0) => match other_name(bytes) {
            Some((id, inner)) => {
                other(&format!("otherName {}", id.name()), inner_text(inner), inner)
            }
            None => other("otherName that could not be read", None, bytes),
        },
        Some(1) => GeneralName::Email(strings::lossless(bytes)),
        Some(2) => GeneralName::Dns(strings::lossless(bytes)),
        Some(3) => other("x400Address", None, bytes),
        Some(4) => directory(whole, bytes, problems),
        Some(5) => other("ediPartyName", None, bytes),
        Some(6) => GeneralName::Uri(strings::lossless(bytes)),
        Some(7) => ip(bytes),
        Some(8) => match oid(bytes) {
            Some(id) => GeneralName::RegisteredId(id),
            None => other("registered ID", None, bytes),
        },
        _ => other(&format!("name of type {}", value.tag), None, bytes),
    }
}

/// The type of an otherName, and its value with the `[0] EXPLICIT` around it.
fn other_name(bytes: &[u8]) -> Option<(Oid, &[u8])> {
    let mut parts = Cursor::new(bytes, bytes);
    let id = oid(parts.expect(OID, "").ok()?.content)?;
    let value = parts.next("").ok()?;
    (value.is_context(0) && parts.is_empty()).then_some((id, value.full))
}

fn directory(whole: &[u8], der: &[u8], problems: &mut Vec<Problem>) -> GeneralName {
    match Cursor::new(whole, der).expect(SEQUENCE, "A directory name") {
        Ok(value) => GeneralName::Directory(name::name(whole, value, problems)),
        Err(_) => other("directoryName", None, der),
    }
}

/// 4 or 16 bytes are an address; anything else is shown as it is.
pub(super) fn ip(bytes: &[u8]) -> GeneralName {
    if let Ok(four) = <[u8; 4]>::try_from(bytes) {
        GeneralName::Ip(IpAddr::from(four))
    } else if let Ok(sixteen) = <[u8; 16]>::try_from(bytes) {
        GeneralName::Ip(IpAddr::from(sixteen))
    } else {
        GeneralName::BadIp(bytes.to_vec())
    }
}

/// The string inside an otherName: `[0] EXPLICIT`, then a string type.
fn inner_text(value: &[u8]) -> Option<String> {
    let wrapped = Cursor::new(value, value).next("").ok()?;
    let inner = Cursor::new(value, wrapped.content).next("").ok()?;
    matches!(inner.tag, 12 | 19 | 22 | 26 | 30).then(|| strings::text(inner.tag, inner.content))
}

fn other(label: &str, text: Option<String>, raw: &[u8]) -> GeneralName {
    GeneralName::Other { label: label.to_owned(), text, raw: raw.to_vec() }
}
