//! Recorded handshakes against what is foreseen: `handshakes.jsonl.gz` and the PKI behind it,
//! `handshake-pki.tar.gz`, in four parts: outcome, who refuses, alert or none, words or silence.
//!
//! A recording that differs with a reason stands in `tests/ledgers/handshakes.tsv`: which series,
//! which parties, fault, version and part, what was recorded, why.

mod real;

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read as _;
use std::path::Path;

use pemlens::handshake;
use serde_json::{Value, json};

const LEDGER: &str = "tests/ledgers/handshakes.tsv";
/// Between making the PKI and the last run; its certificates have days to either side.
const TIME: &str = "2026-11-29T05:45:30Z";

/// What has to be reached: part, share in thousandths.
const FLOORS: [(&str, usize); 5] =
    [("outcome", 990), ("by", 990), ("alert", 970), ("words", 950), ("silence", 1000)];

/// The files of the PKI, by name.
type Pki = BTreeMap<String, String>;

/// What was recorded, as far as a recording tells it.
struct Truth {
    connects: bool,
    by: Option<&'static str>,
    /// `Some(None)`: none came. `None`: the recording does not tell.
    alert: Option<Option<String>>,
    server_log: Option<String>,
    client_words: Option<String>,
}

/// Whether every floor is reached, every difference explained, and what is run here comes as foreseen.
pub fn run(folder: &Path, third: Option<usize>) -> bool {
    let (rows, pki) = match (super::lines(&folder.join("handshakes.jsonl.gz")), pki(folder)) {
        (Ok(rows), Ok(pki)) => (rows, pki),
        (Err(reason), _) | (_, Err(reason)) => {
            eprintln!("{}: {reason}; nothing was compared.", folder.display());
            return false;
        }
    };
    let mut ledger = ledger();
    let mut score: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let mut clean = true;
    for (number, row) in rows.iter().enumerate() {
        let Some((case, truth)) = case(row, &pki) else {
            println!("row {number} is of no known series");
            clean = false;
            continue;
        };
        let found = match handshake::case_from_line(&case.to_string()) {
            Ok(case) => handshake::prediction_line(&case),
            Err(reason) => {
                println!("row {number}: {reason}");
                clean = false;
                continue;
            }
        };
        let found: Value = serde_json::from_str(&found).unwrap_or_default();
        for (part, agrees, seen, expected) in compare(row, &found, &truth) {
            let key = format!("{} {part}", name(row));
            let explained = !agrees && ledger.contains_key(&key);
            if let Some(used) = ledger.get_mut(&key).filter(|_| !agrees) {
                *used = true;
            }
            let (good, all) = score.entry(part).or_default();
            *all += 1;
            *good += usize::from(agrees);
            if !agrees && !explained {
                println!("{key}: foreseen {seen:?}, recorded {expected:?}");
                clean = false;
            }
        }
    }
    for (key, used) in &ledger {
        if !used {
            println!("{LEDGER}: {key} explains nothing any more");
            clean = false;
        }
    }
    println!("{} recorded handshakes", rows.len());
    for (part, floor) in FLOORS {
        let (good, all) = score.get(part).copied().unwrap_or_default();
        let share = good * 1000 / all.max(1);
        println!(
            "{part:8} {good}/{all}  {}.{} % (at least {}.{} %)",
            share / 10,
            share % 10,
            floor / 10,
            floor % 10
        );
        clean &= all > 0 && share >= floor;
    }
    clean & real::run(third)
}

/// Real handshakes alone, without recordings: whether all came as foreseen.
pub fn real(third: Option<usize>) -> bool {
    real::run(third)
}

/// How a row is named in the ledger.
fn name(row: &Value) -> String {
    let text = |field: &str| row[field].as_str().unwrap_or("-").to_owned();
    match text("set").as_str() {
        "server-faults-x-clients" => {
            format!(
                "{} {} {} {} {}",
                "server-faults",
                text("client"),
                text("s"),
                text("ca"),
                text("tls")
            )
        }
        "client-selection-and-words" => {
            format!("words {}/{} {} {}", text("server"), text("client"), text("fault"), text("tls"))
        }
        "crl-and-depth" => {
            format!(
                "settings {} {} {} {}",
                text("server"),
                text("label"),
                text("fault"),
                text("tls")
            )
        }
        _ => format!("faults {} {} {}", text("server"), text("fault"), text("tls")),
    }
}

fn ledger() -> BTreeMap<String, bool> {
    let text = std::fs::read_to_string(LEDGER).unwrap_or_default();
    let lines = text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#'));
    lines.filter_map(|line| Some((line.split_once('\t')?.0.to_owned(), false))).collect()
}

fn pki(folder: &Path) -> Result<Pki, String> {
    let file =
        std::fs::File::open(folder.join("handshake-pki.tar.gz")).map_err(|e| e.to_string())?;
    let mut archive = tar::Archive::new(flate2::read::GzDecoder::new(file));
    let mut found = Pki::new();
    for entry in archive.entries().map_err(|e| e.to_string())? {
        let mut entry = entry.map_err(|e| e.to_string())?;
        let path = entry.path().map_err(|e| e.to_string())?.to_string_lossy().into_owned();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).map_err(|e| e.to_string())?;
        if let (Some(name), Ok(text)) = (path.rsplit('/').next(), String::from_utf8(bytes)) {
            found.insert(name.to_owned(), text);
        }
    }
    Ok(found)
}

/// A row as a case, and what it tells.
fn case(row: &Value, pki: &Pki) -> Option<(Value, Truth)> {
    let text = |field: &str| row[field].as_str().unwrap_or_default();
    let file = |name: &str| pki.get(name).cloned().unwrap_or_default();
    let (server, tls) = (text("server"), text("tls"));
    let given = |program: &str, certificate: &str, end: &str, trust: &str| {
        let mut side = json!({ "program": program, "trust": [file(trust)] });
        if certificate != "none" && !certificate.is_empty() {
            side["chain"] = json!([file(&format!("{certificate}{end}"))]);
            side["key"] = json!(file(&format!("{certificate}.key")));
        }
        side
    };
    let (mut serves, connects, truth);
    match text("set") {
        "servers-x-client-faults" | "crl-and-depth" => {
            serves = given(server, "s_good", ".full", "croot.pem");
            let deep = matches!(server, "nginx" | "apache");
            match text("label") {
                "" => {}
                "ca_int_only" => serves["trust"] = json!([file("cint.pem")]),
                label => match label.strip_prefix("depth") {
                    Some(depth) => {
                        serves["settings"] = json!({ "depth": depth.parse::<u32>().ok()? })
                    }
                    None => {
                        let list = if label == "crl_int_only" { "crl_int" } else { label };
                        serves["crls"] = json!(file(&format!("{list}.pem")));
                    }
                },
            }
            if deep && !text("label").is_empty() && !text("label").starts_with("depth") {
                serves["settings"] = json!({ "depth": 9 });
            }
            connects = given("s_client", text("fault"), ".full", "sroot.pem");
            truth = by_s_client(row);
        }
        "client-selection-and-words" => {
            serves = given(server, "s_good", ".full", "croot.pem");
            let (fault, end) = match text("fault").strip_suffix("/leaf-only") {
                Some(fault) => (fault, ".crt"),
                None => (text("fault"), ".full"),
            };
            connects = given(text("client"), fault, end, "sroot.pem");
            truth = by_words(row);
        }
        "server-faults-x-clients" => {
            serves = given("s_server", text("s"), ".full", "croot.pem");
            serves["settings"] = json!({ "verify": "off" });
            connects = given(text("client"), "", "", &format!("{}.pem", text("ca")));
            truth = by_client(row);
        }
        _ => return None,
    }
    let case = json!({
        "id": "row", "kind": "handshake", "server": serves, "client": connects, "host": "localhost",
        "tls": tls, "time": TIME,
    });
    Some((case, truth))
}

fn first(row: &Value, field: &str) -> Option<String> {
    row[field].as_array()?.first()?.as_str().map(str::to_owned)
}

/// s_client tells the alert and the HTTP status.
fn by_s_client(row: &Value) -> Truth {
    let alerts: Vec<&str> = row["alert"]
        .as_array()
        .map(|all| all.iter().filter_map(Value::as_str).collect())
        .unwrap_or_default();
    // Java says this when a good connection is closed.
    let alert = alerts.iter().find(|alert| **alert != "user_canceled").map(|it| (*it).to_owned());
    let cannot_load = first(row, "err").is_some_and(|line| line.contains("key too small"));
    let http = first(row, "http").unwrap_or_default();
    // These two speak no HTTP here, and Apache and etcd have no page to show.
    let quiet = matches!(row["server"].as_str(), Some("stunnel" | "mosquitto"));
    let connects = match quiet {
        true => alert.is_none() && !cannot_load,
        false => http.starts_with("200") || http.starts_with("404"),
    };
    Truth {
        connects,
        by: (!connects).then_some(if cannot_load { "client" } else { "server" }),
        alert: Some(alert),
        server_log: Some(row["log"].as_str().unwrap_or_default().to_owned()),
        client_words: None,
    }
}

/// The client's words alone.
fn by_words(row: &Value) -> Truth {
    let words = row["cli"].as_str().unwrap_or_default().trim().to_owned();
    let connects = spoke(&words);
    Truth {
        connects,
        by: (!connects).then_some("server"),
        alert: None,
        server_log: Some(row["log"].as_str().unwrap_or_default().to_owned()),
        client_words: Some(words),
    }
}

/// A server that asks for nothing, and the alert that it received.
fn by_client(row: &Value) -> Truth {
    let words = row["cli"].as_str().unwrap_or_default().trim().to_owned();
    let connects = spoke(&words);
    let by_server = row["srv"].to_string().contains("no shared cipher");
    Truth {
        connects,
        by: (!connects).then_some(if by_server { "server" } else { "client" }),
        alert: (!by_server).then(|| first(row, "alert")),
        server_log: None,
        client_words: Some(words),
    }
}

fn spoke(words: &str) -> bool {
    words.starts_with("OK ")
        || words.starts_with("<HTML")
        || words.contains("; OK ")
        || words.contains("HTTP/1.0 200")
        || words == "ok"
}

type Compared = (&'static str, bool, String, String);

/// The four parts, as far as the row tells them.
fn compare(row: &Value, found: &Value, truth: &Truth) -> Vec<Compared> {
    let text = |field: &str| found[field].as_str().unwrap_or("none").to_owned();
    let outcome = if truth.connects { "connects" } else { "refused" };
    let by = truth.by.unwrap_or("none");
    let mut parts = vec![
        ("outcome", text("outcome") == outcome, text("outcome"), outcome.to_owned()),
        ("by", text("by") == by, text("by"), by.to_owned()),
    ];
    if let Some(alert) = &truth.alert {
        let alert = alert.clone().unwrap_or_else(|| "none".into());
        parts.push(("alert", text("alert") == alert, text("alert"), alert));
    }
    if let Some(log) = truth.server_log.as_ref().filter(|_| by == "server") {
        let silent = log.trim().is_empty() || is_silent(row, log);
        match (found["server_says"].as_str(), silent) {
            (None, true) => parts.push(("silence", true, String::new(), String::new())),
            (Some(said), true) => parts.push(("silence", false, said.to_owned(), log.clone())),
            (said, false) => {
                let said = said.unwrap_or_default();
                parts.push(("words", holds(log, said), said.to_owned(), log.clone()));
            }
        }
    }
    if let Some(words) = truth.client_words.as_ref().filter(|_| !truth.connects) {
        let said = found["client_says"].as_str().unwrap_or_default();
        parts.push(("words", holds(words, said), said.to_owned(), words.clone()));
    }
    parts
}

/// A log that holds lines and no reason: Node.js where it rejects.
fn is_silent(row: &Value, log: &str) -> bool {
    row["server"] == "node" && log.contains("ECONNRESET") && !log.contains("ERR_SSL")
}

/// Whether what was recorded holds what was foreseen, moments, handles and what the recorder put in
/// between left aside. What s_client printed was recorded in pieces.
fn holds(recorded: &str, said: &str) -> bool {
    let recorded = plain(recorded);
    if said.is_empty() {
        return false;
    }
    let said = plain(said);
    recorded.contains(&said) || {
        let pieces: BTreeSet<&str> = said.split("../ssl/record/rec_layer_s3.c:1601:").collect();
        let piece = |piece: &str| {
            let piece = piece.trim_end_matches(':');
            recorded.contains(piece.split_once("SSL routines").map_or(piece, |(_, end)| end))
        };
        pieces.len() > 1 && pieces.into_iter().all(piece)
    }
}

fn plain(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut plain = words.join(" ");
    // The recorder writes the class without a colon.
    for class in ["ConnectError: [", "ReadError: ["] {
        plain = plain.replace(class, &class.replace(": ", " "));
    }
    // OpenSSL prints the thread before each error.
    let mut out = String::new();
    for (number, part) in plain.split("error:0A").enumerate() {
        if number > 0 {
            let end = out.trim_end_matches(|c: char| c.is_ascii_hexdigit() || c == ':').len();
            out.truncate(if out.ends_with(':') { end } else { out.len() });
            out.push_str("error:0A");
        }
        out.push_str(part);
    }
    // The moment of a run is not the one asked about.
    match out.split_once("current time ") {
        Some((before, behind)) => {
            let rest = behind.split_once(' ').map_or("", |(_, rest)| rest);
            format!("{before}current time {rest}")
        }
        None => out,
    }
}
