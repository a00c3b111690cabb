//! Decryption and encryption with a derived key.

use aes_gcm::aead::{AeadInOut, Nonce, Tag};
use cbc::cipher::block_padding::Pkcs7;
use cbc::cipher::{
    BlockCipherDecrypt, BlockCipherEncrypt, BlockModeDecrypt, BlockModeEncrypt, InnerIvInit,
    KeyInit, StreamCipher,
};
use rc2::Rc2;

use super::{Refusal, Secret};

/// Ciphers met in key files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Cipher {
    Aes128Cbc,
    Aes192Cbc,
    Aes256Cbc,
    /// With a tag of 16 bytes behind what is encrypted.
    Aes128Gcm,
    /// With a tag of 16 bytes behind what is encrypted.
    Aes256Gcm,
    DesCbc,
    TwoKeyTripleDesCbc,
    TripleDesCbc,
    /// `bits` is the effective key length (RFC 2268, 2), `key` the bytes derived.
    Rc2Cbc {
        key: usize,
        bits: usize,
    },
    Rc4 {
        key: usize,
    },
}

impl Cipher {
    /// `AES-256-CBC`.
    pub fn name(self) -> String {
        match self {
            Cipher::Aes128Cbc => "AES-128-CBC".into(),
            Cipher::Aes192Cbc => "AES-192-CBC".into(),
            Cipher::Aes256Cbc => "AES-256-CBC".into(),
            Cipher::Aes128Gcm => "AES-128-GCM".into(),
            Cipher::Aes256Gcm => "AES-256-GCM".into(),
            Cipher::DesCbc => "DES-CBC".into(),
            Cipher::TwoKeyTripleDesCbc => "3DES-CBC with two keys".into(),
            Cipher::TripleDesCbc => "3DES-CBC".into(),
            Cipher::Rc2Cbc { bits, .. } => format!("RC2-CBC with {bits} bits"),
            Cipher::Rc4 { key } => format!("RC4 with {} bits", key.saturating_mul(8)),
        }
    }

    /// Whether OpenSSL 3 has it only in its legacy provider (OSSL_PROVIDER-legacy(7)).
    pub fn is_legacy(self) -> bool {
        matches!(self, Cipher::Rc2Cbc { .. } | Cipher::Rc4 { .. } | Cipher::DesCbc)
    }

    /// Bytes of the key.
    pub(super) fn key_size(self) -> usize {
        match self {
            Cipher::Aes128Cbc | Cipher::Aes128Gcm | Cipher::TwoKeyTripleDesCbc => 16,
            Cipher::Aes192Cbc | Cipher::TripleDesCbc => 24,
            Cipher::Aes256Cbc | Cipher::Aes256Gcm => 32,
            Cipher::DesCbc => 8,
            Cipher::Rc2Cbc { key, .. } | Cipher::Rc4 { key } => key,
        }
    }

    /// Bytes of the initialisation vector.
    pub(super) fn iv_size(self) -> usize {
        match self {
            Cipher::Aes128Cbc | Cipher::Aes192Cbc | Cipher::Aes256Cbc => 16,
            Cipher::Aes128Gcm | Cipher::Aes256Gcm => 12,
            Cipher::DesCbc
            | Cipher::TwoKeyTripleDesCbc
            | Cipher::TripleDesCbc
            | Cipher::Rc2Cbc { .. } => 8,
            Cipher::Rc4 { .. } => 0,
        }
    }
}

/// Decrypts and takes the padding off. What does not come out well was encrypted with another key.
pub(super) fn decrypt(
    cipher: Cipher,
    key: &[u8],
    iv: &[u8],
    data: &[u8],
) -> Result<Secret, Refusal> {
    let length = || Refusal::Damaged(format!("The key or vector of {} is no good.", cipher.name()));
    if iv.len() != cipher.iv_size() || key.len() != cipher.key_size() {
        return Err(length());
    }
    match cipher {
        Cipher::Aes128Cbc => cbc(aes::Aes128::new_from_slice(key).map_err(|_| length())?, iv, data),
        Cipher::Aes192Cbc => cbc(aes::Aes192::new_from_slice(key).map_err(|_| length())?, iv, data),
        Cipher::Aes256Cbc => cbc(aes::Aes256::new_from_slice(key).map_err(|_| length())?, iv, data),
        Cipher::DesCbc => cbc(des::Des::new_from_slice(key).map_err(|_| length())?, iv, data),
        Cipher::TwoKeyTripleDesCbc => {
            cbc(des::TdesEde2::new_from_slice(key).map_err(|_| length())?, iv, data)
        }
        Cipher::TripleDesCbc => {
            cbc(des::TdesEde3::new_from_slice(key).map_err(|_| length())?, iv, data)
        }
        Cipher::Rc2Cbc { bits, .. } => cbc(Rc2::new_with_eff_key_len(key, bits), iv, data),
        Cipher::Rc4 { .. } => {
            let mut plain = Secret::new(data.to_vec());
            rc4::Rc4::new_from_slice(key).map_err(|_| length())?.apply_keystream(&mut plain);
            Ok(plain)
        }
        Cipher::Aes128Gcm => {
            gcm(aes_gcm::Aes128Gcm::new_from_slice(key).map_err(|_| length())?, iv, data)
        }
        Cipher::Aes256Gcm => {
            gcm(aes_gcm::Aes256Gcm::new_from_slice(key).map_err(|_| length())?, iv, data)
        }
    }
}

/// Pads and encrypts, with the ciphers that are written: AES-256 and 3DES.
pub(super) fn encrypt(
    cipher: Cipher,
    key: &[u8],
    iv: &[u8],
    plain: &[u8],
) -> Result<Secret, Refusal> {
    let length = || Refusal::Damaged(format!("The key or vector of {} is no good.", cipher.name()));
    match cipher {
        Cipher::Aes256Cbc => {
            sealed(aes::Aes256::new_from_slice(key).map_err(|_| length())?, iv, plain)
        }
        Cipher::TripleDesCbc => {
            sealed(des::TdesEde3::new_from_slice(key).map_err(|_| length())?, iv, plain)
        }
        other => Err(Refusal::Unsupported(other.name())),
    }
}

fn sealed<C: BlockCipherEncrypt>(cipher: C, iv: &[u8], plain: &[u8]) -> Result<Secret, Refusal> {
    let no_good = |_| Refusal::Damaged("The initialisation vector has another length.".into());
    let mode = cbc::Encryptor::<C>::inner_iv_slice_init(cipher, iv).map_err(no_good)?;
    let mut data = Secret::new(Vec::with_capacity(plain.len().saturating_add(C::block_size())));
    data.extend_from_slice(plain);
    data.resize(plain.len().saturating_add(C::block_size()), 0);
    let none = |_| Refusal::Damaged("There is no room for the padding.".into());
    let length = mode.encrypt_padded::<Pkcs7>(&mut data, plain.len()).map_err(none)?.len();
    data.truncate(length);
    Ok(data)
}

fn cbc<C: BlockCipherDecrypt>(cipher: C, iv: &[u8], data: &[u8]) -> Result<Secret, Refusal> {
    if data.is_empty() || !data.len().is_multiple_of(C::block_size()) {
        return Err(Refusal::Damaged("What is encrypted is no whole number of blocks.".into()));
    }
    let mode = cbc::Decryptor::<C>::inner_iv_slice_init(cipher, iv)
        .map_err(|_| Refusal::Damaged("The initialisation vector has another length.".into()))?;
    let mut plain = Secret::new(data.to_vec());
    let length =
        mode.decrypt_padded::<Pkcs7>(&mut plain).map_err(|_| Refusal::WrongPassword)?.len();
    plain.truncate(length);
    Ok(plain)
}

fn gcm<A: AeadInOut>(cipher: A, nonce: &[u8], data: &[u8]) -> Result<Secret, Refusal> {
    let cut = || Refusal::Damaged("What is encrypted is shorter than its tag.".into());
    let (data, tag) = data.split_at_checked(data.len().saturating_sub(16)).ok_or_else(cut)?;
    let nonce = Nonce::<A>::try_from(nonce).map_err(|_| cut())?;
    let tag = Tag::<A>::try_from(tag).map_err(|_| cut())?;
    let mut plain = Secret::new(data.to_vec());
    cipher
        .decrypt_inout_detached(&nonce, &[], plain.as_mut_slice().into(), &tag)
        .map_err(|_| Refusal::WrongPassword)?;
    Ok(plain)
}
