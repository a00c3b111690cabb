//! What has no armour: runs of base64, hex dumps, values of HTTP headers and variables.

use data_encoding::HEXLOWER_PERMISSIVE;

use super::lines::{Dirt, Line, clean};
use super::loose::{decode, is_digit};
use super::open::{At, Opener, is_keystore};
use super::{Block, BlockKind, Format, der, variable};
use crate::model::{Part, Place, Span};

/// A run of base64 shorter than this is a word.
const RUN: usize = 64;
/// The base64 of `-----BEGIN `, as far as it is the same for all labels.
const ARMOUR: &str = "LS0tLS1CRUdJTi";
/// A hex dump of fewer bytes is a fingerprint or a serial number.
const HEX: usize = 40;

/// Headers that proxies put certificates in (RFC 9440, 2; Envoy, nginx, Apache, AWS).
const HEADERS: [&str; 9] = [
    "client-cert",
    "client-cert-chain",
    "x-forwarded-client-cert",
    "x-ssl-client-cert",
    "x-client-cert",
    "x-amzn-mtls-clientcert",
    "x-amzn-mtls-clientcert-leaf",
    "ssl-client-cert",
    "ssl_client_cert",
];

/// The bytes or text in a value: PEM as it is, base64 of PEM, DER, a keystore or an archive.
pub(super) fn unwrapped(value: &str) -> Option<Vec<u8>> {
    // Armour as it is, or text with base64 of armour in it: a manifest in a Helm release.
    if value.contains("BEGIN ") || value.contains(ARMOUR) {
        return Some(value.as_bytes().to_vec());
    }
    let digits: String = value.chars().filter(|c| !c.is_whitespace()).collect();
    if digits.len() < RUN || !digits.chars().all(is_digit) {
        return None;
    }
    let (bytes, _) = decode(&digits).ok()?;
    is_of_interest(&bytes).then_some(bytes)
}

/// Whether bytes are what this room opens.
pub(super) fn is_of_interest(bytes: &[u8]) -> bool {
    let magic: [&[u8]; 2] = [&[0x1F, 0x8B, 8], b"PK\x03\x04"];
    (bytes.first() == Some(&0x30) && der::is_whole(bytes))
        || is_keystore(bytes)
        || magic.iter().any(|magic| bytes.starts_with(magic))
        || std::str::from_utf8(bytes).is_ok_and(|text| {
            // `H4sI` is the base64 of GZIP, as Helm keeps its releases.
            text.contains("BEGIN ") || text.contains(ARMOUR) || text.starts_with("H4sI")
        })
}

/// Looks through lines that belong to no armour.
pub(super) fn scan(opener: &mut Opener, lines: &[Line<'_>], at: At) {
    let mut run = Run::default();
    let mut dump = Run::default();
    for line in lines {
        if opener.is_full() {
            return;
        }
        let cleaned = clean(line.text, &mut Dirt::default()).into_owned();
        match hex_of(line.text) {
            Some(digits) => dump.push(&digits, line),
            None => dump.end_hex(opener, at),
        }
        // `NAME=value` has an equals sign that is no padding.
        let assigns = cleaned.trim_end_matches('=').contains('=');
        if !cleaned.is_empty() && cleaned.chars().all(is_digit) && !assigns {
            run.push(&cleaned, line);
            continue;
        }
        run.end_base64(opener, at);
        if line.text.len() >= RUN {
            within(opener, &cleaned, line, at);
        }
    }
    run.end_base64(opener, at);
    dump.end_hex(opener, at);
}

/// Lines that together are one value.
#[derive(Default)]
struct Run {
    digits: String,
    start: usize,
    end: usize,
    line: usize,
}

impl Run {
    fn push(&mut self, digits: &str, line: &Line<'_>) {
        if self.digits.is_empty() {
            (self.start, self.line) = (line.start, line.number);
        }
        self.digits.push_str(digits);
        self.end = line.end();
    }

    fn place(&self, at: At) -> Place {
        at.place(Span::new(self.start, self.end), Some(self.line))
    }

    fn end_base64(&mut self, opener: &mut Opener, at: At) {
        let run = std::mem::take(self);
        if run.digits.len() >= RUN {
            base64(opener, &run.digits, run.place(at), at);
        }
    }

    fn end_hex(&mut self, opener: &mut Opener, at: At) {
        let run = std::mem::take(self);
        let Ok(bytes) = HEXLOWER_PERMISSIVE.decode(run.digits.as_bytes()) else { return };
        if bytes.len() < HEX || !der::is_exact(&bytes) || !is_object(&bytes) {
            return;
        }
        opener.repair("A hex dump was turned back into bytes.".into(), run.place(at));
        let span = Span::new(run.start, run.end);
        opener.block(Block::new(BlockKind::Unlabelled, bytes, span, Some(run.line)), at);
        opener.format(Format::Hex, at);
    }
}

/// A certificate, request or key, not a signature or a part of one: what is inside begins with a
/// SEQUENCE, or with a small version number.
fn is_object(der: &[u8]) -> bool {
    let header = match der.get(1) {
        Some(long @ 0x81..=0x84) => usize::from(long & 0x7F).saturating_add(2),
        _ => 2,
    };
    matches!(der.get(header..), Some([0x30, ..] | [2, 1, 0..=3, ..]))
}

/// A run of base64 that stands alone.
fn base64(opener: &mut Opener, digits: &str, place: Place, at: At) -> bool {
    let Ok((bytes, repairs)) = decode(digits) else { return false };
    if bytes.first() == Some(&0x30) && der::is_exact(&bytes) {
        opener.repair("The BEGIN and END lines were missing.".into(), place);
        for words in repairs {
            opener.repair(words, place);
        }
        opener.block(Block::new(BlockKind::Unlabelled, bytes, place.span, place.line), at);
        opener.format(Format::Base64, at);
        return true;
    }
    if !is_of_interest(&bytes) {
        return false;
    }
    let part = Part { what: "base64 text".into(), place, ..Part::default() };
    opener.inside(part, bytes, at);
    opener.format(Format::Base64, at);
    true
}

/// Long values within a line: of a header, an assignment, an element.
fn within(opener: &mut Opener, cleaned: &str, line: &Line<'_>, at: At) {
    let place = at.place(Span::new(line.start, line.end()), Some(line.number));
    let mut here = at;
    if let Some((name, _)) = line.text.split_once([':', '='])
        && let name = name.trim().trim_start_matches("< ").trim_start_matches("> ")
        && HEADERS.contains(&name.to_ascii_lowercase().as_str())
    {
        let part = Part { what: "HTTP header".into(), name: name.into(), place, ..Part::default() };
        let Some(entered) = opener.part(part, at) else { return };
        here = At { outer: at.outer, ..entered };
    } else if let Some((name, value)) = variable::assigned(cleaned)
        && unwrapped(value.trim_matches(['"', '\'', '`'])).is_some()
    {
        here = variable::part(opener, name, line, at);
    }
    // PEM in the encoding of addresses (RFC 3986, 2.1): dashes stay, line ends do not.
    for value in cleaned
        .split(['"', ';', ',', ' ', '\''])
        .filter(|it| it.contains("BEGIN%20") || it.contains("BEGIN+"))
    {
        let value =
            value.split_once('=').filter(|(name, _)| !name.contains('%')).map_or(value, |it| it.1);
        let part = Part {
            what: "address-encoded text".into(),
            place: Place { part: here.part, ..place },
            ..Part::default()
        };
        opener.inside(part, percent(value), here);
    }
    let digit = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '=' | '-' | '_');
    for run in cleaned.split(|c| !digit(c)).filter(|run| run.len() >= RUN) {
        // `name=MIIB…` is one run, for `=` is padding too.
        let value = run.trim_end_matches('=');
        let value = value.rsplit_once('=').map_or(run, |(_, value)| value);
        base64(opener, value, Place { part: here.part, ..place }, here);
    }
}

/// Bytes of an address-encoded text.
pub(super) fn percent(text: &str) -> Vec<u8> {
    // In forms a plus sign is a space; a real one is then written %2B.
    let form = text.contains("BEGIN+");
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        let hex = after.get(..2).filter(|_| *first == b'%');
        match hex.and_then(|hex| HEXLOWER_PERMISSIVE.decode(hex).ok()) {
            Some(byte) => {
                bytes.extend(byte);
                rest = after.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(if form && *first == b'+' { b' ' } else { *first });
                rest = after;
            }
        }
    }
    bytes
}

/// The hex digits of a line of a dump: `30 82 01`, `30:82:01`, `0x30, 0x82`, `\x30\x82`, `xxd`,
/// `hexdump -C`, `od`, or digits alone.
fn hex_of(line: &str) -> Option<String> {
    let line = line.trim().trim_end_matches(['\\', ',', ';']);
    if line.len() < 2 {
        return None;
    }
    // The picture of the bytes as characters: behind two spaces (xxd), or between bars (hexdump).
    let line = line.split_once("  |").map_or(line, |it| it.0);
    let line = match line.split_once(": ") {
        Some((offset, rest)) if is_hex(offset) && offset.len() >= 4 => {
            rest.split_once("  ").map_or(rest, |it| it.0)
        }
        _ => line,
    };
    let plain = line.replace("0x", "").replace("\\x", "");
    let mut groups: Vec<&str> =
        plain.split([' ', ':', ',', '\t', '"', '\'']).filter(|it| !it.is_empty()).collect();
    // The offset of hexdump and od stands first, and is longer than a byte.
    if groups.len() > 1
        && groups.first().is_some_and(|it| it.len() >= 6)
        && groups.get(1).is_some_and(|it| it.len() == 2)
    {
        groups.remove(0);
    }
    let fits = |group: &&str| is_hex(group) && group.len().is_multiple_of(2);
    (!groups.is_empty() && groups.iter().all(fits)).then(|| groups.concat())
}

fn is_hex(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}
