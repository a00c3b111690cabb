//! SafeContents and the bags in it (RFC 7292, 4.2).

use super::super::der::{Cursor, OCTET_STRING, OID, SEQUENCE, SET, Value, oid};
use super::super::{ber, certificate, crl, held, private_key, protection, strings};
use super::{File, expect};
use crate::crypto::unlock::Refusal;
use crate::model::{ItemKind, PrivateKey, hex};

/// More bags than any keystore has.
const MAX_BAGS: usize = 10_000;
/// How deep SafeContents may lie in each other.
const MAX_DEPTH: usize = 8;

/// What a bag is called.
#[derive(Default)]
struct Label {
    name: String,
    local_id: String,
}

impl File<'_, '_> {
    /// The bags of a SafeContents; `protection` is what lay around it.
    pub(super) fn safe_contents(
        &mut self,
        bytes: &[u8],
        protection: &str,
        depth: usize,
    ) -> Result<(), String> {
        let der = ber::to_der(bytes).ok_or("one of its contents")?;
        let mut outer = Cursor::new(&der, &der);
        let list = expect(&mut outer, SEQUENCE, "one of its contents")?;
        let mut bags = Cursor::new(&der, list.content);
        while !bags.is_empty() {
            self.bags = self.bags.saturating_add(1);
            if self.bags > MAX_BAGS {
                self.notes.push(format!("Only its first {MAX_BAGS} entries were read."));
                return Ok(());
            }
            let bag = expect(&mut bags, SEQUENCE, "one of its entries")?;
            if let Err(damage) = self.bag(&der, bag, protection, depth) {
                self.damaged(damage);
            }
        }
        Ok(())
    }

    fn bag(
        &mut self,
        whole: &[u8],
        bag: Value<'_>,
        protection: &str,
        depth: usize,
    ) -> Result<(), String> {
        let mut fields = Cursor::new(whole, bag.content);
        let kind = oid(expect(&mut fields, OID, "the type of an entry")?.content);
        let kind = kind.ok_or("the type of an entry")?;
        let outer = fields.next("").map_err(|_| "the content of an entry")?;
        let value =
            Cursor::new(whole, outer.content).next("").map_err(|_| "the content of an entry")?;
        let label = fields.next("").map(|set| label(whole, set)).unwrap_or_default();
        let local = kind.as_str().strip_prefix("1.2.840.113549.1.12.10.1.");
        match local {
            Some("1") => self.key(value.full, label, protection),
            Some("2") => self.shrouded(value.full, label),
            Some("3") => self.certificate(whole, value, label),
            Some("4") => self.list(whole, value, label),
            Some("5") => {
                let what = "secret key".to_owned();
                self.contents.item(ItemKind::Other { what }, self.place, label.name);
                Ok(())
            }
            Some("6") if depth < MAX_DEPTH => {
                self.safe_contents(value.full, protection, depth.saturating_add(1))
            }
            Some("6") => Err("an entry that lies too deep".into()),
            _ => {
                let what = format!("PKCS#12 entry of the type {}", kind.as_str());
                self.contents.item(ItemKind::Other { what }, self.place, label.name);
                Ok(())
            }
        }
    }

    /// KeyBag: a PKCS#8 key that lies open here.
    fn key(&mut self, der: &[u8], label: Label, protection: &str) -> Result<(), String> {
        let key = private_key::private_key(der).ok_or("a private key")?;
        self.doors.opener_mut().keep(&key, &label.name, || held::from_der(der, &key));
        let protection = protection.to_owned();
        let key = PrivateKey { protection, local_id: label.local_id, ..key };
        self.contents.secret(key, self.place, &label.name);
        Ok(())
    }

    /// PKCS8ShroudedKeyBag: an encrypted one.
    fn shrouded(&mut self, der: &[u8], label: Label) -> Result<(), String> {
        let (algorithm, data) = private_key::encrypted(der).ok_or("an encrypted private key")?;
        let place = self.place;
        let scheme = match protection::scheme(der, algorithm) {
            Ok(scheme) => scheme,
            Err(refusal) => {
                self.refused(super::super::keys::KEY, refusal);
                return Ok(());
            }
        };
        let words = self.note_protection("Private keys", &scheme);
        match self.doors.open(&scheme, data, private_key::private_key) {
            Ok((plain, key)) => {
                let keep = || held::from_der(&plain, &key);
                self.doors.opener_mut().keep(&key, &label.name, keep);
                let key = PrivateKey { protection: words, local_id: label.local_id, ..key };
                self.contents.secret(key, place, &label.name);
            }
            Err(Refusal::WrongPassword) => self.closed.keys.push(words),
            Err(refusal) => self.refused(super::super::keys::KEY, refusal),
        }
        Ok(())
    }

    /// CertBag (RFC 7292, 4.2.3).
    fn certificate(&mut self, whole: &[u8], bag: Value<'_>, label: Label) -> Result<(), String> {
        let (kind, der) = typed(whole, bag, "a certificate")?;
        if kind != "1.2.840.113549.1.9.22.1" {
            let what = "certificate that is not X.509 (SDSI)".to_owned();
            self.contents.item(ItemKind::Other { what }, self.place, label.name);
            return Ok(());
        }
        match certificate(der) {
            Ok(certificate) => self.contents.certificate(certificate, self.place, label.name),
            Err(reason) => self.contents.lost(
                self.place,
                format!("A certificate in this PKCS#12 file could not be read: {reason}"),
                super::AGAIN,
            ),
        }
        Ok(())
    }

    /// CRLBag (RFC 7292, 4.2.4).
    fn list(&mut self, whole: &[u8], bag: Value<'_>, label: Label) -> Result<(), String> {
        let (_, der) = typed(whole, bag, "a revocation list")?;
        let list = crl::crl(der).ok_or("a revocation list")?;
        self.contents.item(ItemKind::Crl(Box::new(list)), self.place, label.name);
        Ok(())
    }
}

/// The OID and the octets of a CertBag or CRLBag.
fn typed<'a>(
    whole: &'a [u8],
    bag: Value<'a>,
    what: &'static str,
) -> Result<(String, &'a [u8]), String> {
    let mut fields = Cursor::new(whole, bag.content);
    let kind = oid(expect(&mut fields, OID, what)?.content).ok_or(what)?;
    let outer = fields.next("").map_err(|_| what)?;
    let octets = expect(&mut Cursor::new(whole, outer.content), OCTET_STRING, what)?;
    Ok((kind.as_str().to_owned(), octets.content))
}

/// The attributes of a bag (RFC 7292, 4.2): friendlyName and localKeyID (RFC 2985, 5.5).
fn label(whole: &[u8], set: Value<'_>) -> Label {
    let mut label = Label::default();
    let mut attributes = Cursor::new(whole, set.content);
    while let Ok(attribute) = attributes.expect(SEQUENCE, "") {
        let mut fields = Cursor::new(whole, attribute.content);
        let mut read = || {
            let kind = oid(fields.expect(OID, "").ok()?.content)?;
            let values = fields.expect(SET, "").ok()?;
            let value = Cursor::new(whole, values.content).next("").ok()?;
            Some((kind, value))
        };
        let Some((kind, value)) = read() else { continue };
        match kind.as_str() {
            "1.2.840.113549.1.9.20" => label.name = strings::text(value.tag, value.content),
            "1.2.840.113549.1.9.21" => label.local_id = hex(value.content),
            _ => {}
        }
    }
    label
}
