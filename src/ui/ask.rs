//! Ask: one line of controls that follow what the engine understood until they are touched.

use yew::prelude::*;

use super::state::{Action, State, When};
use super::{Wish, browser, parts};
use crate::model::{Purpose, Time, Trust};

/// The line of controls. A plain function: drawing it costs less than a component of its own.
pub fn ask_panel(state: &State, on: &Callback<Wish>) -> Html {
    let asked = state.shown.as_ref().map(|it| &it.overview.asked);
    let purpose = state.question.purpose.or(asked.map(|it| it.purpose));
    let trust = match state.question.trust {
        Trust::Auto => asked.map(|it| it.trust),
        chosen => Some(chosen),
    };
    let radio =
        |name: &'static str, id: &'static str, label: Html, checked: bool, action: Action| {
            let onchange = parts::changed(on, Wish::Do(action));
            html! {
                <span class="choice">
                    <input type="radio" {name} {id} {checked} {onchange} />
                    <label for={id}>{ label }</label>
                </span>
            }
        };
    let use_as = |it: Purpose, id, label: &'static str| {
        radio("purpose", id, label.into(), purpose == Some(it), Action::Purpose(it))
    };
    let trusting = |it: Trust, id, label: &'static str| {
        radio("trust", id, label.into(), trust == Some(it), Action::Trust(it))
    };
    let at = match state.when {
        When::Now => asked.map(|it| it.at),
        When::At(at) => Some(at),
    };
    let pick_time = move |_: Event| {
        Wish::Do(Action::When(When::At(at.unwrap_or_else(browser::clock) / 60 * 60)))
    };
    html! {
        <section id="ask" class="ask" aria-labelledby="ask-title">
            <h2 id="ask-title" class="sr-only">{ "The question" }</h2>
            <fieldset>
                <legend>{ "Use as" }</legend>
                { use_as(Purpose::Server, "purpose-server", "server") }
                { use_as(Purpose::Client, "purpose-client", "client") }
                { use_as(Purpose::Ca, "purpose-ca", "CA") }
                { use_as(Purpose::Any, "purpose-any", "any") }
                { host(state, on, purpose) }
            </fieldset>
            <fieldset>
                <legend>{ "Trust" }</legend>
                { trusting(Trust::Public, "trust-public", "public roots") }
                { trusting(Trust::Given, "trust-given", "these CAs") }
                { trusting(Trust::Both, "trust-both", "either") }
                if let Some(asked) = asked {
                    if !asked.trusting.is_empty() {
                        { parts::text("span", "trusting", &asked.trusting) }
                    }
                }
            </fieldset>
            <fieldset>
                <legend>{ "At" }</legend>
                { radio("time", "time-now", "now".into(), state.when == When::Now, Action::When(When::Now)) }
                <span class="choice">
                    <input type="radio" name="time" id="time-at" checked={state.when != When::Now}
                        onchange={on.reform(pick_time)} />
                    <label for="time-at">{ "a date" }</label>
                </span>
                { date(state, on, at) }
            </fieldset>
            if state.asks_something() {
                { parts::button("text automatic", "back to automatic", "", parts::press(on, Wish::Do(Action::Automatic))) }
            }
        </section>
    }
}

fn host(state: &State, on: &Callback<Wish>, purpose: Option<Purpose>) -> Html {
    let asked = state.shown.as_ref().map(|it| &it.overview.asked);
    let problem = asked.map(|it| it.host_problem.as_str()).unwrap_or_default();
    let problem = if state.question.host.is_empty() { "" } else { problem };
    let invalid = !problem.is_empty();
    // An untouched field follows what was understood as its placeholder: deleting what was typed
    // must leave it empty, not fill it again.
    let placeholder = match asked.map(|it| it.host.as_str()) {
        Some(host) if !host.is_empty() => host.to_owned(),
        _ => "any of its names".to_owned(),
    };
    let oninput = on.reform(|event: InputEvent| Wish::Do(Action::Host(browser::value_of(&event))));
    let dim = purpose.is_some_and(|it| it != Purpose::Server);
    html! {
        <span class={parts::class("host", if dim { "dim" } else { "" })}>
            <label for="host">{ "for" }{ parts::text("span", "sr-only", " host name or IP address") }</label>
            <input id="host" type="text" value={state.question.host.clone()} {placeholder} {oninput}
                inputmode="url" spellcheck="false" autocomplete="off" autocapitalize="off"
                aria-invalid={invalid.then_some("true")}
                aria-describedby={invalid.then_some("host-problem")} />
            if invalid {
                <span id="host-problem" class="host-problem">{ problem.to_owned() }</span>
            }
        </span>
    }
}

fn date(state: &State, on: &Callback<Wish>, at: Option<i64>) -> Html {
    let value: String = match (state.when, at) {
        (When::At(_), Some(at)) => Time(at).iso().chars().take(16).collect(),
        _ => String::new(),
    };
    let onchange = on.reform(|event: Event| {
        // A half-typed date has no value; the last whole one stands.
        let time = Time::parse(&browser::value_of(&event));
        match time {
            Some(time) => Wish::Do(Action::When(When::At(time.0))),
            None => Wish::Nothing,
        }
    });
    html! {
        <span class={parts::class("date", if state.when == When::Now { "unused" } else { "" })}>
            <label for="at" class="sr-only">{ "Date and time, UTC" }</label>
            <input id="at" type="datetime-local" {value} {onchange} />
            <span class="unit" aria-hidden="true">{ "UTC" }</span>
        </span>
    }
}
