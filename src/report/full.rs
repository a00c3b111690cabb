//! What the full engine knows.

use super::Engine;
use crate::hints::rules;

/// Everything.
pub static FULL: Engine = Engine { rules: rules::ALL };
