//! Algorithm identifiers of signatures (RFC 3279, 4055, 5758, 8410).

use super::der::{Cursor, OID, SEQUENCE, Value, oid};
use crate::model::{DigestAlgorithm, Oid, Problem, SignatureAlgorithm, SignatureKind};

/// Reads an AlgorithmIdentifier that names a signature algorithm.
pub(super) fn signature(whole: &[u8], value: Value<'_>) -> Result<SignatureAlgorithm, Problem> {
    let (id, parameters) = parts(whole, value)?;
    use DigestAlgorithm::*;
    let kind = match id.as_str() {
        "1.2.840.113549.1.1.2" => SignatureKind::RsaPkcs1(Md2),
        "1.2.840.113549.1.1.4" => SignatureKind::RsaPkcs1(Md5),
        "1.2.840.113549.1.1.5" | "1.3.14.3.2.29" => SignatureKind::RsaPkcs1(Sha1),
        "1.2.840.113549.1.1.14" => SignatureKind::RsaPkcs1(Sha224),
        "1.2.840.113549.1.1.11" => SignatureKind::RsaPkcs1(Sha256),
        "1.2.840.113549.1.1.12" => SignatureKind::RsaPkcs1(Sha384),
        "1.2.840.113549.1.1.13" => SignatureKind::RsaPkcs1(Sha512),
        "1.2.840.113549.1.1.10" => pss(whole, parameters),
        "1.2.840.10045.4.1" => SignatureKind::Ecdsa(Sha1),
        "1.2.840.10045.4.3.1" => SignatureKind::Ecdsa(Sha224),
        "1.2.840.10045.4.3.2" => SignatureKind::Ecdsa(Sha256),
        "1.2.840.10045.4.3.3" => SignatureKind::Ecdsa(Sha384),
        "1.2.840.10045.4.3.4" => SignatureKind::Ecdsa(Sha512),
        "1.3.101.112" => SignatureKind::Ed25519,
        _ => SignatureKind::Other(id.name().to_owned()),
    };
    Ok(SignatureAlgorithm { der: value.full.to_vec(), oid: id, kind })
}

/// The OID and the parameters of an AlgorithmIdentifier.
pub(super) fn parts<'a>(
    whole: &'a [u8],
    value: Value<'a>,
) -> Result<(Oid, Option<Value<'a>>), Problem> {
    let mut inside = Cursor::new(whole, value.content);
    let id = inside.expect(OID, "The algorithm")?;
    let parameters = inside.next("The parameters").ok();
    let id = oid(id.content)
        .ok_or_else(|| inside.problem(id.full, "The algorithm is no OID.".into()))?;
    Ok((id, parameters))
}

/// RSASSA-PSS-params (RFC 4055, 3.1); absent parts have defaults: SHA-1, MGF1 with SHA-1, 20.
fn pss(whole: &[u8], parameters: Option<Value<'_>>) -> SignatureKind {
    let unreadable = || SignatureKind::Other("RSA-PSS with unreadable parameters".into());
    let Some(parameters) = parameters.filter(|p| p.is(SEQUENCE)) else { return unreadable() };
    let (mut digest, mut mask, mut salt) = (DigestAlgorithm::Sha1, DigestAlgorithm::Sha1, 20);
    let mut fields = Cursor::new(whole, parameters.content);
    while let Ok(field) = fields.next("A PSS parameter") {
        let mut inside = Cursor::new(whole, field.content);
        let Ok(content) = inside.next("A PSS parameter") else { return unreadable() };
        if field.is_context(0) {
            let Some(found) = digest_of(whole, content) else { return unreadable() };
            digest = found;
        } else if field.is_context(1) {
            // MGF1 (RFC 8017, B.2.1) is the only mask generation function; its parameter is a digest.
            let inner = match parts(whole, content) {
                Ok((id, Some(inner))) if id.as_str() == "1.2.840.113549.1.1.8" => inner,
                _ => return unreadable(),
            };
            let Some(found) = digest_of(whole, inner) else { return unreadable() };
            mask = found;
        } else if field.is_context(2) {
            match content.content {
                [length] if *length < 0x80 => salt = usize::from(*length),
                [0, length] => salt = usize::from(*length),
                _ => return unreadable(),
            }
        } else if !(field.is_context(3) && content.content == [1]) {
            // trailerField must be 1.
            return unreadable();
        }
    }
    if !fields.is_empty() {
        return unreadable();
    }
    SignatureKind::RsaPss { digest, mask, salt }
}

fn digest_of(whole: &[u8], value: Value<'_>) -> Option<DigestAlgorithm> {
    let (id, _) = parts(whole, value).ok()?;
    Some(match id.as_str() {
        "1.3.14.3.2.26" => DigestAlgorithm::Sha1,
        "2.16.840.1.101.3.4.2.4" => DigestAlgorithm::Sha224,
        "2.16.840.1.101.3.4.2.1" => DigestAlgorithm::Sha256,
        "2.16.840.1.101.3.4.2.2" => DigestAlgorithm::Sha384,
        "2.16.840.1.101.3.4.2.3" => DigestAlgorithm::Sha512,
        _ => return None,
    })
}
