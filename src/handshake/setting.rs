//! From what was sorted, and what was asked, to two sides that can meet.

use std::collections::HashSet;

use super::program::Program;
use super::side::{Key, Settings, Setup, Side, Tls, Verify};
use super::snippets::{Snippet, plain_name};
use super::sort::{Sorted, What};
use super::staple::{self, Staple, Word};
use crate::model::{Certificate, Crl, GeneralName, Name, Time, order};
use crate::purpose::host::Host;
use crate::view::{HandshakeAsk, Place};

/// The programs that are asked about where none was named.
const SERVER: &str = "nginx";
const CLIENT: &str = "curl";

/// The two sides as a question wants them; `Err` says what in it is none.
pub fn setup<'a>(
    sorted: &'a Sorted<'a>,
    ask: &HandshakeAsk,
    snippet: &Snippet,
    names: &'a [Name],
    at: Time,
) -> Result<Setup<'a>, String> {
    let word = if ask.server.is_empty() { snippet.server.unwrap_or(SERVER) } else { &ask.server };
    let server = Program::named(word)
        .filter(|program| program.server.is_some())
        .ok_or_else(|| format!("no server program is called {word}"))?;
    let upstream = snippet.upstream;
    let own = upstream.map_or_else(|| usual_client(server), |upstream| upstream.program);
    let word = if ask.client.is_empty() { own } else { &ask.client };
    let client = Program::named(word)
        .filter(|program| program.client.is_some())
        .ok_or_else(|| format!("no client program is called {word}"))?;
    let tls = match ask.tls.as_str() {
        "" => Tls::V13,
        word => Tls::named(word).ok_or_else(|| format!("TLS is 1.2 or 1.3, not {word}"))?,
    };
    let mut settings = Settings { depth: snippet.depth, ..Settings::default() };
    if !ask.depth.is_empty() {
        let depth =
            ask.depth.parse().map_err(|_| format!("a depth is a number, not {}", ask.depth))?;
        settings.depth = Some(depth);
    }
    settings.verify = match ask.verify.as_str() {
        "" => snippet.verify.unwrap_or_default(),
        word => Verify::named(word)
            .ok_or_else(|| format!("{word} is no way to ask for a certificate"))?,
    };
    settings.announce = match ask.announce.as_str() {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    };
    let lists = |place: Place| -> Vec<&'a Crl> {
        at_place(sorted, place)
            .filter_map(|index| match sorted.pieces.get(index)?.what {
                What::List(list) => Some(list),
                _ => None,
            })
            .collect()
    };
    let key = |side: usize| match sorted
        .keys
        .get(side)
        .copied()
        .flatten()
        .and_then(|it| sorted.pieces.get(it))
    {
        Some(piece) => match piece.what {
            What::Key(key) => Key::Loaded(key),
            _ => Key::Elsewhere,
        },
        None => Key::Elsewhere,
    };
    let (first, others) = identities(sorted);
    let crls = lists(Place::ServerTrust);
    settings.lists_apart = is_apart(sorted);
    let chain = certificates(sorted, Place::ServerChain);
    let staple = staple(sorted, snippet, &chain);
    let mut sides = [
        Side {
            chain,
            staple,
            key: key(0),
            trust: certificates(sorted, Place::ServerTrust),
            announced: snippet.names.as_ref().map(|_| names.iter().collect()),
            crls,
            settings,
            ..Side::new(server)
        },
        Side {
            chain: first,
            others,
            key: key(1),
            trust: certificates(sorted, Place::ClientTrust),
            crls: lists(Place::ClientTrust),
            ..Side::new(client)
        },
    ];
    let [_, second] = &mut sides;
    second.public = second.trust.is_empty();
    if let Some(upstream) = upstream {
        second.settings.depth = upstream.depth;
        if !upstream.looks {
            second.settings.verify = Verify::Off;
        }
    }
    let [server, client] = sides;
    let host = match ask.host.is_empty() {
        true => server.leaf().and_then(own_name),
        false => Host::typed(&ask.host)?,
    };
    Ok(Setup { server, client, host, tls, at })
}

/// Who most often connects to a server.
fn usual_client(server: &Program) -> &'static str {
    match server.id {
        "mosquitto" => "mosquitto",
        "postgresql" => "postgresql",
        "etcd" => "go",
        _ => CLIENT,
    }
}

/// The names that a server announced, as they are compared: those of certificates that were loaded
/// where the text is theirs, else names that are nobody's here.
pub fn names(sorted: &Sorted<'_>, snippet: &Snippet) -> Vec<Name> {
    let texts = snippet.names.as_deref().unwrap_or_default();
    let known: Vec<&Name> = sorted
        .pieces
        .iter()
        .filter_map(|piece| match piece.what {
            What::Certificate(certificate) => Some([&certificate.subject, &certificate.issuer]),
            _ => None,
        })
        .flatten()
        .collect();
    texts
        .iter()
        .map(|text| {
            let wanted = plain_name(text);
            let same = known.iter().find(|name| plain_name(&name.text()) == wanted);
            same.map_or_else(
                || Name {
                    der: text.clone().into_bytes(),
                    key: text.clone().into_bytes(),
                    ..Name::default()
                },
                |name| (*name).clone(),
            )
        })
        .collect()
}

impl Sorted<'_> {
    /// The same with the sides swapped.
    #[must_use]
    pub fn swapped(mut self) -> Self {
        for one in &mut self.placed {
            one.place = one.place.across();
        }
        let [server, client] = self.leaves;
        self.leaves = [client, server];
        let [server, client] = self.keys;
        self.keys = [client, server];
        self.others.clear();
        self
    }
}

/// What the server staples: a response that was loaded, or what was printed of one.
fn staple(sorted: &Sorted<'_>, snippet: &Snippet, chain: &[&Certificate]) -> Option<Staple> {
    let leaf = chain.first().copied()?;
    let known = sorted.certificates();
    let loaded = at_place(sorted, Place::ServerChain).find_map(|index| {
        match sorted.pieces.get(index)?.what {
            What::Response(response) => Some(staple::weigh(response, leaf, &known)),
            _ => None,
        }
    });
    let printed = snippet.staple.as_ref().map(|printed| Staple {
        word: match printed.serial.eq_ignore_ascii_case(leaf.serial.hex().trim_start_matches('0')) {
            true => printed.word,
            false => Word::Foreign,
        },
        made: None,
        next: None,
    });
    loaded.or(printed)
}

fn at_place<'s>(sorted: &'s Sorted<'_>, place: Place) -> impl Iterator<Item = usize> + 's {
    sorted.placed.iter().filter(move |one| one.place == place).map(|one| one.piece)
}

fn certificates<'a>(sorted: &Sorted<'a>, place: Place) -> Vec<&'a Certificate> {
    let mut seen = HashSet::new();
    at_place(sorted, place)
        .filter_map(|index| sorted.pieces.get(index)?.certificate())
        .filter(|certificate| seen.insert(certificate.der.as_slice()))
        .collect()
}

/// What the client could present: the certificate it is set up with and its chain, and the others.
fn identities<'a>(sorted: &Sorted<'a>) -> (Vec<&'a Certificate>, Vec<Vec<&'a Certificate>>) {
    let mut all: Vec<Vec<&'a Certificate>> = vec![Vec::new()];
    for index in at_place(sorted, Place::ClientChain) {
        let Some(What::Certificate(certificate)) = sorted.pieces.get(index).map(|piece| piece.what)
        else {
            continue;
        };
        let starts =
            sorted.others.contains(&index) && all.last().is_some_and(|chain| !chain.is_empty());
        if starts {
            all.push(Vec::new());
        }
        if let Some(chain) = all.last_mut() {
            chain.push(certificate);
        }
    }
    let mut all = all.into_iter();
    (all.next().unwrap_or_default(), all.collect())
}

/// Whether each revocation list of the server stands in a file of its own.
fn is_apart(sorted: &Sorted<'_>) -> bool {
    let mut sources: Vec<_> = at_place(sorted, Place::ServerTrust)
        .filter_map(|index| sorted.pieces.get(index))
        .filter(|piece| matches!(piece.what, What::List(_)))
        .map(|piece| piece.source)
        .collect();
    let all = sources.len();
    order::plain(&mut sources);
    sources.dedup();
    sources.len() == all
}

/// A name that the certificate covers, for want of another to ask for.
fn own_name(leaf: &Certificate) -> Option<Host> {
    let names = leaf.san().unwrap_or_default().iter();
    let names = names.filter(|name| matches!(name, GeneralName::Dns(_) | GeneralName::Ip(_)));
    let texts = names.filter_map(GeneralName::plain).map(|name| name.replacen("*.", "www.", 1));
    let common = leaf.subject.last("2.5.4.3").map(str::to_owned);
    texts.chain(common).find_map(|text| Host::parse(&text).ok().flatten())
}
