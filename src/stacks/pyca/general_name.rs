//! General names as cryptography reads them.

use super::asn1::{self, Kind, Parser};
use super::read;
use crate::stacks::tlv::tag;

/// A general name: its tag byte and its content.
pub(super) type Raw<'a> = (u8, &'a [u8]);

/// A GeneralName: its tag byte and its content.
pub(super) fn one<'a>(parser: &mut Parser<'a>) -> Result<Raw<'a>, Kind> {
    let value = parser.tlv()?;
    let content = value.content;
    match value.tag.first {
        0xA0 => {
            let mut inside = Parser(content);
            asn1::oid(inside.expect(tag::OID)?)?;
            let mut explicit = Parser(inside.expect(tag::inside(0))?);
            explicit.tlv()?;
            explicit.finish()?;
            inside.finish()?;
        }
        0x81 | 0x82 | 0x86 => asn1::utf8(content)?,
        0xA4 => {
            let mut inside = Parser(content);
            read::name(inside.expect(tag::SEQUENCE)?).map_err(|trouble| trouble.kind)?;
            inside.finish()?;
        }
        0x88 => asn1::oid(content)?,
        0xA3 | 0xA5 | 0x87 => {}
        _ => return Err(Kind::UnexpectedTag(value.tag)),
    }
    Ok((value.tag.first, content))
}

/// All names of a GeneralNames.
pub(super) fn all(bytes: &[u8]) -> Result<Vec<Raw<'_>>, Kind> {
    let mut outer = Parser(bytes);
    let mut list = Parser(outer.expect(tag::SEQUENCE)?);
    let mut names = Vec::new();
    while !list.is_empty() {
        names.push(one(&mut list)?);
    }
    outer.finish()?;
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    // Each was said by cryptography 50.0.2 of an extension's value.
    #[test]
    fn names_as_cryptography_reads_them() {
        let said = |bytes: &[u8]| all(bytes).map(|n| n.len()).map_err(|k| k.words());
        let tag = |value: u8, constructed: bool, class: &str| {
            format!(
                "unexpected tag (got Tag {{ value: {value}, constructed: {constructed}, class: {class} }})"
            )
        };
        assert_eq!(said(&[0x30, 0x00]), Ok(0));
        assert_eq!(said(&[0x30, 0x02, 0x82, 0x00]), Ok(1));
        assert_eq!(said(&[0x30, 0x02, 0xA3, 0x00]), Ok(1));
        assert_eq!(said(&[0x05, 0x00]), Err(tag(5, false, "Universal")));
        assert_eq!(said(&[]), Err("short data (needed at least 1 additional bytes)".into()));
        assert_eq!(said(&[0x30, 0x00, 0x05, 0x00]), Err("extra data".into()));
        assert_eq!(said(&[0x30, 0x02, 0x88, 0x00]), Err("invalid value".into()));
        assert_eq!(said(&[0x30, 0x03, 0x82, 0x01, 0xFC]), Err("invalid value".into()));
        assert_eq!(said(&[0x30, 0x02, 0x89, 0x00]), Err(tag(9, false, "ContextSpecific")));
        assert_eq!(said(&[0x30, 0x04, 0xA2, 2, 4, 0]), Err(tag(2, true, "ContextSpecific")));
        assert_eq!(
            said(&[0x30, 0x03, 0x82, 0x08, 0x61]),
            Err("short data (needed at least 7 additional bytes)".into())
        );
        assert_eq!(said(&[0x30, 0x81, 0x02, 0x82, 0x00]), Err("invalid length".into()));
        assert_eq!(said(&[0x30, 0x80, 0x82, 0x00, 0, 0]), Err("invalid length".into()));
    }
}
