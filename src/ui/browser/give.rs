//! How contents come in: paste and drop anywhere, files, the text box, samples.
//!
//! Contents stay JavaScript values from the clipboard to the worker. A large paste is taken out
//! of the event and never enters the text box, where 1,000 certificates cost a second.

use js_sys::{Array, JsString, Promise, Reflect, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Event, FileList, HtmlElement, HtmlInputElement};
use yew::AttrValue;

use super::link::Content;
use super::{Link, after, by_id, call, document, get, length, same, window};
use crate::model::{Purpose, Question, Trust};
use crate::ui::state::{Action, Keep, Origin, Sample, Source, When};

/// The text box waits this long for the next key.
const TYPING: i32 = 120;

/// A sample's files and question.
pub(super) struct SampleData {
    pub files: Vec<(String, JsValue, bool)>,
    question: Question,
    when: When,
}

fn text(from: &JsValue, name: &str) -> String {
    get(from, name).as_string().unwrap_or_default()
}

fn text_box(id: &str) -> JsValue {
    by_id(id).map_or(JsValue::NULL, JsValue::from)
}

/// Puts text into a text box.
pub(super) fn set_box(id: &str, text: &str) {
    let area = text_box(id);
    if area.is_object() {
        let _ = Reflect::set(&area, &"value".into(), &text.into());
    }
}

impl Link {
    /// Paste and drop, anywhere in the window.
    pub(super) fn listen(&self) {
        let link = self.clone();
        on("paste", move |event| {
            if !keeps_paste(event) {
                event.prevent_default();
                link.take_transfer(
                    &get(event, "clipboardData"),
                    "The clipboard holds no text and no files.",
                );
            }
        });
        let link = self.clone();
        on("drop", move |event| {
            event.prevent_default();
            show_drop(false);
            link.take_transfer(&get(event, "dataTransfer"), "Nothing readable was dropped.");
        });
        on("dragover", |event| event.prevent_default());
        on("dragenter", |event| {
            event.prevent_default();
            show_drop(true);
        });
        on("dragleave", |event| {
            // Leaving for nowhere is leaving the window.
            if get(event, "relatedTarget").is_null() {
                show_drop(false);
            }
        });
    }

    fn take_transfer(&self, transfer: &JsValue, nothing: &'static str) {
        let text = call(transfer, "getData", &"text/plain".into()).unwrap_or_default();
        let files = get(transfer, "files").dyn_into::<FileList>().ok();
        if let Some(files) = files.filter(|it| it.length() > 0) {
            // Office programs add a picture of the text, file managers the name of the file.
            let armour = |it: &JsString| it.includes("-----BEGIN", 0);
            if !text.dyn_ref::<JsString>().is_some_and(armour) {
                return self.take_files(&files);
            }
        }
        self.take_text(text, nothing);
    }

    fn take_text(&self, text: JsValue, nothing: &'static str) {
        let blank = text.dyn_ref::<JsString>().is_none_or(|it| it.trim().length() == 0);
        match blank {
            true => self.tell.emit(Action::Noted(nothing.into())),
            false => self.give(vec![(Origin::Pasted, String::new(), text)]),
        }
    }

    /// The "Paste" button, for touch screens.
    pub fn paste(&self) {
        const REFUSED: &str = "The browser did not hand over the clipboard. Press Ctrl+V (⌘V), or paste into the box.";
        let clipboard = get(&get(&window(), "navigator"), "clipboard");
        let promise = call(&clipboard, "readText", &JsValue::UNDEFINED);
        let link = self.clone();
        spawn_local(async move {
            let text = match promise.and_then(|it| it.dyn_into::<Promise>().ok()) {
                Some(promise) => JsFuture::from(promise).await.ok(),
                None => None,
            };
            match text {
                Some(text) => link.take_text(text, "The clipboard holds no text."),
                None => link.tell.emit(Action::Noted(REFUSED.into())),
            }
        });
    }

    /// The files chosen with the "Open files" button.
    pub fn files_chosen(&self) {
        let Some(input) = by_id("files").and_then(|it| it.dyn_into::<HtmlInputElement>().ok())
        else {
            return;
        };
        if let Some(files) = input.files() {
            self.take_files(&files);
        }
        // So that choosing the same file again is a change again.
        input.set_value("");
    }

    fn take_files(&self, files: &FileList) {
        // The list is emptied when the event is over; the promises must be made now.
        let reading: Vec<_> = (0..files.length())
            .filter_map(|at| files.get(at))
            .map(|file| (file.name(), file.array_buffer()))
            .collect();
        let link = self.clone();
        spawn_local(async move {
            let mut given = Vec::new();
            let mut unread = Vec::new();
            for (name, promise) in reading {
                match JsFuture::from(promise).await {
                    Ok(buffer) => {
                        given.push((Origin::File, name, Uint8Array::new(&buffer).into()));
                    }
                    Err(_) => unread.push(name),
                }
            }
            link.give(given);
            if !unread.is_empty() {
                let advice =
                    " could not be read. If it is a folder, open it and drop the files in it.";
                link.tell.emit(Action::Noted([&unread.join(", "), advice].concat().into()));
            }
        });
    }

    fn give(&self, items: Vec<(Origin, String, JsValue)>) {
        let mut sources = Vec::new();
        let mut known = Vec::new();
        for (origin, name, value) in items {
            let pasted = origin == Origin::Pasted;
            let here = self
                .inner
                .borrow()
                .contents
                .iter()
                .any(|it| it.pasted == pasted && it.name == name && same(&it.value, &value));
            match here {
                true if pasted => known.push("This text".to_owned()),
                true => known.push(name),
                false => sources.push(self.hold(origin, name, value, false)),
            }
        }
        if !sources.is_empty() {
            self.tell.emit(Action::Given(sources));
        }
        if !known.is_empty() {
            let verb = if known.len() == 1 { " is" } else { " are" };
            let text =
                [&known.join(", "), verb, " already loaded, with the same content."].concat();
            self.tell.emit(Action::Noted(text.into()));
        }
    }

    fn hold(&self, origin: Origin, name: String, value: JsValue, trusted: bool) -> Source {
        let mut inner = self.inner.borrow_mut();
        inner.cleared.clear();
        inner.last_id += 1;
        let id = inner.last_id;
        let bytes = length(&value) as usize;
        let pasted = origin == Origin::Pasted;
        // The browser has the tables for what is safe to read; see boot.js.
        let shown = call(&js_sys::global(), "pemlensVisible", &name.as_str().into());
        let shown = AttrValue::from(shown.and_then(|it| it.as_string()).unwrap_or_default());
        inner.contents.push(Content { id, name, pasted, value });
        Source { id, name: shown, bytes, origin, trusted, keep: Keep::Held }
    }

    /// A key was pressed in the text box: its text is read when the typing pauses.
    pub fn typing(&self) {
        let link = self.clone();
        let timer = after(TYPING, move || link.typed());
        if let Some(old) = self.inner.borrow_mut().typing.replace(timer) {
            window().clear_timeout_with_handle(old);
        }
    }

    fn typed(&self) {
        let value = get(&text_box("input"), "value");
        let blank = value.dyn_ref::<JsString>().is_none_or(|it| it.trim().length() == 0);
        let mut inner = self.inner.borrow_mut();
        if let Some(old) = inner.typed.take() {
            inner.contents.retain(|it| it.id != old);
        }
        drop(inner);
        let source = (!blank).then(|| self.hold(Origin::Typed, String::new(), value, false));
        self.inner.borrow_mut().typed = source.as_ref().map(|it| it.id);
        self.tell.emit(Action::Typed(source));
    }

    /// A key was pressed in the box for messages: its text is explained when the typing pauses.
    pub fn saying(&self) {
        let link = self.clone();
        let timer = after(TYPING, move || {
            link.explain(get(&text_box("says"), "value").as_string().unwrap_or_default());
        });
        if let Some(old) = self.inner.borrow_mut().saying.replace(timer) {
            window().clear_timeout_with_handle(old);
        }
    }

    /// Moves a pasted text into the text box.
    pub fn edit(&self, id: u32) {
        let mut inner = self.inner.borrow_mut();
        let Some(at) = inner.contents.iter().position(|it| it.id == id) else { return };
        let Some(text) = inner.contents.remove(at).value.as_string() else { return };
        drop(inner);
        let mut whole = get(&text_box("input"), "value").as_string().unwrap_or_default();
        if !whole.trim().is_empty() {
            whole.push('\n');
        }
        whole.push_str(&text);
        set_box("input", &whole);
        self.tell.emit(Action::Removed(id));
        self.typed();
        if let Some(area) = by_id("input") {
            let _ = HtmlElement::focus(&area);
        }
    }

    /// Tries what stands in a source's password box, and empties the box. The password goes to the
    /// engine as it is and is not kept here.
    pub fn unlock(&self, id: u32) {
        let Some(field) = by_id(&["password-", &id.to_string()].concat()) else { return };
        let password = take(&field);
        let mut inner = self.inner.borrow_mut();
        inner.passwords.push((id, password));
        inner.sent.retain(|it| *it != id);
        drop(inner);
        self.tell(Action::Retried(id));
    }

    /// Takes a source away.
    pub fn remove(&self, id: u32) {
        let mut inner = self.inner.borrow_mut();
        inner.contents.retain(|it| it.id != id);
        if inner.typed == Some(id) {
            inner.typed = None;
            set_box("input", "");
        }
        drop(inner);
        self.tell.emit(Action::Removed(id));
    }

    /// Puts a sample in the place of everything.
    pub fn sample(&self, at: usize) {
        let mut inner = self.inner.borrow_mut();
        let Some(sample) = inner.samples.get(at) else { return };
        if sample.files.is_empty() {
            inner.wanted = Some(at);
            return;
        }
        let files = sample.files.clone();
        let (question, when) = (sample.question.clone(), sample.when);
        inner.contents.clear();
        inner.typed = None;
        set_box("input", "");
        drop(inner);
        let files = files.into_iter();
        let sources =
            files.map(|(name, value, trusted)| self.hold(Origin::Sample, name, value, trusted));
        self.tell.emit(Action::Sampled(sources.collect(), question, when));
    }

    /// The question in the address, where somebody sent a link with one.
    pub(super) fn take_question(&self, from: &JsValue) {
        let (question, when) = question(from);
        if question != Question::default() {
            self.tell.emit(Action::Asked(question, when));
        }
    }

    pub(super) fn take_samples(&self, samples: &JsValue) {
        let mut shown = Vec::new();
        let mut data = Vec::new();
        for sample in list(samples) {
            let (title, about) = (text(&sample, "title").into(), text(&sample, "about").into());
            shown.push(Sample { id: text(&sample, "id").into(), title, about });
            let (question, when) = question(&get(&sample, "question"));
            let files = list(&get(&sample, "files"));
            let files = files.iter().map(|file| {
                (text(file, "name"), get(file, "text"), get(file, "trusted").is_truthy())
            });
            data.push(SampleData { files: files.collect(), question, when });
        }
        let mut inner = self.inner.borrow_mut();
        inner.samples = data;
        let wanted = inner.wanted.take();
        drop(inner);
        self.tell.emit(Action::SamplesCame(shown.into()));
        if let Some(at) = wanted {
            self.sample(at);
        }
    }
}

fn list(value: &JsValue) -> Vec<JsValue> {
    value.dyn_ref::<Array>().map(|it| it.iter().collect()).unwrap_or_default()
}

fn question(from: &JsValue) -> (Question, When) {
    let purpose = match text(from, "purpose").as_str() {
        "server" => Some(Purpose::Server),
        "client" => Some(Purpose::Client),
        "ca" => Some(Purpose::Ca),
        "any" => Some(Purpose::Any),
        _ => None,
    };
    let trust = match text(from, "trust").as_str() {
        "public" => Trust::Public,
        "given" => Trust::Given,
        "both" => Trust::Both,
        _ => Trust::Auto,
    };
    let when = get(from, "at").as_f64().map_or(When::Now, |at| When::At(at as i64));
    (Question { purpose, host: text(from, "host"), trust, ..Question::default() }, when)
}

fn on(name: &str, listener: impl FnMut(&Event) + 'static) {
    let mut listener = listener;
    let closure = Closure::<dyn FnMut(Event)>::new(move |event: Event| listener(&event));
    let _ = document().add_event_listener_with_callback(name, closure.as_ref().unchecked_ref());
    // For the life of the page.
    closure.forget();
}

/// One-line fields and the box for messages keep their own paste.
fn keeps_paste(event: &Event) -> bool {
    if get(&get(event, "target"), "id").as_string().as_deref() == Some("says") {
        return true;
    }
    let input = event.target().and_then(|it| it.dyn_into::<HtmlInputElement>().ok());
    input.is_some_and(|it| !matches!(it.type_().as_str(), "radio" | "checkbox" | "file" | "button"))
}

fn show_drop(on: bool) {
    if let Some(html) = document().document_element() {
        let _ = html.toggle_attribute_with_force("data-drop", on);
    }
}

/// What stands in a box, which is emptied.
pub(super) fn take(field: &JsValue) -> JsValue {
    let value = get(field, "value");
    let _ = Reflect::set(field, &"value".into(), &"".into());
    value
}
