//! The bundle as it was given against the path: copies, strangers, wrong order.

use crate::model::order;
use std::collections::HashMap;

use super::{Path, Pool};

/// How the given certificates relate to a path.
#[derive(Clone, Debug, Default)]
pub struct Arrangement {
    /// `(copy, first)` for every later copy within the same source.
    pub copies: Vec<(usize, usize)>,
    /// Certificates that are not on the path, copies left out.
    pub beside: Vec<(usize, Beside)>,
    /// The path's certificates as they were given, where that order is not leaf to root.
    pub wrong_order: Option<Vec<usize>>,
}

/// What a certificate beside the path is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beside {
    /// Another end-entity certificate.
    OtherLeaf,
    /// A CA certificate that issued something that was loaded.
    OtherIssuer,
    /// A CA certificate that issued nothing that was loaded.
    Unrelated,
}

/// Indices of distinct certificates, and the copies.
pub fn copies(pool: &Pool<'_>) -> (Vec<usize>, Vec<(usize, usize)>) {
    let mut first: HashMap<&[u8], usize> = HashMap::with_capacity(pool.len());
    let (mut distinct, mut copies) = (Vec::new(), Vec::new());
    for (index, certificate) in pool.iter().enumerate() {
        match first.get(certificate.der.as_slice()) {
            Some(original) => copies.push((index, *original)),
            None => {
                first.insert(&certificate.der, index);
                distinct.push(index);
            }
        }
    }
    (distinct, copies)
}

/// Compares the bundle with the path. What [`copies`] says is handed in: it looks at every byte.
/// `source_of` tells what a certificate was given with: order matters only among what is sent together.
pub fn arrange<Group: PartialEq>(
    pool: &Pool<'_>,
    path: &Path,
    (distinct, copies): &(Vec<usize>, Vec<(usize, usize)>),
    source_of: &dyn Fn(usize) -> Group,
) -> Arrangement {
    let issuers: HashMap<&[u8], usize> = distinct
        .iter()
        .filter_map(|i| pool.get(*i))
        .filter(|c| !c.is_self_issued())
        .fold(HashMap::new(), |mut map, c| {
            let count = map.entry(c.issuer.key.as_slice()).or_insert(0usize);
            *count = count.saturating_add(1);
            map
        });
    let mut beside = Vec::new();
    for index in distinct {
        if path.has(*index) {
            continue;
        }
        let Some(certificate) = pool.get(*index) else { continue };
        beside.push((
            *index,
            if !crate::purpose::looks_like_ca(certificate) {
                Beside::OtherLeaf
            } else if issuers.contains_key(certificate.subject.key.as_slice()) {
                Beside::OtherIssuer
            } else {
                Beside::Unrelated
            },
        ));
    }
    let wanted: Vec<usize> = path.loaded().collect();
    let source = wanted.first().map(|leaf| source_of(*leaf));
    let of_source: Vec<usize> =
        wanted.iter().copied().filter(|i| source.as_ref() == Some(&source_of(*i))).collect();
    let mut given = of_source.clone();
    order::plain(&mut given);
    let wrong_order = (given != of_source).then_some(given);
    // The same certificate in two files is no fault of either: both sides of mutual TLS share a CA.
    let copies = copies
        .iter()
        .copied()
        .filter(|(copy, first)| source_of(*copy) == source_of(*first))
        .collect();
    Arrangement { copies, beside, wrong_order }
}
