//! How bytes are protected by a password, as plain data, in words, and opened.

use zeroize::Zeroizing;

use super::cipher::{self, Cipher};
use super::derive::{self, Use};
use super::{Effort, Refusal, Secret, grouped, hash, pbkdf2};
use crate::model::DigestAlgorithm;

/// Key derivations of PBES2 and PBMAC1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kdf {
    /// PBKDF2 (RFC 8018, 5.2).
    #[allow(missing_docs)]
    Pbkdf2 { digest: DigestAlgorithm, salt: Vec<u8>, rounds: u64 },
    /// scrypt (RFC 7914).
    #[allow(missing_docs)]
    Scrypt { salt: Vec<u8>, n: u64, r: u64, p: u64 },
}

impl Kdf {
    /// `PBKDF2 with HMAC-SHA-256 (2,048 rounds)`.
    pub fn words(&self) -> String {
        match self {
            Kdf::Pbkdf2 { digest, rounds, .. } => {
                format!("PBKDF2 with HMAC-{} ({})", digest.name(), rounds_in_words(*rounds))
            }
            Kdf::Scrypt { n, r, p, .. } => format!("scrypt (N {}, r {r}, p {p})", grouped(*n)),
        }
    }

    fn derive(
        &self,
        password: &[u8],
        length: usize,
        effort: &mut Effort<'_>,
    ) -> Result<Secret, Refusal> {
        match self {
            Kdf::Pbkdf2 { digest, salt, rounds } => {
                pbkdf2::derive(*digest, password, salt, *rounds, length, effort)
            }
            Kdf::Scrypt { salt, n, r, p } => {
                derive::scrypt(password, salt, (*n, *r, *p), length, effort)
            }
        }
    }
}

/// How a password becomes bytes for PBES2.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spelling {
    /// UTF-8, as everybody should (RFC 8018, 3).
    Utf8,
    /// UTF-16 with an end mark, as NSS did in PKCS#12 files.
    Bmp,
}

/// How bytes are protected by a password.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Scheme {
    /// PBES2 (RFC 8018, 6.2).
    Pbes2 { kdf: Kdf, cipher: Cipher, iv: Vec<u8> },
    /// PBES1 (RFC 8018, 6.1): key and vector from one digest.
    Pbes1 { digest: DigestAlgorithm, salt: Vec<u8>, rounds: u64, cipher: Cipher },
    /// The PBE of PKCS#12 (RFC 7292, C).
    Pkcs12 { salt: Vec<u8>, rounds: u64, cipher: Cipher },
    /// OpenSSL's encrypted PEM: `Proc-Type: 4,ENCRYPTED`.
    Pem { cipher: Cipher, iv: Vec<u8> },
}

impl Scheme {
    /// `PBES2: PBKDF2 with HMAC-SHA-256 (2,048 rounds), AES-256-CBC`.
    pub fn words(&self) -> String {
        match self {
            Scheme::Pbes2 { kdf, cipher, .. } => {
                format!("PBES2: {}, {}", kdf.words(), cipher.name())
            }
            Scheme::Pbes1 { digest, rounds, cipher, .. } => format!(
                "PBES1: {} ({}), {}",
                digest.name(),
                rounds_in_words(*rounds),
                cipher.name()
            ),
            Scheme::Pkcs12 { rounds, cipher, .. } => {
                format!("PKCS#12: SHA-1 ({}), {}", rounds_in_words(*rounds), cipher.name())
            }
            Scheme::Pem { cipher, .. } => format!("PEM: MD5 (1 round), {}", cipher.name()),
        }
    }

    /// The cipher.
    pub fn cipher(&self) -> Cipher {
        match self {
            Scheme::Pbes2 { cipher, .. }
            | Scheme::Pbes1 { cipher, .. }
            | Scheme::Pkcs12 { cipher, .. }
            | Scheme::Pem { cipher, .. } => *cipher,
        }
    }

    /// Whether an absent and an empty password are two things to it.
    pub fn knows_absence(&self) -> bool {
        matches!(self, Scheme::Pkcs12 { .. })
    }

    /// Decrypts with a password; `None` is no password at all, which PKCS#12 tells from an empty
    /// one. Bytes that come out are not yet known to be right: one wrong password in 256 leaves
    /// padding that looks well.
    pub fn open(
        &self,
        password: Option<&str>,
        spelling: Spelling,
        data: &[u8],
        effort: &mut Effort<'_>,
    ) -> Result<Secret, Refusal> {
        let (key, iv) = self.derive(password, spelling, effort)?;
        cipher::decrypt(self.cipher(), &key, &iv, data)
    }

    /// Encrypts with a password.
    pub fn close(
        &self,
        password: &str,
        plain: &[u8],
        effort: &mut Effort<'_>,
    ) -> Result<Secret, Refusal> {
        let (key, iv) = self.derive(Some(password), Spelling::Utf8, effort)?;
        cipher::encrypt(self.cipher(), &key, &iv, plain)
    }

    /// The key and the initialisation vector.
    fn derive(
        &self,
        password: Option<&str>,
        spelling: Spelling,
        effort: &mut Effort<'_>,
    ) -> Result<(Secret, Secret), Refusal> {
        let text = password.unwrap_or_default().as_bytes();
        let given = |iv: &Vec<u8>| Secret::new(iv.clone());
        Ok(match self {
            Scheme::Pbes2 { kdf, cipher, iv } => {
                let key = match spelling {
                    Spelling::Utf8 => kdf.derive(text, cipher.key_size(), effort)?,
                    Spelling::Bmp => kdf.derive(&bmp(password), cipher.key_size(), effort)?,
                };
                (key, given(iv))
            }
            Scheme::Pbes1 { digest, salt, rounds, cipher } => {
                let derived = derive::pbkdf1(*digest, text, salt, *rounds, effort)?;
                let (key, rest) = derived.split_at_checked(cipher.key_size()).unwrap_or_default();
                let iv = rest.get(..cipher.iv_size()).unwrap_or_default();
                (Secret::new(key.to_vec()), Secret::new(iv.to_vec()))
            }
            Scheme::Pkcs12 { salt, rounds, cipher } => {
                let password = bmp(password);
                let mut part = |purpose, length| {
                    let digest = DigestAlgorithm::Sha1;
                    derive::pkcs12(digest, purpose, &password, salt, *rounds, length, effort)
                };
                let key = part(Use::Key, cipher.key_size())?;
                (key, part(Use::Iv, cipher.iv_size())?)
            }
            Scheme::Pem { cipher, iv } => {
                // PEM_do_header: the salt is the first eight bytes of the vector.
                let salt = iv.get(..8).unwrap_or(iv);
                (derive::bytes_to_key(text, salt, cipher.key_size())?, given(iv))
            }
        })
    }
}

/// How a PKCS#12 file is authenticated.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Mac {
    /// HMAC with a key from the PKCS#12 derivation (RFC 7292, 4 and B.4).
    Pkcs12 { digest: DigestAlgorithm, salt: Vec<u8>, rounds: u64 },
    /// PBMAC1 (RFC 9579; RFC 8018, 7.1). `length` is that of the key.
    Pbmac1 { kdf: Kdf, digest: DigestAlgorithm, length: usize },
}

impl Mac {
    /// `HMAC-SHA-256 with the key derivation of PKCS#12 (2,048 rounds)`.
    pub fn words(&self) -> String {
        match self {
            Mac::Pkcs12 { digest, rounds, .. } => format!(
                "HMAC-{} with the key derivation of PKCS#12 ({})",
                digest.name(),
                rounds_in_words(*rounds)
            ),
            Mac::Pbmac1 { kdf, digest, .. } => {
                format!("PBMAC1: {}, HMAC-{}", kdf.words(), digest.name())
            }
        }
    }

    /// Whether the password makes this MAC over these bytes.
    pub fn fits(
        &self,
        password: Option<&str>,
        content: &[u8],
        expected: &[u8],
        effort: &mut Effort<'_>,
    ) -> Result<bool, Refusal> {
        Ok(self.make(password, content, effort)?.as_slice() == expected)
    }

    /// The MAC that a password makes over these bytes.
    pub fn make(
        &self,
        password: Option<&str>,
        content: &[u8],
        effort: &mut Effort<'_>,
    ) -> Result<Secret, Refusal> {
        let (digest, key) = match self {
            Mac::Pkcs12 { digest, salt, rounds } => {
                let length = hash::hasher(*digest)?.output_size();
                let password = bmp(password);
                (
                    *digest,
                    derive::pkcs12(*digest, Use::Mac, &password, salt, *rounds, length, effort)?,
                )
            }
            // RFC 9579, 4: the password is UTF-8 here.
            Mac::Pbmac1 { kdf, digest, length } => {
                let text = password.unwrap_or_default().as_bytes();
                (*digest, kdf.derive(text, *length, effort)?)
            }
        };
        hash::hmac(digest, &key, &[content])
    }
}

/// A password for PKCS#12 (RFC 7292, B.1): UTF-16, high byte first, with an end mark; nothing
/// where there is none.
fn bmp(password: Option<&str>) -> Secret {
    let units = password.map(|text| text.encode_utf16().chain([0]));
    Zeroizing::new(units.into_iter().flatten().flat_map(u16::to_be_bytes).collect())
}

fn rounds_in_words(rounds: u64) -> String {
    if rounds == 1 { "1 round".into() } else { format!("{} rounds", grouped(rounds)) }
}
