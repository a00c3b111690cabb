//! What is common to programs that are known from their documentation only: the plainest reading of
//! a path, one issuer at a time, without second tries.

use super::Question;
use crate::crypto::Check;
use crate::model::oid::ext;
use crate::model::{Certificate, ExtensionValue, KeyKind, KeyUsage};
use crate::purpose::{EkuFit, eku_fit};

/// Said in place of an approval of a path that is not plain.
pub(super) const NOT_PLAIN: &str =
    "its documentation does not say what it makes of such constraints or extensions";

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

/// Whether nothing on a path asks for a judgement that is not documented: its issuers are CAs that
/// may sign and may issue for the use, no constraint on names stands on them, digests and keys are
/// not weak, all extensions can be read, and none is critical that is not known everywhere.
pub(super) fn is_plain(path: &[&Certificate], usage: &str) -> bool {
    const KNOWN: [&str; 5] = [
        ext::BASIC_CONSTRAINTS,
        ext::KEY_USAGE,
        ext::EXTENDED_KEY_USAGE,
        ext::SUBJECT_ALT_NAME,
        ext::POLICIES,
    ];
    path.iter().enumerate().all(|(below, certificate)| {
        let extensions = certificate.extensions.iter().all(|extension| {
            !matches!(extension.value, ExtensionValue::Unreadable(_))
                && (!extension.critical || KNOWN.contains(&extension.oid.as_str()))
        });
        let bits = certificate.key_usage();
        let may_sign = bits.is_none_or(|bits| bits.has(KeyUsage::KEY_CERT_SIGN));
        let anchor = below.saturating_add(1) == path.len();
        let digest = certificate.outer_algorithm.digest().filter(|_| !anchor);
        let weak = digest.is_some_and(|digest| digest.is_broken())
            || matches!(certificate.public_key.kind, KeyKind::Rsa { bits, .. } if bits < 2_048);
        let is_ca = certificate.basic_constraints().is_some_and(|constraints| {
            // `below` counts the leaf too, the limit does not.
            let room =
                |most: u32| usize::try_from(most).is_ok_and(|most| below <= most.saturating_add(1));
            constraints.ca && constraints.path_len.is_none_or(room)
        });
        extensions
            && certificate.problems.is_empty()
            && certificate.extension(ext::NAME_CONSTRAINTS).is_none()
            && !weak
            && (below == 0
                || (is_ca && may_sign && eku_fit(certificate, usage) != EkuFit::NotListed))
    })
}
