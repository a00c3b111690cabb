//! The list of all certificates: 10,000 lines of which only those in view are drawn.
//!
//! Lines have one fixed height. The element that holds them is as high as all of them; a padding
//! puts those drawn where they belong. Both are set through the object model, because the
//! page's policy forbids `style` attributes.

use yew::prelude::*;

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
#[component]
pub fn List(props: &ListProps) -> Html {
    let (total, run) = (props.total, props.run);
    // The first line drawn, how many, and the line the keyboard is on.
    let view = use_state_eq(|| (0_usize, 32_usize, 0_usize));
    let (first, many, here) = *view;
    let first = first.min(total.saturating_sub(1));
    let last = (first + many).min(total);

    use_effect_with((first, last, total, run, props.rows.clone()), {
        let on = props.on.clone();
        move |&(first, last, total, run, ref rows)| {
            browser::set_style(LINES, "height", &pixels(total * LINE));
            browser::set_style(LINES, "padding-top", &pixels(first * LINE));
            // The first block may have come short with the answer, so its last line counts too.
            for row in [first, (first + last) / 2, last.saturating_sub(1)] {
                if row < last && rows.get(row).is_none() {
                    on.emit(Wish::Rows(run, row / BLOCK));
                }
            }
        }
    });

    let onscroll = {
        let view = view.clone();
        move |_: Event| {
            let (top, height) = browser::scrolled(SCROLLER);
            // In steps, so that most scroll events change nothing.
            let first = (top.max(0) as usize / LINE).saturating_sub(SPARE) / SPARE * SPARE;
            view.set((first, height.max(0) as usize / LINE + 3 * SPARE, here));
        }
    };
    let onkeydown = {
        let view = view.clone();
        let (rows, on) = (props.rows.clone(), props.on.clone());
        move |event: KeyboardEvent| {
            let (top, height) = browser::scrolled(SCROLLER);
            let (top, height) = (top.max(0) as usize, height.max(0) as usize);
            let page = (height / LINE).saturating_sub(1).max(1);
            let to = match event.key().as_str() {
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
            let to = to.min(total.saturating_sub(1));
            view.set((view.0, view.1, to));
            if to * LINE < top {
                browser::scroll_to(SCROLLER, (to * LINE) as i32);
            } else if (to + 1) * LINE > top + height {
                browser::scroll_to(SCROLLER, ((to + 1) * LINE - height) as i32);
            }
        }
    };
    let active = (here >= first && here < last).then(|| row_id(here));
    let lines = (first..last).map(|at| {
        let (view, on) = (view.clone(), props.on.clone());
        let object = props.rows.get(at).map(|it| it.object);
        let onclick = move |_: MouseEvent| {
            view.set((view.0, view.1, at));
            if let Some(object) = object {
                on.emit(Wish::Do(Action::Selected(object, AttrValue::default())));
            }
        };
        line(at, props, here, Callback::from(onclick))
    });
    html! {
        <section id="certificates" class="certificates" aria-labelledby="certificates-title">
            <h2 id="certificates-title">{ "All certificates" }{ parts::text("span", "tally", &parts::number(total)) }</h2>
            { Html::from_html_unchecked(AttrValue::Static(HEAD)) }
            <div class="scroller" id={SCROLLER} tabindex="0" role="grid" aria-rowcount={total.to_string()}
                aria-label="All certificates: name, kind, issuer, key, end, source"
                aria-activedescendant={active} {onscroll} {onkeydown}>
                <div class="lines" id={LINES} role="rowgroup">{ for lines }</div>
            </div>
        </section>
    }
}

fn row_id(at: usize) -> String {
    ["row-", &at.to_string()].concat()
}

fn pixels(n: usize) -> String {
    [&n.to_string(), "px"].concat()
}

fn line(at: usize, props: &ListProps, cursor: usize, onclick: Callback<MouseEvent>) -> Html {
    let row = props.rows.get(at);
    let selected = row.is_some() && row.map(|it| it.object) == props.selected;
    let mut class = String::from("row");
    for (name, on) in [
        (" cursor", cursor == at),
        (" selected", selected),
        (" on-path", row.is_some_and(|it| it.on_path)),
    ] {
        if on {
            class.push_str(name);
        }
    }
    html! {
        <div key={at} id={row_id(at)} {class} role="row" aria-rowindex={(at + 1).to_string()} data-row={at.to_string()}
            aria-selected={if selected { "true" } else { "false" }} {onclick}>
            if let Some(row) = row { { cells(row) } } else { <span role="gridcell" class="coming">{ "…" }</span> }
        </div>
    }
}

fn cells(row: &RowView) -> Html {
    html! {
        <>
            <span role="gridcell" class="row-title">
                <span class="path-dot" aria-hidden="true" />{ &row.title }
                if row.on_path { { parts::text("span", "sr-only", ", on the path") } }
            </span>
            <span role="gridcell">{ &row.kind }</span>
            <span role="gridcell">{ &row.issuer }</span>
            <span role="gridcell">{ &row.key }</span>
            <span role="gridcell">{ parts::end_date(row.dates, row.not_after) }</span>
            <span role="gridcell" class="row-source">{ &row.source }</span>
        </>
    }
}
