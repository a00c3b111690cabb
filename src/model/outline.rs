//! Bytes of something that may hold a key, without the key.

use super::Span;

/// The bytes of an object with its public parts alone: what may belong to a key is zeros, and was
/// never here (`decode::outline`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outline {
    /// As many bytes as the object has.
    pub der: Vec<u8>,
    /// What was left out of them, in order.
    pub blanked: Vec<Span>,
}
