//! Certificate revocation lists (RFC 5280, 5.1).

use super::der::{Cursor, INTEGER, OCTET_STRING, OID, SEQUENCE, Value, oid, span};
use super::{extensions, name, request, time};
use crate::model::{Crl, Problem, Revoked, Serial, Time};

/// CRLReason (RFC 5280, 5.3.1); 7 is not used.
const REASONS: [&str; 11] = [
    "unspecified",
    "keyCompromise",
    "cACompromise",
    "affiliationChanged",
    "superseded",
    "cessationOfOperation",
    "certificateHold",
    "",
    "removeFromCRL",
    "privilegeWithdrawn",
    "aACompromise",
];

/// Reads a revocation list; `None` where the bytes do not have its outline.
pub(super) fn crl(der: &[u8]) -> Option<Crl> {
    let frame = Cursor::new(der, der).expect(SEQUENCE, "").ok()?;
    let der = frame.full;
    let mut outer = Cursor::new(der, frame.content);
    let tbs = outer.expect(SEQUENCE, "").ok()?;
    let mut fields = Cursor::new(der, tbs.content);
    if fields.peek()?.is(INTEGER) {
        fields.expect(INTEGER, "").ok()?;
    }
    fields.expect(SEQUENCE, "").ok()?;
    let issuer = fields.expect(SEQUENCE, "").ok()?;
    // Where a certificate has its validity, a list has a time.
    let (this_update, _) = time::time(fields.next("").ok()?)?;
    let mut problems = Vec::new();
    let mut list = Crl {
        der: der.to_vec(),
        tbs: span(der, tbs.full),
        issuer: name::name(der, issuer, &mut problems),
        this_update: Some(this_update),
        next_update: None,
        entries: 0,
        first: Vec::new(),
        extensions: Vec::new(),
        algorithm: None,
        signature: Vec::new(),
        problems,
    };
    while let Ok(value) = fields.next("A field of the list") {
        if value.is(SEQUENCE) {
            entries(der, value, &mut list);
        } else if value.is_context(0) {
            if let Ok(inner) = Cursor::new(der, value.content).expect(SEQUENCE, "The extensions") {
                list.extensions = extensions::all(der, inner, &mut list.problems);
            }
        } else if let Some((next, _)) = time::time(value) {
            list.next_update = Some(next);
        }
    }
    (list.algorithm, list.signature) = request::signed(der, &mut outer, &mut list.problems);
    Some(list)
}

fn entries(der: &[u8], value: Value<'_>, list: &mut Crl) {
    let mut cursor = Cursor::new(der, value.content);
    while !cursor.is_empty() {
        let item = match cursor.expect(SEQUENCE, "An entry of the list") {
            Ok(item) => item,
            Err(problem) => return list.problems.push(problem),
        };
        list.entries = list.entries.saturating_add(1);
        if list.first.len() < Crl::KEPT {
            match entry(der, item) {
                Ok(entry) => list.first.push(entry),
                Err(problem) => list.problems.push(problem),
            }
        }
    }
}

fn entry(der: &[u8], item: Value<'_>) -> Result<Revoked, Problem> {
    let mut parts = Cursor::new(der, item.content);
    let serial = parts.expect(INTEGER, "The serial number of an entry")?;
    let at = parts.next("The time of an entry")?;
    let mut reason = "";
    if let Ok(extensions) = parts.expect(SEQUENCE, "") {
        let mut extensions = Cursor::new(der, extensions.content);
        while let Ok(extension) = extensions.expect(SEQUENCE, "") {
            reason = reason_of(der, extension).unwrap_or(reason);
        }
    }
    Ok(Revoked { serial: Serial(serial.content.to_vec()), at: read_time(at), reason })
}

/// What a list says about a serial number: unlike [`Crl::first`], this looks at every entry.
pub fn entry_of(list: &Crl, serial: &Serial) -> Option<Revoked> {
    let der = list.der.get(list.tbs.start..list.tbs.end)?;
    let mut fields = Cursor::new(der, Cursor::new(der, der).expect(SEQUENCE, "").ok()?.content);
    // The entries are the first sequence behind a time; before it stand algorithm and issuer.
    while read_time(fields.next("").ok()?).is_none() {}
    let list = loop {
        let value = fields.next("").ok()?;
        if value.is(SEQUENCE) {
            break value;
        }
    };
    let mut entries = Cursor::new(der, list.content);
    while let Ok(item) = entries.expect(SEQUENCE, "") {
        let number = Cursor::new(der, item.content).expect(INTEGER, "").ok();
        if number.is_some_and(|number| number.content == serial.0) {
            return entry(der, item).ok();
        }
    }
    None
}

/// The reasonCode extension of an entry.
fn reason_of(der: &[u8], extension: Value<'_>) -> Option<&'static str> {
    let mut parts = Cursor::new(der, extension.content);
    let id = oid(parts.expect(OID, "").ok()?.content)?;
    if id.as_str() != "2.5.29.21" {
        return None;
    }
    while let Ok(value) = parts.next("") {
        if value.is(OCTET_STRING) {
            return reason(Cursor::new(der, value.content).next("").ok()?.content);
        }
    }
    None
}

/// The name of a CRLReason, from the content of its ENUMERATED.
pub(super) fn reason(content: &[u8]) -> Option<&'static str> {
    match content {
        [code] => REASONS.get(usize::from(*code)).copied(),
        _ => None,
    }
}

fn read_time(value: Value<'_>) -> Option<Time> {
    time::time(value).map(|(time, _)| time)
}
