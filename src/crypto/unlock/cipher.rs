//! Decryption with a derived key.

use aes_gcm::aead::{AeadInOut, Nonce, Tag};
use cbc::cipher::block_padding::Pkcs7;
use cbc::cipher::{BlockCipherDecrypt, BlockModeDecrypt, InnerIvInit, KeyInit, StreamCipher};
use rc2::Rc2;

use super::{Cipher, Refusal, Secret};

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
