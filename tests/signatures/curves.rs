//! ECDSA, Ed25519 and Ed448.

use ed25519_dalek::Signer;
use p256::ecdsa::signature::hazmat::PrehashSigner;
use pemlens::crypto::{Check, verify};
use pemlens::model::{DigestAlgorithm, PublicKey, SignatureAlgorithm, SignatureKind};
use sha2::{Digest, Sha256};

use super::{MESSAGE, algorithm, integer, key, refuses, refuses_all_changes, takes, tlv};

/// id-ecPublicKey.
const EC: &[u8] = &[6, 7, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 2, 1];
const P256: &[u8] = &[6, 8, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 3, 1, 7];
const P384: &[u8] = &[6, 5, 0x2B, 0x81, 4, 0, 34];
const P521: &[u8] = &[6, 5, 0x2B, 0x81, 4, 0, 35];
const SECP256K1: &[u8] = &[6, 5, 0x2B, 0x81, 4, 0, 10];
const BRAINPOOL: &[u8] = &[6, 9, 0x2B, 0x24, 3, 3, 2, 8, 1, 1, 7];

fn ec(curve: &[u8], point: &[u8]) -> PublicKey {
    key(&[EC, curve].concat(), point)
}

fn ecdsa(digest: DigestAlgorithm) -> SignatureAlgorithm {
    algorithm("1.2.840.10045.4.3.2", SignatureKind::Ecdsa(digest))
}

struct P256Case {
    key: PublicKey,
    point: Vec<u8>,
    r: Vec<u8>,
    s: Vec<u8>,
}

fn p256_case() -> P256Case {
    let secret = p256::ecdsa::SigningKey::from_slice(&[7; 32]).unwrap();
    let point = secret.verifying_key().to_sec1_point(false).as_bytes().to_vec();
    let signature: p256::ecdsa::Signature = secret.sign_prehash(&Sha256::digest(MESSAGE)).unwrap();
    let bytes = signature.to_bytes();
    let (r, s) = bytes.split_at(32);
    P256Case { key: ec(P256, &point), point, r: r.to_vec(), s: s.to_vec() }
}

fn der(r: &[u8], s: &[u8]) -> Vec<u8> {
    tlv(0x30, &[integer(r), integer(s)].concat())
}

const ORDER: [u8; 32] = [
    0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xBC, 0xE6,
    0xFA, 0xAD, 0xA7, 0x17, 0x9E, 0x84, 0xF3, 0xB9, 0xCA, 0xC2, 0xFC, 0x63, 0x25, 0x51,
];

#[test]
fn ecdsa_with_anything_wrong_is_refused() {
    let case = p256_case();
    let sha256 = ecdsa(DigestAlgorithm::Sha256);
    let good = der(&case.r, &case.s);
    takes(&case.key, &sha256, &good);
    refuses_all_changes(&case.key, &sha256, &good);
    for digest in [DigestAlgorithm::Sha1, DigestAlgorithm::Sha384, DigestAlgorithm::Sha512] {
        refuses("another digest", &case.key, &ecdsa(digest), &good);
    }
    let (r, s, zero) = (case.r.as_slice(), case.s.as_slice(), [0u8].as_slice());
    let plus_order =
        num_bigint::BigUint::from_bytes_be(r) + num_bigint::BigUint::from_bytes_be(&ORDER);
    for (what, signature) in [
        ("r and s swapped", der(s, r)),
        ("r = 0", der(zero, s)),
        ("s = 0", der(r, zero)),
        ("both 0", der(zero, zero)),
        ("r = s = 1", der(&[1], &[1])),
        ("r = n", der(&ORDER, s)),
        ("s = n", der(r, &ORDER)),
        ("r + n", der(&plus_order.to_bytes_be(), s)),
        ("plain r || s", [r, s].concat()),
        ("one number", tlv(0x30, &integer(r))),
        ("three numbers", tlv(0x30, &[integer(r), integer(s), integer(s)].concat())),
        ("an empty SEQUENCE", tlv(0x30, &[])),
        ("a SET", tlv(0x31, &[integer(r), integer(s)].concat())),
        ("OCTET STRINGs", tlv(0x30, &[tlv(4, r), tlv(4, s)].concat())),
    ] {
        refuses(what, &case.key, &sha256, &signature);
    }
}

#[test]
fn numbers_that_are_not_der_are_refused() {
    let case = p256_case();
    let sha256 = ecdsa(DigestAlgorithm::Sha256);
    let content = |number: &[u8]| integer(number)[2..].to_vec();
    let (r, s) = (content(&case.r), content(&case.s));
    let zero_before = |bytes: &[u8]| [&[0], bytes].concat();
    for (what, signature) in [
        ("a zero before r", tlv(0x30, &[tlv(2, &zero_before(&r)), tlv(2, &s)].concat())),
        ("a zero before s", tlv(0x30, &[tlv(2, &r), tlv(2, &zero_before(&s))].concat())),
        ("a long length", {
            let body = [tlv(2, &r), tlv(2, &s)].concat();
            [&[0x30, 0x81, body.len() as u8], body.as_slice()].concat()
        }),
        ("an indefinite length", {
            [&[0x30, 0x80], [tlv(2, &r), tlv(2, &s)].concat().as_slice(), &[0, 0]].concat()
        }),
        ("an empty INTEGER", tlv(0x30, &[tlv(2, &[]), tlv(2, &s)].concat())),
        ("a negative r", tlv(0x30, &[tlv(2, &[0xFF]), tlv(2, &s)].concat())),
    ] {
        refuses(what, &case.key, &sha256, &signature);
    }
}

#[test]
fn points_that_are_not_on_the_curve_are_refused() {
    let case = p256_case();
    let sha256 = ecdsa(DigestAlgorithm::Sha256);
    let good = der(&case.r, &case.s);
    let changed = |at: usize, byte: u8| {
        let mut point = case.point.clone();
        point[at] = byte;
        point
    };
    let compressed = [&[2 | (case.point[64] & 1)], &case.point[1..33]].concat();
    takes(&ec(P256, &compressed), &sha256, &good);
    for (what, point) in [
        ("y changed", changed(64, case.point[64] ^ 1)),
        ("x changed", changed(1, case.point[1] ^ 1)),
        ("the point at infinity", vec![0]),
        ("zeros", [vec![4], vec![0; 64]].concat()),
        ("ones", vec![0xFF; 65]),
        ("cut", case.point[..64].to_vec()),
        ("longer", [case.point.as_slice(), &[0]].concat()),
        ("the other compressed point", [&[3 ^ (case.point[64] & 1)], &case.point[1..33]].concat()),
        ("nothing", Vec::new()),
    ] {
        refuses(what, &ec(P256, &point), &sha256, &good);
    }
    for (what, curve) in [("P-384", P384), ("P-521", P521), ("secp256k1", SECP256K1)] {
        refuses(what, &ec(curve, &case.point), &sha256, &good);
    }
    let brainpool = verify(&ec(BRAINPOOL, &case.point), &sha256, MESSAGE, &good);
    assert_eq!(brainpool, Check::Unsupported("the curve brainpoolP256r1".into()));
}

#[test]
fn points_off_the_other_curves_are_refused() {
    let digest = Sha256::digest(MESSAGE);
    let sha256 = ecdsa(DigestAlgorithm::Sha256);
    let secret = p384::ecdsa::SigningKey::from_slice(&[7; 48]).unwrap();
    let signature: p384::ecdsa::Signature =
        secret.sign_prehash(&[vec![0; 16], digest.to_vec()].concat()).unwrap();
    let p384 = secret.verifying_key().to_sec1_point(false).as_bytes().to_vec();
    let p384_signature = signature.to_der().as_bytes().to_vec();
    let secret = p521::ecdsa::SigningKey::from_slice(&[vec![0], vec![7; 65]].concat()).unwrap();
    let signature: p521::ecdsa::Signature =
        secret.sign_prehash(&[vec![0; 34], digest.to_vec()].concat()).unwrap();
    let p521 = secret.verifying_key().to_sec1_point(false).as_bytes().to_vec();
    let p521_signature = signature.to_der().as_bytes().to_vec();
    let secret = k256::ecdsa::SigningKey::from_slice(&[7; 32]).unwrap();
    let signature: k256::ecdsa::Signature = secret.sign_prehash(&digest).unwrap();
    let k256 = secret.verifying_key().to_sec1_point(false).as_bytes().to_vec();
    let k256_signature = signature.to_der().as_bytes().to_vec();
    for (what, curve, point, signature) in [
        ("P-384", P384, p384, p384_signature),
        ("P-521", P521, p521, p521_signature),
        ("secp256k1", SECP256K1, k256, k256_signature),
    ] {
        takes(&ec(curve, &point), &sha256, &signature);
        for at in [1, point.len() / 2, point.len() - 1] {
            let mut off = point.clone();
            off[at] ^= 1;
            refuses(
                &format!("{what}: byte {at} of the point"),
                &ec(curve, &off),
                &sha256,
                &signature,
            );
        }
        refuses(&format!("{what}: infinity"), &ec(curve, &[0]), &sha256, &signature);
        refuses(
            &format!("{what}: cut"),
            &ec(curve, &point[..point.len() - 1]),
            &sha256,
            &signature,
        );
    }
    // RFC 8032, 5.1.3: half of all numbers are no y of Ed25519; 2 is one of them.
    let none = [&[2u8][..], &[0; 31]].concat();
    let ed25519 = algorithm("1.3.101.112", SignatureKind::Ed25519);
    assert!(ed25519_dalek::VerifyingKey::from_bytes(none.as_slice().try_into().unwrap()).is_err());
    let off = key(&[6, 3, 0x2B, 0x65, 0x70], &none);
    refuses("Ed25519: no point", &off, &ed25519, &[0; 64]);
}

#[test]
fn the_larger_curves_and_secp256k1_are_computed() {
    let digest = Sha256::digest(MESSAGE);
    let sha256 = ecdsa(DigestAlgorithm::Sha256);

    let secret = p384::ecdsa::SigningKey::from_slice(&[7; 48]).unwrap();
    let point = secret.verifying_key().to_sec1_point(false);
    // The crates sign no digest this short for their curve; FIPS 186-5, 6.4.1 has it with zeros.
    let padded = [vec![0; 16], digest.to_vec()].concat();
    let signature: p384::ecdsa::Signature = secret.sign_prehash(&padded).unwrap();
    takes(&ec(P384, point.as_bytes()), &sha256, signature.to_der().as_bytes());
    refuses_all_changes(&ec(P384, point.as_bytes()), &sha256, signature.to_der().as_bytes());

    let secret = p521::ecdsa::SigningKey::from_slice(&[vec![0], vec![7; 65]].concat()).unwrap();
    let point = secret.verifying_key().to_sec1_point(false);
    let padded = [vec![0; 34], digest.to_vec()].concat();
    let signature: p521::ecdsa::Signature = secret.sign_prehash(&padded).unwrap();
    takes(&ec(P521, point.as_bytes()), &sha256, signature.to_der().as_bytes());
    refuses_all_changes(&ec(P521, point.as_bytes()), &sha256, signature.to_der().as_bytes());

    let secret = k256::ecdsa::SigningKey::from_slice(&[7; 32]).unwrap();
    let point = secret.verifying_key().to_sec1_point(false);
    let signature: k256::ecdsa::Signature = secret.sign_prehash(&digest).unwrap();
    let key = ec(SECP256K1, point.as_bytes());
    takes(&key, &sha256, signature.to_der().as_bytes());
    refuses_all_changes(&key, &sha256, signature.to_der().as_bytes());
    // The other value of s, which Bitcoin refuses and SEC 1 allows.
    let (r, s) = signature.split_scalars();
    let high = k256::ecdsa::Signature::from_scalars(r, -*s).unwrap();
    takes(&key, &sha256, high.to_der().as_bytes());
}

#[test]
fn edwards_curves_with_anything_wrong_are_refused() {
    let secret = ed25519_dalek::SigningKey::from_bytes(&[7; 32]);
    let ed25519 = algorithm("1.3.101.112", SignatureKind::Ed25519);
    let public = key(&[6, 3, 0x2B, 0x65, 0x70], secret.verifying_key().as_bytes());
    let good = secret.sign(MESSAGE).to_bytes();
    takes(&public, &ed25519, &good);
    refuses_all_changes(&public, &ed25519, &good);
    // S + L (RFC 8032, 5.1.7 demands S < L).
    let order = num_bigint::BigUint::parse_bytes(
        b"1000000000000000000000000000000014def9dea2f79cd65812631a5cf5d3ed",
        16,
    );
    let larger = num_bigint::BigUint::from_bytes_le(&good[32..]) + order.unwrap();
    let mut malleable = [&good[..32], &larger.to_bytes_le()].concat();
    malleable.resize(64, 0);
    refuses("S + L", &public, &ed25519, &malleable);
    let short = key(&[6, 3, 0x2B, 0x65, 0x70], &secret.verifying_key().as_bytes()[..31]);
    refuses("a key cut short", &short, &ed25519, &good);

    let secret = ed448_goldilocks::SigningKey::try_from(&[7u8; 57][..]).unwrap();
    let ed448 = algorithm("1.3.101.113", SignatureKind::Other("Ed448".into()));
    let bytes = secret.verifying_key().to_bytes();
    let public = key(&[6, 3, 0x2B, 0x65, 0x71], &bytes);
    let good = secret.sign_raw(MESSAGE).to_bytes();
    takes(&public, &ed448, &good);
    refuses_all_changes(&public, &ed448, &good);
    let short = key(&[6, 3, 0x2B, 0x65, 0x71], &bytes[..56]);
    refuses("a key cut short", &short, &ed448, &good);
    refuses("Ed25519 taken for Ed448", &public, &ed25519, &good);
}
