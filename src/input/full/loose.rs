//! PEM armour as people paste it: with line ends written out, quoted, without END, on one line, with
//! other dashes. Every repair is counted and said; what cannot be mended is a problem as ever.

use zeroize::Zeroize;

use super::base64;
use super::lines::{Dirt, Line, clean, lines};
use super::marker::{Marker, corrected, marker};
use super::open::{At, Opener};
use super::pem::kind;
use super::{Block, BlockKind, der, quoted, variable};
use crate::model::{Problem, ProblemKind, Span};

/// The block that is being read.
struct Draft {
    at: At,
    label: String,
    start: usize,
    line: usize,
    body: String,
    headers: Vec<(String, String)>,
    dirt: Dirt,
    escaped: usize,
    exact: bool,
    /// BEGIN and the body stand on one line, with nothing that says where the line ended.
    one_line: bool,
    /// Characters were written as `=3D`, or lines end in `=` that go on.
    printable: bool,
    /// The first character that is no base64, and its line.
    foreign: Option<(char, usize, usize)>,
}

impl Drop for Draft {
    fn drop(&mut self) {
        self.body.zeroize();
    }
}

/// How a block ended.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ended {
    /// With its END.
    Whole,
    /// Another block began.
    Another,
    /// With something that belongs to no block, or with the text.
    Open,
}

/// Reads all blocks with armour; gives the lines that belong to none, for other readers.
pub(super) fn scan<'a>(opener: &mut Opener, text: &'a str, at: At) -> Vec<Line<'a>> {
    let mut rest = Vec::new();
    let mut draft: Option<Draft> = None;
    let mut held = variable::Held::default();
    for line in lines(text) {
        if opener.is_full() {
            opener.limit(format!("Only the first {} blocks were read.", super::MAX_BLOCKS));
            break;
        }
        let mut dirt = Dirt::default();
        let cleaned = clean(line.text, &mut dirt);
        let mut from = 0usize;
        let mut marked = false;
        while let Some(marker) = marker(&cleaned, from) {
            marked = true;
            let before = cleaned.get(from..marker.start).unwrap_or_default();
            if let Some(open) = &mut draft {
                open.one_line |= from > 0 && !before.trim().is_empty();
                open.take(before, &line, dirt);
            }
            from = marker.end;
            if marker.begins {
                if let Some(open) = draft.take() {
                    open.close(opener, line.start, Ended::Another, "");
                }
                // Text that OpenPGP signed has no armour of its own (RFC 9580, 7).
                if marker.label == "PGP SIGNED MESSAGE" {
                    continue;
                }
                let here = held.enter(opener, before, &line, at);
                draft = Some(Draft::new(marker, &line, dirt, here));
            } else if let Some(mut open) = draft.take() {
                open.exact &= marker.exact;
                open.dirt.add(dirt);
                open.close(opener, line.end(), Ended::Whole, &marker.label);
                held.leave(&line);
            }
        }
        let behind = cleaned.get(from..).unwrap_or_default();
        let takes = draft.as_ref().is_some_and(|open| open.wants(behind, marked));
        match &mut draft {
            Some(open) if takes => {
                open.one_line |= marked && !behind.trim().is_empty();
                open.take(behind, &line, dirt);
            }
            Some(_) => {
                if let Some(open) = draft.take() {
                    open.close(opener, line.start, Ended::Open, "");
                }
                rest.push(line);
            }
            None if !marked => {
                held.pass(&line);
                rest.push(line);
            }
            None => {}
        }
    }
    if let Some(open) = draft.take() {
        open.close(opener, text.len(), Ended::Open, "");
    }
    rest
}

impl Draft {
    fn new(marker: Marker, line: &Line<'_>, dirt: Dirt, at: At) -> Self {
        Self {
            at,
            label: marker.label,
            start: line.start,
            line: line.number,
            body: String::new(),
            headers: Vec::new(),
            dirt,
            escaped: usize::from(line.escaped),
            exact: marker.exact,
            one_line: false,
            printable: false,
            foreign: None,
        }
    }

    /// Whether a line goes on with the block: base64, a header, nothing, or something damaged. A
    /// sentence behind what is already whole does not.
    fn wants(&self, text: &str, marked: bool) -> bool {
        let text = text.trim();
        let digits = text.chars().filter(|c| is_digit(*c)).count();
        if marked || text.is_empty() || digits == text.chars().count() {
            return true;
        }
        if self.body.is_empty() && text.contains(": ") {
            return true;
        }
        !(text.contains(' ') && self.is_exact())
    }

    /// Whether the body is one whole value already. Asked once a line, so it looks at the first
    /// digits, which say how long the value is, before it decodes all.
    fn is_exact(&self) -> bool {
        let length = self.body.len();
        let fits = |head: &[u8]| {
            let bytes = length.div_ceil(4).saturating_mul(3);
            der::value_length(head).is_some_and(|it| bytes.saturating_sub(it) < 3 && it <= bytes)
        };
        let head = self.body.get(..8.min(length)).unwrap_or_default();
        self.foreign.is_none()
            && base64::decode(head).is_ok_and(|head| fits(&head))
            && base64::decode(&self.body).is_ok_and(|der| der::is_exact(&der))
    }

    fn take(&mut self, text: &str, line: &Line<'_>, dirt: Dirt) {
        let text = text.trim();
        if text.is_empty() {
            return;
        }
        if self.body.is_empty()
            && let Some((name, value)) = text.split_once(": ")
        {
            self.headers.push((name.to_owned(), value.trim().to_owned()));
            return;
        }
        // A header goes on in lines of its own (RFC 1421, 4.4); no base64 line ends in a comma.
        self.dirt.add(dirt);
        self.escaped = self.escaped.saturating_add(usize::from(line.escaped));
        let plain = quoted::within_line(text).map(zeroize::Zeroizing::new);
        self.printable |= plain.is_some();
        let text = plain.as_ref().map_or(text, |plain| plain.as_str());
        for c in text.chars().filter(|c| !c.is_whitespace()) {
            if !is_digit(c) && self.foreign.is_none() {
                self.foreign = Some((c, line.number, line.start));
            }
            self.body.push(c);
        }
    }

    /// Makes a block of it, and says what was mended.
    fn close(mut self, opener: &mut Opener, end: usize, ended: Ended, end_label: &str) {
        let at = self.at;
        let place = at.place(Span::new(self.start, end), Some(self.line));
        let label = corrected(&self.label);
        // OpenPGP's armour (RFC 9580, 6.2) ends in a checksum; it is named, not read.
        if label.starts_with("PGP ") {
            return opener.block(Block::new(kind(&label), Vec::new(), place.span, place.line), at);
        }
        let decoded = decode(&self.body).or_else(|()| {
            let joined = zeroize::Zeroizing::new(quoted::joined(&self.body).ok_or(())?);
            let found = decode(&joined)?;
            self.printable = true;
            if der::is_exact(&found.0) { Ok(found) } else { Err(()) }
        });
        let Ok((der, base64_repairs)) = decoded else {
            let secret = matches!(kind(&label), BlockKind::PrivateKey(_));
            if secret {
                let block = Block::new(kind(&label), Vec::new(), place.span, place.line);
                opener.block(block, at);
            }
            let problem = self.problem(&label, ended);
            return opener.say(
                at.place(problem.span, problem.line),
                problem.kind,
                problem.message,
                problem.advice,
            );
        };
        let mut say = |words: String| opener.repair(words, place);
        if self.escaped > 0 {
            let breaks = if self.escaped == 1 { "line break was" } else { "line breaks were" };
            say(format!("{} written-out {breaks} restored.", self.escaped));
        }
        if self.dirt.odd {
            say("Invisible characters, unusual spaces or typographic dashes were replaced.".into());
        }
        if self.dirt.quoted {
            say("Quote signs, comment signs or line numbers before the lines were removed.".into());
        }
        if self.dirt.code {
            say("Quotation marks and other signs of source code around the lines were removed."
                .into());
        }
        if self.printable {
            say("The encoding of mails (quoted-printable) was undone.".into());
        }
        if self.one_line {
            say("The line breaks of the block were missing.".into());
        }
        if !self.exact {
            say("The dashes or letters of its BEGIN and END lines were corrected.".into());
        }
        if label != self.label {
            say(format!("The label “{}” was read as “{label}”.", self.label));
        }
        match ended {
            Ended::Whole if end_label != self.label => {
                say(format!("It begins as {} and ends as {end_label}.", self.label));
            }
            Ended::Whole => {}
            Ended::Another => {
                say("The END line was missing: another block begins behind it.".into());
            }
            Ended::Open => say("The END line was missing.".into()),
        }
        for words in base64_repairs {
            say(words);
        }
        let mut block = Block::new(kind(&label), der, place.span, place.line);
        block.headers.clone_from(&self.headers);
        opener.block(block, at);
    }

    fn problem(&self, label: &str, ended: Ended) -> Problem {
        let cut = self.body.contains("...") || self.body.contains('…');
        let (message, advice, line, start) = match self.foreign {
            _ if cut => (
                format!("This {label} block was shortened: dots stand in place of its middle."),
                "Copy the whole block from the file itself.",
                self.line,
                self.start,
            ),
            _ if self.body.is_empty() => (
                format!("This {label} block is empty."),
                "Copy the block again with everything between its BEGIN and END lines.",
                self.line,
                self.start,
            ),
            Some((c, line, start)) => (
                format!(
                    "This {label} block (line {}) is not base64: {} does not belong there.",
                    self.line,
                    base64::character(c)
                ),
                "Remove the character, or copy the block again.",
                line,
                start,
            ),
            None => (
                format!(
                    "This {label} block is cut short: {}.",
                    match ended {
                        Ended::Whole => "characters are missing between its BEGIN and END lines",
                        Ended::Another => "another block begins before its END line",
                        Ended::Open => "the text stops before its END line",
                    }
                ),
                "Copy the block again, to its last character.",
                self.line,
                self.start,
            ),
        };
        let span = Span::new(start, start.saturating_add(1));
        Problem { span, line: Some(line), kind: ProblemKind::block(label), message, advice }
    }
}

impl Dirt {
    fn add(&mut self, other: Dirt) {
        self.odd |= other.odd;
        self.quoted |= other.quoted;
        self.code |= other.code;
    }
}

/// A digit of base64 or base64url, or padding.
pub(super) fn is_digit(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '=' | '-' | '_')
}

/// Decodes a body of either alphabet, with too much or too little padding; says what was mended.
pub(super) fn decode(body: &str) -> Result<(Vec<u8>, Vec<String>), ()> {
    if body.is_empty() {
        return Err(());
    }
    if let Ok(der) = base64::decode(body) {
        return Ok((der, Vec::new()));
    }
    let mut repairs = Vec::new();
    let mut digits: String = body.trim_end_matches('=').to_owned();
    if digits.contains(['-', '_']) {
        digits = digits.replace('-', "+").replace('_', "/");
        repairs.push("It was written in the alphabet for addresses (base64url).".into());
    }
    while !digits.len().is_multiple_of(4) {
        digits.push('=');
    }
    let padding = |text: &str| text.len().saturating_sub(text.trim_end_matches('=').len());
    if padding(&digits) != padding(body) {
        repairs.push("The padding (=) at its end was corrected.".into());
    }
    let decoded = base64::decode(&digits).map_err(|_| ());
    digits.zeroize();
    // A mended block is believed only where it is whole: else characters are missing.
    let der = decoded?;
    if der.first() == Some(&0x30) && !der::is_whole(&der) {
        return Err(());
    }
    Ok((der, repairs))
}
