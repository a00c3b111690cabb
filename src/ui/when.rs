//! What breaks when, and what changed: lists of notes that the engine makes.

use yew::prelude::*;

use super::Wish;
use super::build::{Element, el, text};
use super::notes::line;
use super::parts;
use super::state::{NoteList, State};
use crate::view::CALENDAR;

/// The dates to come, and a calendar of them.
pub fn when_panel(state: &State, on: &Callback<Wish>) -> Option<Element> {
    let save = || {
        parts::button("button", "Save as a calendar", parts::wish(on, Wish::Clean(CALENDAR, false)))
    };
    Some(panel("when", "What breaks when", &state.dates, on)?.add(save()))
}

/// What changed from the old certificate to the new one.
pub fn changed_panel(state: &State, on: &Callback<Wish>) -> Option<Element> {
    panel("changed", "What changed", &state.changed, on)
}

fn panel(id: &'static str, title: &str, list: &NoteList, on: &Callback<Wish>) -> Option<Element> {
    let (head, notes) = list;
    let lines = || el("ul", "").each(notes.iter().map(|view| line(view, on)));
    let panel = || el("section", "findings notes").fixed("id", id).attr("aria-label", title);
    (!notes.is_empty())
        .then(|| panel().add(el("h2", "").text(title)).add(text("p", "aside", head)).add(lines()))
}
