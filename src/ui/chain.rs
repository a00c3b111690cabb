//! The chain, drawn as linked cards from the leaf to the root.

use yew::prelude::*;

use super::Wish;
use super::build::{Element, On, el, fragment, text};
use super::parts::{self, Icon};
use super::state::{Action, Shown};
use crate::model::Severity;
use crate::view::{
    BesideView, BranchView, CardKind, CardView, ChainView, LinkView, OtherPathView, Take,
};

/// Cards, links, and what was left beside the path.
pub fn chain_panel(shown: &Shown, selected: Option<usize>, on: &Callback<Wish>) -> Element {
    let chain = &shown.overview.chain;
    let steps = chain.cards.iter().enumerate().map(|(at, view)| {
        let step = el("li", "step").key(&at.to_string()).add(card(view, selected, on));
        step.add(chain.links.get(at).map(link))
    });
    let steps = el("ol", "").fixed("aria-label", "From the certificate to the root").each(steps);
    let branches = chain.branches.iter().enumerate();
    let branches = branches.map(|(at, view)| {
        // Whether a branch below this one hangs from the card too: its line runs past this one.
        let below = chain.branches.iter().skip(at.saturating_add(1));
        let passed: Vec<usize> = below.map(|it| it.from).collect();
        branch(chain, view, &passed, selected, on)
    });
    let look = if chain.branches.is_empty() { "graph" } else { "graph forks" };
    let steps = el("div", look).add(steps).each(branches);
    let panel = parts::section("chain", ["chain", "chain-title"], "Chain", 0);
    panel.add(steps).add(bundle(chain, on)).add(others(chain)).add(beside(chain, on))
}

/// A way beside the path, on a line of its own: under the card it leaves from, it turns off.
/// `passed` are the cards that the branches below leave from.
fn branch(
    chain: &ChainView,
    view: &BranchView,
    passed: &[usize],
    selected: Option<usize>,
    on: &Callback<Wish>,
) -> Element {
    let title = |at: usize| chain.cards.get(at).map_or("", |it| it.title.as_str());
    let gap = |at: usize| {
        let gap = el("li", "gap").class(if passed.contains(&at) { "passed" } else { "" });
        gap.fixed("aria-hidden", "true")
    };
    let gaps = (0..=view.from).map(gap);
    let links = view.links.iter().enumerate();
    let steps = links.map(|(at, it)| {
        let step = el("li", "step").class(if at == 0 { "fork" } else { "" }).add(link(it));
        let end = view.cards.get(at).map(|it| card(it, selected, on));
        step.add(end.or_else(|| view.joins.map(|to| back(title(to)))))
    });
    let mut label = ["Another way from ", title(view.from)].concat();
    if let Some(to) = view.joins {
        label.push_str(" to ");
        label.push_str(title(to));
    }
    let look = if view.good { "proved" } else { "broken" };
    let icon = if view.good { Icon::Good } else { Icon::Bad };
    let why = el("li", "why").add(el("span", "mark").class(look).add(icon.draw()));
    let why = why.add(text("span", "", &view.why));
    el("ol", "branch").attr("aria-label", &label).each(gaps).each(steps).add(why)
}

/// Where a branch comes back to the path.
fn back(title: &str) -> Element {
    el("div", "card").class("back").text("↑ ").add(text("span", "", title))
}

/// What to send, as it should be.
fn bundle(chain: &ChainView, on: &Callback<Wish>) -> Option<Element> {
    let line = || {
        let button = |words: &str, copy| {
            parts::button("button", words, parts::wish(on, Wish::Clean(0, Take::Pem, copy)))
        };
        let line = el("div", "bundle").add(text("p", "", &chain.bundle));
        line.add(button("Copy it", true)).add(button("Save it", false))
    };
    (!chain.bundle.is_empty()).then(line)
}

/// The other paths, and why each is not the best.
fn others(chain: &ChainView) -> Option<Element> {
    if chain.other_paths.is_empty() {
        return None;
    }
    let line = |it: &OtherPathView| {
        let icon = if it.good { Icon::Good } else { Icon::Bad };
        let look = if it.good { "proved" } else { "broken" };
        let line = el("li", "").add(el("span", "mark").class(look).add(icon.draw()));
        line.add(text("b", "", &it.titles)).add(text("span", "", &it.why))
    };
    let tally = parts::tally(chain.other_paths.len());
    let panel = el("details", "beside").fixed("id", "other-paths");
    let panel = panel.add(el("summary", "").text("Other paths").add(tally));
    Some(panel.add(el("ul", "").each(chain.other_paths.iter().map(line))))
}

fn card(view: &CardView, selected: Option<usize>, on: &Callback<Wish>) -> Element {
    let kind = match view.kind {
        CardKind::Loaded => "loaded",
        CardKind::Store => "store",
        CardKind::Missing => "missing",
    };
    let role = el("span", "role").text(&view.role).add(view.worst.map(severity_mark));
    let dates = || {
        let line =
            el("span", "card-line").add(parts::end_date(view.dates, view.not_after, parts::day));
        line.add(text("span", "card-key", &view.key))
    };
    let trust = || {
        let line = el("span", "card-line").class("anchor").add(Icon::Shield.draw());
        line.text(&view.trust)
    };
    let from_store = match view.kind {
        CardKind::Store => "From Mozilla’s store, not in your files",
        _ => "",
    };
    let inside = fragment().add(role);
    let inside = inside.add(text("b", "card-title", &view.title));
    let inside = inside.add(text("span", "card-line", &view.subtitle));
    let inside = inside.add((view.kind != CardKind::Missing).then(dates));
    let inside = inside.add((!view.trust.is_empty()).then(trust));
    let inside = inside.add(text("span", "card-line", from_store));
    let Some(object) = view.object else {
        let card = el("div", "card").class(kind).fixed("data-card", "").fixed("data-kind", kind);
        return card.add(inside);
    };
    let select = parts::wish(on, Wish::Do(Action::Selected(object, AttrValue::default())));
    let card = el("button", "card").class(kind).fixed("type", "button");
    let card = card.attr("data-card", &object.to_string()).fixed("data-kind", kind);
    let card = card.truth("aria-pressed", selected == Some(object)).on(On::Click, select);
    let card = card.add(inside);
    if view.id.is_empty() {
        return card;
    }
    let words = if view.marked { "No longer trust only this" } else { "Trust only this" };
    let mark = parts::wish(on, Wish::Do(Action::Marked(view.id.clone())));
    let mark = parts::button("text", words, mark).truth("aria-pressed", view.marked);
    el("div", "stack").add(card).add(mark)
}

/// A severity in a colour and a word.
pub fn severity_mark(severity: Severity) -> Element {
    let (class, icon, word) = parts::severity(severity);
    el("span", "mark").class(class).add(icon.draw()).text(word)
}

fn link(view: &LinkView) -> Element {
    let (class, icon, word) = parts::link(view.state);
    let line = el("span", "link-line").fixed("aria-hidden", "true").add(Icon::Arrow.draw());
    let words = el("span", "link-word").add(icon.draw());
    let words = words.add(text("span", "sr-only", "link to its issuer: ")).text(word);
    let link = el("div", "link").class(class).fixed("data-link", class).attr("title", &view.text);
    // Between words only: “SHA-256” is one.
    let whole = view.text.split(' ').map(|it| fragment().add(text("span", "word", it)).text(" "));
    link.add(line).add(words).add(el("span", "link-text").each(whole))
}

fn beside(chain: &ChainView, on: &Callback<Wish>) -> Option<Element> {
    if chain.beside.is_empty() {
        return None;
    }
    let line = |it: &BesideView| {
        let select = parts::wish(on, Wish::Do(Action::Selected(it.object, AttrValue::default())));
        let line = el("li", "").key(&it.object.to_string());
        line.add(parts::button("text", &it.title, select)).add(text("span", "", &it.reason))
    };
    let tally = parts::tally(chain.beside_total);
    let panel = el("details", "beside").flag("open", chain.beside_total <= 4);
    let panel = panel.add(el("summary", "").text("Beside the path").add(tally));
    let panel = panel.add(el("ul", "").each(chain.beside.iter().map(line)));
    let more = chain.beside_total.saturating_sub(chain.beside.len());
    Some(panel.add(parts::and_more(more, " more.")))
}
