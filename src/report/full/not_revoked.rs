//! That nothing of the path is revoked, where what was loaded proves it: part of the second line.

use crate::path::{Pool, Step};
use crate::report::Examination;
use crate::revocation::{Good, Status};

/// A sentence; nothing where nothing that was loaded proves it of any certificate.
pub(super) fn words(pool: &Pool<'_>, e: &Examination) -> Option<String> {
    let good = |status: &Status| match status {
        Status::Good(good) => Some(*good),
        _ => None,
    };
    let proved: Vec<Good> = e.standings.iter().filter_map(|it| good(&it.status)).collect();
    let oldest = proved.iter().filter_map(|good| good.made).min();
    let made = oldest.map(|at| format!(", as of {}", at.date())).unwrap_or_default();
    if proved.is_empty() {
        return None;
    }
    let open = e.standings.iter().filter(|it| good(&it.status).is_none());
    let titles = open.filter_map(|it| match e.path.steps.get(it.step)? {
        Step::Loaded(object) => Some(format!("“{}”", pool.get(*object)?.title())),
        Step::Store(_) => None,
    });
    let open: Vec<String> = titles.collect();
    let but = match open.is_empty() {
        true => String::new(),
        false => format!("; about {} nothing here tells", open.join(" and ")),
    };
    Some(format!("By what was loaded it is not revoked{made}{but}."))
        .filter(|_| e.standings.first().is_some_and(|it| good(&it.status).is_some()))
        .or_else(|| Some(format!("By what was loaded its issuers are not revoked{made}{but}.")))
}
