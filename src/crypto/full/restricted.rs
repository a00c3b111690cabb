//! RSA keys for PSS alone that also say with which parameters (RFC 4055, 1.2): in the full engine
//! only, for they are rare.

use crate::model::{DigestAlgorithm, PublicKey};

/// Parameters of RSASSA-PSS (RFC 4055, 3.1).
#[derive(Debug, PartialEq, Eq)]
struct Parameters {
    digest: DigestAlgorithm,
    mask: DigestAlgorithm,
    salt: usize,
}

/// Whether a key of id-RSASSA-PSS may verify a signature with these parameters (RFC 4055, 3.3): the
/// same digests, and a salt that is no shorter. `None` where its own parameters cannot be read.
pub(super) fn allows(
    key: &PublicKey,
    digest: DigestAlgorithm,
    mask: DigestAlgorithm,
    salt: usize,
) -> Option<bool> {
    let (_, whole, _) = value(&key.spki)?;
    let (_, identifier, _) = value(whole)?;
    let (_, _, parameters) = value(identifier)?;
    if parameters.is_empty() {
        return Some(true);
    }
    let own = read(parameters)?;
    Some(own.digest == digest && own.mask == mask && salt >= own.salt)
}

fn read(der: &[u8]) -> Option<Parameters> {
    let (0x30, mut fields, []) = value(der)? else { return None };
    let sha1 = DigestAlgorithm::Sha1;
    let mut parameters = Parameters { digest: sha1, mask: sha1, salt: 20 };
    while !fields.is_empty() {
        let (tag, field, rest) = value(fields)?;
        fields = rest;
        let (inner, content, []) = value(field)? else { return None };
        match (tag, inner) {
            (0xA0, 0x30) => parameters.digest = digest(content)?,
            (0xA1, 0x30) => {
                // MGF1 and its digest.
                let (6, MGF1, inside) = value(content)? else { return None };
                let (0x30, inside, []) = value(inside)? else { return None };
                parameters.mask = digest(inside)?;
            }
            (0xA2, 2) => {
                parameters.salt = match content {
                    [length @ 0..=0x7F] => usize::from(*length),
                    [0, length] => usize::from(*length),
                    [high @ 0..=0x7F, low] => usize::from(u16::from_be_bytes([*high, *low])),
                    _ => return None,
                };
            }
            (0xA3, 2) if content == [1] => {}
            _ => return None,
        }
    }
    Some(parameters)
}

/// id-mgf1.
const MGF1: &[u8] = &[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 1, 8];

/// The digest that the content of an AlgorithmIdentifier names.
fn digest(identifier: &[u8]) -> Option<DigestAlgorithm> {
    let (6, oid, _) = value(identifier)? else { return None };
    Some(match oid {
        [0x2B, 0x0E, 3, 2, 0x1A] => DigestAlgorithm::Sha1,
        [0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, last] => match last {
            1 => DigestAlgorithm::Sha256,
            2 => DigestAlgorithm::Sha384,
            3 => DigestAlgorithm::Sha512,
            4 => DigestAlgorithm::Sha224,
            _ => return None,
        },
        _ => return None,
    })
}

/// Tag, content and what stands behind the first DER value.
fn value(bytes: &[u8]) -> Option<(u8, &[u8], &[u8])> {
    let (tag, length, rest) = match bytes {
        [tag, short @ 0..=0x7F, rest @ ..] => (tag, usize::from(*short), rest),
        [tag, 0x81, length, rest @ ..] => (tag, usize::from(*length), rest),
        [tag, 0x82, high, low, rest @ ..] => {
            (tag, usize::from(u16::from_be_bytes([*high, *low])), rest)
        }
        _ => return None,
    };
    let (content, behind) = rest.split_at_checked(length)?;
    Some((*tag, content, behind))
}
