//! What reading goes with in the full engine: passwords to try, and where private keys are kept.

use super::held::HeldKey;
use crate::crypto::unlock::{Effort, MAX_ROUNDS, Refusal, Secret};
use crate::decode::opener::{Opener, Progress};
use crate::input::{Password, Source};
use crate::model::PrivateKey;

/// Lives as long as one source is read.
pub struct Extra<'a> {
    passwords: &'a [Password],
    /// Rounds left for all of the source.
    left: u64,
    /// Where private keys go that are to be kept; `None`: they are forgotten.
    pub(super) keys: Option<&'a mut Vec<HeldKey>>,
}

impl<'a> Extra<'a> {
    pub(super) fn new(source: &'a Source) -> Self {
        Self { passwords: &source.passwords, left: MAX_ROUNDS, keys: None }
    }
}

impl<'a> Opener<'a> {
    /// The passwords given for the source.
    pub fn passwords(&self) -> &'a [Password] {
        self.extra.passwords
    }

    /// Notes that a password opened something.
    pub fn fits(&self, text: &str) {
        self.extra.passwords.iter().filter(|it| it.text() == text).for_each(Password::set_fit);
    }

    /// Keeps a key that was read, where keys are kept: `make` writes it as PKCS#8.
    pub fn keep(&mut self, key: &PrivateKey, name: &str, make: impl FnOnce() -> Option<Secret>) {
        // A damaged key is of no use to any program.
        if let Some(keys) = self.extra.keys.as_mut()
            && key.fault.is_empty()
            && let Some(pkcs8) = make()
        {
            keys.push(HeldKey::new(key, name, pkcs8));
        }
    }

    /// Does work that a password needs, within what is left.
    pub fn work<T>(&mut self, work: impl FnOnce(&mut Effort<'_>) -> T) -> T {
        let mut tick = |done, total| (self.progress)(Progress::Rounds { done, total });
        work(&mut Effort::new(&mut self.extra.left, &mut tick))
    }

    /// Tries the passwords given, in order, until one fits or trying is in vain.
    pub fn attempt<T>(
        &mut self,
        mut open: impl FnMut(&str, &mut Effort<'_>) -> Result<T, Refusal>,
    ) -> Result<T, Refusal> {
        let passwords = self.extra.passwords;
        for password in passwords {
            match self.work(|effort| open(password.text(), effort)) {
                Err(Refusal::WrongPassword) => {}
                done => {
                    if done.is_ok() {
                        password.set_fit();
                    }
                    return done;
                }
            }
        }
        Err(Refusal::WrongPassword)
    }
}
