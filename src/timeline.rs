//! What breaks when: every date at which something about what was loaded changes, who notices first,
//! and what to do by then. The dates of rules stand in one dated table (`table`).

mod hits;
mod notice;
mod objects;
mod renewal;
pub mod table;

use crate::diff::pair;
use crate::hints::public::ends_public;
use crate::model::{Certificate, Time, order};
use crate::report::{Examination, Report};

/// So many dates are kept: the next ones. Of what lies in the past, [`PAST`].
pub const MOST: usize = 200;
/// So many dates of the past are kept: the last ones.
pub const PAST: usize = 20;

/// What happens at a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A certificate begins to be valid.
    Begins,
    /// A certificate ends.
    Ends,
    /// The time to renew a certificate begins.
    Renew,
    /// A CA lives no longer than what it would issue.
    Outlived,
    /// A revocation list is out of date.
    List,
    /// An OCSP response is out of date.
    Response,
    /// A Certificate Transparency log takes no more certificates.
    Log,
    /// A rule changes: the row of the table.
    Rule(&'static str),
}

impl Kind {
    /// The word in exports: a row's own id for a rule.
    pub fn word(self) -> &'static str {
        match self {
            Kind::Begins => "begins",
            Kind::Ends => "ends",
            Kind::Renew => "renew",
            Kind::Outlived => "outlived",
            Kind::List => "list-due",
            Kind::Response => "response-due",
            Kind::Log => "log-closes",
            Kind::Rule(id) => id,
        }
    }
}

/// What a date means for what is in use today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// What is in use now stops.
    Stops,
    /// It goes on, and its successor will be another.
    Next,
    /// A time to do something begins.
    Act,
    /// Nothing stops; worth knowing.
    Tells,
}

impl Effect {
    /// The word in exports.
    pub fn word(self) -> &'static str {
        match self {
            Effect::Stops => "stops",
            Effect::Next => "next",
            Effect::Act => "act",
            Effect::Tells => "tells",
        }
    }

    /// Whether something breaks for those who do nothing.
    pub fn breaks(self) -> bool {
        matches!(self, Effect::Stops | Effect::Next)
    }
}

/// Something that happens at a date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// When.
    pub at: Time,
    /// What.
    pub kind: Kind,
    /// What that means.
    pub effect: Effect,
    /// What it is about, by name.
    pub about: String,
    /// The certificate it is about: index into [`Report::objects`].
    pub object: Option<usize>,
    /// What happens, as a sentence.
    pub what: String,
    /// The values of this case, as a sentence; may be empty.
    pub values: String,
    /// Who notices, as a sentence; may be empty.
    pub who: String,
    /// What to do by then, as a sentence; may be empty.
    pub todo: String,
    /// Where it is written: label and address; empty where it stands in what was loaded.
    pub source: (&'static str, &'static str),
}

/// All of them, in the order of time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timeline {
    /// The time asked about.
    pub at: Time,
    /// What happens.
    pub events: Vec<Event>,
    /// How many more there are that are not kept.
    pub left_out: usize,
}

impl Timeline {
    /// The first date from now on at which something that is in use stops.
    pub fn first(&self) -> Option<&Event> {
        self.events.iter().find(|event| event.at >= self.at && event.effect == Effect::Stops)
    }

    /// Whether an event falls between now and so many seconds later, or is past and stopped something.
    pub fn is_within(&self, event: &Event, seconds: i64) -> bool {
        let end = self.at.0.saturating_add(seconds);
        event.at.0 <= end && (event.at >= self.at || event.effect == Effect::Stops)
    }

    /// Whether the table of rules is older than it should be at the time asked about.
    pub fn is_old(&self) -> bool {
        table::is_old(self.at)
    }
}

/// The certificate of an examination, with what decides which rules hit it.
struct Subject<'a> {
    report: &'a Report,
    examination: &'a Examination,
    certificate: &'a Certificate,
    /// It leads to a public CA, or to one that is held to the rules of public CAs.
    public: bool,
}

/// The timeline of a report.
pub fn of(report: &Report) -> Timeline {
    let objects = 0..report.objects.len();
    let pool: Vec<&Certificate> = objects.filter_map(|it| report.certificate(it)).collect();
    let subject = |examination| {
        let examination: &Examination = examination;
        let as_public = |object| report.source_of(object).is_some_and(|source| source.as_public);
        Some(Subject {
            report,
            examination,
            certificate: pool.get(examination.leaf).copied()?,
            public: ends_public(&pool, &examination.path, &as_public),
        })
    };
    let subjects: Vec<Subject<'_>> =
        report.main.iter().chain(&report.others).filter_map(subject).collect();
    let mut events = Vec::new();
    objects::certificates(report, &pool, &mut events);
    objects::items(report, &mut events);
    for subject in &subjects {
        objects::logs(subject, &mut events);
        // What has been renewed is not renewed again: its successor is told of.
        if !pair::is_renewed(report, subject.examination.leaf) {
            renewal::windows(subject, &mut events);
            hits::leaf(subject, &mut events);
        }
    }
    hits::roots(report, &pool, &subjects, &mut events);
    hits::intermediates(&subjects, &mut events);
    order::by(&mut events, |a, b| {
        (a.at, a.object, a.kind.word()).cmp(&(b.at, b.object, b.kind.word()))
    });
    events.dedup();
    let all = events.len();
    let past = events.partition_point(|event| event.at < report.at);
    let mut events: Vec<Event> = events
        .into_iter()
        .skip(past.saturating_sub(PAST))
        .take(past.min(PAST).saturating_add(MOST))
        .collect();
    notice::tell(report, &mut events);
    let left_out = all.saturating_sub(events.len());
    Timeline { at: report.at, events, left_out }
}
