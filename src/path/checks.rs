//! What RFC 5280, section 6 demands of each step. Signatures are the search's; the use, the host
//! and the strength of keys are judged by rules.

use super::{Fault, FaultKind, Path, Pool, Step, constraints};
use crate::model::oid::{self, ext};
use crate::model::{Certificate, ExtensionValue, KeyUsage, Time};
use crate::purpose::{EkuFit, eku_fit};
use crate::trust;

/// Extensions that are processed here, so that their being critical is no fault. Key identifiers,
/// access addresses and timestamps are read too, but RFC 5280 wants them not critical, and OpenSSL
/// refuses each of them where it is (`tests/cases/critical-extension-unknown`).
const PROCESSED: &[&str] = &[
    ext::KEY_USAGE,
    ext::SUBJECT_ALT_NAME,
    ext::BASIC_CONSTRAINTS,
    ext::NAME_CONSTRAINTS,
    ext::CRL_DISTRIBUTION_POINTS,
    ext::POLICIES,
    ext::EXTENDED_KEY_USAGE,
    ext::NS_CERT_TYPE,
    // Known, and of no effect as long as policies are not asked about: policy processing
    // (RFC 5280, 6.1.2) starts from "any policy" here. A requireExplicitPolicy that would refuse
    // all the same is passed over, as OpenSSL does by default; README.md says so.
    ext::POLICY_MAPPINGS,
    ext::POLICY_CONSTRAINTS,
    ext::INHIBIT_ANY_POLICY,
];

/// Whether an extension of that type may be critical.
pub fn is_processed(oid: &str) -> bool {
    PROCESSED.contains(&oid)
}

/// Everything that is wrong on a path at a time, for a use (an EKU's OID) if one is asked about.
/// `comparisons` of names with constraints may be made; those made are taken off.
pub(super) fn faults(
    pool: &Pool<'_>,
    path: &Path,
    at: Time,
    usage: Option<&str>,
    comparisons: &mut usize,
) -> Vec<Fault> {
    let mut faults = Vec::new();
    // A trust anchor is a name and a key (RFC 5280, 6.1.1 (d)): the leaf itself can be one.
    for (step, station) in path.steps.iter().enumerate() {
        let Step::Loaded(index) = station else { continue };
        let Some(certificate) = pool.get(*index) else { continue };
        let mut add = |kind| faults.push(Fault { step, kind });
        dates(certificate, at, &mut add);
        if step > 0 {
            issuer(pool, path, step, certificate, usage, &mut add);
        }
        extensions(certificate, &mut add);
        if !certificate.outer_algorithm.der.is_empty()
            && certificate.outer_algorithm.der != certificate.signature_algorithm.der
        {
            add(FaultKind::AlgorithmsDiffer);
        }
    }
    names(pool, path, comparisons, &mut faults);
    faults
}

fn dates(certificate: &Certificate, at: Time, add: &mut impl FnMut(FaultKind)) {
    let (from, to) = (certificate.validity.not_before, certificate.validity.not_after);
    if from.is_none() || to.is_none() {
        add(FaultKind::NoDates);
    }
    if from.is_some_and(|from| at < from) {
        add(FaultKind::NotYetValid);
    }
    if to.is_some_and(|to| at > to) {
        add(FaultKind::Expired);
    }
}

fn issuer(
    pool: &Pool<'_>,
    path: &Path,
    step: usize,
    certificate: &Certificate,
    usage: Option<&str>,
    add: &mut impl FnMut(FaultKind),
) {
    let is_last = step.saturating_add(1) == path.steps.len();
    match certificate.basic_constraints() {
        Some(constraints) if constraints.ca => {
            if let Some(limit) = constraints.path_len {
                let found = intermediates_below(pool, path, step);
                if found > limit {
                    add(FaultKind::PathTooLong { limit, found });
                }
            }
        }
        // A root of version 1 has no extensions at all; as an anchor it is a name and a key.
        None if is_last && certificate.version < 3 && certificate.is_self_issued() => {}
        _ => add(FaultKind::NotCa),
    }
    if certificate.key_usage().is_some_and(|usage| !usage.has(KeyUsage::KEY_CERT_SIGN)) {
        add(FaultKind::MayNotSign);
    }
    if let Some(usage) = usage
        && !is_last
        && eku_fit(certificate, usage) == EkuFit::NotListed
        && !(usage == oid::eku::SERVER_AUTH
            && eku_fit(certificate, oid::eku::NETSCAPE_SGC) == EkuFit::Listed)
    {
        add(FaultKind::UsageNotNested);
    }
}

/// The CA certificates between the leaf and this step that are not self-issued: what
/// pathLenConstraint counts (RFC 5280, 4.2.1.9).
fn intermediates_below(pool: &Pool<'_>, path: &Path, step: usize) -> u32 {
    let between = path.steps.iter().take(step).skip(1);
    let counted = between.filter(|station| match station {
        Step::Loaded(index) => pool.get(*index).is_some_and(|c| !c.is_self_issued()),
        Step::Store(_) => true,
    });
    u32::try_from(counted.count()).unwrap_or(u32::MAX)
}

fn extensions(certificate: &Certificate, add: &mut impl FnMut(FaultKind)) {
    for extension in &certificate.extensions {
        let known = is_processed(extension.oid.as_str());
        match &extension.value {
            ExtensionValue::Unreadable(_) => {
                add(FaultKind::UnreadableExtension(extension.oid.clone()))
            }
            // A precertificate is named as such by its own rule.
            ExtensionValue::PrecertificatePoison => {}
            _ if extension.critical && !known => {
                add(FaultKind::UnknownCritical(extension.oid.clone()))
            }
            _ => {}
        }
    }
}

/// Name constraints of every CA on all names below it (RFC 5280, 6.1.3 (b), (c)).
fn names(pool: &Pool<'_>, path: &Path, comparisons: &mut usize, faults: &mut Vec<Fault>) {
    for (step, station) in path.steps.iter().enumerate().skip(1) {
        let found = match station {
            Step::Loaded(index) => pool.get(*index).and_then(|c| c.name_constraints()),
            Step::Store(index) => {
                trust::store().root(*index).and_then(|root| root.constraints.as_ref())
            }
        };
        let Some(found) = found else { continue };
        for (below, lower) in path.steps.iter().enumerate().take(step) {
            let Step::Loaded(index) = lower else { continue };
            let Some(certificate) = pool.get(*index) else { continue };
            // Self-issued certificates are exempt, unless they are the leaf.
            if below > 0 && certificate.is_self_issued() {
                continue;
            }
            for kind in constraints::check(found, certificate, below == 0, comparisons) {
                faults.push(Fault { step, kind });
            }
        }
    }
}
