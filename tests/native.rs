//! All native tests as one program: one link instead of one a file. `cargo test --test native cases::`
//! runs one file's tests.
//!
//! A new file needs its line here, with the feature that it needs; `tidy.rs` sees that none is missing.

#[cfg(feature = "engine")]
mod common;

#[cfg(feature = "engine")]
mod cases;
#[cfg(feature = "cli")]
mod check;
#[cfg(feature = "cli")]
mod cli;
#[cfg(feature = "cli")]
mod commands;
#[cfg(all(feature = "cli", unix))]
mod conversions;
#[cfg(feature = "cli")]
mod diff;
#[cfg(feature = "cli")]
mod examples;
#[cfg(feature = "cli")]
mod explain;
#[cfg(feature = "full")]
mod files;
#[cfg(feature = "cli")]
mod foreign;
#[cfg(feature = "cli")]
mod guides;
#[cfg(feature = "full")]
mod handshake;
#[cfg(feature = "cli")]
mod inside;
#[cfg(feature = "full")]
mod intake_foreign;
#[cfg(feature = "full")]
mod intake_keys;
#[cfg(feature = "full")]
mod intake_messages;
#[cfg(feature = "full")]
mod intake_stores;
#[cfg(feature = "full")]
mod intake_text;
#[cfg(feature = "cli")]
mod judge;
#[cfg(feature = "cli")]
mod list;
#[cfg(feature = "cli")]
mod messages;
#[cfg(feature = "engine")]
mod orders;
#[cfg(feature = "full")]
mod pairs;
#[cfg(feature = "full")]
mod paths;
#[cfg(feature = "full")]
mod programs;
#[cfg(feature = "full")]
mod programs_browsers;
#[cfg(feature = "full")]
mod programs_go_java;
#[cfg(feature = "cli")]
mod programs_hints;
#[cfg(feature = "cli")]
mod programs_registry;
#[cfg(feature = "full")]
mod refusals;
#[cfg(feature = "cli")]
mod remedies;
#[cfg(feature = "ui-test")]
mod render;
#[cfg(feature = "full")]
mod revocation;
#[cfg(feature = "engine")]
mod robust;
#[cfg(feature = "engine")]
mod rules;
#[cfg(all(feature = "cli", feature = "schema"))]
mod schema;
#[cfg(feature = "cli")]
mod secrets;
#[cfg(feature = "cli")]
mod shells;
#[cfg(feature = "full")]
mod signatures;
#[cfg(feature = "engine")]
mod stacks;
mod tidy;
#[cfg(feature = "cli")]
mod timeline;
#[cfg(feature = "full")]
mod tools;
#[cfg(feature = "full")]
mod transparency;
#[cfg(feature = "full")]
mod unasked;
#[cfg(feature = "full")]
mod vendors;
