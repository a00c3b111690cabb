//! Rotation, rehearsed: an old and a new certificate of a side were loaded, or an old and a new CA behind
//! them. In which order can the files be exchanged so that the two sides talk after every step, and what
//! breaks where a step comes too early?

use super::above::above;
use super::outcome::{By, Handshake};
use super::program::Program;
use super::run::{simulate, until};
use super::side::{Key, Setup, Side};
use crate::model::oid::eku;
use crate::model::{Certificate, Time};
use crate::purpose::looks_like_ca;
use crate::purpose::renewal::{age, may_replace};

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
    /// What breaks on the way with other programs, which talk before it.
    pub others: Vec<Other<'a>>,
    /// Until when the two talk before a step, where that is sooner than when all is done.
    pub due: Vec<Due<'a>>,
}

/// A program in place of one of the two, with which a step of the order breaks the connection.
pub struct Other<'a> {
    /// In whose place.
    pub by: By,
    /// Which.
    pub program: &'static Program,
    /// After how many steps of the order.
    pub steps: usize,
    /// The two sides there.
    pub setup: Setup<'a>,
    /// What comes of them.
    pub met: Handshake,
}

/// A date by which a step has to be done.
pub struct Due<'a> {
    /// How many steps are done before it.
    pub steps: usize,
    /// The last moment at which the two talk without it.
    pub at: Time,
    /// The two sides there.
    pub setup: Setup<'a>,
    /// What comes of them after that.
    pub met: Handshake,
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
    fn all(&self) -> usize {
        self.bits().fold(0, |all, (bit, _)| all | bit)
    }

    fn bits(&self) -> impl Iterator<Item = (usize, Change<'a>)> {
        (0u32..).map(|place| 1usize.wrapping_shl(place)).zip(self.changes.iter().copied())
    }

    /// The two sides where those steps are done.
    fn at(&self, done: usize) -> Setup<'a> {
        let mut setup = self.start.clone();
        for (_, change) in self.bits().filter(|(bit, _)| done & bit != 0) {
            let own = side_mut(&mut setup, change.by);
            match change.what {
                What::Present(_) => {
                    let pair = self.pairs.iter().find(|pair| pair.by == change.by);
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
        let mut states: Vec<State<'a>> = (0..=all)
            .map(|done| State { met: simulate(&self.at(done)), ways: (0, 0), before: None })
            .collect();
        if let Some(first) = states.first_mut() {
            first.ways = (1, 1);
        }
        let mut farthest = 0usize;
        // A state has more bits than those before it, so in the order of numbers each is final.
        for done in 0..=all {
            let Some((any, safe)) = states.get(done).map(|state| state.ways) else { break };
            if safe > 0 && done.count_ones() > farthest.count_ones() {
                farthest = done;
            }
            for (bit, change) in self.bits().filter(|(bit, _)| done & bit == 0) {
                let Some(next) = states.get_mut(done | bit) else { continue };
                next.ways.0 = next.ways.0.saturating_add(any);
                if safe > 0 && next.met.connects() {
                    next.ways.1 = next.ways.1.saturating_add(safe);
                    next.before.get_or_insert((done, bit, change));
                }
            }
        }
        let orders = states.last().map(|state| state.ways).unwrap_or_default();
        let mut order = Vec::new();
        let mut at = farthest;
        while let Some((before, bit, change)) = states.get(at).and_then(|state| state.before) {
            order.push((bit, change));
            at = before;
        }
        order.reverse();
        let mut done = 0;
        let mut way: Vec<Setup<'a>> = vec![self.at(done)];
        for (bit, _) in &order {
            done |= bit;
            way.push(self.at(done));
        }
        let turns = order.into_iter().map(|(bit, change)| {
            let first = states.get(bit).map(|state| &state.met);
            Turn { change, alone: first.filter(|met| !met.connects()).cloned() }
        });
        let ends = |pair: &Pair<'a>| [pair.old.first().copied(), pair.new.first().copied()];
        Rotation {
            turns: turns.collect(),
            left: self.bits().filter(|(bit, _)| farthest & bit == 0).map(|it| it.1).collect(),
            orders,
            leaves: self.pairs.iter().flat_map(ends).flatten().collect(),
            others: others(&way),
            due: due(&way),
        }
    }
}

/// The other programs of either side that talk before all steps, and no longer on the way.
fn others<'a>(way: &[Setup<'a>]) -> Vec<Other<'a>> {
    let Some(start) = way.first() else { return Vec::new() };
    let servers = Program::servers().filter(|it| it.id != start.server.program.id);
    let clients = Program::clients().filter(|it| it.id != start.client.program.id);
    let all = servers.map(|it| (By::Server, it)).chain(clients.map(|it| (By::Client, it)));
    all.filter_map(|(by, program)| {
        let met = |setup: &Setup<'a>| {
            let mut setup = setup.clone();
            side_mut(&mut setup, by).program = program;
            let met = simulate(&setup);
            (setup, met)
        };
        if !met(start).1.connects() {
            return None;
        }
        let (steps, (setup, met)) = way
            .iter()
            .enumerate()
            .skip(1)
            .map(|(steps, setup)| (steps, met(setup)))
            .find(|(_, (_, met))| met.refusal().is_some())?;
        Some(Other { by, program, steps, setup, met })
    })
    .collect()
}

/// The dates by which a step has to be done: what stands before it ends sooner than what stands at last.
fn due<'a>(way: &[Setup<'a>]) -> Vec<Due<'a>> {
    let end = |setup: &Setup<'a>| until(setup);
    let last = way.last().and_then(end).map(|(at, _)| at);
    let before = way.iter().enumerate().take(way.len().saturating_sub(1));
    before
        .filter_map(|(steps, setup)| {
            let (at, met) = end(setup)?;
            let later = last.is_none_or(|last| at < last);
            later.then(|| Due { steps, at, setup: setup.clone(), met })
        })
        .collect()
}

/// One state, and how it is come to.
struct State<'a> {
    /// What comes of the two sides meeting.
    met: Handshake,
    /// The orders of steps that lead to it, in all, and those in which the two talk after every step.
    ways: (u64, u64),
    /// The state before it in one of the latter, and the step between.
    before: Option<(usize, usize, Change<'a>)>,
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
    let follows = |it: &&&'a Certificate| !looks_like_ca(it) && may_replace(leaf, it, usage);
    let other = known.iter().filter(follows).max_by_key(|it| age(it)).copied()?;
    let (old, new) = if age(leaf) <= age(other) { (leaf, other) } else { (other, leaf) };
    let way = |leaf: &'a Certificate| -> Vec<&'a Certificate> {
        std::iter::once(leaf).chain(above(leaf, known)).collect()
    };
    Some(Pair { by, old: way(old), new: way(new) })
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
