//! How a program is set up: what is asked, and the answer.

use serde::Serialize;

use super::Note;

/// Which program is to be set up, and how.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GuideAsk {
    /// The program, by id or by another of its names; empty for none.
    pub program: String,
    /// Whether both sides show a certificate; `None`: as what was loaded suggests.
    pub mutual: Option<bool>,
    /// Whether it is to be set up as the client; `None`: the server, where it can be one.
    pub client: Option<bool>,
}

/// How it is set up.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct GuideView {
    /// The program, by id; empty where none of that name is known.
    pub program: String,
    /// Its name.
    pub title: String,
    /// `server`, `client`, or empty where it is neither.
    pub side: &'static str,
    /// Whether both sides show a certificate.
    pub mutual: bool,
    /// `executed`, `checked` or `documented`.
    pub tier: &'static str,
    /// In which version it was run, how it was checked, or where it was read and when.
    pub known: String,
    /// Whether what was loaded cannot work there; then the notes say why.
    pub refused: bool,
    /// What it comes to, in a sentence or two.
    pub head: String,
    /// Files, configuration, commands, traps.
    pub notes: Vec<Note>,
}
