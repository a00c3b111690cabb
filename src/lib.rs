//! PemLens: reads TLS certificates on the person's own device and says whether they will work.
//!
//! `input → decode → model → purpose → path → revocation → stacks → judge → hints → report → diff →
//! timeline → explain → inside → present → view → page`: bytes and a question go in at one end ([`report::analyse`]), one
//! [`report::Report`] comes out, and the page draws what [`present`] makes of it.
//! ARCHITECTURE.md is the map; its invariants are enforced by `tests/tidy.rs` and by features:
//! the page is compiled with `ui` and without `engine`, so it cannot hold certificate logic.
//!
//! # As a library
//!
//! ```toml
//! pemlens = { version = "0.1", default-features = false, features = ["full"] }
//! ```
//!
//! `engine` reads PEM, base64 and DER and answers about certificates; `full` adds everything else:
//! containers, keys and passwords, all rules, what programs say, handshakes, conversion, guides, JSON. Neither
//! has a browser crate, a clock, randomness, network or files: time and bytes are arguments. (`cli`, `worker`,
//! `ui` and `browser` are the doors of this project's own programs.) docs/semver.md says what stays as it is.
//!
//! ```
//! # #[cfg(feature = "engine")] {
//! use pemlens::input::{Source, Workspace};
//! use pemlens::model::{Purpose, Question};
//! use pemlens::report;
//! use pemlens::view::Verdict;
//!
//! let source = Source { bytes: b"no certificate".to_vec(), ..Source::default() };
//! let question = Question {
//!     purpose: Some(Purpose::Server),
//!     host: "www.example.com".into(),
//!     at: 1_780_000_000, // seconds since 1970
//!     ..Question::default()
//! };
//! let report = report::analyse(&Workspace { sources: vec![source], question });
//! assert_eq!(report.answer.verdict, Verdict::Nothing);
//! # }
//! ```
//!
//! Callers in other languages go through [`library`]: JSON in, JSON out, no failure but as a value.
//!
//! ```
//! # #[cfg(feature = "full")] {
//! use pemlens::library::{Call, call};
//!
//! let reply = call(Call {
//!     name: "explain",
//!     contents: Vec::new(),
//!     ask: r#"{"question": {"text": "x509: certificate signed by unknown authority"}}"#,
//!     now: 1_780_000_000,
//!     random: [0; 128], // only `convert` uses it, for salts
//! });
//! assert!(reply.json.starts_with(r#"{"ok":true,"value":{"#));
//! # }
//! ```
//!
//! Modules in reading order. A module may use those above it, never those below.

// A panic would take the worker down; every byte here may come from a stranger.
#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::indexing_slicing,
        clippy::arithmetic_side_effects
    )
)]

// Blank lines keep the reading order: the formatter sorts only what stands together.

#[cfg(feature = "engine")]
pub mod engine;

#[cfg(any(feature = "engine", feature = "ui"))]
pub mod model;

#[cfg(any(feature = "engine", feature = "ui"))]
pub mod view;

#[cfg(feature = "engine")]
pub mod crypto;

#[cfg(feature = "engine")]
pub mod input;

#[cfg(feature = "engine")]
pub mod decode;

#[cfg(feature = "engine")]
pub mod trust;

#[cfg(feature = "engine")]
pub mod purpose;

#[cfg(feature = "engine")]
pub mod path;

#[cfg(feature = "full")]
pub mod revocation;
#[cfg(feature = "full")]
pub mod stacks;

#[cfg(feature = "full")]
pub mod judge;

#[cfg(feature = "engine")]
pub mod hints;

#[cfg(feature = "full")]
pub mod handshake;

#[cfg(feature = "engine")]
pub mod report;

#[cfg(feature = "full")]
pub mod diff;

#[cfg(feature = "full")]
pub mod timeline;

#[cfg(feature = "full")]
pub mod explain;

#[cfg(feature = "full")]
pub mod inside;

#[cfg(feature = "engine")]
pub mod present;

#[cfg(feature = "full")]
pub mod convert;

#[cfg(feature = "full")]
pub mod guide;

#[cfg(feature = "cli")]
pub mod check;

#[cfg(feature = "full")]
pub mod export;

#[cfg(feature = "full")]
pub mod library;

#[cfg(feature = "browser")]
pub mod wire;

#[cfg(all(feature = "worker", feature = "full"))]
pub mod javascript;

#[cfg(feature = "worker")]
pub mod worker;

// The page counts lines and pixels, and cannot go on without its window.
#[cfg(feature = "ui")]
#[allow(clippy::arithmetic_side_effects, clippy::expect_used)]
pub mod ui;
