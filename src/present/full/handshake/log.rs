//! Lines of logs, led back to what is wrong with the files of one side: a note for each fault, and one
//! for each line that these files do not lead to.

use std::collections::HashSet;

use super::shown;
use crate::explain::{self, MAX_TEXT, Speaker};
use crate::handshake::clues::{self, Clue, Far, LINES, Line};
use crate::handshake::{By, Program, Setup, headline};
use crate::input::secrets::Near;
use crate::present::brief;
use crate::view::{Fit, Note};

/// So much of the end of a line tells it from others of the same message.
const TOLD: usize = 200;

/// A text that was given beside the certificates: a log, a configuration, the output of a tool.
#[derive(Clone, Copy, Debug, Default)]
pub struct Words<'t> {
    /// The name of its file; may be empty.
    pub name: &'t str,
    /// The text.
    pub text: &'t str,
}

/// A line that is known.
struct Known<'t> {
    line: Line<'t>,
    excerpt: String,
    meaning: &'static str,
    speaker: Speaker,
}

/// What the lines come to that are known.
pub(super) fn log(setup: &Setup<'_>, texts: &[Words<'_>]) -> Vec<Note> {
    let mut known: Vec<Known<'_>> = Vec::new();
    for (number, words) in texts.iter().enumerate() {
        let text = words.text.get(..MAX_TEXT).unwrap_or(words.text);
        if text.trim().is_empty() {
            continue;
        }
        let lines: Vec<&str> = text.lines().collect();
        let named = by_name(words.name);
        for message in explain::explain(text, None).messages {
            let side = named.or_else(|| by_program(message.known.program));
            // The same message may speak of another fault on another line.
            let mut seen = HashSet::new();
            for (nth, place) in message.places.iter().enumerate() {
                let line = lines.get(place.line.saturating_sub(1)).copied().unwrap_or_default();
                let told = line.chars().rev().take(TOLD).filter(|c| !c.is_ascii_digit());
                let marked = text.get(place.from..place.to).unwrap_or_default();
                if !seen.insert((marked, told.collect::<String>())) {
                    continue;
                }
                // Of the line itself nothing is quoted that may be secret.
                let excerpt = if nth == 0 {
                    message.excerpt.clone()
                } else {
                    Near::of(text, place.from, place.to).quote(place.from, place.to)
                };
                known.push(Known {
                    line: Line { text: line, log: number, side },
                    excerpt: brief(excerpt.trim()),
                    meaning: message.known.meaning,
                    speaker: message.known.speaker,
                });
            }
        }
    }
    known.truncate(LINES);
    let lines: Vec<Line<'_>> = known.iter().map(|one| one.line.clone()).collect();
    let (clues, left) = clues::explain(setup, &lines);
    let several = clues.len() > 1;
    let mut notes: Vec<Note> = clues.iter().map(|clue| found(clue, &known, several)).collect();
    notes.extend(left.iter().filter_map(|number| known.get(*number)).map(strange));
    notes
}

/// The program that is called as a library is.
const LIBRARY: &str = "openssl";

/// The programs of the server and of the client, as far as the logs tell: by a message that is one
/// program's, and whose log it stands in.
pub(super) fn programs(texts: &[Words<'_>]) -> [Option<&'static str>; 2] {
    let mut found = [None, None];
    for words in texts {
        let text = words.text.get(..MAX_TEXT).unwrap_or(words.text);
        let named = by_name(words.name);
        for message in explain::explain(text, None).messages {
            let Some(program) = Program::named(message.known.program) else { continue };
            // The library's words stand in the logs of many programs.
            if program.id == LIBRARY {
                continue;
            }
            let [server, client] = &mut found;
            match named.or_else(|| by_program(message.known.program)) {
                Some(By::Server) if program.server.is_some() => server.get_or_insert(program.id),
                Some(By::Client) if program.client.is_some() => client.get_or_insert(program.id),
                _ => continue,
            };
        }
    }
    found
}

/// A fault and the lines that it explains.
fn found(clue: &Clue<'_>, known: &[Known<'_>], several: bool) -> Note {
    let mut lines = clue.lines.iter().filter_map(|number| known.get(*number));
    let first = lines.next().map(|one| one.excerpt.clone()).unwrap_or_default();
    let also = |one: &Known<'_>| {
        Note::new("", "It explains this line too.").with_code(one.excerpt.clone())
    };
    let mut inside: Vec<Note> = lines.map(also).collect();
    inside.extend(match clue.far {
        Far::Chosen | Far::Program => None,
        Far::Behind => Some(Note::new("", "It shows when nothing else is refused before it.")),
        Far::Time => Some(Note::new("", "It shows at a time at which the certificates are valid.")),
    });
    if several {
        inside.push(Note::new("", "No single fault of these files explains all the lines."));
    }
    let rule = clue.met.refusal().map(|it| it.hint.to_owned()).unwrap_or_default();
    Note {
        fit: Fit::Bad,
        word: "found here".into(),
        rule,
        inside,
        ..Note::new(first, shown(&headline(&clue.setup, &clue.met).title))
    }
}

/// A line that these files do not lead to; whom it is about, where that is known all the same.
fn strange(one: &Known<'_>) -> Note {
    let judged = match (one.line.side, one.speaker) {
        (Some(side), Speaker::Ours) => Some(side.other()),
        (Some(side), Speaker::OtherSide) => Some(side),
        _ => None,
    };
    let about = judged.map(|by| format!(" It is about what the {} presents.", by.word()));
    let text = format!("{}{}", one.meaning, about.unwrap_or_default());
    Note { word: "not found".into(), ..Note::new(one.excerpt.clone(), text) }
}

/// Whose log a file is by its name.
fn by_name(name: &str) -> Option<By> {
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name).to_ascii_lowercase();
    match (name.contains("client"), name.contains("server")) {
        (true, false) => return Some(By::Client),
        (false, true) => return Some(By::Server),
        (true, true) => return None,
        (false, false) => {}
    }
    let parts: Vec<&str> = name.split(|c: char| !c.is_ascii_alphanumeric()).collect();
    by_words(&|word| parts.contains(&word))
}

/// Whose log a message stands in by the program that prints it.
fn by_program(program: &str) -> Option<By> {
    let program = program.to_ascii_lowercase();
    by_words(&|word| program == word)
}

/// The side of the programs that a test fits, where they are all of one.
fn by_words(fits: &dyn Fn(&str) -> bool) -> Option<By> {
    let all = Program::ALL.iter().filter(|program| {
        std::iter::once(&program.id).chain(program.aliases).any(|name| fits(name))
            || fits(program.title.to_ascii_lowercase().as_str())
    });
    let sides: Vec<Option<By>> = all
        .map(|program| {
            let connects = program.client.as_ref().is_some_and(|client| !client.upstream);
            match (program.server.is_some(), connects) {
                (true, false) => Some(By::Server),
                (false, true) => Some(By::Client),
                _ => None,
            }
        })
        .collect();
    let first = sides.first().copied().flatten()?;
    sides.iter().all(|side| *side == Some(first)).then_some(first)
}
