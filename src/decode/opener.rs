//! What reading a source goes with: who is told how it goes on, and what the engine that is built needs
//! besides.

use super::Contents;
use crate::engine::Built;
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

/// How far reading a source is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// So many of the source's bytes are done.
    Bytes(usize),
    /// A key is being derived from a password: so many rounds of `total` are done.
    #[allow(missing_docs)]
    Rounds { done: u64, total: u64 },
}

/// Lives as long as one source is read.
pub struct Opener<'a> {
    pub(super) progress: &'a mut dyn FnMut(Progress),
    /// What the engine that is built needs besides; the small one needs nothing.
    #[allow(dead_code)]
    pub(super) extra: <Built as Reading>::Extra<'a>,
}

impl<'a> Opener<'a> {
    pub fn new(source: &'a Source, progress: &'a mut dyn FnMut(Progress)) -> Self {
        Self { progress, extra: Built::extra(source) }
    }

    pub fn tell(&mut self, done: usize) {
        (self.progress)(Progress::Bytes(done));
    }
}
