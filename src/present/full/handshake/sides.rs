//! One side of a connection, in words.

use crate::handshake::rotation::Rotation;
use crate::handshake::sort::{Piece, Sorted, What};
use crate::handshake::{By, Depth, Handshake, Key, Known, Lists, Program, Side, Verify};
use crate::present::brief;
use crate::view::{PieceView, Place, SideView};

pub(super) fn side(sorted: &Sorted<'_>, side: &Side<'_>, by: By, result: &Handshake) -> SideView {
    let (chain, trust) = match by {
        By::Server => (Place::ServerChain, Place::ServerTrust),
        By::Client => (Place::ClientChain, Place::ClientTrust),
    };
    let is_list = |piece: &Piece<'_>| matches!(piece.what, What::List(_));
    let (says, told) = match by {
        By::Server => (&result.server_says, &result.server_told),
        By::Client => (&result.client_says, &result.client_told),
    };
    SideView {
        program: side.program.id.into(),
        title: side.program.title.into(),
        known: known(side.program),
        chain: placed(sorted, chain, |_| true),
        key: key(side),
        trust: placed(sorted, trust, |piece| !is_list(piece)),
        lists: placed(sorted, trust, is_list),
        names: match by {
            By::Server => result.names.iter().map(|name| brief(name)).collect(),
            By::Client => Vec::new(),
        },
        says: says.iter().map(|line| brief(line)).collect(),
        tells: told.is_some(),
        ways: ways(side, by),
    }
}

fn known(program: &Program) -> String {
    match program.known {
        Known::Run(version) => format!("Seen in {version}."),
        Known::Documented(source) => format!("Read in {source}; not run here."),
    }
}

fn key(side: &Side<'_>) -> String {
    match (&side.key, side.chain.is_empty()) {
        (_, true) => String::new(),
        (Key::Elsewhere, _) => "Its key is elsewhere, and taken to fit.".into(),
        (Key::Loaded(_), _) if side.key_differs() => {
            "The key that was loaded belongs to another certificate.".into()
        }
        (Key::Loaded(key), _) => format!("Its key was loaded ({}), and fits.", key.title),
    }
}

/// What of a program matters here.
fn ways(side: &Side<'_>, by: By) -> Vec<String> {
    let mut ways = Vec::new();
    let Some(serves) = side.program.server.as_ref().filter(|_| by == By::Server) else {
        if side.public {
            ways.push("No CA was given to it, so it trusts the public roots.".into());
        }
        if side.program.client.as_ref().is_some_and(|client| client.upstream) {
            ways.extend(side.program.server.as_ref().map(|serves| depth(side, serves.depth)));
            ways.push(match side.settings.verify {
                Verify::Off => "It is a proxy that does not look at the certificates of the servers behind it.".into(),
                _ => "It is a proxy that is set to look at the certificates of the servers behind it; nginx and Apache do not do so by themselves.".into(),
            });
        }
        return ways;
    };
    ways.push(depth(side, serves.depth));
    ways.push(
        match serves.lists {
            Lists::No => "It does not look at revocation lists by itself.",
            Lists::EveryCa => "Given revocation lists, it wants one of every CA on the path.",
            Lists::Leaf => "Given revocation lists, it wants one of the certificate’s issuer only.",
            Lists::FirstOnly => "Of a file with several revocation lists it reads the first.",
            Lists::WhatItHas => {
                "It looks at the revocation lists it has, misses none, and minds no old ones."
            }
        }
        .into(),
    );
    if !serves.announces {
        ways.push("It announces no CA names where nothing is set.".into());
    }
    ways
}

/// How a program counts, and how far it goes.
fn depth(side: &Side<'_>, depth: Depth) -> String {
    match depth {
        Depth::Free => "It sets no depth that anybody meets.".into(),
        Depth::Intermediates(default) => format!(
            "Its depth counts the intermediates between certificate and root, and is {}.",
            side.settings.depth.unwrap_or(default)
        ),
        Depth::Issuers(default) => format!(
            "Its depth counts every CA, the root too, and is {}.",
            side.settings.depth.unwrap_or(default)
        ),
    }
}

fn placed(sorted: &Sorted<'_>, place: Place, keep: impl Fn(&Piece<'_>) -> bool) -> Vec<PieceView> {
    let all = sorted.placed.iter().filter(|one| one.place == place);
    all.filter_map(|one| {
        let piece = sorted.pieces.get(one.piece).filter(|piece| keep(piece))?;
        Some(PieceView { why: one.why.clone(), place: place.word().into(), ..view(piece) })
    })
    .collect()
}

pub(super) fn unused(sorted: &Sorted<'_>, rotated: Option<&Rotation<'_>>) -> Vec<PieceView> {
    let all = sorted.pieces.iter().enumerate();
    all.filter(|(index, piece)| {
        let key = matches!(piece.what, What::Key(_));
        let used = sorted.placed.iter().any(|one| one.piece == *index);
        let copy = sorted
            .placed
            .iter()
            .any(|one| sorted.pieces.get(one.piece).is_some_and(|other| other.id == piece.id));
        match key {
            true => !sorted.keys.contains(&Some(*index)),
            false => !used && !copy,
        }
    })
    .map(|(_, piece)| PieceView {
        why: match piece.what {
            What::Certificate(it) if rotated.is_some_and(|rotation| rotation.is_about(it)) => {
                "It counts in the rotation.".into()
            }
            _ => "Nothing here leads to it.".into(),
        },
        place: match piece.what {
            What::Key(_) => String::new(),
            _ => Place::Nowhere.word().into(),
        },
        ..view(piece)
    })
    .collect()
}

fn view(piece: &Piece<'_>) -> PieceView {
    let title = match piece.what {
        What::Certificate(certificate) => certificate.title(),
        What::Key(key) => format!("Key: {}", key.title),
        What::Response(_) => "OCSP response".to_owned(),
        What::List(list) => format!(
            "Revocation list of {}",
            list.issuer.title().unwrap_or("an issuer without a name")
        ),
    };
    PieceView {
        id: piece.id.clone(),
        title: brief(&title),
        file: brief(&piece.file),
        ..PieceView::default()
    }
}
