//! What an engine knows. The small engine and the full one run the same code; where they differ, it asks
//! this value.

use crate::hints::{Rule, common};

/// What an engine knows.
#[derive(Debug)]
pub struct Engine {
    /// The rules, in the order of urgency.
    pub rules: &'static [&'static Rule],
}

/// What the small engine knows: certificates, and what most answers need.
pub static SMALL: Engine = Engine { rules: common::ALL };
