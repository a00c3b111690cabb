//! What came of a check, for people, for programs, and for the pipelines that show it (docs/check.md).

mod github;
mod junit;
mod sarif;

use serde::Serialize;
use serde_json::Value;

use super::paint::{Paint, Tone};
use super::word::Word;
use super::written::{VERSION, written};
use crate::check::{Outcome, State};
use crate::hints::Severity;
use crate::view::visible;

pub use github::check_github;
pub use junit::check_junit;
pub use sarif::check_sarif;

/// How many there are of each state.
struct Counts {
    all: usize,
    not: usize,
    unread: usize,
}

impl Counts {
    fn of(outcomes: &[Outcome]) -> Self {
        let count = |state| outcomes.iter().filter(|it| it.state == state).count();
        Self { all: outcomes.len(), not: count(State::Not), unread: count(State::Unread) }
    }

    /// The last line for people.
    fn sentence(&self) -> String {
        let Self { all, not, unread } = self;
        let good = all.saturating_sub(*not).saturating_sub(*unread);
        format!("{all} checked: {good} as expected, {not} not as expected, {unread} not read")
    }
}

/// Lines for a terminal; those as expected are one line each.
pub fn check_text(outcomes: &[Outcome], paint: Paint) -> String {
    let mut out = String::new();
    for outcome in outcomes {
        let (tone, mark) = match outcome.state {
            State::AsExpected => (Tone::Good, "as expected"),
            State::Not => (Tone::Bad, "NOT as expected"),
            State::Unread => (Tone::Bad, "NOT READ"),
        };
        let mark = paint.word(tone, mark);
        out.push_str(&format!("{mark}: {}: {}\n", outcome.name(), outcome.sentence));
        if outcome.state == State::Not {
            for failure in &outcome.failures {
                let tone = match failure.severity {
                    Severity::Error => Tone::Bad,
                    Severity::Warning | Severity::Notice => Tone::Wary,
                };
                let word = paint.word(tone, failure.severity.word());
                out.push_str(&format!("  {word} {}: {}\n", failure.rule, failure.words));
            }
        }
        for note in notes(outcome) {
            out.push_str(&format!("  {note}\n"));
        }
    }
    out + &Counts::of(outcomes).sentence() + "\n"
}

/// What is to be known besides: what was ignored, what was left out.
fn notes(outcome: &Outcome) -> Vec<String> {
    let mut notes: Vec<String> = outcome
        .passed
        .iter()
        .map(|passed| format!("ignored {}: {}", passed.rule, passed.reason))
        .collect();
    if outcome.more > 0 {
        notes.push(format!("and {} more failures", outcome.more));
    }
    if outcome.others {
        notes.push("it holds more end-entity certificates, which were not checked".into());
    }
    notes
}

/// What came of a check, as JSON.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct Checked {
    /// Of this format.
    version: u32,
    /// How many files were checked, once for each host.
    checked: usize,
    /// How many are not as expected.
    not_as_expected: usize,
    /// How many could not be read.
    not_read: usize,
    /// Each of them.
    results: Vec<CheckedFile>,
}

/// What came of one file.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct CheckedFile {
    /// The file.
    file: String,
    /// The host asked about.
    host: Option<String>,
    /// What came of it.
    state: CheckedState,
    /// The answer in words.
    sentence: String,
    /// What is not as expected.
    failures: Vec<Unexpected>,
    /// How many more there are.
    more_failures: usize,
    /// What was found and is to be ignored.
    ignored: Vec<Ignored>,
    /// It holds more end-entity certificates, which were not checked.
    others_not_checked: bool,
}

/// What came of a file.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
enum CheckedState {
    /// It is as expected.
    AsExpected,
    /// It is not.
    NotAsExpected,
    /// It could not be read.
    NotRead,
}

/// What is not as expected.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Unexpected {
    /// The rule.
    rule: &'static str,
    /// How bad.
    severity: Word<Severity>,
    /// The fact, with the values of this file.
    message: String,
}

/// What was found and is to be ignored.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Ignored {
    /// The rule.
    rule: &'static str,
    /// Why, in the words of the file of expectations.
    reason: String,
}

/// The same as JSON.
pub fn check_json(outcomes: &[Outcome]) -> Value {
    let counts = Counts::of(outcomes);
    written(&Checked {
        version: VERSION,
        checked: counts.all,
        not_as_expected: counts.not,
        not_read: counts.unread,
        results: outcomes.iter().map(result).collect(),
    })
}

fn result(outcome: &Outcome) -> CheckedFile {
    let failures = outcome.failures.iter().map(|it| Unexpected {
        rule: it.rule,
        severity: Word(it.severity),
        message: it.words.clone(),
    });
    let ignored = outcome.passed.iter();
    let ignored = ignored.map(|it| Ignored { rule: it.rule, reason: it.reason.clone() });
    CheckedFile {
        file: visible(&outcome.file),
        host: (!outcome.host.is_empty()).then(|| outcome.host.clone()),
        state: match outcome.state {
            State::AsExpected => CheckedState::AsExpected,
            State::Not => CheckedState::NotAsExpected,
            State::Unread => CheckedState::NotRead,
        },
        sentence: outcome.sentence.clone(),
        failures: failures.collect(),
        more_failures: outcome.more,
        ignored: ignored.collect(),
        others_not_checked: outcome.others,
    }
}
