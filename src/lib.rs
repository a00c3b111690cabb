//! PemLens: reads TLS certificates on the person's own device and says whether they will work.
//!
//! `input → decode → model → purpose → path → revocation → stacks → judge → hints → report → diff →
//! timeline → explain → inside → present → view → page`: bytes and a question go in at one end ([`report::analyse`]), one
//! [`report::Report`] comes out, and the page draws what [`present`] makes of it.
//! ARCHITECTURE.md is the map; its invariants are enforced by `tests/tidy.rs` and by features:
//! the page is compiled with `ui` and without `engine`, so it cannot hold certificate logic.
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

#[cfg(feature = "browser")]
pub mod wire;

#[cfg(feature = "worker")]
pub mod worker;

// The page counts lines and pixels, and cannot go on without its window.
#[cfg(feature = "ui")]
#[allow(clippy::arithmetic_side_effects, clippy::expect_used)]
pub mod ui;
