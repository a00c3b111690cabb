//! Certificate Transparency logs (RFC 6962): which are known, and what they say of a certificate.
//!
//! A list of logs goes out of date: Chromium stops asking for timestamps when its own is older than
//! 70 days, since new logs need that long to be accepted. So a log that is not on this list is
//! unknown only for timestamps up to then.

use std::sync::OnceLock;

use data_encoding::{BASE64, HEXLOWER};

use crate::crypto;
use crate::decode::{self, sct::Timestamp};
use crate::model::{Certificate, PublicKey, Time};

/// A log.
#[derive(Clone, Debug)]
pub struct Log {
    /// Who runs it.
    pub operator: String,
    /// What it is called.
    pub name: String,
    /// Its timestamps count for Chrome; otherwise it was not yet accepted when the list was made.
    pub counts: bool,
    /// Firefox 153 carries it.
    pub firefox: bool,
    /// It takes no certificate that ends on this day or later; `None` where that is not known.
    pub closes: Option<Time>,
    /// SHA-256 of its key.
    pub id: [u8; 32],
    /// Its key.
    pub key: PublicKey,
}

/// Logs as of a date.
#[derive(Clone, Debug)]
pub struct Logs {
    /// When the list was made.
    pub made: Time,
    /// The notAfter dates from which on the list is whole: logs for earlier ones are gone from it.
    pub covers_from: Time,
    /// The logs.
    pub all: Vec<Log>,
    /// Logs that Firefox 153 alone carries: how their identifiers begin, and their operators.
    pub firefox_alone: Vec<([u8; 8], &'static str)>,
}

/// 20 August 2026: the list's own date.
const MADE: Time = Time(1_787_184_000);
/// 1 February 2026: most logs take certificates of one half-year, and those of 2025 are gone.
const COVERS_FROM: Time = Time(1_769_904_000);
/// 70 days: after them a list is too old to call a log unknown.
const LASTS: i64 = 70 * 86_400;

/// What a SubjectPublicKeyInfo of P-256 holds before the point's coordinates, its header left out.
const P256: [u8; 25] = [
    0x30, 0x13, 0x06, 0x07, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01, 0x06, 0x08, 0x2A, 0x86, 0x48,
    0xCE, 0x3D, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00, 0x04,
];

/// The logs that are known, read on first use. Constant data: reading it twice gives the same.
pub fn known() -> &'static Logs {
    static LOGS: OnceLock<Logs> = OnceLock::new();
    LOGS.get_or_init(|| Logs {
        made: MADE,
        covers_from: COVERS_FROM,
        all: LIST.lines().filter_map(Log::read).collect(),
        firefox_alone: LIST.lines().filter_map(alone).collect(),
    })
}

/// The only table of logs, with its origins.
const LIST: &str = include_str!("logs.tsv");

/// A line of a log whose key is not known.
fn alone(line: &'static str) -> Option<([u8; 8], &'static str)> {
    let mut fields = line.split('\t');
    let operator = fields.next()?;
    let start = fields.nth(5)?.strip_prefix("id:")?;
    Some((HEXLOWER.decode(start.as_bytes()).ok()?.try_into().ok()?, operator))
}

impl Log {
    fn read(line: &str) -> Option<Log> {
        let mut fields = line.split('\t');
        let (operator, name, state) = (fields.next()?, fields.next()?, fields.next()?);
        let closes = Time::parse(fields.nth(1)?);
        let firefox = fields.next()? == "firefox";
        let point = BASE64.decode(fields.next()?.as_bytes()).ok()?;
        let key = decode::key_from_content(&[P256.as_slice(), &point].concat())?;
        Some(Log { firefox, closes, ..Log::new(operator, name, state == "counts", key) })
    }

    /// A log with that key.
    pub fn new(operator: &str, name: &str, counts: bool, key: PublicKey) -> Log {
        let (operator, name) = (operator.to_owned(), name.to_owned());
        Log {
            operator,
            name,
            counts,
            firefox: false,
            closes: None,
            id: crypto::sha256(&key.spki),
            key,
        }
    }
}

impl Logs {
    /// The operator of a log that Firefox 153 carries, by the log's identifier.
    pub fn operator_for_firefox(&self, id: &[u8]) -> Option<&str> {
        let known = self.all.iter().find(|log| log.firefox && log.id == id);
        let alone = || self.firefox_alone.iter().find(|(start, _)| id.starts_with(start));
        known.map(|log| log.operator.as_str()).or_else(|| alone().map(|(_, operator)| *operator))
    }

    /// The log of a timestamp.
    pub fn of(&self, timestamp: &Timestamp) -> Option<&Log> {
        self.all.iter().find(|log| log.id == timestamp.log)
    }

    /// Whether a log that is missing here is unknown to clients too, for this certificate.
    pub fn tells(&self, certificate: &Certificate, timestamp: &Timestamp) -> bool {
        let seconds = i64::try_from(timestamp.time / 1_000).unwrap_or(i64::MAX);
        certificate.validity.not_after.is_some_and(|end| end >= self.covers_from)
            && seconds <= self.made.0.saturating_add(LASTS)
    }
}

/// Whether the log signed this timestamp for this certificate of this issuer.
pub fn check(
    log: &Log,
    certificate: &Certificate,
    issuer: &PublicKey,
    timestamp: &Timestamp,
) -> crypto::Check {
    let issuer = crypto::sha256(&issuer.spki);
    let data = decode::sct::signed_data(certificate, &issuer, timestamp);
    match (data, &timestamp.algorithm) {
        (Some(data), Some(algorithm)) => {
            crypto::verify(&log.key, algorithm, &data, &timestamp.signature)
        }
        (_, None) => crypto::Check::Invalid,
        (None, _) => crypto::Check::Unsupported("a certificate that cannot be taken apart".into()),
    }
}
