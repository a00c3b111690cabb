//! Plain text for a terminal.

use super::paint::{Paint, Tone};
use crate::model::{Severity, Time, Trust};
use crate::present;
use crate::report::Report;
use crate::view::{
    CardKind, ChainView, Field, FindingView, HandshakeView, ItemView, LinkState, Overview, Sheet,
    SourceView, Style, Value, Verdict, visible, visible_lines,
};

/// Hex values longer than this many digits are cut: a terminal is no hex editor.
const HEX_SHOWN: usize = 64;
/// With more certificates than this, only those of the path are shown in full.
const SHEETS_SHOWN: usize = 8;

/// The report as text: answer, chain, findings, details; `both` is what came of the two sides where
/// the answer is about them.
pub fn text(report: &Report, both: Option<&HandshakeView>) -> String {
    painted(report, both, Paint::Plain)
}

/// The same for a terminal.
pub fn painted(report: &Report, both: Option<&HandshakeView>, paint: Paint) -> String {
    let overview = present::overview(report);
    let mut out = String::new();
    answer(&overview, paint, &mut out);
    match both {
        Some(view) => {
            out.push_str(&super::handshake::met(view));
            heading(&mut out, "Each by itself");
        }
        None => {
            assumed(report, &mut out);
            for (name, view) in present::heard(report) {
                line(&mut out, 0, &format!("Messages in {name}:"));
                out.push_str(&super::explain_text(&view));
                out.push('\n');
            }
        }
    }
    for source in &overview.sources {
        line(&mut out, 0, &format!("{}: {} ({})", source.name, source.found, source.format));
        inside(source, &mut out);
        for problem in &source.problems {
            line(
                &mut out,
                2,
                &format!("! {}: {} {}", problem.place, problem.message, problem.advice),
            );
        }
        let hidden = source.problems_total.saturating_sub(source.problems.len());
        if hidden > 0 {
            line(&mut out, 2, &format!("! and {hidden} more problems"));
        }
    }
    for limit in &overview.limits {
        line(&mut out, 0, &format!("! {limit}"));
    }
    chain(&overview.chain, &mut out);
    for finding in &overview.findings {
        self::finding(finding, &mut out);
    }
    for item in &overview.items {
        self::item(item, &mut out);
    }
    let hidden = overview.items_total.saturating_sub(overview.items.len());
    if hidden > 0 {
        line(&mut out, 0, &format!("and {hidden} more keys, requests and lists\n"));
    }
    let on_path = |object: usize| report.main.as_ref().is_some_and(|main| main.path.has(object));
    for object in 0..report.objects.len() {
        if (report.objects.len() <= SHEETS_SHOWN || on_path(object))
            && let Some(sheet) = present::sheet(report, object)
        {
            details(&sheet, &mut out);
        }
    }
    out
}

/// Containers, repairs and locks of a source.
fn inside(source: &SourceView, out: &mut String) {
    for part in &source.inside {
        let found = if part.found.is_empty() { String::new() } else { format!(": {}", part.found) };
        let indent = part.depth.saturating_add(1).saturating_mul(2);
        line(out, indent, &format!("{}{found}", part.title));
        for note in &part.notes {
            line(out, indent.saturating_add(2), note);
        }
    }
    for repair in &source.repairs {
        line(out, 2, &format!("~ {repair}"));
    }
    for locked in &source.locked {
        let word = if locked.wrong { "the password does not open it" } else { "needs a password" };
        line(out, 2, &format!("! {}: {word} ({})", locked.what, locked.protection));
    }
}

fn item(item: &ItemView, out: &mut String) {
    let name = if item.name.is_empty() { String::new() } else { format!(" “{}”", item.name) };
    heading(out, &format!("{}{name} ({})", item.title, item.place));
    if !item.words.is_empty() {
        line(out, 0, &item.words);
    }
    for problem in &item.problems {
        line(out, 0, &format!("! {}: {}", problem.place, problem.message));
    }
    fields(&item.fields, out);
    out.push('\n');
}

/// One line about a file: verdict and sentence.
pub fn brief(name: &str, report: &Report, paint: Paint) -> String {
    let words = visible(&format!("{name}: {}", report.answer.sentence));
    format!("{}: {words}\n", mark(report.answer.verdict, paint))
}

/// The word of a verdict.
fn mark(verdict: Verdict, paint: Paint) -> String {
    let (tone, word) = match verdict {
        Verdict::Works => (Tone::Good, "OK"),
        Verdict::Limited => (Tone::Wary, "OK, BUT"),
        Verdict::Refused => (Tone::Bad, "REFUSED"),
        Verdict::Unclear | Verdict::Looking => (Tone::Wary, "UNCLEAR"),
        Verdict::Nothing => (Tone::Bad, "NOTHING READ"),
    };
    paint.word(tone, word)
}

fn answer(overview: &Overview, paint: Paint, out: &mut String) {
    // The word is ours; the line goes through `line`, which writes escapes out.
    out.push_str(&mark(overview.answer.verdict, paint));
    line(out, 0, &format!(": {}", overview.answer.sentence));
    if !overview.answer.more.is_empty() {
        line(out, 0, &overview.answer.more);
    }
    let asked = &overview.asked;
    if asked.both {
        let at = Time(asked.at).full();
        line(out, 0, &format!("Asked about both sides at {at}; --as asks about one of them."));
        for leaf in &overview.leaves {
            line(
                out,
                0,
                &format!("Certificate {}: {}", leaf.object.saturating_add(1), leaf.sentence),
            );
        }
    } else if let Some(object) = asked.object {
        line(
            out,
            0,
            &format!(
                "Asked about certificate {} at {}, trusting {}.",
                object.saturating_add(1),
                Time(asked.at).full(),
                asked.trusting
            ),
        );
        for leaf in overview.leaves.iter().filter(|leaf| leaf.object != object) {
            line(
                out,
                0,
                &format!("Certificate {}: {}", leaf.object.saturating_add(1), leaf.sentence),
            );
        }
    }
    out.push('\n');
}

/// What was taken for granted, and how to ask otherwise.
fn assumed(report: &Report, out: &mut String) {
    let Some(main) = &report.main else { return };
    let question = &report.question;
    let mut words = Vec::new();
    if question.purpose.is_none() {
        words.push(format!("the use ({}; --as asks about another)", main.purpose.word()));
    }
    if (question.trust, main.trust) == (Trust::Auto, Trust::Given) {
        words.push("that the root given with it is trusted (--trust public asks without)".into());
    }
    if !words.is_empty() {
        out.truncate(out.trim_end().len());
        line(out, 0, "");
        line(out, 0, &format!("Assumed: {}.", words.join("; ")));
        out.push('\n');
    }
}

fn chain(chain: &ChainView, out: &mut String) {
    if chain.cards.is_empty() {
        return;
    }
    heading(out, "Chain");
    for (index, card) in chain.cards.iter().enumerate() {
        let number = card
            .object
            .map_or_else(|| "-".to_owned(), |object| object.saturating_add(1).to_string());
        let mut text = format!("{number:>3}  {} [{}]", card.title, card.role);
        if let Some(end) = card.not_after {
            text.push_str(&format!(", until {}", Time(end).date()));
        }
        if !card.trust.is_empty() {
            text.push_str(&format!(". {}", card.trust));
        }
        if card.kind == CardKind::Missing {
            text.push_str(&format!(": {}", card.subtitle));
        }
        line(out, 0, &text);
        if let Some(link) = chain.links.get(index) {
            let mark = match link.state {
                LinkState::Proved => "|",
                LinkState::Broken => "x",
                LinkState::Unchecked => "?",
            };
            line(out, 3, &format!("{mark}  {}", link.text));
        }
    }
    for beside in &chain.beside {
        line(
            out,
            0,
            &format!(
                "{:>3}  {} is not on this path: {}",
                beside.object.saturating_add(1),
                beside.title,
                beside.reason
            ),
        );
    }
    out.push('\n');
}

fn finding(finding: &FindingView, out: &mut String) {
    let mark = match finding.severity {
        Severity::Error => "ERROR",
        Severity::Warning => "WARNING",
        Severity::Notice => "NOTICE",
    };
    heading(out, &format!("{mark} {} ({})", finding.title, finding.rule));
    let about = finding
        .object
        .map(|o| format!("Certificate {}, ", o.saturating_add(1)))
        .unwrap_or_default();
    line(out, 0, &format!("{about}{}: {}", finding.about, finding.detail));
    line(out, 0, finding.why.trim());
    for fix in &finding.fixes {
        line(out, 2, &format!("-> {}: {}", fix.who, fix.step));
        if !fix.command.is_empty() {
            line(out, 5, &format!("$ {}", fix.command));
        }
    }
    let tools: Vec<&str> = finding.tools.iter().map(|(tool, _)| tool.as_str()).collect();
    if !tools.is_empty() {
        line(out, 2, &format!("   --format markdown has commands for {}", tools.join(", ")));
    }
    out.push('\n');
}

fn details(sheet: &Sheet, out: &mut String) {
    heading(out, &format!("Certificate {}: {}", sheet.object.saturating_add(1), sheet.title));
    line(out, 0, &format!("{}. {}", sheet.kind, sheet.kind_reason));
    for problem in &sheet.problems {
        line(out, 0, &format!("! {}: {}", problem.place, problem.message));
    }
    for group in &sheet.groups {
        fields(&group.fields, out);
    }
    out.push('\n');
}

fn fields(fields: &[Field], out: &mut String) {
    for field in fields {
        let critical = if field.critical { " (critical)" } else { "" };
        let values: Vec<String> = field.values.iter().map(value).collect();
        match values.as_slice() {
            [one] => line(out, 2, &format!("{}{critical}: {one}", field.label)),
            many => {
                line(out, 2, &format!("{}{critical}:", field.label));
                for value in many {
                    line(out, 4, value);
                }
            }
        }
    }
}

fn value(value: &Value) -> String {
    let mut text = match value.style {
        Style::Time => value
            .text
            .parse()
            .map(|seconds| Time(seconds).full())
            .unwrap_or_else(|_| value.text.clone()),
        Style::Hex if value.text.len() > HEX_SHOWN => {
            let shown = value.text.get(..HEX_SHOWN).unwrap_or_default();
            format!("{shown}… ({} bytes)", value.text.len() / 2)
        }
        _ => value.text.clone(),
    };
    if !value.label.is_empty() {
        text = format!("{} {text}", value.label);
    }
    if !value.aside.is_empty() {
        text.push_str(&format!(" ({})", value.aside));
    }
    text
}

fn heading(out: &mut String, text: &str) {
    line(out, 0, text);
    line(out, 0, &"-".repeat(text.chars().count().min(78)));
}

/// The one place that writes to the terminal: what could deceive there is written out once more.
fn line(out: &mut String, indent: usize, text: &str) {
    out.extend(std::iter::repeat_n(' ', indent));
    out.push_str(&visible_lines(text.trim_end()));
    out.push('\n');
}
