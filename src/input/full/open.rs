//! The full intake, for sources in which the plain scanner left something open.
//!
//! One way for everything, from the outside in: is it an archive, a keystore, DER? Else it is text:
//! values of YAML or JSON, elements of XML, or plain text with armour that may need mending
//! (`loose`), base64 or hex without armour (`encoded`). What comes out of a container goes in at the
//! top again, one level deeper, within one budget for the whole source.

use zeroize::Zeroizing;

use super::{Block, BlockKind, Format, MAX_BLOCKS, Scan, archive, der, markup, text_of, values};
use super::{encoded, lines, loose, mail, naming, pem};
use crate::model::{Part, Place, Problem, ProblemKind, Repair, Span};

/// Containers deeper than this are not opened.
const MAX_DEPTH: usize = 8;
/// At most this many containers are opened in one source.
const MAX_PARTS: usize = 4096;
/// Everything that comes out of the archives of one source, in bytes.
const MAX_EXPANDED: usize = 256 << 20;
/// An archive may grow by this factor beyond a first megabyte.
const MAX_GROWTH: usize = 100;

/// Where in the source something lies, and how deep in containers.
#[derive(Clone, Copy, Default)]
pub(super) struct At {
    /// The innermost container.
    pub part: Option<usize>,
    pub depth: usize,
    /// The place of the outermost container as it stands in the source: what is inside has no
    /// other.
    pub outer: Option<Place>,
}

impl At {
    /// The place of something found at `span`.
    pub fn place(&self, span: Span, line: Option<usize>) -> Place {
        let outer = self.outer.unwrap_or(Place { span, line, part: None });
        Place { part: self.part, ..outer }
    }
}

/// What was found so far, and what may still be spent.
#[derive(Default)]
pub(super) struct Opener {
    pub scan: Scan,
    expanded: usize,
}

/// Opens a source.
pub(super) fn open(bytes: &[u8]) -> Scan {
    let mut opener = Opener::default();
    opener.open(bytes, At::default());
    opener.scan
}

impl Opener {
    /// Opens some bytes.
    pub fn open(&mut self, bytes: &[u8], at: At) {
        if at.depth > MAX_DEPTH {
            return self.limit(format!("Containers more than {MAX_DEPTH} deep were not opened."));
        }
        if archive::open(self, bytes, at) {
            return;
        }
        if is_keystore(bytes) {
            self.format(Format::Binary, at);
            let kind = BlockKind::Labelled("JAVA KEYSTORE".into());
            return self.block(Block::new(kind, bytes.to_vec(), whole(bytes), None), at);
        }
        if archive::is_foreign(bytes) && !pem::has_armour_bytes(bytes) {
            return self.binary(bytes, at);
        }
        if der::looks_like(bytes) {
            return self.adopt(der::scan(bytes), at);
        }
        match text_of(bytes).or_else(|| lines::utf16_without_mark(bytes)) {
            Some(text) => self.text(&text, at),
            None if pem::has_armour_bytes(bytes) => self.text(&String::from_utf8_lossy(bytes), at),
            None => self.binary(bytes, at),
        }
    }

    /// Opens text.
    pub fn text(&mut self, text: &str, at: At) {
        if text.trim().is_empty() {
            return;
        }
        if !mail::open(self, text, at) {
            self.body(text, at);
        }
    }

    /// Opens text that is no mail.
    pub fn body(&mut self, text: &str, at: At) {
        if values::open(self, text, at) || markup::open(self, text, at) {
            return;
        }
        let before = self.found();
        let rest = loose::scan(self, text, at);
        let armour = self.found() > before;
        self.format(if armour { Format::Pem } else { Format::Text }, at);
        encoded::scan(self, &rest, at);
        if self.found() == before {
            naming::name(self, text, at);
        }
    }

    /// Bytes that are neither text nor DER: perhaps something stands before the DER.
    fn binary(&mut self, bytes: &[u8], at: At) {
        self.format(Format::Binary, at);
        const JUNK: usize = 64;
        let start = (1..JUNK.min(bytes.len())).find(|start| {
            let rest = bytes.get(*start..).unwrap_or_default();
            matches!(rest, [0x30, 0x82, ..]) && der::is_whole(rest)
        });
        let Some(start) = start else {
            let (message, advice) = archive::unknown(bytes);
            let place = at.place(whole(bytes), None);
            return self.problem(place, message, advice);
        };
        let words = format!("The {start} bytes before the DER value were passed over.");
        self.repair(words, at.place(Span::new(0, start), None));
        self.adopt(der::scan(bytes.get(start..).unwrap_or_default()), at);
    }

    /// Opens something that was wrapped in text or an archive, as a container of its own.
    /// `decoded` is wiped afterwards: it may hold a key.
    pub fn inside(&mut self, part: Part, decoded: Vec<u8>, at: At) {
        let decoded = Zeroizing::new(decoded);
        let Some(at) = self.part(part, at) else { return };
        self.open(&decoded, at);
    }

    /// Enters a container; `None` where there are too many.
    pub fn part(&mut self, part: Part, at: At) -> Option<At> {
        if self.is_spent() {
            return None;
        }
        let outer = at.outer.unwrap_or(Place { part: None, ..part.place });
        self.scan.parts.push(part);
        Some(At {
            part: Some(self.scan.parts.len().saturating_sub(1)),
            depth: at.depth.saturating_add(1),
            outer: Some(outer),
        })
    }

    /// Whether no further container may be entered; says so. For those who would find thousands.
    pub fn is_spent(&mut self) -> bool {
        let spent = self.scan.parts.len() >= MAX_PARTS;
        if spent {
            self.limit(format!("Only the first {MAX_PARTS} containers were opened."));
        }
        spent
    }

    /// How many bytes may still come out of an archive of `packed` bytes.
    pub fn allowance(&self, packed: usize) -> usize {
        let growth = packed.saturating_mul(MAX_GROWTH).saturating_add(1 << 20);
        MAX_EXPANDED.saturating_sub(self.expanded).min(growth)
    }

    /// Counts what came out of an archive.
    pub fn spend(&mut self, bytes: usize) {
        self.expanded = self.expanded.saturating_add(bytes);
    }

    /// How many blocks and problems there are.
    pub fn found(&self) -> usize {
        self.scan.blocks.len().saturating_add(self.scan.problems.len())
    }

    /// Whether there is room for another block.
    pub fn is_full(&self) -> bool {
        self.found() >= MAX_BLOCKS
    }

    /// Takes over what a scanner found.
    pub fn adopt(&mut self, scan: Scan, at: At) {
        self.format(scan.format, at);
        for block in scan.blocks {
            self.block(block, at);
        }
        for problem in scan.problems {
            let place = at.place(problem.span, problem.line);
            self.say(place, problem.kind, problem.message, problem.advice);
        }
        self.scan.limit = self.scan.limit.take().or(scan.limit);
    }

    /// Keeps a block.
    pub fn block(&mut self, mut block: Block, at: At) {
        if self.is_full() {
            return self.limit(format!("Only the first {MAX_BLOCKS} blocks were read."));
        }
        block.place = at.place(block.place.span, block.place.line);
        self.scan.blocks.push(block);
    }

    /// Says what could not be read.
    pub fn problem(&mut self, place: Place, message: String, advice: &'static str) {
        self.say(place, ProblemKind::Other, message, advice);
    }

    /// Says what could not be read, and of what kind that is; what lies in a container names it.
    pub fn say(&mut self, place: Place, kind: ProblemKind, message: String, advice: &'static str) {
        if self.is_full() {
            return self.limit(format!("Only the first {MAX_BLOCKS} blocks were read."));
        }
        let part = place.part.and_then(|part| self.scan.parts.get(part));
        let message = match part.map(|part| part.name.as_str()) {
            Some(name) if !name.is_empty() => format!("{name}: {message}"),
            _ => message,
        };
        let Place { span, line, .. } = place;
        self.scan.problems.push(Problem { span, line, kind, message, advice });
    }

    /// Says what was mended.
    pub fn repair(&mut self, what: String, place: Place) {
        if self.scan.repairs.len() < MAX_PARTS {
            self.scan.repairs.push(Repair { what, place });
        }
    }

    /// Names the first limit that struck.
    pub fn limit(&mut self, words: String) {
        self.scan.limit.get_or_insert(words);
    }

    /// What the source as a whole is: only its outermost layer says so.
    pub fn format(&mut self, format: Format, at: At) {
        if at.depth == 0 {
            self.scan.format = format;
        }
    }
}

/// Keystores of Java (JKS, JCEKS) and of Bouncy Castle (BKS, UBER: a version, the length of a salt).
pub(super) fn is_keystore(bytes: &[u8]) -> bool {
    matches!(
        bytes,
        [0xFE, 0xED, 0xFE, 0xED, ..]
            | [0xCE, 0xCE, 0xCE, 0xCE, ..]
            | [0, 0, 0, 1 | 2, 0, 0, 0, 20, ..]
    )
}

/// The span of everything.
pub(super) fn whole(bytes: &[u8]) -> Span {
    Span::new(0, bytes.len())
}
