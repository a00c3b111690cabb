//! Nothing is said to work without a word about who refuses it: for every case, for hundreds of
//! variants of a good chain, and for the folders that `PEMLENS_CHAINS` names (one folder a chain, or
//! files `*-chain.pem` beside `*-root.pem`), where a program that people meet is known to refuse, a
//! finding says why, and so does the answer: it is not called working without a limit.

#[path = "common/variants.rs"]
mod variants;

use std::path::Path;

use pemlens::hints::{Severity, short_names};
use pemlens::input::{Source, Workspace};
use pemlens::model::{Purpose, Question, Time};
use pemlens::report::{self, Report, analyse};
use pemlens::stacks::Verdict;
use pemlens::view;

use crate::common;
use variants::{AT, HOST};

/// What is amiss with what a report says, if anything.
fn fault(report: &Report) -> Option<String> {
    let main = report.main.as_ref()?;
    if !matches!(report.answer.verdict, view::Verdict::Works | view::Verdict::Limited) {
        return None;
    }
    let said = report::programs(report);
    let refusing = said.iter().filter_map(|(program, verdict)| match verdict {
        Verdict::Reject(refusal) if program.is_shown() => Some((*program, refusal)),
        _ => None,
    });
    // Lists are looked at only where a program is told to, stapled answers are the server's.
    let has_lists = main.run.findings.iter().any(|it| it.rule.id == "revoked")
        || report.sources.iter().any(|it| !it.contents.items.is_empty());
    let refusing =
        refusing.filter(|(_, refusal)| !has_lists && refusal.rule.hint.id() != "must-staple");
    for (program, refusal) in refusing {
        let name = short_names(&[program]);
        // Asked without a host, and the certificate names none.
        if refusal.message.contains("host.invalid")
            || main.host.is_none()
                && report::stand_in(report).is_none_or(|host| host.text() == "host.invalid")
        {
            continue;
        }
        let warned = main.run.findings.iter().any(|it| it.rule.severity != Severity::Notice);
        if !warned || !named(report, &name) {
            return Some(format!(
                "{name} refuses ({}), and: {}",
                refusal.message, report.answer.more
            ));
        }
    }
    None
}

/// Whether the answer says that a program refuses: as the verdict, or by the program's name.
fn named(report: &Report, name: &str) -> bool {
    let name = name.split(',').next().unwrap();
    report.answer.verdict == view::Verdict::Limited || report.answer.more.contains(name)
}

fn asked(sources: Vec<(Vec<u8>, bool)>, at: i64) -> Report {
    let sources = sources.into_iter().enumerate().map(|(id, (bytes, trusted))| Source {
        id: u32::try_from(id).unwrap(),
        name: format!("{id}.pem"),
        bytes,
        trusted,
        ..Source::default()
    });
    let question =
        Question { purpose: Some(Purpose::Server), host: HOST.into(), at, ..Question::default() };
    analyse(&Workspace { sources: sources.collect(), question })
}

fn assert_none(what: &str, asked: usize, faults: &[String]) {
    println!("{what}: {asked} asked, {} said to work without a word", faults.len());
    assert!(faults.is_empty(), "{what}:\n{}", faults.join("\n"));
}

#[test]
fn no_case_works_in_silence() {
    let all = common::all();
    let faults = all.iter().filter_map(|case| {
        fault(&case.report()).map(|fault| format!("{}: {fault}", case.path.display()))
    });
    assert_none("cases", all.len(), &faults.collect::<Vec<_>>());
}

#[test]
fn no_variant_works_in_silence() {
    let all = variants::all();
    assert!(all.len() >= 400, "{} variants", all.len());
    let pem = |ders: &[Vec<u8>]| ders.iter().map(|der| variants::der::pem(der)).collect::<String>();
    let faults = all.iter().filter_map(|variant| {
        let chain = format!("{}{}", variants::der::pem(&variant.leaf), pem(&variant.sent));
        let report =
            asked(vec![(chain.into_bytes(), false), (pem(&variant.roots).into_bytes(), true)], AT);
        fault(&report).map(|fault| format!("{}: {fault}", variant.name))
    });
    assert_none("variants", all.len(), &faults.collect::<Vec<_>>());
}

/// Chains that lie outside, where they are named.
#[test]
fn no_chain_from_outside_works_in_silence() {
    let Some(folders) = std::env::var_os("PEMLENS_CHAINS") else {
        println!("skipped: PEMLENS_CHAINS names no folder of chains");
        return;
    };
    let (mut count, mut faults) = (0, Vec::new());
    for folder in std::env::split_paths(&folders) {
        for (chain, root) in chains(&folder) {
            let read = |path: &Path| std::fs::read(path).unwrap_or_default();
            // 29 November 2026.
            let at = Time::parse("2026-11-29").unwrap().0;
            let report = asked(vec![(read(&chain), false), (read(&root), true)], at);
            count += 1;
            faults.extend(fault(&report).map(|fault| format!("{}: {fault}", chain.display())));
        }
    }
    assert_none("chains from outside", count, &faults);
}

/// Pairs of a chain and what is trusted for it.
fn chains(folder: &Path) -> Vec<(std::path::PathBuf, std::path::PathBuf)> {
    let mut found = Vec::new();
    let mut entries: Vec<_> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            found.extend(chains(&path));
        }
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let root = match name.strip_suffix("chain.pem") {
            Some(start) => path.with_file_name(format!("{start}root.pem")),
            None => continue,
        };
        if root.exists() {
            found.push((path, root));
        }
    }
    found
}
