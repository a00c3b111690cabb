//! What changed, as text, Markdown and JSON (docs/diff.md).

use serde_json::{Value, json};

use super::VERSION;
use super::json::plain;
use super::markdown::escaped;
use crate::diff::{Change, Diff, Side};
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

/// As JSON, with the version of the format.
pub fn diff_json(diff: &Diff, pinned: bool) -> Value {
    plain(json!({
        "version": VERSION,
        "breaks": diff.breaks(pinned),
        "head": diff_head(diff),
        "old": side(&diff.old),
        "new": side(&diff.new),
        "changes": diff.changes.iter().map(change).collect::<Vec<_>>(),
    }))
}

fn side(side: &Side) -> Value {
    json!({
        "title": side.title,
        "what": side.what,
        "from": side.from.map(Time::iso),
        "until": side.until.map(Time::iso),
    })
}

fn change(change: &Change) -> Value {
    json!({
        "kind": change.kind.word(),
        "weight": change.weight.word(),
        "what": change.what,
        "gone": change.gone,
        "come": change.come,
        "who": change.who,
        "todo": change.todo,
    })
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
