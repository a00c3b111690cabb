//! What must hold for every entry of the catalogue of messages, and `docs/messages.md`, which is
//! written from it (`UPDATE_EXPECT=1 cargo test --test native messages::`).

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use pemlens::explain::{self, ALL, Cause, Entry, SETUPS, Speaker, explain};
use pemlens::hints::rules;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn entries() -> impl Iterator<Item = &'static Entry> {
    ALL.iter().copied().flatten()
}

fn ids(text: &str) -> BTreeSet<&'static str> {
    let explanation = explain(text, None);
    let messages = explanation.messages.iter();
    messages.flat_map(|m| m.also.iter().map(|k| k.id).chain([m.known.id])).collect()
}

#[test]
fn every_pattern_finds_its_own_entry() {
    assert!(explain::unusable().is_empty(), "{:?}", explain::unusable());
    let mut faults = Vec::new();
    for entry in entries() {
        for pattern in entry.patterns {
            let found = ids(&format!("x: {} ", pattern.replace("{}", "some text")));
            if !found.contains(entry.id) {
                faults.push(format!("{} not found by “{pattern}”, but {found:?}", entry.id));
            }
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn the_catalogue_is_consistent() {
    let mut seen = BTreeSet::new();
    let mut patterns = BTreeMap::new();
    let setups: BTreeSet<&str> = SETUPS.iter().map(|setup| setup.id).collect();
    assert_eq!(setups.len(), SETUPS.len());
    let mut used = BTreeSet::new();
    let mut twice = Vec::new();
    for entry in entries() {
        let kebab = |id: &str| {
            id.bytes().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == b'-')
        };
        assert!(kebab(entry.id) && seen.insert(entry.id), "{}", entry.id);
        assert!(rules::find(entry.id).is_none(), "{} is a rule’s id", entry.id);
        assert!(entry.meaning.ends_with('.') && !entry.meaning.contains("  "), "{}", entry.id);
        assert!(!entry.causes.is_empty(), "{}", entry.id);
        for cause in entry.causes {
            match cause {
                Cause::Rule(id) => assert!(rules::find(id).is_some(), "{}: {id}", entry.id),
                Cause::Setup(setup) => assert!(setups.contains(setup.id), "{}", entry.id),
            }
            used.insert(cause.id());
        }
        for pattern in entry.patterns {
            if let Some(before) = patterns.insert(pattern.to_lowercase(), entry.id) {
                twice.push(format!("{pattern}: {} and {before}", entry.id));
            }
        }
    }
    assert!(twice.is_empty(), "{}", twice.join("\n"));
    for setup in SETUPS {
        assert!(used.contains(setup.id), "{} is no cause of anything", setup.id);
        assert!(rules::find(setup.id).is_none(), "{}", setup.id);
        assert!(!setup.title.ends_with('.') && setup.unseen.ends_with('.'), "{}", setup.id);
        assert!(setup.advice.ends_with(['.', ')']) && !setup.advice.contains("  "), "{}", setup.id);
    }
}

#[test]
fn the_page_of_messages_is_up_to_date() {
    let path = root().join("docs/messages.md");
    let text = catalogue();
    if std::env::var_os("UPDATE_EXPECT").is_some_and(|value| value == "1") {
        std::fs::write(&path, &text).unwrap();
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        written == text,
        "docs/messages.md is out of date; run UPDATE_EXPECT=1 cargo test --test native messages::"
    );
}

fn catalogue() -> String {
    let mut text = String::from(
        "# Messages\n\nWritten from `src/explain/families` by `UPDATE_EXPECT=1 cargo test --test native messages::`; do not edit.\n\n\
         What programs say about certificates, and what may be behind it. `{}` stands for any text. Causes with a link \
         are tested on certificates that are loaded; the others lie in the machines and are explained at the end. The \
         words that [rules](rules.md) quote are recognised as well.\n",
    );
    let mut program = "";
    for entry in entries() {
        if entry.program != program {
            program = entry.program;
            text.push_str(&format!("\n## {program}\n"));
        }
        text.push_str(&format!("\n### {}\n\n{}", entry.id, entry.meaning));
        text.push_str(match entry.speaker {
            Speaker::Ours => "",
            Speaker::OtherSide => " The other side speaks: it judged what this program sent.",
            Speaker::Either => " It is printed whichever side refused.",
        });
        text.push_str("\n\n");
        for pattern in entry.patterns {
            text.push_str(&format!("- `{pattern}`\n"));
        }
        let causes: Vec<String> = entry
            .causes
            .iter()
            .map(|cause| match cause {
                Cause::Rule(id) => format!("[{id}](rules.md#{id})"),
                Cause::Setup(setup) => format!("[{0}](#{0})", setup.id),
            })
            .collect();
        text.push_str(&format!("\nCauses: {}.\n", causes.join(", ")));
    }
    text.push_str("\n## Causes that files do not show\n");
    for setup in SETUPS {
        text.push_str(&format!(
            "\n### {}\n\n{}. {} {}\n",
            setup.id, setup.title, setup.unseen, setup.advice
        ));
        if !setup.command.is_empty() {
            text.push_str(&format!("\n`{}`\n", setup.command));
        }
    }
    text
}
