//! Digests and HMAC chosen at run time.

use hmac::{Hmac, KeyInit, Mac};
use sha2::digest::DynDigest;
use zeroize::Zeroizing;

use super::{Refusal, Secret};
use crate::model::DigestAlgorithm;

/// A digest by its name.
pub(super) fn hasher(digest: DigestAlgorithm) -> Result<Box<dyn DynDigest>, Refusal> {
    Ok(match digest {
        DigestAlgorithm::Md2 => return Err(Refusal::Unsupported("MD2".into())),
        DigestAlgorithm::Md5 => Box::new(md5::Md5::default()),
        DigestAlgorithm::Sha1 => Box::new(sha1::Sha1::default()),
        DigestAlgorithm::Sha224 => Box::new(sha2::Sha224::default()),
        DigestAlgorithm::Sha256 => Box::new(sha2::Sha256::default()),
        DigestAlgorithm::Sha384 => Box::new(sha2::Sha384::default()),
        DigestAlgorithm::Sha512 => Box::new(sha2::Sha512::default()),
    })
}

/// How many bytes a digest takes in at once (FIPS 180-4, figure 1).
pub(super) fn block_size(digest: DigestAlgorithm) -> usize {
    match digest {
        DigestAlgorithm::Sha384 | DigestAlgorithm::Sha512 => 128,
        _ => 64,
    }
}

/// The digest of several parts one behind the other.
pub(super) fn digest(hasher: &mut dyn DynDigest, parts: &[&[u8]]) -> Secret {
    for part in parts {
        hasher.update(part);
    }
    Zeroizing::new(hasher.finalize_reset().into_vec())
}

/// HMAC (RFC 2104) of several parts one behind the other.
pub(super) fn hmac(
    digest: DigestAlgorithm,
    key: &[u8],
    parts: &[&[u8]],
) -> Result<Secret, Refusal> {
    macro_rules! with {
        ($hash:ty) => {{
            // HMAC takes keys of any length.
            let Ok(mut mac) = Hmac::<$hash>::new_from_slice(key) else {
                return Err(Refusal::Unsupported("a key of this length".into()));
            };
            for part in parts {
                mac.update(part);
            }
            Zeroizing::new(mac.finalize().into_bytes().to_vec())
        }};
    }
    Ok(match digest {
        DigestAlgorithm::Md2 => return Err(Refusal::Unsupported("HMAC-MD2".into())),
        DigestAlgorithm::Md5 => with!(md5::Md5),
        DigestAlgorithm::Sha1 => with!(sha1::Sha1),
        DigestAlgorithm::Sha224 => with!(sha2::Sha224),
        DigestAlgorithm::Sha256 => with!(sha2::Sha256),
        DigestAlgorithm::Sha384 => with!(sha2::Sha384),
        DigestAlgorithm::Sha512 => with!(sha2::Sha512),
    })
}
