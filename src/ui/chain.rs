//! The chain, drawn as linked cards from the leaf to the root.

use yew::prelude::*;

use super::Wish;
use super::parts::{self, Icon};
use super::state::{Action, Shown};
use crate::view::{CardKind, CardView, ChainView, LinkView};

/// Cards, links, and what was left beside the path.
pub fn chain_panel(shown: &Shown, selected: Option<usize>, on: &Callback<Wish>) -> Html {
    let chain = &shown.overview.chain;
    let cards = chain.cards.iter().enumerate().map(|(at, view)| {
        html! {
            <li key={at} class="step">
                { card(view, selected, on) }
                if let Some(view) = chain.links.get(at) {
                    { link(view) }
                }
            </li>
        }
    });
    html! {
        <section id="chain" class="chain" aria-labelledby="chain-title">
            <h2 id="chain-title">{ "Chain" }</h2>
            <ol aria-label="From the certificate to the root">{ for cards }</ol>
            { beside(chain, on) }
        </section>
    }
}

fn card(view: &CardView, selected: Option<usize>, on: &Callback<Wish>) -> Html {
    let kind = match view.kind {
        CardKind::Loaded => "loaded",
        CardKind::Store => "store",
        CardKind::Missing => "missing",
    };
    let inside = html! {
        <>
            <span class="role">
                { &view.role }
                if let Some(worst) = view.worst {
                    { severity_mark(worst) }
                }
            </span>
            { parts::text("b", "card-title", &view.title) }
            { parts::text("span", "card-line", &view.subtitle) }
            if view.kind != CardKind::Missing {
                <span class="card-line">
                    { parts::end_date(view.dates, view.not_after) }
                    { parts::text("span", "card-key", &view.key) }
                </span>
            }
            if !view.trust.is_empty() {
                <span class="card-line anchor">{ Icon::Shield.draw() }{ &view.trust }</span>
            }
            if view.kind == CardKind::Store {
                { parts::text("span", "card-line", "From Mozilla’s store, not in your files") }
            }
        </>
    };
    let Some(object) = view.object else {
        return html! { <div class={parts::class("card", kind)} data-card="" data-kind={kind}>{ inside }</div> };
    };
    let current = selected == Some(object);
    let onclick = parts::press(on, Wish::Do(Action::Selected(object, AttrValue::default())));
    html! {
        <button type="button" class={parts::class("card", kind)} data-card={object.to_string()} data-kind={kind}
            aria-pressed={if current { "true" } else { "false" }} {onclick}>{ inside }</button>
    }
}

fn severity_mark(severity: crate::model::Severity) -> Html {
    let (class, icon, word) = parts::severity(severity);
    html! { <span class={parts::class("mark", class)}>{ icon.draw() }{ word }</span> }
}

fn link(view: &LinkView) -> Html {
    let (class, icon, word) = parts::link(view.state);
    html! {
        <div class={parts::class("link", class)} data-link={if class == "unchecked" { "unchecked" } else { class }}
            title={view.text.clone()}>
            <span class="link-line" aria-hidden="true">{ Icon::Arrow.draw() }</span>
            <span class="link-word">{ icon.draw() }{ parts::text("span", "sr-only", "link to its issuer: ") }{ word }</span>
            { parts::text("span", "link-text", &view.text) }
        </div>
    }
}

fn beside(chain: &ChainView, on: &Callback<Wish>) -> Html {
    if chain.beside.is_empty() {
        return Html::default();
    }
    let more = chain.beside_total.saturating_sub(chain.beside.len());
    let line = |it: &crate::view::BesideView| {
        let object = it.object;
        let onclick = parts::press(on, Wish::Do(Action::Selected(object, AttrValue::default())));
        html! {
            <li key={object}>
                { parts::button("text", &it.title, "", onclick) }
                { parts::text("span", "", &it.reason) }
            </li>
        }
    };
    html! {
        <details class="beside" open={chain.beside_total <= 4}>
            <summary>{ "Beside the path" }{ parts::text("span", "tally", &parts::number(chain.beside_total)) }</summary>
            <ul>{ for chain.beside.iter().map(line) }</ul>
            if more > 0 { { parts::text("p", "aside", &["And ", &parts::number(more), " more."].concat()) } }
        </details>
    }
}
