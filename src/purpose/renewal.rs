//! Whether one certificate may take the place of another: what is loaded together is often an old and a
//! new one.

use std::collections::HashSet;

use super::{EkuFit, eku_fit};
use crate::model::{Certificate, GeneralName, Time};

/// Two certificates that begin within so many seconds and have keys of two kinds serve side by side
/// (RSA and ECDSA at one server), so none takes the place of the other.
const TOGETHER: u64 = 2 * 86_400;

/// When a certificate begins and ends: of two, the later one is the newer.
pub type Age = (Option<Time>, Option<Time>);

/// The age of a certificate.
pub fn age(certificate: &Certificate) -> Age {
    (certificate.validity.not_before, certificate.validity.not_after)
}

/// Whether one of two certificates may take the place of the other in a use: both may be used so, they
/// are of one thing, and they are no pair that serves side by side.
pub fn may_replace(one: &Certificate, other: &Certificate, usage: &str) -> bool {
    let may = |it: &Certificate| eku_fit(it, usage) != EkuFit::NotListed;
    one.der != other.der && may(one) && may(other) && is_same(one, other) && !together(one, other)
}

/// Whether they have a name in common, or where both have none, the same subject.
fn is_same(one: &Certificate, other: &Certificate) -> bool {
    let [own, theirs] = [one, other].map(|it| it.san().unwrap_or_default());
    if own.is_empty() && theirs.is_empty() {
        return !one.subject.is_empty() && one.subject.key == other.subject.key;
    }
    let theirs: HashSet<String> = theirs.iter().filter_map(GeneralName::plain).collect();
    own.iter().filter_map(GeneralName::plain).any(|name| theirs.contains(&name))
}

fn together(one: &Certificate, other: &Certificate) -> bool {
    let begins = |it: &Certificate| it.validity.not_before.map_or(0, |from| from.0);
    let kind = |it: &Certificate| std::mem::discriminant(&it.public_key.kind);
    kind(one) != kind(other) && begins(one).abs_diff(begins(other)) <= TOGETHER
}
