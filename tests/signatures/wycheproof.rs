//! The vectors of project Wycheproof (C2SP), for every algorithm that is computed here: none that
//! is invalid is taken, and every valid one is taken or named as not computed, with the reason.

use std::collections::{BTreeMap, BTreeSet};

use pemlens::crypto::{Check, verify};
use pemlens::decode;
use pemlens::model::{DigestAlgorithm, Oid, SignatureAlgorithm, SignatureKind};
use wycheproof::{
    HashFunction, TestResult, ecdsa, eddsa, mldsa_verify, rsa_pkcs1_verify, rsa_pss_verify,
};

/// What is not computed, and why that is no loss: certificates do not have it, or hardly ever.
const NOT_COMPUTED: &[&str] = &[
    // Curves that no browser takes, and few programs.
    // secp160r1, secp160k1, secp160r2, secp192k1, secp224k1, and the short ones of Brainpool.
    "the curve 1.3.132.0.8",
    "the curve 1.3.132.0.9",
    "the curve 1.3.132.0.30",
    "the curve 1.3.132.0.31",
    "the curve 1.3.132.0.32",
    "the curve 1.3.36.3.3.2.8.1.1.5",
    "the curve 1.3.36.3.3.2.8.1.1.9",
    "the curve P-192",
    "the curve P-224",
    "the curve brainpoolP256r1",
    "the curve brainpoolP384r1",
    "the curve brainpoolP512r1",
    // Digests that no public CA may sign with, and hardly any program offers.
    "Sha2_512_224",
    "Sha2_512_256",
    "Sha3_224",
    "Sha3_256",
    "Sha3_384",
    "Sha3_512",
    "Shake128",
    "Shake256",
];

#[derive(Default)]
struct Tally {
    taken: usize,
    refused: usize,
    named: BTreeMap<String, usize>,
    wrong: Vec<String>,
}

impl Tally {
    /// One vector: `key` is a whole SubjectPublicKeyInfo.
    fn vector(
        &mut self,
        name: &str,
        key: &[u8],
        kind: &SignatureKind,
        oid: &str,
        (message, signature): (&[u8], &[u8]),
        result: TestResult,
    ) {
        let algorithm =
            SignatureAlgorithm { der: Vec::new(), oid: Oid(oid.into()), kind: kind.clone() };
        let check = match decode::key_from_content(content(key)) {
            Some(key) => verify(&key, &algorithm, message, signature),
            None => Check::Unsupported("unreadable".into()),
        };
        match (result, check) {
            (TestResult::Invalid, Check::Valid) => self.wrong.push(format!("{name}: taken")),
            (_, Check::Valid) => self.taken += 1,
            // What is acceptable may be refused.
            (TestResult::Invalid | TestResult::Acceptable, _) => self.refused += 1,
            (TestResult::Valid, Check::Unsupported(why)) => {
                *self.named.entry(why).or_default() += 1
            }
            (TestResult::Valid, check) => self.wrong.push(format!("{name}: {check:?}")),
        }
    }

    /// At least so many were taken, and as many refused; nothing else is left out than is named.
    fn assert(self, what: &str, taken: usize, refused: usize) {
        println!(
            "{what}: {} taken, {} refused, not computed: {:?}",
            self.taken, self.refused, self.named
        );
        assert!(self.wrong.is_empty(), "{what}:\n{}", self.wrong.join("\n"));
        assert!(self.taken >= taken && self.refused >= refused, "{what}: vectors are missing");
        let named: BTreeSet<&str> = self.named.keys().map(String::as_str).collect();
        let strange: Vec<_> = named.iter().filter(|why| !NOT_COMPUTED.contains(why)).collect();
        assert!(strange.is_empty(), "{what}: {strange:?}");
    }
}

/// The content of a DER SEQUENCE.
fn content(der: &[u8]) -> &[u8] {
    match der {
        [0x30, 0x81, _, rest @ ..] | [0x30, 0x82, _, _, rest @ ..] => rest,
        [0x30, _, rest @ ..] => rest,
        _ => &[],
    }
}

fn digest(hash: HashFunction) -> Result<DigestAlgorithm, String> {
    Ok(match hash {
        HashFunction::Sha1 => DigestAlgorithm::Sha1,
        HashFunction::Sha2_224 => DigestAlgorithm::Sha224,
        HashFunction::Sha2_256 => DigestAlgorithm::Sha256,
        HashFunction::Sha2_384 => DigestAlgorithm::Sha384,
        HashFunction::Sha2_512 => DigestAlgorithm::Sha512,
        other => return Err(format!("{other:?}")),
    })
}

#[test]
fn ecdsa_vectors() {
    let mut tally = Tally::default();
    for set in ecdsa::TestName::all() {
        let name = format!("{set:?}");
        // Signatures of other forms than certificates have.
        if name.ends_with("P1363") || name.ends_with("Bitcoin") {
            continue;
        }
        for group in &ecdsa::TestSet::load(set).unwrap().test_groups {
            let kind = match digest(group.hash) {
                Ok(digest) => SignatureKind::Ecdsa(digest),
                Err(other) => SignatureKind::Other(other),
            };
            for test in &group.tests {
                let name = format!("{name} {} ({})", test.tc_id, test.comment);
                let signed = (test.msg.as_ref(), test.sig.as_ref());
                tally.vector(
                    &name,
                    group.der.as_ref(),
                    &kind,
                    "1.2.840.10045.4.3.2",
                    signed,
                    test.result,
                );
            }
        }
    }
    tally.assert("ECDSA", 1_600, 10_000);
}

#[test]
fn rsa_pkcs1_vectors() {
    let mut tally = Tally::default();
    for set in rsa_pkcs1_verify::TestName::all() {
        for group in &rsa_pkcs1_verify::TestSet::load(set).unwrap().test_groups {
            let kind = match digest(group.hash) {
                Ok(digest) => SignatureKind::RsaPkcs1(digest),
                Err(other) => SignatureKind::Other(other),
            };
            for test in &group.tests {
                let name = format!("{set:?} {} ({})", test.tc_id, test.comment);
                let signed = (test.msg.as_ref(), test.sig.as_ref());
                tally.vector(
                    &name,
                    group.der.as_ref(),
                    &kind,
                    "1.2.840.113549.1.1.11",
                    signed,
                    test.result,
                );
            }
        }
    }
    tally.assert("RSA PKCS#1 v1.5", 90, 6_000);
}

#[test]
fn rsa_pss_vectors() {
    let mut tally = Tally::default();
    for set in rsa_pss_verify::TestName::all() {
        for group in &rsa_pss_verify::TestSet::load(set).unwrap().test_groups {
            let mask = group.mgf_hash.unwrap_or(group.hash);
            let kind = match (digest(group.hash), digest(mask)) {
                (Ok(digest), Ok(mask)) => {
                    SignatureKind::RsaPss { digest, mask, salt: group.salt_size }
                }
                (Err(other), _) | (_, Err(other)) => SignatureKind::Other(other),
            };
            for test in &group.tests {
                let name = format!("{set:?} {} ({})", test.tc_id, test.comment);
                let signed = (test.msg.as_ref(), test.sig.as_ref());
                tally.vector(
                    &name,
                    group.der.as_ref(),
                    &kind,
                    "1.2.840.113549.1.1.10",
                    signed,
                    test.result,
                );
            }
        }
    }
    tally.assert("RSA-PSS", 900, 500);
}

#[test]
fn eddsa_vectors() {
    let mut tally = Tally::default();
    for (set, kind, oid) in [
        (eddsa::TestName::Ed25519, SignatureKind::Ed25519, "1.3.101.112"),
        (eddsa::TestName::Ed448, SignatureKind::Other("Ed448".into()), "1.3.101.113"),
    ] {
        for group in &eddsa::TestSet::load(set).unwrap().test_groups {
            for test in &group.tests {
                let name = format!("{set:?} {} ({})", test.tc_id, test.comment);
                let signed = (test.msg.as_ref(), test.sig.as_ref());
                tally.vector(&name, group.der.as_ref(), &kind, oid, signed, test.result);
            }
        }
    }
    tally.assert("EdDSA", 100, 80);
}

#[test]
fn ml_dsa_vectors() {
    let mut tally = Tally::default();
    for (set, arc) in [
        (mldsa_verify::TestName::MlDsa44Verify, 17),
        (mldsa_verify::TestName::MlDsa65Verify, 18),
        (mldsa_verify::TestName::MlDsa87Verify, 19),
    ] {
        let oid = format!("2.16.840.1.101.3.4.3.{arc}");
        let kind = SignatureKind::Other("ML-DSA".into());
        for group in &mldsa_verify::TestSet::load(set).unwrap().test_groups {
            // A certificate's context is empty (RFC 9881, 3).
            for test in
                group.tests.iter().filter(|it| it.ctx.as_ref().is_none_or(|it| it.is_empty()))
            {
                let name = format!("{set:?} {} ({})", test.tc_id, test.comment);
                let signed = (test.msg.as_ref(), test.sig.as_ref());
                tally.vector(&name, group.der.as_ref(), &kind, &oid, signed, test.result);
            }
        }
    }
    tally.assert("ML-DSA", 50, 30);
}
