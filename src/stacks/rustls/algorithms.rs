//! The signature algorithms of rustls with ring, in its order, computed by `crypto`.

use rustls_pki_types::{
    AlgorithmIdentifier, InvalidSignature, SignatureVerificationAlgorithm, alg_id,
};

use crate::crypto::{self, Check};
use crate::decode::rsa_key;
use crate::model::{
    Curve, DigestAlgorithm, KeyKind, Oid, PublicKey, SignatureAlgorithm, SignatureKind,
};

/// A signature that was found to hold, computed for another program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Proved<'q> {
    /// The bits of the key.
    pub key: &'q [u8],
    /// What was signed.
    pub message: &'q [u8],
    /// The bits of the signature.
    pub signature: &'q [u8],
}

/// An algorithm, and the signatures that need not be computed again.
#[derive(Debug)]
pub(super) struct Knowing<'q> {
    /// The algorithm.
    pub algorithm: &'static Algorithm,
    /// The signatures, of any algorithm.
    pub proved: &'q [Proved<'q>],
}

/// One algorithm with one kind of key.
#[derive(Debug)]
pub(super) struct Algorithm {
    key: AlgorithmIdentifier,
    signature: AlgorithmIdentifier,
    computed: Computed,
}

/// What is computed.
#[derive(Debug)]
enum Computed {
    Ecdsa(Curve, DigestAlgorithm),
    Ed25519,
    /// The smallest key taken, in bits.
    RsaPkcs1(DigestAlgorithm, usize),
    RsaPss(DigestAlgorithm, usize),
}

impl SignatureVerificationAlgorithm for Knowing<'_> {
    fn public_key_alg_id(&self) -> AlgorithmIdentifier {
        self.algorithm.key
    }

    fn signature_alg_id(&self) -> AlgorithmIdentifier {
        self.algorithm.signature
    }

    fn verify_signature(
        &self,
        public_key: &[u8],
        message: &[u8],
        signature: &[u8],
    ) -> Result<(), InvalidSignature> {
        let computed = &self.algorithm.computed;
        let (kind, least) = match computed {
            Computed::Ecdsa(_, digest) => (SignatureKind::Ecdsa(*digest), 0),
            Computed::Ed25519 => (SignatureKind::Ed25519, 0),
            Computed::RsaPkcs1(digest, least) => (SignatureKind::RsaPkcs1(*digest), *least),
            Computed::RsaPss(digest, salt) => {
                (SignatureKind::RsaPss { digest: *digest, mask: *digest, salt: *salt }, 2048)
            }
        };
        let key = match computed {
            // ring takes uncompressed points only.
            Computed::Ecdsa(curve, _) if public_key.first() == Some(&4) => {
                KeyKind::Ec { curve: curve.clone(), point: public_key.to_vec() }
            }
            Computed::Ecdsa(..) => return Err(InvalidSignature),
            Computed::Ed25519 => KeyKind::Ed25519(public_key.to_vec()),
            Computed::RsaPkcs1(..) | Computed::RsaPss(..) => match rsa_key(public_key) {
                // ring counts the modulus in whole bytes.
                KeyKind::Rsa { bits, exponent, modulus, pss_only }
                    if (least..=8192).contains(&bits.next_multiple_of(8)) =>
                {
                    KeyKind::Rsa { bits, exponent, modulus, pss_only }
                }
                _ => return Err(InvalidSignature),
            },
        };
        if self.proved.contains(&Proved { key: public_key, message, signature }) {
            return Ok(());
        }
        let key = PublicKey { spki: Vec::new(), oid: Oid::default(), kind: key };
        let algorithm = SignatureAlgorithm { der: Vec::new(), oid: Oid::default(), kind };
        match crypto::verify(&key, &algorithm, message, signature) {
            Check::Valid => Ok(()),
            _ => Err(InvalidSignature),
        }
    }
}

/// All of them. The order is ring's, because messages list them in it.
pub(super) static ALL: &[Algorithm] = &[
    ecdsa(alg_id::ECDSA_P256, Curve::P256, alg_id::ECDSA_SHA256, SHA256),
    ecdsa(alg_id::ECDSA_P256, Curve::P256, alg_id::ECDSA_SHA384, SHA384),
    ecdsa(alg_id::ECDSA_P384, Curve::P384, alg_id::ECDSA_SHA256, SHA256),
    ecdsa(alg_id::ECDSA_P384, Curve::P384, alg_id::ECDSA_SHA384, SHA384),
    Algorithm { key: alg_id::ED25519, signature: alg_id::ED25519, computed: Computed::Ed25519 },
    rsa(alg_id::RSA_PKCS1_SHA256, SHA256, 2048),
    rsa(alg_id::RSA_PKCS1_SHA384, SHA384, 2048),
    rsa(alg_id::RSA_PKCS1_SHA512, SHA512, 2048),
    rsa(AlgorithmIdentifier::from_slice(&SHA256_ABSENT), SHA256, 2048),
    rsa(AlgorithmIdentifier::from_slice(&SHA384_ABSENT), SHA384, 2048),
    rsa(AlgorithmIdentifier::from_slice(&SHA512_ABSENT), SHA512, 2048),
    rsa(alg_id::RSA_PKCS1_SHA384, SHA384, 3072),
    pss(alg_id::RSA_PSS_SHA256, SHA256, 32),
    pss(alg_id::RSA_PSS_SHA384, SHA384, 48),
    pss(alg_id::RSA_PSS_SHA512, SHA512, 64),
];

const SHA256: DigestAlgorithm = DigestAlgorithm::Sha256;
const SHA384: DigestAlgorithm = DigestAlgorithm::Sha384;
const SHA512: DigestAlgorithm = DigestAlgorithm::Sha512;

/// shaNNNWithRSAEncryption without its NULL, which readers must take too (RFC 4055, 5).
const fn absent(arc: u8) -> [u8; 11] {
    [0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, arc]
}
const SHA256_ABSENT: [u8; 11] = absent(11);
const SHA384_ABSENT: [u8; 11] = absent(12);
const SHA512_ABSENT: [u8; 11] = absent(13);

const fn ecdsa(
    key: AlgorithmIdentifier,
    curve: Curve,
    signature: AlgorithmIdentifier,
    digest: DigestAlgorithm,
) -> Algorithm {
    Algorithm { key, signature, computed: Computed::Ecdsa(curve, digest) }
}

const fn rsa(signature: AlgorithmIdentifier, digest: DigestAlgorithm, least: usize) -> Algorithm {
    let computed = Computed::RsaPkcs1(digest, least);
    Algorithm { key: alg_id::RSA_ENCRYPTION, signature, computed }
}

const fn pss(signature: AlgorithmIdentifier, digest: DigestAlgorithm, salt: usize) -> Algorithm {
    let computed = Computed::RsaPss(digest, salt);
    Algorithm { key: alg_id::RSA_ENCRYPTION, signature, computed }
}
