//! Certificate Transparency as Firefox demands it (security/ct/CTPolicyEnforcer.cpp): timestamps of
//! enough logs, of two operators. The timestamps' signatures are taken as good.

use std::collections::BTreeSet;

use crate::model::oid::ext;
use crate::model::{Certificate, ExtensionValue, Sct, Time};
use crate::trust::logs;

/// Certificates valid for more days than this need three logs, others two.
const SHORT_DAYS: i64 = 180;

/// Whether the timestamps in a leaf are enough at a time.
pub(super) fn complies(leaf: &Certificate, at: Time) -> bool {
    let scts: &[Sct] = match leaf.extension(ext::SCTS).map(|extension| &extension.value) {
        Some(ExtensionValue::Scts(scts)) => scts,
        _ => return false,
    };
    let known = logs::known();
    let (mut logs, mut operators) = (BTreeSet::new(), BTreeSet::new());
    for sct in scts {
        // A timestamp from the future counts for nothing.
        let seconds = i64::try_from(sct.timestamp / 1_000).unwrap_or(i64::MAX);
        if seconds > at.0 {
            continue;
        }
        if let Some(operator) = known.operator_for_firefox(&sct.log_id) {
            logs.insert(sct.log_id.as_slice());
            operators.insert(operator);
        }
    }
    let days = match (leaf.validity.not_before, leaf.validity.not_after) {
        (Some(from), Some(to)) => from.days_until(to),
        _ => i64::MAX,
    };
    let wanted = if days > SHORT_DAYS { 3 } else { 2 };
    logs.len() >= wanted && operators.len() >= 2
}
