//! Rules on one certificate without its chain, as a linter sees it: no issuer, no question, the time
//! its own notBefore.

use std::collections::BTreeSet;

use super::{Check, Facts, Outcome, Role, rules, usage_of};
use crate::crypto;
use crate::model::{Certificate, Purpose, Time};
use crate::path::{AnchorKind, Anchors, Budget, End, Pool, Search, Signatures, Subjects};
use crate::path::{arrange, copies};
use crate::purpose::{self, Kind};

/// The ids of the rules that find something in the certificate by itself, consequences included.
///
/// `assume_public`: as if its path ended at a public root, so that what only public CAs are bound to
/// is looked at too; an end-entity certificate is then taken for a server's.
pub fn check_alone(certificate: &Certificate, assume_public: bool) -> BTreeSet<&'static str> {
    let pool: &Pool<'_> = &[certificate];
    let kind = purpose::kind(certificate);
    let purpose = match kind {
        Kind::RootCa | Kind::IntermediateCa => Purpose::Ca,
        _ if assume_public => Purpose::Server,
        Kind::Server | Kind::ServerAndClient | Kind::Precertificate => Purpose::Server,
        Kind::Client => Purpose::Client,
        Kind::Other => Purpose::Any,
    };
    // Rules about CAs look at a CA certificate in its place on a path, which it has not here.
    let role = match kind {
        Kind::RootCa => Role::Root,
        Kind::IntermediateCa => Role::Intermediate,
        _ => Role::Leaf,
    };
    let anchors = Anchors::default();
    let copies = copies(pool);
    let subjects = Subjects::new(pool, &copies.0);
    let signatures = Signatures::new(crypto::verify);
    // A day into its period: what is only said of the first hours is not about the certificate.
    let at = match (certificate.validity.not_before, certificate.validity.not_after) {
        (Some(Time(from)), Some(Time(to))) => Time(from.saturating_add(86_400).min(to).max(from)),
        (from, _) => from.unwrap_or(Time(0)),
    };
    let usage = usage_of(purpose);
    let budget = Budget::default();
    let mut search = Search::new(pool, &subjects, &anchors, at, usage, &signatures, budget);
    let Some(mut path) = search.paths(0).into_iter().next() else { return BTreeSet::new() };
    if assume_public {
        path.end = End::Trusted(AnchorKind::Public);
    }
    let facts = Facts {
        pool,
        path: &path,
        anchors: &anchors,
        arrangement: &arrange(pool, &path, &copies, &|_| 0),
        leaf: 0,
        purpose,
        host: None,
        host_match: None,
        keys: &[],
        items: &[],
        standings: &[],
        public: assume_public,
        unasked: false,
        at,
    };
    let fires = |rule: &&&super::Rule| {
        let applies = rule.applies.purposes.contains(&purpose)
            && (rule.applies.roles.contains(&role) || rule.applies.roles.contains(&Role::Leaf));
        let outcome = match rule.check {
            Check::Certificate(check) if applies => check(&facts, 0, certificate),
            // Checks of the chain as a whole speak of the chain, which is not there.
            Check::Certificate(_) | Check::Chain(_) | Check::Programs(_) => Outcome::NotApplicable,
        };
        matches!(outcome, Outcome::Found(_))
    };
    rules::ALL.iter().filter(fires).map(|rule| rule.id).collect()
}
