//! Bouncy Castle's keystores BKS and UBER (org.bouncycastle.jcajce.provider.keystore.bc.BcKeyStoreSpi
//! describes both). A BKS keeps its certificates open, and they are read; keys in it, and a UBER as a
//! whole, stay closed.

use super::keystore::Fields;
use super::{Contents, certificate};
use crate::model::{ItemKind, Part, Place};

/// More entries than any keystore has.
const MAX_ENTRIES: usize = 10_000;
const CONVERT_BKS: &str = "Convert it: keytool -importkeystore -srcstoretype BKS -srckeystore FILE -destkeystore FILE.p12 -deststoretype PKCS12 -providerclass org.bouncycastle.jce.provider.BouncyCastleProvider -providerpath bcprov.jar";
const CONVERT_UBER: &str = "Convert it: keytool -importkeystore -srcstoretype UBER -srckeystore FILE -destkeystore FILE.p12 -deststoretype PKCS12 -providerclass org.bouncycastle.jce.provider.BouncyCastleProvider -providerpath bcprov.jar";

/// Reads a keystore that begins with a version and the length of a salt; false where the bytes are
/// none.
pub(super) fn read(contents: &mut Contents, bytes: &[u8], place: Place) -> bool {
    let mut fields = Fields { rest: bytes };
    // Version, salt, number of iterations.
    let head = fields.number().and_then(|_| fields.string()).and_then(|_| fields.number());
    if head.is_none() {
        return false;
    }
    let what = "Bouncy Castle keystore";
    // The same head stands before a UBER, encrypted as a whole: only an entry tells a BKS.
    let mut look = fields;
    if look.rest.len() != END && entry(&mut look).is_none() {
        contents.problem(
            place,
            format!("This is a {what} (UBER), or a damaged BKS; it is not opened here."),
            CONVERT_UBER,
        );
        contents.item(ItemKind::Other { what: what.into() }, place, String::new());
        return true;
    }
    let part = contents.parts.len();
    contents.parts.push(Part {
        what: format!("{what} (BKS)"),
        place,
        unordered: true,
        holds_keys: true,
        ..Part::default()
    });
    let inside = Place { part: Some(part), ..place };
    let mut closed = 0usize;
    for number in 0usize.. {
        if fields.rest.len() == END {
            break;
        }
        let found = if number < MAX_ENTRIES { entry(&mut fields) } else { None };
        let Some(found) = found else {
            let message = format!("This {what} is damaged or too large behind entry {number}.");
            contents.problem(inside, message, CONVERT_BKS);
            break;
        };
        for der in found.certificates {
            match certificate(der) {
                Ok(read) => contents.certificate(read, inside, found.alias.clone()),
                Err(reason) => contents.lost(
                    inside,
                    format!("A certificate of {} could not be read: {reason}", found.alias),
                    CONVERT_BKS,
                ),
            }
        }
        closed = closed.saturating_add(usize::from(found.closed));
    }
    if closed > 0 {
        let message = match closed {
            1 => "A private key in this BKS keystore is not opened here.".to_owned(),
            more => format!("{more} private keys in this BKS keystore are not opened here."),
        };
        contents.problem(inside, message, CONVERT_BKS);
    }
    true
}

/// The zero that ends the entries, and an HMAC of SHA-1.
const END: usize = 21;

struct Entry<'a> {
    alias: String,
    certificates: Vec<&'a [u8]>,
    closed: bool,
}

fn entry<'a>(fields: &mut Fields<'a>) -> Option<Entry<'a>> {
    let kind = *fields.take(1)?.first()?;
    let alias = fields.text()?;
    // The date of the entry.
    fields.take(8)?;
    let mut certificates = Vec::new();
    let count = usize::try_from(fields.number()?).ok().filter(|count| *count <= MAX_ENTRIES)?;
    for _ in 0..count {
        certificates.push(encoded(fields)?);
    }
    match kind {
        1 => certificates.push(encoded(fields)?),
        // A key that lies open: its kind, form, algorithm and bytes.
        2 => {
            fields.take(1)?;
            fields.text()?;
            fields.text()?;
            fields.string()?;
        }
        // A secret, or a key encrypted with the password.
        3 | 4 => {
            fields.string()?;
        }
        _ => return None,
    }
    Some(Entry { alias, certificates, closed: kind != 1 })
}

/// A certificate: its type and its bytes.
fn encoded<'a>(fields: &mut Fields<'a>) -> Option<&'a [u8]> {
    fields.text()?;
    fields.string()
}
