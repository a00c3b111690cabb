//! Keys: of the leaf any that can be written, of the CAs those that can sign.

use std::rc::Rc;

use super::Add;
use super::chain::{AKI, Ext, Key, SKI};
use super::der::{bits, context, octets, oid, seq, tlv};

const EC: &str = "1.2.840.10045.2.1";
const RSA: &str = "1.2.840.113549.1.1.1";
const P256: &str = "1.2.840.10045.3.1.7";

fn spki(algorithm: &[Vec<u8>], key: &[u8]) -> Vec<u8> {
    seq(&[seq(algorithm), bits(key)])
}

/// An INTEGER of big-endian bytes, with a zero before it where it would be negative.
fn number(bytes: &[u8]) -> Vec<u8> {
    match bytes.first() {
        Some(first) if first & 0x80 != 0 => tlv(2, &[&[0], bytes].concat()),
        _ => tlv(2, bytes),
    }
}

/// A number of so many bits: odd, and no small prime divides it that matters to anyone.
fn modulus(length: usize) -> Vec<u8> {
    let mut bytes: Vec<u8> = Vec::new();
    let mut state = 0x2545_F491_u32;
    while bytes.len() < length.div_ceil(8) {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        bytes.push((state >> 11) as u8);
    }
    let high = 0xFF_u8 >> ((8 - length % 8) % 8);
    bytes[0] = (bytes[0] & high) | (high ^ (high >> 1));
    *bytes.last_mut().unwrap() |= 1;
    bytes
}

fn rsa(modulus: &[u8], exponent: &[u8]) -> Vec<u8> {
    spki(&[oid(RSA), vec![5, 0]], &seq(&[number(modulus), number(exponent)]))
}

/// The generator of P-256.
fn generator() -> Vec<u8> {
    let hex = "6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296\
               4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5";
    let digit = |at: usize| u8::from_str_radix(&hex[at..at + 2], 16).unwrap();
    (0..hex.len()).step_by(2).map(digit).collect()
}

fn of_leaf() -> Vec<(&'static str, Vec<u8>)> {
    let f4 = [1, 0, 1];
    let ec = |point: &[u8]| spki(&[oid(EC), oid(P256)], point);
    let point = |tag: u8, bytes: &[u8]| [&[tag], bytes].concat();
    let (whole, x) = (generator(), generator()[..32].to_vec());
    let mut off = whole.clone();
    off[63] ^= 1;
    let on = |curve: &str, length: usize| spki(&[oid(EC), oid(curve)], &point(4, &vec![1; length]));
    let bare = |id: &str, length: usize| spki(&[oid(id)], &vec![3; length]);
    let good = modulus(2048);
    let mut even = good.clone();
    *even.last_mut().unwrap() &= 0xFE;
    let list = |parts: &[Vec<u8>]| spki(&[oid(RSA), vec![5, 0]], &seq(parts));
    vec![
        ("rsa-512", rsa(&modulus(512), &f4)),
        ("rsa-1023", rsa(&modulus(1023), &f4)),
        ("rsa-1024", rsa(&modulus(1024), &f4)),
        ("rsa-1536", rsa(&modulus(1536), &f4)),
        ("rsa-2047", rsa(&modulus(2047), &f4)),
        ("rsa-2048", rsa(&good, &f4)),
        ("rsa-2049", rsa(&modulus(2049), &f4)),
        ("rsa-3072", rsa(&modulus(3072), &f4)),
        ("rsa-8192", rsa(&modulus(8192), &f4)),
        ("rsa-8200", rsa(&modulus(8200), &f4)),
        ("rsa-16384", rsa(&modulus(16_384), &f4)),
        ("rsa-16392", rsa(&modulus(16_392), &f4)),
        ("rsa-even", rsa(&even, &f4)),
        ("rsa-exponent-0", rsa(&good, &[0])),
        ("rsa-exponent-1", rsa(&good, &[1])),
        ("rsa-exponent-2", rsa(&good, &[2])),
        ("rsa-exponent-3", rsa(&good, &[3])),
        ("rsa-exponent-even", rsa(&good, &[1, 0, 0])),
        ("rsa-exponent-33-bits", rsa(&good, &[1, 0, 0, 0, 1])),
        ("rsa-exponent-64-bits", rsa(&good, &[0xFF; 8])),
        ("rsa-exponent-65-bits", rsa(&good, &[1, 0, 0, 0, 0, 0, 0, 0, 1])),
        ("rsa-exponent-huge", rsa(&good, &modulus(2000))),
        ("rsa-negative", list(&[tlv(2, &good_negative(&good)), number(&f4)])),
        ("rsa-exponent-negative", list(&[number(&good), tlv(2, &[0xFF])])),
        ("rsa-zero", rsa(&[0], &f4)),
        ("rsa-further", list(&[number(&good), number(&f4), number(&[1])])),
        ("rsa-one-number", list(&[number(&good)])),
        (
            "rsa-trailing",
            spki(&[oid(RSA), vec![5, 0]], &[seq(&[number(&good), number(&f4)]), vec![0]].concat()),
        ),
        ("rsa-padded", list(&[tlv(2, &[&[0, 0], &good[..]].concat()), number(&f4)])),
        ("rsa-no-null", spki(&[oid(RSA)], &seq(&[number(&good), number(&f4)]))),
        ("rsa-parameters", spki(&[oid(RSA), oid(P256)], &seq(&[number(&good), number(&f4)]))),
        ("rsa-empty", spki(&[oid(RSA), vec![5, 0]], &[])),
        ("pss", spki(&[oid("1.2.840.113549.1.1.10")], &seq(&[number(&good), number(&f4)]))),
        ("oaep", spki(&[oid("1.2.840.113549.1.1.7")], &seq(&[number(&good), number(&f4)]))),
        ("ec-compressed", ec(&point(2 | (whole[63] & 1), &x))),
        ("ec-compressed-none", ec(&point(2, &[0xFF; 32]))),
        ("ec-compact", ec(&point(5, &x))),
        ("ec-hybrid", ec(&point(6 | (whole[63] & 1), &whole))),
        ("ec-hybrid-wrong", ec(&point(6 | (1 ^ (whole[63] & 1)), &whole))),
        ("ec-off-curve", ec(&point(4, &off))),
        ("ec-zeros", ec(&point(4, &[0; 64]))),
        ("ec-infinity", ec(&[0])),
        ("ec-short", ec(&point(4, &whole[..63]))),
        ("ec-long", ec(&point(4, &[&whole[..], &[0]].concat()))),
        ("ec-empty", ec(&[])),
        ("ec-tag", ec(&point(1, &whole))),
        ("ec-no-parameters", spki(&[oid(EC)], &point(4, &whole))),
        ("ec-null-parameters", spki(&[oid(EC), vec![5, 0]], &point(4, &whole))),
        ("ec-explicit", spki(&[oid(EC), seq(&[tlv(2, &[1])])], &point(4, &whole))),
        ("ec-unknown-curve", on("1.2.3.4", 64)),
        ("p384-off-curve", on("1.3.132.0.34", 96)),
        ("p521-off-curve", on("1.3.132.0.35", 132)),
        ("p224-off-curve", on("1.3.132.0.33", 56)),
        ("p192-off-curve", on("1.2.840.10045.3.1.1", 48)),
        ("brainpool-off-curve", on("1.3.36.3.3.2.8.1.1.7", 64)),
        ("secp256k1-off-curve", on("1.3.132.0.10", 64)),
        ("ed25519", bare("1.3.101.112", 32)),
        ("ed25519-31", bare("1.3.101.112", 31)),
        ("ed25519-null", spki(&[oid("1.3.101.112"), vec![5, 0]], &[3; 32])),
        ("ed448", bare("1.3.101.113", 57)),
        ("x25519", bare("1.3.101.110", 32)),
        ("ml-dsa-44", bare("2.16.840.1.101.3.4.3.17", 1_312)),
        (
            "dsa",
            spki(
                &[
                    oid("1.2.840.10040.4.1"),
                    seq(&[number(&modulus(2048)), number(&modulus(256)), number(&[2])]),
                ],
                &number(&modulus(2047)),
            ),
        ),
        ("unknown", bare("1.2.3.4", 32)),
        (
            "unused-bits",
            seq(&[seq(&[oid(EC), oid(P256)]), tlv(3, &[&[1, 4], &whole[..]].concat())]),
        ),
        ("trailing", seq(&[seq(&[oid(EC), oid(P256)]), bits(&point(4, &whole)), vec![5, 0]])),
        ("no-bits", seq(&[seq(&[oid(EC), oid(P256)])])),
        ("algorithm-trailing", spki(&[oid(EC), oid(P256), vec![5, 0]], &point(4, &whole))),
        ("octets", seq(&[seq(&[oid(EC), oid(P256)]), octets(&point(4, &whole))])),
        ("context", seq(&[seq(&[oid(EC), oid(P256)]), context(0, false, &whole)])),
    ]
}

fn good_negative(modulus: &[u8]) -> Vec<u8> {
    let mut bytes = modulus.to_vec();
    bytes[0] |= 0x80;
    bytes
}

pub fn add(add: &mut Add<'_>) {
    for (what, key) in of_leaf() {
        add(format!("leaf/key/{what}"), &|chain| chain.leaf.spki = key.clone());
    }
    // A curve's own keys, made by the curve.
    let kinds = [
        ("p384", &rcgen::PKCS_ECDSA_P384_SHA384, "1.2.840.10045.4.3.3"),
        ("ed25519", &rcgen::PKCS_ED25519, "1.3.101.112"),
    ];
    for (what, kind, algorithm) in kinds {
        let key = Key::of(kind, algorithm);
        add(format!("leaf/key/{what}-made"), &|chain| chain.leaf.spki = key.spki());
        add(format!("int/key/{what}"), &|chain| {
            chain.int_key = Rc::clone(&key);
            chain.int.spki = key.spki();
            chain.leaf.algorithm = key.algorithm.clone();
            chain.int.set(Ext::new(SKI, false, octets(&key.id())));
            chain.leaf.set(Ext::new(AKI, false, seq(&[context(0, false, &key.id())])));
        });
        add(format!("root/key/{what}"), &|chain| {
            chain.root_key = Rc::clone(&key);
            chain.root.spki = key.spki();
            chain.root.algorithm = key.algorithm.clone();
            chain.int.algorithm = key.algorithm.clone();
            chain.root.set(Ext::new(SKI, false, octets(&key.id())));
            chain.int.set(Ext::new(AKI, false, seq(&[context(0, false, &key.id())])));
        });
    }
    add("leaf/key/as-int".into(), &|chain| chain.leaf.spki = chain.int.spki.clone());
    add("int/key/as-root".into(), &|chain| {
        chain.int_key = Rc::clone(&chain.root_key);
        chain.int.spki = chain.root.spki.clone();
    });
    // Not the key that signed the leaf.
    add("int/key/other".into(), &|chain| chain.int.spki = chain.leaf.spki.clone());
    add("root/key/other".into(), &|chain| chain.root.spki = chain.leaf.spki.clone());
    for (what, tag) in [("compact", 5), ("hybrid", 6)] {
        add(format!("int/key/ec-{what}"), &|chain| {
            let whole = chain.int.spki[chain.int.spki.len() - 64..].to_vec();
            let point = match tag {
                5 => [&[5], &whole[..32]].concat(),
                _ => [&[6 | (whole[63] & 1)], &whole[..]].concat(),
            };
            chain.int.spki = spki(&[oid(EC), oid(P256)], &point);
        });
        add(format!("root/key/ec-{what}"), &|chain| {
            let whole = chain.root.spki[chain.root.spki.len() - 64..].to_vec();
            let point = match tag {
                5 => [&[5], &whole[..32]].concat(),
                _ => [&[6 | (whole[63] & 1)], &whole[..]].concat(),
            };
            chain.root.spki = spki(&[oid(EC), oid(P256)], &point);
        });
    }
    add("int/key/ec-compressed".into(), &|chain| {
        let whole = chain.int.spki[chain.int.spki.len() - 64..].to_vec();
        chain.int.spki =
            spki(&[oid(EC), oid(P256)], &[&[2 | (whole[63] & 1)], &whole[..32]].concat());
    });
}
