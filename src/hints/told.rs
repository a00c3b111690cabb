//! What programs said, held against what the rules found: a refusal that no finding accounts for is
//! a finding of its own, so that nothing is said to work without a word about who refuses it.

use super::{Check, Outcome, Refusing, Run, Severity, Spot, rules, run::collect};
use crate::model::order;
use crate::purpose::listed;
use crate::stacks::{Known, Program, Refusal, Verdict};

/// What programs said that no finding accounts for.
struct Told<'a> {
    /// The programs that people meet, and why each refuses.
    unexplained: Vec<(&'static Program, &'a Refusal)>,
    /// Every program that was ever run on such inputs refuses.
    everywhere: bool,
}

/// Hints of programs' rules about reading, which cover many faults.
const READING: [&str; 2] = ["encoding-problems", "extension-unreadable"];

/// Rules that are about what programs refuse: where one of them found something, a refusal that
/// names another cause is taken for a consequence. The answer names everybody who refuses.
const ACCOUNTS_FOR_ALL: [&str; 9] = [
    "bytes-left-over",
    "ca-usage-not-everywhere",
    "issuer-serial-mismatch",
    "key-identifier-mismatch",
    "key-point-form",
    "name-written-otherwise",
    "policy-extension-critical",
    "search-unfinished",
    "version-unknown",
];

/// Runs the rules about programs over what they said, and puts what comes of it with the rest. An
/// Error says already that clients refuse, and why: then nothing is added.
pub fn hear(run: &mut Run, said: &[(&'static Program, Verdict)]) {
    if run.findings.iter().any(|finding| finding.rule.severity == Severity::Error) {
        return;
    }
    // They were asked without a root that was not given: what they then say is about its absence.
    if run.findings.iter().any(|finding| finding.rule.id == "root-not-here") {
        return;
    }
    let shown = || said.iter().filter(|(program, _)| program.is_shown());
    let refusing = shown().filter_map(|(program, verdict)| match verdict {
        Verdict::Reject(refusal) => Some((*program, refusal)),
        Verdict::Accept | Verdict::Silent(_) => None,
    });
    let refusing: Vec<(&'static Program, &Refusal)> = refusing.collect();
    let mut run_once = shown().filter(|(program, _)| matches!(program.known, Known::Run(_)));
    let refuses =
        |(_, verdict): &(&'static Program, Verdict)| matches!(verdict, Verdict::Reject(_));
    // One that is silent may accept.
    let everywhere = !refusing.is_empty() && run_once.all(refuses);
    let warnings = run.findings.iter().filter(|finding| finding.rule.severity == Severity::Warning);
    let warnings: Vec<&str> = warnings
        .flat_map(|finding| std::iter::once(&finding.rule).chain(&finding.explained))
        .map(|rule| rule.id)
        .collect();
    // Where a program only says that it cannot read something, any warning may be about that.
    let accounts = |hint: &str| {
        warnings.contains(&hint)
            || warnings.iter().any(|id| ACCOUNTS_FOR_ALL.contains(id))
            || (!warnings.is_empty() && (hint.is_empty() || READING.contains(&hint)))
    };
    let unexplained =
        refusing.into_iter().filter(|(_, refusal)| everywhere || !accounts(refusal.rule.hint.id()));
    let told = Told { unexplained: unexplained.collect(), everywhere };
    for rule in rules::ALL {
        let Check::Programs(which) = rule.check else { continue };
        let outcome = match everywhere == (which == Refusing::All) {
            true => told.found(),
            false => Outcome::Pass,
        };
        let before = run.findings.len();
        if collect(rule, None, outcome, &mut run.findings) {
            run.not_applicable = run.not_applicable.saturating_sub(1);
            if run.findings.len() == before {
                run.passed = run.passed.saturating_add(1);
                run.passed_rules.push(rule);
            }
        }
    }
    order::by_key(&mut run.findings, |finding| std::cmp::Reverse(finding.rule.severity));
}

/// Programs by the names that people know, each once: `OpenSSL, Go and Java`.
pub fn short_names(programs: &[&Program]) -> String {
    let mut names: Vec<&str> = Vec::new();
    for program in programs {
        let whole = program.title;
        let short = whole.split_once(" (").map_or(whole, |(short, _)| short);
        // All releases of it.
        let short = if short.starts_with("OpenSSL") { "OpenSSL" } else { short };
        if !names.contains(&short) {
            names.push(short);
        }
    }
    listed(&names)
}

/// The longest message that is quoted in one line.
const QUOTED: usize = 140;

impl Told<'_> {
    /// Who refuses, and in which words the first of them.
    fn found(&self) -> Outcome {
        let Some((first, refusal)) = self.unexplained.first() else { return Outcome::Pass };
        let programs: Vec<&'static Program> =
            self.unexplained.iter().map(|(program, _)| *program).collect();
        let names = short_names(&programs);
        let one = names == short_names(&[*first]);
        let line = refusal.message.lines().next().unwrap_or_default();
        let line = line
            .get(..QUOTED)
            .and_then(|start| start.rfind(' '))
            .and_then(|end| line.get(..end).map(|start| format!("{start} …")));
        let line = line.unwrap_or_else(|| {
            refusal.message.lines().next().unwrap_or_default().trim_end_matches(['.', ';']).into()
        });
        let said = match (line.is_empty(), one) {
            (true, _) => String::new(),
            (false, true) => format!(" (“{line}”)"),
            (false, false) => format!(" ({} says “{line}”)", short_names(&[*first])),
        };
        let reason = match self.everywhere {
            true => format!("no program that was asked takes it{said}"),
            false => format!("refused by {names}{said}"),
        };
        let mut letters = reason.chars();
        let first = letters.next().map(|first| first.to_uppercase().collect::<String>());
        let sentence = format!("{}{}", first.unwrap_or_default(), letters.as_str());
        let evidence = self.unexplained.iter().map(|(program, refusal)| {
            (program.title, refusal.message.lines().next().unwrap_or_default().to_owned())
        });
        Outcome::found(Spot {
            detail: format!("{sentence}."),
            reason,
            evidence: evidence.collect(),
            ..Spot::default()
        })
    }
}
