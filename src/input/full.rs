//! What the full engine unwraps: archives, YAML, JSON, XML, mail, mangled armour, text around all of it.

mod archive;
mod encoded;
mod lines;
mod loose;
mod mail;
mod marker;
mod markup;
mod naming;
mod open;
mod quoted;
pub mod secrets;
mod secrets_codes;
mod values;
mod variable;

use super::unwrapping::Unwrapping;
// What the files of this folder find here.
use super::{Block, BlockKind, Format, MAX_BLOCKS, Scan, base64, der, pem, text_of};
use crate::engine::Full;

pub use archive::packed;

impl Unwrapping for Full {
    fn unwrap(bytes: &[u8], plain: Scan) -> Scan {
        if plain.beyond { open::open(bytes) } else { plain }
    }
}
