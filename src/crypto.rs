//! Digests and signature checks. The only module that names algorithm crates.

#[cfg(feature = "full")]
pub mod pair;
#[cfg(feature = "full")]
pub mod possession;
mod signature;
#[cfg(feature = "full")]
pub mod unlock;

use sha2::Digest;

use crate::model::{Certificate, Fingerprints, hex};

pub use signature::{Check, verify};

/// SHA-256 of some bytes.
pub fn sha256(bytes: &[u8]) -> [u8; 32] {
    sha2::Sha256::digest(bytes).into()
}

/// The digests of a certificate, made once.
pub fn fingerprints(certificate: &Certificate) -> &Fingerprints {
    certificate.fingerprints.get_or_init(|| Fingerprints {
        sha256: sha256(&certificate.der),
        sha1: sha1(&certificate.der),
        spki_sha256: sha256(&certificate.public_key.spki),
    })
}

/// A certificate's SHA-256 fingerprint in lower-case hex: how the page and the question name it.
pub fn id(certificate: &Certificate) -> String {
    hex(&fingerprints(certificate).sha256)
}

/// Whether a key verifies a revocation list, computed once: a list may be large, and all who look at
/// it ask. `None`: it cannot be computed here.
#[cfg(feature = "full")]
pub fn signed(list: &crate::model::Crl, key: &crate::model::PublicKey) -> Option<bool> {
    let known = |(spki, signed): &(Vec<u8>, Option<bool>)| (*spki == key.spki).then_some(*signed);
    if let Some(signed) = list.recalled.signed.borrow().iter().find_map(known) {
        return signed;
    }
    let bytes = list.der.get(list.tbs.start..list.tbs.end).unwrap_or_default();
    let signed = match &list.algorithm {
        None => Some(false),
        Some(algorithm) => match verify(key, algorithm, bytes, &list.signature) {
            Check::Valid => Some(true),
            Check::Invalid | Check::WrongKeyType => Some(false),
            Check::Unsupported(_) => None,
        },
    };
    list.recalled.signed.borrow_mut().push((key.spki.clone(), signed));
    signed
}

/// The digest of that OID: those by which OCSP may name an issuer (RFC 6960, 4.1.1).
#[cfg(feature = "full")]
pub fn digest(oid: &str, bytes: &[u8]) -> Option<Vec<u8>> {
    Some(match oid {
        "1.3.14.3.2.26" => sha1(bytes).to_vec(),
        "2.16.840.1.101.3.4.2.1" => sha256(bytes).to_vec(),
        "2.16.840.1.101.3.4.2.2" => sha2::Sha384::digest(bytes).to_vec(),
        "2.16.840.1.101.3.4.2.3" => sha2::Sha512::digest(bytes).to_vec(),
        "2.16.840.1.101.3.4.2.4" => sha2::Sha224::digest(bytes).to_vec(),
        "2.16.840.1.101.3.4.2.6" => sha2::Sha512_256::digest(bytes).to_vec(),
        _ => return None,
    })
}

/// SHA-1 of some bytes; for display and for old signatures only.
pub fn sha1(bytes: &[u8]) -> [u8; 20] {
    sha1::Sha1::digest(bytes).into()
}
