//! Report → files and standard output: JSON (versioned, see docs/json.md), Markdown, plain text; what
//! pipelines read of a check.

#[cfg(feature = "cli")]
mod check;
mod diff;
mod drawing;
mod explain;
mod guide;
mod handshake;
mod inside;
mod json;
mod markdown;
mod paint;
mod programs;
#[cfg(feature = "schema")]
mod schema;
mod text;
mod timeline;
mod word;
mod written;
mod xml;

#[cfg(feature = "cli")]
pub use check::{check_github, check_json, check_junit, check_sarif, check_text};
pub use diff::{diff_json, diff_markdown, diff_text};
pub use drawing::drawing;
pub use explain::{explain_json, explain_text};
pub use guide::{guide_json, guide_list, guide_markdown, guide_text};
pub use handshake::{handshake_json, handshake_markdown, handshake_text};
pub use inside::{inside_json, inside_text};
pub(crate) use json::shape::Anchors;
pub use json::{json, json_with};
pub use markdown::markdown;
pub use paint::{Paint, Tone};
pub use programs::{programs_markdown, programs_text};
#[cfg(feature = "schema")]
pub use schema::{Schemas, schemas};
pub use text::{brief, painted, text};
pub use timeline::{timeline_json, timeline_markdown, timeline_text};
pub(crate) use word::Word;
pub use written::VERSION;
pub(crate) use written::written;
