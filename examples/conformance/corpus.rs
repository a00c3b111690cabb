//! The comparison: every row of the corpus, every field OpenSSL shows.

use std::collections::BTreeMap;

use data_encoding::BASE64;
use pemlens::decode;
use pemlens::model::oid::ext;
use pemlens::model::{Certificate, Time};
use serde_json::Value;

use crate::guard;
use crate::ledger::Ledger;
use crate::openssl_text::{Block, Dump};
use crate::ours;

const LEDGER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/ledgers/corpus.tsv");

/// How a comparison came out.
enum Outcome {
    Equal,
    /// OpenSSL could not read the field and printed its bytes; PemLens has the same bytes.
    EqualBytes,
    Different {
        theirs: String,
        ours: String,
    },
}

#[derive(Default)]
struct Count {
    compared: usize,
    equal: usize,
    bytes: usize,
    explained: usize,
    different: usize,
}

struct Row<'a> {
    id: &'a str,
    path: &'a str,
    text: Option<&'a str>,
}

/// Compares all rows; whether everything is equal or explained.
pub fn run(rows: &[Value]) -> bool {
    let mut tally = Tally { ledger: Ledger::read(LEDGER), counts: BTreeMap::new(), unexplained: 0 };
    let (mut read, mut refused, mut panics, mut shown) = (0usize, 0usize, 0usize, 0usize);
    for value in rows {
        let row = Row {
            id: value["id"].as_str().unwrap_or("(no id)"),
            path: value["path"].as_str().unwrap_or(""),
            text: value["text"].as_str().filter(|text| !text.is_empty()),
        };
        let Ok(der) = BASE64.decode(value["der"].as_str().unwrap_or("").as_bytes()) else {
            tally.ledger.faults.push(format!("{}: its der is no base64", row.id));
            continue;
        };
        shown += usize::from(row.text.is_some());
        match guard::run(move || decode::certificate(&der)) {
            Err(panic) => {
                panics += 1;
                println!("PANIC {} {}\n    {panic}", row.id, row.path);
            }
            Ok(Err(reason)) => {
                refused += 1;
                if row.text.is_some() {
                    let outcome = Outcome::Different {
                        theirs: "read".into(),
                        ours: format!("refused: {reason}"),
                    };
                    tally.note(&row, "certificate", outcome);
                }
            }
            Ok(Ok(certificate)) => {
                read += 1;
                if let Some(text) = row.text {
                    tally.note(&row, "certificate", Outcome::Equal);
                    fields(&row, &Dump::new(text), &certificate, &mut tally);
                }
            }
        }
    }
    println!(
        "{} certificates: {read} read, {refused} refused, {panics} broke the reader; OpenSSL shows {shown}.",
        rows.len()
    );
    tally.finish() && panics == 0
}

fn fields(row: &Row<'_>, dump: &Dump<'_>, certificate: &Certificate, tally: &mut Tally) {
    let absent = || Outcome::Different {
        theirs: "(no such line found in the dump)".into(),
        ours: String::new(),
    };
    for (field, printed, name) in [
        ("subject", dump.subject(), &certificate.subject),
        ("issuer", dump.issuer(), &certificate.issuer),
    ] {
        let outcome = match printed {
            None => absent(),
            Some(printed) if ours::same_name(&printed, name) => Outcome::Equal,
            Some(printed) => Outcome::Different {
                theirs: ours::printed_text(&printed),
                ours: ours::name_text(name),
            },
        };
        tally.note(row, field, outcome);
    }

    // The dump holds the number twice; that both are equal shows that it was taken apart rightly.
    let theirs = dump.serial().filter(|serial| dump.serial_in_body().as_deref() == Some(*serial));
    tally.note(
        row,
        "serial",
        match theirs {
            None => absent(),
            Some(theirs) => texts(theirs, &certificate.serial.hex().to_ascii_uppercase()),
        },
    );

    let written = |time: Option<Time>| time.map_or("Bad time value".to_owned(), Time::iso);
    for (field, printed, time) in [
        ("notBefore", dump.not_before(), certificate.validity.not_before),
        ("notAfter", dump.not_after(), certificate.validity.not_after),
    ] {
        tally.note(
            row,
            field,
            match printed {
                None => absent(),
                Some(printed) => texts(&written(printed), &written(time)),
            },
        );
    }

    for (field, heading, oid) in [
        ("SAN", "X509v3 Subject Alternative Name", ext::SUBJECT_ALT_NAME),
        ("EKU", "X509v3 Extended Key Usage", ext::EXTENDED_KEY_USAGE),
        ("KU", "X509v3 Key Usage", ext::KEY_USAGE),
    ] {
        let blocks = dump.extensions(heading);
        // Where neither has the extension there is nothing to compare.
        if !blocks.is_empty() || certificate.extension(oid).is_some() {
            tally.note(row, field, extensions(&blocks, certificate, oid));
        }
    }
}

fn texts(theirs: &str, ours: &str) -> Outcome {
    if theirs == ours {
        Outcome::Equal
    } else {
        Outcome::Different { theirs: theirs.to_owned(), ours: ours.to_owned() }
    }
}

fn extensions(blocks: &[Block], certificate: &Certificate, oid: &str) -> Outcome {
    let ours: Vec<_> = certificate.extensions.iter().filter(|e| e.oid.as_str() == oid).collect();
    if blocks.len() != ours.len() {
        return Outcome::Different {
            theirs: format!("{} of them", blocks.len()),
            ours: format!("{} of them", ours.len()),
        };
    }
    let mut bytes = false;
    for (block, extension) in blocks.iter().zip(ours) {
        let read = ours::extension(extension);
        if read.as_ref() == Some(&block.body) {
            continue;
        }
        if ours::dump(extension) == block.body {
            bytes = true;
            continue;
        }
        return Outcome::Different {
            theirs: block.body.escape_debug().to_string(),
            ours: read.map_or("(unreadable)".to_owned(), |text| text.escape_debug().to_string()),
        };
    }
    if bytes { Outcome::EqualBytes } else { Outcome::Equal }
}

/// Counts per field, and the ledger.
struct Tally {
    ledger: Ledger,
    counts: BTreeMap<&'static str, Count>,
    unexplained: usize,
}

impl Tally {
    fn note(&mut self, row: &Row<'_>, field: &'static str, outcome: Outcome) {
        let count = self.counts.entry(field).or_default();
        count.compared += 1;
        match outcome {
            Outcome::Equal => count.equal += 1,
            Outcome::EqualBytes => count.bytes += 1,
            Outcome::Different { .. } if self.ledger.explains(row.id, field).is_some() => {
                count.explained += 1
            }
            Outcome::Different { theirs, ours } => {
                count.different += 1;
                self.unexplained += 1;
                println!(
                    "DIFFERENT {} {field} ({})\n    OpenSSL: {theirs}\n    PemLens: {ours}",
                    row.id, row.path
                );
            }
        }
    }

    fn finish(&self) -> bool {
        println!(
            "{:12} {:>9} {:>7} {:>14} {:>10} {:>10}",
            "field", "compared", "equal", "equal as bytes", "in ledger", "different"
        );
        for (field, count) in &self.counts {
            println!(
                "{field:12} {:>9} {:>7} {:>14} {:>10} {:>10}",
                count.compared, count.equal, count.bytes, count.explained, count.different
            );
        }
        for fault in &self.ledger.faults {
            println!("LEDGER {fault}");
        }
        let stale: Vec<String> = self.ledger.stale().collect();
        for entry in &stale {
            println!("LEDGER no longer true, remove it: {entry}");
        }
        let clean = self.unexplained == 0 && stale.is_empty() && self.ledger.faults.is_empty();
        println!(
            "{}",
            if clean { "No unexplained difference." } else { "There are unexplained differences." }
        );
        clean
    }
}
