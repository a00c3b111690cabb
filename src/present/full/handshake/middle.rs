//! Two connections with a party in the middle, as one answer: the first sentence speaks of both and
//! names the one that fails.

use super::{Words, log, one};
use crate::handshake::middle::{Kind, Middle, Part, Said};
use crate::handshake::snippets::Snippet;
use crate::handshake::sort::{Piece, What};
use crate::model::Time;
use crate::view::{Fit, HandshakeAsk, HandshakeView, Note};

/// The program of a proxy that was not named.
const PROXY: &str = "nginx";

/// What was loaded and read.
pub(super) struct Given<'g, 'a> {
    /// What was loaded.
    pub pieces: &'g [Piece<'a>],
    /// The number of each source, in their order.
    pub sources: &'g [u32],
    /// What a configuration says.
    pub snippet: &'g Snippet,
}

/// Both connections; where one of them has nobody at its other end, the other alone.
pub(super) fn both(
    given: &Given<'_, '_>,
    middle: &Middle,
    said: &Said,
    ask: &HandshakeAsk,
    (at, words): (Time, &[Words<'_>]),
) -> HandshakeView {
    let part = |part: Part| {
        let [server, client] = middle.parties(part);
        (server.is_some() && client.is_some())
            .then(|| connection(given, middle, said, ask, part, (at, words)))
    };
    let why = format!("Two connections: {}", middle.why);
    let mut view = match (part(Part::Front), part(Part::Behind)) {
        (Some(front), Some(behind)) => told(given, middle, front, behind),
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) => HandshakeView {
            headline:
                "Nobody is there with whom the proxy could speak: give it a client or a server."
                    .into(),
            ..HandshakeView::default()
        },
    };
    if view.behind.is_some() {
        view.notes.insert(0, why);
    }
    view
}

fn connection(
    given: &Given<'_, '_>,
    middle: &Middle,
    said: &Said,
    ask: &HandshakeAsk,
    part: Part,
    (at, words): (Time, &[Words<'_>]),
) -> HandshakeView {
    let pieces = middle.pieces(part, given.pieces, said, given.sources);
    let mut ask = HandshakeAsk { moved: Vec::new(), sources: Vec::new(), ..ask.clone() };
    let snippet = match (middle.kind, part) {
        (Kind::Members, _) => given.snippet.clone(),
        (Kind::Proxy, Part::Front) => given.snippet.before(),
        (Kind::Proxy, Part::Behind) => given.snippet.behind(),
    };
    let called = match (middle.kind, part) {
        (Kind::Members, _) => {
            if let Some((server, client)) = crate::handshake::middle::programs(given.pieces) {
                let or = |own: &str, program: &str| {
                    if own.is_empty() { program.to_owned() } else { own.to_owned() }
                };
                ask.server = or(&ask.server, server);
                ask.client = or(&ask.client, client);
            }
            [None, None]
        }
        (Kind::Proxy, Part::Front) => {
            ask.server = match said.program.as_str() {
                "" => given
                    .snippet
                    .server
                    .or(given.snippet.upstream.map(|it| it.program))
                    .unwrap_or(PROXY)
                    .to_owned(),
                named => named.to_owned(),
            };
            [Some("proxy"), None]
        }
        (Kind::Proxy, Part::Behind) => {
            ask.client = match said.program.as_str() {
                "" => given
                    .snippet
                    .upstream
                    .map(|it| it.program)
                    .or(given.snippet.server)
                    .unwrap_or(PROXY)
                    .to_owned(),
                named => named.to_owned(),
            };
            // These were said of the server in front.
            ask.depth.clear();
            ask.verify.clear();
            ask.announce.clear();
            ask.host.clear();
            [None, Some("proxy")]
        }
    };
    one(pieces, &ask, &snippet, at, called, &|setup| log(setup, words))
}

/// The two as one view: that of the first, with the second behind it.
fn told(
    given: &Given<'_, '_>,
    middle: &Middle,
    front: HandshakeView,
    mut behind: HandshakeView,
) -> HandshakeView {
    let title = |leaf: Option<usize>| match leaf
        .and_then(|leaf| given.pieces.get(leaf))
        .map(|piece| piece.what)
    {
        Some(What::Certificate(certificate)) => super::shown(&certificate.title()),
        _ => String::new(),
    };
    let [first, second] = match middle.kind {
        Kind::Proxy => ["to the proxy".to_owned(), "behind it".to_owned()],
        Kind::Members => {
            let [server, client] = middle.front.map(title);
            [format!("from {client} to {server}"), format!("from {server} to {client}")]
        }
    };
    let small = |text: &str| text.trim_end_matches('.').to_owned();
    let headline = match (front.fit, behind.fit) {
        (Fit::Good, Fit::Good) if middle.kind == Kind::Members => format!(
            "Both connections hold, the one {first} and the one {second}: {}",
            if front.headline.len() > behind.headline.len() {
                &front.headline
            } else {
                &behind.headline
            }
        ),
        (Fit::Good, Fit::Good) => format!(
            "Both connections hold: {}; {second}, {}.",
            small(&front.headline),
            small(&behind.headline)
        ),
        (Fit::Good, _) => {
            let behind_it = if middle.kind == Kind::Proxy { "behind the proxy" } else { &second };
            format!(
                "The connection {behind_it} {}, the one {first} holds: {}",
                fails(behind.fit),
                behind.headline
            )
        }
        (_, Fit::Good) => {
            format!(
                "The connection {first} {}, the one {second} holds: {}",
                fails(front.fit),
                front.headline
            )
        }
        (Fit::Bad, Fit::Bad) => format!(
            "Both connections fail. The one {first}: {} The one {second}: {}",
            front.headline, behind.headline
        ),
        (one, other) => format!(
            "The connection {first} {}: {} The one {second} {}: {}",
            fails(one),
            front.headline,
            fails(other),
            behind.headline
        ),
    };
    let worse = if front.fit == Fit::Good || (front.fit == Fit::None && behind.fit == Fit::Bad) {
        &behind
    } else {
        &front
    };
    let changes = [&front.change, &behind.change].map(|it| it.as_str());
    let change = match changes {
        ["", one] | [one, ""] => one.to_owned(),
        [one, two] if one == two => one.to_owned(),
        both => both.join(" "),
    };
    let (fit, rule) = (worse.fit, worse.rule.clone());
    let log = logs(&front.log, &std::mem::take(&mut behind.log));
    HandshakeView { headline, log, change, fit, rule, behind: Some(Box::new(behind)), ..front }
}

/// The lines of both: what either leads to, then what neither does.
fn logs(front: &[Note], behind: &[Note]) -> Vec<Note> {
    let is_found = |note: &&Note| note.fit == Fit::Bad;
    let mut all: Vec<Note> = front.iter().chain(behind).filter(is_found).cloned().collect();
    let told = |note: &&Note| {
        let found = all.iter().any(|it| {
            it.title == note.title || it.inside.iter().any(|line| line.code == note.title)
        });
        !found && behind.iter().any(|it| it.fit != Fit::Bad && it.title == note.title)
    };
    let strange: Vec<Note> =
        front.iter().filter(|note| note.fit != Fit::Bad).filter(told).cloned().collect();
    all.extend(strange);
    all
}

fn fails(fit: Fit) -> &'static str {
    match fit {
        Fit::Bad => "fails",
        Fit::None => "cannot be foreseen",
        Fit::Good => "holds",
    }
}
