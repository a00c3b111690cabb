//! Small pieces that several panels draw: icons, words for states, copy buttons, times.

use yew::prelude::*;
use yew::virtual_dom::VTag;

use super::{Wish, browser};
use crate::model::{Severity, Time};
use crate::view::{Dates, LinkState, ProblemView, Verdict};

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
    pub fn draw(self) -> Html {
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
                "M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1Zm0 1.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11Zm.1 1.9c1.5 0 2.6.9 2.6 2.2 0 .9-.4 1.4-1.2 1.9-.6.4-.8.6-.8 1.1v.2H7.3v-.3c0-1 .4-1.5 1.2-2 .5-.3.7-.5.7-.9 0-.5-.4-.8-1.1-.8-.6 0-1.1.3-1.2 1H5.4c.1-1.5 1.200-2.400 2.700-2.400ZM8 10.600a.95.95 0 1 1 0 1.900.95.95 0 0 1 0-1.900Z"
            }
            Icon::Info => {
                "M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1Zm0 1.500a5.500 5.500 0 1 0 0 11 5.500 5.500 0 0 0 0-11ZM8 3.900a1 1 0 1 1 0 2 1 1 0 0 1 0-2ZM7.200 7h1.600v5H7.200Z"
            }
            Icon::Copy => {
                "M5.500 1h8.500v10.500h-3V15H2V4.500h3.500Zm1.400 1.400v2.100H11v5.600h1.600V2.400ZM3.400 5.900v7.700h6.200V5.900Z"
            }
            Icon::Key => {
                "M10.500 1.500a4 4 0 1 1-1.500 7.700L7.800 10.400H6.300v1.500H4.800v1.500H2v-2.800l5-5A4 4 0 0 1 10.500 1.500Zm1 2a1 1 0 1 0 0 2 1 1 0 0 0 0-2Z"
            }
            Icon::Shield => {
                "M8 1l6 2v4.500c0 3.500-2.500 6-6 7.500-3.500-1.500-6-4-6-7.500V3Zm3.200 4.300L7.300 9.200 5 7.100l-.9 1 3.300 3 4.800-4.900z"
            }
            Icon::Arrow => {
                "M1 7.250h9.600L7.500 4.100l1-1L13.400 8l-4.900 4.900-1-1 3.100-3.150H1Z"
            }
        };
        html! {
            <svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
                <path fill-rule="evenodd" d={path} />
            </svg>
        }
    }
}

/// An element with nothing but text in it; nothing at all where the text is empty.
///
/// One call where `html!` would write out the same code a hundred times: the size of the page
/// has a limit.
pub fn text(tag: &'static str, class: &'static str, text: &str) -> Html {
    if text.is_empty() {
        return Html::default();
    }
    let mut element = VTag::new(tag);
    if !class.is_empty() {
        element.add_attribute("class", class);
    }
    element.add_child(Html::from(text));
    element.into()
}

/// A class and a second one, where there is a second one.
pub fn class(base: &'static str, more: &'static str) -> String {
    if more.is_empty() { base.to_owned() } else { [base, " ", more].concat() }
}

/// What a click wishes. Not generic, so that it is compiled once.
pub fn press(on: &Callback<Wish>, wish: Wish) -> Callback<MouseEvent> {
    let on = on.clone();
    Callback::from(move |_| on.emit(wish.clone()))
}

/// A button with words on it; `aria` names it where the words alone do not.
pub fn button(class: &'static str, label: &str, aria: &str, onclick: Callback<MouseEvent>) -> Html {
    let aria = (!aria.is_empty()).then(|| aria.to_owned());
    html! { <button type="button" {class} aria-label={aria} {onclick}>{ label }</button> }
}

/// What a change wishes.
pub fn changed(on: &Callback<Wish>, wish: Wish) -> Callback<Event> {
    let on = on.clone();
    Callback::from(move |_| on.emit(wish.clone()))
}

/// How a verdict looks: class, icon, word.
pub fn verdict(verdict: Verdict) -> (&'static str, Icon, &'static str) {
    match verdict {
        Verdict::Works => ("works", Icon::Good, "Works"),
        Verdict::Refused => ("refused", Icon::Bad, "Refused"),
        Verdict::Unclear => ("unclear", Icon::Unsure, "Unclear"),
        Verdict::Nothing => ("nothing", Icon::Unsure, "Nothing to read"),
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

/// `until 3 March 2027`, `expired 3 March 2026`.
pub fn end_date(state: Dates, not_after: Option<i64>) -> Html {
    let (look, word) = dates(state);
    let look = class("dates", look);
    let Some(at) = not_after else { return html! { <span class={look}>{ "no end date" }</span> } };
    html! {
        <span class={look}>
            if matches!(state, Dates::Expired | Dates::NotYet | Dates::Ending) {
                { Icon::Warn.draw() }
            }
            { word }{ " " }<time datetime={Time(at).iso()}>{ Time(at).date() }</time>
        </span>
    }
}

/// A button that copies `text`; `what` names it.
pub fn copy_button(what: &str, text: &str) -> Html {
    let text = AttrValue::from(text.to_owned());
    let label = ["Copy ", what].concat();
    let onclick = Callback::from(move |event: MouseEvent| browser::copy(&event, &text));
    html! {
        <button type="button" class="copy" aria-label={label.clone()} title={label} {onclick}>
            { Icon::Copy.draw() }
        </button>
    }
}

/// A command with its copy button.
pub fn command(command: &str) -> Html {
    html! {
        <div class="command">
            <pre tabindex="0" role="group" aria-label="Command">{ text("code", "", command) }</pre>
            { copy_button("the command", command) }
        </div>
    }
}

/// Problems of reading, with place and advice; those beyond three are folded away.
pub fn problems(problems: &[ProblemView], total: usize) -> Html {
    if problems.is_empty() {
        return Html::default();
    }
    let line = |it: &ProblemView| {
        html! {
            <li>
                { text("b", "", &it.place) }{ ": " }{ &it.message }
                if !it.advice.is_empty() { <span class="advice">{ " " }{ &it.advice }</span> }
            </li>
        }
    };
    let (first, rest) = problems.split_at(problems.len().min(3));
    html! {
        <div class="problems">
            <ul>{ for first.iter().map(line) }</ul>
            if total > first.len() {
                <details>
                    <summary>{ count(total - first.len(), "more problem", "more problems") }</summary>
                    <ul>
                        { for rest.iter().map(line) }
                        if total > problems.len() {
                            <li>{ "… and " }{ number(total - problems.len()) }{ " more like these" }</li>
                        }
                    </ul>
                </details>
            }
        </div>
    }
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
