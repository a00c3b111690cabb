//! PKCS#7 and CMS: the certificates and revocation lists a SignedData carries (RFC 5652, 5.1).

use super::der::{Cursor, INTEGER, OID, SEQUENCE, SET, oid};

/// signedData (RFC 5652, 5.1).
const SIGNED_DATA: &str = "1.2.840.113549.1.7.2";

/// What a SignedData carries besides its content.
#[derive(Debug, Default)]
pub(super) struct Carried<'a> {
    /// Certificates as DER.
    pub certificates: Vec<&'a [u8]>,
    /// Revocation lists as DER.
    pub lists: Vec<&'a [u8]>,
    /// How many signatures stand behind them; a bundle made to carry certificates has none.
    pub signers: usize,
}

/// Opens a SignedData; `None` where the bytes are none.
pub(super) fn signed_data(der: &[u8]) -> Option<Carried<'_>> {
    let frame = Cursor::new(der, der).expect(SEQUENCE, "").ok()?;
    let mut info = Cursor::new(der, frame.content);
    let kind = oid(info.expect(OID, "").ok()?.content)?;
    if kind.as_str() != SIGNED_DATA {
        return None;
    }
    let content = info.next("").ok().filter(|value| value.is_context(0))?;
    let data = Cursor::new(der, content.content).expect(SEQUENCE, "").ok()?;
    let mut fields = Cursor::new(der, data.content);
    fields.expect(INTEGER, "").ok()?;
    fields.expect(SET, "").ok()?;
    fields.expect(SEQUENCE, "").ok()?;
    let mut carried = Carried::default();
    while let Ok(value) = fields.next("") {
        let mut inside = Cursor::new(der, value.content);
        let mut each = || inside.next("").ok().map(|value| value.full);
        if value.is_context(0) {
            // CertificateSet is a CHOICE: only plain certificates are SEQUENCEs.
            carried.certificates.extend(std::iter::from_fn(&mut each).filter(|it| is_sequence(it)));
        } else if value.is_context(1) {
            carried.lists.extend(std::iter::from_fn(&mut each).filter(|it| is_sequence(it)));
        } else if value.is(SET) {
            carried.signers = std::iter::from_fn(&mut each).count();
        }
    }
    Some(carried)
}

fn is_sequence(der: &[u8]) -> bool {
    der.first() == Some(&0x30)
}
