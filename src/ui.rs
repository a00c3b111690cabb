//! The page: draws what the engine answers, and holds no certificate logic.
//!
//! One [`State`](state::State) changes by [`Action`](state::Action)s in a reducer without side
//! effects. What a person does is a [`Wish`]; the app carries it out, in the browser where needed,
//! and tells the reducer. The engine's answers come back through [`browser::Link`].

mod answer;
mod ask;
pub mod browser;
mod build;
mod chain;
mod connection;
mod findings;
mod give_panel;
mod guide;
mod inside;
mod items;
mod list;
mod nav;
mod notes;
mod parts;
mod save;
mod sheet;
pub mod state;
mod when;

use std::rc::Rc;

use yew::prelude::*;

use answer::{answer_panel, leaves};
use ask::ask_panel;
use browser::Link;
use build::{Element, component, el, fragment, text};
use chain::chain_panel;
use connection::connection_panel;
use findings::findings_panel;
use give_panel::{GivePanel, GivePanelProps};
use guide::guide_panel;
use items::items_panel;
use list::{List, ListProps};
use nav::aside_panel;
use notes::{explain_panel, programs_panel};
use save::save_panel;
use sheet::{SheetPanel, SheetPanelProps};
use state::{Action, State};
use when::{changed_panel, when_panel};

use crate::view::{Overview, Take};

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
    /// What was taken away last is to be put back.
    Undo,
    /// What stands in a source's password box is to be tried.
    Unlock(u32),
    /// Something is wanted written out, of a source or of the whole, to copy (or else to save).
    Clean(u32, Take, bool),
    /// The page is to be printed.
    Print,
    /// The run under way is to be ended.
    Stop,
    /// A block of lines of a run came into view.
    Rows(u32, usize),
    /// A key was pressed in the box for messages.
    Saying,
    /// A program is to be set up: what is chosen, and the choice.
    SetUp(SetUp, String),
    /// The person uses this program; empty for none.
    Mine(AttrValue),
    /// What was loaded is to be saved in this form.
    Save(AttrValue),
    /// A finding is to be seen, by its rule.
    Finding(AttrValue),
    /// Nothing after all.
    Nothing,
}

/// What is chosen about a program that is to be set up.
#[derive(Clone, Copy, Debug)]
pub enum SetUp {
    /// The program, by id.
    Program,
    /// One-way or mutual.
    Kind,
    /// Server or client.
    Side,
}

/// The page with its state and its engine.
pub struct App {
    state: Rc<State>,
    link: Link,
    on: Callback<Wish>,
    /// What was last followed up: the word for the engine, the run, the turn of the target.
    followed: (&'static str, u32, Option<u32>),
}

impl Component for App {
    type Message = Action;
    type Properties = ();

    fn create(context: &Context<Self>) -> Self {
        let link = Link::new(context.link().callback(|action| action));
        let on = Callback::from({
            let link = link.clone();
            move |wish| carry_out(&link, wish)
        });
        Self { state: Rc::default(), link, on, followed: Default::default() }
    }

    fn update(&mut self, _: &Context<Self>, action: Action) -> bool {
        let before = self.state.clone();
        self.state = Reducible::reduce(before.clone(), action);
        !Rc::ptr_eq(&self.state, &before)
    }

    fn view(&self, _: &Context<Self>) -> Html {
        page(&self.state, &self.on)
    }

    fn rendered(&mut self, _: &Context<Self>, first: bool) {
        if first {
            self.link.tell(Action::Mine(browser::stored_mine().into()));
            self.link.start();
        }
        self.follow_up();
    }
}

impl App {
    /// Does what a new state asks for. The link ignores what it was already told.
    fn follow_up(&mut self) {
        let (state, link) = (&*self.state, &self.link);
        let turn = state.target.as_ref().map(|it| it.turn);
        let new = (state.engine_word(), state.run, turn);
        if std::mem::replace(&mut self.followed, new) == new {
            return;
        }
        browser::set_engine_word(new.0);
        if new.0 == "ready" && state.is_locked() {
            browser::focus_lock();
        }
        if link.is_news(state.run) {
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
        Wish::Undo => link.restore(),
        Wish::Unlock(id) => link.unlock(id),
        Wish::Clean(id, take, copy) => link.clean(id, take, copy),
        Wish::Print => browser::print(),
        Wish::Stop => link.stop(),
        Wish::Rows(run, block) => link.rows(run, block),
        Wish::Saying => link.saying(),
        Wish::SetUp(what, value) => link.set_up(what, value),
        Wish::Mine(id) => {
            browser::store_mine(&id);
            link.tell(Action::Mine(id));
        }
        Wish::Save(form) => link.save(&form),
        Wish::Finding(rule) => browser::open_finding(&rule),
        Wish::Nothing => (),
    }
}

/// The whole page for a state. The panels that can be large are components: they compare what they
/// are given, and redraw only if something changed.
pub fn page(state: &State, on: &Callback<Wish>) -> Html {
    let drawn = state.drawn();
    let state = drawn.as_ref().unwrap_or(state);
    let give = component::<GivePanel>(GivePanelProps {
        sources: state.sources.clone(),
        shown: state.shown.clone(),
        samples: state.samples.clone(),
        note: state.note.clone(),
        undo: state.before.is_some(),
        on: on.clone(),
    });
    let shown = state.shown.as_ref();
    let shelf = el("div", "shelf").add(give).add(shown.map(|shown| aside_panel(state, shown, on)));
    // The question stands first, so that its controls stay where they are when the answer changes.
    let read = el("div", "read").add(ask_panel(state, on)).add(answer_panel(state, on));
    let read = read.add(shown.map(|shown| top(state, shown, on)));
    let read = read.add(details(state, on));
    let skip = el("a", "skip").fixed("href", "#answer").text("Skip to the answer");
    let drop = el("div", "drop").fixed("aria-hidden", "true").add(text("p", "", "Drop to read"));
    let page = el("div", "page").class(if state.is_empty() { "empty" } else { "" });
    let page = page.add(skip).add(header()).add(alert(state, on));
    let page = page.add(el("main", "columns").add(shelf).add(read)).add(drop);
    page.add(el("p", "sr-only").fixed("id", "said").fixed("role", "status")).into()
}

fn alert(state: &State, on: &Callback<Wish>) -> Element {
    let alert = el("div", "alert").fixed("id", "alert").fixed("role", "alert");
    if state.alert.is_empty() {
        return alert;
    }
    let close = parts::wish(on, Wish::Do(Action::AlertClosed));
    let words = el("p", "").add(parts::Icon::Warn.draw()).text(&state.alert);
    alert.add(words).add(parts::button("button", "Close", close))
}

/// What is seen first of the answer: the sides of a connection, the certificates to choose from, the
/// chain.
fn top(state: &State, shown: &state::Shown, on: &Callback<Wish>) -> Element {
    let overview = &shown.overview;
    let chain = || chain_panel(shown, state.selected_object(), on);
    let top = fragment().add(connection_panel(state, on));
    let top = top.add((overview.leaves_total > 1).then(|| leaves(shown, on)));
    let top = top.add(changed_panel(state, on));
    top.add((!overview.chain.cards.is_empty()).then(chain))
}

/// Everything below. It is there before anything was answered: the box for messages must not be
/// drawn anew, and lose what was typed into it.
fn details(state: &State, on: &Callback<Wish>) -> Element {
    let shown = state.shown.as_ref();
    let findings = shown.filter(|it| has_findings(&it.overview));
    let list = shown.filter(|it| it.overview.objects > 1 && !state.rows.is_empty()).map(|shown| {
        component::<List>(ListProps {
            rows: state.rows.clone(),
            run: shown.run,
            total: state.total,
            selected: state.selected_object(),
            on: on.clone(),
        })
    });
    let sheet = shown.and(state.sheet.as_ref()).map(|sheet| {
        component::<SheetPanel>(SheetPanelProps {
            sheet: Rc::clone(sheet),
            target: state.target.clone(),
            on: on.clone(),
        })
    });
    let left = el("div", "details-left").add(findings.map(|shown| findings_panel(shown, on)));
    let left = left.add(shown.and_then(|_| programs_panel(state, on)));
    let left = left.add(explain_panel(state, on)).add(guide_panel(state, on));
    let left = left.add(shown.and_then(|_| save_panel(state, on)));
    let left = left.add(shown.and_then(|_| when_panel(state, on)));
    let left = left.add(shown.and_then(items_panel));
    el("div", "details").add(left.add(list)).add(sheet)
}

fn has_findings(overview: &Overview) -> bool {
    overview.objects > 0 || !overview.findings.is_empty()
}

fn header() -> Element {
    // The start-up script minds the colours, and the style sheet says which are chosen.
    let button = el("button", "button quiet").fixed("id", "theme").fixed("type", "button");
    let header = el("header", "top").add(text("h1", "", "PemLens"));
    let header = header.add(text("p", "tagline", "reads TLS certificates on this device"));
    header.add(button.text("theme: "))
}
