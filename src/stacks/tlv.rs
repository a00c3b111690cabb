//! Reading DER as strictly as programs do that refuse a certificate for it: definite and shortest
//! lengths, low tags, nothing passed over. `decode` reads to tell people what is there; this reads
//! to say where a program stops.

/// Tag bytes as they stand in DER.
pub(super) mod tag {
    pub const BOOLEAN: u8 = 0x01;
    pub const INTEGER: u8 = 0x02;
    pub const BIT_STRING: u8 = 0x03;
    pub const OCTET_STRING: u8 = 0x04;
    pub const OID: u8 = 0x06;
    pub const UTF8_STRING: u8 = 0x0C;
    pub const NUMERIC_STRING: u8 = 0x12;
    pub const PRINTABLE_STRING: u8 = 0x13;
    pub const T61_STRING: u8 = 0x14;
    pub const IA5_STRING: u8 = 0x16;
    pub const UTC_TIME: u8 = 0x17;
    pub const GENERALIZED_TIME: u8 = 0x18;
    pub const BMP_STRING: u8 = 0x1E;
    pub const SEQUENCE: u8 = 0x30;
    pub const SET: u8 = 0x31;

    /// A context-specific tag, primitive.
    pub const fn context(number: u8) -> u8 {
        0x80 | number
    }

    /// A context-specific tag, constructed.
    pub const fn inside(number: u8) -> u8 {
        0xA0 | number
    }
}

/// One value.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tlv<'a> {
    /// The tag byte.
    pub tag: u8,
    /// Header and content.
    pub full: &'a [u8],
    /// Content.
    pub content: &'a [u8],
}

/// Values one behind the other.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reader<'a>(pub &'a [u8]);

impl<'a> Reader<'a> {
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The tag byte of the next value.
    pub fn peek(&self) -> Option<u8> {
        self.0.first().copied()
    }

    /// The next value, of any tag below 31.
    pub fn any(&mut self) -> Option<Tlv<'a>> {
        let (tag, rest) = self.0.split_first()?;
        if tag & 0x1F == 0x1F {
            return None;
        }
        let (first, rest) = rest.split_first()?;
        let (length, rest) = match *first {
            short @ 0..=0x7F => (usize::from(short), rest),
            long => {
                let count = usize::from(long & 0x7F);
                if count == 0 || count > 4 {
                    return None;
                }
                let (digits, rest) = rest.split_at_checked(count)?;
                let length = digits.iter().try_fold(0usize, |sum, b| {
                    sum.checked_mul(256)?.checked_add(usize::from(*b))
                })?;
                // X.690, 10.1: the shortest form.
                if length < 128 || digits.first() == Some(&0) {
                    return None;
                }
                (length, rest)
            }
        };
        let (content, after) = rest.split_at_checked(length)?;
        let full = self.0.get(..self.0.len().checked_sub(after.len())?)?;
        self.0 = after;
        Some(Tlv { tag: *tag, full, content })
    }

    /// The next value, which must have that tag; nothing is taken otherwise.
    pub fn value(&mut self, tag: u8) -> Option<Tlv<'a>> {
        if self.peek() == Some(tag) { self.any() } else { None }
    }

    /// The content of the next value, which must have that tag.
    pub fn take(&mut self, tag: u8) -> Option<&'a [u8]> {
        self.value(tag).map(|value| value.content)
    }

    /// The content of the next value if it has that tag; `Err` where it has and is damaged.
    pub fn optional(&mut self, tag: u8) -> Result<Option<&'a [u8]>, ()> {
        if self.peek() != Some(tag) {
            return Ok(None);
        }
        self.take(tag).map(Some).ok_or(())
    }

    /// An INTEGER's content, in its shortest form (X.690, 8.3.2).
    pub fn integer(&mut self) -> Option<&'a [u8]> {
        let content = self.take(tag::INTEGER)?;
        match content {
            [] => None,
            [0x00, next, ..] if next & 0x80 == 0 => None,
            [0xFF, next, ..] if next & 0x80 != 0 => None,
            _ => Some(content),
        }
    }

    /// A BOOLEAN (X.690, 11.1).
    pub fn boolean(&mut self) -> Option<bool> {
        match self.take(tag::BOOLEAN)? {
            [0x00] => Some(false),
            [0xFF] => Some(true),
            _ => None,
        }
    }

    /// A BIT STRING: the number of unused bits, which are zero (X.690, 11.2.1), and the bytes.
    pub fn bits(&mut self) -> Option<(u8, &'a [u8])> {
        let (unused, bytes) = self.take(tag::BIT_STRING)?.split_first()?;
        let stray = (1u16 << (*unused).min(8)).wrapping_sub(1);
        let bad = *unused > 7
            || (bytes.is_empty() && *unused != 0)
            || bytes.last().is_some_and(|last| u16::from(*last) & stray != 0);
        (!bad).then_some((*unused, bytes))
    }

    /// An OID's content, whole.
    pub fn oid(&mut self) -> Option<&'a [u8]> {
        let content = self.take(tag::OID)?;
        let whole = content.last().is_some_and(|last| last & 0x80 == 0);
        // X.690, 8.19.2: no arc begins with a byte that says nothing.
        let padded = content.first() == Some(&0x80)
            || content.windows(2).any(|pair| matches!(pair, [a, 0x80] if a & 0x80 == 0));
        (whole && !padded).then_some(content)
    }
}

/// The dotted form of an OID's content.
pub(super) fn dotted(content: &[u8]) -> String {
    let (mut text, mut arc, mut first) = (String::new(), 0u128, true);
    for byte in content {
        arc = arc.wrapping_mul(128).wrapping_add(u128::from(byte & 0x7F));
        if byte & 0x80 != 0 {
            continue;
        }
        if first {
            let head = (arc / 40).min(2);
            text = format!("{head}.{}", arc.wrapping_sub(head.wrapping_mul(40)));
            first = false;
        } else {
            text.push_str(&format!(".{arc}"));
        }
        arc = 0;
    }
    text
}

/// The value of a small INTEGER that is not negative.
pub(super) fn small(content: &[u8]) -> Option<u64> {
    if content.first()? & 0x80 != 0 {
        return None;
    }
    content.iter().try_fold(0u64, |sum, b| sum.checked_mul(256)?.checked_add(u64::from(*b)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_shortest_form_is_read() {
        assert_eq!(Reader(&[0x04, 0x01, 7]).take(tag::OCTET_STRING), Some(&[7u8][..]));
        assert!(Reader(&[0x04, 0x81, 0x01, 7]).any().is_none());
        assert!(Reader(&[0x04, 0x80, 7, 0, 0]).any().is_none());
        assert!(Reader(&[0x04, 0x02, 7]).any().is_none());
        assert!(Reader(&[0x02, 0x02, 0x00, 0x7F]).integer().is_none());
        assert_eq!(Reader(&[0x02, 0x02, 0x00, 0x80]).integer(), Some(&[0u8, 0x80][..]));
        assert!(Reader(&[0x01, 0x01, 0x01]).boolean().is_none());
        assert_eq!(Reader(&[0x01, 0x01, 0xFF]).boolean(), Some(true));
        assert!(Reader(&[0x03, 0x02, 0x01, 0x01]).bits().is_none());
        assert_eq!(Reader(&[0x03, 0x02, 0x01, 0x02]).bits(), Some((1, &[2u8][..])));
        assert_eq!(dotted(&[0x55, 0x1D, 0x11]), "2.5.29.17");
        assert!(Reader(&[0x06, 0x02, 0x2A, 0x86]).oid().is_none());
    }
}
