//! RSASSA-PSS whose mask is made with another digest than the message's (RFC 8017, 8.1.2 and
//! 9.1.2): in the full engine only, for it is rare, and the crate knows one digest for both.

use rsa::traits::PublicKeyParts;
use rsa::{BoxedUint, RsaPublicKey};

use crate::crypto::signature::{Check, hash, outcome};
use crate::model::DigestAlgorithm;

/// Checks a signature with the parameters digest, digest of the mask, length of the salt.
pub(super) fn verify(
    key: &RsaPublicKey,
    (digest, mask, salt): (DigestAlgorithm, DigestAlgorithm, usize),
    message: &[u8],
    signature: &[u8],
) -> Check {
    let Some(hashed) = hash(digest, message) else { return unknown(digest) };
    if hash(mask, &[]).is_none() {
        return unknown(mask);
    }
    outcome(|| {
        let encoded = opened(key, signature)?;
        let bits = usize::try_from(key.n().bits()).ok()?.checked_sub(1)?;
        holds(&encoded, bits, &hashed, (digest, mask, salt))
    })
}

fn unknown(digest: DigestAlgorithm) -> Check {
    Check::Unsupported(digest.name().into())
}

/// RSAVP1: as many bytes as the modulus has.
fn opened(key: &RsaPublicKey, signature: &[u8]) -> Option<Vec<u8>> {
    if signature.len() != key.size() {
        return None;
    }
    let number = BoxedUint::from_be_slice(signature, key.n_bits_precision()).ok()?;
    // RFC 8017, 5.2.2: what is no residue is refused, not reduced.
    if number >= **key.n() {
        return None;
    }
    let opened = rsa::hazmat::rsa_encrypt(key, &number).ok()?;
    let bytes = opened.to_be_bytes();
    let (before, encoded) = bytes.split_at(bytes.len().checked_sub(key.size())?);
    before.iter().all(|byte| *byte == 0).then(|| encoded.to_vec())
}

/// EMSA-PSS-VERIFY of an encoded message of that many bits.
fn holds(
    encoded: &[u8],
    bits: usize,
    hashed: &[u8],
    (digest, mask, salt): (DigestAlgorithm, DigestAlgorithm, usize),
) -> Option<()> {
    // Where the bits are a whole number of bytes, the encoded message is a byte shorter than the
    // modulus, and that byte is zero.
    let length = bits.div_ceil(8);
    let (before, encoded) = encoded.split_at_checked(encoded.len().checked_sub(length)?)?;
    let (masked, behind) =
        encoded.split_at_checked(length.checked_sub(hashed.len())?.checked_sub(1)?)?;
    let [seed @ .., 0xBC] = behind else { return None };
    let unused = length.checked_mul(8)?.checked_sub(bits)?;
    let keep = 0xFF_u8.checked_shr(u32::try_from(unused).ok()?)?;
    let first = masked.first()?;
    if before.iter().any(|byte| *byte != 0) || first & !keep != 0 {
        return None;
    }
    let mut block: Vec<u8> =
        masked.iter().zip(generated(mask, seed, masked.len())?).map(|(a, b)| a ^ b).collect();
    *block.first_mut()? &= keep;
    let zeros = block.len().checked_sub(salt)?.checked_sub(1)?;
    let (zero, rest) = block.split_at_checked(zeros)?;
    let [1, salted @ ..] = rest else { return None };
    let whole = [&[0; 8], hashed, salted].concat();
    let proved = zero.iter().all(|byte| *byte == 0) && hash(digest, &whole)? == seed;
    proved.then_some(())
}

/// MGF1 (RFC 8017, B.2.1).
fn generated(digest: DigestAlgorithm, seed: &[u8], length: usize) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(length);
    let mut counter = 0_u32;
    while out.len() < length {
        out.extend(hash(digest, &[seed, &counter.to_be_bytes()].concat())?);
        counter = counter.checked_add(1)?;
    }
    out.truncate(length);
    Some(out)
}
