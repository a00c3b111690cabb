//! A line with more behind it: what programs say, what a message means. One shape for all lists
//! that unfold, so that the page draws each of them with the same code.

use serde::Serialize;

use super::Fit;

/// A line of such a list.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Note {
    /// What it is called among its like, for what the page remembers; empty where it has no name.
    pub id: String,
    /// Whether it is good or bad news.
    pub fit: Fit,
    /// The word beside the mark: `accepts`, `found here`; empty for no mark.
    pub word: String,
    /// Its title.
    pub title: String,
    /// A sentence or two.
    pub text: String,
    /// What a program prints, to the letter; can be copied.
    pub code: String,
    /// A command that belongs to the text; can be copied.
    pub command: String,
    /// A drawing of what the list says, as a data address; empty for none.
    pub picture: String,
    /// The finding on the page that it leads to, by rule; empty for none.
    pub rule: String,
    /// The host that the page should rather ask about; empty for none.
    pub ask: String,
    /// Whether it is unfolded to begin with.
    pub open: bool,
    /// What unfolds.
    pub inside: Vec<Note>,
}

impl Note {
    /// A title and a text.
    pub fn new(title: impl Into<String>, text: impl Into<String>) -> Self {
        Self { title: title.into(), text: text.into(), ..Self::default() }
    }

    /// The same with something that a program prints.
    #[must_use]
    pub fn with_code(mut self, code: impl Into<String>) -> Self {
        self.code = code.into();
        self
    }
}

/// Which list of notes it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Notes {
    /// What each program says about the certificate asked about.
    Programs,
    /// What the message means that was given.
    Explained,
    /// What breaks when.
    When,
    /// What changed from the old certificate to the new one.
    Changed,
    /// In which forms what was loaded can be saved.
    Save,
}
