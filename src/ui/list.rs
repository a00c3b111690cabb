//! The list of all certificates: 10,000 lines of which only those in view are drawn.
//!
//! Lines have one fixed height. The element that holds them is as high as all of them; a padding
//! puts those drawn where they belong. Both are set through the object model, because the
//! page's policy forbids `style` attributes.

use yew::prelude::*;

use super::build::{Element, On, el, fragment, html_text, text};
use super::parts;
use super::state::{Action, BLOCK, Rows};
use super::{Wish, browser};
use crate::view::RowView;

/// Height of a line in pixels; the same number stands in styles.css.
const LINE: usize = 40;
/// Ids of the element that scrolls and of the one that is as high as all lines.
const SCROLLER: &str = "lines-scroller";
const LINES: &str = "lines";
/// Lines drawn above and below those in view.
const SPARE: usize = 8;
/// A list of up to so many lines is drawn whole, so that the browser's own search finds them: more than
/// any public bundle of roots has. Its blocks are all kept.
const WHOLE: usize = 300;

/// Never changes; for the eye only, the grid has a label.
const HEAD: &str = "<div class=\"row head\" aria-hidden=\"true\"><span>Certificate</span><span>Kind</span>\
    <span>Issued by</span><span>Key</span><span>Ends</span><span>From</span></div>";

/// What the list draws.
#[derive(Properties, PartialEq)]
pub struct ListProps {
    /// The lines that have been brought.
    pub rows: Rows,
    /// The run they belong to.
    pub run: u32,
    /// How many there are in all.
    pub total: usize,
    /// The certificate on the screen.
    pub selected: Option<usize>,
    /// What the person wishes.
    pub on: Callback<Wish>,
}

/// The list.
pub struct List {
    view: View,
    /// What was last drawn: first line, end, total, run and rows.
    drawn: Option<(usize, usize, usize, u32, Rows)>,
}

/// What is in view.
#[derive(Clone, Copy, PartialEq)]
pub struct View {
    /// The first line drawn.
    first: usize,
    /// How many are drawn.
    many: usize,
    /// The line the keyboard is on.
    cursor: usize,
}

impl View {
    /// The lines to draw.
    fn lines(self, total: usize) -> (usize, usize) {
        if total <= WHOLE {
            return (0, total);
        }
        let first = self.first.min(total.saturating_sub(1));
        (first, (first + self.many).min(total))
    }
}

impl Component for List {
    type Message = View;
    type Properties = ListProps;

    fn create(_: &Context<Self>) -> Self {
        Self { view: View { first: 0, many: 32, cursor: 0 }, drawn: None }
    }

    fn update(&mut self, _: &Context<Self>, view: View) -> bool {
        let changed = self.view != view;
        self.view = view;
        changed
    }

    fn view(&self, context: &Context<Self>) -> Html {
        panel(self.view, context).into()
    }

    fn rendered(&mut self, context: &Context<Self>, _: bool) {
        let ListProps { rows, run, total, on, .. } = context.props();
        let (first, last) = self.view.lines(*total);
        let drawn = Some((first, last, *total, *run, rows.clone()));
        if self.drawn == drawn {
            return;
        }
        self.drawn = drawn;
        browser::set_style(LINES, "height", &pixels(total * LINE));
        browser::set_style(LINES, "padding-top", &pixels(first * LINE));
        // The first block may have come short with the answer, so its last lines count too.
        for row in (first..last).step_by(BLOCK / 4).chain(last.checked_sub(1)) {
            if rows.get(row).is_none() {
                on.emit(Wish::Rows(*run, row / BLOCK));
            }
        }
    }
}

fn panel(view: View, context: &Context<List>) -> Element {
    let props = context.props();
    let (first, last) = view.lines(props.total);
    let link = context.link().clone();
    let onscroll = Callback::from(move |_: Event| {
        let (top, height) = browser::scrolled(SCROLLER);
        // In steps, so that most scroll events change nothing.
        let first = (top.max(0) as usize / LINE).saturating_sub(SPARE) / SPARE * SPARE;
        link.send_message(View { first, many: height.max(0) as usize / LINE + 3 * SPARE, ..view });
    });
    let lines = (first..last).map(|at| line(at, view, context));
    let lines = el("div", "lines").fixed("id", LINES).fixed("role", "rowgroup").each(lines);
    let mut grid = el("div", "scroller").fixed("id", SCROLLER).fixed("tabindex", "0");
    grid = grid.fixed("role", "grid").attr("aria-rowcount", &props.total.to_string());
    grid = grid.fixed("aria-label", "All certificates: name, kind, issuer, key, end, source");
    if view.cursor >= first && view.cursor < last {
        grid = grid.attr("aria-activedescendant", &row_id(view.cursor));
    }
    let grid = grid.on(On::Scroll, onscroll).on(On::KeyDown, keys(view, context)).add(lines);
    let ids = ["certificates", "certificates-title"];
    let panel = parts::section("certificates", ids, "All certificates", props.total);
    // A script that comes with the full engine fills it (www/list.js).
    let tools = el("div", "list-tools").fixed("id", "list-tools");
    panel.add(tools).add(html_text(AttrValue::Static(HEAD))).add(grid)
}

/// What keys do in the list.
fn keys(view: View, context: &Context<List>) -> Callback<Event> {
    let ListProps { rows, total, on, .. } = context.props();
    let (rows, total, on) = (rows.clone(), *total, on.clone());
    let link = context.link().clone();
    let here = view.cursor;
    Callback::from(move |event: Event| {
        let (top, height) = browser::scrolled(SCROLLER);
        let (top, height) = (top.max(0) as usize, height.max(0) as usize);
        let page = (height / LINE).saturating_sub(1).max(1);
        let to = match browser::key_of(&event).as_str() {
            "ArrowDown" => here + 1,
            "ArrowUp" => here.saturating_sub(1),
            "PageDown" => here + page,
            "PageUp" => here.saturating_sub(page),
            "Home" => 0,
            "End" => total,
            "Enter" | " " => {
                event.prevent_default();
                if let Some(row) = rows.get(here) {
                    on.emit(Wish::Do(Action::Selected(row.object, AttrValue::default())));
                }
                return;
            }
            _ => return,
        };
        event.prevent_default();
        let cursor = to.min(total.saturating_sub(1));
        link.send_message(View { cursor, ..view });
        if cursor * LINE < top {
            browser::scroll_to(SCROLLER, (cursor * LINE) as i32);
        } else if (cursor + 1) * LINE > top + height {
            browser::scroll_to(SCROLLER, ((cursor + 1) * LINE - height) as i32);
        }
    })
}

fn row_id(at: usize) -> String {
    ["row-", &at.to_string()].concat()
}

fn pixels(n: usize) -> String {
    [&n.to_string(), "px"].concat()
}

fn line(at: usize, view: View, context: &Context<List>) -> Element {
    let props = context.props();
    let row = props.rows.get(at);
    let object = row.map(|it| it.object);
    let (link, on) = (context.link().clone(), props.on.clone());
    let onclick = Callback::from(move |_: Event| {
        link.send_message(View { cursor: at, ..view });
        if let Some(object) = object {
            on.emit(Wish::Do(Action::Selected(object, AttrValue::default())));
        }
    });
    let selected = object.is_some() && object == props.selected;
    let mut class = String::from("row");
    for (name, on) in [
        (" cursor", view.cursor == at),
        (" selected", selected),
        (" on-path", row.is_some_and(|it| it.on_path)),
    ] {
        if on {
            class.push_str(name);
        }
    }
    let line = el("div", "").key(&at.to_string()).attr("id", &row_id(at)).attr("class", &class);
    let line = line.fixed("role", "row").attr("aria-rowindex", &(at + 1).to_string());
    let line = line.attr("data-row", &at.to_string()).truth("aria-selected", selected);
    line.on(On::Click, onclick).add(match row {
        Some(row) => cells(row),
        None => cell("coming").text("…"),
    })
}

fn cell(class: &'static str) -> Element {
    el("span", class).fixed("role", "gridcell")
}

fn cells(row: &RowView) -> Element {
    let dot = el("span", "path-dot").fixed("aria-hidden", "true");
    let on_path = if row.on_path { ", on the path" } else { "" };
    let title = cell("row-title").add(dot).text(&row.title).add(text("span", "sr-only", on_path));
    let cells = fragment().add(title).add(cell("").text(&row.kind));
    let cells = cells.add(cell("").text(&row.issuer)).add(cell("").text(&row.key));
    let cells =
        cells.add(cell("").add(parts::end_date(row.dates, row.not_after, parts::short_day)));
    cells.add(cell("row-source").text(&row.source))
}
