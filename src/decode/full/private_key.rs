//! Private keys that lie open: PKCS#8 (RFC 5958), PKCS#1 (RFC 8017, A.1.2), SEC 1 (C.4; RFC 5915)
//! and OpenSSL's form of DSA. What leaves here is the public half and the name of the kind.

mod pairs;

use super::algorithm::parts;
use super::der::{
    BIT_STRING, Cursor, INTEGER, OCTET_STRING, SEQUENCE, Value, bits as bits_of, number,
};
use super::{key, write};
use crate::crypto::unlock::Secret;
use crate::model::{KeyKind, Oid, PrivateKey, PublicKey, Signed};

pub(super) const RSA: &str = "1.2.840.113549.1.1.1";
const RSA_PSS: &str = "1.2.840.113549.1.1.10";
pub(super) const EC: &str = "1.2.840.10045.2.1";
pub(super) const DSA: &str = "1.2.840.10040.4.1";

/// What is known of a key besides the form it was written in.
#[derive(Debug, Default)]
pub(super) struct Pair {
    pub title: String,
    pub public: Option<PublicKey>,
    pub fault: String,
    pub proof: Option<Box<Signed>>,
}

impl Pair {
    /// A key that has a public half.
    pub fn with(public: Option<PublicKey>, otherwise: &str) -> Self {
        let title = public.as_ref().map_or_else(|| otherwise.to_owned(), PublicKey::short);
        Self { title, public, ..Self::default() }
    }

    /// A key whose content could not be read.
    pub fn unreadable(title: &str) -> Self {
        let fault = format!("The content of this {title} key is damaged.");
        Self { title: title.to_owned(), fault, ..Self::default() }
    }

    fn or_fault(mut self, fault: Option<&str>) -> Self {
        if let Some(fault) = fault {
            self.fault = fault.to_owned();
        }
        self
    }

    /// The same, with what the key signed; a damaged key proves nothing.
    fn with_proof(mut self, sign: impl FnOnce() -> Option<Signed>) -> Self {
        if self.fault.is_empty() && self.public.is_some() {
            self.proof = sign().map(Box::new);
        }
        self
    }

    pub fn into_key(self, form: &'static str) -> PrivateKey {
        let Pair { title, public, fault, proof } = self;
        PrivateKey { form, title, public, fault, proof, ..PrivateKey::default() }
    }
}

/// The same, and the bytes it was read from.
pub(super) fn whole(der: Secret) -> Option<(PrivateKey, Secret)> {
    Some((private_key(&der)?, der))
}

/// Reads a private key of any of these forms; `None` where the bytes have none of their outlines.
pub(super) fn private_key(der: &[u8]) -> Option<PrivateKey> {
    let frame = Cursor::new(der, der).expect(SEQUENCE, "").ok()?;
    let mut fields = Cursor::new(der, frame.content);
    let version = number(fields.expect(INTEGER, "").ok()?.content)?;
    let second = fields.next("").ok()?;
    if second.is(SEQUENCE) && version <= 1 {
        let key = fields.expect(OCTET_STRING, "").ok()?;
        return Some(pkcs8(der, second, key, fields)?.into_key("PKCS#8"));
    }
    if second.is(OCTET_STRING) && version == 1 {
        return Some(pairs::ec(None, frame.full).into_key("SEC 1"));
    }
    let numbers = numbers(frame.full)?;
    match numbers.len() {
        // OpenSSL's DSAPrivateKey: version, p, q, g, y, x.
        6 if version == 0 => {
            let [_, p, q, g, y, _] = numbers.as_slice() else { return None };
            let parameters: Vec<u8> = [p, q, g].iter().flat_map(|n| write::integer(n)).collect();
            Some(pairs::dsa(&parameters, Some(y)).into_key("OpenSSL DSA"))
        }
        9.. if version <= 1 => {
            let algorithm = write::value(0x30, &[&write::oid(RSA), &[5, 0]]);
            Some(pairs::rsa(&algorithm, frame.full).into_key("PKCS#1"))
        }
        _ => None,
    }
}

/// OneAsymmetricKey (RFC 5958, 2): the algorithm tells what the octets hold.
fn pkcs8(whole: &[u8], algorithm: Value<'_>, key: Value<'_>, mut rest: Cursor<'_>) -> Option<Pair> {
    let (id, parameters) = parts(whole, algorithm).ok()?;
    let mut public = None;
    while let Ok(field) = rest.next("") {
        // [0] holds attributes; [1] is the public key, IMPLICIT BIT STRING.
        if field.is_context(1) {
            public = bits_of(field.content).filter(|(unused, _)| *unused == 0).map(|(_, key)| key);
        }
    }
    let given = || public.and_then(|key| public_key(algorithm.full, key));
    let content = key.content;
    Some(match id.as_str() {
        RSA | RSA_PSS => pairs::rsa(algorithm.full, content),
        EC => pairs::ec(Some(algorithm), content),
        // RFC 8410, 7: CurvePrivateKey is an OCTET STRING of its own.
        "1.3.101.112" => pairs::ed25519(inner_octets(content), given()),
        "1.3.101.113" | "1.3.101.110" | "1.3.101.111" => {
            let sized = |size: usize| inner_octets(content).is_some_and(|key| key.len() == size);
            let whole = match id.as_str() {
                "1.3.101.113" => sized(57),
                "1.3.101.110" => sized(32),
                _ => sized(56),
            };
            if whole { Pair::with(given(), id.name()) } else { Pair::unreadable(id.name()) }
        }
        DSA => pairs::dsa(parameters.map(|p| p.content).unwrap_or_default(), None),
        // dhKeyAgreement (PKCS#3) and dhpublicnumber (X9.42): the prime comes first in both.
        "1.2.840.113549.1.3.1" | "1.2.840.10046.2.1" => pairs::sized("DH", parameters, given()),
        _ => Pair::with(given(), named(&id)),
    })
}

/// The name of a key type that is known by its OID only.
fn named(id: &Oid) -> &str {
    match id.as_str() {
        "1.2.840.113549.1.1.7" => "RSA-OAEP",
        _ => id.name(),
    }
}

/// The content of an OCTET STRING inside another.
pub(super) fn inner_octets(content: &[u8]) -> Option<&[u8]> {
    Some(Cursor::new(content, content).expect(OCTET_STRING, "").ok()?.content)
}

/// The INTEGERs of a SEQUENCE, as far as there are any; at most a dozen.
pub(super) fn numbers(der: &[u8]) -> Option<Vec<&[u8]>> {
    let frame = Cursor::new(der, der).expect(SEQUENCE, "").ok()?;
    let mut fields = Cursor::new(der, frame.content);
    let mut numbers = Vec::new();
    while let Ok(value) = fields.expect(INTEGER, "") {
        if numbers.len() >= 12 {
            break;
        }
        numbers.push(value.content);
    }
    Some(numbers)
}

/// EncryptedPrivateKeyInfo (RFC 5958, 3): the algorithm and what is encrypted.
pub(super) fn encrypted(der: &[u8]) -> Option<(Value<'_>, &[u8])> {
    let frame = Cursor::new(der, der).expect(SEQUENCE, "").ok()?;
    let mut fields = Cursor::new(der, frame.content);
    let algorithm = fields.expect(SEQUENCE, "").ok()?;
    let data = fields.expect(OCTET_STRING, "").ok()?;
    parts(der, algorithm).ok()?;
    fields.is_empty().then_some((algorithm, data.content))
}

/// A public key on its own: SubjectPublicKeyInfo, or PKCS#1's RSAPublicKey (RFC 8017, A.1.1).
pub(super) fn public_alone(der: &[u8]) -> Option<PublicKey> {
    let frame = Cursor::new(der, der).expect(SEQUENCE, "").ok()?;
    let mut fields = Cursor::new(der, frame.content);
    let first = fields.next("").ok()?;
    let second = fields.next("").ok()?;
    if !fields.is_empty() {
        return None;
    }
    if first.is(SEQUENCE) && second.is(BIT_STRING) {
        return key::public_key(der, frame).ok();
    }
    if first.is(INTEGER) && second.is(INTEGER) && first.content.len() > 32 {
        let algorithm = write::value(0x30, &[&write::oid(RSA), &[5, 0]]);
        return public_key(&algorithm, frame.full);
    }
    None
}

/// A public key made of a whole AlgorithmIdentifier and the key's bytes.
pub(super) fn public_key(algorithm: &[u8], bytes: &[u8]) -> Option<PublicKey> {
    let spki = write::public_key(algorithm, bytes);
    let value = Cursor::new(&spki, &spki).next("The key").ok()?;
    let key = key::public_key(&spki, value).ok()?;
    (!matches!(key.kind, KeyKind::Unreadable { .. })).then_some(key)
}

/// A public RSA key made of its numbers.
pub(super) fn rsa_public(modulus: &[u8], exponent: &[u8]) -> Option<PublicKey> {
    let algorithm = write::value(0x30, &[&write::oid(RSA), &[5, 0]]);
    let key = write::value(0x30, &[&write::integer(modulus), &write::integer(exponent)]);
    public_key(&algorithm, &key)
}

/// A public key on a named curve.
pub(super) fn ec_public(curve: &str, point: &[u8]) -> Option<PublicKey> {
    public_key(&write::value(0x30, &[&write::oid(EC), &write::oid(curve)]), point)
}

/// A public key of RFC 8410, which has no parameters.
pub(super) fn plain_public(oid: &str, bytes: &[u8]) -> Option<PublicKey> {
    public_key(&write::value(0x30, &[&write::oid(oid)]), bytes)
}

/// A public DSA key made of its numbers.
pub(super) fn dsa_pair(parameters: [&[u8]; 3], y: Option<&[u8]>) -> Pair {
    let parameters: Vec<u8> = parameters.iter().flat_map(|n| write::integer(n)).collect();
    pairs::dsa(&parameters, y)
}

pub(super) use pairs::{EcParts, ec_pair, ed25519 as ed25519_pair, rsa_pair};
