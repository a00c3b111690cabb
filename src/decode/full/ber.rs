//! BER → DER as far as lengths and pieces go (X.690, 8.1.3.6 and 8.7.3): NSS, Java and old Windows
//! write PKCS#12 files with open ends and with strings in pieces.

use zeroize::Zeroizing;

use super::write;
use crate::crypto::unlock::Secret;

/// Deeper values are copied as they are.
const DEPTH: usize = 32;

/// The first value of `bytes` with definite lengths, and octet strings in one piece; `None` where
/// it is cut short.
pub(super) fn to_der(bytes: &[u8]) -> Option<Secret> {
    let mut der = Secret::new(Vec::with_capacity(bytes.len()));
    rewrite(bytes, DEPTH, &mut der)?;
    Some(der)
}

/// Appends the first value to `out`; returns what stands behind it.
fn rewrite<'a>(bytes: &'a [u8], depth: usize, out: &mut Vec<u8>) -> Option<&'a [u8]> {
    let header = Header::read(bytes)?;
    let identifier = bytes.get(..header.identifier)?;
    let first = *identifier.first()?;
    let constructed = first & 0x20 != 0;
    let rest = bytes.get(header.length..)?;
    let (inside, end) = match header.content {
        Some(length) => {
            let (content, end) = rest.split_at_checked(length)?;
            (pieces(content, first, depth), Some((content, end)))
        }
        None if constructed && depth > 0 => (pieces_to_mark(rest, first, depth), None),
        None => return None,
    };
    match (inside, end) {
        (Some((inside, behind)), end) => {
            // A constructed octet string becomes a simple one.
            let simple = [first & !0x20];
            let identifier = if first == 0x24 { simple.as_slice() } else { identifier };
            append(out, identifier, &inside);
            Some(end.map_or(behind, |(_, end)| end))
        }
        // Primitive, too deep, or no values inside: as it is.
        (None, Some((content, end))) => {
            append(out, identifier, content);
            Some(end)
        }
        (None, None) => None,
    }
}

/// The values that fill `content`, rewritten.
fn pieces(content: &[u8], first: u8, depth: usize) -> Option<(Secret, &[u8])> {
    if first & 0x20 == 0 || depth == 0 {
        return None;
    }
    let mut inside = Zeroizing::new(Vec::with_capacity(content.len()));
    let mut rest = content;
    while !rest.is_empty() {
        rest = piece(rest, first, depth, &mut inside)?;
    }
    Some((inside, rest))
}

/// The values up to the end mark, rewritten, and what stands behind the mark.
fn pieces_to_mark(bytes: &[u8], first: u8, depth: usize) -> Option<(Secret, &[u8])> {
    let mut inside = Secret::default();
    let mut rest = bytes;
    loop {
        if let [0, 0, behind @ ..] = rest {
            return Some((inside, behind));
        }
        rest = piece(rest, first, depth, &mut inside)?;
    }
}

/// One value inside another: of an octet string only what it holds.
fn piece<'a>(bytes: &'a [u8], outer: u8, depth: usize, inside: &mut Secret) -> Option<&'a [u8]> {
    let depth = depth.saturating_sub(1);
    if outer != 0x24 {
        return rewrite(bytes, depth, inside);
    }
    let mut one = Secret::default();
    let rest = rewrite(bytes, depth, &mut one)?;
    let header = Header::read(&one)?;
    (one.first() == Some(&0x04)).then_some(())?;
    inside.extend_from_slice(one.get(header.length..)?);
    Some(rest)
}

fn append(out: &mut Vec<u8>, identifier: &[u8], content: &[u8]) {
    out.extend_from_slice(identifier);
    write::length(out, content.len());
    out.extend_from_slice(content);
}

/// The bytes before a value's content.
pub(super) struct Header {
    /// How many bytes name the type.
    pub identifier: usize,
    /// How many bytes the header has in all.
    pub length: usize,
    /// How many bytes of content follow; `None` where an end mark ends it.
    pub content: Option<usize>,
}

impl Header {
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let mut identifier = 1usize;
        if bytes.first()? & 0x1F == 0x1F {
            let more = bytes.iter().skip(1).take(4).take_while(|byte| *byte & 0x80 != 0).count();
            identifier = more.checked_add(2)?;
        }
        let first = *bytes.get(identifier)?;
        let after = identifier.checked_add(1)?;
        if first < 0x80 {
            return Some(Self { identifier, length: after, content: Some(usize::from(first)) });
        }
        let count = usize::from(first & 0x7F);
        let length = after.checked_add(count)?;
        if count == 0 {
            return Some(Self { identifier, length, content: None });
        }
        let content = bytes
            .get(after..length)?
            .iter()
            .try_fold(0usize, |sum, byte| sum.checked_mul(256)?.checked_add(usize::from(*byte)))?;
        Some(Self { identifier, length, content: Some(content) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn open_ends_and_pieces_are_joined() {
        let ber = [
            0x30, 0x80, 0x24, 0x80, 4, 2, 1, 2, 0x24, 3, 4, 1, 3, 0, 0, 0xA0, 0x80, 5, 0, 0, 0, 0,
            0, 99,
        ];
        let der = [0x30, 9, 4, 3, 1, 2, 3, 0xA0, 2, 5, 0];
        assert_eq!(to_der(&ber).unwrap().as_slice(), der);
        assert_eq!(to_der(&der).unwrap().as_slice(), der);
    }

    #[test]
    fn what_is_cut_or_too_deep_is_refused_or_left() {
        assert!(to_der(&[0x30, 0x80, 5, 0]).is_none());
        assert!(to_der(&[0x30, 5, 5, 0]).is_none());
        assert!(to_der(&[0x30, 0x80].repeat(100)).is_none());
        let mut nested = vec![5, 0];
        for _ in 0..100 {
            nested = write::value(0x30, &[&nested]);
        }
        assert_eq!(to_der(&nested).unwrap().as_slice(), nested);
    }
}
