//! Guides as text, Markdown and JSON.

use serde::Serialize;
use serde_json::Value;

use super::markdown::escaped;
use super::written::{VERSION, written};
use crate::view::{Fit, GuideView, Note, ProgramView, visible_lines};

/// For the terminal.
pub fn guide_text(view: &GuideView) -> String {
    let mut out = String::new();
    line(&mut out, 0, &title(view));
    line(&mut out, 0, &view.head);
    for note in &view.notes {
        line(&mut out, 0, "");
        tell(&mut out, 0, note);
    }
    out
}

/// `nginx as the server, mutual TLS`.
fn title(view: &GuideView) -> String {
    let kind = if view.mutual { "mutual TLS" } else { "one-way TLS" };
    match view.side {
        "" => view.title.clone(),
        side => format!("{} as the {side}, {kind}", view.title),
    }
}

fn line(out: &mut String, indent: usize, text: &str) {
    for one in text.lines().chain(text.is_empty().then_some("")) {
        if !one.is_empty() {
            out.extend(std::iter::repeat_n(' ', indent));
        }
        out.push_str(&visible_lines(one));
        out.push('\n');
    }
}

fn tell(out: &mut String, indent: usize, note: &Note) {
    let mark = match note.fit {
        Fit::Bad => "✗ ",
        Fit::Good => "✓ ",
        Fit::None => "",
    };
    if !note.title.is_empty() {
        line(out, indent, &format!("{mark}{}", note.title));
    }
    let inner = indent.saturating_add(2);
    if !note.text.is_empty() {
        line(out, if note.title.is_empty() { indent } else { inner }, &note.text);
    }
    if !note.rule.is_empty() {
        line(out, inner, &format!("See the finding {}.", note.rule));
    }
    if !note.command.is_empty() {
        line(out, inner.saturating_add(2), &note.command);
    }
    for one in &note.inside {
        tell(out, inner, one);
    }
}

/// For tickets and wikis.
pub fn guide_markdown(view: &GuideView) -> String {
    let mut out = format!("# {}\n\n{}\n", escaped(&title(view)), escaped(&view.head));
    for note in &view.notes {
        mark_down(&mut out, 2, note);
    }
    out
}

fn mark_down(out: &mut String, level: usize, note: &Note) {
    let text = escaped(&note.text);
    match (note.title.is_empty(), level) {
        (true, _) => out.push_str(&format!("\n- {text}\n")),
        (false, 2) => out.push_str(&format!("\n## {}\n", escaped(&note.title))),
        (false, _) => out.push_str(&format!("\n**{}**\n", escaped(&note.title))),
    }
    if !note.title.is_empty() && !text.is_empty() {
        out.push_str(&format!("\n{text}\n"));
    }
    if !note.command.is_empty() {
        // Indented code: nothing in it is markup.
        out.push('\n');
        for one in note.command.lines() {
            out.push_str(&format!("    {}\n", visible_lines(one)));
        }
    }
    for one in &note.inside {
        mark_down(out, level.saturating_add(1), one);
    }
}

/// How a program is set up, as JSON.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct Guide {
    /// Of this format.
    version: u32,
    /// How it is set up.
    #[serde(flatten)]
    view: GuideView,
}

/// As JSON, with the version of the format.
pub fn guide_json(view: &GuideView) -> Value {
    written(&Guide { version: VERSION, view: view.clone() })
}

/// The programs that there are guides for, a line each.
pub fn guide_list(programs: &[ProgramView]) -> String {
    let mut out = String::new();
    for program in programs {
        let sides = match (program.serves, program.connects) {
            (true, true) => "server, client",
            (true, false) => "server",
            _ => "client",
        };
        line(&mut out, 0, &format!("{:24} {:16} {}", program.id, sides, program.title));
    }
    out
}
