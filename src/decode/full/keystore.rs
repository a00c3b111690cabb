//! Java's own keystores: JKS and JCEKS. No standard describes them; the source of OpenJDK does
//! (`sun.security.provider.JavaKeyStore`, `com.sun.crypto.provider.JceKeyStore`). Certificates lie
//! open in them; keys are encrypted one by one; a digest at the end needs the password.

use super::opener::Opener;
use super::{Contents, bks, certificate, held, private_key, protection};
use crate::crypto::unlock::{Refusal, Secret, grouped, keystore_integrity, open_jceks, open_jks};
use crate::model::{ItemKind, Locked, Part, Place, PrivateKey};

/// More entries than any keystore has.
const MAX_ENTRIES: usize = 10_000;
const JKS_KEY: &str = "1.3.6.1.4.1.42.2.17.1.1";
const JCEKS_KEY: &str = "1.3.6.1.4.1.42.2.19.1";
const AGAIN: &str = "Copy the file again in binary mode, or export it as PKCS#12: keytool -importkeystore -srckeystore FILE -destkeystore FILE.p12 -deststoretype PKCS12";

/// Reads a keystore; false where the bytes are none.
pub(super) fn read(
    contents: &mut Contents,
    bytes: &[u8],
    place: Place,
    opener: &mut Opener<'_>,
) -> bool {
    let what = match bytes {
        [0xFE, 0xED, 0xFE, 0xED, ..] => "Java keystore (JKS)",
        [0xCE, 0xCE, 0xCE, 0xCE, ..] => "Java keystore (JCEKS)",
        [0, 0, 0, 1 | 2, 0, 0, 0, 20, ..] => return bks::read(contents, bytes, place),
        _ => return false,
    };
    let part = contents.parts.len();
    contents.parts.push(Part {
        what: what.into(),
        place,
        unordered: true,
        holds_keys: true,
        ..Part::default()
    });
    let inside = Place { part: Some(part), ..place };
    let mut store = Store {
        contents,
        opener,
        place: inside,
        fields: Fields { rest: bytes.get(4..).unwrap_or_default() },
        closed: Vec::new(),
        fits: false,
        notes: Vec::new(),
    };
    if let Err(reason) = store.read(bytes) {
        let message = format!("This {what} is damaged: {reason}");
        store.contents.problem(inside, message, AGAIN);
    }
    let Store { closed, fits, notes, .. } = store;
    let what = match closed.len() {
        0 => String::new(),
        1 => "private key".into(),
        more => format!("{more} private keys"),
    };
    if let Some(protection) = closed.into_iter().next() {
        // One password for the store, and none yet for the key.
        let wrong = opener.passwords().len() > usize::from(fits);
        contents.locked.push(Locked { what, protection, wrong, apart: fits, place: inside });
    }
    if let Some(part) = contents.parts.get_mut(part) {
        part.notes = notes;
    }
    true
}

struct Store<'a, 'b, 'c> {
    contents: &'a mut Contents,
    opener: &'a mut Opener<'b>,
    place: Place,
    fields: Fields<'c>,
    /// How each key that stayed closed is protected.
    closed: Vec<String>,
    /// A password makes the digest over the whole store.
    fits: bool,
    notes: Vec<String>,
}

impl Store<'_, '_, '_> {
    fn read(&mut self, bytes: &[u8]) -> Result<(), String> {
        let cut = |what: &str| format!("{what} is cut short.");
        let version = self.fields.number().ok_or_else(|| cut("its version"))?;
        if !(1..=2).contains(&version) {
            return Err(format!("version {version} is not known."));
        }
        let count = self.fields.number().ok_or_else(|| cut("the number of its entries"))?;
        for number in 1..=count {
            if number as usize > MAX_ENTRIES {
                self.notes.push(format!("Only its first {MAX_ENTRIES} entries were read."));
                return Ok(());
            }
            self.entry(version)
                .ok_or_else(|| format!("entry {number} of {count} is cut short."))?;
        }
        self.integrity(bytes);
        Ok(())
    }

    fn entry(&mut self, version: u32) -> Option<()> {
        let tag = self.fields.number()?;
        let alias = self.fields.text()?;
        // The date of the entry in milliseconds.
        self.fields.take(8)?;
        match tag {
            1 => {
                let key = self.fields.string()?;
                let chain = self.fields.number()?;
                self.key(key, &alias);
                for _ in 0..chain {
                    self.certificate(version, &alias)?;
                }
            }
            2 => self.certificate(version, &alias)?,
            // JCEKS: a secret key as a serialised Java object, without a length.
            3 => {
                let what = "secret key".to_owned();
                self.contents.item(ItemKind::Other { what }, self.place, alias);
                self.fields.skip_object()?;
            }
            _ => return None,
        }
        Some(())
    }

    fn certificate(&mut self, version: u32, alias: &str) -> Option<()> {
        let kind = if version == 2 { self.fields.text()? } else { "X.509".into() };
        let der = self.fields.string()?;
        match certificate(der) {
            Ok(certificate) => {
                self.contents.certificate(certificate, self.place, alias.to_owned());
            }
            Err(reason) => self.contents.lost(
                self.place,
                format!("The {kind} certificate of {alias} could not be read: {reason}"),
                AGAIN,
            ),
        }
        Some(())
    }

    fn key(&mut self, der: &[u8], alias: &str) {
        let Some((algorithm, data)) = private_key::encrypted(der) else {
            let message = format!("The private key of {alias} could not be read.");
            return self.contents.lost(self.place, message, AGAIN);
        };
        let id = super::algorithm::parts(der, algorithm).map(|(id, _)| id);
        let (words, opened) = match id.as_ref().map(|id| id.as_str()) {
            Ok(JKS_KEY) => {
                let opened = self.opener.attempt(|password, _| read_key(open_jks(password, data)));
                ("JKS: SHA-1".to_owned(), opened)
            }
            Ok(JCEKS_KEY) => match protection::pbe_parameters(der, algorithm) {
                Ok((salt, rounds)) => {
                    let opened = self.opener.attempt(|password, effort| {
                        read_key(open_jceks(password, &salt, rounds, data, effort))
                    });
                    (format!("JCEKS: MD5 ({} rounds), 3DES-CBC", grouped(rounds)), opened)
                }
                Err(refusal) => (String::new(), Err(refusal)),
            },
            _ => {
                self.contents.key(der, self.place, alias, "", self.opener);
                return;
            }
        };
        match opened {
            Ok((key, plain)) => {
                self.opener.keep(&key, alias, || held::from_der(&plain, &key));
                let key = PrivateKey { protection: words, ..key };
                self.contents.secret(key, self.place, alias);
            }
            Err(Refusal::WrongPassword) => self.closed.push(words),
            Err(refusal) => {
                let place = self.place;
                self.contents.closed(super::keys::KEY, words, refusal, place, self.opener);
            }
        }
    }

    /// The digest over all entries, at the very end.
    fn integrity(&mut self, bytes: &[u8]) {
        let expected = self.fields.rest;
        let Some(content) = bytes.len().checked_sub(expected.len()).and_then(|n| bytes.get(..n))
        else {
            return;
        };
        let passwords = self.opener.passwords();
        let fits = passwords.iter().find(|password| {
            keystore_integrity(password.text(), content).is_some_and(|sum| sum == *expected)
        });
        let fits = fits.inspect(|it| self.opener.fits(it.text())).is_some();
        self.fits = fits;
        self.notes.push(
            match (fits, passwords.is_empty()) {
                (true, _) => {
                    "Integrity: SHA-1 with the password; checked, and nothing was changed."
                }
                (false, true) => "Integrity: SHA-1 with the password; it needs the password.",
                (false, false) => "Integrity: SHA-1 with the password; no password given fits.",
            }
            .into(),
        );
    }
}

fn read_key(plain: Result<Secret, Refusal>) -> Result<(PrivateKey, Secret), Refusal> {
    private_key::whole(plain?).ok_or(Refusal::WrongPassword)
}

/// Fields as `java.io.DataOutputStream` writes them.
#[derive(Clone, Copy)]
pub(super) struct Fields<'a> {
    pub rest: &'a [u8],
}

impl<'a> Fields<'a> {
    pub fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        Some(taken)
    }

    pub fn number(&mut self) -> Option<u32> {
        Some(u32::from_be_bytes(self.take(4)?.try_into().ok()?))
    }

    pub fn string(&mut self) -> Option<&'a [u8]> {
        let length = self.number()?;
        self.take(usize::try_from(length).ok()?)
    }

    /// `writeUTF`: two bytes of length; Java's UTF-8 differs only in characters no alias has.
    pub fn text(&mut self) -> Option<String> {
        let length = u16::from_be_bytes(self.take(2)?.try_into().ok()?);
        Some(String::from_utf8_lossy(self.take(usize::from(length))?).into_owned())
    }

    /// Goes on to the next entry, or to the digest at the end: looked for, because a serialised
    /// object does not say how long it is.
    fn skip_object(&mut self) -> Option<()> {
        const DIGEST: usize = 20;
        let end = self.rest.len().checked_sub(DIGEST)?;
        for at in 4..end {
            let mut next = Fields { rest: self.rest.get(at..)? };
            if next.starts_entry() {
                self.take(at)?;
                return Some(());
            }
        }
        self.take(end)?;
        Some(())
    }

    /// Whether an entry may begin here: a known tag, an alias of sensible letters, a date between
    /// 1990 and 2100, and a length that fits.
    fn starts_entry(&mut self) -> bool {
        let mut look = || {
            let tag = self.number().filter(|tag| (1..=3).contains(tag))?;
            let alias = self.text().filter(|alias| !alias.chars().any(char::is_control))?;
            let date = u64::from_be_bytes(self.take(8)?.try_into().ok()?);
            let sensible = (631_152_000_000..4_102_444_800_000).contains(&date);
            let whole = match tag {
                1 => self.string().is_some_and(|key| key.first() == Some(&0x30)),
                2 => self.take(2).is_some(),
                _ => self.rest.starts_with(&[0xAC, 0xED, 0, 5]),
            };
            (sensible && whole && !alias.is_empty()).then_some(())
        };
        look().is_some()
    }
}
