//! How the page's knowledge changes. No side effects: those are in `ui` and `browser`.

use std::rc::Rc;

use yew::{AttrValue, Reducible};

use super::{
    Action, BLOCK, Engine, Keep, Origin, Rows, Shown, SidesChange, Source, State, Target, Told,
    When,
};
use crate::model::{Purpose, Question, Trust};
use crate::view::Notes;

/// After this many deaths with nothing new to blame, everything is set aside.
const STRIKES: u8 = 3;

impl Reducible for State {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        // Late and empty news must not redraw anything: `self` itself means "no change".
        if !self.changes(&action) {
            return self;
        }
        let mut state = (*self).clone();
        if matches!(action, Action::Cleared) {
            state.before = Some(self);
        }
        state.take(action);
        Rc::new(state)
    }
}

impl State {
    fn changes(&self, action: &Action) -> bool {
        let shown = self.shown.as_ref().map(|it| it.run);
        match action {
            Action::Told(told) => match told {
                Told::Ready => self.engine != Engine::Up,
                Told::Notes(..) | Told::Guide(_) => true,
                Told::Connection(run, _) => *run == self.run,
                Told::Progress(run, ..) | Told::Answer(run, ..) => *run == self.run && self.busy(),
                Told::Rest(run, ..) | Told::Rows(run, ..) | Told::Sheet(run, _) => {
                    Some(*run) == shown
                }
            },
            Action::Waited(run) => *run == self.run && self.busy() && !self.waited,
            Action::Slow(_) => self.busy() && !self.slow,
            Action::Purpose(it) => self.question.purpose != Some(*it) || self.is_about_both(),
            Action::Both => !self.is_about_both(),
            Action::Host(it) => self.question.host != *it,
            Action::Trust(it) => self.question.trust != *it,
            Action::When(it) => self.when != *it,
            Action::Leaf(it) => self.question.leaf.as_ref() != Some(it),
            Action::Typed(None) => self.sources.iter().any(|it| it.origin == Origin::Typed),
            Action::Removed(id) | Action::Retried(id) | Action::Trusted(id, _) => {
                self.sources.iter().any(|it| it.id == *id)
            }
            _ => true,
        }
    }

    fn take(&mut self, action: Action) {
        match action {
            Action::SamplesCame(samples) => self.samples = samples,
            Action::EngineFailed(why) => {
                self.engine = Engine::Failed;
                self.alert = why;
            }
            Action::Told(told) => self.told(told),
            Action::Waited(_) => self.waited = true,
            Action::Slow(_) => self.slow = true,
            Action::Died { suspects, held, stopped } => self.died(&suspects, &held, stopped),
            Action::Given(sources) => self.given(sources),
            Action::Typed(source) => self.typed(source),
            Action::Sampled(sources, question, when) => {
                self.empty();
                self.question = Rc::new(question);
                self.when = when;
                self.given(sources);
            }
            Action::Asked(question, when) => {
                self.when = when;
                self.ask_about(|it| *it = question);
            }
            Action::Noted(note) => self.note = note,
            Action::Removed(id) => {
                Rc::make_mut(&mut self.sources).retain(|it| it.id != id);
                self.sources_changed();
            }
            Action::Retried(id) => {
                self.each_source(|it| {
                    if it.id == id {
                        it.keep = Keep::Held
                    }
                });
                self.given_anew();
            }
            Action::Trusted(id, on) => self.trusted(id, on),
            Action::Cleared => {
                self.empty();
                self.good = Default::default();
                self.alert = AttrValue::default();
                self.note = "Everything was taken away.".into();
                if self.engine == Engine::Up {
                    self.engine = Engine::Loading;
                }
            }
            Action::Restored(held) => self.restored(&held),
            Action::Purpose(purpose) => {
                self.both = Some(false);
                self.ask_about(|it| it.purpose = Some(purpose));
            }
            Action::Both => {
                self.both = Some(true);
                self.ask_about(|_| ());
            }
            Action::Sides(change) => {
                self.sides(change);
                self.ask_about(|_| ());
            }
            Action::Host(host) => self.host(host),
            Action::Trust(trust) => self.ask_about(|it| it.trust = trust),
            Action::Marked(id) => self.ask_about(|it| {
                match it.marked.iter().position(|marked| *marked == id) {
                    Some(at) => drop(it.marked.remove(at)),
                    None => it.marked.push(id),
                }
                it.trust = if it.marked.is_empty() { Trust::Auto } else { Trust::Marked };
            }),
            Action::When(when) => {
                self.when = when;
                self.ask_about(|_| ());
            }
            Action::Leaf(leaf) => {
                // The details follow the certificate asked about.
                self.selected = None;
                self.both = Some(false);
                self.ask_about(|it| it.leaf = Some(leaf));
            }
            Action::Automatic => {
                self.when = When::Now;
                self.both = None;
                self.sides = Rc::default();
                self.ask_about(|it| *it = Question::default());
            }
            Action::Selected(object, field) => {
                let turn = self.target.as_ref().map_or(0, |it| it.turn) + 1;
                self.target = Some(Target { object, field, turn });
            }
            Action::AskedAgain => self.run += 1,
            Action::AlertClosed => self.alert = AttrValue::default(),
            Action::Mine(id) => self.mine = id,
        }
    }

    fn told(&mut self, told: Told) {
        match told {
            Told::Ready => self.engine = Engine::Up,
            Told::Progress(_, done, total, rounds) => self.progress = Some((done, total, rounds)),
            Told::Answer(run, overview, sheet, rows) => {
                self.each_source(|it| {
                    let secret =
                        overview.sources.iter().any(|view| view.id == it.id && view.secret);
                    if secret && it.keep == Keep::Held {
                        it.keep = Keep::Engine;
                        // The box was emptied; what is typed next is a source of its own.
                        if it.origin == Origin::Typed {
                            it.origin = Origin::Pasted;
                        }
                    }
                });
                self.shown = Some(Shown { run, overview });
                self.sheet = sheet;
                self.target = None;
                self.rows = Rows::default();
                self.total = self.shown.as_ref().map_or(0, |it| it.overview.objects);
                if !rows.is_empty() {
                    self.rows.add(0, rows);
                }
                self.good = (self.question.clone(), self.when);
                self.progress = None;
                self.slow = false;
                self.waited = false;
            }
            Told::Rest(_, sheet, rows) => {
                self.sheet = sheet;
                self.rows.add(0, rows);
            }
            Told::Rows(_, from, total, rows) => {
                // Others may have been chosen.
                if from == 0 {
                    self.rows = Rows::default();
                    self.total = total;
                }
                self.rows.add(from / BLOCK, rows);
            }
            Told::Guide(guide) => self.guide = guide,
            Told::Connection(run, view) => self.connection = view.map(|view| (run, view)),
            Told::Notes(Notes::Programs, notes) => self.programs = notes,
            Told::Notes(Notes::Explained, notes) => self.explained = notes,
            Told::Notes(Notes::When, notes) => self.dates = notes,
            Told::Notes(Notes::Changed, notes) => self.changed = notes,
            Told::Notes(Notes::Save, notes) => self.save = notes,
            Told::Sheet(_, sheet) => {
                self.selected = Some(sheet.id.clone());
                self.sheet = Some(sheet);
            }
        }
    }

    fn died(&mut self, suspects: &[u32], held: &[u32], stopped: bool) {
        self.engine = Engine::Loading;
        self.strikes = self.strikes.saturating_add(1);
        let mut names = Vec::new();
        let mut lost = false;
        self.each_source(|it| {
            if it.active() && (it.keep == Keep::Engine || !held.contains(&it.id)) {
                it.keep = Keep::Lost;
                lost = true;
            } else if it.active() && suspects.contains(&it.id) {
                it.keep = Keep::SetAside;
                names.push(it.name.to_string());
            }
        });
        let question_is_new = self.good != (self.question.clone(), self.when);
        let mut alert = if !names.is_empty() {
            let (one, it) = if names.len() == 1 { (true, "It was") } else { (false, "They were") };
            let names = list(&names);
            let start = if stopped {
                ["Reading was stopped: ", &names, ". "].concat()
            } else if one {
                ["This input broke the reader: ", &names, ". "].concat()
            } else {
                ["One of these broke the reader: ", &names, ". "].concat()
            };
            [&start, it, " set aside; everything else is kept."].concat()
        } else if question_is_new {
            (self.question, self.when) = self.good.clone();
            let start = if stopped { "Stopped." } else { "This question broke the reader." };
            [start, " The question before it was put back; everything else is kept."].concat()
        } else if self.strikes >= STRIKES {
            self.each_source(|it| {
                if it.active() {
                    it.keep = Keep::SetAside
                }
            });
            "The reader failed again and again. Everything was set aside; try the sources one by one."
                .to_owned()
        } else {
            "The reader failed and was started again. Everything is kept.".to_owned()
        };
        if lost {
            alert.push_str(
                " What held a private key had already been removed from the page; give it again.",
            );
        }
        self.alert = alert.into();
        self.selected = None;
        self.sources_changed();
    }

    /// A sample never mixes with a person's own material, nor does its question.
    fn leave_sample(&mut self, new: Origin) {
        let sample = |it: &Source| it.origin == Origin::Sample;
        if new != Origin::Sample && self.sources.iter().any(sample) {
            Rc::make_mut(&mut self.sources).retain(|it| !sample(it));
            self.question = Rc::default();
            self.when = When::Now;
            self.selected = None;
        }
    }

    fn given(&mut self, sources: Vec<Source>) {
        if let Some(first) = sources.first() {
            self.leave_sample(first.origin);
        }
        for mut source in sources {
            if source.name.is_empty() {
                source.name = self.free_name("Pasted text");
            }
            Rc::make_mut(&mut self.sources).push(source);
        }
        self.given_anew();
    }

    /// Puts back what was given and asked before everything was taken away.
    fn restored(&mut self, held: &[u32]) {
        let Some(before) = self.before.take() else { return };
        let State { sources, question, both, sides, when, .. } = (*before).clone();
        (self.sources, self.question, self.both) = (sources, question, both);
        (self.sides, self.when) = (sides, when);
        self.each_source(|it| {
            if !held.contains(&it.id) {
                it.keep = Keep::Lost;
            }
            // The box is empty; what is typed next is a source of its own.
            if it.origin == Origin::Typed {
                it.origin = Origin::Pasted;
            }
        });
        self.given_anew();
    }

    fn given_anew(&mut self) {
        self.strikes = 0;
        self.before = None;
        if self.engine != Engine::Failed {
            self.alert = AttrValue::default();
        }
        self.sources_changed();
    }

    fn typed(&mut self, source: Option<Source>) {
        if let Some(source) = &source {
            self.leave_sample(source.origin);
        }
        let at = self.sources.iter().position(|it| it.origin == Origin::Typed);
        let sources = Rc::make_mut(&mut self.sources);
        match (source, at) {
            (Some(source), Some(at)) => {
                if let Some(old) = sources.get_mut(at) {
                    let (name, trusted) = (old.name.clone(), old.trusted);
                    *old = Source { name, trusted, ..source };
                }
            }
            (Some(source), None) => {
                let name = self.free_name("Typed text");
                Rc::make_mut(&mut self.sources).push(Source { name, ..source });
            }
            (None, Some(at)) => drop(sources.remove(at)),
            (None, None) => (),
        }
        self.given_anew();
    }

    /// Whether the answer on the screen, or the one on its way, is about two sides.
    fn is_about_both(&self) -> bool {
        let shown = || self.shown.as_ref().is_some_and(|it| it.overview.asked.both);
        self.both.unwrap_or_else(shown)
    }

    fn sides(&mut self, change: SidesChange) {
        let sides = Rc::make_mut(&mut self.sides);
        match change {
            SidesChange::Server(id) => sides.server = id,
            SidesChange::Client(id) => sides.client = id,
            SidesChange::Tls(version) => sides.tls = version,
            SidesChange::Depth(depth) => sides.depth = depth,
            SidesChange::Verify(word) => sides.verify = word,
            SidesChange::Move(id, place) => {
                sides.moved.retain(|it| it.0 != id);
                sides.moved.push((id, place));
            }
            SidesChange::Swap => sides.swapped = !sides.swapped,
        }
    }

    fn trusted(&mut self, id: u32, on: bool) {
        self.each_source(|it| {
            if it.id == id {
                it.trusted = on
            }
        });
        let none = !self.sources.iter().any(|it| it.trusted);
        let trust = match self.question.trust {
            Trust::Both => Trust::Both,
            _ if on => Trust::Given,
            Trust::Given if none => Trust::Auto,
            other => other,
        };
        self.ask_about(|it| it.trust = trust);
    }

    /// A host is asked about as a server: typing one says so where another use was understood.
    fn host(&mut self, host: String) {
        let understood = self.shown.as_ref().map(|it| it.overview.asked.purpose);
        let server = self.question.purpose.or(understood).is_none_or(|it| it == Purpose::Server);
        self.ask_about(|it| {
            if !server && !host.is_empty() {
                it.purpose = Some(Purpose::Server);
            }
            it.host = host;
        });
    }

    fn ask_about(&mut self, change: impl FnOnce(&mut Question)) {
        change(Rc::make_mut(&mut self.question));
        self.ask_again();
    }

    fn sources_changed(&mut self) {
        self.note = AttrValue::default();
        if !self.sources.iter().any(Source::active) {
            self.shown = None;
            self.sheet = None;
            self.target = None;
            self.rows = Rows::default();
            self.connection = None;
        }
        self.ask_again();
    }

    fn ask_again(&mut self) {
        self.run += 1;
        self.slow = false;
        // Before the engine is up nothing is answered soon.
        self.waited = self.engine != Engine::Up;
        self.progress = None;
    }

    fn empty(&mut self) {
        self.sources = Rc::default();
        self.question = Rc::default();
        self.when = When::Now;
        self.selected = None;
        self.both = None;
        self.sides = Rc::default();
        self.connection = None;
        self.programs = Rc::default();
        self.explained = Rc::default();
        self.dates = Rc::default();
        self.changed = Rc::default();
        self.save = Rc::default();
        self.strikes = 0;
        self.sources_changed();
    }

    fn each_source(&mut self, change: impl FnMut(&mut Source)) {
        Rc::make_mut(&mut self.sources).iter_mut().for_each(change);
    }

    /// `Pasted text`, `Pasted text 2` …
    fn free_name(&self, base: &'static str) -> AttrValue {
        let mut name = AttrValue::Static(base);
        let mut number = 1_u32;
        while self.sources.iter().any(|it| it.name == name) {
            number += 1;
            name = [base, " ", &number.to_string()].concat().into();
        }
        name
    }
}

/// `a`, `a and b`, `a, b, c and 4 more`.
fn list(names: &[String]) -> String {
    let mut text = String::new();
    for (at, name) in names.iter().take(3).enumerate() {
        if at > 0 {
            text.push_str(if at + 1 == names.len() { " and " } else { ", " });
        }
        text.push_str(name);
    }
    if names.len() > 3 {
        text.push_str(" and ");
        text.push_str(&(names.len() - 3).to_string());
        text.push_str(" more");
    }
    text
}
