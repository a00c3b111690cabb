//! Tests a cause on the loaded certificates: found, ruled out, or not to be seen from files.

use std::cell::OnceCell;

use super::entry::{Cause, Setup};
use crate::hints::{Role, Rule, rules};
use crate::model::{Certificate, ExtensionValue, ItemKind, KeyKind, Purpose, oid::ext};
use crate::path::End;
use crate::purpose::host::{self, Host, Match};
use crate::report::{Examination, Report};

/// What the loaded certificates say about a cause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tested {
    /// It is so, here.
    Found(Vec<Evidence>),
    /// It was looked at and is not so; with what was looked at.
    RuledOut(String),
    /// It cannot be told; with the reason.
    CannotBeSeen(String),
}

/// Where a cause was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// The certificate, index into [`Report::objects`]; `None` for the chain as a whole.
    pub object: Option<usize>,
    /// The sentence with its values.
    pub detail: String,
}

/// Rules about the path as a whole that the leaf alone decides.
const ON_THE_LEAF: &[&str] = &["self-signed"];

/// Rules about what the certificate may be used for.
const ON_THE_USE: &[&str] = &[
    "purpose-not-allowed",
    "key-usage-not-allowed",
    "usage-any-only",
    "ns-type-not-allowed",
    "usage-not-nested",
];

/// The host that a message about names speaks of: the last of its variables that is one, because
/// programs name the certificate's entries first, or the entries are no host by themselves.
pub fn named_host(variables: &[String]) -> Option<Host> {
    variables.iter().rev().find_map(|variable| {
        let word = variable.split_whitespace().next()?;
        let word = word.trim_matches(|c: char| !c.is_ascii_alphanumeric());
        let host = Host::parse(word).ok().flatten()?;
        let sure = match &host {
            Host::Dns(name) => name.contains('.') || name == "localhost",
            Host::Ip(_) => true,
        };
        sure.then_some(host)
    })
}

/// Tests causes on a report, which is `None` where no certificates were loaded.
pub struct Tester<'a> {
    report: Option<&'a Report>,
    /// The same leaf in the other of TLS's two uses, examined when first wanted.
    turned: OnceCell<Option<Examination>>,
}

impl<'a> Tester<'a> {
    /// Nothing is tested yet.
    pub fn new(report: Option<&'a Report>) -> Self {
        Self { report, turned: OnceCell::new() }
    }

    /// Tests one cause; `named` is the host that the message speaks of, `side` whose certificate.
    pub fn test(&self, cause: &Cause, named: Option<&Host>, side: Option<Purpose>) -> Tested {
        match cause {
            Cause::Setup(setup) => in_the_setup(setup, self.report),
            Cause::Rule(id) => match (rules::find(id), self.report) {
                (Some(rule), Some(report)) => self.on_certificates(rule, report, named, side),
                (Some(_), None) => {
                    Tested::CannotBeSeen("Load the certificates, and it will be tested.".into())
                }
                (None, _) => Tested::CannotBeSeen("It is not looked at.".into()),
            },
        }
    }

    /// A cause is tested in the role that the message says, else in the one asked about.
    fn on_certificates(
        &self,
        rule: &'static Rule,
        report: &Report,
        named: Option<&Host>,
        side: Option<Purpose>,
    ) -> Tested {
        let Some(main) = &report.main else {
            return Tested::CannotBeSeen("No certificate was read.".into());
        };
        let other_side = side.filter(|side| *side != main.purpose);
        if let Some(side) = other_side {
            if let Some(other) = report.others.iter().find(|other| other.purpose == side) {
                return on_examination(rule, report, other, named, false);
            }
            return match self.in_the_other_use(report) {
                Some(turned) => as_the_other(rule, turned)
                    .unwrap_or_else(|| on_examination(rule, report, turned, named, false)),
                None => on_examination(rule, report, main, named, false),
            };
        }
        let tested = on_examination(rule, report, main, named, side.is_none());
        // Most messages are about a server's certificate. Where nobody said that this one is a client's,
        // the program may have met it as a server's.
        let guessed = main.purpose == Purpose::Client && report.question.purpose.is_none();
        if side.is_some()
            || !guessed
            || matches!(tested, Tested::Found(_))
            || !ON_THE_USE.contains(&rule.id)
        {
            return tested;
        }
        let turned = self.in_the_other_use(report);
        turned.and_then(|turned| as_the_other(rule, turned)).unwrap_or(tested)
    }

    fn in_the_other_use(&self, report: &Report) -> Option<&Examination> {
        self.turned.get_or_init(|| report.turned()).as_ref()
    }
}

/// What the rule found in the other use.
fn as_the_other(rule: &'static Rule, turned: &Examination) -> Option<Tested> {
    let mut found = evidence(rule, turned);
    for it in &mut found {
        it.detail = format!("As a TLS {}: {}", turned.purpose.word(), it.detail);
    }
    (!found.is_empty()).then_some(Tested::Found(found))
}

/// What files show of a cause that lies in the machines.
fn in_the_setup(setup: &Setup, report: Option<&Report>) -> Tested {
    let seen = report.and_then(|report| match setup.id {
        "wrong-password" => passwords(report),
        "wrong-format" => forms(report),
        "nginx-verify-depth" => intermediates(report),
        _ => None,
    });
    seen.unwrap_or_else(|| Tested::CannotBeSeen(setup.unseen.into()))
}

/// Whether more intermediates stand on the client's path than nginx allows where nothing is set: with its
/// root trusted, nginx 1.22 refuses two as error 20, and with the intermediates trusted too as error 2.
fn intermediates(report: &Report) -> Option<Tested> {
    const ALLOWED: usize = 1;
    let all = || report.main.iter().chain(&report.others);
    let main = all().find(|it| it.purpose == Purpose::Client).or(report.main.as_ref())?;
    if !matches!(main.path.end, End::Trusted(_) | End::UntrustedRoot { .. }) {
        return None;
    }
    let count = main.path.steps.len().saturating_sub(2);
    let words = match count {
        0 => "no intermediate stands".to_owned(),
        1 => "1 intermediate stands".to_owned(),
        more => format!("{more} intermediates stand"),
    };
    let words = format!("Between the certificate and its root {words}");
    if count <= ALLOWED {
        return Some(Tested::RuledOut(format!("{words}.")));
    }
    let detail = format!("{words}, and without ssl_verify_depth nginx allows {ALLOWED}.");
    Some(Tested::Found(vec![Evidence { object: None, detail }]))
}

/// Whether the passwords given open what was given.
fn passwords(report: &Report) -> Option<Tested> {
    let locked = report
        .sources
        .iter()
        .flat_map(|source| source.contents.locked.iter().map(move |locked| (&source.name, locked)));
    let locked: Vec<_> = locked.collect();
    if let Some((name, locked)) = locked.iter().find(|(_, locked)| locked.wrong) {
        let detail = format!("The password given does not open the {} in {name}.", locked.what);
        return Some(Tested::Found(vec![Evidence { object: None, detail }]));
    }
    if let Some((name, locked)) = locked.first() {
        return Some(Tested::CannotBeSeen(format!(
            "{name} holds a {} that is locked: give its password, and whether it opens is shown.",
            locked.what
        )));
    }
    let opened = report.sources.iter().find(|source| {
        source.contents.items.iter().any(
            |item| matches!(&item.kind, ItemKind::PrivateKey(key) if !key.protection.is_empty()),
        )
    })?;
    let name = &opened.name;
    Some(Tested::RuledOut(format!(
        "The password given opens {name}; the program may have been given another."
    )))
}

/// Files that were read here and are not as programs want them.
fn forms(report: &Report) -> Option<Tested> {
    let found: Vec<Evidence> = report
        .sources
        .iter()
        .filter_map(|source| {
            let fault = source.extra.form.as_ref()?;
            let detail = format!("{}: {}.", source.name, fault.words());
            Some(Evidence { object: None, detail })
        })
        .collect();
    (!found.is_empty()).then_some(Tested::Found(found))
}

/// `others`: what is found on the other leaves counts where nothing is found on this one.
fn on_examination(
    rule: &'static Rule,
    report: &Report,
    main: &Examination,
    named: Option<&Host>,
    others: bool,
) -> Tested {
    let mut found = evidence(rule, main);
    if found.is_empty() && others {
        // Who loads the certificates of both sides asks about one and may mean the other.
        found = report.others.iter().flat_map(|other| evidence(rule, other)).collect();
    }
    if !found.is_empty() {
        return Tested::Found(found);
    }
    if rule.id == "host-not-covered"
        && main.purpose == Purpose::Server
        && let Some(host) = named
        && let Some(tested) = on_the_names(host, main, report)
    {
        return tested;
    }
    if !rule.applies.purposes.contains(&main.purpose) {
        return Tested::CannotBeSeen(format!(
            "It is not looked at for the use “{}”; ask about another use.",
            main.purpose.word()
        ));
    }
    // What one list does not name, another list of another CA on the path may.
    let passed =
        rule.id != "revoked" && main.run.passed_rules.iter().any(|passed| passed.id == rule.id);
    let absent = if passed { None } else { absent(rule, main, report) };
    if !passed && absent.is_none() {
        return Tested::CannotBeSeen(nothing_to_look_at(rule, main).into());
    }
    let incomplete = match main.path.end {
        End::MissingIssuer => Some("what a missing issuer would show is not known"),
        End::BrokenSignature => Some("what the right issuer would show is not known"),
        End::Unfinished => Some("the search was cut short"),
        End::Trusted(_) | End::UntrustedRoot { .. } => None,
    };
    let leaf_only = rule.applies.roles == [Role::Leaf] || ON_THE_LEAF.contains(&rule.id);
    match incomplete.filter(|_| !leaf_only) {
        Some(_) if rule.id == "issuer-missing" => Tested::CannotBeSeen(
            "An issuer of that name is loaded and did not sign it; the right one may be missing."
                .into(),
        ),
        Some(why) => {
            Tested::CannotBeSeen(format!("Not so on the certificates loaded here; {why}."))
        }
        None => Tested::RuledOut(match absent {
            Some(what) => format!("Looked for {}: there is no {what}.", place(main, leaf_only)),
            None => looked_at(rule, main, report, leaf_only),
        }),
    }
}

/// What has to be in a certificate for a rule to have something to say, in words and as a test.
type Subject = (&'static str, &'static str, fn(&Certificate) -> bool);

/// Rules about something that most certificates do not have. Rules that lack an input (the host,
/// a key, an unreached root) have no place here: that is no ruling out.
const SUBJECTS: &[Subject] = &[
    ("weak-key", "RSA key", |it| matches!(it.public_key.kind, KeyKind::Rsa { .. })),
    ("weak-curve", "elliptic curve key", |it| matches!(it.public_key.kind, KeyKind::Ec { .. })),
    ("purpose-not-allowed", "Extended Key Usage", |it| it.eku().is_some()),
    ("usage-any-only", "Extended Key Usage", |it| it.eku().is_some()),
    ("usage-not-nested", "CA certificate with an Extended Key Usage", |it| it.eku().is_some()),
    ("key-usage-not-allowed", "Key Usage", |it| it.key_usage().is_some()),
    ("key-usage-no-signature", "Key Usage", |it| it.key_usage().is_some()),
    ("ns-type-not-allowed", "Netscape certificate type", |it| it.ns_cert_type().is_some()),
    ("ca-as-leaf", "Basic Constraints extension", |it| it.basic_constraints().is_some()),
    ("must-staple", "TLS Feature extension", |it| it.extension(ext::TLS_FEATURE).is_some()),
    ("issuer-not-ca", "issuer", |_| true),
    ("issuer-may-not-sign", "issuer", |_| true),
    ("path-too-long", "issuer", |_| true),
];

/// What the rule is about, where no certificate of the path that it looks at has anything of the
/// kind, and each of them could be read.
fn absent(rule: &Rule, main: &Examination, report: &Report) -> Option<&'static str> {
    let (_, what, has) = SUBJECTS.iter().find(|(id, ..)| *id == rule.id)?;
    let looks_at = |role| rule.applies.roles.contains(&role);
    let nothing = main.path.loaded().enumerate().all(|(step, index)| {
        let looked = if step == 0 { looks_at(Role::Leaf) } else { looks_at(Role::Intermediate) };
        let unreadable = |it: &Certificate| {
            matches!(it.public_key.kind, KeyKind::Unreadable { .. })
                || it.extensions.iter().any(|e| matches!(e.value, ExtensionValue::Unreadable(_)))
        };
        !looked || report.certificate(index).is_some_and(|it| !unreadable(it) && !has(it))
    });
    nothing.then_some(what)
}

/// Whether the certificate covers the host that the message speaks of.
fn on_the_names(host: &Host, main: &Examination, report: &Report) -> Option<Tested> {
    let text = host.text();
    match host::find(report.certificate(main.leaf)?, host) {
        Match::Covered { .. } => Some(Tested::RuledOut(format!(
            "The message names {text}, which this certificate covers: the program met another one."
        ))),
        Match::NotCovered { nearest } => {
            let why = nearest.map(|(_, why)| format!(": {why}")).unwrap_or_default();
            let detail = format!("The message names {text}, which is not covered{why}.");
            Some(Tested::Found(vec![Evidence { object: Some(main.leaf), detail }]))
        }
        Match::NoNames => None,
    }
}

/// The places where the rule found something, also as a consequence of another.
fn evidence(rule: &Rule, examined: &Examination) -> Vec<Evidence> {
    let mut found = Vec::new();
    for finding in &examined.run.findings {
        if finding.rule.id == rule.id {
            found.push(Evidence { object: finding.object, detail: finding.spot.detail.clone() });
        } else if finding.explained.iter().any(|consequence| consequence.id == rule.id) {
            found.push(Evidence {
                object: finding.object,
                detail: format!("It follows from another finding: {}.", finding.rule.title),
            });
        }
    }
    found
}

fn nothing_to_look_at(rule: &Rule, main: &Examination) -> &'static str {
    match rule.id {
        "host-not-covered" if main.host.is_none() => {
            "No host was asked about: name it, and it will be tested."
        }
        "key-mismatch" => "No private key was loaded but those of other certificates.",
        "revoked" => "No revocation list or OCSP response loaded says so; another may.",
        "not-trusted" => "The path does not reach a root, so its trust was not looked at.",
        _ => "The certificates loaded have nothing that this could be seen on.",
    }
}

fn looked_at(rule: &Rule, main: &Examination, report: &Report, leaf_only: bool) -> String {
    let asked = match &main.host {
        Some(host) if rule.id == "host-not-covered" => format!(", for {}", host.text()),
        _ => String::new(),
    };
    let on = place(main, leaf_only);
    format!("Looked for {on}{asked}, as of {}: not so.", report.at.date())
}

/// Where it was looked.
fn place(main: &Examination, leaf_only: bool) -> String {
    match main.path.loaded().count() {
        _ if leaf_only => "on the certificate asked about".to_owned(),
        1 => "on the one loaded certificate of the path".to_owned(),
        many => format!("on the {many} loaded certificates of the path"),
    }
}
