//! What of a value breaks the rules of DER (X.690, 8 and 10 and 11), as a sentence.

use super::count::bytes_in_words;
use crate::decode::raw::{self, Element};

/// Members of a SET whose order is looked at.
const ORDERED: usize = 64;

/// What is wrong with a value by itself; not with those in it.
pub fn of(bytes: &[u8], value: &Element) -> Option<String> {
    let content = value.content(bytes);
    if value.cut {
        return Some(match value.open {
            true => "The mark that should end it is missing.".to_owned(),
            false => format!(
                "Its length reaches beyond what it lies in: {} bytes of content are here.",
                content.len()
            ),
        });
    }
    if value.spare > 0 {
        return Some(format!(
            "Its length is written with {} too many; DER wants the shortest (X.690, 10.1).",
            bytes_in_words(value.spare)
        ));
    }
    if value.class != 0 {
        return value.open.then(|| OPEN.to_owned());
    }
    let said = match value.tag {
        3 | 4 | 12 | 18..=22 | 25..=30 if value.constructed => {
            "A string in pieces: BER allows it, DER does not (X.690, 10.2)."
        }
        _ if value.open => OPEN,
        0 => "An end mark that ends nothing.",
        16 | 17 if !value.constructed => {
            "A SEQUENCE or SET that is not made of values (X.690, 8.9.1)."
        }
        1..=6 | 10 | 23 | 24 if value.constructed => "A plain value that is made of others.",
        1 => boolean(content)?,
        2 | 10 => integer(content)?,
        3 => bits(content)?,
        5 if !content.is_empty() => "NULL has no content (X.690, 8.8.2).",
        6 if raw::oid(content).is_none() => "The identifier is damaged (X.690, 8.19).",
        12 if std::str::from_utf8(content).is_err() => "The text is not UTF-8.",
        18 if !content.iter().all(|it| matches!(it, b'0'..=b'9' | b' ')) => {
            "A NumericString holds digits and spaces only (X.680, 41.2)."
        }
        19 if !content.iter().all(printable) => {
            "A PrintableString has a character that does not belong there (X.680, 41.4)."
        }
        22 if !content.is_ascii() => "An IA5String holds ASCII only.",
        23 | 24 => match raw::time(value.tag, content) {
            None => "The time cannot be read.",
            Some((_, remark)) => remark?,
        },
        28 if !content.len().is_multiple_of(4) => "A UniversalString has four bytes a character.",
        30 if !content.len().is_multiple_of(2) => "A BMPString has two bytes a character.",
        17 => set(bytes, value)?,
        _ => return None,
    };
    Some(said.to_owned())
}

const OPEN: &str =
    "It has no length and ends with a mark: BER allows it, DER does not (X.690, 10.1).";

fn boolean(content: &[u8]) -> Option<&'static str> {
    match content {
        [0 | 0xFF] => None,
        [_] => Some("DER writes TRUE as FF (X.690, 11.1)."),
        _ => Some("A BOOLEAN has one byte (X.690, 8.2.1)."),
    }
}

fn integer(content: &[u8]) -> Option<&'static str> {
    match content {
        [] => Some("A number has one byte at least (X.690, 8.3.1)."),
        [0, 0..=0x7F, ..] | [0xFF, 0x80..=0xFF, ..] => {
            Some("The number has a byte more than it needs (X.690, 8.3.2).")
        }
        _ => None,
    }
}

fn bits(content: &[u8]) -> Option<&'static str> {
    match content {
        [] => Some("A BIT STRING begins with the number of its unused bits (X.690, 8.6.2)."),
        [0] => None,
        [unused @ 0..=7, .., last] if last & !(0xFFu8 << unused) == 0 => None,
        [0..=7, _, ..] => Some("Unused bits are not zero (X.690, 11.2.1)."),
        _ => Some("A BIT STRING has at most seven unused bits (X.690, 8.6.2.2)."),
    }
}

fn printable(byte: &u8) -> bool {
    byte.is_ascii_alphanumeric() || b" '()+,-./:=?".contains(byte)
}

/// A SET OF is sorted by its bytes (X.690, 11.6).
fn set(bytes: &[u8], value: &Element) -> Option<&'static str> {
    let mut at = value.body;
    let mut before: &[u8] = &[];
    for _ in 0..ORDERED {
        let next = Element::read(bytes, at, value.end)?;
        let whole = next.whole(bytes);
        if whole < before {
            return Some(
                "The members of this SET are not in the order of their bytes (X.690, 11.6).",
            );
        }
        before = whole;
        at = next.after;
    }
    None
}
