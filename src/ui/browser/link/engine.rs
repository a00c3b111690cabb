//! The life of the engine's worker: started, warmed up, replaced by the full engine when the small
//! one cannot read something, and started again when it dies.

use js_sys::{Array, Promise};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, Event, MessageEvent, Url, Worker};

use super::super::get;
use super::Link;
use crate::model::Question;
use crate::ui::state::Action;
use crate::view::{Ask, SourceRef, ToEngine};

/// Makes the engine's glue wait for its compiled module, so that nothing is fetched.
const HANDSHAKE: &str =
    "\nself.onmessage=(e)=>{self.onmessage=null;wasm_bindgen({module_or_path:e.data});};";

/// A new engine reads a sample for itself so many milliseconds after it is up.
pub(super) const WARM_UP: i32 = 30;

/// An engine that dies this often before it is up is not started again.
const STARTS: u32 = 3;

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
        inner.load_full = get(parts, "full").dyn_into().ok();
        drop(inner);
        self.take_samples(&get(parts, "samples"));
        self.spawn();
    }

    pub(super) fn failed(&self, why: &str) {
        let text = ["The reader could not be started. ", why].concat();
        self.tell.emit(Action::EngineFailed(text.into()));
    }

    fn spawn(&self) {
        let mut inner = self.inner.borrow_mut();
        let engine = if inner.use_full { &inner.full } else { &inner.small };
        let Some(Engine { url, module }) = engine.clone() else { return };
        let Ok(worker) = Worker::new(&url) else {
            drop(inner);
            return self.failed("This browser allows no worker here.");
        };
        if inner.handlers.is_none() {
            let link = self.clone();
            let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
                if link.is_current(&event) {
                    link.heard(event.data());
                }
            });
            let link = self.clone();
            let on_error = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
                // Otherwise the browser writes the engine's words, and with them perhaps
                // something of the input, to the console.
                event.prevent_default();
                if link.is_current(&event) {
                    link.died(false);
                }
            });
            inner.handlers = Some((on_message, on_error));
        }
        if let Some((on_message, on_error)) = &inner.handlers {
            worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
            worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
            worker.set_onmessageerror(Some(on_error.as_ref().unchecked_ref()));
        }
        let _ = worker.post_message(&module);
        inner.worker = Some(worker);
    }

    /// The small engine met something it does not read: puts the full one in its place and asks it
    /// the same. False where there is no full one.
    pub(super) fn call_full(&self) -> bool {
        let mut inner = self.inner.borrow_mut();
        let Some(load) = inner.load_full.clone().filter(|_| !inner.use_full) else { return false };
        inner.use_full = true;
        inner.outstanding = None;
        if inner.pending.is_none() {
            inner.pending = inner.asked.take();
        }
        let at_hand = inner.full.is_some();
        drop(inner);
        self.restart();
        if at_hand {
            return true;
        }
        let link = self.clone();
        wasm_bindgen_futures::spawn_local(async move {
            let promise = load.call0(&JsValue::UNDEFINED).and_then(|it| it.dyn_into::<Promise>());
            let parts = match promise {
                Ok(promise) => JsFuture::from(promise).await.unwrap_or_default(),
                Err(_) => JsValue::UNDEFINED,
            };
            let mut inner = link.inner.borrow_mut();
            inner.full = Engine::new(&get(&parts, "0"), &get(&parts, "1"));
            if inner.full.is_none() {
                // The small one goes on alone, with what it can read.
                inner.load_full = None;
                inner.use_full = false;
                let words = "Part of PemLens could not be loaded, so not everything could be read. Reload the page.";
                link.tell.emit(Action::Noted(words.into()));
            }
            drop(inner);
            link.restart();
        });
        true
    }

    /// Lets an engine that nobody needs yet examine a sample: the first answer of a program whose
    /// code the browser has never run takes twice as long as the second.
    pub(super) fn warm_up(&self) {
        let inner = self.inner.borrow();
        if !inner.up || !inner.sent.is_empty() {
            return;
        }
        let new = Array::new();
        let mut sources = Vec::new();
        for (name, value, trusted) in inner.samples.first().iter().flat_map(|it| &it.files) {
            let id = u32::MAX - new.length();
            new.push(&Array::of2(&JsValue::from(id), value));
            sources.push(SourceRef { id, name: name.clone(), trusted: *trusted });
        }
        let ask = Ask { run: 0, sources, question: Question::default(), selected: None };
        inner.post(&ToEngine::Ask(ask), Some(new));
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
