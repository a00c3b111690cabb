//! Writes the list of revoked intermediates that Firefox carries in the form kept here.
//!
//! `cargo run --example onecrl -- onecrl.json src/stacks/mozilla/onecrl.bin`, where `onecrl.json` is
//! `defaults/settings/security-state/onecrl.json` in `browser/omni.ja`, a ZIP file, of Firefox.

use std::collections::BTreeSet;

use data_encoding::BASE64;
use pemlens::crypto::sha256;
use pemlens::stacks::KEPT;
use serde_json::Value;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let from = arguments.next().ok_or("which onecrl.json?")?;
    let to = arguments.next().ok_or("write to which file?")?;
    let list: Value = serde_json::from_slice(&std::fs::read(from)?)?;
    let entries = list.get("data").and_then(Value::as_array).ok_or("no data")?;
    let bytes = |entry: &Value, field: &str| {
        entry.get(field).and_then(Value::as_str).map(|text| BASE64.decode(text.as_bytes()))
    };
    let mut kept = BTreeSet::new();
    for entry in entries {
        let parts = [("i", "issuerName", "serialNumber"), ("s", "subject", "pubKeyHash")];
        for (mark, name, rest) in parts {
            if let (Some(name), Some(rest)) = (bytes(entry, name), bytes(entry, rest)) {
                let digest = sha256(&[mark.as_bytes(), &name?, &rest?].concat());
                kept.insert(digest.first_chunk::<KEPT>().ok_or("a short digest")?.to_vec());
            }
        }
    }
    std::fs::write(to, kept.iter().flatten().copied().collect::<Vec<u8>>())?;
    println!("{} entries", kept.len());
    Ok(())
}
