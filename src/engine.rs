//! The two engines, as types. Where they differ, a room asks [`Built`] through a trait of its own
//! (`input::unwrapping`, `decode::opener`, `report::knowledge`, `present::wording`): what [`Small`] answers is in the
//! room's `small.rs`, what [`Full`] answers in its `full.rs`, with everything that only the full
//! engine has in the folder `full` beside it. So neither engine holds what it never calls.

/// Reads PEM, base64 and DER, and answers about certificates: a few bytes, loaded first.
#[derive(Clone, Copy, Debug)]
pub struct Small;

/// Everything.
#[derive(Clone, Copy, Debug)]
pub struct Full;

/// The engine that is built.
#[cfg(feature = "full")]
pub type Built = Full;
/// The engine that is built.
#[cfg(not(feature = "full"))]
pub type Built = Small;

/// Whether the engine that is built leaves out words that another one adds: the first answer is
/// there sooner without them.
pub const BRIEF: bool = cfg!(not(feature = "full"));
