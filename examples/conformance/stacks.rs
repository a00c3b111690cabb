//! `conformance stacks PATH`: what PemLens says that real programs say, against what they said.
//! Verdicts that differ, each with its reason, are in `tests/ledgers/stacks.tsv`.
//!
//! A verdict is compared as it is, a message as the suites do it: white space and the clock put
//! aside. Where a program prints its last fault instead of its first, the last is compared.

use std::collections::BTreeMap;
use std::path::Path;

use pemlens::judge::{Judgement, Stack, case_from_line, judge};
use pemlens::stacks::{
    BORING_PKI, FIREFOX_153, GNUTLS, GO_127, MBEDTLS, NSS, OPENSSL_30, OPENSSL_30_LAST, OPENSSL_40,
    PYCA, Program, RUSTLS,
};
use serde_json::Value;

use crate::guard;
use crate::ledger::Ledger;

const LEDGER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/ledgers/stacks.tsv");

/// The suites that say what programs said; only the first two have floors.
const SUITES: &[&str] = &[
    "derived",
    "limbo-core",
    "bettertls-pathbuilding",
    "bettertls-nameconstraints-16pct",
    "pkits",
];

/// What must at least hold of a program: share of equal verdicts, and of equal messages among what
/// it refuses; of each suite in turn. A program that is not named here is only measured.
const FLOORS: &[(&Program, [(f64, f64); 2])] = &[
    (&OPENSSL_30, [(1.0, 1.0), (0.99, 1.0)]),
    (&OPENSSL_30_LAST, [(1.0, 1.0), (0.97, 0.97)]),
    (&OPENSSL_40, [(1.0, 1.0), (0.99, 1.0)]),
    (&GNUTLS, [(1.0, 1.0), (0.99, 1.0)]),
    (&MBEDTLS, [(1.0, 1.0), (0.99, 1.0)]),
    (&GO_127, [(1.0, 1.0), (0.99, 0.99)]),
    (&RUSTLS, [(1.0, 1.0), (0.99, 0.99)]),
    (&PYCA, [(1.0, 1.0), (0.99, 0.97)]),
    (&NSS, [(1.0, 1.0), (0.99, 0.99)]),
    (&FIREFOX_153, [(1.0, 1.0), (0.99, 0.65)]),
    (&BORING_PKI, [(1.0, 1.0), (0.99, 1.0)]),
];

/// The columns of a case: the purpose it names, and the same as a client's certificate.
const COLUMNS: [(&str, bool); 2] = [("says", false), ("says_client", true)];

#[derive(Default)]
struct Tally {
    cases: usize,
    answered: usize,
    verdict: usize,
    false_accept: usize,
    false_reject: usize,
    codes: usize,
    code: usize,
    messages: usize,
    message: usize,
}

/// Runs the suites that lie in the folder; whether all floors hold. `misses` names the program
/// whose disagreements are listed.
pub fn run(folder: &Path, misses: Option<&str>) -> bool {
    let mut ledger = Ledger::read(LEDGER);
    let mut clean = true;
    let mut ran = 0usize;
    for (index, suite) in SUITES.iter().enumerate() {
        let file = folder.join(format!("{suite}.jsonl.gz"));
        if !file.exists() {
            println!("{suite}: {} is absent; nothing was compared.", file.display());
            clean = false;
            continue;
        }
        ran += 1;
        match crate::lines(&file) {
            Ok(rows) => clean &= one(suite, index, &rows, misses, &mut ledger),
            Err(reason) => {
                println!("{suite}: {reason}");
                clean = false;
            }
        }
    }
    for fault in &ledger.faults {
        println!("LEDGER {fault}");
        clean = false;
    }
    if ran == SUITES.len() {
        for stale in ledger.stale() {
            println!("STALE in {LEDGER}: {stale}");
            clean = false;
        }
    }
    clean
}

fn one(
    suite: &str,
    index: usize,
    rows: &[Value],
    misses: Option<&str>,
    ledger: &mut Ledger,
) -> bool {
    let mut tallies: BTreeMap<&str, Tally> = BTreeMap::new();
    let mut clean = true;
    for row in rows {
        let id = row.get("id").and_then(Value::as_str).unwrap_or_default();
        for (column, client) in COLUMNS {
            let Some(says) = row.get(column) else { continue };
            let said = match judged(row, client) {
                Ok(said) => said,
                Err(reason) => {
                    println!("BROKEN {id}: {reason}");
                    clean = false;
                    continue;
                }
            };
            for program in Program::ALL {
                let name = program.id;
                let Some(truth) = truth(says, program) else { continue };
                let tally = tallies.entry(name).or_default();
                tally.cases += 1;
                let judgement = said.iter().find(|(stack, _)| *stack == Stack::Program(program));
                let Some((_, judgement)) = judgement else {
                    if misses == Some(name) {
                        println!("SILENT {id} {column}: {}", truth.text());
                    }
                    continue;
                };
                let ours = Said::ours(judgement);
                let agrees = tally.count(&truth, &ours);
                if misses == Some(name) && !(agrees && truth.same_words(&ours)) {
                    println!(
                        "MISS {id} {column}\n    it   {}\n    ours {}",
                        truth.text(),
                        ours.text()
                    );
                }
                if !agrees && index < 2 && FLOORS.iter().any(|(named, _)| named == program) {
                    let field = if client { format!("{name}:client") } else { name.to_owned() };
                    if ledger.explains(id, &field).is_none() {
                        println!(
                            "DISAGREES {id} {field}: it said {}, we say {}",
                            truth.text(),
                            ours.text()
                        );
                        clean = false;
                    }
                }
            }
        }
    }
    for program in Program::ALL {
        let Some(tally) = tallies.get(program.id) else { continue };
        println!("{suite:31} {:14} {}", program.id, tally.text());
        let floors = FLOORS.iter().find(|(named, _)| named == program);
        let Some((verdict, message)) = floors.and_then(|(_, all)| all.get(index)) else { continue };
        let shares = [
            ("verdicts", share(tally.verdict, tally.cases), *verdict),
            ("messages", share(tally.message, tally.messages), *message),
        ];
        for (what, share, floor) in shares {
            if share < floor {
                println!(
                    "{suite} {}: less than {:.0} % of the {what} agree",
                    program.id,
                    floor * 100.0
                );
                clean = false;
            }
        }
    }
    clean
}

/// What all stacks say about a row, whose own answers stay out of their sight.
fn judged(row: &Value, client: bool) -> Result<Vec<(Stack, Judgement)>, String> {
    let mut row = row.clone();
    if let Some(object) = row.as_object_mut() {
        object.retain(|field, _| !["expected", "says", "says_client"].contains(&field.as_str()));
        if client {
            object.insert("purpose".into(), "client".into());
        }
    }
    let line = row.to_string();
    guard::run(move || case_from_line(&line).map(|case| judge(&case)))?
}

/// A verdict with its words.
struct Said {
    accepts: bool,
    code: Option<String>,
    message: Option<String>,
}

/// What a program said about a row; `None` where it was not asked, or could not answer.
fn truth(says: &Value, program: &'static Program) -> Option<Said> {
    let last = program == &OPENSSL_30_LAST;
    let own = says.get(program.id);
    // In some columns the list of all faults stands beside the first one.
    let entry = match own {
        None if last => says.get("openssl30").filter(|entry| {
            entry.get("last").is_some()
                || entry.get("verdict").and_then(Value::as_str) == Some("accept")
        })?,
        own => own?,
    };
    let accepts = match entry.get("verdict").and_then(Value::as_str)? {
        "accept" => true,
        "reject" => false,
        _ => return None,
    };
    let field = |plain: &str, of_last: &str| {
        let value = entry.get(of_last).filter(|_| last).or_else(|| entry.get(plain))?;
        Some(value.as_str().map_or_else(|| value.to_string(), str::to_owned))
    };
    Some(Said { accepts, code: field("code", "last_code"), message: field("message", "last") })
}

impl Said {
    fn ours(judgement: &Judgement) -> Self {
        match &judgement.refusal {
            None => Self { accepts: true, code: None, message: None },
            Some(refusal) => Self {
                accepts: false,
                code: Some(refusal.code.clone()),
                message: Some(refusal.message.clone()),
            },
        }
    }

    /// Whether a refusal has the same code and message, as far as the program gave them.
    fn same_words(&self, ours: &Said) -> bool {
        self.accepts || (self.same_code(ours) && self.same_message(ours))
    }

    fn same_code(&self, ours: &Said) -> bool {
        self.code.is_none() || self.code == ours.code
    }

    fn same_message(&self, ours: &Said) -> bool {
        let plain = |said: &Said| said.message.as_deref().map(plain);
        self.message.is_none() || plain(self) == plain(ours)
    }

    fn text(&self) -> String {
        match self.accepts {
            true => "accept".to_owned(),
            false => format!(
                "reject {} {:?}",
                self.code.as_deref().unwrap_or("-"),
                self.message.as_deref().unwrap_or("-")
            ),
        }
    }
}

/// A message without what differs from run to run: white space, capitals, the clock, causes.
fn plain(message: &str) -> String {
    let mut words: Vec<&str> = Vec::new();
    let mut rest = message.split_whitespace().peekable();
    while let Some(word) = rest.next() {
        words.push(word);
        if words.ends_with(&["current", "time"]) && rest.next().is_some() {
            words.push("T");
        }
    }
    let text = words.join(" ");
    let mut plain = String::new();
    let mut rest = text.as_str();
    while let Some((before, after)) = rest.split_once("UnixTime(") {
        plain.push_str(before);
        plain.push_str("UnixTime(T");
        rest = after.trim_start_matches(|c: char| c.is_ascii_digit());
    }
    plain.push_str(rest);
    let plain = plain.to_lowercase();
    plain.split(" <- ").next().unwrap_or_default().to_owned()
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}

impl Tally {
    /// Counts an answer; whether the verdicts are the same.
    fn count(&mut self, truth: &Said, ours: &Said) -> bool {
        self.answered += 1;
        let agrees = truth.accepts == ours.accepts;
        match (agrees, ours.accepts) {
            (true, _) => self.verdict += 1,
            (false, true) => self.false_accept += 1,
            (false, false) => self.false_reject += 1,
        }
        if !truth.accepts {
            if truth.code.is_some() {
                self.codes += 1;
                self.code += usize::from(truth.same_code(ours));
            }
            if truth.message.is_some() {
                self.messages += 1;
                self.message += usize::from(truth.same_message(ours));
            }
        }
        agrees
    }

    fn text(&self) -> String {
        let of = |part, whole| format!("{part}/{whole} ({:.1} %)", share(part, whole) * 100.0);
        format!(
            "{} of {} answered, verdict {}, false accepts {}, false rejects {}; of rejects: code {}, message {}",
            self.answered,
            self.cases,
            of(self.verdict, self.answered),
            self.false_accept,
            self.false_reject,
            of(self.code, self.codes),
            of(self.message, self.messages),
        )
    }
}
