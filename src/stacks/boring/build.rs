//! libpki's search (pki/path_builder.cc, CertPathIter): depth first, issuers in the order of trust
//! and key identifiers; every whole path is judged, and the first good one ends the search.

use super::{Anchors, Judged, Note, Outcome, parse, verify, words};
use crate::model::Certificate;
use crate::model::order;
use crate::stacks::Question;

/// Issuers followed at most, as seen on BetterTLS (Chromium's kPathBuilderIterationLimit is counted in
/// smaller steps).
const MAX_FOLLOWED: usize = 10;

/// A certificate on the way, and the issuers still to be tried, best last.
struct Node<'q> {
    certificate: &'q Certificate,
    issuers: Vec<(&'q Certificate, bool)>,
    went_on: bool,
}

/// Searches, and judges what is found.
pub(super) fn search<'q>(question: &'q Question<'q>, anchors: Anchors) -> Outcome<'q> {
    let readable = |certificate: &&&Certificate| parse::read(certificate).is_ok();
    let trusted: Vec<&Certificate> = question.trusted.iter().filter(readable).copied().collect();
    let sent: Vec<&Certificate> = question.sent.iter().filter(readable).copied().collect();
    let node = |certificate: &'q Certificate| Node {
        certificate,
        issuers: issuers(certificate, &trusted, &sent),
        went_on: false,
    };
    // Leaf, as many intermediates as were allowed, and the anchor.
    let depth = question.depth.filter(|_| anchors == Anchors::Plain);
    let depth = depth.and_then(|depth| usize::try_from(depth).ok());
    let limit = depth.map_or(usize::MAX, |depth| depth.saturating_add(2));
    let mut path = vec![node(question.leaf)];
    let mut best: Option<Judged<'q>> = None;
    let (mut followed, mut deep) = (0usize, false);
    while let Some(last) = path.last_mut() {
        let next = last.issuers.pop();
        let Some((issuer, is_anchor)) = next else {
            if !last.went_on {
                keep(&mut best, dead_end(&path));
            }
            path.pop();
            continue;
        };
        if !is_anchor && path.iter().any(|node| is_same(node.certificate, issuer)) {
            continue;
        }
        followed = followed.saturating_add(1);
        if followed > MAX_FOLLOWED {
            return Outcome::Limit(&words::ITERATIONS);
        }
        if path.len() >= limit {
            deep = true;
            continue;
        }
        if let Some(last) = path.last_mut() {
            last.went_on = true;
        }
        if !is_anchor {
            path.push(node(issuer));
            continue;
        }
        let mut certificates: Vec<&Certificate> = path.iter().map(|s| s.certificate).collect();
        certificates.push(issuer);
        let judged = verify::judge(question, certificates, anchors);
        if judged.errors().next().is_none() {
            return Outcome::Good;
        }
        keep(&mut best, judged);
    }
    match best {
        _ if deep => Outcome::Limit(&words::DEPTH),
        Some(judged) => Outcome::Bad(judged),
        None => Outcome::Limit(&words::ITERATIONS),
    }
}

/// The first path is told, unless a later one reaches an anchor and it does not.
fn keep<'q>(best: &mut Option<Judged<'q>>, new: Judged<'q>) {
    if best.as_ref().is_none_or(|known| new.anchored && !known.anchored) {
        *best = Some(new);
    }
}

fn dead_end<'q>(path: &[Node<'q>]) -> Judged<'q> {
    let certificates: Vec<&Certificate> = path.iter().map(|node| node.certificate).collect();
    let mut notes: Vec<Vec<Note>> = vec![Vec::new(); certificates.len()];
    if let Some(last) = notes.last_mut() {
        last.push(Note::error(&words::NO_ISSUER));
    }
    Judged { certificates, notes, anchored: false }
}

/// The same name, alternative names and key (CertIssuerIterPath::GetKey).
fn is_same(a: &Certificate, b: &Certificate) -> bool {
    a.subject.key == b.subject.key && a.san() == b.san() && a.public_key.spki == b.public_key.spki
}

/// The issuers of that name, the best last (CertIssuersIter, IssuerOrder).
fn issuers<'q>(
    certificate: &Certificate,
    trusted: &[&'q Certificate],
    sent: &[&'q Certificate],
) -> Vec<(&'q Certificate, bool)> {
    let mut found: Vec<(&Certificate, bool)> = Vec::new();
    let anchors = trusted.iter().map(|anchor| (*anchor, true));
    for (candidate, _) in anchors.chain(sent.iter().map(|other| (*other, false))) {
        if candidate.subject.key != certificate.issuer.key
            || found.iter().any(|(known, _)| known.der == candidate.der)
        {
            continue;
        }
        let is_anchor = trusted.iter().any(|anchor| anchor.der == candidate.der);
        found.push((candidate, is_anchor));
    }
    let rank = |candidate: &Certificate, is_anchor: bool| {
        let wanted = certificate.authority_key_id().and_then(|id| id.key_id.as_deref());
        match (wanted, candidate.subject_key_id(), is_anchor) {
            (Some(wanted), Some(own), true) if wanted == own => 0,
            (Some(wanted), Some(own), false) if wanted == own => 2,
            (Some(_), Some(_), true) => 4,
            (Some(_), Some(_), false) => 5,
            (_, _, true) => 1,
            (_, _, false) => 3,
        }
    };
    // Newer ones first among equals.
    order::by_key(&mut found, |(candidate, is_anchor)| {
        let validity = candidate.validity;
        let newest = std::cmp::Reverse((validity.not_before, validity.not_after));
        (rank(candidate, *is_anchor), newest)
    });
    found.reverse();
    found
}
