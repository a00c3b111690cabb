//! Salts and vectors: random bytes that the door brought, each given out once.

use crate::crypto::unlock::Secret;

/// How many random bytes a file may take.
pub const RANDOM_BYTES: usize = 128;

/// Random bytes from the system. They must be new for every file.
pub struct Random(Secret);

impl Random {
    /// Takes them over.
    pub fn new(bytes: [u8; RANDOM_BYTES]) -> Self {
        Self(Secret::new(bytes.to_vec()))
    }

    /// So many bytes that nobody had before; a sentence where there are no more.
    pub(super) fn take(&mut self, count: usize) -> Result<Vec<u8>, String> {
        let rest = self.0.len().checked_sub(count).ok_or("There are not enough random bytes.")?;
        Ok(self.0.split_off(rest))
    }
}
