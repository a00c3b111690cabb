//! Annotations of GitHub Actions: one workflow command a line.

use super::{Counts, notes};
use crate::check::Outcome;
use crate::hints::Severity;
use crate::view::visible;

/// The commands, and a last line for the log.
pub fn check_github(outcomes: &[Outcome]) -> String {
    let mut out = String::new();
    let mut command = |kind: &str, outcome: &Outcome, title: &str, words: &str| {
        let file = property(&visible(&outcome.file));
        let (title, words) = (property(title), message(words));
        out.push_str(&format!("::{kind} file={file},title={title}::{words}\n"));
    };
    for outcome in outcomes {
        for failure in &outcome.failures {
            let kind = match failure.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Notice => "notice",
            };
            let words = match outcome.host.is_empty() {
                true => failure.words.clone(),
                false => format!("{}: {}", outcome.host, failure.words),
            };
            command(kind, outcome, failure.rule, &words);
        }
        for note in notes(outcome) {
            command("notice", outcome, "pemlens check", &note);
        }
    }
    out + &Counts::of(outcomes).sentence() + "\n"
}

/// The text of a command. The older form of commands, `##[name]`, counts anywhere in a line.
fn message(text: &str) -> String {
    let text = text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    text.replace("##[", "## [")
}

/// A property of a command.
fn property(text: &str) -> String {
    message(text).replace(':', "%3A").replace(',', "%2C")
}
