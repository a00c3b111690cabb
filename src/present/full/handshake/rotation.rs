//! A rotation that was rehearsed, in words: an order of steps that keeps both sides talking, and what
//! breaks where a step comes first.

use super::shown;
use crate::handshake::rotation::{Change, Rotation, Turn, What};
use crate::handshake::{By, Setup, headline};
use crate::model::Certificate;
use crate::view::{Fit, Note};

/// The notes of a rotation: what the order is worth, then each step.
pub(super) fn rotation(setup: &Setup<'_>, rotation: &Rotation<'_>) -> Vec<Note> {
    let mut notes = vec![head(rotation)];
    let steps = (1usize..).zip(&rotation.turns);
    notes.extend(steps.map(|(number, turn)| step(setup, number, turn)));
    notes.extend(rotation.left.iter().map(|change| Note {
        fit: Fit::Bad,
        word: "breaks".into(),
        ..Note::new(what(change), "Whenever this is done next, the two no longer talk.")
    }));
    notes.extend(due(rotation));
    notes.extend(others(rotation));
    notes
}

/// The dates by which steps have to be done: of steps with the same date, the last.
fn due(rotation: &Rotation<'_>) -> Vec<Note> {
    let mut notes: Vec<Note> = Vec::new();
    for (place, due) in rotation.due.iter().enumerate() {
        let next = rotation.due.get(place.saturating_add(1));
        if next.is_some_and(|next| next.at == due.at) {
            continue;
        }
        let title = format!("Step {} by {}", due.steps.saturating_add(1), due.at.date());
        let why = headline(&due.setup, &due.met).title;
        notes.push(Note::new(title, shown(&format!("Without it, later: {why}"))));
    }
    notes
}

/// With which other programs a step of this order breaks the connection, a note for each step.
fn others(rotation: &Rotation<'_>) -> Vec<Note> {
    if rotation.turns.is_empty() {
        return Vec::new();
    }
    if rotation.others.is_empty() {
        let text =
            "Each was tried at every step, in place of the server and in place of the client.";
        return vec![Note::new("This order breaks nothing with any other program", text)];
    }
    let step = |number: usize| {
        let mut here = rotation.others.iter().filter(|other| other.steps == number).peekable();
        let first = *here.peek()?;
        let names: Vec<String> = here
            .map(|other| format!("{} as the {}", other.program.title, other.by.word()))
            .collect();
        let told = match first.met.by() {
            Some(By::Client) => &first.met.client_told,
            _ => &first.met.server_told,
        };
        let title = format!("Step {number} of this order breaks it with {}", names.join(", "));
        let why = headline(&first.setup, &first.met).title;
        let note = Note::new(title, shown(&why)).with_code(told.as_deref().unwrap_or_default());
        Some(Note { fit: Fit::Bad, word: "breaks".into(), ..note })
    };
    (1..=rotation.turns.len()).filter_map(step).collect()
}

fn head(rotation: &Rotation<'_>) -> Note {
    let (all, safe) = rotation.orders;
    let (title, text) = match (all, safe) {
        (_, 0) => (
            "No order of these steps keeps the two talking".to_owned(),
            "Plan a moment without connections, or let one side have both for a while.".to_owned(),
        ),
        (1, _) => ("One step, and the two talk before and after it".to_owned(), String::new()),
        (all, 1) => (
            format!("One order of {all} keeps the two talking"),
            "Each step is to reach every machine before the next begins.".to_owned(),
        ),
        (all, safe) => (
            format!("{safe} orders of {all} keep the two talking; this is one"),
            "Each step is to reach every machine before the next begins.".to_owned(),
        ),
    };
    let fit = if safe == 0 { Fit::Bad } else { Fit::Good };
    Note { fit, word: if safe == 0 { "breaks" } else { "works" }.into(), ..Note::new(title, text) }
}

fn step(setup: &Setup<'_>, number: usize, turn: &Turn<'_>) -> Note {
    let title = format!("{number}. {}", what(&turn.change));
    let Some(alone) = &turn.alone else {
        return Note::new(title, "It breaks nothing, even where it is done first.");
    };
    let told = match alone.by() {
        Some(By::Client) => &alone.client_told,
        _ => &alone.server_told,
    };
    let why = headline(setup, alone).title;
    Note::new(title, shown(&format!("Done first it breaks: {why}")))
        .with_code(told.as_deref().unwrap_or_default())
}

/// What is done, as a sentence without its end.
fn what(change: &Change<'_>) -> String {
    let who = match change.by {
        By::Server => "Server",
        By::Client => "Client",
    };
    let named = |it: &Certificate| shown(&it.title());
    match change.what {
        What::Present(new) => {
            let from = new.validity.not_before.map(|at| format!(" of {}", at.date()));
            let from = from.unwrap_or_default();
            format!("{who}: present the new certificate “{}”{from}", named(new))
        }
        What::Trust(ca) => format!("{who}: trust “{}” beside what it trusts now", named(ca)),
        What::Drop(ca) => format!("{who}: stop trusting “{}”", named(ca)),
    }
}
