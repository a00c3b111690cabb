//! The browser: the only code that names web-sys, js-sys and wasm-bindgen (beside the doors).
//!
//! Compiles natively too, for the rendered-view tests, where none of it may be called except
//! [`local_time`], which is then empty.

mod give;
mod link;

use js_sys::{Date, Function, JsString, Reflect, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{Document, Element, Event, HtmlElement, Window};

pub use link::Link;

/// Where the program is kept that the person uses; the start-up script keeps the colours, and nothing
/// else is kept.
const MINE_KEY: &str = "pemlens-mine";

/// What stands before the word of a form in the id of its password box.
pub const SAVE_BOX: &str = "save-";

fn window() -> Window {
    web_sys::window().expect("the page runs in a window")
}

fn document() -> Document {
    window().document().expect("the window has a document")
}

fn by_id(id: &str) -> Option<HtmlElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

fn get(from: &JsValue, name: &str) -> JsValue {
    Reflect::get(from, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED)
}

/// Calls a method by name, for what web-sys would copy into Rust strings or does not have.
fn call(on: &JsValue, name: &str, argument: &JsValue) -> Option<JsValue> {
    get(on, name).dyn_into::<Function>().ok()?.call1(on, argument).ok()
}

fn after(milliseconds: i32, run: impl FnOnce() + 'static) -> i32 {
    let run = Closure::once_into_js(run);
    window()
        .set_timeout_with_callback_and_timeout_and_arguments_0(run.unchecked_ref(), milliseconds)
        .unwrap_or(0)
}

/// Mounts the page, in place of what index.html holds of it.
pub fn mount() {
    // Through Yew, which would put its own in place: that one writes messages to the console.
    yew::set_custom_panic_hook(Box::new(|info| {
        // Only the place: a message could quote what was pasted.
        let place = info.location().map(|it| [it.file(), ":", &it.line().to_string()].concat());
        set_engine_word("failed");
        if let Some(alert) = by_id("alert") {
            let place = place.unwrap_or_default();
            let text = ["The page itself failed (", &place, "). Reload it to go on."].concat();
            alert.set_text_content(Some(&text));
        }
    }));
    let Some(root) = by_id("app") else { return };
    root.set_text_content(None);
    yew::Renderer::<super::App>::with_root(root.into()).render();
}

/// Seconds since 1970 by the device's clock.
pub fn clock() -> i64 {
    (Date::now() / 1000.0).floor() as i64
}

/// The time in the reader's own time zone and language; empty outside a browser.
pub fn local_time(seconds: i64) -> String {
    if !cfg!(target_arch = "wasm32") {
        return String::new();
    }
    let date = Date::new(&JsValue::from_f64(seconds as f64 * 1000.0));
    if date.get_time().is_nan() {
        return String::new();
    }
    String::from(date.to_locale_string("default", &JsValue::UNDEFINED))
}

/// A host as typed, international names in the form of the wire: the browser has the tables
/// (UTS 46) that would weigh more than the rest of the engine.
pub fn ascii_host(typed: &str) -> String {
    if typed.is_ascii() {
        return typed.to_owned();
    }
    let host = to_script("pemlensHost", typed, &JsValue::UNDEFINED).as_string();
    host.unwrap_or_else(|| typed.to_owned())
}

/// A property of the control that sent the event.
fn held(event: &Event, name: &str) -> JsValue {
    get(&get(event, "target"), name)
}

/// What the control that sent the event holds.
pub fn value_of(event: &Event) -> String {
    held(event, "value").as_string().unwrap_or_default()
}

/// The point in time that the control holds, in seconds since 1970; the browser has read it.
pub fn time_of(event: &Event) -> Option<i64> {
    let milliseconds = held(event, "valueAsNumber").as_f64()?;
    (!milliseconds.is_nan()).then(|| (milliseconds / 1000.0) as i64)
}

/// Whether the box that sent the event is ticked.
pub fn checked(event: &Event) -> bool {
    held(event, "checked").is_truthy()
}

/// The name of the key that was pressed.
pub fn key_of(event: &Event) -> String {
    get(event, "key").as_string().unwrap_or_default()
}

/// Sets `<html data-engine>`.
pub fn set_engine_word(word: &str) {
    if let Some(html) = document().document_element() {
        let _ = html.set_attribute("data-engine", word);
    }
}

/// Sets `<html data-full>`: the full engine is at work, or `failed`. The style sheet says under the
/// findings what that means.
fn set_full(word: &str) {
    if let Some(html) = document().document_element() {
        let _ = html.set_attribute("data-full", word);
    }
}

/// Copies text and says so on the button that was pressed.
pub fn copy(event: &Event, text: &str) {
    let button = event.target().and_then(|it| it.dyn_into::<Element>().ok());
    copy_from(button.and_then(|it| it.closest("button").ok().flatten()), text);
}

/// Copies the page's address with a question behind it, which no server is told.
pub fn copy_link(event: &Event, question: &str, host: &str) {
    let link = to_script("pemlensLink", question, &host.into()).as_string();
    copy(event, &link.unwrap_or_default());
}

/// Opens the browser's own window for printing.
pub fn print() {
    call(&window(), "print", &JsValue::UNDEFINED);
}

/// Copies text that the engine was asked for.
pub fn copy_text(text: &str) {
    copy_from(None, text);
}

fn copy_from(button: Option<Element>, text: &str) {
    to_script("pemlensCopy", text, &button.map_or(JsValue::NULL, JsValue::from));
}

/// Offers text as a file to save.
pub fn save_text(name: &str, text: &str) {
    save(name, &JsValue::from_str(text));
}

/// Offers a text or bytes as a file to save. The bytes are wiped.
fn save(name: &str, content: &JsValue) {
    to_script("pemlensSave", name, content);
}

/// Calls a function of the start-up script, which does with few bytes what would take many here.
fn to_script(name: &str, text: &str, value: &JsValue) -> JsValue {
    let global = js_sys::global();
    match get(&global, name).dyn_into::<Function>() {
        Ok(function) => {
            function.call2(&global, &JsValue::from_str(text), value).unwrap_or_default()
        }
        Err(_) => JsValue::UNDEFINED,
    }
}

/// The program chosen on an earlier visit, by id.
pub fn stored_mine() -> String {
    to_script("pemlensKept", MINE_KEY, &JsValue::UNDEFINED).as_string().unwrap_or_default()
}

/// Remembers the program that the person uses; empty for none.
pub fn store_mine(id: &str) {
    to_script("pemlensKept", MINE_KEY, &JsValue::from_str(id));
}

/// The first words of `index.html`, which the start-up script keeps.
#[cfg(target_arch = "wasm32")]
pub fn first_words() -> String {
    get(&js_sys::global(), "pemlensFirstWords").as_string().unwrap_or_default()
}

/// Whether there is room for everything to stand open; always outside a browser.
pub fn is_wide() -> bool {
    !cfg!(target_arch = "wasm32")
        || get(&window(), "innerWidth").as_f64().is_none_or(|it| it >= 720.0)
}

/// Folds what is around the target of the event.
pub fn fold(event: &Event) {
    let from = event.target().and_then(|it| it.dyn_into::<Element>().ok());
    if let Some(folded) = from.and_then(|it| it.closest("details").ok().flatten()) {
        let _ = folded.remove_attribute("open");
    }
}

/// Brings an element of the page into view, where its beginning is not in view already.
pub fn reveal(id: &str) {
    let Some(element) = by_id(id) else { return };
    let top = element.get_bounding_client_rect().top();
    let height = window().inner_height().ok().and_then(|it| it.as_f64()).unwrap_or_default();
    if top < 0.0 || top > height * 0.7 {
        element.scroll_into_view();
    }
}

/// Unfolds the first finding of a rule and brings it into view.
pub fn open_finding(rule: &str) {
    let path = [".finding[data-rule='", rule, "'] summary"].concat();
    let found = document().query_selector(&path).ok().flatten();
    let Some(summary) = found.and_then(|it| it.dyn_into::<HtmlElement>().ok()) else { return };
    if let Some(finding) = summary.parent_element() {
        let _ = finding.set_attribute("open", "");
    }
    let _ = summary.focus();
    summary.scroll_into_view();
}

/// Moves the keyboard to an element without scrolling.
pub fn focus(id: &str) {
    let Some(element) = by_id(id) else { return };
    let how = js_sys::Object::new();
    let _ = Reflect::set(&how, &"preventScroll".into(), &JsValue::TRUE);
    call(&element, "focus", &how);
}

/// Moves the keyboard to the box for a password, where somebody has just given what is locked.
pub fn focus_lock() {
    let document = document();
    let Some(active) = document.active_element() else { return };
    let empty_box = active.id() == "input" && get(&active, "value") == "";
    if (empty_box || active.tag_name() == "BODY")
        && let Ok(Some(field)) = document.query_selector(".lock input")
    {
        focus(&field.id());
    }
}

/// Sets one style property. Through the object model: the policy forbids `style` attributes.
pub fn set_style(id: &str, property: &str, value: &str) {
    if let Some(element) = by_id(id) {
        let _ = element.style().set_property(property, value);
    }
}

/// How far a scrolling element is scrolled, and its height, in pixels.
pub fn scrolled(id: &str) -> (i32, i32) {
    by_id(id).map_or((0, 0), |it| (it.scroll_top(), it.client_height()))
}

/// Scrolls an element.
pub fn scroll_to(id: &str, top: i32) {
    if let Some(element) = by_id(id) {
        element.set_scroll_top(top);
    }
}

/// Whether two contents are the same.
fn same(one: &JsValue, other: &JsValue) -> bool {
    let same = get(&js_sys::global(), "pemlensSame").dyn_into::<Function>();
    same.and_then(|it| it.call2(&JsValue::NULL, one, other)).is_ok_and(|it| it.is_truthy())
}

fn length(content: &JsValue) -> u32 {
    match content.dyn_ref::<Uint8Array>() {
        Some(bytes) => bytes.length(),
        None => content.dyn_ref::<JsString>().map_or(0, JsString::length),
    }
}
