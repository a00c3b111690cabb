//! What is said beside the answer: what was taken for granted, the renewal of a certificate and what it
//! lost, the other side, the other use.

use super::{choose, roles};
use crate::model::{Certificate, GeneralName, Purpose, Question, Trust, order};
use crate::purpose::host::{self, Host, Match};
use crate::purpose::{Kind, kind, listed, short_usage};
use crate::report::{Examination, Report};
use crate::view::Verdict;

/// So many lost names are listed.
const LISTED: usize = 4;

/// Where both sides of mutual TLS were given and nothing was asked, the one that is refused is what the
/// person has to know of.
pub(super) fn worse_side(report: &mut Report, question: &Question) {
    let asked = question.leaf.is_some() || question.purpose.is_some();
    if asked || !question.host.trim().is_empty() || !works(report.main.as_ref()) {
        return;
    }
    let Some(own) = report.main.as_ref().map(|main| main.purpose) else { return };
    let other = report.others.iter().position(|other| {
        let sides = [own, other.purpose];
        sides.contains(&Purpose::Server)
            && sides.contains(&Purpose::Client)
            && other.answer.verdict == Verdict::Refused
    });
    if let (Some(at), Some(main)) = (other, report.main.as_mut())
        && let Some(other) = report.others.get_mut(at)
    {
        std::mem::swap(main, other);
        // What programs said was about the other one.
        report.extra.programs.take();
        report.answer = main.answer.clone();
        order::by_key(&mut report.others, |it| it.leaf);
    }
}

fn works(examination: Option<&Examination>) -> bool {
    examination.is_some_and(|it| matches!(it.answer.verdict, Verdict::Works | Verdict::Limited))
}

/// Puts what is to be said before the second line; `taken` is the source that a host was taken from.
pub(super) fn tell(report: &mut Report, question: &Question, taken: Option<String>) {
    let mut lines = Vec::new();
    if let (Some(name), Some(host)) = (taken, report.main.as_ref().and_then(|it| it.host.as_ref()))
    {
        lines.push(format!("Asked about {}, which {name} names.", host.text()));
    }
    lines.extend(stale(report));
    if report.main.as_ref().is_some_and(|main| main.purpose == Purpose::Client)
        && report.answer.rule == Some("issuer-missing")
    {
        lines.push(
            "The client has to send it behind its own certificate, or the server to have it among its CAs for clients."
                .into(),
        );
    }
    lines.extend(renewal(report));
    lines.extend(other_side(report));
    let other_use = other_use(report, question);
    if let Some(reason) = &other_use {
        // What a public CA issues is for servers, whatever else its EKU lists.
        if report.main.as_ref().is_some_and(|main| main.trust == Trust::Given) {
            let whole = report.answer.sentence.trim_end_matches('.').to_owned();
            report.answer.sentence = format!("{whole}; {reason}.");
        } else {
            lines.push(format!(
                "{}{}.",
                reason.get(..1).unwrap_or_default().to_uppercase(),
                reason.get(1..).unwrap_or_default()
            ));
        }
    }
    lines.extend(keyless(report));
    lines.extend(locked_apart(report));
    lines.extend(locked_key(report));
    lines.push(std::mem::take(&mut report.answer.more));
    lines.retain(|line| !line.is_empty());
    report.answer.more = lines.join(" ");
}

/// A CA that is there to be trusted has the name of the issuer and another key.
fn stale(report: &Report) -> Option<String> {
    let main = report.main.as_ref()?;
    let decisive = report.answer.rule == Some("signature-wrong");
    let issuer = main.path.loaded().nth(1).filter(|_| decisive)?;
    roles::is_trusted_ca(report, issuer).then(|| {
        format!(
            "{} has the name of its issuer and another key: it is older, or of another installation.",
            roles::whereabouts(report, issuer)
        )
    })
}

/// The certificate that took the place of the one asked about, or whose place it took.
fn renewal(report: &Report) -> Option<String> {
    let main = report.main.as_ref()?;
    let pool: Vec<&Certificate> =
        (0..report.objects.len()).filter_map(|object| report.certificate(object)).collect();
    let older = report.others.iter().map(|it| it.leaf);
    let older = older.filter(|other| choose::renews(&pool, main.leaf, *other));
    let number = |object: usize| object.saturating_add(1);
    if let Some(other) = older.max_by_key(|it| pool.get(*it).map(|c| c.validity.not_after)) {
        let (new, old) = (pool.get(main.leaf)?, pool.get(other)?);
        let end = old.validity.not_after.map(|end| end.date()).unwrap_or_default();
        let lost = lost(new, old);
        let lost = match lost.as_slice() {
            [] => String::new(),
            some => format!(" It no longer has {}, which that one has.", shortened(some)),
        };
        return Some(format!(
            "It is the renewal of certificate {}, which ends on {end}.{lost}",
            number(other)
        ));
    }
    let mut newer = report.others.iter().map(|it| it.leaf);
    let newer = newer.find(|other| choose::renews(&pool, *other, main.leaf))?;
    Some(format!("Certificate {} is newer and of the same name.", number(newer)))
}

/// The certificate of the other side, where both sides of mutual TLS were given.
fn other_side(report: &Report) -> Option<String> {
    let main = report.main.as_ref()?;
    let turned = match main.purpose {
        Purpose::Server => Purpose::Client,
        Purpose::Client => Purpose::Server,
        Purpose::Ca | Purpose::Any => return None,
    };
    let mut others = report.others.iter().filter(|other| other.purpose == turned);
    let other = others.next().filter(|_| report.others.len() == 1)?;
    let title = report.certificate(other.leaf)?.title();
    let verb = match other.answer.verdict {
        Verdict::Works | Verdict::Limited => "works",
        Verdict::Refused => "will be refused",
        Verdict::Unclear | Verdict::Nothing | Verdict::Looking => return None,
    };
    Some(format!("The other side’s, “{title}”, {verb} as a {} certificate.", turned.word()))
}

fn shortened(items: &[String]) -> String {
    let shown = items.get(..items.len().min(LISTED)).unwrap_or_default();
    let mut words: Vec<&str> = shown.iter().map(String::as_str).collect();
    let more = format!("{} more", items.len().saturating_sub(shown.len()));
    if items.len() > shown.len() {
        words.push(&more);
    }
    listed(&words)
}

/// Names and uses of the older certificate that the newer one has not.
fn lost(new: &Certificate, old: &Certificate) -> Vec<String> {
    let covered = |name: &GeneralName| {
        let text = name.plain().unwrap_or_default();
        let host = Host::parse(&text).ok().flatten();
        host.is_some_and(|host| matches!(host::find(new, &host), Match::Covered { .. }))
    };
    let has = |name: &GeneralName| new.san().is_some_and(|names| names.contains(name));
    let names = old.san().unwrap_or_default().iter();
    let names = names.filter(|name| !has(name) && !covered(name)).filter_map(GeneralName::plain);
    let mut lost: Vec<String> = names.map(|name| format!("the name {name}")).collect();
    if let (Some(new), Some(old)) = (new.eku(), old.eku()) {
        let gone = old.iter().filter(|it| !new.contains(it));
        lost.extend(gone.map(|it| format!("the use {}", short_usage(it.name()))));
    }
    lost
}

/// Where a certificate is made for both uses and nothing was chosen: why the other one does not work.
fn other_use(report: &Report, question: &Question) -> Option<String> {
    let main = report.main.as_ref()?;
    let chosen = question.purpose.is_some() || main.host.is_some();
    let both = report.certificate(main.leaf).map(kind) == Some(Kind::ServerAndClient);
    let stated = report.certificate(main.leaf)?.eku().is_some_and(|uses| uses.len() > 1);
    if chosen || !both || !stated || !works(Some(main)) {
        return None;
    }
    let turned = report.turned()?;
    let rule = turned.answer.rule.filter(|_| turned.answer.verdict == Verdict::Refused)?;
    let finding = turned.run.findings.iter().find(|finding| finding.rule.id == rule)?;
    let use_ = turned.purpose.word();
    Some(format!("as a {use_} certificate it will be refused: {}", finding.spot.reason))
}

/// A password opens a keystore, and not the key in it.
fn locked_apart(report: &Report) -> Option<String> {
    let source = report.sources.iter().find(|it| it.contents.locked.iter().any(|it| it.apart))?;
    Some(format!("{} opens with the password given; the key in it has another one.", source.name))
}

/// A key that a password locks: whose it is cannot be told, and a server asks for the password too.
fn locked_key(report: &Report) -> Option<String> {
    let is_key = |source: &&crate::report::Given| {
        source.contents.certificates.is_empty()
            && source.contents.locked.iter().any(|it| !it.apart && !it.wrong)
    };
    let source = report.sources.iter().find(is_key).filter(|_| report.main.is_some())?;
    Some(format!(
        "{} is locked: a program needs its password to start, and only with it can be told here whether \
         it fits.",
        source.name
    ))
}

/// The certificate asked about lies in a keystore without a key.
fn keyless(report: &Report) -> Option<String> {
    let main = report.main.as_ref()?;
    let leaf = report.certificate(main.leaf)?;
    let alone = roles::is_truststore(report, main.leaf) && !leaf.is_ca();
    alone.then(|| {
        format!(
            "{} holds no private key, only certificates to trust: a server cannot use it as its own.",
            roles::whereabouts(report, main.leaf)
        )
    })
}
