//! Which public root stores hold a root: Mozilla's, Microsoft's, Apple's, Android's. Snapshots
//! with their dates, to tell a person where a root counts; the verdict rests on Mozilla's store.

use std::sync::OnceLock;

use super::StoreRoot;
use crate::crypto;
use crate::model::{Certificate, hex};

/// One line a root; origin and dates stand at its head.
const TABLE: &str = include_str!("stores.tsv");

/// The month of the newest list, and of Apple's.
const DATES: &str = "lists of July 2026, Apple’s of December 2025";

/// The stores, by their letter in the table.
const STORES: [(char, &str); 4] =
    [('m', "Mozilla"), ('w', "Microsoft"), ('a', "Apple"), ('g', "Android")];

/// The stores that hold a root; at least one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stores {
    letters: &'static str,
}

impl Stores {
    /// The stores' names, Mozilla first.
    pub fn names(self) -> Vec<&'static str> {
        let held = STORES.iter().filter(|(letter, _)| self.letters.contains(*letter));
        held.map(|(_, name)| *name).collect()
    }

    /// `In the root stores of Mozilla, Microsoft and Android (lists of July 2026 …)`.
    pub fn words(self) -> String {
        let names = self.names();
        let list = match names.as_slice() {
            [] => String::new(),
            [one] => format!("store of {one}"),
            [first @ .., last] => format!("stores of {} and {last}", first.join(", ")),
        };
        format!("In the root {list} ({DATES})")
    }
}

/// A line of the table: certificate, stores, key (empty where it is not known).
type Line = (&'static str, Stores, &'static str);

fn lines() -> &'static [Line] {
    static LINES: OnceLock<Vec<Line>> = OnceLock::new();
    LINES.get_or_init(|| {
        let lines = TABLE.lines().filter(|line| !line.starts_with('#'));
        let line = |line: &'static str| {
            let mut fields = line.split('\t');
            let certificate = fields.next()?;
            Some((certificate, Stores { letters: fields.next()? }, fields.next().unwrap_or("")))
        };
        lines.filter_map(line).collect()
    })
}

/// The stores that hold this certificate.
pub fn of(certificate: &Certificate) -> Option<Stores> {
    let id = crypto::id(certificate);
    lines().iter().find(|(prefix, ..)| id.starts_with(prefix)).map(|(_, stores, _)| *stores)
}

/// The stores that hold a root of the Mozilla store.
pub fn of_root(root: &StoreRoot) -> Option<Stores> {
    let key = hex(&crypto::sha256(&root.key.spki));
    let known = |line: &&Line| !line.2.is_empty() && key.starts_with(line.2);
    lines().iter().find(known).map(|(_, stores, _)| *stores)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trust::store;

    #[test]
    fn every_root_of_the_crate_is_in_the_table_as_mozillas() {
        for index in 0..store().len() {
            let root = store().root(index).unwrap();
            let stores = of_root(root).unwrap_or_else(|| panic!("{} is missing", root.name.text()));
            assert_eq!(stores.names().first(), Some(&"Mozilla"), "{}", root.name.text());
        }
    }

    #[test]
    fn the_table_is_whole() {
        assert!(lines().len() > 300);
        for (certificate, stores, key) in lines() {
            assert!(
                certificate.len() == 16 && (key.len() == 16 || key.is_empty()),
                "{certificate}"
            );
            assert!(stores.letters.chars().all(|c| STORES.iter().any(|(letter, _)| *letter == c)));
            assert!(!stores.names().is_empty());
        }
        let all = Stores { letters: "agmw" };
        assert!(all.words().starts_with(
            "In the root stores of Mozilla, Microsoft, Apple and Android (lists of July 2026"
        ));
    }
}
