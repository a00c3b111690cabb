//! What was not read, or only after a repair, said beside the answer: it may be what the person means.

use super::{Answer, Given, Report};
use crate::model::{ItemKind, Problem};
use crate::purpose::looks_like_ca;
use crate::view::Verdict;

/// Puts it before the second line of the answer.
pub(super) fn tell(report: &mut Report) {
    if report.answer.verdict == Verdict::Nothing {
        return;
    }
    let mut lines: Vec<String> = report.sources.iter().filter_map(line).collect();
    if let Some(name) = first_is_lost(report).map(str::to_owned) {
        report.answer = Answer {
            verdict: Verdict::Unclear,
            sentence: format!(
                "The first block of {name} could not be read, and what is left are CA certificates."
            ),
            ..Answer::default()
        };
    }
    let mended: Vec<&str> = report
        .sources
        .iter()
        .filter(|given| !given.contents.repairs.is_empty())
        .map(|given| given.name.as_str())
        .collect();
    if !mended.is_empty() {
        let name = mended.join(", ");
        lines.push(format!(
            "{name} was read after repairs; other programs may not read it as it is."
        ));
    }
    lines.push(std::mem::take(&mut report.answer.more));
    lines.retain(|line| !line.is_empty());
    report.answer.more = lines.join(" ");
}

/// What could not be read at all: a block that was recognised as something else was read.
fn lost(given: &Given) -> impl Iterator<Item = &Problem> {
    let named = |problem: &Problem| {
        given.contents.items.iter().any(|item| {
            matches!(item.kind, ItemKind::Other { .. }) && item.place.span == problem.span
        })
    };
    given.contents.problems.iter().filter(move |problem| !named(problem))
}

fn line(given: &Given) -> Option<String> {
    let first = lost(given).next()?;
    let count = lost(given).count();
    let (blocks, where_, it) = match (count, first.line) {
        (1, Some(line)) => ("block", format!(" (line {line})"), "it"),
        (1, None) => ("block", String::new(), "it"),
        (_, Some(line)) => ("blocks", format!(" (the first at line {line})"), "one of them"),
        (_, None) => ("blocks", String::new(), "one of them"),
    };
    Some(format!(
        "{count} {blocks} of {} could not be read{where_}: {it} may be the certificate you mean.",
        given.name
    ))
}

/// The name of the only source, where its first block is lost and all certificates behind it are CAs'.
fn first_is_lost(report: &Report) -> Option<&str> {
    let [given] = report.sources.as_slice() else { return None };
    let certificates = &given.contents.certificates;
    let first = lost(given).next()?;
    let before = certificates.iter().all(|it| first.span.start < it.place.span.start);
    let all_cas = certificates.iter().all(|it| looks_like_ca(&it.certificate));
    (before && all_cas).then_some(given.name.as_str())
}
