//! The ledger: known differences, each with its reason.

use std::collections::BTreeMap;

/// Differences that are explained, by the beginning of the certificate's SHA-256 and the field.
pub struct Ledger {
    entries: BTreeMap<(String, String), Entry>,
    pub faults: Vec<String>,
}

struct Entry {
    reason: String,
    used: bool,
}

impl Ledger {
    /// Reads `id-prefix TAB field TAB reason` lines; `#` begins a comment.
    pub fn read(path: &str) -> Self {
        let mut ledger = Self { entries: BTreeMap::new(), faults: Vec::new() };
        let text = match std::fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) => {
                ledger.faults.push(format!("{path}: {error}"));
                return ledger;
            }
        };
        for (number, line) in text.lines().enumerate() {
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            let parts: Vec<&str> = line.split('\t').collect();
            match parts.as_slice() {
                [id, field, reason] if id.len() >= 10 && !reason.trim().is_empty() => {
                    let key = ((*id).to_owned(), (*field).to_owned());
                    ledger.entries.insert(key, Entry { reason: (*reason).to_owned(), used: false });
                }
                _ => ledger.faults.push(format!(
                    "{path}:{}: a line is id-prefix (10 or more digits), field, reason, with tabs between",
                    number + 1
                )),
            }
        }
        ledger
    }

    /// The reason for a difference, where it is known. Marks the entry as still true.
    pub fn explains(&mut self, id: &str, field: &str) -> Option<&str> {
        let found = self
            .entries
            .iter_mut()
            .find(|((prefix, f), _)| f == field && id.starts_with(prefix.as_str()));
        found.map(|(_, entry)| {
            entry.used = true;
            entry.reason.as_str()
        })
    }

    /// Entries that explained nothing: what they say is no longer true.
    pub fn stale(&self) -> impl Iterator<Item = String> + '_ {
        self.entries
            .iter()
            .filter(|(_, entry)| !entry.used)
            .map(|((id, field), entry)| format!("{id} {field}: {}", entry.reason))
    }
}
