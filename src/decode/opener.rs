//! What reading a source goes with: who is told how it goes on, and the passwords to try.

#[cfg(feature = "full")]
use super::held::HeldKey;
#[cfg(feature = "full")]
use crate::crypto::unlock::{Effort, MAX_ROUNDS, Refusal, Secret};
#[cfg(feature = "full")]
use crate::input::Password;
use crate::input::Source;
#[cfg(feature = "full")]
use crate::model::PrivateKey;

/// How far reading a source is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// So many of the source's bytes are done.
    Bytes(usize),
    /// A key is being derived from a password: so many rounds of `total` are done.
    #[allow(missing_docs)]
    Rounds { done: u64, total: u64 },
}

/// Lives as long as one source is read.
pub(super) struct Opener<'a> {
    progress: &'a mut dyn FnMut(Progress),
    #[cfg(feature = "full")]
    passwords: &'a [Password],
    /// Rounds left for all of the source.
    #[cfg(feature = "full")]
    left: u64,
    /// Where private keys go that are to be kept; `None`: they are forgotten.
    #[cfg(feature = "full")]
    pub keys: Option<&'a mut Vec<HeldKey>>,
}

impl<'a> Opener<'a> {
    #[cfg_attr(not(feature = "full"), allow(unused_variables))]
    pub fn new(source: &'a Source, progress: &'a mut dyn FnMut(Progress)) -> Self {
        Self {
            progress,
            #[cfg(feature = "full")]
            passwords: &source.passwords,
            #[cfg(feature = "full")]
            left: MAX_ROUNDS,
            #[cfg(feature = "full")]
            keys: None,
        }
    }

    pub fn tell(&mut self, done: usize) {
        (self.progress)(Progress::Bytes(done));
    }
}

#[cfg(feature = "full")]
impl<'a> Opener<'a> {
    /// The passwords given for the source.
    pub fn passwords(&self) -> &'a [Password] {
        self.passwords
    }

    /// Notes that a password opened something.
    pub fn fits(&self, text: &str) {
        self.passwords.iter().filter(|it| it.text() == text).for_each(Password::set_fit);
    }

    /// Keeps a key that was read, where keys are kept: `make` writes it as PKCS#8.
    pub fn keep(&mut self, key: &PrivateKey, name: &str, make: impl FnOnce() -> Option<Secret>) {
        // A damaged key is of no use to any program.
        if let Some(keys) = self.keys.as_mut()
            && key.fault.is_empty()
            && let Some(pkcs8) = make()
        {
            keys.push(HeldKey::new(key, name, pkcs8));
        }
    }

    /// Does work that a password needs, within what is left.
    pub fn work<T>(&mut self, work: impl FnOnce(&mut Effort<'_>) -> T) -> T {
        let mut tick = |done, total| (self.progress)(Progress::Rounds { done, total });
        work(&mut Effort::new(&mut self.left, &mut tick))
    }

    /// Tries the passwords given, in order, until one fits or trying is in vain.
    pub fn attempt<T>(
        &mut self,
        mut open: impl FnMut(&str, &mut Effort<'_>) -> Result<T, Refusal>,
    ) -> Result<T, Refusal> {
        let passwords = self.passwords;
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
