//! `conformance revocation PATH`: what one list or one OCSP response proves about a certificate,
//! against what BoringSSL's tests expect (PATH is the folder the cases lie in).

use std::path::Path;

use pemlens::judge::revocation_line;
use serde_json::Value;

use crate::guard;

/// The suites, and the share that must agree.
const SUITES: [(&str, f64); 2] = [("boring-crl", 0.97), ("boring-ocsp", 0.97)];

/// Runs the suites; whether each agrees as far as it must, and nothing revoked is called good.
pub fn run(folder: &Path) -> bool {
    let mut clean = true;
    for (suite, wanted) in SUITES {
        let file = folder.join(format!("{suite}.jsonl.gz"));
        if !file.exists() {
            println!("{suite}: {} is absent; nothing was compared.", file.display());
            clean = false;
            continue;
        }
        match crate::lines(&file) {
            Ok(rows) => clean &= one(suite, wanted, &rows),
            Err(reason) => {
                println!("{suite}: {reason}");
                clean = false;
            }
        }
    }
    clean
}

fn one(suite: &str, wanted: f64, rows: &[Value]) -> bool {
    let mut clean = true;
    let (mut agree, mut all) = (0usize, 0usize);
    for row in rows {
        let field = |name: &str| row.get(name).and_then(Value::as_str).unwrap_or_default();
        let (id, expected) = (field("id"), field("expect"));
        let line = asked(row);
        all += 1;
        let answer = match guard::run(move || revocation_line(&line)) {
            Ok(Some(Ok(answer))) => answer,
            other => {
                println!("BROKEN {id}: {other:?}");
                clean = false;
                continue;
            }
        };
        let answer: Value = serde_json::from_str(&answer).unwrap_or_default();
        let status = answer.get("status").and_then(Value::as_str).unwrap_or_default();
        if status == expected {
            agree += 1;
            continue;
        }
        println!("DISAGREES {id}: {expected} was expected, the answer is {answer}");
        if expected == "revoked" && status == "good" {
            println!("{suite}: what is revoked was called good");
            clean = false;
        }
    }
    let share = if all == 0 { 0.0 } else { agree as f64 / all as f64 };
    println!("{suite}: {agree} of {all} agree ({:.1} %)", share * 100.0);
    if share < wanted {
        println!("{suite}: less than {:.0} % agree", wanted * 100.0);
        clean = false;
    }
    clean
}

/// The line without what it is measured by.
fn asked(row: &Value) -> String {
    const ASKED: [&str; 8] = ["id", "cert", "issuer", "root", "crl", "ocsp_b64", "time", "max_age"];
    let mut row = row.clone();
    if let Some(object) = row.as_object_mut() {
        object.retain(|field, _| ASKED.contains(&field.as_str()));
    }
    row.to_string()
}
