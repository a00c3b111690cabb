//! What is common to programs that are known from their documentation only: the plainest reading of
//! a path, one issuer at a time, without second tries.

use super::Question;
use crate::crypto::Check;
use crate::model::{Certificate, GeneralName};
use crate::purpose::host::{Host, covers};

/// Longest path followed.
const MAX_DEPTH: usize = 20;

/// Where a path ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    Trusted,
    /// At a root that is not trusted.
    UntrustedRoot,
    /// At a certificate whose issuer is missing.
    Missing,
}

/// The path from the leaf: trusted issuers first, each proved by its signature.
pub(super) fn path<'q>(question: &'q Question<'q>) -> (Vec<&'q Certificate>, End) {
    let trusted =
        |certificate: &Certificate| question.trusted.iter().any(|root| root.der == certificate.der);
    let mut path: Vec<&Certificate> = vec![question.leaf];
    let mut last: &Certificate = question.leaf;
    while path.len() < MAX_DEPTH {
        if trusted(last) {
            return (path, End::Trusted);
        }
        let mut all = question.trusted.iter().chain(&question.sent);
        let next = all.find(|candidate| {
            candidate.subject.key == last.issuer.key
                && !path.iter().any(|known| known.der == candidate.der)
                && question.proof(last, candidate) == Check::Valid
        });
        let Some(next) = next else { break };
        path.push(next);
        last = next;
    }
    let end = if last.is_self_issued() { End::UntrustedRoot } else { End::Missing };
    (path, end)
}

/// Whether the subject alternative names hold a host.
pub(super) fn is_named(leaf: &Certificate, host: &Host) -> bool {
    leaf.san().unwrap_or_default().iter().any(|name| match (name, host) {
        (GeneralName::Dns(found), Host::Dns(host)) => covers(found, host),
        (GeneralName::Ip(found), Host::Ip(host)) => found == host,
        _ => false,
    })
}
