//! From logs to faults: the smallest set of faults of these files that explains the lines which either side
//! printed. Each fault is one that the simulation comes to with these files: with the programs that were
//! chosen, with others, and with what stands behind the first refusal, which no run shows at once.

use std::collections::HashSet;

use super::fault::Fault;
use super::outcome::{By, Handshake};
use super::program::Program;
use super::run::simulate;
use super::side::{Key, Setup, Tls, Verify};
use crate::model::{Time, order};

/// So many lines are led back to faults: one bit each.
pub const LINES: usize = 60;

/// A line that a program printed about a handshake.
#[derive(Clone, Debug, Default)]
pub struct Line<'t> {
    /// The line.
    pub text: &'t str,
    /// Which log it stands in.
    pub log: usize,
    /// Whose log that is, where it is known.
    pub side: Option<By>,
}

/// A fault of these files, and the lines that it explains.
pub struct Clue<'a> {
    /// The two sides that come to it.
    pub setup: Setup<'a>,
    /// What comes of them.
    pub met: Handshake,
    /// How far this is from what was asked.
    pub far: Far,
    /// The lines that it explains, by index.
    pub lines: Vec<usize>,
}

/// How far a try is from what was asked: less is nearer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Far {
    /// With the programs and the version that were chosen.
    Chosen,
    /// With another program or version.
    Program,
    /// It shows when the other side no longer refuses first.
    Behind,
    /// It shows at another time.
    Time,
}

struct Try<'a> {
    setup: Setup<'a>,
    met: Handshake,
    far: Far,
    /// The lines that it leads to, as bits.
    holds: u64,
}

/// What explains the lines, and which lines nothing explains.
pub fn explain<'a>(setup: &Setup<'a>, lines: &[Line<'_>]) -> (Vec<Clue<'a>>, Vec<usize>) {
    let mut lines: Vec<Line<'_>> = lines.iter().take(LINES).cloned().collect();
    let all = lines.len();
    let mut tries = Vec::new();
    programs(setup, Far::Chosen, &mut tries);
    tell_sides(&mut lines, &tries);
    for one in &mut tries {
        one.holds = held(one, &lines);
    }
    if union(&tries).count_ones() < u32::try_from(all).unwrap_or(u32::MAX) {
        let mut more = Vec::new();
        for (changed, far) in variants(setup) {
            programs(&changed, far, &mut more);
        }
        for one in &mut more {
            one.holds = held(one, &lines);
        }
        tries.extend(more);
    }
    let left = (0..all).filter(|line| union(&tries) & bit(*line) == 0).collect();
    (smallest(&tries, all), left)
}

fn bit(line: usize) -> u64 {
    1u64.checked_shl(u32::try_from(line).unwrap_or(64)).unwrap_or(0)
}

fn union(tries: &[Try<'_>]) -> u64 {
    tries.iter().fold(0, |all, one| all | one.holds)
}

/// The same files with the programs chosen, and with all others on either side, in both versions.
fn programs<'a>(setup: &Setup<'a>, far: Far, tries: &mut Vec<Try<'a>>) {
    let versions = [setup.tls, if setup.tls == Tls::V13 { Tls::V12 } else { Tls::V13 }];
    for tls in versions {
        let own = (setup.server.program, setup.client.program);
        let mut pairs = vec![own];
        pairs.extend(Program::servers().map(|server| (server, own.1)));
        pairs.extend(Program::clients().map(|client| (own.0, client)));
        // Both ends are often of one library.
        pairs.extend(Program::between().map(|both| (both, both)));
        for (server, client) in pairs {
            let mut other = setup.clone();
            (other.server.program, other.client.program, other.tls) = (server, client, tls);
            let chosen = (server.id, client.id, tls) == (own.0.id, own.1.id, setup.tls);
            let far = if chosen { far } else { far.max(Far::Program) };
            let met = simulate(&other);
            if met.refusal().is_some() {
                tries.push(Try { setup: other, met, far, holds: 0 });
            }
        }
    }
}

/// What stands behind the first refusal, and at another time.
fn variants<'a>(setup: &Setup<'a>) -> Vec<(Setup<'a>, Far)> {
    let mut found = Vec::new();
    let mut push = |far: Far, change: &dyn Fn(&mut Setup<'a>)| {
        let mut changed = setup.clone();
        change(&mut changed);
        found.push((changed, far));
    };
    push(Far::Behind, &|it| it.client.settings.verify = Verify::Off);
    push(Far::Behind, &|it| it.server.settings.verify = Verify::Off);
    push(Far::Behind, &|it| it.host = None);
    for chain in setup.client.others.iter().take(4) {
        push(Far::Behind, &|it| {
            it.client.chain = chain.clone();
            it.client.others.clear();
            it.client.key = Key::Elsewhere;
        });
    }
    // A moment at which what was loaded is valid, where there is one: other faults show then.
    let sides = [&setup.server, &setup.client];
    let certificates = || sides.iter().flat_map(|side| side.chain.iter());
    let begin = certificates().filter_map(|it| it.validity.not_before).max();
    let end = certificates().filter_map(|it| it.validity.not_after).min();
    if let (Some(begin), Some(end)) = (begin, end)
        && begin < end
        && !(begin..=end).contains(&setup.at)
    {
        push(Far::Time, &|it| it.at = Time(end.0.saturating_sub(60).max(begin.0)));
    }
    found
}

/// Whether a try leads to a line, by the side that printed it.
fn leads(met: &Handshake, line: &Line<'_>, by: By) -> bool {
    let says = match by {
        By::Server => &met.server_says,
        By::Client => &met.client_says,
    };
    says.iter().any(|said| holds(line.text, said))
}

fn held(one: &Try<'_>, lines: &[Line<'_>]) -> u64 {
    let mut all = 0;
    for (number, line) in lines.iter().enumerate() {
        let sides = line.side.map_or(vec![By::Server, By::Client], |side| vec![side]);
        if sides.into_iter().any(|by| leads(&one.met, line, by)) {
            all |= bit(number);
        }
    }
    all
}

/// Whose log each is, where nothing said so: the side that prints more of its lines. Of two logs, the
/// second is the other side's where one is known.
fn tell_sides(lines: &mut [Line<'_>], tries: &[Try<'_>]) {
    let logs: HashSet<usize> = lines.iter().map(|line| line.log).collect();
    for log in &logs {
        let own = || lines.iter().filter(|line| line.log == *log && line.side.is_none());
        let count =
            |by: By| own().filter(|line| tries.iter().any(|one| leads(&one.met, line, by))).count();
        let (server, client) = (count(By::Server), count(By::Client));
        let side = match server.cmp(&client) {
            std::cmp::Ordering::Greater => By::Server,
            std::cmp::Ordering::Less => By::Client,
            std::cmp::Ordering::Equal => continue,
        };
        // A single log may hold the lines of both.
        if logs.len() == 2 {
            lines
                .iter_mut()
                .filter(|line| line.log == *log && line.side.is_none())
                .for_each(|line| line.side = Some(side));
        }
    }
    if logs.len() == 2 {
        for log in &logs {
            let known = lines.iter().find(|line| line.log == *log).and_then(|line| line.side);
            let Some(side) = known else { continue };
            lines
                .iter_mut()
                .filter(|line| line.log != *log && line.side.is_none())
                .for_each(|line| line.side = Some(side.other()));
        }
    }
}

/// What a try rests on: who refuses whom, for what.
fn key(met: &Handshake) -> Option<(By, Fault, bool)> {
    met.refused.as_ref().map(|(by, refusal)| (*by, refusal.fault, refusal.at_start))
}

/// The fewest faults that explain all that can be explained; of as many, those nearest to what was asked.
fn smallest<'a>(tries: &[Try<'a>], all: usize) -> Vec<Clue<'a>> {
    // All tries that come to the same fault are one.
    let mut faults: Vec<(u64, &Try<'a>)> = Vec::new();
    for one in tries.iter().filter(|one| one.holds != 0) {
        match faults.iter_mut().find(|(_, known)| key(&known.met) == key(&one.met)) {
            Some((holds, known)) => {
                *holds |= one.holds;
                let better = (one.far, std::cmp::Reverse(one.holds.count_ones()))
                    < (known.far, std::cmp::Reverse(known.holds.count_ones()));
                if better {
                    *known = one;
                }
            }
            None => faults.push((one.holds, one)),
        }
    }
    order::by_key(&mut faults, |(_, one)| one.far);
    let wanted = faults.iter().fold(0, |all, (holds, _)| all | holds);
    let mut chosen: Vec<(u64, &Try<'a>)> = Vec::new();
    let pair = || {
        faults.iter().enumerate().find_map(|(place, one)| {
            let rest = faults.iter().skip(place.saturating_add(1));
            rest.into_iter().find(|two| one.0 | two.0 == wanted).map(|two| vec![*one, *two])
        })
    };
    if let Some(one) = faults.iter().find(|(holds, _)| *holds == wanted) {
        chosen.push(*one);
    } else if let Some(two) = pair() {
        chosen = two;
    } else {
        let mut covered = 0u64;
        while covered != wanted {
            let best = faults.iter().rev().max_by_key(|(holds, _)| (holds & !covered).count_ones());
            let Some(best) = best.filter(|(holds, _)| holds & !covered != 0) else { break };
            covered |= best.0;
            chosen.push(*best);
        }
    }
    let mut told = 0u64;
    let clue = |(holds, one): (u64, &Try<'a>)| {
        let lines = (0..all).filter(|line| holds & !told & bit(*line) != 0).collect();
        told |= holds;
        Clue { setup: one.setup.clone(), met: one.met.clone(), far: one.far, lines }
    };
    chosen.into_iter().map(clue).collect()
}

/// Whether a line holds what a program prints; moments do not count.
fn holds(line: &str, told: &str) -> bool {
    match told.split_once(" current time ") {
        Some((before, behind)) => {
            let date = behind.split_once(" is ").map_or(behind, |(_, date)| date);
            line.contains(before) && line.contains(date)
        }
        None => !told.is_empty() && line.contains(told),
    }
}
