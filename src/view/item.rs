//! What was read besides certificates, and what the tray tells of a source's inside.

use serde::Serialize;

use super::{Field, ProblemView};

/// How many items are listed.
pub const ITEMS_SHOWN: usize = 60;
/// How many containers, repairs and locks of one source are listed.
pub const INSIDE_SHOWN: usize = 40;

/// A key, a request, a revocation list, an OCSP response.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ItemView {
    /// `RSA 2048 private key`, `Request for www.example.com`.
    pub title: String,
    /// Its name where it has one: friendly name, alias; may be empty.
    pub name: String,
    /// The source, and the line in it.
    pub place: String,
    /// Whether it belongs to what is here.
    pub fit: Fit,
    /// The same in a sentence; may be empty.
    pub words: String,
    /// What it holds.
    pub fields: Vec<Field>,
    /// What could not be read.
    pub problems: Vec<ProblemView>,
}

/// Whether an item belongs to what is here.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Fit {
    /// It does, as it should.
    Good,
    /// It does not, or is damaged.
    Bad,
    /// Nothing can be said.
    #[default]
    None,
}

/// A container inside a source.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PartView {
    /// How deep it lies: 0 for the outermost.
    pub depth: usize,
    /// `PKCS#12 file`, `Kubernetes Secret web-tls`.
    pub title: String,
    /// What was found directly in it; may be empty.
    pub found: String,
    /// What is worth knowing about it.
    pub notes: Vec<String>,
    /// Whether its layers can be looked into.
    pub look: bool,
}

/// Something a password would open.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LockedView {
    /// `PKCS#12 file`, `private key`.
    pub what: String,
    /// How it is protected.
    pub protection: String,
    /// Whether a password was tried, and was not the one.
    pub wrong: bool,
}
