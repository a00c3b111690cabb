//! Report → view: everything the page and the command line show, in words.
//!
//! Certificate text is made safe to read here ([`visible`]): control characters and characters
//! that change the direction of text are written out, so that a name cannot pretend to be another.

mod chain;
mod describe;
mod findings;
#[cfg(feature = "full")]
mod full;
mod inside;
mod list;
mod paths;
mod pem;
mod reached;
mod sheet;
mod small;
mod template;
mod wanted;
mod wording;

use crate::crypto;
use crate::decode::Contents;
use crate::engine::Built;
use crate::input::Format;
use crate::model::{Certificate, Problem, Time, Trust, order};
use crate::report::{Examination, Report};
use crate::trust;
use crate::view::{
    Answer, Asked, Dates, LeafView, Offer, Overview, PROBLEMS_SHOWN, ProblemView, SourceView,
};
use wording::Wording;

pub use crate::view::visible;
pub use chain::chain;
pub use findings::{findings, whole};
#[cfg(feature = "full")]
pub use full::*;
pub use inside::clean;
pub use list::rows;
pub use paths::bundle;
pub use sheet::sheet;
pub use template::{Filled, Kind, Target, Value, fill};

/// The first screen.
pub fn overview(report: &Report) -> Overview {
    let main = report.main.as_ref();
    let answer = &report.answer;
    let answer = Answer {
        verdict: answer.verdict,
        sentence: brief(&Built::international(&answer.sentence)),
        more: brief(&answer.more),
        rule: answer.rule.map(str::to_owned),
        offer: answer.offer.as_ref().map(|o| Offer { label: o.label.clone(), trust: o.trust }),
    };
    let sources = sources(report);
    let (answer, sources) = Built::heard(report, answer, sources);
    let (items, items_total) = Built::items(report);
    Overview {
        answer,
        asked: asked(report),
        sources,
        objects: report.objects.len(),
        leaves: leaves(report),
        leaves_total: report.leaves_total,
        chain: main.map(|main| chain(report, main)).unwrap_or_default(),
        items,
        items_total,
        findings: main.map(|main| findings(report, main)).unwrap_or_default(),
        passed: main.map_or(0, |main| main.run.passed),
        not_applicable: main.map_or(0, |main| main.run.not_applicable),
        limits: report.limits.iter().map(|limit| brief(limit)).collect(),
    }
}

fn asked(report: &Report) -> Asked {
    let Some(main) = &report.main else {
        return Asked {
            purpose: crate::model::Purpose::Any,
            both: report.answer.both,
            host: String::new(),
            host_problem: String::new(),
            trust: Trust::Public,
            trusting: String::new(),
            at: report.at.0,
            object: None,
        };
    };
    Asked {
        purpose: main.purpose,
        both: report.answer.both,
        host: main.host.as_ref().map(|h| h.text()).unwrap_or_default(),
        host_problem: main.host_problem.clone().unwrap_or_default(),
        trust: main.trust,
        trusting: trusting(report, main),
        at: report.at.0,
        object: Some(main.leaf),
    }
}

/// The anchors that count, in words.
fn trusting(report: &Report, main: &Examination) -> String {
    let public = format!("Mozilla’s {} public roots", trust::store().len());
    let mut titles: Vec<String> = Vec::new();
    for certificate in main.anchors.given.iter().filter_map(|index| report.certificate(*index)) {
        let title = brief(&certificate.title());
        if !titles.contains(&title) {
            titles.push(title);
        }
    }
    let given = match titles.as_slice() {
        [] => "no CA: none was given".to_owned(),
        [one] => one.clone(),
        [one, two] => format!("{one} and {two}"),
        [one, rest @ ..] => format!("{one} and {} more", rest.len()),
    };
    match main.trust {
        Trust::Public | Trust::Auto => public,
        Trust::Given | Trust::Marked => given,
        Trust::Both => format!("{public}, and {given}"),
    }
}

fn sources(report: &Report) -> Vec<SourceView> {
    let mut first = 0usize;
    report
        .sources
        .iter()
        .map(|given| {
            let contents = &given.contents;
            let count = contents.certificates.len();
            let objects = (first, count);
            first = first.saturating_add(count);
            let mut problems: Vec<ProblemView> = contents.problems.iter().map(problem).collect();
            for (number, located) in contents.certificates.iter().enumerate() {
                if problems.len() > PROBLEMS_SHOWN {
                    break;
                }
                problems.extend(located.certificate.problems.iter().map(|p| ProblemView {
                    place: format!(
                        "certificate {}, byte {}",
                        number.saturating_add(1),
                        p.span.start
                    ),
                    ..problem(p)
                }));
            }
            let inside: usize =
                contents.certificates.iter().map(|c| c.certificate.problems.len()).sum();
            problems.truncate(PROBLEMS_SHOWN);
            SourceView {
                id: given.id,
                name: brief(&given.name),
                bytes: given.bytes,
                found: found(contents),
                format: format_name(contents.format).into(),
                inside: inside::parts(contents),
                repairs: inside::repairs(contents),
                locked: inside::locked(contents),
                clean: inside::is_worth_cleaning(contents),
                problems,
                problems_total: contents.problems.len().saturating_add(inside),
                objects,
                trusted: given.trusted,
                secret: !contents.secrets.is_empty(),
            }
        })
        .collect()
}

/// `3 certificates, 1 private key`.
fn found(contents: &Contents) -> String {
    let words = inside::counted(contents.certificates.len(), &mut contents.items.iter());
    match words.is_empty() {
        true if contents.locked.is_empty() => "nothing that can be read".into(),
        true => "locked".into(),
        false => words,
    }
}

fn format_name(format: Format) -> &'static str {
    match format {
        Format::Empty => "empty",
        Format::Pem => "PEM text",
        Format::Base64 => "base64 without BEGIN and END lines",
        Format::Text => "text without PEM",
        Format::Der => "DER",
        Format::Binary => "binary data",
        Format::Hex => "hex dump",
        Format::Yaml => "YAML",
        Format::Json => "JSON",
        Format::Xml => "XML",
        Format::Archive => "archive",
    }
}

pub(crate) fn problem(problem: &Problem) -> ProblemView {
    ProblemView {
        place: match problem.line {
            Some(line) => format!("line {line}"),
            None => format!("byte {}", problem.span.start),
        },
        message: brief(&problem.message),
        advice: problem.advice.into(),
    }
}

/// Every leaf with its short answer: the one asked about first.
fn leaves(report: &Report) -> Vec<LeafView> {
    let leaf = |examination: &Examination| {
        let certificate = report.certificate(examination.leaf)?;
        Some(LeafView {
            object: examination.leaf,
            id: crypto::id(certificate),
            title: brief(&certificate.title()),
            purpose: examination.purpose,
            verdict: examination.answer.verdict,
            sentence: brief(&examination.answer.sentence),
        })
    };
    let mut leaves: Vec<LeafView> =
        report.main.iter().chain(&report.others).filter_map(leaf).collect();
    order::by_key(&mut leaves, |leaf| leaf.object);
    leaves
}

/// How the validity period stands at a time.
pub(crate) fn dates(certificate: &Certificate, at: Time) -> Dates {
    let (Some(from), Some(to)) = (certificate.validity.not_before, certificate.validity.not_after)
    else {
        return Dates::Unknown;
    };
    if at < from {
        return Dates::NotYet;
    }
    if at > to {
        return Dates::Expired;
    }
    let period = to.0.saturating_sub(from.0);
    let left = to.0.saturating_sub(at.0);
    // A tenth of the period, and never more than a month: a root with two years left is not ending.
    const MONTH: i64 = 30 * 86_400;
    if left < (period / 10).min(MONTH) { Dates::Ending } else { Dates::Valid }
}

/// Letters of a text that a screen shows.
const SCREEN: usize = 800;

/// Text of a stranger for the page: safe to read, and of a very long one the beginning. A browser
/// takes seconds to break a hundred thousand letters into lines.
pub(crate) fn brief(text: &str) -> String {
    match text.char_indices().nth(SCREEN) {
        None => visible(text),
        Some((end, _)) => {
            let start = visible(text.get(..end).unwrap_or_default());
            format!("{start}… (cut; {} characters in all)", text.chars().count())
        }
    }
}
