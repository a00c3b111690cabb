//! The answer and the panel about both sides of a connection, made from what came of the handshake.

use super::handshake::{handshake, handshake_programs, logged};
use crate::report::{Answer, Report};
use crate::view::{CellView, ConnectionView, Fit, HandshakeAsk, HandshakeView, Note, Verdict};
use crate::view::{RemedyView, SideView, StepView};

/// So many programs are named in the second line of an answer.
const NAMED: usize = 4;

/// Lets the answer of a report be about the connection, and returns what came of the handshake.
pub fn about_both(report: &mut Report, ask: &HandshakeAsk) -> HandshakeView {
    let view = handshake(report, ask, &words(report));
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
fn words(report: &Report) -> String {
    report.sources.iter().map(|given| format!("{}\n", given.said.text)).collect()
}

/// What a message comes to when both sides are asked about: the sentence over the list, and a note
/// for each line that is known. Without a text of its own, what stands in the sources.
pub fn heard_by_both(report: &Report, ask: &HandshakeAsk, text: &str) -> (String, Vec<Note>) {
    let given = words(report);
    let text = if text.trim().is_empty() { &given } else { text };
    let log = logged(report, ask, text);
    let leads = log.iter().filter(|note| note.fit == Fit::Bad).count();
    let head = match (log.len(), leads) {
        (0, _) => return Default::default(),
        (_, 0) => "Tried with both sides: these files do not lead to it.".to_owned(),
        (all, leads) if all == leads => "Tried with both sides: these files lead to it.".to_owned(),
        (all, leads) => format!("Tried with both sides: these files lead to {leads} of {all}."),
    };
    (head, log)
}

/// What a log that was given with the files comes to.
fn of_log(view: &HandshakeView) -> String {
    match view.log.iter().find(|note| note.fit == Fit::Bad).or(view.log.first()) {
        Some(note) if note.fit == Fit::Bad && note.text == view.headline => {
            format!("The line “{}” comes of it.", note.title)
        }
        Some(note) if note.fit == Fit::Bad => {
            format!("The line “{}” comes with another program: {}", note.title, note.text)
        }
        Some(note) => format!("These files do not lead to “{}”.", note.title),
        None => String::new(),
    }
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
