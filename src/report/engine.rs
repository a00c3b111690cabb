//! What an engine knows. The small engine and the full one run the same code; where they differ, it asks
//! this value.

use crate::crypto::{Verify, verify_common};
use crate::hints::{Rule, common};
use crate::model::{ItemKind, Time, revocation::Standing};
use crate::path::{Anchors, Path, Pool};

/// What an engine knows.
pub struct Engine {
    /// The rules, in the order of urgency.
    pub(super) rules: &'static [&'static Rule],
    /// Whether a key verifies a signature.
    pub(super) verify: Verify,
    /// How each certificate of a path stands by the lists and responses among what was given.
    pub(super) standings:
        for<'a> fn(&'a Pool<'a>, &'a Anchors, &Path, Time, &[&'a ItemKind]) -> Vec<Standing>,
}

/// What the small engine knows: certificates, and what most answers need.
pub static SMALL: Engine =
    Engine { rules: common::ALL, verify: verify_common, standings: |_, _, _, _, _| Vec::new() };
