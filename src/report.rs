//! The one door: bytes and a question in, one [`Report`] out. No clock, no randomness, no network.

mod answer;
#[cfg(feature = "full")]
mod companions;
#[cfg(not(feature = "full"))]
mod doubt;
#[cfg(feature = "full")]
mod not_revoked;
#[cfg(feature = "full")]
mod programs;
mod resolve;
#[cfg(feature = "full")]
mod unread;

use std::rc::Rc;

use crate::decode::{self, Contents, Progress};
use crate::hints::{self, Facts, Run, Severity};
use crate::input::{Source, Workspace};
use crate::model::{Certificate, ItemKind, PublicKey, Purpose, Question, Time, Trust};
use crate::path::{
    self, Anchors, Arrangement, Budget, Limit, Path, Pool, Search, Signatures, Subjects,
};
use crate::purpose::host::{self, Host, Match};
#[cfg(feature = "full")]
use crate::revocation::{self, Standing};
use crate::view::{LEAVES_SHOWN, Verdict};

pub use answer::{Answer, Offer};
#[cfg(feature = "full")]
pub use companions::{Companion, key_of};
#[cfg(feature = "full")]
pub use programs::{Handed, ask as programs, stand_in};

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
    #[cfg(feature = "full")]
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
        Some(Bench::new(self, &pool).examine(main.leaf, &question))
    }

    /// Whether the certificate asked about can be used as asked.
    pub fn usable(&self) -> bool {
        self.answer.verdict == Verdict::Works
    }
}

/// Examines a workspace: reads every source, then answers the question.
pub fn analyse(workspace: &Workspace) -> Report {
    let sources = workspace.sources.iter().map(|source| read(source, &mut |_| {})).collect();
    examine(sources, &workspace.question)
}

/// Reads one source, with the passwords it came with. `progress` is told how far it is.
pub fn read(source: &Source, progress: &mut dyn FnMut(Progress)) -> Given {
    Given {
        id: source.id,
        name: source.name.clone(),
        bytes: source.bytes.len(),
        trusted: source.trusted,
        as_public: source.as_public,
        contents: Rc::new(decode::read(source, progress)),
    }
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
        main: None,
        others: Vec::new(),
        leaves_total: 0,
        answer: Answer::default(),
        #[cfg(feature = "full")]
        companions: Vec::new(),
        limits,
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
    let (main, others, leaves_total) = {
        let pool: Vec<&Certificate> =
            (0..report.objects.len()).filter_map(|object| report.certificate(object)).collect();
        let bench = Bench::new(&report, &pool);
        let leaves = resolve::leaves(&pool, &bench.copies.0);
        let with_key = resolve::with_key(&pool, &leaves, &bench.keys);
        let asked = question.leaf.as_deref();
        let main = resolve::leaf(&pool, &bench.copies.0, &leaves, with_key, asked)
            .map(|leaf| bench.examine(leaf, question));
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
    report.answer = match &main {
        Some(main) => main.answer.clone(),
        None => answer::nothing(&report.sources),
    };
    let limit = main.as_ref().and_then(|main| main.limit);
    report.limits.extend(limit.map(|limit| limit.sentence(Budget::default())));
    report.main = main;
    report.others = others;
    report.leaves_total = leaves_total;
    #[cfg(feature = "full")]
    unread::tell(&mut report);
    #[cfg(not(feature = "full"))]
    if report.main.is_none()
        && let Some(doubt) = doubt::unread(&report)
    {
        report.answer = Answer::looking(doubt);
    }
    report
}

/// Certificates with every copy of them, sorted: a copy is the same certificate.
fn with_copies(mut given: Vec<usize>, copies: &[(usize, usize)]) -> Vec<usize> {
    let is_given = |index| given.binary_search(index).is_ok();
    let firsts = copies.iter().filter(|(copy, _)| is_given(copy)).map(|(_, first)| *first);
    let firsts: Vec<usize> = firsts.collect();
    given.extend(firsts);
    given.sort_unstable();
    let is_given = |index| given.binary_search(index).is_ok();
    let later = copies.iter().filter(|(_, first)| is_given(first)).map(|(copy, _)| *copy);
    let later: Vec<usize> = later.collect();
    given.extend(later);
    given.sort_unstable();
    given.dedup();
    given
}

/// What all examinations of one report share.
struct Bench<'a> {
    report: &'a Report,
    pool: &'a Pool<'a>,
    /// Distinct certificates, and the copies.
    copies: (Vec<usize>, Vec<(usize, usize)>),
    subjects: Subjects<'a>,
    /// What a person gave as anchors.
    given: Vec<usize>,
    signatures: Signatures,
    /// The public halves of the private keys that were given.
    keys: Vec<&'a PublicKey>,
    /// What was read besides certificates.
    #[cfg(feature = "full")]
    items: Vec<&'a ItemKind>,
}

impl<'a> Bench<'a> {
    fn new(report: &'a Report, pool: &'a Pool<'a>) -> Self {
        let copies = path::copies(pool);
        let subjects = Subjects::new(pool, &copies.0);
        let given = with_copies(resolve::given(report, pool, &copies.0), &copies.1);
        let items = || report.sources.iter().flat_map(|source| &source.contents.items);
        let keys = items().filter_map(|item| match &item.kind {
            ItemKind::PrivateKey(key) => key.public.as_ref(),
            _ => None,
        });
        let keys = keys.collect();
        Self {
            report,
            pool,
            copies,
            subjects,
            given,
            signatures: Signatures::default(),
            keys,
            #[cfg(feature = "full")]
            items: items().map(|item| &item.kind).collect(),
        }
    }

    fn examine(&self, leaf: usize, question: &Question) -> Examination {
        let purpose = resolve::purpose(self.pool, leaf, question);
        let (host, host_problem) = match Host::typed(&question.host) {
            Ok(host) => (host.filter(|_| purpose == Purpose::Server), None),
            Err(problem) => (None, Some(problem).filter(|_| purpose == Purpose::Server)),
        };
        let usage = hints::usage_of(purpose);
        let (trust, anchors) = self.trust(leaf, (question.trust, &question.marked), usage);
        let (mut paths, limit) = self.paths(leaf, &anchors, usage);
        let path = paths.remove(0);
        let source_of =
            |object: usize| self.report.objects.get(object).map_or(usize::MAX, |o| o.source);
        let arrangement = path::arrange(self.pool, &path, &self.copies, &source_of);
        let host_match = match (&host, self.pool.get(leaf)) {
            (Some(host), Some(certificate)) => Some(host::find(certificate, host)),
            _ => None,
        };
        #[cfg(feature = "full")]
        let standings =
            revocation::standings(self.pool, &anchors, &path, self.report.at, &self.items);
        let run = hints::run(&Facts {
            pool: self.pool,
            path: &path,
            anchors: &anchors,
            arrangement: &arrangement,
            leaf,
            purpose,
            host: host.as_ref(),
            host_match: host_match.as_ref(),
            keys: &self.keys,
            #[cfg(feature = "full")]
            items: &self.items,
            #[cfg(feature = "full")]
            standings: &standings,
            #[cfg(feature = "full")]
            public: hints::public::ends_public(self.pool, &path, &|object| {
                self.report.source_of(object).is_some_and(|source| source.as_public)
            }),
            at: self.report.at,
        });
        let mut examination = Examination {
            leaf,
            purpose,
            host,
            host_problem,
            host_match,
            trust,
            anchors,
            path,
            other_paths: paths,
            arrangement,
            #[cfg(feature = "full")]
            standings,
            run,
            answer: Answer::default(),
            limit,
        };
        examination.answer = answer::sentence(self.pool, &examination, question);
        examination.answer.offer = self.offer(&examination, usage);
        #[cfg(not(feature = "full"))]
        if let Some(doubt) = doubt::unread(self.report)
            .or_else(|| doubt::about(self.report, self.pool, &examination, question))
        {
            examination.answer = Answer::looking(doubt);
        }
        examination
    }

    fn paths(
        &self,
        leaf: usize,
        anchors: &Anchors,
        usage: Option<&str>,
    ) -> (Vec<Path>, Option<Limit>) {
        let mut search = Search::new(
            self.pool,
            &self.subjects,
            anchors,
            self.report.at,
            usage,
            &self.signatures,
            Budget::default(),
        );
        let paths = search.paths(leaf);
        (paths, search.limit)
    }

    /// The anchors of a trust setting, `Auto` resolved (see [`Trust::Auto`]).
    fn trust(
        &self,
        leaf: usize,
        (trust, marked): (Trust, &[String]),
        usage: Option<&str>,
    ) -> (Trust, Anchors) {
        let given = self.given.clone();
        match trust {
            Trust::Public => (trust, Anchors { public: true, given: Vec::new() }),
            Trust::Given => (trust, Anchors { public: false, given }),
            Trust::Both => (trust, Anchors { public: true, given }),
            Trust::Marked => {
                (trust, Anchors { public: false, given: resolve::marked(self.pool, marked) })
            }
            Trust::Auto => {
                let public = Anchors { public: true, given: Vec::new() };
                // A certificate does not vouch for itself unless its source was marked as trusted.
                let marked = self.report.sources.iter().any(|source| source.trusted);
                let given: Vec<usize> =
                    given.into_iter().filter(|i| marked || *i != leaf).collect();
                if given.is_empty() || self.ends_trusted(leaf, &public, usage) {
                    return (Trust::Public, public);
                }
                let private = Anchors { public: false, given };
                if marked || self.ends_trusted(leaf, &private, usage) {
                    (Trust::Given, private)
                } else {
                    (Trust::Public, public)
                }
            }
        }
    }

    fn ends_trusted(&self, leaf: usize, anchors: &Anchors, usage: Option<&str>) -> bool {
        let (paths, _) = self.paths(leaf, anchors, usage);
        paths.first().is_some_and(|path| matches!(path.end, path::End::Trusted(_)))
    }

    /// Another trust that would lead to an anchor, where this one does not.
    fn offer(&self, examination: &Examination, usage: Option<&str>) -> Option<Offer> {
        if matches!(examination.path.end, path::End::Trusted(_)) {
            return None;
        }
        let other = match examination.trust {
            Trust::Public => Trust::Given,
            Trust::Given => Trust::Public,
            Trust::Both | Trust::Auto | Trust::Marked => return None,
        };
        let (_, anchors) = self.trust(examination.leaf, (other, &[]), usage);
        if !self.ends_trusted(examination.leaf, &anchors, usage) {
            return None;
        }
        let label = match other {
            Trust::Given => "Trust the CAs given here instead".into(),
            _ => "Trust the public roots instead".into(),
        };
        Some(Offer { label, trust: other })
    }
}

/// The worst severity found on a certificate.
pub fn worst(run: &Run, object: usize) -> Option<Severity> {
    run.findings.iter().filter(|f| f.object == Some(object)).map(|f| f.rule.severity).max()
}
