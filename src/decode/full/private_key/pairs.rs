//! The pairs that are looked into: the public half, and whether it belongs to the private one.

use super::super::der::{
    BIT_STRING, Cursor, INTEGER, OCTET_STRING, OID, SEQUENCE, Value, bits, oid,
};
use super::super::write;
use super::{DSA, EC, Pair, numbers, plain_public, public_key};
use crate::crypto::pair::{Public, RsaParts, ec_public, ed25519_public, rsa_fault};
use crate::crypto::possession;
use crate::model::{Oid, PublicKey};

/// RSAPrivateKey (RFC 8017, A.1.2); `algorithm` is the whole AlgorithmIdentifier.
pub(super) fn rsa(algorithm: &[u8], key: &[u8]) -> Pair {
    let numbers = numbers(key).unwrap_or_default();
    let [_, modulus, exponent, private, p, q, ..] = numbers.as_slice() else {
        return Pair::unreadable("RSA");
    };
    rsa_pair(Some(algorithm), modulus, exponent, private, [p, q])
}

/// An RSA key from its numbers. Primes that are zero or empty are not there: some writers leave
/// them out.
pub(in super::super) fn rsa_pair(
    algorithm: Option<&[u8]>,
    modulus: &[u8],
    exponent: &[u8],
    private: &[u8],
    primes: [&[u8]; 2],
) -> Pair {
    let public = match algorithm {
        Some(algorithm) => {
            let key = write::value(0x30, &[&write::integer(modulus), &write::integer(exponent)]);
            public_key(algorithm, &key)
        }
        None => super::rsa_public(modulus, exponent),
    };
    let there = |number: &&[u8]| number.iter().any(|byte| *byte != 0);
    let fault = if primes.iter().all(there) {
        rsa_fault(RsaParts { modulus, exponent, private, primes })
    } else {
        None
    };
    Pair::with(public, "RSA").or_fault(fault).with_proof(|| {
        primes
            .iter()
            .all(there)
            .then(|| possession::rsa(RsaParts { modulus, exponent, private, primes }))?
    })
}

/// What is in an ECPrivateKey (RFC 5915, 3).
pub(in super::super) struct EcParts<'a> {
    /// The private number.
    pub number: &'a [u8],
    /// The parameters of the curve, as DER.
    pub parameters: Option<&'a [u8]>,
    /// The public point.
    pub point: Option<&'a [u8]>,
}

impl<'a> EcParts<'a> {
    /// `None` where the bytes have not its outline.
    pub fn read(key: &'a [u8]) -> Option<Self> {
        let frame = Cursor::new(key, key).expect(SEQUENCE, "").ok()?;
        let mut fields = Cursor::new(key, frame.content);
        fields.expect(INTEGER, "").ok()?;
        let number = fields.expect(OCTET_STRING, "").ok()?.content;
        let mut parts = Self { number, parameters: None, point: None };
        while let Ok(field) = fields.next("") {
            let inside = Cursor::new(key, field.content).next("").ok();
            if field.is_context(0) {
                parts.parameters = inside.map(|value| value.full);
            } else if field.is_context(1) {
                let string = inside.filter(|value| value.is(BIT_STRING));
                parts.point = string.and_then(|value| bits(value.content)).map(|(_, point)| point);
            }
        }
        Some(parts)
    }
}

/// ECPrivateKey (RFC 5915, 3). In PKCS#8 the curve stands in the algorithm, else in the key.
pub(super) fn ec(algorithm: Option<Value<'_>>, key: &[u8]) -> Pair {
    let Some(EcParts { number, parameters, point }) = EcParts::read(key) else {
        return Pair::unreadable("EC");
    };
    let built;
    let algorithm = match (algorithm, parameters) {
        (Some(algorithm), _) => algorithm.full,
        (None, parameters) => {
            built = write::value(0x30, &[&write::oid(EC), parameters.unwrap_or_default()]);
            &built
        }
    };
    ec_pair(algorithm, number, point)
}

/// An EC key from the whole AlgorithmIdentifier, the private number and the point, where given.
pub(in super::super) fn ec_pair(algorithm: &[u8], private: &[u8], point: Option<&[u8]>) -> Pair {
    let curve = curve(algorithm);
    let made = match curve.as_ref().map(|curve| ec_public(curve.as_str(), private)) {
        Some(Public::Made(made)) => Some(made),
        Some(Public::Impossible) => {
            return with_point(algorithm, point, curve)
                .or_fault(Some("Its private number does not fit its curve: the key is damaged."));
        }
        Some(Public::NotMade) | None => None,
    };
    match (made, point) {
        (Some(made), Some(point)) if !same_point(&made, point) => {
            with_point(algorithm, Some(point), curve).or_fault(Some(
                "The public key written in it does not belong to its private number.",
            ))
        }
        (Some(made), _) => {
            let name = curve.as_ref().map(|curve| curve.as_str().to_owned());
            with_point(algorithm, Some(&made), curve).with_proof(|| possession::ec(&name?, private))
        }
        (None, point) => with_point(algorithm, point, curve),
    }
}

fn with_point(algorithm: &[u8], point: Option<&[u8]>, curve: Option<Oid>) -> Pair {
    let name = curve.as_ref().map_or("explicit parameters", short_name);
    Pair::with(point.and_then(|point| public_key(algorithm, point)), &format!("EC {name}"))
}

/// The curve's name as [`crate::model::Curve`] writes it.
fn short_name(curve: &Oid) -> &str {
    if curve.as_str() == "1.2.840.10045.3.1.7" { "P-256" } else { curve.name() }
}

fn curve(algorithm: &[u8]) -> Option<Oid> {
    let frame = Cursor::new(algorithm, algorithm).expect(SEQUENCE, "").ok()?;
    let mut fields = Cursor::new(algorithm, frame.content);
    fields.expect(OID, "").ok()?;
    oid(fields.expect(OID, "").ok()?.content)
}

/// Whether a point as written, perhaps compressed (SEC 1, 2.3.3), is this one.
fn same_point(made: &[u8], point: &[u8]) -> bool {
    match point {
        [sign @ (2 | 3), x @ ..] => {
            made.get(1..=x.len()) == Some(x) && made.last().is_some_and(|y| y & 1 == sign & 1)
        }
        // The hybrid form says the sign and y too.
        [6 | 7, rest @ ..] => made.get(1..) == Some(rest),
        _ => made == point,
    }
}

/// Ed25519: the seed makes the public key.
pub(in super::super) fn ed25519(seed: Option<&[u8]>, given: Option<PublicKey>) -> Pair {
    let made = match seed.map(ed25519_public) {
        Some(Public::Made(made)) => plain_public("1.3.101.112", &made),
        _ => return Pair::unreadable("Ed25519"),
    };
    let fault = given
        .filter(|given| made.as_ref().is_some_and(|made| made.spki != given.spki))
        .map(|_| "The public key written in it does not belong to its private one.");
    Pair::with(made, "Ed25519").or_fault(fault).with_proof(|| possession::ed25519(seed?))
}

/// DSA (RFC 3279, 2.3.2): `parameters` are p, q and g one behind the other.
pub(super) fn dsa(parameters: &[u8], y: Option<&[u8]>) -> Pair {
    let prime = Cursor::new(parameters, parameters).expect(INTEGER, "").ok();
    let title = match prime {
        Some(prime) => format!("DSA {}", length(prime.content)),
        None => return Pair::unreadable("DSA"),
    };
    let public = y.and_then(|y| {
        let parameters = write::value(0x30, &[parameters]);
        let algorithm = write::value(0x30, &[&write::oid(DSA), &parameters]);
        public_key(&algorithm, &write::integer(y))
    });
    Pair { title, public, ..Pair::default() }
}

/// A key whose size is that of the first number in its parameters.
pub(super) fn sized(name: &str, parameters: Option<Value<'_>>, given: Option<PublicKey>) -> Pair {
    let content = parameters.map(|value| value.content).unwrap_or_default();
    let prime = Cursor::new(content, content).expect(INTEGER, "").ok();
    let title = prime.map_or(name.to_owned(), |p| format!("{name} {}", length(p.content)));
    Pair { title, public: given, ..Pair::default() }
}

/// The length of a number in bits.
fn length(number: &[u8]) -> usize {
    let zeros = number.iter().take_while(|byte| **byte == 0).count();
    let unused = number.get(zeros).map_or(0, |byte| byte.leading_zeros() as usize);
    number.len().saturating_sub(zeros).saturating_mul(8).saturating_sub(unused)
}
