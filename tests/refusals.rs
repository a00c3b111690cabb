//! Nothing is said to work without a word about who refuses it: for every case, for hundreds of
//! variants of a good chain, and for the folders that `PEMLENS_CHAINS` names (one folder a chain, or
//! files `*-chain.pem` beside `*-root.pem`), where a program that people meet is known to refuse, a
//! finding says why, and so does the answer: it is not called working without a limit. Nor does the
//! answer contradict its own findings, or refuse what every program accepts. Each is asked in every
//! way: as a server, as a client and with nothing chosen, with a host and without one.

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

/// The ways in which each is asked.
pub const WAYS: [(Option<Purpose>, &str); 5] = [
    (Some(Purpose::Server), HOST),
    (Some(Purpose::Server), ""),
    (Some(Purpose::Client), ""),
    (None, HOST),
    (None, ""),
];

/// What is amiss with what a report says, if anything.
pub fn amiss(report: &Report) -> Option<String> {
    fault(report).or_else(|| contradiction(report))
}

/// Rules of what no program is asked here: a private key, a response about revocation, what only
/// public CAs are held to.
const NOT_ASKED: [&str; 3] = ["key-mismatch", "revoked", "validity-too-long-public"];

/// Findings of which at most one can hold for one certificate.
const OPPOSITES: [(&str, &str); 4] = [
    ("issuer-missing", "root-not-here"),
    ("host-not-covered", "no-host-names"),
    ("self-signed", "issuer-missing"),
    ("not-trusted", "root-not-here"),
];

/// Where the answer, the findings and the programs say the contrary of each other.
fn contradiction(report: &Report) -> Option<String> {
    let main = report.main.as_ref()?;
    let findings = &main.run.findings;
    let has = |id: &str| findings.iter().any(|it| it.rule.id == id);
    let error = findings.iter().find(|it| it.rule.severity == Severity::Error);
    let said = &report.answer.sentence;
    if let Some((one, other)) = OPPOSITES.iter().find(|(one, other)| has(one) && has(other)) {
        return Some(format!("both {one} and {other}: {said}"));
    }
    match (report.answer.verdict, error) {
        (view::Verdict::Works | view::Verdict::Limited, Some(error)) => {
            Some(format!("works, with the error {}: {said}", error.rule.id))
        }
        (view::Verdict::Refused, None) if report.answer.rule.is_some() => {
            Some(format!("refused without an error: {said}"))
        }
        (view::Verdict::Refused, Some(error)) if !NOT_ASKED.contains(&error.rule.id) => {
            let said_so = report::programs(report);
            let shown = said_so.iter().filter(|(program, _)| program.is_shown());
            let judged: Vec<bool> = shown
                .filter(|(_, it)| !matches!(it, Verdict::Silent(_)))
                .map(|(_, it)| matches!(it, Verdict::Reject(_)))
                .collect();
            let all_accept = judged.len() > 2 && !judged.contains(&true);
            all_accept.then(|| format!("refused ({}), and all accept: {said}", error.rule.id))
        }
        _ => None,
    }
}

/// What is unsaid of programs that refuse, if anything.
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
            || main.host.is_none() && report.answer.more.contains("It names no host")
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

fn asked(sources: Vec<(Vec<u8>, bool)>, at: i64, way: (Option<Purpose>, &str)) -> Report {
    let sources = sources.into_iter().enumerate().map(|(id, (bytes, trusted))| Source {
        id: u32::try_from(id).unwrap(),
        name: format!("{id}.pem"),
        bytes,
        trusted,
        ..Source::default()
    });
    let question = Question { purpose: way.0, host: way.1.into(), at, ..Question::default() };
    analyse(&Workspace { sources: sources.collect(), question })
}

fn assert_none(what: &str, asked: usize, faults: &[String]) {
    println!("{what}: {asked} asked, {} said to work without a word", faults.len());
    assert!(faults.is_empty(), "{what}:\n{}", faults.join("\n"));
}

#[test]
fn no_case_works_in_silence() {
    let all = common::all();
    let faults = common::in_two(&all, |case| {
        let asked = case.question();
        let other = |(purpose, host): (Option<Purpose>, &str)| {
            // The case's own host, where it has one.
            let host = if host.is_empty() || asked.host.is_empty() { host } else { &asked.host };
            let question = Question { purpose, host: host.into(), ..asked.clone() };
            analyse(&Workspace { sources: case.sources(), question })
        };
        let mut said: Vec<String> = amiss(&case.report()).into_iter().collect();
        said.extend(
            WAYS.iter()
                .filter_map(|way| amiss(&other(*way)).map(|it| format!("asked {way:?}: {it}"))),
        );
        said.iter().map(|it| format!("{}: {it}", case.path.display())).collect()
    });
    assert_none("cases", all.len(), &faults);
}

#[test]
fn no_variant_works_in_silence() {
    let all = variants::all();
    assert!(all.len() >= 400, "{} variants", all.len());
    let pem = |ders: &[Vec<u8>]| ders.iter().map(|der| variants::der::pem(der)).collect::<String>();
    let faults = common::in_two(&all, |variant| {
        let chain = format!("{}{}", variants::der::pem(&variant.leaf), pem(&variant.sent));
        let roots = pem(&variant.roots);
        let said = WAYS.iter().filter_map(|way| {
            let sources =
                vec![(chain.clone().into_bytes(), false), (roots.clone().into_bytes(), true)];
            let fault = amiss(&asked(sources, AT, *way))?;
            Some(format!("{}, asked {way:?}: {fault}", variant.name))
        });
        said.collect()
    });
    assert_none("variants", all.len(), &faults);
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
            count += 1;
            faults.extend(WAYS.iter().filter_map(|way| {
                let report = asked(vec![(read(&chain), false), (read(&root), true)], at, *way);
                amiss(&report).map(|it| format!("{}, asked {way:?}: {it}", chain.display()))
            }));
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
