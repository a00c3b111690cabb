//! “Save as …”: the forms that the engine can write of what was loaded.

use yew::prelude::*;

use super::Wish;
use super::build::{Element, el, fragment, text};
use super::notes::line_with;
use super::state::State;
use super::{browser, parts};
use crate::view::Note;

/// The list of forms; nothing where there are none.
pub fn save_panel(state: &State, on: &Callback<Wish>) -> Option<Element> {
    let (head, notes) = &*state.save;
    if notes.is_empty() {
        return None;
    }
    let line = |view: &Note| {
        // A form that takes a password has a note about it.
        let field = view.inside.first().map(|it| {
            let field = el("input", "").fixed("type", "password").fixed("autocomplete", "off");
            field.attr("id", &[browser::SAVE_BOX, &view.id].concat()).attr("aria-label", &it.title)
        });
        let save = parts::wish(on, Wish::Save(view.id.clone().into()));
        let button = parts::button("button", "Save", save);
        let button = button.attr("aria-label", &["Save: ", &view.title].concat());
        line_with(view, on, fragment().add(field).add(button))
    };
    let panel = el("details", "explain notes").fixed("id", "save");
    let panel = panel.add(text("summary", "", "Save as …"));
    let head = el("p", "aside").fixed("role", "status").text(head);
    Some(panel.add(head).add(el("ul", "").each(notes.iter().map(line))))
}
