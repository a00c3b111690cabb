//! Revocation lists as programs read them: what is said about a certificate, and the extensions that
//! say what a list is about, read as they stand.

use super::der::{self, SEQUENCE};
use crate::decode::crl;
use crate::model::oid::ext;
use crate::model::{Certificate, Crl};

pub(super) use crate::decode::crl::{DELTA, ISSUING_POINT, extension};

/// What the entry about a certificate says.
pub(super) struct Entry {
    /// The code of its reason (RFC 5280, 5.3.1).
    pub reason: Option<u8>,
}

/// The code for "take it off the list again".
pub(super) const REMOVE_FROM_CRL: u8 = 8;

/// The entry about a certificate with that serial number, whoever issued it.
pub(super) fn entry(list: &Crl, certificate: &Certificate) -> Option<Entry> {
    let first = crl::named(list, &certificate.serial).into_iter().next()?;
    Some(Entry { reason: first.reason })
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
