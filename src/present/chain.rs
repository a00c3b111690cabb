//! The chain as cards and links, and what lies beside it.

mod branches;

use super::wording::Wording;
use super::{brief, dates, paths};
use crate::crypto;
use crate::engine::Built;
use crate::model::{Certificate, Time, Trust};
use crate::path::{AnchorKind, Beside, End, Link, Path, Step};
use crate::purpose::{self, Kind};
use crate::report::{Examination, Report, worst};
use crate::trust;
use crate::view::{
    BESIDE_SHOWN, BesideView, CardKind, CardView, ChainView, Dates, LinkState, LinkView,
};

/// The best path of an examination.
pub fn chain(report: &Report, main: &Examination) -> ChainView {
    let (cards, links) = cards(report, main, &main.path);
    let (beside, beside_total) = beside(report, main);
    ChainView {
        cards,
        links,
        branches: branches::branches(report, main),
        beside,
        beside_total,
        other_paths: paths::others(report, main),
        bundle: paths::bundle_words(report, main),
    }
}

/// The cards of a path, and the links between them.
fn cards(report: &Report, main: &Examination, path: &Path) -> (Vec<CardView>, Vec<LinkView>) {
    let last = path.steps.len().saturating_sub(1);
    let card = |(step, station): (usize, &Step)| match station {
        Step::Loaded(object) => {
            let end = (step == last).then_some(&path.end);
            loaded(report, main, *object, end, step == 0)
        }
        Step::Store(index) => store_root(*index, &path.end),
    };
    let mut cards: Vec<CardView> = path.steps.iter().enumerate().map(card).collect();
    let link = |(step, link)| link_view(report, path, step, link);
    let mut links: Vec<LinkView> = path.links.iter().enumerate().map(link).collect();
    if path.end == End::MissingIssuer {
        let certificate = path.last_loaded().and_then(|object| report.certificate(object));
        let issuer = certificate.map(|c| c.issuer.clone()).unwrap_or_default();
        cards.push(CardView {
            kind: CardKind::Missing,
            title: brief(issuer.title().unwrap_or("an issuer without a name")),
            role: "Missing".into(),
            subtitle: brief(&issuer.text()),
            ..CardView::default()
        });
        links.push(LinkView {
            state: LinkState::Unchecked,
            text: "Not checked: the issuer’s certificate is not here".into(),
        });
    }
    (cards, links)
}

/// `end` is how the path ends, where this certificate ends it.
fn loaded(
    report: &Report,
    main: &Examination,
    object: usize,
    end: Option<&End>,
    is_leaf: bool,
) -> CardView {
    let certificate = report.certificate(object);
    let trust = match end {
        Some(End::Trusted(AnchorKind::Public)) => certificate.map(trust_words),
        Some(End::Trusted(AnchorKind::Given)) if main.trust == Trust::Marked => {
            Some("Marked as trusted".into())
        }
        Some(End::Trusted(AnchorKind::Given)) => Some("In the CAs you trust".into()),
        Some(End::UntrustedRoot { public: true }) => {
            Some("In Mozilla’s root store, not in the CAs you trust".into())
        }
        Some(End::UntrustedRoot { public: false }) => certificate.map(untrusted_words),
        _ => None,
    };
    CardView {
        object: Some(object),
        kind: CardKind::Loaded,
        title: certificate.map(|c| brief(&c.title())).unwrap_or_default(),
        role: match certificate.map(purpose::kind) {
            // A CA that bears its root's name, and is not the root.
            Some(Kind::RootCa) if end.is_none() && !is_leaf => Kind::IntermediateCa.name().into(),
            kind => kind.map(Kind::name).unwrap_or_default().into(),
        },
        subtitle: certificate
            .and_then(|c| c.subject.last("2.5.4.10"))
            .map(brief)
            .unwrap_or_default(),
        not_after: certificate.and_then(|c| c.validity.not_after).map(|t| t.0),
        dates: certificate.map_or(Dates::Unknown, |c| dates(c, report.at)),
        key: certificate.map(|c| c.public_key.short()).unwrap_or_default(),
        trust: trust.unwrap_or_default(),
        worst: worst(&main.run, object),
        id: certificate.filter(|_| !is_leaf).map(crypto::id).unwrap_or_default(),
        marked: main.trust == Trust::Marked && main.anchors.given.binary_search(&object).is_ok(),
    }
}

/// The stores that hold a root of Mozilla's.
fn trust_words(root: &Certificate) -> String {
    Built::stores(root).unwrap_or_else(|| "In Mozilla’s root store".into())
}

/// The stores that hold a root which is not in Mozilla's.
fn untrusted_words(root: &Certificate) -> String {
    match Built::stores(root) {
        Some(stores) => format!("Not trusted here. {stores}"),
        None => "Not trusted".into(),
    }
}

/// The stores that hold a root of Mozilla's.
fn held_words(root: Option<&trust::StoreRoot>) -> String {
    root.and_then(Built::stores_of_known).unwrap_or_else(|| "In Mozilla’s root store".into())
}

fn store_root(index: usize, end: &End) -> CardView {
    let root = trust::store().root(index);
    let trust = match end {
        End::Trusted(_) => format!("{}; clients bring it themselves", held_words(root)),
        _ => "In Mozilla’s root store, not in the CAs you trust".into(),
    };
    CardView {
        kind: CardKind::Store,
        title: root.and_then(|r| r.name.title()).map(brief).unwrap_or_default(),
        role: "Root CA".into(),
        subtitle: root.and_then(|r| r.name.last("2.5.4.10")).map(brief).unwrap_or_default(),
        key: root.map(|r| r.key.short()).unwrap_or_default(),
        not_after: Built::store_end(index),
        trust,
        ..CardView::default()
    }
}

fn link_view(report: &Report, path: &Path, step: usize, link: &Link) -> LinkView {
    let certificate = path.loaded().nth(step).and_then(|object| report.certificate(object));
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
        |object: usize| report.certificate(object).map(|c| brief(&c.title())).unwrap_or_default();
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
