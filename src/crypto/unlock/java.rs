//! The protections of Java's own keystores, JKS and JCEKS. No standard describes them; the source
//! of OpenJDK does (`sun.security.provider.KeyProtector`, `com.sun.crypto.provider`).

use zeroize::Zeroizing;

use super::hash::{digest as digest_of, hasher};
use super::{Cipher, Effort, Refusal, Secret, cipher};
use crate::model::DigestAlgorithm;

/// Opens a key of a JKS keystore: salt (20 bytes), the key under a stream of SHA-1, and the SHA-1
/// of password and key.
pub fn open_jks(password: &str, data: &[u8]) -> Result<Secret, Refusal> {
    let cut = || Refusal::Damaged("The key is shorter than its salt and its digest.".into());
    let (salt, rest) = data.split_at_checked(20).ok_or_else(cut)?;
    let length = rest.len().checked_sub(20).ok_or_else(cut)?;
    let (data, expected) = rest.split_at_checked(length).ok_or_else(cut)?;
    let password = utf16(password);
    let mut hash = hasher(DigestAlgorithm::Sha1)?;
    let mut key = Secret::new(data.to_vec());
    let mut stream = Secret::new(salt.to_vec());
    for part in key.chunks_mut(20) {
        stream = digest_of(hash.as_mut(), &[&password, &stream]);
        for (byte, mask) in part.iter_mut().zip(stream.iter()) {
            *byte ^= mask;
        }
    }
    if digest_of(hash.as_mut(), &[&password, &key]).as_slice() == expected {
        Ok(key)
    } else {
        Err(Refusal::WrongPassword)
    }
}

/// Opens a key of a JCEKS keystore: 3DES-CBC with key and vector from MD5, each half of the salt on
/// its own (`PBES1Core`, `PBEWithMD5AndTripleDES`).
pub fn open_jceks(
    password: &str,
    salt: &[u8],
    rounds: u64,
    data: &[u8],
    effort: &mut Effort<'_>,
) -> Result<Secret, Refusal> {
    let salt: [u8; 8] = salt
        .try_into()
        .map_err(|_| Refusal::Damaged("The salt of the key is not 8 bytes long.".into()))?;
    effort.spend(rounds.max(1), 2, "The key derivation of JCEKS")?;
    let [a, b, c, d, rest @ ..] = salt;
    // PBES1Core.deriveCipherKey: equal halves would give equal keys, so the first one is turned
    // round — with a slip of the pen that has to be followed.
    let first = if [a, b, c, d] == rest { [d, a, b, d] } else { [a, b, c, d] };
    // PBEKey keeps seven bits of each character.
    let text: Zeroizing<Vec<u8>> =
        Zeroizing::new(password.encode_utf16().map(|unit| (unit & 0x7F) as u8).collect());
    let mut hash = hasher(DigestAlgorithm::Md5)?;
    let mut derived = Secret::new(Vec::with_capacity(32));
    for half in [first, rest] {
        let mut part = digest_of(hash.as_mut(), &[&half, &text]);
        for _ in 1..rounds {
            part = digest_of(hash.as_mut(), &[&part, &text]);
        }
        derived.extend_from_slice(&part);
    }
    let (key, iv) = derived.split_at_checked(24).unwrap_or_default();
    cipher::decrypt(Cipher::TripleDesCbc, key, iv, data)
}

/// The digest at the end of both keystores: SHA-1 of password, a fixed phrase and all before it.
pub fn integrity(password: &str, content: &[u8]) -> Option<[u8; 20]> {
    let mut hash = hasher(DigestAlgorithm::Sha1).ok()?;
    let sum = digest_of(hash.as_mut(), &[&utf16(password), b"Mighty Aphrodite", content]);
    sum.as_slice().try_into().ok()
}

fn utf16(password: &str) -> Secret {
    Zeroizing::new(password.encode_utf16().flat_map(u16::to_be_bytes).collect())
}
