//! What the full engine answers in a worker and the small one does not: what an object is made of, a
//! choice from the list, files, guides, what a message means, both sides of a connection.

mod notes;

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use js_sys::{Array, Function, Reflect, Uint8Array};
use serde::Serialize;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

use super::{FIRST_ROWS, Service, Session, post};
use crate::convert::{self, RANDOM_BYTES, Random};
use crate::decode::{HeldKey, Progress};
use crate::export;
use crate::input::{Password, Source};
use crate::inside::{self, Look, Written};
use crate::model::Question;
use crate::present;
use crate::report::{self, Given, Report};
use crate::view::{
    Ask, FromEngine, GuideAsk, HandshakeAsk, HandshakeView, InsideAnswer, InsideAsk, ListAsk,
    Notes, Take, ToEngine,
};
use crate::wire;
use notes::{Coming, Topic};

/// The full engine, and what it keeps between questions.
#[derive(Default)]
pub struct Full {
    /// The private keys of each source.
    keys: HashMap<u32, Vec<HeldKey>>,
    /// The message to explain; empty for none.
    explain: String,
    /// What is asked about both sides, where the newest question is about them.
    both: Option<HandshakeAsk>,
    /// The program that is to be set up.
    guide: GuideAsk,
    /// How the objects are unfolded that somebody looks into.
    looks: HashMap<String, Look>,
    /// The certificates that the list shows, where somebody chose.
    chosen: Option<Vec<usize>>,
    /// What is still to be told about the newest report.
    coming: Coming,
}

impl Service for Full {
    type Connection = Option<HandshakeView>;

    fn prepare(session: &Rc<RefCell<Session<Self>>>) {
        notes::prepare(session);
    }

    fn handle_event(session: &mut Session<Self>, event: &MessageEvent) -> bool {
        look(session, event) || choose(session, event)
    }

    fn handle(session: &mut Session<Self>, question: ToEngine, message: &Array) {
        match question {
            ToEngine::Save { form } => {
                let beside: Array = message.get(1).unchecked_into();
                save(session, &form, beside.get(0).as_string().map(Password::new));
            }
            ToEngine::Explain { text } => {
                session.engine.explain = text;
                notes::tell(session, Topic::Explained);
            }
            ToEngine::Guide(ask) => {
                session.engine.guide = ask;
                notes::tell(session, Topic::Guide);
            }
            // What both engines answer.
            ToEngine::Ask(_)
            | ToEngine::Rows { .. }
            | ToEngine::Sheet { .. }
            | ToEngine::Clean { .. } => {}
        }
    }

    fn read(&mut self, source: &Source, progress: &mut dyn FnMut(Progress)) -> Given {
        let mut keys = Vec::new();
        let given = report::read_keeping(source, progress, &mut keys);
        // Dropped, keys of a reading before are wiped.
        self.keys.insert(source.id, keys);
        given
    }

    fn forget(&mut self, listed: &HashMap<u32, Given>, changed: bool) {
        self.keys.retain(|id, _| listed.contains_key(id));
        if changed {
            // Objects may have other numbers now.
            self.looks.clear();
        }
    }

    fn connect(&mut self, report: &mut Report, ask: &Ask) -> Option<HandshakeView> {
        let both = both_sides(report, ask);
        self.both = both.is_some().then(|| sides(ask));
        self.chosen = None;
        both
    }

    fn chosen(&self) -> Option<&[usize]> {
        self.chosen.as_deref()
    }

    fn follow(session: &mut Session<Self>, run: u32, connection: Option<HandshakeView>) {
        let view = connection.map(|view| Box::new(present::connection(&view)));
        post(&FromEngine::Connection { run, view });
        session.engine.coming.begin(run);
    }

    fn written(report: &Report, take: Take) -> Option<(String, String)> {
        Some(match take {
            Take::Pem => return None,
            Take::Markdown => ("report.md".into(), export::markdown(report)),
            Take::Json => ("report.json".into(), format!("{:#}\n", export::json(report))),
            Take::Drawing => ("chain.svg".into(), export::drawing(&present::overview(report))),
            Take::Picture => ("chain.png".into(), export::drawing(&present::overview(report))),
            Take::Calendar => present::calendar_file(report),
        })
    }
}

/// Looks into an object; false where that is not what is asked. The answer goes to the port that came
/// with the question.
fn look(session: &mut Session<Full>, event: &MessageEvent) -> bool {
    let pair: Array = event.data().unchecked_into();
    let Some(ask) = wire::read_inside(&pair.get(0)) else { return false };
    let (answer, file) = session.look(&ask);
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
fn choose(session: &mut Session<Full>, event: &MessageEvent) -> bool {
    let pair: Array = event.data().unchecked_into();
    let Some(ask) = wire::read_list(&pair.get(0)) else { return false };
    let Some((run, report)) = session.report.as_ref().filter(|(run, _)| *run == ask.run) else {
        return true;
    };
    session.engine.chosen =
        (ask != ListAsk { run: *run, ..ListAsk::default() }).then(|| present::choose(report, &ask));
    post(&session.rows(*run, report, 0, FIRST_ROWS));
    true
}

impl Session<Full> {
    fn look(&mut self, ask: &InsideAsk) -> (InsideAnswer, Option<Vec<u8>>) {
        let gone =
            || InsideAnswer::Refused("It is not here any more, or has no bytes to show.".into());
        let report = self.report.as_ref().map(|(_, report)| report);
        let Some(object) = report.and_then(|it| inside::object(it, &ask.look)) else {
            return (gone(), None);
        };
        let look = self.engine.looks.entry(ask.look.clone()).or_insert_with(|| Look::new(&object));
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

impl Session<Full> {
    /// The private keys of what was given, in its order.
    fn held(&self, report: &Report) -> Vec<&HeldKey> {
        report
            .sources
            .iter()
            .filter_map(|given| self.engine.keys.get(&given.id))
            .flatten()
            .collect()
    }
}

/// Writes a file and hands it over: its bytes go to the page, and none stay here.
fn save(session: &Session<Full>, form: &str, password: Option<Password>) {
    let Some((_, report)) = &session.report else { return };
    let Some(form) = convert::by_word(form) else { return };
    let keys = session.held(report);
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

/// What comes of the two sides meeting, where the question is about them.
fn both_sides(report: &mut Report, ask: &Ask) -> Option<HandshakeView> {
    // Somebody who asks about a use, a host or a certificate asks about one certificate.
    let Question { purpose, leaf, .. } = &ask.question;
    let nothing_chosen = || purpose.is_none() && leaf.is_none();
    let both = ask.both.unwrap_or_else(|| nothing_chosen() && present::is_pair(report));
    both.then(|| present::about_both(report, &sides(ask)))
}

/// What is asked about the two sides; the host is asked for once.
fn sides(ask: &Ask) -> HandshakeAsk {
    HandshakeAsk { host: ask.question.host.clone(), ..ask.sides.clone() }
}
