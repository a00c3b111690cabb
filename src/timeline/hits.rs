//! Which rows of the table hit a certificate, its issuers and its root, and from when on.

use std::collections::BTreeSet;

use super::renewal::first_from;
use super::table::{self, Looks, Named, ROWS, Row};
use super::{Effect, Event, Kind, Subject};
use crate::hints::public::{days, period};
use crate::model::oid::{OCSP, eku};
use crate::model::{Certificate, DigestAlgorithm, ExtensionValue, GeneralName, Time};
use crate::path::{Pool, Step};
use crate::purpose::{EkuFit, eku_fit, looks_like_ca};
use crate::report::Report;
use crate::trust::{self, whole};

/// The rows that hit the renewal of an end-entity certificate.
pub(super) fn leaf(subject: &Subject<'_>, events: &mut Vec<Event>) {
    if !subject.public || looks_like_ca(subject.certificate) {
        return;
    }
    // A CA's own rule comes before the one for all, which then changes nothing more.
    let (mut no_clients, mut shortest) = (false, i64::MAX);
    for row in ROWS {
        let Some(date) = table::date(row) else { continue };
        if !hits(row.looks, subject.certificate, date) {
            continue;
        }
        match row.looks {
            Looks::ClientAuth(_) if no_clients => continue,
            Looks::LongerThan(most) | Looks::Issued(_, _, most) if most >= shortest => continue,
            Looks::ClientAuth(_) => no_clients = true,
            Looks::LongerThan(most) | Looks::Issued(_, _, most) => shortest = most,
            _ => {}
        }
        let Some(at) = first_from(subject, date) else { continue };
        events.push(Event {
            values: values(row.looks, subject.certificate, date, at),
            ..event(row, at, Effect::Next, subject.certificate, Some(subject.examination.leaf))
        });
    }
}

fn hits(looks: Looks, certificate: &Certificate, date: Time) -> bool {
    let before = certificate.validity.not_before.is_some_and(|from| from < date);
    let longer = |most: i64| period(certificate).is_some_and(|(_, length)| days(length) > most);
    match looks {
        Looks::LongerThan(most) => before && longer(most),
        Looks::Issued(by, named, most) => {
            let has_name = certificate.subject.last("2.5.4.3").is_some();
            before
                && issued_by(certificate, by)
                && has_name == (named == Named::With)
                && longer(most)
        }
        Looks::ClientAuth(by) => {
            (by.is_empty() || issued_by(certificate, by)) && is_for_both(certificate)
        }
        Looks::Ocsp(by) => issued_by(certificate, by) && names_ocsp(certificate),
        Looks::Sha1 => certificate.signature_algorithm.digest() == Some(DigestAlgorithm::Sha1),
        Looks::ReverseZone => {
            before && certificate.san().is_some_and(|names| names.iter().any(is_reverse))
        }
        Looks::IntermediateClientAuth | Looks::RootFrom(..) | Looks::RootYears(..) => false,
    }
}

/// The values that a row hits, and the renewal that meets it first.
fn values(looks: Looks, certificate: &Certificate, date: Time, at: Time) -> String {
    let since = format!("The first renewal that this meets falls due about {}.", at.date());
    match (looks, period(certificate)) {
        (Looks::LongerThan(_) | Looks::Issued(..), Some((_, length))) => {
            format!(
                "It holds from {}; this certificate is for {} days. {since}",
                date.date(),
                days(length)
            )
        }
        _ => format!("It holds from {}. {since}", date.date()),
    }
}

fn issued_by(certificate: &Certificate, organisations: &[&str]) -> bool {
    certificate.issuer.last("2.5.4.10").is_some_and(|name| organisations.contains(&name))
}

fn is_for_both(certificate: &Certificate) -> bool {
    let lists = |usage| eku_fit(certificate, usage) == EkuFit::Listed;
    lists(eku::SERVER_AUTH) && lists(eku::CLIENT_AUTH)
}

fn names_ocsp(certificate: &Certificate) -> bool {
    certificate.extensions.iter().any(|extension| match &extension.value {
        ExtensionValue::AuthorityInfoAccess(all) => all.iter().any(|it| it.method.as_str() == OCSP),
        ExtensionValue::TlsFeature(features) => features.contains(&5),
        _ => false,
    })
}

fn is_reverse(name: &GeneralName) -> bool {
    let GeneralName::Dns(name) = name else { return false };
    let name = name.trim_end_matches('.').to_ascii_lowercase();
    [".in-addr.arpa", ".ip6.arpa"].iter().any(|zone| name.ends_with(zone))
}

/// The rows about intermediates of public paths, each certificate once.
pub(super) fn intermediates(subjects: &[Subject<'_>], events: &mut Vec<Event>) {
    let mut seen = BTreeSet::new();
    for subject in subjects.iter().filter(|it| it.public) {
        for object in subject.examination.path.loaded().skip(1) {
            let Some(certificate) = subject.report.certificate(object) else { continue };
            if certificate.is_self_issued() || !is_for_both(certificate) || !seen.insert(object) {
                continue;
            }
            for row in ROWS.iter().filter(|row| row.looks == Looks::IntermediateClientAuth) {
                let Some(date) = table::date(row) else { continue };
                let at = first_from(subject, date).unwrap_or(date);
                events.push(Event {
                    values: values(row.looks, subject.certificate, date, at),
                    ..event(row, at, Effect::Next, certificate, Some(object))
                });
            }
        }
    }
}

/// The rows about public roots: those that paths end at, and those that were loaded.
pub(super) fn roots(
    report: &Report,
    pool: &Pool<'_>,
    subjects: &[Subject<'_>],
    events: &mut Vec<Event>,
) {
    let mut seen = BTreeSet::new();
    for subject in subjects {
        let root = match subject.examination.path.steps.last() {
            Some(Step::Store(index)) => whole::certificate(*index).map(|root| (*index, None, root)),
            Some(Step::Loaded(object)) => pool
                .get(*object)
                .and_then(|root| Some((trust::store().find(root)?, Some(*object), *root))),
            None => None,
        };
        let Some((index, object, root)) = root else { continue };
        // A cross-certificate of the root is younger than its key.
        let root = whole::certificate(index).unwrap_or(root);
        for (row, at) in dated(root) {
            let lasts = subject.certificate.validity.not_after.is_some_and(|end| end >= at);
            let effect = if lasts { Effect::Stops } else { Effect::Next };
            if seen.insert((index, row.id, lasts)) {
                events.push(Event { values: made(root), ..event(row, at, effect, root, object) });
            }
        }
    }
    for (object, root) in pool.iter().enumerate() {
        let Some(index) = trust::store().find(root).filter(|_| root.is_self_issued()) else {
            continue;
        };
        let on_path = seen.iter().any(|(known, ..)| *known == index);
        for (row, at) in dated(root).filter(|_| !on_path) {
            if at >= report.at && seen.insert((index, row.id, true)) {
                events.push(Event {
                    values: made(root),
                    ..event(row, at, Effect::Stops, root, Some(object))
                });
            }
        }
    }
}

fn made(root: &Certificate) -> String {
    let from = root.validity.not_before.map(Time::date).unwrap_or_default();
    format!("The root begins on {from}; its key is that old or older.")
}

/// The rows that hit a root, each with its date.
fn dated(root: &Certificate) -> impl Iterator<Item = (&'static Row, Time)> {
    let from = root.validity.not_before;
    ROWS.iter().filter_map(move |row| {
        let from = from?;
        match row.looks {
            Looks::RootFrom(first, last) => {
                let within = first_second(first)? <= from && from < next_day(last)?;
                Some((row, table::date(row).filter(|_| within)?))
            }
            Looks::RootYears(day, years) => {
                let later = later(from, years).filter(|_| Some(from) >= next_day(day));
                Some((row, later?))
            }
            _ => None,
        }
    })
}

fn first_second(day: &str) -> Option<Time> {
    Time::parse(day)
}

fn next_day(day: &str) -> Option<Time> {
    Some(Time(first_second(day)?.0.saturating_add(crate::hints::public::DAY)))
}

/// So many years later, on the same day; 29 February becomes the day after.
fn later(from: Time, years: i32) -> Option<Time> {
    let text = from.iso();
    let (year, rest) = text.split_once('-')?;
    let year = year.parse::<i32>().ok()?.checked_add(years)?;
    Time::parse(&format!("{year:04}-{rest}")).or_else(|| Time::parse(&format!("{year:04}-03-01")))
}

fn event(row: &Row, at: Time, effect: Effect, about: &Certificate, object: Option<usize>) -> Event {
    Event {
        at,
        kind: Kind::Rule(row.id),
        effect,
        about: about.title(),
        object,
        what: row.what.into(),
        values: String::new(),
        who: row.who.into(),
        todo: row.todo.into(),
        source: row.source,
    }
}
