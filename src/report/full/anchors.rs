//! Which CAs are trusted, where more tells than that they are roots: what they signed, containers of
//! trusted CAs, chains among them.

use std::collections::HashSet;

use super::roles;
use crate::crypto;
use crate::model::{Certificate, order};
use crate::path::Pool;
use crate::report::Report;

/// The anchors where no source was marked: the roots given, and what was meant as one. Sorted.
pub(super) fn all(
    report: &Report,
    pool: &Pool<'_>,
    distinct: &[usize],
    roots: impl Iterator<Item = usize>,
) -> Vec<usize> {
    let is_root: HashSet<usize> = roots.collect();
    // What signed another certificate here was meant as a CA; that it is none is said of it.
    const TRIED: usize = 16;
    let others = pool.iter().filter(|c| !c.is_self_issued());
    let named: HashSet<&[u8]> = others.map(|c| c.issuer.key.as_slice()).collect();
    let signed = |index: &usize| {
        let root = pool.get(*index).filter(|c| c.is_self_issued());
        root.filter(|c| named.contains(c.subject.key.as_slice())).is_some_and(|root| {
            let below = |c: &&&Certificate| !c.is_self_issued() && c.issuer.key == root.subject.key;
            pool.iter().filter(below).take(TRIED).any(|it| issued(root, it))
        })
    };
    let meant = distinct.iter().copied().filter(|it| !is_root.contains(it) && signed(it));
    let roots = is_root.iter().copied().chain(meant);
    // A container says that CAs are there to be trusted, also where the first copy is elsewhere.
    let trusted = (0..pool.len()).filter(|index| roles::is_trusted_ca(report, *index));
    let trusted = trusted.filter_map(|index| Some((index, *pool.get(index)?))).collect();
    let mut all: Vec<usize> = roots.chain(ends(trusted)).collect();
    order::plain(&mut all);
    all.dedup();
    all
}

/// Of trusted CAs those whose issuer is not one of them: the ends of paths.
pub(super) fn ends(all: Vec<(usize, &Certificate)>) -> Vec<usize> {
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
