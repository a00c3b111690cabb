//! The chain as a drawing (SVG 1.1), for a slide or a ticket: the same cards and links as on the page.

use super::xml;
use std::fmt::Write;

use crate::model::Time;
use crate::view::{CardKind, CardView, Dates, LinkState, LinkView, Overview, Verdict, visible};

/// The size of a card, and the room between two.
const WIDTH: usize = 250;
const HEIGHT: usize = 106;
const BETWEEN: usize = 120;
/// Room around everything, for the verdict, and for each line of the answer.
const EDGE: usize = 24;
const HEAD: usize = 38;
const LINE: usize = 21;
/// Lines of the answer, and of what is said about a link.
const LINES: usize = 3;
/// How wide a letter of the answer is, about.
const LETTER: usize = 10;
/// Letters that fit into a line of a card, and into one under a link.
const LETTERS: usize = 29;
const LINK_LETTERS: usize = 19;

const INK: &str = "#16202b";
const SOFT: &str = "#526070";
const GOOD: &str = "#15692f";
const BAD: &str = "#b3211a";
const WARN: &str = "#875000";

/// The best path with the answer over it.
pub fn drawing(overview: &Overview) -> String {
    let chain = &overview.chain;
    let cards = chain.cards.len().max(2);
    let step = WIDTH.saturating_add(BETWEEN);
    let wide = step.saturating_mul(cards).saturating_sub(BETWEEN).saturating_add(2 * EDGE);
    let letters = wide.saturating_sub(2 * EDGE) / LETTER;
    let answer = wrapped(&overview.answer.sentence, letters);
    let top = EDGE.saturating_add(HEAD).saturating_add(answer.len().saturating_mul(LINE));
    let high = top.saturating_add(HEIGHT).saturating_add(EDGE);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {wide} {high}\" width=\"{wide}\" \
         height=\"{high}\" font-family=\"system-ui, 'Segoe UI', Roboto, sans-serif\" role=\"img\">\n\
         <title>{}</title>\n\
         <rect width=\"{wide}\" height=\"{high}\" rx=\"10\" fill=\"#ffffff\"/>\n",
        escaped(&overview.answer.sentence, LINES.saturating_mul(letters))
    );
    let (colour, word) = match overview.answer.verdict {
        Verdict::Works => (GOOD, "Works"),
        Verdict::Limited => (WARN, "Works, but"),
        Verdict::Refused => (BAD, "Refused"),
        Verdict::Unclear | Verdict::Looking => (WARN, "Unclear"),
        Verdict::Nothing => (SOFT, "No certificate"),
    };
    let mut y = EDGE.saturating_add(12);
    line(&mut out, (EDGE, y), (14, true, colour), word);
    for words in &answer {
        y = y.saturating_add(LINE);
        line(&mut out, (EDGE, y), (16, true, INK), &brief(words, letters.saturating_add(2)));
    }
    for (at, view) in chain.cards.iter().enumerate() {
        let left = EDGE.saturating_add(step.saturating_mul(at));
        card(&mut out, (left, top), view);
        if let Some(view) = chain.links.get(at) {
            link(&mut out, (left.saturating_add(WIDTH), top), view);
        }
    }
    out.push_str("</svg>\n");
    out
}

fn card(out: &mut String, (left, top): (usize, usize), view: &CardView) {
    let (fill, edge, dash) = match view.kind {
        CardKind::Loaded => ("#ffffff", "#7d8894", ""),
        CardKind::Store => ("#f2f4f6", "#c5ccd3", ""),
        CardKind::Missing => ("#fdf3f1", BAD, " stroke-dasharray=\"5 4\""),
    };
    let _ = writeln!(
        out,
        "<rect x=\"{left}\" y=\"{top}\" width=\"{WIDTH}\" height=\"{HEIGHT}\" rx=\"8\" fill=\"{fill}\" \
         stroke=\"{edge}\" stroke-width=\"1.5\"{dash}/>"
    );
    let x = left.saturating_add(14);
    let mut y = top.saturating_add(22);
    let mut put = |look, text: &str| {
        if !text.is_empty() {
            line(out, (x, y), look, &brief(text, LETTERS));
            y = y.saturating_add(20);
        }
    };
    let role = if view.kind == CardKind::Missing { BAD } else { SOFT };
    put((12, false, role), &view.role);
    put((15, true, INK), &view.title);
    put((12, false, SOFT), &view.subtitle);
    let end = view.not_after.map(|end| Time(end).date());
    let (word, colour) = match view.dates {
        Dates::Expired => ("expired", BAD),
        Dates::NotYet => ("not valid yet, until", BAD),
        Dates::Ending => ("ends soon,", WARN),
        Dates::Valid | Dates::Unknown => ("until", SOFT),
    };
    if let Some(end) = end {
        put((12, false, colour), &format!("{word} {end}"));
    }
    match view.trust.as_str() {
        "" => put((12, false, SOFT), &view.key),
        trust => put((12, true, GOOD), trust),
    }
}

fn link(out: &mut String, (left, top): (usize, usize), view: &LinkView) {
    let (colour, word, dash) = match view.state {
        LinkState::Proved => (GOOD, "proved", ""),
        LinkState::Broken => (BAD, "broken", " stroke-dasharray=\"6 4\""),
        LinkState::Unchecked => (WARN, "not checked", " stroke-dasharray=\"2 4\""),
    };
    let y = top.saturating_add(HEIGHT / 2).saturating_sub(20);
    let (from, to) = (left.saturating_add(8), left.saturating_add(BETWEEN).saturating_sub(16));
    let (head, upper, lower) = (to.saturating_add(9), y.saturating_sub(5), y.saturating_add(5));
    let middle = left.saturating_add(BETWEEN / 2);
    let _ = writeln!(
        out,
        "<path d=\"M{from} {y}H{to}\" stroke=\"{colour}\" stroke-width=\"2\"{dash}/>\n\
         <path d=\"M{to} {upper}L{head} {y}L{to} {lower}Z\" fill=\"{colour}\"/>\n\
         <text x=\"{middle}\" y=\"{}\" font-size=\"12\" font-weight=\"600\" fill=\"{colour}\" \
         text-anchor=\"middle\">{word}</text>",
        y.saturating_add(20)
    );
    for (at, line) in wrapped(&view.text, LINK_LETTERS).iter().enumerate() {
        let y = y.saturating_add(36).saturating_add(at.saturating_mul(13));
        let _ = writeln!(
            out,
            "<text x=\"{middle}\" y=\"{y}\" font-size=\"10.5\" fill=\"{SOFT}\" \
             text-anchor=\"middle\">{}</text>",
            escaped(line, LINK_LETTERS)
        );
    }
}

/// A text in a few lines of so many letters; what does not fit is cut.
fn wrapped(text: &str, letters: usize) -> Vec<String> {
    let length = |text: &str| text.chars().count();
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        let full = lines.len() == LINES;
        match lines.last_mut() {
            Some(line) if length(line).saturating_add(length(word)) < letters => {
                line.push(' ');
                line.push_str(word);
            }
            Some(line) if full => {
                line.push_str(" …");
                break;
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

fn line(out: &mut String, at: (usize, usize), look: (usize, bool, &str), text: &str) {
    let ((x, y), (size, bold, colour)) = (at, look);
    let weight = if bold { " font-weight=\"600\"" } else { "" };
    let _ = writeln!(
        out,
        "<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\"{weight} fill=\"{colour}\">{}</text>",
        escaped(text, usize::MAX)
    );
}

/// The beginning of a text that is too long for its place.
fn brief(text: &str, letters: usize) -> String {
    match text.char_indices().nth(letters) {
        None => text.to_owned(),
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default().trim_end()),
    }
}

/// Text of a stranger as text of XML 1.0.
fn escaped(text: &str, letters: usize) -> String {
    xml::escaped(&brief(&visible(text), letters))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Purpose, Trust};
    use crate::view::{Answer, Asked, ChainView};

    #[test]
    fn strangers_text_is_text_in_the_drawing_and_nothing_leaves_its_place() {
        let card = CardView { title: "</text><script>\u{202e}&\"".into(), ..CardView::default() };
        let link =
            LinkView { state: LinkState::Broken, text: "Not one of these words is short".into() };
        let answer = Answer {
            verdict: Verdict::Refused,
            sentence: "No ".repeat(200),
            more: String::new(),
            rule: None,
            offer: None,
        };
        let asked = Asked {
            purpose: Purpose::Server,
            both: false,
            host: String::new(),
            host_problem: String::new(),
            trust: Trust::Public,
            trusting: String::new(),
            at: 0,
            object: None,
        };
        let chain =
            ChainView { cards: vec![card.clone(), card], links: vec![link], ..Default::default() };
        let overview = Overview {
            answer,
            asked,
            sources: Vec::new(),
            objects: 0,
            leaves: Vec::new(),
            leaves_total: 0,
            chain,
            items: Vec::new(),
            items_total: 0,
            findings: Vec::new(),
            passed: 0,
            not_applicable: 0,
            limits: Vec::new(),
        };
        let svg = drawing(&overview);
        assert!(svg.starts_with("<svg ") && svg.ends_with("</svg>\n"));
        assert!(svg.contains("&lt;/text&gt;&lt;script&gt;⟨U+202E⟩&amp;&quot;"), "{svg}");
        assert!(!svg.contains("<script"));
        // One answer, two cards, one link: nothing else was drawn.
        assert_eq!(svg.matches("<rect").count(), 3);
        assert!(svg.lines().all(|line| line.chars().count() < 400), "the answer is cut");
    }
}
