//! Encrypted OpenSSH keys (OpenSSH, PROTOCOL.key): bcrypt_pbkdf and the ciphers ssh-keygen offers.

use ssh_cipher::Cipher;

use super::{Effort, Refusal, Secret};

/// What one round of bcrypt_pbkdf for one block costs, in rounds of a hash: measured, 4.5 ms beside
/// 0.2 µs of PBKDF2 with HMAC-SHA-256.
const BCRYPT_COST: u64 = 22_000;
/// The length of the tag of both authenticated ciphers.
const TAG: usize = 16;

/// Decrypts the private part of an OpenSSH key; `tag` is what stands behind it, if anything.
pub fn open(
    name: &str,
    salt: &[u8],
    rounds: u32,
    password: &str,
    (data, tag): (&[u8], &[u8]),
    effort: &mut Effort<'_>,
) -> Result<Secret, Refusal> {
    let unknown = || Refusal::Unsupported(format!("the SSH cipher {name}"));
    let cipher = cipher(name).ok_or_else(unknown)?;
    let (key_size, iv_size) = cipher.key_and_iv_size().ok_or_else(unknown)?;
    // OpenSSH derives two keys for chacha20-poly1305, of which only the first encrypts here, and no
    // vector: the number of the packet stands in for it, and is zero (sshkey.c, cipher-chachapoly.c).
    let packet = cipher == Cipher::ChaCha20Poly1305;
    let size = if packet { 64 } else { key_size.saturating_add(iv_size) };
    let blocks = size.div_ceil(32) as u64;
    let cost = u64::from(rounds).saturating_mul(BCRYPT_COST);
    if effort.spend(cost, blocks, "").is_err() {
        return Err(Refusal::TooMuch(format!(
            "bcrypt_pbkdf asks for {} rounds; that is more than is computed here.",
            super::grouped(u64::from(rounds))
        )));
    }
    let damaged = || Refusal::Damaged("The parameters of bcrypt_pbkdf are impossible.".into());
    if password.is_empty() {
        return Err(Refusal::WrongPassword);
    }
    let mut derived = Secret::new(vec![0; size]);
    bcrypt_pbkdf::bcrypt_pbkdf(password, salt, rounds, &mut derived).map_err(|_| damaged())?;
    effort.tell(cost, cost);
    let (key, rest) = derived.split_at_checked(key_size).ok_or_else(damaged)?;
    let iv = if packet { &[0; 8] } else { rest };
    let tag: Option<[u8; TAG]> = if cipher.has_tag() { tag.try_into().ok() } else { None };
    let mut plain = Secret::new(data.to_vec());
    cipher.decrypt(key, iv, &mut plain, tag.map(Into::into)).map_err(|fault| match fault {
        ssh_cipher::Error::Crypto => Refusal::WrongPassword,
        ssh_cipher::Error::UnsupportedCipher(_) => unknown(),
        _ => Refusal::Damaged("What is encrypted is no whole number of blocks.".into()),
    })?;
    Ok(plain)
}

/// The ciphers by their names (`ssh -Q cipher`); ssh-keygen -Z takes them all.
fn cipher(name: &str) -> Option<Cipher> {
    Some(match name {
        "3des-cbc" => Cipher::TdesCbc,
        "aes128-cbc" => Cipher::Aes128Cbc,
        "aes192-cbc" => Cipher::Aes192Cbc,
        "aes256-cbc" => Cipher::Aes256Cbc,
        "aes128-ctr" => Cipher::Aes128Ctr,
        "aes192-ctr" => Cipher::Aes192Ctr,
        "aes256-ctr" => Cipher::Aes256Ctr,
        "aes128-gcm@openssh.com" => Cipher::Aes128Gcm,
        "aes256-gcm@openssh.com" => Cipher::Aes256Gcm,
        "chacha20-poly1305@openssh.com" => Cipher::ChaCha20Poly1305,
        _ => return None,
    })
}
