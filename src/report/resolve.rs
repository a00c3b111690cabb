//! What the question leaves open, chosen by what was loaded: the leaf, the use, the anchors.

use std::collections::HashSet;

use super::Report;
use crate::crypto;
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

/// Whether one of the private keys given fits a certificate.
#[cfg(feature = "full")]
pub(super) fn fitting<'a>(
    pool: &'a Pool<'_>,
    keys: &[&crate::model::PublicKey],
) -> impl Fn(usize) -> bool + 'a {
    let keys: HashSet<_> = keys.iter().filter_map(|key| key.identity()).collect();
    move |leaf| {
        let key = pool.get(leaf).filter(|_| !keys.is_empty()).and_then(|c| c.public_key.identity());
        key.is_some_and(|key| keys.contains(&key))
    }
}

/// The use asked about, else the one that names of files speak of, else what the certificate is made for.
pub(super) fn purpose(
    _report: &Report,
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
    #[cfg(feature = "full")]
    if let Some(purpose) = super::roles::purpose(_report, leaf)
        && pool.get(leaf).is_some_and(|certificate| speaks(certificate, purpose))
    {
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

/// Whether the name of a file may say what a certificate is for: it is a certificate of TLS, and none
/// that states the other use and names no host for this one.
#[cfg(feature = "full")]
fn speaks(certificate: &Certificate, purpose: Purpose) -> bool {
    match purpose::kind(certificate) {
        _ if purpose == Purpose::Ca => true,
        // What has no extensions is called a root because it has its issuer's name.
        Kind::RootCa => certificate.basic_constraints().is_none() && purpose == Purpose::Client,
        Kind::ServerAndClient => true,
        Kind::Server => purpose == Purpose::Client || purpose == Purpose::Server,
        Kind::Client => purpose == Purpose::Client || purpose::has_host(certificate),
        // A client needs no name of a host, so only what its file is called tells it from the rest.
        Kind::Other => purpose == Purpose::Client,
        Kind::Precertificate | Kind::IntermediateCa => false,
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
        // A chain in a file of trusted CAs: its root is the anchor.
        #[cfg(feature = "full")]
        return ends(all);
        // The first answer of the small engine may end a step earlier.
        #[cfg(not(feature = "full"))]
        return all.iter().map(|(index, _)| *index).collect();
    }
    let is_root = |index: &usize| {
        pool.get(*index).is_some_and(|c| purpose::looks_like_ca(c) && c.is_self_issued())
    };
    let roots = distinct.iter().copied().filter(is_root);
    #[cfg(feature = "full")]
    {
        // What signed another certificate here was meant as a CA; that it is none is said of it.
        const TRIED: usize = 16;
        let others = pool.iter().filter(|c| !c.is_self_issued());
        let named: HashSet<&[u8]> = others.map(|c| c.issuer.key.as_slice()).collect();
        let signed = |index: &usize| {
            let root = pool.get(*index).filter(|c| c.is_self_issued());
            root.filter(|c| named.contains(c.subject.key.as_slice())).is_some_and(|root| {
                let below =
                    |c: &&&Certificate| !c.is_self_issued() && c.issuer.key == root.subject.key;
                pool.iter().filter(below).take(TRIED).any(|it| issued(root, it))
            })
        };
        let meant = distinct.iter().copied().filter(|it| !is_root(it) && signed(it));
        let roots = roots.chain(meant);
        // A container says that CAs are there to be trusted, also where the first copy is elsewhere.
        let trusted = (0..pool.len()).filter(|index| super::roles::is_trusted_ca(report, *index));
        let trusted = trusted.filter_map(|index| Some((index, *pool.get(index)?))).collect();
        let mut all: Vec<usize> = roots.chain(ends(trusted)).collect();
        crate::model::order::plain(&mut all);
        all.dedup();
        all
    }
    #[cfg(not(feature = "full"))]
    roots.collect()
}

/// Of trusted CAs those whose issuer is not one of them: the ends of paths.
#[cfg(feature = "full")]
fn ends(all: Vec<(usize, &Certificate)>) -> Vec<usize> {
    let names: HashSet<&[u8]> = all.iter().map(|(_, c)| c.subject.key.as_slice()).collect();
    let has_issuer = |c: &Certificate| {
        names.contains(c.issuer.key.as_slice()) && all.iter().any(|(_, other)| issued(other, c))
    };
    let is_end = |(_, c): &&(usize, &Certificate)| c.is_self_issued() || !has_issuer(c);
    // CAs that certify each other and nothing else are ends all of them.
    let all_of_them = !all.iter().any(|it| is_end(&it));
    let ends = all.iter().filter(|it| all_of_them || is_end(it));
    ends.map(|(index, _)| *index).collect()
}

/// Whether a CA issued a certificate: by name and key identifier, else by signature.
#[cfg(feature = "full")]
fn issued(issuer: &Certificate, certificate: &Certificate) -> bool {
    if issuer.subject.key != certificate.issuer.key {
        return false;
    }
    let stated = certificate.authority_key_id().and_then(|id| id.key_id.as_deref());
    match (stated, issuer.subject_key_id()) {
        (Some(stated), Some(own)) => stated == own,
        _ => {
            let (key, algorithm) = (&issuer.public_key, &certificate.outer_algorithm);
            let check =
                crypto::verify(key, algorithm, certificate.tbs_bytes(), &certificate.signature);
            check == crypto::Check::Valid
        }
    }
}

/// The certificates a person marked, by fingerprint, with every copy. Sorted.
pub(super) fn marked(pool: &Pool<'_>, wanted: &[String]) -> Vec<usize> {
    let is_marked = |index: &usize| {
        pool.get(*index).is_some_and(|certificate| wanted.contains(&crypto::id(certificate)))
    };
    (0..pool.len()).filter(is_marked).collect()
}
