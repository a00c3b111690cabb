//! The inside of a source in the tray: containers as a tree, what was mended; and for the answer, the
//! box for the password of what is locked.

use yew::prelude::*;

use super::Wish;
use super::build::{Element, On, el, fragment, text};
use super::parts::{self, Icon};
use crate::view::{PartView, SourceView, Take};

/// More repairs than this are folded.
const REPAIRS: usize = 2;

/// Everything about a source below the line that says what was found.
pub fn inside(view: &SourceView, on: &Callback<Wish>) -> Element {
    let parts = || view.inside.iter().enumerate().map(|it| part(view.id, it));
    let tree = || el("ul", "tree").each(parts());
    let whole = fragment().add((!view.inside.is_empty()).then(tree));
    whole.add(repairs(&view.repairs)).add(view.clean.then(|| clean(view, on)))
}

fn part(source: u32, (at, view): (usize, &PartView)) -> Element {
    // The policy forbids `style`; deeper than this nobody counts.
    let depth = ["", "deep-1", "deep-2", "deep-3"].get(view.depth).copied().unwrap_or("deep-4");
    let line = el("li", depth).add(text("b", "", &view.title));
    let line = line.add(text("span", "", &view.found));
    let line = line.each(view.notes.iter().map(|note| el("p", "aside").text(note)));
    let address = || ["p", &source.to_string(), ".", &at.to_string()].concat();
    line.add(view.look.then(|| parts::look(&address(), &view.title)))
}

fn repairs(repairs: &[String]) -> Option<Element> {
    let list = || el("ul", "repairs").each(repairs.iter().map(|it| el("li", "").text(it)));
    match repairs.len() {
        0 => None,
        1..=REPAIRS => Some(list()),
        more => {
            let words = [&parts::number(more), " repairs were needed"].concat();
            let summary = el("summary", "").text(&words);
            Some(el("details", "").add(summary).add(list()))
        }
    }
}

/// The box for the password of what is locked in a source.
pub fn lock(view: &SourceView, on: &Callback<Wish>) -> Option<Element> {
    let first = view.locked.first()?;
    let id = view.id;
    let name = ["password-", &id.to_string()].concat();
    let mut words = ["Password for the ", &first.what].concat();
    if view.locked.len() > 1 {
        words.push_str(&[" and ", &parts::number(view.locked.len() - 1), " more"].concat());
    }
    words.push_str(&[" in ", &view.name].concat());
    let label = el("label", "").attr("for", &name).add(Icon::Key.draw()).text(&words);
    // The form itself goes nowhere: the page's policy forbids it too.
    let unlock = on.reform(move |event: Event| {
        event.prevent_default();
        Wish::Unlock(id)
    });
    let field = el("input", "").fixed("type", "password").attr("id", &name);
    let field = field.fixed("autocomplete", "off");
    let button = el("button", "button").fixed("type", "submit").text("Unlock");
    let wrong = first.wrong.then(|| {
        let words = "That password does not open it.";
        el("p", "wrong").fixed("role", "alert").text(words)
    });
    let line = el("form", "password").on(On::Submit, unlock).add(field).add(button);
    let how = el("details", "").add(text("summary", "", "How it is locked"));
    let how = how.add(text("p", "aside", &first.protection));
    let lock = el("div", "lock").key(&name).add(label).add(line).add(wrong).add(how);
    Some(lock)
}

/// The buttons that give the certificates as a clean file.
fn clean(view: &SourceView, on: &Callback<Wish>) -> Element {
    let button = |words: &str, copy: bool| {
        let button =
            parts::button("text", words, parts::wish(on, Wish::Clean(view.id, Take::Pem, copy)));
        button.attr("aria-label", &[words, " of ", &view.name].concat())
    };
    let line = el("div", "source-tools").add(button("copy clean PEM", true));
    line.add(button("save clean PEM", false))
}
