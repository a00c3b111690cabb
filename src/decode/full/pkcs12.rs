//! PKCS#12 files (RFC 7292): what lies open in them, and what the passwords open.
//!
//! "No password" and "the empty password" are two things here (RFC 7292, B.1), and some programs
//! write one, some the other: both are always tried. A wrong password costs what it closes and no
//! more.

mod bags;
mod doors;

use super::ber;
use super::der::{Cursor, INTEGER, OCTET_STRING, OID, SEQUENCE, Value, oid};
use super::opener::Opener;
use super::{Contents, outline, protection};
use crate::crypto::unlock::{Refusal, Scheme, Secret};
use crate::model::{Locked, Part, Place};

use doors::Doors;

const DATA: &str = "1.2.840.113549.1.7.1";
const SIGNED: &str = "1.2.840.113549.1.7.2";
const ENVELOPED: &str = "1.2.840.113549.1.7.3";
const ENCRYPTED: &str = "1.2.840.113549.1.7.6";

const AGAIN: &str = "Export the file again, or copy it again in binary mode.";

/// Reads a PKCS#12 file; false where the bytes are none.
pub(super) fn read(
    contents: &mut Contents,
    bytes: &[u8],
    place: Place,
    opener: &mut Opener<'_>,
) -> bool {
    if !has_outline(bytes) {
        return false;
    }
    let part = contents.parts.len();
    contents.parts.push(Part {
        what: "PKCS#12 file".into(),
        place,
        unordered: true,
        holds_keys: true,
        outline: outline::pkcs12(bytes).map(Box::new),
        ..Part::default()
    });
    let inside = Place { part: Some(part), ..place };
    let Some(der) = ber::to_der(bytes) else {
        let message =
            format!("This PKCS#12 file is cut short: it ends after {} bytes.", bytes.len());
        contents.problem(inside, message, AGAIN);
        return true;
    };
    let doors = Doors::new(opener);
    let mut file = File {
        contents,
        doors,
        place: inside,
        notes: Vec::new(),
        closed: Closed::default(),
        bags: 0,
        is_legacy: false,
        is_modern: false,
    };
    if let Err(damage) = file.pfx(&der) {
        file.damaged(damage);
    }
    let fails = file.who_fails();
    let File { mut notes, closed, doors, .. } = file;
    notes.extend(fails);
    let (given, fits) = (doors.opener().passwords().len(), doors.fits());
    if let Some(part) = contents.parts.get_mut(part) {
        part.notes = notes;
    }
    if let Some(locked) = closed.into_locked(given, fits, inside) {
        contents.locked.push(locked);
    }
    true
}

/// `30 length 02 01 03 30`: a SEQUENCE that begins with version 3 and a SEQUENCE, whole or not.
fn has_outline(bytes: &[u8]) -> bool {
    let skip = match bytes {
        [0x30, length @ 0x80..=0x84, ..] => usize::from(length & 0x7F).saturating_add(2),
        [0x30, ..] => 2,
        _ => return false,
    };
    matches!(bytes.get(skip..), Some([2, 1, 3, 0x30, ..]))
}

/// One file while it is read.
struct File<'a, 'b> {
    contents: &'a mut Contents,
    doors: Doors<'a, 'b>,
    /// Inside the file.
    place: Place,
    notes: Vec<String>,
    closed: Closed,
    /// How many bags were looked at.
    bags: usize,
    /// Something is encrypted with a cipher that OpenSSL 3 has set aside.
    is_legacy: bool,
    /// Something is encrypted as older programs cannot read it.
    is_modern: bool,
}

/// What no password opened: told once for the whole file.
#[derive(Default)]
struct Closed {
    contents: Vec<String>,
    keys: Vec<String>,
}

impl Closed {
    /// `given` passwords, of which one fits the file where `fits` says so.
    fn into_locked(self, given: usize, fits: bool, place: Place) -> Option<Locked> {
        let (what, protection) = match (self.contents.first(), self.keys.len()) {
            (Some(words), _) => ("PKCS#12 file".to_owned(), words),
            (None, 0) => return None,
            (None, 1) => ("private key".to_owned(), self.keys.first()?),
            (None, keys) => (format!("{keys} private keys"), self.keys.first()?),
        };
        // One password for the file, and none yet for the key in it.
        let apart = fits && self.contents.is_empty();
        let wrong = given > usize::from(apart);
        Some(Locked { what, protection: protection.clone(), wrong, apart, place })
    }
}

impl File<'_, '_> {
    /// PFX (RFC 7292, 4).
    fn pfx(&mut self, der: &[u8]) -> Result<(), String> {
        let frame = expect(&mut Cursor::new(der, der), SEQUENCE, "the file")?;
        let mut fields = Cursor::new(der, frame.content);
        expect(&mut fields, INTEGER, "its version")?;
        let (kind, content) = content_info(der, expect(&mut fields, SEQUENCE, "its content")?)?;
        let mac = fields.next("").ok().filter(|value| value.is(SEQUENCE));
        let safe = match kind.as_str() {
            DATA => octets(der, content.ok_or("its content")?)?,
            SIGNED => {
                self.notes.push(
                    "It is signed with a key instead of a password; the signature is not checked here.".into(),
                );
                encapsulated(der, content.ok_or("its content")?)?
            }
            other => return Err(format!("its content, which is of the type {other}")),
        };
        match mac.map(|value| protection::mac(der, value)) {
            Some(Ok((mac, expected))) => {
                let found = self.doors.authenticate(&mac, &safe, &expected);
                self.authenticated(&safe)?;
                self.notes.push(found.in_words(&mac, self.doors.given(), self.doors.opened));
            }
            Some(Err(refusal)) => {
                self.authenticated(&safe)?;
                self.notes.push(match refusal {
                    Refusal::Unsupported(name) => {
                        format!("Its integrity rests on {name}, which is not checked here.")
                    }
                    _ => "Its integrity check is damaged, so it was not made.".into(),
                });
            }
            None => {
                self.authenticated(&safe)?;
                if kind.as_str() == DATA {
                    self.notes.push("It has no integrity check (no MAC).".into());
                }
            }
        }
        Ok(())
    }

    /// AuthenticatedSafe (RFC 7292, 4.1): each part on its own, so that one that is damaged or
    /// closed leaves the others.
    fn authenticated(&mut self, safe: &[u8]) -> Result<(), String> {
        let safe = ber::to_der(safe).ok_or("the list of its contents")?;
        let mut outer = Cursor::new(&safe, &safe);
        let list = expect(&mut outer, SEQUENCE, "the list of its contents")?;
        let mut parts = Cursor::new(&safe, list.content);
        while !parts.is_empty() {
            let part = expect(&mut parts, SEQUENCE, "one of its contents")?;
            if let Err(damage) = self.part(&safe, part) {
                self.damaged(damage);
            }
        }
        Ok(())
    }

    fn part(&mut self, whole: &[u8], part: Value<'_>) -> Result<(), String> {
        let (kind, content) = content_info(whole, part)?;
        let content = content.ok_or("one of its contents")?;
        match kind.as_str() {
            DATA => self.safe_contents(&octets(whole, content)?, "", 0),
            ENCRYPTED => self.encrypted(whole, content),
            ENVELOPED => {
                self.contents.problem(
                    self.place,
                    "A part of this PKCS#12 file is encrypted to somebody's key; no password opens it.".into(),
                    "Ask for an export that is protected by a password.",
                );
                Ok(())
            }
            other => Err(format!("one of its contents, which is of the type {other}")),
        }
    }

    /// EncryptedData (RFC 5652, 8).
    fn encrypted(&mut self, whole: &[u8], content: Value<'_>) -> Result<(), String> {
        const WHAT: &str = "one of its encrypted contents";
        let mut inside = Cursor::new(whole, content.content);
        let data = expect(&mut inside, SEQUENCE, WHAT)?;
        let mut fields = Cursor::new(whole, data.content);
        expect(&mut fields, INTEGER, WHAT)?;
        let info = expect(&mut fields, SEQUENCE, WHAT)?;
        let mut fields = Cursor::new(whole, info.content);
        expect(&mut fields, OID, WHAT)?;
        let algorithm = expect(&mut fields, SEQUENCE, WHAT)?;
        let value = fields.next(WHAT).map_err(|_| WHAT)?;
        let data = octets(whole, value)?;
        let scheme = match protection::scheme(whole, algorithm) {
            Ok(scheme) => scheme,
            Err(refusal) => {
                self.refused("part of the PKCS#12 file", refusal);
                return Ok(());
            }
        };
        let words = self.note_protection("Contents", &scheme);
        match self.doors.open(&scheme, &data, |plain| is_whole_sequence(plain).then_some(())) {
            Ok((plain, ())) => self.safe_contents(&plain, &words, 0),
            Err(Refusal::WrongPassword) => {
                self.closed.contents.push(words);
                Ok(())
            }
            Err(refusal) => {
                self.refused("part of the PKCS#12 file", refusal);
                Ok(())
            }
        }
    }

    /// Says once how something is encrypted, and gives the words.
    fn note_protection(&mut self, what: &str, scheme: &Scheme) -> String {
        let words = scheme.words();
        let note = format!("{what} encrypted: {words}.");
        if !self.notes.contains(&note) {
            self.notes.push(note);
        }
        self.is_legacy |= scheme.cipher().is_legacy();
        self.is_modern |= matches!(scheme, Scheme::Pbes2 { .. });
        words
    }

    /// Programs that do not open it, or say that the password is wrong.
    fn who_fails(&self) -> Option<String> {
        // What OpenSSL does was seen; Windows has AES since 10 (1709) and Server 2019
        // (Export-PfxCertificate, CryptoAlgorithmOption).
        let words = match (self.is_legacy, self.is_modern) {
            (true, _) => {
                "OpenSSL 3 opens it with -legacy only. To write it anew: openssl pkcs12 -legacy -in old.p12 -noenc -out all.pem && openssl pkcs12 -export -in all.pem -out new.p12 && rm all.pem"
            }
            (false, true) => {
                "Windows before 10 (1709) and Server 2019, Java 8 before update 301 and older macOS may say that the password is wrong. For them: openssl pkcs12 -in new.p12 -noenc -out all.pem && openssl pkcs12 -export -legacy -in all.pem -out old.p12 && rm all.pem"
            }
            (false, false) => return None,
        };
        Some(words.into())
    }

    fn refused(&mut self, what: &str, refusal: Refusal) {
        let place = self.place;
        self.contents.closed(what, String::new(), refusal, place, self.doors.opener());
    }

    fn damaged(&mut self, what: String) {
        self.contents.lost(
            self.place,
            format!("This PKCS#12 file is damaged: {what} could not be read."),
            AGAIN,
        );
    }
}

/// The value with that tag, or what could not be read.
fn expect<'a>(fields: &mut Cursor<'a>, tag: u32, what: &str) -> Result<Value<'a>, String> {
    fields.expect(tag, what).map_err(|_| what.to_owned())
}

/// ContentInfo (RFC 5652, 3): the type, and the content inside its [0].
fn content_info<'a>(
    whole: &'a [u8],
    info: Value<'a>,
) -> Result<(String, Option<Value<'a>>), String> {
    const WHAT: &str = "the type of its contents";
    let mut fields = Cursor::new(whole, info.content);
    let kind = expect(&mut fields, OID, WHAT)?;
    let kind = oid(kind.content).ok_or(WHAT)?;
    Ok((kind.as_str().to_owned(), fields.next("").ok().filter(|value| value.is_context(0))))
}

/// The bytes of an octet string: inside [0], or [0] itself where that is IMPLICIT, in one piece or
/// in several.
fn octets(whole: &[u8], value: Value<'_>) -> Result<Secret, String> {
    const WHAT: &str = "one of its contents";
    let constructed = value.full.first().is_some_and(|first| first & 0x20 != 0);
    if !constructed {
        return Ok(Secret::new(value.content.to_vec()));
    }
    let mut pieces = Cursor::new(whole, value.content);
    let mut joined = Secret::default();
    while !pieces.is_empty() {
        let piece = expect(&mut pieces, OCTET_STRING, WHAT)?;
        joined.extend_from_slice(piece.content);
    }
    Ok(joined)
}

/// The content of a SignedData (RFC 5652, 5.1 and 5.2).
fn encapsulated(whole: &[u8], content: Value<'_>) -> Result<Secret, String> {
    const WHAT: &str = "its signed content";
    let mut inside = Cursor::new(whole, content.content);
    let signed = expect(&mut inside, SEQUENCE, WHAT)?;
    let mut fields = Cursor::new(whole, signed.content);
    expect(&mut fields, INTEGER, WHAT)?;
    fields.next(WHAT).map_err(|_| WHAT)?;
    let info = expect(&mut fields, SEQUENCE, WHAT)?;
    let (_, content) = content_info(whole, info)?;
    octets(whole, content.ok_or(WHAT)?)
}

/// Whether decrypted bytes are one SEQUENCE from end to end: random bytes are not.
fn is_whole_sequence(plain: &[u8]) -> bool {
    plain.first() == Some(&0x30) && ber::to_der(plain).is_some()
}
