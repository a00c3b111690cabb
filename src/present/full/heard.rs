//! Messages of programs among what was given: a log file, what `openssl s_client` printed, a line
//! between certificates. They are explained beside the answer without being asked for.

use super::explained::{self, first_command};
use crate::explain;
use crate::present::brief;
use crate::report::Report;
use crate::view::{
    Answer, CauseView, ExplainView, MessageView, Note, SourceView, SpeakerView, TestedView, Verdict,
};

/// So many sources with messages are told.
const SOURCES: usize = 8;
/// So many messages are told beside the answer.
const BESIDE: usize = 2;

/// What the texts given say: the name of the source, and what was recognised.
pub fn heard(report: &Report) -> Vec<(String, ExplainView)> {
    let tested = report.main.is_some().then_some(report);
    let sources = report.sources.iter().filter(|it| !it.extra.said.text.trim().is_empty());
    let views = sources.filter_map(|source| {
        let view = super::explain(&explain::explain(&source.extra.said.text, tested), tested);
        (!view.messages.is_empty()).then(|| (brief(&source.name), view))
    });
    views.take(SOURCES).collect()
}

/// The same as lines that unfold, and the sentence over them.
pub fn notes(report: &Report) -> (String, Vec<Note>) {
    let tested = report.main.is_some().then_some(report);
    let all = heard(report);
    let names: Vec<&str> = all.iter().map(|(name, _)| name.as_str()).collect();
    if names.is_empty() {
        return Default::default();
    }
    let head = format!("Found in {}.", crate::purpose::listed(&names));
    let notes = all.iter().flat_map(|(_, view)| explained::listed(view, tested));
    (head, notes.collect())
}

/// The answer and the sources with what was heard.
pub(super) fn told(
    report: &Report,
    mut answer: Answer,
    mut sources: Vec<SourceView>,
) -> (Answer, Vec<SourceView>) {
    let all = heard(report);
    for (name, view) in &all {
        let count = view.messages.len();
        let plural = if count == 1 { "" } else { "s" };
        for source in sources.iter_mut().filter(|it| it.name == *name && it.objects.1 == 0) {
            source.found = format!("{count} message{plural} of programs");
            source.problems.clear();
            source.problems_total = 0;
        }
    }
    // What messages come to is said of the connection, not of one certificate.
    if report.answer.both {
        return (answer, sources);
    }
    let mut messages =
        all.iter().flat_map(|(name, view)| view.messages.iter().map(move |it| (name, it)));
    if answer.verdict == Verdict::Nothing {
        let nothing_else = report
            .sources
            .iter()
            .all(|source| source.contents.items.is_empty() && source.contents.locked.is_empty());
        if let Some((_, first)) = messages.next().filter(|_| nothing_else) {
            answer.sentence = match first.speaker {
                SpeakerView::OtherSide => format!("The other side refused: {}", first.meaning),
                _ => format!("A message of {}: {}", first.program, first.meaning),
            };
            answer.more = without_certificates(first);
        }
        return (answer, sources);
    }
    let mut beside: Vec<String> =
        messages.clone().filter_map(|(name, it)| found(name, it)).take(BESIDE).collect();
    // What a message tells, and is found here, is no “works”.
    let mut told = messages.clone().filter_map(|(name, it)| Some((name, cause(it)?)));
    if let (Some((name, cause)), Verdict::Works) = (told.next(), answer.verdict) {
        answer.verdict = Verdict::Limited;
        let whole = answer.sentence.trim_end_matches('.');
        let title = cause.title.trim_end_matches('.');
        answer.sentence = format!("{whole}, but {name} tells of a refusal: {title}.");
    }
    if beside.is_empty() {
        beside.extend(messages.next().and_then(|(name, it)| not_found(name, it)));
    }
    if !beside.is_empty() {
        answer.more = format!("{} {}", beside.join(" "), answer.more).trim().to_owned();
    }
    (answer, sources)
}

/// The likeliest causes in their order, and what to do first.
fn without_certificates(message: &MessageView) -> String {
    let likely: Vec<String> = message
        .causes
        .iter()
        .take(explained::LIKELIEST)
        .enumerate()
        .map(|(at, cause)| format!("{}. {}", at.saturating_add(1), cause.title))
        .collect();
    let mut words = match likely.is_empty() {
        true => String::new(),
        false => format!("Likeliest: {}.", likely.join("; ")),
    };
    if let Some(command) = first_command(message) {
        words.push_str(&format!(" First look at what is sent, and paste it here: {command}"));
    } else if message.causes.iter().any(|cause| cause.is_rule) {
        words.push_str(" Give the certificate that was sent with it, and each cause is tested.");
    }
    words
}

/// Nothing here explains the message: the likeliest of what cannot be seen in files.
fn not_found(name: &str, message: &MessageView) -> Option<String> {
    let unseen = |cause: &&CauseView| cause.tested == TestedView::CannotBeSeen && !cause.is_rule;
    let cause = message.causes.iter().find(unseen)?;
    let said = message.excerpt.get(1).map(String::as_str).unwrap_or_default();
    Some(format!("“{said}” in {name}: nothing here explains it. Likeliest: {}.", cause.title))
}

/// What was found here of a message's causes, in a sentence.
fn found(name: &str, message: &MessageView) -> Option<String> {
    let cause = cause(message)?;
    let words = cause.words.first().map(String::as_str).unwrap_or_default();
    let said = message.excerpt.get(1).map(String::as_str).unwrap_or_default();
    Some(format!("“{said}” in {name}: found here. {}: {words}", cause.title))
}

/// The first of a message's causes that was found here.
fn cause(message: &MessageView) -> Option<&CauseView> {
    message.causes.iter().find(|cause| cause.tested == TestedView::Found)
}
