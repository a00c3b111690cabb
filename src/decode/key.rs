//! SubjectPublicKeyInfo (RFC 5280, 4.1.2.7; RFC 3279, 4055, 5480, 8410).

use super::algorithm::parts;
use super::der::{BIT_STRING, Cursor, INTEGER, OID, SEQUENCE, Value, bits, oid};
use crate::model::{Curve, KeyKind, Problem, PublicKey};

/// Reads a SubjectPublicKeyInfo.
pub(super) fn public_key(whole: &[u8], value: Value<'_>) -> Result<PublicKey, Problem> {
    let mut inside = Cursor::new(whole, value.content);
    let algorithm = inside.expect(SEQUENCE, "The algorithm of the public key")?;
    let (id, parameters) = parts(whole, algorithm)?;
    let string = inside.expect(BIT_STRING, "The public key")?;
    let Some((0, key)) = bits(string.content) else {
        return Err(
            inside.problem(string.full, "The public key is no whole number of bytes.".into())
        );
    };
    let kind = match id.as_str() {
        "1.2.840.113549.1.1.1" => rsa(key, false),
        "1.2.840.113549.1.1.10" => rsa(key, true),
        "1.2.840.10045.2.1" => KeyKind::Ec { curve: curve(parameters), point: key.to_vec() },
        "1.3.101.112" if key.len() == 32 => KeyKind::Ed25519(key.to_vec()),
        "1.3.101.112" => KeyKind::Unreadable { name: "Ed25519".into() },
        _ => KeyKind::Other { name: id.name().to_owned() },
    };
    Ok(PublicKey { spki: value.full.to_vec(), oid: id, kind })
}

fn curve(parameters: Option<Value<'_>>) -> Curve {
    let named = parameters.filter(|p| p.is(OID)).and_then(|p| oid(p.content));
    match named.as_ref().map(|id| id.as_str()) {
        Some("1.2.840.10045.3.1.7") => Curve::P256,
        Some("1.3.132.0.34") => Curve::P384,
        Some("1.3.132.0.35") => Curve::P521,
        _ => Curve::Other(match named {
            Some(id) => id.name().to_owned(),
            None => "explicit parameters".into(),
        }),
    }
}

/// Reads the bits of an RSA key on their own: RSAPublicKey.
pub fn rsa_key(key: &[u8]) -> KeyKind {
    rsa(key, false)
}

/// RSAPublicKey (RFC 8017, A.1.1): modulus and exponent.
fn rsa(key: &[u8], pss_only: bool) -> KeyKind {
    let numbers = || -> Result<(&[u8], &[u8], bool), Problem> {
        // What stands behind the SEQUENCE is passed over, as OpenSSL and Go do.
        let mut outer = Cursor::new(key, key);
        let mut inside = Cursor::new(key, outer.expect(SEQUENCE, "The key")?.content);
        let modulus = inside.expect(INTEGER, "The modulus")?;
        let exponent = inside.expect(INTEGER, "The exponent")?;
        let whole = inside.is_empty();
        Ok((modulus.content, exponent.content, whole))
    };
    match numbers() {
        Ok((modulus, exponent, true)) if !negative(modulus) && !negative(exponent) => {
            let (modulus, exponent) = (stripped(modulus), stripped(exponent));
            let unused = modulus.first().map_or(0, |b| b.leading_zeros() as usize);
            KeyKind::Rsa {
                bits: modulus.len().saturating_mul(8).saturating_sub(unused),
                exponent: exponent.to_vec(),
                modulus: modulus.to_vec(),
                pss_only,
            }
        }
        _ => KeyKind::Unreadable { name: "RSA".into() },
    }
}

fn negative(integer: &[u8]) -> bool {
    integer.first().is_none_or(|b| b & 0x80 != 0)
}

fn stripped(integer: &[u8]) -> &[u8] {
    let zeros = integer.iter().take_while(|b| **b == 0).count();
    integer.get(zeros..).unwrap_or_default()
}
