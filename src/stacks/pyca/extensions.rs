//! The values of extensions and the parameters of algorithms, as cryptography reads and shows them.

use super::asn1::{self, Kind, Parser, Tlv};
use super::names::Raw;
use crate::model::oid::ext;
use crate::model::{BasicConstraints, Certificate};
use crate::stacks::tlv::{Reader, tag};

/// Whether the value of an extension can be read; those that are not looked at can.
pub(super) fn check(oid: &str, raw: &[u8]) -> Result<(), Kind> {
    let mut outer = Parser(raw);
    match oid {
        ext::KEY_USAGE => asn1::bits(outer.expect(tag::BIT_STRING)?)?,
        ext::BASIC_CONSTRAINTS => basic_constraints(outer.expect(tag::SEQUENCE)?)?,
        ext::EXTENDED_KEY_USAGE => {
            let mut list = Parser(outer.expect(tag::SEQUENCE)?);
            if list.is_empty() && outer.is_empty() {
                return Err(Kind::Empty);
            }
            while !list.is_empty() {
                asn1::oid(list.expect(tag::OID)?)?;
            }
        }
        ext::AUTHORITY_INFO_ACCESS => {
            let mut list = Parser(outer.expect(tag::SEQUENCE)?);
            while !list.is_empty() {
                let mut access = Parser(list.expect(tag::SEQUENCE)?);
                asn1::oid(access.expect(tag::OID)?)?;
                asn1::general_name(&mut access)?;
                access.finish()?;
            }
        }
        ext::AUTHORITY_KEY_ID => authority_key_id(outer.expect(tag::SEQUENCE)?)?,
        _ => return Ok(()),
    }
    outer.finish()
}

fn basic_constraints(content: &[u8]) -> Result<(), Kind> {
    let mut parts = Parser(content);
    if let Some(ca) = parts.optional(tag::BOOLEAN)? {
        asn1::not_default(ca)?;
    }
    if let Some(length) = parts.optional(tag::INTEGER)? {
        asn1::unsigned(length, 8)?;
    }
    parts.finish()
}

fn authority_key_id(content: &[u8]) -> Result<(), Kind> {
    let mut parts = Parser(content);
    parts.optional(tag::context(0))?;
    if let Some(issuer) = parts.optional(tag::inside(1))? {
        let mut names = Parser(issuer);
        while !names.is_empty() {
            asn1::general_name(&mut names)?;
        }
    }
    if let Some(serial) = parts.optional(tag::context(2))? {
        asn1::integer(serial)?;
    }
    parts.finish()
}

/// Subtrees of one list; `None` where the list is not there.
type Subtrees<'a> = Option<Vec<Raw<'a>>>;

/// The permitted and the excluded subtrees.
pub(super) fn name_constraints(raw: &[u8]) -> Result<(Subtrees<'_>, Subtrees<'_>), Kind> {
    let mut outer = Parser(raw);
    let mut inside = Parser(outer.expect(tag::SEQUENCE)?);
    let permitted = inside.optional(tag::inside(0))?.map(subtrees).transpose()?;
    let excluded = inside.optional(tag::inside(1))?.map(subtrees).transpose()?;
    inside.finish()?;
    outer.finish()?;
    Ok((permitted, excluded))
}

fn subtrees(content: &[u8]) -> Result<Vec<Raw<'_>>, Kind> {
    let (mut list, mut found) = (Parser(content), Vec::new());
    while !list.is_empty() {
        let mut subtree = Parser(list.expect(tag::SEQUENCE)?);
        found.push(asn1::general_name(&mut subtree)?);
        if let Some(minimum) = subtree.optional(tag::context(0))?
            && asn1::unsigned(minimum, 8)? == 0
        {
            return Err(Kind::EncodedDefault);
        }
        if let Some(maximum) = subtree.optional(tag::context(1))? {
            asn1::unsigned(maximum, 8)?;
        }
        subtree.finish()?;
    }
    Ok(found)
}

/// The parameters of an AlgorithmIdentifier that some bytes begin with.
pub(super) fn parameters(identifier: &[u8]) -> Option<Tlv<'_>> {
    let mut parts = Parser(Parser(identifier).expect(tag::SEQUENCE).ok()?);
    parts.expect(tag::OID).ok()?;
    parts.tlv().ok()
}

/// Parameters that cryptography does not know, as it prints them.
pub(super) fn shown(parameters: Option<Tlv<'_>>) -> String {
    parameters.map_or("None".into(), |value| {
        let (tag, data, full) = (value.tag.debug(), value.content, value.full);
        format!("Some(Tlv {{ tag: {tag}, data: {data:?}, full_data: {full:?} }})")
    })
}

/// Basic constraints of a CA whose path length is longer than the model keeps: up to 63 bits it is
/// read, and never reached.
pub(super) fn long_path(certificate: &Certificate) -> Option<BasicConstraints> {
    let raw = &certificate.extension(ext::BASIC_CONSTRAINTS)?.raw;
    let mut parts = Reader(Reader(raw).take(tag::SEQUENCE)?);
    let ca = parts.boolean()?;
    let length = parts.integer()?;
    let fits = length.len() <= 8 && length.first()? & 0x80 == 0;
    (fits && parts.is_empty()).then_some(BasicConstraints { ca, path_len: Some(u32::MAX) })
}
