//! A party in the middle: a proxy is the server of its clients and the client of what stands behind it;
//! members of a cluster are both to each other. That makes two connections, each of which is set up by
//! itself.
//!
//! It is found only where something says so: an option, a configuration with the files of both, the name
//! of a file or of its folder.

use std::collections::HashSet;

use super::called::{self, MEMBERS, PROXIES};
use super::snippets::Snippet;
use super::sort::{Piece, What, base, leans_to_client, leaves};
use crate::model::Certificate;
use crate::model::oid::eku;
use crate::view::Place;

/// What a person said of the party in the middle: numbers of sources.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// What it presents, to either side.
    pub presents: Vec<u32>,
    /// What it trusts, of either side.
    pub trusts: Vec<u32>,
    /// Its program, by id; empty: nginx.
    pub program: String,
}

/// How the party in the middle is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A proxy: its clients in front, servers behind.
    Proxy,
    /// Two members of a cluster, each in turn the server.
    Members,
}

/// The parties of two connections, their certificates by index among the pieces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Middle {
    /// How they are related.
    pub kind: Kind,
    /// The server and the client of the first connection.
    pub front: [Option<usize>; 2],
    /// The server and the client of the second.
    pub behind: [Option<usize>; 2],
    /// Why, as a sentence.
    pub why: String,
}

/// The party in the middle that a person named; nothing where it has no certificate.
pub fn named(pieces: &[Piece<'_>], said: &Said, sources: &[u32]) -> Option<Middle> {
    let is_its = |index: &usize| {
        let source = pieces.get(*index).and_then(|piece| sources.get(piece.source.0));
        source.is_some_and(|source| said.presents.contains(source))
    };
    let (own, others): (Vec<usize>, Vec<usize>) = leaves(pieces).into_iter().partition(is_its);
    let why = "You said that it is the proxy’s.".to_owned();
    Some(proxy(pieces, own.first()?, own.last()?, &others, why))
}

/// The party in the middle, where what was loaded says clearly that there is one.
pub fn find(pieces: &[Piece<'_>], snippet: &Snippet) -> Option<Middle> {
    let all = leaves(pieces);
    by_configuration(pieces, snippet, &all)
        .or_else(|| by_name(pieces, &all))
        .or_else(|| members(pieces, &all))
}

/// A configuration that names a certificate towards clients, and one towards what is behind.
fn by_configuration(pieces: &[Piece<'_>], snippet: &Snippet, all: &[usize]) -> Option<Middle> {
    let hinted = |upstream: bool, place: Place| {
        all.iter().copied().find(|leaf| {
            let Some(file) = pieces.get(*leaf).map(|piece| base(&piece.file)) else { return false };
            let mut hints = snippet.hints.iter().filter(|hint| hint.upstream == upstream);
            hints.any(|hint| hint.place == place && base(&hint.file) == file)
        })
    };
    let front = hinted(false, Place::ServerChain)?;
    let behind = hinted(true, Place::ClientChain)?;
    let others: Vec<usize> =
        all.iter().copied().filter(|leaf| *leaf != front && *leaf != behind).collect();
    if others.is_empty() {
        return None;
    }
    let why =
        "A configuration names it for what stands behind it, and a certificate for its clients.";
    Some(proxy(pieces, &front, &behind, &others, why.into()))
}

/// A file or folder that is called after a proxy, between a server and a client.
fn by_name(pieces: &[Piece<'_>], all: &[usize]) -> Option<Middle> {
    let word = |leaf: &usize| called(pieces.get(*leaf)?, &PROXIES);
    let (own, others): (Vec<usize>, Vec<usize>) =
        all.iter().copied().partition(|leaf| word(leaf).is_some());
    let [one, two] = others.as_slice() else { return None };
    let apart = leans_to_client(pieces, *one) != leans_to_client(pieces, *two);
    if !apart || own.len() > 2 {
        return None;
    }
    let name = own.first().and_then(word)?;
    let why = format!("Its file or folder is called after a proxy ({name}).");
    Some(proxy(pieces, own.first()?, own.last()?, &others, why))
}

/// Of a proxy's certificates the one that suits a server better stands in front.
fn proxy(pieces: &[Piece<'_>], one: &usize, two: &usize, others: &[usize], why: String) -> Middle {
    let swapped = leans_to_client(pieces, *one) && !leans_to_client(pieces, *two);
    let [front, behind] = if swapped { [two, one] } else { [one, two] };
    let said = |leaf: &usize, place: Place| {
        pieces.get(*leaf).is_some_and(|piece| piece.said.contains(&place))
    };
    let find = |place: Place, client: bool| {
        let free = |leaf: &&usize| pieces.get(**leaf).is_some_and(|piece| piece.said.is_empty());
        let own = others.iter().find(|leaf| said(leaf, place));
        let fits = |leaf: &&usize| leans_to_client(pieces, **leaf) == client;
        own.or_else(|| others.iter().filter(free).find(fits)).copied()
    };
    Middle {
        kind: Kind::Proxy,
        front: [Some(*front), find(Place::ClientChain, true)],
        behind: [find(Place::ServerChain, false), Some(*behind)],
        why,
    }
}

/// Two certificates for the same uses whose files are called after members of a cluster.
fn members(pieces: &[Piece<'_>], all: &[usize]) -> Option<Middle> {
    let [one, two] = all else { return None };
    let (first, second) = (pieces.get(*one)?, pieces.get(*two)?);
    let word = called(first, &MEMBERS)?;
    let same = called(second, &MEMBERS) == Some(word);
    let uses = |piece: &Piece<'_>| match piece.what {
        What::Certificate(certificate) => Some(certificate.eku().map(<[_]>::to_vec)),
        _ => None,
    };
    // `peer-1`, `peer-2`: all but the number is the same.
    let plain = |piece: &Piece<'_>| {
        let name = base(&piece.file).to_ascii_lowercase();
        name.replace(|c: char| c.is_ascii_digit(), "")
    };
    let alike = plain(first) == plain(second);
    if !same || !alike || uses(first) != uses(second) || title(first) == title(second) {
        return None;
    }
    Some(Middle {
        kind: Kind::Members,
        front: [Some(*two), Some(*one)],
        behind: [Some(*one), Some(*two)],
        why: format!("Its file is called after a member of a cluster ({word}), as is the other."),
    })
}

/// The programs of a cluster by the words in the name of a file: those of its server and its client.
pub fn programs(pieces: &[Piece<'_>]) -> Option<(&'static str, &'static str)> {
    let is = |words: &[&'static str]| pieces.iter().any(|piece| called(piece, words).is_some());
    if is(&["etcd"]) {
        return Some(("etcd", "go"));
    }
    if is(&["kafka", "broker", "zookeeper"]) {
        return Some(("java17", "java17"));
    }
    is(&["mongo", "mongod"]).then_some(("openssl", "openssl"))
}

fn title(piece: &Piece<'_>) -> String {
    match piece.what {
        What::Certificate(certificate) => certificate.title(),
        _ => String::new(),
    }
}

/// Which of these words a piece is called by.
fn called(piece: &Piece<'_>, words: &[&'static str]) -> Option<&'static str> {
    match piece.what {
        What::Certificate(certificate) => called::by(&piece.file, Some(certificate), words),
        _ => called::by(&piece.file, None, words),
    }
}

/// Which of the two connections.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Between clients and the party in the middle.
    Front,
    /// Between it and what stands behind it.
    Behind,
}

impl Middle {
    /// The server and the client of a connection.
    pub fn parties(&self, part: Part) -> [Option<usize>; 2] {
        match part {
            Part::Front => self.front,
            Part::Behind => self.behind,
        }
    }

    /// The pieces that count in one of the two connections, its two certificates put on their sides.
    pub fn pieces<'a>(
        &self,
        part: Part,
        pieces: &[Piece<'a>],
        said: &Said,
        sources: &[u32],
    ) -> Vec<Piece<'a>> {
        let own = self.parties(part);
        let kept: HashSet<(usize, Option<usize>)> =
            own.iter().flatten().filter_map(|leaf| Some(pieces.get(*leaf)?.source)).collect();
        let others: HashSet<usize> =
            leaves(pieces).into_iter().filter(|leaf| !own.contains(&Some(*leaf))).collect();
        // What stands in the file of a certificate that has no part in it has none either.
        let strange: HashSet<(usize, Option<usize>)> = others
            .iter()
            .filter_map(|leaf| Some(pieces.get(*leaf)?.source))
            .filter(|source| !kept.contains(source))
            .collect();
        // Where the party in the middle stands in this connection; what a person put there belongs to
        // the other.
        let places = match (part, self.kind) {
            (_, Kind::Members) => None,
            (Part::Front, Kind::Proxy) => Some([Place::ServerChain, Place::ServerTrust]),
            (Part::Behind, Kind::Proxy) => Some([Place::ClientChain, Place::ClientTrust]),
        };
        let mut found = Vec::new();
        for (index, piece) in pieces.iter().enumerate() {
            let is_far =
                places.is_some_and(|own| piece.said.iter().any(|place| own.contains(place)));
            if others.contains(&index) || strange.contains(&piece.source) || is_far {
                continue;
            }
            let mut piece = piece.clone();
            let source = sources.get(piece.source.0);
            let is = |list: &[u32]| source.is_some_and(|source| list.contains(source));
            if own[0] == Some(index) {
                piece.said = vec![Place::ServerChain];
            } else if own[1] == Some(index) {
                piece.said = vec![Place::ClientChain];
            } else if let Some([place, _]) = places.filter(|_| is(&said.presents)) {
                // What stands in the certificate's own file is sorted with it.
                if !kept.contains(&piece.source) {
                    piece.said = vec![place];
                }
            } else if let Some([_, place]) = places.filter(|_| is(&said.trusts)) {
                piece.said.push(place);
            }
            found.push(piece);
        }
        found
    }
}

/// A certificate that could be in the middle, where nothing says clearly that it is: allowed both uses,
/// with a host, between a server and a client of other names.
pub fn possible<'a>(pieces: &[Piece<'a>]) -> Option<&'a Certificate> {
    let all: Vec<&'a Certificate> =
        leaves(pieces).into_iter().filter_map(|leaf| pieces.get(leaf)?.certificate()).collect();
    let has = |it: &Certificate, usage: &str| {
        it.eku().is_some_and(|uses| uses.iter().any(|one| one.as_str() == usage))
    };
    let both = |it: &&&Certificate| has(it, eku::SERVER_AUTH) && has(it, eku::CLIENT_AUTH);
    let one = |usage: &str| all.iter().any(|it| has(it, usage) && !both(&it));
    let mut middle = all.iter().filter(both).filter(|it| crate::purpose::has_host(it));
    let found = *middle.next()?;
    let alone = middle.next().is_none() && all.len() == 3;
    (alone && one(eku::SERVER_AUTH) && one(eku::CLIENT_AUTH)).then_some(found)
}
