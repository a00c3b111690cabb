//! JUnit's XML, in the form that Jenkins and GitLab read: one case a file and host.

use super::{Counts, notes};
use crate::check::{Outcome, State};
use crate::export::xml;
use crate::view::visible;

/// The document.
pub fn check_junit(outcomes: &[Outcome]) -> String {
    let Counts { all, not, unread } = Counts::of(outcomes);
    let numbers = format!("tests=\"{all}\" failures=\"{not}\" errors=\"{unread}\"");
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <testsuites name=\"pemlens\" {numbers}>\n\
         <testsuite name=\"pemlens check\" {numbers} skipped=\"0\">\n"
    );
    for outcome in outcomes {
        let name = escaped(&outcome.name());
        out.push_str(&format!("<testcase classname=\"pemlens.check\" name=\"{name}\">\n"));
        let element = match outcome.state {
            State::AsExpected => None,
            State::Not => Some("failure"),
            State::Unread => Some("error"),
        };
        if let (Some(element), Some(first)) = (element, outcome.failures.first()) {
            let sentence = escaped(&outcome.sentence);
            out.push_str(&format!("<{element} type=\"{}\" message=\"{sentence}\">", first.rule));
            for failure in &outcome.failures {
                let words =
                    format!("{} {}: {}\n", failure.severity.word(), failure.rule, failure.words);
                out.push_str(&escaped(&words));
            }
            out.push_str(&format!("</{element}>\n"));
        }
        let notes = notes(outcome);
        if !notes.is_empty() {
            out.push_str(&format!("<system-out>{}</system-out>\n", escaped(&notes.join("\n"))));
        }
        out.push_str("</testcase>\n");
    }
    out + "</testsuite>\n</testsuites>\n"
}

/// Text as XML: no markup, and no character that XML forbids, which [`visible`] writes out.
fn escaped(text: &str) -> String {
    let lines: Vec<String> = text.split('\n').map(visible).collect();
    xml::escaped(&lines.join("\n"))
}
