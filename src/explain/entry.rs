//! The shape of what is known about a message. No logic but small helpers to write tables with.

/// A message that programs print, and what it means.
#[derive(Debug)]
pub struct Entry {
    /// Kebab-case, unique, never reused; no rule has the same.
    pub id: &'static str,
    /// Who prints it.
    pub program: &'static str,
    /// Its spellings, old and new. `{}` stands for any text on the line.
    pub patterns: &'static [&'static str],
    /// What it means, in one sentence.
    pub meaning: &'static str,
    /// Whose judgement it is.
    pub speaker: Speaker,
    /// What may have led to it, the likeliest first.
    pub causes: &'static [Cause],
    /// It only passes on what another message says better: where one stands beside it, that one
    /// is explained and this one named with it.
    pub wrapper: bool,
}

/// Whose judgement a message passes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Speaker {
    /// The program that printed it judged what it received or was given.
    Ours,
    /// The other side judged what this program sent, and told it so.
    OtherSide,
    /// It is printed in both cases.
    Either,
}

/// What may have led to a message.
#[derive(Clone, Copy, Debug)]
pub enum Cause {
    /// A rule of [`crate::hints::rules`]: it can be tested on the loaded certificates.
    Rule(&'static str),
    /// Something that files do not show.
    Setup(&'static Setup),
}

/// A cause that lies in the machines, not in the certificates.
#[derive(Debug)]
pub struct Setup {
    /// Kebab-case, unique, no rule has the same.
    pub id: &'static str,
    /// The fact in a few words, no full stop.
    pub title: &'static str,
    /// Why files do not show it.
    pub unseen: &'static str,
    /// What to do.
    pub advice: &'static str,
    /// A command that shows or mends it; empty for none.
    pub command: &'static str,
}

impl Cause {
    /// The id of the rule or of the cause.
    pub fn id(&self) -> &'static str {
        match self {
            Cause::Rule(id) => id,
            Cause::Setup(setup) => setup.id,
        }
    }
}

impl PartialEq for Cause {
    fn eq(&self, other: &Self) -> bool {
        self.id() == other.id()
    }
}

impl Eq for Cause {}

/// A message in which a program judges what it received or was given.
pub(super) const fn ours(
    id: &'static str,
    program: &'static str,
    patterns: &'static [&'static str],
    meaning: &'static str,
    causes: &'static [Cause],
) -> Entry {
    Entry { id, program, patterns, meaning, speaker: Speaker::Ours, causes, wrapper: false }
}

/// A message in which a program tells that the other side refused what it sent.
pub(super) const fn theirs(
    id: &'static str,
    program: &'static str,
    patterns: &'static [&'static str],
    meaning: &'static str,
    causes: &'static [Cause],
) -> Entry {
    Entry { id, program, patterns, meaning, speaker: Speaker::OtherSide, causes, wrapper: false }
}

/// A message that is printed in both cases.
pub(super) const fn either(
    id: &'static str,
    program: &'static str,
    patterns: &'static [&'static str],
    meaning: &'static str,
    causes: &'static [Cause],
) -> Entry {
    Entry { id, program, patterns, meaning, speaker: Speaker::Either, causes, wrapper: false }
}

impl Entry {
    /// The same as one that only passes on.
    pub(super) const fn passing_on(mut self) -> Self {
        self.wrapper = true;
        self
    }
}
