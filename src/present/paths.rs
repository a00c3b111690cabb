//! The other paths, and the bundle as it should be sent.

use super::brief;
use super::sheet::pem;
use crate::input::Format;
use crate::model::Purpose;
use crate::path::{End, FaultKind, Link, Path, Step};
use crate::report::{Examination, Report};
use crate::trust;
use crate::view::{BESIDE_SHOWN, OtherPathView};

/// The paths beside the best one.
pub(super) fn others(report: &Report, main: &Examination) -> Vec<OtherPathView> {
    let view = |path: &Path| OtherPathView {
        titles: titles(report, path),
        why: why(path),
        good: matches!(path.end, End::Trusted(_)) && path.faults.is_empty(),
    };
    main.other_paths.iter().take(BESIDE_SHOWN).map(view).collect()
}

fn titles(report: &Report, path: &Path) -> String {
    let title = |step: &Step| match step {
        Step::Loaded(object) => report.certificate(*object).map(|it| brief(&it.title())),
        Step::Store(index) => {
            let root = trust::store().root(*index);
            root.and_then(|root| root.name.title())
                .map(|title| format!("{} (Mozilla)", brief(title)))
        }
    };
    let titles: Vec<String> = path.steps.iter().filter_map(title).collect();
    titles.join(" → ")
}

/// The first thing that is wrong with a path.
pub(super) fn why(path: &Path) -> String {
    if let Some(fault) = path.faults.first() {
        let at = match fault.step {
            0 => "The certificate".to_owned(),
            step => format!("The issuer at step {}", step.saturating_add(1)),
        };
        let what = match &fault.kind {
            FaultKind::Expired => "expired",
            FaultKind::NotYetValid => "is not valid yet",
            FaultKind::NoDates => "has unreadable dates",
            FaultKind::NotCa => "is no CA",
            FaultKind::MayNotSign => "may not sign certificates",
            FaultKind::PathTooLong { .. } => "allows no path as long as this",
            FaultKind::UsageNotNested => "is not for this use",
            FaultKind::NameNotAllowed { .. } => "does not allow a name",
            _ => "has something that stops the check",
        };
        return format!("{at} {what}.");
    }
    if path.links.contains(&Link::Broken) {
        return "A signature on it does not verify.".into();
    }
    match path.end {
        End::Trusted(_) => "Leads to a trust anchor too.",
        End::UntrustedRoot { .. } => "Its root is not trusted for this question.",
        End::MissingIssuer => "An issuer is missing.",
        End::BrokenSignature => "The issuer of that name did not sign it.",
        End::Unfinished => "The search was stopped before its end.",
    }
    .into()
}

/// What a server or client sends: the leaf and its intermediates in order, without the root, which
/// the other side has (RFC 8446, 4.4.2: the anchor may be left out).
fn to_send(report: &Report, main: &Examination) -> Vec<usize> {
    let proved = main.path.links.iter().all(|link| *link == Link::Proved);
    let fit = matches!(main.path.end, End::Trusted(_)) && proved;
    if !fit || !matches!(main.purpose, Purpose::Server | Purpose::Client) {
        return Vec::new();
    }
    let mut chain: Vec<usize> = main.path.loaded().collect();
    let last = chain.last().and_then(|object| report.certificate(*object));
    if chain.len() > 1 && last.is_some_and(crate::model::Certificate::is_self_issued) {
        chain.pop();
    }
    chain
}

/// What the repaired bundle would hold; empty where nothing needs repair.
pub(super) fn bundle_words(report: &Report, main: &Examination) -> String {
    let chain = to_send(report, main);
    let Some(source) = report.source_of(main.leaf) else { return String::new() };
    let given = &source.contents;
    let same = given.format == Format::Pem
        && given.parts.is_empty()
        && given.repairs.is_empty()
        && given.certificates.len() == chain.len()
        && chain.iter().zip(&given.certificates).all(|(object, located)| {
            report.certificate(*object).is_some_and(|it| it.der == located.certificate.der)
        });
    match chain.len() {
        0 => String::new(),
        _ if same => String::new(),
        1 => "What to send: the certificate alone; its issuer is a root the other side has.".into(),
        2 => "What to send: the certificate and its intermediate, in this order, without the root."
            .into(),
        more => format!(
            "What to send: the certificate and its {} intermediates, in order, without the root.",
            more.saturating_sub(1)
        ),
    }
}

/// The repaired bundle: a file name, and PEM text.
pub fn bundle(report: &Report) -> Option<(String, String)> {
    let chain = to_send(report, report.main.as_ref()?);
    let certificates = chain.iter().filter_map(|object| report.certificate(*object));
    let text: String = certificates.map(pem).collect();
    (!text.is_empty()).then(|| ("fullchain.pem".to_owned(), text))
}
