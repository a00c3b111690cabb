//! Algorithm identifiers of password-based encryption (RFC 8018, A and B; RFC 7292, C).

use super::algorithm::parts;
use super::der::{Cursor, INTEGER, OCTET_STRING, SEQUENCE, Value};
use crate::crypto::unlock::{Cipher, Kdf, Mac, Refusal, Scheme};
use crate::model::DigestAlgorithm;

/// Reads the AlgorithmIdentifier of something encrypted with a password.
pub(super) fn scheme(whole: &[u8], algorithm: Value<'_>) -> Result<Scheme, Refusal> {
    use DigestAlgorithm::{Md5, Sha1};
    let (id, parameters) = identifier(whole, algorithm)?;
    let with_salt = |make: fn(Vec<u8>, u64) -> Scheme| {
        let (salt, rounds) = salt_and_rounds(whole, parameters)?;
        Ok(make(salt, rounds))
    };
    macro_rules! pbes1 {
        ($digest:expr, $cipher:expr) => {
            with_salt(|salt, rounds| Scheme::Pbes1 {
                digest: $digest,
                salt,
                rounds,
                cipher: $cipher,
            })
        };
    }
    macro_rules! pkcs12 {
        ($cipher:expr) => {
            with_salt(|salt, rounds| Scheme::Pkcs12 { salt, rounds, cipher: $cipher })
        };
    }
    match id.as_str() {
        "1.2.840.113549.1.5.13" => pbes2(whole, parameters),
        "1.2.840.113549.1.5.3" => pbes1!(Md5, Cipher::DesCbc),
        "1.2.840.113549.1.5.6" => pbes1!(Md5, Cipher::Rc2Cbc { key: 8, bits: 64 }),
        "1.2.840.113549.1.5.10" => pbes1!(Sha1, Cipher::DesCbc),
        "1.2.840.113549.1.5.11" => pbes1!(Sha1, Cipher::Rc2Cbc { key: 8, bits: 64 }),
        "1.2.840.113549.1.12.1.1" => pkcs12!(Cipher::Rc4 { key: 16 }),
        "1.2.840.113549.1.12.1.2" => pkcs12!(Cipher::Rc4 { key: 5 }),
        "1.2.840.113549.1.12.1.3" => pkcs12!(Cipher::TripleDesCbc),
        "1.2.840.113549.1.12.1.4" => pkcs12!(Cipher::TwoKeyTripleDesCbc),
        "1.2.840.113549.1.12.1.5" => pkcs12!(Cipher::Rc2Cbc { key: 16, bits: 128 }),
        "1.2.840.113549.1.12.1.6" => pkcs12!(Cipher::Rc2Cbc { key: 5, bits: 40 }),
        other => Err(unsupported(other)),
    }
}

/// PBES2-params (RFC 8018, A.4).
fn pbes2(whole: &[u8], parameters: Option<Value<'_>>) -> Result<Scheme, Refusal> {
    let parameters = sequence(parameters)?;
    let mut fields = Cursor::new(whole, parameters.content);
    let (kdf, length) = kdf(whole, next(&mut fields, SEQUENCE)?)?;
    let (id, parameters) = identifier(whole, next(&mut fields, SEQUENCE)?)?;
    let plain = |cipher: Cipher| match parameters {
        Some(value) if value.is(OCTET_STRING) => Ok((cipher, value.content.to_vec())),
        _ => Err(damaged("The initialisation vector")),
    };
    let (cipher, iv) = match id.as_str() {
        "2.16.840.1.101.3.4.1.2" => plain(Cipher::Aes128Cbc)?,
        "2.16.840.1.101.3.4.1.22" => plain(Cipher::Aes192Cbc)?,
        "2.16.840.1.101.3.4.1.42" => plain(Cipher::Aes256Cbc)?,
        "2.16.840.1.101.3.4.1.6" => gcm(whole, parameters, Cipher::Aes128Gcm)?,
        "2.16.840.1.101.3.4.1.46" => gcm(whole, parameters, Cipher::Aes256Gcm)?,
        "1.2.840.113549.3.7" => plain(Cipher::TripleDesCbc)?,
        "1.3.14.3.2.7" => plain(Cipher::DesCbc)?,
        "1.2.840.113549.3.2" => rc2(whole, parameters, length)?,
        other => return Err(unsupported(other)),
    };
    Ok(Scheme::Pbes2 { kdf, cipher, iv })
}

/// RC2-CBC-Parameter (RFC 8018, B.2.3): the version stands for the effective key length.
fn rc2(
    whole: &[u8],
    parameters: Option<Value<'_>>,
    length: Option<usize>,
) -> Result<(Cipher, Vec<u8>), Refusal> {
    let mut fields = Cursor::new(whole, sequence(parameters)?.content);
    let bits = match number(next(&mut fields, INTEGER)?.content)? {
        160 => 40,
        120 => 64,
        58 => 128,
        bits @ 256..=1024 => bits as usize,
        _ => return Err(damaged("The version of RC2")),
    };
    let key = length.unwrap_or(bits.div_ceil(8));
    if !(1..=128).contains(&key) {
        return Err(damaged("The key length of RC2"));
    }
    let iv = next(&mut fields, OCTET_STRING)?.content.to_vec();
    Ok((Cipher::Rc2Cbc { key, bits }, iv))
}

/// GCMParameters (RFC 5084, 3.2). Only tags of 16 bytes are met; without a length it would be 12.
fn gcm(
    whole: &[u8],
    parameters: Option<Value<'_>>,
    cipher: Cipher,
) -> Result<(Cipher, Vec<u8>), Refusal> {
    let mut fields = Cursor::new(whole, sequence(parameters)?.content);
    let nonce = next(&mut fields, OCTET_STRING)?.content.to_vec();
    match fields.next("").ok().map(|length| number(length.content)).transpose()? {
        Some(16) => Ok((cipher, nonce)),
        _ => Err(Refusal::Unsupported(format!("{} with a short tag", cipher.name()))),
    }
}

/// A key derivation function and the key length it was told.
fn kdf(whole: &[u8], algorithm: Value<'_>) -> Result<(Kdf, Option<usize>), Refusal> {
    let (id, parameters) = identifier(whole, algorithm)?;
    match id.as_str() {
        "1.2.840.113549.1.5.12" => {}
        "1.3.6.1.4.1.11591.4.11" => return Ok((scrypt(whole, parameters)?, None)),
        other => return Err(unsupported(other)),
    }
    // PBKDF2-params (RFC 8018, A.2).
    let mut fields = Cursor::new(whole, sequence(parameters)?.content);
    let salt = next(&mut fields, OCTET_STRING)?.content.to_vec();
    let rounds = number(next(&mut fields, INTEGER)?.content)?;
    let (mut length, mut digest) = (None, DigestAlgorithm::Sha1);
    while let Ok(field) = fields.next("") {
        if field.is(INTEGER) {
            length = usize::try_from(number(field.content)?).ok();
        } else if field.is(SEQUENCE) {
            digest = hmac(identifier(whole, field)?.0.as_str())?;
        }
    }
    Ok((Kdf::Pbkdf2 { digest, salt, rounds }, length))
}

/// scrypt-params (RFC 7914, 7.1).
fn scrypt(whole: &[u8], parameters: Option<Value<'_>>) -> Result<Kdf, Refusal> {
    let mut fields = Cursor::new(whole, sequence(parameters)?.content);
    let salt = next(&mut fields, OCTET_STRING)?.content.to_vec();
    let mut count = || number(next(&mut fields, INTEGER)?.content);
    Ok(Kdf::Scrypt { salt, n: count()?, r: count()?, p: count()? })
}

/// The digest of an HMAC (RFC 8018, B.1.2).
fn hmac(id: &str) -> Result<DigestAlgorithm, Refusal> {
    Ok(match id {
        "1.2.840.113549.2.7" => DigestAlgorithm::Sha1,
        "1.2.840.113549.2.8" => DigestAlgorithm::Sha224,
        "1.2.840.113549.2.9" => DigestAlgorithm::Sha256,
        "1.2.840.113549.2.10" => DigestAlgorithm::Sha384,
        "1.2.840.113549.2.11" => DigestAlgorithm::Sha512,
        other => return Err(unsupported(other)),
    })
}

/// MacData (RFC 7292, 4): the MAC, and the value it must have.
pub(super) fn mac(whole: &[u8], data: Value<'_>) -> Result<(Mac, Vec<u8>), Refusal> {
    let mut fields = Cursor::new(whole, data.content);
    let info = next(&mut fields, SEQUENCE)?;
    let mut inside = Cursor::new(whole, info.content);
    let (id, parameters) = identifier(whole, next(&mut inside, SEQUENCE)?)?;
    let expected = next(&mut inside, OCTET_STRING)?.content.to_vec();
    let digest = match id.as_str() {
        "1.2.840.113549.2.5" => DigestAlgorithm::Md5,
        "1.3.14.3.2.26" => DigestAlgorithm::Sha1,
        "2.16.840.1.101.3.4.2.4" => DigestAlgorithm::Sha224,
        "2.16.840.1.101.3.4.2.1" => DigestAlgorithm::Sha256,
        "2.16.840.1.101.3.4.2.2" => DigestAlgorithm::Sha384,
        "2.16.840.1.101.3.4.2.3" => DigestAlgorithm::Sha512,
        // PBMAC1-params (RFC 8018, A.5); what follows in MacData is ignored (RFC 9579, 5).
        "1.2.840.113549.1.5.14" => {
            let mut fields = Cursor::new(whole, sequence(parameters)?.content);
            let (kdf, length) = kdf(whole, next(&mut fields, SEQUENCE)?)?;
            let digest = hmac(identifier(whole, next(&mut fields, SEQUENCE)?)?.0.as_str())?;
            // RFC 9579, 5: the key length must be given.
            let length = length.filter(|length| (1..=128).contains(length));
            let length = length.ok_or_else(|| damaged("The key length of PBMAC1"))?;
            return Ok((Mac::Pbmac1 { kdf, digest, length }, expected));
        }
        other => return Err(unsupported(other)),
    };
    let salt = next(&mut fields, OCTET_STRING)?.content.to_vec();
    let rounds = match fields.next("") {
        Ok(rounds) => number(rounds.content)?,
        Err(_) => 1,
    };
    Ok((Mac::Pkcs12 { digest, salt, rounds }, expected))
}

/// PBEParameter (RFC 8018, A.3; RFC 7292, C).
fn salt_and_rounds(whole: &[u8], parameters: Option<Value<'_>>) -> Result<(Vec<u8>, u64), Refusal> {
    let mut fields = Cursor::new(whole, sequence(parameters)?.content);
    let salt = next(&mut fields, OCTET_STRING)?.content.to_vec();
    Ok((salt, number(next(&mut fields, INTEGER)?.content)?))
}

/// The salt and the rounds of an algorithm that has just these (JCEKS).
pub(super) fn pbe_parameters(
    whole: &[u8],
    algorithm: Value<'_>,
) -> Result<(Vec<u8>, u64), Refusal> {
    salt_and_rounds(whole, identifier(whole, algorithm)?.1)
}

fn identifier<'a>(
    whole: &'a [u8],
    value: Value<'a>,
) -> Result<(crate::model::Oid, Option<Value<'a>>), Refusal> {
    parts(whole, value).map_err(|_| damaged("The algorithm"))
}

fn next<'a>(fields: &mut Cursor<'a>, tag: u32) -> Result<Value<'a>, Refusal> {
    fields.expect(tag, "A parameter").map_err(|problem| Refusal::Damaged(problem.message))
}

fn sequence(value: Option<Value<'_>>) -> Result<Value<'_>, Refusal> {
    value.filter(|value| value.is(SEQUENCE)).ok_or_else(|| damaged("The parameters"))
}

/// A number that is not negative; one too large for 64 bits is as large as can be.
fn number(content: &[u8]) -> Result<u64, Refusal> {
    match content.first() {
        Some(first) if first & 0x80 == 0 => Ok(content
            .iter()
            .fold(0u64, |sum, byte| sum.saturating_mul(256).saturating_add(u64::from(*byte)))),
        _ => Err(damaged("A number")),
    }
}

fn damaged(what: &str) -> Refusal {
    Refusal::Damaged(format!("{what} of the encryption could not be read."))
}

/// Algorithms known by name only.
fn unsupported(oid: &str) -> Refusal {
    let name = match oid {
        "1.2.840.113549.1.5.1" => "PBES1 with MD2 and DES",
        "1.2.840.113549.1.5.4" => "PBES1 with MD2 and RC2",
        "1.2.840.113549.2.12" => "HMAC-SHA-512/224",
        "1.2.840.113549.2.13" => "HMAC-SHA-512/256",
        "2.16.840.1.101.3.4.2.13" => "HMAC-SHA3-224",
        "2.16.840.1.101.3.4.2.14" => "HMAC-SHA3-256",
        "2.16.840.1.101.3.4.2.15" => "HMAC-SHA3-384",
        "2.16.840.1.101.3.4.2.16" => "HMAC-SHA3-512",
        "2.16.840.1.101.3.4.1.1" | "2.16.840.1.101.3.4.1.21" | "2.16.840.1.101.3.4.1.41" => {
            "AES in ECB mode"
        }
        "2.16.840.1.101.3.4.1.26" => "AES-192-GCM",
        "1.2.392.200011.61.1.1.1.2" => "Camellia-128-CBC",
        "1.2.392.200011.61.1.1.1.3" => "Camellia-192-CBC",
        "1.2.392.200011.61.1.1.1.4" => "Camellia-256-CBC",
        "1.2.410.200046.1.1.2" => "ARIA-128-CBC",
        "1.2.410.200046.1.1.7" => "ARIA-192-CBC",
        "1.2.410.200046.1.1.12" => "ARIA-256-CBC",
        "1.2.410.200004.1.4" => "SEED-CBC",
        "1.2.156.10197.1.104.2" => "SM4-CBC",
        "1.2.156.10197.1.401.2" => "HMAC-SM3",
        "1.2.840.113549.3.4" => "RC4",
        "1.2.840.113549.3.9" => "RC5-CBC",
        "1.3.6.1.4.1.3029.1.2" => "Blowfish-CBC",
        "1.2.643.2.2.21" => "GOST 28147-89",
        "1.2.643.7.1.1.4.2" => "GOST R 34.11-2012 (HMAC)",
        other => return Refusal::Unsupported(format!("the algorithm {other}")),
    };
    Refusal::Unsupported(name.into())
}
