//! NSS, as its tool vfychain uses it: the classic verifier (CERT_VerifyCertificate), which follows
//! one chain and lists all it finds there. It asks no names.

mod chain;
mod issuer;
mod kind;
mod names;
mod show;
mod words;

use super::frame::{self, Flaw};
use super::words::Fault;
use super::{Known, Met, Program, Question, Refusal, Verdict, dates};
use crate::model::{Certificate, Time, order};

use words::WORDS;

/// A day: how far ahead notBefore may lie (certdb.c, PENDING_SLOP).
const SLOP: i64 = 86_400;

/// An entry of vfychain's list.
struct Entry<'q> {
    certificate: &'q Certificate,
    fault: Fault,
    /// The certificate's place, the leaf's being 0.
    depth: usize,
}

/// NSS's own path validation, as its `vfychain` shows it.
pub static NSS: Program = Program {
    id: "nss",
    title: "NSS (vfychain)",
    met: Met::Never,
    judges_clients: true,
    known: Known::Run("NSS, Debian 12"),
    families: &["Firefox"],
    reads: None,
    rules: || super::words::rules(WORDS),
    sentences: || super::words::sentences(WORDS),
    answer,
};

/// What vfychain says.
fn answer(question: &Question<'_>) -> Verdict {
    if let Some(refusal) = not_imported(question) {
        return Verdict::Reject(refusal);
    }
    let at = given_time(question.at);
    let mut log = Vec::new();
    if times(question.leaf).is_none() {
        log.push(Entry { certificate: question.leaf, fault: &words::BAD_TIME, depth: 0 });
    } else if !is_current(question.leaf, at) {
        log.push(Entry { certificate: question.leaf, fault: &words::EXPIRED, depth: 0 });
    }
    let fault = if !kind::usage_fits(question.leaf, question.role) {
        Some(&words::KEY_USAGE)
    } else if !kind::type_fits(question.leaf, question.role) {
        Some(&words::CERT_TYPE)
    } else {
        None
    };
    match fault {
        Some(fault) => log.push(Entry { certificate: question.leaf, fault, depth: 0 }),
        None => chain::follow(question, at, &mut log),
    }
    // Entries are listed by depth; the sort keeps the order in which they came.
    order::by_key(&mut log, |entry| entry.depth);
    match log.first() {
        None => Verdict::Accept,
        Some(first) => Verdict::Reject(show::refusal(first, &log, question.role)),
    }
}

/// The first file that cannot be imported ends it all. The files are called `leaf`, `sent0`, …; a
/// trust anchor that cannot be imported is missing from the store, and nothing is said.
fn not_imported(question: &Question<'_>) -> Option<Refusal> {
    let sent = question.sent.iter().enumerate().map(|(n, one)| (format!("sent{n}"), *one));
    let mut files = std::iter::once(("leaf".to_owned(), question.leaf)).chain(sent);
    files.find_map(|(file, certificate)| {
        let fault = unreadable(certificate)?;
        let text = fault.message.replace("{}", &file);
        Some(Refusal::new("1", text, &fault.rule).about(certificate))
    })
}

/// What keeps NSS from reading a certificate.
fn unreadable(certificate: &Certificate) -> Option<Fault> {
    match frame::flaws(certificate).first()? {
        Flaw::BehindSignature(_) => Some(&words::NOT_WHOLE),
        _ => Some(&words::NOT_READ),
    }
}

/// vfychain is told the time as `YYMMDDHHMM`: whole minutes, and years from 1950 to 2049.
fn given_time(at: Time) -> Time {
    let minute = at.0.saturating_sub(at.0.rem_euclid(60));
    let text = Time(minute).iso();
    let Some(year) = text.get(..4).and_then(|year| year.parse::<i64>().ok()) else {
        return Time(minute);
    };
    let short = year.rem_euclid(100);
    let full = if short < 50 { short.saturating_add(2000) } else { short.saturating_add(1900) };
    let rest = text.get(4..).unwrap_or_default();
    Time::parse(&format!("{full}{rest}")).unwrap_or(Time(minute))
}

/// CERT_CheckCertValidTimes.
fn is_current(certificate: &Certificate, at: Time) -> bool {
    times(certificate).is_some_and(|(from, to)| from.0.saturating_sub(SLOP) <= at.0 && at <= to)
}

/// Both dates, where NSS can read them: no fractions (dertime.c, DER_GeneralizedTimeToTime).
fn times(certificate: &Certificate) -> Option<(Time, Time)> {
    let written = dates::written(certificate);
    if written.is_some_and(|both| both.iter().any(|one| one.has_fraction())) {
        return None;
    }
    Some((certificate.validity.not_before?, certificate.validity.not_after?))
}
