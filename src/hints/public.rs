//! Public and private issuers told apart: most rules for public TLS certificates do not bind a
//! private CA, and no client holds them against one.

use super::{Facts, Role};
use crate::model::{Certificate, Time};
use crate::path::{AnchorKind, End, Path, Pool, Step};
use crate::trust;

/// Whether a path ends at a root of the Mozilla store, by whatever word that root is trusted, or at
/// a given anchor for which `as_public` says that it is to be held to the same rules.
pub fn ends_public(pool: &Pool<'_>, path: &Path, as_public: &dyn Fn(usize) -> bool) -> bool {
    let given = match path.end {
        End::Trusted(AnchorKind::Public) | End::UntrustedRoot { public: true } => return true,
        End::Trusted(AnchorKind::Given) => true,
        _ => false,
    };
    match path.steps.last() {
        Some(Step::Loaded(index)) => {
            let in_store = pool.get(*index).is_some_and(|c| trust::store().find(c).is_some());
            given && (in_store || as_public(*index))
        }
        _ => false,
    }
}

/// Whether a step is a root of the Mozilla store that the path ends at. Clients have their own copy of
/// it, and how it is written is not in the hands of anybody who asks here.
pub fn is_store_root(facts: &Facts<'_>, step: usize) -> bool {
    facts.path.end == End::Trusted(AnchorKind::Public) && facts.role(step) == Role::Root
}

/// Whether the rules for public TLS certificates bind this one: it leads to a public CA, and is none
/// itself. A CA certificate on a server is another fault.
pub fn is_public_leaf(facts: &Facts<'_>, certificate: &Certificate) -> bool {
    facts.public && !certificate.is_ca()
}

/// 1 September 2020: from then on at most 398 days (Baseline Requirements 6.3.2).
pub const FROM_2020_09: i64 = 1_598_918_400;
/// 15 March 2026: from then on at most 200 days.
pub const FROM_2026_03: i64 = 1_773_532_800;
/// 15 March 2027: from then on at most 100 days.
pub const FROM_2027_03: i64 = 1_805_068_800;
/// 15 March 2029: from then on at most 47 days.
pub const FROM_2029_03: i64 = 1_868_227_200;
/// 1 July 2019: from then on Apple holds every TLS server certificate to its rules.
pub const FROM_2019_07: i64 = 1_561_939_200;

/// Seconds in a day.
pub const DAY: i64 = 86_400;

/// The days that Chromium and Apple's systems take of a public CA, issued since September 2020.
pub const LONGEST: i64 = 398;

/// How many days a public TLS server certificate issued then may be valid (Baseline Requirements
/// 6.3.2); `None` before September 2020.
pub fn day_limit(issued: Time) -> Option<i64> {
    Some(match issued.0 {
        FROM_2029_03.. => 47,
        FROM_2027_03.. => 100,
        FROM_2026_03.. => 200,
        FROM_2020_09.. => 398,
        _ => return None,
    })
}

/// The validity period in seconds, both ends counted (RFC 5280, 4.1.2.5), and the day it begins;
/// `None` where a date could not be read or the end lies before the beginning.
pub fn period(certificate: &Certificate) -> Option<(Time, i64)> {
    let (from, to) = (certificate.validity.not_before?, certificate.validity.not_after?);
    (to >= from).then(|| (from, to.0.saturating_sub(from.0).saturating_add(1)))
}

/// Days as the Baseline Requirements count them (1.6.1, “Validity Period”, and 6.3.2): 86,400
/// seconds, and any second more is a day more.
pub fn days(seconds: i64) -> i64 {
    seconds.saturating_add(DAY.saturating_sub(1)) / DAY
}

/// One label alone, or below a top label that is reserved or never delegated (RFC 6761, RFC 6762,
/// and ICANN's list).
pub fn is_internal(name: &str) -> bool {
    const TOPS: [&str; 10] = [
        "corp",
        "home",
        "internal",
        "invalid",
        "lan",
        "local",
        "localdomain",
        "localhost",
        "mail",
        "test",
    ];
    let name = name.trim_end_matches('.').to_ascii_lowercase();
    match name.rsplit_once('.') {
        Some((_, top)) => TOPS.contains(&top),
        None => !name.is_empty(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_change_on_the_dates_of_the_requirements() {
        let limit = |date: &str| day_limit(Time::parse(date).unwrap());
        assert_eq!(limit("2020-08-31T23:59:59Z"), None);
        assert_eq!(limit("2020-09-01"), Some(398));
        assert_eq!(limit("2026-03-14T23:59:59Z"), Some(398));
        assert_eq!(limit("2026-03-15"), Some(200));
        assert_eq!(limit("2027-03-15"), Some(100));
        assert_eq!(limit("2029-03-15"), Some(47));
        assert_eq!(Time::parse("2019-07-01"), Some(Time(FROM_2019_07)));
    }

    #[test]
    fn a_second_more_is_a_day_more() {
        assert_eq!((days(DAY * 90), days(DAY * 90 + 1), days(1)), (90, 91, 1));
    }
}
