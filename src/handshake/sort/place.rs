//! Where each piece stands: chains, CAs, revocation lists, and what a person said.

use super::{CLIENT, HIGHEST, Placed, SERVER, Sorter, What, base, side_of};
use crate::model::Certificate;
use crate::purpose;
use crate::view::Place;

impl<'a> Sorter<'_, 'a> {
    /// Puts a leaf and what stands with it in its file onto a side; then issuers from other files
    /// that are no bundles of CAs.
    pub(super) fn present(&mut self, leaf: usize, side: usize, why: &str) {
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
                None => {
                    !certificate.is_self_issued()
                        && !self.is_bundle(*index)
                        && !self.is_of_another(*index, &leaves)
                }
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

    /// Whether a piece stands in a file with somebody's certificate: that is their chain.
    fn is_of_another(&self, piece: usize, leaves: &[usize]) -> bool {
        let Some(source) = self.pieces.get(piece).map(|piece| piece.source) else { return false };
        leaves.iter().any(|leaf| self.pieces.get(*leaf).is_some_and(|it| it.source == source))
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
    pub(super) fn trust(&mut self, chosen: &[Option<(usize, String)>; 2]) {
        let above = |one: &Option<(usize, String)>| {
            one.as_ref().map(|(leaf, _)| self.walk(*leaf)).unwrap_or_default()
        };
        let above: [Vec<usize>; 2] = [above(&chosen[SERVER]), above(&chosen[CLIENT])];
        let same = |one: usize, many: &[usize]| {
            let wanted = self.certificate(one).map(|it| it.der.as_slice());
            many.iter().any(|other| self.certificate(*other).map(|it| it.der.as_slice()) == wanted)
        };
        let is_for_clients = |index: usize| {
            let name = self.pieces.get(index).map(|it| base(&it.file).to_ascii_lowercase());
            name.is_some_and(|name| name.contains("client")) && self.is_bundle(index)
        };
        let for_clients = self
            .certificates()
            .any(|(index, _)| is_for_clients(index) && same(index, &above[CLIENT]));
        let mut found: Vec<(usize, Place, String)> = Vec::new();
        for (index, ca) in self.certificates() {
            if !purpose::looks_like_ca(ca)
                || chosen.iter().flatten().any(|(leaf, _)| *leaf == index)
            {
                if let Some(hint) = self.hinted(index).filter(|it| it.place == Place::ServerTrust) {
                    found.push((index, hint.place, hint.why.clone()));
                }
                continue;
            }
            if let Some(hint) = self.hinted(index) {
                if matches!(hint.place, Place::ServerTrust | Place::ClientTrust) {
                    found.push((index, hint.place, hint.why.clone()));
                    // What one side is set up with says nothing of the other.
                    let across = hint.place.across();
                    let side = if across == Place::ServerTrust { CLIENT } else { SERVER };
                    let other_said = self.hints.iter().any(|hint| hint.place == across);
                    if !other_said && above.get(side).is_some_and(|above| same(index, above)) {
                        let whose = if side == CLIENT { "client" } else { "server" };
                        let why = format!("The {whose}’s certificate leads to it.");
                        found.push((index, across, why));
                    }
                }
                continue;
            }
            // An intermediate is trusted where its file is a bundle; else it is only sent.
            if !ca.is_self_issued() && !self.is_bundle(index) {
                continue;
            }
            let [over_server, over_client] =
                [same(index, &above[SERVER]), same(index, &above[CLIENT])];
            // A bundle that is called after clients is the one by which they are judged.
            let other_named = for_clients && !is_for_clients(index);
            if over_client && !(other_named && over_server) {
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
                    let why =
                        "It issued neither side’s certificate, so it may be meant for either.";
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
    pub(super) fn lists(&mut self) {
        let mut found = Vec::new();
        for (index, piece) in self.pieces.iter().enumerate() {
            if let What::Response(response) = piece.what {
                let leaf = self.placed.iter().find(|one| one.place == Place::ServerChain);
                let leaf = leaf.and_then(|one| self.certificate(one.piece));
                let about = leaf.is_some_and(|leaf| {
                    response.answers.iter().any(|answer| answer.serial == leaf.serial)
                });
                if about {
                    let why = "It is about the server’s certificate, so it is taken for what the server staples.";
                    found.push((index, Place::ServerChain, why));
                }
                continue;
            }
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
    pub(super) fn said(&mut self) {
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
