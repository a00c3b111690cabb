//! Rotation, rehearsed: an old and a new certificate of a side were loaded, or an old and a new CA behind
//! them. In which order can the files be exchanged so that the two sides talk after every step, and what
//! breaks where a step comes too early?

use std::collections::VecDeque;

use super::outcome::{By, Handshake};
use super::run::simulate;
use super::side::{Key, Setup, Side, above};
use crate::model::oid::eku;
use crate::model::{Certificate, GeneralName};
use crate::purpose::{EkuFit, eku_fit, looks_like_ca};

/// Two certificates that begin within so many seconds and have keys of two kinds serve side by side
/// (RSA and ECDSA at one server), so none takes the place of the other.
const TOGETHER: u64 = 2 * 86_400;

/// What is exchanged in one step.
#[derive(Clone, Copy, Debug)]
pub enum What<'a> {
    /// The side presents the new certificate in place of the old one.
    Present(&'a Certificate),
    /// The side trusts the new CA beside the old one.
    Trust(&'a Certificate),
    /// The side no longer trusts the old CA.
    Drop(&'a Certificate),
}

/// A step of a rotation.
#[derive(Clone, Copy, Debug)]
pub struct Change<'a> {
    /// Whose files change.
    pub by: By,
    /// How.
    pub what: What<'a>,
}

/// A step in its place, and what comes of it where it is the first.
#[derive(Debug)]
pub struct Turn<'a> {
    /// The step.
    pub change: Change<'a>,
    /// What comes of it where it is done before all others, where that breaks the connection.
    pub alone: Option<Handshake>,
}

/// A rotation that was rehearsed.
#[derive(Debug)]
pub struct Rotation<'a> {
    /// Each step, in an order in which the two sides talk after every one of them; where there is no such
    /// order, as far as they do.
    pub turns: Vec<Turn<'a>>,
    /// The steps for which no such order was found; none where all have their place.
    pub left: Vec<Change<'a>>,
    /// How many orders of all steps there are, and in how many of them the two sides talk throughout.
    pub orders: (u64, u64),
    /// The old and the new certificate of each side that has them.
    pub leaves: Vec<&'a Certificate>,
}

impl Rotation<'_> {
    /// Whether a certificate comes or goes in it.
    pub fn is_about(&self, certificate: &Certificate) -> bool {
        self.leaves.iter().any(|it| it.der == certificate.der)
    }
}

/// One side's old and new certificate with the CAs above each.
struct Pair<'a> {
    by: By,
    old: Vec<&'a Certificate>,
    new: Vec<&'a Certificate>,
}

/// The rotation that what was loaded is about; `known` are all certificates. Nothing where no side has an
/// old and a new certificate, where the two sides do not talk before, or cannot after.
pub fn rehearse<'a>(setup: &Setup<'a>, known: &[&'a Certificate]) -> Option<Rotation<'a>> {
    let pairs: Vec<Pair<'a>> = [(By::Server, &setup.server), (By::Client, &setup.client)]
        .into_iter()
        .filter_map(|(by, side)| pair(by, side, known))
        .collect();
    if pairs.is_empty() {
        return None;
    }
    let mut start = setup.clone();
    let mut changes = Vec::new();
    for pair in &pairs {
        let own = side_mut(&mut start, pair.by);
        own.chain = sent(&pair.old);
        own.others.clear();
        // The key that was loaded is that of one of the two.
        own.key = Key::Elsewhere;
        changes.push(Change { by: pair.by, what: What::Present(pair.new.first()?) });
    }
    for pair in &pairs {
        let (old, new) = (pair.old.last()?, pair.new.last()?);
        let judge = pair.by.other();
        let trusts = |it: &Certificate| side(setup, judge).trust.iter().any(|ca| ca.der == it.der);
        if old.der == new.der || !looks_like_ca(old) || !looks_like_ca(new) || !trusts(old) {
            continue;
        }
        side_mut(&mut start, judge).trust.retain(|ca| ca.der != new.der);
        changes.push(Change { by: judge, what: What::Trust(new) });
        changes.push(Change { by: judge, what: What::Drop(old) });
    }
    let states = States { start, changes, pairs };
    let first = simulate(&states.at(0));
    let last = simulate(&states.at(states.all()));
    if !first.connects() || !last.connects() {
        return None;
    }
    Some(states.rotation())
}

/// All states between the first and the last: a set of steps that are done, as bits.
struct States<'a> {
    start: Setup<'a>,
    changes: Vec<Change<'a>>,
    pairs: Vec<Pair<'a>>,
}

impl<'a> States<'a> {
    /// All steps are done. There are at most six.
    fn all(&self) -> u32 {
        self.bits().fold(0, |all, (bit, _)| all | bit)
    }

    fn bits(&self) -> impl Iterator<Item = (u32, Change<'a>)> {
        (0u32..).map(|place| 1u32.wrapping_shl(place)).zip(self.changes.iter().copied())
    }

    /// The two sides where those steps are done.
    fn at(&self, done: u32) -> Setup<'a> {
        let mut setup = self.start.clone();
        for (_, change) in self.bits().filter(|(bit, _)| done & bit != 0) {
            let own = side_mut(&mut setup, change.by);
            match change.what {
                What::Present(new) => {
                    let pair = self.pairs.iter().find(|pair| {
                        pair.by == change.by && pair.new.first().is_some_and(|it| it.der == new.der)
                    });
                    own.chain = pair.map(|pair| sent(&pair.new)).unwrap_or_default();
                }
                What::Trust(ca) => own.trust.push(ca),
                What::Drop(ca) => own.trust.retain(|it| it.der != ca.der),
            }
        }
        setup
    }

    fn rotation(&self) -> Rotation<'a> {
        let all = self.all();
        let states = usize::try_from(all).unwrap_or(0).saturating_add(1);
        let talks: Vec<bool> = (0..=all).map(|done| simulate(&self.at(done)).connects()).collect();
        let good = |done: u32| usize::try_from(done).is_ok_and(|at| talks.get(at) == Some(&true));
        // Orders that lead from the begin to each state, in all and without a gap.
        let mut ways: Vec<(u64, u64)> = vec![(0, 0); states];
        let mut before: Vec<Option<(u32, u32)>> = vec![None; states];
        if let Some(first) = ways.first_mut() {
            *first = (1, 1);
        }
        let mut farthest = 0u32;
        let mut queue: VecDeque<u32> = (0..=all).collect();
        // A state has more bits than those before it, so in the order of numbers each is final.
        while let Some(done) = queue.pop_front() {
            let at = |done: u32| usize::try_from(done).unwrap_or(usize::MAX);
            let Some((any, safe)) = ways.get(at(done)).copied() else { continue };
            if safe > 0 && done.count_ones() > farthest.count_ones() {
                farthest = done;
            }
            for (bit, _) in self.bits().filter(|(bit, _)| done & bit == 0) {
                let next = done | bit;
                if let Some(way) = ways.get_mut(at(next)) {
                    way.0 = way.0.saturating_add(any);
                    if safe > 0 && good(next) {
                        way.1 = way.1.saturating_add(safe);
                        if let Some(from @ None) = before.get_mut(at(next)) {
                            *from = Some((done, bit));
                        }
                    }
                }
            }
        }
        let orders = ways.last().copied().unwrap_or_default();
        let end = if orders.1 > 0 { all } else { farthest };
        let mut order = Vec::new();
        let mut state = end;
        while let Some((from, bit)) =
            usize::try_from(state).ok().and_then(|at| before.get(at).copied().flatten())
        {
            order.push(bit);
            state = from;
        }
        order.reverse();
        let change = |wanted: u32| self.bits().find(|(bit, _)| *bit == wanted).map(|it| it.1);
        let turns = order.iter().filter_map(|bit| {
            let alone = simulate(&self.at(*bit));
            let alone = (!alone.connects()).then_some(alone);
            Some(Turn { change: change(*bit)?, alone })
        });
        Rotation {
            turns: turns.collect(),
            left: self.bits().filter(|(bit, _)| end & bit == 0).map(|(_, it)| it).collect(),
            orders,
            leaves: self
                .pairs
                .iter()
                .flat_map(|it| [it.old.first(), it.new.first()])
                .flatten()
                .copied()
                .collect(),
        }
    }
}

/// What a side sends of a way up: all but a root.
fn sent<'a>(way: &[&'a Certificate]) -> Vec<&'a Certificate> {
    let own = way.iter().take(1);
    let above = way.iter().skip(1).filter(|ca| !ca.is_self_issued());
    own.chain(above).copied().collect()
}

/// A side's certificate and the one that takes its place, or that it takes the place of.
fn pair<'a>(by: By, side: &Side<'a>, known: &[&'a Certificate]) -> Option<Pair<'a>> {
    let leaf = side.leaf()?;
    let usage = match by {
        By::Server => eku::SERVER_AUTH,
        By::Client => eku::CLIENT_AUTH,
    };
    let follows = |it: &&&'a Certificate| {
        let may =
            eku_fit(leaf, usage) != EkuFit::NotListed && eku_fit(it, usage) != EkuFit::NotListed;
        it.der != leaf.der
            && !looks_like_ca(it)
            && may
            && is_same(leaf, it)
            && !stand_together(leaf, it)
    };
    let age = |it: &Certificate| (it.validity.not_before, it.validity.not_after);
    let other = known.iter().filter(follows).max_by_key(|it| age(it)).copied()?;
    let (old, new) = if age(leaf) <= age(other) { (leaf, other) } else { (other, leaf) };
    let way = |leaf: &'a Certificate| -> Vec<&'a Certificate> {
        std::iter::once(leaf).chain(above(leaf, known)).collect()
    };
    Some(Pair { by, old: way(old), new: way(new) })
}

/// Whether two certificates are of one thing: the same names, or where they have none the same subject.
fn is_same(one: &Certificate, other: &Certificate) -> bool {
    let names = |it: &Certificate| -> Vec<String> {
        it.san().unwrap_or_default().iter().filter_map(GeneralName::plain).collect()
    };
    let (own, theirs) = (names(one), names(other));
    match own.is_empty() && theirs.is_empty() {
        true => !one.subject.is_empty() && one.subject.key == other.subject.key,
        false => own.iter().any(|name| theirs.contains(name)),
    }
}

fn stand_together(one: &Certificate, other: &Certificate) -> bool {
    let begins = |it: &Certificate| it.validity.not_before.map_or(0, |from| from.0);
    let kind = |it: &Certificate| std::mem::discriminant(&it.public_key.kind);
    kind(one) != kind(other) && begins(one).abs_diff(begins(other)) <= TOGETHER
}

fn side<'s, 'a>(setup: &'s Setup<'a>, by: By) -> &'s Side<'a> {
    match by {
        By::Server => &setup.server,
        By::Client => &setup.client,
    }
}

fn side_mut<'s, 'a>(setup: &'s mut Setup<'a>, by: By) -> &'s mut Side<'a> {
    match by {
        By::Server => &mut setup.server,
        By::Client => &mut setup.client,
    }
}
