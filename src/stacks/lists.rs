//! Revocation lists as programs read them: all their entries, and the extensions that say what a
//! list is about.

use super::der::{self, BOOLEAN, INTEGER, OCTET_STRING, OID, SEQUENCE, Value};
use crate::model::oid::ext;
use crate::model::{Certificate, Crl, Extension, Serial};

/// Issuing distribution point (RFC 5280, 5.2.5).
pub(super) const ISSUING_POINT: &str = "2.5.29.28";
/// Delta CRL indicator (RFC 5280, 5.2.4).
pub(super) const DELTA: &str = "2.5.29.27";

/// An extension of a list.
pub(super) fn extension<'a>(list: &'a Crl, oid: &str) -> Option<&'a Extension> {
    list.extensions.iter().find(|extension| extension.oid.as_str() == oid)
}

/// What the entry about a certificate says.
pub(super) struct Entry {
    /// The code of its reason (RFC 5280, 5.3.1).
    pub reason: Option<u8>,
}

/// The code for "take it off the list again".
pub(super) const REMOVE_FROM_CRL: u8 = 8;

/// The entry about a certificate with that serial number. Unlike the model, which keeps the first
/// entries only, this looks at all of them.
pub(super) fn entry(list: &Crl, certificate: &Certificate) -> Option<Entry> {
    let wanted = certificate.serial.hex();
    entries(list)?.into_iter().find_map(|entry| {
        let parts = der::all(entry.content)?;
        let serial = parts.first().filter(|part| part.tag == INTEGER)?;
        (Serial(serial.content.to_vec()).hex() == wanted).then(|| Entry { reason: reason(&parts) })
    })
}

fn entries(list: &Crl) -> Option<Vec<Value<'_>>> {
    let tbs = list.der.get(list.tbs.start..list.tbs.end)?;
    let fields = der::inside(tbs, SEQUENCE)?;
    let is_time = |value: &Value<'_>| matches!(value.tag, der::UTC_TIME | der::GENERALIZED_TIME);
    // The entries are the sequence behind the dates.
    let dates = fields.iter().position(is_time)?;
    let found = fields.iter().skip(dates).find(|value| value.tag == SEQUENCE)?;
    der::all(found.content)
}

fn reason(parts: &[Value<'_>]) -> Option<u8> {
    let extensions = parts.get(2).filter(|part| part.tag == SEQUENCE)?;
    der::all(extensions.content)?.into_iter().find_map(|extension| {
        let (id, _, value) = frame(extension.content)?;
        // 2.5.29.21; inside is an ENUMERATED of one byte.
        (id == [0x55, 0x1D, 0x15]).then_some(())?;
        der::all(value)?.first()?.content.first().copied()
    })
}

/// The OID, the criticality and the content of an extension.
fn frame(content: &[u8]) -> Option<(&[u8], bool, &[u8])> {
    let parts = der::all(content)?;
    let id = parts.first().filter(|part| part.tag == OID)?;
    let critical = parts.iter().any(|part| part.tag == BOOLEAN && part.content != [0]);
    let value = parts.iter().find(|part| part.tag == OCTET_STRING)?;
    Some((id.content, critical, value.content))
}

/// Whether an entry has a critical extension other than certificateIssuer.
pub(super) fn has_critical_entry(list: &Crl) -> bool {
    let critical = |entry: &Value<'_>| -> Option<bool> {
        let parts = der::all(entry.content)?;
        let extensions = parts.get(2).filter(|part| part.tag == SEQUENCE)?;
        let mut frames = der::all(extensions.content)?.into_iter().filter_map(|e| frame(e.content));
        // 2.5.29.29
        Some(frames.any(|(id, critical, _)| critical && id != [0x55, 0x1D, 0x1D]))
    };
    entries(list).unwrap_or_default().iter().any(|entry| critical(entry).unwrap_or(false))
}

/// What an issuing distribution point says.
#[derive(Clone, Copy, Default)]
pub(super) struct Scope<'a> {
    /// The content of distributionPoint.
    pub point: Option<&'a [u8]>,
    pub only_users: bool,
    pub only_cas: bool,
    pub some_reasons: bool,
    pub indirect: bool,
    pub only_attributes: bool,
}

/// The scope of a list; the whole of it where it does not say.
pub(super) fn scope(list: &Crl) -> Scope<'_> {
    let mut scope = Scope::default();
    let parts = extension(list, ISSUING_POINT).and_then(|e| der::inside(&e.raw, SEQUENCE));
    for part in parts.unwrap_or_default() {
        let set = part.content != [0];
        match part.tag {
            0xA0 => scope.point = Some(part.content),
            0x81 => scope.only_users = set,
            0x82 => scope.only_cas = set,
            0x83 => scope.some_reasons = true,
            0x84 => scope.indirect = set,
            0x85 => scope.only_attributes = set,
            _ => {}
        }
    }
    scope
}

/// The names in the content of a distributionPoint: the full ones, or the one that is relative to
/// the issuer.
fn point_names(point: &[u8]) -> Vec<&[u8]> {
    let parts = der::all(point).unwrap_or_default();
    if let Some(relative) = parts.iter().find(|part| part.tag == 0xA1) {
        return vec![relative.full];
    }
    let full = parts.iter().find(|part| part.tag == 0xA0);
    let names = full.and_then(|full| der::all(full.content)).unwrap_or_default();
    names.into_iter().map(|name| name.full).collect()
}

/// Whether a distribution point has neither a name nor an issuer (RFC 5280, 4.2.1.13).
pub(super) fn has_empty_point(certificate: &Certificate) -> bool {
    let Some(extension) = certificate.extension(ext::CRL_DISTRIBUTION_POINTS) else { return false };
    der::inside(&extension.raw, SEQUENCE).unwrap_or_default().into_iter().any(|entry| {
        let parts = der::all(entry.content).unwrap_or_default();
        !parts.iter().any(|part| matches!(part.tag, 0xA0 | 0xA2))
    })
}

/// Whether one of the certificate's distribution points has a name of the list's.
pub(super) fn shares_point(certificate: &Certificate, point: &[u8]) -> bool {
    let wanted = point_names(point);
    let Some(extension) = certificate.extension(ext::CRL_DISTRIBUTION_POINTS) else { return false };
    der::inside(&extension.raw, SEQUENCE).unwrap_or_default().into_iter().any(|entry| {
        let parts = der::all(entry.content).unwrap_or_default();
        match parts.iter().find(|part| part.tag == 0xA0) {
            Some(point) => point_names(point.content).iter().any(|name| wanted.contains(name)),
            None => true,
        }
    })
}
