//! What `d2i_X509` refuses to read, and with which error: values that are not of their type. What is
//! inside extensions is read later, and dates are looked at when they are compared.

use crate::model::Certificate;
use crate::stacks::der::{self, BOOLEAN, INTEGER, OCTET_STRING, OID, SEQUENCE, Value};
use crate::stacks::tlv::tag;

/// An error of OpenSSL's ASN.1 reader: its number and its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Unread {
    pub code: &'static str,
    pub words: &'static str,
}

const fn unread(code: &'static str, words: &'static str) -> Unread {
    Unread { code, words }
}

const BOOLEAN_LENGTH: Unread = unread("0680006A", "boolean is wrong length");
const MISSING: Unread = unread("06800079", "field missing");
const CHARACTERS: Unread = unread("0680007C", "illegal characters");
const UTF8: Unread = unread("06800086", "invalid utf8string");
const NOT_UNIVERSAL: Unread = unread("0680008B", "mstring not universal");
const STRING_TAG: Unread = unread("0680008C", "mstring wrong tag");
const TOO_MANY: Unread = unread("06800094", "sequence length mismatch");
const TOO_SHORT: Unread = unread("06800098", "string too short");
const WRONG_TAG: Unread = unread("068000A8", "wrong tag");
const BMP_LENGTH: Unread = unread("068000D6", "bmpstring is wrong length");
const UNIVERSAL_LENGTH: Unread = unread("068000D7", "universalstring is wrong length");
const OBJECT: Unread = unread("068000D8", "invalid object encoding");
const BITS_LEFT: Unread = unread("068000DC", "invalid bit string bits left");
const PADDING: Unread = unread("068000DD", "illegal padding");
const ZERO_CONTENT: Unread = unread("068000DE", "illegal zero content");

const UNIVERSAL_STRING: u8 = 0x1C;
/// Types that a value in a name may have (ASN1_PRINTABLE); VisibleString is not among them.
const NAME_TYPES: [u8; 17] = [3, 7, 8, 9, 11, 12, 13, 14, 15, 16, 18, 19, 20, 22, 28, 29, 30];

/// Why a certificate cannot be read; the first error that is reported.
pub(super) fn fault(certificate: &Certificate) -> Option<Unread> {
    let parts = der::inside(&certificate.der, SEQUENCE)?;
    let [tbs, algorithm, signature, behind @ ..] = parts.as_slice() else { return None };
    let read = || {
        body(tbs.content)?;
        identifier(*algorithm)?;
        typed(*signature, tag::BIT_STRING)?;
        if behind.is_empty() { Ok(()) } else { Err(TOO_MANY) }
    };
    read().err()
}

fn body(content: &[u8]) -> Result<(), Unread> {
    // Lengths that do not fit were told when the certificate was decoded.
    let Some(values) = der::all(content) else { return Ok(()) };
    let mut values = values.into_iter().peekable();
    if let Some(version) = values.next_if(|value| value.tag == 0xA0) {
        integer(values_of(version).first().ok_or(MISSING)?.content)?;
    }
    integer(values.next().ok_or(MISSING)?.content)?;
    identifier(values.next().ok_or(MISSING)?)?;
    name(values.next().ok_or(MISSING)?)?;
    validity(values.next().ok_or(MISSING)?)?;
    name(values.next().ok_or(MISSING)?)?;
    let key = values_of(values.next().ok_or(MISSING)?);
    let [algorithm, bits, more @ ..] = key.as_slice() else { return Err(MISSING) };
    identifier(*algorithm)?;
    typed(*bits, tag::BIT_STRING)?;
    if !more.is_empty() {
        return Err(TOO_MANY);
    }
    for value in values {
        match value.tag {
            0x81 | 0x82 => bit_string(value.content)?,
            0xA3 => {
                let lists = values_of(value);
                let all = lists.first().copied().map(values_of).unwrap_or_default();
                all.into_iter().try_for_each(extension)?;
            }
            _ => return Err(TOO_MANY),
        }
    }
    Ok(())
}

fn values_of(value: Value<'_>) -> Vec<Value<'_>> {
    der::all(value.content).unwrap_or_default()
}

fn extension(value: Value<'_>) -> Result<(), Unread> {
    let mut parts = values_of(value).into_iter().peekable();
    typed(parts.next().ok_or(MISSING)?, OID)?;
    if let Some(critical) = parts.next_if(|part| part.tag == BOOLEAN) {
        any(critical)?;
    }
    typed(parts.next().ok_or(MISSING)?, OCTET_STRING)?;
    if parts.next().is_some() { Err(TOO_MANY) } else { Ok(()) }
}

fn identifier(value: Value<'_>) -> Result<(), Unread> {
    let parts = values_of(value);
    typed(*parts.first().ok_or(MISSING)?, OID)?;
    parts.get(1).map_or(Ok(()), |parameters| any(*parameters))?;
    if parts.len() > 2 { Err(TOO_MANY) } else { Ok(()) }
}

fn validity(value: Value<'_>) -> Result<(), Unread> {
    let times = values_of(value);
    for time in times.iter().take(2) {
        if !matches!(time.tag, tag::UTC_TIME | tag::GENERALIZED_TIME) {
            return Err(STRING_TAG);
        }
    }
    match times.len() {
        0 | 1 => Err(MISSING),
        2 => Ok(()),
        _ => Err(TOO_MANY),
    }
}

/// A name is read whole, and then its strings are made comparable (`x509_name_canon`).
fn name(value: Value<'_>) -> Result<(), Unread> {
    let mut strings = Vec::new();
    for set in values_of(value) {
        for attribute in values_of(set) {
            let parts = values_of(attribute);
            let [kind, value, more @ ..] = parts.as_slice() else { return Err(MISSING) };
            typed(*kind, OID)?;
            match value.tag {
                0x40.. => return Err(NOT_UNIVERSAL),
                tag if !NAME_TYPES.contains(&(tag & 0x1F)) => return Err(STRING_TAG),
                _ => any(*value)?,
            }
            if !more.is_empty() {
                return Err(TOO_MANY);
            }
            strings.push(*value);
        }
    }
    strings.into_iter().try_for_each(characters)
}

/// `ASN1_STRING_to_UTF8`.
fn characters(value: Value<'_>) -> Result<(), Unread> {
    let content = value.content;
    let is_character = |point: u32| char::from_u32(point).is_some();
    let good = match value.tag {
        tag::UTF8_STRING => return std::str::from_utf8(content).map(|_| ()).map_err(|_| UTF8),
        tag::BMP_STRING => {
            content.as_chunks::<2>().0.iter().all(|p| is_character(u16::from_be_bytes(*p).into()))
        }
        UNIVERSAL_STRING => {
            content.as_chunks::<4>().0.iter().all(|p| is_character(u32::from_be_bytes(*p)))
        }
        // Strings of other types may hold any byte.
        _ => true,
    };
    if good { Ok(()) } else { Err(CHARACTERS) }
}

fn typed(value: Value<'_>, wanted: u8) -> Result<(), Unread> {
    if value.tag == wanted { any(value) } else { Err(WRONG_TAG) }
}

/// A value against its own type.
fn any(value: Value<'_>) -> Result<(), Unread> {
    let content = value.content;
    let wrong = match value.tag {
        BOOLEAN if content.len() != 1 => BOOLEAN_LENGTH,
        tag::BMP_STRING if !content.len().is_multiple_of(2) => BMP_LENGTH,
        UNIVERSAL_STRING if !content.len().is_multiple_of(4) => UNIVERSAL_LENGTH,
        INTEGER => return integer(content),
        tag::BIT_STRING => return bit_string(content),
        OID => return object(content),
        _ => return Ok(()),
    };
    Err(wrong)
}

fn integer(content: &[u8]) -> Result<(), Unread> {
    match content {
        [] => Err(ZERO_CONTENT),
        [0x00, next, ..] if next & 0x80 == 0 => Err(PADDING),
        [0xFF, next, ..] if next & 0x80 != 0 => Err(PADDING),
        _ => Ok(()),
    }
}

fn bit_string(content: &[u8]) -> Result<(), Unread> {
    match content.first() {
        None => Err(TOO_SHORT),
        Some(8..) => Err(BITS_LEFT),
        Some(_) => Ok(()),
    }
}

fn object(content: &[u8]) -> Result<(), Unread> {
    let whole = content.last().is_some_and(|last| last & 0x80 == 0);
    let padded = content.first() == Some(&0x80)
        || content.windows(2).any(|pair| matches!(pair, [a, 0x80] if a & 0x80 == 0));
    if whole && !padded { Ok(()) } else { Err(OBJECT) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(tag: u8, content: &[u8]) -> Value<'_> {
        Value { tag, content, full: content }
    }

    // Each was said by OpenSSL 3.0.19.
    #[test]
    fn values_that_are_not_of_their_type() {
        assert_eq!(any(value(INTEGER, &[0, 5])), Err(PADDING));
        assert_eq!(any(value(INTEGER, &[0xFF, 0x85])), Err(PADDING));
        assert_eq!(any(value(INTEGER, &[0x85])), Ok(()));
        assert_eq!(any(value(INTEGER, &[])), Err(ZERO_CONTENT));
        assert_eq!(any(value(BOOLEAN, &[1])), Ok(()));
        assert_eq!(any(value(BOOLEAN, &[0xFF, 0xFF])), Err(BOOLEAN_LENGTH));
        assert_eq!(any(value(tag::BIT_STRING, &[8, 0])), Err(BITS_LEFT));
        assert_eq!(any(value(tag::BIT_STRING, &[4, 0xFF])), Ok(()));
        assert_eq!(any(value(OID, &[0x55, 0x80, 0x0F])), Err(OBJECT));
        assert_eq!(characters(value(tag::UTF8_STRING, b"M\xFC")), Err(UTF8));
        assert_eq!(characters(value(tag::PRINTABLE_STRING, b"M\xFC")), Ok(()));
        assert_eq!(characters(value(tag::BMP_STRING, &[0xD8, 0])), Err(CHARACTERS));
        assert_eq!(characters(value(UNIVERSAL_STRING, &[0, 0x11, 0, 0])), Err(CHARACTERS));
    }
}
