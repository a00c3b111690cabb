//! Give: the box, the buttons, and the tray of what was given.

use std::rc::Rc;

use yew::prelude::*;

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
    /// What the person wishes.
    pub on: Callback<Wish>,
}

/// The left side of the page; the whole of it while nothing was given.
#[component]
pub fn GivePanel(props: &GivePanelProps) -> Html {
    let on = &props.on;
    let empty = props.sources.is_empty();
    let placeholder = if empty {
        "Paste anywhere, or type here:\n-----BEGIN CERTIFICATE-----"
    } else {
        "Paste anywhere, or type here"
    };
    html! {
        <section id="give" class="give" aria-labelledby="give-title">
            <h2 id="give-title" class={if empty { "" } else { "sr-only" }}>
                { if empty { "Paste or drop certificates" } else { "What was given" } }
            </h2>
            if empty {
                <p class="lead">
                    { "See what they are, whether they will work, and what to do if not. \
                       PEM or DER, one file or many, in any order, with any text around them." }
                </p>
            }
            <div class="box">
                <label for="input" class="sr-only">{ "Certificate text" }</label>
                <textarea id="input" {placeholder} rows={if empty { "9" } else { "2" }} spellcheck="false"
                    autocomplete="off" autocapitalize="off"
                    oninput={on.reform(|_: InputEvent| Wish::TextTyped)} />
                <div class="buttons">
                    <input id="files" type="file" multiple=true class="sr-only"
                        onchange={parts::changed(on, Wish::FilesChosen)} />
                    <label for="files" class="button primary">{ "Open files" }</label>
                    { parts::button("button", "Paste", "", parts::press(on, Wish::Paste)) }
                    { parts::text("span", "hint", "or drop files anywhere") }
                    <button id="clear" type="button" class="button quiet" hidden={empty}
                        onclick={parts::press(on, Wish::Clear)}>{ "Clear all" }</button>
                </div>
            </div>
            <p class="note" role="status">{ &props.note }</p>
            if !empty {
                <ul id="sources" class="sources" aria-label="Sources">
                    for source in props.sources.iter() {
                        { tray_line(source, props.shown.as_ref().and_then(|it| it.source(source.id)), on) }
                    }
                </ul>
            }
            { samples(&props.samples, empty, on) }
            { privacy() }
        </section>
    }
}

fn tray_line(source: &Source, view: Option<&SourceView>, on: &Callback<Wish>) -> Html {
    let id = source.id;
    let bytes = view.map_or(source.bytes, |it| it.bytes);
    let wish = |wish: Wish| parts::press(on, wish);
    let editable =
        source.origin == Origin::Pasted && source.keep == Keep::Held && bytes <= EDITABLE;
    let on_trust =
        on.reform(move |event: Event| Wish::Do(Action::Trusted(id, browser::checked(&event))));
    let trust_id = ["trust-source-", &id.to_string()].concat();
    html! {
        <li key={id} class="source" data-source={id.to_string()}>
            <div class="source-head">
                { parts::text("b", "source-name", &source.name) }
                { parts::text("span", "source-size", &parts::size(bytes)) }
            </div>
            { found(source, view) }
            <div class="source-tools">
                if source.active() {
                    <span class="tick">
                        <input type="checkbox" id={trust_id.clone()} checked={source.trusted} onchange={on_trust} />
                        <label for={trust_id}>{ "trust as CA" }</label>
                    </span>
                }
                if editable {
                    { parts::button("text", "edit", &["Edit ", &source.name].concat(), wish(Wish::Edit(id))) }
                }
                if source.keep == Keep::SetAside {
                    { parts::button("text", "try again", &["Try again ", &source.name].concat(), wish(Wish::Do(Action::Retried(id)))) }
                }
                { parts::button("text", "remove", &["Remove ", &source.name].concat(), wish(Wish::Remove(id))) }
            </div>
        </li>
    }
}

fn found(source: &Source, view: Option<&SourceView>) -> Html {
    match (source.keep, view) {
        (Keep::SetAside, _) => html! {
            <p class="found set-aside">{ Icon::Warn.draw() }{ "Set aside, not part of the answer" }</p>
        },
        (Keep::Lost, _) => html! {
            <p class="found set-aside">
                { Icon::Key.draw() }
                { "Held a private key, which the page had already forgotten when the reader was \
                   restarted. Give it again." }
            </p>
        },
        (_, None) => html! { { parts::text("p", "found", "reading…") } },
        (_, Some(view)) => html! {
            <>
                <p class="found">
                    { &view.found }
                    if !view.format.is_empty() { <span class="format">{ " · " }{ &view.format }</span> }
                </p>
                if view.secret {
                    <p class="found secret">
                        { Icon::Key.draw() }
                        { "Private key: read on this device, removed from the page" }
                    </p>
                }
                { parts::problems(&view.problems, view.problems_total) }
            </>
        },
    }
}

fn samples(samples: &[Sample], empty: bool, on: &Callback<Wish>) -> Html {
    if samples.is_empty() {
        return Html::default();
    }
    let buttons = samples.iter().enumerate().map(|(at, sample)| {
        html! {
            <li key={sample.id.to_string()}>
                <button type="button" class="sample" data-sample={&sample.id}
                    onclick={parts::press(on, Wish::Sample(at))}>
                    { parts::text("b", "", &sample.title) }
                    { parts::text("span", "", &sample.about) }
                </button>
            </li>
        }
    });
    let list = html! { <ul class="sample-list">{ for buttons }</ul> };
    match empty {
        true => {
            html! { <div class="samples">{ parts::text("h3", "", "Or try one") }{ list }</div> }
        }
        false => html! {
            <details class="samples"><summary>{ "Samples" }</summary>{ list }</details>
        },
    }
}

/// Never changes, so it is HTML text: a tenth of the code that building it would take.
fn privacy() -> Html {
    Html::from_html_unchecked(AttrValue::Static(
        "<div class=\"privacy\"><p>Everything stays on this device. After loading, this page is \
         forbidden to make any network request.</p>\
         <details><summary>How to check that</summary><ul>\
         <li>Open the developer tools of the browser, tab Network, then paste: the list stays empty.</li>\
         <li>In their console, try <code>fetch(\"/\")</code>. The browser refuses it, because the page \
         closed its own <code>Content-Security-Policy</code> once it had loaded everything.</li>\
         <li>Or switch the network off now. Everything goes on working.</li></ul></details></div>",
    ))
}
