//! Report → files and standard output: JSON (versioned, see docs/json.md), Markdown, plain text.

mod explain;
mod guide;
mod handshake;
mod json;
mod markdown;
mod programs;
mod text;

pub use explain::{explain_json, explain_text};
pub use guide::{guide_json, guide_list, guide_markdown, guide_text};
pub use handshake::{handshake_json, handshake_markdown, handshake_text};
pub use json::{VERSION, json};
pub use markdown::markdown;
pub use programs::{programs_json, programs_markdown, programs_text};
pub use text::text;
