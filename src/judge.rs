//! Verdicts about cases: leaf, intermediates, roots, time, use and host go in, one verdict comes
//! out. Where the report says what clients do, a judge answers for one reader of the rules at a
//! time ([`Stack`]); the strict reading of the standards is the first.

mod anchor;
mod case;
#[cfg(feature = "cli")]
mod lines;
mod names;
mod spec;
mod usage;

use std::fmt;

pub use anchor::AnchorRules;
pub use case::Case;
#[cfg(feature = "cli")]
pub use lines::{case_from_line, prediction_line};
pub use names::Peer;
pub use usage::{Reading, Usage};

/// Whose verdict it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stack {
    /// The strict reading of RFC 5280 and RFC 9525; where a host is asked about, of the profile
    /// for public TLS servers too.
    Spec,
}

impl Stack {
    /// All there are.
    pub const ALL: &[Stack] = &[Stack::Spec];

    /// How predictions name it.
    pub fn name(self) -> &'static str {
        match self {
            Stack::Spec => "spec",
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
    pub code: &'static str,
    /// One sentence.
    pub message: String,
}

impl Refusal {
    fn new(code: &'static str, message: impl Into<String>) -> Self {
        Self { code, message: message.into() }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.code, self.message)
    }
}

/// The verdict of a stack about a case.
pub fn judge(case: &Case, stack: Stack) -> Judgement {
    match stack {
        Stack::Spec => spec::judge(case),
    }
}
