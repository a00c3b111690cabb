//! Which password opens what in a PKCS#12 file.

use super::Opener;
use crate::crypto::unlock::{Mac, Refusal, Scheme, Secret, Spelling};

/// The passwords in the order they are tried.
pub(super) struct Doors<'a, 'b> {
    opener: &'a mut Opener<'b>,
    /// Those given, the likeliest ones; none at all; and the empty one.
    passwords: Vec<Option<&'b str>>,
    check: Check,
    /// Whether anything was opened.
    pub opened: bool,
    /// Set when the integrity check and then the first door failed: the others stay closed without
    /// being tried.
    given_up: bool,
}

/// What the integrity check said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Check {
    /// The file has none, or it was not made.
    Open,
    /// A password fits; in words where it is a special one.
    Fits(&'static str),
    /// No password fits.
    NoneFits,
    /// It could not be made; a sentence.
    Refused(String),
}

impl<'a, 'b> Doors<'a, 'b> {
    pub fn new(opener: &'a mut Opener<'b>) -> Self {
        let given = opener.passwords().iter().map(|password| Some(password.text()));
        let passwords = given.chain([None, Some("")]).collect();
        Self { opener, passwords, check: Check::Open, opened: false, given_up: false }
    }

    /// Whether there were passwords to try.
    pub fn given(&self) -> bool {
        !self.opener.passwords().is_empty()
    }

    /// Whether one of the passwords given makes the integrity check, or opened something.
    pub fn fits(&self) -> bool {
        self.given() && (matches!(self.check, Check::Fits("")) || self.opened)
    }

    pub fn opener(&self) -> &Opener<'b> {
        self.opener
    }

    pub fn opener_mut(&mut self) -> &mut Opener<'b> {
        self.opener
    }

    /// Finds the password that makes the MAC, and tries it first from now on.
    pub fn authenticate(&mut self, mac: &Mac, content: &[u8], expected: &[u8]) -> Check {
        self.check = Check::NoneFits;
        let knows_absence = matches!(mac, Mac::Pkcs12 { .. });
        for (index, password) in self.passwords.iter().enumerate() {
            if *password == Some("") && !knows_absence {
                continue;
            }
            match self.opener.work(|effort| mac.fits(*password, content, expected, effort)) {
                Ok(true) => {
                    self.check = Check::Fits(match password {
                        None => " without a password",
                        Some("") => " with the empty password",
                        Some(_) => "",
                    });
                    self.opener.fits(password.unwrap_or_default());
                    self.passwords.swap(0, index);
                    break;
                }
                Ok(false) | Err(Refusal::WrongPassword) => {}
                Err(Refusal::Unsupported(name)) => {
                    self.check = Check::Refused(format!("{name} is not computed here."));
                    break;
                }
                Err(Refusal::TooMuch(why) | Refusal::Damaged(why)) => {
                    self.check = Check::Refused(why);
                    break;
                }
            }
        }
        self.check.clone()
    }

    /// Opens something with the first password after which `check` finds what it looks for.
    pub fn open<T>(
        &mut self,
        scheme: &Scheme,
        data: &[u8],
        check: impl Fn(&[u8]) -> Option<T>,
    ) -> Result<(Secret, T), Refusal> {
        if self.given_up {
            return Err(Refusal::WrongPassword);
        }
        for (index, password) in self.passwords.iter().enumerate() {
            if *password == Some("") && !scheme.knows_absence() {
                continue;
            }
            // NSS fed PBKDF2 with the password in UTF-16 for years; worth trying where nothing says
            // that the password is wrong.
            let sure = index == 0 && matches!(self.check, Check::Fits(_));
            let spellings: &[Spelling] = match scheme {
                Scheme::Pbes2 { .. } if sure || self.check == Check::Open => {
                    &[Spelling::Utf8, Spelling::Bmp]
                }
                _ => &[Spelling::Utf8],
            };
            for spelling in spellings {
                let plain =
                    self.opener.work(|effort| scheme.open(*password, *spelling, data, effort));
                match plain {
                    Ok(plain) => {
                        if let Some(found) = check(&plain) {
                            self.opened = true;
                            self.opener.fits(password.unwrap_or_default());
                            self.passwords.swap(0, index);
                            return Ok((plain, found));
                        }
                    }
                    Err(Refusal::WrongPassword) => {}
                    Err(refusal) => return Err(refusal),
                }
            }
        }
        self.given_up = self.check == Check::NoneFits && !self.opened;
        Err(Refusal::WrongPassword)
    }
}

impl Check {
    /// A note about the integrity of the file.
    pub fn in_words(&self, mac: &Mac, given: bool, opened: bool) -> String {
        let words = mac.words();
        match self {
            Check::Fits(how) => {
                format!("Integrity: {words}; checked{how}, and nothing was changed.")
            }
            Check::NoneFits if opened => format!(
                "Integrity: {words}; the check fails although a password opens what is inside: the file was changed, or has another password for this."
            ),
            Check::NoneFits if given => format!("Integrity: {words}; no password given fits."),
            Check::NoneFits | Check::Open => format!("Integrity: {words}; it needs the password."),
            Check::Refused(why) => format!("Integrity: {words}; not checked. {why}"),
        }
    }
}
