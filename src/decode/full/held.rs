//! Private keys that are kept for a file that somebody may ask for: PKCS#8 (RFC 5958), whatever they
//! came in. The first version of it, without a public key beside: OpenSSL 3.0 reads no other.

use std::fmt;

use super::der::{Cursor, INTEGER, OCTET_STRING, SEQUENCE, number};
use super::private_key::{DSA, EC, EcParts, RSA, inner_octets, numbers};
use super::{algorithm, write};
use crate::crypto::pair::{RsaParts, rsa_rest};
use crate::crypto::unlock::Secret;
use crate::model::{KeyKind, PrivateKey, PublicKey};

/// A private key. Its bytes are wiped when it is dropped, and nothing prints them.
pub struct HeldKey {
    /// Its type and size in words.
    pub title: String,
    /// Its public half, where that is known.
    pub public: Option<PublicKey>,
    /// Its name in its container; may be empty.
    pub name: String,
    pkcs8: Secret,
}

impl fmt::Debug for HeldKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("HeldKey")
    }
}

/// What a key is made of.
pub enum Inner<'a> {
    /// RSAPrivateKey (RFC 8017, A.1.2) as it is, and the eight numbers behind its version.
    #[allow(missing_docs)]
    Rsa { der: &'a [u8], numbers: Vec<&'a [u8]> },
    /// The curve's parameters as DER, the private number, and the point where it is known.
    #[allow(missing_docs)]
    Ec { parameters: &'a [u8], number: &'a [u8], point: Option<&'a [u8]> },
    /// The curve of RFC 8410 by its OID, and the private bytes.
    #[allow(missing_docs)]
    Plain { oid: String, private: &'a [u8] },
    /// Something else.
    Other,
}

impl HeldKey {
    pub(super) fn new(key: &PrivateKey, name: &str, pkcs8: Secret) -> Self {
        Self { title: key.title.clone(), public: key.public.clone(), name: name.to_owned(), pkcs8 }
    }

    /// PrivateKeyInfo as DER.
    pub fn pkcs8(&self) -> &[u8] {
        &self.pkcs8
    }

    /// What is in it.
    pub fn inner(&self) -> Inner<'_> {
        self.read().unwrap_or(Inner::Other)
    }

    fn read(&self) -> Option<Inner<'_>> {
        let der = self.pkcs8();
        let frame = Cursor::new(der, der).expect(SEQUENCE, "").ok()?;
        let mut fields = Cursor::new(der, frame.content);
        fields.expect(INTEGER, "").ok()?;
        let algorithm = fields.expect(SEQUENCE, "").ok()?;
        let content = fields.expect(OCTET_STRING, "").ok()?.content;
        let (id, parameters) = algorithm::parts(der, algorithm).ok()?;
        Some(match id.as_str() {
            RSA => {
                let numbers: Vec<&[u8]> = numbers(content)?.into_iter().skip(1).collect();
                (numbers.len() == 8).then_some(Inner::Rsa { der: content, numbers })?
            }
            EC => {
                let EcParts { number, point, .. } = EcParts::read(content)?;
                Inner::Ec { parameters: parameters?.full, number, point }
            }
            "1.3.101.110" | "1.3.101.111" | "1.3.101.112" | "1.3.101.113" => {
                Inner::Plain { oid: id.as_str().to_owned(), private: inner_octets(content)? }
            }
            _ => Inner::Other,
        })
    }
}

/// From PKCS#8 of any version, PKCS#1, SEC 1 and OpenSSL's form of DSA; `key` is what was read of
/// the same bytes.
pub(super) fn from_der(der: &[u8], key: &PrivateKey) -> Option<Secret> {
    let frame = Cursor::new(der, der).expect(SEQUENCE, "").ok()?;
    let mut fields = Cursor::new(der, frame.content);
    number(fields.expect(INTEGER, "").ok()?.content)?;
    // A point that was computed, where there is one: some writers leave it out.
    let known = match key.public.as_ref().map(|public| &public.kind) {
        Some(KeyKind::Ec { point, .. }) => Some(point.as_slice()),
        _ => None,
    };
    match key.form {
        "PKCS#8" => {
            let algorithm = fields.expect(SEQUENCE, "").ok()?;
            let content = fields.expect(OCTET_STRING, "").ok()?.content;
            let (id, _) = algorithm::parts(der, algorithm).ok()?;
            if id.as_str() == EC {
                let EcParts { number, point, .. } = EcParts::read(content)?;
                return Some(from_ec(algorithm.full, number, known.or(point)));
            }
            Some(info(algorithm.full, content))
        }
        "SEC 1" => {
            let EcParts { number, parameters, point } = EcParts::read(frame.full)?;
            let algorithm = write::value(0x30, &[&write::oid(EC), parameters?]);
            Some(from_ec(&algorithm, number, known.or(point)))
        }
        "PKCS#1" => {
            let algorithm = write::value(0x30, &[&write::oid(RSA), &[5, 0]]);
            Some(info(&algorithm, frame.full))
        }
        "OpenSSL DSA" => {
            let numbers = numbers(frame.full)?;
            let [_, p, q, g, _, x] = numbers.as_slice() else { return None };
            let parameters: Vec<u8> = [p, q, g].iter().flat_map(|n| write::integer(n)).collect();
            let parameters = write::value(0x30, &[&parameters]);
            let algorithm = write::value(0x30, &[&write::oid(DSA), &parameters]);
            Some(info(&algorithm, &Secret::new(write::integer(x))))
        }
        _ => None,
    }
}

/// PrivateKeyInfo (RFC 5208, 5) of a whole AlgorithmIdentifier and the key.
fn info(algorithm: &[u8], key: &[u8]) -> Secret {
    let key = write::secret(0x04, &[key]);
    write::secret(0x30, &[&[2, 1, 0], algorithm, &key])
}

/// An EC key from the whole AlgorithmIdentifier, the private number, and the point where known.
pub(super) fn from_ec(algorithm: &[u8], private: &[u8], point: Option<&[u8]>) -> Secret {
    info(algorithm, &ec_private_key(private, None, point))
}

/// ECPrivateKey (RFC 5915, 3). The number is as long as the curve wants it where the point tells how
/// long that is.
pub fn ec_private_key(private: &[u8], parameters: Option<&[u8]>, point: Option<&[u8]>) -> Secret {
    let zeros = private.iter().take_while(|byte| **byte == 0).count();
    let number = private.get(zeros..).unwrap_or_default();
    let size = match point {
        Some([4, rest @ ..]) => rest.len() / 2,
        Some([2 | 3, x @ ..]) => x.len(),
        _ => private.len(),
    };
    let padding = vec![0; size.saturating_sub(number.len())];
    let number = write::secret(0x04, &[&padding, number]);
    let parameters = parameters.map(|it| write::value(0xA0, &[it])).unwrap_or_default();
    let point = point.map(|it| write::value(0xA1, &[&write::value(0x03, &[&[0], it])]));
    write::secret(0x30, &[&[2, 1, 1], &number, &parameters, &point.unwrap_or_default()])
}

/// A key of RFC 8410, 7: an OCTET STRING of its own.
pub(super) fn from_plain(oid: &str, private: &[u8]) -> Secret {
    let algorithm = write::value(0x30, &[&write::oid(oid)]);
    info(&algorithm, &write::secret(0x04, &[private]))
}

/// An RSA key from its numbers; `None` where they are no key.
pub(super) fn from_rsa(parts: RsaParts<'_>) -> Option<Secret> {
    let [first, second, coefficient] = rsa_rest(parts)?;
    let [p, q] = parts.primes;
    let all = [parts.modulus, parts.exponent, parts.private, p, q, &first, &second, &coefficient];
    let numbers: Vec<Secret> = all.iter().map(|it| Secret::new(write::integer(it))).collect();
    let mut fields: Vec<&[u8]> = vec![&[2, 1, 0]];
    fields.extend(numbers.iter().map(|it| it.as_slice()));
    let algorithm = write::value(0x30, &[&write::oid(RSA), &[5, 0]]);
    Some(info(&algorithm, &write::secret(0x30, &fields)))
}
