//! The rules: what is wrong, why it matters and how to fix it.
//!
//! To add a rule: write `rules/<id_with_underscores>.rs` with one `RULE`, add its line to the list
//! in `rules.rs` (`common/` and `common.rs` hold those that the small engine has too), and put two cases into `tests/cases/<id>/`, one that fires and one near miss.
//! Tests over the registry check the rest.

#[cfg(feature = "full")]
mod alone;
#[cfg(feature = "full")]
pub mod client;
pub mod common;
pub mod public;
#[cfg(feature = "full")]
mod remedy;
mod rule;
#[cfg(feature = "full")]
pub mod rules;
mod run;
#[cfg(feature = "full")]
mod told;
#[cfg(feature = "full")]
pub mod transparency;

#[cfg(feature = "full")]
pub use alone::check_alone;
#[cfg(feature = "full")]
pub use remedy::Remedy;
pub use rule::{
    Applies, Check, Facts, Finding, Fix, Message, Outcome, Reference, Refusing, Role, Rule, Spot,
    Stack, Who, in_full, usage_of,
};
pub use run::{Run, run};
#[cfg(feature = "full")]
pub use told::{hear, short_names};

pub use crate::model::Severity;
