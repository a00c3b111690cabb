//! Certificate revocation lists (RFC 5280, 5.1).

mod entries;
mod scope;

use super::der::{BIT_STRING, Cursor, INTEGER, SEQUENCE, Value, bits, span};
use super::{extensions, name, request, time};
use crate::model::{CRL_REASONS, Crl, Problem, Revoked, Serial, Span};

pub use entries::{Entries, Entry, Named, entries, look_up, named};
pub use scope::{
    ALL_REASONS, DELTA, ISSUING_POINT, NUMBER, Point, Scope, extension, points, scope,
};

/// Reads a revocation list; `None` where the bytes do not have its outline.
pub(super) fn crl(der: &[u8]) -> Option<Crl> {
    let frame = Cursor::new(der, der).expect(SEQUENCE, "").ok()?;
    let behind = der.len().saturating_sub(frame.full.len());
    let der = frame.full;
    let mut outer = Cursor::new(der, frame.content);
    let tbs = outer.expect(SEQUENCE, "").ok()?;
    let mut fields = Cursor::new(der, tbs.content);
    let mut version = None;
    if fields.peek()?.is(INTEGER) {
        version = Some(fields.expect(INTEGER, "").ok()?);
    }
    let inner = fields.expect(SEQUENCE, "").ok()?;
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
        listed: Span::default(),
        critical_entries: false,
        extensions: Vec::new(),
        algorithm: None,
        signature: Vec::new(),
        problems,
        recalled: Default::default(),
    };
    let mut form = Form { der, problems: Vec::new() };
    if behind > 0 {
        form.fault(frame.full, format!("{behind} bytes stand behind the list."));
    }
    // RFC 5280, 5.1.2.1: version 2 where there is one, and then only are there extensions.
    let extended = version.is_some_and(|version| version.content == [1]);
    if let Some(version) = version.filter(|_| !extended) {
        form.fault(version.full, "The version of a list is 2, or it has none.".into());
    }
    rest_of_tbs(&mut fields, extended, &mut list, &mut form);
    // RFC 5280, 5.1.1.2: the same algorithm inside and outside.
    if outer.peek().is_some_and(|outside| outside.full != inner.full) {
        form.fault(inner.full, "Inside and outside stand different signature algorithms.".into());
    }
    let mut signature = outer;
    (list.algorithm, list.signature) = request::signed(der, &mut outer, &mut list.problems);
    let whole = signature.next("").and_then(|_| signature.expect(BIT_STRING, ""));
    if whole.is_ok_and(|value| bits(value.content).is_none_or(|(unused, _)| unused != 0)) {
        form.fault(tbs.full, "The signature is no whole number of bytes.".into());
    }
    if !outer.is_empty() {
        form.fault(tbs.full, "Something stands behind the signature.".into());
    }
    list.problems.append(&mut form.problems);
    Some(list)
}

/// What is not as RFC 5280, 5.1 wants it.
struct Form<'a> {
    der: &'a [u8],
    problems: Vec<Problem>,
}

impl Form<'_> {
    fn fault(&mut self, at: &[u8], message: String) {
        self.problems.push(Cursor::new(self.der, at).problem(at, message));
    }
}

/// nextUpdate, revokedCertificates and crlExtensions, each at most once and in this order.
fn rest_of_tbs(fields: &mut Cursor<'_>, extended: bool, list: &mut Crl, form: &mut Form<'_>) {
    let der = form.der;
    let mut stage = 0;
    while !fields.is_empty() {
        let value = match fields.next("A field of the list") {
            Ok(value) => value,
            Err(problem) => return list.problems.push(problem),
        };
        let next = time::time(value).map(|(next, _)| next);
        let place = match () {
            () if value.is(SEQUENCE) => 2,
            () if value.is_context(0) => 3,
            () if next.is_some() => 1,
            () => 0,
        };
        if place <= stage {
            form.fault(
                value.full,
                "A field of the list is none of those that belong there.".into(),
            );
            continue;
        }
        stage = place;
        match place {
            1 => list.next_update = next,
            2 => walk(value, extended, list, form),
            _ => {
                if !extended {
                    form.fault(value.full, "Only lists of version 2 have extensions.".into());
                }
                let mut inside = Cursor::new(der, value.content);
                match inside.expect(SEQUENCE, "The extensions") {
                    Ok(inner) => list.extensions = extensions::all(der, inner, &mut list.problems),
                    Err(problem) => list.problems.push(problem),
                }
                if !inside.is_empty() {
                    form.fault(value.full, "Something stands behind the extensions.".into());
                }
            }
        }
    }
    if scope(list).is_none() {
        form.fault(&[], "The issuing distribution point is not as RFC 5280 wants it.".into());
    }
}

/// Counts the entries, keeps the first, and tells the first that is no entry.
fn walk(value: Value<'_>, extended: bool, list: &mut Crl, form: &mut Form<'_>) {
    let der = form.der;
    list.listed = span(der, value.content);
    if value.content.is_empty() {
        // RFC 5280, 5.1.2.6.
        form.fault(value.full, "A list without entries leaves their sequence out.".into());
    }
    let (mut count, mut critical) = (0usize, false);
    let mut first = Vec::new();
    let mut damaged = None;
    let mut unexpected = false;
    for item in entries(list) {
        count = count.saturating_add(1);
        match item {
            Ok(entry) => {
                critical |= entry.is_critical();
                unexpected |= entry.is_extended() && !extended;
                if !entry.is_whole() {
                    damaged = damaged.or(Some(entry.place));
                }
                if first.len() < Crl::KEPT {
                    let reason = entry.reason().map(reason_name).unwrap_or_default();
                    let serial = Serial(entry.serial.to_vec());
                    first.push(Revoked { serial, at: entry.at(), reason });
                }
            }
            Err(place) => damaged = damaged.or(Some(place)),
        }
    }
    (list.entries, list.critical_entries, list.first) = (count, critical, first);
    if let Some(place) = damaged {
        let at = der.get(place.start..place.end).unwrap_or_default();
        form.fault(at, "An entry of the list cannot be read.".into());
    }
    if unexpected {
        form.fault(value.full, "Entries have extensions, which only version 2 allows.".into());
    }
}

/// The name of a CRLReason; empty for a code that has none.
pub fn reason_name(code: u8) -> &'static str {
    CRL_REASONS.get(usize::from(code)).copied().unwrap_or_default()
}

/// The name of a CRLReason, from the content of its ENUMERATED.
pub(super) fn reason(content: &[u8]) -> Option<&'static str> {
    match content {
        [code] => CRL_REASONS.get(usize::from(*code)).copied(),
        _ => None,
    }
}

/// The number of a list, or the number of the list that a delta builds on (RFC 5280, 5.2.3 and
/// 5.2.4): bytes without leading zeros, so that the longer is the larger.
pub fn number(list: &Crl, oid: &str) -> Option<Vec<u8>> {
    let raw = &extension(list, oid)?.raw;
    let value = Cursor::new(raw, raw).expect(INTEGER, "").ok()?;
    Some(value.content.iter().copied().skip_while(|byte| *byte == 0).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reasons_have_the_names_of_rfc_5280() {
        assert_eq!(
            (reason_name(1), reason_name(8), reason_name(7)),
            ("keyCompromise", "removeFromCRL", "")
        );
        assert_eq!(
            (reason(&[6]), reason(&[11]), reason(&[])),
            (Some("certificateHold"), None, None)
        );
    }

    #[test]
    fn what_is_no_list_is_none() {
        assert!(crl(&[0x30, 3, 2, 1, 5]).is_none());
        assert!(crl(&[]).is_none());
    }
}
