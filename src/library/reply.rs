//! What is answered that no export has a shape for: failures, files that were written, lists.

use serde::Serialize;

use crate::convert::{Offer, Wants};
use crate::view::ProgramView;

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Failure {
    /// For programs.
    pub code: Code,
    /// For people: a sentence.
    pub message: String,
}

impl Failure {
    pub(super) fn new(code: Code, message: impl Into<String>) -> Self {
        Self { code, message: message.into() }
    }
}

/// Why there is no answer, for programs. What was read and will not work is an answer, and none of these.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Code {
    /// The question is not understood: a field that is none, a time that is none.
    Question,
    /// The sources are none that can be read: not text, bytes or files.
    Sources,
    /// No certificate was read, and the question needs one.
    NothingRead,
    /// What was asked for cannot be made of what was given.
    NotPossible,
    /// There is no guide for that program.
    UnknownProgram,
    /// The engine could not be loaded or started.
    NotLoaded,
    /// The engine stopped in the middle: a fault of its own. The next call starts it again.
    Crashed,
    /// The worker was closed before it answered.
    Closed,
}

/// A file that was written; its content comes beside it.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct SavedFile {
    /// A name that is safe in every system.
    pub name: String,
    /// The form, by its word (docs/convert.md).
    pub form: &'static str,
    /// A private key is in it.
    pub private: bool,
    /// It is a text.
    pub text: bool,
}

/// Every form in which what was given can be written, or not.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct Forms {
    /// In the order of docs/convert.md.
    pub forms: Vec<FormOffer>,
}

/// A form of file.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct FormOffer {
    /// Its word: what `convert` takes as `to`.
    form: &'static str,
    /// What people call it.
    title: &'static str,
    /// What it holds, and who wants it.
    words: &'static str,
    /// Why it cannot be written, as a sentence; null where it can.
    missing: Option<String>,
    /// A private key would be in it.
    private: bool,
    /// Whether it takes a password.
    password: TakesPassword,
}

/// Whether a form takes a password.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
enum TakesPassword {
    /// It has none.
    Never,
    /// It may have one.
    Maybe,
    /// It must have one.
    Always,
}

impl FormOffer {
    pub(super) fn of(offer: Offer) -> Self {
        let info = offer.info;
        Self {
            form: info.word,
            title: info.title,
            words: info.words,
            missing: offer.missing,
            private: offer.private,
            password: match info.password {
                Wants::Never => TakesPassword::Never,
                Wants::Maybe => TakesPassword::Maybe,
                Wants::Always => TakesPassword::Always,
            },
        }
    }
}

/// The programs that there are guides for.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct Guides {
    /// By group.
    pub programs: Vec<ProgramView>,
}

/// The schema of each reply of this file, by the name of its file.
#[cfg(feature = "schema")]
pub(super) fn replies(add: &mut crate::export::Schemas) {
    add.one::<Failure>("failure");
    add.one::<SavedFile>("convert");
    add.one::<Forms>("forms");
    add.one::<Guides>("guides");
}
