//! A path while it is built: each certificate knows the one below it.

use crate::model::Certificate;

/// A certificate of the path being built, and the one below it.
pub(super) struct Link<'n> {
    pub certificate: &'n Certificate,
    pub below: Option<&'n Link<'n>>,
}

impl<'n> Link<'n> {
    /// This one and all below it, down to the leaf.
    pub fn down(&self) -> impl Iterator<Item = &Link<'n>> {
        std::iter::successors(Some(self), |link| link.below)
    }

    /// Whether it is the leaf.
    pub fn is_leaf(&self) -> bool {
        self.below.is_none()
    }
}
