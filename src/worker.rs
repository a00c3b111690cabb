//! The engine's door in a Web Worker: messages in, messages out.
//!
//! The worker keeps what it read of each source, so a new question reads nothing again. It keeps
//! no source bytes: they are wiped where a private key was as soon as the source was scanned. The
//! full engine keeps the keys apart, as long as their source is listed, for a file that the person
//! asks for; they are in no report. Ending the worker ends everything.

#[cfg(feature = "full")]
mod more;

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use js_sys::{Array, JsString, Uint8Array};
#[cfg(feature = "full")]
use js_sys::{Function, Reflect};
use serde::Serialize;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

#[cfg(feature = "full")]
use crate::convert::{self, RANDOM_BYTES, Random};
use crate::crypto;
#[cfg(feature = "full")]
use crate::decode::HeldKey;
use crate::decode::Progress;
#[cfg(feature = "full")]
use crate::export;
use crate::input::{Password, Source, wipe_secrets};
#[cfg(feature = "full")]
use crate::inside::{self, Look, Written};
#[cfg(feature = "full")]
use crate::model::Question;
use crate::present;
use crate::report::{self, Given, Report};
use crate::trust;
use crate::view::{Ask, FromEngine, Take, ToEngine};
#[cfg(feature = "full")]
use crate::view::{GuideAsk, HandshakeAsk, HandshakeView, InsideAnswer, InsideAsk, ListAsk, Notes};
use crate::wire;
#[cfg(feature = "full")]
use more::{Coming, More};

/// How many lines of the list of certificates come with an answer.
const FIRST_ROWS: usize = 60;
/// How many bytes are read between two progress messages.
const PROGRESS_STEP: usize = 2 << 20;

#[derive(Default)]
struct Desk {
    /// What was read of each source, by the page's number for it.
    read: HashMap<u32, Given>,
    /// The private keys of each source.
    #[cfg(feature = "full")]
    keys: HashMap<u32, Vec<HeldKey>>,
    /// Passwords given for a source that still has something locked: the next one may open the
    /// rest, and must not lock again what these opened. Those that opened nothing are not kept.
    passwords: HashMap<u32, Vec<Password>>,
    /// The message to explain; empty for none.
    explain: String,
    /// What is asked about both sides, where the newest question is about them.
    #[cfg(feature = "full")]
    both: Option<HandshakeAsk>,
    /// The program that is to be set up.
    #[cfg(feature = "full")]
    guide: GuideAsk,
    /// How the objects are unfolded that somebody looks into.
    #[cfg(feature = "full")]
    looks: HashMap<String, Look>,
    /// The certificates that the list shows, where somebody chose.
    #[cfg(feature = "full")]
    chosen: Option<Vec<usize>>,
    /// What is still to be told about the newest report.
    #[cfg(feature = "full")]
    coming: Coming,
    /// The newest report and its run.
    report: Option<(u32, Report)>,
}

/// Starts to listen, and says so to the page.
pub fn start() {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let desk = Rc::new(RefCell::new(Desk::default()));
    #[cfg(feature = "full")]
    more::prepare(&desk);
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        #[cfg(feature = "full")]
        if look(&mut desk.borrow_mut(), &event) || choose(&mut desk.borrow_mut(), &event) {
            return;
        }
        handle(&mut desk.borrow_mut(), event.data());
    });
    scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    // Lives as long as the worker.
    on_message.forget();
    // The root store is read now, while nobody waits, and not with the first certificate.
    trust::store();
    post(&FromEngine::Ready);
}

/// A message is the pair `[ToEngine, [[id, content], …]]`. What is not is dropped: only the page
/// of the same build talks to this worker.
fn handle(desk: &mut Desk, data: JsValue) {
    let pair: Array = data.unchecked_into();
    match wire::read_question(&pair.get(0)) {
        Some(ToEngine::Ask(ask)) => answer(desk, &ask, &pair.get(1).unchecked_into()),
        Some(ToEngine::Rows { run, from, to }) => {
            if let Some((_, report)) = desk.report.as_ref().filter(|(current, _)| *current == run) {
                post(&desk.rows(run, report, from, to));
            }
        }
        Some(ToEngine::Sheet { run, object }) => {
            if let Some((_, report)) = desk.report.as_ref().filter(|(current, _)| *current == run)
                && let Some(sheet) = present::sheet(report, object)
            {
                post(&FromEngine::Sheet { run, sheet: Box::new(sheet) });
            }
        }
        Some(ToEngine::Clean { source, take, copy }) => {
            let Some((_, report)) = &desk.report else { return };
            if let Some((name, text)) = written(report, source, take) {
                post(&FromEngine::Clean { copy, name, text });
            }
        }
        #[cfg(feature = "full")]
        Some(ToEngine::Save { form }) => {
            let beside: Array = pair.get(1).unchecked_into();
            save(desk, &form, beside.get(0).as_string().map(Password::new));
        }
        // Only the full engine tells the page that there is something to save.
        #[cfg(not(feature = "full"))]
        Some(ToEngine::Save { .. }) => {}
        Some(ToEngine::Explain { text }) => {
            desk.explain = text;
            #[cfg(feature = "full")]
            more::tell(desk, More::Explained);
        }
        #[cfg(feature = "full")]
        Some(ToEngine::Guide(ask)) => {
            desk.guide = ask;
            more::tell(desk, More::Guide);
        }
        #[cfg(not(feature = "full"))]
        Some(ToEngine::Guide(_)) => {}
        None => {}
    }
}

impl Desk {
    /// Lines of the list of all certificates, or of those that were chosen.
    fn rows(&self, run: u32, report: &Report, from: usize, to: usize) -> FromEngine {
        #[cfg(feature = "full")]
        let chosen = self.chosen.as_deref();
        #[cfg(not(feature = "full"))]
        let chosen = None;
        let total = chosen.map_or(report.objects.len(), <[usize]>::len);
        FromEngine::Rows { run, from, total, rows: present::rows(report, chosen, from, to) }
    }
}

/// Looks into an object; false where that is not what is asked. The answer goes to the port that came
/// with the question.
#[cfg(feature = "full")]
fn look(desk: &mut Desk, event: &MessageEvent) -> bool {
    let pair: Array = event.data().unchecked_into();
    let Some(ask) = wire::read_inside(&pair.get(0)) else { return false };
    let (answer, file) = desk.look(&ask);
    let serializer = serde_wasm_bindgen::Serializer::new();
    let Ok(answer) = answer.serialize(&serializer) else { return true };
    let message = Array::of1(&answer);
    if let Some(bytes) = file {
        message.push(&Uint8Array::from(bytes.as_slice()));
    }
    // Through the object model: nothing else here speaks to a port.
    let get = |from: &JsValue, name: &str| Reflect::get(from, &name.into()).unwrap_or_default();
    let ports: Array = get(event, "ports").unchecked_into();
    let port = ports.get(0);
    if let Ok(post) = get(&port, "postMessage").dyn_into::<Function>() {
        let _ = post.call1(&port, &message);
    }
    true
}

/// Chooses lines of the list of all certificates, and tells the page the first of them; false where that
/// is not what is asked.
#[cfg(feature = "full")]
fn choose(desk: &mut Desk, event: &MessageEvent) -> bool {
    let pair: Array = event.data().unchecked_into();
    let Some(ask) = wire::read_list(&pair.get(0)) else { return false };
    let Some((run, report)) = desk.report.as_ref().filter(|(run, _)| *run == ask.run) else {
        return true;
    };
    desk.chosen =
        (ask != ListAsk { run: *run, ..ListAsk::default() }).then(|| present::choose(report, &ask));
    post(&desk.rows(*run, report, 0, FIRST_ROWS));
    true
}

#[cfg(feature = "full")]
impl Desk {
    fn look(&mut self, ask: &InsideAsk) -> (InsideAnswer, Option<Vec<u8>>) {
        let gone =
            || InsideAnswer::Refused("It is not here any more, or has no bytes to show.".into());
        let report = self.report.as_ref().map(|(_, report)| report);
        let Some(object) = report.and_then(|it| inside::object(it, &ask.look)) else {
            return (gone(), None);
        };
        let look = self.looks.entry(ask.look.clone()).or_insert_with(|| Look::new(&object));
        match ask.act.as_str() {
            "hex" | "colons" | "pem" | "der" => match look.written(&object, ask.at, &ask.act) {
                Ok(Written::Text(text)) => (InsideAnswer::Text(text), None),
                Ok(Written::File(name, bytes)) => (InsideAnswer::File(name), Some(bytes)),
                Err(why) => (InsideAnswer::Refused(why), None),
            },
            _ => (InsideAnswer::View(Box::new(look.ask(&object, ask))), None),
        }
    }
}

/// Something to take away: a file name, and its text.
fn written(report: &Report, source: u32, take: Take) -> Option<(String, String)> {
    match take {
        Take::Pem => match report.sources.iter().find(|given| given.id == source) {
            Some(given) => Some(present::clean(given)),
            None => present::bundle(report),
        },
        #[cfg(feature = "full")]
        Take::Markdown => Some(("report.md".into(), export::markdown(report))),
        #[cfg(feature = "full")]
        Take::Json => Some(("report.json".into(), format!("{:#}\n", export::json(report)))),
        #[cfg(feature = "full")]
        Take::Drawing => Some(("chain.svg".into(), export::drawing(&present::overview(report)))),
        #[cfg(feature = "full")]
        Take::Picture => Some(("chain.png".into(), export::drawing(&present::overview(report)))),
        #[cfg(feature = "full")]
        Take::Calendar => Some(present::calendar_file(report)),
        #[cfg(not(feature = "full"))]
        _ => None,
    }
}

#[cfg(feature = "full")]
impl Desk {
    /// The private keys of what was given, in its order.
    fn held(&self, report: &Report) -> Vec<&HeldKey> {
        report.sources.iter().filter_map(|given| self.keys.get(&given.id)).flatten().collect()
    }
}

/// Writes a file and hands it over: its bytes go to the page, and none stay here.
#[cfg(feature = "full")]
fn save(desk: &Desk, form: &str, password: Option<Password>) {
    let Some((_, report)) = &desk.report else { return };
    let Some(form) = convert::by_word(form) else { return };
    let keys = desk.held(report);
    let password = password.as_ref().map(Password::text);
    // An empty box is no password where there need be none.
    let password =
        password.filter(|it| !it.is_empty() || form.info().password == convert::Wants::Always);
    let ask = convert::Ask { report, keys: &keys, form, password, name: "" };
    let saved = random().and_then(|random| convert::convert(&ask, random));
    match saved {
        Ok(saved) => {
            let bytes = Uint8Array::from(saved.bytes.as_slice());
            let handed_over = Array::of1(&bytes.buffer());
            let message = wire::write_file(&saved.name, bytes.into());
            let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
            let _ = scope.post_message_with_transfer(&message, &handed_over);
        }
        Err(why) => {
            let (_, notes) = convert::notes(report, &keys);
            post(&FromEngine::Notes { which: Notes::Save, head: why, notes });
        }
    }
}

/// Random bytes from the browser.
#[cfg(feature = "full")]
fn random() -> Result<Random, String> {
    let none = |_| "The browser gives no random bytes.".to_owned();
    let get = |from: &JsValue, name: &str| Reflect::get(from, &name.into());
    let crypto = get(&js_sys::global(), "crypto").map_err(none)?;
    let fill: Function = get(&crypto, "getRandomValues").map_err(none)?.unchecked_into();
    let array = Uint8Array::new_with_length(RANDOM_BYTES as u32);
    fill.call1(&crypto, &array).map_err(none)?;
    let mut bytes = [0; RANDOM_BYTES];
    array.copy_to(&mut bytes);
    Ok(Random::new(bytes))
}

fn answer(desk: &mut Desk, ask: &Ask, contents: &Array) {
    read_new(desk, ask, contents);
    #[cfg(feature = "full")]
    if contents.length() > 0 || desk.read.len() != ask.sources.len() {
        // Objects may have other numbers now.
        desk.looks.clear();
    }
    desk.read.retain(|id, _| ask.sources.iter().any(|source| source.id == *id));
    #[cfg(feature = "full")]
    desk.keys.retain(|id, _| desk.read.contains_key(id));
    desk.passwords
        .retain(|id, _| desk.read.get(id).is_some_and(|it| !it.contents.locked.is_empty()));
    let given = ask.sources.iter().filter_map(|source| {
        let mut given = desk.read.get(&source.id)?.clone();
        given.trusted = source.trusted;
        given.name.clone_from(&source.name);
        Some(given)
    });
    let mut report = report::examine(given.collect(), &ask.question);
    #[cfg(feature = "full")]
    let both = both_sides(&mut report, ask);
    #[cfg(feature = "full")]
    {
        desk.both = both.is_some().then(|| sides(ask));
        desk.chosen = None;
    }
    #[cfg(not(feature = "full"))]
    if ask.both == Some(true) {
        report::look_on(&mut report);
    }
    let overview = present::overview(&report);
    let selected = ask.selected.as_deref().and_then(|wanted| {
        (0..report.objects.len())
            .find(|object| report.certificate(*object).is_some_and(|c| crypto::id(c) == wanted))
    });
    let sheet =
        selected.or(overview.asked.object).and_then(|object| present::sheet(&report, object));
    post(&FromEngine::Answer {
        run: ask.run,
        overview: Box::new(overview),
        sheet: sheet.map(Box::new),
        rows: present::rows(&report, None, 0, FIRST_ROWS),
    });
    desk.report = Some((ask.run, report));
    #[cfg(feature = "full")]
    {
        let view = both.map(|view| Box::new(present::connection(&view)));
        post(&FromEngine::Connection { run: ask.run, view });
        desk.coming.begin(ask.run);
    }
}

/// What comes of the two sides meeting, where the question is about them.
#[cfg(feature = "full")]
fn both_sides(report: &mut Report, ask: &Ask) -> Option<HandshakeView> {
    // Somebody who asks about a use, a host or a certificate asks about one certificate.
    let Question { purpose, leaf, .. } = &ask.question;
    let nothing_chosen = || purpose.is_none() && leaf.is_none();
    let both = ask.both.unwrap_or_else(|| nothing_chosen() && present::is_pair(report));
    both.then(|| present::about_both(report, &sides(ask)))
}

/// What is asked about the two sides; the host is asked for once.
#[cfg(feature = "full")]
fn sides(ask: &Ask) -> HandshakeAsk {
    HandshakeAsk { host: ask.question.host.clone(), ..ask.sides.clone() }
}

fn read_new(desk: &mut Desk, ask: &Ask, contents: &Array) {
    let new: Vec<(u32, JsValue, Option<String>)> = contents
        .iter()
        .map(|entry| {
            let entry: Array = entry.unchecked_into();
            // Source numbers are small whole numbers; JavaScript knows only floats.
            (entry.get(0).as_f64().unwrap_or(0.0) as u32, entry.get(1), entry.get(2).as_string())
        })
        .collect();
    let mut before = 0usize;
    let total = new.iter().map(|(_, content, _)| length(content)).sum();
    for (id, content, password) in new {
        let mut passwords = desk.passwords.remove(&id).unwrap_or_default();
        passwords.extend(password.map(Password::new));
        let mut source = Source { id, bytes: bytes(&content), passwords, ..Source::default() };
        let mut told = 0usize;
        let mut progress = |progress: Progress| {
            let (done, total, rounds) = match progress {
                Progress::Bytes(done) if done.saturating_sub(told) < PROGRESS_STEP => return,
                Progress::Bytes(done) => {
                    told = done;
                    (before.saturating_add(done), total, false)
                }
                // Rounds are counted to 20 million at most.
                Progress::Rounds { done, total } => (done as usize, total as usize, true),
            };
            post(&FromEngine::Progress { run: ask.run, done, total, rounds });
        };
        #[cfg(feature = "full")]
        let given = {
            let mut keys = Vec::new();
            let given = report::read_keeping(&source, &mut progress, &mut keys);
            // Dropped, keys of a reading before are wiped.
            desk.keys.insert(id, keys);
            given
        };
        #[cfg(not(feature = "full"))]
        let given = report::read(&source, &mut progress);
        wipe_secrets(&mut source.bytes, &given.contents.secrets);
        before = before.saturating_add(given.bytes);
        desk.read.insert(id, given);
        source.passwords.retain(Password::has_fit);
        desk.passwords.insert(id, source.passwords);
    }
}

fn length(content: &JsValue) -> usize {
    let units = match content.dyn_ref::<JsString>() {
        Some(text) => text.length(),
        None => content.dyn_ref::<Uint8Array>().map_or(0, Uint8Array::length),
    };
    units as usize
}

fn bytes(content: &JsValue) -> Vec<u8> {
    match content.as_string() {
        Some(text) => text.into_bytes(),
        None => content.dyn_ref::<Uint8Array>().map(Uint8Array::to_vec).unwrap_or_default(),
    }
}

fn post(message: &FromEngine) {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let serializer = serde_wasm_bindgen::Serializer::new();
    if let Ok(value) = message.serialize(&serializer) {
        // Posting plain data to one's own page cannot fail.
        let _ = scope.post_message(&value);
    }
}
