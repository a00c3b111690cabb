//! How a certificate is written, where that differs from what DER (X.690) and RFC 5280 ask for: bytes
//! that the model does not keep, since the certificate means the same without them. Strict readers
//! refuse them all the same.

use super::der::{BOOLEAN, Cursor, SEQUENCE, UTC_TIME, Value, oid};
use crate::model::oid::ext;
use crate::model::{Certificate, ExtensionValue, Oid, Span};

/// A date and what is wrong with its form (RFC 5280, 4.1.2.5).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateForm {
    /// `notBefore` or `notAfter`.
    pub name: &'static str,
    /// The date as it is written.
    pub text: String,
    /// What is wrong.
    pub flaw: DateFlaw,
}

/// What can be wrong with the form of a date that is read all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateFlaw {
    /// It has no seconds.
    NoSeconds,
    /// It has a zone offset, or no Z at its end.
    NoZulu,
    /// It has a fraction of a second.
    Fraction,
    /// A GeneralizedTime for a year before 2050, which has to be a UTCTime.
    TooEarly,
}

/// The dates whose form is not the one RFC 5280 demands; those that are no date are left out.
pub fn dates(certificate: &Certificate) -> Vec<DateForm> {
    let whole = certificate.der.as_slice();
    let Some(validity) = value_at(certificate, certificate.spans.validity) else {
        return Vec::new();
    };
    let mut ends = Cursor::new(whole, validity.content);
    let values = certificate.validity;
    let mut found = Vec::new();
    for (name, time) in [("notBefore", values.not_before), ("notAfter", values.not_after)] {
        let Ok(value) = ends.next(name) else { break };
        let text = String::from_utf8_lossy(value.content).into_owned();
        let utc = value.is(UTC_TIME);
        let flaw = match text.strip_suffix('Z') {
            _ if time.is_none() => None,
            None => Some(DateFlaw::NoZulu),
            Some(rest) if rest.contains('.') => Some(DateFlaw::Fraction),
            Some(rest) if rest.len() < if utc { 12 } else { 14 } => Some(DateFlaw::NoSeconds),
            Some(rest) if !utc && rest.get(..4).is_some_and(|year| year < "2050") => {
                Some(DateFlaw::TooEarly)
            }
            Some(_) => None,
        };
        found.extend(flaw.map(|flaw| DateForm { name, text, flaw }));
    }
    found
}

/// An algorithm identifier whose parameters are not the ones its RFC demands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameters {
    /// Whether it is the one of the public key, not of the signature.
    pub of_key: bool,
    /// The algorithm.
    pub algorithm: Oid,
    /// Whether NULL belongs there and is missing; otherwise something is there that must not be.
    pub missing: bool,
}

/// Algorithm identifiers with parameters that do not belong there, or without the NULL that does:
/// RFC 4055, 1.2 and 5 (RSA), RFC 5758, 3.2 (ECDSA), RFC 8410, 3 (Ed25519), RFC 9881, 2 (ML-DSA).
pub fn parameters(certificate: &Certificate) -> Vec<Parameters> {
    let whole = certificate.der.as_slice();
    let signature = value_at(certificate, certificate.spans.signature_algorithm);
    let key = value_at(certificate, certificate.spans.public_key)
        .and_then(|spki| Cursor::new(whole, spki.content).expect(SEQUENCE, "").ok());
    let mut found = Vec::new();
    for (of_key, value) in [(false, signature), (true, key)] {
        let Some((algorithm, parameters)) =
            value.and_then(|value| super::algorithm::parts(whole, value).ok())
        else {
            continue;
        };
        let id = algorithm.as_str();
        let wants_null = match id.strip_prefix("1.2.840.113549.1.1.") {
            // rsaEncryption, and RSA with a digest.
            Some(arc) => ["1", "2", "4", "5", "11", "12", "13", "14"].contains(&arc),
            None => false,
        };
        let wants_nothing = id.starts_with("1.2.840.10045.4.")
            || ["1.3.101.110", "1.3.101.111", "1.3.101.112", "1.3.101.113"].contains(&id)
            || (17..=19).any(|arc| id == format!("2.16.840.1.101.3.4.3.{arc}"));
        let is_null = parameters.is_some_and(|value| value.full == [5, 0]);
        let missing = wants_null && !is_null;
        if missing || (wants_nothing && parameters.is_some()) {
            found.push(Parameters { of_key, algorithm, missing });
        }
    }
    found
}

/// What is wrong with the bits of the key usage (X.690, 11.2.2: trailing zero bits are left out).
pub fn key_usage_bits(certificate: &Certificate) -> Option<&'static str> {
    let extension = certificate.extension(ext::KEY_USAGE)?;
    if !matches!(extension.value, ExtensionValue::KeyUsage(_)) {
        return None;
    }
    let value = Cursor::new(&extension.raw, &extension.raw).next("").ok()?;
    let (unused, bytes) = value.content.split_first()?;
    // A usage of no bits at all is another fault.
    let last = bytes.last().filter(|_| bytes.iter().any(|byte| *byte != 0))?;
    if *last == 0 {
        return Some("a byte of zeros stands at its end");
    }
    match u32::from(*unused).cmp(&last.trailing_zeros()) {
        std::cmp::Ordering::Less => Some("zero bits stand at its end"),
        std::cmp::Ordering::Greater => Some("bits that are declared unused are set"),
        std::cmp::Ordering::Equal => None,
    }
}

/// A place that is BER and not DER: the byte it begins at, and what is wrong there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotDer {
    /// Bytes from the beginning of the certificate.
    pub at: usize,
    /// A clause: `an INTEGER has a byte in front that it does not need`.
    pub what: &'static str,
}

/// Places reported at most.
const MAX_PLACES: usize = 5;
/// Values inside one another that are followed.
const MAX_DEPTH: usize = 40;

/// Where the certificate is not written as X.690, 10 and 11 ask for. Extensions of unknown form are not looked
/// into, nor are defaults that are written out: every client reads those.
pub fn not_der(certificate: &Certificate) -> Vec<NotDer> {
    let whole = certificate.der.as_slice();
    let mut found = Vec::new();
    walk(whole, whole, 0, &mut found);
    for extension in &certificate.extensions {
        let read = !matches!(
            extension.value,
            ExtensionValue::Other | ExtensionValue::Unreadable(_) | ExtensionValue::Scts(_)
        );
        let raw = &extension.raw;
        let start = extension.span.end.saturating_sub(raw.len());
        if let Some(content) = whole.get(start..extension.span.end).filter(|_| read) {
            walk(whole, content, 0, &mut found);
        }
    }
    found.truncate(MAX_PLACES);
    found
}

fn walk(whole: &[u8], mut rest: &[u8], depth: usize, found: &mut Vec<NotDer>) {
    while !rest.is_empty() && found.len() < MAX_PLACES && depth < MAX_DEPTH {
        let at = super::der::span(whole, rest).start;
        let Ok(value) = Cursor::new(whole, rest).next("") else { return };
        if value.full.is_empty() {
            return;
        }
        if let Some(what) = flaw(&value) {
            found.push(NotDer { at, what });
        }
        if value.full.first().is_some_and(|first| first & 0x20 != 0) {
            walk(whole, value.content, depth.saturating_add(1), found);
        }
        rest = rest.get(value.full.len()..).unwrap_or_default();
    }
}

fn flaw(value: &Value<'_>) -> Option<&'static str> {
    let (first, length) = match value.full {
        [first, length, ..] if first & 0x1F != 0x1F => (*first, *length),
        _ => return None,
    };
    let content = value.content;
    let needed: usize = match content.len() {
        0..=0x7F => 0,
        0x80..=0xFF => 1,
        0x100..=0xFFFF => 2,
        _ => 3,
    };
    let universal = first & 0xC0 == 0;
    match (first & 0x1F, content) {
        _ if length == 0x80 => Some("a length is left open"),
        _ if length > 0x80 && usize::from(length & 0x7F) > needed => {
            Some("a length takes more bytes than it needs")
        }
        (2, [0, next, ..]) if universal && next & 0x80 == 0 => {
            Some("a number has a zero byte in front that it does not need")
        }
        (2, [0xFF, next, ..]) if universal && next & 0x80 != 0 => {
            Some("a negative number has a byte in front that it does not need")
        }
        (1, content) if universal && !matches!(content, [0 | 0xFF]) => {
            Some("a BOOLEAN is neither 00 nor FF")
        }
        (6, content) if universal && oid(content).is_none() => Some("an OID is damaged"),
        (16 | 17, _) if universal && first & 0x20 == 0 => {
            Some("a SEQUENCE or SET is not marked as constructed")
        }
        (tag, _) if universal && first & 0x20 != 0 && tag != 16 && tag != 17 => {
            Some("a string is written in pieces")
        }
        _ => None,
    }
}

/// The unique identifiers that are there (RFC 5280, 4.1.2.8).
pub fn unique_identifiers(certificate: &Certificate) -> Vec<&'static str> {
    let end = certificate.spans.public_key.end;
    let rest = certificate.der.get(end..certificate.tbs.end).unwrap_or_default();
    let mut fields = Cursor::new(&certificate.der, rest);
    let mut found = Vec::new();
    while let Ok(value) = fields.next("") {
        if value.is_context(1) {
            found.push("issuerUniqueID");
        } else if value.is_context(2) {
            found.push("subjectUniqueID");
        }
    }
    found
}

/// Defaults that are written out, which DER leaves away (X.690, 11.5): the extensions that say in so many
/// bytes that they are not critical, and whether the basic constraints say so that it is no CA.
pub fn written_defaults(certificate: &Certificate) -> (Vec<Oid>, bool) {
    let whole = certificate.der.as_slice();
    let is_false = |value: Value<'_>| value.is(BOOLEAN) && value.content == [0];
    let says_not_critical = |span: Span| {
        let mut parts = Cursor::new(whole, value_at(certificate, span)?.content);
        parts.next("").ok()?;
        parts.peek().map(is_false)
    };
    let extensions = certificate.extensions.iter();
    let not_critical = extensions.filter(|e| says_not_critical(e.span) == Some(true));
    let no_ca = certificate.extension(ext::BASIC_CONSTRAINTS).and_then(|extension| {
        let raw = extension.raw.as_slice();
        let list = Cursor::new(raw, raw).expect(SEQUENCE, "").ok()?;
        Cursor::new(raw, list.content).peek().map(is_false)
    });
    (not_critical.map(|e| e.oid.clone()).collect(), no_ca == Some(true))
}

/// The value that fills a span.
fn value_at(certificate: &Certificate, span: Span) -> Option<Value<'_>> {
    let part = certificate.der.get(span.start..span.end)?;
    Cursor::new(&certificate.der, part).next("").ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(bytes: &[u8]) -> Vec<(usize, &'static str)> {
        let mut found = Vec::new();
        walk(bytes, bytes, 0, &mut found);
        found.into_iter().map(|place| (place.at, place.what)).collect()
    }

    #[test]
    fn ber_is_told_from_der() {
        assert_eq!(places(&[0x30, 6, 2, 1, 0, 1, 1, 0xFF]), []);
        assert_eq!(places(&[0x30, 4, 2, 2, 0, 0x80]), []);
        assert_eq!(places(&[0x30, 4, 2, 2, 0, 0x7F])[0].0, 2);
        assert_eq!(places(&[0x30, 4, 2, 2, 0xFF, 0x80])[0].0, 2);
        assert_eq!(places(&[0x30, 0x81, 3, 1, 1, 1]).len(), 2);
        assert_eq!(places(&[0x30, 2, 6, 0])[0], (2, "an OID is damaged"));
        assert_eq!(places(&[0x30]), []);
    }
}
