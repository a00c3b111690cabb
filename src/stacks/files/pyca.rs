//! Python's cryptography (Rust's `pem`): a BEGIN line may stand anywhere; what stands before an empty line is a
//! header; one bad block refuses the file.

use super::{BEGIN, DASHES, END, Reading, base64};

const REFUSED: &str = "ValueError: Unable to load PEM file. See https://cryptography.io/en/latest/faq/#why-can-t-i-import-my-pem-file for more details.";

/// As `x509.load_pem_x509_certificates` reads it.
pub fn read(bytes: &[u8]) -> Reading {
    let mut rest = bytes;
    let mut found = Vec::new();
    while let Some(([label, body, end], behind)) = block(rest) {
        rest = behind;
        if label.is_empty() || label != end {
            return Err(REFUSED.into());
        }
        if !matches!(label, b"CERTIFICATE" | b"X509 CERTIFICATE") {
            continue;
        }
        found.push(decoded(body).ok_or(REFUSED)?);
    }
    if found.is_empty() { Err(REFUSED.into()) } else { Ok(found) }
}

/// Label, body and label of the END line of the next block, and what stands behind it.
fn block(text: &[u8]) -> Option<([&[u8]; 3], &[u8])> {
    let (_, text) = until(text, BEGIN)?;
    let (label, text) = until(text, DASHES)?;
    let (body, text) = until(text.trim_ascii_start(), END)?;
    let (end, text) = until(text, DASHES)?;
    Some(([label, body, end], text))
}

/// Its search goes on behind the byte that did not fit: after six dashes no five are found.
fn until<'a>(text: &'a [u8], mark: &[u8]) -> Option<(&'a [u8], &'a [u8])> {
    let mut fitting = 0;
    let end = text.iter().position(|byte| {
        fitting = if mark.get(fitting) == Some(byte) { fitting.wrapping_add(1) } else { 0 };
        fitting == mark.len()
    })?;
    let behind = end.saturating_add(1);
    Some((text.get(..behind.saturating_sub(mark.len()))?, text.get(behind..)?))
}

fn decoded(body: &[u8]) -> Option<Vec<u8>> {
    let parts = until(body, b"\n\n").or_else(|| until(body, b"\r\n\r\n"));
    let (header, data) = parts.unwrap_or((&[], body));
    if !std::str::from_utf8(header).ok()?.lines().all(|line| line.contains(": ")) {
        return None;
    }
    let data = std::str::from_utf8(data).ok()?;
    let plain: String = data.chars().filter(|it| !it.is_whitespace()).collect();
    base64(plain.into_bytes().into_iter(), |_| false)
}
