//! What the question leaves open, chosen by what was loaded: the leaf, the use, the anchors.

use std::collections::HashSet;

use super::Report;
use crate::crypto;
use crate::model::{Purpose, Question};
use crate::path::Pool;
use crate::purpose::{self, Kind};

/// The end-entity certificates, in the order given: not a CA, and issuer of nothing loaded.
pub(super) fn leaves(pool: &Pool<'_>, distinct: &[usize]) -> Vec<usize> {
    let issuers: HashSet<&[u8]> = distinct
        .iter()
        .filter_map(|index| pool.get(*index))
        .filter(|c| !c.is_self_issued())
        .map(|c| c.issuer.key.as_slice())
        .collect();
    let is_leaf = |index: &usize| {
        pool.get(*index).is_some_and(|c| {
            !purpose::looks_like_ca(c) && !issuers.contains(c.subject.key.as_slice())
        })
    };
    distinct.iter().copied().filter(is_leaf).collect()
}

/// The certificate the question is about: the one asked for, else the first leaf, else the first
/// that issued nothing, else the first.
pub(super) fn leaf(
    pool: &Pool<'_>,
    distinct: &[usize],
    leaves: &[usize],
    asked: Option<&str>,
) -> Option<usize> {
    let by_fingerprint = |wanted: &str| {
        distinct.iter().copied().find(|i| pool.get(*i).is_some_and(|c| crypto::id(c) == wanted))
    };
    let issued_nothing = || {
        let issuers: HashSet<&[u8]> = distinct
            .iter()
            .filter_map(|i| pool.get(*i))
            .filter(|c| !c.is_self_issued())
            .map(|c| c.issuer.key.as_slice())
            .collect();
        distinct
            .iter()
            .copied()
            .find(|i| pool.get(*i).is_some_and(|c| !issuers.contains(c.subject.key.as_slice())))
    };
    asked
        .and_then(by_fingerprint)
        .or_else(|| leaves.first().copied())
        .or_else(issued_nothing)
        .or_else(|| distinct.first().copied())
}

/// The use asked about, else what the certificate is made for.
pub(super) fn purpose(pool: &Pool<'_>, leaf: usize, question: &Question) -> Purpose {
    if let Some(purpose) = question.purpose {
        return purpose;
    }
    if !question.host.trim().is_empty() {
        return Purpose::Server;
    }
    match pool.get(leaf).map(|certificate| purpose::kind(certificate)) {
        Some(Kind::Server | Kind::ServerAndClient | Kind::Precertificate) => Purpose::Server,
        Some(Kind::Client) => Purpose::Client,
        Some(Kind::RootCa | Kind::IntermediateCa) => Purpose::Ca,
        Some(Kind::Other) | None => Purpose::Any,
    }
}

/// The anchors a person gives: in marked sources every CA certificate and every certificate that
/// names itself as issuer; where no source is marked, every self-issued CA certificate. Sorted.
pub(super) fn given(report: &Report, pool: &Pool<'_>, distinct: &[usize]) -> Vec<usize> {
    let marked = |index: usize| report.source_of(index).is_some_and(|source| source.trusted);
    if report.sources.iter().any(|source| source.trusted) {
        // A copy in a marked source counts even where the first copy is elsewhere.
        return (0..pool.len())
            .filter(|index| marked(*index))
            .filter(|index| {
                pool.get(*index).is_some_and(|c| purpose::looks_like_ca(c) || c.is_self_issued())
            })
            .collect();
    }
    let is_root = |index: &usize| {
        pool.get(*index).is_some_and(|c| purpose::looks_like_ca(c) && c.is_self_issued())
    };
    distinct.iter().copied().filter(is_root).collect()
}

/// The certificates a person marked, by fingerprint, with every copy. Sorted.
pub(super) fn marked(pool: &Pool<'_>, wanted: &[String]) -> Vec<usize> {
    let is_marked = |index: &usize| {
        pool.get(*index).is_some_and(|certificate| wanted.contains(&crypto::id(certificate)))
    };
    (0..pool.len()).filter(is_marked).collect()
}
