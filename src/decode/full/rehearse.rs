//! A certificate as it would look issued anew: some extensions left out, other dates. Nobody signed
//! it, and [`Certificate::rehearsed`] says so: it serves to try what a new certificate would do.

use super::der::{Cursor, OID, SEQUENCE};
use super::write;
use crate::model::{Certificate, Time};

/// The certificate without these extensions, and with these dates where some are given; `None`
/// where its bytes cannot be taken apart.
pub fn rehearse(
    certificate: &Certificate,
    without: &[&str],
    dates: Option<(Time, Time)>,
) -> Option<Certificate> {
    let der = certificate.der.as_slice();
    let outer = Cursor::new(der, der).expect(SEQUENCE, "").ok()?;
    let mut parts = Cursor::new(der, outer.content);
    let (tbs, algorithm, signature) =
        (parts.expect(SEQUENCE, "").ok()?, parts.next("").ok()?, parts.next("").ok()?);
    let span = certificate.spans.validity;
    let validity = der.get(span.start..span.end)?;
    let mut fields = Cursor::new(der, tbs.content);
    let mut written: Vec<Vec<u8>> = Vec::new();
    while let Ok(field) = fields.next("") {
        written.push(match dates {
            Some((from, to)) if std::ptr::eq(field.full, validity) => {
                write::value(0x30, &[&time(from), &time(to)])
            }
            _ if field.is_context(3) => extensions(der, field.content, without)?,
            _ => field.full.to_vec(),
        });
    }
    let written: Vec<&[u8]> = written.iter().map(Vec::as_slice).collect();
    let tbs = write::value(0x30, &written);
    let whole = write::value(0x30, &[&tbs, algorithm.full, signature.full]);
    let mut new = super::certificate(&whole).ok()?;
    new.rehearsed = true;
    Some(new)
}

/// The extensions field again, without some.
fn extensions(der: &[u8], content: &[u8], without: &[&str]) -> Option<Vec<u8>> {
    let without: Vec<Vec<u8>> = without.iter().map(|oid| write::oid(oid)).collect();
    let list = Cursor::new(der, content).expect(SEQUENCE, "").ok()?;
    let mut all = Cursor::new(der, list.content);
    let mut kept: Vec<&[u8]> = Vec::new();
    while let Ok(extension) = all.next("") {
        let id = Cursor::new(der, extension.content).expect(OID, "").ok()?;
        if !without.iter().any(|oid| oid.as_slice() == id.full) {
            kept.push(extension.full);
        }
    }
    // None at all is written as no field (RFC 5280, 4.1.2.9).
    Some(match kept.is_empty() {
        true => Vec::new(),
        false => write::value(0xA3, &[&write::value(0x30, &kept)]),
    })
}

/// UTCTime to the year 2049, GeneralizedTime from there (RFC 5280, 4.1.2.5).
fn time(at: Time) -> Vec<u8> {
    let digits: String = at.iso().chars().filter(char::is_ascii_digit).collect();
    let (identifier, text) = match digits.get(2..).filter(|_| digits.as_str() < "2050") {
        Some(short) => (0x17, format!("{short}Z")),
        None => (0x18, format!("{digits}Z")),
    };
    write::value(identifier, &[text.as_bytes()])
}
