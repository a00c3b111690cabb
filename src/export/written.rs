//! What all JSON has in common: its version, how text gets into it, and the steps of what mends things.

use serde::Serialize;
use serde_json::Value;

use crate::view::{FixView, visible_lines};

/// The version of the format. A change that could break a reader raises it.
pub const VERSION: u32 = 1;

/// The one place that lets text into JSON: what could deceive in a terminal is written out; line
/// ends of commands stay.
pub(crate) fn written(value: &impl Serialize) -> Value {
    // These types have text for keys, and nothing in them refuses: writing cannot fail.
    plain(serde_json::to_value(value).unwrap_or_default())
}

/// A value that is no type of ours, with what could deceive written out.
pub(super) fn plain(value: Value) -> Value {
    match value {
        Value::String(text) => Value::String(visible_lines(&text)),
        Value::Array(all) => Value::Array(all.into_iter().map(plain).collect()),
        Value::Object(all) => {
            Value::Object(all.into_iter().map(|(name, value)| (name, plain(value))).collect())
        }
        other => other,
    }
}

/// One step of what mends it.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(in crate::export) struct Fix {
    /// `Server`, `Client`, `CA`, `You`: who can do it.
    pub who: String,
    /// What to do.
    pub step: String,
    /// A command, filled in; may be empty.
    pub command: String,
}

/// A step in the shape of the format.
pub(super) fn fix(fix: &FixView) -> Fix {
    Fix { who: fix.who.clone(), step: fix.step.clone(), command: fix.command.clone() }
}
