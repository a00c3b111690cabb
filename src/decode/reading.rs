//! What an engine reads that is no certificate. The small engine and the full one run the same code; where
//! they differ, it asks [`crate::engine::Built`].

use super::Contents;
use super::opener::Opener;
use crate::input::{Block, Source};

/// What an engine reads besides certificates.
pub trait Reading {
    /// What it needs while a source is read.
    type Extra<'a>;

    /// Begins to read a source.
    fn extra(source: &Source) -> Self::Extra<'_>;

    /// Reads a block that is no certificate; false where this engine cannot.
    fn read(contents: &mut Contents, block: &Block, opener: &mut Opener<'_>) -> bool;

    /// Has a last look at what was read.
    fn finish(contents: &mut Contents);
}
