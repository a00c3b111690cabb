//! Signatures that must be refused, made here in the manner of Wycheproof: one thing wrong each,
//! beside the same signature with nothing wrong. `Valid` is the only outcome that proves a link.

#[path = "signatures/curves.rs"]
mod curves;
#[path = "signatures/lattice.rs"]
mod lattice;
#[path = "signatures/rsa.rs"]
mod rsa;
#[path = "signatures/wycheproof.rs"]
mod wycheproof;

use pemlens::crypto::{Check, verify};
use pemlens::decode;
use pemlens::model::{Oid, PublicKey, SignatureAlgorithm, SignatureKind};

const MESSAGE: &[u8] = b"the signed part of a certificate";

/// A DER value: tag, length, content.
fn tlv(tag: u8, content: &[u8]) -> Vec<u8> {
    let length = content.len();
    let mut out = vec![tag];
    match length {
        0..=0x7F => out.push(length as u8),
        0x80..=0xFF => out.extend([0x81, length as u8]),
        _ => out.extend([0x82, (length >> 8) as u8, length as u8]),
    }
    out.extend_from_slice(content);
    out
}

/// A non-negative INTEGER of big-endian bytes, in DER.
fn integer(bytes: &[u8]) -> Vec<u8> {
    let start = bytes.iter().position(|b| *b != 0).unwrap_or(bytes.len().saturating_sub(1));
    let mut content = bytes[start..].to_vec();
    if content.is_empty() || content[0] & 0x80 != 0 {
        content.insert(0, 0);
    }
    tlv(2, &content)
}

/// A public key as a certificate holds it. `algorithm`: OID and parameters in DER.
fn key(algorithm: &[u8], bits: &[u8]) -> PublicKey {
    let content = [tlv(0x30, algorithm), tlv(3, &[&[0], bits].concat())].concat();
    decode::key_from_content(&content).unwrap()
}

fn algorithm(oid: &str, kind: SignatureKind) -> SignatureAlgorithm {
    SignatureAlgorithm { der: Vec::new(), oid: Oid(oid.into()), kind }
}

/// The signature is taken.
fn takes(key: &PublicKey, algorithm: &SignatureAlgorithm, signature: &[u8]) {
    assert_eq!(verify(key, algorithm, MESSAGE, signature), Check::Valid);
    assert_ne!(verify(key, algorithm, b"another message", signature), Check::Valid);
}

/// The signature is not taken, whatever the reason.
fn refuses(what: &str, key: &PublicKey, algorithm: &SignatureAlgorithm, signature: &[u8]) {
    assert_ne!(verify(key, algorithm, MESSAGE, signature), Check::Valid, "{what}");
}

/// Every cut, every extension by a byte and a flip of every bit is refused.
fn refuses_all_changes(key: &PublicKey, algorithm: &SignatureAlgorithm, signature: &[u8]) {
    let lengths = [0, 1, signature.len() / 2, signature.len() - 1];
    for length in lengths {
        refuses(&format!("cut to {length}"), key, algorithm, &signature[..length]);
    }
    for byte in [0, 0xFF] {
        refuses("a byte behind", key, algorithm, &[signature, &[byte]].concat());
        refuses("a byte before", key, algorithm, &[&[byte], signature].concat());
    }
    let step = (signature.len() / 64).max(1);
    for at in (0..signature.len()).step_by(step) {
        let mut changed = signature.to_vec();
        changed[at] ^= 1 << (at % 8);
        refuses(&format!("bit flipped in byte {at}"), key, algorithm, &changed);
    }
    refuses("zeros", key, algorithm, &vec![0; signature.len()]);
}

#[test]
fn what_is_not_computed_is_named_and_never_valid() {
    let other = key(&tlv(6, &[0x2A, 3, 4]), &[1; 32]);
    for (oid, name) in [
        ("2.16.840.1.101.3.4.3.20", "SLH-DSA-SHA2-128s"),
        ("1.2.156.10197.1.501", "SM2 with SM3"),
        ("2.16.840.1.101.3.4.3.31", "SLH-DSA-SHAKE-256f"),
        ("2.16.840.1.101.3.4.3.32", "HashML-DSA-44 with SHA-512"),
        ("2.16.840.1.101.3.4.3.35", "HashSLH-DSA-SHA2-128s with SHA-256"),
        ("2.16.840.1.101.3.4.3.46", "HashSLH-DSA-SHAKE-256f with SHAKE256"),
        ("2.16.840.1.101.3.4.3.16", "RSA PKCS#1 v1.5 with SHA3-512"),
        ("1.3.6.1.5.5.7.6.34", "XMSS"),
        ("1.3.6.1.5.5.7.6.37", "Composite ML-DSA-44 with RSA-2048 PSS"),
        ("1.3.6.1.5.5.7.6.45", "Composite ML-DSA-65 with ECDSA P-256"),
        ("1.3.6.1.5.5.7.6.54", "Composite ML-DSA-87 with ECDSA P-521"),
        ("2.16.840.1.114027.80.9.1.8", "Composite ML-DSA of an early draft"),
        ("1.2.643.2.2.3", "GOST R 34.10-2001 with GOST R 34.11-94"),
        ("1.2.643.7.1.1.3.3", "GOST R 34.10-2012 with 512 bits"),
        ("1.2.643.7.1.1.3.2", "GOST R 34.10-2012 with 256 bits"),
        ("1.2.840.10040.4.3", "DSA with SHA-1"),
    ] {
        let name_of = Oid(oid.into());
        assert_eq!(name_of.name(), name);
        let unknown = algorithm(oid, SignatureKind::Other(name_of.name().into()));
        assert_eq!(verify(&other, &unknown, MESSAGE, &[1; 64]), Check::Unsupported(name.into()));
    }
    // What has no name is said by its number.
    for oid in ["1.3.6.1.5.5.7.6.55", "1.3.6.1.5.5.7.6.29", "2.16.840.1.101.3.4.3.47", "1.2.3.4"] {
        assert_eq!(Oid(oid.into()).name(), oid);
    }
}
