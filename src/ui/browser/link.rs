//! The line to the engine's worker: what is asked, what is heard (`engine` starts and ends it).
//!
//! Holds the contents of the sources as JavaScript values, so that 20 MB of text never pass
//! through the page's own memory, and lets at most one question be under way: while the engine
//! works, newer questions replace each other.

mod engine;

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, Promise};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Event, MessageEvent, Worker};
use yew::Callback;

use self::engine::{Engine, Relief, WARM_UP};
use super::{SAVE_BOX, after, by_id, call, get, give};
use crate::ui::SetUp;
use crate::ui::state::{Action, BLOCK, Told};
use crate::view::{Ask, FromEngine, GuideAsk, Take, ToEngine, Verdict};

use crate::wire;

/// From this many milliseconds on a person notices that nothing happens.
const NOTICED: i32 = 80;

/// A frame's time in milliseconds, and a little.
const FRAME: i32 = 12;

/// The page's end of the worker.
#[derive(Clone)]
pub struct Link {
    pub(super) tell: Callback<Action>,
    pub(super) inner: Rc<RefCell<Inner>>,
}

impl PartialEq for Link {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.inner, &other.inner)
    }
}

/// Kept for the life of the page: every new worker gets the same two.
type Listener<E> = Closure<dyn FnMut(E)>;

/// The content of one source.
pub(super) struct Content {
    pub id: u32,
    pub name: String,
    pub pasted: bool,
    pub value: JsValue,
}

#[derive(Default)]
pub(super) struct Inner {
    /// The small engine, started first.
    small: Option<Engine>,
    /// The full one, once it was loaded.
    full: Option<Engine>,
    /// The full engine on its way.
    relief: Relief,
    /// The question waits for the full engine.
    urgent: bool,
    /// Whether the full engine is at work.
    use_full: bool,
    worker: Option<Worker>,
    handlers: Option<(Listener<MessageEvent>, Listener<Event>)>,
    up: bool,
    failed_starts: u32,
    /// The run under way and its sources.
    outstanding: Option<(u32, Vec<u32>)>,
    /// The question under way.
    asked: Option<Ask>,
    /// The newest question, not sent yet.
    pending: Option<Ask>,
    /// Passwords for the next question, by source.
    pub passwords: Vec<(u32, JsValue)>,
    /// Sources this worker has.
    pub sent: Vec<u32>,
    /// Sources some worker has answered for.
    proven: Vec<u32>,
    /// Blocks of lines asked for.
    blocks: Vec<(u32, usize)>,
    /// The newest run asked about.
    run: u32,
    /// The message to explain, which every engine is told; `None` where none was given.
    explain: Option<String>,
    /// The program that is to be set up, which every engine is told.
    guide: GuideAsk,
    /// Whether anything was answered since everything was taken away.
    answered: bool,
    pub contents: Vec<Content>,
    /// What was taken away last and may be put back.
    pub cleared: Vec<Content>,
    pub last_id: u32,
    /// The source that is in the text box.
    pub typed: Option<u32>,
    /// The timer of the text box.
    pub typing: Option<i32>,
    /// The timer of the box for messages.
    pub saying: Option<i32>,
    pub samples: Vec<give::SampleData>,
    /// The sample that was chosen before its contents were there.
    pub wanted: Option<usize>,
}

impl Link {
    /// Not started yet; `tell` is told everything that happens.
    pub fn new(tell: Callback<Action>) -> Self {
        Self { tell, inner: Rc::default() }
    }

    /// Tells the page that something happened.
    pub fn tell(&self, action: Action) {
        self.tell.emit(action);
    }

    /// Listens to the window and waits for what the start-up script fetches.
    pub fn start(&self) {
        self.listen();
        let global = js_sys::global();
        self.take_samples(&get(&global, "pemlensSamples"));
        self.take_question(&get(&global, "pemlensQuestion"));
        // What was given before is given again.
        call(&global, "pemlensLive", &JsValue::UNDEFINED);
        let link = self.clone();
        wasm_bindgen_futures::spawn_local(async move {
            let promise = get(&global, "pemlensStart");
            let started = match promise.dyn_into::<Promise>() {
                Ok(promise) => JsFuture::from(promise).await,
                Err(_) => Err(js_sys::Error::new("The start-up script did not run.").into()),
            };
            match started {
                Ok(parts) => link.started(&parts),
                Err(why) => {
                    let why = get(&why, "message").as_string().unwrap_or_default();
                    link.failed(&why);
                }
            }
        });
    }

    fn heard(&self, data: JsValue) {
        if let Some((name, bytes)) = wire::read_file(&data) {
            return super::save(&name, &bytes);
        }
        let Some(mut told) = wire::read(&data) else { return self.died(false) };
        // The small engine leaves it to the full one, which is asked the same.
        let mut looking = false;
        if let FromEngine::Answer { run: 1.., overview, .. } = &mut told
            && overview.answer.verdict == Verdict::Looking
        {
            looking = self.call_full();
            if looking && (overview.asked.object.is_none() || self.inner.borrow().use_full) {
                return;
            }
            if !looking {
                overview.answer.verdict = Verdict::Unclear;
                overview.answer.sentence = "Not everything could be checked.".into();
            }
        }
        match &told {
            FromEngine::Ready => {
                let mut inner = self.inner.borrow_mut();
                inner.up = true;
                inner.failed_starts = 0;
                drop(inner);
                self.tell_explain();
                self.tell_guide();
                let link = self.clone();
                after(WARM_UP, move || link.warm_up());
            }
            // The warm-up's, which nobody asked for.
            FromEngine::Answer { run: 0, .. } => return self.prepare_relief(),
            FromEngine::Answer { .. } if looking => (),
            FromEngine::Clean { copy: true, text, .. } => return super::copy_text(text),
            FromEngine::Clean { name, text, .. } => return super::save_text(name, text),
            FromEngine::Answer { overview, .. } => {
                let mut inner = self.inner.borrow_mut();
                if let Some((_, sources)) = inner.outstanding.take() {
                    inner.proven.extend(sources);
                }
                inner.asked = None;
                inner.blocks.clear();
                // A private key: the page forgets the text as soon as it was read.
                for source in overview.sources.iter().filter(|it| it.secret) {
                    inner.contents.retain(|it| it.id != source.id);
                    if inner.typed == Some(source.id) {
                        inner.typed = None;
                        give::set_box("input", "");
                    }
                }
            }
            // They may be forgotten again, and asked for again; empty ones must not be.
            FromEngine::Rows { from: 0, .. } => self.inner.borrow_mut().blocks.clear(),
            FromEngine::Rows { run, from, rows, .. } if !rows.is_empty() => {
                let block = (*run, from / BLOCK);
                self.inner.borrow_mut().blocks.retain(|it| *it != block);
            }
            _ => (),
        }
        self.relieve();
        self.pump();
        if matches!(told, FromEngine::Answer { .. }) {
            let link = self.clone();
            after(WARM_UP, move || link.prepare_relief());
        }
        let Some(told) = Told::of(told) else { return };
        // The first answer is what somebody waits for: its details come a frame later. Later
        // answers come whole, so that nothing flickers while a host is typed.
        let Told::Answer(run, overview, sheet, rows) = told else {
            return self.tell.emit(Action::Told(told));
        };
        let something = !overview.sources.is_empty();
        let answered = std::mem::replace(&mut self.inner.borrow_mut().answered, something);
        if answered || looking || !something {
            return self.tell.emit(Action::Told(Told::Answer(run, overview, sheet, rows)));
        }
        self.tell.emit(Action::Told(Told::Answer(run, overview, None, Rc::default())));
        let link = self.clone();
        after(FRAME, move || link.tell.emit(Action::Told(Told::Rest(run, sheet, rows))));
    }

    /// Whether nothing was asked in this run yet.
    pub fn is_news(&self, run: u32) -> bool {
        run > self.inner.borrow().run
    }

    /// Asks, as soon as the engine is free.
    pub fn ask(&self, ask: Ask) {
        let mut inner = self.inner.borrow_mut();
        inner.run = ask.run;
        inner.pending = Some(ask);
        drop(inner);
        self.pump();
    }

    fn pump(&self) {
        let mut guard = self.inner.borrow_mut();
        let inner = &mut *guard;
        if !inner.up || inner.outstanding.is_some() {
            return;
        }
        let Some(ask) = inner.pending.take() else { return };
        let new = Array::new();
        let ids: Vec<u32> = ask.sources.iter().map(|it| it.id).collect();
        for id in &ids {
            if !inner.sent.contains(id)
                && let Some(content) = inner.contents.iter().find(|it| it.id == *id)
            {
                let entry = Array::of2(&JsValue::from(*id), &content.value);
                for (_, password) in inner.passwords.iter().filter(|it| it.0 == *id) {
                    entry.push(password);
                }
                new.push(&entry);
            }
        }
        inner.passwords.clear();
        inner.sent.clone_from(&ids);
        let run = ask.run;
        // The question alone is no reason to suspect a source.
        let suspects = ids.into_iter().filter(|id| !inner.proven.contains(id)).collect();
        inner.outstanding = Some((run, suspects));
        inner.tell_engine(&ToEngine::Ask(ask.clone().into()), Some(new));
        inner.asked = Some(ask);
        drop(guard);
        for (milliseconds, action) in [(NOTICED, Action::Waited(run)), (1000, Action::Slow(run))] {
            let link = self.clone();
            after(milliseconds, move || {
                let inner = link.inner.borrow();
                let waiting = inner.outstanding.as_ref().is_some_and(|it| it.0 == run)
                    || inner.pending.as_ref().is_some_and(|it| it.run == run);
                drop(inner);
                if waiting {
                    link.tell.emit(action);
                }
            });
        }
    }

    /// Asks for something written out, to copy or to save.
    pub fn clean(&self, source: u32, take: Take, copy: bool) {
        self.inner.borrow().tell_engine(&ToEngine::Clean { source, take, copy }, None);
    }

    /// Asks for a file in a form. The password goes to the engine as it was typed, and its box is
    /// emptied.
    pub fn save(&self, form: &str) {
        let field = by_id(&[SAVE_BOX, form].concat());
        let password = field.map_or(JsValue::UNDEFINED, |field| give::take(&field));
        let message = ToEngine::Save { form: form.to_owned() };
        self.inner.borrow().tell_engine(&message, Some(Array::of1(&password)));
    }

    /// Asks for a block of lines of the list of all certificates, once.
    pub fn rows(&self, run: u32, block: usize) {
        let mut inner = self.inner.borrow_mut();
        if inner.up && !inner.blocks.contains(&(run, block)) {
            inner.blocks.push((run, block));
            let (from, to) = (block * BLOCK, (block + 1) * BLOCK);
            inner.tell_engine(&ToEngine::Rows { run, from, to }, None);
        }
    }

    /// Asks for the details of one certificate.
    pub fn sheet(&self, run: u32, object: usize) {
        let inner = self.inner.borrow();
        if inner.up {
            inner.tell_engine(&ToEngine::Sheet { run, object }, None);
        }
    }

    /// Has a program's message explained. Only the full engine can.
    pub fn explain(&self, text: String) {
        self.inner.borrow_mut().explain = Some(text);
        self.prepare_relief();
        self.tell_explain();
    }

    /// Tells the engine the message to explain, where it can.
    fn tell_explain(&self) {
        let inner = self.inner.borrow();
        if let Some(text) = inner.explain.clone().filter(|_| inner.use_full && inner.up) {
            inner.tell_engine(&ToEngine::Explain { text }, None);
        }
    }

    /// Has it said how a program is set up. Only the full engine can.
    pub fn set_up(&self, what: SetUp, value: String) {
        let chosen = |yes: &str| (!value.is_empty()).then(|| value == yes);
        let mut inner = self.inner.borrow_mut();
        match what {
            SetUp::Kind => inner.guide.mutual = chosen("mutual"),
            SetUp::Side => inner.guide.client = chosen("client"),
            SetUp::Program => inner.guide.program = value,
        }
        drop(inner);
        self.prepare_relief();
        self.tell_guide();
    }

    /// Tells the engine the program to set up, where it can; of none it says which there are.
    fn tell_guide(&self) {
        let inner = self.inner.borrow();
        if inner.use_full && inner.up {
            inner.tell_engine(&ToEngine::Guide(inner.guide.clone()), None);
        }
    }

    /// Ends the run under way, and the worker with it.
    pub fn stop(&self) {
        self.died(true);
    }

    /// Forgets everything: the worker is the only other place where a private key can be. What was
    /// read, and held none, is kept until something else is given.
    pub fn clear(&self) {
        let mut guard = self.inner.borrow_mut();
        let inner = &mut *guard;
        let read = std::mem::take(&mut inner.proven);
        inner.cleared = std::mem::take(&mut inner.contents);
        inner.cleared.retain(|it| read.contains(&it.id));
        inner.pending = None;
        inner.passwords.clear();
        inner.typed = None;
        inner.answered = false;
        inner.explain = None;
        give::set_box("input", "");
        give::set_box("says", "");
        drop(guard);
        self.restart();
    }

    /// Puts back what was taken away last.
    pub fn restore(&self) {
        let mut inner = self.inner.borrow_mut();
        inner.contents = std::mem::take(&mut inner.cleared);
        let held = inner.contents.iter().map(|it| it.id).collect();
        drop(inner);
        self.tell(Action::Restored(held));
    }
}

impl Inner {
    fn tell_engine(&self, message: &ToEngine, contents: Option<Array>) {
        if let Some(worker) = &self.worker {
            Self::post(worker, message, contents);
        }
    }

    fn post(worker: &Worker, message: &ToEngine, contents: Option<Array>) {
        let pair = Array::of1(&wire::write(message));
        if let Some(contents) = contents {
            pair.push(&contents);
        }
        let _ = worker.post_message(&pair);
    }
}
