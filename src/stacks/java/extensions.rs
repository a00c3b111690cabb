//! What Java's classes for extensions refuse to read (sun.security.x509). It matters only where the
//! extension is critical: one that is not is passed over as if it were unknown.

use crate::model::oid::ext;
use crate::model::{Certificate, Extension};
use crate::stacks::der::{self, BOOLEAN, INTEGER, OID, SEQUENCE, Value};
use crate::stacks::tlv::tag;

/// The first critical extension that cannot be read, in Java's words.
pub(super) fn fault(certificate: &Certificate) -> Option<String> {
    let critical = certificate.extensions.iter().filter(|extension| extension.critical);
    let words = critical.filter_map(|extension| read(extension).err()).next()?;
    Some(if words.starts_with("java.") { words } else { format!("java.io.IOException: {words}") })
}

fn read(extension: &Extension) -> Result<(), String> {
    match extension.oid.as_str() {
        ext::BASIC_CONSTRAINTS => basic_constraints(one(&extension.raw)?),
        ext::KEY_USAGE if extension.raw.is_empty() => Err(
            "java.io.IOException: java.lang.ArrayIndexOutOfBoundsException: Index 0 out of bounds for length 0".into(),
        ),
        ext::KEY_USAGE => key_usage(one(&extension.raw)?),
        ext::EXTENDED_KEY_USAGE => usages(one(&extension.raw)?),
        ext::NAME_CONSTRAINTS => name_constraints(one(&extension.raw)?),
        _ => Ok(()),
    }
}

/// `new DerValue(byte[])`.
fn one(bytes: &[u8]) -> Result<Value<'_>, String> {
    let mut rest = bytes;
    match der::next(&mut rest) {
        _ if bytes.len() < 2 => Err("Too short".into()),
        None => Err("java.io.EOFException: not enough content".into()),
        Some(_) if !rest.is_empty() => Err("extra data at the end".into()),
        Some(value) => Ok(value),
    }
}

fn all(value: Value<'_>) -> Result<Vec<Value<'_>>, String> {
    der::all(value.content).ok_or_else(|| "java.io.EOFException: not enough content".into())
}

/// BasicConstraintsExtension: what stands behind the length is not looked at.
fn basic_constraints(value: Value<'_>) -> Result<(), String> {
    let invalid = || Err("Invalid encoding of BasicConstraints".to_owned());
    if value.tag != SEQUENCE {
        return invalid();
    }
    let parts = all(value)?;
    let Some(first) = parts.first().filter(|first| first.tag == BOOLEAN) else { return Ok(()) };
    if first.content.len() != 1 {
        return Err("Invalid length for boolean".into());
    }
    match parts.get(1) {
        None => Ok(()),
        Some(length) if length.tag != INTEGER => invalid(),
        Some(length) => integer(length.content),
    }
}

/// `DerValue.getInteger`.
fn integer(content: &[u8]) -> Result<(), String> {
    let Some(first) = content.first() else {
        return Err("Invalid encoding: zero length Int value".into());
    };
    let negative = first & 0x80 != 0;
    let sign = if negative { 0xFF } else { 0 };
    let digits: Vec<u8> = content.iter().copied().skip_while(|byte| *byte == sign).collect();
    let fits = match digits.as_slice() {
        [] => true,
        [first, rest @ ..] => match rest.len() {
            0..=2 => true,
            3 => (first & 0x80 != 0) == negative,
            _ => false,
        },
    };
    match (fits, negative) {
        (true, _) => Ok(()),
        (false, false) => Err("Integer exceeds maximum valid value".into()),
        (false, true) => Err("Integer below minimum valid value".into()),
    }
}

/// KeyUsageExtension.
fn key_usage(value: Value<'_>) -> Result<(), String> {
    if value.tag != tag::BIT_STRING {
        return Err(format!("DerValue.getBitString, not a bit string {}", signed(value.tag)));
    }
    match value.content.first() {
        Some(8..) => Err("Invalid number of padding bits".into()),
        _ => Ok(()),
    }
}

/// A tag as Java prints it: its bytes have a sign.
pub(super) fn signed(tag: u8) -> i8 {
    i8::from_be_bytes([tag])
}

/// ExtendedKeyUsageExtension.
fn usages(value: Value<'_>) -> Result<(), String> {
    if value.tag != SEQUENCE {
        return Err("Invalid encoding for ExtendedKeyUsageExtension.".into());
    }
    match all(value)?.iter().find(|usage| usage.tag != OID) {
        Some(other) => {
            let tag = signed(other.tag);
            Err(format!("ObjectIdentifier() -- data isn't an object ID (tag = {tag})"))
        }
        None => Ok(()),
    }
}

/// NameConstraintsExtension.
fn name_constraints(value: Value<'_>) -> Result<(), String> {
    if value.tag != SEQUENCE {
        return Err("Invalid encoding for NameConstraintsExtension.".into());
    }
    let mut seen: Vec<u8> = Vec::new();
    for list in all(value)? {
        let kind = match list.tag {
            0xA0 => "permitted",
            0xA1 => "excluded",
            _ => return Err("Invalid encoding of NameConstraintsExtension.".into()),
        };
        if seen.contains(&list.tag) {
            return Err(format!("Duplicate {kind} GeneralSubtrees in NameConstraintsExtension."));
        }
        seen.push(list.tag);
        all(list)?.into_iter().try_for_each(subtree)?;
    }
    Ok(())
}

fn subtree(value: Value<'_>) -> Result<(), String> {
    if value.tag != SEQUENCE {
        return Err("Invalid encoding for GeneralSubtree.".into());
    }
    let parts = all(value)?;
    let Some((name, rest)) = parts.split_first() else { return Err("Too short".into()) };
    let number = name.tag & 0x1F;
    if !matches!(number, 0..=8) {
        return Err(format!("Unrecognized GeneralName tag, ({number})"));
    }
    match name.tag {
        0x81 if name.content.is_empty() => {
            return Err("RFC822Name may not be null or empty".into());
        }
        0x87 if !matches!(name.content.len(), 4 | 8 | 16 | 32) => {
            return Err("Invalid IPAddressName".into());
        }
        _ => {}
    }
    // Minimum and maximum.
    if rest.iter().any(|part| !matches!(part.tag, 0x80 | 0x81)) {
        return Err("Invalid encoding of GeneralSubtree.".into());
    }
    Ok(())
}

/// Why name constraints cannot be applied, in Java's words (`calcMinMax`).
pub(super) fn distance(certificate: &Certificate) -> Option<&'static str> {
    let raw = &certificate.extension(ext::NAME_CONSTRAINTS)?.raw;
    for list in der::inside(raw, SEQUENCE)? {
        for subtree in der::all(list.content)? {
            for part in der::all(subtree.content)?.iter().skip(1) {
                let zero = part.content.iter().all(|byte| *byte == 0);
                match part.tag {
                    0x80 if !zero => {
                        return Some(
                            "java.io.IOException: Non-zero minimum BaseDistance in name constraints not supported",
                        );
                    }
                    0x81 => {
                        return Some(
                            "java.io.IOException: Maximum BaseDistance in name constraints not supported",
                        );
                    }
                    _ => {}
                }
            }
        }
    }
    None
}
