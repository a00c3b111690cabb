//! Key derivations other than PBKDF2: PKCS#12, PBES1, scrypt, OpenSSL's old one.

use sha2::digest::DynDigest;
use zeroize::Zeroizing;

use super::hash::{block_size, digest as digest_of, hasher};
use super::{Effort, MAX_MEMORY, Refusal, Secret, grouped};
use crate::model::DigestAlgorithm;

/// What a derived PKCS#12 key is for (RFC 7292, B.3).
#[derive(Clone, Copy)]
pub(super) enum Use {
    Key = 1,
    Iv = 2,
    Mac = 3,
}

/// Rounds between two reports.
const STEP: u64 = 16_384;

/// The key derivation of PKCS#12 (RFC 7292, B.2). `password` is a BMPString with its end mark
/// (B.1), or nothing at all.
pub(super) fn pkcs12(
    digest: DigestAlgorithm,
    purpose: Use,
    password: &[u8],
    salt: &[u8],
    rounds: u64,
    length: usize,
    effort: &mut Effort<'_>,
) -> Result<Secret, Refusal> {
    let mut hash = hasher(digest)?;
    let block = block_size(digest);
    let blocks = length.div_ceil(hash.output_size());
    effort.spend(rounds.max(1), blocks as u64, "The key derivation of PKCS#12")?;
    let diversifier = vec![purpose as u8; block];
    // Steps 2 to 4: salt and password, each repeated to whole blocks.
    let mut input = Secret::new(repeated(salt, block));
    input.extend_from_slice(&Zeroizing::new(repeated(password, block)));
    let mut derived = Secret::new(Vec::with_capacity(blocks.saturating_mul(hash.output_size())));
    for index in 0..blocks {
        // Step 6 A.
        let mut sum = digest_of(hash.as_mut(), &[&diversifier, &input]);
        let mut done = 1u64;
        while done < rounds {
            again(hash.as_mut(), &mut sum);
            done = done.saturating_add(1);
            if done.is_multiple_of(STEP) {
                let before = rounds.saturating_mul(index as u64);
                effort.tell(before.saturating_add(done), rounds.saturating_mul(blocks as u64));
            }
        }
        derived.extend_from_slice(&sum);
        // Steps 6 B and C: every block of the input plus the sum plus one.
        let addend = Zeroizing::new(repeated(&sum, block));
        for part in input.chunks_mut(block) {
            let mut carry = 1u16;
            for (place, byte) in part.iter_mut().zip(addend.iter()).rev() {
                let [high, low] = u16::from(*place)
                    .saturating_add(u16::from(*byte))
                    .saturating_add(carry)
                    .to_be_bytes();
                *place = low;
                carry = u16::from(high);
            }
        }
    }
    derived.truncate(length);
    Ok(derived)
}

/// The digest of a digest, in its place.
fn again(hash: &mut dyn DynDigest, sum: &mut Secret) {
    hash.update(sum);
    // It is as long as it has to be: the same digest made it.
    let _ = hash.finalize_into_reset(sum);
}

/// `bytes` over and over to whole blocks, the last copy cut; nothing stays nothing.
fn repeated(bytes: &[u8], block: usize) -> Vec<u8> {
    let length = if bytes.is_empty() { 0 } else { bytes.len().next_multiple_of(block) };
    bytes.iter().copied().cycle().take(length).collect()
}

/// PBKDF1 (RFC 8018, 5.1), which gives no more bytes than its digest has.
pub(super) fn pbkdf1(
    digest: DigestAlgorithm,
    password: &[u8],
    salt: &[u8],
    rounds: u64,
    effort: &mut Effort<'_>,
) -> Result<Secret, Refusal> {
    effort.spend(rounds.max(1), 1, "PBKDF1")?;
    let mut hash = hasher(digest)?;
    let mut key = digest_of(hash.as_mut(), &[password, salt]);
    for _ in 1..rounds {
        again(hash.as_mut(), &mut key);
    }
    Ok(key)
}

/// OpenSSL's EVP_BytesToKey with MD5 and one round, as its encrypted PEM uses it.
pub(super) fn bytes_to_key(password: &[u8], salt: &[u8], length: usize) -> Result<Secret, Refusal> {
    let mut hash = hasher(DigestAlgorithm::Md5)?;
    let mut derived = Secret::new(Vec::with_capacity(length.saturating_add(16)));
    let mut last = Secret::default();
    while derived.len() < length {
        last = digest_of(hash.as_mut(), &[&last, password, salt]);
        derived.extend_from_slice(&last);
    }
    derived.truncate(length);
    Ok(derived)
}

/// scrypt (RFC 7914).
pub(super) fn scrypt(
    password: &[u8],
    salt: &[u8],
    (n, r, p): (u64, u64, u64),
    length: usize,
    effort: &mut Effort<'_>,
) -> Result<Secret, Refusal> {
    let memory = n.saturating_mul(r).saturating_mul(128);
    if memory > MAX_MEMORY {
        return Err(Refusal::TooMuch(format!(
            "scrypt asks for {} MB of memory; at most {} MB are given here.",
            grouped(memory >> 20),
            MAX_MEMORY >> 20
        )));
    }
    let odd = || Refusal::Damaged("The parameters of scrypt are impossible.".into());
    if !n.is_power_of_two() || n < 2 {
        return Err(odd());
    }
    // Each of N steps mixes 2r blocks of 64 bytes, twice: as dear as 4r rounds of a hash.
    let rounds = n.saturating_mul(r).saturating_mul(p).saturating_mul(4);
    effort.spend(rounds, 1, "scrypt")?;
    let small = |number: u64| u32::try_from(number).map_err(|_| odd());
    let log = u8::try_from(n.trailing_zeros()).map_err(|_| odd())?;
    let parameters = scrypt::Params::new(log, small(r)?, small(p)?).map_err(|_| odd())?;
    let mut derived = Secret::new(vec![0; length]);
    scrypt::scrypt(password, salt, &parameters, &mut derived).map_err(|_| odd())?;
    effort.tell(rounds, rounds);
    Ok(derived)
}
