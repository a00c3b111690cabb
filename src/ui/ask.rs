//! Ask: one line of controls that follow what the engine understood until they are touched.

use yew::prelude::*;

use super::build::{Element, On, el, text};
use super::state::{Action, State, When};
use super::{Wish, browser, parts};
use crate::model::{Purpose, Time, Trust};

/// The line of controls; nothing where there is no certificate to ask about. A plain function:
/// drawing it costs less than a component of its own.
pub fn ask_panel(state: &State, on: &Callback<Wish>) -> Option<Element> {
    let asked = state.shown.as_ref().map(|it| &it.overview.asked);
    if asked.is_some_and(|it| it.object.is_none()) {
        return None;
    }
    let purpose = state.question.purpose.or(asked.map(|it| it.purpose));
    let trust = match state.question.trust {
        Trust::Auto => asked.map(|it| it.trust),
        chosen => Some(chosen),
    };
    let both = state.both.or(asked.map(|it| it.both)).unwrap_or_default();
    let use_as = |it: Purpose, id, label| {
        let choose = parts::wish(on, Wish::Do(Action::Purpose(it)));
        radio("purpose", id, label, !both && purpose == Some(it), choose)
    };
    let trusting = |it: Trust, id, label| {
        let choose = parts::wish(on, Wish::Do(Action::Trust(it)));
        radio("trust", id, label, trust == Some(it), choose)
    };
    let uses = group("Use as").add(use_as(Purpose::Server, "purpose-server", "server"));
    let uses = uses.add(use_as(Purpose::Client, "purpose-client", "client"));
    let choose = parts::wish(on, Wish::Do(Action::Both));
    let uses = uses.add(radio("purpose", "purpose-both", "both sides", both, choose));
    let uses = uses.add(use_as(Purpose::Ca, "purpose-ca", "CA"));
    let uses = uses.add(use_as(Purpose::Any, "purpose-any", "any"));
    let trusts = group("Trust").add(trusting(Trust::Public, "trust-public", "public roots"));
    let trusts = trusts.add(trusting(Trust::Given, "trust-given", "these CAs"));
    let trusts = trusts.add(trusting(Trust::Both, "trust-both", "either"));
    let marked = || trusting(Trust::Marked, "trust-marked", "what is marked");
    let trusts = trusts.add((!state.question.marked.is_empty()).then(marked));
    let trusts = trusts.add(asked.and_then(|it| text("span", "trusting", &it.trusting)));
    let automatic = || {
        let reset = parts::wish(on, Wish::Do(Action::Automatic));
        parts::button("text automatic", "back to automatic", reset)
    };
    let panel = el("section", "ask").fixed("id", "ask").fixed("aria-labelledby", "ask-title");
    let panel = panel.add(el("h2", "sr-only").fixed("id", "ask-title").text("The question"));
    let panel = panel.add(uses.add(host(state, on, purpose, both)));
    let panel = panel.add(state.asks_something().then(automatic));
    Some(panel.add(trusts).add(times(state, on)))
}

fn group(legend: &str) -> Element {
    el("fieldset", "").add(text("legend", "", legend))
}

fn radio(
    name: &'static str,
    id: &'static str,
    label: &str,
    checked: bool,
    choose: Callback<Event>,
) -> Element {
    let button = el("input", "").fixed("type", "radio").fixed("name", name).fixed("id", id);
    let button = button.checked(checked).on(On::Change, choose);
    el("span", "choice").add(button).add(el("label", "").fixed("for", id).text(label))
}

fn times(state: &State, on: &Callback<Wish>) -> Element {
    let asked = state.shown.as_ref().map(|it| it.overview.asked.at);
    let (now, at) = match state.when {
        When::Now => (true, asked),
        When::At(at) => (false, Some(at)),
    };
    let pick_now = parts::wish(on, Wish::Do(Action::When(When::Now)));
    let pick_time = on.reform(move |_: Event| {
        Wish::Do(Action::When(When::At(at.unwrap_or_else(browser::clock) / 60 * 60)))
    });
    let group = group("At").add(radio("time", "time-now", "now", now, pick_now));
    let group = group.add(radio("time", "time-at", "a date", !now, pick_time));
    group.add(date(if now { None } else { at }, on))
}

fn host(state: &State, on: &Callback<Wish>, purpose: Option<Purpose>, both: bool) -> Element {
    let asked = state.shown.as_ref().map(|it| &it.overview.asked);
    let problem = asked.map_or("", |it| &it.host_problem);
    let problem = if state.question.host.is_empty() { "" } else { problem };
    // An untouched field follows what was understood as its placeholder: deleting what was typed
    // must leave it empty, not fill it again.
    let placeholder = match asked.map_or("", |it| &it.host) {
        "" => "any of its names",
        host => host,
    };
    let oninput = on.reform(|event: Event| Wish::Do(Action::Host(browser::value_of(&event))));
    let dim = !both && purpose.is_some_and(|it| it != Purpose::Server);
    let label = el("label", "").fixed("for", "host").text("for");
    let label = label.add(text("span", "sr-only", " host name or IP address"));
    let mut input = el("input", "").fixed("id", "host").fixed("type", "text");
    input = input.attr("placeholder", placeholder).value(&state.question.host);
    input = input.fixed("inputmode", "url").fixed("spellcheck", "false");
    input = input.fixed("autocomplete", "off").fixed("autocapitalize", "off");
    if !problem.is_empty() {
        input = input.fixed("aria-invalid", "true").fixed("aria-describedby", "host-problem");
    }
    let problem = text("span", "host-problem", problem).map(|it| it.fixed("id", "host-problem"));
    let whole = el("span", "host").class(if dim { "dim" } else { "" }).add(label);
    whole.add(input.on(On::Input, oninput)).add(problem)
}

fn date(at: Option<i64>, on: &Callback<Wish>) -> Element {
    let value: String = at.map_or(String::new(), |at| Time(at).iso().chars().take(16).collect());
    let onchange = on.reform(|event: Event| {
        // A half-typed date has no value; the last whole one stands.
        match browser::time_of(&event) {
            Some(time) => Wish::Do(Action::When(When::At(time))),
            None => Wish::Nothing,
        }
    });
    let label = el("label", "sr-only").fixed("for", "at").text("Date and time, UTC");
    let input = el("input", "").fixed("id", "at").fixed("type", "datetime-local");
    // Left without a date it says so; see styles.css.
    let input = input.flag("required", at.is_some()).value(&value).on(On::Change, onchange);
    let whole = el("span", "date").class(if at.is_some() { "" } else { "unused" });
    whole.add(label).add(input).add(el("span", "unit").fixed("aria-hidden", "true").text("UTC"))
}
