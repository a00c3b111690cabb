//! Security bits, as OpenSSL counts them (`X509_V_ERR_*_TOO_WEAK` at level 2: 112 bits).

use crate::crypto;
use crate::model::{Curve, DigestAlgorithm, KeyKind, PublicKey, SignatureAlgorithm, SignatureKind};

/// Security level 2.
pub(super) const WANTED: u32 = 112;

/// Kinds of keys without a reading of their own here that OpenSSL 3.0 reads.
const READ: [&str; 6] = [
    "1.2.840.10040.4.1",
    "1.2.840.113549.1.3.1",
    "1.3.101.110",
    "1.3.101.111",
    "1.3.101.113",
    "1.2.840.10046.2.1",
];
/// ML-DSA, SLH-DSA and ML-KEM, which OpenSSL reads since 3.5.
const READ_SINCE_35: [&str; 2] = ["2.16.840.1.101.3.4.3.", "2.16.840.1.101.3.4.4."];

/// Where the OIDs of OpenSSL's curves begin: X9.62, SECG, Brainpool, WAP, SM2.
const CURVES: [&str; 5] = [
    "1.2.840.10045.3.",
    "1.3.132.0.",
    "1.3.36.3.3.2.8.1.1.",
    "2.23.43.1.4.",
    "1.2.156.10197.1.301",
];

/// Whether the key can be read.
pub(super) fn has_key(key: &PublicKey, new_keys: bool) -> bool {
    let key_bytes = &key.spki;
    match &key.kind {
        KeyKind::Rsa { modulus, .. } => !modulus.is_empty(),
        // Any form but the compact one; the point must lie on the curve (`EC_POINT_oct2point`).
        KeyKind::Ec { curve, point } if !is_point(curve, point) => false,
        KeyKind::Ec { curve: Curve::Other(name), .. } => {
            let named = !name.bytes().all(|b| b.is_ascii_digit() || b == b'.');
            named || CURVES.iter().any(|start| name.starts_with(start))
        }
        KeyKind::Ec { .. } => true,
        // RFC 8410, 3: no parameters.
        KeyKind::Ed25519(key) => key.len().checked_add(12) == Some(key_bytes.len()),
        KeyKind::Other { .. } => {
            let oid = key.oid.as_str();
            READ.contains(&oid)
                || (new_keys && READ_SINCE_35.iter().any(|start| oid.starts_with(start)))
        }
        KeyKind::Unreadable { .. } => false,
    }
}

/// Whether bytes are a point of a curve; of a curve that is not computed here the form is looked at.
fn is_point(curve: &Curve, point: &[u8]) -> bool {
    crypto::on_curve(curve, point, true).unwrap_or(match point {
        [2 | 3, ..] => true,
        [4 | 6 | 7, rest @ ..] => !rest.is_empty() && rest.len().is_multiple_of(2),
        _ => false,
    })
}

/// Whether the key is strong enough for level 2.
pub(super) fn key_is_strong(key: &PublicKey) -> bool {
    match &key.kind {
        KeyKind::Rsa { bits, .. } => modulus_bits(*bits) >= WANTED,
        KeyKind::Ec { curve, .. } => curve_bits(curve) >= WANTED,
        KeyKind::Ed25519(_) => true,
        KeyKind::Other { .. } => match key.oid.as_str() {
            // The size of a DSA or DH key stands in the length of its own number.
            "1.2.840.10040.4.1" | "1.2.840.113549.1.3.1" => {
                modulus_bits(own_number_bits(&key.spki)) >= WANTED
            }
            _ => true,
        },
        KeyKind::Unreadable { .. } => false,
    }
}

/// NIST SP 800-56B, Appendix D, rounded to multiples of eight as OpenSSL does.
fn modulus_bits(bits: usize) -> u32 {
    match bits {
        0..8 => 0,
        2_048 => 112,
        3_072 => 128,
        4_096.. => 152,
        _ => {
            let x = bits as f64 * std::f64::consts::LN_2;
            let strength = (1.923 * (x * x.ln() * x.ln()).cbrt() - 4.69) / std::f64::consts::LN_2;
            (strength as u32).saturating_add(4) & !7
        }
    }
}

/// The length of the number in the BIT STRING at the end of a SubjectPublicKeyInfo, in bits, to
/// within eight.
fn own_number_bits(spki: &[u8]) -> usize {
    use crate::stacks::der::{SEQUENCE, all, inside};
    let string = inside(spki, SEQUENCE).and_then(|parts| parts.last().copied());
    let number = string
        .and_then(|string| string.content.get(1..))
        .and_then(all)
        .and_then(|numbers| numbers.first().copied());
    let bytes = number.map_or(&[][..], |number| number.content);
    let bytes = bytes.iter().skip_while(|b| **b == 0).count();
    // A number of DSA is below the modulus, seldom by more than a few bits.
    bytes.saturating_mul(8)
}

fn curve_bits(curve: &Curve) -> u32 {
    let order = match curve {
        Curve::P256 => 256,
        Curve::P384 => 384,
        Curve::P521 => 521,
        // `secp224r1`, `brainpoolP256r1`, `P-192`: the name holds the size.
        Curve::Other(name) => name
            .split(|c: char| !c.is_ascii_digit())
            .filter_map(|digits| digits.parse::<u32>().ok())
            .max()
            .unwrap_or(256),
    };
    match order {
        512.. => 256,
        384.. => 192,
        // The curves over binary fields have orders just below the size in their name.
        256.. => 128,
        224.. => 112,
        160.. => 80,
        _ => order / 2,
    }
}

/// Whether a signature is strong enough for level 2: half the digest's length counts, and less for
/// broken digests.
pub(super) fn signature_is_strong(algorithm: &SignatureAlgorithm) -> bool {
    let digest = match &algorithm.kind {
        SignatureKind::RsaPkcs1(digest)
        | SignatureKind::Ecdsa(digest)
        | SignatureKind::RsaPss { digest, .. } => digest,
        SignatureKind::Ed25519 => return true,
        // DSA with SHA-1, and names that OpenSSL has no digest for.
        SignatureKind::Other(_) => {
            return !matches!(algorithm.oid.as_str(), "1.2.840.10040.4.3")
                && !algorithm.oid.as_str().is_empty();
        }
    };
    !matches!(digest, DigestAlgorithm::Md2 | DigestAlgorithm::Md5 | DigestAlgorithm::Sha1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_formula_meets_the_published_values() {
        assert_eq!((modulus_bits(1_024), modulus_bits(2_048), modulus_bits(3_072)), (80, 112, 128));
        // A modulus a few bits short of 2,048 is rounded up.
        assert_eq!((modulus_bits(2_040), modulus_bits(1_900)), (112, 104));
        assert_eq!(curve_bits(&Curve::Other("P-192".into())), 80);
        assert_eq!(curve_bits(&Curve::Other("secp224r1".into())), 112);
    }
}
