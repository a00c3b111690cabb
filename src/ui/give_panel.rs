//! Give: the box, the buttons, and the tray of what was given.

use std::rc::Rc;

use yew::prelude::*;

use super::build::{Element, On, el, fragment, html_text, text};
use super::inside::inside;
use super::parts::{self, Icon};
use super::state::{Action, Keep, Origin, Sample, Shown, Source};
use super::{Wish, browser};
use crate::view::SourceView;

/// Text up to this long can be moved into the text box.
const EDITABLE: usize = 64 * 1024;

/// What the panel draws.
#[derive(Properties, PartialEq)]
pub struct GivePanelProps {
    /// What was given.
    pub sources: Rc<Vec<Source>>,
    /// The answer, for what was found in each.
    pub shown: Option<Shown>,
    /// The "try one" buttons.
    pub samples: Rc<[Sample]>,
    /// Something small to say.
    pub note: AttrValue,
    /// Whether what was taken away can be put back.
    pub undo: bool,
    /// What the person wishes.
    pub on: Callback<Wish>,
}

/// The left side of the page; the whole of it while nothing was given.
pub struct GivePanel;

impl Component for GivePanel {
    type Message = ();
    type Properties = GivePanelProps;

    fn create(_: &Context<Self>) -> Self {
        Self
    }

    fn view(&self, context: &Context<Self>) -> Html {
        panel(context.props()).into()
    }
}

fn panel(props: &GivePanelProps) -> Element {
    let on = &props.on;
    let empty = props.sources.is_empty();
    let (title, look, placeholder, rows) = match empty {
        true => (
            "Paste or drop certificates",
            "",
            "Paste anywhere, or type here:\n-----BEGIN CERTIFICATE-----",
            "9",
        ),
        false => ("What was given", "sr-only", "Paste anywhere, or type here", "2"),
    };
    let area = el("textarea", "").fixed("id", "input").fixed("placeholder", placeholder);
    let area = area.fixed("rows", rows).fixed("spellcheck", "false");
    let area = area.fixed("autocomplete", "off").fixed("autocapitalize", "off");
    let area = area.on(On::Input, parts::wish(on, Wish::TextTyped));
    let label = el("label", "sr-only").fixed("for", "input").text("Certificate text");
    let tray = || {
        let sources = props.sources.iter();
        let lines = sources.map(|it| {
            tray_line(it, props.shown.as_ref().and_then(|shown| shown.source(it.id)), on)
        });
        el("ul", "sources").fixed("id", "sources").fixed("aria-label", "Sources").each(lines)
    };
    let panel = el("section", "give").fixed("id", "give").fixed("aria-labelledby", "give-title");
    let panel = panel.add(el("h2", look).fixed("id", "give-title").text(title));
    let panel = panel.add(empty.then(|| html_text(first_words())));
    let panel = panel.add(el("div", "box").add(label).add(area).add(buttons(empty, on)));
    let undo = || parts::button("text", "Undo", parts::wish(on, Wish::Undo));
    let note = el("p", "note").fixed("role", "status").text(&props.note);
    let panel = panel.add(note.add(props.undo.then(undo)));
    panel.add((!empty).then(tray)).add(samples(&props.samples, empty, on))
}

fn buttons(empty: bool, on: &Callback<Wish>) -> Element {
    let files = el("input", "sr-only").fixed("id", "files").fixed("type", "file");
    let files = files.flag("multiple", true);
    let files = files.on(On::Change, parts::wish(on, Wish::FilesChosen));
    let open = el("label", "button primary").fixed("for", "files").text("Open files");
    let clear = parts::button("button quiet", "Clear all", parts::wish(on, Wish::Clear));
    let line = el("div", "buttons").add(files).add(open);
    let paste = parts::button("button", "Paste", parts::wish(on, Wish::Paste));
    let line = line.add(paste.fixed("id", "paste"));
    let line = line.add(text("span", "hint", "or drop files anywhere"));
    line.add(clear.fixed("id", "clear").flag("hidden", empty))
}

fn tray_line(source: &Source, view: Option<&SourceView>, on: &Callback<Wish>) -> Element {
    let id = source.id;
    let bytes = view.map_or(source.bytes, |it| it.bytes);
    let called = source.name.as_str();
    let head = el("div", "source-head").add(text("b", "source-name", called));
    let head = head.add(text("span", "source-size", &parts::size(bytes)));
    let tool = |word: &str, aria: &str, wish: Wish| {
        let button = parts::button("text", word, parts::wish(on, wish));
        button.attr("aria-label", &[aria, called].concat())
    };
    let editable =
        source.origin == Origin::Pasted && source.keep == Keep::Held && bytes <= EDITABLE;
    let edit = || tool("edit", "Edit ", Wish::Edit(id));
    let aside = source.keep == Keep::SetAside;
    let retry = || tool("try again", "Try again ", Wish::Do(Action::Retried(id)));
    // A key or a request is nothing to trust.
    let trusting = source.active() && view.is_none_or(|it| it.objects.1 > 0);
    let tools = el("div", "source-tools").add(trusting.then(|| trust_tick(source, on)));
    let tools = tools.add(editable.then(edit)).add(aside.then(retry));
    let tools = tools.add(tool("remove", "Remove ", Wish::Remove(id)));
    let line = el("li", "source").attr("data-source", &id.to_string()).key(&id.to_string());
    // The start-up script asks before somebody leaves this behind.
    let line = line.flag("data-own", source.origin != Origin::Sample);
    line.add(head).add(found(source, view, on)).add(tools)
}

fn trust_tick(source: &Source, on: &Callback<Wish>) -> Element {
    let id = source.id;
    let change =
        on.reform(move |event: Event| Wish::Do(Action::Trusted(id, browser::checked(&event))));
    let name = ["trust-source-", &id.to_string()].concat();
    let tick = el("input", "").fixed("type", "checkbox").attr("id", &name);
    let tick = tick.checked(source.trusted).on(On::Change, change);
    el("span", "tick").add(tick).add(el("label", "").attr("for", &name).text("trust as CA"))
}

fn found(source: &Source, view: Option<&SourceView>, on: &Callback<Wish>) -> Element {
    let marked = |class: &'static str, icon: Icon, words: &str| {
        el("p", "found").class(class).add(icon.draw()).text(words)
    };
    match (source.keep, view) {
        (Keep::SetAside, _) => marked("set-aside", Icon::Warn, "Set aside, not part of the answer"),
        (Keep::Lost, _) => marked(
            "set-aside",
            Icon::Key,
            "It is not here any more: it held a private key, or was not read yet. Give it again.",
        ),
        (_, None) => el("p", "found").text("reading…"),
        (_, Some(view)) => {
            let format = || el("span", "format").text(" · ").text(&view.format);
            let line = el("p", "found").text(&view.found);
            let line = line.add((!view.format.is_empty()).then(format));
            let words = "Private key: read on this device, removed from the page";
            let secret = view.secret.then(|| marked("secret", Icon::Key, words));
            let whole = fragment().add(line).add(secret);
            let whole = whole.add(inside(view, on));
            whole.add(parts::problems(&view.problems, view.problems_total))
        }
    }
}

fn samples(samples: &[Sample], empty: bool, on: &Callback<Wish>) -> Option<Element> {
    if samples.is_empty() {
        return None;
    }
    let line = |(at, sample): (usize, &Sample)| {
        let take = parts::wish(on, Wish::Sample(at));
        let button = el("button", "sample").fixed("type", "button");
        let button = button.attr("data-sample", &sample.id).on(On::Click, take);
        let button = button.add(text("b", "", &sample.title));
        el("li", "").key(&sample.id).add(button.add(text("span", "", &sample.about)))
    };
    let list = el("ul", "sample-list").each(samples.iter().enumerate().map(line));
    let (tag, title) = match empty {
        true => ("div", text("h3", "", "Or try one")),
        false => ("details", text("summary", "", "Samples")),
    };
    Some(el(tag, "samples").add(title).add(list))
}

/// What the page is for, what may be believed about what is given, and how to check it. The page's
/// program finds it in `index.html`, where it stands ahead of it.
#[cfg(target_arch = "wasm32")]
fn first_words() -> AttrValue {
    browser::first_words().into()
}

/// The same words, with which `index.html` is compared.
#[cfg(not(target_arch = "wasm32"))]
fn first_words() -> AttrValue {
    AttrValue::Static(FIRST_WORDS)
}

#[cfg(not(target_arch = "wasm32"))]
const FIRST_WORDS: &str = "<p class=\"lead\">PemLens reads them here: what they are, whether they will work, and what to \
    do if not. Certificates, keys, requests, PKCS#12, Java keystores, Kubernetes secrets, archives: one file or \
    many, in any order, with any text around them.</p>\
    <div class=\"privacy\"><p><b>Everything stays on this device.</b> After loading, this \
    page is forbidden to make any network request. So a private key may be given too: it is read here, \
    never shown, and forgotten when you remove it.</p>\
    <details><summary>How to check that</summary><ul>\
    <li>Open the developer tools of the browser, tab Network, then paste: the list stays empty.</li>\
    <li>In their console, try <code>fetch(\"/\")</code>. The browser refuses it, because the page \
    closed its own <code>Content-Security-Policy</code> once it had loaded everything.</li>\
    <li>Or switch the network off now. Everything goes on working.</li></ul></details></div>";
