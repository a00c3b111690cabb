//! Revocation by lists that were handed over (`x509_vfy.c`, `check_cert`): asked for every
//! certificate of the chain, with `X509_V_FLAG_CRL_CHECK` and `_ALL`.

use super::Fault;
use super::chain::Chain;
use super::facts::{Facts, matches_identifier};
use crate::crypto;
use crate::model::{Crl, ExtensionValue, KeyUsage};
use crate::stacks::Question;
use crate::stacks::lists::{self, DELTA, ISSUING_POINT};

/// How well a list suits a certificate; more is better.
struct Suits<'q, 'f> {
    list: &'q Crl,
    issuer: &'f Facts<'q>,
    known_extensions: bool,
    in_scope: bool,
    in_time: bool,
    score: u16,
}

/// Checks every certificate of the chain against the lists.
pub(super) fn check(chain: &Chain<'_, '_>, question: &Question<'_>, faults: &mut Vec<Fault>) {
    if question.crls.is_empty() {
        return;
    }
    let wanted = if question.leaf_lists_only { 1 } else { usize::MAX };
    for (depth, facts) in chain.links.iter().take(wanted).enumerate() {
        let mut best: Option<Suits<'_, '_>> = None;
        for list in &question.crls {
            let Some(found) = suits(chain, facts, depth, list, question) else { continue };
            let better = best.as_ref().is_none_or(|known| {
                found.score > known.score
                    || (found.score == known.score && list.this_update > known.list.this_update)
            });
            if better {
                best = Some(found);
            }
        }
        match best {
            None => faults.push(Fault::new(3, depth)),
            Some(found) => against(facts, &found, depth, question, faults),
        }
    }
}

/// `get_crl_score`, without the extended support that nobody switches on.
fn suits<'q, 'f>(
    chain: &Chain<'q, 'f>,
    facts: &Facts<'_>,
    depth: usize,
    list: &'q Crl,
    question: &Question<'_>,
) -> Option<Suits<'q, 'f>> {
    let scope = lists::scope(list);
    let unusable = lists::extension(list, DELTA).is_some() || scope.indirect || scope.some_reasons;
    if unusable || list.issuer.key != facts.certificate.issuer.key {
        return None;
    }
    let understood = [ISSUING_POINT, crate::model::oid::ext::AUTHORITY_KEY_ID, DELTA];
    let unknown = |e: &crate::model::Extension| e.critical && !understood.contains(&e.oid.as_str());
    let known_extensions = !list.extensions.iter().any(unknown) && !list.critical_entries;
    let next = chain.links.get(depth.saturating_add(1)).or(chain.links.last())?;
    let key_id = list.extensions.iter().find_map(|e| match &e.value {
        ExtensionValue::AuthorityKeyId(id) => Some(id),
        _ => None,
    });
    let same = |issuer: &&&Facts<'_>| matches_identifier(issuer.certificate, key_id);
    let above = chain.links.iter().skip(depth.saturating_add(2));
    let named = above.filter(|issuer| issuer.certificate.subject.key == list.issuer.key);
    let issuer = Some(next).into_iter().filter(same).chain(named.filter(same)).next()?;
    let in_scope = !scope.only_attributes
        && !(if facts.ca { scope.only_users } else { scope.only_cas })
        && scope.point.is_none_or(|point| lists::shares_point(facts.certificate, point));
    let in_time = times(list, question).is_empty();
    let score =
        u16::from(known_extensions) << 3 | u16::from(in_scope) << 2 | u16::from(in_time) << 1;
    Some(Suits { list, issuer, known_extensions, in_scope, in_time, score })
}

/// `check_crl_time`.
fn times(list: &Crl, question: &Question<'_>) -> Vec<u16> {
    let mut faults = Vec::new();
    if list.this_update.is_some_and(|start| start > question.at) {
        faults.push(11);
    }
    if list.next_update.is_some_and(|end| end <= question.at) {
        faults.push(12);
    }
    faults
}

/// `check_crl` and `cert_crl`.
fn against(
    facts: &Facts<'_>,
    found: &Suits<'_, '_>,
    depth: usize,
    question: &Question<'_>,
    faults: &mut Vec<Fault>,
) {
    let mut fault = |code: u16| faults.push(Fault::new(code, depth));
    let issuer = found.issuer;
    if issuer.usage_rejects(KeyUsage::CRL_SIGN) {
        fault(35);
    }
    if !found.in_scope {
        fault(44);
    }
    if !found.in_time {
        times(found.list, question).into_iter().for_each(&mut fault);
    }
    let key = &issuer.certificate.public_key;
    match crypto::signed(found.list, key) {
        _ if !issuer.has_key => fault(6),
        Some(true) => {}
        Some(false) => fault(8),
        None => faults.push(Fault::unknown(depth)),
    }
    if !found.known_extensions {
        faults.push(Fault::new(36, depth));
    }
    let entry = lists::entry(found.list, facts.certificate);
    if entry.is_some_and(|entry| entry.reason != Some(lists::REMOVE_FROM_CRL)) {
        faults.push(Fault::new(23, depth));
    }
    if !found.in_scope {
        // A list that answers for no reason leaves the question open.
        faults.push(Fault::new(3, depth));
    }
}
