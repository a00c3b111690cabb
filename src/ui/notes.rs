//! Lists that unfold: what each program says, and what a message means.

use yew::prelude::*;

use super::Wish;
use super::build::{Element, On, el, fragment, text};
use super::parts::{self, Icon};
use super::state::{Action, State};
use crate::view::{Fit, Note};

/// One line for each program, the person's own first.
pub fn programs_panel(state: &State, on: &Callback<Wish>) -> Option<Element> {
    let (head, notes) = &*state.programs;
    if notes.is_empty() {
        return None;
    }
    let mine = |note: &&Note| note.id == state.mine.as_str();
    let first = notes.iter().filter(mine);
    let rest = notes.iter().filter(|it| !mine(it));
    let own = |view: &Note| {
        let is_mine = mine(&view);
        let id = if is_mine { AttrValue::default() } else { view.id.clone().into() };
        let words = if is_mine { "Not my program" } else { "This is my program: show it first" };
        parts::button("text", words, parts::wish(on, Wish::Mine(id)))
    };
    let with_own = |view: &Note| line_with(view, on, own(view));
    let panel = el("section", "notes").fixed("id", "programs");
    let panel = panel.fixed("aria-labelledby", "programs-title");
    let title = parts::heading("programs-title", "What programs say", notes.len());
    // One line, and one stop of the Tab key, until somebody wants to know more.
    let line = el("summary", "").add(title).add(text("span", "programs-head", head));
    let list = el("ul", "").each(first.chain(rest).map(with_own));
    Some(panel.add(el("details", "").add(line).add(list)))
}

/// The box for "my program says", and what was recognised in it.
pub fn explain_panel(state: &State, on: &Callback<Wish>) -> Element {
    let (head, notes) = &*state.explained;
    let area = el("textarea", "").fixed("id", "says").fixed("rows", "3");
    let area = area.fixed("spellcheck", "false").fixed("autocomplete", "off");
    let area = area
        .fixed("placeholder", "SSL certificate problem: unable to get local issuer certificate");
    let area = area.on(On::Input, parts::wish(on, Wish::Saying));
    let label = el("label", "").fixed("for", "says");
    let label = label.text("Paste the error message, or the log around it");
    let lines = notes.iter().map(|view| line(view, on));
    let answer = el("div", "").fixed("id", "explained").fixed("role", "status");
    let answer = answer.add(text("p", "aside", head)).add(el("ul", "").each(lines));
    let panel = el("details", "explain notes").fixed("id", "explain");
    // Also where nobody opened it: a message was among what was given.
    let panel = panel.flag("open", !notes.is_empty());
    let panel = panel.add(text("summary", "", "My program says …"));
    panel.add(label).add(el("div", "box").add(area)).add(answer)
}

/// A note as an item of a list.
pub fn line(view: &Note, on: &Callback<Wish>) -> Element {
    note(view, on).into_item(view)
}

/// The same with something of the page's under it.
pub fn line_with(view: &Note, on: &Callback<Wish>, more: Element) -> Element {
    note(view, on).add(more).into_item(view)
}

/// A note's line, and what unfolds under it.
struct Drawn {
    line: Element,
    body: Element,
    folds: bool,
}

fn note(view: &Note, on: &Callback<Wish>) -> Drawn {
    let (class, icon) = match view.fit {
        Fit::Good => ("proved", Icon::Good),
        Fit::Bad => ("error", Icon::Bad),
        Fit::None => ("notice", Icon::Unsure),
    };
    let mark = || el("span", "mark").class(class).add(icon.draw()).text(&view.word);
    let first = fragment().add((!view.word.is_empty()).then(mark));
    let first = first.add(text("b", "", &view.title));
    let first = first.add(text("code", "said", &view.code));
    let folds = !view.inside.is_empty();
    let button = |words: &str, wish| parts::button("text", words, parts::wish(on, wish));
    let go = || button("what to do", Wish::Finding(view.rule.clone().into()));
    let ask = || {
        let words = ["Ask about ", &view.ask].concat();
        button(&words, Wish::Do(Action::Host(view.ask.clone())))
    };
    let inside = view.inside.iter().map(|it| line(it, on));
    let body = fragment().add(folds.then(|| parts::copied("message", &view.code)).flatten());
    let body = body.add(text("p", "", &view.text));
    let body = body.add(parts::copied("command", &view.command));
    let body = body.add((!view.rule.is_empty()).then(go));
    let body = body.add((!view.ask.is_empty()).then(ask));
    let picture = || el("img", "").attr("src", &view.picture).fixed("alt", "");
    let body = body.add((!view.picture.is_empty()).then(picture));
    let body = body.add((!view.inside.is_empty()).then(|| el("ul", "").each(inside)));
    Drawn { line: first, body, folds }
}

impl Drawn {
    fn add(self, element: Element) -> Self {
        Self { body: self.body.add(element), folds: true, ..self }
    }

    fn into_item(self, view: &Note) -> Element {
        let item = el("li", "note-line").attr("data-note", &view.id);
        match self.folds {
            true => {
                let summary = el("summary", "").add(self.line);
                item.add(el("details", "").flag("open", view.open).add(summary).add(self.body))
            }
            false => item.add(self.line).add(self.body),
        }
    }
}
