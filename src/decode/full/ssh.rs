//! OpenSSH's own forms: private keys (OpenSSH, PROTOCOL.key) and lines of public keys (RFC 4253,
//! 6.6; RFC 5656, 3.1; RFC 8709, 4).

use data_encoding::BASE64;

use super::keys::KEY;
use super::opener::Opener;
use super::private_key::{
    Pair, dsa_pair, ec_pair, ec_public, ed25519_pair, plain_public, rsa_pair, rsa_public,
};
use super::{Contents, held, write};
use crate::crypto::pair::RsaParts;
use crate::crypto::unlock::{Refusal, Secret, grouped, open_ssh};
use crate::model::{ItemKind, Place, PrivateKey, PublicKey};

const MAGIC: &[u8] = b"openssh-key-v1\0";
/// More keys in one file than anybody ever made: ssh-keygen writes one.
const MAX_KEYS: u32 = 16;

/// Reads an OpenSSH private key; false where the bytes are none.
pub(super) fn read(
    contents: &mut Contents,
    bytes: &[u8],
    place: Place,
    opener: &mut Opener<'_>,
) -> bool {
    let Some(rest) = bytes.strip_prefix(MAGIC) else { return false };
    let cut = || Refusal::Damaged("it is cut short.".into());
    let Some(sealed) = Sealed::read(rest) else {
        contents.closed(KEY, String::new(), cut(), place, opener);
        return true;
    };
    if sealed.cipher == "none" {
        match keys(sealed.data, sealed.count) {
            Some(keys) => take(contents, keys, "", place, opener),
            None => contents.closed(KEY, String::new(), cut(), place, opener),
        }
        return true;
    }
    let protection = format!(
        "OpenSSH: bcrypt_pbkdf ({} rounds), {}",
        grouped(u64::from(sealed.rounds)),
        sealed.cipher
    );
    if sealed.kdf != "bcrypt" {
        let refusal = Refusal::Unsupported(format!("the key derivation {}", sealed.kdf));
        contents.closed(KEY, protection, refusal, place, opener);
        return true;
    }
    let opened = opener.attempt(|password, effort| {
        let data = (sealed.data, sealed.tag);
        let plain = open_ssh(sealed.cipher, sealed.salt, sealed.rounds, password, data, effort)?;
        keys(&plain, sealed.count).ok_or(Refusal::WrongPassword)
    });
    match opened {
        Ok(keys) => take(contents, keys, &protection, place, opener),
        Err(refusal) => contents.closed(KEY, protection, refusal, place, opener),
    }
    true
}

/// A key, what it is as PKCS#8 where it can be, and its comment.
type Read = (Pair, Option<Secret>, String);

fn take(
    contents: &mut Contents,
    keys: Vec<Read>,
    protection: &str,
    place: Place,
    opener: &mut Opener<'_>,
) {
    for (pair, pkcs8, comment) in keys {
        let protection = protection.to_owned();
        let key = PrivateKey { protection, ..pair.into_key("OpenSSH") };
        opener.keep(&key, &comment, || pkcs8);
        contents.secret(key, place, &comment);
    }
}

/// The outside of a key file.
struct Sealed<'a> {
    cipher: &'a str,
    kdf: &'a str,
    salt: &'a [u8],
    rounds: u32,
    count: u32,
    data: &'a [u8],
    tag: &'a [u8],
}

impl<'a> Sealed<'a> {
    fn read(bytes: &'a [u8]) -> Option<Self> {
        let mut fields = Fields(bytes);
        let cipher = fields.text()?;
        let kdf = fields.text()?;
        let mut options = Fields(fields.string()?);
        let (salt, rounds) = match kdf {
            "bcrypt" => (options.string()?, options.number()?),
            _ => (&[][..], 0),
        };
        let count = fields.number()?;
        if !(1..=MAX_KEYS).contains(&count) {
            return None;
        }
        for _ in 0..count {
            fields.string()?;
        }
        let data = fields.string()?;
        Some(Self { cipher, kdf, salt, rounds, count, data, tag: fields.0 })
    }
}

/// The private part: two equal numbers show that the password was right, then each key with its
/// comment.
fn keys(plain: &[u8], count: u32) -> Option<Vec<Read>> {
    let mut fields = Fields(plain);
    if fields.number()? != fields.number()? {
        return None;
    }
    let mut read = || {
        let (pair, pkcs8) = pair(&mut fields)?;
        Some((pair, pkcs8, fields.lossy()?))
    };
    (0..count).map(|_| read()).collect()
}

/// One private key: its type, then what that type has.
fn pair(fields: &mut Fields<'_>) -> Option<(Pair, Option<Secret>)> {
    let name = fields.text()?;
    Some(match name {
        "ssh-rsa" => {
            let (n, e, d) = (fields.string()?, fields.string()?, fields.string()?);
            let _inverse = fields.string()?;
            let (p, q) = (fields.string()?, fields.string()?);
            let primes = [p, q];
            let parts = RsaParts { modulus: n, exponent: e, private: d, primes };
            (rsa_pair(None, n, e, d, primes), held::from_rsa(parts))
        }
        "ssh-dss" => {
            let (p, q, g) = (fields.string()?, fields.string()?, fields.string()?);
            let y = fields.string()?;
            fields.string()?;
            (dsa_pair([p, q, g], Some(y)), None)
        }
        "ssh-ed25519" => {
            let public = fields.string()?;
            let seed = fields.string()?.get(..32)?;
            let pair = ed25519_pair(Some(seed), plain_public("1.3.101.112", public));
            (pair, Some(held::from_plain("1.3.101.112", seed)))
        }
        _ if name.starts_with("ecdsa-sha2-") => {
            let curve = curve(fields.text()?)?;
            let (point, number) = (fields.string()?, fields.string()?);
            let algorithm =
                write::value(0x30, &[&write::oid("1.2.840.10045.2.1"), &write::oid(curve)]);
            let pkcs8 = held::from_ec(&algorithm, number, Some(point));
            (ec_pair(&algorithm, number, Some(point)), Some(pkcs8))
        }
        // Keys in hardware (OpenSSH, PROTOCOL.u2f): public key, application, flags, handle, reserved.
        "sk-ssh-ed25519@openssh.com" => {
            let public = plain_public("1.3.101.112", fields.string()?);
            hardware(fields)?;
            (Pair { title: "Ed25519 in a security key".into(), public, ..Pair::default() }, None)
        }
        "sk-ecdsa-sha2-nistp256@openssh.com" => {
            let curve = curve(fields.text()?)?;
            let public = ec_public(curve, fields.string()?);
            hardware(fields)?;
            (Pair { title: "EC P-256 in a security key".into(), public, ..Pair::default() }, None)
        }
        _ => return None,
    })
}

fn hardware(fields: &mut Fields<'_>) -> Option<()> {
    fields.string()?;
    fields.take(1)?;
    fields.string()?;
    fields.string()?;
    Some(())
}

/// A line as in `id_ed25519.pub` or `authorized_keys`, with options before it or without: what it
/// is, and its comment.
pub(super) fn public_line(line: &str) -> Option<(ItemKind, String)> {
    let mut words = line.split_whitespace();
    let kind = words.find(|word| is_type(word))?;
    let blob = BASE64.decode(words.next()?.as_bytes()).ok()?;
    let comment = words.collect::<Vec<_>>().join(" ");
    let mut fields = Fields(&blob);
    if fields.text()? != kind {
        return None;
    }
    let item = match public(kind, &mut fields) {
        Some(key) => ItemKind::PublicKey(key),
        None if kind.contains("-cert-v01@") => {
            ItemKind::Other { what: "SSH certificate, which is none of TLS".into() }
        }
        None => ItemKind::Other { what: format!("SSH public key ({kind})") },
    };
    Some((item, comment))
}

fn is_type(word: &str) -> bool {
    ["ssh-rsa", "ssh-dss", "ssh-ed25519", "ssh-ed448", "ecdsa-sha2-", "sk-ssh-", "sk-ecdsa-"]
        .iter()
        .any(|start| word.starts_with(start))
}

fn public(kind: &str, fields: &mut Fields<'_>) -> Option<PublicKey> {
    match kind {
        "ssh-rsa" => {
            let exponent = fields.string()?;
            rsa_public(fields.string()?, exponent)
        }
        "ssh-dss" => {
            let (p, q, g) = (fields.string()?, fields.string()?, fields.string()?);
            dsa_pair([p, q, g], Some(fields.string()?)).public
        }
        "ssh-ed25519" | "sk-ssh-ed25519@openssh.com" => {
            plain_public("1.3.101.112", fields.string()?)
        }
        "ssh-ed448" => plain_public("1.3.101.113", fields.string()?),
        "ecdsa-sha2-nistp256"
        | "ecdsa-sha2-nistp384"
        | "ecdsa-sha2-nistp521"
        | "sk-ecdsa-sha2-nistp256@openssh.com" => {
            let curve = curve(fields.text()?)?;
            ec_public(curve, fields.string()?)
        }
        _ => None,
    }
}

/// The OID of a curve by its SSH name (RFC 5656, 10.1).
fn curve(name: &str) -> Option<&'static str> {
    Some(match name {
        "nistp256" => "1.2.840.10045.3.1.7",
        "nistp384" => "1.3.132.0.34",
        "nistp521" => "1.3.132.0.35",
        _ => return None,
    })
}

/// Fields one behind the other (RFC 4251, 5).
struct Fields<'a>(&'a [u8]);

impl<'a> Fields<'a> {
    fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    fn number(&mut self) -> Option<u32> {
        Some(u32::from_be_bytes(self.take(4)?.try_into().ok()?))
    }

    fn string(&mut self) -> Option<&'a [u8]> {
        let length = self.number()?;
        self.take(usize::try_from(length).ok()?)
    }

    fn text(&mut self) -> Option<&'a str> {
        std::str::from_utf8(self.string()?).ok()
    }

    fn lossy(&mut self) -> Option<String> {
        Some(String::from_utf8_lossy(self.string()?).into_owned())
    }
}
