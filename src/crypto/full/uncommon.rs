//! Algorithms of the full engine: Ed448 (RFC 8032), ML-DSA (FIPS 204, RFC 9881), ECDSA on P-521 and
//! secp256k1.

use ed448_goldilocks as ed448;
use k256::ecdsa::signature::hazmat::PrehashVerifier;
use ml_dsa::{EncodedVerifyingKey, MlDsa44, MlDsa65, MlDsa87, MlDsaParams, Verifier};

use crate::crypto::signature::{Check, outcome, padded};
use crate::model::{PublicKey, SignatureAlgorithm};

/// Key, message, signature.
type Verify = fn(&[u8], &[u8], &[u8]) -> Option<()>;

/// An algorithm whose keys have one length, so that their SubjectPublicKeyInfo has one beginning.
struct Fixed {
    /// The OID of keys and of signatures (RFC 8410, 3; RFC 9881, 2).
    oid: &'static str,
    /// All of the SubjectPublicKeyInfo before the key's bytes, in DER.
    head: &'static [u8],
    /// How long the key is.
    length: usize,
    verify: Verify,
}

const fn ml_dsa_head(length: usize, arc: u8) -> [u8; 22] {
    let [.., whole_high, whole_low] = length.saturating_add(18).to_be_bytes();
    let [.., bits_high, bits_low] = length.saturating_add(1).to_be_bytes();
    [
        0x30, 0x82, whole_high, whole_low, 0x30, 0x0B, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65,
        0x03, 0x04, 0x03, arc, 0x03, 0x82, bits_high, bits_low, 0x00,
    ]
}

const FIXED: &[Fixed] = &[
    Fixed {
        oid: "1.3.101.113",
        head: &[0x30, 0x43, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x71, 0x03, 0x3A, 0x00],
        length: 57,
        verify: ed448,
    },
    Fixed {
        oid: "2.16.840.1.101.3.4.3.17",
        head: &ml_dsa_head(1_312, 0x11),
        length: 1_312,
        verify: ml_dsa::<MlDsa44>,
    },
    Fixed {
        oid: "2.16.840.1.101.3.4.3.18",
        head: &ml_dsa_head(1_952, 0x12),
        length: 1_952,
        verify: ml_dsa::<MlDsa65>,
    },
    Fixed {
        oid: "2.16.840.1.101.3.4.3.19",
        head: &ml_dsa_head(2_592, 0x13),
        length: 2_592,
        verify: ml_dsa::<MlDsa87>,
    },
];

/// Checks a signature of Ed448 or ML-DSA; `None` where the algorithm is another.
pub(super) fn fixed(
    key: &PublicKey,
    algorithm: &SignatureAlgorithm,
    message: &[u8],
    signature: &[u8],
) -> Option<Check> {
    let fixed = FIXED.iter().find(|fixed| fixed.oid == algorithm.oid.as_str())?;
    if key.oid.as_str() != fixed.oid {
        return Some(Check::WrongKeyType);
    }
    let bytes = key.spki.strip_prefix(fixed.head).filter(|bytes| bytes.len() == fixed.length);
    Some(match bytes {
        Some(bytes) => outcome(|| (fixed.verify)(bytes, message, signature)),
        None => Check::Unsupported(format!("unreadable {} key", key.oid.name())),
    })
}

/// The crate passes over the seven unused bits of an encoded point and takes a coordinate that is
/// not reduced; RFC 8032, 5.2.3 has both refused, in the key and in R.
fn ed448(key: &[u8], message: &[u8], signature: &[u8]) -> Option<()> {
    if !is_ed448_point(key) || !is_ed448_point(signature) {
        return None;
    }
    let key = ed448::VerifyingKey::from_bytes(&key.try_into().ok()?).ok()?;
    let signature = ed448::Signature::from_slice(signature).ok()?;
    key.verify_raw(&signature, message).ok()
}

/// Whether the first 57 bytes encode a point in the one way that counts: y below the field's prime,
/// 2^448 - 2^224 - 1, in 56 bytes, the lowest first; then a byte of which the highest bit alone,
/// the sign of x, may be set.
fn is_ed448_point(bytes: &[u8]) -> bool {
    let Some((y, [sign, ..])) = bytes.split_at_checked(56) else { return false };
    let Some((low, [middle, high @ ..])) = y.split_at_checked(28) else { return false };
    let all_ones = |bytes: &[u8]| bytes.iter().all(|byte| *byte == 0xFF);
    let reduced = !all_ones(high) || !(*middle == 0xFF || (*middle == 0xFE && all_ones(low)));
    sign & 0x7F == 0 && reduced
}

/// With an empty context string (RFC 9881, 3).
fn ml_dsa<P: MlDsaParams>(key: &[u8], message: &[u8], signature: &[u8]) -> Option<()> {
    let key = ml_dsa::VerifyingKey::<P>::decode(&EncodedVerifyingKey::<P>::try_from(key).ok()?);
    let signature = ml_dsa::Signature::<P>::try_from(signature).ok()?;
    key.verify(message, &signature).ok()
}

/// ECDSA on secp256k1. The crate takes only the smaller of the two equivalent values of s, as
/// Bitcoin does; SEC 1 takes both.
pub(super) fn secp256k1(point: &[u8], hash: &[u8], signature: &[u8]) -> Check {
    outcome(|| {
        let key = k256::ecdsa::VerifyingKey::from_sec1_bytes(point).ok()?;
        let signature = k256::ecdsa::Signature::from_der(signature).ok()?;
        key.verify_prehash(&padded::<32>(hash), &signature.normalize_s()).ok()
    })
}

/// ECDSA on P-521.
pub(super) fn p521(point: &[u8], hash: &[u8], signature: &[u8]) -> Check {
    outcome(|| {
        let key = p521::ecdsa::VerifyingKey::from_sec1_bytes(point).ok()?;
        let signature = p521::ecdsa::Signature::from_der(signature).ok()?;
        key.verify_prehash(&padded::<66>(hash), &signature).ok()
    })
}
