//! What the page knows, and every way it can change. No browser types: contents of sources are
//! held by `browser`, keyed by the source's number, so all of this is tested natively.

mod reduce;
#[cfg(test)]
mod tests;

use std::rc::Rc;

use yew::AttrValue;

use crate::model::{Purpose, Question, Trust};
use crate::view::{
    Ask, ConnectionView, FromEngine, HandshakeAsk, Note, Notes, Overview, Place, ProgramView,
    RowView, Sheet, SourceRef, SourceView, Verdict,
};

/// Lines of the list of all certificates are asked for and kept in blocks of this many.
pub const BLOCK: usize = 100;

/// How the engine is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Engine {
    /// Being fetched, started or restarted.
    #[default]
    Loading,
    /// Answers.
    Up,
    /// Cannot be started.
    Failed,
}

/// Where a source came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The clipboard.
    Pasted,
    /// The text box; its text can still change.
    Typed,
    /// A file.
    File,
    /// A sample.
    Sample,
}

/// Who has the contents of a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    /// The page: it can be sent again.
    Held,
    /// Only the engine: it held a private key, and the page forgot it.
    Engine,
    /// Nobody: the engine that had it was restarted.
    Lost,
    /// The page, but it is not asked about, because it broke the reader.
    SetAside,
}

/// Something that was given.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    /// Unique for the life of the page.
    pub id: u32,
    /// File name or `Pasted text`; empty until the reducer has numbered it.
    pub name: AttrValue,
    /// Its length as the page sees it.
    pub bytes: usize,
    /// Where it came from.
    pub origin: Origin,
    /// Its CA certificates count as trust anchors.
    pub trusted: bool,
    /// Who has the contents.
    pub keep: Keep,
}

impl Source {
    /// Whether the engine is asked about it.
    pub fn active(&self) -> bool {
        matches!(self.keep, Keep::Held | Keep::Engine)
    }
}

/// A "try one" button.
#[derive(Clone, Debug, PartialEq)]
pub struct Sample {
    /// For `data-sample`.
    pub id: AttrValue,
    /// On the button.
    pub title: AttrValue,
    /// What it shows.
    pub about: AttrValue,
}

/// The time asked about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum When {
    /// The clock, read again at each question.
    #[default]
    Now,
    /// Seconds since 1970.
    At(i64),
}

/// The answer on the screen. Compared by identity, so that panels do not redraw in vain.
#[derive(Clone, Debug)]
pub struct Shown {
    /// The run it answers.
    pub run: u32,
    /// The answer.
    pub overview: Rc<Overview>,
}

impl PartialEq for Shown {
    fn eq(&self, other: &Self) -> bool {
        self.run == other.run && Rc::ptr_eq(&self.overview, &other.overview)
    }
}

impl Shown {
    /// What was found in a source, where the answer covers it.
    pub fn source(&self, id: u32) -> Option<&SourceView> {
        self.overview.sources.iter().find(|it| it.id == id)
    }
}

/// The lines of the list of all certificates that have been brought so far.
#[derive(Clone, Debug, Default)]
pub struct Rows {
    blocks: Rc<Vec<(usize, Rc<[RowView]>)>>,
}

impl PartialEq for Rows {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.blocks, &other.blocks)
    }
}

impl Rows {
    /// How many blocks are kept: 2,000 lines, far more than a screen.
    const KEPT: usize = 20;

    /// Whether no line has been brought yet.
    pub fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }

    /// The line, where it has been brought.
    pub fn get(&self, row: usize) -> Option<&RowView> {
        let (_, rows) = self.blocks.iter().find(|it| it.0 == row / BLOCK)?;
        rows.get(row % BLOCK)
    }

    /// Adds a block; forgets the one that has been here longest if there are too many.
    fn add(&mut self, block: usize, rows: Rc<[RowView]>) {
        let blocks = Rc::make_mut(&mut self.blocks);
        blocks.retain(|it| it.0 != block);
        if blocks.len() >= Self::KEPT {
            blocks.remove(0);
        }
        blocks.push((block, rows));
    }
}

/// A certificate, perhaps one of its fields, that the person wants to see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// Index of the object.
    pub object: usize,
    /// Id of the field to scroll to; empty for the certificate as a whole.
    pub field: AttrValue,
    /// Grows, so that asking twice for the same field scrolls twice.
    pub turn: u32,
}

/// All of it. Cheap to clone: lists are shared.
#[derive(Clone, Debug, Default)]
pub struct State {
    /// How the engine is.
    pub engine: Engine,
    /// The "try one" buttons.
    pub samples: Rc<[Sample]>,
    /// What was given, in order.
    pub sources: Rc<Vec<Source>>,
    /// The question; its time is filled in when it is asked.
    pub question: Rc<Question>,
    /// Whether the question is about the connection between two sides; `None`: left to the engine.
    pub both: Option<bool>,
    /// What was chosen about the two sides.
    pub sides: Rc<HandshakeAsk>,
    /// The panel about the two sides, and the run that it belongs to.
    pub connection: Option<(u32, Rc<ConnectionView>)>,
    /// The time asked about.
    pub when: When,
    /// The newest run; grows with every change of sources or question.
    pub run: u32,
    /// The answer on the screen.
    pub shown: Option<Shown>,
    /// The certificate on the screen.
    pub sheet: Option<Rc<Sheet>>,
    /// The fingerprint of the certificate the person chose to see.
    pub selected: Option<String>,
    /// What the person wants to see.
    pub target: Option<Target>,
    /// Lines of the list.
    pub rows: Rows,
    /// How many lines the list has.
    pub total: usize,
    /// Bytes or rounds done, in all, and whether they are rounds of a key derivation.
    pub progress: Option<(usize, usize, bool)>,
    /// What each program says about the certificate asked about.
    pub programs: Rc<NoteList>,
    /// What the message means that was given.
    pub explained: Rc<NoteList>,
    /// What breaks when.
    pub dates: Rc<NoteList>,
    /// What changed from the old certificate to the new one.
    pub changed: Rc<NoteList>,
    /// The forms in which what was loaded can be saved.
    pub save: Rc<NoteList>,
    /// The programs that can be set up, and how the one asked about is.
    pub guide: Rc<(Vec<ProgramView>, NoteList)>,
    /// The program the person uses, by id; remembered between visits.
    pub mine: AttrValue,
    /// The run takes long enough to be noticed.
    pub waited: bool,
    /// The run takes more than a second.
    pub slow: bool,
    /// Something broke; shown until closed.
    pub alert: AttrValue,
    /// Something small to say about what was given last.
    pub note: AttrValue,
    /// What there was before everything was taken away, until something else is given.
    pub before: Option<Rc<State>>,
    /// The last question that was answered.
    good: (Rc<Question>, When),
    /// Deaths of the engine since something was last given.
    strikes: u8,
}

/// What the engine says, shared, so that an action is cheap to clone.
#[derive(Clone, Debug)]
pub enum Told {
    /// It is up.
    Ready,
    /// It is at long work: run, bytes or rounds done, in all, whether they are rounds of a key
    /// derivation.
    Progress(u32, usize, usize, bool),
    /// Its answer: run, first screen, details, first lines of the list.
    Answer(u32, Rc<Overview>, Option<Rc<Sheet>>, Rc<[RowView]>),
    /// The details and lines that were held back from an answer so that it is seen a frame
    /// sooner: run, details, first lines of the list.
    Rest(u32, Option<Rc<Sheet>>, Rc<[RowView]>),
    /// A block of lines: run, first line, how many lines the list has, lines.
    Rows(u32, usize, usize, Rc<[RowView]>),
    /// Details of one certificate: run, details.
    Sheet(u32, Rc<Sheet>),
    /// A list of notes, and the sentence over it.
    Notes(Notes, Rc<NoteList>),
    /// How a program is set up.
    Guide(Rc<(Vec<ProgramView>, NoteList)>),
    /// The two sides: run, panel.
    Connection(u32, Option<Rc<ConnectionView>>),
}

/// A sentence and the notes under it.
pub type NoteList = (String, Vec<Note>);

impl Told {
    /// From the engine's message; `None` for what changes nothing that is drawn.
    pub fn of(message: FromEngine) -> Option<Self> {
        Some(match message {
            FromEngine::Ready => Told::Ready,
            FromEngine::Progress { run, done, total, rounds } => {
                Told::Progress(run, done, total, rounds)
            }
            FromEngine::Answer { run, overview, sheet, rows } => {
                Told::Answer(run, overview.into(), sheet.map(Rc::from), rows.into())
            }
            FromEngine::Rows { run, from, total, rows } => {
                Told::Rows(run, from, total, rows.into())
            }
            FromEngine::Sheet { run, sheet } => Told::Sheet(run, sheet.into()),
            FromEngine::Notes { which, head, notes } => Told::Notes(which, (head, notes).into()),
            FromEngine::Connection { run, view } => Told::Connection(run, view.map(Rc::from)),
            FromEngine::Guide { programs, head, notes } => {
                Told::Guide((programs, (head, notes)).into())
            }
            FromEngine::Clean { .. } => return None,
        })
    }
}

/// What happened.
#[derive(Clone, Debug)]
pub enum Action {
    /// The samples have been loaded.
    SamplesCame(Rc<[Sample]>),
    /// The engine cannot be started, and why.
    EngineFailed(AttrValue),
    /// The engine says something.
    Told(Told),
    /// The engine has been silent long enough in this run for a person to notice.
    Waited(u32),
    /// The engine has been silent for a second in this run.
    Slow(u32),
    /// The engine died or was stopped, and a new one is starting.
    Died {
        /// Sources it was reading for the first time.
        suspects: Vec<u32>,
        /// Sources whose contents the page still has.
        held: Vec<u32>,
        /// The person pressed Stop.
        stopped: bool,
    },
    /// Files or pasted text.
    Given(Vec<Source>),
    /// The text box holds this now; `None` for nothing.
    Typed(Option<Source>),
    /// A sample takes the place of everything.
    Sampled(Vec<Source>, Question, When),
    /// A link brought this question.
    Asked(Question, When),
    /// Something to say that changes nothing else.
    Noted(AttrValue),
    /// A source is taken away.
    Removed(u32),
    /// A source that was set aside is to be tried again.
    Retried(u32),
    /// A source counts as trusted CAs, or no longer.
    Trusted(u32, bool),
    /// Everything is taken away.
    Cleared,
    /// What was taken away last is put back; the sources whose contents the page still has.
    Restored(Vec<u32>),
    /// The use is chosen.
    Purpose(Purpose),
    /// The question is about the connection between two sides.
    Both,
    /// Something about the two sides is chosen.
    Sides(SidesChange),
    /// The host is typed.
    Host(String),
    /// The trust anchors are chosen.
    Trust(Trust),
    /// A certificate, by fingerprint, is marked as trusted, or no longer.
    Marked(String),
    /// The time is chosen.
    When(When),
    /// The certificate the question is about is chosen, by fingerprint.
    Leaf(String),
    /// The question is left to the engine again.
    Automatic,
    /// A certificate, and perhaps a field, is to be shown.
    Selected(usize, AttrValue),
    /// An engine that knows more is at work: the same is asked again.
    AskedAgain,
    /// The alert has been read.
    AlertClosed,
    /// The person uses this program.
    Mine(AttrValue),
}

/// What can be chosen about the two sides of a connection.
#[derive(Clone, Debug)]
pub enum SidesChange {
    /// The server's program, by id.
    Server(String),
    /// The client's program, by id.
    Client(String),
    /// The version of TLS.
    Tls(String),
    /// The depth set at the server; empty for its default.
    Depth(String),
    /// How the server asks for a certificate.
    Verify(String),
    /// A thing is moved to another place.
    Move(String, Place),
    /// Each side gets what the other one had.
    Swap,
}

impl State {
    /// Whether nothing was given.
    pub fn is_empty(&self) -> bool {
        self.sources.is_empty()
    }

    /// Whether an answer is being waited for: one that says no more than that it is coming counts for
    /// none.
    pub fn busy(&self) -> bool {
        let looking = |it: &Shown| it.overview.answer.verdict == Verdict::Looking;
        self.sources.iter().any(Source::active)
            && self.engine != Engine::Failed
            && self.shown.as_ref().is_none_or(|it| it.run != self.run || looking(it))
    }

    /// What to draw: the empty page for the moment before a first answer. Drawing what was given
    /// and then, a few milliseconds later, the answer would cost two frames and show neither sooner.
    pub fn drawn(&self) -> Option<State> {
        let soon = self.engine == Engine::Up && self.shown.is_none() && self.busy() && !self.waited;
        soon.then(|| State {
            engine: self.engine,
            samples: self.samples.clone(),
            explained: self.explained.clone(),
            guide: self.guide.clone(),
            note: self.note.clone(),
            before: self.before.clone(),
            ..State::default()
        })
    }

    /// The word for `<html data-engine>`.
    pub fn engine_word(&self) -> &'static str {
        match self.engine {
            Engine::Loading => "loading",
            Engine::Failed => "failed",
            Engine::Up if self.busy() => "busy",
            Engine::Up => "ready",
        }
    }

    /// Whether the person changed anything about the question.
    pub fn asks_something(&self) -> bool {
        self.when != When::Now
            || self.both.is_some()
            || *self.question != Question::default()
            || *self.sides != HandshakeAsk::default()
    }

    /// Whether a password is missing.
    pub fn is_locked(&self) -> bool {
        let sources = self.shown.iter().flat_map(|it| &it.overview.sources);
        sources.into_iter().any(|it| !it.locked.is_empty())
    }

    /// The certificate on the screen.
    pub fn selected_object(&self) -> Option<usize> {
        self.sheet.as_ref().map(|it| it.object)
    }

    /// What to ask the engine, with the time of the page's clock.
    pub fn ask(&self, now: i64) -> Ask {
        let at = match self.when {
            When::Now => now,
            When::At(at) => at,
        };
        let sources = self.sources.iter().filter(|it| it.active()).map(|it| SourceRef {
            id: it.id,
            name: it.name.to_string(),
            trusted: it.trusted,
        });
        Ask {
            run: self.run,
            sources: sources.collect(),
            question: Question { at, ..(*self.question).clone() },
            both: self.both,
            sides: (*self.sides).clone(),
            selected: self.selected.clone(),
        }
    }
}
