//! What each real program would say about the certificate asked about, handed what was loaded.

use std::collections::HashSet;

use crate::hints::{self, Finding, Severity};
use crate::model::{
    Certificate, Crl, GeneralName, ItemKind, Purpose, Question as Asks, Time, order,
};
use crate::path::{Link, Step};
use crate::purpose::host::Host;
use crate::purpose::listed;
use crate::report::answer::{self, lower_first};
use crate::report::{Examination, Report};
use crate::stacks::{self, Asked, Met, Program, Question, Refusal, Role, Verdict};
use crate::trust;
use crate::view;

/// Of more certificates than this, only those of the paths found are handed over.
const HANDED: usize = 200;

/// Somebody waits for the answer, so each program compares names with constraints this often at most.
const COMPARISONS: usize = 1_000_000;

/// A host that no certificate covers (RFC 2606, 2).
const NOWHERE: &str = "host.invalid";

/// What programs are handed of a report.
pub struct Handed<'a> {
    /// The certificate asked about.
    pub leaf: &'a Certificate,
    /// What was loaded beside it and is no anchor, in the order of the files.
    pub sent: Vec<&'a Certificate>,
    /// The anchors: those that were loaded, and roots of the Mozilla store.
    pub trusted: Vec<&'a Certificate>,
    /// The revocation lists that were loaded, where they name a certificate here.
    pub crls: Vec<&'a Crl>,
    /// The time asked about.
    pub at: Time,
    /// Which side shows the certificate.
    pub role: Role,
    /// The host asked about, or one in its place ([`stand_in`]).
    pub host: Option<Host>,
    /// Certificates and issuers among them whose signatures the search for a path found to hold.
    proved: Vec<(&'a Certificate, &'a Certificate)>,
}

impl<'a> Handed<'a> {
    /// What is handed over; nothing where the use asked about is none of TLS.
    pub fn new(report: &'a Report) -> Option<Self> {
        let main = report.main.as_ref()?;
        let role = match main.purpose {
            Purpose::Server => Role::Server,
            Purpose::Client => Role::Client,
            Purpose::Ca | Purpose::Any => return None,
        };
        let leaf = report.certificate(main.leaf)?;
        let handed: Vec<usize> = handed(report, main);
        let certificates: Vec<&Certificate> =
            handed.iter().filter_map(|object| report.certificate(*object)).collect();
        let brought = match main.anchors.public {
            true => brought(leaf, &certificates),
            false => Vec::new(),
        };
        let is_anchor = |object: &usize| main.anchors.given.binary_search(object).is_ok();
        let given = main.anchors.given.iter().filter_map(|object| report.certificate(*object));
        let mut trusted: Vec<&Certificate> = given.chain(brought).collect();
        let mut known = HashSet::new();
        trusted.retain(|root| known.insert(root.der.as_slice()));
        if trusted.is_empty() && main.anchors.public {
            // No store is empty, and to some programs an empty one is a fault of its own.
            trusted.extend(trust::whole::certificate(0));
        }
        let sent = handed.iter().filter(|object| !is_anchor(object));
        let sent = sent.filter_map(|object| report.certificate(*object)).collect();
        let crls = lists(report, leaf, &certificates);
        let host = main.host.clone().or_else(|| stand_in(report));
        let proved = proved(report, main, &trusted);
        Some(Self { leaf, sent, trusted, crls, at: report.at, role, host, proved })
    }

    /// The question put to the programs.
    pub fn question(&self) -> Question<'_> {
        let (sent, trusted) = (self.sent.clone(), self.trusted.clone());
        let mut question = Question::new(self.leaf, sent, trusted, self.at, self.role);
        question.name = self.host.clone().map(Asked::Host);
        question.crls = self.crls.clone();
        question.most_comparisons = COMPARISONS;
        for (certificate, issuer) in &self.proved {
            question.know(certificate, issuer);
        }
        question
    }
}

/// The verdict of every program, asked once; nothing where the use asked about is none of TLS.
pub fn ask(report: &Report) -> Vec<(&'static Program, Verdict)> {
    report.extra.programs.get_or_init(|| asked(report)).clone()
}

/// Hears what programs say where nothing found so far has them refuse; [`tell`] says who they are.
pub(super) fn hear(report: &mut Report, question: &Asks) {
    let error = |finding: &Finding| finding.rule.severity == Severity::Error;
    if report.main.as_ref().is_none_or(|main| main.run.findings.iter().any(error)) {
        return;
    }
    let Some(said) = as_they_are(report) else { return };
    let Some(mut main) = report.main.take() else { return };
    hints::hear(&mut main.run, &said);
    let offer = main.answer.offer.take();
    // Warnings are told beside the answer; what nothing takes does not work.
    if main.run.findings.iter().any(error) {
        let objects = 0..report.objects.len();
        let pool: Vec<&Certificate> = objects.filter_map(|it| report.certificate(it)).collect();
        main.answer = answer::sentence(&pool, &main, question);
    }
    main.answer.offer = offer.or(main.answer.offer.take());
    report.main = Some(main);
}

/// What programs say with no settings but their own: they look at revocation lists only when told
/// to. Nothing where no host is known that the certificate could be asked for. What hangs on the
/// server's answer to the question for a stapled response is left to its rule.
fn as_they_are(report: &Report) -> Option<Vec<(&'static Program, Verdict)>> {
    const STAPLED: &str = "must-staple";
    let mut handed = Handed::new(report)?;
    if handed.host.as_ref().is_some_and(|host| host.text() == NOWHERE) {
        return None;
    }
    let mut said = if handed.crls.is_empty() {
        ask(report)
    } else {
        handed.crls.clear();
        put(&handed)
    };
    said.retain(|(_, verdict)| match verdict {
        Verdict::Reject(refusal) => refusal.rule.hint.id() != STAPLED,
        _ => true,
    });
    Some(said)
}

/// The same at other times, of the same certificates, anchors and lists; signatures are computed once.
pub fn ask_at(report: &Report, times: &[Time]) -> Vec<Vec<(&'static Program, Verdict)>> {
    let Some(handed) = Handed::new(report) else {
        return times.iter().map(|_| Vec::new()).collect();
    };
    let mut question = handed.question();
    let mut at = |time: &Time| {
        question.at = *time;
        answers(&question)
    };
    times.iter().map(&mut at).collect()
}

fn asked(report: &Report) -> Vec<(&'static Program, Verdict)> {
    Handed::new(report).map(|handed| put(&handed)).unwrap_or_default()
}

fn put(handed: &Handed<'_>) -> Vec<(&'static Program, Verdict)> {
    answers(&handed.question())
}

fn answers(question: &Question<'_>) -> Vec<(&'static Program, Verdict)> {
    let server = question.role == Role::Server;
    let asked = Program::ALL.iter().filter(|it| server || it.judges_clients);
    asked.map(|program| (*program, stacks::ask(program, question))).collect()
}

/// So many reasons are told beside the answer.
const REASONS: usize = 3;

/// One rule for where programs differ: an answer that says `works` names those that refuse all the same,
/// and the line below says why.
pub(super) fn tell(report: &mut Report) {
    if report.answer.verdict != view::Verdict::Works
        && report.answer.verdict != view::Verdict::Limited
    {
        return;
    }
    let said = ask(report);
    // Programs look at lists only when told to, and then want one of every CA: that is no news of the
    // certificate.
    let lists = Handed::new(report).is_some_and(|handed| !handed.crls.is_empty());
    let nameless = report.main.as_ref().is_some_and(|main| {
        let leaf = report.certificate(main.leaf);
        main.host.is_none() && !leaf.is_some_and(crate::purpose::has_host)
    });
    let shown: Vec<&(&'static Program, Verdict)> =
        said.iter().filter(|(it, _)| it.is_shown()).collect();
    let answering = shown.iter().filter(|(_, it)| !matches!(it, Verdict::Silent(_))).count();
    // Programs whose refusal is news of its own; of the others it is told below.
    let mut who: Vec<&str> = Vec::new();
    let mut told_of: Vec<&str> = Vec::new();
    let mut hostless = false;
    let mut reasons: Vec<(String, Vec<&str>)> = Vec::new();
    for (program, verdict) in shown {
        let Verdict::Reject(refusal) = verdict else { continue };
        let name = program.name();
        // Nobody asked about a host, and the certificate names none.
        if nameless && ["host-not-covered", "no-host-names"].contains(&refusal.rule.hint.id()) {
            hostless = true;
            continue;
        }
        // The same program in another setting has the same reason in other words.
        if told_of.contains(&name) {
            continue;
        }
        let reason = match reason(report, refusal) {
            Some(reason) => reason,
            None if lists => continue,
            None => lower_first(refusal.rule.what.trim_end_matches('.')),
        };
        told_of.push(name);
        if program.met == Met::Often {
            who.push(name);
        }
        match reasons.iter_mut().find(|(known, _)| *known == reason) {
            Some((_, names)) => names.push(name),
            None => reasons.push((reason, vec![name])),
        }
    }
    if hostless {
        let line = "It names no host: programs that compare one with it refuse it for any.";
        report.answer.more = format!("{line} {}", report.answer.more).trim().to_owned();
    }
    let findings = report.main.iter().flat_map(|main| &main.run.findings);
    // What that rule says of programs is said here, program by program.
    let mut warnings = findings
        .filter(|it| it.rule.severity == Severity::Warning && it.rule.id != "program-refuses");
    let unsaid = warnings.find(|it| !reasons.iter().any(|(reason, _)| *reason == it.spot.reason));
    if let Some(warning) = unsaid.filter(|_| reasons.len() < REASONS) {
        report.answer.rule = report.answer.rule.or(Some(warning.rule.id));
        let line = format!("Not everywhere, though: {}.", warning.spot.reason);
        report.answer.more = format!("{} {line}", report.answer.more).trim().to_owned();
    }
    if reasons.is_empty() {
        return;
    }
    order::by_key(&mut reasons, |(_, names)| std::cmp::Reverse(names.len()));
    let refuse = match who.as_slice() {
        [] => String::new(),
        [one] => format!("{one} refuses it"),
        many if many.len() <= 4 => format!("{} refuse it", listed(many)),
        many => format!("{} of {answering} programs refuse it", many.len()),
    };
    let told = reasons.iter().take(REASONS).map(|(reason, names)| match reasons.len() {
        1 if !who.is_empty() => format!("The reason: {reason}."),
        _ => format!(
            "{} refuse{} it: {reason}.",
            listed(names),
            if names.len() == 1 { "s" } else { "" }
        ),
    });
    let told: Vec<String> = told.collect();
    let answer = &mut report.answer;
    if !who.is_empty() {
        answer.verdict = view::Verdict::Limited;
        let whole = answer.sentence.trim_end_matches('.');
        answer.sentence = format!("{whole}, but {refuse}.");
        let first = report.main.iter().flat_map(|main| &main.run.findings);
        let mut first =
            first.filter(|it| reasons.iter().any(|(reason, _)| *reason == it.spot.reason));
        answer.rule = first.next().map(|it| it.rule.id).or(answer.rule);
    }
    answer.more = [told.join(" "), std::mem::take(&mut answer.more)].join(" ").trim().to_owned();
}

/// Rules about lists that are lacking or do not count: whether a program minds is a setting, so its refusal
/// is told below the answer and not in it.
const OF_LISTS: [&str; 3] =
    ["revocation-not-covered", "revocation-evidence-void", "revocation-evidence-foreign"];

/// Why a program refuses, where a finding says so.
fn reason(report: &Report, refusal: &Refusal) -> Option<String> {
    if OF_LISTS.contains(&refusal.rule.hint.id()) {
        return None;
    }
    let findings = report.main.iter().flat_map(|main| &main.run.findings);
    let mut about = findings.filter(|it| {
        it.rule.id == refusal.rule.hint.id()
            || it.explained.iter().any(|folded| folded.id == refusal.rule.hint.id())
    });
    about.next().filter(|_| !refusal.rule.hint.id().is_empty()).map(|it| it.spot.reason.clone())
}

/// Every certificate but the leaf, in the order of the files, copies once.
fn handed(report: &Report, main: &Examination) -> Vec<usize> {
    let copies: HashSet<usize> = main.arrangement.copies.iter().map(|(copy, _)| *copy).collect();
    let all = 0..report.objects.len();
    let all = all.filter(|object| *object != main.leaf && !copies.contains(object));
    if report.objects.len() <= HANDED {
        return all.collect();
    }
    let paths = std::iter::once(&main.path).chain(&main.other_paths);
    let on_path: HashSet<usize> = paths.flat_map(|path| path.loaded()).collect();
    all.filter(|object| on_path.contains(object)).take(HANDED).collect()
}

/// The certificates of the paths found and their issuers, where a signature was verified. A root of the
/// store that was not loaded stands among the trusted ones, with the same key.
fn proved<'a>(
    report: &'a Report,
    main: &Examination,
    trusted: &[&'a Certificate],
) -> Vec<(&'a Certificate, &'a Certificate)> {
    let issuer = |step: &Step| match step {
        Step::Loaded(object) => report.certificate(*object),
        Step::Store(index) => {
            let key = &trust::store().root(*index)?.key;
            trusted.iter().copied().find(|it| it.public_key.spki == key.spki)
        }
    };
    let mut found = Vec::new();
    for path in std::iter::once(&main.path).chain(&main.other_paths) {
        for (steps, link) in path.steps.windows(2).zip(&path.links) {
            let ([Step::Loaded(object), above], Link::Proved) = (steps, link) else { continue };
            found.extend(report.certificate(*object).zip(issuer(above)));
        }
    }
    found
}

/// The roots that clients bring themselves: those of the Mozilla store that some certificate here
/// names as its issuer.
fn brought<'a>(leaf: &'a Certificate, certificates: &[&'a Certificate]) -> Vec<&'a Certificate> {
    let store = trust::store();
    let all = || std::iter::once(leaf).chain(certificates.iter().copied());
    let mut found = Vec::new();
    for index in all().flat_map(|it| store.named(&it.issuer)) {
        if !found.contains(index) {
            found.push(*index);
        }
    }
    let loaded =
        |index: usize| all().find(|it| it.is_self_issued() && store.find(it) == Some(index));
    let whole = trust::whole::certificate;
    found.iter().filter_map(|index| loaded(*index).or_else(|| whole(*index))).collect()
}

/// The host that programs are asked about where nobody named one: a client always has one. It is the
/// first name of a server's certificate, else its common name, else one that no certificate covers.
pub fn stand_in(report: &Report) -> Option<Host> {
    let main = report.main.as_ref().filter(|it| it.purpose == Purpose::Server && it.host.is_none());
    let leaf = report.certificate(main?.leaf)?;
    let names = leaf.san().unwrap_or_default().iter();
    let names = names.filter(|name| matches!(name, GeneralName::Dns(_) | GeneralName::Ip(_)));
    let texts = names.filter_map(GeneralName::plain).map(|name| name.replacen("*.", "www.", 1));
    let common = leaf.subject.last("2.5.4.3").map(str::to_owned);
    texts
        .chain(common)
        .chain([NOWHERE.to_owned()])
        .find_map(|text| Host::parse(&text).ok().flatten())
}

/// The revocation lists that were given, where they name a certificate here: programs look at lists
/// only when told to, and then refuse a path for every CA whose list they lack.
fn lists<'a>(report: &'a Report, leaf: &Certificate, others: &[&Certificate]) -> Vec<&'a Crl> {
    let items = report.sources.iter().flat_map(|source| &source.contents.items);
    let lists = items.filter_map(|item| match &item.kind {
        ItemKind::Crl(list) => Some(&**list),
        _ => None,
    });
    let lists: Vec<&Crl> = lists.collect();
    let listed = |it: &&Certificate| lists.iter().any(|list| stacks::is_listed(list, it));
    let all = std::iter::once(leaf).chain(others.iter().copied());
    let some = all.filter(listed).count() > 0;
    if some { lists } else { Vec::new() }
}
