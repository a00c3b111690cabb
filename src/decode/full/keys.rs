//! Blocks that hold keys, and what is protected by a password: told apart by their content, read
//! as far as the passwords given reach, and said in words where they do not.

use super::opener::Opener;
use super::{Contents, held, jwk, keystore, outline, pkcs12, private_key, protection, ssh};
use crate::crypto::unlock::{Cipher, Refusal, Scheme, Spelling};
use crate::input::{Block, BlockKind};
use crate::model::{ItemKind, Locked, Place, PrivateKey};

const CONVERT: &str =
    "Convert it with the program that made it, to a form with AES-256 and PBKDF2.";
const AGAIN: &str = "Export it again, or copy the whole file again.";

impl Contents {
    /// Reads a block that holds keys or needs a password; false where it is none.
    pub(super) fn keys(&mut self, block: &Block, opener: &mut Opener<'_>) -> bool {
        let place = block.place;
        let text = || std::str::from_utf8(&block.der).unwrap_or_default();
        let label = match &block.kind {
            BlockKind::PrivateKey(label) | BlockKind::Labelled(label) => label.as_str(),
            BlockKind::Certificate | BlockKind::Unlabelled => "",
        };
        match label {
            "JWK" => return self.jwk(&block.der, place, opener),
            "SSH PUBLIC KEY" => match ssh::public_line(text()) {
                Some((kind, comment)) => {
                    self.item(kind, place, comment);
                    return true;
                }
                None => return false,
            },
            // What is agreed on beforehand, and usually stands before a key; nothing to say about.
            "EC PARAMETERS" | "DSA PARAMETERS" | "DH PARAMETERS" | "X9.42 DH PARAMETERS" => {
                let kind = label.split(' ').next().unwrap_or_default();
                let kind = if kind == "X9.42" { "DH" } else { kind };
                self.item(ItemKind::Other { what: format!("{kind} parameters") }, place, "".into());
                return true;
            }
            _ => {}
        }
        if let Some(encryption) = header(block, "DEK-Info") {
            self.legacy(&block.der, encryption, place, opener);
            return true;
        }
        keystore::read(self, &block.der, place, opener)
            || ssh::read(self, &block.der, place, opener)
            || self.key(&block.der, place, "", "", opener)
            || pkcs12::read(self, &block.der, place, opener)
            || self.public(&block.der, place)
    }

    /// A private key as DER, open or encrypted; false where the bytes are none.
    pub(super) fn key(
        &mut self,
        der: &[u8],
        place: Place,
        name: &str,
        local_id: &str,
        opener: &mut Opener<'_>,
    ) -> bool {
        let known = |key| PrivateKey { local_id: local_id.to_owned(), ..key };
        if let Some(mut key) = private_key::private_key(der) {
            opener.keep(&key, name, || held::from_der(der, &key));
            key.outline = outline::key(der, key.form).map(Box::new);
            self.secret(known(key), place, name);
            return true;
        }
        let Some((algorithm, data)) = private_key::encrypted(der) else { return false };
        let scheme = match protection::scheme(der, algorithm) {
            Ok(scheme) => scheme,
            Err(refusal) => {
                self.closed(KEY, String::new(), refusal, place, opener);
                return true;
            }
        };
        let opened = opener.attempt(|password, effort| {
            let plain = scheme.open(Some(password), Spelling::Utf8, data, effort)?;
            private_key::whole(plain).ok_or(Refusal::WrongPassword)
        });
        match opened {
            Ok((key, plain)) => {
                opener.keep(&key, name, || held::from_der(&plain, &key));
                let outline = outline::encrypted_key(der).map(Box::new);
                let key = PrivateKey { protection: scheme.words(), outline, ..known(key) };
                self.secret(key, place, name);
            }
            Err(refusal) => self.closed(KEY, scheme.words(), refusal, place, opener),
        }
        true
    }

    /// A key as OpenSSL encrypted it before PKCS#8: the DER of the body is encrypted as it is, and
    /// a header says how (PEM_do_header; the headers are those of RFC 1421, 4.6.1.3).
    fn legacy(&mut self, data: &[u8], encryption: &str, place: Place, opener: &mut Opener<'_>) {
        let (name, iv) = encryption.split_once(',').unwrap_or((encryption, ""));
        let cipher = match name.trim() {
            "AES-128-CBC" => Cipher::Aes128Cbc,
            "AES-192-CBC" => Cipher::Aes192Cbc,
            "AES-256-CBC" => Cipher::Aes256Cbc,
            "DES-EDE3-CBC" => Cipher::TripleDesCbc,
            "DES-EDE-CBC" => Cipher::TwoKeyTripleDesCbc,
            "DES-CBC" => Cipher::DesCbc,
            "RC2-CBC" => Cipher::Rc2Cbc { key: 16, bits: 128 },
            "RC2-64-CBC" => Cipher::Rc2Cbc { key: 8, bits: 64 },
            "RC2-40-CBC" => Cipher::Rc2Cbc { key: 5, bits: 40 },
            other => {
                let refusal = Refusal::Unsupported(other.to_owned());
                return self.closed(KEY, String::new(), refusal, place, opener);
            }
        };
        let iv = data_encoding::HEXUPPER_PERMISSIVE.decode(iv.trim().as_bytes());
        let Ok(iv) = iv else {
            let refusal = Refusal::Damaged("The DEK-Info line does not end in hex.".into());
            return self.closed(KEY, String::new(), refusal, place, opener);
        };
        let scheme = Scheme::Pem { cipher, iv };
        let opened = opener.attempt(|password, effort| {
            let plain = scheme.open(Some(password), Spelling::Utf8, data, effort)?;
            private_key::whole(plain).ok_or(Refusal::WrongPassword)
        });
        match opened {
            Ok((key, plain)) => {
                opener.keep(&key, "", || held::from_der(&plain, &key));
                self.secret(PrivateKey { protection: scheme.words(), ..key }, place, "");
            }
            Err(refusal) => self.closed(KEY, scheme.words(), refusal, place, opener),
        }
    }

    /// A JSON Web Key or a set of them.
    fn jwk(&mut self, json: &[u8], place: Place, opener: &mut Opener<'_>) -> bool {
        let Some(keys) = jwk::read(json) else { return false };
        for key in keys {
            for der in &key.certificates {
                match super::certificate(der) {
                    Ok(certificate) => self.certificate(certificate, place, key.name.clone()),
                    Err(reason) => self.lost(
                        place,
                        format!("A certificate in this JSON Web Key could not be read: {reason}"),
                        AGAIN,
                    ),
                }
            }
            if key.secret {
                self.secrets.push(place.span);
            }
            if let ItemKind::PrivateKey(private) = &key.kind {
                opener.keep(private, &key.name, || key.pkcs8);
            }
            self.item(key.kind, place, key.name);
        }
        true
    }

    fn public(&mut self, der: &[u8], place: Place) -> bool {
        match private_key::public_alone(der) {
            Some(key) => self.item(ItemKind::PublicKey(key), place, String::new()),
            None => return false,
        }
        true
    }

    /// A private key that was read. Where it lies has to be wiped.
    pub(super) fn secret(&mut self, key: PrivateKey, place: Place, name: &str) {
        if self.secrets.last() != Some(&place.span) {
            self.secrets.push(place.span);
        }
        self.item(ItemKind::PrivateKey(key), place, name.to_owned());
    }

    /// Something that stays closed. A password that is missing or wrong leaves it locked; for
    /// anything else no password helps, and a problem says so.
    pub(super) fn closed(
        &mut self,
        what: &str,
        protection: String,
        refusal: Refusal,
        place: Place,
        opener: &Opener<'_>,
    ) {
        let lost = matches!(refusal, Refusal::Damaged(_));
        let (message, advice) = match refusal {
            Refusal::WrongPassword => {
                let wrong = !opener.passwords().is_empty();
                self.locked.push(Locked {
                    what: what.to_owned(),
                    protection,
                    wrong,
                    apart: false,
                    place,
                });
                return;
            }
            Refusal::Unsupported(name) => (
                format!("This {what} is protected with {name}, which is not opened here."),
                CONVERT,
            ),
            Refusal::TooMuch(why) => (format!("This {what} was not opened: {why}"), CONVERT),
            Refusal::Damaged(why) => (format!("This {what} could not be read: {why}"), AGAIN),
        };
        if what == KEY {
            let key = PrivateKey { protection, fault: message, ..PrivateKey::default() };
            self.item(ItemKind::PrivateKey(key), place, String::new());
        } else if lost {
            self.lost(place, message, advice);
        } else {
            self.problem(place, message, advice);
        }
    }
}

/// What a locked key is called.
pub(super) const KEY: &str = "private key";

fn header<'a>(block: &'a Block, name: &str) -> Option<&'a str> {
    let found = block.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name))?;
    Some(found.1.as_str())
}
