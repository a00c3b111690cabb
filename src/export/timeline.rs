//! What breaks when, as text, Markdown and JSON (docs/timeline.md); `present` makes the calendar.

use serde::Serialize;
use serde_json::Value;

use super::markdown::escaped;
use super::word::Word;
use super::written::{VERSION, written};
use crate::present::{effect_word, timeline_head, timeline_warning};
use crate::timeline::{Effect, Event, Timeline, table};

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

/// What breaks when, as JSON.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct Dates {
    /// Of this format.
    version: u32,
    /// The time asked about.
    at: String,
    /// What it comes to, in a sentence.
    head: String,
    /// When the first thing breaks.
    first: Option<String>,
    /// The table of dated rules.
    table: Table,
    /// What happens, in the order of time.
    events: Vec<DatedEvent>,
    /// How many more there are that are not listed.
    left_out: usize,
}

/// How old the table of dated rules is.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Table {
    /// The day it was compiled.
    as_of: &'static str,
    /// How long before the time asked about that was.
    days_old: i64,
    /// A sentence, where that is long ago.
    warning: Option<String>,
}

/// Something that happens at a date.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct DatedEvent {
    /// When.
    at: String,
    /// `begins`, `ends`, `renew`, or the id of a dated rule (docs/timeline.md).
    kind: &'static str,
    /// What that means for what is in use today.
    effect: Word<Effect>,
    /// What it is about, by name.
    about: String,
    /// The certificate it is about.
    object: Option<usize>,
    /// What happens, as a sentence.
    what: String,
    /// The values of this case, as a sentence; may be empty.
    values: String,
    /// Who notices, as a sentence; may be empty.
    who: String,
    /// What to do by then, as a sentence; may be empty.
    todo: String,
    /// Where it is written; null where it stands in what was loaded.
    source: Option<Reference>,
}

/// Where something is written.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Reference {
    /// What it is called.
    label: &'static str,
    /// Its address.
    url: &'static str,
}

/// As JSON, with the version of the format.
pub fn timeline_json(timeline: &Timeline) -> Value {
    let warning = timeline_warning(timeline);
    written(&Dates {
        version: VERSION,
        at: timeline.at.iso(),
        head: timeline_head(timeline),
        first: timeline.first().map(|event| event.at.iso()),
        table: Table {
            as_of: table::AS_OF,
            days_old: table::age_days(timeline.at),
            warning: (!warning.is_empty()).then_some(warning),
        },
        events: timeline.events.iter().map(event).collect(),
        left_out: timeline.left_out,
    })
}

fn event(event: &Event) -> DatedEvent {
    let (label, url) = event.source;
    DatedEvent {
        at: event.at.iso(),
        kind: event.kind.word(),
        effect: Word(event.effect),
        about: event.about.clone(),
        object: event.object,
        what: event.what.clone(),
        values: event.values.clone(),
        who: event.who.clone(),
        todo: event.todo.clone(),
        source: (!label.is_empty()).then_some(Reference { label, url }),
    }
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
