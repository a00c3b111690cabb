//! What changed between two certificates, or between a request and the certificate that came back, and
//! what of it breaks whom.

mod chain;
mod leaf;
mod outcome;
pub mod pair;
mod request;

use crate::crypto;
use crate::hints::public::ends_public;
use crate::model::{Certificate, Question, Time, order};
use crate::purpose;
use crate::report::{self, Examination, Report};

pub use request::of_request;

/// So many values of a list are kept.
pub const LISTED: usize = 50;

/// What is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Kind {
    Answer,
    Programs,
    Gap,
    Names,
    Usage,
    KeyUsage,
    Timestamps,
    Intermediates,
    Root,
    Stores,
    Key,
    KeyKind,
    Issuer,
    Subject,
    Stapling,
    Policies,
    Addresses,
    Signature,
    Identifiers,
    Validity,
    Extensions,
}

impl Kind {
    /// The word in exports.
    pub fn word(self) -> &'static str {
        match self {
            Kind::Answer => "answer",
            Kind::Programs => "programs",
            Kind::Gap => "gap",
            Kind::Names => "names",
            Kind::Usage => "extended-key-usage",
            Kind::KeyUsage => "key-usage",
            Kind::Timestamps => "timestamps",
            Kind::Intermediates => "intermediates",
            Kind::Root => "root",
            Kind::Stores => "stores",
            Kind::Key => "key",
            Kind::KeyKind => "key-kind",
            Kind::Issuer => "issuer",
            Kind::Subject => "subject",
            Kind::Stapling => "must-staple",
            Kind::Policies => "policies",
            Kind::Addresses => "addresses",
            Kind::Signature => "signature",
            Kind::Identifiers => "identifiers",
            Kind::Validity => "validity",
            Kind::Extensions => "extensions",
        }
    }
}

/// What a change means for those who used the old one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// Somebody who used it as it is meant to be used is refused.
    Breaks,
    /// Only those who hold on to this very value notice: a pin, a list of names, a firewall.
    Depends,
    /// It changed, or stayed, and nobody minds.
    Told,
}

impl Weight {
    /// The word in exports.
    pub fn word(self) -> &'static str {
        match self {
            Weight::Breaks => "breaks",
            Weight::Depends => "depends",
            Weight::Told => "told",
        }
    }
}

/// One thing that changed, or that people ask about and that stayed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What is compared.
    pub kind: Kind,
    /// What it means.
    pub weight: Weight,
    /// The fact, as a sentence.
    pub what: &'static str,
    /// What the old one had and the new one has not; at most [`LISTED`].
    pub gone: Vec<String>,
    /// What the new one has and the old one had not; at most [`LISTED`].
    pub come: Vec<String>,
    /// Who notices, as a sentence; may be empty.
    pub who: String,
    /// What to do, as a sentence; may be empty.
    pub todo: &'static str,
}

impl Change {
    fn new(kind: Kind, weight: Weight, what: &'static str) -> Self {
        let (gone, come) = (Vec::new(), Vec::new());
        Self { kind, weight, what, gone, come, who: String::new(), todo: "" }
    }

    fn values(mut self, mut gone: Vec<String>, mut come: Vec<String>) -> Self {
        gone.truncate(LISTED);
        come.truncate(LISTED);
        (self.gone, self.come) = (gone, come);
        self
    }

    fn one(self, gone: impl Into<String>, come: impl Into<String>) -> Self {
        self.values(vec![gone.into()], vec![come.into()])
    }

    fn who(mut self, who: impl Into<String>, todo: &'static str) -> Self {
        (self.who, self.todo) = (who.into(), todo);
        self
    }
}

/// One of the two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Side {
    /// Its name.
    pub title: String,
    /// What it is: `Server certificate`, `Request`.
    pub what: &'static str,
    /// When it begins.
    pub from: Option<Time>,
    /// When it ends.
    pub until: Option<Time>,
}

/// What changed, the worst first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diff {
    /// The old certificate, or the request.
    pub old: Side,
    /// The new certificate.
    pub new: Side,
    /// The changes.
    pub changes: Vec<Change>,
}

impl Diff {
    /// Whether anything breaks; where `pinned`, also for those who hold on to a value.
    pub fn breaks(&self, pinned: bool) -> bool {
        let counts = |change: &Change| {
            change.weight == Weight::Breaks || (pinned && change.weight == Weight::Depends)
        };
        self.changes.iter().any(counts)
    }
}

/// One side as it is compared: the report about it, the certificate asked about there, and where its
/// path leads.
struct One<'a> {
    report: &'a Report,
    main: &'a Examination,
    certificate: &'a Certificate,
    public: bool,
}

impl<'a> One<'a> {
    fn of(report: &'a Report) -> Option<Self> {
        let main = report.main.as_ref()?;
        let objects = 0..report.objects.len();
        let pool: Vec<&Certificate> = objects.filter_map(|it| report.certificate(it)).collect();
        let as_public = |object| report.source_of(object).is_some_and(|source| source.as_public);
        Some(Self {
            report,
            main,
            certificate: report.certificate(main.leaf)?,
            public: ends_public(&pool, &main.path, &as_public),
        })
    }

    fn side(&self) -> Side {
        let validity = self.certificate.validity;
        Side {
            title: self.certificate.title(),
            what: purpose::kind(self.certificate).name(),
            from: validity.not_before,
            until: validity.not_after,
        }
    }
}

/// What changed from the certificate asked about in one report to the one asked about in another; `None`
/// where one of them has none.
pub fn of(old: &Report, new: &Report) -> Option<Diff> {
    between((old, old.main.as_ref()?), (new, new.main.as_ref()?))
}

/// The same between two certificates that were examined. Each is judged for what the old one was used
/// for, and the old one at a time at which it was valid.
pub fn between(
    (old, before): (&Report, &Examination),
    (new, after): (&Report, &Examination),
) -> Option<Diff> {
    let purpose = before.purpose;
    let (before, after) = (old.certificate(before.leaf)?, new.certificate(after.leaf)?);
    let end = before.validity.not_after.unwrap_or(old.at);
    let again = |report: &Report, certificate: &Certificate, at: Time| {
        let leaf = Some(crypto::id(certificate));
        let question =
            Question { purpose: Some(purpose), leaf, at: at.0, ..report.question.clone() };
        report::examine(report.sources.clone(), &question)
    };
    let (old, new) = (again(old, before, old.at.min(end)), again(new, after, new.at));
    let (one, other) = (One::of(&old)?, One::of(&new)?);
    let mut changes = Vec::new();
    outcome::compare(&one, &other, &mut changes);
    chain::compare(&one, &other, &mut changes);
    leaf::compare(&one, &other, &mut changes);
    // In the order of their making where they weigh the same.
    order::by_key(&mut changes, |change| change.weight);
    Some(Diff { old: one.side(), new: other.side(), changes })
}
