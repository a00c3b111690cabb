//! The messages between the page and the engine's worker.
//!
//! Source contents do not pass through serde: an [`ToEngine::Ask`] travels as the pair
//! `[message, [[id, text-or-bytes], …]]`, where each new source is a JavaScript string or a
//! `Uint8Array` that the worker copies once.

use serde::Serialize;

use super::{Overview, RowView, Sheet};
use crate::model::Question;

/// From the page to the engine.
#[derive(Clone, Debug, PartialEq)]
pub enum ToEngine {
    /// Examine these sources for this question.
    Ask(Ask),
    /// Lines `from..to` of the list of all certificates.
    Rows {
        /// The run whose report is meant.
        run: u32,
        /// First.
        from: usize,
        /// One past the last.
        to: usize,
    },
    /// The details of one certificate.
    Sheet {
        /// The run whose report is meant.
        run: u32,
        /// Index of the object.
        object: usize,
    },
}

/// Sources and question.
#[derive(Clone, Debug, PartialEq)]
pub struct Ask {
    /// Grows with each question; answers to an older run are late and are dropped.
    pub run: u32,
    /// All sources, in order. Those the engine has not seen come with this message;
    /// those it has seen and that are not listed are forgotten.
    pub sources: Vec<SourceRef>,
    /// The question.
    pub question: Question,
    /// The certificate whose details are shown, by fingerprint; the answer brings its sheet
    /// (or, where it is gone or `None`, the sheet of the certificate asked about).
    pub selected: Option<String>,
}

/// A source by number.
#[derive(Clone, Debug, PartialEq)]
pub struct SourceRef {
    /// Unique for the life of the page.
    pub id: u32,
    /// File name, or `Pasted text`.
    pub name: String,
    /// Its CA certificates count as trust anchors.
    pub trusted: bool,
}

/// From the engine to the page.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum FromEngine {
    /// The engine is up.
    Ready,
    /// Reading a large input: `done` of `total` bytes.
    Progress {
        /// The run.
        run: u32,
        /// Bytes read.
        done: usize,
        /// Bytes in all.
        total: usize,
    },
    /// The answer.
    Answer {
        /// The run.
        run: u32,
        /// The first screen.
        overview: Box<Overview>,
        /// The details of the selected certificate, where there is one.
        sheet: Option<Box<Sheet>>,
        /// The first lines of the list of all certificates.
        rows: Vec<RowView>,
    },
    /// Lines of the list.
    Rows {
        /// The run.
        run: u32,
        /// First.
        from: usize,
        /// The lines.
        rows: Vec<RowView>,
    },
    /// The details asked for.
    Sheet {
        /// The run.
        run: u32,
        /// The details.
        sheet: Box<Sheet>,
    },
}
