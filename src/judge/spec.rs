//! The strict reading of the standards: RFC 5280, section 6, on every path; the profile of
//! section 4, the host (RFC 9525) and the Baseline Requirements where a host is asked about.

use super::usage::{self, Place};
use super::{Case, Judgement, Refusal, names, standing};
use crate::crypto;
use crate::decode::policy;
use crate::model::{Certificate, ExtensionValue, order};
use crate::path::policies::{self, PathCertificate};
use crate::path::{
    Anchors, Budget, End, Fault, FaultKind, Link, Path, Pool, Search, Signatures, Subjects, copies,
    strict,
};
use crate::revocation::{Reading, World};

/// What a search for a verdict may spend: all paths are wanted, not only a good one.
const BUDGET: Budget = Budget { signatures: 1_024, steps: 8_192, paths: 512, names: 8 << 20 };

/// Judges a case.
pub(super) fn judge(case: &Case) -> Judgement {
    let refused = |refusal| Judgement { refusal: Some(refusal), exhausted: false };
    let Some(leaf) = &case.leaf else {
        return refused(Refusal::new("unreadable", "The leaf is no certificate."));
    };
    let peers = case.host.iter().chain(&case.names);
    if let Some(refusal) = peers.filter_map(|peer| names::check(leaf, peer).err()).next() {
        return refused(refusal);
    }

    let pool: Vec<&Certificate> =
        std::iter::once(leaf).chain(&case.intermediates).chain(&case.roots).collect();
    let (distinct, later) = copies(&pool);
    let first_root = pool.len().saturating_sub(case.roots.len());
    let first_copy = |index: usize| {
        later.iter().find(|(copy, _)| *copy == index).map_or(index, |(_, first)| *first)
    };
    let mut given: Vec<usize> = (first_root..pool.len()).map(first_copy).collect();
    order::plain(&mut given);
    given.dedup();
    let anchors = Anchors { public: false, given };
    let subjects = Subjects::new(&pool, &distinct);
    let signatures = Signatures::new(crypto::verify);
    let mut search = Search::new(&pool, &subjects, &anchors, case.at, None, &signatures, BUDGET)
        .anchored_as_given(case.anchors.leaf && !case.anchors.leaf_signs_itself);
    let paths = search.paths(0);
    let exhausted = search.limit.is_some();

    let mut world = World::new(&pool, &anchors, case.at, Reading::Strict);
    world.lists = case.crls.iter().collect();
    let refusals = paths.iter().map(|path| {
        judge_path(case, &pool, path)?;
        // A path that is refused already need not be looked up.
        standing::check(case, &world, path).map_err(|refusal| (1, refusal))
    });
    let mut best: Option<(usize, Refusal)> = None;
    for verdict in refusals {
        let Err(found) = verdict else { return Judgement { refusal: None, exhausted } };
        if best.as_ref().is_none_or(|(rank, _)| found.0 < *rank) {
            best = Some(found);
        }
    }
    let refusal = best.map(|(_, refusal)| refusal);
    let none = || Refusal::new("no-path", "No path leads to a trust anchor.");
    Judgement { refusal: Some(refusal.unwrap_or_else(none)), exhausted }
}

/// Whether a path is valid; if not, how far it is from that, and its first fault.
fn judge_path(case: &Case, pool: &Pool<'_>, path: &Path) -> Result<(), (usize, Refusal)> {
    const FAR: usize = usize::MAX;
    if let Some(refusal) = end(case, path) {
        return Err((FAR, refusal));
    }
    let mut refusals = Vec::new();
    let steps: Vec<(usize, &Certificate)> =
        path.loaded().filter_map(|index| pool.get(index).copied()).enumerate().collect();
    let last = path.steps.len().saturating_sub(1);
    // A leaf that is trusted as it stands is no anchor of anything: it is judged as a leaf.
    let lone = last == 0;
    let counts = |step: usize, what: bool| lone || step < last || what;

    for link in &path.links {
        if let Link::Unchecked(why) = link {
            let message = format!("A signature was not verified here: {why}.");
            refusals.push(Refusal::new("signature-not-verified", message));
        }
    }
    for fault in &path.faults {
        let is_date =
            matches!(fault.kind, FaultKind::Expired | FaultKind::NotYetValid | FaultKind::NoDates);
        let stated = || steps.get(fault.step).is_some_and(|(_, c)| c.basic_constraints().is_some());
        let binds = match fault.kind {
            _ if is_date => case.anchors.dates,
            FaultKind::NotCa if !stated() => case.anchors.basic_constraints,
            _ => case.anchors.constraints,
        };
        if counts(fault.step, binds) && !foreseen(case, fault) {
            let title = steps.get(fault.step).map(|(_, c)| c.title()).unwrap_or_default();
            refusals.push(fault_refusal(fault, &title));
        }
    }
    for (step, certificate) in &steps {
        let place = if *step == 0 { Place::Leaf } else { Place::Above };
        if counts(*step, case.anchors.usages)
            && let Err(refusal) = usage::check(certificate, &case.usage, place)
        {
            refusals.push(refusal);
        }
    }
    if case.usage.no_ca_leaf && !lone && steps.first().is_some_and(|(_, leaf)| leaf.is_ca()) {
        refusals.push(Refusal::new("ca-as-leaf", "The leaf is a CA certificate."));
    }
    let between = steps.iter().take(last).skip(1).filter(|(_, c)| !c.is_self_issued()).count();
    if case.depth.is_some_and(|depth| between > usize::try_from(depth).unwrap_or(usize::MAX)) {
        let message = format!("The path has {between} intermediates, more than were allowed.");
        refusals.push(Refusal::new("max-depth", message));
    }
    refusals.extend(policy_refusal(case, &steps, last));
    let certificates: Vec<&Certificate> = steps.iter().map(|(_, c)| *c).collect();
    let issued = certificates.len().saturating_sub(usize::from(!lone));
    let named = case.host.iter().chain(&case.names).next();
    let found = strict::always(&certificates, issued)
        .into_iter()
        .chain(named.iter().flat_map(|_| strict::profile(&certificates, lone)))
        .chain(case.host.iter().flat_map(|_| strict::public(&certificates, lone)))
        .filter(|found| counts(found.step, case.anchors.constraints));
    refusals.extend(found.map(|found| Refusal::new(found.code, found.message)));

    let rank = refusals.len();
    match refusals.into_iter().next() {
        None => Ok(()),
        Some(first) => Err((rank, first)),
    }
}

/// Why a path that does not end at an anchor that counts is none.
fn end(case: &Case, path: &Path) -> Option<Refusal> {
    let lone = path.steps.len() == 1;
    match &path.end {
        End::Trusted(_) if case.anchors.issuers || (lone && case.anchors.leaf) => None,
        End::Trusted(_) => {
            Some(Refusal::new("no-path", "What the path ends with may not vouch for others."))
        }
        End::UntrustedRoot { .. } => {
            Some(Refusal::new("untrusted-root", "The path ends at a root that is not trusted."))
        }
        End::MissingIssuer => Some(Refusal::new("no-path", "An issuer is missing.")),
        End::BrokenSignature => {
            Some(Refusal::new("signature", "A signature is not by the issuer it names."))
        }
        End::Unfinished => {
            Some(Refusal::new("budget", "The search was ended by its budget, or is too deep."))
        }
    }
}

/// Extensions that belong to the use asked about.
fn foreseen(case: &Case, fault: &Fault) -> bool {
    let FaultKind::UnknownCritical(oid) = &fault.kind else { return false };
    usage::MLS_EXTENSIONS.contains(&oid.as_str())
        && case.usage.wanted.iter().any(|wanted| wanted.as_str() == usage::MLS_CLIENT)
}

fn fault_refusal(fault: &Fault, title: &str) -> Refusal {
    let (code, what) = match &fault.kind {
        FaultKind::Expired => ("expired", "has expired".to_owned()),
        FaultKind::NotYetValid => ("not-yet-valid", "is not yet valid".into()),
        FaultKind::NoDates => ("dates-unreadable", "has dates that cannot be read".into()),
        FaultKind::NotCa => ("issuer-not-ca", "is no CA certificate".into()),
        FaultKind::MayNotSign => ("issuer-may-not-sign", "lacks keyCertSign".into()),
        FaultKind::PathTooLong { limit, found } => {
            ("path-length", format!("allows {limit} intermediates below it, {found} are there"))
        }
        FaultKind::UnknownCritical(oid) => {
            ("critical-extension", format!("has the critical extension {}", oid.name()))
        }
        FaultKind::UnreadableExtension(oid) => {
            ("extension-unreadable", format!("has an unreadable extension {}", oid.name()))
        }
        FaultKind::UsageNotNested => {
            ("extended-key-usage", "leaves the use out that is asked about".into())
        }
        FaultKind::NameNotAllowed { name, constraint } => {
            ("name-constraints", format!("does not allow {name} ({constraint})"))
        }
        FaultKind::ConstraintNotEvaluated { constraint } => {
            ("name-constraints", format!("has a constraint that is not evaluated: {constraint}"))
        }
        FaultKind::AlgorithmsDiffer => {
            ("algorithm-mismatch", "names two different signature algorithms".into())
        }
    };
    Refusal::new(code, format!("{title} {what}."))
}

/// RFC 5280, 6.1: policies, from the anchor's side down.
fn policy_refusal(case: &Case, steps: &[(usize, &Certificate)], last: usize) -> Option<Refusal> {
    let mut entries = Vec::new();
    for (step, certificate) in steps.iter().rev() {
        let anchor = *step == last && last > 0;
        if anchor && !case.anchors.constraints {
            continue;
        }
        let rules = match policy::policy_rules(certificate) {
            Ok(rules) => rules,
            Err(oid) => {
                let message = format!("{}: {} is damaged.", certificate.title(), oid.name());
                return Some(Refusal::new("extension-unreadable", message));
            }
        };
        let stated = certificate.extensions.iter().find_map(|e| match &e.value {
            ExtensionValue::Policies(policies) => {
                Some((e.critical, policies.iter().map(|policy| &policy.oid).collect()))
            }
            _ => None,
        });
        // RFC 5280, 4.2.1.4: what is critical must be understood, qualifiers included.
        if rules.foreign_qualifier && stated.as_ref().is_some_and(|(critical, _)| *critical) {
            let title = certificate.title();
            let message = format!("{title} has critical policies with unknown qualifiers.");
            return Some(Refusal::new("critical-extension", message));
        }
        entries.push(PathCertificate {
            policies: stated.map(|(_, policies)| policies),
            rules,
            self_issued: certificate.is_self_issued(),
            anchor,
        });
    }
    let refusal = policies::check(&entries, &case.policy).err()?;
    Some(match refusal {
        policies::Refusal::NoValidPolicy => {
            Refusal::new("policy", "An explicit policy is required, and none is valid.")
        }
        policies::Refusal::AnyPolicyMapped => {
            Refusal::new("policy", "A policy mapping names anyPolicy.")
        }
        policies::Refusal::TooMany => {
            Refusal::new("budget", "The policies of the path fan out too far.")
        }
    })
}
