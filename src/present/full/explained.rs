//! What a message means, as lines that unfold: the page's shape of [`super::explain()`].

use crate::explain::{self, named_host};
use crate::hints::Finding;
use crate::model::Purpose;
use crate::report::{Report, about_text};
use crate::view::{CauseView, ExplainView, Fit, MessageView, Note, TestedView};

/// The sentence over the list, and a note for each message in the text.
pub fn explained(text: &str, report: Option<&Report>) -> (String, Vec<Note>) {
    if text.trim().is_empty() {
        return Default::default();
    }
    let report = report.filter(|report| report.main.is_some());
    let view = super::explain(&explain::explain(text, report), report);
    (head(&view), listed(&view, report))
}

/// A note for each message.
pub(super) fn listed(view: &ExplainView, report: Option<&Report>) -> Vec<Note> {
    let mut notes: Vec<Note> =
        view.messages.iter().map(|it| message(it, report, view.lines > 1)).collect();
    // What was found is to be seen at once, and where nothing was, the first message.
    if let Some(first) = notes.first_mut().filter(|_| view.messages.iter().all(|it| !found(it))) {
        first.open = true;
    }
    notes
}

fn found(view: &MessageView) -> bool {
    view.causes.iter().any(|cause| cause.tested == TestedView::Found)
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

/// A message; where it is not all of the text, `among` other lines, it is quoted with its place.
fn message(view: &MessageView, report: Option<&Report>, among: bool) -> Note {
    let mut inside = vec![Note::new("Who says so", &view.speaker_words)];
    let causes = view.causes.iter().map(|it| cause(it, view, report));
    match report {
        Some(_) => inside.extend(causes),
        // Nothing is there to test on: the likeliest, what gets it, and the rest folded.
        None => {
            let mut causes: Vec<Note> = causes.map(untested).collect();
            let rest = causes.split_off(causes.len().min(LIKELIEST));
            inside.extend(fetch(view));
            inside.extend(causes);
            if !rest.is_empty() {
                let words = format!("{} causes that are less likely", rest.len());
                inside.push(Note { title: words, inside: rest, ..Note::default() });
            }
        }
    }
    if !view.also.is_empty() {
        inside.push(Note::new("The same in other words", view.also.join(", ")));
    }
    let [before, marked, after] = &view.excerpt;
    let mut text = format!("Words of {}", view.program);
    if among {
        text.push_str(&format!(", {}", view.place));
    }
    if view.times > 1 {
        text.push_str(&format!(", {} times", view.times));
    }
    let line = || format!("{before}{marked}{after}").trim().to_owned();
    Note {
        id: view.id.clone(),
        title: view.meaning.clone(),
        text: format!("{text}."),
        code: if among { line() } else { String::new() },
        open: found(view),
        inside,
        ..Note::default()
    }
}

/// So many causes are told at once where there is nothing to test them on.
pub const LIKELIEST: usize = 3;

/// A cause as a possibility: no mark, and no word of what cannot be seen.
fn untested(note: Note) -> Note {
    Note { word: String::new(), text: String::new(), ..note }
}

/// The command that gets what is missing, first of all.
fn fetch(view: &MessageView) -> Option<Note> {
    let command = first_command(view)?;
    Some(Note {
        title: "First, look at what is really sent".into(),
        text: "Paste here what this prints, and each cause is tested on it.".into(),
        command,
        ..Note::default()
    })
}

/// The command that shows what a server sends, where a message may be about that.
pub fn first_command(view: &MessageView) -> Option<String> {
    let excerpt = view.excerpt.concat();
    let clients = about_text(&excerpt) == Some(Purpose::Client);
    if clients || !view.causes.iter().any(|cause| cause.is_rule) {
        return None;
    }
    let host = named_host(&view.variables).map(|host| host.text());
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-');
    let host = host.filter(|host| host.chars().all(plain) && !host.starts_with('-'));
    let host = host.unwrap_or_else(|| "HOST".into());
    Some(format!("openssl s_client -connect {host}:443 -servername {host} -showcerts </dev/null"))
}

fn cause(view: &CauseView, message: &MessageView, report: Option<&Report>) -> Note {
    let (fit, word) = match view.tested {
        TestedView::Found => (Fit::Bad, "found here"),
        TestedView::RuledOut => (Fit::Good, "ruled out"),
        TestedView::CannotBeSeen => (Fit::None, "not visible"),
    };
    let fixes = view.fixes.iter().map(|fix| Note {
        title: fix.who.clone(),
        text: fix.step.clone(),
        command: fix.command.clone(),
        ..Note::default()
    });
    let ruled_out = view.tested == TestedView::RuledOut;
    let found = view.tested == TestedView::Found;
    Note {
        fit,
        word: word.into(),
        title: view.title.clone(),
        text: view.words.join(" "),
        rule: report
            .filter(|_| found)
            .and_then(|it| shown(it, &view.id))
            .unwrap_or_default()
            .into(),
        ask: report
            .filter(|_| !ruled_out)
            .and_then(|it| other_host(it, view, message))
            .unwrap_or_default(),
        open: found,
        inside: if ruled_out { Vec::new() } else { fixes.collect() },
        ..Note::default()
    }
}

/// The finding on the page that a rule comes to: its own, or the one that it is a consequence of.
pub(super) fn shown(report: &Report, rule: &str) -> Option<&'static str> {
    let findings = &report.main.as_ref()?.run.findings;
    let folded = |it: &&Finding| it.explained.iter().any(|it| it.id == rule);
    let own = findings.iter().find(|it| it.rule.id == rule);
    own.or_else(|| findings.iter().find(folded)).map(|it| it.rule.id)
}

/// The host that the message names, where the page asks about another one or about none.
fn other_host(report: &Report, view: &CauseView, message: &MessageView) -> Option<String> {
    let asked = &report.main.as_ref()?.host;
    let named = named_host(&message.variables).filter(|_| view.id == "host-not-covered")?;
    (asked.as_ref() != Some(&named)).then(|| named.text())
}
