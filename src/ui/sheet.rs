//! The details of one certificate: what it is, its dates, and its fields in groups.

use std::rc::Rc;

use yew::prelude::*;

use super::parts::{self, Icon};
use super::state::{Action, Target};
use super::{Wish, browser};
use crate::model::Time;
use crate::view::{Field, Sheet, Style, ValidityView, Value};

/// Hex longer than this many bytes is folded.
const FOLD: usize = 96;
/// More values than this of one field are folded.
const VALUES: usize = 100;

/// What the panel draws.
#[derive(Properties)]
pub struct SheetPanelProps {
    /// The certificate.
    pub sheet: Rc<Sheet>,
    /// What the person wants to see of it.
    pub target: Option<Target>,
    /// What the person wishes.
    pub on: Callback<Wish>,
}

impl PartialEq for SheetPanelProps {
    fn eq(&self, other: &Self) -> bool {
        // By identity: comparing every field of a certificate would cost as much as drawing it.
        Rc::ptr_eq(&self.sheet, &other.sheet) && self.target == other.target && self.on == other.on
    }
}

/// The details.
#[component]
pub fn SheetPanel(props: &SheetPanelProps) -> Html {
    let sheet = &props.sheet;
    let target = props.target.as_ref().filter(|it| it.object == sheet.object);
    use_effect_with(target.cloned(), |target| {
        let Some(target) = target else { return };
        if target.field.is_empty() {
            return browser::reveal("sheet");
        }
        let id = ["field-", &target.field].concat();
        browser::reveal(&id);
        browser::focus(&id);
    });
    let aimed = target.map_or("", |it| it.field.as_str());
    let ask = parts::press(&props.on, Wish::Do(Action::Leaf(sheet.id.clone())));
    let copy = Callback::from({
        let sheet = sheet.clone();
        move |event: MouseEvent| browser::copy(&event, &sheet.pem)
    });
    let save = Callback::from({
        let sheet = sheet.clone();
        move |_: MouseEvent| browser::save(&file_name(&sheet.title), &sheet.pem)
    });
    html! {
        <section id="sheet" class="sheet" aria-labelledby="sheet-title">
            <header class="sheet-head">
                <h2 id="sheet-title">{ parts::text("span", "sr-only", "Certificate: ") }{ &sheet.title }</h2>
                <p class="kind">{ parts::text("b", "", &sheet.kind) }{ " " }{ parts::text("span", "", &sheet.kind_reason) }</p>
                <div class="buttons">
                    if !sheet.is_asked {
                        { parts::button("button", "Ask about this certificate", "", ask) }
                    }
                    { parts::button("button", "Copy PEM", "", copy) }
                    { parts::button("button", "Save PEM", "", save) }
                </div>
            </header>
            { validity(&sheet.validity) }
            { parts::problems(&sheet.problems, sheet.problems.len()) }
            <div class="groups">
                for group in &sheet.groups {
                    <section class="group">
                        { parts::text("h3", "", &group.title) }
                        <dl>{ for group.fields.iter().map(|it| field(it, it.id == aimed)) }</dl>
                    </section>
                }
            </div>
        </section>
    }
}

fn file_name(title: &str) -> String {
    let safe = |c: char| if c.is_ascii_alphanumeric() || "-._".contains(c) { c } else { '_' };
    let name: String = title.chars().take(60).map(safe).collect();
    [name.trim_start_matches('.'), ".pem"].concat()
}

/// The period as a bar with a mark at the time asked about. Drawn with attributes of SVG:
/// the page's policy forbids `style`.
fn validity(view: &ValidityView) -> Html {
    let (class, _) = parts::dates(view.dates);
    let icon = match class {
        "valid" => Icon::Good,
        "unknown" => Icon::Unsure,
        "ending" => Icon::Warn,
        _ => Icon::Bad,
    };
    html! {
        <div class={parts::class("validity", class)}>
            <p class="validity-words">{ icon.draw() }{ &view.words }</p>
            if let (Some(from), Some(to)) = (view.not_before, view.not_after) {
                { bar(from, to, view.at) }
                <p class="validity-ends">
                    <time datetime={Time(from).iso()}>{ Time(from).date() }</time>
                    <time datetime={Time(to).iso()}>{ Time(to).date() }</time>
                </p>
            }
        </div>
    }
}

fn bar(from: i64, to: i64, at: i64) -> Html {
    // Room on both sides for a mark outside the period.
    const WIDTH: f64 = 1000.0;
    const SIDE: f64 = 40.0;
    let span = (to as f64 - from as f64).max(1.0);
    let share = (at as f64 - from as f64) / span;
    let inner = WIDTH - 2.0 * SIDE;
    let mark = (SIDE + share * inner).clamp(6.0, WIDTH - 6.0);
    let used = (share.clamp(0.0, 1.0) * inner) as i32;
    html! {
        <svg class="bar" viewBox="0 0 1000 20" preserveAspectRatio="none" aria-hidden="true" focusable="false">
            <rect class="bar-all" x="40" y="7" width="920" height="6" />
            <rect class="bar-used" x="40" y="7" width={used.to_string()} height="6" />
            <rect class="bar-mark" x={(mark as i32 - 2).to_string()} y="0" width="4" height="20" />
        </svg>
    }
}

fn field(view: &Field, aimed: bool) -> Html {
    let id = ["field-", &view.id].concat();
    let (first, rest) = view.values.split_at(view.values.len().min(VALUES));
    html! {
        <div {id} class={parts::class("field", if aimed { "aimed" } else { "" })} data-field={view.id.clone()} tabindex="-1">
            <dt>
                { &view.label }
                if view.critical { { parts::text("span", "critical", "critical") } }
                { parts::text("span", "oid", &view.oid) }
            </dt>
            <dd>
                { for first.iter().map(|it| value(it, &view.label)) }
                if !rest.is_empty() {
                    <details>
                        <summary>{ parts::count(rest.len(), "more value", "more values") }</summary>
                        { for rest.iter().map(|it| value(it, &view.label)) }
                    </details>
                }
            </dd>
        </div>
    }
}

fn value(view: &Value, field: &str) -> Html {
    let what =
        if view.label.is_empty() { field.to_owned() } else { [field, " ", &view.label].concat() };
    let (class, body, copied) = match view.style {
        Style::Plain => ("plain", html! { { &view.text } }, None),
        Style::Mono => ("mono", html! { { &view.text } }, None),
        Style::Hex => ("mono hex", hex(&view.text), None),
        Style::Time => time(&view.text),
        Style::Url => ("mono", url(&view.text), None),
    };
    html! {
        <div class="value">
            { parts::text("span", "value-label", &view.label) }
            <span class={parts::class("value-text", class)}>
                { body }
                { parts::text("span", "value-aside", &view.aside) }
            </span>
            { parts::copy_button(&what, copied.as_deref().unwrap_or(&view.text)) }
        </div>
    }
}

/// Bytes in groups of four, so that they can be read out and wrap between groups.
fn hex(text: &str) -> Html {
    let digits: String = text.chars().filter(|it| !matches!(it, ':' | ' ')).collect();
    if !digits.bytes().all(|it| it.is_ascii_hexdigit()) {
        return html! { { text } };
    }
    let grouped = |digits: &str| {
        let mut out = String::with_capacity(digits.len() + digits.len() / 8);
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && at % 8 == 0 {
                out.push(' ');
            }
            out.push(digit);
        }
        out
    };
    if digits.len() <= FOLD * 2 {
        return grouped(&digits).into();
    }
    let (start, rest) = digits.split_at(FOLD * 2);
    html! {
        <>
            { grouped(start) }
            <details>
                <summary>
                    { parts::text("span", "when-closed", &["show all ", &parts::number(digits.len() / 2), " bytes"].concat()) }
                    { parts::text("span", "when-open", "show less") }
                </summary>
                { grouped(rest) }
            </details>
        </>
    }
}

fn time(text: &str) -> (&'static str, Html, Option<String>) {
    let Ok(seconds) = text.parse::<i64>() else {
        return ("plain", html! { { text } }, None);
    };
    let time = Time(seconds);
    let local = browser::local_time(seconds);
    let body = html! {
        <>
            <time datetime={time.iso()}>{ time.full() }</time>
            if !local.is_empty() { <span class="value-aside">{ local }{ " local time" }</span> }
        </>
    };
    ("plain", body, Some(time.iso()))
}

/// A link only for what a browser opens without handing the address to another program.
fn url(text: &str) -> Html {
    let lower = text.get(..8).unwrap_or(text).to_ascii_lowercase();
    if lower.starts_with("https://") || lower.starts_with("http://") {
        html! { <a href={text.to_owned()} target="_blank" rel="noopener noreferrer">{ text }</a> }
    } else {
        html! { { text } }
    }
}
