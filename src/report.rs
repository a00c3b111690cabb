//! The one door: bytes and a question in, one [`Report`] out. No clock, no randomness, no network.

mod answer;
#[cfg(feature = "full")]
mod aside;
mod bench;
#[cfg(feature = "full")]
mod cas;
#[cfg(feature = "full")]
mod choose;
#[cfg(feature = "full")]
mod companions;
#[cfg(not(feature = "full"))]
mod doubt;
mod engine;
#[cfg(feature = "full")]
mod form;
#[cfg(feature = "full")]
mod full;
#[cfg(feature = "full")]
mod not_revoked;
#[cfg(feature = "full")]
mod programs;
mod resolve;
#[cfg(feature = "full")]
mod roles;
#[cfg(feature = "full")]
mod said;
#[cfg(feature = "full")]
mod unread;

#[cfg(feature = "full")]
use std::cell::OnceCell;
use std::rc::Rc;

use crate::decode::{self, Contents, Progress};
use bench::Bench;

#[cfg(feature = "full")]
use crate::decode::HeldKey;

use crate::hints::{Run, Severity};
use crate::input::{Source, Workspace};
#[cfg(feature = "full")]
use crate::model::ItemKind;
use crate::model::{Certificate, Purpose, Question, Time, Trust, revocation::Standing};
use crate::path::{Anchors, Arrangement, Budget, Limit, Path};
use crate::purpose::host::{Host, Match};
#[cfg(feature = "full")]
use crate::stacks::{self, Program};
use crate::view::{LEAVES_SHOWN, Verdict};

pub use answer::{Answer, Offer};
#[cfg(feature = "full")]
pub use companions::{Companion, key_of};
pub use engine::{Engine, SMALL};
#[cfg(feature = "full")]
pub use form::{Fault, Unread};
#[cfg(feature = "full")]
pub use full::FULL;
#[cfg(feature = "full")]
pub use programs::{Handed, ask as programs, ask_at as programs_at, stand_in};
#[cfg(feature = "full")]
pub use said::{Said, about_text};

/// A source that was read. Reading depends on the bytes alone, so it can be kept between questions.
#[derive(Clone, Debug)]
pub struct Given {
    /// The number the caller knows it by.
    pub id: u32,
    /// File name, or `Pasted text`.
    pub name: String,
    /// Size in bytes.
    pub bytes: usize,
    /// Its CA certificates count as trust anchors.
    pub trusted: bool,
    /// Its CA certificates are held to the rules of public CAs.
    pub as_public: bool,
    /// What was found in it.
    pub contents: Rc<Contents>,
    /// The words around it.
    #[cfg(feature = "full")]
    pub said: Rc<Said>,
    /// What keeps programs from reading it, though it was read here.
    #[cfg(feature = "full")]
    pub form: Option<Fault>,
}

/// A certificate by its place: source, and number within the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ObjectRef {
    /// Index into [`Report::sources`].
    pub source: usize,
    /// Index into the source's certificates.
    pub index: usize,
}

/// Everything that is known about what was given, for one question.
#[derive(Debug)]
pub struct Report {
    /// What was given.
    pub sources: Vec<Given>,
    /// All certificates; their index here names them everywhere.
    pub objects: Vec<ObjectRef>,
    /// The time asked about.
    pub at: Time,
    /// The question as it was put.
    pub question: Question,
    /// The examination of the certificate asked about; `None` where no certificate was read.
    pub main: Option<Examination>,
    /// The other end-entity certificates, examined for what they are made for.
    pub others: Vec<Examination>,
    /// How many end-entity certificates there are in all.
    pub leaves_total: usize,
    /// The answer to the question.
    pub answer: Answer,
    /// Everything read that is no certificate, and what it belongs to.
    #[cfg(feature = "full")]
    pub companions: Vec<Companion>,
    /// Limits that cut the work short, as sentences.
    pub limits: Vec<String>,
    /// What programs say, once they were asked.
    #[cfg(feature = "full")]
    programs: OnceCell<Vec<(&'static Program, stacks::Verdict)>>,
}

/// One certificate examined for one use.
#[derive(Debug)]
pub struct Examination {
    /// The certificate: index into [`Report::objects`].
    pub leaf: usize,
    /// The use, asked or deduced.
    pub purpose: Purpose,
    /// The host asked about.
    pub host: Option<Host>,
    /// What is wrong with the host as typed.
    pub host_problem: Option<String>,
    /// Whether the SAN covers it; `None` where no host was asked about.
    pub host_match: Option<Match>,
    /// Public, Given or Both.
    pub trust: Trust,
    /// The anchors that means.
    pub anchors: Anchors,
    /// The best path.
    pub path: Path,
    /// The paths that were found besides, best first.
    pub other_paths: Vec<Path>,
    /// The bundle against the path.
    pub arrangement: Arrangement,
    /// How each certificate of the path stands by the lists and responses that were given; their
    /// items are counted through all sources.
    pub standings: Vec<Standing>,
    /// What the rules found.
    pub run: Run,
    /// What it comes to.
    pub answer: Answer,
    /// What cut the search for paths short; `None` where nothing did.
    pub limit: Option<Limit>,
}

impl Report {
    /// A certificate by its index.
    pub fn certificate(&self, object: usize) -> Option<&Certificate> {
        let place = self.objects.get(object)?;
        Some(&self.sources.get(place.source)?.contents.certificates.get(place.index)?.certificate)
    }

    /// The source a certificate came from.
    pub fn source_of(&self, object: usize) -> Option<&Given> {
        self.sources.get(self.objects.get(object)?.source)
    }

    /// The certificate asked about in the other of TLS's two uses, trusting what fits it; `None`
    /// where it was asked about for no use of TLS.
    #[cfg(feature = "full")]
    pub fn turned(&self) -> Option<Examination> {
        let main = self.main.as_ref()?;
        let purpose = match main.purpose {
            Purpose::Server => Purpose::Client,
            Purpose::Client => Purpose::Server,
            Purpose::Ca | Purpose::Any => return None,
        };
        let pool: Vec<&Certificate> =
            (0..self.objects.len()).filter_map(|object| self.certificate(object)).collect();
        let question = Question { purpose: Some(purpose), at: self.at.0, ..Question::default() };
        Some(Bench::new(&FULL, self, &pool).examine(main.leaf, &question))
    }

    /// Whether the certificate asked about can be used as asked.
    pub fn usable(&self) -> bool {
        matches!(self.answer.verdict, Verdict::Works | Verdict::Limited)
    }
}

/// The engine that was built: of the two the one that knows more.
#[cfg(feature = "full")]
const BUILT: &Engine = &FULL;
#[cfg(not(feature = "full"))]
const BUILT: &Engine = &SMALL;

/// Examines a workspace: reads every source, then answers the question.
pub fn analyse(workspace: &Workspace) -> Report {
    let sources = workspace.sources.iter().map(|source| read(source, &mut |_| {})).collect();
    examine(sources, &workspace.question)
}

/// Reads one source, with the passwords it came with. `progress` is told how far it is.
pub fn read(source: &Source, progress: &mut dyn FnMut(Progress)) -> Given {
    given(source, decode::read(source, progress))
}

/// The same, with the private keys apart: they are in nothing that is given back.
#[cfg(feature = "full")]
pub fn read_keeping(
    source: &Source,
    progress: &mut dyn FnMut(Progress),
    keys: &mut Vec<HeldKey>,
) -> Given {
    given(source, decode::read_keeping(source, progress, keys))
}

fn given(source: &Source, contents: Contents) -> Given {
    let given = Given {
        id: source.id,
        name: source.name.clone(),
        bytes: source.bytes.len(),
        trusted: source.trusted,
        as_public: source.as_public,
        #[cfg(feature = "full")]
        said: Rc::new(Said::of(source, &contents)),
        #[cfg(feature = "full")]
        form: form::fault(&source.name, &source.bytes, &contents),
        contents: Rc::new(contents),
    };
    #[cfg(feature = "full")]
    decode::wipe_stack();
    given
}

/// Answers a question about sources that were read.
pub fn examine(sources: Vec<Given>, question: &Question) -> Report {
    examine_with(BUILT, sources, question)
}

/// The same, by an engine.
pub fn examine_with(engine: &'static Engine, sources: Vec<Given>, question: &Question) -> Report {
    let mut objects = Vec::new();
    for (source, given) in sources.iter().enumerate() {
        objects.extend(
            (0..given.contents.certificates.len()).map(|index| ObjectRef { source, index }),
        );
    }
    let limits = sources
        .iter()
        .filter_map(|given| {
            given.contents.limit.as_ref().map(|limit| format!("{}: {limit}", given.name))
        })
        .collect();
    let mut report = Report {
        sources,
        objects,
        at: Time(question.at),
        question: question.clone(),
        main: None,
        others: Vec::new(),
        leaves_total: 0,
        answer: Answer::default(),
        #[cfg(feature = "full")]
        companions: Vec::new(),
        limits,
        #[cfg(feature = "full")]
        programs: OnceCell::new(),
    };
    #[cfg(feature = "full")]
    {
        let pool: Vec<&Certificate> =
            (0..report.objects.len()).filter_map(|object| report.certificate(object)).collect();
        // In one walk for everybody: a list may have a million entries.
        for item in report.sources.iter().flat_map(|source| &source.contents.items) {
            if let ItemKind::Crl(list) = &item.kind {
                decode::crl::look_up(list, pool.iter().map(|certificate| &certificate.serial));
            }
        }
        let companions = companions::find(&report.sources, &pool);
        report.companions = companions;
    }
    #[cfg(feature = "full")]
    let taken;
    let (main, others, leaves_total) = {
        let pool: Vec<&Certificate> =
            (0..report.objects.len()).filter_map(|object| report.certificate(object)).collect();
        let bench = Bench::new(engine, &report, &pool);
        let leaves = resolve::leaves(&pool, &bench.copies.0);
        #[cfg(feature = "full")]
        let (leaf, understood, from) = choose::main(&report, &pool, &bench, &leaves, question);
        #[cfg(not(feature = "full"))]
        let (leaf, understood) =
            (resolve::leaf(&pool, &bench.copies.0, &leaves, question.leaf.as_deref()), question);
        #[cfg(feature = "full")]
        let understood = {
            taken = from;
            &understood
        };
        let main = leaf.map(|leaf| bench.examine(leaf, understood));
        let asked = main.as_ref().map(|m| m.leaf);
        let apart = Question {
            at: question.at,
            trust: question.trust,
            marked: question.marked.clone(),
            ..Question::default()
        };
        let others = leaves
            .iter()
            .filter(|leaf| Some(**leaf) != asked)
            .take(LEAVES_SHOWN.saturating_sub(1))
            .map(|leaf| bench.examine(*leaf, &apart))
            .collect();
        (main, others, leaves.len())
    };
    let limit = main.as_ref().and_then(|main| main.limit);
    report.limits.extend(limit.map(|limit| limit.sentence(Budget::default())));
    report.main = main;
    #[cfg(feature = "full")]
    programs::hear(&mut report, question);
    report.answer = match &report.main {
        Some(main) => main.answer.clone(),
        None => answer::nothing(&report.sources),
    };
    report.others = others;
    report.leaves_total = leaves_total;
    #[cfg(feature = "full")]
    {
        aside::worse_side(&mut report, question);
        cas::tell(&mut report, question);
        programs::tell(&mut report);
        aside::tell(&mut report, question, taken);
        unread::tell(&mut report);
    }
    #[cfg(not(feature = "full"))]
    if let Some(doubt) = doubt::which(&report) {
        report.answer = Answer::looking(doubt);
    }
    report
}

/// Leaves the answer to the full engine, which alone knows how two sides meet.
pub fn look_on(report: &mut Report) {
    report.answer = Answer { both: true, ..Answer::looking("how the two sides meet") };
}

/// The worst severity found on a certificate.
pub fn worst(run: &Run, object: usize) -> Option<Severity> {
    run.findings.iter().filter(|f| f.object == Some(object)).map(|f| f.rule.severity).max()
}
