//! Digests and signature checks. The only module that names algorithm crates.

mod signature;

use sha2::Digest;

pub use signature::{Check, verify};

/// SHA-256 of some bytes.
pub fn sha256(bytes: &[u8]) -> [u8; 32] {
    sha2::Sha256::digest(bytes).into()
}

/// SHA-1 of some bytes; for display and for old signatures only.
pub fn sha1(bytes: &[u8]) -> [u8; 20] {
    sha1::Sha1::digest(bytes).into()
}
