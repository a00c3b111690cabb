//! The life of the engine's worker: started, warmed up, relieved by the full engine as soon as that
//! is ready, and started again when it dies.

use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, Event, MessageEvent, Url, Worker};

use super::super::{get, set_full};
use super::{Inner, Link};
use crate::ui::state::{Action, Told};
use crate::view::{Ask, SourceRef, ToEngine};

/// Makes the engine's glue wait for its compiled module, so that nothing is fetched.
const HANDSHAKE: &str =
    "\nself.onmessage=(e)=>{self.onmessage=null;wasm_bindgen({module_or_path:e.data});};";

/// A new engine reads a sample for itself so many milliseconds after it is up.
pub(super) const WARM_UP: i32 = 30;

/// An engine that dies this often before it is up is not started again.
const STARTS: u32 = 3;

/// The full engine, before it is at work.
#[derive(Default)]
pub(super) enum Relief {
    /// There is none, or it is at work.
    #[default]
    None,
    /// It could not be loaded, or died at once.
    Failed,
    /// It can be loaded: gives a promise of its glue and module.
    Offered(Function),
    /// It is being loaded and compiled.
    Loading,
    /// Its worker starts.
    Starting(Worker),
    /// It is up, and reads a sample.
    Warming(Worker),
    /// It waits for its turn.
    Ready(Worker),
}

impl Relief {
    fn worker(&self) -> Option<&Worker> {
        match self {
            Relief::Starting(it) | Relief::Warming(it) | Relief::Ready(it) => Some(it),
            _ => None,
        }
    }
}

/// Which worker says something.
enum Sender {
    AtWork,
    Relief,
    /// One that was terminated.
    Gone,
}

/// What a new worker needs.
#[derive(Clone)]
pub(super) struct Engine {
    /// Address of its glue.
    url: String,
    /// Its compiled module.
    module: JsValue,
}

impl Engine {
    /// From glue and module; `None` where one is missing, or the browser gives no address.
    pub(super) fn new(glue: &JsValue, module: &JsValue) -> Option<Self> {
        if !glue.is_string() || !module.is_object() {
            return None;
        }
        let kind = BlobPropertyBag::new();
        kind.set_type("text/javascript");
        let texts = Array::of2(glue, &HANDSHAKE.into());
        let blob = Blob::new_with_str_sequence_and_options(&texts, &kind).ok()?;
        let url = Url::create_object_url_with_blob(&blob).ok()?;
        Some(Self { url, module: module.clone() })
    }
}

impl Link {
    pub(super) fn started(&self, parts: &JsValue) {
        let engine = Engine::new(&get(parts, "engineGlue"), &get(parts, "engineModule"));
        if engine.is_none() {
            return self.failed("The reader's program could not be stored.");
        }
        let mut inner = self.inner.borrow_mut();
        inner.small = engine;
        inner.relief = get(parts, "full").dyn_into().map_or(Relief::None, Relief::Offered);
        drop(inner);
        self.take_samples(&get(parts, "samples"));
        self.spawn();
    }

    pub(super) fn failed(&self, why: &str) {
        let text = ["The reader could not be started. ", why].concat();
        self.tell.emit(Action::EngineFailed(text.into()));
    }

    /// Starts the engine that is to be at work.
    fn spawn(&self) {
        let inner = self.inner.borrow();
        let engine = if inner.use_full { &inner.full } else { &inner.small };
        let Some(engine) = engine.clone() else { return };
        drop(inner);
        let Some(worker) = self.open(&engine) else {
            return self.failed("This browser allows no worker here.");
        };
        at_work(&worker);
        self.inner.borrow_mut().worker = Some(worker);
    }

    /// A worker with an engine in it.
    fn open(&self, Engine { url, module }: &Engine) -> Option<Worker> {
        let worker = Worker::new(url).ok()?;
        let mut inner = self.inner.borrow_mut();
        let (on_message, on_error) = inner.handlers.get_or_insert_with(|| {
            let link = self.clone();
            let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
                match link.sender(&event) {
                    Sender::AtWork => link.heard(event.data()),
                    Sender::Relief => link.relief_heard(),
                    Sender::Gone => (),
                }
            });
            let link = self.clone();
            let on_error = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
                // Otherwise the browser writes the engine's words, and with them perhaps
                // something of the input, to the console.
                event.prevent_default();
                match link.sender(&event) {
                    Sender::AtWork => link.died(false),
                    Sender::Relief => link.relief_failed(),
                    Sender::Gone => (),
                }
            });
            (on_message, on_error)
        });
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        worker.set_onmessageerror(Some(on_error.as_ref().unchecked_ref()));
        let _ = worker.post_message(module);
        Some(worker)
    }

    fn sender(&self, event: &Event) -> Sender {
        let inner = self.inner.borrow();
        let from = event.target().map(JsValue::from);
        let is =
            |worker: Option<&Worker>| worker.map(JsValue::from).is_some_and(|it| Some(it) == from);
        if is(inner.worker.as_ref()) {
            Sender::AtWork
        } else if is(inner.relief.worker()) {
            Sender::Relief
        } else {
            Sender::Gone
        }
    }

    /// Loads the full engine and starts it beside the one at work, which it will relieve.
    pub(super) fn prepare_relief(&self) {
        let mut inner = self.inner.borrow_mut();
        let load = match std::mem::replace(&mut inner.relief, Relief::Loading) {
            Relief::Offered(load) => load,
            other => return inner.relief = other,
        };
        drop(inner);
        let link = self.clone();
        wasm_bindgen_futures::spawn_local(async move {
            let promise = load.call0(&JsValue::UNDEFINED).and_then(|it| it.dyn_into::<Promise>());
            let parts = match promise {
                Ok(promise) => JsFuture::from(promise).await.unwrap_or_default(),
                Err(_) => JsValue::UNDEFINED,
            };
            let full = Engine::new(&get(&parts, "0"), &get(&parts, "1"));
            let worker = full.as_ref().and_then(|engine| link.open(engine));
            let Some(worker) = worker else { return link.relief_failed() };
            let mut inner = link.inner.borrow_mut();
            inner.full = full;
            inner.relief = Relief::Starting(worker);
        });
    }

    /// The small engine goes on alone, with what it can read.
    fn relief_failed(&self) {
        let mut inner = self.inner.borrow_mut();
        inner.relief = Relief::Failed;
        set_full("failed");
        if std::mem::take(&mut inner.urgent) {
            inner.up = true;
        }
        drop(inner);
        self.pump();
    }

    /// The small engine met what it cannot judge: the full one will be asked the same. False where
    /// there is none.
    pub(super) fn call_full(&self) -> bool {
        let mut inner = self.inner.borrow_mut();
        match inner.relief {
            Relief::None => return false,
            Relief::Failed => {
                let words = "Part of PemLens could not be loaded, so not everything could be checked. Reload the page.";
                self.tell.emit(Action::Noted(words.into()));
                return false;
            }
            _ => (),
        }
        inner.outstanding = None;
        if inner.pending.is_none() {
            inner.pending = inner.asked.take();
        }
        inner.urgent = true;
        inner.up = false;
        drop(inner);
        self.prepare_relief();
        self.relieve();
        true
    }

    /// What the full engine says before it is at work: that it is up, and the answer to the sample.
    fn relief_heard(&self) {
        let mut inner = self.inner.borrow_mut();
        inner.relief = match std::mem::take(&mut inner.relief) {
            Relief::Starting(worker) => {
                inner.warm(&worker);
                Relief::Warming(worker)
            }
            Relief::Warming(worker) => Relief::Ready(worker),
            other => other,
        };
        drop(inner);
        self.relieve();
    }

    /// Puts the full engine in the small one's place, unless that is at work. What was answered
    /// before is asked again, for the full engine has more to say.
    pub(super) fn relieve(&self) {
        let mut inner = self.inner.borrow_mut();
        let worker = match std::mem::take(&mut inner.relief) {
            Relief::Ready(worker) if inner.outstanding.is_none() => worker,
            // Somebody waits: no time for a sample.
            Relief::Warming(worker) if inner.urgent => worker,
            other => return inner.relief = other,
        };
        at_work(&worker);
        if let Some(small) = inner.worker.replace(worker) {
            small.terminate();
        }
        set_full("");
        inner.use_full = true;
        inner.failed_starts = 0;
        // The small one may have been starting still: nobody else says that an engine is up.
        inner.up = true;
        let again = !std::mem::take(&mut inner.urgent) && !inner.sent.is_empty();
        inner.sent.clear();
        inner.blocks.clear();
        drop(inner);
        self.tell.emit(Action::Told(Told::Ready));
        self.tell_explain();
        self.tell_guide();
        if again {
            self.tell.emit(Action::AskedAgain);
        }
        self.pump();
    }

    /// Lets an engine that nobody needs yet examine a sample: the first answer of a program whose
    /// code the browser has never run takes twice as long as the second.
    pub(super) fn warm_up(&self) {
        let inner = self.inner.borrow();
        if let Some(worker) = inner.worker.as_ref().filter(|_| inner.up && inner.sent.is_empty()) {
            inner.warm(worker);
        }
    }

    pub(super) fn restart(&self) {
        let mut inner = self.inner.borrow_mut();
        if let Some(worker) = inner.worker.take() {
            worker.terminate();
        }
        inner.up = false;
        inner.outstanding = None;
        inner.sent.clear();
        inner.blocks.clear();
        drop(inner);
        self.spawn();
    }

    pub(super) fn died(&self, stopped: bool) {
        let mut inner = self.inner.borrow_mut();
        if !inner.up {
            inner.failed_starts += 1;
            let give_up = inner.failed_starts >= STARTS;
            if give_up && let Some(worker) = inner.worker.take() {
                worker.terminate();
            }
            drop(inner);
            return match give_up {
                true => self.failed("It stopped while starting. Reload, or try another browser."),
                // The question waits for the next one.
                false => self.restart(),
            };
        }
        let suspects = inner.outstanding.take().map(|it| it.1).unwrap_or_default();
        let held = inner.contents.iter().map(|it| it.id).collect();
        inner.pending = None;
        drop(inner);
        self.restart();
        self.tell.emit(Action::Died { suspects, held, stopped });
    }
}

/// Says to the script that looks into objects (`www/look.js`) which worker to ask.
fn at_work(worker: &Worker) {
    let _ = Reflect::set(&js_sys::global(), &"pemlensWorker".into(), worker);
}

impl Inner {
    fn warm(&self, worker: &Worker) {
        let new = Array::new();
        let mut sources = Vec::new();
        for (name, value, trusted) in self.samples.first().iter().flat_map(|it| &it.files) {
            let id = u32::MAX - new.length();
            new.push(&Array::of2(&JsValue::from(id), value));
            sources.push(SourceRef { id, name: name.clone(), trusted: *trusted });
        }
        let ask = Ask { sources, ..Ask::default() };
        Self::post(worker, &ToEngine::Ask(ask.into()), Some(new));
    }
}
