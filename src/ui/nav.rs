//! Beside the answer: the way to its parts, and what can be taken away.

use yew::prelude::*;

use super::build::{Element, On, el, fragment, text};
use super::state::{Shown, State};
use super::{Wish, browser, has_findings, parts};
use crate::view::Take;

/// Both of them. They follow on a wide screen; on a narrow one the way is folded at the top.
pub fn aside_panel(state: &State, shown: &Shown, on: &Callback<Wish>) -> Element {
    fragment().add(nav(state, shown)).add(take(state, shown, on))
}

fn nav(state: &State, shown: &Shown) -> Element {
    let overview = &shown.overview;
    let both = state.connection.as_ref().is_some_and(|it| it.0 == shown.run);
    let parts_of = [
        (true, "#answer", "Answer", 0),
        (both, "#connection", "Both sides", 0),
        (overview.leaves_total > 1, "#leaves", "Certificates asked about", overview.leaves_total),
        (!state.changed.1.is_empty(), "#changed", "What changed", state.changed.1.len()),
        (!overview.chain.cards.is_empty(), "#chain", "Chain", 0),
        (has_findings(overview), "#findings", "Findings", overview.findings.len()),
        (!state.programs.1.is_empty(), "#programs", "Programs", state.programs.1.len()),
        (!state.guide.0.is_empty(), "#guide", "Set it up", 0),
        (!state.save.1.is_empty(), "#save", "Save as", 0),
        (!state.dates.1.is_empty(), "#when", "What breaks when", state.dates.1.len()),
        (overview.items_total > 0, "#items", "Keys and lists", overview.items_total),
        (overview.objects > 1, "#certificates", "All certificates", overview.objects),
        (state.sheet.is_some(), "#sheet", "Certificate", 0),
    ];
    let line = |(_, to, name, tally): (bool, &'static str, &str, usize)| {
        el("li", "").add(el("a", "").fixed("href", to).text(name).add(parts::tally(tally)))
    };
    let lines = parts_of.into_iter().filter(|it| it.0).map(line);
    let fold = Callback::from(|event: Event| browser::fold(&event));
    let list = el("ul", "").on(On::Click, fold).each(lines);
    let folded = el("details", "").add(text("summary", "", "On this page")).add(list);
    el("nav", "nav").fixed("aria-label", "On this page").add(folded)
}

/// What can be copied or saved; never a key, and the link holds nothing that was read. The full
/// engine writes it, and until that is there the style sheet hides it.
fn take(state: &State, shown: &Shown, on: &Callback<Wish>) -> Element {
    let button = |words: &str, wish| parts::button("text", words, parts::wish(on, wish));
    let bundle = || button("Save repaired bundle", Wish::Clean(0, Take::Pem, false));
    let panel = parts::section("take", ["take", "take-title"], "Take away", 0);
    let panel = panel.add(button("Copy for a ticket", Wish::Clean(0, Take::Markdown, true)));
    let panel = panel.add(button("Save as JSON", Wish::Clean(0, Take::Json, false)));
    let panel = panel.add((!shown.overview.chain.bundle.is_empty()).then(bundle));
    let panel = panel.add(button("Save chain as SVG", Wish::Clean(0, Take::Drawing, false)));
    let panel = panel.add(button("Save chain as PNG", Wish::Clean(0, Take::Picture, false)));
    let question = ["#purpose=", shown.overview.asked.purpose.word(), "&host="].concat();
    let host = state.question.host.clone();
    let copy = Callback::from(move |event: Event| browser::copy_link(&event, &question, &host));
    let panel = panel.add(parts::button("text", "Copy link to question", copy));
    panel.add(button("Print", Wish::Print))
}
