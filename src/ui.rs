//! The page: draws what the engine answers, and holds no certificate logic.
//!
//! One [`State`](state::State) changes by [`Action`](state::Action)s in a reducer without side
//! effects. What a person does is a [`Wish`]; the app carries it out, in the browser where needed,
//! and tells the reducer. The engine's answers come back through [`browser::Link`].

mod answer;
mod ask;
pub mod browser;
mod chain;
mod findings;
mod give_panel;
mod list;
mod parts;
mod sheet;
pub mod state;

use yew::prelude::*;

use answer::{answer_panel, leaves};
use ask::ask_panel;
use browser::Link;
use chain::chain_panel;
use findings::findings_panel;
use give_panel::GivePanel;
use list::List;
use sheet::SheetPanel;
use state::{Action, State, Theme};

/// What a person does.
#[derive(Clone, Debug)]
pub enum Wish {
    /// Only the page's knowledge changes.
    Do(Action),
    /// A key was pressed in the text box.
    TextTyped,
    /// The clipboard is to be read.
    Paste,
    /// Files were chosen.
    FilesChosen,
    /// A sample, by its place.
    Sample(usize),
    /// A pasted text is to go into the text box.
    Edit(u32),
    /// A source is to be taken away.
    Remove(u32),
    /// Everything is to be taken away.
    Clear,
    /// The run under way is to be ended.
    Stop,
    /// A block of lines of a run came into view.
    Rows(u32, usize),
    /// Other colours.
    Theme(Theme),
    /// Nothing after all.
    Nothing,
}

/// The page with its state and its engine.
#[component]
pub fn App() -> Html {
    let state = use_reducer(State::default);
    let memo = use_memo((), {
        let dispatcher = state.dispatcher();
        move |()| {
            let link = Link::new(Callback::from(move |action| dispatcher.dispatch(action)));
            let on = Callback::from({
                let link = link.clone();
                move |wish| carry_out(&link, wish)
            });
            (link, on)
        }
    });
    let (link, on) = &*memo;

    use_effect_with((), {
        let link = link.clone();
        move |()| {
            let theme = browser::stored_theme();
            browser::set_theme(theme);
            link.tell(Action::Theme(theme));
            link.start();
        }
    });
    // One effect for all three: the link ignores what it was already told.
    let watched = (state.engine_word(), state.run, state.target.as_ref().map(|it| it.turn));
    use_effect_with(watched, {
        let (link, state) = (link.clone(), state.clone());
        move |(word, run, _)| {
            browser::set_engine_word(word);
            if link.is_news(*run) {
                let mut ask = state.ask(browser::clock());
                ask.question.host = browser::ascii_host(&ask.question.host);
                link.ask(ask);
            }
            if let (Some(target), Some(shown)) = (&state.target, &state.shown)
                && state.selected_object() != Some(target.object)
            {
                link.sheet(shown.run, target.object);
            }
        }
    });

    page(&state, on)
}

fn carry_out(link: &Link, wish: Wish) {
    match wish {
        Wish::Do(action) => link.tell(action),
        Wish::TextTyped => link.typing(),
        Wish::Paste => link.paste(),
        Wish::FilesChosen => link.files_chosen(),
        Wish::Sample(at) => link.sample(at),
        Wish::Edit(id) => link.edit(id),
        Wish::Remove(id) => link.remove(id),
        Wish::Clear => {
            link.clear();
            link.tell(Action::Cleared);
            browser::focus("input");
        }
        Wish::Stop => link.stop(),
        Wish::Rows(run, block) => link.rows(run, block),
        Wish::Theme(theme) => {
            browser::set_theme(theme);
            link.tell(Action::Theme(theme));
        }
        Wish::Nothing => (),
    }
}

/// The whole page for a state. The panels that can be large are components: they compare what they
/// are given, and redraw only if something changed.
pub fn page(state: &State, on: &Callback<Wish>) -> Html {
    let drawn = state.drawn();
    let state = drawn.as_ref().unwrap_or(state);
    let shown = state.shown.clone();
    html! {
        <div class={parts::class("page", if state.is_empty() { "empty" } else { "" })}>
            <a class="skip" href="#answer">{ "Skip to the answer" }</a>
            { header(state, on) }
            <div id="alert" class="alert" role="alert">
                if !state.alert.is_empty() {
                    <p>{ parts::Icon::Warn.draw() }{ state.alert.clone() }</p>
                    { parts::button("button", "Close", "", parts::press(on, Wish::Do(Action::AlertClosed))) }
                }
            </div>
            <main class="columns">
                <GivePanel sources={state.sources.clone()} shown={shown.clone()} samples={state.samples.clone()}
                    note={state.note.clone()} on={on.clone()} />
                <div class="read">
                    { answer_panel(state, on) }
                    { ask_panel(state, on) }
                    if let Some(shown) = shown {
                        { results(state, &shown, on) }
                    }
                </div>
            </main>
            <div class="drop" aria-hidden="true">{ parts::text("p", "", "Drop to read") }</div>
            <p id="said" class="sr-only" role="status"></p>
        </div>
    }
}

fn results(state: &State, shown: &state::Shown, on: &Callback<Wish>) -> Html {
    let overview = &shown.overview;
    html! {
        <>
            if overview.leaves_total > 1 {
                { leaves(shown, on) }
            }
            if !overview.chain.cards.is_empty() {
                { chain_panel(shown, state.selected_object(), on) }
            }
            <div class="details">
                <div class="details-left">
                    if overview.objects > 0 || !overview.findings.is_empty() {
                        { findings_panel(shown, on) }
                    }
                    if overview.objects > 1 && !state.rows.is_empty() {
                        <List rows={state.rows.clone()} run={shown.run} total={overview.objects}
                            selected={state.selected_object()} on={on.clone()} />
                    }
                </div>
                if let Some(sheet) = &state.sheet {
                    <SheetPanel sheet={sheet.clone()} target={state.target.clone()} on={on.clone()} />
                }
            </div>
        </>
    }
}

fn header(state: &State, on: &Callback<Wish>) -> Html {
    let (theme, next) = match state.theme {
        Theme::Auto => ("auto", Theme::Light),
        Theme::Light => ("light", Theme::Dark),
        Theme::Dark => ("dark", Theme::Auto),
    };
    html! {
        <header class="top">
            <h1>{ "PemLens" }</h1>
            { parts::text("p", "tagline", "reads TLS certificates on this device") }
            <button id="theme" type="button" class="button quiet" onclick={parts::press(on, Wish::Theme(next))}>
                { "theme: " }{ theme }
            </button>
        </header>
    }
}
