//! What came of a check, for people, for programs, and for the pipelines that show it (docs/check.md).

mod github;
mod junit;
mod sarif;

use serde_json::{Value, json};

use super::json::plain;
use super::paint::{Paint, Tone};
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

/// The same as JSON.
pub fn check_json(outcomes: &[Outcome]) -> Value {
    let counts = Counts::of(outcomes);
    let results: Vec<Value> = outcomes
        .iter()
        .map(|outcome| {
            let failures = outcome.failures.iter().map(
                |it| json!({ "rule": it.rule, "severity": it.severity.word(), "message": it.words }),
            );
            let ignored = outcome.passed.iter();
            let ignored = ignored.map(|it| json!({ "rule": it.rule, "reason": it.reason }));
            json!({
                "file": visible(&outcome.file),
                "host": (!outcome.host.is_empty()).then_some(&outcome.host),
                "state": match outcome.state {
                    State::AsExpected => "as-expected",
                    State::Not => "not-as-expected",
                    State::Unread => "not-read",
                },
                "sentence": outcome.sentence,
                "failures": failures.collect::<Vec<_>>(),
                "more_failures": outcome.more,
                "ignored": ignored.collect::<Vec<_>>(),
                "others_not_checked": outcome.others,
            })
        })
        .collect();
    plain(json!({
        "version": super::VERSION,
        "checked": counts.all,
        "not_as_expected": counts.not,
        "not_read": counts.unread,
        "results": results,
    }))
}
