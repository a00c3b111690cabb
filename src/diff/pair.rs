//! Which two of what was loaded are compared without being asked: a certificate and its renewal, a
//! request and the certificate that came back.

use super::leaf::same_key;
use crate::model::oid::eku;
use crate::model::{Certificate, GeneralName, ItemKind, Request};
use crate::purpose::looks_like_ca;
use crate::purpose::renewal::{Age, age, may_replace};
use crate::report::{Examination, Report};

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

/// Whether one may have taken the place of the other, in any use of TLS.
fn shares(one: &Certificate, other: &Certificate) -> bool {
    let ca = looks_like_ca(one) || looks_like_ca(other);
    let uses = [eku::SERVER_AUTH, eku::CLIENT_AUTH];
    !ca && uses.into_iter().any(|usage| may_replace(one, other, usage))
}

fn names(certificate: &Certificate) -> &[GeneralName] {
    certificate.san().unwrap_or_default()
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
