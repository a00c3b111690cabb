//! Expectations about files, as people write them down for a pipeline, and what came of each
//! (docs/check.md). What is looked at is a [`crate::report::Report`]; files are the door's business.

mod ask;
mod expect;
mod glob;
mod outcome;

pub use ask::ask;
pub use expect::{Anchor, Check, Ignored, Minded, expectations};
pub use glob::{has_wildcard, matches};
pub use outcome::{FAILURES_SHOWN, Failure, Outcome, Passed, State, outcome, rule_words, unread};
