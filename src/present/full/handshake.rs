//! Both sides of a connection, in words: what was sorted, what comes of it, what would mend it.

mod log;
mod middle;
mod rotation;
mod sides;

pub use log::Words;

use log::log;
use sides::{side, unused};

use super::international;
use crate::crypto;
use crate::handshake::middle::{Said, find, named, possible, programs as cluster_programs};
use crate::handshake::remedies::{self, Remedy};
use crate::handshake::rotation::rehearse;
use crate::handshake::setting;
use crate::handshake::snippets::{self, Snippet};
use crate::handshake::sort::{Piece, Sorted, What, sort};
use crate::handshake::{self, By, Handshake, Mark, Program, Setup, headline, simulate};
use crate::model::{Certificate, ItemKind, Time};
use crate::present::brief;
use crate::report::Report;
use crate::view::{
    CellView, Fit, HandshakeAsk, HandshakeView, Note, Place, ProgramView, RemedyView, StepView,
};

/// So many certificates, keys and lists are sorted; the rest is passed over, and that is said.
const PIECES: usize = 400;

/// The programs that can be chosen.
pub fn handshake_programs() -> Vec<ProgramView> {
    Program::ALL
        .iter()
        .map(|program| ProgramView {
            id: program.id.into(),
            title: program.title.into(),
            serves: program.server.is_some(),
            connects: program.client.is_some(),
        })
        .collect()
}

/// Whether what was loaded is about a connection, so that the page offers both sides by itself.
pub fn is_pair(report: &Report) -> bool {
    sort(pieces(report, &HandshakeAsk::default()).0, &[]).is_pair
}

/// What comes of the two sides meeting. `text` is a configuration or the output of a tool that says
/// more about them; may be empty. Where the files say that a party stands in the middle, of both
/// connections.
pub fn handshake(report: &Report, ask: &HandshakeAsk, text: &str) -> HandshakeView {
    handshake_through(report, ask, &Said::default(), &[Words { text, ..Words::default() }])
}

/// The same, with what a person said of a proxy in the middle, and with texts that have names: the log of
/// either side.
pub fn handshake_through(
    report: &Report,
    ask: &HandshakeAsk,
    proxy: &Said,
    words: &[Words<'_>],
) -> HandshakeView {
    let (pieces, limited) = pieces(report, ask);
    let snippet = snippets::read(&all(words));
    let sources: Vec<u32> = report.sources.iter().map(|given| given.id).collect();
    let ask = &told_by_logs(ask, &snippet, words);
    let by_itself = ask.moved.is_empty() && ask.sources.is_empty() && !ask.swapped;
    let found = match proxy.presents.is_empty() {
        false => named(&pieces, proxy, &sources),
        true if by_itself => find(&pieces, &snippet),
        true => None,
    };
    let mut view = match found {
        Some(found) => {
            let given = middle::Given { pieces: &pieces, sources: &sources, snippet: &snippet };
            middle::both(&given, &found, proxy, ask, (report.at, words))
        }
        None => {
            let snippet = if snippet.server.is_some() { snippet.before() } else { snippet.clone() };
            let possible = possible(&pieces).filter(|_| by_itself).map(Certificate::title);
            let ask = &of_cluster(ask, &snippet, &pieces);
            let mut view =
                one(pieces, ask, &snippet, report.at, [None, None], &|setup| log(setup, words));
            view.notes.extend(possible.map(|title| {
                let title = shown(&title);
                format!("“{title}” may be a server and a client. If it is a proxy between the two, ask with “pemlens handshake --proxy”.")
            }));
            view
        }
    };
    if limited {
        view.notes
            .push(format!("Only the first {PIECES} certificates, keys and lists were sorted."));
    }
    view.notes.extend(notes(&snippet));
    view
}

/// The programs that the logs are of, where nothing else was said.
fn told_by_logs(ask: &HandshakeAsk, snippet: &Snippet, words: &[Words<'_>]) -> HandshakeAsk {
    let mut ask = ask.clone();
    if words.iter().all(|it| it.text.trim().is_empty()) {
        return ask;
    }
    let [server, client] = log::programs(words);
    if ask.server.is_empty() && snippet.server.is_none() {
        server.unwrap_or_default().clone_into(&mut ask.server);
    }
    if ask.client.is_empty() && snippet.upstream.is_none() {
        client.unwrap_or_default().clone_into(&mut ask.client);
    }
    ask
}

/// The programs of a cluster where its one certificate is loaded, and nothing else was said.
fn of_cluster(ask: &HandshakeAsk, snippet: &Snippet, pieces: &[Piece<'_>]) -> HandshakeAsk {
    let mut ask = ask.clone();
    let sorted = sort(pieces.to_vec(), &snippet.hints);
    let [server, client] = sorted.leaves;
    let server_and_client_are_one = server.is_some() && server == client;
    let own: Vec<Piece<'_>> = server.and_then(|it| pieces.get(it)).cloned().into_iter().collect();
    let said = !ask.server.is_empty() || snippet.server.is_some();
    if let Some((server, client)) = cluster_programs(&own)
        && (server_and_client_are_one || !said)
    {
        for (own, program) in [(&mut ask.server, server), (&mut ask.client, client)] {
            if own.is_empty() {
                program.clone_into(own);
            }
        }
    }
    ask
}

/// One connection between the pieces that have a part in it.
fn one(
    pieces: Vec<Piece<'_>>,
    ask: &HandshakeAsk,
    snippet: &Snippet,
    at: Time,
    [server, client]: [Option<&'static str>; 2],
    log: &dyn Fn(&Setup<'_>) -> Vec<Note>,
) -> HandshakeView {
    let sorted = sort(pieces, &snippet.hints);
    let sorted = if ask.swapped { sorted.swapped() } else { sorted };
    let names = setting::names(&sorted, snippet);
    let mut view = match setting::setup(&sorted, ask, snippet, &names, at) {
        Ok(mut setup) => {
            (setup.server.called, setup.client.called) = (server, client);
            HandshakeView { log: log(&setup), ..met(&sorted, &setup) }
        }
        Err(problem) => {
            HandshakeView { headline: format!("{problem}."), ..HandshakeView::default() }
        }
    };
    view.offered = sorted.is_pair;
    view
}

/// The lines of texts that are known, led back to the two sides; nothing else is worked out.
pub(super) fn logged(report: &Report, ask: &HandshakeAsk, words: &[Words<'_>]) -> Vec<Note> {
    let (pieces, _) = pieces(report, ask);
    let snippet = snippets::read(&all(words));
    let sorted = sort(pieces, &snippet.hints);
    let sorted = if ask.swapped { sorted.swapped() } else { sorted };
    let names = setting::names(&sorted, &snippet);
    let setup = setting::setup(&sorted, ask, &snippet, &names, report.at);
    setup.map(|setup| log(&setup, words)).unwrap_or_default()
}

/// All texts as one.
fn all(words: &[Words<'_>]) -> String {
    words.iter().flat_map(|words| [words.text, "\n"]).collect()
}

fn notes(snippet: &Snippet) -> Vec<String> {
    let Some(names) = &snippet.names else { return Vec::new() };
    let text = match names.len() {
        0 => "The output that was given says that the server announces no CA names.".into(),
        1 => {
            "The CA name that the server announces was taken from the output that was given.".into()
        }
        more => format!(
            "The {more} CA names that the server announces were taken from the output that was given."
        ),
    };
    vec![text]
}

/// What was loaded, as pieces; whether there was more than is sorted.
pub(crate) fn pieces<'a>(report: &'a Report, ask: &HandshakeAsk) -> (Vec<Piece<'a>>, bool) {
    let said = |id: &str, source: u32| -> Vec<Place> {
        let moved: Vec<Place> =
            ask.moved.iter().filter(|(moved, _)| moved == id).map(|(_, place)| *place).collect();
        match moved.is_empty() {
            true => ask
                .sources
                .iter()
                .filter(|(one, _)| *one == source)
                .map(|(_, place)| *place)
                .collect(),
            false => moved,
        }
    };
    let mut pieces = Vec::new();
    for (source, given) in report.sources.iter().enumerate() {
        // One more than is sorted tells that there are more.
        let room = PIECES.saturating_add(1).saturating_sub(pieces.len());
        for located in given.contents.certificates.iter().take(room) {
            let id = crypto::id(&located.certificate);
            pieces.push(Piece {
                said: said(&id, given.id),
                id,
                file: file(given, located.place.part, &located.name),
                source: (source, located.place.part),
                trusted: given.trusted,
                what: What::Certificate(&located.certificate),
            });
        }
        for (number, item) in given.contents.items.iter().enumerate() {
            let (kind, what) = match &item.kind {
                ItemKind::PrivateKey(key) => ("key", What::Key(key)),
                ItemKind::Crl(list) => ("list", What::List(list)),
                ItemKind::Ocsp(response) => ("response", What::Response(response)),
                _ => continue,
            };
            let id = format!("{kind}-{}-{number}", given.id);
            pieces.push(Piece {
                said: said(&id, given.id),
                id,
                file: file(given, item.place.part, &item.name),
                source: (source, item.place.part),
                trusted: given.trusted,
                what,
            });
        }
    }
    let limited = pieces.len() > PIECES;
    pieces.truncate(PIECES);
    (pieces, limited)
}

/// The file of a thing: the container that it came out of where that has a name, else the source.
fn file(given: &crate::report::Given, part: Option<usize>, _name: &str) -> String {
    let part = part.and_then(|part| given.contents.parts.get(part));
    match part.filter(|part| !part.name.is_empty()) {
        Some(part) => part.name.clone(),
        None => given.name.clone(),
    }
}

/// The view of a connection.
fn met(sorted: &Sorted<'_>, setup: &Setup<'_>) -> HandshakeView {
    let result = simulate(setup);
    let head = headline(setup, &result);
    let known = sorted.certificates();
    let remedies = remedies::find(setup, &result, &known);
    let rotated = rehearse(setup, &known);
    let mut notes = Vec::new();
    if result.alert_may_be_lost {
        notes.push("The alert can be lost when the connection is reset: the client then sees a closed connection in its place.".into());
    }
    if sorted.leaves[0].is_some() && sorted.leaves[0] == sorted.leaves[1] {
        notes.push("Both sides present the same certificate, as members of a cluster do: it counts in both directions.".into());
    }
    if setup.server.staple.is_some() {
        notes.push("Of a stapled OCSP response GnuTLS makes something; curl does with --cert-status, Java with its settings for revocation; Go, Node.js, Python and openssl s_client refuse nothing over it.".into());
    }
    if let Some(refusal) = result.refusal().filter(|refusal| refusal.at_start) {
        notes.push(format!("This happens before any connection: {}.", refusal.reason));
    }
    HandshakeView {
        offered: false,
        behind: None,
        log: Vec::new(),
        rotation: rotated.as_ref().map(|it| rotation::rotation(setup, it)).unwrap_or_default(),
        fit: match head.connects {
            Some(true) => Fit::Good,
            Some(false) => Fit::Bad,
            None => Fit::None,
        },
        headline: shown(&head.title),
        change: shown(&change(&head.change, &remedies)),
        rule: result.refusal().map(|refusal| refusal.hint.to_owned()).unwrap_or_default(),
        host: setup.host.as_ref().map(|host| host.text()).unwrap_or_default(),
        tls: setup.tls.word().into(),
        server: side(sorted, &setup.server, By::Server, &result),
        client: side(sorted, &setup.client, By::Client, &result),
        unused: unused(sorted, rotated.as_ref()),
        steps: result.steps.iter().map(step).collect(),
        alert: alert(&result),
        remedies: remedies.iter().map(remedy).collect(),
        servers: Program::servers()
            .map(|program| {
                let mut setup = setup.clone();
                setup.server.program = program;
                cell(program, &setup)
            })
            .collect(),
        clients: Program::clients()
            .map(|program| {
                let mut setup = setup.clone();
                setup.client.program = program;
                cell(program, &setup)
            })
            .collect(),
        notes,
    }
}

/// Certificate text made safe to read.
fn shown(text: &str) -> String {
    brief(&international(text))
}

/// What has to change: the cheapest single change that was tried, else what the fault alone says.
fn change(otherwise: &str, remedies: &[Remedy]) -> String {
    match remedies.first() {
        Some(first) => first.title.clone(),
        None => otherwise.to_owned(),
    }
}

fn alert(result: &Handshake) -> String {
    let Some((by, refusal)) = &result.refused else { return String::new() };
    let who = match by {
        By::Client => "The client",
        By::Server => "The server",
    };
    match (refusal.at_start, refusal.http, refusal.alert) {
        (true, _, _) => "Nothing is sent: it does not come to a connection.".into(),
        (_, Some(http), _) => format!(
            "No alert: the handshake succeeds, and the server answers HTTP {}.",
            http.status
        ),
        (_, None, Some(alert)) => format!("{who} sends the alert {alert}."),
        (_, None, None) => format!("No alert: {} closes the connection.", who.to_lowercase()),
    }
}

fn step(step: &handshake::Step) -> StepView {
    let (fit, word) = match step.mark {
        Mark::Passed => (Fit::Good, "passed"),
        Mark::Noted => (Fit::None, "worth a look"),
        Mark::Failed => (Fit::Bad, "refused"),
        Mark::Skipped => (Fit::None, "not reached"),
    };
    StepView {
        by: step.by.word().into(),
        fit,
        word: word.into(),
        title: step.title.clone(),
        text: shown(&step.text),
        details: step.details.iter().map(|line| brief(line)).collect(),
    }
}

fn remedy(remedy: &Remedy) -> RemedyView {
    let mut text = match remedy.not_for.as_slice() {
        [] => "Tried: enough for every program there.".to_owned(),
        not => format!("Tried: enough for this pair, and not for {}.", not.join(", ")),
    };
    if remedy.is_new_certificate {
        text.push_str(" It was tried with a certificate that is the same in all else.");
    }
    RemedyView {
        by: remedy.by.word().into(),
        title: shown(&remedy.title),
        text,
        command: remedy.command.clone(),
        for_all: remedy.not_for.is_empty(),
    }
}

fn cell(program: &Program, setup: &Setup<'_>) -> CellView {
    let result = simulate(setup);
    let head = headline(setup, &result);
    let (fit, word) = match (result.refusal(), result.unknown) {
        (Some(refusal), _) => match refusal.http {
            Some(http) => (Fit::Bad, format!("HTTP {}", http.status)),
            None => (Fit::Bad, "refused".to_owned()),
        },
        (None, Some(_)) => (Fit::None, "not known".to_owned()),
        (None, None) => (Fit::Good, "connects".to_owned()),
    };
    let told = result.server_told.or(result.client_told);
    CellView {
        program: program.id.into(),
        title: program.title.into(),
        text: if fit == Fit::Good { String::new() } else { shown(&head.title) },
        fit,
        word,
        code: told.map(|line| brief(&line)).unwrap_or_default(),
    }
}
