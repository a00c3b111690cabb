//! The answer and the panel about both sides of a connection, made from what came of the handshake.

use super::handshake::{Words, handshake_programs, handshake_through, logged};
use crate::handshake::middle::Said;
use crate::report::{Answer, Report};
use crate::view::{CellView, ConnectionView, Fit, HandshakeAsk, HandshakeView, Note, Verdict};
use crate::view::{RemedyView, SideView, StepView};

/// So many programs are named in the second line of an answer.
const NAMED: usize = 4;

/// Lets the answer of a report be about the connection, and returns what came of the handshake.
pub fn about_both(report: &mut Report, ask: &HandshakeAsk) -> HandshakeView {
    let view = handshake_through(report, ask, &Said::default(), &words(report));
    let others = || view.servers.iter().chain(&view.clients).any(|cell| cell.fit == Fit::Bad);
    let verdict = match view.fit {
        Fit::Good if others() => Verdict::Limited,
        Fit::Good => Verdict::Works,
        Fit::Bad => Verdict::Refused,
        Fit::None => Verdict::Unclear,
    };
    let assumed = ask.server.is_empty() || ask.client.is_empty();
    let change = match view.change.as_str() {
        "" => String::new(),
        change => format!("To mend it: {change}"),
    };
    let mut more = vec![change, of_log(&view), tally(&view)];
    if assumed && !view.server.title.is_empty() {
        let (server, client) = (&view.server.title, &view.client.title);
        more.push(format!("Assumed: {server} as the server and {client} as the client."));
    }
    more.retain(|sentence| !sentence.is_empty());
    report.answer = Answer {
        verdict,
        sentence: view.headline.clone(),
        more: more.join(" "),
        both: true,
        ..Answer::default()
    };
    view
}

/// What stands around the blocks of all sources: logs, configurations, the output of tools.
fn words(report: &Report) -> Vec<Words<'_>> {
    let texts = report.sources.iter().map(|it| Words { name: &it.name, text: &it.extra.said.text });
    texts.filter(|words| !words.text.trim().is_empty()).collect()
}

/// What a message comes to when both sides are asked about: the sentence over the list, and a note
/// for each line that is known. Without a text of its own, what stands in the sources.
pub fn heard_by_both(report: &Report, ask: &HandshakeAsk, text: &str) -> (String, Vec<Note>) {
    let log = match text.trim().is_empty() {
        true => logged(report, ask, &words(report)),
        false => logged(report, ask, &[Words { text, ..Words::default() }]),
    };
    let lines =
        |note: &Note| note.inside.iter().filter(|it| !it.code.is_empty()).count().saturating_add(1);
    let count = |fit: Fit| -> usize { log.iter().filter(|note| note.fit == fit).map(lines).sum() };
    let (leads, rest) = (count(Fit::Bad), count(Fit::None));
    let faults = log.iter().filter(|note| note.fit == Fit::Bad).count();
    let head = match (leads, rest, faults) {
        (0, 0, _) => return Default::default(),
        (0, _, _) => "Tried with both sides: these files do not lead to it.".to_owned(),
        (1, 0, _) => "Tried with both sides: these files lead to it.".to_owned(),
        (all, 0, 1) => format!("Tried with both sides: one fault explains all {all} lines."),
        (all, 0, faults) => {
            format!("Tried with both sides: {faults} faults explain all {all} lines.")
        }
        (leads, rest, _) => {
            let all = leads.saturating_add(rest);
            format!("Tried with both sides: these files lead to {leads} of {all} lines.")
        }
    };
    (head, log)
}

/// So many notes about a log stand in the answer.
const TOLD: usize = 3;

/// What the logs that were given with the files come to.
fn of_log(view: &HandshakeView) -> String {
    let one = |note: &Note| {
        let more = note.inside.iter().filter(|it| !it.code.is_empty()).count();
        let title = match more {
            0 => format!("The line “{}” comes", note.title),
            1 => format!("The line “{}” and one more come", note.title),
            more => format!("The line “{}” and {more} more come", note.title),
        };
        match (note.fit, note.text == view.headline) {
            (Fit::Bad, true) => format!("{title} of it."),
            (Fit::Bad, false) => format!("{title} of something else here: {}", note.text),
            _ => format!("These files do not lead to “{}”.", note.title),
        }
    };
    let told: Vec<String> = view.log.iter().take(TOLD).map(one).collect();
    told.join(" ")
}

/// How the other programs fare with the same files, as sentences.
fn tally(view: &HandshakeView) -> String {
    let one = |cells: &[CellView], whom: &str, kind: &str| {
        let refusing: Vec<&str> =
            cells.iter().filter(|it| it.fit == Fit::Bad).map(|it| it.title.as_str()).collect();
        match refusing.len() {
            0 => String::new(),
            all if all == cells.len() => format!("{whom} fails with every {kind} program."),
            some if some <= NAMED => format!("{whom} fails with {}.", refusing.join(", ")),
            some => format!("{whom} fails with {some} of {} {kind} programs.", cells.len()),
        }
    };
    let servers = one(&view.servers, "This client", "server");
    // Where it fails already, other clients would bring the same certificate.
    let clients = match view.fit {
        Fit::Bad => String::new(),
        _ => one(&view.clients, "This server", "client"),
    };
    let lines = [servers, clients];
    let lines: Vec<String> = lines.into_iter().filter(|line| !line.is_empty()).collect();
    lines.join(" ")
}

/// The panel about both sides.
pub fn connection(view: &HandshakeView) -> ConnectionView {
    let pieces = |side: &SideView| [&side.chain[..], &side.trust, &side.lists].concat();
    let mut notes = Vec::new();
    let mut group = |title: &str, open: bool, inside: Vec<Note>| {
        if !inside.is_empty() {
            notes.push(Note { open, inside, ..Note::new(title, "") });
        }
    };
    if let Some(behind) = &view.behind {
        let head = Note { fit: behind.fit, ..Note::new(&behind.headline, &behind.alert) };
        let steps = behind.steps.iter().map(step);
        let inside = std::iter::once(head).chain(steps).chain(behind.remedies.iter().map(remedy));
        group("The second connection", true, inside.collect());
    }
    group("Step by step", view.fit != Fit::Good, view.steps.iter().map(step).collect());
    group("What was said", true, view.log.clone());
    group("What would mend it", true, view.remedies.iter().map(remedy).collect());
    group("Rotation", true, view.rotation.clone());
    group("This client at each server program", false, cells(&view.servers));
    group("Each client program at this server", false, cells(&view.clients));
    group("Good to know", false, view.notes.iter().map(|it| Note::new("", it)).collect());
    ConnectionView {
        server: view.server.program.clone(),
        client: view.client.program.clone(),
        tls: view.tls.clone(),
        head: match (&view.behind, view.alert.as_str()) {
            (Some(behind), "") => behind.alert.clone(),
            (_, alert) => alert.to_owned(),
        },
        pieces: [pieces(&view.server), pieces(&view.client), view.unused.clone()].concat(),
        sides: vec![side(&view.server), side(&view.client)],
        notes,
        programs: handshake_programs(),
    }
}

/// What a side is besides its certificates.
fn side(view: &SideView) -> Note {
    let line = |title: &str, text: &str| Note::new(title, text);
    let mut inside = vec![line("", &view.key)];
    inside.extend(view.ways.iter().map(|it| line("", it)));
    if !view.names.is_empty() {
        inside.push(line("CA names it announces", &view.names.join("; ")));
    }
    inside.push(line("How this is known", &view.known));
    inside.retain(|note| !note.text.is_empty());
    let says = match (view.says.is_empty(), view.tells) {
        (true, _) => "It prints nothing.",
        (false, true) => "It prints:",
        (false, false) => "It prints, without the reason:",
    };
    let title = match view.title.is_empty() {
        true => "Nothing stands here",
        false => says,
    };
    Note { inside, ..Note::new(title, "") }.with_code(view.says.join("\n"))
}

fn step(view: &StepView) -> Note {
    let inside = view.details.iter().map(|it| Note::new("", it)).collect();
    let title = format!("{}: {}", capital(&view.by), view.title);
    Note { fit: view.fit, word: view.word.clone(), inside, ..Note::new(title, &view.text) }
}

fn remedy(view: &RemedyView) -> Note {
    let word = view.by.clone();
    Note {
        fit: Fit::Good,
        word,
        command: view.command.clone(),
        ..Note::new(&view.title, &view.text)
    }
}

fn cells(cells: &[CellView]) -> Vec<Note> {
    let note = |cell: &CellView| {
        let note = Note::new(&cell.title, &cell.text).with_code(&cell.code);
        Note { fit: cell.fit, word: cell.word.clone(), ..note }
    };
    cells.iter().map(note).collect()
}

/// With a capital letter.
fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
