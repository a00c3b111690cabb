//! Signed certificate timestamps inside a certificate (RFC 6962, 3.3), and what their logs signed
//! (3.2): the certificate before the timestamps were put in.

use super::der::{Cursor, OID, SEQUENCE, Value, oid};
use super::write;
use crate::model::{Certificate, SignatureKind, oid::ext};
use crate::model::{DigestAlgorithm, Oid, SignatureAlgorithm};

/// A timestamp with its signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timestamp {
    /// 0 for v1, the only version there is.
    pub version: u8,
    /// SHA-256 of the log's public key.
    pub log: [u8; 32],
    /// Milliseconds since 1970.
    pub time: u64,
    /// What the log added; empty so far, or the entry's number (C2SP static-ct-api).
    pub extensions: Vec<u8>,
    /// How it is signed; `None` for what RFC 6962, 2.1.4 does not allow.
    pub algorithm: Option<SignatureAlgorithm>,
    /// The signature.
    pub signature: Vec<u8>,
}

/// The timestamps of a certificate; `None` without the extension, or where it cannot be read.
pub fn timestamps(certificate: &Certificate) -> Option<Vec<Timestamp>> {
    read(&certificate.extension(ext::SCTS)?.raw)
}

/// The timestamps of the extension's value.
pub fn read(raw: &[u8]) -> Option<Vec<Timestamp>> {
    let (_, list) =
        x509_parser::extensions::parse_ct_signed_certificate_timestamp_list(raw).ok()?;
    list.iter()
        .map(|sct| {
            Some(Timestamp {
                version: sct.version.0,
                log: *sct.id.key_id,
                time: sct.timestamp,
                extensions: sct.extensions.0.to_vec(),
                algorithm: algorithm(sct.signature.hash_alg_id, sct.signature.sign_alg_id),
                signature: sct.signature.data.to_vec(),
            })
        })
        .collect()
}

/// RFC 6962, 2.1.4: ECDSA on P-256, or RSA, both with SHA-256; numbered as in RFC 5246, 7.4.1.4.1.
fn algorithm(hash: u8, signature: u8) -> Option<SignatureAlgorithm> {
    let (id, kind) = match (hash, signature) {
        (4, 3) => ("1.2.840.10045.4.3.2", SignatureKind::Ecdsa(DigestAlgorithm::Sha256)),
        (4, 1) => ("1.2.840.113549.1.1.11", SignatureKind::RsaPkcs1(DigestAlgorithm::Sha256)),
        _ => return None,
    };
    Some(SignatureAlgorithm { der: Vec::new(), oid: Oid(id.into()), kind })
}

/// The bytes a log signed for a timestamp of this certificate (RFC 6962, 3.2, `precert_entry`);
/// `issuer_key` is SHA-256 of the issuer's SubjectPublicKeyInfo.
pub fn signed_data(
    certificate: &Certificate,
    issuer_key: &[u8; 32],
    timestamp: &Timestamp,
) -> Option<Vec<u8>> {
    let tbs = without_timestamps(certificate)?;
    let length = u32::try_from(tbs.len()).ok()?.to_be_bytes();
    let extensions = u16::try_from(timestamp.extensions.len()).ok()?.to_be_bytes();
    // A length of three bytes.
    let [0, length @ ..] = length else { return None };
    let mut data = vec![timestamp.version, 0];
    data.extend(timestamp.time.to_be_bytes());
    data.extend([0, 1]);
    data.extend(issuer_key);
    data.extend(length);
    data.extend(&tbs);
    data.extend(extensions);
    data.extend(&timestamp.extensions);
    Some(data)
}

/// TBSCertificate without the list of timestamps, of a precertificate without its mark; everything
/// else byte for byte. For a precertificate that another key signed, RFC 6962, 3.2 puts the issuer's names in their place: then the bytes are
/// those of the certificate all the same.
fn without_timestamps(certificate: &Certificate) -> Option<Vec<u8>> {
    let bytes = certificate.tbs_bytes();
    let tbs = Cursor::new(bytes, bytes).expect(SEQUENCE, "").ok()?;
    let mut parts = Cursor::new(bytes, tbs.content);
    let mut kept: Vec<Vec<u8>> = Vec::new();
    while !parts.is_empty() {
        let part = parts.next("").ok()?;
        kept.push(match part.is_context(3) {
            true => extensions_without(bytes, part)?,
            false => part.full.to_vec(),
        });
    }
    let kept: Vec<&[u8]> = kept.iter().map(Vec::as_slice).collect();
    Some(write::value(0x30, &kept))
}

fn extensions_without(bytes: &[u8], part: Value<'_>) -> Option<Vec<u8>> {
    let list = Cursor::new(bytes, part.content).expect(SEQUENCE, "").ok()?;
    let mut cursor = Cursor::new(bytes, list.content);
    let mut kept: Vec<&[u8]> = Vec::new();
    while !cursor.is_empty() {
        let extension = cursor.expect(SEQUENCE, "").ok()?;
        let id = Cursor::new(bytes, extension.content).expect(OID, "").ok()?;
        if !matches!(oid(id.content)?.as_str(), ext::SCTS | ext::PRECERT_POISON) {
            kept.push(extension.full);
        }
    }
    if kept.is_empty() {
        return Some(Vec::new());
    }
    Some(write::value(0xA3, &[&write::value(0x30, &kept)]))
}
