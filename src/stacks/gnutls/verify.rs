//! The chain of GnuTLS: how it is sorted, cut and verified from the top down (`x509/verify.c`,
//! `x509/verify-high.c`).

use super::constraints::Gathered;
use super::facts::{
    allows_purpose, basic, can_use, dates, digest_is_strong, has_unknown_critical,
    has_unreadable_usage, is_issuer, key_is_strong, knows, same_name,
};
use super::{
    CONSTRAINTS, EXPIRED, INSECURE, INVALID, NOT_A_CA, PURPOSE, SIGNATURE, UNKNOWN_CRITICAL,
    UNKNOWN_ISSUER,
};
use crate::crypto::Check;
use crate::model::{Certificate, ExtensionValue, KeyUsage, oid::ext};
use crate::stacks::Question;

/// Where Russia's OIDs begin: GnuTLS computes GOST R 34.10, which is not computed here.
const GOST: &str = "1.2.643.";

/// More certificates than these are not sorted.
const MOST: usize = 16;
/// The longest path.
const LONGEST: u32 = 4_096;

/// What came of it: the flags, and whether a signature could not be computed here.
pub(super) struct Outcome<'q> {
    pub status: u32,
    pub unknown: bool,
    /// The chain as it was verified in the end.
    pub chain: Vec<&'q Certificate>,
}

/// The trusted certificates, in the buckets in which GnuTLS looks for them: by the name alone, and
/// a name shares its bucket with a few others.
pub(super) struct Trusted<'q> {
    all: Vec<(u64, &'q Certificate)>,
}

impl<'q> Trusted<'q> {
    pub fn new(certificates: impl Iterator<Item = &'q Certificate>) -> Self {
        Self { all: certificates.map(|c| (bucket(&c.subject.der), c)).collect() }
    }

    fn under(&self, name: &[u8]) -> Vec<&'q Certificate> {
        let wanted = bucket(name);
        self.all.iter().filter(|(found, _)| *found == wanted).map(|(_, c)| *c).collect()
    }

    fn knows_issuer_of(&self, certificate: &Certificate) -> bool {
        self.under(&certificate.issuer.der).into_iter().any(|ca| is_issuer(certificate, ca))
    }
}

/// The number of a name's bucket.
fn bucket(name: &[u8]) -> u64 {
    const BUCKETS: u64 = 127;
    let hash =
        name.iter().fold(0u64, |hash, byte| hash.rotate_left(9).wrapping_add((*byte).into()));
    hash.checked_rem(BUCKETS).unwrap_or(0)
}

/// Verifies what was sent against the trusted certificates; without names and lists.
pub(super) fn verify<'q>(
    question: &Question<'_>,
    chain: Vec<&'q Certificate>,
    trusted: &Trusted<'q>,
) -> Outcome<'q> {
    let mut chain = arranged(chain, trusted);
    shorten(&mut chain, trusted);
    let Some(last) = chain.last().copied() else {
        return Outcome { status: INVALID, unknown: false, chain };
    };
    let (mut status, mut unknown) = judge(question, &chain, &trusted.under(&last.issuer.der));
    let retry = UNKNOWN_ISSUER | EXPIRED | INSECURE;
    if status & retry != 0 && last.subject.der != last.issuer.der {
        // The last certificate may itself be trusted.
        let second = judge(question, &chain, &trusted.under(&last.subject.der));
        if second.0 == 0 || status & UNKNOWN_ISSUER != 0 {
            (status, unknown) = second;
        }
    }
    if !chain.first().is_some_and(|leaf| allows_purpose(leaf, question.role.usage(), true)) {
        status |= PURPOSE | INVALID;
    }
    Outcome { status, unknown, chain }
}

/// Puts the chain in order, piece by piece, up to a certificate whose issuer is trusted.
fn arranged<'q>(mut list: Vec<&'q Certificate>, trusted: &Trusted<'q>) -> Vec<&'q Certificate> {
    let mut seen: Vec<&Certificate> = Vec::new();
    let mut done = 0usize;
    while done < list.len() {
        let length = sort(&mut list, done);
        let end = done.saturating_add(length);
        let same = |one: &Certificate| seen.iter().any(|other| other.der == one.der);
        let double =
            (done..end).find(|index| list.get(*index).is_some_and(|certificate| same(certificate)));
        if let Some(index) = double {
            // One place is closed and the last certificate falls off the list.
            if let Some(next) = list.get(index.saturating_add(1)).copied()
                && let Some(place) = list.get_mut(index)
            {
                *place = next;
            }
            list.pop();
            continue;
        }
        seen.extend(list.iter().skip(done).take(length));
        done = end;
        let Some(top) = done.checked_sub(1).and_then(|index| list.get(index)) else { break };
        if trusted.knows_issuer_of(top) {
            list.truncate(done);
        }
    }
    list
}

/// Sorts the rest of the list from `start`, if it is not too long; how many certificates follow one
/// another then.
fn sort<'q>(list: &mut Vec<&'q Certificate>, start: usize) -> usize {
    let rest: Vec<&'q Certificate> = list.split_off(start.min(list.len()));
    if rest.len() > MOST {
        list.extend(rest);
        return 1;
    }
    let issuer_of = |index: usize| -> Option<usize> {
        let certificate = rest.get(index)?;
        if is_issuer(certificate, certificate) {
            return None;
        }
        (1..rest.len()).find(|other| {
            *other != index && rest.get(*other).is_some_and(|ca| is_issuer(certificate, ca))
        })
    };
    let mut order = vec![0usize];
    while let Some(next) = order.last().and_then(|last| issuer_of(*last)) {
        if order.contains(&next) {
            break;
        }
        order.push(next);
    }
    let length = order.len();
    let others: Vec<usize> = (1..rest.len()).filter(|index| !order.contains(index)).collect();
    let all = order.into_iter().chain(others);
    list.extend(all.filter_map(|index| rest.get(index).copied()));
    length
}

/// Leaves out a self-signed end, and what follows a trusted self-signed certificate.
fn shorten<'q>(chain: &mut Vec<&'q Certificate>, trusted: &Trusted<'q>) {
    drop_root(chain);
    let cut = chain.iter().enumerate().skip(1).find(|(_, certificate)| {
        trusted.under(&certificate.issuer.der).iter().any(|ca| ca.der == certificate.der)
    });
    if let Some((index, _)) = cut {
        chain.truncate(index.saturating_add(1));
    }
}

fn drop_root(chain: &mut Vec<&Certificate>) {
    if chain.len() > 1 && chain.last().is_some_and(|last| is_issuer(last, last)) {
        chain.pop();
    }
}

/// What is carried down the chain.
struct State {
    max_path: u32,
    constraints: Gathered,
    features: Vec<u16>,
    unknown: bool,
}

/// `_gnutls_verify_crt_status`.
fn judge(question: &Question<'_>, chain: &[&Certificate], trusted: &[&Certificate]) -> (u32, bool) {
    let mut chain = chain.to_vec();
    drop_root(&mut chain);
    // What is trusted itself ends the chain: the leaf as a whole, others by name and key.
    let known = chain.iter().enumerate().find_map(|(index, certificate)| {
        let same = |ca: &&&Certificate| match index {
            0 => ca.der == certificate.der,
            _ => {
                same_name(&ca.subject, &certificate.subject)
                    && ca.public_key.spki == certificate.public_key.spki
            }
        };
        trusted.iter().find(same).map(|ca| (index, *ca))
    });
    if let Some((index, ca)) = known {
        let mut status = dates(ca, question.at);
        // One whose own signature is of an unknown kind is not looked at further.
        if knows(&ca.outer_algorithm) && !key_is_strong(&ca.public_key) {
            status |= INSECURE;
        }
        if status != 0 {
            return (status | INVALID, false);
        }
        chain.truncate(index);
    }
    let Some((top, rest)) = chain.split_last() else { return (0, false) };
    let mut state = State {
        max_path: LONGEST,
        constraints: Gathered::default(),
        features: Vec::new(),
        unknown: false,
    };
    let status = link(question, top, trusted, rest.is_empty(), true, &mut state);
    if status != 0 {
        return (status | INVALID, state.unknown);
    }
    for index in (1..chain.len()).rev() {
        let (Some(issuer), Some(subject)) =
            (chain.get(index), index.checked_sub(1).and_then(|below| chain.get(below)))
        else {
            break;
        };
        if !allows_purpose(issuer, question.role.usage(), false) {
            return (PURPOSE | INVALID, state.unknown);
        }
        let status = link(question, subject, &[issuer], index == 1, false, &mut state);
        if status != 0 {
            return (status | INVALID, state.unknown);
        }
    }
    (0, state.unknown)
}

/// `verify_crt`: one certificate against its issuer. `old_roots`: roots of version 1 are taken.
fn link(
    question: &Question<'_>,
    certificate: &Certificate,
    issuers: &[&Certificate],
    is_leaf: bool,
    old_roots: bool,
    state: &mut State,
) -> u32 {
    let Some(left) = state.max_path.checked_sub(1) else { return CONSTRAINTS | INVALID };
    state.max_path = left;
    let mut status = 0;
    let issuer = find(question, certificate, issuers);
    let algorithm = &certificate.outer_algorithm;
    match issuer {
        None => status |= UNKNOWN_ISSUER,
        Some(issuer) => {
            status |= from_above(certificate, issuer, is_leaf, old_roots, state);
            if algorithm.oid.as_str().starts_with(GOST) {
                state.unknown = true;
            } else if !has_signature(certificate)
                || !can_use(&issuer.public_key)
                || !knows(algorithm)
            {
                status |= INVALID;
            } else {
                match question.proof(certificate, issuer) {
                    Check::Valid => {}
                    Check::Invalid => status |= SIGNATURE,
                    Check::WrongKeyType => status |= INVALID,
                    Check::Unsupported(_) => state.unknown = true,
                }
            }
            if has_unknown_critical(issuer) {
                status |= UNKNOWN_CRITICAL;
            }
        }
    }
    if is_leaf && has_unknown_critical(certificate) {
        status |= UNKNOWN_CRITICAL;
    }
    let strong = digest_is_strong(algorithm)
        && key_is_strong(&certificate.public_key)
        && issuer.is_none_or(|issuer| key_is_strong(&issuer.public_key));
    if knows(algorithm) && !strong {
        status |= INSECURE;
    }
    if let Some(issuer) = issuer {
        status |= dates(issuer, question.at);
    }
    status |= dates(certificate, question.at);
    if status == 0 { 0 } else { status | INVALID }
}

/// What an issuer asks of what it issued: constraints, TLS features, to be a CA.
fn from_above(
    certificate: &Certificate,
    issuer: &Certificate,
    is_leaf: bool,
    old_roots: bool,
    state: &mut State,
) -> u32 {
    let mut status = 0;
    if state.constraints.add(issuer).is_err() || (is_leaf && !state.constraints.allow(certificate))
    {
        status |= CONSTRAINTS;
    }
    state.unknown |= state.constraints.too_many;
    let features = |certificate: &Certificate| -> Vec<u16> {
        certificate
            .extension(ext::TLS_FEATURE)
            .and_then(|extension| match &extension.value {
                ExtensionValue::TlsFeature(list) => Some(list.clone()),
                _ => None,
            })
            .unwrap_or_default()
    };
    state.features.extend(features(issuer));
    let own = features(certificate);
    if state.features.iter().any(|wanted| !own.contains(wanted)) {
        status |= CONSTRAINTS;
    }
    if old_roots && issuer.version == 1 {
        return status;
    }
    let constraints = basic(issuer);
    let same = certificate.der == issuer.der;
    let signed = has_signature(certificate) && has_signature(issuer);
    if let Some(most) = constraints.filter(|c| c.ca && !same).and_then(|c| c.path_len) {
        state.max_path = state.max_path.min(most);
    }
    // An old root without the extension is taken where it signed itself.
    let absent = issuer.extension(ext::BASIC_CONSTRAINTS).is_none();
    let is_ca = constraints.is_some_and(|it| it.ca);
    let passes = same || is_ca || (absent && old_roots && is_issuer(issuer, issuer));
    // Both signatures are read before it is asked who the issuer is.
    let passes = passes && signed;
    if !passes {
        status |= NOT_A_CA;
    }
    match issuer.key_usage() {
        _ if has_unreadable_usage(issuer) => status | INVALID,
        Some(usage) if !usage.has(KeyUsage::KEY_CERT_SIGN) => status | CONSTRAINTS,
        _ => status,
    }
}

/// A signature that is no whole number of bytes cannot be read.
fn has_signature(certificate: &Certificate) -> bool {
    !certificate.signature.is_empty()
}

/// The first issuer by name and key identifier; a later one only where its dates are good.
fn find<'c>(
    question: &Question<'_>,
    certificate: &Certificate,
    issuers: &[&'c Certificate],
) -> Option<&'c Certificate> {
    let mut found = None;
    for issuer in issuers.iter().filter(|issuer| is_issuer(certificate, issuer)) {
        let dates = issuer.validity;
        let now = question.at;
        let good = dates.not_after.is_some_and(|end| now < end)
            && dates.not_before.is_some_and(|start| now >= start);
        if found.is_none() || good {
            found = Some(*issuer);
        }
    }
    found
}
