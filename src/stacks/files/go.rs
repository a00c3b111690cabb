//! Go (`encoding/pem`): a block begins at the start of a line, its END line begins one and ends it; what is no
//! whole block is passed over.

use super::{DASHES, END, Reading, base64, find};

/// As `tls.X509KeyPair` reads it.
pub fn read(bytes: &[u8]) -> Reading {
    const BEGIN: &[u8] = b"\n-----BEGIN ";
    const NONE: &str = "tls: failed to find any PEM data in certificate input";
    let (mut found, mut others) = (Vec::new(), Vec::new());
    // Where the next END line is: looked for once for all blocks that begin before it.
    let mut end = 0;
    let mut at =
        if bytes.starts_with(BEGIN.get(1..).unwrap_or_default()) { Some(11) } else { None };
    let mut from = 0;
    let next_begin = |from: usize| {
        let found = find(bytes.get(from..)?, BEGIN)?;
        Some(found.saturating_add(from).saturating_add(BEGIN.len()))
    };
    while let Some(begin) = at.take().or_else(|| next_begin(from)) {
        let (line, mut next) = line(bytes, begin);
        from = next.saturating_sub(1);
        let Some(label) = line.strip_suffix(DASHES) else { continue };
        while next < bytes.len() {
            let (line, behind) = self::line(bytes, next);
            if !line.contains(&b':') {
                break;
            }
            next = behind;
        }
        let start = next.saturating_sub(1);
        if end < start || end == 0 {
            let Some(place) = next_end(bytes, start) else { break };
            end = place;
        }
        from = start;
        let body = bytes.get(next..end).unwrap_or_default();
        let trailer = bytes.get(end.saturating_add(END.len()).saturating_add(1)..);
        let trailer = trailer.unwrap_or_default();
        let Some(rest) = trailer.strip_prefix(label).and_then(|it| it.strip_prefix(DASHES)) else {
            continue;
        };
        if !self::line(rest, 0).0.is_empty() {
            continue;
        }
        let is_certificate = label == b"CERTIFICATE";
        let space = |byte: u8| matches!(byte, b' ' | b'\t' | b'\r' | b'\n');
        let body = is_certificate.then(|| base64(body.iter().copied(), space));
        match body {
            Some(Some(der)) => found.push(der),
            Some(None) => continue,
            _ => others.push(String::from_utf8_lossy(label).into_owned()),
        }
        from = end.saturating_add(END.len());
        end = 0;
    }
    match (found.is_empty(), others.is_empty()) {
        (false, _) => Ok(found),
        (true, true) => Err(NONE.into()),
        (true, false) => Err(format!(
            "tls: failed to find \"CERTIFICATE\" PEM block in certificate input after skipping PEM blocks of the following types: [{}]",
            others.join(" ")
        )),
    }
}

/// The line break before the next END line; one that begins the text counts too.
fn next_end(bytes: &[u8], from: usize) -> Option<usize> {
    let mark = [b"\n", END].concat();
    Some(find(bytes.get(from..)?, &mark)?.saturating_add(from))
}

/// A line without blanks at its end, and where the next begins.
fn line(bytes: &[u8], from: usize) -> (&[u8], usize) {
    let rest = bytes.get(from..).unwrap_or_default();
    let length = rest.iter().position(|byte| *byte == b'\n');
    let line = rest.get(..length.unwrap_or(rest.len())).unwrap_or_default();
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    let kept = line.iter().rposition(|byte| !matches!(byte, b' ' | b'\t'));
    let line = line.get(..kept.map_or(0, |at| at.saturating_add(1))).unwrap_or_default();
    (line, length.map_or(bytes.len(), |it| from.saturating_add(it).saturating_add(1)))
}
