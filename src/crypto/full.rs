//! What the full engine computes besides: uncommon algorithms, curves and parameters, digests by their
//! OID, signatures of revocation lists.

mod mask;
mod restricted;
mod uncommon;

use sha2::Digest;

use super::point::{on_curve_common, plain};
use super::signature::{hash, rsa_key, rsa_pss, verify_common};
use super::{Check, sha1, sha256};
use crate::model::{Crl, Curve, KeyKind, PublicKey, SignatureAlgorithm, SignatureKind};

/// Checks a signature over `message`.
pub fn verify(
    key: &PublicKey,
    algorithm: &SignatureAlgorithm,
    message: &[u8],
    signature: &[u8],
) -> Check {
    if let Some(check) = uncommon::fixed(key, algorithm, message, signature) {
        return check;
    }
    let uncommon = match (&algorithm.kind, &key.kind) {
        (SignatureKind::RsaPss { digest, mask, .. }, KeyKind::Rsa { pss_only, .. })
            if *pss_only || digest != mask =>
        {
            Some(pss(key, algorithm, message, signature))
        }
        (SignatureKind::Ecdsa(digest), KeyKind::Ec { curve, point })
            if matches!(point.as_slice(), [2..=4, ..]) =>
        {
            hash(*digest, message).and_then(|hash| match curve {
                Curve::P521 => Some(uncommon::p521(point, &hash, signature)),
                Curve::Other(name) if name == "secp256k1" => {
                    Some(uncommon::secp256k1(point, &hash, signature))
                }
                _ => None,
            })
        }
        _ => None,
    };
    uncommon.unwrap_or_else(|| verify_common(key, algorithm, message, signature))
}

/// RSASSA-PSS by a key for PSS alone, or with two digests.
fn pss(key: &PublicKey, algorithm: &SignatureAlgorithm, message: &[u8], signature: &[u8]) -> Check {
    let (
        SignatureKind::RsaPss { digest, mask, salt },
        KeyKind::Rsa { modulus, exponent, bits, pss_only },
    ) = (&algorithm.kind, &key.kind)
    else {
        return Check::WrongKeyType;
    };
    if *pss_only {
        match restricted::allows(key, *digest, *mask, *salt) {
            Some(true) => {}
            Some(false) => return Check::WrongKeyType,
            None => return Check::Unsupported("RSA keys for PSS alone".into()),
        }
    }
    match rsa_key(modulus, exponent, *bits) {
        Ok(key) if digest == mask => rsa_pss(&key, *digest, *salt, message, signature),
        Ok(key) => mask::verify(&key, (*digest, *mask, *salt), message, signature),
        Err(check) => check,
    }
}

/// Whether a point, in one of the forms that programs read, lies on its curve; `None` where the
/// curve is not computed here. `hybrid` says whether the form with both the coordinate and the sign
/// counts (X9.62; RFC 5480, 2.2 rules it out).
pub fn on_curve(curve: &Curve, point: &[u8], hybrid: bool) -> Option<bool> {
    match (curve, plain(point, hybrid)) {
        (Curve::P521, Some(point)) => Some(p521::PublicKey::from_sec1_bytes(&point).is_ok()),
        (Curve::Other(name), Some(point)) if name == "secp256k1" => {
            Some(k256::PublicKey::from_sec1_bytes(&point).is_ok())
        }
        _ => on_curve_common(curve, point, hybrid),
    }
}

/// Whether a key verifies a revocation list, computed once: a list may be large, and all who look at
/// it ask. `None`: it cannot be computed here.
pub fn signed(list: &Crl, key: &PublicKey) -> Option<bool> {
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
