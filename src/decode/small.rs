//! What the small engine reads: certificates. Everything else it only recognises.

use super::Contents;
use super::opener::{Opener, Reading};
use crate::engine::Small;
use crate::input::{Block, Source};

impl Reading for Small {
    type Extra<'a> = ();

    fn extra(_: &Source) {}

    fn read(_: &mut Contents, _: &Block, _: &mut Opener<'_>) -> bool {
        false
    }

    fn finish(_: &mut Contents) {}
}
