//! E-mail and other MIME texts (RFC 2045, 2046): attachments and signatures by their file names.
//!
//! All parts are taken from one list: nested parts and forwarded messages only add boundaries, so
//! one pass over the lines is enough, and a mail that lost its headers can still be read.

use std::collections::HashSet;

use zeroize::Zeroizing;

use super::encoded::{is_of_interest, percent};
use super::loose::{decode, is_digit};
use super::open::{At, Opener};
use super::{Format, quoted};
use crate::model::{Part, Span};

/// More boundaries than any mail has.
const MAX_BOUNDARIES: usize = 10_000;
/// Parts in parts, messages in messages.
const MAX_NESTED: usize = 32;
/// Longer headers are none.
const MAX_HEADERS: usize = 64 << 10;

/// Opens the parts of a mail; false where the text is none, or holds nothing of interest.
pub(super) fn open(opener: &mut Opener, text: &str, at: At) -> bool {
    let is_encoding = |line: &str| {
        begins(line, "content-transfer-encoding:")
            || (begins(line, "content-type:") && line.to_ascii_lowercase().contains("multipart/"))
    };
    if !text.lines().any(is_encoding) {
        return false;
    }
    let before = (opener.found(), opener.scan.parts.len());
    let (pieces, limit) = pieces(text);
    // Text without headers and boundaries only speaks of mails.
    if let [only] = pieces.as_slice()
        && limit.is_none()
        && Headers::read(only.text).is_none()
    {
        return false;
    }
    for piece in pieces {
        if opener.is_full() || opener.is_spent() {
            break;
        }
        piece.open(opener, at);
    }
    let found = (opener.found(), opener.scan.parts.len()) != before || limit.is_some();
    if let Some(words) = limit {
        opener.limit(words);
    }
    if found {
        opener.format(Format::Text, at);
    }
    found
}

fn too_deep() -> String {
    format!("Parts of a mail more than {MAX_NESTED} deep were not opened.")
}

fn begins(line: &str, name: &str) -> bool {
    line.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name))
}

/// What lies between two boundaries.
struct Piece<'a> {
    text: &'a str,
    start: usize,
    line: usize,
}

/// Cuts a text at its boundaries: those that a header names, and dashes before a header. With the
/// limit that ended it, if one did.
fn pieces(text: &str) -> (Vec<Piece<'_>>, Option<String>) {
    let mut named: HashSet<&str> = HashSet::new();
    let mut nested: Vec<&str> = Vec::new();
    let mut pieces = Vec::new();
    let (mut start, mut first, mut at) = (0usize, 1usize, 0usize);
    let mut lines = text.split_inclusive('\n').enumerate().peekable();
    let mut limit = None;
    while let Some((index, line)) = lines.next() {
        let next = at.saturating_add(line.len());
        if let Some(name) = boundary(line) {
            nested.push(name);
            named.insert(name);
            if nested.len() > MAX_NESTED {
                limit = Some(too_deep());
            } else if named.len() > MAX_BOUNDARIES {
                limit = Some(format!("Only {MAX_BOUNDARIES} boundaries of a mail were followed."));
            }
            if limit.is_some() {
                break;
            }
        } else if let Some(rest) = line.trim_end().strip_prefix("--") {
            let ended = rest.strip_suffix("--").filter(|rest| named.contains(rest));
            let header = lines.peek().is_some_and(|(_, line)| begins(line, "content-"));
            if ended.is_some() || named.contains(rest) || (header && !rest.contains("BEGIN ")) {
                let text = text.get(start..at).unwrap_or_default();
                pieces.push(Piece { text, start, line: first });
                (start, first) = (next, index.saturating_add(2));
                // Its header is lost, but it ends its part as well.
                named.insert(rest);
            }
            // What lies deeper has ended with it.
            let place = |name: &str| nested.iter().position(|known| *known == name);
            match ended.and_then(place) {
                Some(depth) => nested.truncate(depth),
                None => {
                    if let Some(depth) = place(rest) {
                        nested.truncate(depth.saturating_add(1));
                    }
                }
            }
        }
        at = next;
    }
    let end = if limit.is_some() { at } else { text.len() };
    pieces.push(Piece { text: text.get(start..end).unwrap_or_default(), start, line: first });
    (pieces, limit)
}

/// The boundary that a line of a header names (RFC 2046, 5.1.1).
fn boundary(line: &str) -> Option<&str> {
    if !(line.starts_with([' ', '\t']) || begins(line, "content-type:")) {
        return None;
    }
    let lower = line.to_ascii_lowercase();
    let at = lower.find("boundary=")?.saturating_add("boundary=".len());
    let value = value(line.get(at..)?);
    (!value.is_empty()).then_some(value)
}

/// The value of a parameter, with or without quotation marks.
fn value(text: &str) -> &str {
    match text.strip_prefix('"') {
        Some(rest) => rest.split('"').next().unwrap_or_default(),
        None => text.split([';', ' ', '\t', '\r', '\n']).next().unwrap_or_default(),
    }
}

/// What the headers of a part say about it.
#[derive(Default)]
struct Headers {
    kind: String,
    encoding: String,
    file: String,
}

impl Headers {
    /// Reads headers (RFC 5322, 2.2); gives them, and where the body begins. `None` where the text
    /// begins with something else.
    fn read(text: &str) -> Option<(Self, usize)> {
        let mut fields: Vec<String> = Vec::new();
        let mut body = 0usize;
        let mut ended = false;
        for line in text.split_inclusive('\n') {
            let blank = line.trim().is_empty();
            body = body.saturating_add(line.len());
            if blank && fields.is_empty() {
                continue;
            }
            if blank {
                ended = true;
                break;
            }
            if body > MAX_HEADERS {
                return None;
            }
            match fields.last_mut() {
                Some(last) if line.starts_with([' ', '\t']) => {
                    last.push(' ');
                    last.push_str(line.trim());
                }
                _ if is_field(line) => fields.push(line.trim_end().to_owned()),
                // The line that stands before each message in a mailbox file (RFC 4155).
                None if line.starts_with("From ") => {}
                _ => return None,
            }
        }
        let field = |name: &str| {
            let found = fields.iter().find(|field| begins(field, name));
            found.and_then(|field| field.get(name.len()..)).map(str::trim).unwrap_or_default()
        };
        let (kind, disposition) = (field("content-type:"), field("content-disposition:"));
        let encoding = field("content-transfer-encoding:").to_ascii_lowercase();
        let described = !kind.is_empty() || !encoding.is_empty();
        let file = parameter(disposition, "filename").or_else(|| parameter(kind, "name"));
        let headers = Self {
            kind: kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase(),
            encoding,
            file: file.unwrap_or_default(),
        };
        (described && ended).then_some((headers, body))
    }
}

/// `Name: value`.
fn is_field(line: &str) -> bool {
    let name = line.split(':').next().unwrap_or_default();
    line.len() > name.len()
        && !name.is_empty()
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
}

/// A parameter of a header, in the plain form or that of RFC 2231, 4 (`filename*=utf-8''a%20b`).
fn parameter(field: &str, name: &str) -> Option<String> {
    let lower = field.to_ascii_lowercase();
    for mark in [format!("{name}="), format!("{name}*=")] {
        let starts = lower.match_indices(&mark).map(|(at, _)| at);
        let alone = |at: &usize| {
            let before = lower.get(..*at).unwrap_or_default();
            before.ends_with([' ', ';', '\t'])
        };
        let Some(at) = starts.into_iter().find(alone) else { continue };
        let text = value(field.get(at.saturating_add(mark.len())..)?);
        if !mark.ends_with("*=") {
            return Some(text.to_owned());
        }
        let text = text.rsplit('\'').next().unwrap_or_default();
        return Some(String::from_utf8_lossy(&percent(text)).into_owned());
    }
    None
}

impl Piece<'_> {
    fn open(&self, opener: &mut Opener, at: At) {
        let (mut text, mut headers, mut depth) = (self.text, None::<Headers>, 0usize);
        while let Some((found, body)) = Headers::read(text) {
            let message = found.kind == "message/rfc822";
            (text, headers) = (text.get(body..).unwrap_or_default(), Some(found));
            depth = depth.saturating_add(1);
            if depth > MAX_NESTED {
                return opener.limit(too_deep());
            }
            if !message {
                break;
            }
        }
        let skipped = self.text.len().saturating_sub(text.len());
        let head = self.text.get(..skipped).unwrap_or_default();
        let line = self.line.saturating_add(head.bytes().filter(|b| *b == b'\n').count());
        let start = self.start.saturating_add(skipped);
        let place = at.place(Span::new(start, start.saturating_add(text.len())), Some(line));
        let part = |what: &str, name| Part { what: what.into(), name, place, ..Part::default() };
        let Some(headers) = headers else {
            // Text before the first part and behind the last: not read as a mail again.
            if text.contains("BEGIN ") || has_run(text.as_bytes()) {
                let entered = opener.part(part("part of the mail", String::new()), at);
                entered.into_iter().for_each(|at| opener.body(text, at));
            }
            return;
        };
        let bytes = match headers.encoding.as_str() {
            "base64" => {
                let digits: String = text.chars().filter(|c| is_digit(*c)).collect();
                let digits = Zeroizing::new(digits);
                match decode(&digits) {
                    Ok((bytes, _)) => bytes,
                    Err(()) if digits.starts_with("MII") || digits.starts_with("LS0t") => {
                        let message = format!("The attachment {} is damaged.", headers.file);
                        let advice = "Save the attachment in the mail program, and give the file.";
                        return opener.problem(place, message, advice);
                    }
                    Err(()) => return,
                }
            }
            "quoted-printable" => quoted::decode(text),
            _ => text.as_bytes().to_vec(),
        };
        let bytes = Zeroizing::new(bytes);
        let message = headers.kind == "message/rfc822";
        if !message && !is_of_interest(&bytes) && !has_run(&bytes) {
            return;
        }
        let (what, name) = match headers.file.as_str() {
            "" => ("part of the mail", headers.kind),
            _ => ("attachment", headers.file),
        };
        opener.inside(part(what, name), bytes.to_vec(), at);
    }
}

/// Whether a text holds base64 of DER or of PEM.
fn has_run(bytes: &[u8]) -> bool {
    let digit = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/');
    let mut runs = bytes.split(|byte| !digit(byte));
    runs.any(|run| run.len() >= 64 && (run.starts_with(b"MII") || run.starts_with(b"LS0t")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_end_at_a_blank_line_and_name_the_file() {
        let text = "Content-Type: application/x-pem-file;\r\n\tname=\"a b.pem\"\r\nContent-Transfer-Encoding: BASE64\r\n\r\nMII";
        let (headers, body) = Headers::read(text).unwrap();
        assert_eq!(
            (headers.kind.as_str(), headers.encoding.as_str(), headers.file.as_str()),
            ("application/x-pem-file", "base64", "a b.pem")
        );
        assert_eq!(text.get(body..), Some("MII"));
        assert!(Headers::read("Certificate:\n    Data:\n\n").is_none());
        assert!(Headers::read("hello\n\nworld").is_none());
        let coded = "attachment; filename*=utf-8''K%C3%BCche.pem";
        assert_eq!(parameter(coded, "filename").as_deref(), Some("Küche.pem"));
        assert_eq!(parameter("x/y; filename=a.pem", "name"), None);
    }

    #[test]
    fn pieces_lie_between_boundaries_and_know_their_lines() {
        let text = "Content-Type: multipart/mixed; boundary=\"b\"\n\nfirst\n--b\nsecond\n--b--\n--lost\nContent-Type: x\n";
        let (pieces, limit) = pieces(text);
        let found: Vec<_> = pieces.iter().map(|it| (it.text, it.line)).collect();
        assert_eq!(limit, None);
        assert_eq!(found.len(), 4);
        assert_eq!(found[1], ("second\n", 5));
        assert_eq!(found[3], ("Content-Type: x\n", 8));
        assert!(pieces.iter().all(|it| text[it.start..].starts_with(it.text)));
    }
}
