//! Where the small engine does not have the last word: a rule, a reader or an algorithm that only the
//! full engine has could decide otherwise.
//!
//! The tests are wider than the rules they stand for, because they cost bytes of the first answer:
//! what is out of the common waits for the full engine. tests/engines holds each of them against the
//! cases of each rule of severity Error that the small engine lacks.

use super::answer::ends_soon;
use super::knowledge::Doubt;
use super::{Examination, Report};
use crate::crypto::on_curve_common;
use crate::hints::{Severity, public};
use crate::model::{
    Certificate, Curve, Extension, ExtensionValue, GeneralName, KeyKind, Purpose, Question, Time,
    Trust,
    oid::{eku, ext},
};
use crate::path::{AnchorKind, End, Link, Pool, is_processed};
use crate::purpose::{EkuFit, eku_fit, host::Host};
use crate::trust;
use crate::view::Verdict;

/// Part of what was given is not read by the small engine: a key, a list, a container, a damaged block.
pub(super) fn unread(report: &Report) -> Option<Doubt> {
    let unread = report.sources.iter().any(|given| given.contents.beyond);
    unread.then_some("part of what was given")
}

/// Which certificate is meant: where there are several, that takes more than this engine knows.
pub(super) fn which(report: &Report) -> Option<Doubt> {
    // A certificate that stands alone among several may be its own root, or lack what is here.
    let alone = report.main.as_ref().is_some_and(|main| main.path.steps.len() == 1);
    let several = (alone || report.leaves_total != 1) && report.objects.len() > 1;
    let which = || several.then_some("which of the certificates is meant");
    unread(report).filter(|_| report.main.is_none()).or_else(which)
}

/// What the full engine may know better about an examination.
pub(super) fn about(
    report: &Report,
    pool: &Pool<'_>,
    e: &Examination,
    question: &Question,
) -> Option<Doubt> {
    if e.path.links.iter().any(|link| matches!(link, Link::Unchecked(_))) {
        return Some("a signature");
    }
    // The full engine follows a chain of trusted CAs to its end.
    let end = e.path.last_loaded().and_then(|last| pool.get(last));
    let goes_on = |end: &&Certificate| {
        let mut anchors = e.anchors.given.iter().filter_map(|index| pool.get(*index));
        !end.is_self_issued() && anchors.any(|anchor| anchor.subject.key == end.issuer.key)
    };
    if e.trust != Trust::Marked
        && e.path.end == End::Trusted(AnchorKind::Given)
        && end.is_some_and(goes_on)
    {
        return Some("a CA above the trusted one");
    }
    if question.purpose.is_none() && e.purpose == Purpose::Any {
        return Some("what it is made for");
    }
    let as_public = |object: usize| report.source_of(object).is_some_and(|source| source.as_public);
    let leaf = pool.get(e.leaf).filter(|leaf| e.purpose == Purpose::Server && !leaf.is_ca());
    let valid = leaf.and_then(|leaf| public::period(leaf));
    if valid.is_some_and(|(from, seconds)| {
        from.0 >= public::FROM_2020_09 && public::days(seconds) > public::LONGEST
    }) && public::ends_public(pool, &e.path, &as_public)
    {
        return Some("how long it is valid");
    }
    let uncommon = e.path.loaded().find_map(|index| uncommon(pool.get(index)?));
    uncommon.or_else(|| some_refuse(pool, e, question))
}

/// What programs may differ about, where it works: the answer then names those that refuse.
fn some_refuse(pool: &Pool<'_>, e: &Examination, question: &Question) -> Option<Doubt> {
    if e.answer.verdict != Verdict::Works {
        return None;
    }
    let leaf = pool.get(e.leaf)?;
    let at = Time(question.at);
    let warned = e.run.findings.iter().any(|it| it.rule.severity == Severity::Warning);
    let server = e.purpose == Purpose::Server;
    // Apple's systems want the use stated and at most 825 days; Mbed TLS knows no addresses.
    let unstated = server && eku_fit(leaf, eku::SERVER_AUTH) != EkuFit::Listed;
    let life = match (leaf.validity.not_before, leaf.validity.not_after) {
        (Some(from), Some(to)) => to.0.saturating_sub(from.0) / 86_400,
        _ => 0,
    };
    let address = || {
        let names = leaf.san().unwrap_or_default();
        matches!(e.host, Some(Host::Ip(_)))
            || !names.iter().any(|name| matches!(name, GeneralName::Dns(_)))
    };
    let rare = e.path.loaded().filter_map(|index| pool.get(index)).any(|it| {
        let rare = [ext::NAME_CONSTRAINTS, ext::TLS_FEATURE, ext::NS_CERT_TYPE];
        // Those that Firefox carries as revoked are old ones of public roots, and state no use.
        let old = it.is_ca() && it.eku().is_none() && !it.is_self_issued();
        rare.iter().any(|oid| it.extension(oid).is_some())
            || matches!(it.public_key.kind, KeyKind::Ed25519(_))
            || old && !trust::store().named(&it.issuer).is_empty()
            || ends_soon(it, at)
    });
    let both = (question.purpose, e.trust) == (None, Trust::Given)
        && leaf.eku().is_some_and(|uses| uses.len() > 1);
    let some = warned || unstated || (server && (life > 825 || address())) || rare || both;
    some.then_some("what some programs say of it")
}

/// Whether an extension may be critical, or has a rule of its own that says what it means.
fn may_be_critical(extension: &Extension) -> bool {
    let poison = matches!(extension.value, ExtensionValue::PrecertificatePoison);
    poison || is_processed(extension.oid.as_str())
}

/// What is out of the common in a certificate of the path.
fn uncommon(certificate: &Certificate) -> Option<Doubt> {
    let Certificate { validity, extensions, public_key, .. } = certificate;
    let known_key = match &public_key.kind {
        KeyKind::Rsa { exponent, .. } => {
            exponent.last().is_some_and(|byte| byte & 1 == 1) && exponent != &[1]
        }
        KeyKind::Ec { curve, point } => {
            !matches!(curve, Curve::Other(_))
                && point.first() == Some(&4)
                && on_curve_common(curve, point, false) == Some(true)
        }
        KeyKind::Ed25519(_) => true,
        KeyKind::Other { .. } | KeyKind::Unreadable { .. } => false,
    };
    let again = extensions.iter().enumerate().any(|(index, extension)| {
        extensions.iter().take(index).any(|before| before.oid == extension.oid)
    });
    let critical = |oid: &str| certificate.extension(oid).is_some_and(|it| it.critical);
    if !certificate.problems.is_empty() {
        Some("how a certificate is written")
    } else if !known_key {
        Some("a key that is rare")
    } else if validity.not_before > validity.not_after {
        Some("the dates")
    } else if certificate.version != 3 && !extensions.is_empty() {
        Some("the version")
    } else if again || extensions.iter().any(|it| it.critical && !may_be_critical(it)) {
        Some("an extension that is rare")
    } else if certificate.subject.is_empty() && !critical(ext::SUBJECT_ALT_NAME) {
        Some("a name that is empty")
    } else {
        None
    }
}
