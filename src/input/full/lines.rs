//! Text as lines a person meant: real line ends, written-out ones (`\n`), and what stands before and
//! behind them in quotes, mails and source code. Each line knows where it lies in the text.

use std::borrow::Cow;

/// One line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'a> {
    /// Without its end.
    pub text: &'a str,
    /// Where it begins in the text.
    pub start: usize,
    /// The real line it stands on, counted from 1.
    pub number: usize,
    /// It ends in a line end that was written out.
    pub escaped: bool,
}

impl Line<'_> {
    /// Where it ends, line end not included.
    pub fn end(&self) -> usize {
        self.start.saturating_add(self.text.len())
    }
}

/// Written-out line ends, the longest first.
const ESCAPED: [&str; 8] =
    ["\\\\r\\\\n", "\\\\n", "\\r\\n", "\\n", "&#xA;", "&#10;", "%0D%0A", "%0A"];

/// All lines. Written-out line ends count only on lines that hold armour or long runs: elsewhere a
/// backslash is a backslash.
pub(super) fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    let mut start = 0usize;
    text.split_inclusive('\n').enumerate().flat_map(move |(index, whole)| {
        let here = start;
        start = start.saturating_add(whole.len());
        let line = whole.trim_end_matches(['\n', '\r']);
        pieces(line, here, index.saturating_add(1))
    })
}

/// Cuts a line at written-out line ends.
fn pieces(line: &str, start: usize, number: usize) -> Vec<Line<'_>> {
    let mut pieces = Vec::new();
    let (mut rest, mut at) = (line, start);
    // A whole PEM text in the encoding of addresses is decoded as such (`encoded`).
    let address = line.contains("BEGIN%20") || line.contains("BEGIN+");
    let signs = ['\\', '&', '%'];
    let mut looked = 0usize;
    while !address && let Some(place) = rest.get(looked..).and_then(|it| it.find(signs)) {
        let place = looked.saturating_add(place);
        let behind = rest.get(place..).unwrap_or_default();
        let Some(mark) = ESCAPED.iter().find(|mark| behind.starts_with(**mark)) else {
            looked = place.saturating_add(1);
            continue;
        };
        let text = rest.get(..place).unwrap_or_default();
        pieces.push(Line { text, start: at, number, escaped: true });
        let next = place.saturating_add(mark.len());
        rest = rest.get(next..).unwrap_or_default();
        at = at.saturating_add(next);
        looked = 0;
    }
    pieces.push(Line { text: rest, start: at, number, escaped: false });
    pieces
}

/// What was wrong with a line besides its end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Dirt {
    /// Zero-width characters, unusual spaces, dashes of typography.
    pub odd: bool,
    /// Signs of a quoted mail, a comment, a line number.
    pub quoted: bool,
    /// Quotes, commas and plus signs of source code.
    pub code: bool,
}

/// The line without what mail, chat and source code put around it.
pub(super) fn clean<'a>(line: &'a str, dirt: &mut Dirt) -> Cow<'a, str> {
    let mut text = Cow::Borrowed(line);
    if !line.is_ascii() {
        let plain: String = line.chars().filter_map(plain).collect();
        if plain != line {
            dirt.odd = true;
            text = Cow::Owned(plain);
        }
    }
    if text.contains("&#") || text.contains("&quot;") {
        let plain = text.replace("&#43;", "+").replace("&#x2B;", "+").replace("&#x3D;", "=");
        text = Cow::Owned(plain.replace("&#61;", "=").replace("&quot;", "\""));
        dirt.code = true;
    }
    let trimmed = trim(&text, dirt);
    if trimmed.len() == text.len() {
        return text;
    }
    match text {
        Cow::Borrowed(_) => {
            // The same cut on the borrowed text, which lives longer.
            Cow::Borrowed(trim(line, dirt))
        }
        Cow::Owned(_) => Cow::Owned(trimmed.to_owned()),
    }
}

/// Cuts quoting before the line, and what code puts at both its ends.
fn trim<'a>(line: &'a str, dirt: &mut Dirt) -> &'a str {
    let mut rest = line.trim();
    loop {
        let quoted = ["> ", ">", "| ", "# ", "* ", "// ", "- "]
            .iter()
            .find_map(|mark| rest.strip_prefix(mark));
        let Some(after) = quoted.or_else(|| numbered(rest)) else { break };
        dirt.quoted = true;
        rest = after.trim_start();
    }
    let ends =
        |c: char| matches!(c, '"' | '\'' | '`' | ',' | ';' | '\\' | ')' | '(') || c.is_whitespace();
    // A plus sign joins strings in code, and is a digit of base64: only one apart from the rest.
    let inner = rest.strip_suffix(" +").unwrap_or(rest).trim_matches(ends);
    if inner.len() != rest.len() {
        dirt.code = true;
    }
    inner
}

/// `12: ` or `12 | ` before a line.
fn numbered(line: &str) -> Option<&str> {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 || digits > 6 {
        return None;
    }
    let rest = line.get(digits..)?;
    [": ", "| ", " | ", ":\t", "\t"].iter().find_map(|mark| rest.strip_prefix(mark))
}

/// A character as the keyboard has it; `None` for one that has no width.
fn plain(c: char) -> Option<char> {
    match c {
        '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}' => None,
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => Some(' '),
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}' => Some('-'),
        '\u{2018}' | '\u{2019}' => Some('\''),
        '\u{201c}' | '\u{201d}' => Some('"'),
        other => Some(other),
    }
}

/// UTF-16 without its byte order mark: every second byte of what should be ASCII is zero.
pub(super) fn utf16_without_mark(bytes: &[u8]) -> Option<Cow<'static, str>> {
    let start = bytes.get(..bytes.len().min(64))?;
    let (pairs, _) = start.as_chunks::<2>();
    let zero = |at: usize| !pairs.is_empty() && pairs.iter().all(|pair| pair.get(at) == Some(&0));
    let unit: fn([u8; 2]) -> u16 = match (zero(0), zero(1)) {
        (true, false) => u16::from_be_bytes,
        (false, true) => u16::from_le_bytes,
        _ => return None,
    };
    let units = bytes.as_chunks::<2>().0.iter().map(|pair| unit(*pair));
    char::decode_utf16(units).collect::<Result<String, _>>().ok().map(Cow::Owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn written_out_line_ends_cut_and_places_hold() {
        let text = "a\nkey: \"-----BEGIN X-----\\nMIIB\\n-----END X-----\\n\"\nb";
        let found: Vec<_> = lines(text).map(|it| (it.text, it.number)).collect();
        assert_eq!(
            found,
            [
                ("a", 1),
                ("key: \"-----BEGIN X-----", 2),
                ("MIIB", 2),
                ("-----END X-----", 2),
                ("\"", 2),
                ("b", 3)
            ]
        );
        assert!(lines(text).all(|it| text.get(it.start..it.end()) == Some(it.text)));
    }

    #[test]
    fn what_stands_around_a_line_is_taken_away_and_noted() {
        let cleaned = |line: &str| {
            let mut dirt = Dirt::default();
            (clean(line, &mut dirt).into_owned(), dirt)
        };
        let quoted = Dirt { quoted: true, ..Dirt::default() };
        assert_eq!(cleaned("> > MIIB"), ("MIIB".into(), quoted));
        assert_eq!(cleaned("12: MIIB"), ("MIIB".into(), quoted));
        assert_eq!(cleaned("\"MIIB\" +").0, "MIIB");
        assert_eq!(cleaned("MIIB+"), ("MIIB+".into(), Dirt::default()));
        assert_eq!(
            cleaned("\u{200b}MI\u{a0}IB"),
            ("MI IB".into(), Dirt { odd: true, ..Dirt::default() })
        );
        assert_eq!(cleaned("—–BEGIN X—–").0, "--BEGIN X--");
        assert_eq!(cleaned("-----BEGIN X-----"), ("-----BEGIN X-----".into(), Dirt::default()));
    }
}
