//! The revoked intermediates that Firefox carries: OneCRL (security-state/onecrl.json of Firefox
//! 153). Each entry is kept as five bytes of a digest, written by `examples/onecrl.rs`: four
//! certificates in a thousand million would be mistaken for one of the list.

use crate::crypto;
use crate::model::Certificate;

/// Bytes of a digest that are kept.
pub const KEPT: usize = 5;

/// The entries, sorted.
static LIST: &[u8] = include_bytes!("onecrl.bin");

/// Whether a certificate is on the list, by issuer and serial number or by subject and key.
pub fn lists(certificate: &Certificate) -> bool {
    let by_serial = [b"i", certificate.issuer.der.as_slice(), &certificate.serial.0].concat();
    let key = crypto::fingerprints(certificate).spki_sha256;
    let by_key = [b"s", certificate.subject.der.as_slice(), &key].concat();
    holds(&by_serial) || holds(&by_key)
}

fn holds(entry: &[u8]) -> bool {
    let digest = crypto::sha256(entry);
    let Some(start) = digest.first_chunk::<KEPT>() else { return false };
    let (entries, _) = LIST.as_chunks::<KEPT>();
    entries.binary_search(start).is_ok()
}
