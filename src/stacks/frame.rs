//! The outline of a certificate, as programs demand it whose readers pass over nothing: what stands
//! behind the last field of something, and values that are not of their type. `decode` reads on
//! past all of it.

use super::der::{self, BOOLEAN, OCTET_STRING, OID, SEQUENCE, Value};
use super::tlv::tag;
use crate::model::{Certificate, ExtensionValue};

/// Something in the outline that is not as it should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Flaw {
    /// So many bytes stand behind the signature.
    BehindSignature(usize),
    /// The validity has not two dates.
    Dates,
    /// Something stands behind the parameters of the key's algorithm.
    BehindKeyAlgorithm,
    /// The key has no bits.
    NoKey,
    /// The key's bits have another tag.
    KeyTag(u8),
    /// Something stands behind the key's bits.
    BehindKey,
    /// Something stands behind the last field, or between fields.
    BehindFields,
    /// An extension has not all its parts.
    ExtensionShort,
    /// The value of an extension has another tag than OCTET STRING.
    ExtensionTag(u8),
}

/// Whether the version is written longer than it need be.
pub(super) fn has_padded_version(certificate: &Certificate) -> bool {
    let fields = der::inside(certificate.tbs_bytes(), SEQUENCE).unwrap_or_default();
    fields.first().is_some_and(|version| version.tag == 0xA0 && version.content.len() > 3)
}

/// Whether an RSA key is one SEQUENCE of two INTEGERs, with nothing behind either.
pub(super) fn is_whole_rsa(spki: &[u8]) -> bool {
    let read = || {
        let bits = *der::inside(spki, SEQUENCE)?.get(1)?;
        let values = der::all(bits.content.get(1..)?)?;
        let [key] = values.as_slice() else { return None };
        Some(der::all(key.content)?.len() == 2)
    };
    read().unwrap_or(false)
}

/// Behind what bytes stand that belong nowhere, as a clause.
pub(super) fn left_over(certificate: &Certificate) -> Option<String> {
    let of_fields = flaws(certificate).into_iter().find_map(|flaw| match flaw {
        Flaw::BehindSignature(_) => Some("the signature"),
        Flaw::Dates => Some("the dates"),
        Flaw::BehindKeyAlgorithm => Some("the key’s algorithm"),
        Flaw::BehindKey => Some("the key"),
        Flaw::BehindFields => Some("the last field"),
        _ => None,
    });
    let extension = certificate.extensions.iter().find(|extension| {
        let mut rest = extension.raw.as_slice();
        !matches!(extension.value, ExtensionValue::Other | ExtensionValue::Unreadable(_))
            && der::next(&mut rest).is_some()
            && !rest.is_empty()
    });
    of_fields
        .map(str::to_owned)
        .or_else(|| extension.map(|it| format!("the content of the extension {}", it.oid.name())))
}

/// The flaws, in the order of the fields; those of the whole first.
pub(super) fn flaws(certificate: &Certificate) -> Vec<Flaw> {
    let mut found = Vec::new();
    let parts = der::inside(&certificate.der, SEQUENCE).unwrap_or_default();
    let [tbs, _, _, behind @ ..] = parts.as_slice() else { return found };
    if !behind.is_empty() {
        let bytes = behind.iter().fold(0usize, |sum, value| sum.saturating_add(value.full.len()));
        found.push(Flaw::BehindSignature(bytes));
    }
    let fields = der::all(tbs.content).unwrap_or_default();
    let mut fields = fields.into_iter().peekable();
    let _ = fields.next_if(|field| field.tag == 0xA0);
    // Serial number, algorithm, issuer.
    let mut fields = fields.skip(3);
    if let Some(validity) = fields.next()
        && values(validity).len() != 2
    {
        found.push(Flaw::Dates);
    }
    let mut fields = fields.skip(1);
    if let Some(spki) = fields.next() {
        key(spki, &mut found);
    }
    // Unique identifiers and extensions, each once and in this order.
    let mut last = 0u8;
    for field in fields {
        let place = field.tag & 0x1F;
        if !matches!(field.tag, 0x81 | 0x82 | 0xA3) || place <= last {
            found.push(Flaw::BehindFields);
            continue;
        }
        last = place;
        if field.tag == 0xA3 {
            let list = values(field).first().copied().map(values).unwrap_or_default();
            found.extend(list.into_iter().filter_map(extension));
        }
    }
    found
}

fn values(value: Value<'_>) -> Vec<Value<'_>> {
    der::all(value.content).unwrap_or_default()
}

fn key(spki: Value<'_>, found: &mut Vec<Flaw>) {
    let parts = values(spki);
    if parts.first().is_some_and(|algorithm| values(*algorithm).len() > 2) {
        found.push(Flaw::BehindKeyAlgorithm);
    }
    match parts.get(1) {
        None => found.push(Flaw::NoKey),
        Some(bits) if bits.tag != tag::BIT_STRING => found.push(Flaw::KeyTag(bits.tag)),
        Some(_) if parts.len() > 2 => found.push(Flaw::BehindKey),
        Some(_) => {}
    }
}

fn extension(value: Value<'_>) -> Option<Flaw> {
    let mut parts = values(value).into_iter().peekable();
    if parts.next_if(|part| part.tag == OID).is_none() {
        return Some(Flaw::ExtensionShort);
    }
    let _ = parts.next_if(|part| part.tag == BOOLEAN);
    match parts.next() {
        None => Some(Flaw::ExtensionShort),
        Some(content) if content.tag != OCTET_STRING => Some(Flaw::ExtensionTag(content.tag)),
        Some(_) => None,
    }
}
