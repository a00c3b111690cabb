//! The report as JSON: `shape`, `object` and `standing` declare the types, this file fills them. What is written is a
//! promise: docs/json.md describes it.

mod object;
pub(super) mod shape;
mod standing;

use serde_json::Value;

use self::shape::{
    Anchors, Answer, Container, Evidence, Examined, Finding, Heard, Link, Locked, OtherAnswer,
    OtherObject, PathEnd, ProgramWords, Question, Source, Step, Store, ToolCommand, Verdict,
};
use super::explain::Explained;
use super::handshake::Handshake;
use super::word::Word;
use super::written::{VERSION, fix, written};
use crate::model::Time;
use crate::path::{self, AnchorKind, End, Path};
use crate::present::{self, visible};
use crate::report::{Examination, Given, Report};
use crate::trust;
use crate::view::{self, ExplainView, FindingView, HandshakeView, LeafView, Overview, SourceView};

/// The report as JSON.
pub fn json(report: &Report) -> Value {
    json_with(report, None, false)
}

/// The report as JSON; with what comes of both sides, where the answer is about them, and what
/// programs say, where that is wanted.
pub fn json_with(report: &Report, both: Option<&HandshakeView>, programs: bool) -> Value {
    written(&examined(report, both, programs))
}

fn examined(report: &Report, both: Option<&HandshakeView>, programs: bool) -> Examined {
    let overview = present::overview(report);
    let main = report.main.as_ref();
    let objects = 0..report.objects.len();
    Examined {
        version: VERSION,
        answer: answer(&overview, main),
        question: question(&overview, main),
        sources: overview.sources.iter().zip(&report.sources).map(source).collect(),
        objects: objects.filter_map(|index| object::certificate(report, index)).collect(),
        paths: main.map(paths).unwrap_or_default(),
        items: overview.items.iter().map(object::item).collect(),
        revocation: main.map(revocation).unwrap_or_default(),
        findings: overview.findings.iter().map(finding).collect(),
        others: others(&overview, main),
        limits: overview.limits.clone(),
        heard: present::heard(report).iter().map(heard).collect(),
        handshake: both.map(Handshake::of),
        programs: programs.then(|| super::programs::answers(report)),
    }
}

/// Messages of programs among what was given.
fn heard((source, view): &(String, ExplainView)) -> Heard {
    Heard { source: source.clone(), explained: Explained::of(view) }
}

fn answer(overview: &Overview, main: Option<&Examination>) -> Answer {
    let answer = &overview.answer;
    let verdict = verdict(answer.verdict);
    Answer {
        usable: matches!(verdict, Verdict::Works | Verdict::Limited),
        verdict,
        sentence: answer.sentence.clone(),
        more: answer.more.clone(),
        rule: answer.rule.clone(),
        path: main.map(|main| steps(&main.path)).unwrap_or_default(),
    }
}

/// How each certificate of the path stands by the lists and responses that were loaded.
fn revocation(main: &Examination) -> Vec<standing::Standing> {
    main.standings.iter().map(|it| standing::standing(main, it)).collect()
}

fn verdict(verdict: view::Verdict) -> Verdict {
    match verdict {
        view::Verdict::Works => Verdict::Works,
        view::Verdict::Limited => Verdict::Limited,
        view::Verdict::Refused => Verdict::Refused,
        view::Verdict::Unclear | view::Verdict::Looking => Verdict::Unclear,
        view::Verdict::Nothing => Verdict::Nothing,
    }
}

fn question(overview: &Overview, main: Option<&Examination>) -> Question {
    let asked = &overview.asked;
    Question {
        purpose: Word(asked.purpose),
        host: (!asked.host.is_empty()).then(|| asked.host.clone()),
        trust: main.map(anchors),
        trusting: asked.trusting.clone(),
        at: Time(asked.at).iso(),
        object: asked.object,
    }
}

fn anchors(main: &Examination) -> Anchors {
    match (main.anchors.public, main.anchors.given.is_empty()) {
        (true, true) => Anchors::Public,
        (true, false) => Anchors::Both,
        (false, _) => Anchors::Given,
    }
}

fn source((view, given): (&SourceView, &Given)) -> Source {
    let (first, count) = view.objects;
    let others = given.contents.items.iter();
    let other =
        |it: &crate::model::Item| OtherObject { what: visible(it.what()), line: it.place.line };
    let container = |it: &view::PartView| Container {
        depth: it.depth,
        title: it.title.clone(),
        found: it.found.clone(),
        notes: it.notes.clone(),
    };
    let locked = |it: &view::LockedView| Locked {
        what: it.what.clone(),
        protection: it.protection.clone(),
        wrong_password: it.wrong,
    };
    Source {
        name: view.name.clone(),
        bytes: view.bytes,
        format: view.format.clone(),
        found: view.found.clone(),
        trusted: view.trusted,
        objects: (first..first.saturating_add(count)).collect(),
        others: others.map(other).collect(),
        inside: view.inside.iter().map(container).collect(),
        repairs: view.repairs.clone(),
        locked: view.locked.iter().map(locked).collect(),
        problems: given.contents.problems.iter().map(object::problem).collect(),
    }
}

/// The best path first.
fn paths(main: &Examination) -> Vec<shape::Path> {
    std::iter::once(&main.path).chain(&main.other_paths).map(path).collect()
}

fn path(path: &Path) -> shape::Path {
    let link = |link: &path::Link| match link {
        path::Link::Proved => Link::Proved,
        path::Link::Broken => Link::Broken,
        path::Link::Unchecked(why) => Link::Unchecked { why: why.clone() },
    };
    shape::Path {
        steps: steps(path),
        links: path.links.iter().map(link).collect(),
        end: match &path.end {
            End::Trusted(AnchorKind::Public) => PathEnd::TrustedPublic,
            End::Trusted(AnchorKind::Given) => PathEnd::TrustedGiven,
            End::UntrustedRoot { .. } => PathEnd::UntrustedRoot,
            End::MissingIssuer => PathEnd::MissingIssuer,
            End::BrokenSignature => PathEnd::BrokenSignature,
            End::Unfinished => PathEnd::Unfinished,
        },
        faults: path.faults.len(),
    }
}

fn steps(path: &Path) -> Vec<Step> {
    let step = |step: &path::Step| match step {
        path::Step::Loaded(index) => Step::Given { object: *index },
        path::Step::Store(index) => Step::Root {
            store: Store::Mozilla,
            subject: trust::store().root(*index).map(|root| root.name.text()),
        },
    };
    path.steps.iter().map(step).collect()
}

fn finding(it: &FindingView) -> Finding {
    let evidence =
        |(label, value): &(String, String)| Evidence { label: label.clone(), value: value.clone() };
    let tool = |(tool, command): &(String, String)| ToolCommand {
        tool: tool.clone(),
        command: command.clone(),
    };
    let message = |(program, text): &(String, String)| ProgramWords {
        program: program.clone(),
        text: text.clone(),
    };
    Finding {
        rule: it.rule.clone(),
        severity: Word(it.severity),
        object: it.object,
        field: (!it.field.is_empty()).then(|| it.field.clone()),
        title: it.title.clone(),
        detail: it.detail.clone(),
        evidence: it.evidence.iter().map(evidence).collect(),
        fixes: it.fixes.iter().map(fix).collect(),
        other_tools: it.tools.iter().map(tool).collect(),
        messages: it.messages.iter().map(message).collect(),
        consequences: it.also.clone(),
    }
}

/// The short answers about the other end-entity certificates.
fn others(overview: &Overview, main: Option<&Examination>) -> Vec<OtherAnswer> {
    let asked = main.map(|main| main.leaf);
    let answer = |leaf: &LeafView| OtherAnswer {
        object: leaf.object,
        purpose: Word(leaf.purpose),
        verdict: verdict(leaf.verdict),
        sentence: leaf.sentence.clone(),
    };
    overview.leaves.iter().filter(|leaf| Some(leaf.object) != asked).map(answer).collect()
}
