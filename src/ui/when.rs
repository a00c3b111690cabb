//! What breaks when, and what changed: lists of notes that the engine makes.

use yew::prelude::*;

use super::Wish;
use super::build::{Element, el, text};
use super::notes::line;
use super::parts;
use super::state::{NoteList, State};
use crate::view::Take;

/// The dates to come, and a calendar of them.
pub fn when_panel(state: &State, on: &Callback<Wish>) -> Option<Element> {
    let save = parts::wish(on, Wish::Clean(0, Take::Calendar, false));
    let panel = panel(["when", "when-title"], "What breaks when", &state.dates, on)?;
    Some(panel.add(parts::button("button", "Save as a calendar", save)))
}

/// What changed from the old certificate to the new one.
pub fn changed_panel(state: &State, on: &Callback<Wish>) -> Option<Element> {
    panel(["changed", "changed-title"], "What changed", &state.changed, on)
}

fn panel(
    ids: [&'static str; 2],
    title: &str,
    list: &NoteList,
    on: &Callback<Wish>,
) -> Option<Element> {
    let (head, notes) = list;
    if notes.is_empty() {
        return None;
    }
    let lines = el("ul", "").each(notes.iter().map(|view| line(view, on)));
    let panel = parts::section("notes", ids, title, notes.len());
    Some(panel.add(text("p", "aside", head)).add(lines))
}
