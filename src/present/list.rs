//! The list of all certificates: its lines.

use super::{brief, dates};
use crate::purpose;
use crate::report::Report;
use crate::view::RowView;

/// Lines `from..to` of the list of all certificates, or of those that were chosen.
pub fn rows(report: &Report, chosen: Option<&[usize]>, from: usize, to: usize) -> Vec<RowView> {
    let object = |at: usize| chosen.map_or(Some(at), |it| it.get(at).copied());
    let total = chosen.map_or(report.objects.len(), <[usize]>::len);
    (from..to.min(total)).filter_map(|at| row(report, object(at)?)).collect()
}

pub(super) fn row(report: &Report, object: usize) -> Option<RowView> {
    let certificate = report.certificate(object)?;
    Some(RowView {
        object,
        title: brief(&certificate.title()),
        issuer: brief(certificate.issuer.title().unwrap_or("")),
        kind: purpose::kind(certificate).name().into(),
        key: certificate.public_key.short(),
        not_after: certificate.validity.not_after.map(|t| t.0),
        dates: dates(certificate, report.at),
        source: report.source_of(object).map(|s| brief(&s.name)).unwrap_or_default(),
        on_path: report.main.as_ref().is_some_and(|main| main.path.has(object)),
    })
}
