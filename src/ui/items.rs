//! What was read besides certificates: keys, requests, revocation lists, OCSP responses.

use super::build::{Element, el, text};
use super::parts::{self, Icon};
use super::sheet::field;
use super::state::Shown;
use crate::view::{Fit, ItemView};

/// The list of them; nothing where there are none.
pub fn items_panel(shown: &Shown) -> Option<Element> {
    let overview = &shown.overview;
    if overview.items.is_empty() {
        return None;
    }
    let (ids, title) = (["items", "items-title"], "Keys, requests and lists");
    let panel = parts::section("findings items", ids, title, overview.items_total);
    let panel = panel.each(overview.items.iter().enumerate().map(|(at, it)| item(at, it)));
    Some(panel.add(parts::and_more(overview.items_total - overview.items.len(), ".")))
}

fn item(at: usize, view: &ItemView) -> Element {
    let (class, icon, word) = match view.fit {
        Fit::Good => ("proved", Icon::Good, "fits"),
        Fit::Bad => ("error", Icon::Bad, "does not fit"),
        Fit::None => ("notice", Icon::Info, "read"),
    };
    let mark = el("span", "mark").class(class).add(icon.draw()).text(word);
    let name =
        (!view.name.is_empty()).then(|| el("span", "").text(" “").text(&view.name).text("”"));
    let title = el("h3", "").text(&view.title).add(name);
    let summary = el("summary", "").add(mark).add(title).add(text("span", "whom", &view.place));
    let fields = el("dl", "").each(view.fields.iter().map(|it| field(it, false)));
    let body = el("div", "finding-body").add(parts::problems(&view.problems, view.problems.len()));
    let whole = el("details", "finding item").class(class).attr("data-item", &at.to_string());
    let whole = whole.add(summary.add(text("p", "words", &view.words)));
    let look = || parts::look(&["i", &at.to_string()].concat(), &view.title);
    whole.add(body.add(fields).add((!view.fields.is_empty()).then(look)))
}
