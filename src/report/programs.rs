//! What each real program would say about the certificate asked about, handed what was loaded.

use std::collections::HashSet;

use super::{Examination, Report, answer};
use crate::hints::{self, Finding, Severity};
use crate::model::{Certificate, Crl, GeneralName, ItemKind, Purpose, Question as Asks, Time};
use crate::purpose::host::Host;
use crate::stacks::{self, Asked, Program, Question, Role, Verdict};
use crate::trust;
use crate::view;

/// Of more certificates than this, only those of the paths found are handed over.
const HANDED: usize = 200;

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
        Some(Self { leaf, sent, trusted, crls, at: report.at, role, host })
    }

    /// The question put to the programs.
    pub fn question(&self) -> Question<'_> {
        let (sent, trusted) = (self.sent.clone(), self.trusted.clone());
        let mut question = Question::new(self.leaf, sent, trusted, self.at, self.role);
        question.name = self.host.clone().map(Asked::Host);
        question.crls = self.crls.clone();
        question
    }
}

/// The verdict of every program, asked once; nothing where the use asked about is none of TLS.
pub fn ask(report: &Report) -> Vec<(Program, Verdict)> {
    report.said.get_or_init(|| asked(report)).clone()
}

/// Hears what programs say where nothing found so far has them refuse, and says who refuses.
pub(super) fn hear(report: &mut Report, question: &Asks) {
    let error = |finding: &Finding| finding.rule.severity == Severity::Error;
    if report.main.as_ref().is_none_or(|main| main.run.findings.iter().any(error)) {
        return;
    }
    let Some(said) = as_they_are(report) else { return };
    let Some(mut main) = report.main.take() else { return };
    hints::hear(&mut main.run, &said);
    let offer = main.answer.offer.take();
    {
        let objects = 0..report.objects.len();
        let pool: Vec<&Certificate> = objects.filter_map(|it| report.certificate(it)).collect();
        main.answer = answer::sentence(&pool, &main, question);
    }
    main.answer.offer = offer;
    let refusing = said
        .iter()
        .filter(|(program, verdict)| program.is_shown() && matches!(verdict, Verdict::Reject(_)));
    let refusing: Vec<Program> = refusing.map(|(program, _)| *program).collect();
    let names = hints::short_names(&refusing);
    // The finding that was told may be another, or not name them all.
    let named = main.answer.more.contains(&format!("refused by {names}"));
    if main.answer.verdict == view::Verdict::Works && !refusing.is_empty() && !named {
        main.answer.more.push_str(&format!(" Refused by {names}."));
    }
    report.main = Some(main);
}

/// What programs say with no settings but their own: they look at revocation lists only when told
/// to. Nothing where no host is known that the certificate could be asked for. What hangs on the
/// server's answer to the question for a stapled response is left to its rule.
fn as_they_are(report: &Report) -> Option<Vec<(Program, Verdict)>> {
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
        Verdict::Reject(refusal) => refusal.rule.hint != STAPLED,
        _ => true,
    });
    Some(said)
}

fn asked(report: &Report) -> Vec<(Program, Verdict)> {
    Handed::new(report).map(|handed| put(&handed)).unwrap_or_default()
}

fn put(handed: &Handed<'_>) -> Vec<(Program, Verdict)> {
    let question = handed.question();
    // Firefox can be made to judge clients, and answers as if each came from nowhere.
    let never = [Program::Firefox153, Program::Firefox153NoCt];
    let server = handed.role == Role::Server;
    let asked = Program::ALL.iter().filter(|it| server || !never.contains(it));
    asked.map(|program| (*program, stacks::ask(*program, &question))).collect()
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
