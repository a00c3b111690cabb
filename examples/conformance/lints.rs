//! `conformance lints PATH`: the rules against zlint and pkilint, certificate by certificate.
//!
//! `tests/ledgers/lints.tsv` says which lint asks what a rule asks. Each certificate is looked at by
//! itself, at its notBefore; for lints of the Baseline Requirements as if it were public. A rule that
//! is silent where its lint fires costs recall, one that fires where its lint passes costs
//! precision. Disagreements, each with its reason, are in `tests/ledgers/lint-cases.tsv`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use pemlens::decode;
use pemlens::hints::{check_alone, rules};
use serde_json::Value;

use crate::guard;
use crate::ledger::Ledger;

const MAP: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/ledgers/lints.tsv");
const LEDGER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/ledgers/lint-cases.tsv");

/// What must agree in total, of what fired on either side.
const BAR: f64 = 0.95;

/// Kinds of reasons after which a case does not count: the rule is right about another cause that it
/// covers too, or the linter's own expectation is mistaken.
const APART: [&str; 2] = ["another-cause", "linter"];

/// A line of the map.
struct Pair {
    rule: String,
    lint: String,
    /// Whether the rule asks no more than the lint, so that its firing alone is a disagreement.
    precision: bool,
    /// Whether the rule asks no less, so that its silence is one.
    recall: bool,
}

/// What a linter says about a certificate.
struct Case {
    id: String,
    der: Vec<u8>,
    /// Whether the lint is one that binds public CAs.
    public: bool,
    fires: bool,
}

#[derive(Clone, Copy, Default)]
struct Tally {
    both: usize,
    missed: usize,
    surplus: usize,
    neither: usize,
    apart: usize,
}

/// Compares all pairs of the map; whether they agree as far as they must.
pub fn run(folder: &Path) -> bool {
    let (zlint, pkilint) = match (rows(folder, "zlint"), rows(folder, "pkilint")) {
        (Some(zlint), Some(pkilint)) => (zlint, pkilint),
        _ => return false,
    };
    let map = match map() {
        Ok(map) => map,
        Err(reason) => {
            println!("{reason}");
            return false;
        }
    };
    let mut ledger = Ledger::read(LEDGER);
    let mut known: BTreeMap<(Vec<u8>, bool), BTreeSet<&'static str>> = BTreeMap::new();
    let (mut total, mut clean) = (Tally::default(), true);
    println!(
        "{:30} {:66} {:>5} {:>6} {:>7} {:>5}",
        "rule", "lint", "both", "missed", "surplus", "apart"
    );
    let cases: Vec<Vec<Case>> = map
        .iter()
        .map(|pair| match pair.lint.split_once(':') {
            Some(("zlint", lint)) => of_zlint(&zlint, lint),
            Some(("pkilint", lint)) => of_pkilint(&pkilint, lint),
            _ => Vec::new(),
        })
        .collect();
    // Where one lint of a rule fires, the others do not say that the rule should be silent.
    let mut causes: BTreeSet<(&str, &[u8])> = BTreeSet::new();
    for (pair, cases) in map.iter().zip(&cases) {
        let fired = cases.iter().filter(|case| case.fires);
        causes.extend(fired.map(|case| (pair.rule.as_str(), case.der.as_slice())));
    }
    for (pair, cases) in map.iter().zip(&cases) {
        let mut tally = Tally::default();
        for case in cases {
            let key = (case.der.clone(), case.public);
            let found = known.entry(key).or_insert_with(|| found(case, &mut clean));
            let fires = found.contains(pair.rule.as_str());
            if fires && !case.fires && causes.contains(&(pair.rule.as_str(), &case.der[..])) {
                tally.apart += 1;
                continue;
            }
            clean &= tally.count(pair, case, fires, &mut ledger);
        }
        if tally.both + tally.missed == 0 {
            println!("{}: no case shows that {} asks the same", pair.rule, pair.lint);
            clean = false;
        }
        println!(
            "{:30} {:66} {:>5} {:>6} {:>7} {:>5}",
            pair.rule, pair.lint, tally.both, tally.missed, tally.surplus, tally.apart
        );
        total.add(tally);
    }
    let rules: BTreeSet<&str> = map.iter().map(|pair| pair.rule.as_str()).collect();
    println!(
        "{} lints of {} rules: {} fire on both sides, {} on neither, {} missed, {} surplus, {} apart",
        map.len(),
        rules.len(),
        total.both,
        total.neither,
        total.missed,
        total.surplus,
        total.apart
    );
    let (precision, recall) = (share(total.both, total.surplus), share(total.both, total.missed));
    println!("precision {:.1} %, recall {:.1} %", precision * 100.0, recall * 100.0);
    if precision < BAR || recall < BAR {
        println!("less than {:.0} %", BAR * 100.0);
        clean = false;
    }
    for fault in &ledger.faults {
        println!("LEDGER {fault}");
        clean = false;
    }
    for stale in ledger.stale() {
        println!("STALE in {LEDGER}: {stale}");
        clean = false;
    }
    clean
}

fn rows(folder: &Path, name: &str) -> Option<Vec<Value>> {
    let file = folder.join(format!("{name}.jsonl.gz"));
    if !file.exists() {
        println!("{name}: {} is absent; nothing was compared.", file.display());
        return None;
    }
    crate::lines(&file).map_err(|reason| println!("{name}: {reason}")).ok()
}

/// Reads `rule TAB lint TAB both|recall|precision` lines; `#` begins a comment.
fn map() -> Result<Vec<Pair>, String> {
    let text = std::fs::read_to_string(MAP).map_err(|error| format!("{MAP}: {error}"))?;
    let lines = text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#'));
    let pairs = lines.map(|line| {
        let [rule, lint, counts] = line.split('\t').collect::<Vec<_>>()[..] else {
            return Err(format!("{MAP}: rule, lint and what counts, with tabs between: {line}"));
        };
        if rules::find(rule).is_none() {
            return Err(format!("{MAP}: there is no rule {rule}"));
        }
        let (precision, recall) = match counts {
            "both" => (true, true),
            "precision" => (true, false),
            "recall" => (false, true),
            other => return Err(format!("{MAP}: {other} is none of both, precision, recall")),
        };
        Ok(Pair { rule: rule.to_owned(), lint: lint.to_owned(), precision, recall })
    });
    pairs.collect()
}

/// The cases of one lint. Where it does not apply, or not yet, it says nothing.
fn of_zlint(rows: &[Value], lint: &str) -> Vec<Case> {
    let of_lint = rows.iter().filter(|row| row["lint"] == lint);
    let cases = of_lint.filter_map(|row| {
        let fires = match row["expect"].as_str()? {
            "Pass" => false,
            "Error" | "Warn" | "Notice" => true,
            _ => return None,
        };
        let family = row["src"].as_str()?.split('/').nth(1)?;
        let public = ["cabf_br", "cabf_ev", "apple", "mozilla"].contains(&family);
        Some(Case { id: row["id"].as_str()?.to_owned(), der: der(row)?, public, fires })
    });
    cases.collect()
}

/// The cases of one code. Codes of a profile speak about certificates of that profile only.
fn of_pkilint(rows: &[Value], code: &str) -> Vec<Case> {
    let public = code.starts_with("cabf.") && !code.starts_with("cabf.smime");
    let folder = match code.split('.').next() {
        Some("cabf") if code.starts_with("cabf.smime") => "/smime_br/",
        Some("cabf") => "/tls_br/",
        Some("etsi") => "/etsi/",
        _ => "/",
    };
    let cases = rows.iter().filter_map(|row| {
        let id = row["id"].as_str().filter(|id| id.contains(folder))?;
        // `…/tls_br/ov_final_certificate/…`: end-entity certificates of servers.
        let kind = id.split('/').nth(2).unwrap_or_default();
        if code.starts_with("cabf.serverauth.subscriber.") && !kind.ends_with("_certificate") {
            return None;
        }
        let fires = row["findings"].as_array()?.iter().any(|finding| finding["code"] == code);
        Some(Case { id: id.to_owned(), der: der(row)?, public, fires })
    });
    cases.collect()
}

fn der(row: &Value) -> Option<Vec<u8>> {
    const BEGIN: &str = "-----BEGIN CERTIFICATE-----";
    let (_, rest) = row["pem"].as_str()?.split_once(BEGIN)?;
    let (body, _) = rest.split_once("-----END")?;
    let body: String = body.chars().filter(|c| !c.is_whitespace()).collect();
    data_encoding::BASE64.decode(body.as_bytes()).ok()
}

fn found(case: &Case, clean: &mut bool) -> BTreeSet<&'static str> {
    let (der, public) = (case.der.clone(), case.public);
    let found = guard::run(move || {
        decode::certificate(&der).map(|certificate| check_alone(&certificate, public))
    });
    match found {
        Ok(Ok(found)) => found,
        Ok(Err(reason)) | Err(reason) => {
            println!("BROKEN {}: {reason}", case.id);
            *clean = false;
            BTreeSet::new()
        }
    }
}

fn share(both: usize, against: usize) -> f64 {
    if both + against == 0 { 1.0 } else { both as f64 / (both + against) as f64 }
}

impl Tally {
    /// Counts one case; whether a disagreement is explained.
    fn count(&mut self, pair: &Pair, case: &Case, fires: bool, ledger: &mut Ledger) -> bool {
        match (case.fires, fires) {
            (true, true) => self.both += 1,
            (false, false) => self.neither += 1,
            (true, false) if !pair.recall => self.apart += 1,
            (false, true) if !pair.precision => self.apart += 1,
            (theirs, _) => {
                let reason = ledger.explains(&case.id, &pair.rule).map(str::to_owned);
                let kind = reason.as_deref().and_then(|reason| reason.split_once(':'));
                if kind.is_some_and(|(kind, _)| APART.contains(&kind)) {
                    self.apart += 1;
                    return true;
                }
                if theirs {
                    self.missed += 1
                } else {
                    self.surplus += 1
                }
                if reason.is_none() {
                    let word = if theirs { "MISSED" } else { "SURPLUS" };
                    println!("{word} {} ({}): {}", pair.rule, pair.lint, case.id);
                }
                return reason.is_some();
            }
        }
        true
    }

    fn add(&mut self, other: Tally) {
        self.both += other.both;
        self.missed += other.missed;
        self.surplus += other.surplus;
        self.neither += other.neither;
        self.apart += other.apart;
    }
}
