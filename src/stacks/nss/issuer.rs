//! Which issuer NSS chooses: one, and there is no second try.

use super::{is_current, kind};
use crate::model::{Certificate, Curve, GeneralName, KeyKind, Time};
use crate::stacks::Question;

/// How a key identifier fits a candidate (nss3certificate_matchIdentifier).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fit {
    Yes,
    Unknown,
    No,
}

/// The issuer chosen (CERT_FindCertIssuer).
pub(super) fn choose<'q>(
    question: &'q Question<'q>,
    subject: &Certificate,
    at: Time,
) -> Option<&'q Certificate> {
    // A root is its own issuer, whatever it may do.
    if is_root(subject) {
        let own = std::iter::once(&question.leaf).chain(&question.sent).chain(&question.trusted);
        return own.copied().find(|candidate| candidate.der == subject.der);
    }
    // Of equal ones the last is taken, and those of the database come last.
    let all = std::iter::once(&question.leaf).chain(&question.sent).chain(&question.trusted);
    let mut named: Vec<(&Certificate, Fit)> = Vec::new();
    for candidate in all {
        let known = named.iter().any(|(known, _)| known.der == candidate.der);
        let stored = || question.trusted.iter().any(|root| root.der == candidate.der);
        let kept = can_store(candidate) || !stored();
        if candidate.subject.der == subject.issuer.der && !known && kept {
            named.push((candidate, fit(subject, candidate)));
        }
    }
    let best = if named.iter().any(|(_, fit)| *fit == Fit::Yes) { Fit::Yes } else { Fit::Unknown };
    let trusted =
        |candidate: &Certificate| question.trusted.iter().any(|root| root.der == candidate.der);
    let mut chosen: Option<&Certificate> = None;
    for (candidate, fit) in named {
        if fit != best || !is_issuer(candidate, trusted(candidate)) {
            continue;
        }
        let matches = |one: &Certificate| matches_usage(one, trusted(one));
        // The first is taken in any case, a later one that fits the usage before one that does not.
        chosen = Some(match chosen {
            Some(known) if matches(known) && !matches(candidate) => known,
            Some(known) if !matches(known) && matches(candidate) => candidate,
            Some(known) if !is_better(candidate, known, at, trusted) => known,
            _ => candidate,
        });
    }
    chosen
}

fn fit(subject: &Certificate, candidate: &Certificate) -> Fit {
    let Some(id) = subject.authority_key_id() else { return Fit::Unknown };
    let mut fit = Fit::Unknown;
    if let (Some(wanted), Some(found)) = (&id.key_id, candidate.subject_key_id()) {
        if wanted.as_slice() != found {
            return Fit::No;
        }
        fit = Fit::Yes;
    }
    if let (Some(issuer), Some(serial)) = (directory(&id.issuer), &id.serial) {
        if issuer != candidate.issuer.der.as_slice() || *serial != candidate.serial.0 {
            return Fit::No;
        }
        fit = Fit::Yes;
    }
    fit
}

fn directory(names: &[GeneralName]) -> Option<&[u8]> {
    names.iter().find_map(|name| match name {
        GeneralName::Directory(name) => Some(name.der.as_slice()),
        _ => None,
    })
}

/// Whether it is a CA at all (nss3certificate_isValidIssuer): trust makes one too.
fn is_issuer(candidate: &Certificate, trusted: bool) -> bool {
    let old_root = is_root(candidate) && candidate.version < 3;
    trusted || candidate.is_ca() || old_root || kind::of(candidate) & kind::bits::ISSUER != 0
}

/// Whether it issues for TLS (nss3certificate_matchUsage).
fn matches_usage(candidate: &Certificate, trusted: bool) -> bool {
    let stated = kind::of(candidate);
    // Basic constraints count where the type names no issuer.
    let ca = trusted || stated & kind::bits::SSL_CA != 0 || stated & kind::bits::ISSUER == 0;
    ca && kind::may_sign(candidate)
}

/// What NSS cannot read, a key or the whole certificate, is kept out of its database.
fn can_store(certificate: &Certificate) -> bool {
    kind::has_known_key(certificate)
        && super::unreadable(certificate).is_none()
        && match &certificate.public_key.kind {
            KeyKind::Unreadable { .. } => false,
            KeyKind::Ec { curve: Curve::Other(name), .. } => name != "explicit parameters",
            _ => true,
        }
}

/// A valid one before one that is not, a trusted one before others, then the newer
/// (nssCertificateArray_FindBestCertificate).
fn is_better(
    new: &Certificate,
    old: &Certificate,
    at: Time,
    trusted: impl Fn(&Certificate) -> bool,
) -> bool {
    match (is_current(old, at), is_current(new, at)) {
        (true, false) => return false,
        (false, true) => return true,
        _ => {}
    }
    match (trusted(old), trusted(new)) {
        (true, false) => false,
        (false, true) => true,
        _ => !is_newer(old, new, at),
    }
}

/// CERT_IsNewer; its clock is taken to show the time asked about.
fn is_newer(a: &Certificate, b: &Certificate, now: Time) -> bool {
    let (a, b) = (a.validity, b.validity);
    match (a.not_before > b.not_before, a.not_after > b.not_after) {
        (true, true) => true,
        (false, false) => false,
        // Issued later but ending sooner: newer unless it has ended.
        (true, false) => a.not_after >= Some(now),
        (false, true) => b.not_after < Some(now),
    }
}

/// Whether NSS takes a certificate for a root: its own issuer, and no key identifier says otherwise
/// (cert_IsRootCert).
pub(super) fn is_root(certificate: &Certificate) -> bool {
    certificate.subject.der == certificate.issuer.der
        && match certificate.authority_key_id() {
            None => true,
            Some(id) => match (&id.key_id, certificate.subject_key_id()) {
                (Some(wanted), Some(own)) => wanted.as_slice() == own,
                (Some(_), None) => false,
                (None, _) => match (directory(&id.issuer), &id.serial) {
                    (Some(issuer), Some(serial)) => {
                        issuer == certificate.issuer.der.as_slice()
                            && *serial == certificate.serial.0
                    }
                    _ => true,
                },
            },
        }
}
