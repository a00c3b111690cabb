//! RSA: PKCS #1 v1.5 and PSS, each encoded by hand so that any part of it can be wrong.

use num_bigint::BigUint;
use pemlens::model::{DigestAlgorithm, PublicKey, SignatureAlgorithm, SignatureKind};
use sha2::{Digest, Sha256};

use super::{MESSAGE, algorithm, integer, key, refuses, refuses_all_changes, takes, tlv};

// A key of the tests alone.
const N: &str = "d61400d78b43e2ae6c01e07001a78393fe874cfaa2c4ad023941f3c87c4be905a3e01d711ee74b1dd809fb89a4d55017d967534c38da54b0195134933fe48c6ae2377b5ac5a8e6697f8c6bce2ea9f42dedad7c4312b0dfeefb7aa9e746114df25c3756b9e7c1aef6e2c7d70e00ef791be67fd7751eb8ac3aa7488f1051f7ae59";
const D: &str = "c893dd6616d9f81dac9ce5888c444387fa4712dd127c6c0d555071f53a6075680f6f00a6e869957bd4db258e859e4778d0fd7a9244026caec249cf94d79c6fe24dc602c58cf7116753740f911e1f8441b6bc18d3ac615ba1d49ef5571716698c3f27e98a26d81398823ed94cc5563872d57e285e50195258c661e295fd16b001";
const SIZE: usize = 128;
const E: &[u8] = &[1, 0, 1];

/// rsaEncryption with NULL.
const RSA: &[u8] = &[6, 9, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 1, 1, 5, 0];
/// DigestInfo of SHA-256 up to the digest (RFC 8017, 9.2).
const SHA256: &[u8] =
    &[0x30, 0x31, 0x30, 0x0d, 6, 9, 0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 1, 5, 0, 4, 0x20];

fn number(hex: &str) -> BigUint {
    BigUint::parse_bytes(hex.as_bytes(), 16).unwrap()
}

fn public(modulus: &[u8], exponent: &[u8]) -> PublicKey {
    key(RSA, &tlv(0x30, &[integer(modulus), integer(exponent)].concat()))
}

fn our_key() -> PublicKey {
    public(&number(N).to_bytes_be(), E)
}

/// The private operation on an encoded message.
fn sign(encoded: &[u8]) -> Vec<u8> {
    full(&BigUint::from_bytes_be(encoded).modpow(&number(D), &number(N)))
}

fn full(number: &BigUint) -> Vec<u8> {
    let bytes = number.to_bytes_be();
    [vec![0; SIZE - bytes.len().min(SIZE)], bytes].concat()
}

/// EMSA-PKCS1-v1_5 (RFC 8017, 9.2) around any content.
fn padded(content: &[u8]) -> Vec<u8> {
    [&[0, 1], vec![0xFF; SIZE - 3 - content.len()].as_slice(), &[0], content].concat()
}

fn info() -> Vec<u8> {
    [SHA256, &Sha256::digest(MESSAGE)].concat()
}

fn pkcs1(digest: DigestAlgorithm) -> SignatureAlgorithm {
    algorithm("1.2.840.113549.1.1.11", SignatureKind::RsaPkcs1(digest))
}

#[test]
fn pkcs1_with_anything_wrong_is_refused() {
    let (key, sha256) = (our_key(), pkcs1(DigestAlgorithm::Sha256));
    let good = sign(&padded(&info()));
    takes(&key, &sha256, &good);
    refuses_all_changes(&key, &sha256, &good);

    for digest in [
        DigestAlgorithm::Md2,
        DigestAlgorithm::Md5,
        DigestAlgorithm::Sha1,
        DigestAlgorithm::Sha224,
        DigestAlgorithm::Sha384,
        DigestAlgorithm::Sha512,
    ] {
        refuses("another digest", &key, &pkcs1(digest), &good);
    }

    let digest = Sha256::digest(MESSAGE);
    let identifier = |oid: &[u8], rest: &[u8]| tlv(0x30, &[tlv(6, oid).as_slice(), rest].concat());
    let sha256_oid = &[0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 1];
    let without_null = tlv(0x30, &[identifier(sha256_oid, &[]), tlv(4, &digest)].concat());
    let long_form = [&[0x30, 0x81, 0x31], &info()[2..]].concat();
    let with_parameter = tlv(0x30, &[identifier(sha256_oid, &[2, 1, 7]), tlv(4, &digest)].concat());
    let trailing = [info().as_slice(), &[0; 10]].concat();
    let other_oid = tlv(0x30, &[identifier(&sha256_oid[..8], &[5, 0]), tlv(4, &digest)].concat());
    for (what, content) in [
        ("no NULL", without_null),
        ("a length in long form", long_form),
        ("a parameter that is no NULL", with_parameter),
        ("bytes behind the DigestInfo", trailing),
        ("a bare digest", digest.to_vec()),
        ("an OID cut short", other_oid),
        ("nothing", Vec::new()),
    ] {
        refuses(what, &key, &sha256, &sign(&padded(&content)));
    }

    // Bleichenbacher 2006: a short run of padding and free bytes behind.
    let behind = vec![0; SIZE - 3 - 8 - info().len()];
    let forged = [&[0, 1], &[0xFF; 8][..], &[0], &info(), &behind].concat();
    refuses("short padding with a tail", &key, &sha256, &sign(&forged));
    for (what, at, byte) in [
        ("block type 2", 1, 2),
        ("block type 0", 1, 0),
        ("a first byte", 0, 1),
        ("a hole in the padding", 20, 0xFE),
        ("padding ended early", 20, 0),
        ("no separator", SIZE - info().len() - 1, 0xFF),
    ] {
        let mut encoded = padded(&info());
        encoded[at] = byte;
        // One more than the modulus allows cannot be signed; it is refused all the same.
        refuses(what, &key, &sha256, &sign(&encoded));
    }
}

#[test]
fn numbers_out_of_range_are_refused() {
    let (key, sha256) = (our_key(), pkcs1(DigestAlgorithm::Sha256));
    let good = BigUint::from_bytes_be(&sign(&padded(&info())));
    refuses("s + n", &key, &sha256, &(&good + number(N)).to_bytes_be());
    refuses("n - s", &key, &sha256, &full(&(number(N) - &good)));
    refuses("n", &key, &sha256, &full(&number(N)));
    refuses("one", &key, &sha256, &full(&BigUint::from(1u8)));
}

#[test]
fn keys_that_are_none_are_refused() {
    let sha256 = pkcs1(DigestAlgorithm::Sha256);
    let encoded = padded(&info());
    let modulus = number(N);
    // With the exponent 1 the encoded message is its own signature.
    refuses("exponent 1", &public(&modulus.to_bytes_be(), &[1]), &sha256, &encoded);
    refuses("exponent 0", &public(&modulus.to_bytes_be(), &[0]), &sha256, &encoded);
    refuses("exponent 2", &public(&modulus.to_bytes_be(), &[2]), &sha256, &encoded);
    let even = &modulus - BigUint::from(1u8);
    refuses("even modulus", &public(&even.to_bytes_be(), E), &sha256, &sign(&encoded));
    refuses("modulus 0", &public(&[0], E), &sha256, &sign(&encoded));
    refuses("modulus 1", &public(&[1], E), &sha256, &[0]);
    refuses("huge exponent", &public(&modulus.to_bytes_be(), &[0xFF; 128]), &sha256, &encoded);
    let huge = [&[0x80][..], &[1; 4_000]].concat();
    refuses("a modulus beyond all bounds", &public(&huge, E), &sha256, &vec![1; 4_001]);
    let negative = key(RSA, &tlv(0x30, &[tlv(2, &[0x80, 1]), integer(E)].concat()));
    refuses("negative modulus", &negative, &sha256, &encoded);
}

fn mask(seed: &[u8], length: usize) -> Vec<u8> {
    let blocks = (0u32..).flat_map(|i| Sha256::digest([seed, &i.to_be_bytes()].concat()).to_vec());
    blocks.take(length).collect()
}

/// EMSA-PSS (RFC 8017, 9.1.1) with SHA-256 and a salt of that length; `trailer` is 0xBC.
fn pss_encoded(salt: usize, separator: u8, trailer: u8) -> Vec<u8> {
    let salt = vec![7; salt];
    let hash = Sha256::digest([&[0; 8], Sha256::digest(MESSAGE).as_slice(), &salt].concat());
    let room = SIZE - hash.len() - 1;
    let mut block = [vec![0; room - salt.len() - 1], vec![separator], salt].concat();
    block.iter_mut().zip(mask(&hash, room)).for_each(|(byte, mask)| *byte ^= mask);
    block[0] &= 0x7F;
    [block, hash.to_vec(), vec![trailer]].concat()
}

fn pss(digest: DigestAlgorithm, mask: DigestAlgorithm, salt: usize) -> SignatureAlgorithm {
    algorithm("1.2.840.113549.1.1.10", SignatureKind::RsaPss { digest, mask, salt })
}

#[test]
fn pss_with_other_parameters_is_refused() {
    use DigestAlgorithm::{Sha1, Sha256, Sha384, Sha512};
    let key = our_key();
    let good = sign(&pss_encoded(32, 1, 0xBC));
    takes(&key, &pss(Sha256, Sha256, 32), &good);
    refuses_all_changes(&key, &pss(Sha256, Sha256, 32), &good);
    for salt in [0, 20, 31, 33, 94, 95, 255] {
        refuses("another salt", &key, &pss(Sha256, Sha256, salt), &good);
    }
    for (digest, mask) in
        [(Sha384, Sha384), (Sha512, Sha512), (Sha1, Sha1), (Sha256, Sha1), (Sha1, Sha256)]
    {
        refuses("other digests", &key, &pss(digest, mask, 32), &good);
    }
    takes(&key, &pss(Sha256, Sha256, 0), &sign(&pss_encoded(0, 1, 0xBC)));
    refuses("no separator", &key, &pss(Sha256, Sha256, 32), &sign(&pss_encoded(32, 0, 0xBC)));
    refuses("another separator", &key, &pss(Sha256, Sha256, 32), &sign(&pss_encoded(32, 2, 0xBC)));
    refuses("another trailer", &key, &pss(Sha256, Sha256, 32), &sign(&pss_encoded(32, 1, 0xCC)));
    refuses("PSS taken for PKCS #1", &key, &pkcs1(Sha256), &good);
    let plain = sign(&padded(&info()));
    refuses("PKCS #1 taken for PSS", &key, &pss(Sha256, Sha256, 32), &plain);
}

#[test]
fn a_key_for_pss_alone_signs_nothing_else() {
    // id-RSASSA-PSS without parameters (RFC 4055, 1.2).
    let oid = &[6, 9, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 1, 10];
    let numbers = tlv(0x30, &[integer(&number(N).to_bytes_be()), integer(E)].concat());
    let key = key(oid, &numbers);
    let sha256 = DigestAlgorithm::Sha256;
    takes(&key, &pss(sha256, sha256, 32), &sign(&pss_encoded(32, 1, 0xBC)));
    refuses("PKCS #1", &key, &pkcs1(sha256), &sign(&padded(&info())));
}

/// RSASSA-PSS-params with one digest for both uses.
fn parameters(digest: &[u8], salt: u8) -> Vec<u8> {
    let digest = tlv(0x30, &[tlv(6, digest), vec![5, 0]].concat());
    let mgf1 = tlv(6, &[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 1, 8]);
    let mask = tlv(0x30, &[mgf1, digest.clone()].concat());
    let fields = [tlv(0xA0, &digest), tlv(0xA1, &mask), tlv(0xA2, &integer(&[salt]))];
    tlv(0x30, &fields.concat())
}

#[test]
fn a_key_for_pss_takes_the_parameters_it_names_and_no_others() {
    use DigestAlgorithm::{Sha1, Sha256, Sha384};
    const SHA256: &[u8] = &[0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 1];
    const SHA384: &[u8] = &[0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 2];
    let oid = tlv(6, &[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 1, 10]);
    let numbers = tlv(0x30, &[integer(&number(N).to_bytes_be()), integer(E)].concat());
    let with = |parameters: &[u8]| key(&[oid.as_slice(), parameters].concat(), &numbers);
    let good = sign(&pss_encoded(32, 1, 0xBC));
    let short = sign(&pss_encoded(20, 1, 0xBC));
    let (salted, shorter) = (pss(Sha256, Sha256, 32), pss(Sha256, Sha256, 20));
    takes(&with(&[]), &salted, &good);
    takes(&with(&[]), &shorter, &short);
    takes(&with(&parameters(SHA256, 32)), &salted, &good);
    // RFC 4055, 3.3: the salt may be longer, and not shorter.
    takes(&with(&parameters(SHA256, 20)), &salted, &good);
    takes(&with(&parameters(SHA256, 0)), &shorter, &short);
    refuses("a salt too short", &with(&parameters(SHA256, 32)), &shorter, &short);
    refuses("another digest", &with(&parameters(SHA384, 32)), &salted, &good);
    refuses("the defaults, which are SHA-1", &with(&[0x30, 0]), &salted, &good);
    refuses("NULL for parameters", &with(&[5, 0]), &salted, &good);
    refuses("parameters cut short", &with(&parameters(SHA256, 32)[..20]), &salted, &good);
    for other in [pss(Sha384, Sha384, 32), pss(Sha1, Sha1, 32), pss(Sha256, Sha384, 32)] {
        refuses("other parameters", &with(&parameters(SHA256, 32)), &other, &good);
    }
}
