//! Mutual TLS from files: two sides, each with what it presents, what it trusts and the program that
//! speaks for it; the handshake between them step by step, in those programs' own words.
//!
//! [`simulate`] is the door. What a program does stands in one file of `programs`; how a path is
//! judged is asked of `stacks`.

mod above;
pub mod alert;
mod called;
pub mod clues;
pub mod fault;
#[cfg(feature = "cli")]
mod lines;
pub mod middle;
mod openssl;
pub mod outcome;
pub mod program;
mod programs;
mod proof;
pub mod remedies;
pub mod rotation;
mod run;
pub mod setting;
pub mod side;
pub mod snippets;
pub mod sort;
pub mod staple;
mod words;

pub use alert::Alert;
pub use fault::Fault;
#[cfg(feature = "cli")]
pub use lines::{Case, case_from_line, is_handshake, prediction_line};
pub use outcome::{By, Handshake, Heard, Http, Judgement, Mark, Refusal, Sent, Step};
pub use program::{Depth, Known, Lists, Program};
pub use run::{simulate, until};
pub use setting::setup;
pub use side::{Key, Settings, Setup, Side, Tls, Verify};
pub use words::{Headline, because, headline};
