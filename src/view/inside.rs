//! The inside of an object: its values as lines of a tree, and what is asked about them. The page's
//! part for it is a script (`www/look.js`), which reads these fields by name.

use serde::Serialize;

/// What is asked. All offsets are bytes of the object.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct InsideAsk {
    /// The object: a certificate by its fingerprint, `i3` for the fourth item, `p2.0` for the first
    /// container of source 2.
    pub look: String,
    /// `open` it, `rows`, `toggle` what begins at `at`, choose the `node` that begins there, the
    /// innermost at a `byte`, that of a `line` or of a `field`, or the `parent` of the one chosen; see
    /// other `bytes`; or have a value written out:
    /// `hex`, `colons`, `pem`, `der`.
    pub act: String,
    /// A byte; or the number of a line.
    pub at: usize,
    /// A field of the sheet.
    pub field: String,
    /// The first line wanted.
    pub from: usize,
    /// One past the last.
    pub to: usize,
}

/// What comes back. A file's bytes come beside it, and are handed over.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum InsideAnswer {
    /// The tree.
    View(Box<InsideView>),
    /// A value written out, to be copied.
    Text(String),
    /// The name of a file.
    File(String),
    /// Why not, as a sentence.
    Refused(String),
}

/// A part of the tree.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct InsideView {
    /// What it is, in words.
    pub title: String,
    /// How many bytes it has.
    pub size: usize,
    /// How many lines the tree has as it is folded now.
    pub total: usize,
    /// The number of the first line here.
    pub from: usize,
    /// The lines.
    pub rows: Vec<InsideRow>,
    /// The value that was chosen.
    pub chosen: Option<InsideChosen>,
    /// What is wrong in it: at which byte, and what; only when it is opened.
    pub faults: Vec<InsideFault>,
    /// What is to be known about the whole: that something was left out, or not looked at.
    pub note: String,
}

/// Something that breaks the rules of encoding.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct InsideFault {
    /// At which byte.
    pub at: usize,
    /// What, as a sentence.
    pub text: String,
}

/// A value.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct InsideRow {
    /// Its first byte.
    pub at: usize,
    /// How deep it lies: 0 for the outermost.
    pub depth: usize,
    /// How many bytes its header has.
    pub header: usize,
    /// How many bytes its content has.
    pub length: usize,
    /// `SEQUENCE`, `[0]`.
    pub tag: String,
    /// Its name in the standard; may be empty.
    pub name: String,
    /// What it says, in words; may be empty.
    pub value: String,
    /// A second form: the dotted OID, how many bytes; may be empty.
    pub aside: String,
    /// What is wrong with it; may be empty.
    pub fault: String,
    /// Whether there are values in it.
    pub opens: bool,
    /// Whether they are shown.
    pub opened: bool,
    /// The field of the sheet that it belongs to; may be empty.
    pub field: String,
    /// Something of it belongs to a key, and is not here.
    pub blanked: bool,
}

/// The value that was chosen, and bytes around its beginning.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct InsideChosen {
    /// Its line; beyond all lines where none was chosen.
    pub row: usize,
    /// Its first byte.
    pub at: usize,
    /// Where its content begins.
    pub body: usize,
    /// Where its content ends.
    pub end: usize,
    /// The names of what it lies in, from the outside in.
    pub path: Vec<String>,
    /// The field of the sheet that it belongs to; may be empty.
    pub field: String,
    /// Whether all of it is here, and can be copied.
    pub whole: bool,
    /// Whether there is a PEM form of it.
    pub pem: bool,
    /// The first byte shown.
    pub hex_from: usize,
    /// Bytes in hex, two digits each; two dots for one that belongs to a key.
    pub hex: String,
}
