//! GnuTLS (`x509_b64.c`): a BEGIN line may stand anywhere, and its data end at the next dash.

use super::{DASHES, END, Reading, base64, cut, find};

/// As `gnutls_certificate_set_x509_key_file` and `_trust_file` read it.
pub fn read(bytes: &[u8]) -> Reading {
    const BEGINS: [&[u8]; 2] = [b"-----BEGIN CERTIFICATE", b"-----BEGIN X509"];
    let begin = |text: &[u8]| BEGINS.iter().find_map(|mark| find(text, mark));
    let mut rest = bytes;
    let mut found = Vec::new();
    while let Some(block) = begin(rest).and_then(|at| rest.get(at..)) {
        found.push(body(block).ok_or("Base64 unexpected header error.")?);
        rest = block.get(1..).unwrap_or_default();
    }
    if found.is_empty() {
        return Err("Base64 decoding error.".into());
    }
    Ok(found)
}

fn body(block: &[u8]) -> Option<Vec<u8>> {
    let (_, behind) = cut(block.get(1..)?, DASHES)?;
    let end = find(behind, END)?;
    let body = behind.get(..end)?.iter().copied().take_while(|byte| *byte != b'-');
    let body = base64(body, |byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n'))?;
    (!body.is_empty()).then_some(body)
}
