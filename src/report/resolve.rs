//! What the question leaves open, chosen by what was loaded: the leaf, the use, the anchors.

use std::collections::HashSet;

use super::Report;
use super::knowledge::Knowledge;
use crate::crypto;
use crate::engine::Built;
use crate::model::oid::eku;
use crate::model::{Certificate, Purpose, Question};
use crate::path::Pool;
use crate::purpose::host::Host;
use crate::purpose::{self, Kind};
use crate::trust;

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

/// The certificate the question is about: the one asked for, else the first leaf, else the first that
/// issued nothing, else the first. (The full engine first looks for what else tells: `choose`.)
pub(super) fn leaf(
    pool: &Pool<'_>,
    distinct: &[usize],
    leaves: &[usize],
    asked: Option<&str>,
) -> Option<usize> {
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
        .and_then(|wanted| by_fingerprint(pool, distinct, wanted))
        .or_else(|| leaves.first().copied())
        .or_else(issued_nothing)
        .or_else(|| distinct.first().copied())
}

/// The certificate of that fingerprint.
pub(super) fn by_fingerprint(pool: &Pool<'_>, distinct: &[usize], wanted: &str) -> Option<usize> {
    distinct.iter().copied().find(|i| pool.get(*i).is_some_and(|c| crypto::id(c) == wanted))
}

/// The use asked about, else the one that names of files speak of, else what the certificate is made for.
pub(super) fn purpose(
    report: &Report,
    pool: &Pool<'_>,
    leaf: usize,
    question: &Question,
) -> Purpose {
    if let Some(purpose) = question.purpose {
        return purpose;
    }
    if !question.host.trim().is_empty() {
        return Purpose::Server;
    }
    if let Some(purpose) = Built::purpose(report, pool, leaf) {
        return purpose;
    }
    match pool.get(leaf).map(|certificate| purpose::kind(certificate)) {
        Some(Kind::Server | Kind::ServerAndClient | Kind::Precertificate) => Purpose::Server,
        Some(Kind::Client) => Purpose::Client,
        Some(Kind::RootCa) if serves(pool, leaf) => Purpose::Server,
        Some(Kind::RootCa | Kind::IntermediateCa) => Purpose::Ca,
        Some(Kind::Other) | None => Purpose::Any,
    }
}

/// Whether a self-signed CA certificate is a server's all the same: it issued nothing loaded, is no
/// public root, may be used by a server and names a host. `openssl req -x509` writes CA:TRUE.
fn serves(pool: &Pool<'_>, leaf: usize) -> bool {
    let Some(certificate) = pool.get(leaf) else { return false };
    let host = |name: &str| {
        name == "localhost" || (name.contains('.') && matches!(Host::parse(name), Ok(Some(_))))
    };
    let issued =
        |c: &&Certificate| c.issuer.key == certificate.subject.key && c.der != certificate.der;
    (purpose::has_host(certificate) || certificate.subject.last("2.5.4.3").is_some_and(host))
        && purpose::key_usage_allows(certificate, eku::SERVER_AUTH)
        && !pool.iter().any(issued)
        && trust::store().find(certificate).is_none()
}

/// The anchors a person gives: in marked sources every CA certificate and every certificate that
/// names itself as issuer, but for those whose issuer is one of them; where no source is marked,
/// every self-issued CA certificate. Sorted.
pub(super) fn given(report: &Report, pool: &Pool<'_>, distinct: &[usize]) -> Vec<usize> {
    let marked = |index: usize| report.source_of(index).is_some_and(|source| source.trusted);
    if report.sources.iter().any(|source| source.trusted) {
        // A copy in a marked source counts even where the first copy is elsewhere.
        let all: Vec<(usize, &Certificate)> = (0..pool.len())
            .filter(|index| marked(*index))
            .filter_map(|index| Some((index, *pool.get(index)?)))
            .filter(|(_, c)| purpose::looks_like_ca(c) || c.is_self_issued())
            .collect();
        return Built::anchors_marked(all);
    }
    let is_root = |index: &usize| {
        pool.get(*index).is_some_and(|c| purpose::looks_like_ca(c) && c.is_self_issued())
    };
    let roots = distinct.iter().copied().filter(is_root);
    Built::anchors(report, pool, distinct, roots)
}

/// The certificates a person marked, by fingerprint, with every copy. Sorted.
pub(super) fn marked(pool: &Pool<'_>, wanted: &[String]) -> Vec<usize> {
    let is_marked = |index: &usize| {
        pool.get(*index).is_some_and(|certificate| wanted.contains(&crypto::id(certificate)))
    };
    (0..pool.len()).filter(is_marked).collect()
}
