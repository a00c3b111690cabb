//! A report against an expectation → what is as expected and what is not, as plain words that go from
//! one thread to another.

use super::expect::{Check, Minded};
use crate::hints::{Finding, Rule, Severity, rules};
use crate::report::{Examination, Report};
use crate::view::{Verdict, visible};

/// What came of one file, for one host where hosts were named.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// The file as it was named: not yet safe to show.
    pub file: String,
    /// The host asked about; empty for none.
    pub host: String,
    /// As expected, or not, or not to be said.
    pub state: State,
    /// The answer in one sentence.
    pub sentence: String,
    /// What is not as expected; at most [`FAILURES_SHOWN`].
    pub failures: Vec<Failure>,
    /// How many more there are.
    pub more: usize,
    /// What was ignored, with the reason.
    pub passed: Vec<Passed>,
    /// Whether the file holds end-entity certificates besides the one that was asked about.
    pub others: bool,
}

/// Failures of a file that are told one by one.
pub const FAILURES_SHOWN: usize = 100;

impl Outcome {
    /// The file, and the host where one was asked about, safe to show.
    pub fn name(&self) -> String {
        match self.host.is_empty() {
            true => visible(&self.file),
            false => format!("{} ({})", visible(&self.file), self.host),
        }
    }
}

/// Whether a file is as expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It is.
    AsExpected,
    /// Something is not.
    Not,
    /// Nothing was read that could be judged.
    Unread,
}

/// One thing that is not as expected.
#[derive(Clone, Debug)]
pub struct Failure {
    /// The rule's id, or one of the words of this file.
    pub rule: &'static str,
    /// How bad.
    pub severity: Severity,
    /// What is wrong, with this certificate's values.
    pub words: String,
}

/// A finding that was ignored.
#[derive(Clone, Debug)]
pub struct Passed {
    /// The rule's id.
    pub rule: &'static str,
    /// Why.
    pub reason: String,
}

/// Failures that no rule tells: too few days, an answer for which no rule stands, nothing read.
const DAYS: (&str, &str) = ("days-left", "Fewer days are left than were asked for");
const ANSWER: (&str, &str) = ("not-usable", "The certificate is not usable for the question");
const UNREAD: (&str, &str) = ("not-read", "Nothing was read that can be judged");

/// What a failure is about, in general.
pub fn rule_words(id: &str) -> (&'static str, Option<&'static Rule>) {
    if let Some(rule) = rules::ALL.iter().find(|rule| rule.id == id) {
        return (rule.title, Some(rule));
    }
    let own = [DAYS, ANSWER, UNREAD].into_iter().find(|(own, _)| *own == id);
    (own.map_or("", |(_, title)| title), None)
}

/// What came of a file that could not be read.
pub fn unread(file: &str, reason: &str) -> Outcome {
    Outcome {
        file: file.to_owned(),
        host: String::new(),
        state: State::Unread,
        sentence: visible(reason),
        failures: vec![Failure {
            rule: UNREAD.0,
            severity: Severity::Error,
            words: visible(reason),
        }],
        more: 0,
        passed: Vec::new(),
        others: false,
    }
}

/// What a report comes to.
pub fn outcome(file: &str, host: &str, report: &Report, check: &Check) -> Outcome {
    let answer = &report.answer;
    let Some(main) = report.main.as_ref().filter(|_| answer.verdict != Verdict::Nothing) else {
        return Outcome { host: visible(host), ..unread(file, &answer.sentence) };
    };
    let mut failures = Vec::new();
    let mut passed: Vec<Passed> = Vec::new();
    let reason = |id: &str| check.ignore.iter().find(|it| it.rule == id).map(|it| &it.reason);
    for finding in main.run.findings.iter().filter(|it| counts(it, check)) {
        let rule = finding.rule;
        match reason(rule.id) {
            Some(reason) if passed.iter().all(|it| it.rule != rule.id) => {
                passed.push(Passed { rule: rule.id, reason: visible(reason) });
            }
            Some(_) => {}
            None => failures.push(Failure {
                rule: rule.id,
                severity: rule.severity,
                words: about(report, finding),
            }),
        }
    }
    let is_ignored = |id: &str| reason(id).is_some();
    if !report.usable() && failures.is_empty() && !answer.rule.is_some_and(is_ignored) {
        let rule = answer.rule.unwrap_or(ANSWER.0);
        let words = visible(&answer.sentence);
        failures.push(Failure { rule, severity: Severity::Error, words });
    }
    failures.extend(check.days.and_then(|days| too_few(report, main, days)));
    let more = failures.len().saturating_sub(FAILURES_SHOWN);
    failures.truncate(FAILURES_SHOWN);
    Outcome {
        file: file.to_owned(),
        host: visible(host),
        more,
        state: if failures.is_empty() { State::AsExpected } else { State::Not },
        sentence: visible(&answer.sentence),
        failures,
        passed,
        others: report.others.iter().any(|other| is_own(report, other.leaf)),
    }
}

/// Whether a certificate is of the file asked about, which comes first.
fn is_own(report: &Report, object: usize) -> bool {
    report.objects.get(object).is_some_and(|place| place.source == 0)
}

/// Errors, and what is to be minded.
fn counts(finding: &Finding, check: &Check) -> bool {
    let rule = finding.rule;
    rule.severity == Severity::Error
        || check.mind.iter().any(|minded| match minded {
            Minded::Warnings => rule.severity == Severity::Warning,
            Minded::Rule(id) => id == rule.id,
        })
}

fn about(report: &Report, finding: &Finding) -> String {
    let certificate = finding.object.and_then(|object| report.certificate(object));
    let name = certificate.map(|it| visible(&it.title())).unwrap_or_default();
    let detail = visible(&finding.spot.detail);
    match name.is_empty() {
        true => detail,
        false => format!("{name}: {detail}"),
    }
}

/// The first certificate of the path that ends too soon.
fn too_few(report: &Report, main: &Examination, days: u32) -> Option<Failure> {
    let path = main.path.loaded().chain([main.leaf]);
    let ends = path.filter_map(|object| {
        let certificate = report.certificate(object)?;
        Some((certificate.validity.not_after?, certificate.title()))
    });
    let (end, name) = ends.min_by_key(|(end, _)| end.0)?;
    let needed = i64::from(days).saturating_mul(86_400);
    if end.0.saturating_sub(report.at.0) >= needed {
        return None;
    }
    let words = format!(
        "{}: it ends on {}, {} {} the time asked about; at least {days} days were asked for.",
        visible(&name),
        end.full(),
        report.at.distance(end),
        if end < report.at { "before" } else { "after" },
    );
    Some(Failure { rule: DAYS.0, severity: Severity::Error, words })
}
