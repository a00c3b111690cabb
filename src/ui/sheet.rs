//! The details of one certificate: what it is, its dates, and its fields in groups.

use std::rc::Rc;

use yew::prelude::*;

use super::build::{Element, el, fragment, text};
use super::parts::{self, Icon};
use super::state::{Action, Target};
use super::{Wish, browser};
use crate::model::Time;
use crate::view::{Field, Group, Sheet, Style, ValidityView, Value};

/// Hex longer than this many bytes is folded.
const FOLD: usize = 96;
/// More values than this of one field are folded.
const VALUES: usize = 24;
/// More short values than this of one field stand side by side, and are copied together; more than
/// twice as many are folded.
const MANY: usize = 6;
/// How long a short value is at most.
const SHORT: usize = 64;

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
pub struct SheetPanel {
    /// What was last brought into view.
    revealed: Option<Target>,
}

impl Component for SheetPanel {
    type Message = ();
    type Properties = SheetPanelProps;

    fn create(_: &Context<Self>) -> Self {
        Self { revealed: None }
    }

    fn view(&self, context: &Context<Self>) -> Html {
        panel(context.props()).into()
    }

    fn rendered(&mut self, context: &Context<Self>, _: bool) {
        let target = context.props().aimed();
        if target == self.revealed.as_ref() {
            return;
        }
        self.revealed = target.cloned();
        let Some(target) = target else { return };
        if target.field.is_empty() {
            return browser::reveal("sheet");
        }
        let id = ["field-", &target.field].concat();
        browser::reveal(&id);
        browser::focus(&id);
    }
}

impl SheetPanelProps {
    /// What the person wants to see, where this is the certificate.
    fn aimed(&self) -> Option<&Target> {
        self.target.as_ref().filter(|it| it.object == self.sheet.object)
    }
}

fn panel(props: &SheetPanelProps) -> Element {
    let sheet = &props.sheet;
    let aimed = props.aimed().map_or("", |it| it.field.as_str());
    let ask = || {
        let ask = parts::wish(&props.on, Wish::Do(Action::Leaf(sheet.id.clone())));
        parts::button("button", "Ask about this certificate", ask)
    };
    let copy = Callback::from({
        let sheet = sheet.clone();
        move |event: Event| browser::copy(&event, &sheet.pem)
    });
    let save = Callback::from({
        let sheet = sheet.clone();
        move |_: Event| browser::save_text(&file_name(&sheet.title), &sheet.pem)
    });
    let title = el("h2", "").fixed("id", "sheet-title");
    let title = title.add(text("span", "sr-only", "Certificate: ")).text(&sheet.title);
    let kind = el("p", "kind").add(text("b", "", &sheet.kind)).text(" ");
    let kind = kind.add(text("span", "", &sheet.kind_reason));
    let buttons = el("div", "buttons").add((!sheet.is_asked).then(ask));
    let buttons = buttons.add(parts::button("button", "Copy PEM", copy));
    let buttons = buttons.add(parts::button("button", "Save PEM", save));
    let wide = browser::is_wide();
    let group = |(at, group): (usize, &Group)| {
        let open = wide || at == 0 || group.fields.iter().any(|it| it.id == aimed);
        let fields = group.fields.iter().map(|it| {
            let id = ["field-", &it.id].concat();
            field(it, it.id == aimed).attr("id", &id)
        });
        let title = el("summary", "").add(text("h3", "", &group.title));
        let group = el("details", "group").flag("open", open).add(title);
        group.add(el("dl", "").each(fields))
    };
    let panel = el("section", "sheet").fixed("id", "sheet").fixed("aria-labelledby", "sheet-title");
    let panel = panel.add(el("header", "sheet-head").add(title).add(kind).add(buttons));
    let panel = panel.add(validity(&sheet.validity));
    let panel = panel.add(parts::problems(&sheet.problems, sheet.problems.len()));
    let panel = panel.add(el("div", "groups").each(sheet.groups.iter().enumerate().map(group)));
    panel.add(parts::look(&sheet.id, ""))
}

fn file_name(title: &str) -> String {
    let safe = |c: char| if c.is_ascii_alphanumeric() || "-._".contains(c) { c } else { '_' };
    let name: String = title.chars().take(60).map(safe).collect();
    [name.trim_start_matches('.'), ".pem"].concat()
}

/// The period as a bar with a mark at the time asked about. Drawn with attributes of SVG:
/// the page's policy forbids `style`.
fn validity(view: &ValidityView) -> Element {
    let (class, _) = parts::dates(view.dates);
    let icon = match class {
        "valid" => Icon::Good,
        "unknown" => Icon::Unsure,
        "ending" => Icon::Warn,
        _ => Icon::Bad,
    };
    let words = el("p", "validity-words").add(icon.draw()).text(&view.words);
    let period = view.not_before.zip(view.not_after).map(|(from, to)| {
        let ends = el("p", "validity-ends").add(parts::day(from)).add(parts::day(to));
        fragment().add(bar(from, to, view.at)).add(ends)
    });
    el("div", "validity").class(class).add(words).add(period)
}

fn bar(from: i64, to: i64, at: i64) -> Element {
    // Room on both sides for a mark outside the period.
    const WIDTH: f64 = 1000.0;
    const SIDE: f64 = 40.0;
    let span = (to as f64 - from as f64).max(1.0);
    let share = (at as f64 - from as f64) / span;
    let inner = WIDTH - 2.0 * SIDE;
    let mark = (SIDE + share * inner).clamp(6.0, WIDTH - 6.0);
    let used = (share.clamp(0.0, 1.0) * inner) as i32;
    let part = |class, x: &str, y, width: &str, height| {
        let part = el("rect", class).attr("x", x).fixed("y", y);
        part.attr("width", width).fixed("height", height)
    };
    let svg = el("svg", "bar").fixed("viewBox", "0 0 1000 20");
    let svg = svg.fixed("preserveAspectRatio", "none").fixed("aria-hidden", "true");
    let svg = svg.fixed("focusable", "false").add(part("bar-all", "40", "7", "920", "6"));
    let svg = svg.add(part("bar-used", "40", "7", &used.to_string(), "6"));
    svg.add(part("bar-mark", &(mark as i32 - 2).to_string(), "0", "4", "20"))
}

/// A field; without an id nothing can point at it.
pub fn field(view: &Field, aimed: bool) -> Element {
    let critical = if view.critical { "critical" } else { "" };
    let name = el("dt", "").text(&view.label).add(text("span", "critical", critical));
    let name = name.add(text("span", "oid", &view.oid));
    let short = |it: &Value| it.aside.is_empty() && it.text.len() <= SHORT;
    let many = view.values.len() > MANY && view.values.iter().all(short);
    let shown = if many { 2 * MANY } else { VALUES };
    let (first, rest) = view.values.split_at(view.values.len().min(shown));
    let value = |it: &Value| value(it, &view.label, !many);
    let folded = || {
        let words = parts::count(rest.len(), "more value", "more values");
        el("details", "").add(text("summary", "", &words)).each(rest.iter().map(value))
    };
    let all = || {
        let lines: Vec<&str> = view.values.iter().map(|it| it.text.as_str()).collect();
        let what = [&view.label, ", all ", &parts::number(lines.len())].concat();
        parts::copy_button(&what, &lines.join("\n"))
    };
    let values = el("dd", if many { "many" } else { "" }).each(first.iter().map(value));
    let values = values.add((!rest.is_empty()).then(folded)).add(many.then(all));
    let whole = el("div", "field").class(if aimed { "aimed" } else { "" });
    if view.id.is_empty() {
        return whole.add(name).add(values);
    }
    whole.attr("data-field", &view.id).fixed("tabindex", "-1").add(name).add(values)
}

fn value(view: &Value, field: &str, copied_alone: bool) -> Element {
    let what =
        if view.label.is_empty() { field.to_owned() } else { [field, " ", &view.label].concat() };
    let class = match view.style {
        Style::Plain | Style::Time => "plain",
        Style::Mono | Style::Url => "mono",
        Style::Hex => "mono hex",
    };
    let place = el("span", "value-text").class(class);
    let mut copied = view.text.as_str();
    let iso;
    let place = match view.style {
        Style::Plain | Style::Mono => place.text(copied),
        Style::Hex => hex(place, copied),
        Style::Url if parts::is_web(copied) => place.add(parts::web_link(copied, copied)),
        Style::Url => place.text(copied),
        Style::Time => match copied.parse() {
            Ok(seconds) => {
                iso = Time(seconds).iso();
                copied = &iso;
                time(place, seconds)
            }
            Err(_) => place.text(copied),
        },
    };
    let whole = el("div", "value").add(text("span", "value-label", &view.label));
    let whole = whole.add(place.add(text("span", "value-aside", &view.aside)));
    whole.add(copied_alone.then(|| parts::copy_button(&what, copied)))
}

/// Bytes in groups of four, so that they can be read out and wrap between groups.
fn hex(place: Element, bytes: &str) -> Element {
    let digits: String = bytes.chars().filter(|it| !matches!(it, ':' | ' ')).collect();
    if !digits.bytes().all(|it| it.is_ascii_hexdigit()) {
        return place.text(bytes);
    }
    let (start, rest) = digits.split_at_checked(FOLD * 2).unwrap_or((&digits, ""));
    let folded = || {
        let words = ["show all ", &parts::number(digits.len() / 2), " bytes"].concat();
        let summary = el("summary", "").add(text("span", "when-closed", &words));
        let summary = summary.add(text("span", "when-open", "show less"));
        el("details", "").add(summary).text(&grouped(rest))
    };
    place.text(&grouped(start)).add((!rest.is_empty()).then(folded))
}

fn grouped(digits: &str) -> String {
    let mut out = String::with_capacity(digits.len() + digits.len() / 8);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && at % 8 == 0 {
            out.push(' ');
        }
        out.push(digit);
    }
    out
}

fn time(place: Element, seconds: i64) -> Element {
    let time = Time(seconds);
    let local = browser::local_time(seconds);
    let place = place.add(el("time", "").attr("datetime", &time.iso()).text(&time.full()));
    let aside = || el("span", "value-aside").text(&local).text(" local time");
    place.add((!local.is_empty()).then(aside))
}
