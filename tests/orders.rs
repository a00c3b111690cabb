//! What was given decides, not how: any order of the certificates of any case gives the same best
//! path, and the same verdict where the first certificate stays the first; and further certificates take nothing away from what works. `tests/paths.rs`
//! asks the same of made-up worlds.

use std::collections::BTreeMap;

use crate::common::chance::Chance;
use crate::common::{self, Case};
use pemlens::crypto;
use pemlens::decode;
use pemlens::input::{Source, Workspace};
use pemlens::model::Question;
use pemlens::path::Step;
use pemlens::report::{Report, analyse};
use pemlens::view::Verdict;

/// The identity of the certificate that a case is about.
fn leaf(report: &Report) -> Option<String> {
    let object = report.main.as_ref()?.path.loaded().next()?;
    Some(crypto::id(report.certificate(object)?))
}

/// The case with its certificates in two sources, asked about one of them.
fn report(case: &Case, given: &[String], trusted: &[String], leaf: &str) -> Report {
    let source = |id: u32, blocks: &[String], trusted| Source {
        id,
        name: format!("{id}.pem"),
        bytes: blocks.concat().into_bytes(),
        trusted,
        as_public: case.as_public,
        ..Source::default()
    };
    analyse(&Workspace {
        sources: vec![source(1, given, false), source(2, trusted, true)]
            .into_iter()
            .filter(|source| !source.bytes.is_empty())
            .collect(),
        question: Question {
            purpose: Some(case.purpose),
            host: case.host.clone(),
            trust: case.trust,
            at: case.now.0,
            leaf: Some(leaf.to_owned()),
            ..Question::default()
        },
    })
}

/// The best path by the bytes of its certificates, how it ends, and what is wrong with it; and what that
/// comes to.
fn outcome(report: &Report) -> ((Vec<Vec<u8>>, String), Verdict) {
    let main = report.main.as_ref().unwrap();
    let bytes = |step: &Step| match step {
        Step::Loaded(index) => report.certificate(*index).unwrap().der.clone(),
        Step::Store(index) => index.to_be_bytes().to_vec(),
    };
    let steps = main.path.steps.iter().map(bytes).collect();
    // An anchor is named by its number in the order given: here only that it is one.
    let end = format!("{:?}", main.path.end);
    let end = end.split('(').next().unwrap_or_default();
    ((steps, format!("{end} {:?}", main.path.faults)), report.answer.verdict)
}

#[test]
fn any_order_of_the_certificates_of_a_case_gives_the_same_best_path() {
    let mut chance = Chance(0x9E37_79B9_7F4A_7C15);
    let (mut orders, mut cases, mut as_given) = (0, 0, 0);
    for case in common::all() {
        if case.blocks.len() < 3 {
            continue;
        }
        let Some(leaf) = leaf(&case.report()) else { continue };
        cases += 1;
        let cut = case.trusted_from.unwrap_or(case.blocks.len());
        let (mut given, mut trusted) = (case.blocks[..cut].to_vec(), case.blocks[cut..].to_vec());
        let first = outcome(&report(&case, &given, &trusted, &leaf));
        for _ in 0..4 {
            chance.shuffle(&mut given);
            chance.shuffle(&mut trusted);
            let other = outcome(&report(&case, &given, &trusted, &leaf));
            assert_eq!(other.0, first.0, "{}", case.path.display());
            // A server sends its file as it stands: which certificate is first may decide.
            if given.first() == case.blocks.first() {
                assert_eq!(other.1, first.1, "{}", case.path.display());
                as_given += 1;
            }
            orders += 1;
        }
    }
    assert!(cases > 100 && orders > 400 && as_given > 50, "{cases} {orders} {as_given}");
}

/// Subject and bytes of a block that can be read.
fn subject(block: &str) -> Option<String> {
    let body: String = block.lines().filter(|line| !line.starts_with('-')).collect();
    let der = data_encoding::BASE64.decode(body.as_bytes()).ok()?;
    Some(decode::certificate(&der).ok()?.subject.text())
}

/// Certificates of other cases: strangers, and above all other certificates of the very CAs of the
/// path: expired ones, ones with constraints, ones with another key or with a broken signature.
#[test]
fn further_certificates_never_turn_what_works_into_what_does_not() {
    let mut chance = Chance(0xD1B5_4A32_D192_ED03);
    let cases = common::all();
    let all = cases.iter().flat_map(|case| &case.blocks);
    // A foreign key or a revocation list may well turn an answer.
    let mut all: Vec<&String> = all.filter(|block| subject(block).is_some()).collect();
    all.sort();
    all.dedup();
    let mut by_subject: BTreeMap<String, Vec<&String>> = BTreeMap::new();
    for block in &all {
        by_subject.entry(subject(block).unwrap_or_default()).or_default().push(block);
    }
    let (mut tried, mut namesakes) = (0, 0);
    for case in &cases {
        let first = case.report();
        if !first.usable() {
            continue;
        }
        let Some(leaf) = leaf(&first) else { continue };
        let mut names: Vec<String> = case.blocks.iter().filter_map(|it| subject(it)).collect();
        names.sort();
        names.dedup();
        let mut more =
            vec![all[chance.below(all.len())].clone(), all[chance.below(all.len())].clone()];
        for name in &names {
            let mut same: Vec<_> = by_subject.get(name).cloned().unwrap_or_default();
            same.retain(|block| !case.blocks.contains(block));
            chance.shuffle(&mut same);
            more.extend(same.into_iter().take(3).cloned());
        }
        namesakes += more.len() - 2;
        let cut = case.trusted_from.unwrap_or(case.blocks.len());
        let mut given = [&case.blocks[..cut], &more].concat();
        chance.shuffle(&mut given);
        let larger = report(case, &given, &case.blocks[cut..], &leaf);
        let words = &larger.answer.sentence;
        assert!(larger.usable(), "{} with {} more: {words}", case.path.display(), more.len());
        tried += 1;
    }
    // They were no strangers only.
    assert!(tried > 200 && namesakes > 1_000, "{tried} {namesakes}");
}
