//! “My program says …”, in words: what a text's messages mean, and what was found of their causes.

use serde::Serialize;

use super::FixView;

/// Everything that was found in a text.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ExplainView {
    /// `2 messages recognised`, `No message was recognised`.
    pub summary: String,
    /// The messages, in the order of their first places.
    pub messages: Vec<MessageView>,
    /// Lines that were read, empty ones left out.
    pub lines: usize,
    /// Lines of them without a known message.
    pub unread: usize,
    /// Lines of them that look like a message all the same: number, and the line.
    pub doubtful: Vec<(usize, String)>,
    /// Whether certificates were there to test causes on.
    pub tested: bool,
    /// Limits that cut the work short, as sentences; empty almost always.
    pub limits: Vec<String>,
}

/// One message.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MessageView {
    /// The id in the catalogue (docs/messages.md).
    pub id: String,
    /// Who prints it.
    pub program: String,
    /// `line 12, column 31`.
    pub place: String,
    /// Where it stands; at most [`PLACES`](crate::view::MESSAGE_PLACES).
    pub places: Vec<PlaceView>,
    /// How often it stands there in all.
    pub times: usize,
    /// The line, in three parts: before the message, the message, behind it.
    pub excerpt: [String; 3],
    /// What it means.
    pub meaning: String,
    /// Whose judgement it is.
    pub speaker: SpeakerView,
    /// The same as a sentence.
    pub speaker_words: String,
    /// What stands for each variable part.
    pub variables: Vec<String>,
    /// Other programs' words nearby that say the same or pass it on.
    pub also: Vec<String>,
    /// The possible causes: found ones first, then those that cannot be seen, then those ruled out.
    pub causes: Vec<CauseView>,
}

/// How many places of one message are listed.
pub const MESSAGE_PLACES: usize = 20;

/// A place in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PlaceView {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// First byte.
    pub from: usize,
    /// The byte after the last.
    pub to: usize,
}

/// Whose judgement a message passes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum SpeakerView {
    /// The program that printed it.
    ThisProgram,
    /// The other side of the connection.
    OtherSide,
    /// It is printed in both cases.
    Either,
}

/// A possible cause.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CauseView {
    /// The rule's id, or the id of a cause that files do not show.
    pub id: String,
    /// Whether it is a rule (docs/rules.md).
    pub is_rule: bool,
    /// The fact in a few words.
    pub title: String,
    /// What the loaded certificates say.
    pub tested: TestedView,
    /// How it was found or ruled out, or why it cannot be seen: one sentence each.
    pub words: Vec<String>,
    /// The certificate it was found on.
    pub object: Option<usize>,
    /// What to do.
    pub fixes: Vec<FixView>,
}

/// What the loaded certificates say about a cause.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum TestedView {
    /// It is so, here.
    Found,
    /// It is not so.
    RuledOut,
    /// It cannot be told.
    CannotBeSeen,
}
