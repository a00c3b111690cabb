//! The dates that stand in what was loaded: certificates, revocation lists, OCSP responses, and the logs
//! of timestamps.

use std::collections::HashSet;

use super::{Effect, Event, Kind, Subject};
use crate::decode::sct::timestamps;
use crate::model::{Certificate, ItemKind, Name, Time, order};
use crate::path::Pool;
use crate::purpose::{self, listed};
use crate::report::Report;
use crate::trust::logs;

/// In what was loaded.
const IN_IT: (&str, &str) = ("", "");

/// The beginning and the end of every certificate, copies once.
pub(super) fn certificates(report: &Report, pool: &Pool<'_>, events: &mut Vec<Event>) {
    let mut seen = HashSet::new();
    for (object, certificate) in pool.iter().enumerate() {
        if !seen.insert(certificate.der.as_slice()) {
            continue;
        }
        let event = |at, kind, effect, words: Words| Event {
            at,
            kind,
            effect,
            about: certificate.title(),
            object: Some(object),
            what: words.what.into(),
            values: String::new(),
            who: words.who.into(),
            todo: words.todo.into(),
            source: IN_IT,
        };
        let validity = certificate.validity;
        if let Some(from) = validity.not_before.filter(|from| *from > report.at) {
            events.push(event(from, Kind::Begins, Effect::Tells, BEGINS));
        }
        if let Some(end) = validity.not_after {
            events.push(event(end, Kind::Ends, Effect::Stops, ends(certificate)));
        }
    }
}

struct Words {
    what: &'static str,
    who: &'static str,
    todo: &'static str,
}

const BEGINS: Words = Words {
    what: "It begins to be valid.",
    who: "Until then everybody refuses it, and so do clocks that are slow.",
    todo: "Put it in place after this time, and not before.",
};

fn ends(certificate: &Certificate) -> Words {
    use crate::purpose::Kind::{Client, IntermediateCa, RootCa};
    match purpose::kind(certificate) {
        RootCa => Words {
            what: "The root ends.",
            who: "Programs that look at the dates of what they trust, as OpenSSL does.",
            todo: "Hand out its successor, long before, to everybody who trusts it.",
        },
        IntermediateCa => Words {
            what: "The intermediate ends, and with it every certificate that has no other path.",
            who: "Everybody who is shown what it issued.",
            todo: "Have what it issued renewed under its successor, and send that one.",
        },
        Client => Words {
            what: "The certificate ends.",
            who: "Every server that looks at certificates of clients.",
            todo: "Have the renewal in place, and the client load it.",
        },
        _ => Words {
            what: "The certificate ends.",
            who: "Everybody who connects.",
            todo: "Have the renewal in place, and the programs that use it load it.",
        },
    }
}

/// When revocation lists and OCSP responses are out of date.
pub(super) fn items(report: &Report, events: &mut Vec<Event>) {
    for item in report.sources.iter().flat_map(|source| &source.contents.items) {
        match &item.kind {
            ItemKind::Crl(list) => events.extend(list.next_update.map(|at| Event {
                at,
                kind: Kind::List,
                effect: Effect::Stops,
                about: called(&list.issuer),
                object: None,
                what: "The revocation list is out of date.".into(),
                values: String::new(),
                who: "Programs that were told to look at lists, as nginx, Apache and HAProxy can be: they \
                      refuse whatever this CA issued."
                    .into(),
                todo: "Have the CA make a new list before, and the programs load it.".into(),
                source: ("RFC 5280, 5.1.2.5", "https://www.rfc-editor.org/rfc/rfc5280#section-5.1.2.5"),
            })),
            ItemKind::Ocsp(response) => {
                let due = response.answers.iter().filter_map(|answer| answer.next_update).min();
                events.extend(due.map(|at| Event {
                    at,
                    kind: Kind::Response,
                    effect: Effect::Stops,
                    about: response.responder.clone(),
                    object: None,
                    what: "The OCSP response is out of date.".into(),
                    values: String::new(),
                    who: "Clients that look at what a server staples.".into(),
                    todo: "Have the server fetch and staple a new one before.".into(),
                    source: ("RFC 6960, 4.2.2.1", "https://www.rfc-editor.org/rfc/rfc6960#section-4.2.2.1"),
                }));
            }
            _ => {}
        }
    }
}

fn called(name: &Name) -> String {
    name.title().unwrap_or_default().to_owned()
}

/// When the first of the logs that vouch for a certificate closes. Its timestamps go on to count.
pub(super) fn logs(subject: &Subject<'_>, events: &mut Vec<Event>) {
    let Some(stamps) = timestamps(subject.certificate) else { return };
    let known = logs::known();
    let mut closing: Vec<(Time, &str)> = stamps
        .iter()
        .filter_map(|stamp| known.of(stamp))
        .filter_map(|log| Some((log.closes?, log.name.as_str())))
        .collect();
    order::plain(&mut closing);
    closing.dedup();
    let Some((at, _)) = closing.first().copied() else { return };
    let names: Vec<&str> =
        closing.iter().filter(|(closes, _)| *closes == at).map(|(_, name)| *name).collect();
    let end = subject.certificate.validity.not_after;
    // A log closes behind the certificates that it takes.
    let outlives = end.is_some_and(|end| end >= at);
    events.push(Event {
        at,
        kind: Kind::Log,
        effect: if outlives { Effect::Next } else { Effect::Tells },
        about: subject.certificate.title(),
        object: Some(subject.examination.leaf),
        what: "A log that vouches for it takes no certificate that ends later, and is shut down after this day."
            .into(),
        values: format!("The log is {}.", listed(&names)),
        who: "Nobody while the certificate lives: timestamps that a log gave while it counted go on to count."
            .into(),
        todo: "Nothing; the CA takes other logs for the renewal.".into(),
        source: (
            "Chrome’s list of logs, version 89.25 of 20 August 2026",
            "https://www.gstatic.com/ct/log_list/v3/all_logs_list.json",
        ),
    });
}
