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
        let open = at == 0 && it.severity == Severity::Error;
        let finding = finding(it, open, on).key(&key);
        keys.push(key);
        finding
    });
    let findings = fragment().each(findings);
    let tally_mark = (total > 0).then(|| el("span", "tally").text(&parts::number(total)));
    let title = el("h2", "").fixed("id", "findings-title").text("Findings").add(tally_mark);
    let panel = el("section", "findings").fixed("id", "findings");
    let panel = panel.fixed("aria-labelledby", "findings-title").add(title).add(findings);
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
    let summary = summary.add(text("h3", "", &view.title)).add(text("span", "about", &view.about));
    let what = if view.what == view.detail { "" } else { &view.what };
    let lead_in = |words: &str| el("b", "lead-in").text(words);
    let why = || el("p", "").add(lead_in("Why it matters")).text(&view.why);
    let fixes = || {
        let list = el("ol", "").each(view.fixes.iter().map(fix));
        el("div", "fixes").add(lead_in("What to do")).add(list)
    };
    let also = || el("p", "also").text("Only its consequence: ").text(&view.also.join(" · "));
    let body = el("div", "finding-body").add(text("p", "detail", &view.detail));
    let body = body.add(text("p", "", what)).add((!view.why.is_empty()).then(why));
    let body = body.add(evidence(view)).add((!view.fixes.is_empty()).then(fixes));
    let body = body.add(folded("With other tools", &view.tools, parts::command));
    let said = |words: &str| el("code", "").text(words);
    let body = body.add(folded("What programs print", &view.messages, said));
    let body = body.add((!view.also.is_empty()).then(also)).add(links(view, on));
    let whole = el("details", "finding").class(class).attr("data-rule", &view.rule);
    whole.fixed("data-severity", class).flag("open", open).add(summary).add(body)
}

fn evidence(view: &FindingView) -> Option<Element> {
    let line = |(label, value): &(String, String)| {
        el("div", "").add(text("dt", "", label)).add(text("dd", "", value))
    };
    let some = !view.evidence.is_empty();
    some.then(|| el("dl", "evidence").each(view.evidence.iter().map(line)))
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

fn links(view: &FindingView, on: &Callback<Wish>) -> Option<Element> {
    if view.object.is_none() && view.references.is_empty() {
        return None;
    }
    let show = |object| {
        let field = AttrValue::from(view.field.clone());
        let select = parts::wish(on, Wish::Do(Action::Selected(object, field)));
        parts::button("text", "show in certificate", select)
    };
    let reference = |(label, address): &(String, String)| match parts::is_web(address) {
        true => parts::web_link(address, label),
        false => el("span", "").text(label),
    };
    let line = el("p", "finding-links").add(view.object.map(show));
    Some(line.each(view.references.iter().map(reference)))
}
