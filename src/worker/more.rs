//! What is told after an answer: what a message means, what programs say, what changed, dates, forms to
//! save, guides. One after the other, each in a turn of its own, so that a newer question comes between.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Function, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

use super::{Desk, post};
use crate::model::Question;
use crate::view::{FromEngine, Note, Notes};
use crate::{convert, guide, present, report};

/// One of the things to tell.
#[derive(Clone, Copy)]
pub enum More {
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
const AFTER_AN_ANSWER: [More; 6] =
    [More::Guide, More::Save, More::When, More::Changed, More::Programs, More::Explained];

/// What is still to be told about the newest report, the next one last; and how a turn is asked for.
#[derive(Default)]
pub struct Coming {
    left: Vec<More>,
    turn: Option<Function>,
}

/// Makes ready to tell things in turns.
pub fn prepare(desk: &Rc<RefCell<Desk>>) {
    let theirs = desk.clone();
    let turn = Closure::<dyn FnMut()>::new(move || {
        let mut desk = theirs.borrow_mut();
        if let Some(next) = desk.coming.left.pop() {
            tell(&desk, next);
        }
        if !desk.coming.left.is_empty() {
            desk.coming.ask_for_a_turn();
        }
    });
    desk.borrow_mut().coming.turn = turn.as_ref().dyn_ref::<Function>().cloned();
    // Lives as long as the worker.
    turn.forget();
}

impl Coming {
    /// Everything is told about a new report. What was left of an older one is not.
    pub fn begin(&mut self, run: u32) {
        let under_way = !self.left.is_empty();
        self.left = if run > 0 { AFTER_AN_ANSWER.into() } else { vec![More::Programs] };
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
pub fn tell(desk: &Desk, what: More) {
    let (which, (head, notes)) = match (what, &desk.report) {
        (More::Guide, _) => return tell_guide(desk),
        (More::Explained, _) => (Notes::Explained, explained(desk)),
        (_, None) => return,
        (More::Programs, Some((_, report))) => (Notes::Programs, present::programs(report)),
        (More::Changed, Some((_, report))) => (Notes::Changed, present::diff_notes(report)),
        (More::When, Some((_, report))) => (Notes::When, present::timeline_notes(report)),
        (More::Save, Some((_, report))) => {
            (Notes::Save, convert::notes(report, &desk.held(report)))
        }
    };
    // A message may be explained before there is any report but the warm-up's.
    let asked = matches!(what, More::Explained);
    if asked || desk.report.as_ref().is_some_and(|(run, _)| *run > 0) {
        post(&FromEngine::Notes { which, head, notes });
    }
}

/// Explains the message that was given, in the light of the newest report.
fn explained(desk: &Desk) -> (String, Vec<Note>) {
    // Not the sample's of the warm-up.
    let report = desk.report.as_ref().filter(|(run, _)| *run > 0).map(|(_, report)| report);
    if let (Some(report), Some(ask)) = (report, &desk.both) {
        let (head, notes) = present::heard_by_both(report, ask, &desk.explain);
        if !notes.is_empty() {
            return (head, notes);
        }
    }
    match (desk.explain.trim().is_empty(), report) {
        // Messages among what was given are explained without being asked for.
        (true, Some(report)) => present::heard_notes(report),
        _ => present::explained(&desk.explain, report),
    }
}

/// Says how the program is set up that was asked about; by example, where nothing was given.
fn tell_guide(desk: &Desk) {
    let nothing;
    let report = match &desk.report {
        Some((run, report)) if *run > 0 => report,
        _ => {
            nothing = report::examine(Vec::new(), &Question::default());
            &nothing
        }
    };
    let view = guide::guide(report, &desk.guide);
    let programs = guide::guides();
    post(&FromEngine::Guide { programs, head: view.head, notes: view.notes });
}
