//! The engine's door in a Web Worker: messages in, messages out.
//!
//! The worker keeps what it read of each source, so a new question reads nothing again. It keeps
//! no source bytes: they are wiped where a private key was as soon as the source was scanned. The
//! full engine keeps the keys apart, as long as their source is listed, for a file that the person
//! asks for; they are in no report. Ending the worker ends everything.
//!
//! What both engines answer is here. What the full engine answers besides is in `full`, behind
//! [`Service`].

#[cfg(feature = "full")]
mod full;

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use js_sys::{Array, JsString, Uint8Array};
use serde::Serialize;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

use crate::crypto;
use crate::decode::Progress;
use crate::input::{Password, Source, wipe_secrets};
use crate::present;
use crate::report::{self, Given, Report};
use crate::trust;
use crate::view::{Ask, FromEngine, Take, ToEngine};
use crate::wire;

#[cfg(not(feature = "full"))]
use Small as Built;
#[cfg(feature = "full")]
use full::Full as Built;

/// How many lines of the list of certificates come with an answer.
const FIRST_ROWS: usize = 60;
/// How many bytes are read between two progress messages.
const PROGRESS_STEP: usize = 2 << 20;

/// What one engine answers and the other does not, and what it keeps for that.
pub trait Service: Default + 'static {
    /// What it knows of both sides of a connection, where the question is about them.
    type Connection;

    /// Makes ready for what it does later, in a turn of its own.
    fn prepare(session: &Rc<RefCell<Session<Self>>>);

    /// Answers a message that is no [`ToEngine`]; false where it does not know it.
    fn handle_event(session: &mut Session<Self>, event: &MessageEvent) -> bool;

    /// Answers a question that the other engine does not answer. `message` is what it came in.
    fn handle(session: &mut Session<Self>, question: ToEngine, message: &Array);

    /// Reads a source.
    fn read(&mut self, source: &Source, progress: &mut dyn FnMut(Progress)) -> Given;

    /// Forgets what belongs to sources that are not listed any more. `changed`: there are other
    /// sources than before.
    fn forget(&mut self, listed: &HashMap<u32, Given>, changed: bool);

    /// Asks about both sides of a connection, where the question is about them, and writes what comes
    /// of it into the report's answer.
    fn connect(&mut self, report: &mut Report, ask: &Ask) -> Self::Connection;

    /// The certificates that the list shows; `None` for all of them.
    fn chosen(&self) -> Option<&[usize]>;

    /// Tells what follows an answer.
    fn follow(session: &mut Session<Self>, run: u32, connection: Self::Connection);

    /// Something to take away: a file name, and its text.
    fn written(report: &Report, take: Take) -> Option<(String, String)>;
}

/// The small engine: certificates, and what most answers need.
#[derive(Default)]
pub struct Small;

impl Service for Small {
    type Connection = ();

    fn prepare(_: &Rc<RefCell<Session<Self>>>) {}

    fn handle_event(_: &mut Session<Self>, _: &MessageEvent) -> bool {
        false
    }

    /// The page asks again once the full engine has taken over.
    fn handle(_: &mut Session<Self>, _: ToEngine, _: &Array) {}

    fn read(&mut self, source: &Source, progress: &mut dyn FnMut(Progress)) -> Given {
        report::read(source, progress)
    }

    fn forget(&mut self, _: &HashMap<u32, Given>, _: bool) {}

    /// How two sides meet only the full engine knows.
    fn connect(&mut self, report: &mut Report, ask: &Ask) {
        if ask.both == Some(true) {
            report::look_on(report);
        }
    }

    fn chosen(&self) -> Option<&[usize]> {
        None
    }

    fn follow(_: &mut Session<Self>, _: u32, (): ()) {}

    fn written(_: &Report, _: Take) -> Option<(String, String)> {
        None
    }
}

/// What one worker knows.
#[derive(Default)]
pub struct Session<E> {
    /// What was read of each source, by the page's number for it.
    read: HashMap<u32, Given>,
    /// Passwords given for a source that still has something locked: the next one may open the
    /// rest, and must not lock again what these opened. Those that opened nothing are not kept.
    passwords: HashMap<u32, Vec<Password>>,
    /// The newest report and its run.
    report: Option<(u32, Report)>,
    /// What the engine keeps besides.
    engine: E,
}

/// Starts the engine that is built.
pub fn start() {
    listen::<Built>();
}

/// Starts to listen, and says so to the page.
fn listen<E: Service>() {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let session = Rc::new(RefCell::new(Session::<E>::default()));
    E::prepare(&session);
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let session = &mut session.borrow_mut();
        if !E::handle_event(session, &event) {
            handle(session, event.data());
        }
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
fn handle<E: Service>(session: &mut Session<E>, data: JsValue) {
    let pair: Array = data.unchecked_into();
    match wire::read_question(&pair.get(0)) {
        Some(ToEngine::Ask(ask)) => answer(session, &ask, &pair.get(1).unchecked_into()),
        Some(ToEngine::Rows { run, from, to }) => {
            if let Some(report) = session.report_of(run) {
                post(&session.rows(run, report, from, to));
            }
        }
        Some(ToEngine::Sheet { run, object }) => {
            if let Some(report) = session.report_of(run)
                && let Some(sheet) = present::sheet(report, object)
            {
                post(&FromEngine::Sheet { run, sheet: Box::new(sheet) });
            }
        }
        Some(ToEngine::Clean { source, take, copy }) => {
            let Some((_, report)) = &session.report else { return };
            if let Some((name, text)) = written::<E>(report, source, take) {
                post(&FromEngine::Clean { copy, name, text });
            }
        }
        Some(other) => E::handle(session, other, &pair),
        None => {}
    }
}

impl<E: Service> Session<E> {
    /// The newest report, where it is of this run.
    fn report_of(&self, run: u32) -> Option<&Report> {
        self.report.as_ref().filter(|(newest, _)| *newest == run).map(|(_, report)| report)
    }

    /// Lines of the list of all certificates, or of those that were chosen.
    fn rows(&self, run: u32, report: &Report, from: usize, to: usize) -> FromEngine {
        let chosen = self.engine.chosen();
        let total = chosen.map_or(report.objects.len(), <[usize]>::len);
        FromEngine::Rows { run, from, total, rows: present::rows(report, chosen, from, to) }
    }
}

/// Something to take away: a file name, and its text.
fn written<E: Service>(report: &Report, source: u32, take: Take) -> Option<(String, String)> {
    match take {
        Take::Pem => match report.sources.iter().find(|given| given.id == source) {
            Some(given) => Some(present::clean(given)),
            None => present::bundle(report),
        },
        other => E::written(report, other),
    }
}

fn answer<E: Service>(session: &mut Session<E>, ask: &Ask, contents: &Array) {
    read_new(session, ask, contents);
    let changed = contents.length() > 0 || session.read.len() != ask.sources.len();
    session.read.retain(|id, _| ask.sources.iter().any(|source| source.id == *id));
    session.engine.forget(&session.read, changed);
    session
        .passwords
        .retain(|id, _| session.read.get(id).is_some_and(|it| !it.contents.locked.is_empty()));
    let given = ask.sources.iter().filter_map(|source| {
        let mut given = session.read.get(&source.id)?.clone();
        given.trusted = source.trusted;
        given.name.clone_from(&source.name);
        Some(given)
    });
    let mut report = report::examine(given.collect(), &ask.question);
    let connection = session.engine.connect(&mut report, ask);
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
    session.report = Some((ask.run, report));
    E::follow(session, ask.run, connection);
}

fn read_new<E: Service>(session: &mut Session<E>, ask: &Ask, contents: &Array) {
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
        let mut passwords = session.passwords.remove(&id).unwrap_or_default();
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
        let given = session.engine.read(&source, &mut progress);
        wipe_secrets(&mut source.bytes, &given.contents.secrets);
        before = before.saturating_add(given.bytes);
        session.read.insert(id, given);
        source.passwords.retain(Password::has_fit);
        session.passwords.insert(id, source.passwords);
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
