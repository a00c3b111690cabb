//! PBKDF2 (RFC 8018, 5.2) at the speed of its compression function.
//!
//! The crates `hmac` and `pbkdf2` buffer, copy and pad in every round and cannot say how far they
//! are. Here both halves of the HMAC key are absorbed once, the padded message is a block that only
//! changes in front, and a round is two calls of the crate's compression function.

use zeroize::Zeroize;

use super::hash::{block_size, digest as digest_of, hasher, hmac};
use super::{Effort, Refusal, Secret};
use crate::model::DigestAlgorithm;

/// Rounds between two reports.
const STEP: u64 = 16_384;

/// Derives `length` bytes. Refuses at once what is beyond the effort.
pub(super) fn derive(
    digest: DigestAlgorithm,
    password: &[u8],
    salt: &[u8],
    rounds: u64,
    length: usize,
    effort: &mut Effort<'_>,
) -> Result<Secret, Refusal> {
    if rounds == 0 {
        return Err(Refusal::Damaged("PBKDF2 with no rounds at all is asked for.".into()));
    }
    let mut hash = hasher(digest)?;
    let blocks = length.div_ceil(hash.output_size());
    effort.spend(rounds, blocks as u64, "PBKDF2")?;
    // RFC 2104, 2: keys longer than a block are hashed first.
    let mut key = Secret::new(password.to_vec());
    if key.len() > block_size(digest) {
        key = digest_of(hash.as_mut(), &[password]);
    }
    let total = rounds.saturating_mul(blocks as u64);
    let mut done = 0u64;
    let mut tick = |rounds: u64| {
        done = done.saturating_add(rounds);
        effort.tell(done, total);
    };
    let mut derived = Secret::new(Vec::with_capacity(blocks.saturating_mul(hash.output_size())));
    for index in 1..=u32::try_from(blocks).unwrap_or(u32::MAX) {
        let mut block = hmac(digest, &key, &[salt, &index.to_be_bytes()])?;
        match digest {
            DigestAlgorithm::Sha1 => sha1(SHA1, &key, &mut block, rounds, &mut tick),
            DigestAlgorithm::Sha224 => sha256(SHA224, &key, &mut block, rounds, &mut tick),
            DigestAlgorithm::Sha256 => sha256(SHA256, &key, &mut block, rounds, &mut tick),
            DigestAlgorithm::Sha384 => sha512(SHA384, &key, &mut block, rounds, &mut tick),
            DigestAlgorithm::Sha512 => sha512(SHA512, &key, &mut block, rounds, &mut tick),
            DigestAlgorithm::Md2 | DigestAlgorithm::Md5 => {
                return Err(Refusal::Unsupported(format!("PBKDF2 with HMAC-{}", digest.name())));
            }
        }
        derived.extend_from_slice(&block);
    }
    derived.truncate(length);
    Ok(derived)
}

macro_rules! rounds_of {
    ($name:ident, $word:ty, $bytes:literal, $words:literal, $block:literal, $compress:path) => {
        /// Turns the first block U1 into U1 xor U2 xor … (RFC 8018, 5.2, step 3). `sum` is as long
        /// as the digest, `key` no longer than a block.
        fn $name(
            initial: [$word; $words],
            key: &[u8],
            sum: &mut [u8],
            rounds: u64,
            tick: &mut dyn FnMut(u64),
        ) {
            let mut inner = initial;
            let mut outer = initial;
            for (state, pad) in [(&mut inner, 0x36u8), (&mut outer, 0x5C)] {
                let mut block = [pad; $block];
                for (place, byte) in block.iter_mut().zip(key) {
                    *place ^= byte;
                }
                $compress(state, &[block]);
                block.zeroize();
            }
            // The message, its end mark, and its length in bits with the key's block before it
            // (FIPS 180-4, 5.1).
            let mut block = [0u8; $block];
            for (place, byte) in block.iter_mut().zip(sum.iter().chain(&[0x80])) {
                *place = *byte;
            }
            let bits = sum.len().saturating_add($block).saturating_mul(8) as u64;
            for (place, byte) in block.iter_mut().rev().zip(bits.to_be_bytes().iter().rev()) {
                *place = *byte;
            }
            let mut total = [0; $words];
            let words = sum.len() / $bytes;
            for (word, bytes) in total.iter_mut().zip(sum.as_chunks::<$bytes>().0) {
                *word = <$word>::from_be_bytes(*bytes);
            }
            let mut left = rounds.saturating_sub(1);
            while left > 0 {
                let step = left.min(STEP);
                for _ in 0..step {
                    let mut state = inner;
                    $compress(&mut state, &[block]);
                    write(&mut block, &state, words);
                    state = outer;
                    $compress(&mut state, &[block]);
                    write(&mut block, &state, words);
                    for (sum, word) in total.iter_mut().zip(state) {
                        *sum ^= word;
                    }
                }
                left = left.saturating_sub(step);
                tick(step);
            }
            for (place, word) in sum.as_chunks_mut::<$bytes>().0.iter_mut().zip(total) {
                *place = word.to_be_bytes();
            }
            for state in [&mut inner, &mut outer, &mut total] {
                state.zeroize();
            }
            block.zeroize();

            fn write(block: &mut [u8; $block], state: &[$word; $words], words: usize) {
                let places = block.as_chunks_mut::<$bytes>().0.iter_mut();
                for (place, word) in places.zip(state).take(words) {
                    *place = word.to_be_bytes();
                }
            }
        }
    };
}

rounds_of!(sha1, u32, 4, 5, 64, sha1::block_api::compress);
rounds_of!(sha256, u32, 4, 8, 64, sha2::block_api::compress256);
rounds_of!(sha512, u64, 8, 8, 128, sha2::block_api::compress512);

// Initial hash values (FIPS 180-4, 5.3).
const SHA1: [u32; 5] = [0x6745_2301, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476, 0xc3d2_e1f0];
const SHA224: [u32; 8] = [
    0xc105_9ed8,
    0x367c_d507,
    0x3070_dd17,
    0xf70e_5939,
    0xffc0_0b31,
    0x6858_1511,
    0x64f9_8fa7,
    0xbefa_4fa4,
];
const SHA256: [u32; 8] = [
    0x6a09_e667,
    0xbb67_ae85,
    0x3c6e_f372,
    0xa54f_f53a,
    0x510e_527f,
    0x9b05_688c,
    0x1f83_d9ab,
    0x5be0_cd19,
];
const SHA384: [u64; 8] = [
    0xcbbb_9d5d_c105_9ed8,
    0x629a_292a_367c_d507,
    0x9159_015a_3070_dd17,
    0x152f_ecd8_f70e_5939,
    0x6733_2667_ffc0_0b31,
    0x8eb4_4a87_6858_1511,
    0xdb0c_2e0d_64f9_8fa7,
    0x47b5_481d_befa_4fa4,
];
const SHA512: [u64; 8] = [
    0x6a09_e667_f3bc_c908,
    0xbb67_ae85_84ca_a73b,
    0x3c6e_f372_fe94_f82b,
    0xa54f_f53a_5f1d_36f1,
    0x510e_527f_ade6_82d1,
    0x9b05_688c_2b3e_6c1f,
    0x1f83_d9ab_fb41_bd6b,
    0x5be0_cd19_137e_2179,
];

#[cfg(test)]
mod tests {
    use super::super::MAX_ROUNDS;
    use super::*;

    fn key(digest: DigestAlgorithm, password: &str, salt: &str, rounds: u64, n: usize) -> String {
        let (mut left, mut told) = (MAX_ROUNDS, (0, 0));
        let mut tick = |done, total| told = (done, total);
        let mut effort = Effort::new(&mut left, &mut tick);
        let key = derive(digest, password.as_bytes(), salt.as_bytes(), rounds, n, &mut effort);
        crate::model::hex(&key.unwrap())
    }

    #[test]
    fn the_vectors_of_the_standards() {
        use DigestAlgorithm::*;
        // RFC 6070, 2.
        assert_eq!(
            key(Sha1, "password", "salt", 1, 20),
            "0c60c80f961f0e71f3a9b524af6012062fe037a6"
        );
        assert_eq!(
            key(Sha1, "passwordPASSWORDpassword", "saltSALTsaltSALTsaltSALTsaltSALTsalt", 4096, 25),
            "3d2eec4fe41c849b80c8d83662c0e44a8b291a964cf2f07038"
        );
        // RFC 7914, 11.
        assert_eq!(
            key(Sha256, "Password", "NaCl", 80_000, 64),
            "4ddcd8f60b98be21830cee5ef22701f9641a4418d04c0414aeff08876b34ab56a1d425a1225833549adb841b51c9b3176a272bdebba1d078478f62b397f33c8d"
        );
    }

    #[test]
    fn every_digest_agrees_with_hmac_done_plainly_and_long_passwords_are_hashed() {
        use DigestAlgorithm::*;
        for digest in [Sha1, Sha224, Sha256, Sha384, Sha512] {
            for password in ["", "x", &"long ".repeat(40)] {
                let prf = |data: &[u8]| hmac(digest, password.as_bytes(), &[data]).unwrap();
                let mut last = prf(b"salt\0\0\0\x01");
                let mut sum = last.clone();
                for _ in 1..5 {
                    last = prf(&last);
                    sum.iter_mut().zip(last.iter()).for_each(|(sum, byte)| *sum ^= byte);
                }
                let size = sum.len();
                assert_eq!(key(digest, password, "salt", 5, size), crate::model::hex(&sum));
            }
        }
    }
}
