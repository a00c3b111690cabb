//! What a password opens: key derivation, decryption and integrity checks.
//!
//! [`Scheme`] says how bytes are protected, [`Mac`] how a PKCS#12 file is authenticated; both are
//! plain data that `decode` fills in. The work is bounded by an [`Effort`] that the caller hands
//! through, and every secret made here is wiped when it is dropped.

mod cipher;
mod derive;
mod hash;
mod java;
mod pbkdf2;
mod scheme;
mod ssh;

use zeroize::Zeroizing;

pub use cipher::Cipher;
pub use java::{integrity as keystore_integrity, open_jceks, open_jks};
pub use scheme::{Kdf, Mac, Scheme, Spelling};
pub use ssh::open as open_ssh;

/// Bytes that are wiped when dropped.
pub type Secret = Zeroizing<Vec<u8>>;

/// Why something stays closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The password does not fit.
    WrongPassword,
    /// An algorithm that is not computed here, by name.
    Unsupported(String),
    /// More work is asked for than is done for one source; a sentence.
    TooMuch(String),
    /// The bytes are not what they say they are; a sentence.
    Damaged(String),
}

/// Rounds of a hash that are computed for one source, all its parts and passwords together. At the
/// speed of WebAssembly this is about half a minute.
pub const MAX_ROUNDS: u64 = 20_000_000;
/// The memory scrypt may ask for (bytes).
pub const MAX_MEMORY: u64 = 128 << 20;

/// The work that is left for a source, and who is told how it goes on.
pub struct Effort<'a> {
    left: &'a mut u64,
    tick: &'a mut dyn FnMut(u64, u64),
}

impl<'a> Effort<'a> {
    /// `left` begins as [`MAX_ROUNDS`] and is counted down; `tick` is told how many rounds of the
    /// derivation under way are done, and of how many.
    pub fn new(left: &'a mut u64, tick: &'a mut dyn FnMut(u64, u64)) -> Self {
        Self { left, tick }
    }

    /// Books `rounds` before they are computed: `blocks` times over, for `what`.
    fn spend(&mut self, rounds: u64, blocks: u64, what: &str) -> Result<(), Refusal> {
        if rounds > MAX_ROUNDS {
            return Err(Refusal::TooMuch(format!(
                "{what} asks for {} rounds; at most {} are computed here.",
                grouped(rounds),
                grouped(MAX_ROUNDS)
            )));
        }
        match self.left.checked_sub(rounds.saturating_mul(blocks)) {
            Some(left) => *self.left = left,
            None => {
                return Err(Refusal::TooMuch(format!(
                    "The limit of {} rounds for one source is reached: {what} asks for {} more.",
                    grouped(MAX_ROUNDS),
                    grouped(rounds)
                )));
            }
        }
        Ok(())
    }

    fn tell(&mut self, done: u64, total: u64) {
        (self.tick)(done, total);
    }
}

/// A number with its thousands set apart: `600,000`.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len().saturating_mul(2));
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && digits.len().saturating_sub(at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped() {
        assert_eq!((grouped(1), grouped(2048)), ("1".into(), "2,048".into()));
        assert_eq!(grouped(2_147_483_648), "2,147,483,648");
    }

    #[test]
    fn the_limit_holds_for_one_derivation_and_for_all_together() {
        let mut left = MAX_ROUNDS;
        let mut tick = |_, _| {};
        let mut effort = Effort::new(&mut left, &mut tick);
        assert!(matches!(effort.spend(1 << 31, 1, "PBKDF2"),
            Err(Refusal::TooMuch(why)) if why.contains("2,147,483,648") && why.contains("20,000,000")));
        assert_eq!(effort.spend(MAX_ROUNDS / 2, 2, "PBKDF2"), Ok(()));
        assert!(matches!(effort.spend(1, 1, "PBKDF2"), Err(Refusal::TooMuch(_))));
    }
}
