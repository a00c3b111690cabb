//! What breaks when, in words that are safe to show, and as lines that unfold.

use super::timeline_drawing;
use crate::model::{Time, duration};
use crate::present::brief;
use crate::report::Report;
use crate::timeline::{self, Effect, Event, Timeline, table};
use crate::view::{Fit, Note};

/// So many dates are shown as lines.
const SHOWN: usize = 60;
/// So many of them are seen at once: of the past, and of the time to come.
const BEHIND: usize = 2;
const AHEAD: usize = 8;
/// What stops within so many seconds is bad news: 30 days.
const SOON: i64 = 30 * 86_400;

/// The timeline of a report, with the text of strangers made safe to read.
pub fn timeline(report: &Report) -> Timeline {
    let mut timeline = timeline::of(report);
    for event in &mut timeline.events {
        event.about = brief(&event.about);
        event.values = brief(&event.values);
        event.who = brief(&event.who);
    }
    timeline
}

/// The sentence over the timeline: what stops first.
pub fn timeline_head(timeline: &Timeline) -> String {
    let first = match timeline.first() {
        Some(event) => format!(
            "The first to stop: “{}”, on {}, in {}.",
            event.about,
            event.at.date(),
            timeline.at.distance(event.at)
        ),
        None => "Nothing here stops at a date that is known.".into(),
    };
    [first, timeline_warning(timeline)].join(" ").trim_end().to_owned()
}

/// That the table of rules should be looked through again; empty where it is young enough.
pub fn timeline_warning(timeline: &Timeline) -> String {
    match timeline.is_old() {
        true => format!(
            "The table of rules is as of {}, {} before the time asked about: rules may have changed.",
            Time::parse(table::AS_OF).map(Time::date).unwrap_or_default(),
            duration(table::age_days(timeline.at).saturating_mul(86_400))
        ),
        false => String::new(),
    }
}

/// The sentence over the list, and a line for each date.
pub fn timeline_notes(report: &Report) -> (String, Vec<Note>) {
    let timeline = timeline(report);
    if timeline.events.is_empty() {
        return (String::new(), Vec::new());
    }
    let drawing = Note { picture: timeline_drawing(&timeline), ..Note::default() };
    let drawing = (!drawing.picture.is_empty()).then_some(drawing);
    // The last of what lies behind and the next of what lies ahead; the others unfold.
    let shown = timeline.events.iter().take(SHOWN);
    let ahead = timeline.events.partition_point(|event| event.at < timeline.at);
    let first = ahead.saturating_sub(BEHIND);
    let near = first..ahead.saturating_add(AHEAD);
    let (near, others): (Vec<_>, Vec<_>) =
        shown.enumerate().partition(|(place, _)| near.contains(place));
    let lines = |events: Vec<(usize, &Event)>| -> Vec<Note> {
        events.into_iter().map(|(_, event)| note(&timeline, event)).collect()
    };
    let title = match others.len() {
        1 => "1 more date".to_owned(),
        more => format!("{more} more dates"),
    };
    let others =
        (!others.is_empty()).then(|| Note { inside: lines(others), ..Note::new(title, "") });
    let notes = drawing.into_iter().chain(lines(near)).chain(others).collect();
    let hidden = timeline.events.len().saturating_sub(SHOWN).saturating_add(timeline.left_out);
    let mut head = timeline_head(&timeline);
    if hidden > 0 {
        head.push_str(&format!(" {hidden} more dates are not shown."));
    }
    (head, notes)
}

fn note(timeline: &Timeline, event: &Event) -> Note {
    let past = event.at < timeline.at;
    let soon = event.at.0 <= timeline.at.0.saturating_add(SOON);
    let inside = [("Who notices", &event.who), ("What to do", &event.todo)]
        .into_iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(title, text)| Note::new(title, text.clone()));
    let (label, url) = event.source;
    let source =
        (!label.is_empty()).then(|| Note::new("Where it is written", format!("{label}: {url}")));
    Note {
        fit: if event.effect == Effect::Stops && soon { Fit::Bad } else { Fit::None },
        word: effect_word(event.effect, past).into(),
        title: format!("{}, “{}”: {}", event.at.date(), event.about, event.what),
        text: event.values.clone(),
        inside: inside.chain(source).collect(),
        ..Note::default()
    }
}

/// What a date means, in a word or two for people.
pub fn effect_word(effect: Effect, past: bool) -> &'static str {
    match (effect, past) {
        (Effect::Stops, true) => "stopped",
        (Effect::Stops, false) => "stops",
        (Effect::Next, _) => "next one",
        (Effect::Act, _) => "renew",
        (Effect::Tells, _) => "to know",
    }
}
