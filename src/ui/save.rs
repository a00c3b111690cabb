//! “Save as …”: the forms that the engine can write of what was loaded.

use yew::prelude::*;

use super::Wish;
use super::browser;
use super::build::{Element, On, el, text};
use super::notes::line_with;
use super::state::State;
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
        let form = AttrValue::from(view.id.clone());
        // The form itself goes nowhere: the page's policy forbids it too.
        let save = on.reform(move |event: Event| {
            event.prevent_default();
            Wish::Save(form.clone())
        });
        let button = el("button", "button").fixed("type", "submit").text("Save");
        let button = button.attr("aria-label", &["Save: ", &view.title].concat());
        let line = el("form", "password").on(On::Submit, save).add(field).add(button);
        line_with(view, on, line)
    };
    let panel = el("details", "explain notes").fixed("id", "save");
    let panel = panel.add(text("summary", "", "Save as …"));
    let head = el("p", "aside").fixed("role", "status").text(head);
    Some(panel.add(head).add(el("ul", "").each(notes.iter().map(line))))
}
