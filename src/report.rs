//! The one door: bytes and a question in, one [`Report`] out. No clock, no randomness, no network.

mod answer;
mod bench;
mod doubt;
#[cfg(feature = "full")]
mod full;
mod knowledge;
mod resolve;
mod small;

use std::rc::Rc;

use crate::decode::{self, Contents, Progress};
use crate::engine::Built;
use crate::hints::{Run, Severity};
use crate::input::{Source, Workspace};
use crate::model::{Certificate, Purpose, Question, Time, Trust, revocation::Standing};
use crate::path::{Anchors, Arrangement, Budget, Limit, Path};
use crate::purpose::host::{Host, Match};
use crate::view::{LEAVES_SHOWN, Verdict};
use bench::Bench;
use knowledge::Knowledge;

pub use answer::{Answer, Offer};
#[cfg(feature = "full")]
pub use full::{
    Companion, Fault, Handed, Said, Unread, about_text, key_of, programs, programs_at,
    read_keeping, stand_in,
};

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
    /// What the engine that is built knows of it besides.
    pub extra: <Built as Knowledge>::OfSource,
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
    /// Limits that cut the work short, as sentences.
    pub limits: Vec<String>,
    /// What the engine that is built knows besides.
    pub extra: <Built as Knowledge>::OfReport,
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

    /// Whether the certificate asked about can be used as asked.
    pub fn usable(&self) -> bool {
        matches!(self.answer.verdict, Verdict::Works | Verdict::Limited)
    }
}

/// Examines a workspace: reads every source, then answers the question.
pub fn analyse(workspace: &Workspace) -> Report {
    let sources = workspace.sources.iter().map(|source| read(source, &mut |_| {})).collect();
    examine(sources, &workspace.question)
}

/// Reads one source, with the passwords it came with. `progress` is told how far it is.
pub fn read(source: &Source, progress: &mut dyn FnMut(Progress)) -> Given {
    given(source, decode::read(source, progress))
}

fn given(source: &Source, contents: Contents) -> Given {
    let given = Given {
        id: source.id,
        name: source.name.clone(),
        bytes: source.bytes.len(),
        trusted: source.trusted,
        as_public: source.as_public,
        extra: Built::of_source(source, &contents),
        contents: Rc::new(contents),
    };
    Built::wipe();
    given
}

/// Answers a question about sources that were read.
pub fn examine(sources: Vec<Given>, question: &Question) -> Report {
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
        limits,
        extra: Default::default(),
    };
    Built::prepare(&mut report);
    let (main, others, leaves_total, host_from) = {
        let pool: Vec<&Certificate> =
            (0..report.objects.len()).filter_map(|object| report.certificate(object)).collect();
        let bench = Bench::new(&report, &pool);
        let leaves = resolve::leaves(&pool, &bench.copies.0);
        let chosen = Built::choose(&report, &pool, &bench.keys, &bench.copies.0, &leaves, question);
        let main = chosen.leaf.map(|leaf| bench.examine(leaf, &chosen.question));
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
        (main, others, leaves.len(), chosen.host_from)
    };
    let limit = main.as_ref().and_then(|main| main.limit);
    report.limits.extend(limit.map(|limit| limit.sentence(Budget::default())));
    report.main = main;
    Built::hear(&mut report, question);
    report.answer = match &report.main {
        Some(main) => main.answer.clone(),
        None => answer::nothing(&report.sources),
    };
    report.others = others;
    report.leaves_total = leaves_total;
    Built::finish(&mut report, question, host_from);
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
