//! Files sort themselves: what belongs to which side of a connection, and why.
//!
//! Told by, in this order: what a person said, a configuration that names the file, which key
//! belongs to which certificate, what a certificate may be used for and whom it names, what issued
//! what, and at last the names of the files.

mod place;

use std::collections::HashSet;

use super::called;
use super::snippets::Hint;
use crate::model::oid::eku;
use crate::model::{Certificate, Crl, Ocsp, PrivateKey};
use crate::purpose;
use crate::view::Place;

/// Something that was loaded.
#[derive(Clone, Debug)]
pub struct Piece<'a> {
    /// Its name in questions: unique among the pieces.
    pub id: String,
    /// The file it came from.
    pub file: String,
    /// Which source that is, and which container inside it: what is equal here stands in one file.
    pub source: (usize, Option<usize>),
    /// Whether the source was marked as trusted.
    pub trusted: bool,
    /// Where a person said it belongs; several places where it stands at several.
    pub said: Vec<Place>,
    /// What it is.
    pub what: What<'a>,
}

impl<'a> Piece<'a> {
    /// The certificate that it is; `None` where it is something else.
    pub fn certificate(&self) -> Option<&'a Certificate> {
        match self.what {
            What::Certificate(certificate) => Some(certificate),
            _ => None,
        }
    }
}

/// What a piece is.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs)]
pub enum What<'a> {
    Certificate(&'a Certificate),
    Key(&'a PrivateKey),
    List(&'a Crl),
    Response(&'a Ocsp),
}

/// A piece at its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// Index of the piece.
    pub piece: usize,
    /// Where.
    pub place: Place,
    /// Why, as a sentence.
    pub why: String,
}

/// The pieces of both sides.
#[derive(Clone, Debug)]
pub struct Sorted<'a> {
    /// What was sorted.
    pub pieces: Vec<Piece<'a>>,
    /// Where it stands; what stands nowhere is not listed.
    pub placed: Vec<Placed>,
    /// The certificates of the server and of the client themselves, by index.
    pub leaves: [Option<usize>; 2],
    /// Further certificates that the client could present.
    pub others: Vec<usize>,
    /// The keys of the two, by index.
    pub keys: [Option<usize>; 2],
    /// Whether what was loaded is about a connection: leaves of both kinds, or two with keys.
    pub is_pair: bool,
}

impl<'a> Sorted<'a> {
    /// All certificates among the pieces, in their order.
    pub fn certificates(&self) -> Vec<&'a Certificate> {
        self.pieces.iter().filter_map(Piece::certificate).collect()
    }
}

/// Server first, as everywhere here.
const SERVER: usize = 0;
const CLIENT: usize = 1;

/// More than that an extended key usage allows a client too, which that of any server did for years.
const TELLING: i32 = 2;
/// So many end-entity certificates are compared with each other.
const LEAVES: usize = 24;
/// The longest way up from a certificate.
const HIGHEST: usize = 16;

/// A side's word and where it stands that it presents something.
fn side_of(side: usize) -> (&'static str, Place) {
    match side {
        SERVER => ("server", Place::ServerChain),
        _ => ("client", Place::ClientChain),
    }
}

/// Sorts what was loaded.
pub fn sort<'a>(pieces: Vec<Piece<'a>>, hints: &[Hint]) -> Sorted<'a> {
    let mut sorter = Sorter { pieces: &pieces, hints, placed: Vec::new() };
    let leaves = sorter.leaves();
    let chosen = sorter.choose(&leaves);
    let keys =
        [sorter.key(chosen[SERVER].as_ref(), SERVER), sorter.key(chosen[CLIENT].as_ref(), CLIENT)];
    for (side, one) in chosen.iter().enumerate() {
        if let Some((leaf, why)) = one {
            sorter.present(*leaf, side, why);
        }
    }
    let picked: Vec<usize> = chosen.iter().flatten().map(|(leaf, _)| *leaf).collect();
    let others: Vec<usize> = leaves
        .iter()
        .copied()
        .filter(|leaf| !picked.contains(leaf) && sorter.could_be_client(*leaf))
        .collect();
    for leaf in &others {
        sorter.present(*leaf, CLIENT, "It is another certificate that the client could present.");
    }
    sorter.trust(&chosen);
    sorter.lists();
    sorter.said();
    let is_pair = sorter.is_pair(&leaves);
    let mut placed = sorter.placed;
    let mut seen = HashSet::new();
    placed.retain(|one| one.place != Place::Nowhere && seen.insert((one.piece, one.place)));
    let [server, client] = chosen.map(|one| one.map(|(leaf, _)| leaf));
    Sorted { pieces, placed, leaves: [server, client], others, keys, is_pair }
}

/// The certificates that stand for a party, by index: see [`Sorter::leaves`].
pub(super) fn leaves(pieces: &[Piece<'_>]) -> Vec<usize> {
    Sorter { pieces, hints: &[], placed: Vec::new() }.leaves()
}

/// Whether a certificate suits a client better than a server, by itself.
pub(super) fn leans_to_client(pieces: &[Piece<'_>], leaf: usize) -> bool {
    Sorter { pieces, hints: &[], placed: Vec::new() }.could_be_client(leaf)
}

fn certificate<'a>(pieces: &[Piece<'a>], index: usize) -> Option<&'a Certificate> {
    pieces.get(index)?.certificate()
}

fn belongs(key: &PrivateKey, certificate: &Certificate) -> bool {
    let own = key.public.as_ref().and_then(|public| public.identity());
    own.is_some() && own == certificate.public_key.identity()
}

struct Sorter<'s, 'a> {
    pieces: &'s [Piece<'a>],
    hints: &'s [Hint],
    placed: Vec<Placed>,
}

impl<'a> Sorter<'_, 'a> {
    fn certificate(&self, index: usize) -> Option<&'a Certificate> {
        certificate(self.pieces, index)
    }

    fn certificates(&self) -> impl Iterator<Item = (usize, &'a Certificate)> {
        let all = self.pieces.iter().enumerate();
        all.filter_map(|(index, piece)| match piece.what {
            What::Certificate(certificate) => Some((index, certificate)),
            _ => None,
        })
    }

    fn place(&mut self, piece: usize, place: Place, why: impl Into<String>) {
        self.placed.push(Placed { piece, place, why: why.into() });
    }

    /// What a configuration says about the file of a piece.
    fn hinted(&self, piece: usize) -> Option<&Hint> {
        let file = self.pieces.get(piece).map(|piece| base(&piece.file))?;
        self.hints.iter().find(|hint| base(&hint.file) == file)
    }

    /// The certificates that are no CAs, and CAs that stand in place of a leaf: with a key, and of
    /// nobody the issuer. Copies count once.
    fn leaves(&self) -> Vec<usize> {
        let issues = |ca: &Certificate| {
            self.certificates().any(|(_, it)| it.issuer.key == ca.subject.key && it.der != ca.der)
        };
        let has_key = |leaf: &Certificate| {
            self.pieces
                .iter()
                .any(|piece| matches!(piece.what, What::Key(key) if belongs(key, leaf)))
        };
        let mut seen: HashSet<&[u8]> = HashSet::new();
        let mut found = Vec::new();
        for (index, it) in self.certificates() {
            let leaf =
                !purpose::looks_like_ca(it) || (!it.is_self_issued() && has_key(it) && !issues(it));
            if leaf && found.len() < LEAVES && seen.insert(it.der.as_slice()) {
                found.push(index);
            }
        }
        found
    }

    /// How well a certificate suits a side, and the strongest reason.
    fn suits(&self, leaf: usize, side: usize) -> (i32, String) {
        let Some(certificate) = self.certificate(leaf) else { return (0, String::new()) };
        let (word, chain) = side_of(side);
        let piece = self.pieces.get(leaf);
        if piece.is_some_and(|piece| piece.said.contains(&chain)) {
            return (100, format!("You said that it is the {word}’s."));
        }
        if piece.is_some_and(|piece| !piece.said.is_empty()) {
            return (-100, String::new());
        }
        // A server may be set up to trust a client's own certificate; that it is the client's stays open.
        let trusted = |hint: &&Hint| hint.place == Place::ServerTrust && side == CLIENT;
        if let Some(hint) = self.hinted(leaf).filter(|hint| !trusted(hint)) {
            return match hint.place == chain {
                true => (50, hint.why.clone()),
                false => (-50, String::new()),
            };
        }
        let mut score = 0i32;
        let mut reasons: Vec<(i32, String)> = Vec::new();
        let mut give = |points: i32, why: String| {
            score = score.saturating_add(points);
            reasons.push((points, why));
        };
        let [own, other] = match side {
            SERVER => [eku::SERVER_AUTH, eku::CLIENT_AUTH],
            _ => [eku::CLIENT_AUTH, eku::SERVER_AUTH],
        };
        if let Some(uses) = certificate.eku() {
            let has = |usage: &str| uses.iter().any(|it| it.as_str() == usage);
            match (has(own), has(other)) {
                (true, false) => give(4, format!("Its extended key usage is for a {word} alone.")),
                (true, true) => give(1, format!("Its extended key usage allows a {word} too.")),
                _ => {}
            }
        }
        let hosts = purpose::has_host(certificate);
        match side {
            SERVER if hosts => give(2, "It names a host.".into()),
            CLIENT if !hosts => give(2, "It names no host.".into()),
            _ => {}
        }
        let file = piece.map(|piece| base(&piece.file).to_ascii_lowercase()).unwrap_or_default();
        let title = certificate.title().to_ascii_lowercase();
        let (mine, theirs): (&[&str], &[&str]) = match side {
            SERVER => (&["server", "srv", "tls.crt", "site"], &["client", "user"]),
            _ => (&["client", "user", "agent", "device"], &["server", "srv"]),
        };
        let says = |words: &[&str], text: &str| words.iter().any(|word| text.contains(word));
        if says(mine, &file) && !says(theirs, &file) {
            give(
                3,
                format!("Its file is called {}.", piece.map(|p| base(&p.file)).unwrap_or_default()),
            );
        }
        if says(mine, &title) && !says(theirs, &title) {
            give(1, format!("It is called “{}”.", certificate.title()));
        }
        let best = reasons.into_iter().max_by_key(|(points, _)| *points);
        (score, best.map(|(_, why)| why).unwrap_or_default())
    }

    fn could_be_client(&self, leaf: usize) -> bool {
        self.suits(leaf, CLIENT).0 > self.suits(leaf, SERVER).0
    }

    /// Whether the leaves alone ask for both sides: one of each kind, or two with their keys of
    /// which one may be a client's. Two servers of different hosts are no connection.
    fn is_pair(&self, leaves: &[usize]) -> bool {
        let only = |leaf: &usize, usage: &str, other: &str| {
            self.certificate(*leaf).and_then(Certificate::eku).is_some_and(|uses| {
                let has = |wanted: &str| uses.iter().any(|it| it.as_str() == wanted);
                has(usage) && !has(other)
            })
        };
        let serves = leaves.iter().any(|it| only(it, eku::SERVER_AUTH, eku::CLIENT_AUTH));
        let connects = leaves.iter().any(|it| only(it, eku::CLIENT_AUTH, eku::SERVER_AUTH));
        let has_key = |leaf: &usize| {
            self.certificate(*leaf).is_some_and(|certificate| {
                let keys = self.pieces.iter().filter_map(|piece| match piece.what {
                    What::Key(key) => Some(key),
                    _ => None,
                });
                keys.into_iter().any(|key| belongs(key, certificate))
            })
        };
        let with_keys: Vec<usize> = leaves.iter().copied().filter(has_key).collect();
        let may_be_client = || with_keys.iter().any(|it| self.suits(*it, CLIENT).0 >= TELLING);
        (serves && connects) || (with_keys.len() == 2 && may_be_client())
    }

    /// The certificate of each side: the pair that suits best.
    fn choose(&self, leaves: &[usize]) -> [Option<(usize, String)>; 2] {
        let why = |leaf: usize, side: usize, other: Option<usize>| {
            let (_, why) = self.suits(leaf, side);
            match (why.is_empty(), other) {
                (false, _) => why,
                (true, Some(_)) => {
                    format!("It is the {} of the two that is left.", side_of(side).0)
                }
                (true, None) => "It is the only one that could be meant.".into(),
            }
        };
        match leaves {
            [] => [None, None],
            [only] => {
                let piece = self.pieces.get(*only).filter(|piece| piece.said.is_empty());
                let own = piece.zip(self.certificate(*only));
                if let Some(why) = own.and_then(|(piece, it)| called::member(&piece.file, it)) {
                    return [Some((*only, why.clone())), Some((*only, why))];
                }
                let [server, client] = [self.suits(*only, SERVER), self.suits(*only, CLIENT)];
                let one = |side: usize| Some((*only, why(*only, side, None)));
                match client.0 > server.0 {
                    true => [None, one(CLIENT)],
                    false => [one(SERVER), None],
                }
            }
            leaves => {
                let mut best: Option<(i32, usize, usize)> = None;
                for server in leaves {
                    for client in leaves.iter().filter(|client| *client != server) {
                        let points = self
                            .suits(*server, SERVER)
                            .0
                            .saturating_add(self.suits(*client, CLIENT).0);
                        if best.is_none_or(|(most, _, _)| points > most) {
                            best = Some((points, *server, *client));
                        }
                    }
                }
                let Some((_, server, client)) = best else { return [None, None] };
                let allowed = |leaf: usize, side: usize| self.suits(leaf, side).0 > -50;
                let one = |leaf: usize, side: usize, other: usize| {
                    allowed(leaf, side).then(|| (leaf, why(leaf, side, Some(other))))
                };
                [one(server, SERVER, client), one(client, CLIENT, server)]
            }
        }
    }

    /// The key of a leaf: the one that belongs to it, else one whose file is called alike.
    fn key(&self, chosen: Option<&(usize, String)>, side: usize) -> Option<usize> {
        let (leaf, _) = chosen?;
        let certificate = self.certificate(*leaf)?;
        let file = self.pieces.get(*leaf).map(|piece| stem(&piece.file))?;
        let source = self.pieces.get(*leaf)?.source;
        let keys = || {
            self.pieces.iter().enumerate().filter_map(|(index, piece)| match piece.what {
                What::Key(key) => Some((index, key, piece)),
                _ => None,
            })
        };
        let of_another = |key: &PrivateKey| self.certificates().any(|(_, it)| belongs(key, it));
        let (_, chain) = side_of(side);
        let said: Vec<_> = keys().filter(|(_, _, piece)| piece.said.contains(&chain)).collect();
        if let Some((index, _, _)) =
            said.iter().find(|(_, key, _)| belongs(key, certificate)).or(said.first())
        {
            return Some(*index);
        }
        keys()
            .find(|(_, key, _)| belongs(key, certificate))
            .or_else(|| {
                keys().find(|(_, key, piece)| {
                    (stem(&piece.file) == file && !file.is_empty())
                        || (piece.source == source && !of_another(key))
                })
            })
            .map(|(index, _, _)| index)
    }
}

/// The name of a file without its folders.
pub(super) fn base(file: &str) -> &str {
    file.rsplit(['/', '\\']).next().unwrap_or(file)
}

/// The name of a file without folders and endings.
fn stem(file: &str) -> String {
    let name = base(file).to_ascii_lowercase();
    name.split(['.', '-', '_']).next().unwrap_or_default().to_owned()
}
