//! What changed, as text, Markdown and JSON (docs/diff.md).

use serde::Serialize;
use serde_json::Value;

use super::markdown::escaped;
use super::word::Word;
use super::written::{VERSION, written};
use crate::diff::{Change, Diff, Side, Weight};
use crate::model::Time;
use crate::present::diff_head;

/// For the terminal.
pub fn diff_text(diff: &Diff) -> String {
    let mut out = format!("{}\n\n", diff_head(diff));
    for (word, side) in [("old", &diff.old), ("new", &diff.new)] {
        out.push_str(&format!("{word}  {}\n", called(side)));
    }
    for change in &diff.changes {
        out.push_str(&format!("\n{:<8} {}\n", change.weight.word(), change.what));
        for (sign, values) in [("-", &change.gone), ("+", &change.come)] {
            for value in values {
                out.push_str(&format!("       {sign} {value}\n"));
            }
        }
        for text in said(change) {
            out.push_str(&format!("         {text}\n"));
        }
    }
    out
}

/// As Markdown.
pub fn diff_markdown(diff: &Diff) -> String {
    let mut out = format!("# What changed\n\n{}\n\n", escaped(&diff_head(diff)));
    for (word, side) in [("Old", &diff.old), ("New", &diff.new)] {
        out.push_str(&format!("- {word}: {}\n", escaped(&called(side))));
    }
    for change in &diff.changes {
        out.push_str(&format!("\n## {}: {}\n\n", change.weight.word(), escaped(change.what)));
        for (word, values) in [("Before", &change.gone), ("Now", &change.come)] {
            for value in values {
                out.push_str(&format!("- {word}: {}\n", escaped(value)));
            }
        }
        for text in said(change) {
            out.push_str(&format!("- {}\n", escaped(&text)));
        }
    }
    out
}

/// What changed, as JSON.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct Changes {
    /// Of this format.
    version: u32,
    /// Whether something breaks for somebody.
    breaks: bool,
    /// What it comes to, in a sentence.
    head: String,
    /// The old one.
    old: ComparedSide,
    /// The new one.
    new: ComparedSide,
    /// What changed, the worst first.
    changes: Vec<ChangedPart>,
}

/// One of the two that are compared.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct ComparedSide {
    /// Its name.
    title: String,
    /// `Server certificate`, `Request`.
    what: &'static str,
    /// When it begins.
    from: Option<String>,
    /// When it ends.
    until: Option<String>,
}

/// One thing that changed, or that people ask about and that stayed.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct ChangedPart {
    /// What is compared (docs/diff.md).
    kind: &'static str,
    /// What it means.
    weight: Word<Weight>,
    /// The fact, as a sentence.
    what: &'static str,
    /// What the old one had and the new one has not.
    gone: Vec<String>,
    /// What the new one has and the old one had not.
    come: Vec<String>,
    /// Who notices, as a sentence; may be empty.
    who: String,
    /// What to do, as a sentence; may be empty.
    todo: &'static str,
}

/// As JSON, with the version of the format.
pub fn diff_json(diff: &Diff, pinned: bool) -> Value {
    written(&Changes {
        version: VERSION,
        breaks: diff.breaks(pinned),
        head: diff_head(diff),
        old: side(&diff.old),
        new: side(&diff.new),
        changes: diff.changes.iter().map(change).collect(),
    })
}

fn side(side: &Side) -> ComparedSide {
    ComparedSide {
        title: side.title.clone(),
        what: side.what,
        from: side.from.map(Time::iso),
        until: side.until.map(Time::iso),
    }
}

fn change(change: &Change) -> ChangedPart {
    ChangedPart {
        kind: change.kind.word(),
        weight: Word(change.weight),
        what: change.what,
        gone: change.gone.clone(),
        come: change.come.clone(),
        who: change.who.clone(),
        todo: change.todo,
    }
}

fn called(side: &Side) -> String {
    let from = side.from.map(|from| format!(", from {}", from.date())).unwrap_or_default();
    let until = side.until.map(|until| format!(", until {}", until.date())).unwrap_or_default();
    format!("{}: “{}”{from}{until}", side.what, side.title)
}

fn said(change: &Change) -> Vec<String> {
    let lines = [("Who notices", change.who.as_str()), ("What to do", change.todo)];
    let lines = lines.into_iter().filter(|(_, text)| !text.is_empty());
    lines.map(|(word, text)| format!("{word}: {text}")).collect()
}
