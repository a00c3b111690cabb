//! Issuers: who issued the two, what has to be sent with them, and who trusts where they lead.

use super::{Change, Kind, One, Weight};
use crate::model::{Certificate, PublicKey};
use crate::path::{End, Step};
use crate::trust::stores::{self, Stores};
use crate::trust::{self, whole};

pub(super) fn compare(old: &One<'_>, new: &One<'_>, changes: &mut Vec<Change>) {
    changes.extend(issuer(old, new));
    changes.extend(intermediates(old, new));
    let (Some(before), Some(after)) = (Anchor::of(old), Anchor::of(new)) else { return };
    changes.extend(root(old, new, &before, &after));
    changes.extend(stores(&before, &after));
}

fn issuer(old: &One<'_>, new: &One<'_>) -> Option<Change> {
    let (before, after) = (&old.certificate.issuer, &new.certificate.issuer);
    (before.key != after.key).then(|| {
        Change::new(Kind::Issuer, Weight::Depends, "Another CA issued it.")
            .one(before.text(), after.text())
            .who(
                "Whoever pins the issuer, or takes certificates of one issuer alone.",
                "Add the new issuer there before; look at the domain’s CAA records.",
            )
    })
}

/// The certificates between the leaf and where its path ends.
fn between<'a>(side: &One<'a>) -> Vec<&'a Certificate> {
    let loaded = side.main.path.loaded().skip(1);
    loaded
        .filter_map(|object| side.report.certificate(object))
        .filter(|certificate| !certificate.is_self_issued())
        .collect()
}

fn intermediates(old: &One<'_>, new: &One<'_>) -> Option<Change> {
    let (before, after) = (between(old), between(new));
    let titles = |these: &[&Certificate], those: &[&Certificate]| -> Vec<String> {
        let known = |one: &&&Certificate| !those.iter().any(|other| other.der == one.der);
        these.iter().filter(known).map(|it| it.title()).collect()
    };
    let (gone, come) = (titles(&before, &after), titles(&after, &before));
    let open = |side: &One<'_>| side.main.path.end == End::MissingIssuer;
    let change = |weight, what| Change::new(Kind::Intermediates, weight, what);
    if open(new) && !open(old) {
        let missing = new.main.path.last_loaded().and_then(|last| new.report.certificate(last));
        let missing = missing.and_then(|it| it.issuer.title()).unwrap_or_default().to_owned();
        return Some(
            change(Weight::Breaks, "Its file lacks an intermediate that the old one had with it.")
                .values(gone, vec![missing])
                .who(
                    "Every program that fetches no missing issuers, which is most of them.",
                    "Put the intermediate behind the certificate in the file that is sent.",
                ),
        );
    }
    if gone.is_empty() && come.is_empty() {
        return None;
    }
    Some(match come.is_empty() {
        true => change(Weight::Told, "Intermediates went, and none came.").values(gone, come),
        false => change(Weight::Depends, "It comes with another intermediate.").values(gone, come).who(
            "Whoever keeps the old intermediate: servers that replace the certificate alone, and clients that pin it.",
            "Put the whole new file in place, and not the certificate alone.",
        ),
    })
}

/// Where a path ends.
struct Anchor {
    title: String,
    key: PublicKey,
    public: bool,
    stores: Option<Stores>,
}

impl Anchor {
    fn of(side: &One<'_>) -> Option<Self> {
        let path = &side.main.path;
        let ends = matches!(path.end, End::Trusted(_) | End::UntrustedRoot { .. });
        let certificate = match path.steps.last().filter(|_| ends)? {
            Step::Store(index) => {
                let root = trust::store().root(*index)?;
                return Some(Self {
                    title: root.name.title().unwrap_or_default().to_owned(),
                    key: root.key.clone(),
                    public: true,
                    stores: stores::of_root(root),
                });
            }
            Step::Loaded(object) => side.report.certificate(*object)?,
        };
        let whole = trust::store().find(certificate).and_then(whole::certificate);
        Some(Self {
            title: certificate.title(),
            key: certificate.public_key.clone(),
            public: whole.is_some(),
            stores: stores::of(whole.unwrap_or(certificate)),
        })
    }
}

fn root(old: &One<'_>, new: &One<'_>, before: &Anchor, after: &Anchor) -> Option<Change> {
    if super::leaf::same_key(&before.key, &after.key) {
        return None;
    }
    let change = |weight, what| {
        Change::new(Kind::Root, weight, what).one(before.title.clone(), after.title.clone())
    };
    let both_public = (before.public && after.public) || (old.public && new.public);
    Some(match both_public {
        true => change(Weight::Depends, "It leads to another public root.").who(
            "Whoever trusts the old root alone: devices with a list of their own, clients that pin it.",
            "Add the new root there before.",
        ),
        false => change(Weight::Breaks, "It leads to another root.").who(
            "Everybody who trusts the old root and not the new one.",
            "Hand out the new root before, beside the old one.",
        ),
    })
}

/// Public root stores that hold the old root and not the new one.
fn stores(before: &Anchor, after: &Anchor) -> Option<Change> {
    let names = |stores: Option<Stores>| stores.map(Stores::names).unwrap_or_default();
    let (old, new) = (names(before.stores), names(after.stores));
    let owned =
        |all: Vec<&&str>| -> Vec<String> { all.into_iter().map(|it| (*it).to_owned()).collect() };
    let gone = owned(old.iter().filter(|it| !new.contains(it)).collect());
    let come = owned(new.iter().filter(|it| !old.contains(it)).collect());
    if gone.is_empty() {
        return None;
    }
    let change =
        Change::new(Kind::Stores, Weight::Breaks, "Fewer public root stores hold its root.");
    Some(change.values(gone, come).who(
        "Systems and browsers of those stores, where no cross-certificate leads to a root that they hold.",
        "Ask the CA for a chain to a root that they hold, or for a cross-certificate, and send it.",
    ))
}
