//! Findings, most urgent first: what, why, and what to do.

use yew::prelude::*;

use super::Wish;
use super::parts;
use super::state::{Action, Shown};
use crate::model::Severity;
use crate::view::{FindingView, FixView};

/// How many are drawn; the rest are less urgent, and only their number is said.
const DRAWN: usize = 100;

/// The list of findings.
pub fn findings_panel(shown: &Shown, on: &Callback<Wish>) -> Html {
    let overview = &shown.overview;
    let more = overview.findings.len().saturating_sub(DRAWN);
    let mut keys: Vec<String> = Vec::new();
    let findings: Vec<Html> = overview
        .findings
        .iter()
        .take(DRAWN)
        .enumerate()
        .map(|(at, it)| {
            // A rule may fire twice on one certificate; equal keys would confuse Yew.
            let mut key =
                [&it.rule, "/", &it.object.map_or(String::new(), |it| it.to_string())].concat();
            while keys.contains(&key) {
                key.push('+');
            }
            keys.push(key.clone());
            finding(it, key, at == 0 && it.severity == Severity::Error, on)
        })
        .collect();
    html! {
        <section id="findings" class="findings" aria-labelledby="findings-title">
            <h2 id="findings-title">{ "Findings" }
                if !overview.findings.is_empty() {
                    { parts::text("span", "tally", &parts::number(overview.findings.len())) }
                }
            </h2>
            { findings }
            if more > 0 {
                { parts::text("p", "aside", &["And ", &parts::number(more), " less urgent ones."].concat()) }
            }
            { parts::text("p", "aside", &tally(overview.passed, overview.not_applicable)) }
        </section>
    }
}

fn tally(passed: usize, not_applicable: usize) -> String {
    let mut text = parts::count(passed, "check passed", "checks passed");
    if not_applicable > 0 {
        let verb = if not_applicable == 1 { " does not apply" } else { " do not apply" };
        text.push_str(&[", ", &parts::number(not_applicable), verb].concat());
    }
    text.push('.');
    text
}

fn finding(view: &FindingView, key: String, open: bool, on: &Callback<Wish>) -> Html {
    let (class, icon, word) = parts::severity(view.severity);
    html! {
        <details {key} class={parts::class("finding", class)} data-rule={view.rule.clone()} data-severity={class} {open}>
            <summary>
                <span class={parts::class("mark", class)}>{ icon.draw() }{ word }</span>
                { parts::text("h3", "", &view.title) }
                { parts::text("span", "about", &view.about) }
            </summary>
            <div class="finding-body">
                { parts::text("p", "detail", &view.detail) }
                if view.what != view.detail && !view.what.is_empty() { { parts::text("p", "", &view.what) } }
                if !view.why.is_empty() {
                    <p>{ parts::text("b", "lead-in", "Why it matters") }{ &view.why }</p>
                }
                { evidence(view) }
                if !view.fixes.is_empty() {
                    <div class="fixes">
                        { parts::text("b", "lead-in", "What to do") }
                        <ol>{ for view.fixes.iter().map(fix) }</ol>
                    </div>
                }
                if !view.also.is_empty() {
                    <p class="also">{ "Only its consequence: " }{ view.also.join(" · ") }</p>
                }
                { links(view, on) }
            </div>
        </details>
    }
}

fn evidence(view: &FindingView) -> Html {
    if view.evidence.is_empty() {
        return Html::default();
    }
    html! {
        <dl class="evidence">
            { for view.evidence.iter().map(|(label, value)| html! {
                <div>{ parts::text("dt", "", label) }{ parts::text("dd", "", value) }</div>
            }) }
        </dl>
    }
}

fn fix(view: &FixView) -> Html {
    html! {
        <li>
            { parts::text("span", "who", &view.who) }
            { parts::text("span", "", &view.step) }
            if !view.command.is_empty() { { parts::command(&view.command) } }
        </li>
    }
}

fn links(view: &FindingView, on: &Callback<Wish>) -> Html {
    let show = view.object.map(|object| {
        let field = AttrValue::from(view.field.clone());
        parts::press(on, Wish::Do(Action::Selected(object, field)))
    });
    if show.is_none() && view.references.is_empty() {
        return Html::default();
    }
    let reference = |(label, address): &(String, String)| {
        html! {
            if address.starts_with("https://") || address.starts_with("http://") {
                <a href={address.clone()} target="_blank" rel="noopener noreferrer">{ label }</a>
            } else {
                { parts::text("span", "", label) }
            }
        }
    };
    html! {
        <p class="finding-links">
            if let Some(onclick) = show {
                { parts::button("text", "show in certificate", "", onclick) }
            }
            { for view.references.iter().map(reference) }
        </p>
    }
}
