//! The chain as cards and links, and what lies beside it.

use super::{dates, paths, visible};
use crate::model::Time;
use crate::path::{AnchorKind, Beside, End, Link, Step};
use crate::purpose;
use crate::report::{Examination, Report, worst};
use crate::trust;
use crate::view::{
    BESIDE_SHOWN, BesideView, CardKind, CardView, ChainView, Dates, LinkState, LinkView,
};

/// The best path of an examination.
pub fn chain(report: &Report, main: &Examination) -> ChainView {
    let path = &main.path;
    let last = path.steps.len().saturating_sub(1);
    let mut cards: Vec<CardView> = path
        .steps
        .iter()
        .enumerate()
        .map(|(step, station)| match station {
            Step::Loaded(object) => loaded(report, main, *object, step == last),
            Step::Store(index) => store_root(*index, &path.end),
        })
        .collect();
    let mut links: Vec<LinkView> = path
        .links
        .iter()
        .enumerate()
        .map(|(step, link)| link_view(report, main, step, link))
        .collect();
    if path.end == End::MissingIssuer {
        let certificate = path.last_loaded().and_then(|object| report.certificate(object));
        let issuer = certificate.map(|c| c.issuer.clone()).unwrap_or_default();
        cards.push(CardView {
            object: None,
            kind: CardKind::Missing,
            title: visible(issuer.title().unwrap_or("an issuer without a name")),
            role: "Missing".into(),
            subtitle: visible(&issuer.text()),
            not_after: None,
            dates: Dates::Unknown,
            key: String::new(),
            trust: String::new(),
            worst: None,
        });
        links.push(LinkView {
            state: LinkState::Unchecked,
            text: "Not checked: the issuer’s certificate is not here".into(),
        });
    }
    let (beside, beside_total) = beside(report, main);
    ChainView {
        cards,
        links,
        beside,
        beside_total,
        other_paths: paths::others(report, main),
        bundle: paths::bundle_words(report, main),
    }
}

fn loaded(report: &Report, main: &Examination, object: usize, is_last: bool) -> CardView {
    let certificate = report.certificate(object);
    let trust = match (&main.path.end, is_last) {
        (End::Trusted(AnchorKind::Public), true) => "In Mozilla’s root store",
        (End::Trusted(AnchorKind::Given), true) => "In the CAs you trust",
        (End::UntrustedRoot { public: true }, true) => {
            "In Mozilla’s root store, not in the CAs you trust"
        }
        (End::UntrustedRoot { public: false }, true) => "Not trusted",
        _ => "",
    };
    CardView {
        object: Some(object),
        kind: CardKind::Loaded,
        title: certificate.map(|c| visible(&c.title())).unwrap_or_default(),
        role: certificate.map(|c| purpose::kind(c).name()).unwrap_or_default().into(),
        subtitle: certificate
            .and_then(|c| c.subject.last("2.5.4.10"))
            .map(visible)
            .unwrap_or_default(),
        not_after: certificate.and_then(|c| c.validity.not_after).map(|t| t.0),
        dates: certificate.map_or(Dates::Unknown, |c| dates(c, report.at)),
        key: certificate.map(|c| c.public_key.short()).unwrap_or_default(),
        trust: trust.into(),
        worst: worst(&main.run, object),
    }
}

fn store_root(index: usize, end: &End) -> CardView {
    let root = trust::store().root(index);
    CardView {
        object: None,
        kind: CardKind::Store,
        title: root.and_then(|r| r.name.title()).map(visible).unwrap_or_default(),
        role: "Root CA".into(),
        subtitle: root.and_then(|r| r.name.last("2.5.4.10")).map(visible).unwrap_or_default(),
        not_after: None,
        dates: Dates::Unknown,
        key: root.map(|r| r.key.short()).unwrap_or_default(),
        trust: match end {
            End::Trusted(_) => "In Mozilla’s root store; clients bring it themselves".into(),
            _ => "In Mozilla’s root store, not in the CAs you trust".into(),
        },
        worst: None,
    }
}

fn link_view(report: &Report, main: &Examination, step: usize, link: &Link) -> LinkView {
    let certificate = main.path.loaded().nth(step).and_then(|object| report.certificate(object));
    let algorithm = certificate.map(|c| c.outer_algorithm.name()).unwrap_or_default();
    match link {
        Link::Proved => {
            LinkView { state: LinkState::Proved, text: format!("Signature verified: {algorithm}") }
        }
        Link::Broken => LinkView {
            state: LinkState::Broken,
            text: format!(
                "Named as issuer, but its key does not verify the signature ({algorithm})"
            ),
        },
        Link::Unchecked(why) => {
            LinkView { state: LinkState::Unchecked, text: format!("Not checked: {why}") }
        }
    }
}

fn beside(report: &Report, main: &Examination) -> (Vec<BesideView>, usize) {
    let title =
        |object: usize| report.certificate(object).map(|c| visible(&c.title())).unwrap_or_default();
    let arrangement = &main.arrangement;
    let strangers = arrangement.beside.iter().map(|(object, kind)| BesideView {
        object: *object,
        title: title(*object),
        reason: match kind {
            Beside::OtherLeaf => "Another end-entity certificate".into(),
            Beside::OtherIssuer => "A CA certificate of another path".into(),
            Beside::Unrelated => "Issued none of the certificates here".into(),
        },
    });
    let copies = arrangement.copies.iter().map(|(object, first)| BesideView {
        object: *object,
        title: title(*object),
        reason: format!("A copy of certificate {}", first.saturating_add(1)),
    });
    let total = arrangement.beside.len().saturating_add(arrangement.copies.len());
    (strangers.chain(copies).take(BESIDE_SHOWN).collect(), total)
}

/// `41 days left of 90 days`, for the validity bar.
pub(super) fn validity_words(from: Option<Time>, to: Option<Time>, at: Time) -> String {
    let (Some(from), Some(to)) = (from, to) else { return "its dates could not be read".into() };
    if at < from {
        return format!("begins in {}", from.distance(at));
    }
    if at > to {
        return format!("expired {} before", at.distance(to));
    }
    format!("{} left of {}", to.distance(at), to.distance(from))
}
