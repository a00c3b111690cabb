//! Verdicts about cases: leaf, intermediates, roots, time, use and host go in, one verdict comes
//! out. Where the report says what clients do, a judge answers for one reader of the rules at a
//! time ([`Stack`]); the strict reading of the standards is the first.

mod anchor;
mod case;
#[cfg(feature = "cli")]
mod lines;
mod names;
mod programs;
#[cfg(feature = "cli")]
mod revocation;
mod spec;
mod standing;
mod usage;

use std::fmt;

use crate::stacks::Program;

pub use anchor::AnchorRules;
pub use case::Case;
#[cfg(feature = "cli")]
pub use lines::{case_from_line, prediction_line};
pub use names::Peer;
#[cfg(feature = "cli")]
pub use revocation::revocation_line;
pub use usage::{Reading, Usage};

/// Whose verdict it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stack {
    /// The strict reading of RFC 5280 and RFC 9525; where a host is asked about, of the profile
    /// for public TLS servers too.
    Spec,
    /// What a real program says.
    Program(&'static Program),
}

impl Stack {
    /// All there are.
    pub fn all() -> impl Iterator<Item = Stack> {
        let programs = Program::ALL.iter().map(|program| Stack::Program(program));
        std::iter::once(Stack::Spec).chain(programs)
    }

    /// How predictions name it.
    pub fn name(self) -> &'static str {
        match self {
            Stack::Spec => "spec",
            Stack::Program(program) => program.id,
        }
    }
}

/// What a stack says about a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// `None`: accepted.
    pub refusal: Option<Refusal>,
    /// A budget ended the search: another path might exist.
    pub exhausted: bool,
}

/// Why a case is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// A word that stays the same: `expired`, `name-constraints` …
    pub code: String,
    /// One sentence.
    pub message: String,
}

impl Refusal {
    fn new(code: impl Into<String>, message: impl Into<String>) -> Self {
        Self { code: code.into(), message: message.into() }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.code, self.message)
    }
}

/// The verdicts of all stacks about a case; a program that cannot be asked it says nothing.
pub fn judge(case: &Case) -> Vec<(Stack, Judgement)> {
    let question = programs::question(case);
    Stack::all()
        .filter_map(|stack| {
            let judgement = match stack {
                Stack::Spec => Some(spec::judge(case)),
                Stack::Program(program) => programs::judge(question.as_ref()?, program),
            };
            Some((stack, judgement?))
        })
        .collect()
}

/// The verdict of the strict reading alone.
pub fn spec(case: &Case) -> Judgement {
    spec::judge(case)
}
