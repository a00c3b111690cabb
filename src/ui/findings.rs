//! Findings, most urgent first: what, why, and what to do.

use yew::prelude::*;

use super::Wish;
use super::build::{Element, el, fragment, text};
use super::chain::severity_mark;
use super::parts;
use super::state::{Action, Shown};
use crate::model::Severity;
use crate::view::{FindingView, FixView};

/// How many are drawn; the rest are less urgent, and only their number is said.
const DRAWN: usize = 100;

/// The list of findings.
pub fn findings_panel(shown: &Shown, on: &Callback<Wish>) -> Element {
    let overview = &shown.overview;
    let total = overview.findings.len();
    let mut keys: Vec<String> = Vec::new();
    let findings = overview.findings.iter().take(DRAWN).enumerate().map(|(at, it)| {
        // A rule may fire twice on one certificate; equal keys would confuse Yew.
        let object = it.object.map_or(String::new(), |it| it.to_string());
        let mut key = [&it.rule, "/", &object].concat();
        while keys.contains(&key) {
            key.push('+');
        }
        let open = at == 0 && it.severity != Severity::Notice;
        let finding = finding(it, open, on).key(&key);
        keys.push(key);
        finding
    });
    let findings = fragment().each(findings);
    let ids = ["findings", "findings-title"];
    let panel = parts::section("findings", ids, "Findings", total).add(findings);
    let panel = panel.add(parts::and_more(total.saturating_sub(DRAWN), " less urgent ones."));
    panel.add(text("p", "aside", &tally(overview.passed, overview.not_applicable)))
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

fn finding(view: &FindingView, open: bool, on: &Callback<Wish>) -> Element {
    let (class, ..) = parts::severity(view.severity);
    let summary = el("summary", "").add(severity_mark(view.severity));
    let summary = summary.add(text("h3", "", &view.title)).add(text("span", "whom", &view.about));
    // What mends it comes first; the reasons unfold.
    let body = el("div", "finding-body").add(text("p", "detail", &view.detail));
    let body = body.add(el("ol", "fixes").each(view.fixes.iter().map(fix)));
    let body = body.add(folded("With other tools", &view.tools, parts::command));
    let said = |words: &str| el("code", "").text(words);
    let body = body.add(folded("What programs print", &view.messages, said));
    let body = body.add(reasons(view)).add(view.object.map(|object| show(view, object, on)));
    let whole = el("details", "finding").class(class).attr("data-rule", &view.rule);
    whole.fixed("data-severity", class).flag("open", open).add(summary).add(body)
}

/// Why it matters, what it rests on, and where that is written.
fn reasons(view: &FindingView) -> Element {
    let what = if view.what == view.detail { "" } else { &view.what };
    let line = |(label, value): &(String, String)| {
        el("div", "").add(text("dt", "", label)).add(text("dd", "", value))
    };
    let evidence = || el("dl", "evidence").each(view.evidence.iter().map(line));
    let also = || el("p", "also").text("Only its consequence: ").text(&view.also.join(" · "));
    let reference = |(label, address): &(String, String)| match parts::is_web(address) {
        true => parts::web_link(address, label),
        false => el("span", "").text(label),
    };
    let references = el("p", "references").each(view.references.iter().map(reference));
    let whole = el("details", "folded").add(text("summary", "", "Why, and how it is known"));
    let whole = whole.add(text("p", "", what)).add(text("p", "", &view.why));
    let whole = whole.add((!view.evidence.is_empty()).then(evidence));
    whole.add((!view.also.is_empty()).then(also)).add(references)
}

/// A list to unfold: a name, and what belongs to it.
fn folded(title: &str, lines: &[(String, String)], draw: fn(&str) -> Element) -> Option<Element> {
    let line = |(word, words): &(String, String)| {
        el("div", "").add(text("dt", "", word)).add(el("dd", "").add(draw(words)))
    };
    let list = || el("dl", "").each(lines.iter().map(line));
    let whole = || el("details", "folded").add(text("summary", "", title)).add(list());
    (!lines.is_empty()).then(whole)
}

fn fix(view: &FixView) -> Element {
    let line = el("li", "").add(text("span", "who", &view.who)).add(text("span", "", &view.step));
    line.add((!view.command.is_empty()).then(|| parts::command(&view.command)))
}

fn show(view: &FindingView, object: usize, on: &Callback<Wish>) -> Element {
    let field = AttrValue::from(view.field.clone());
    let select = parts::wish(on, Wish::Do(Action::Selected(object, field)));
    parts::button("text", "show in certificate", select)
}
