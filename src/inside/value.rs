//! What a value says, in words: numbers, names of types, times, texts, flags, addresses.

use super::count::{bits_in_words, bytes_in_words};
use super::oids;
use super::shape::{As, Known, Shape, oid};
use crate::decode::raw::{self, Element};
use crate::decode::{ip_text, sct};
use crate::model::{Serial, Time, hex};
use crate::trust::logs;
use crate::view::visible;

/// Letters of a text that are shown.
const LETTERS: usize = 200;
/// Bytes that are shown in a line.
const BYTES: usize = 32;
/// Timestamps that are named.
const TIMESTAMPS: usize = 8;

/// The name of the universal types (X.680, 8.6, table 1).
const TYPES: [&str; 37] = [
    "END-OF-CONTENTS",
    "BOOLEAN",
    "INTEGER",
    "BIT STRING",
    "OCTET STRING",
    "NULL",
    "OBJECT IDENTIFIER",
    "ObjectDescriptor",
    "EXTERNAL",
    "REAL",
    "ENUMERATED",
    "EMBEDDED PDV",
    "UTF8String",
    "RELATIVE-OID",
    "TIME",
    "[UNIVERSAL 15]",
    "SEQUENCE",
    "SET",
    "NumericString",
    "PrintableString",
    "TeletexString",
    "VideotexString",
    "IA5String",
    "UTCTime",
    "GeneralizedTime",
    "GraphicString",
    "VisibleString",
    "GeneralString",
    "UniversalString",
    "CHARACTER STRING",
    "BMPString",
    "DATE",
    "TIME-OF-DAY",
    "DATE-TIME",
    "DURATION",
    "OID-IRI",
    "RELATIVE-OID-IRI",
];

/// The tag in words: `SEQUENCE`, `[0]`.
pub fn tag(value: &Element) -> String {
    match value.class {
        0 => match TYPES.get(value.tag as usize) {
            Some(name) => (*name).to_owned(),
            None => format!("[UNIVERSAL {}]", value.tag),
        },
        1 => format!("[APPLICATION {}]", value.tag),
        2 => format!("[{}]", value.tag),
        _ => format!("[PRIVATE {}]", value.tag),
    }
}

/// What a value says that holds no others, and a second form of it.
pub fn words(bytes: &[u8], value: &Element, known: &Known) -> (String, String) {
    let content = value.content(bytes);
    let size = || bytes_in_words(content.len());
    if value.class == 0 {
        let said = match (known.shape, value.tag) {
            (Shape::Leaf(As::Timestamps), 4) => timestamps(value.whole(bytes)),
            (Shape::Leaf(As::Named(names)), 2 | 10) => named(content, names),
            (Shape::Leaf(As::Serial), 2) => Some(serial(content)),
            (Shape::Leaf(As::TlsExtension), 2) => tls_extension(content),
            (Shape::Leaf(As::Bits(names)), 3) => Some(flags(content, names)),
            (_, 1) => boolean(content),
            (_, 2 | 10) => Some(number(content)),
            (_, 3) => bits(content),
            (_, 5) if content.is_empty() => Some(Default::default()),
            (_, 6) => raw::oid(content).map(|id| type_name(id.as_str())),
            (_, 12 | 18..=22 | 25..=30) => {
                Some((quoted(&raw::text(value.tag, content)), String::new()))
            }
            (_, 23 | 24) => raw::time(value.tag, content).map(|it| time(it.0, content)),
            _ => None,
        };
        return said.unwrap_or_else(|| (octets(content), size()));
    }
    let said = match known.shape {
        Shape::Leaf(As::Text) => Some((quoted(&raw::text(22, content)), String::new())),
        Shape::Leaf(As::Address) => address(content).map(|it| (it, String::new())),
        Shape::Leaf(As::Oid) => raw::oid(content).map(|id| type_name(id.as_str())),
        Shape::Leaf(As::Number) => Some(number(content)),
        Shape::Leaf(As::Serial) => Some(serial(content)),
        Shape::Leaf(As::Boolean) => boolean(content),
        Shape::Leaf(As::Bits(names)) => Some(flags(content, names)),
        Shape::Leaf(As::Time) => raw::time(24, content).map(|it| time(it.0, content)),
        _ => None,
    };
    said.unwrap_or_else(|| match content.is_empty() {
        true => Default::default(),
        false => (octets(content), size()),
    })
}

/// What a value that holds others is about, where its first ones say it: the type it names, and what
/// that type has for a value; the number of a certificate that is revoked.
pub fn summary(bytes: &[u8], value: &Element, known: &Known) -> Option<String> {
    if !value.constructed {
        return None;
    }
    let first = Element::read(bytes, value.body, value.end)?;
    let second = || Element::read(bytes, first.after, value.end).filter(|it| !it.constructed);
    if let Some(id) = oid(bytes, &first) {
        let text = second().filter(|it| matches!(it.tag, 12 | 18..=22 | 26 | 28 | 30));
        let name = type_name(&id).0;
        return Some(match text.filter(|it| it.class == 0) {
            Some(text) => format!("{name} = {}", words(bytes, &text, known).0),
            None => name,
        });
    }
    // One level of a name is a SET, nearly always of one.
    if value.is(17) && first.after == value.end && first.constructed {
        return summary(bytes, &first, known);
    }
    let Shape::Parts([part, ..]) = known.shape else { return None };
    if part.name == "userCertificate" && first.is(2) {
        let time = second().and_then(|it| raw::time(it.tag, it.content(bytes)));
        let time = time.map(|(time, _)| format!(", {}", time.full())).unwrap_or_default();
        return Some(format!("{}{time}", serial(first.content(bytes)).0));
    }
    None
}

/// Bytes as text where they are one, else in hex; of many the first.
pub fn octets(content: &[u8]) -> String {
    let printable = |it: &u8| matches!(it, b' '..=b'~');
    if content.len() >= 4 && content.iter().take(LETTERS).all(printable) {
        return quoted(&String::from_utf8_lossy(content.get(..LETTERS).unwrap_or(content)));
    }
    match content.get(..BYTES) {
        Some(first) if content.len() > BYTES => format!("{}…", hex(first)),
        _ => hex(content),
    }
}

fn quoted(text: &str) -> String {
    let mut short: String = text.chars().take(LETTERS).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    format!("“{}”", visible(&short))
}

/// The name of a type, and its dotted form where that is not the name.
fn type_name(id: &str) -> (String, String) {
    match oids::name(id) {
        Some(name) => (name.to_owned(), id.to_owned()),
        None => (id.to_owned(), String::new()),
    }
}

fn time(time: Time, content: &[u8]) -> (String, String) {
    (time.full(), visible(&String::from_utf8_lossy(content)))
}

fn boolean(content: &[u8]) -> Option<(String, String)> {
    let [byte] = content else { return None };
    Some((if *byte == 0 { "FALSE" } else { "TRUE" }.to_owned(), String::new()))
}

/// A whole number: in decimal where it has eight bytes at most.
fn number(content: &[u8]) -> (String, String) {
    if content.is_empty() || content.len() > 8 {
        return serial(content);
    }
    let negative = content.first().is_some_and(|it| it & 0x80 != 0);
    let start = if negative { -1i64 } else { 0 };
    let number = content.iter().fold(start, |sum, byte| (sum << 8) | i64::from(*byte));
    (number.to_string(), String::new())
}

/// A number in hex, and how many bits it has.
fn serial(content: &[u8]) -> (String, String) {
    let short = content.get(..BYTES.saturating_add(1)).unwrap_or(content);
    let more = if short.len() < content.len() { "…" } else { "" };
    let zeros = content.iter().take_while(|it| **it == 0).count();
    let rest = content.get(zeros..).unwrap_or_default();
    let bits = rest.len().saturating_mul(8);
    let bits = bits.saturating_sub(rest.first().map_or(0, |it| it.leading_zeros() as usize));
    (format!("{}{more}", Serial(short.to_vec()).hex()), bits_in_words(bits))
}

fn named(content: &[u8], names: &[&str]) -> Option<(String, String)> {
    let (number, _) = number(content);
    let name = number.parse::<usize>().ok().and_then(|it| names.get(it));
    Some(match name.filter(|it| !it.is_empty()) {
        Some(name) => ((*name).to_owned(), number),
        None => (number, String::new()),
    })
}

fn tls_extension(content: &[u8]) -> Option<(String, String)> {
    let (number, _) = number(content);
    Some(match number.as_str() {
        "5" => ("status_request (OCSP must-staple)".to_owned(), number),
        "17" => ("status_request_v2".to_owned(), number),
        _ => (number, String::new()),
    })
}

fn bits(content: &[u8]) -> Option<(String, String)> {
    let [unused @ 0..=7, rest @ ..] = content else { return None };
    let count = rest.len().saturating_mul(8).saturating_sub(usize::from(*unused));
    Some((octets_in_hex(rest), bits_in_words(count)))
}

fn octets_in_hex(content: &[u8]) -> String {
    match content.get(..BYTES) {
        Some(first) if content.len() > BYTES => format!("{}…", hex(first)),
        _ => hex(content),
    }
}

/// The names of the bits that are set (X.680, 22).
fn flags(content: &[u8], names: &[&str]) -> (String, String) {
    let rest = content.get(1..).unwrap_or_default();
    let set = |at: &usize| {
        let byte = rest.get(at / 8).copied().unwrap_or_default();
        byte & (0x80u8 >> (at % 8)) != 0
    };
    let all: Vec<usize> = (0..rest.len().saturating_mul(8).min(64)).filter(set).collect();
    let name = |at: &usize| names.get(*at).map_or_else(|| format!("bit {at}"), |it| (*it).into());
    let words: Vec<String> = all.iter().map(name).collect();
    let words = if words.is_empty() { "none".to_owned() } else { words.join(", ") };
    (words, hex(content))
}

/// An address, or one with its mask (RFC 5280, 4.2.1.6 and 4.2.1.10).
fn address(content: &[u8]) -> Option<String> {
    if let Some(text) = ip_text(content) {
        return Some(text);
    }
    let (address, mask) = content.split_at_checked(content.len() / 2)?;
    Some(format!("{}/{}", ip_text(address)?, ip_text(mask)?))
}

/// The logs and times of timestamps (RFC 6962, 3.3).
fn timestamps(value: &[u8]) -> Option<(String, String)> {
    let list = sct::read(value)?;
    let each = |it: &sct::Timestamp| {
        // Milliseconds since 1970.
        let time = Time(i64::try_from(it.time / 1000).unwrap_or(i64::MAX)).full();
        match logs::known().of(it) {
            Some(log) => format!("{}, {time}", visible(&log.name)),
            None => format!("log {}…, {time}", hex(it.log.get(..8).unwrap_or_default())),
        }
    };
    let mut words: Vec<String> = list.iter().take(TIMESTAMPS).map(each).collect();
    if list.len() > TIMESTAMPS {
        words.push("…".to_owned());
    }
    let count =
        if list.len() == 1 { "1 timestamp".into() } else { format!("{} timestamps", list.len()) };
    Some((words.join("; "), count))
}
