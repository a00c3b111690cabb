//! What the full engine reads: keys, containers, requests, lists, responses, and what a password opens.

mod ber;
mod bks;
mod cms;
pub mod crl;
mod extra;
mod foreign;
pub mod form;
mod held;
mod jwk;
mod keys;
mod keystore;
mod ocsp;
mod others;
mod outline;
mod pkcs12;
pub mod policy;
mod private_key;
mod protection;
pub mod raw;
mod rehearse;
mod request;
pub mod sct;
mod ssh;
mod vendors;

use super::opener::{self, Opener, Progress, Reading};
use super::{Contents, read_with};
// What the files of this folder find here.
use super::{
    algorithm, certificate, der, extensions, general_name, key, name, strings, time, write,
};
use crate::engine::Full;
use crate::input::{self, Block, Source};
use crate::model::{ItemKind, Place, ProblemKind};
use extra::Extra;

pub use held::{HeldKey, Inner, ec_private_key};
pub use rehearse::rehearse;
pub use vendors::parts as extension_parts;

impl Reading for Full {
    type Extra<'a> = Extra<'a>;

    fn extra(source: &Source) -> Extra<'_> {
        Extra::new(source)
    }

    fn read(contents: &mut Contents, block: &Block, opener: &mut Opener<'_>) -> bool {
        contents.foreign(block) || contents.keys(block, opener) || contents.other(block)
    }

    fn finish(contents: &mut Contents) {
        contents.quote_no_secrets();
    }
}

/// Reads a source and keeps its private keys apart, for a file that somebody may ask for. They are
/// in nothing else that comes back.
pub fn read_keeping(
    source: &Source,
    progress: &mut dyn FnMut(Progress),
    keys: &mut Vec<HeldKey>,
) -> Contents {
    let mut opener = Opener::new(source, progress);
    opener.extra.keys = Some(keys);
    read_with(source, opener)
}

/// Overwrites what the reading left on the stack: numbers of keys pass through registers and frames
/// of many libraries. (What they had on the heap the programs' allocator wipes.)
#[inline(never)]
pub fn wipe_stack() {
    let mut frame = [0u8; 256 << 10];
    std::hint::black_box(&mut frame);
}

impl Contents {
    /// Labels, names and excerpts of what was given stand in these words; a key may lie where a name
    /// belongs.
    fn quote_no_secrets(&mut self) {
        let problems = self.problems.iter_mut().map(|it| &mut it.message);
        let parts =
            self.parts.iter_mut().flat_map(|it| std::iter::once(&mut it.name).chain(&mut it.notes));
        let repairs = self.repairs.iter_mut().map(|it| &mut it.what);
        let items = self.items.iter_mut().map(|it| &mut it.name);
        let locked = self.locked.iter_mut().map(|it| &mut it.what);
        for words in problems.chain(parts).chain(repairs).chain(items).chain(locked) {
            *words = input::secrets::quoted(words);
        }
        for item in &mut self.items {
            if let ItemKind::Other { what } = &mut item.kind {
                *what = input::secrets::quoted(what);
            }
        }
    }

    /// A part of a container is lost.
    fn lost(&mut self, place: Place, message: String, advice: &'static str) {
        self.say(place, ProblemKind::LostPart, message, advice);
    }
}
