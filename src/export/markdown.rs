//! Markdown, for tickets and reports.

use crate::model::Time;
use crate::present;
use crate::report::Report;
use crate::view::{CardKind, Overview, Verdict};

/// The report as Markdown: answer, chain, findings.
pub fn markdown(report: &Report) -> String {
    let overview = present::overview(report);
    let mut out = String::new();
    let verdict = match overview.answer.verdict {
        Verdict::Works => "Works",
        Verdict::Limited => "Works, but",
        Verdict::Refused => "Will be refused",
        Verdict::Unclear | Verdict::Looking => "Not decided",
        Verdict::Nothing => "Nothing read",
    };
    out.push_str(&format!("# {verdict}\n\n{}\n", escaped(&overview.answer.sentence)));
    if !overview.answer.more.is_empty() {
        out.push_str(&format!("\n{}\n", escaped(&overview.answer.more)));
    }
    if overview.asked.object.is_some() {
        let at = Time(overview.asked.at).full();
        out.push_str(&format!(
            "\nAsked for {at}, trusting {}.\n",
            escaped(&overview.asked.trusting)
        ));
    }
    chain(&overview, &mut out);
    findings(&overview, &mut out);
    items(&overview, &mut out);
    sources(&overview, &mut out);
    out
}

fn chain(overview: &Overview, out: &mut String) {
    if overview.chain.cards.is_empty() {
        return;
    }
    out.push_str("\n## Chain\n\n");
    for (index, card) in overview.chain.cards.iter().enumerate() {
        let until =
            card.not_after.map(|end| format!(", until {}", Time(end).date())).unwrap_or_default();
        let missing = if card.kind == CardKind::Missing { " **missing**" } else { "" };
        out.push_str(&format!(
            "{}. {} ({}{until}){missing}",
            index.saturating_add(1),
            escaped(&card.title),
            card.role
        ));
        if !card.trust.is_empty() {
            out.push_str(&format!(". {}", card.trust));
        }
        out.push('\n');
        if let Some(link) = overview.chain.links.get(index) {
            out.push_str(&format!("   - {}\n", escaped(&link.text)));
        }
    }
}

fn findings(overview: &Overview, out: &mut String) {
    if overview.findings.is_empty() {
        return;
    }
    out.push_str("\n## Findings\n");
    for finding in &overview.findings {
        out.push_str(&format!(
            "\n### {}: {}\n\n",
            finding.severity.word(),
            escaped(&finding.title)
        ));
        out.push_str(&format!(
            "`{}`, about {}. {}\n\n{}\n",
            finding.rule,
            escaped(&finding.about),
            escaped(&finding.detail),
            finding.why
        ));
        for (index, fix) in finding.fixes.iter().enumerate() {
            out.push_str(&format!("\n{}. {}: {}\n", index.saturating_add(1), fix.who, fix.step));
            fenced(&fix.command, "sh", 3, out);
        }
        for (tool, command) in &finding.tools {
            out.push_str(&format!("\nWith {tool}:\n\n"));
            fenced(command, "", 0, out);
        }
    }
}

fn sources(overview: &Overview, out: &mut String) {
    out.push_str("\n## Files\n\n");
    for source in &overview.sources {
        out.push_str(&format!(
            "- {}: {}, {}\n",
            escaped(&source.name),
            escaped(&source.found),
            source.format
        ));
        for part in &source.inside {
            let found = if part.found.is_empty() { "nothing" } else { &part.found };
            let indent = "  ".repeat(part.depth.saturating_add(1));
            out.push_str(&format!("{indent}- {}: {}\n", escaped(&part.title), escaped(found)));
        }
        for repair in &source.repairs {
            out.push_str(&format!("  - mended: {}\n", escaped(repair)));
        }
        for locked in &source.locked {
            let word = if locked.wrong { "wrong password" } else { "needs a password" };
            out.push_str(&format!("  - {}: {word}\n", escaped(&locked.what)));
        }
        for problem in &source.problems {
            out.push_str(&format!(
                "  - {}: {} {}\n",
                problem.place,
                escaped(&problem.message),
                problem.advice
            ));
        }
    }
}

fn items(overview: &Overview, out: &mut String) {
    if overview.items.is_empty() {
        return;
    }
    out.push_str("\n## Keys, requests and lists\n\n");
    for item in &overview.items {
        let place = escaped(&item.place);
        out.push_str(&format!("- {} ({place}). {}\n", escaped(&item.title), escaped(&item.words)));
    }
}

/// Lines to copy, so far in as the item they belong to: between fences that are longer than what
/// looks like one among them (CommonMark 0.31, 4.5).
pub(super) fn fenced(lines: &str, language: &str, indent: usize, out: &mut String) {
    if lines.is_empty() {
        return;
    }
    let longest = lines.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest.saturating_add(1).max(3));
    let opening = format!("{fence}{language}");
    for line in std::iter::once(opening.as_str()).chain(lines.lines()).chain([fence.as_str()]) {
        out.extend(std::iter::repeat_n(' ', indent));
        out.push_str(line);
        out.push('\n');
    }
}

/// Text from outside must not become markup: the signs of CommonMark 0.31 (2.4, 2.5), the beginnings
/// of lists and rules (4.1, 5.2), and what GitHub makes links of by itself (GFM 0.29, 6.9).
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let before = text.get(..text.len().saturating_sub(rest.len())).unwrap_or_default();
        let behind = rest.get(c.len_utf8()..).unwrap_or_default();
        let begins = || before.chars().all(|c| c == ' ' || c.is_ascii_digit());
        let escapes = match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&' | '$' | '@' => {
                true
            }
            ':' => behind.starts_with('/'),
            '.' | ')' => begins() || ends_with_www(before),
            '-' | '+' | '=' => begins(),
            _ => false,
        };
        match c {
            // Four of them at a beginning make it code.
            ' ' if before.is_empty() => out.push_str("&#32;"),
            c => {
                out.extend(escapes.then_some('\\'));
                out.push(c);
            }
        }
        rest = behind;
    }
    out
}

fn ends_with_www(before: &str) -> bool {
    before
        .len()
        .checked_sub(3)
        .and_then(|at| before.get(at..))
        .is_some_and(|end| end.eq_ignore_ascii_case("www"))
}
