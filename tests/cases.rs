//! Runs every case of `tests/cases/<rule>/*.case`.
//!
//! A case is a head of `key: value` lines, an empty line, and PEM blocks, which are given in that
//! order and numbered from 0. The keys, and no others:
//!
//! - `about`: one line for the reader.
//! - `now`: the time asked about.
//! - `host`: the host asked about; may be left out.
//! - `use`: `server`, `client`, `ca` or `any`.
//! - `trust`: `public`, or `given`: the self-signed CA certificates among the blocks, or `auto`:
//!   nothing was said.
//! - `trusted-from`: from the block of this number on, the blocks are a second source, which is
//!   marked as trusted; then `given` means the CA and self-signed certificates of that source.
//! - `rules`: `public`: the CAs given are held to the rules of public CAs.
//! - `expect` (repeatable): `RULE certificate=N field=F`, each part after the rule left out where
//!   the finding has none; or `nothing`. **All** findings of severity Warning and Error are listed,
//!   and of the folder's own rule whatever its severity. Findings folded under another are not.
//! - `openssl` (repeatable): what `openssl verify` prints; see `tests/stacks.rs`.
//!
//! Findings are compared as sets, both ways. Each rule's folder holds at least one case in which
//! the rule fires and one in which it does not. `UPDATE_EXPECT=1` rewrites the `expect` lines.

use std::collections::BTreeMap;

use crate::common::{self, Case};
use pemlens::hints::{Severity, rules};
use pemlens::input::{Source, Workspace};
use pemlens::model::{Purpose, Question, Trust};
use pemlens::path::End;
use pemlens::report::analyse;

fn found(case: &Case) -> Vec<String> {
    let report = case.report();
    let run = &report
        .main
        .as_ref()
        .unwrap_or_else(|| panic!("{}: nothing examined", case.path.display()))
        .run;
    let mut lines: Vec<String> = run
        .findings
        .iter()
        .filter(|finding| {
            finding.rule.severity >= Severity::Warning || finding.rule.id == case.rule
        })
        .map(|finding| {
            let mut line = finding.rule.id.to_owned();
            if let Some(object) = finding.object {
                line.push_str(&format!(" certificate={object}"));
            }
            if !finding.spot.field.is_empty() {
                line.push_str(&format!(" field={}", finding.spot.field));
            }
            line
        })
        .collect();
    lines.sort();
    lines.dedup();
    lines
}

#[test]
fn every_case_finds_what_it_expects_and_nothing_else() {
    let mut differences = Vec::new();
    for case in common::all() {
        let found = found(&case);
        if found == case.expect {
            continue;
        }
        if common::updating() {
            let lines = if found.is_empty() { vec!["nothing".into()] } else { found };
            case.rewrite("expect", &lines);
            continue;
        }
        let missing: Vec<&String> =
            case.expect.iter().filter(|line| !found.contains(line)).collect();
        let surplus: Vec<&String> =
            found.iter().filter(|line| !case.expect.contains(line)).collect();
        differences.push(format!(
            "{}\n  not found: {missing:?}\n  not expected: {surplus:?}",
            case.path.display()
        ));
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

#[test]
fn every_rule_has_a_case_that_fires_and_one_that_does_not() {
    let mut seen: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for case in common::all() {
        assert!(
            rules::find(&case.rule).is_some(),
            "{}: there is no rule {}",
            case.path.display(),
            case.rule
        );
        let fires = case.expect.iter().any(|line| line.split(' ').next() == Some(&case.rule));
        let counts = seen.entry(case.rule).or_default();
        if fires { counts.0 += 1 } else { counts.1 += 1 }
    }
    for rule in rules::ALL {
        let (fire, miss) = seen.get(rule.id).copied().unwrap_or_default();
        assert!(fire > 0, "{}: no case in which it fires", rule.id);
        assert!(miss > 0, "{}: no near miss", rule.id);
    }
}

/// What linters are compared with: one certificate, without its chain and without a question.
#[cfg(feature = "full")]
#[test]
fn a_lone_certificate_shows_what_is_wrong_with_itself() {
    let cases = common::all();
    let alone = |name: &str| {
        let is_it = |case: &&Case| case.path.ends_with(format!("{name}.case"));
        let case = cases.iter().find(is_it).unwrap();
        let source = Source { bytes: case.blocks[0].as_bytes().to_vec(), ..Source::default() };
        let contents = pemlens::decode::read(&source, &mut |_| {});
        pemlens::hints::check_alone(&contents.certificates[0].certificate, false)
    };
    assert!(alone("dns-name-is-url/scheme").contains("dns-name-is-url"));
    assert!(alone("version-too-low/two-with-extensions").contains("version-too-low"));
    // Neither the missing chain nor the time counts.
    assert!(alone("expired/leaf-ten-days-ago").is_empty());
}

/// However little is wrong: nothing works whose path does not end at an anchor.
#[test]
fn only_a_path_to_an_anchor_works() {
    for case in common::all() {
        let report = case.report();
        let ends_trusted =
            report.main.as_ref().is_some_and(|main| matches!(main.path.end, End::Trusted(_)));
        assert!(
            ends_trusted || !report.usable(),
            "{}: {}",
            case.path.display(),
            report.answer.sentence
        );
    }
}

/// The words around the values: every sentence that a case brings forth reads as it should.
#[test]
fn details_and_reasons_read_as_sentences_and_clauses() {
    for case in common::all() {
        let report = case.report();
        for finding in report.main.iter().flat_map(|main| &main.run.findings) {
            let place = format!("{} {}", case.path.display(), finding.rule.id);
            let (detail, reason) = (&finding.spot.detail, &finding.spot.reason);
            assert!(detail.ends_with('.') && !detail.ends_with(".."), "{place}: {detail}");
            let starts = detail.chars().next().unwrap();
            assert!(!starts.is_lowercase() || detail.starts_with(&case.host), "{place}: {detail}");
            assert!(!reason.is_empty() && !reason.ends_with('.'), "{place}: {reason}");
            assert!(!reason.starts_with(char::is_uppercase), "{place}: {reason}");
            for text in [detail, reason] {
                assert!(
                    !text.contains('!') && !text.contains("  ") && !text.contains("“”"),
                    "{place}: {text}"
                );
            }
        }
    }
}

/// What the page and the command line say first, case by case: read it after a change of words.
#[test]
fn answers_are_as_recorded() {
    let mut text = String::from(
        "# The first line of the answer to each case; written by `UPDATE_EXPECT=1 cargo test --test native cases::`.\n",
    );
    for case in common::all() {
        let name = case.path.file_stem().unwrap().to_str().unwrap();
        text.push_str(&format!("{}/{name}: {}\n", case.rule, case.report().answer.sentence));
    }
    let path = common::folder().with_file_name("answers.txt");
    if common::updating() {
        std::fs::write(&path, &text).unwrap();
    }
    let recorded = std::fs::read_to_string(&path).unwrap_or_default();
    for (line, (new, old)) in text.lines().zip(recorded.lines()).enumerate() {
        assert_eq!(new, old, "{}:{}", path.display(), line + 1);
    }
    assert_eq!(text.lines().count(), recorded.lines().count(), "{}", path.display());
}

/// The samples of the page show what their titles say, and nothing else.
#[test]
fn samples_show_what_they_promise() {
    let path = common::folder().join("../../www/samples.json");
    let text = std::fs::read_to_string(path).unwrap();
    assert!(text.len() <= 12 * 1024, "{} bytes", text.len());
    let samples: Vec<serde_json::Value> = serde_json::from_str(&text).unwrap();
    let mut shown = Vec::new();
    for sample in &samples {
        let id = sample["id"].as_str().unwrap();
        assert!(sample["title"].as_str().unwrap().split(' ').count() <= 4, "{id}");
        assert!(!sample["about"].as_str().unwrap().contains('\n'), "{id}");
        let asked = &sample["question"];
        let files = sample["files"].as_array().unwrap();
        let sources = files.iter().zip(1u32..).map(|(file, id)| Source {
            id,
            name: file["name"].as_str().unwrap().to_owned(),
            bytes: file["text"].as_str().unwrap().as_bytes().to_vec(),
            trusted: file["trusted"].as_bool().unwrap(),
            ..Source::default()
        });
        let question = Question {
            purpose: match asked["purpose"].as_str() {
                None => None,
                Some("server") => Some(Purpose::Server),
                Some("client") => Some(Purpose::Client),
                Some(other) => panic!("{id}: {other}"),
            },
            host: asked["host"].as_str().unwrap_or_default().to_owned(),
            trust: Trust::Given,
            at: asked["at"].as_i64().unwrap(),
            ..Question::default()
        };
        assert_eq!(asked["trust"], "given", "{id}");
        let report = analyse(&Workspace { sources: sources.collect(), question });
        let main = report.main.as_ref().unwrap();
        let rules: Vec<&str> = main.run.findings.iter().map(|finding| finding.rule.id).collect();
        assert!(
            report.others.iter().all(|other| other
                .run
                .findings
                .iter()
                .all(|f| f.rule.severity < Severity::Warning)),
            "{id}"
        );
        shown.push((id, report.usable(), rules.join(" "), report.others.len()));
    }
    assert_eq!(
        shown,
        [
            ("server-chain", true, String::new(), 0),
            ("client-as-server", false, "purpose-not-allowed".into(), 0),
            ("missing-intermediate", false, "issuer-missing".into(), 0),
            ("expired", false, "expired".into(), 0),
            ("mtls-pair", true, String::new(), 1),
        ]
    );
}
