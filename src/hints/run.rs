//! Runs every rule, folds consequences under their causes, and puts findings in order.

use super::{Check, Facts, Finding, Outcome, Role, Rule};
use crate::model::order;

/// What came of running the rules.
#[derive(Debug, Default)]
pub struct Run {
    /// Findings, the most urgent first.
    pub findings: Vec<Finding>,
    /// Rules that looked and found nothing.
    pub passed: usize,
    /// The same rules by name.
    pub passed_rules: Vec<&'static Rule>,
    /// Rules that had nothing to look at.
    pub not_applicable: usize,
}

/// Runs rules over the facts; they stand in their order of urgency.
pub fn run(rules: &[&'static Rule], facts: &Facts<'_>) -> Run {
    let mut run = Run::default();
    for rule in rules {
        let before = run.findings.len();
        let looked = apply(rule, facts, &mut run.findings);
        match (looked, run.findings.len() > before) {
            (_, true) => {}
            (true, false) => {
                run.passed = run.passed.saturating_add(1);
                run.passed_rules.push(rule);
            }
            (false, false) => run.not_applicable = run.not_applicable.saturating_add(1),
        }
    }
    fold(&mut run.findings);
    // A stable sort: within a severity the order of the list of rules stands, and within a rule
    // the order of the path.
    order::by_key(&mut run.findings, |finding| std::cmp::Reverse(finding.rule.severity));
    run
}

/// Whether the rule found anything to look at.
fn apply(rule: &'static Rule, facts: &Facts<'_>, findings: &mut Vec<Finding>) -> bool {
    if !rule.applies.purposes.contains(&facts.purpose) {
        return false;
    }
    match rule.check {
        Check::Chain(check) => collect(rule, None, check(facts), findings),
        // Programs are asked when all else was looked at: see `told`.
        Check::Programs(_) => false,
        Check::Certificate(check) => {
            let mut looked = false;
            for step in 0..facts.path.steps.len() {
                let role: Role = facts.role(step);
                let Some(certificate) =
                    facts.at_step(step).filter(|_| rule.applies.roles.contains(&role))
                else {
                    continue;
                };
                let index = facts.path.loaded().nth(step);
                looked |= collect(rule, index, check(facts, step, certificate), findings);
            }
            looked
        }
    }
}

pub(super) fn collect(
    rule: &'static Rule,
    object: Option<usize>,
    outcome: Outcome,
    findings: &mut Vec<Finding>,
) -> bool {
    match outcome {
        Outcome::NotApplicable => false,
        Outcome::Pass => true,
        Outcome::Found(spots) => {
            for spot in spots {
                findings.push(Finding {
                    rule,
                    object: spot.object.or(object),
                    spot,
                    explained: Vec::new(),
                });
            }
            true
        }
    }
}

/// A finding that another explains, on the same certificate or on the chain as a whole, is named
/// under that one and no longer stands for itself.
fn fold(findings: &mut Vec<Finding>) {
    let mut kept: Vec<Finding> = Vec::with_capacity(findings.len());
    let all: Vec<(&'static Rule, Option<usize>)> =
        findings.iter().map(|f| (f.rule, f.object)).collect();
    let mut hidden: Vec<(usize, &'static Rule)> = Vec::new();
    for (index, finding) in findings.drain(..).enumerate() {
        let cause = all.iter().enumerate().find(|(other, (rule, object))| {
            *other != index
                && rule.explains.contains(&finding.rule.id)
                && (*object == finding.object || object.is_none() || finding.object.is_none())
        });
        match cause {
            Some((cause, _)) => hidden.push((cause, finding.rule)),
            None => kept.push(finding),
        }
    }
    for (cause, rule) in hidden {
        let Some((by, object)) = all.get(cause) else { continue };
        let owner = kept.iter_mut().find(|f| f.rule.id == by.id && f.object == *object);
        if let Some(owner) = owner
            && !owner.explained.iter().any(|r| r.id == rule.id)
        {
            owner.explained.push(rule);
        }
    }
    *findings = kept;
}
