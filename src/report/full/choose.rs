//! Which certificate is meant, and for which host, where several things tell: what was asked, hosts
//! that texts name, keys that fit, names of files, dates.

use std::borrow::Cow;
use std::collections::HashSet;

use super::{roles, said};

use crate::model::{Certificate, PublicKey, Purpose, Question};
use crate::path::Pool;
use crate::purpose::host::{self, Host, Match};
use crate::purpose::{Kind, has_host, kind};
use crate::report::knowledge::Chosen;
use crate::report::{Report, resolve};

/// The certificate, and the question with what was taken from the texts given.
pub(super) fn main<'a>(
    report: &Report,
    pool: &Pool<'_>,
    keys: &[&PublicKey],
    distinct: &[usize],
    leaves: &[usize],
    question: &'a Question,
) -> Chosen<'a> {
    let mut question = question.clone();
    let asked = question.leaf.as_deref();
    if asked.is_some_and(|id| resolve::by_fingerprint(pool, distinct, id).is_some()) {
        let leaf = resolve::leaf(pool, distinct, leaves, asked);
        return Chosen { leaf, question: Cow::Owned(question), host_from: None };
    }
    let mut candidates: Vec<usize> = leaves.to_vec();
    narrow(&mut candidates, |leaf| roles::of(report, leaf) != roles::Role::Trusted);
    let mut taken = None;
    if question.host.trim().is_empty() && question.purpose.is_none_or(|it| it == Purpose::Server) {
        let covered = |host: &Host| candidates.iter().any(|leaf| covers(pool, *leaf, host));
        if let Some((host, source)) = said::host(report, &covered)
            && candidates.iter().any(|leaf| is_server(pool, *leaf))
            && said::about(report) != Some(Purpose::Client)
        {
            question.host = host.text();
            taken = Some(source);
        }
    }
    if let Ok(Some(host)) = Host::typed(&question.host) {
        narrow(&mut candidates, |leaf| covers(pool, leaf, &host));
    }
    let side = question.purpose.or_else(|| said::about(report));
    match side {
        Some(Purpose::Server) => narrow(&mut candidates, |leaf| is_server(pool, leaf)),
        Some(Purpose::Client) => {
            let named = |leaf| roles::purpose(report, leaf) == Some(Purpose::Client);
            narrow(&mut candidates, named);
            narrow(&mut candidates, |leaf| named(leaf) || is_client(pool, leaf));
        }
        _ => {}
    }
    // A log that speaks of the client's certificate asks about it.
    if question.purpose.is_none()
        && question.host.trim().is_empty()
        && side == Some(Purpose::Client)
        && candidates.iter().any(|leaf| is_client(pool, *leaf) || is_server(pool, *leaf))
    {
        question.purpose = side;
    }
    let fitting = fitting(pool, keys);
    narrow(&mut candidates, fitting);
    let at = report.at;
    let all = candidates.clone();
    narrow(&mut candidates, |leaf| {
        !all.iter().any(|other| {
            let begun = |c: &Certificate| c.validity.not_before.is_some_and(|from| from <= at);
            pool.get(*other).is_some_and(|c| begun(c)) && renews(pool, *other, leaf)
        })
    });
    let first = candidates.first().copied();
    let leaf = first.or_else(|| resolve::leaf(pool, distinct, leaves, None));
    Chosen { leaf, question: Cow::Owned(question), host_from: taken }
}

/// Keeps those that fit, where some do.
fn narrow(candidates: &mut Vec<usize>, fits: impl Fn(usize) -> bool) {
    if candidates.iter().any(|it| fits(*it)) {
        candidates.retain(|it| fits(*it));
    }
}

fn covers(pool: &Pool<'_>, leaf: usize, host: &Host) -> bool {
    pool.get(leaf).is_some_and(|c| matches!(host::find(c, host), Match::Covered { .. }))
}

fn is_server(pool: &Pool<'_>, leaf: usize) -> bool {
    let kind = pool.get(leaf).map(|certificate| kind(certificate));
    matches!(kind, Some(Kind::Server | Kind::ServerAndClient | Kind::Precertificate))
}

fn is_client(pool: &Pool<'_>, leaf: usize) -> bool {
    let kind = pool.get(leaf).map(|certificate| kind(certificate));
    matches!(kind, Some(Kind::Client | Kind::ServerAndClient))
}

/// Whether one certificate took the place of another: the same subject and kind of key, a name in common
/// where there are names, and later dates.
pub(super) fn renews(pool: &Pool<'_>, newer: usize, older: usize) -> bool {
    let (Some(new), Some(old)) = (pool.get(newer), pool.get(older)) else { return false };
    let dates = |c: &Certificate| (c.validity.not_before, c.validity.not_after);
    let same_key_kind = std::mem::discriminant(&new.public_key.kind)
        == std::mem::discriminant(&old.public_key.kind);
    let common = match (new.san(), old.san()) {
        (Some(new), Some(old)) => new.iter().any(|name| old.contains(name)),
        (None, None) => !new.subject.is_empty(),
        _ => false,
    };
    newer != older
        && dates(new) > dates(old)
        && new.subject.key == old.subject.key
        && same_key_kind
        && common
        && kind(new).is_ca() == kind(old).is_ca()
}

/// Whether one of the private keys given fits a certificate.
pub(super) fn fitting<'a>(pool: &'a Pool<'_>, keys: &[&PublicKey]) -> impl Fn(usize) -> bool + 'a {
    let keys: HashSet<_> = keys.iter().filter_map(|key| key.identity()).collect();
    move |leaf| {
        let key = pool.get(leaf).filter(|_| !keys.is_empty()).and_then(|c| c.public_key.identity());
        key.is_some_and(|key| keys.contains(&key))
    }
}

/// Whether the name of a file may say what a certificate is for: it is a certificate of TLS, and none
/// that states the other use and names no host for this one.
pub(super) fn speaks(certificate: &Certificate, purpose: Purpose) -> bool {
    match kind(certificate) {
        _ if purpose == Purpose::Ca => true,
        // What has no extensions is called a root because it has its issuer's name.
        Kind::RootCa => certificate.basic_constraints().is_none() && purpose == Purpose::Client,
        Kind::ServerAndClient => true,
        Kind::Server => purpose == Purpose::Client || purpose == Purpose::Server,
        Kind::Client => purpose == Purpose::Client || has_host(certificate),
        // A client needs no name of a host, so only what its file is called tells it from the rest.
        Kind::Other => purpose == Purpose::Client,
        Kind::Precertificate | Kind::IntermediateCa => false,
    }
}
