//! What an engine unwraps besides PEM, base64 and DER. Where the small engine and the full one differ,
//! [`crate::engine::Built`] is asked.

use super::Scan;

/// What an engine unwraps.
pub trait Unwrapping {
    /// Goes on where the plain scanner left something open.
    fn unwrap(bytes: &[u8], plain: Scan) -> Scan;
}
