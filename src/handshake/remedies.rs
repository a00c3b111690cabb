//! What would have to change: each single change that mends a refusal, tried again with the programs
//! that were chosen and with all others; cheapest first.

mod changes;

use std::collections::HashSet;

use super::above::above;
use super::outcome::{By, Handshake};
use super::program::Program;
use super::run::simulate;
use super::side::{Setup, Side};
use crate::decode;
use crate::model::oid::ext;
use crate::model::{Certificate, Time, order};

/// A single change that mends it.
#[derive(Clone, Debug)]
pub struct Remedy {
    /// Who has to do it.
    pub by: By,
    /// How much it costs: 1 a setting, 2 a file, 3 somebody else's work, 4 a new certificate.
    pub cost: u8,
    /// What, as a sentence.
    pub title: String,
    /// A line of a configuration; empty for none.
    pub command: String,
    /// The programs for which it is not enough, by title; of those that refuse as things are.
    pub not_for: Vec<&'static str>,
    /// Whether the certificate issued anew stands for any that differs in nothing else.
    pub is_new_certificate: bool,
}

/// So many certificates are tried as what is lacking.
const TRIED: usize = 32;
/// How long a certificate is valid that is issued in place of another.
const FRESH: i64 = 90 * 86_400;

/// A change: what it says and what it makes of the two sides.
struct Change<'a> {
    by: By,
    cost: u8,
    title: String,
    command: String,
    new: bool,
    setup: Setup<'a>,
    /// What is changed of the leaf that is judged, where it has to be issued anew.
    anew: Option<Anew>,
}

/// What a certificate issued anew has that this one has not.
#[derive(Clone, Copy)]
struct Anew {
    server: bool,
    purpose: bool,
    usage: bool,
    dates: bool,
}

/// All single changes that mend it; `known` are all certificates that were loaded.
pub fn find<'a>(setup: &Setup<'a>, result: &Handshake, known: &[&'a Certificate]) -> Vec<Remedy> {
    let Some((by, refusal)) = &result.refused else { return Vec::new() };
    let mut all: Vec<Change<'a>> = Vec::new();
    let judge = if refusal.at_start { by.other() } else { *by };
    changes::chains(setup, judge, known, &mut all);
    changes::trust(setup, judge, known, &mut all);
    changes::settings(setup, judge, refusal.fault, known, &mut all);
    changes::anew(setup, judge, refusal.fault, &mut all);
    let mut found: Vec<Remedy> = all
        .iter()
        .filter(|change| tried(change, setup.server.program, setup.client.program))
        .map(|change| Remedy {
            by: change.by,
            cost: change.cost,
            title: change.title.clone(),
            command: change.command.clone(),
            not_for: not_for(change, setup, judge),
            is_new_certificate: change.new,
        })
        .collect();
    order::by_key(&mut found, |remedy| (remedy.cost, remedy.not_for.len()));
    let mut titles = HashSet::new();
    found.retain(|remedy| titles.insert(remedy.title.clone()));
    found
}

/// Whether a change is enough for two programs.
fn tried(change: &Change<'_>, server: &'static Program, client: &'static Program) -> bool {
    let mut setup = change.setup.clone();
    setup.server.program = server;
    setup.client.program = client;
    let Some(anew) = change.anew else { return simulate(&setup).connects() };
    let side = if anew.server { &setup.server } else { &setup.client };
    let Some(leaf) = side.leaf() else { return false };
    let Some(new) = reissued(leaf, anew, setup.at) else { return false };
    let mut chain = side.chain.clone();
    if let Some(first) = chain.first_mut() {
        *first = &new;
    }
    // The new certificate lives as long as this trial.
    let mut short: Setup<'_> = setup.clone();
    if anew.server {
        short.server.chain = chain;
    } else {
        short.client.chain = chain;
    }
    simulate(&short).connects()
}

/// The programs of the judging side for which a change is not enough.
fn not_for(change: &Change<'_>, setup: &Setup<'_>, judge: By) -> Vec<&'static str> {
    let enough = |program: &'static Program| match judge {
        By::Server => tried(change, program, setup.client.program),
        By::Client => tried(change, setup.server.program, program),
    };
    // rustls reads the bytes of a certificate, so one that is not issued yet cannot be shown to it.
    let is_asked = |program: &&'static Program| !(change.new && program.id == "rustls");
    let all: Vec<&'static Program> = match judge {
        By::Server => Program::servers().filter(is_asked).collect(),
        By::Client => Program::clients().filter(is_asked).collect(),
    };
    all.into_iter().filter(|program| !enough(program)).map(|program| program.title).collect()
}

fn shown<'s, 'a>(setup: &'s Setup<'a>, judge: By) -> &'s Side<'a> {
    match judge {
        By::Server => &setup.client,
        By::Client => &setup.server,
    }
}

fn shown_mut<'s, 'a>(setup: &'s mut Setup<'a>, judge: By) -> &'s mut Side<'a> {
    match judge {
        By::Server => &mut setup.client,
        By::Client => &mut setup.server,
    }
}

fn judging_mut<'s, 'a>(setup: &'s mut Setup<'a>, judge: By) -> &'s mut Side<'a> {
    match judge {
        By::Server => &mut setup.server,
        By::Client => &mut setup.client,
    }
}

/// The certificate as it would be issued anew, differing in nothing else.
fn reissued(leaf: &Certificate, anew: Anew, at: Time) -> Option<Certificate> {
    let mut without: Vec<&str> = Vec::new();
    if anew.purpose {
        // Without the extension every use is allowed, which is all that counts here.
        without.push(ext::EXTENDED_KEY_USAGE);
    }
    if anew.usage {
        without.push(ext::KEY_USAGE);
    }
    let dates =
        anew.dates.then(|| (Time(at.0.saturating_sub(3_600)), Time(at.0.saturating_add(FRESH))));
    decode::rehearse(leaf, &without, dates)
}
