//! What the full engine knows.

use super::Engine;
use crate::crypto;
use crate::hints::rules;
use crate::revocation;

/// Everything.
pub static FULL: Engine =
    Engine { rules: rules::ALL, verify: crypto::verify, standings: revocation::standings };
