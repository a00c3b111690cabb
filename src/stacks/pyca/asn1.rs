//! DER as Rust's crate `asn1` reads it, on which cryptography is built: strict, and with these words.

/// What is wrong with some bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    InvalidValue,
    InvalidLength,
    InvalidTag,
    /// This many bytes more were needed.
    ShortData(usize),
    ExtraData,
    /// What is the default is written out.
    EncodedDefault,
    IntegerOverflow,
    SetOrdering,
    /// A list that must not be empty.
    Empty,
    UnexpectedTag(Tag),
}

/// A tag, as it is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Tag {
    /// The first byte.
    pub first: u8,
    pub value: u32,
}

impl Tag {
    pub fn debug(self) -> String {
        let class = match self.first >> 6 {
            0 => "Universal",
            1 => "Application",
            2 => "ContextSpecific",
            _ => "Private",
        };
        let (value, constructed) = (self.value, self.first & 0x20 != 0);
        format!("Tag {{ value: {value}, constructed: {constructed}, class: {class} }}")
    }
}

impl Kind {
    /// As verification puts it into a sentence.
    pub fn words(&self) -> String {
        match self {
            Kind::InvalidValue => "invalid value".into(),
            Kind::InvalidLength => "invalid length".into(),
            Kind::InvalidTag => "invalid tag".into(),
            Kind::ShortData(needed) => {
                format!("short data (needed at least {needed} additional bytes)")
            }
            Kind::ExtraData => "extra data".into(),
            Kind::EncodedDefault => "DEFAULT value was explicitly encoded".into(),
            Kind::IntegerOverflow => "integer overflow".into(),
            Kind::SetOrdering => "SET value was ordered incorrectly".into(),
            Kind::Empty => {
                format!("invalid container size (expected between 1 and {}, got 0)", u64::MAX)
            }
            Kind::UnexpectedTag(tag) => format!("unexpected tag (got {})", tag.debug()),
        }
    }

    /// As loading prints it.
    pub fn debug(&self) -> String {
        match self {
            Kind::ShortData(needed) => format!("ShortData {{ needed: {needed} }}"),
            Kind::UnexpectedTag(tag) => format!("UnexpectedTag {{ actual: {} }}", tag.debug()),
            Kind::SetOrdering => "InvalidSetOrdering".into(),
            Kind::Empty => format!("InvalidSize {{ min: 1, max: {}, actual: 0 }}", u64::MAX),
            other => format!("{other:?}"),
        }
    }
}

/// A value with its tag.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tlv<'a> {
    pub tag: Tag,
    pub content: &'a [u8],
    pub full: &'a [u8],
}

/// Values one behind the other.
#[derive(Clone, Copy)]
pub(super) struct Parser<'a>(pub &'a [u8]);

impl<'a> Parser<'a> {
    pub fn is_empty(self) -> bool {
        self.0.is_empty()
    }

    /// The first byte of the next tag.
    pub fn peek(self) -> Option<u8> {
        self.0.first().copied()
    }

    fn byte(&mut self) -> Result<u8, Kind> {
        let (first, rest) = self.0.split_first().ok_or(Kind::ShortData(1))?;
        self.0 = rest;
        Ok(*first)
    }

    /// The next value, whatever it is.
    pub fn tlv(&mut self) -> Result<Tlv<'a>, Kind> {
        let start = self.0;
        let first = self.byte()?;
        let mut value = u32::from(first & 0x1F);
        if value == 0x1F {
            value = 0;
            loop {
                let byte = self.byte()?;
                if value == 0 && byte == 0x80 {
                    return Err(Kind::InvalidTag);
                }
                value = value
                    .checked_mul(128)
                    .and_then(|v| v.checked_add(u32::from(byte & 0x7F)))
                    .ok_or(Kind::InvalidTag)?;
                if byte & 0x80 == 0 {
                    break;
                }
            }
            if value < 0x1F {
                return Err(Kind::InvalidTag);
            }
        }
        let length = self.length()?;
        let Some((content, rest)) = self.0.split_at_checked(length) else {
            return Err(Kind::ShortData(length.saturating_sub(self.0.len())));
        };
        self.0 = rest;
        let used = start.len().saturating_sub(rest.len());
        Ok(Tlv { tag: Tag { first, value }, content, full: start.get(..used).unwrap_or_default() })
    }

    /// A definite length in its shortest form (X.690, 10.1).
    fn length(&mut self) -> Result<usize, Kind> {
        let first = self.byte()?;
        if first < 0x80 {
            return Ok(first.into());
        }
        let count = first & 0x7F;
        if count == 0 || count > 4 {
            return Err(Kind::InvalidLength);
        }
        let mut length = 0usize;
        for index in 0..count {
            let byte = self.byte()?;
            if index == 0 && byte == 0 {
                return Err(Kind::InvalidLength);
            }
            length = length
                .checked_mul(256)
                .and_then(|sum| sum.checked_add(byte.into()))
                .ok_or(Kind::InvalidLength)?;
        }
        if length < 0x80 { Err(Kind::InvalidLength) } else { Ok(length) }
    }

    /// The content of the next value, which must have that tag.
    pub fn expect(&mut self, tag: u8) -> Result<&'a [u8], Kind> {
        let value = self.tlv()?;
        if value.tag.first == tag { Ok(value.content) } else { Err(Kind::UnexpectedTag(value.tag)) }
    }

    /// The content of the next value where it has that tag.
    pub fn optional(&mut self, tag: u8) -> Result<Option<&'a [u8]>, Kind> {
        if self.peek() == Some(tag) { self.expect(tag).map(Some) } else { Ok(None) }
    }

    /// Nothing may be left.
    pub fn finish(self) -> Result<(), Kind> {
        if self.is_empty() { Ok(()) } else { Err(Kind::ExtraData) }
    }
}

/// An INTEGER's content in its shortest form.
pub(super) fn integer(content: &[u8]) -> Result<(), Kind> {
    match content {
        [] => Err(Kind::InvalidValue),
        [0x00, next, ..] if next & 0x80 == 0 => Err(Kind::InvalidValue),
        [0xFF, next, ..] if next & 0x80 != 0 => Err(Kind::InvalidValue),
        _ => Ok(()),
    }
}

/// An INTEGER that is not negative, of so many bytes at most.
pub(super) fn unsigned(content: &[u8], bytes: usize) -> Result<u64, Kind> {
    integer(content)?;
    if content.first().is_some_and(|first| first & 0x80 != 0) {
        return Err(Kind::InvalidValue);
    }
    let digits = content.strip_prefix(&[0]).unwrap_or(content);
    if digits.len() > bytes {
        return Err(Kind::IntegerOverflow);
    }
    Ok(digits.iter().fold(0, |sum, byte| sum << 8 | u64::from(*byte)))
}

/// A BOOLEAN that is not the default: FALSE is, everywhere in certificates.
pub(super) fn not_default(content: &[u8]) -> Result<(), Kind> {
    match content {
        [0xFF] => Ok(()),
        [0x00] => Err(Kind::EncodedDefault),
        _ => Err(Kind::InvalidValue),
    }
}

/// A BIT STRING whose unused bits are zero.
pub(super) fn bits(content: &[u8]) -> Result<(), Kind> {
    let (unused, bytes) = content.split_first().ok_or(Kind::InvalidValue)?;
    let stray = (1u16 << (*unused).min(8)).wrapping_sub(1);
    let bad = *unused > 7
        || (bytes.is_empty() && *unused != 0)
        || bytes.last().is_some_and(|last| u16::from(*last) & stray != 0);
    if bad { Err(Kind::InvalidValue) } else { Ok(()) }
}

/// An OID's content.
pub(super) fn oid(content: &[u8]) -> Result<(), Kind> {
    let whole = content.last().is_some_and(|last| last & 0x80 == 0);
    let padded = content.first() == Some(&0x80)
        || content.windows(2).any(|pair| matches!(pair, [a, 0x80] if a & 0x80 == 0));
    if whole && !padded { Ok(()) } else { Err(Kind::InvalidValue) }
}

pub(super) fn utf8(content: &[u8]) -> Result<(), Kind> {
    std::str::from_utf8(content).map(|_| ()).map_err(|_| Kind::InvalidValue)
}
