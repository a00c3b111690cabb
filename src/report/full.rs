//! What the full engine knows.

use super::Engine;
use crate::hints::rules;
use crate::revocation;

/// Everything.
pub static FULL: Engine = Engine { rules: rules::ALL, standings: revocation::standings };
