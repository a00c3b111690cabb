//! Public keys and signature algorithms, as identified; computing with them is `crypto`'s.

use super::Oid;

/// A subject public key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicKey {
    /// The whole SubjectPublicKeyInfo as DER.
    pub spki: Vec<u8>,
    /// The algorithm's OID.
    pub oid: Oid,
    /// What it is.
    pub kind: KeyKind,
}

/// The kinds of keys told apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeyKind {
    /// RSA (rsaEncryption or id-RSASSA-PSS).
    Rsa {
        /// Length of the modulus in bits.
        bits: usize,
        /// The public exponent, big-endian, without leading zeros.
        exponent: Vec<u8>,
        /// The modulus, big-endian, without leading zeros.
        modulus: Vec<u8>,
        /// True for id-RSASSA-PSS: the key may sign with PSS only (RFC 4055, 1.2).
        pss_only: bool,
    },
    /// An elliptic curve key; the point as encoded (SEC 1, 2.3.3).
    Ec {
        /// The named curve.
        curve: Curve,
        /// The encoded point.
        point: Vec<u8>,
    },
    /// Ed25519 (RFC 8410); 32 bytes when whole.
    Ed25519(Vec<u8>),
    /// A key named but not computed with: Ed448, ML-DSA, DSA …
    Other {
        /// A name a person knows, `ML-DSA-65`; the OID where there is none.
        name: String,
    },
    /// The key's bits did not fit its algorithm.
    Unreadable {
        /// The algorithm's name.
        name: String,
    },
}

/// Named curves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Curve {
    /// NIST P-256, prime256v1, secp256r1.
    P256,
    /// NIST P-384, secp384r1.
    P384,
    /// NIST P-521, secp521r1.
    P521,
    /// Any other, by name where known, else by OID; `explicit parameters` where not named.
    Other(String),
}

impl Curve {
    /// The curve's usual name.
    pub fn name(&self) -> &str {
        match self {
            Curve::P256 => "P-256",
            Curve::P384 => "P-384",
            Curve::P521 => "P-521",
            Curve::Other(name) => name,
        }
    }
}

impl PublicKey {
    /// `RSA 2048`, `ECDSA P-256`, `Ed25519`: short enough for a table cell.
    pub fn short(&self) -> String {
        match &self.kind {
            KeyKind::Rsa { bits, pss_only: false, .. } => format!("RSA {bits}"),
            KeyKind::Rsa { bits, pss_only: true, .. } => format!("RSA-PSS {bits}"),
            KeyKind::Ec { curve, .. } => format!("EC {}", curve.name()),
            KeyKind::Ed25519(_) => "Ed25519".into(),
            KeyKind::Other { name } => name.clone(),
            KeyKind::Unreadable { name } => format!("{name} (unreadable)"),
        }
    }
}

impl PublicKey {
    /// Bytes that are equal for equal keys, however they are encoded: an RSA key may stand under two
    /// algorithm identifiers (RFC 4055, 1.2), a point may be compressed (SEC 1, 2.3.3). `None` where
    /// the key could not be read.
    pub fn identity(&self) -> Option<Vec<u8>> {
        Some(match &self.kind {
            KeyKind::Rsa { exponent, modulus, .. } => {
                [b"rsa ", modulus.as_slice(), b" ", exponent.as_slice()].concat()
            }
            KeyKind::Ec { curve, point } => {
                let (tag, x) = match point.as_slice() {
                    // The parity of y, which the compressed form keeps in its first byte.
                    [4, rest @ ..] if rest.len().is_multiple_of(2) => {
                        let (x, y) = rest.split_at(rest.len() / 2);
                        (2 | (y.last()? & 1), x)
                    }
                    [tag, x @ ..] => (*tag, x),
                    [] => return None,
                };
                [b"ec ", curve.name().as_bytes(), &[b' ', tag], x].concat()
            }
            KeyKind::Ed25519(point) => [b"ed25519 ", point.as_slice()].concat(),
            KeyKind::Other { .. } => [b"spki ", self.spki.as_slice()].concat(),
            KeyKind::Unreadable { .. } => return None,
        })
    }
}

/// A signature algorithm identifier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignatureAlgorithm {
    /// The whole AlgorithmIdentifier as DER: inner and outer must be equal (RFC 5280, 4.1.1.2).
    pub der: Vec<u8>,
    /// The algorithm's OID.
    pub oid: Oid,
    /// What it is.
    pub kind: SignatureKind,
}

/// Signature algorithms told apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SignatureKind {
    /// RSASSA-PKCS1-v1_5 (RFC 8017, 8.2).
    RsaPkcs1(DigestAlgorithm),
    /// RSASSA-PSS (RFC 8017, 8.1).
    RsaPss {
        /// The message digest.
        digest: DigestAlgorithm,
        /// The digest of the mask generation function.
        mask: DigestAlgorithm,
        /// Length of the salt in bytes.
        salt: usize,
    },
    /// ECDSA (FIPS 186-5).
    Ecdsa(DigestAlgorithm),
    /// Ed25519 (RFC 8032).
    Ed25519,
    /// Named, not computed here.
    Other(String),
}

/// Digests used in signatures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum DigestAlgorithm {
    Md2,
    Md5,
    Sha1,
    Sha224,
    Sha256,
    Sha384,
    Sha512,
}

impl DigestAlgorithm {
    /// `SHA-256`.
    pub fn name(self) -> &'static str {
        match self {
            DigestAlgorithm::Md2 => "MD2",
            DigestAlgorithm::Md5 => "MD5",
            DigestAlgorithm::Sha1 => "SHA-1",
            DigestAlgorithm::Sha224 => "SHA-224",
            DigestAlgorithm::Sha256 => "SHA-256",
            DigestAlgorithm::Sha384 => "SHA-384",
            DigestAlgorithm::Sha512 => "SHA-512",
        }
    }

    /// True for digests in which collisions can be made (RFC 9155; BR 7.1.3.2).
    pub fn is_broken(self) -> bool {
        matches!(self, DigestAlgorithm::Md2 | DigestAlgorithm::Md5 | DigestAlgorithm::Sha1)
    }
}

impl SignatureAlgorithm {
    /// `RSA with SHA-256`, `ECDSA with SHA-384`.
    pub fn name(&self) -> String {
        match &self.kind {
            SignatureKind::RsaPkcs1(digest) => format!("RSA PKCS#1 v1.5 with {}", digest.name()),
            SignatureKind::RsaPss { digest, salt, .. } => {
                format!("RSA-PSS with {}, salt {salt} bytes", digest.name())
            }
            SignatureKind::Ecdsa(digest) => format!("ECDSA with {}", digest.name()),
            SignatureKind::Ed25519 => "Ed25519".into(),
            SignatureKind::Other(name) => name.clone(),
        }
    }

    /// The digest the signature rests on, where it has one that is known.
    pub fn digest(&self) -> Option<DigestAlgorithm> {
        match self.kind {
            SignatureKind::RsaPkcs1(digest)
            | SignatureKind::RsaPss { digest, .. }
            | SignatureKind::Ecdsa(digest) => Some(digest),
            SignatureKind::Ed25519 | SignatureKind::Other(_) => None,
        }
    }
}
