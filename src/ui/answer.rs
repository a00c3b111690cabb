//! The answer in one sentence, and beside it: what is going on, and the other leaves.

use yew::prelude::*;

use super::Wish;
use super::parts;
use super::state::{Action, Shown, State};

/// The first line of the page.
pub fn answer_panel(state: &State, on: &Callback<Wish>) -> Html {
    let answer = state.shown.as_ref().map(|it| &it.overview.answer);
    let look = answer.map(|it| parts::verdict(it.verdict));
    let class = look.map(|it| it.0);
    let stale = if state.busy() && state.slow { "answer stale" } else { "answer" };
    let section_class = parts::class(stale, class.unwrap_or_default());
    html! {
        <section id="answer" class={section_class}
            aria-labelledby="answer-title" aria-busy={state.busy().then_some("true")}
            data-verdict={class} data-run={state.shown.as_ref().map(|it| it.run.to_string())}>
            <h2 id="answer-title" class="sr-only">{ "The answer" }</h2>
            if let Some((_, icon, word)) = look {
                <p class="verdict">{ icon.draw() }{ parts::text("span", "", word) }</p>
            }
            // Always there, so that screen readers hear it change.
            <p class="sentence" aria-live="polite" aria-atomic="true">
                { answer.map(|it| it.sentence.clone()).unwrap_or_default() }
            </p>
            if let Some(answer) = answer {
                { parts::text("p", "more", &answer.more) }
                if let Some(offer) = &answer.offer {
                    <p class="offer">
                        { parts::button("button", &offer.label, "", parts::press(on, Wish::Do(Action::Trust(offer.trust)))) }
                    </p>
                }
            }
            { limits(state) }
            { working(state, on) }
        </section>
    }
}

fn limits(state: &State) -> Html {
    let limits = state.shown.as_ref().map_or(&[][..], |it| &it.overview.limits);
    if limits.is_empty() {
        return Html::default();
    }
    html! { <ul class="limits">{ for limits.iter().map(|it| html! { { parts::text("li", "", it) } }) }</ul> }
}

fn working(state: &State, on: &Callback<Wish>) -> Html {
    if !state.busy() {
        return Html::default();
    }
    if !state.slow {
        return match state.shown {
            None => html! { { parts::text("p", "working", "Reading…") } },
            Some(_) => Html::default(),
        };
    }
    let (value, max) = state.progress.map_or((None, None), |(done, total)| {
        (Some(done.to_string()), Some(total.max(1).to_string()))
    });
    let words = state
        .progress
        .map(|(done, total)| [&parts::size(done), " of ", &parts::size(total)].concat());
    html! {
        <div class="working">
            <progress aria-label="Reading" {value} {max} />
            <span>{ "Reading " }{ words.unwrap_or_default() }</span>
            <span id="stop">{ parts::button("button", "Stop", "", parts::press(on, Wish::Stop)) }</span>
        </div>
    }
}

/// Each end-entity certificate with its own short answer, where there are several.
pub fn leaves(shown: &Shown, on: &Callback<Wish>) -> Html {
    let overview = &shown.overview;
    let asked = overview.asked.object;
    let line = |leaf: &crate::view::LeafView| {
        let (class, icon, word) = parts::verdict(leaf.verdict);
        let current = asked == Some(leaf.object);
        html! {
            <li key={leaf.object}>
                <button type="button" data-leaf={leaf.id.clone()} aria-pressed={if current { "true" } else { "false" }}
                    class={parts::class("leaf", class)}
                    onclick={parts::press(on, Wish::Do(Action::Leaf(leaf.id.clone())))}>
                    { icon.draw() }{ parts::text("span", "sr-only", word) }
                    { parts::text("b", "", &leaf.title) }
                    { parts::text("span", "leaf-use", &["as ", leaf.purpose.word()].concat()) }
                    { parts::text("span", "leaf-answer", &leaf.sentence) }
                </button>
            </li>
        }
    };
    let more = overview.leaves_total.saturating_sub(overview.leaves.len());
    html! {
        <section id="leaves" class="leaves" aria-labelledby="leaves-title">
            <h2 id="leaves-title">{ "Which certificate is asked about" }</h2>
            <ul>{ for overview.leaves.iter().map(line) }</ul>
            if more > 0 {
                <p class="aside">
                    { ["And ", &parts::count(more, "more", "more"), " in the list of all certificates."].concat() }
                </p>
            }
        </section>
    }
}
