//! Small pieces that several panels draw: icons, words for states, copy buttons, times.

use yew::prelude::*;

use super::build::{Element, On, el, text};
use super::{Wish, browser};
use crate::model::{Severity, Time};
use crate::view::{Dates, LinkState, ProblemView, Verdict};

/// A command longer than this gets a box that scrolls.
const SCROLLED: usize = 600;

/// The icons, as paths in a square of 16.
#[derive(Clone, Copy, PartialEq)]
pub enum Icon {
    /// A tick in a disc.
    Good,
    /// A cross in a disc.
    Bad,
    /// A triangle with an exclamation mark.
    Warn,
    /// A question mark in a ring.
    Unsure,
    /// An i in a ring.
    Info,
    /// Two sheets.
    Copy,
    /// A key.
    Key,
    /// A shield.
    Shield,
    /// An arrow from the leaf to its issuer.
    Arrow,
}

impl Icon {
    /// Draws it; decoration for those who see, nothing for those who listen.
    pub fn draw(self) -> Element {
        let path = match self {
            Icon::Good => {
                "M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1Zm3.6 4.4-4.5 4.7L4.5 7.8l-1 1.1 3.7 3.3 5.5-5.8z"
            }
            Icon::Bad => {
                "M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1ZM5.6 4.5 4.5 5.6 6.9 8l-2.4 2.4 1.1 1.1L8 9.1l2.4 2.4 1.1-1.1L9.1 8l2.4-2.4-1.1-1.1L8 6.9z"
            }
            Icon::Warn => {
                "M8 1.2 15.4 14.6H.6ZM7.2 5.8l.3 4.4h1l.3-4.4ZM8 11.2a.95.95 0 1 0 0 1.9.95.95 0 0 0 0-1.9Z"
            }
            Icon::Unsure => {
                "M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1Zm0 1.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11Zm.1 1.9c1.5 0 2.6.9 2.6 2.2 0 .9-.4 1.4-1.2 1.9-.6.4-.8.6-.8 1.1v.2H7.3v-.3c0-1 .4-1.5 1.2-2 .5-.3.7-.5.7-.9 0-.5-.4-.8-1.1-.8-.6 0-1.1.3-1.2 1H5.4c.1-1.5 1.2-2.4 2.7-2.4ZM8 10.6a.95.95 0 1 1 0 1.9.95.95 0 0 1 0-1.9Z"
            }
            Icon::Info => {
                "M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1Zm0 1.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11ZM8 3.9a1 1 0 1 1 0 2 1 1 0 0 1 0-2ZM7.2 7h1.6v5H7.2Z"
            }
            Icon::Copy => {
                "M5.5 1h8.5v10.5h-3V15H2V4.5h3.5Zm1.4 1.4v2.1H11v5.6h1.6V2.4ZM3.4 5.9v7.7h6.2V5.9Z"
            }
            Icon::Key => {
                "M10.5 1.5a4 4 0 1 1-1.5 7.7L7.8 10.4H6.3v1.5H4.8v1.5H2v-2.8l5-5A4 4 0 0 1 10.5 1.5Zm1 2a1 1 0 1 0 0 2 1 1 0 0 0 0-2Z"
            }
            Icon::Shield => {
                "M8 1l6 2v4.5c0 3.5-2.5 6-6 7.5-3.5-1.5-6-4-6-7.5V3Zm3.2 4.3L7.3 9.2 5 7.1l-.9 1 3.3 3 4.8-4.9z"
            }
            Icon::Arrow => "M1 7.25h9.6L7.5 4.1l1-1L13.4 8l-4.9 4.9-1-1 3.1-3.15H1Z",
        };
        let path = el("path", "").fixed("fill-rule", "evenodd").fixed("d", path);
        let svg = el("svg", "icon").fixed("viewBox", "0 0 16 16");
        svg.fixed("aria-hidden", "true").fixed("focusable", "false").add(path)
    }
}

/// What a click or a change wishes.
pub fn wish(on: &Callback<Wish>, wish: Wish) -> Callback<Event> {
    let on = on.clone();
    Callback::from(move |_| on.emit(wish.clone()))
}

/// A button with words on it.
pub fn button(class: &'static str, label: &str, onclick: Callback<Event>) -> Element {
    el("button", class).fixed("type", "button").on(On::Click, onclick).text(label)
}

/// How a verdict looks: class, icon, word.
pub fn verdict(verdict: Verdict) -> (&'static str, Icon, &'static str) {
    match verdict {
        Verdict::Works => ("works", Icon::Good, "Works"),
        Verdict::Limited => ("limited", Icon::Warn, "Works, but"),
        Verdict::Refused => ("refused", Icon::Bad, "Refused"),
        Verdict::Unclear => ("unclear", Icon::Unsure, "Unclear"),
        Verdict::Nothing => ("nothing", Icon::Info, "No certificate"),
        Verdict::Looking => ("looking", Icon::Unsure, "Still looking"),
    }
}

/// How a severity looks: class, icon, word.
pub fn severity(severity: Severity) -> (&'static str, Icon, &'static str) {
    match severity {
        Severity::Error => ("error", Icon::Bad, "Error"),
        Severity::Warning => ("warning", Icon::Warn, "Warning"),
        Severity::Notice => ("notice", Icon::Info, "Notice"),
    }
}

/// How a link of the chain looks: class, icon, word.
pub fn link(state: LinkState) -> (&'static str, Icon, &'static str) {
    match state {
        LinkState::Proved => ("proved", Icon::Good, "proved"),
        LinkState::Broken => ("broken", Icon::Bad, "broken"),
        LinkState::Unchecked => ("unchecked", Icon::Unsure, "not checked"),
    }
}

/// How dates stand, in a class and the word before the end date.
pub fn dates(dates: Dates) -> (&'static str, &'static str) {
    match dates {
        Dates::Valid => ("valid", "until"),
        Dates::Ending => ("ending", "ends soon,"),
        Dates::Expired => ("expired", "expired"),
        Dates::NotYet => ("not-yet", "not valid yet, until"),
        Dates::Unknown => ("unknown", "until"),
    }
}

/// `until 3 March 2027`, `expired 3 March 2026`; `day` writes the day.
pub fn end_date(state: Dates, not_after: Option<i64>, day: fn(i64) -> Element) -> Element {
    let (look, word) = dates(state);
    let whole = el("span", "dates").class(look);
    let Some(at) = not_after else { return whole.text("no end date") };
    let noted = matches!(state, Dates::Expired | Dates::NotYet | Dates::Ending);
    whole.add(noted.then(|| Icon::Warn.draw())).text(word).text(" ").add(day(at))
}

/// A day, with the exact time for programs.
pub fn day(at: i64) -> Element {
    let time = Time(at);
    el("time", "").attr("datetime", &time.iso()).text(&time.date())
}

/// The same as `2027-03-03`: of one width, for columns.
pub fn short_day(at: i64) -> Element {
    let text: String = Time(at).iso().chars().take(10).collect();
    el("time", "").text(&text)
}

/// The heading of a section, and how many things are in it; read aloud as `Findings, 2`.
pub fn heading(id: &'static str, title: &str, tally: usize) -> Element {
    el("h2", "").fixed("id", id).text(title).add(self::tally(tally))
}

/// How many there are, behind what they are; read aloud with a comma before it. Nothing for none.
pub fn tally(many: usize) -> Option<Element> {
    let comma = || el("span", "comma").text(", ");
    (many > 0).then(|| el("span", "tally").add(comma()).text(&number(many)))
}

/// A section with that heading: its id is the start of the heading's.
pub fn section(class: &'static str, ids: [&'static str; 2], title: &str, tally: usize) -> Element {
    let section = el("section", class).fixed("id", ids[0]).fixed("aria-labelledby", ids[1]);
    section.add(heading(ids[1], title, tally))
}

/// `And 12 more.`; nothing where there are none.
pub fn and_more(more: usize, words: &str) -> Option<Element> {
    (more > 0).then(|| el("p", "aside").text(&["And ", &number(more), words].concat()))
}

/// A button that copies `text`; `what` names it.
pub fn copy_button(what: &str, text: &str) -> Element {
    let text = AttrValue::from(text.to_owned());
    let label = ["Copy ", what].concat();
    let onclick = Callback::from(move |event: Event| browser::copy(&event, &text));
    let button = el("button", "copy").fixed("type", "button");
    let button = button.attr("aria-label", &label).attr("title", &label);
    button.on(On::Click, onclick).add(Icon::Copy.draw())
}

/// A command with its copy button.
pub fn command(command: &str) -> Element {
    to_copy("command", command)
}

/// The same with another word for what it is; nothing where there is nothing to copy.
pub fn copied(what: &'static str, words: &str) -> Option<Element> {
    (!words.is_empty()).then(|| to_copy(what, words))
}

fn to_copy(what: &'static str, words: &str) -> Element {
    let mut block = el("pre", "");
    // The others wrap and do not scroll, so the keyboard has no business in them.
    if words.len() > SCROLLED {
        block = block.fixed("tabindex", "0").fixed("role", "group").fixed("aria-label", what);
    }
    let block = block.add(text("code", "", words));
    el("div", "command").add(block).add(copy_button(&["the ", what].concat(), words))
}

/// Whether a browser opens the address without handing it to another program.
pub fn is_web(address: &str) -> bool {
    let start = address.get(..8).unwrap_or(address).to_ascii_lowercase();
    start.starts_with("https://") || start.starts_with("http://")
}

/// A link to a page, in a window of its own that learns nothing about this one.
pub fn web_link(address: &str, words: &str) -> Element {
    let link = el("a", "").attr("href", address).fixed("target", "_blank");
    link.fixed("rel", "noopener noreferrer").text(words)
}

/// Problems of reading, with place and advice; those beyond three are folded away.
pub fn problems(problems: &[ProblemView], total: usize) -> Option<Element> {
    if problems.is_empty() {
        return None;
    }
    let line = |it: &ProblemView| {
        let line = el("li", "").add(text("b", "", &it.place)).text(": ").text(&it.message);
        line.add((!it.advice.is_empty()).then(|| el("span", "advice").text(" ").text(&it.advice)))
    };
    let (first, rest) = problems.split_at(problems.len().min(3));
    let folded = || {
        let words = count(total - first.len(), "more problem", "more problems");
        let list = el("ul", "").each(rest.iter().map(line));
        let unsaid = total - problems.len();
        let end = || el("li", "").text(&["… and ", &number(unsaid), " more like these"].concat());
        let list = list.add((unsaid > 0).then(end));
        el("details", "").add(text("summary", "", &words)).add(list)
    };
    let list = el("ul", "").each(first.iter().map(line));
    Some(el("div", "problems").add(list).add((total > first.len()).then(folded)))
}

/// `12,345`.
pub fn number(n: usize) -> String {
    let digits = n.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// `1 certificate`, `1,200 certificates`.
pub fn count(n: usize, one: &str, many: &str) -> String {
    [number(n).as_str(), " ", if n == 1 { one } else { many }].concat()
}

/// `840 bytes`, `12 KB`, `1.2 MB`.
pub fn size(bytes: usize) -> String {
    match bytes {
        0..=9_999 => count(bytes, "byte", "bytes"),
        10_000..=999_999 => [&number(bytes / 1000), " KB"].concat(),
        _ => [&number(bytes / 1_000_000), ".", &(bytes % 1_000_000 / 100_000).to_string(), " MB"]
            .concat(),
    }
}

/// Where an object is looked into, which a script does that comes with the full engine
/// (`www/look.js`): it fills what is here. `of` tells it from another at the same address.
pub fn look(address: &str, of: &str) -> Element {
    let look = el("details", "look").key(&[address, of].concat()).attr("data-look", address);
    look.add(el("summary", "").text("Look inside"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped() {
        assert_eq!(number(999), "999");
        assert_eq!(number(1_000), "1,000");
        assert_eq!(number(1_234_567), "1,234,567");
        assert_eq!(count(1, "byte", "bytes"), "1 byte");
        assert_eq!(size(1_234), "1,234 bytes");
        assert_eq!(size(20_480), "20 KB");
        assert_eq!(size(20_971_520), "20.9 MB");
    }
}
