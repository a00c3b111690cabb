//! OpenSSL 3.0 (`pem_lib.c`, `PEM_read_bio_ex`): lines, of which blanks and bytes beyond ASCII are cut off at
//! the end; a block begins at the start of a line.

use super::{BEGIN, DASHES, END, Reading, base64};

const LABELS: [&[u8]; 3] = [b"CERTIFICATE", b"X509 CERTIFICATE", b"TRUSTED CERTIFICATE"];

/// Its buffer for a line: a longer one is read in pieces.
const LINE: usize = 255;

/// As `SSL_CTX_use_certificate_chain_file` reads it; nginx and HAProxy do the same.
pub fn read(bytes: &[u8]) -> Reading {
    let mut lines = bytes.split(|byte| *byte == b'\n').map(trimmed);
    let mut found: Vec<Vec<u8>> = Vec::new();
    while let Some(label) = next(&mut lines) {
        let body = body(&mut lines, label).map_err(str::to_owned)?;
        // Only the first may be a TRUSTED one, with what OpenSSL adds behind it.
        let known = if found.is_empty() { &LABELS[..] } else { &LABELS[..2] };
        if !known.contains(&label) {
            continue;
        }
        let body = body.into_iter().flatten().copied().take_while(|byte| *byte != b'-');
        let body = base64(body, |byte| byte.is_ascii_whitespace());
        found.push(body.ok_or("error:04800064:PEM routines::bad base64 decode")?);
    }
    if found.is_empty() {
        return Err("error:0480006C:PEM routines::no start line".into());
    }
    Ok(found)
}

fn trimmed(line: &[u8]) -> &[u8] {
    let kept = line.iter().rposition(|byte| (b'!'..=b'\x7F').contains(byte));
    line.get(..kept.map_or(0, |at| at.saturating_add(1))).unwrap_or_default()
}

/// The label of the next block.
fn next<'a>(lines: &mut impl Iterator<Item = &'a [u8]>) -> Option<&'a [u8]> {
    let mut first = true;
    lines.find_map(|line| {
        let line = match line.strip_prefix(b"\xEF\xBB\xBF") {
            Some(rest) if first => rest,
            _ => line,
        };
        first = false;
        let line = line.get(..).filter(|it| it.len() < LINE)?;
        line.strip_prefix(BEGIN)?.strip_suffix(DASHES)
    })
}

/// The lines of a block. What stands before an empty line is its header.
fn body<'a>(
    lines: &mut impl Iterator<Item = &'a [u8]>,
    label: &[u8],
) -> Result<Vec<&'a [u8]>, &'static str> {
    const BAD_END: &str = "error:04800066:PEM routines::bad end line";
    const FULL: usize = 64;
    let (mut header, mut data, mut behind, mut named, mut short) =
        (Vec::new(), Vec::new(), false, false, false);
    for line in lines {
        if line.is_empty() {
            if behind {
                return Err(BAD_END);
            }
            behind = true;
        } else if let Some(end) = line.strip_prefix(END) {
            if end.strip_suffix(DASHES) != Some(label) {
                return Err(BAD_END);
            }
            return match (behind || named, header.is_empty(), data.is_empty()) {
                (false, ..) => Ok(header),
                (true, true, _) => Ok(data),
                (true, false, true) if !named => Err("error:0A080009:SSL routines::PEM lib"),
                (true, false, _) => Err("error:0480006B:PEM routines::not proc type"),
            };
        } else if short {
            return Err(BAD_END);
        } else if behind {
            short = line.len() < FULL;
            data.push(line);
        } else {
            named |= line.contains(&b':');
            header.push(line);
        }
    }
    Err(BAD_END)
}
