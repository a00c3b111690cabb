//! What is told after an answer: what a message means, what programs say, what changed, dates, forms to
//! save, guides. One after the other, each in a turn of its own, so that a newer question comes between.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Function, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

use super::{Full, Session, post};
use crate::model::Question;
use crate::view::{FromEngine, Note, Notes};
use crate::{convert, guide, present, report};

/// One of the things to tell.
#[derive(Clone, Copy)]
pub enum Topic {
    /// What the message means that was given.
    Explained,
    /// What each program says.
    Programs,
    /// What changed from the old certificate to the new one.
    Changed,
    /// What breaks when.
    When,
    /// The forms in which what was loaded can be saved.
    Save,
    /// How the program asked about is set up.
    Guide,
}

/// In which order they are told. A warm-up is for the code, not for the page: it takes one of them.
const AFTER_AN_ANSWER: [Topic; 6] =
    [Topic::Guide, Topic::Save, Topic::When, Topic::Changed, Topic::Programs, Topic::Explained];

/// What is still to be told about the newest report, the next one last; and how a turn is asked for.
#[derive(Default)]
pub struct Coming {
    left: Vec<Topic>,
    turn: Option<Function>,
}

/// Makes ready to tell things in turns.
pub fn prepare(session: &Rc<RefCell<Session<Full>>>) {
    let shared = session.clone();
    let turn = Closure::<dyn FnMut()>::new(move || {
        let mut session = shared.borrow_mut();
        if let Some(next) = session.engine.coming.left.pop() {
            tell(&session, next);
        }
        if !session.engine.coming.left.is_empty() {
            session.engine.coming.ask_for_a_turn();
        }
    });
    session.borrow_mut().engine.coming.turn = turn.as_ref().dyn_ref::<Function>().cloned();
    // Lives as long as the worker.
    turn.forget();
}

impl Coming {
    /// Everything is told about a new report. What was left of an older one is not.
    pub fn begin(&mut self, run: u32) {
        let under_way = !self.left.is_empty();
        self.left = if run > 0 { AFTER_AN_ANSWER.into() } else { vec![Topic::Programs] };
        if !under_way {
            self.ask_for_a_turn();
        }
    }

    fn ask_for_a_turn(&self) {
        let global = js_sys::global();
        let set = Reflect::get(&global, &JsValue::from_str("setTimeout"));
        if let (Some(turn), Ok(Ok(set))) = (&self.turn, set.map(JsCast::dyn_into::<Function>)) {
            let _ = set.call1(&global, turn);
        }
    }
}

/// Tells one thing about the newest report.
pub fn tell(session: &Session<Full>, what: Topic) {
    let (which, (head, notes)) = match (what, &session.report) {
        (Topic::Guide, _) => return tell_guide(session),
        (Topic::Explained, _) => (Notes::Explained, explained(session)),
        (_, None) => return,
        (Topic::Programs, Some((_, report))) => (Notes::Programs, present::programs(report)),
        (Topic::Changed, Some((_, report))) => (Notes::Changed, present::diff_notes(report)),
        (Topic::When, Some((_, report))) => (Notes::When, present::timeline_notes(report)),
        (Topic::Save, Some((_, report))) => {
            (Notes::Save, convert::notes(report, &session.held(report)))
        }
    };
    // A message may be explained before there is any report but the warm-up's.
    let asked = matches!(what, Topic::Explained);
    if asked || session.report.as_ref().is_some_and(|(run, _)| *run > 0) {
        post(&FromEngine::Notes { which, head, notes });
    }
}

/// Explains the message that was given, in the light of the newest report.
fn explained(session: &Session<Full>) -> (String, Vec<Note>) {
    // Not the sample's of the warm-up.
    let report = session.report.as_ref().filter(|(run, _)| *run > 0).map(|(_, report)| report);
    if let (Some(report), Some(ask)) = (report, &session.engine.both) {
        let (head, notes) = present::heard_by_both(report, ask, &session.engine.explain);
        if !notes.is_empty() {
            return (head, notes);
        }
    }
    match (session.engine.explain.trim().is_empty(), report) {
        // Messages among what was given are explained without being asked for.
        (true, Some(report)) => present::heard_notes(report),
        _ => present::explained(&session.engine.explain, report),
    }
}

/// Says how the program is set up that was asked about; by example, where nothing was given.
fn tell_guide(session: &Session<Full>) {
    let nothing;
    let report = match &session.report {
        Some((run, report)) if *run > 0 => report,
        _ => {
            nothing = report::examine(Vec::new(), &Question::default());
            &nothing
        }
    };
    let view = guide::guide(report, &session.engine.guide);
    let programs = guide::guides();
    post(&FromEngine::Guide { programs, head: view.head, notes: view.notes });
}
