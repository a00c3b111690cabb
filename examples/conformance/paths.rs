//! `conformance paths PATH`: what the judge says about suites of certification paths, against what
//! the suites expect. Disagreements, each with its reason, are in `tests/ledgers/paths.tsv`.

use std::collections::BTreeMap;
use std::path::Path;

use pemlens::judge::{case_from_line, spec};
use serde_json::Value;

use crate::guard;
use crate::ledger::Ledger;

const LEDGER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/ledgers/paths.tsv");

/// The suites, and the share of the cases that count which must agree.
const SUITES: &[(&str, f64)] = &[
    ("limbo-core", 0.97),
    ("bettertls-nameconstraints-16pct", 1.0),
    ("bettertls-pathbuilding", 1.0),
    ("pkits", 0.97),
    ("boring-chain", 0.95),
];

/// Kinds of reasons after which a case does not count: the suite contradicts itself. Other kinds are
/// disagreements that count: `pedantry`, `unsupported`, `lost`.
const APART: [&str; 1] = ["conflict"];

#[derive(Default)]
struct Tally {
    cases: usize,
    apart: BTreeMap<String, usize>,
    agree: usize,
    disagree: usize,
}

/// Runs the suites that lie in the folder; whether all of them agree as far as they must.
pub fn run(folder: &Path) -> bool {
    let mut ledger = Ledger::read(LEDGER);
    let mut clean = true;
    let mut ran = 0usize;
    for (suite, wanted) in SUITES {
        let file = folder.join(format!("{suite}.jsonl.gz"));
        if !file.exists() {
            println!("{suite}: {} is absent; nothing was compared.", file.display());
            clean = false;
            continue;
        }
        ran += 1;
        match crate::lines(&file) {
            Ok(rows) => clean &= one(suite, *wanted, &rows, &mut ledger),
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

fn one(suite: &str, wanted: f64, rows: &[Value], ledger: &mut Ledger) -> bool {
    let mut tally = Tally::default();
    let mut plain = Tally::default();
    let mut clean = true;
    for row in rows {
        let id = row.get("id").and_then(Value::as_str).unwrap_or_default();
        let expected = match row.get("expected").and_then(Value::as_str) {
            Some("SUCCESS") => "accept",
            Some("FAILURE") => "reject",
            _ => continue,
        };
        // What must be the same with and without them stays out of the judge's sight.
        let line = without(row, &["expected", "expected_errors", "says", "says_client"]);
        let said = guard::run(move || match case_from_line(&line) {
            Ok(case) => Ok(spec(&case)),
            Err(reason) => Err(reason),
        });
        let refusal = match said {
            Ok(Ok(judgement)) => judgement.refusal,
            Ok(Err(reason)) | Err(reason) => {
                println!("BROKEN {id}: {reason}");
                clean = false;
                continue;
            }
        };
        let verdict = if refusal.is_none() { "accept" } else { "reject" };
        let agrees = verdict == expected;
        let reason = if agrees { None } else { ledger.explains(id, verdict).map(str::to_owned) };
        if !agrees && reason.is_none() {
            clean = false;
            let why = refusal.map(|refusal| format!(" ({refusal})")).unwrap_or_default();
            println!("DISAGREES {id}: {expected} was expected, the verdict is {verdict}{why}");
        }
        let kind =
            reason.as_deref().and_then(|reason| reason.split_once(':')).map(|(kind, _)| kind);
        let apart = match kind {
            Some(kind) if APART.contains(&kind) => Some(kind),
            _ => None,
        };
        tally.count(agrees, apart);
        if row.get("trust").and_then(Value::as_str) == Some("TRUSTED_ANCHOR") {
            plain.count(agrees, apart);
        }
    }
    println!("{suite}: {}", tally.text());
    if plain.cases > 0 {
        println!("{suite}, plain trust anchors: {}", plain.text());
    }
    if tally.share() < wanted {
        println!("{suite}: less than {:.0} % agree", wanted * 100.0);
        clean = false;
    }
    clean
}

fn without(row: &Value, fields: &[&str]) -> String {
    let mut row = row.clone();
    if let Some(object) = row.as_object_mut() {
        object.retain(|field, _| !fields.contains(&field.as_str()));
    }
    row.to_string()
}

impl Tally {
    fn count(&mut self, agrees: bool, apart: Option<&str>) {
        self.cases += 1;
        match apart {
            Some(kind) => *self.apart.entry(kind.to_owned()).or_default() += 1,
            None if agrees => self.agree += 1,
            None => self.disagree += 1,
        }
    }

    fn share(&self) -> f64 {
        let counted = self.agree + self.disagree;
        if counted == 0 { 1.0 } else { self.agree as f64 / counted as f64 }
    }

    fn text(&self) -> String {
        let apart: Vec<String> =
            self.apart.iter().map(|(kind, count)| format!("{count} {kind}")).collect();
        let apart = match apart.is_empty() {
            true => String::new(),
            false => format!("; apart: {}", apart.join(", ")),
        };
        let counted = self.agree + self.disagree;
        format!(
            "{} cases, {} of {counted} agree ({:.1} %){apart}",
            self.cases,
            self.agree,
            self.share() * 100.0
        )
    }
}
