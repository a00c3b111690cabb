//! What browsers ask of the timestamps inside a public certificate (Certificate Transparency).
//!
//! Chrome's policy and Apple's agree for certificates issued from 15 April 2022 on: two timestamps of
//! different logs for a validity of up to 180 days, three for more. Chrome's adds that the logs belong to
//! at least two operators.

use std::collections::BTreeSet;

use super::Facts;
use super::public::{DAY, is_public_leaf, period};
use crate::crypto::Check;
use crate::decode::sct::{Timestamp, timestamps};
use crate::model::{Certificate, ExtensionValue, PublicKey, Purpose, hex, oid::ext};
use crate::path::{Link, Step};
use crate::trust::{self, logs};

/// 15 April 2022.
const FROM: i64 = 1_649_980_800;

/// The timestamps of a certificate against what is asked of it.
pub struct Timestamps {
    /// All of them.
    pub all: Vec<Timestamp>,
    /// How many different logs are asked for.
    pub needed: usize,
    /// How many days the certificate is valid, rounded up.
    pub days: i64,
}

/// Whether browsers ask timestamps of it: a server's certificate of a public CA, issued from
/// 15 April 2022 on, and no precertificate.
pub fn asked(facts: &Facts<'_>, certificate: &Certificate) -> bool {
    let poison = |value: &ExtensionValue| matches!(value, ExtensionValue::PrecertificatePoison);
    is_public_leaf(facts, certificate)
        && facts.purpose == Purpose::Server
        && certificate.validity.not_before.is_some_and(|from| from.0 >= FROM)
        && !certificate.extensions.iter().any(|extension| poison(&extension.value))
}

/// Its timestamps, where browsers ask for them and it has the extension.
pub fn of(facts: &Facts<'_>, certificate: &Certificate) -> Option<Timestamps> {
    if !asked(facts, certificate) || certificate.extension(ext::SCTS).is_none() {
        return None;
    }
    let all = timestamps(certificate)?;
    let (_, seconds) = period(certificate)?;
    let needed = if seconds > DAY.saturating_mul(180) { 3 } else { 2 };
    Some(Timestamps { all, needed, days: super::public::days(seconds) })
}

impl Timestamps {
    /// The logs, each once.
    pub fn logs(&self) -> BTreeSet<[u8; 32]> {
        self.all.iter().map(|timestamp| timestamp.log).collect()
    }

    /// The operators of the logs, where every log is known.
    pub fn operators(&self) -> Option<BTreeSet<&'static str>> {
        let known = logs::known();
        self.all.iter().map(|stamp| Some(known.of(stamp)?.operator.as_str())).collect()
    }

    /// The logs whose timestamps do not count: not on the list although it is new enough to tell,
    /// or on it and not accepted yet.
    pub fn useless(&self, certificate: &Certificate) -> BTreeSet<[u8; 32]> {
        let known = logs::known();
        // A log that was new when the list was made may be accepted by now.
        let useless = |stamp: &&Timestamp| {
            known.of(stamp).is_none_or(|log| !log.counts) && known.tells(certificate, stamp)
        };
        self.all.iter().filter(useless).map(|timestamp| timestamp.log).collect()
    }
}

/// The key that signed the certificate, where that was proved.
pub fn issuer_key<'a>(facts: &Facts<'a>, step: usize) -> Option<&'a PublicKey> {
    facts.path.links.get(step).filter(|link| **link == Link::Proved)?;
    Some(match facts.path.steps.get(step.saturating_add(1))? {
        Step::Loaded(index) => &facts.pool.get(*index)?.public_key,
        Step::Store(index) => &trust::store().root(*index)?.key,
    })
}

/// Whether the log of a timestamp signed it; `None` where that cannot be told.
pub fn signed(
    certificate: &Certificate,
    issuer: &PublicKey,
    timestamp: &Timestamp,
) -> Option<bool> {
    let log = logs::known().of(timestamp)?;
    match logs::check(log, certificate, issuer, timestamp) {
        Check::Valid => Some(true),
        Check::Invalid | Check::WrongKeyType => Some(false),
        Check::Unsupported(_) => None,
    }
}

/// A log by name, else by the beginning of its identifier.
pub fn log_name(id: &[u8; 32]) -> String {
    match logs::known().all.iter().find(|log| log.id == *id) {
        Some(log) => format!("{} {}", log.operator, log.name),
        None => format!("the log {}…", hex(id.get(..6).unwrap_or_default())),
    }
}
