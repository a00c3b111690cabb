//! Lines of a log, led back to what is wrong with the files of one side.

use super::shown;
use crate::explain;
use crate::handshake::{Handshake, Program, Setup, Tls, headline, simulate};
use crate::present::brief;
use crate::view::{Fit, Note};

/// So many lines of a log are led back to a fault.
const LINES: usize = 50;

/// The lines of a log that are known, and whether these files lead to them: tried with the programs
/// chosen, then with all others on either side.
pub(super) fn log(setup: &Setup<'_>, text: &str) -> Vec<Note> {
    if text.trim().is_empty() {
        return Vec::new();
    }
    let explained = explain::explain(text, None);
    if explained.messages.is_empty() {
        return Vec::new();
    }
    let mut tries: Vec<(Setup<'_>, Handshake)> = Vec::new();
    let versions = [setup.tls, if setup.tls == Tls::V13 { Tls::V12 } else { Tls::V13 }];
    for tls in versions {
        let mut pairs = vec![(setup.server.program, setup.client.program)];
        pairs.extend(Program::servers().map(|server| (server, setup.client.program)));
        pairs.extend(Program::clients().map(|client| (setup.server.program, client)));
        for (server, client) in pairs {
            let mut other = setup.clone();
            (other.server.program, other.client.program, other.tls) = (server, client, tls);
            let result = simulate(&other);
            tries.push((other, result));
        }
    }
    let lines: Vec<&str> = text.lines().collect();
    let mut notes: Vec<Note> = Vec::new();
    for message in explained.messages.iter().take(LINES) {
        let place = message.places.first().map_or(1, |place| place.line);
        let line = lines.get(place.saturating_sub(1)).copied().unwrap_or_default();
        let hit = tries.iter().find(|(_, result)| {
            let said = [&result.server_told, &result.client_told];
            said.iter().any(|told| told.as_ref().is_some_and(|told| holds(line, told)))
        });
        // Of the line itself nothing is quoted that may be secret.
        let mut note = Note::new(brief(message.excerpt.trim()), message.known.meaning);
        match hit {
            Some((other, result)) => {
                note.fit = Fit::Bad;
                note.word = "found here".into();
                note.text = shown(&headline(other, result).title);
                note.rule = result.refusal().map(|it| it.hint.to_owned()).unwrap_or_default();
            }
            None => note.word = "not found".into(),
        }
        notes.push(note);
    }
    notes
}

/// Whether a line holds what a program prints; moments do not count.
fn holds(line: &str, told: &str) -> bool {
    match told.split_once(" current time ") {
        Some((before, _)) => line.contains(before),
        None => !told.is_empty() && line.contains(told),
    }
}
