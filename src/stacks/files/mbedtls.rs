//! Mbed TLS (`pem.c`, `x509_crt.c`): a BEGIN line may stand anywhere and ends its line; no blank may begin a
//! line of data; or the file is DER.

use super::{Reading, base64, find};

const HEADER: &[u8] = b"-----BEGIN CERTIFICATE-----";
const FOOTER: &[u8] = b"-----END CERTIFICATE-----";

const OTHER: &str = "X509 - The CRT/CRL/CSR format is invalid, e.g. different type expected";
const BASE64: &str = "PEM - PEM string is not as expected : BASE64 - Invalid character in input";

/// As `mbedtls_x509_crt_parse_file` reads it.
pub fn read(bytes: &[u8]) -> Reading {
    if find(bytes, HEADER).is_none() {
        return match bytes.first() {
            Some(0x30) => Ok(vec![bytes.to_vec()]),
            _ => Err(OTHER.into()),
        };
    }
    let mut rest = bytes;
    let (mut found, mut first) = (Vec::new(), None);
    while let Some((body, behind)) = block(rest) {
        let digits = spaced(body);
        // It does not miss the padding, but then the end of the certificate.
        let known = |digit: &u8| digit.is_ascii_alphanumeric() || b"+/=".contains(digit);
        let bad = match &digits {
            Some(digits) if digits.iter().all(known) => OTHER,
            _ => BASE64,
        };
        match digits.and_then(|digits| base64(digits.into_iter(), |_| false)) {
            Some(der) => found.push(der),
            None => first = first.or(Some(bad)),
        }
        rest = behind;
    }
    if found.is_empty() {
        return Err(first.unwrap_or("X509 - Format not recognized as DER or PEM").into());
    }
    Ok(found)
}

fn block(text: &[u8]) -> Option<(&[u8], &[u8])> {
    let (begin, end) = (find(text, HEADER)?, find(text, FOOTER)?);
    let start = begin.saturating_add(HEADER.len());
    let body = text.get(start..end)?;
    let body = body.strip_prefix(b" ").unwrap_or(body);
    let body = body.strip_prefix(b"\r").unwrap_or(body).strip_prefix(b"\n")?;
    Some((body, text.get(end.saturating_add(FOOTER.len())..)?))
}

/// The digits of lines that have blanks at most at their ends.
fn spaced(body: &[u8]) -> Option<Vec<u8>> {
    let mut digits = Vec::with_capacity(body.len());
    for line in body.split(|byte| *byte == b'\n') {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        let kept = line.iter().rposition(|byte| *byte != b' ');
        let line = line.get(..kept.map_or(0, |at| at.saturating_add(1)))?;
        if line.contains(&b' ') {
            return None;
        }
        digits.extend(line);
    }
    Some(digits)
}
