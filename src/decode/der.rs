//! One DER value at a time, with its place.

use x509_parser::asn1_rs::{Any, Class, FromBer, FromDer};

use crate::model::{Problem, ProblemKind, Span};

/// A value: its tag, its bytes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Value<'a> {
    pub class: Class,
    pub tag: u32,
    /// Header and content.
    pub full: &'a [u8],
    pub content: &'a [u8],
}

pub(super) const BOOLEAN: u32 = 1;
pub(super) const INTEGER: u32 = 2;
pub(super) const BIT_STRING: u32 = 3;
pub(super) const OCTET_STRING: u32 = 4;
pub(super) const OID: u32 = 6;
pub(super) const SEQUENCE: u32 = 16;
pub(super) const SET: u32 = 17;
pub(super) const UTC_TIME: u32 = 23;
pub(super) const GENERALIZED_TIME: u32 = 24;

impl Value<'_> {
    pub fn is(&self, tag: u32) -> bool {
        self.class == Class::Universal && self.tag == tag
    }

    pub fn is_context(&self, tag: u32) -> bool {
        self.class == Class::ContextSpecific && self.tag == tag
    }
}

/// Values one behind the other, and where they lie in the whole object.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cursor<'a> {
    whole: &'a [u8],
    rest: &'a [u8],
}

impl<'a> Cursor<'a> {
    /// `part` must be a part of `whole`.
    pub fn new(whole: &'a [u8], part: &'a [u8]) -> Self {
        Self { whole, rest: part }
    }

    pub fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }

    /// The next value without taking it.
    pub fn peek(&self) -> Option<Value<'a>> {
        self.clone().next("").ok()
    }

    /// The next value; `what` names it in the problem.
    pub fn next(&mut self, what: &str) -> Result<Value<'a>, Problem> {
        let here = self.rest;
        if here.is_empty() {
            return Err(self.problem(here, format!("{what} is missing.")));
        }
        // DER first; BER where the encoder was careless, as OpenSSL reads it too.
        let parsed = Any::from_der(here).or_else(|_| Any::from_ber(here));
        match parsed {
            Ok((rest, any)) => {
                self.rest = rest;
                let length = here.len().saturating_sub(rest.len());
                Ok(Value {
                    class: any.class(),
                    tag: any.tag().0,
                    full: here.get(..length).unwrap_or_default(),
                    content: any.data,
                })
            }
            Err(_) => Err(self.problem(
                here,
                format!(
                    "{what} is cut short or has a damaged length; {} bytes are left there.",
                    here.len()
                ),
            )),
        }
    }

    /// The next value, which must have that universal tag.
    pub fn expect(&mut self, tag: u32, what: &str) -> Result<Value<'a>, Problem> {
        let here = self.rest;
        let value = self.next(what)?;
        if value.is(tag) {
            Ok(value)
        } else {
            Err(self.problem(here, format!("{what} has tag {} where {tag} belongs.", value.tag)))
        }
    }

    /// A problem at the start of `part`.
    pub fn problem(&self, part: &[u8], message: String) -> Problem {
        let span = span(self.whole, part);
        Problem { span, line: None, kind: ProblemKind::Other, message, advice: "" }
    }
}

/// Where `part` lies in `whole`; it must be a part of it.
pub(super) fn span(whole: &[u8], part: &[u8]) -> Span {
    let start = (part.as_ptr() as usize).saturating_sub(whole.as_ptr() as usize).min(whole.len());
    Span::new(start, start.saturating_add(part.len()).min(whole.len()))
}

/// The dotted form of an OID's content bytes; `None` where they are damaged.
pub(super) fn oid(content: &[u8]) -> Option<crate::model::Oid> {
    let mut text = String::with_capacity(content.len().saturating_mul(3));
    let mut arc: u128 = 0;
    let mut first = true;
    let mut open = false;
    for byte in content {
        arc = arc.checked_mul(128)?.checked_add(u128::from(byte & 0x7F))?;
        open = byte & 0x80 != 0;
        if open {
            continue;
        }
        if first {
            // X.690, 8.19.4: the first two arcs share one number.
            let head = (arc / 40).min(2);
            text.push_str(&format!("{head}.{}", arc.saturating_sub(head.saturating_mul(40))));
            first = false;
        } else {
            text.push_str(&format!(".{arc}"));
        }
        arc = 0;
    }
    (!first && !open).then_some(crate::model::Oid(text))
}

/// The bits of a BIT STRING's content: the number of unused bits, and the bytes.
pub(super) fn bits(content: &[u8]) -> Option<(u8, &[u8])> {
    match content {
        [unused @ 0..=7, rest @ ..] if *unused == 0 || !rest.is_empty() => Some((*unused, rest)),
        _ => None,
    }
}

/// The first two bytes of a BIT STRING of named bits (X.680, 22.7), unused bits as zero: X.690,
/// 11.2.1 demands them zero, and readers that find them otherwise mask them.
pub(super) fn flags(content: &[u8]) -> Option<[u8; 2]> {
    let (unused, bytes) = match content {
        [unused @ 0..=7, rest @ ..] => (*unused, rest),
        _ => return None,
    };
    let mut flags = [0; 2];
    for (index, (flag, byte)) in flags.iter_mut().zip(bytes).enumerate() {
        let last = index.saturating_add(1) == bytes.len();
        *flag = if last { byte & (0xFFu8 << unused) } else { *byte };
    }
    Some(flags)
}

/// The value of an INTEGER's content, where it is not negative and small enough.
pub(super) fn number(content: &[u8]) -> Option<u32> {
    let first = content.first()?;
    if first & 0x80 != 0 {
        return None;
    }
    content.iter().try_fold(0u32, |sum, byte| sum.checked_mul(256)?.checked_add(u32::from(*byte)))
}

/// The value of a BOOLEAN's content; `None` where it is not one byte (X.690, 8.2.1).
pub(super) fn boolean(content: &[u8]) -> Option<bool> {
    match content {
        [flag] => Some(*flag != 0),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flags_numbers_and_booleans_of_any_content() {
        assert_eq!(flags(&[7, 0xFF]), Some([0x80, 0]));
        assert_eq!(flags(&[7, 0xFF, 0xFF]), Some([0xFF, 0x80]));
        assert_eq!(flags(&[1, 1, 2, 3]), Some([1, 2]));
        assert_eq!((flags(&[5]), flags(&[]), flags(&[8, 1])), (Some([0, 0]), None, None));
        assert_eq!((number(&[0, 0, 1, 2]), number(&[]), number(&[0x80])), (Some(258), None, None));
        assert_eq!(number(&[1, 0, 0, 0, 0]), None);
        assert_eq!(
            (boolean(&[0]), boolean(&[1]), boolean(&[]), boolean(&[1, 1])),
            (Some(false), Some(true), None, None)
        );
    }

    #[test]
    fn oids_are_written_in_dotted_form() {
        assert_eq!(oid(&[0x55, 0x1D, 0x11]).unwrap().as_str(), "2.5.29.17");
        assert_eq!(oid(&[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D]).unwrap().as_str(), "1.2.840.113549");
        assert_eq!(oid(&[0x88, 0x37, 0x01]).unwrap().as_str(), "2.999.1");
        assert_eq!(oid(&[0x2A, 0x86]), None);
        assert_eq!(oid(&[]), None);
    }

    #[test]
    fn a_cut_value_says_where_it_is() {
        let bytes = [0x30, 4, 2, 1, 5, 2];
        let mut outer = Cursor::new(&bytes, &bytes[2..]);
        assert_eq!(outer.next("The number").unwrap().content, [5]);
        let problem = outer.next("The second number").unwrap_err();
        assert_eq!(problem.span, Span::new(5, 6));
        assert!(problem.message.contains("cut short"));
    }
}
