//! Lists against a certificate: the steps of RFC 5280, 6.3.3, for every distribution point.

use super::{
    Fault, Good, HOLD, Piece, Reading, Revocation, Says, Subject, TRIED, Weighed, World, signer,
};
use crate::decode::crl::{
    self, ALL_REASONS, DELTA, ISSUING_POINT, NUMBER, Point, Scope, extension, named, points,
};
use crate::model::oid::ext;
use crate::model::{Certificate, Crl, GeneralName, Name};

const SAID_BY: &str = "revocation list";
/// The reason that takes a certificate off the list again (RFC 5280, 5.3.1).
const REMOVED: u8 = 8;
/// Freshest CRL (RFC 5280, 5.2.6).
const FRESHEST: &str = "2.5.29.46";

/// A list that is signed and readable, and what it is about.
struct Usable<'a> {
    list: &'a Crl,
    scope: Scope,
    /// Why it is not current; `None` where it is.
    dated: Option<Fault>,
}

/// All lists, and what they prove together where they cover the certificate for all reasons.
pub(super) fn weigh<'a>(
    world: &World<'a>,
    subject: &Subject<'a>,
) -> (Option<Good>, Vec<Weighed<'a>>) {
    let mut weighed = Vec::new();
    let mut usable = Vec::new();
    for list in world.lists.iter().take(TRIED) {
        match usable_list(world, subject, list) {
            Ok(found) => usable.push((weighed.len(), found)),
            Err(fault) => {
                let names_it = entry(list, subject.certificate).is_some_and(|it| !it.removed);
                weighed.push(Weighed {
                    piece: Piece::List(list),
                    says: Says::Nothing(fault),
                    names_it,
                });
                continue;
            }
        }
        let says = Says::Nothing(Fault::OtherPoint);
        weighed.push(Weighed { piece: Piece::List(list), says, names_it: false });
    }

    let mut covered: Option<Good> = None;
    let mut reasons = 0u16;
    let all = all_points(subject.certificate);
    for (place, found) in &usable {
        let mut says = Says::Nothing(Fault::OtherPoint);
        for point in all.iter().filter(|point| serves(subject, found, point)) {
            let interim = point.reasons & found.scope.reasons.unwrap_or(ALL_REASONS);
            says = apply(world, subject, found, &usable);
            if let Says::Good(good) = says {
                reasons |= interim;
                covered = Some(covered.map_or(good, |known| older(known, good)));
                if interim != ALL_REASONS {
                    says = Says::Nothing(Fault::SomeReasons);
                    continue;
                }
            }
            break;
        }
        if let Some(entry) = weighed.get_mut(*place) {
            entry.names_it = matches!(says, Says::Nothing(_))
                && self::entry(found.list, subject.certificate).is_some_and(|it| !it.removed);
            entry.says = says;
        }
    }
    (covered.filter(|_| reasons == ALL_REASONS), weighed)
}

/// What holds for two lists together.
fn older(one: Good, other: Good) -> Good {
    let next = match (one.next, other.next) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    };
    Good { said_by: SAID_BY, made: one.made.min(other.made), next }
}

/// RFC 5280, 6.3.3, what needs no distribution point: the issuer, the kind of certificates, critical
/// extensions, the signer.
fn usable_list<'a>(
    world: &World<'a>,
    subject: &Subject<'a>,
    list: &'a Crl,
) -> Result<Usable<'a>, Fault> {
    let certificate = subject.certificate;
    let own = list.issuer.key == certificate.issuer.key;
    let named = || points(certificate).iter().any(|point| holds(&point.issuers, &list.issuer));
    let plain = world.reading == Reading::Plain;
    if !own && (plain || !named()) {
        return Err(Fault::OtherIssuer);
    }
    if subject.issuers.is_empty() {
        return Err(Fault::NoIssuer);
    }
    if let Some(problem) = list.problems.first() {
        return Err(Fault::Malformed(problem.message.clone()));
    }
    let scope = crl::scope(list).unwrap_or_default();
    // RFC 5280, 5.2: what is critical must be processed.
    let known: &[&str] = match plain {
        true => &[ISSUING_POINT],
        false => &[ISSUING_POINT, DELTA, NUMBER, FRESHEST, ext::AUTHORITY_KEY_ID],
    };
    let unknown =
        list.extensions.iter().find(|it| it.critical && !known.contains(&it.oid.as_str()));
    if let Some(unknown) = unknown {
        return Err(Fault::Critical(unknown.oid.clone()));
    }
    if plain {
        let issuers = points(certificate).iter().any(|point| !point.issuers.is_empty());
        let parts = scope.indirect || scope.reasons.is_some() || scope.only_attributes;
        if issuers || parts || extension(list, DELTA).is_some() {
            return Err(Fault::Unsupported);
        }
    }
    // RFC 5280, 5.3: nor may a list be used that has such an entry.
    if list.critical_entries {
        return Err(Fault::CriticalEntry);
    }
    if !suits(&scope, certificate) {
        return Err(Fault::OtherKind);
    }
    signer::check(world, subject, list)?;
    let dated = world.current(list.this_update, list.next_update).err();
    match dated {
        Some(fault @ Fault::NotYetValid(_)) => Err(fault),
        Some(fault) if plain => Err(fault),
        dated => Ok(Usable { list, scope, dated }),
    }
}

/// RFC 5280, 6.3.3 (b)(2)(ii) to (iv). A certificate before version 3 cannot say whether it is a CA's.
fn suits(scope: &Scope, certificate: &Certificate) -> bool {
    let limited = scope.only_users || scope.only_cas;
    let excluded = if certificate.is_ca() { scope.only_users } else { scope.only_cas };
    let untold = limited && certificate.version < 3;
    !(scope.only_attributes || untold || excluded)
}

/// The distribution points of a certificate, and the one that stands for lists by its issuer that
/// are at none of them (RFC 5280, 6.3.3, last paragraph).
fn all_points(certificate: &Certificate) -> Vec<Point> {
    let mut all = points(certificate);
    all.push(Point {
        names: vec![GeneralName::Directory(certificate.issuer.clone())],
        issuers: Vec::new(),
        reasons: ALL_REASONS,
    });
    all
}

/// RFC 5280, 6.3.3 (b)(1) and (b)(2)(i): whether the list is one of those at that point.
fn serves(subject: &Subject<'_>, found: &Usable<'_>, point: &Point) -> bool {
    let by_whom = match point.issuers.is_empty() {
        true => found.list.issuer.key == subject.certificate.issuer.key,
        false => found.scope.indirect && holds(&point.issuers, &found.list.issuer),
    };
    let names = if point.names.is_empty() { &point.issuers } else { &point.names };
    let here = found.scope.point.is_empty()
        || found.scope.point.iter().any(|name| names.iter().any(|other| same(name, other)));
    by_whom && here
}

/// Whether a name is among others.
fn holds(names: &[GeneralName], wanted: &Name) -> bool {
    names.iter().any(|name| matches!(name, GeneralName::Directory(it) if it.key == wanted.key))
}

fn same(one: &GeneralName, other: &GeneralName) -> bool {
    match (one, other) {
        (GeneralName::Directory(one), GeneralName::Directory(other)) => one.key == other.key,
        _ => one == other,
    }
}

/// RFC 5280, 6.3.3 (i) to (k): the delta that follows the list, then the list.
fn apply(
    world: &World<'_>,
    subject: &Subject<'_>,
    found: &Usable<'_>,
    usable: &[(usize, Usable<'_>)],
) -> Says {
    let list = found.list;
    let certificate = subject.certificate;
    let is_delta = extension(list, DELTA).is_some();
    let delta = newest_delta(found, usable).filter(|_| !is_delta);
    let changed = delta.and_then(|delta| Some((delta, entry(delta, certificate)?)));
    let (told_by, entry) = match changed {
        Some((delta, entry)) => (delta, Some(entry)),
        None => (list, entry(list, certificate)),
    };
    // A current list, or one that a delta brought up to date. What was revoked before stays so, but
    // only a hold ends (RFC 5280, 5.3.1), and an old list may miss that.
    let current = found.dated.is_none() || delta.is_some();
    let counts =
        |it: &Entry| current || (world.reading == Reading::Usual && it.revocation.reason != HOLD);
    match entry.filter(|entry| !entry.removed) {
        Some(it) if counts(&it) => {
            let later = it.revocation.at.filter(|at| *at > world.at);
            match later.filter(|_| world.reading == Reading::Usual) {
                Some(at) => Says::Nothing(Fault::Later(at)),
                None => Says::Revoked(Revocation { made: told_by.this_update, ..it.revocation }),
            }
        }
        _ if is_delta => Says::Nothing(Fault::DeltaAlone),
        _ => match (&found.dated, delta) {
            (Some(fault), None) => Says::Nothing(fault.clone()),
            (_, delta) => {
                let last = delta.unwrap_or(list);
                let (made, next) = (last.this_update, last.next_update);
                Says::Good(Good { said_by: SAID_BY, made, next })
            }
        },
    }
}

/// RFC 5280, 5.2.4: the newest current delta of the same issuer and scope that builds on this list
/// or on an older one, and follows it.
fn newest_delta<'a>(found: &Usable<'_>, usable: &[(usize, Usable<'a>)]) -> Option<&'a Crl> {
    let number = |list: &Crl, oid: &str| crl::number(list, oid).map(|it| (it.len(), it));
    let own = number(found.list, NUMBER)?;
    let follows = |it: &&Usable<'a>| {
        let (base, its) = (number(it.list, DELTA), number(it.list, NUMBER));
        it.dated.is_none()
            && it.list.issuer.key == found.list.issuer.key
            && it.scope == found.scope
            && base.is_some_and(|base| base <= own)
            && its.is_some_and(|its| own < its)
    };
    let all = usable.iter().map(|(_, it)| it).filter(follows);
    all.max_by_key(|it| number(it.list, NUMBER)).map(|it| it.list)
}

/// What a list says about a certificate.
struct Entry {
    removed: bool,
    revocation: Revocation,
}

/// The entry about a certificate: its serial number, among those of its issuer (RFC 5280, 5.3.3).
fn entry(list: &Crl, certificate: &Certificate) -> Option<Entry> {
    let own = list.issuer.key == certificate.issuer.key;
    let about = |it: &crl::Named| match &it.issuer {
        None => own,
        Some(names) => holds(names, &certificate.issuer),
    };
    let found = named(list, &certificate.serial).into_iter().find(about)?;
    Some(Entry {
        removed: found.reason == Some(REMOVED),
        revocation: Revocation {
            said_by: SAID_BY,
            made: list.this_update,
            at: found.at,
            reason: found.reason.map(crl::reason_name).unwrap_or_default(),
        },
    })
}
