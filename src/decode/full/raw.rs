//! Single values as they stand in the bytes, for those who show the bytes themselves (`inside`) and
//! for outlines of what must not be kept whole (`outline`): header, content, and where the next one
//! begins, by the rules of BER, so that what breaks those of DER is read too and can be named.

use super::ber::Header;
use super::der::Value;
use super::{strings, time};
use crate::model::{Oid, Time};
use x509_parser::asn1_rs::Class;

/// One value and where it lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Element {
    /// Its first byte.
    pub at: usize,
    /// Where its content begins.
    pub body: usize,
    /// One past the last byte of its content.
    pub end: usize,
    /// Where the next value begins: behind the end mark, where there is one.
    pub after: usize,
    /// 0 universal, 1 application, 2 context, 3 private (X.690, 8.1.2.2).
    pub class: u8,
    /// The tag's number.
    pub tag: u32,
    /// Whether it is made of other values.
    pub constructed: bool,
    /// An end mark ends it, and no length is written (X.690, 8.1.3.6).
    pub open: bool,
    /// Its length, or its end mark, lies beyond the bytes there are.
    pub cut: bool,
    /// How many bytes its length would need in DER (X.690, 10.1); more are there where it is longer.
    pub spare: usize,
}

impl Element {
    /// The value at `at`, of which the bytes up to `until` are there; `None` where not even its header
    /// is whole.
    pub fn read(bytes: &[u8], at: usize, until: usize) -> Option<Self> {
        let here = bytes.get(at..until)?;
        let header = Header::read(here)?;
        let first = *here.first()?;
        let body = at.checked_add(header.length)?;
        if body > until {
            return None;
        }
        let constructed = first & 0x20 != 0;
        let rest = until.saturating_sub(body);
        let (end, after, cut) = match header.content {
            Some(length) if length <= rest => {
                let end = body.saturating_add(length);
                (end, end, false)
            }
            Some(_) => (until, until, true),
            None if constructed => match mark(bytes, body, until) {
                Some(end) => (end, end.saturating_add(2), false),
                None => (until, until, true),
            },
            // Only what is made of values can have an open end.
            None => return None,
        };
        let written = header.length.saturating_sub(header.identifier);
        let needed = match header.content {
            Some(length @ 0x80..) => {
                let zeros = length.leading_zeros() / 8;
                (usize::BITS / 8).saturating_sub(zeros).saturating_add(1) as usize
            }
            _ => 1,
        };
        Some(Self {
            at,
            body,
            end,
            after,
            class: first >> 6,
            tag: tag(here.get(..header.identifier)?),
            constructed,
            open: header.content.is_none(),
            cut,
            spare: written.saturating_sub(needed),
        })
    }

    /// Its content.
    pub fn content<'a>(&self, bytes: &'a [u8]) -> &'a [u8] {
        bytes.get(self.body..self.end).unwrap_or_default()
    }

    /// Header, content, and the end mark where there is one.
    pub fn whole<'a>(&self, bytes: &'a [u8]) -> &'a [u8] {
        bytes.get(self.at..self.after).unwrap_or_default()
    }

    /// Whether it has that universal tag.
    pub fn is(&self, tag: u32) -> bool {
        self.class == 0 && self.tag == tag
    }

    /// Whether it is the mark that ends an open value.
    pub fn is_mark(&self) -> bool {
        self.is(0) && !self.constructed && self.body == self.end
    }
}

/// Where the mark stands that ends what begins at `at`. One pass, however deep open values lie in
/// each other.
fn mark(bytes: &[u8], mut at: usize, until: usize) -> Option<usize> {
    let mut depth = 0usize;
    loop {
        let here = bytes.get(at..until)?;
        if here.starts_with(&[0, 0]) {
            match depth {
                0 => return Some(at),
                _ => depth = depth.saturating_sub(1),
            }
            at = at.checked_add(2)?;
            continue;
        }
        let header = Header::read(here)?;
        at = at.checked_add(header.length)?;
        match header.content {
            Some(length) => at = at.checked_add(length).filter(|it| *it <= until)?,
            None => depth = depth.checked_add(1)?,
        }
    }
}

/// The number of a tag from the bytes that name the type (X.690, 8.1.2.4); too large ones become the
/// largest.
fn tag(identifier: &[u8]) -> u32 {
    match identifier {
        [first] => u32::from(first & 0x1F),
        [_, rest @ ..] => rest
            .iter()
            .fold(0u32, |sum, byte| sum.saturating_mul(128).saturating_add(u32::from(byte & 0x7F))),
        [] => 0,
    }
}

/// The dotted form of an OID's content bytes; `None` where they are damaged.
pub fn oid(content: &[u8]) -> Option<Oid> {
    super::der::oid(content)
}

/// The text of a string value of that universal tag.
pub fn text(tag: u32, content: &[u8]) -> String {
    strings::text(tag, content)
}

/// A UTCTime (23) or GeneralizedTime (24), and a remark where its form is not the one of DER.
pub fn time(tag: u32, content: &[u8]) -> Option<(Time, Option<&'static str>)> {
    time::time(Value { class: Class::Universal, tag, full: content, content })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> Option<Element> {
        Element::read(bytes, 0, bytes.len())
    }

    #[test]
    fn lengths_are_read_as_they_are_written() {
        let short = read(&[4, 2, 1, 2, 9]).unwrap();
        assert_eq!(
            (short.body, short.end, short.after, short.cut, short.spare),
            (2, 4, 4, false, 0)
        );
        let long = read(&[4, 0x82, 0, 2, 1, 2]).unwrap();
        assert_eq!((long.body, long.end, long.spare), (4, 6, 2));
        let cut = read(&[0x30, 5, 1, 1]).unwrap();
        assert_eq!((cut.end, cut.cut), (4, true));
        let tagged = read(&[0xBF, 0x81, 0x01, 0]).unwrap();
        assert_eq!((tagged.class, tagged.tag, tagged.constructed), (2, 129, true));
        assert!(read(&[]).is_none() && read(&[0x30]).is_none() && read(&[4, 0x80, 0, 0]).is_none());
        assert!(read(&[&[0x30, 0xFF][..], &[0xFF; 200]].concat()).is_none());
    }

    #[test]
    fn open_ends_are_found_in_one_pass() {
        let bytes = [0x30, 0x80, 0x30, 0x80, 4, 2, 0, 0, 0, 0, 0, 0, 5, 0];
        let outer = read(&bytes).unwrap();
        assert_eq!((outer.body, outer.end, outer.after, outer.open), (2, 10, 12, true));
        let deep = [0x30u8, 0x80].repeat(100_000);
        assert!(read(&deep).unwrap().cut);
    }
}
