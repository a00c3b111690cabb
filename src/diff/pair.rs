//! Which two of what was loaded are compared without being asked: a certificate and its renewal, a
//! request and the certificate that came back.

use super::leaf::same_key;
use crate::model::oid::eku;
use crate::model::{Certificate, GeneralName, ItemKind, Request, Time};
use crate::purpose::{EkuFit, eku_fit, looks_like_ca};
use crate::report::{Examination, Report};

/// Two certificates that begin within so many seconds and have keys of two kinds serve side by side.
const TOGETHER: i64 = 2 * 86_400;

/// Of more certificates than this none are compared unasked: each comparison costs several searches.
const CERTIFICATES: usize = 200;

/// The old and the new certificate, as they were examined: the one asked about, and the nearest before it that it shares a name
/// with, else the nearest after it.
pub fn renewal(report: &Report) -> Option<(&Examination, &Examination)> {
    let main = report.main.as_ref().filter(|_| report.objects.len() <= CERTIFICATES)?;
    let asked = report.certificate(main.leaf)?;
    let others = report.others.iter().filter_map(|examination| {
        let other = report.certificate(examination.leaf)?;
        shares(asked, other).then_some((age(other), examination))
    });
    let others: Vec<(Age, &Examination)> = others.collect();
    let own = age(asked);
    let before = others.iter().filter(|(age, _)| *age <= own).max_by_key(|it| it.0);
    let after = others.iter().filter(|(age, _)| *age > own).min_by_key(|it| it.0);
    match (before, after) {
        (Some((_, old)), _) => Some((*old, main)),
        (None, Some((_, new))) => Some((main, *new)),
        (None, None) => None,
    }
}

/// Whether the renewal of a certificate was loaded with it.
pub fn is_renewed(report: &Report, leaf: usize) -> bool {
    let Some(own) = report.certificate(leaf) else { return false };
    let all = report.main.iter().chain(&report.others);
    let mut others = all.filter_map(|examination| report.certificate(examination.leaf));
    others.any(|other| age(other) > age(own) && shares(own, other))
}

/// When a certificate begins and ends: of two, the later one is the newer.
type Age = (Option<Time>, Option<Time>);

fn age(certificate: &Certificate) -> Age {
    (certificate.validity.not_before, certificate.validity.not_after)
}

/// Whether one may have taken the place of the other: a name in common, a use in common, and not a pair
/// of keys that serve side by side.
fn shares(one: &Certificate, other: &Certificate) -> bool {
    let begins = |it: &Certificate| it.validity.not_before.map_or(0, |from| from.0);
    let kinds = std::mem::discriminant(&one.public_key.kind)
        != std::mem::discriminant(&other.public_key.kind);
    let together = kinds && begins(one).abs_diff(begins(other)) <= TOGETHER.unsigned_abs();
    let may = |it: &Certificate, usage| eku_fit(it, usage) != EkuFit::NotListed;
    let use_ = [eku::SERVER_AUTH, eku::CLIENT_AUTH].iter().any(|it| may(one, it) && may(other, it));
    let ca = looks_like_ca(one) || looks_like_ca(other);
    one.der != other.der && !ca && use_ && !together && common(names(one), names(other), one, other)
}

fn names(certificate: &Certificate) -> &[GeneralName] {
    certificate.san().unwrap_or_default()
}

fn common(one: &[GeneralName], other: &[GeneralName], a: &Certificate, b: &Certificate) -> bool {
    if one.is_empty() && other.is_empty() {
        return !a.subject.is_empty() && a.subject.key == b.subject.key;
    }
    let known: std::collections::BTreeSet<String> =
        other.iter().filter_map(GeneralName::plain).collect();
    one.iter().filter_map(GeneralName::plain).any(|name| known.contains(&name))
}

/// The request that the certificate asked about may have come of: one for its key, else the only one
/// with a name in common.
pub fn request(report: &Report) -> Option<&Request> {
    let main = report.certificate(report.main.as_ref()?.leaf)?;
    let requests: Vec<&Request> = requests(report).collect();
    let own = requests.iter().find(|it| same_key(&it.public_key, &main.public_key));
    let only = match requests.as_slice() {
        [one] => Some(one),
        _ => None,
    };
    let wanted = |request: &&&Request| {
        request.extensions.iter().any(|it| match &it.value {
            crate::model::ExtensionValue::SubjectAltName(asked) => {
                names(main).iter().any(|name| asked.contains(name))
            }
            _ => false,
        })
    };
    own.or(only.filter(wanted)).copied()
}

/// The requests that were loaded.
pub fn requests(report: &Report) -> impl Iterator<Item = &Request> {
    let items = report.sources.iter().flat_map(|source| &source.contents.items);
    items.filter_map(|item| match &item.kind {
        ItemKind::Request(request) => Some(&**request),
        _ => None,
    })
}
