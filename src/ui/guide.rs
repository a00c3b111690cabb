//! “Set it up”: a program is chosen, and the engine says how it is set up with what was given.

use yew::prelude::*;

use super::build::{Element, On, el, text};
use super::notes::line;
use super::state::State;
use super::{SetUp, Wish, browser};

/// The panel; nothing until an engine is there that knows the guides.
pub fn guide_panel(state: &State, on: &Callback<Wish>) -> Option<Element> {
    let (programs, (head, notes)) = &*state.guide;
    if programs.is_empty() {
        return None;
    }
    let program = programs.iter().map(|it| (it.id.as_str(), it.title.as_str()));
    let first = [("", "Choose a program")].into_iter();
    let choices = el("div", "settings")
        .add(choice("Program", "set-up", first.chain(program), SetUp::Program, on))
        .add(choice("TLS", "set-up-kind", KINDS.into_iter(), SetUp::Kind, on))
        .add(choice("As", "set-up-side", SIDES.into_iter(), SetUp::Side, on));
    let answer = el("div", "").fixed("id", "guide-answer").fixed("role", "status");
    let answer = answer.add(text("p", "aside", head));
    let answer = answer.add(el("ul", "").each(notes.iter().map(|it| line(it, on))));
    let panel = el("details", "explain notes guide").fixed("id", "guide");
    Some(panel.add(text("summary", "", "Set it up …")).add(choices).add(answer))
}

const KINDS: [(&str, &str); 3] =
    [("", "as the files suggest"), ("mutual", "mutual"), ("one-way", "one-way")];
const SIDES: [(&str, &str); 3] =
    [("", "server where it can be"), ("server", "server"), ("client", "client")];

/// A list to choose from; the browser keeps what is chosen.
fn choice<'a>(
    label: &str,
    id: &'static str,
    options: impl Iterator<Item = (&'a str, &'a str)>,
    what: SetUp,
    on: &Callback<Wish>,
) -> Element {
    let chosen = on.reform(move |event: Event| Wish::SetUp(what, browser::value_of(&event)));
    let option = |(id, title): (&str, &str)| el("option", "").attr("value", id).text(title);
    let select = el("select", "").fixed("id", id).on(On::Change, chosen);
    el("label", "").text(label).text(" ").add(select.each(options.map(option)))
}
