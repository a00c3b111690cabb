//! The answer in one sentence, and beside it: what is going on, and the other leaves.

use yew::prelude::*;

use super::Wish;
use super::build::{Element, On, el, text};
use super::inside::lock;
use super::parts;
use super::state::{Action, Shown, State};
use crate::model::{Time, Trust};
use crate::view::{Answer, LeafView};

/// The first line of the page.
pub fn answer_panel(state: &State, on: &Callback<Wish>) -> Element {
    let answer = state.shown.as_ref().map(|it| &it.overview.answer);
    let look = answer.map(|it| parts::verdict(it.verdict));
    let stale = if state.busy() && state.slow { "answer stale" } else { "answer" };
    let mut panel = el("section", stale).class(look.map_or("", |it| it.0)).fixed("id", "answer");
    panel = panel.fixed("aria-labelledby", "answer-title");
    if state.busy() {
        panel = panel.fixed("aria-busy", "true");
    }
    if let (Some(shown), Some((verdict, ..))) = (&state.shown, look) {
        panel = panel.fixed("data-verdict", verdict).attr("data-run", &shown.run.to_string());
    }
    let title = el("h2", "sr-only").fixed("id", "answer-title").text("The answer");
    let verdict = look.map(|(class, icon, word)| {
        // What is locked may well be a certificate.
        let locked = class == "nothing" && state.is_locked();
        let word = if locked { "Locked" } else { word };
        el("p", "verdict").add(icon.draw()).add(text("span", "", word))
    });
    // Always there, so that screen readers hear it change.
    let sentence = el("p", "sentence").fixed("aria-live", "polite").fixed("aria-atomic", "true");
    let sentence = sentence.text(answer.map_or("", |it| &it.sentence));
    let more = answer.and_then(|it| text("p", "more", &it.more));
    // On paper nobody sees what the controls say.
    let printed = state.shown.as_ref().map(|it| {
        let at = Time(it.overview.asked.at).full();
        el("p", "printed").text(&["Asked of PemLens for ", &at, "."].concat())
    });
    let panel = panel.add(title).add(verdict).add(sentence).add(more);
    let panel = panel.add(printed);
    let sources = state.shown.iter().flat_map(|it| &it.overview.sources);
    let locks = || el("div", "locks").each(sources.filter_map(|it| lock(it, on)));
    let panel = panel.add(state.is_locked().then(locks));
    panel.add(answer.and_then(|it| offer(it, on))).add(limits(state)).add(working(state, on))
}

fn offer(answer: &Answer, on: &Callback<Wish>) -> Option<Element> {
    let offer = answer.offer.as_ref()?;
    if offer.trust == Trust::Auto {
        // Something more is to be given.
        let open = el("label", "button").fixed("for", "files").text(&offer.label);
        return Some(el("p", "offer").add(open));
    }
    let take = parts::wish(on, Wish::Do(Action::Trust(offer.trust)));
    Some(el("p", "offer").add(parts::button("button", &offer.label, take)))
}

fn limits(state: &State) -> Option<Element> {
    let limits = &state.shown.as_ref()?.overview.limits;
    let line = |it: &String| el("li", "").text(it);
    (!limits.is_empty()).then(|| el("ul", "limits").each(limits.iter().map(line)))
}

fn working(state: &State, on: &Callback<Wish>) -> Option<Element> {
    if !state.busy() {
        return None;
    }
    if !state.slow {
        return state.shown.is_none().then(|| el("p", "working").text("Reading…"));
    }
    let mut bar = el("progress", "").fixed("aria-label", "Reading");
    let mut words = String::from("Reading ");
    if let Some((done, total, rounds)) = state.progress {
        bar = bar.attr("value", &done.to_string()).attr("max", &total.max(1).to_string());
        words = match rounds {
            true => [
                "Trying the password: ",
                &parts::number(done),
                " of ",
                &parts::number(total),
                " rounds",
            ]
            .concat(),
            false => ["Reading ", &parts::size(done), " of ", &parts::size(total)].concat(),
        };
    }
    let stop = parts::button("button", "Stop", parts::wish(on, Wish::Stop));
    let working = el("div", "working").add(bar).add(el("span", "").text(&words));
    Some(working.add(el("span", "").fixed("id", "stop").add(stop)))
}

/// Each end-entity certificate with its own short answer, where there are several.
pub fn leaves(shown: &Shown, on: &Callback<Wish>) -> Element {
    let overview = &shown.overview;
    let asked = overview.asked.object;
    let line = |leaf: &LeafView| {
        let (class, icon, word) = parts::verdict(leaf.verdict);
        let choose = parts::wish(on, Wish::Do(Action::Leaf(leaf.id.clone())));
        let button = el("button", "leaf").class(class).fixed("type", "button");
        let button = button.attr("data-leaf", &leaf.id);
        let button = button.truth("aria-pressed", asked == Some(leaf.object));
        let button = button.on(On::Click, choose).add(icon.draw());
        let button = button.add(text("span", "sr-only", word)).add(text("b", "", &leaf.title));
        let used = ["as ", leaf.purpose.word()].concat();
        let button = button.add(text("span", "leaf-use", &used));
        let button = button.add(text("span", "leaf-answer", &leaf.sentence));
        el("li", "").key(&leaf.object.to_string()).add(button)
    };
    let (ids, title) = (["leaves", "leaves-title"], "Which certificate is asked about");
    let panel = parts::section("leaves", ids, title, 0);
    let panel = panel.add(el("ul", "").each(overview.leaves.iter().map(line)));
    let more = overview.leaves_total.saturating_sub(overview.leaves.len());
    panel.add(parts::and_more(more, " more in the list of all certificates."))
}
