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
mod text;
mod timeline;
mod xml;

#[cfg(feature = "cli")]
pub use check::{check_github, check_json, check_junit, check_sarif, check_text};
pub use diff::{diff_json, diff_markdown, diff_text};
pub use drawing::drawing;
pub use explain::{explain_json, explain_text};
pub use guide::{guide_json, guide_list, guide_markdown, guide_text};
pub use handshake::{handshake_json, handshake_markdown, handshake_text};
pub use inside::{inside_json, inside_text};
pub use json::{VERSION, json};
pub use markdown::markdown;
pub use paint::{Paint, Tone};
pub use programs::{programs_json, programs_markdown, programs_text};
pub use text::{brief, painted, text};
pub use timeline::{timeline_json, timeline_markdown, timeline_text};
