//! Which certificate is meant, and for which host, where several things tell: what was asked, hosts
//! that texts name, keys that fit, names of files, dates.

use super::bench::Bench;
use super::{Report, resolve, roles, said};
use crate::model::{Certificate, Purpose, Question};
use crate::path::Pool;
use crate::purpose::host::{self, Host, Match};
use crate::purpose::{Kind, kind};

/// The certificate, and the question with what was taken from the texts given.
pub(super) fn main(
    report: &Report,
    pool: &Pool<'_>,
    bench: &Bench<'_>,
    leaves: &[usize],
    question: &Question,
) -> (Option<usize>, Question, Option<String>) {
    let mut question = question.clone();
    let asked = question.leaf.as_deref();
    if asked.is_some_and(|id| resolve::by_fingerprint(pool, &bench.copies.0, id).is_some()) {
        let leaf = resolve::leaf(pool, &bench.copies.0, leaves, asked);
        return (leaf, question, None);
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
    let fitting = resolve::fitting(pool, &bench.keys);
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
    let leaf = first.or_else(|| resolve::leaf(pool, &bench.copies.0, leaves, None));
    (leaf, question, taken)
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
