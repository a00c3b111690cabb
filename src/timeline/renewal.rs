//! When a certificate is to be renewed, and which renewal is the first after a date.

use super::table::SHORTER;
use super::{Effect, Event, Kind, Subject};
use crate::hints::public::{DAY, day_limit, period};
use crate::model::{Certificate, Time};
use crate::purpose;

/// Certificates for so many days or fewer are renewed at half their time, others with a third left.
const SHORT: i64 = 10 * DAY;
/// So many renewals are followed.
const FOLLOWED: usize = 1_000;

const ADVICE: (&str, &str) = SHORTER;

/// The seconds before its end from which on a certificate of that period is renewed.
pub(super) fn lead(period: i64) -> i64 {
    if period <= SHORT { period / 2 } else { period / 3 }
}

/// When the time to renew it begins.
pub(super) fn opens(certificate: &Certificate) -> Option<Time> {
    let (_, length) = period(certificate)?;
    let end = certificate.validity.not_after?;
    Some(Time(end.0.saturating_sub(lead(length))))
}

/// When the first renewal falls due that is issued on or after a date, each made when its time begins
/// and for as long as the one before it, where a public CA still may.
pub(super) fn first_from(subject: &Subject<'_>, date: Time) -> Option<Time> {
    let (_, mut length) = period(subject.certificate)?;
    // What is overdue is renewed now.
    let mut issued = opens(subject.certificate)?.max(subject.report.at);
    for _ in 0..FOLLOWED {
        if issued >= date {
            return Some(issued);
        }
        if let Some(limit) = day_limit(issued).filter(|_| subject.public) {
            length = length.min(limit.saturating_mul(DAY));
        }
        let next = length.saturating_sub(lead(length)).max(DAY);
        issued = Time(issued.0.saturating_add(next));
    }
    Some(date)
}

/// The times to renew the certificate, and the CA that issues it.
pub(super) fn windows(subject: &Subject<'_>, events: &mut Vec<Event>) {
    let certificate = subject.certificate;
    let (Some(opens), Some(end)) = (opens(certificate), certificate.validity.not_after) else {
        return;
    };
    if purpose::looks_like_ca(certificate) {
        return;
    }
    events.push(Event {
        at: opens,
        kind: Kind::Renew,
        effect: Effect::Act,
        about: certificate.title(),
        object: Some(subject.examination.leaf),
        what: "The time to renew it begins.".into(),
        values: format!("It ends on {}, {} later.", end.date(), opens.distance(end)),
        who: "Nobody yet: a renewal that fails now can be tried again.".into(),
        todo:
            "Renew it, have the programs that use it load the new one, and look at what they show."
                .into(),
        source: ADVICE,
    });
    events.extend(outlived(subject));
}

/// From when on a private CA would issue what outlives it.
fn outlived(subject: &Subject<'_>) -> Option<Event> {
    let object = subject.examination.path.loaded().nth(1).filter(|_| !subject.public)?;
    let issuer = subject.report.certificate(object)?;
    let (_, length) = period(subject.certificate)?;
    let end = issuer.validity.not_after?;
    let at = Time(end.0.saturating_sub(length));
    // It never could issue one of that length.
    if issuer.validity.not_before.is_none_or(|from| at <= from) {
        return None;
    }
    Some(Event {
        at,
        kind: Kind::Outlived,
        effect: Effect::Next,
        about: issuer.title(),
        object: Some(object),
        what: "From here on a certificate as long as this one would outlive the CA that issues it.".into(),
        values: format!(
            "The CA ends on {}; what it issues now is valid for {}.",
            end.date(),
            Time(0).distance(Time(length))
        ),
        who: "Whoever trusts the CA: what it issued stops on the day the CA ends.".into(),
        todo: "Make the CA’s successor, hand it out to those who trust the old one, and issue from it.".into(),
        source: ("RFC 5280, 6.1.3 (a) (2)", "https://www.rfc-editor.org/rfc/rfc5280#section-6.1.3"),
    })
}
