//! Files sort themselves: what belongs to which side of a connection, and why.
//!
//! Told by, in this order: what a person said, a configuration that names the file, which key
//! belongs to which certificate, what a certificate may be used for and whom it names, what issued
//! what, and at last the names of the files.

use std::collections::HashSet;

use super::snippets::Hint;
use crate::model::oid::eku;
use crate::model::{Certificate, Crl, PrivateKey};
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

/// What a piece is.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs)]
pub enum What<'a> {
    Certificate(&'a Certificate),
    Key(&'a PrivateKey),
    List(&'a Crl),
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

/// Server first, as everywhere here.
const SERVER: usize = 0;
const CLIENT: usize = 1;

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
    let mut placed = sorter.placed;
    let mut seen = HashSet::new();
    placed.retain(|one| one.place != Place::Nowhere && seen.insert((one.piece, one.place)));
    let is_pair = is_pair(&pieces, &leaves);
    let [server, client] = chosen.map(|one| one.map(|(leaf, _)| leaf));
    Sorted { pieces, placed, leaves: [server, client], others, keys, is_pair }
}

/// Whether the leaves alone ask for both sides.
fn is_pair(pieces: &[Piece<'_>], leaves: &[usize]) -> bool {
    let at = |leaf: &usize| certificate(pieces, *leaf);
    let only = |certificate: &Certificate, usage: &str, other: &str| {
        certificate.eku().is_some_and(|uses| {
            uses.iter().any(|it| it.as_str() == usage)
                && !uses.iter().any(|it| it.as_str() == other)
        })
    };
    let all = || leaves.iter().filter_map(at);
    let serves = all().any(|it| only(it, eku::SERVER_AUTH, eku::CLIENT_AUTH));
    let connects = all().any(|it| only(it, eku::CLIENT_AUTH, eku::SERVER_AUTH));
    let with_keys = all()
        .filter(|leaf| {
            pieces.iter().any(|piece| match piece.what {
                What::Key(key) => belongs(key, leaf),
                _ => false,
            })
        })
        .count();
    (serves && connects) || with_keys == 2
}

fn certificate<'a>(pieces: &[Piece<'a>], index: usize) -> Option<&'a Certificate> {
    match pieces.get(index)?.what {
        What::Certificate(certificate) => Some(certificate),
        _ => None,
    }
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
        if let Some(hint) = self.hinted(leaf) {
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
                let uses = self.certificate(*only).and_then(Certificate::eku).unwrap_or_default();
                let has = |usage: &str| uses.iter().any(|it| it.as_str() == usage);
                let said = self.pieces.get(*only).is_some_and(|piece| !piece.said.is_empty());
                if has(eku::SERVER_AUTH) && has(eku::CLIENT_AUTH) && !said {
                    let why = "It is the only one, and may be both: members of a cluster present the same to each other.";
                    return [Some((*only, why.into())), Some((*only, why.into()))];
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

    /// Puts a leaf and what stands with it in its file onto a side; then issuers from other files
    /// that are no bundles of CAs.
    fn present(&mut self, leaf: usize, side: usize, why: &str) {
        let (_, chain) = side_of(side);
        let Some(own) = self.pieces.get(leaf).map(|piece| piece.source) else { return };
        let leaves = self.leaves();
        let in_file: Vec<usize> = self
            .certificates()
            .map(|(index, _)| index)
            .filter(|index| self.pieces.get(*index).is_some_and(|piece| piece.source == own))
            .collect();
        let alone = in_file.iter().filter(|index| leaves.contains(index)).count() == 1;
        let walked = self.walk(leaf);
        if alone {
            for index in &in_file {
                let why = match *index == leaf {
                    true => why.to_owned(),
                    false => "It stands in the same file.".into(),
                };
                self.place(*index, chain, why);
            }
        } else {
            self.place(leaf, chain, why);
            for index in walked.iter().filter(|index| in_file.contains(index)) {
                let root = self.certificate(*index).is_some_and(Certificate::is_self_issued);
                if !root {
                    self.place(
                        *index,
                        chain,
                        "It issued the certificate, and stands in the same file.",
                    );
                }
            }
        }
        for index in walked.iter().filter(|index| !in_file.contains(index)) {
            let Some(certificate) = self.certificate(*index) else { continue };
            let placed = self.placed.iter().any(|it| it.piece == *index && it.place == chain);
            let hint = self.hinted(*index).map(|hint| hint.place);
            let is_sent = match hint {
                Some(place) => place == chain,
                None => !certificate.is_self_issued() && !self.is_bundle(*index),
            };
            if is_sent && !placed {
                self.place(
                    *index,
                    chain,
                    "It issued what is presented, and its file is not called a bundle of CAs.",
                );
            }
        }
    }

    /// The issuers of a certificate that were loaded, going up.
    fn walk(&self, leaf: usize) -> Vec<usize> {
        let mut found: Vec<usize> = Vec::new();
        let mut below = self.certificate(leaf);
        while let Some(certificate) = below.filter(|it| !it.is_self_issued()) {
            let issuers = self.certificates().filter(|(index, ca)| {
                ca.subject.key == certificate.issuer.key && *index != leaf && !found.contains(index)
            });
            let near = self.pieces.get(leaf).map(|piece| piece.source);
            // Of several with the name, one whose key identifier fits, then one of the same file.
            let best = issuers.max_by_key(|(index, ca)| {
                let wanted = certificate.authority_key_id().and_then(|id| id.key_id.as_deref());
                let fits = wanted.is_some() && wanted == ca.subject_key_id();
                (fits, self.pieces.get(*index).map(|piece| piece.source) == near)
            });
            let Some((index, ca)) = best.filter(|_| found.len() < HIGHEST) else { break };
            found.push(index);
            below = Some(ca);
        }
        found
    }

    /// Whether the file of a piece is called after CAs, or was marked as trusted.
    fn is_bundle(&self, piece: usize) -> bool {
        let Some(piece) = self.pieces.get(piece) else { return false };
        let name = base(&piece.file).to_ascii_lowercase();
        let parts: Vec<&str> = name.split(|c: char| !c.is_ascii_alphanumeric()).collect();
        const WORDS: [&str; 9] =
            ["ca", "cas", "cacert", "cacerts", "root", "roots", "trust", "truststore", "bundle"];
        piece.trusted || parts.iter().any(|part| WORDS.contains(part))
    }

    /// CAs: to the side across from those whom they issued.
    fn trust(&mut self, chosen: &[Option<(usize, String)>; 2]) {
        let above = |one: &Option<(usize, String)>| {
            one.as_ref().map(|(leaf, _)| self.walk(*leaf)).unwrap_or_default()
        };
        let above: [Vec<usize>; 2] = [above(&chosen[SERVER]), above(&chosen[CLIENT])];
        let same = |one: usize, many: &[usize]| {
            let wanted = self.certificate(one).map(|it| it.der.as_slice());
            many.iter().any(|other| self.certificate(*other).map(|it| it.der.as_slice()) == wanted)
        };
        let mut found: Vec<(usize, Place, String)> = Vec::new();
        for (index, ca) in self.certificates() {
            if !purpose::looks_like_ca(ca)
                || chosen.iter().flatten().any(|(leaf, _)| *leaf == index)
            {
                continue;
            }
            if let Some(hint) = self.hinted(index) {
                if matches!(hint.place, Place::ServerTrust | Place::ClientTrust) {
                    found.push((index, hint.place, hint.why.clone()));
                }
                continue;
            }
            // An intermediate is trusted where its file is a bundle; else it is only sent.
            if !ca.is_self_issued() && !self.is_bundle(index) {
                continue;
            }
            let [over_server, over_client] =
                [same(index, &above[SERVER]), same(index, &above[CLIENT])];
            if over_client {
                found.push((
                    index,
                    Place::ServerTrust,
                    "The client’s certificate leads to it.".into(),
                ));
            }
            if over_server {
                found.push((
                    index,
                    Place::ClientTrust,
                    "The server’s certificate leads to it.".into(),
                ));
            }
            if over_client || over_server {
                continue;
            }
            let name = self
                .pieces
                .get(index)
                .map(|it| base(&it.file).to_ascii_lowercase())
                .unwrap_or_default();
            match (name.contains("client"), name.contains("server")) {
                (true, false) => found.push((
                    index,
                    Place::ServerTrust,
                    "Its file is called after the clients that it is for.".into(),
                )),
                (false, true) => found.push((
                    index,
                    Place::ClientTrust,
                    "Its file is called after the servers that it is for.".into(),
                )),
                _ => {
                    let why = "It issued nothing here, so it may be meant for either side.";
                    found.push((index, Place::ServerTrust, why.into()));
                    found.push((index, Place::ClientTrust, why.into()));
                }
            }
        }
        for (index, place, why) in found {
            self.place(index, place, why);
        }
    }

    /// Revocation lists: to the side that judges what their issuer issued.
    fn lists(&mut self) {
        let mut found = Vec::new();
        for (index, piece) in self.pieces.iter().enumerate() {
            let What::List(list) = piece.what else { continue };
            let issued = |chain: Place| {
                self.placed.iter().filter(|one| one.place == chain).any(|one| {
                    self.certificate(one.piece).is_some_and(|it| it.issuer.key == list.issuer.key)
                })
            };
            match (issued(Place::ClientChain), issued(Place::ServerChain)) {
                (false, true) => found.push((
                    index,
                    Place::ClientTrust,
                    "Its issuer issued what the server presents.",
                )),
                (true, _) => found.push((
                    index,
                    Place::ServerTrust,
                    "Its issuer issued what the client presents.",
                )),
                (false, false) => found.push((
                    index,
                    Place::ServerTrust,
                    "Servers are given lists more often than clients.",
                )),
            }
        }
        for (index, place, why) in found {
            self.place(index, place, why);
        }
    }

    /// What a person said counts for all.
    fn said(&mut self) {
        for (index, piece) in self.pieces.iter().enumerate() {
            if piece.said.is_empty() {
                continue;
            }
            let reasons: Vec<(Place, String)> = piece
                .said
                .iter()
                .map(|place| {
                    let known =
                        self.placed.iter().find(|one| one.piece == index && one.place == *place);
                    (
                        *place,
                        known.map_or_else(|| "You put it there.".to_owned(), |one| one.why.clone()),
                    )
                })
                .collect();
            self.placed.retain(|one| one.piece != index);
            for (place, why) in reasons {
                self.placed.push(Placed { piece: index, place, why });
            }
        }
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
