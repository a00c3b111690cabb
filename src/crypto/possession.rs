//! Proof of possession: a private key signs one fixed text while it is read, so that whoever asks
//! later can verify that it belongs to a certificate, without the key. All schemes here make the
//! same signature each time, so that nothing of the key leaks by repetition.

use p256::ecdsa::signature::Signer;
use rsa::{BoxedUint, Pkcs1v15Sign, RsaPrivateKey};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::pair::RsaParts;
use crate::model::{DigestAlgorithm, Oid, SignatureAlgorithm, SignatureKind, Signed};

/// What is signed: in the form of TLS 1.3's CertificateVerify (RFC 8446, 4.4.3) with a context of
/// our own, so that the signature is of no use to anybody else.
pub const CHALLENGE: &[u8] = b"                                                                PemLens, proof of possession\0";

/// The largest RSA modulus that signs: beyond it a signature takes seconds.
const MAX_RSA_BYTES: usize = 1_024;

fn signed(oid: &str, kind: SignatureKind, signature: Vec<u8>) -> Signed {
    Signed {
        algorithm: SignatureAlgorithm { der: Vec::new(), oid: Oid(oid.into()), kind },
        signature,
    }
}

/// ECDSA with RFC 6979's number in place of a random one.
pub fn ec(curve: &str, number: &[u8]) -> Option<Signed> {
    macro_rules! on {
        ($curve:ident, $size:literal, $digest:ident, $oid:literal) => {{
            let mut padded = Zeroizing::new([0u8; $size]);
            let number = number.get(number.iter().take_while(|byte| **byte == 0).count()..)?;
            let start = ($size as usize).checked_sub(number.len())?;
            padded.get_mut(start..)?.copy_from_slice(number);
            let key = $curve::ecdsa::SigningKey::from_slice(padded.as_slice()).ok()?;
            let signature: $curve::ecdsa::Signature = key.try_sign(CHALLENGE).ok()?;
            let der = signature.to_der().as_bytes().to_vec();
            Some(signed($oid, SignatureKind::Ecdsa(DigestAlgorithm::$digest), der))
        }};
    }
    match curve {
        "1.2.840.10045.3.1.7" => on!(p256, 32, Sha256, "1.2.840.10045.4.3.2"),
        "1.3.132.0.34" => on!(p384, 48, Sha384, "1.2.840.10045.4.3.3"),
        "1.3.132.0.35" => on!(p521, 66, Sha512, "1.2.840.10045.4.3.4"),
        _ => None,
    }
}

/// Ed25519 (RFC 8032, 5.1.6).
pub fn ed25519(seed: &[u8]) -> Option<Signed> {
    let key = ed25519_dalek::SigningKey::from_bytes(<&[u8; 32]>::try_from(seed).ok()?);
    let signature = key.sign(CHALLENGE).to_bytes().to_vec();
    Some(signed("1.3.101.112", SignatureKind::Ed25519, signature))
}

/// RSA by PKCS#1 v1.5 with SHA-256: PSS would want a random salt.
pub fn rsa(parts: RsaParts<'_>) -> Option<Signed> {
    if parts.modulus.len() > MAX_RSA_BYTES {
        return None;
    }
    let number = |bytes: &[u8]| BoxedUint::from_be_slice_vartime(bytes);
    let primes = parts.primes.iter().map(|prime| number(prime)).collect();
    let [modulus, exponent, private] = [parts.modulus, parts.exponent, parts.private].map(number);
    let key = RsaPrivateKey::from_components(modulus, exponent, private, primes).ok()?;
    let signature = key.sign(Pkcs1v15Sign::new::<Sha256>(), &Sha256::digest(CHALLENGE)).ok()?;
    let kind = SignatureKind::RsaPkcs1(DigestAlgorithm::Sha256);
    Some(signed("1.2.840.113549.1.1.11", kind, signature))
}
