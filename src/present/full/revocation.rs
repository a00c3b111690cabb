//! How each certificate of the path stands by the lists and responses that were loaded.

use crate::model::Time;
use crate::path::Step;
use crate::present::visible;
use crate::report::{Examination, Report};
use crate::revocation::{Says, Standing, Status};

/// What is known of a certificate, in a sentence; the first examination that has it counts.
pub fn of(report: &Report, wanted: usize) -> Option<String> {
    let examined = report.main.iter().chain(&report.others);
    let mut all = examined.flat_map(|main| main.standings.iter().map(move |it| (main, it)));
    let found = all.find(|(main, it)| object(main, it) == Some(wanted));
    found.map(|(_, standing)| sentence(standing))
}

/// The certificate a standing is about.
pub fn object(main: &Examination, standing: &Standing) -> Option<usize> {
    match main.path.steps.get(standing.step)? {
        Step::Loaded(object) => Some(*object),
        Step::Store(_) => None,
    }
}

/// `Not revoked, by the revocation list of 2026-05-01 (a newer one is due by 2026-07-01).`
fn sentence(standing: &Standing) -> String {
    let made = |at: Option<Time>| at.map(|at| format!(" of {}", at.date())).unwrap_or_default();
    match &standing.status {
        Status::Good(good) => {
            let next = good.next.map(|at| format!(" (newer information is due by {})", at.date()));
            let next = next.unwrap_or_default();
            format!("Not revoked, by the {}{}{next}.", good.said_by, made(good.made))
        }
        Status::Revoked(found) => {
            let on = found.at.map(|at| format!(" on {}", at.date())).unwrap_or_default();
            let why = match found.reason {
                "" => String::new(),
                reason => format!(" ({reason})"),
            };
            format!("Revoked{on}{why}, by the {}{}.", found.said_by, made(found.made))
        }
        Status::Unknown => "Its issuer’s responder says that it does not know it.".into(),
        Status::NotCovered => {
            let fault = standing.pieces.iter().find_map(|told| told.fault());
            let why = fault.map(|fault| format!(" {}", fault.sentence())).unwrap_or_default();
            visible(&format!("Nothing loaded tells whether it is revoked.{why}"))
        }
    }
}

/// What one list or response, by its number among all items, comes to for the certificates here:
/// whether that is good or bad news, and a sentence; nothing where it is about none of them.
pub fn piece(report: &Report, item: usize) -> Option<(Option<bool>, String)> {
    let examined = report.main.iter().chain(&report.others);
    let all = examined.flat_map(|main| main.standings.iter().map(move |it| (main, it)));
    let mut told = all.filter_map(|(main, standing)| {
        let told = standing.pieces.iter().find(|told| told.item == item)?;
        let object = object(main, standing)?;
        let title = report.certificate(object)?.title();
        let called = format!("certificate {} (“{}”)", object.saturating_add(1), visible(&title));
        let (rank, fit, words) = match &told.says {
            Says::Revoked(_) => (0, Some(false), format!("Says that {called} is revoked.")),
            Says::Nothing(fault) if fault.is_foreign() => return None,
            Says::Nothing(fault) => {
                let fit = fault.is_fault().then_some(false);
                let words = format!("Does not count for {called}: {}", visible(&fault.sentence()));
                (1, fit, words)
            }
            Says::Unknown => (2, Some(false), format!("Does not know {called}.")),
            Says::Good(_) => (3, Some(true), format!("Says that {called} is not revoked.")),
        };
        Some((rank, fit, words))
    });
    let first = told.next()?;
    let worst = told.fold(first, |worst, next| if next.0 < worst.0 { next } else { worst });
    Some((worst.1, worst.2))
}
