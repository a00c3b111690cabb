//! The other files of cases: nothing in them may break the reader.

use std::collections::BTreeSet;
use std::path::Path;

use pemlens::decode;
use pemlens::input::Source;
use serde_json::Value;

use crate::guard;

const BEGIN: &str = "-----BEGIN CERTIFICATE-----";

/// Reads every PEM text of every file in the folder but the corpus; whether none broke the reader.
pub fn run(folder: &Path, corpus: &Path) -> bool {
    let Ok(entries) = std::fs::read_dir(folder) else {
        println!("{} cannot be listed.", folder.display());
        return false;
    };
    let mut files: Vec<_> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.retain(|path| path != corpus && path.to_string_lossy().ends_with(".jsonl.gz"));
    files.sort();
    let mut clean = true;
    for file in files {
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        match crate::lines(&file) {
            Ok(rows) => clean &= read(&name, &rows),
            Err(reason) => {
                println!("{name}: {reason}");
                clean = false;
            }
        }
    }
    clean
}

fn read(name: &str, rows: &[Value]) -> bool {
    let mut texts = BTreeSet::new();
    rows.iter().for_each(|row| collect(row, &mut texts));
    let (mut read, mut unreadable, mut panics) = (0usize, 0usize, 0usize);
    for text in texts {
        let blocks = text.matches(BEGIN).count();
        let source = Source { bytes: text.as_bytes().to_vec(), ..Source::default() };
        match guard::run(move || decode::read(&source, &mut |_| {}).certificates.len()) {
            Ok(found) => {
                read += found;
                unreadable += blocks.saturating_sub(found);
            }
            Err(panic) => {
                panics += 1;
                println!("PANIC in {name}: {panic}\n{text}");
            }
        }
    }
    println!("{name}: read {read}, unreadable {unreadable}, broke the reader {panics}");
    panics == 0
}

/// Every different text with a certificate in it, wherever it stands in a case.
fn collect<'a>(value: &'a Value, texts: &mut BTreeSet<&'a str>) {
    match value {
        Value::String(text) if text.contains(BEGIN) => {
            texts.insert(text);
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, texts)),
        Value::Object(fields) => fields.values().for_each(|field| collect(field, texts)),
        _ => {}
    }
}
