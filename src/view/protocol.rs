//! The messages between the page and the engine's worker.
//!
//! Source contents do not pass through serde: an [`ToEngine::Ask`] travels as the pair
//! `[message, [[id, text-or-bytes, password?], …]]`, where each new source is a JavaScript string or
//! a `Uint8Array` that the worker copies once. A source the worker knows comes again with a password
//! to try on it. Nor does a file that the engine wrote ([`ToEngine::Save`]): `wire` has its message.
//!
//! The script that looks into objects (`www/look.js`) speaks with the engine by itself: it sends
//! `[{ Inside: InsideAsk }]` with a port, and on that port comes an [`InsideAnswer`](super::InsideAnswer).
//! So does the script that chooses lines of the list (`www/list.js`): it sends `[{ List: ListAsk }]`, and the
//! page is told its lines anew.

use serde::Serialize;

use super::{
    ConnectionView, GuideAsk, HandshakeAsk, Note, Notes, Overview, ProgramView, RowView, Sheet,
};
use crate::model::Question;

/// From the page to the engine.
#[derive(Clone, Debug, PartialEq)]
pub enum ToEngine {
    /// Examine these sources for this question.
    Ask(Box<Ask>),
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
    /// The certificates of one source, the repaired bundle, or the report, written out.
    Clean {
        /// The page's number for the source; 0 for the whole.
        source: u32,
        /// How.
        take: Take,
        /// To be copied, not saved; comes back as it is.
        copy: bool,
    },
    /// Write what was loaded as a file; a password for it travels beside the message, as it was typed.
    /// The answer is the file, or the list of forms again with the reason over it.
    Save {
        /// The form, by its word.
        form: String,
    },
    /// Say what this message of a program means, now and with every answer to come.
    Explain {
        /// A line or a log.
        text: String,
    },
    /// Say how a program is set up, now and with every answer to come.
    Guide(GuideAsk),
}

/// What is written out to be taken away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Take {
    /// Certificates as PEM: those of a source, or the repaired bundle.
    Pem,
    /// The report as Markdown, for a ticket.
    Markdown,
    /// The report as JSON, as the command line writes it.
    Json,
    /// The chain as a drawing.
    Drawing,
    /// The same drawing, of which the page makes a picture.
    Picture,
    /// What breaks when, as a calendar.
    Calendar,
}

/// Sources and question.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ask {
    /// Grows with each question; answers to an older run are late and are dropped.
    pub run: u32,
    /// All sources, in order. Those the engine has not seen come with this message;
    /// those it has seen and that are not listed are forgotten.
    pub sources: Vec<SourceRef>,
    /// The question.
    pub question: Question,
    /// Whether it is about the connection between two sides; `None`: as what was given suggests.
    pub both: Option<bool>,
    /// What was chosen about the two sides.
    pub sides: HandshakeAsk,
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
    /// Long work: `done` of `total` bytes read, or rounds of a key derivation done.
    Progress {
        /// The run.
        run: u32,
        /// Bytes or rounds done.
        done: usize,
        /// Bytes or rounds in all.
        total: usize,
        /// Rounds of a key derivation, not bytes.
        rounds: bool,
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
        /// How many there are to see; the first ones (`from: 0`) take the place of all others.
        total: usize,
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
    /// A list of notes, which takes the place of the one of its kind.
    Notes {
        /// Which.
        which: Notes,
        /// One sentence over it; empty for none.
        head: String,
        /// Its lines.
        notes: Vec<Note>,
    },
    /// The two sides of the connection, where the answer is about them.
    Connection {
        /// The run.
        run: u32,
        /// The panel; `None` where there is nothing to show.
        view: Option<Box<ConnectionView>>,
    },
    /// How the program asked about is set up.
    Guide {
        /// The programs that there are guides for.
        programs: Vec<ProgramView>,
        /// One sentence over it.
        head: String,
        /// Files, configuration, commands, traps.
        notes: Vec<Note>,
    },
    /// A source written out clean.
    Clean {
        /// As asked.
        copy: bool,
        /// A file name for it.
        name: String,
        /// Its text.
        text: String,
    },
}
