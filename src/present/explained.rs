//! What a message means, as lines that unfold: the page's shape of [`super::explain()`].

use crate::explain;
use crate::report::Report;
use crate::view::{CauseView, ExplainView, Fit, MessageView, Note, TestedView};

/// The sentence over the list, and a note for each message in the text.
pub fn explained(text: &str, report: Option<&Report>) -> (String, Vec<Note>) {
    if text.trim().is_empty() {
        return Default::default();
    }
    let report = report.filter(|report| report.main.is_some());
    let view = super::explain(&explain::explain(text, report), report);
    (head(&view), view.messages.iter().map(message).collect())
}

fn head(view: &ExplainView) -> String {
    let mut words = vec![view.summary.clone()];
    if !view.messages.is_empty() && !view.tested {
        words.push("Paste the certificates too, and each cause is tested on them.".into());
    }
    if view.messages.is_empty() {
        words.push("Give the whole line, with the program’s own words.".into());
    }
    words.extend(view.limits.iter().cloned());
    words.join(" ")
}

fn message(view: &MessageView) -> Note {
    let mut inside = vec![Note::new("Who says so", &view.speaker_words)];
    inside.extend(view.causes.iter().map(cause));
    if !view.also.is_empty() {
        inside.push(Note::new("The same in other words", view.also.join(", ")));
    }
    let [before, marked, after] = &view.excerpt;
    let times = match view.times {
        1 => String::new(),
        times => format!(", {times} times"),
    };
    Note {
        id: view.id.clone(),
        title: view.meaning.clone(),
        text: format!("{}, {}{times}.", view.program, view.place),
        code: format!("{before}{marked}{after}").trim().to_owned(),
        inside,
        ..Note::default()
    }
}

fn cause(view: &CauseView) -> Note {
    let (fit, word) = match view.tested {
        TestedView::Found => (Fit::Bad, "found here"),
        TestedView::RuledOut => (Fit::Good, "ruled out"),
        TestedView::CannotBeSeen => (Fit::None, "not visible"),
    };
    let fixes = view.fixes.iter().map(|fix| Note {
        title: fix.who.clone(),
        text: fix.step.clone(),
        code: fix.command.clone(),
        ..Note::default()
    });
    let ruled_out = view.tested == TestedView::RuledOut;
    Note {
        fit,
        word: word.into(),
        title: view.title.clone(),
        text: view.words.join(" "),
        rule: match view.tested {
            TestedView::Found if view.is_rule => view.id.clone(),
            _ => String::new(),
        },
        inside: if ruled_out { Vec::new() } else { fixes.collect() },
        ..Note::default()
    }
}
