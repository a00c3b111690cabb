//! PKCS#12 files (RFC 7292): keystores with a key and its chain, and truststores as Java has them.

use std::collections::HashSet;

use super::chosen::Chosen;
use super::random::Random;
use crate::crypto;
use crate::crypto::unlock::{Cipher, Effort, Kdf, MAX_ROUNDS, Mac, Refusal, Scheme, Secret};
use crate::decode::write::{integer, oid, secret, value};
use crate::model::{Certificate, DigestAlgorithm, order};
use crate::view::visible;

const DATA: &str = "1.2.840.113549.1.7.1";
const ENCRYPTED: &str = "1.2.840.113549.1.7.6";
const FRIENDLY_NAME: &str = "1.2.840.113549.1.9.20";
const LOCAL_KEY_ID: &str = "1.2.840.113549.1.9.21";
/// Oracle's trustedKeyUsage (OpenJDK, `sun.security.pkcs12.PKCS12KeyStore`): without it Java takes a
/// certificate for a part of somebody's chain, and trusts it not.
const TRUSTED_KEY_USAGE: &str = "2.16.840.1.113894.746875.1.1";
const ANY_USAGE: &str = "2.5.29.37.0";

/// Letters of a name; programs show it in a list.
const LONGEST_NAME: usize = 100;
const SALT: usize = 16;

/// How a file is protected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Strength {
    /// AES-256, PBKDF2 with HMAC-SHA-256, HMAC-SHA-256.
    Modern,
    /// 3DES and SHA-1. (RC2 with 40 bits, which went with it, is read by OpenSSL 3 with -legacy only.)
    Compatible,
}

impl Strength {
    /// Rounds between a password and a key: what a file costs is said to whoever opens it. Programs
    /// of the time of 3DES knew no more than this.
    fn rounds(self) -> u64 {
        match self {
            Strength::Modern => 100_000,
            Strength::Compatible => 10_000,
        }
    }

    fn digest(self) -> DigestAlgorithm {
        match self {
            Strength::Modern => DigestAlgorithm::Sha256,
            Strength::Compatible => DigestAlgorithm::Sha1,
        }
    }

    /// The scheme with new salts, and its AlgorithmIdentifier (RFC 8018, A.4; RFC 7292, C).
    fn scheme(self, random: &mut Random) -> Result<(Scheme, Vec<u8>), String> {
        let rounds = self.rounds();
        let count = integer(&rounds.to_be_bytes());
        let salt = random.take(SALT)?;
        let salted = value(0x04, &[&salt]);
        Ok(match self {
            Strength::Modern => {
                let iv = random.take(16)?;
                let prf = value(0x30, &[&oid("1.2.840.113549.2.9"), &[5, 0]]);
                let kdf = value(0x30, &[&salted, &count, &prf]);
                let kdf = value(0x30, &[&oid("1.2.840.113549.1.5.12"), &kdf]);
                let cipher = value(0x04, &[&iv]);
                let cipher = value(0x30, &[&oid("2.16.840.1.101.3.4.1.42"), &cipher]);
                let both = value(0x30, &[&kdf, &cipher]);
                let algorithm = value(0x30, &[&oid("1.2.840.113549.1.5.13"), &both]);
                let kdf = Kdf::Pbkdf2 { digest: self.digest(), salt, rounds };
                (Scheme::Pbes2 { kdf, cipher: Cipher::Aes256Cbc, iv }, algorithm)
            }
            Strength::Compatible => {
                let parameters = value(0x30, &[&salted, &count]);
                let algorithm = value(0x30, &[&oid("1.2.840.113549.1.12.1.3"), &parameters]);
                (Scheme::Pkcs12 { salt, rounds, cipher: Cipher::TripleDesCbc }, algorithm)
            }
        })
    }

    /// MacData (RFC 7292, 4) over the content.
    fn mac(self, content: &[u8], password: &str, random: &mut Random) -> Result<Vec<u8>, String> {
        let (digest, rounds, salt) = (self.digest(), self.rounds(), random.take(SALT)?);
        let mac = Mac::Pkcs12 { digest, salt: salt.clone(), rounds };
        let made = work(|effort| mac.make(Some(password), content, effort))?;
        let id = match self {
            Strength::Modern => "2.16.840.1.101.3.4.2.1",
            Strength::Compatible => "1.3.14.3.2.26",
        };
        let algorithm = value(0x30, &[&oid(id), &[5, 0]]);
        let info = value(0x30, &[&algorithm, &value(0x04, &[&made])]);
        let count = integer(&rounds.to_be_bytes());
        Ok(value(0x30, &[&info, &value(0x04, &[&salt]), &count]))
    }
}

/// Does work that a password needs; what is written here is far within the limit.
fn work<T>(run: impl FnOnce(&mut Effort<'_>) -> Result<T, Refusal>) -> Result<T, String> {
    let (mut left, mut tick) = (MAX_ROUNDS, |_, _| {});
    run(&mut Effort::new(&mut left, &mut tick)).map_err(|_| "It could not be encrypted.".into())
}

/// EncryptedPrivateKeyInfo (RFC 5958, 3) of a key as PKCS#8.
pub(super) fn protected(
    strength: Strength,
    pkcs8: &[u8],
    password: &str,
    random: &mut Random,
) -> Result<Vec<u8>, String> {
    let (scheme, algorithm) = strength.scheme(random)?;
    let data = work(|effort| scheme.close(password, pkcs8, effort))?;
    Ok(value(0x30, &[&algorithm, &value(0x04, &[&data])]))
}

/// A key with its certificate and all that is above it.
pub(super) fn keystore(
    chosen: &Chosen<'_>,
    name: &str,
    password: &str,
    strength: Strength,
    random: &mut Random,
) -> Result<Secret, String> {
    let key = chosen.fitting_key()?;
    let certificates = chosen.whole();
    let leaf = certificates.first().ok_or("No certificate was given.")?;
    let name = if name.is_empty() { friendly(&leaf.title()) } else { friendly(name) };
    // As OpenSSL has it: the certificate's SHA-1 ties the key to it.
    let local = attribute(LOCAL_KEY_ID, &value(0x04, &[&crypto::sha1(&leaf.der)]));
    let label = attributes(vec![named(&name), local]);
    let mut bags = Vec::new();
    for (at, certificate) in certificates.iter().enumerate() {
        let label: &[u8] = if at == 0 { &label } else { &[] };
        bags.extend(certificate_bag(certificate, label));
    }
    let (scheme, algorithm) = strength.scheme(random)?;
    let bags = value(0x30, &[&bags]);
    let data = work(|effort| scheme.close(password, &bags, effort))?;
    let shrouded = protected(strength, key.pkcs8(), password, random)?;
    let shrouded = bag("1.2.840.113549.1.12.10.1.2", &shrouded, &label);
    let safe = value(0x30, &[&encrypted(&algorithm, &data), &plain(&value(0x30, &[&shrouded]))]);
    let mac = strength.mac(&safe, password, random)?;
    Ok(file(&safe, &mac))
}

/// Certificates as trusted entries of Java. They lie open: they are no secret, and Java, which is
/// often started without the password of its truststore, would pass over encrypted ones.
pub(super) fn truststore(
    roots: &[&Certificate],
    password: Option<&str>,
    random: &mut Random,
) -> Result<Secret, String> {
    let mut names = HashSet::new();
    let mut bags = Vec::new();
    for root in roots {
        let name = unlike(friendly(&root.title()), &names);
        let trusted = attribute(TRUSTED_KEY_USAGE, &oid(ANY_USAGE));
        let label = attributes(vec![named(&name), trusted]);
        // Java has its aliases in small letters: two that are alike would be one entry.
        names.insert(name.to_lowercase());
        bags.extend(certificate_bag(root, &label));
    }
    let safe = value(0x30, &[&plain(&value(0x30, &[&bags]))]);
    let mac = match password {
        Some(password) => Strength::Modern.mac(&safe, password, random)?,
        None => Vec::new(),
    };
    Ok(file(&safe, &mac))
}

/// PFX (RFC 7292, 4).
fn file(safe: &[u8], mac: &[u8]) -> Secret {
    secret(0x30, &[&[2, 1, 3], &plain(safe), mac])
}

/// ContentInfo (RFC 5652, 3) of plain data.
fn plain(content: &[u8]) -> Vec<u8> {
    let octets = value(0x04, &[content]);
    value(0x30, &[&oid(DATA), &value(0xA0, &[&octets])])
}

/// ContentInfo of EncryptedData (RFC 5652, 8).
fn encrypted(algorithm: &[u8], data: &[u8]) -> Vec<u8> {
    let info = value(0x30, &[&oid(DATA), algorithm, &value(0x80, &[data])]);
    let encrypted = value(0x30, &[&[2, 1, 0], &info]);
    value(0x30, &[&oid(ENCRYPTED), &value(0xA0, &[&encrypted])])
}

/// SafeBag (RFC 7292, 4.2).
fn bag(kind: &str, content: &[u8], label: &[u8]) -> Vec<u8> {
    value(0x30, &[&oid(kind), &value(0xA0, &[content]), label])
}

/// CertBag (RFC 7292, 4.2.3).
fn certificate_bag(certificate: &Certificate, label: &[u8]) -> Vec<u8> {
    let octets = value(0x04, &[&certificate.der]);
    let inside = value(0x30, &[&oid("1.2.840.113549.1.9.22.1"), &value(0xA0, &[&octets])]);
    bag("1.2.840.113549.1.12.10.1.3", &inside, label)
}

fn attribute(kind: &str, content: &[u8]) -> Vec<u8> {
    value(0x30, &[&oid(kind), &value(0x31, &[content])])
}

/// A SET of attributes in the order that DER wants (X.690, 11.6).
fn attributes(mut all: Vec<Vec<u8>>) -> Vec<u8> {
    order::plain(&mut all);
    value(0x31, &all.iter().map(Vec::as_slice).collect::<Vec<_>>())
}

/// friendlyName (RFC 2985, 5.5.1): UTF-16, high byte first.
fn named(name: &str) -> Vec<u8> {
    let units: Vec<u8> = name.encode_utf16().flat_map(u16::to_be_bytes).collect();
    attribute(FRIENDLY_NAME, &value(0x1E, &[&units]))
}

/// A name that can be shown: what deceives is written out, and a long one is cut.
fn friendly(name: &str) -> String {
    let name: String = visible(name.trim()).chars().take(LONGEST_NAME).collect();
    if name.is_empty() { "certificate".into() } else { name }
}

/// The name, with a number where another one is alike: the first to be tried is hardly ever taken.
fn unlike(name: String, others: &HashSet<String>) -> String {
    let taken = |it: &String| others.contains(&it.to_lowercase());
    if !taken(&name) {
        return name;
    }
    let mut numbered = (others.len()..).skip(1).map(|number| format!("{name} ({number})"));
    numbered.find(|it| !taken(it)).unwrap_or(name)
}
