//! The answer in one sentence.

use super::knowledge::{Doubt, Knowledge};
use super::{Examination, Given};
use crate::engine::{BRIEF, Built};
use crate::hints::{Finding, Severity};
use crate::input::Format;
use crate::model::oid::eku;
use crate::model::{
    Certificate, GeneralName, Item, ItemKind, Purpose, Question, Time, Trust, order,
};
use crate::path::{AnchorKind, End, Link, Pool, Step};
use crate::purpose::{host::can_match, listed, short_usage};
use crate::trust;
use crate::view::Verdict;

/// What the question comes to.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The verdict.
    pub verdict: Verdict,
    /// One sentence with the decisive reason.
    pub sentence: String,
    /// A second line; may be empty.
    pub more: String,
    /// The rule that decided.
    pub rule: Option<&'static str>,
    /// Another trust that would lead to an anchor.
    pub offer: Option<Offer>,
    /// Whether it is about both sides of a connection, and not about one certificate.
    pub both: bool,
}

/// Another trust setting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// The words on the button.
    pub label: String,
    /// What it asks.
    pub trust: Trust,
}

impl Default for Answer {
    fn default() -> Self {
        Self {
            verdict: Verdict::Nothing,
            sentence: String::new(),
            more: String::new(),
            rule: None,
            offer: None,
            both: false,
        }
    }
}

impl Answer {
    /// The answer until the full engine has looked.
    pub(super) fn looking(doubt: Doubt) -> Self {
        Answer {
            verdict: Verdict::Looking,
            sentence: "More checks are under way.".into(),
            more: format!("Not checked yet: {doubt}."),
            ..Answer::default()
        }
    }
}

/// The answer where no certificate was read.
pub(super) fn nothing(sources: &[Given]) -> Answer {
    let items = || sources.iter().flat_map(|s| &s.contents.items);
    let is_key = |item: &&Item| matches!(item.kind, ItemKind::PrivateKey(_));
    let keys = items().filter(is_key).count();
    let other = items().find(|item| !is_key(item));
    let problem = sources.iter().find_map(|s| s.contents.problems.first());
    let (sentence, more) = if sources
        .iter()
        .all(|s| s.contents.format == Format::Empty && s.contents.limit.is_none())
    {
        ("There is nothing in it to read.".into(), "The input is empty or white space only.".into())
    } else if sources.iter().any(|s| !s.contents.locked.is_empty()) {
        (
            "What was given is locked with a password.".into(),
            "Give its password; it stays on this device.".into(),
        )
    } else if let Some(other) = other {
        let what = other.what();
        let article =
            if what.starts_with(['a', 'e', 'i', 'o', 'A', 'E', 'I', 'O']) { "an" } else { "a" };
        (format!("This is no certificate but {article} {what}."), after(other).into())
    } else if keys > 0 {
        (
            "There is a private key here, but no certificate.".into(),
            "Add the certificate it belongs to.".into(),
        )
    } else {
        let why = problem.map(|p| p.message.clone()).unwrap_or_default();
        match problem.filter(|_| !BRIEF) {
            Some(problem) => {
                let why = lower_first(why.trim_end_matches('.'));
                (format!("No certificate could be read: {why}."), problem.advice.into())
            }
            None => ("No certificate could be read.".into(), why),
        }
    };
    Answer { sentence, more, ..Answer::default() }
}

/// What to do with something that is no certificate.
fn after(item: &Item) -> &'static str {
    match item.kind {
        ItemKind::Request(_) => {
            "Send it to the CA; what the CA returns is the certificate, to be used with the same key."
        }
        ItemKind::Crl(_) | ItemKind::Ocsp(_) => "Add the certificates it is about.",
        ItemKind::PublicKey(_) | ItemKind::PrivateKey(_) => "Add the certificate it belongs to.",
        ItemKind::Other { .. } => "",
    }
}

/// The answer about one certificate.
pub(super) fn sentence(pool: &Pool<'_>, e: &Examination, question: &Question) -> Answer {
    let Some(certificate) = pool.get(e.leaf) else { return Answer::default() };
    if let Some(problem) = &e.host_problem {
        return Answer {
            verdict: Verdict::Unclear,
            sentence: format!("The host cannot be checked: {}", lower_first(problem)),
            more: "Everything else is checked below.".into(),
            ..Answer::default()
        };
    }
    if e.purpose == Purpose::Ca
        && let Some(answer) = lone_root(certificate, e)
    {
        return answer;
    }
    let as_what = as_what(certificate, e);
    // Nobody asked about a use, and there is none in TLS.
    let other_use = question.purpose.is_none() && e.purpose == Purpose::Any;
    let not_tls = if other_use { other_use_of(certificate) } else { String::new() };
    let errors: Vec<&Finding> =
        e.run.findings.iter().filter(|f| f.rule.severity == Severity::Error).collect();
    if let [only] = errors.as_slice()
        && only.rule.id == "issuer-missing"
        && (question.trust, e.trust) == (Trust::Auto, Trust::Public)
        && let Some(last) = e.path.last_loaded().and_then(|last| pool.get(last))
        && last.is_ca()
    {
        return open_end(pool, &not_tls, &as_what, last, only.rule.id);
    }
    if !BRIEF && let (true, Some(open)) = (errors.is_empty(), root_not_here(pool, e)) {
        return open_end(pool, &not_tls, &as_what, open, "root-not-here");
    }
    if !BRIEF
        && let ([only], true) = (errors.as_slice(), other_use)
        && only.rule.id == "self-signed"
    {
        // Who signs tokens, mail or programs with it has it trusted by name: that is no fault.
        return Answer {
            verdict: Verdict::Unclear,
            sentence: format!(
                "{not_tls}It is self-signed: it counts only where it was given to be trusted."
            ),
            rule: Some(only.rule.id),
            ..Answer::default()
        };
    }
    if let Some((first, rest)) = errors.split_first() {
        return Answer {
            verdict: Verdict::Refused,
            sentence: match (first.rule.id, e.purpose) {
                (_, Purpose::Any) => {
                    format!("{not_tls}Its certification path does not hold: {}.", first.spot.reason)
                }
                ("self-signed", _) => format!(
                    "Self-signed: will be refused {as_what}{}.",
                    match rest {
                        [] => " unless it is itself trusted",
                        _ => ", and trusting it is not enough",
                    }
                ),
                // One certificate alone says nothing of what those have who judge it.
                ("issuer-missing", _) if pool.len() == 1 => format!(
                    "Will be refused {as_what} wherever the certificate of its issuer “{}” is not known: it is \
                     missing here.",
                    certificate.issuer.title().unwrap_or_default()
                ),
                ("key-mismatch", _) if !BRIEF => format!(
                    "The private key given is not this certificate’s; {} with it.",
                    match e.purpose {
                        Purpose::Client => "no client can log in",
                        _ => "a server will not start",
                    }
                ),
                // The host stands in the sentence once.
                _ => {
                    match e.host.as_ref().and_then(|it| first.spot.reason.strip_prefix(&it.text()))
                    {
                        Some(rest) => format!("Will be refused {as_what}, which{rest}."),
                        None => format!("Will be refused {as_what}: {}.", first.spot.reason),
                    }
                }
            },
            more: also(first, rest),
            rule: Some(first.rule.id),
            offer: None,
            both: false,
        };
    }
    if let Some(why) = undecided(pool, e) {
        return Answer {
            verdict: Verdict::Unclear,
            sentence: format!("{not_tls}Cannot be decided here: {why}."),
            more: "Everything that could be checked holds.".into(),
            ..Answer::default()
        };
    }
    let mut answer = works(pool, e, &as_what, Time(question.at));
    if other_use {
        answer.verdict = Verdict::Unclear;
        answer.sentence.insert_str(0, &not_tls);
    } else if e.purpose == Purpose::Any {
        answer.more.insert_str(0, "Only path, dates and signatures were asked about, no use. ");
    }
    answer
}

/// The CA at the end of a path that is complete up to a private root.
fn root_not_here<'a>(pool: &'a Pool<'_>, e: &Examination) -> Option<&'a Certificate> {
    let open = e.run.findings.iter().any(|finding| finding.rule.id == "root-not-here");
    e.path.last_loaded().filter(|_| open).and_then(|last| pool.get(last).copied())
}

/// The answer where a private root would end the path, and was not given.
fn open_end(
    pool: &Pool<'_>,
    not_tls: &str,
    as_what: &str,
    last: &Certificate,
    rule: &'static str,
) -> Answer {
    let issuer = last.issuer.title().unwrap_or_default();
    // A root was given, and it is another one: what is missing may as well be an intermediate.
    let other = pool.iter().any(|it| it.is_ca() && it.is_self_issued());
    Answer {
        verdict: Verdict::Unclear,
        sentence: match other {
            true => format!(
                "{not_tls}Complete up to “{issuer}”, which is not here: no root given is that CA. Give its \
                 certificate to check."
            ),
            false => format!(
                "{not_tls}Complete up to your private root “{issuer}”, which is not here. Give that root to check."
            ),
        },
        more: format!(
            "With it, the certificate can be judged {as_what}. If “{issuer}” is an intermediate, the server has \
             to send it."
        )
        .replace("the server has", if as_what.contains("client") { "the client has" } else { "the server has" })
        .replace(" judged .", " judged."),
        rule: Some(rule),
        offer: Some(Offer { label: "Give the root".into(), trust: Trust::Auto }),
        both: false,
    }
}

/// The other errors as clauses; what one rule says of several certificates names them.
fn also(first: &Finding, rest: &[&Finding]) -> String {
    let mut clauses: Vec<String> = Vec::new();
    for finding in rest {
        let mut others = rest.iter().filter(|f| f.rule.id == finding.rule.id);
        // The first answer of the small engine does without the names.
        let again = !BRIEF && (first.rule.id == finding.rule.id || others.nth(1).is_some());
        let clause =
            if again { finding.spot.reason.clone() } else { lower_first(finding.rule.title) };
        if clauses.len() < 3 && clause != first.spot.reason && !clauses.contains(&clause) {
            clauses.push(clause);
        }
    }
    if clauses.is_empty() { String::new() } else { format!("Also: {}.", clauses.join("; ")) }
}

/// What it is for, where that is no use of TLS, as a sentence.
fn other_use_of(certificate: &Certificate) -> String {
    if BRIEF {
        return "Not made for TLS. ".into();
    }
    let usages = certificate.eku().unwrap_or_default();
    let tls = [eku::SERVER_AUTH, eku::CLIENT_AUTH, eku::ANY];
    if usages.iter().any(|oid| tls.contains(&oid.as_str())) {
        "Not usable in TLS: its key usage does not allow it. ".into()
    } else if !usages.is_empty() {
        let names: Vec<&str> = usages.iter().map(|oid| short_usage(oid.name())).collect();
        format!("Not a TLS certificate: its EKU allows only {}. ", lower_first(&listed(&names)))
    } else {
        // Some servers take it from a client all the same.
        "Not made for a TLS server: it names no host in a SAN, and states no use. ".into()
    }
}

/// Why nothing can be promised although nothing wrong was found: the search was cut short, or a
/// signature of the path could not be computed.
fn undecided(pool: &Pool<'_>, e: &Examination) -> Option<String> {
    if !matches!(e.path.end, End::Trusted(_)) {
        return Some("the search for a path to a trusted root was stopped at its limit".into());
    }
    e.path.links.iter().zip(e.path.loaded()).find_map(|(link, object)| match link {
        Link::Unchecked(why) => {
            let title = pool.get(object).map(|c| c.title()).unwrap_or_default();
            Some(format!("the signature on “{title}” was not checked ({why})"))
        }
        Link::Proved | Link::Broken => None,
    })
}

/// Whether so little of a certificate's life is left that it should have been renewed: less than a
/// fifteenth (6 days of 90, 26 of 398), less than three days of anything, and never more than a month.
pub(super) fn ends_soon(certificate: &Certificate, at: Time) -> bool {
    const DAY: i64 = 86_400;
    let validity = &certificate.validity;
    let (Some(from), Some(to)) = (validity.not_before, validity.not_after) else { return false };
    let life = to.0.saturating_sub(from.0);
    let limit = (life / 15).max(DAY.saturating_mul(3)).min(DAY.saturating_mul(30)).min(life / 3);
    to.0.saturating_sub(at.0) < limit
}

fn works(pool: &Pool<'_>, e: &Examination, as_what: &str, at: Time) -> Answer {
    let ends = e.path.loaded().filter_map(|index| {
        let certificate = pool.get(index)?;
        Some((certificate.validity.not_after?, certificate))
    });
    let end = ends.min_by_key(|(end, _)| *end);
    let soon = !BRIEF && end.is_some_and(|(_, certificate)| ends_soon(certificate, at));
    let until = match end {
        Some((end, _)) if soon => {
            format!(", but only {} longer, until {}", at.distance(end), end.date())
        }
        Some((end, _)) => format!(" until {}", end.date()),
        None => String::new(),
    };
    let anchor = anchor_title(pool, e);
    // A public root that was given is still a public root: everybody trusts it.
    let public = match e.path.steps.last() {
        Some(Step::Loaded(index)) => {
            pool.get(*index).is_some_and(|c| trust::store().find(c).is_some())
        }
        Some(Step::Store(_)) => true,
        None => false,
    };
    let given = e.path.end == End::Trusted(AnchorKind::Given) && !public;
    let itself = e.path.steps.len() == 1;
    let anchor_itself = match itself {
        true => "this very certificate".to_owned(),
        false => format!("“{anchor}”"),
    };
    let condition = match (given, e.purpose) {
        (true, Purpose::Client) => format!(", at servers that trust {anchor_itself}"),
        (true, _) => format!(", for clients that trust {anchor_itself}"),
        (false, _) => String::new(),
    };
    let sentence = match e.purpose {
        Purpose::Any => format!("Its certification path holds{until}{condition}."),
        _ => format!("Works {as_what}{until}{condition}."),
    };
    let mut more = Vec::new();
    more.push(match given {
        true => format!(
            "Browsers and systems trust {} only where somebody installed it.",
            if itself { "it" } else { "that CA" }
        ),
        false => format!("Trusted through “{anchor}”, a root of Mozilla's public store."),
    });
    more.extend(Built::not_revoked(pool, e));
    let warning = e.run.findings.iter().find(|f: &&Finding| f.rule.severity == Severity::Warning);
    // (The full engine says it beside what programs say.)
    if let Some(warning) = warning.filter(|_| BRIEF) {
        more.push(format!("Not everywhere, though: {}.", warning.spot.reason));
    }
    Answer {
        verdict: if soon { Verdict::Limited } else { Verdict::Works },
        sentence,
        more: more.join(" "),
        rule: warning.filter(|_| BRIEF).map(|w| w.rule.id),
        offer: None,
        both: false,
    }
}

/// A root asked about as a CA is neither refused nor accepted by itself: it is trusted where it
/// is installed.
fn lone_root(certificate: &Certificate, e: &Examination) -> Option<Answer> {
    if e.path.steps.len() != 1 || !certificate.is_self_issued() {
        return None;
    }
    let until = certificate
        .validity
        .not_after
        .map(Time::date)
        .unwrap_or_else(|| "an unreadable date".into());
    let in_time = !e.path.faults.iter().any(|f| {
        matches!(f.kind, crate::path::FaultKind::Expired | crate::path::FaultKind::NotYetValid)
    });
    let title = certificate.title();
    let verb = if in_time { "is valid" } else { "was valid" };
    match &e.path.end {
        End::Trusted(AnchorKind::Public) | End::UntrustedRoot { public: true } => Some(Answer {
            verdict: if in_time { Verdict::Works } else { Verdict::Unclear },
            sentence: format!(
                "A public root CA: “{title}” is in Mozilla's root store and {verb} until {until}."
            ),
            more: "It signs other certificates; it is not installed on a server itself.".into(),
            ..Answer::default()
        }),
        End::Trusted(AnchorKind::Given) | End::UntrustedRoot { public: false }
            if let Some(stores) = Built::other_stores(certificate) =>
        {
            Some(Answer {
                verdict: Verdict::Unclear,
                sentence: format!(
                    "A public root CA: “{title}” is in the root store of {stores}, not of Mozilla, and {verb} until {until}."
                ),
                more: "Firefox, and programs that use Mozilla’s list, do not trust it.".into(),
                ..Answer::default()
            })
        }
        End::Trusted(AnchorKind::Given) | End::UntrustedRoot { public: false } => Some(Answer {
            verdict: Verdict::Unclear,
            sentence: format!(
                "A private root CA: “{title}” {verb} until {until} and is trusted only where it is installed."
            ),
            more: "Add a certificate it issued to ask whether that one works.".into(),
            ..Answer::default()
        }),
        _ => None,
    }
}

/// `as a server certificate for www.example.com`.
fn as_what(certificate: &Certificate, e: &Examination) -> String {
    match e.purpose {
        Purpose::Server => format!("as a server certificate{}", for_whom(certificate, e)),
        Purpose::Client => "as a client certificate".into(),
        Purpose::Ca => "as a CA certificate".into(),
        Purpose::Any => String::new(),
    }
}

fn for_whom(certificate: &Certificate, e: &Examination) -> String {
    if let Some(host) = &e.host {
        return format!(" for {}", host.text());
    }
    let mut hosts: Vec<String> = certificate
        .san()
        .unwrap_or_default()
        .iter()
        .filter(|name| can_match(name))
        .filter_map(GeneralName::plain)
        .collect();
    // The name that the certificate goes by comes first.
    let title = certificate.title();
    order::by_key(&mut hosts, |host| *host != title);
    match hosts.as_slice() {
        [] => String::new(),
        [one] => format!(" for {one}"),
        [one, two] => format!(" for {one} and {two}"),
        [one, rest @ ..] => format!(" for {one} and {} more names", rest.len()),
    }
}

/// The name of the anchor the path ends at.
pub(crate) fn anchor_title(pool: &Pool<'_>, e: &Examination) -> String {
    match e.path.steps.last() {
        Some(Step::Loaded(index)) => pool.get(*index).map(|c| c.title()).unwrap_or_default(),
        Some(Step::Store(index)) => trust::store()
            .root(*index)
            .and_then(|root| root.name.title().map(str::to_owned))
            .unwrap_or_default(),
        None => String::new(),
    }
}

/// A sentence as a clause: the first letter small, unless the word is an abbreviation.
pub(super) fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    match (chars.next(), chars.clone().next()) {
        (Some(first), Some(second)) if first.is_uppercase() && !second.is_uppercase() => {
            first.to_lowercase().chain(chars).collect()
        }
        _ => text.to_owned(),
    }
}
