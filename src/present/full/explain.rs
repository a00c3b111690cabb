//! Messages of programs in words.

use crate::explain::{Cause, Explanation, Recognised, Speaker, Tested, named_host};
use crate::hints::{Fix, Who, rules};
use crate::present::template::{Filled, Kind, Target, Value, fill};
use crate::present::{brief, findings};
use crate::purpose::host::Host;
use crate::report::Report;
use crate::view::{
    CauseView, ExplainView, FixView, MESSAGE_PLACES, MessageView, PlaceView, SpeakerView,
    TestedView,
};

/// What was found in a text, for the page and the command line.
pub fn explain(explanation: &Explanation, report: Option<&Report>) -> ExplainView {
    let messages = &explanation.messages;
    let summary = match messages.len() {
        0 => "No message was recognised.".to_owned(),
        1 => "1 message recognised.".to_owned(),
        many => format!("{many} messages recognised."),
    };
    ExplainView {
        summary,
        messages: messages.iter().map(|message| message_view(message, report)).collect(),
        lines: explanation.lines,
        unread: explanation.unread,
        doubtful: explanation.doubtful.iter().map(|(n, line)| (*n, brief(line))).collect(),
        tested: report.is_some_and(|report| report.main.is_some()),
        limits: explanation.limits.clone(),
    }
}

fn message_view(message: &Recognised, report: Option<&Report>) -> MessageView {
    let known = message.known;
    let places = message.places.iter().take(MESSAGE_PLACES).map(|place| PlaceView {
        line: place.line,
        column: place.column,
        from: place.from,
        to: place.to,
    });
    let (from, to) = message.marked;
    let part = |from: usize, to: usize| message.excerpt.get(from..to).unwrap_or_default();
    let part = |from: usize, to: usize| brief(part(from, to).trim_matches(['\r', '\n']));
    let mut also: Vec<String> = Vec::new();
    for other in &message.also {
        if other.program != known.program && !also.iter().any(|it| it == other.program) {
            also.push(other.program.to_owned());
        }
    }
    MessageView {
        id: known.id.into(),
        program: known.program.into(),
        place: message
            .places
            .first()
            .map(|place| format!("line {}, column {}", place.line, place.column))
            .unwrap_or_default(),
        places: places.collect(),
        times: message.times,
        excerpt: [part(0, from), part(from, to), part(to, message.excerpt.len())],
        meaning: known.meaning.into(),
        speaker: match known.speaker {
            Speaker::Ours => SpeakerView::ThisProgram,
            Speaker::OtherSide => SpeakerView::OtherSide,
            Speaker::Either => SpeakerView::Either,
        },
        speaker_words: match known.speaker {
            Speaker::Ours => {
                "The program that printed it judged what it received or was given.".into()
            }
            Speaker::OtherSide => {
                "The other side of the connection judged what this program sent, and said so by an alert: look at the certificate that this program sent."
                    .into()
            }
            Speaker::Either => {
                "It is printed whichever side refused: the words beside it tell which.".into()
            }
        },
        variables: message.variables.iter().map(|text| brief(text)).collect(),
        also,
        causes: message
            .verdicts
            .iter()
            .map(|(cause, tested)| cause_view(cause, tested, report, message))
            .collect(),
    }
}

fn cause_view(
    cause: &Cause,
    tested: &Tested,
    report: Option<&Report>,
    message: &Recognised,
) -> CauseView {
    let (state, words, object) = match tested {
        Tested::Found(evidence) => {
            let words = evidence.iter().map(|found| located(found.object, &found.detail));
            let object = evidence.iter().find_map(|found| found.object);
            (TestedView::Found, words.collect(), object)
        }
        Tested::RuledOut(why) => (TestedView::RuledOut, vec![brief(why)], None),
        Tested::CannotBeSeen(why) => (TestedView::CannotBeSeen, vec![brief(why)], None),
    };
    let (title, fixes) = match cause {
        Cause::Setup(setup) => {
            let filled = with_host(setup.command, report, message);
            let fix = FixView {
                who: "You".into(),
                step: format!("{}{}", setup.advice, filled.note()),
                command: filled.text,
            };
            (setup.title, vec![fix])
        }
        Cause::Rule(id) => {
            let found = report.and_then(|report| {
                let main = report.main.as_ref()?;
                findings(report, main).into_iter().find(|finding| finding.rule == *id)
            });
            let rule = rules::find(id);
            let fixes = match (found, rule) {
                (Some(found), _) => found.fixes,
                (None, Some(rule)) if state != TestedView::RuledOut => {
                    rule.fixes.iter().map(general).collect()
                }
                (None, _) => Vec::new(),
            };
            (rule.map_or(*id, |rule| rule.title), fixes)
        }
    };
    CauseView {
        id: cause.id().into(),
        is_rule: matches!(cause, Cause::Rule(_)),
        title: title.into(),
        tested: state,
        words,
        object,
        fixes,
    }
}

/// A command with the host that the message names, else the one asked about, else the first that
/// the certificate names.
fn with_host(command: &'static str, report: Option<&Report>, message: &Recognised) -> Filled {
    let main = report.and_then(|report| report.main.as_ref());
    let asked = || main.and_then(|main| main.host.clone());
    let first = || {
        let names = report?.certificate(main?.leaf)?.san()?;
        let plain = names.iter().filter_map(|name| name.plain());
        plain.filter_map(|name| Host::parse(&name.replacen("*.", "www.", 1)).ok().flatten()).next()
    };
    fill(command, Target::Sh, &|hole| {
        if hole != "host" {
            return None;
        }
        let host = match named_host(&message.variables).or_else(asked).or_else(first) {
            Some(Host::Dns(name)) => name,
            // An address is no name to ask a server by.
            _ => "www.example.com".into(),
        };
        Some(Value::One("", Kind::Host, host))
    })
}

fn located(object: Option<usize>, detail: &str) -> String {
    match object {
        Some(object) => format!("Certificate {}: {}", object.saturating_add(1), brief(detail)),
        None => brief(detail),
    }
}

/// A rule's step where no certificate fills its command in: without the command.
fn general(fix: &Fix) -> FixView {
    let who = match fix.who {
        Who::Server => "Server",
        Who::Client => "Client",
        Who::Issuer => "CA",
        Who::Anyone => "You",
    };
    FixView { who: who.into(), step: fix.step.into(), command: String::new() }
}
