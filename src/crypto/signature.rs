//! Does this key verify that signature? Nothing here judges whether the algorithm is any good:
//! a broken digest that verifies is `Valid`, and a rule says what is wrong with it.

use ed25519_dalek::Verifier;
use md5::Md5;
use p256::ecdsa::signature::hazmat::PrehashVerifier;
use rsa::{BoxedUint, Pkcs1v15Sign, Pss, RsaPublicKey};
use sha1::Sha1;
use sha2::{Digest, Sha224, Sha256, Sha384, Sha512};

use crate::model::{Curve, DigestAlgorithm, KeyKind, PublicKey, SignatureAlgorithm, SignatureKind};

/// The outcome of a signature check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Check {
    /// The key verifies the signature.
    Valid,
    /// It does not.
    Invalid,
    /// Algorithm and key do not belong together (an RSA signature, an EC key).
    WrongKeyType,
    /// Not computed here; says what is missing.
    Unsupported(String),
}

/// Keys beyond this many bits are not computed with (OpenSSL's own limit for verification).
const MAX_RSA_BITS: usize = 16_384;
/// The smallest RSA modulus worth computing with: room for the padding of PKCS#1 v1.5 and MD5.
const MIN_RSA_BITS: usize = 368;

/// Checks a signature: key, algorithm, message, signature.
pub type Verify = fn(&PublicKey, &SignatureAlgorithm, &[u8], &[u8]) -> Check;

/// Checks a signature over `message` by the algorithms that most certificates use: RSA with one digest,
/// ECDSA on P-256 and P-384, Ed25519. (The full engine knows more: `full::verify`.)
pub fn verify_common(
    key: &PublicKey,
    algorithm: &SignatureAlgorithm,
    message: &[u8],
    signature: &[u8],
) -> Check {
    match (&algorithm.kind, &key.kind) {
        (SignatureKind::Other(name), _) => Check::Unsupported(name.clone()),
        (
            SignatureKind::RsaPkcs1(digest),
            KeyKind::Rsa { modulus, exponent, bits, pss_only: false },
        ) => match rsa_key(modulus, exponent, *bits) {
            Ok(key) => rsa_pkcs1(&key, *digest, message, signature),
            Err(check) => check,
        },
        (
            SignatureKind::RsaPss { digest, mask, salt },
            KeyKind::Rsa { modulus, exponent, bits, pss_only },
        ) => {
            if *pss_only {
                return Check::Unsupported("RSA keys for PSS alone".into());
            }
            let key = match rsa_key(modulus, exponent, *bits) {
                Ok(key) => key,
                Err(check) => return check,
            };
            if digest == mask {
                return rsa_pss(&key, *digest, *salt, message, signature);
            }
            Check::Unsupported("RSA-PSS with two different digests".into())
        }
        (SignatureKind::Ecdsa(digest), KeyKind::Ec { curve, point }) => {
            match hash(*digest, message) {
                Some(hash) => ecdsa(curve, point, &hash, signature),
                None => Check::Unsupported(digest.name().into()),
            }
        }
        (SignatureKind::Ed25519, KeyKind::Ed25519(point)) => outcome(|| {
            let key =
                ed25519_dalek::VerifyingKey::from_bytes(point.as_slice().try_into().ok()?).ok()?;
            let signature = ed25519_dalek::Signature::from_slice(signature).ok()?;
            key.verify(message, &signature).ok()
        }),
        (_, KeyKind::Other { name }) => Check::Unsupported(name.clone()),
        (_, KeyKind::Unreadable { name }) => Check::Unsupported(format!("unreadable {name} key")),
        _ => Check::WrongKeyType,
    }
}

pub(super) fn outcome(check: impl FnOnce() -> Option<()>) -> Check {
    if check().is_some() { Check::Valid } else { Check::Invalid }
}

/// Leaves out what would make the arithmetic meaningless or endless: RFC 8017, 3.1 wants an odd
/// modulus and an odd exponent of at least 3.
pub(super) fn rsa_key(modulus: &[u8], exponent: &[u8], bits: usize) -> Result<RsaPublicKey, Check> {
    if !(MIN_RSA_BITS..=MAX_RSA_BITS).contains(&bits) {
        return Err(Check::Unsupported(format!("RSA keys of {bits} bits")));
    }
    let odd = |number: &[u8]| number.last().is_some_and(|b| b & 1 == 1);
    if !odd(modulus) || !odd(exponent) || exponent == [1] || exponent.len() > 8 {
        return Err(Check::Unsupported(
            "RSA keys with an even or out-of-range modulus or exponent".into(),
        ));
    }
    let modulus = BoxedUint::from_be_slice_vartime(modulus);
    let exponent = BoxedUint::from_be_slice_vartime(exponent);
    RsaPublicKey::new_with_size_limits(modulus, exponent, MIN_RSA_BITS..=MAX_RSA_BITS)
        .map_err(|_| Check::Unsupported("this RSA key".into()))
}

fn rsa_pkcs1(
    key: &RsaPublicKey,
    digest: DigestAlgorithm,
    message: &[u8],
    signature: &[u8],
) -> Check {
    let Some(hash) = hash(digest, message) else { return Check::Unsupported(digest.name().into()) };
    // DigestInfo prefixes, RFC 8017, 9.2, notes 1.
    let prefix: &[u8] = match digest {
        DigestAlgorithm::Md5 => &[
            0x30, 0x20, 0x30, 0x0c, 0x06, 0x08, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x02, 0x05,
            0x05, 0x00, 0x04, 0x10,
        ],
        DigestAlgorithm::Sha1 => &[
            0x30, 0x21, 0x30, 0x09, 0x06, 0x05, 0x2b, 0x0e, 0x03, 0x02, 0x1a, 0x05, 0x00, 0x04,
            0x14,
        ],
        DigestAlgorithm::Sha224 => &sha2_prefix(0x2d, 4, 28),
        DigestAlgorithm::Sha256 => &sha2_prefix(0x31, 1, 32),
        DigestAlgorithm::Sha384 => &sha2_prefix(0x41, 2, 48),
        DigestAlgorithm::Sha512 => &sha2_prefix(0x51, 3, 64),
        DigestAlgorithm::Md2 => return Check::Unsupported("MD2".into()),
    };
    let scheme = Pkcs1v15Sign { hash_len: Some(hash.len()), prefix: prefix.into() };
    outcome(|| key.verify(scheme, &hash, signature).ok())
}

const fn sha2_prefix(total: u8, arc: u8, length: u8) -> [u8; 19] {
    [
        0x30, total, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, arc,
        0x05, 0x00, 0x04, length,
    ]
}

pub(super) fn rsa_pss(
    key: &RsaPublicKey,
    digest: DigestAlgorithm,
    salt: usize,
    message: &[u8],
    signature: &[u8],
) -> Check {
    let Some(hash) = hash(digest, message) else { return Check::Unsupported(digest.name().into()) };
    outcome(|| {
        match digest {
            DigestAlgorithm::Sha1 => key.verify(Pss::<Sha1>::new_with_salt(salt), &hash, signature),
            DigestAlgorithm::Sha224 => {
                key.verify(Pss::<Sha224>::new_with_salt(salt), &hash, signature)
            }
            DigestAlgorithm::Sha256 => {
                key.verify(Pss::<Sha256>::new_with_salt(salt), &hash, signature)
            }
            DigestAlgorithm::Sha384 => {
                key.verify(Pss::<Sha384>::new_with_salt(salt), &hash, signature)
            }
            DigestAlgorithm::Sha512 => {
                key.verify(Pss::<Sha512>::new_with_salt(salt), &hash, signature)
            }
            DigestAlgorithm::Md2 | DigestAlgorithm::Md5 => return None,
        }
        .ok()
    })
}

fn ecdsa(curve: &Curve, point: &[u8], hash: &[u8], signature: &[u8]) -> Check {
    // SEC 1, 2.3.3: compressed or not. The crates also take a compact form that no program knows.
    if !matches!(point, [2..=4, ..]) {
        return Check::Unsupported("a point in neither of the two forms of SEC 1".into());
    }
    match curve {
        Curve::P256 => outcome(|| {
            let key = p256::ecdsa::VerifyingKey::from_sec1_bytes(point).ok()?;
            let signature = p256::ecdsa::Signature::from_der(signature).ok()?;
            key.verify_prehash(&padded::<32>(hash), &signature).ok()
        }),
        Curve::P384 => outcome(|| {
            let key = p384::ecdsa::VerifyingKey::from_sec1_bytes(point).ok()?;
            let signature = p384::ecdsa::Signature::from_der(signature).ok()?;
            key.verify_prehash(&padded::<48>(hash), &signature).ok()
        }),
        Curve::P521 => Check::Unsupported("the curve P-521".into()),
        Curve::Other(name) => Check::Unsupported(format!("the curve {name}")),
    }
}

/// A digest shorter than the field is a number all the same (FIPS 186-5, 6.4.2): zeros before it
/// change nothing, and the crates demand at least half the field's length.
pub(super) fn padded<const N: usize>(hash: &[u8]) -> Vec<u8> {
    let mut out = vec![0; N.saturating_sub(hash.len())];
    out.extend_from_slice(hash);
    out
}

pub(super) fn hash(digest: DigestAlgorithm, message: &[u8]) -> Option<Vec<u8>> {
    Some(match digest {
        DigestAlgorithm::Md2 => return None,
        DigestAlgorithm::Md5 => Md5::digest(message).to_vec(),
        DigestAlgorithm::Sha1 => Sha1::digest(message).to_vec(),
        DigestAlgorithm::Sha224 => Sha224::digest(message).to_vec(),
        DigestAlgorithm::Sha256 => Sha256::digest(message).to_vec(),
        DigestAlgorithm::Sha384 => Sha384::digest(message).to_vec(),
        DigestAlgorithm::Sha512 => Sha512::digest(message).to_vec(),
    })
}
