//! A problem met while reading, and where it is.

/// A half-open range of bytes, `start..end`, counted from the start of what the context names
/// (a source for input problems, the DER of the object for decoding problems).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The range from `start` to `end`.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }
}

/// What a problem is about, for code that decides by it: the words of a message are for people alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ProblemKind {
    /// Anything else.
    #[default]
    Other,
    /// An armoured block, and whether its label says that it holds a certificate.
    Block {
        /// `CERTIFICATE`, `TRUSTED CERTIFICATE` …
        certificate: bool,
    },
    /// A part of something that was read could not be read itself.
    LostPart,
    /// Bytes behind the value that was read.
    Trailing,
}

impl ProblemKind {
    /// Of the block with that label.
    pub fn block(label: &str) -> Self {
        ProblemKind::Block { certificate: label.ends_with("CERTIFICATE") }
    }
}

/// Something that could not be read, or was read only after a repair.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where: bytes of the source, or of the DER.
    pub span: Span,
    /// Line in the source, counted from 1; `None` for binary input and inside DER.
    pub line: Option<usize>,
    /// What it is about.
    pub kind: ProblemKind,
    /// What is wrong, as a sentence.
    pub message: String,
    /// What the person can do; empty where there is nothing to do.
    pub advice: &'static str,
}
