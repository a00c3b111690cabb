//! Digests and signature checks. The only module that names algorithm crates.

#[cfg(feature = "full")]
mod full;
#[cfg(feature = "full")]
pub mod pair;
mod point;
#[cfg(feature = "full")]
pub mod possession;
mod signature;
#[cfg(feature = "full")]
pub mod unlock;

use sha2::Digest;

use crate::model::{Certificate, Fingerprints, hex};

#[cfg(feature = "full")]
pub use full::{digest, on_curve, signed, verify};
pub use point::on_curve_common;
pub use signature::{Check, Verify, verify_common};

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

/// SHA-1 of some bytes; for display and for old signatures only.
pub fn sha1(bytes: &[u8]) -> [u8; 20] {
    sha1::Sha1::digest(bytes).into()
}
