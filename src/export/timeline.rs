//! What breaks when, as text, Markdown and JSON (docs/timeline.md); `present` makes the calendar.

use serde_json::{Value, json};

use super::VERSION;
use super::json::plain;
use super::markdown::escaped;
use crate::present::{effect_word, timeline_head, timeline_warning};
use crate::timeline::{Event, Timeline, table};

/// For the terminal.
pub fn timeline_text(timeline: &Timeline) -> String {
    let mut out = format!("{}\n", timeline_head(timeline));
    for event in &timeline.events {
        let word = effect_word(event.effect, event.at < timeline.at);
        out.push_str(&format!("\n{}  {word:<8}  {}\n", day(event), event.about));
        let (label, url) = event.source;
        let source = (!label.is_empty()).then(|| format!("Source: {label}, {url}"));
        for text in said(event).into_iter().chain(source) {
            out.push_str(&format!("            {text}\n"));
        }
    }
    if timeline.left_out > 0 {
        out.push_str(&format!("\n{} more dates are left out.\n", timeline.left_out));
    }
    out
}

/// As Markdown.
pub fn timeline_markdown(timeline: &Timeline) -> String {
    let mut out = format!("# What breaks when\n\n{}\n", escaped(&timeline_head(timeline)));
    for event in &timeline.events {
        let word = effect_word(event.effect, event.at < timeline.at);
        out.push_str(&format!("\n## {}, {word}: {}\n\n", day(event), escaped(&event.about)));
        for text in said(event) {
            out.push_str(&format!("- {}\n", escaped(&text)));
        }
        let (label, url) = event.source;
        if !label.is_empty() {
            out.push_str(&format!("- Source: {}, `{url}`\n", escaped(label)));
        }
    }
    if timeline.left_out > 0 {
        out.push_str(&format!("\n{} more dates are left out.\n", timeline.left_out));
    }
    out
}

/// As JSON, with the version of the format.
pub fn timeline_json(timeline: &Timeline) -> Value {
    let warning = timeline_warning(timeline);
    plain(json!({
        "version": VERSION,
        "at": timeline.at.iso(),
        "head": timeline_head(timeline),
        "first": timeline.first().map(|event| event.at.iso()),
        "table": {
            "as_of": table::AS_OF,
            "days_old": table::age_days(timeline.at),
            "warning": (!warning.is_empty()).then_some(warning),
        },
        "events": timeline.events.iter().map(event).collect::<Vec<_>>(),
        "left_out": timeline.left_out,
    }))
}

fn event(event: &Event) -> Value {
    let (label, url) = event.source;
    json!({
        "at": event.at.iso(),
        "kind": event.kind.word(),
        "effect": event.effect.word(),
        "about": event.about,
        "object": event.object,
        "what": event.what,
        "values": event.values,
        "who": event.who,
        "todo": event.todo,
        "source": (!label.is_empty()).then(|| json!({ "label": label, "url": url })),
    })
}

fn day(event: &Event) -> String {
    event.at.iso().split('T').next().unwrap_or_default().to_owned()
}

/// Its sentences, one a line.
fn said(event: &Event) -> Vec<String> {
    let mut lines = vec![event.what.clone(), event.values.clone()];
    for (word, text) in [("Who notices", &event.who), ("What to do", &event.todo)] {
        lines.push(if text.is_empty() { String::new() } else { format!("{word}: {text}") });
    }
    lines.retain(|line| !line.is_empty());
    lines
}
