//! The shape of a rule and of what it finds. No logic lives here but small helpers for checks.

use crate::engine::BRIEF;
use crate::model::{
    Certificate, ItemKind, PublicKey, Purpose, Severity, Time, revocation::Standing,
};
use crate::path::{Anchors, Arrangement, Fault, Path, Pool, Step};
use crate::purpose::host::{Host, Match};

/// A rule: fixed words for the reader, and one check.
#[derive(Debug)]
pub struct Rule {
    /// Kebab-case, unique, never reused. Also the file name and the link anchor.
    pub id: &'static str,
    /// One severity per rule. Two severities are two rules.
    pub severity: Severity,
    /// What it looks at.
    pub applies: Applies,
    /// The fact in at most ten words, no full stop.
    pub title: &'static str,
    /// What is wrong: how it is recognised.
    pub what: &'static str,
    /// Why it matters: what clients do about it.
    pub why: &'static str,
    /// What to do, in order.
    pub fixes: &'static [Fix],
    /// What stacks print when they meet it; only what was seen printed.
    pub messages: &'static [Message],
    /// Where it is written.
    pub references: &'static [Reference],
    /// Rules whose findings are only a consequence of this one.
    pub explains: &'static [&'static str],
    /// The check.
    pub check: Check,
}

/// Looked at before the check runs, so that no check repeats it.
#[derive(Debug)]
pub struct Applies {
    /// Places on the path; checks of the chain as a whole ignore it.
    pub roles: &'static [Role],
    /// Uses asked about.
    pub purposes: &'static [Purpose],
}

impl Applies {
    /// Every certificate of the path, whatever the use.
    pub const ALWAYS: Applies = Applies {
        roles: &[Role::Leaf, Role::Intermediate, Role::Root],
        purposes: &[Purpose::Server, Purpose::Client, Purpose::Ca, Purpose::Any],
    };
    /// The leaf, whatever the use.
    pub const LEAF: Applies = Applies { roles: &[Role::Leaf], purposes: Applies::ALWAYS.purposes };
    /// The leaf as a TLS server or client.
    pub const TLS_LEAF: Applies =
        Applies { roles: &[Role::Leaf], purposes: &[Purpose::Server, Purpose::Client] };
    /// The leaf as a TLS server.
    pub const SERVER: Applies = Applies { roles: &[Role::Leaf], purposes: &[Purpose::Server] };
}

/// A place on the path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The certificate asked about.
    Leaf,
    /// An issuer that is not the end of the path.
    Intermediate,
    /// The issuer at the end, where it names itself as issuer.
    Root,
}

/// One step, for one person.
#[derive(Debug)]
pub struct Fix {
    /// Who can do it.
    pub who: Who,
    /// What to do.
    pub step: &'static str,
    /// A command; empty for none. Filled in, quoted for a shell: `{host}`, `{file}`, `{usage}`;
    /// `{issuer_url}`, `{list_url}` and `{ocsp_url}`, without which there is no command; `{names}`, subject and SAN as arguments;
    /// `{request}` and `{new-key-request}`, whole requests for what is wanted; `{ca}`, the commands
    /// that make a CA certificate anew.
    pub command: &'static str,
}

/// Who can do a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// Whoever runs the server.
    Server,
    /// Whoever runs the client.
    Client,
    /// Whoever issues certificates.
    Issuer,
    /// Whoever has the files.
    Anyone,
}

/// What a program prints when it meets the problem. `{}` stands for any text.
#[derive(Debug)]
pub struct Message {
    /// The program.
    pub stack: Stack,
    /// The words.
    pub text: &'static str,
}

/// What the full engine alone says of a common rule: its messages, rules that only that one has. The
/// small engine does without the bytes.
pub const fn in_full<T>(list: &'static [T]) -> &'static [T] {
    if BRIEF { &[] } else { list }
}

/// Programs whose words are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Stack {
    OpenSsl,
    Go,
    Java,
    GnuTls,
    Rustls,
    Chromium,
    Firefox,
    NodeJs,
    Nginx,
    Apache,
    HaProxy,
}

impl Stack {
    /// The name that people know.
    pub fn name(self) -> &'static str {
        match self {
            Stack::OpenSsl => "OpenSSL",
            Stack::Go => "Go",
            Stack::Java => "Java",
            Stack::GnuTls => "GnuTLS",
            Stack::Rustls => "rustls",
            Stack::Chromium => "Chromium",
            Stack::Firefox => "Firefox",
            Stack::NodeJs => "Node.js",
            Stack::Nginx => "nginx",
            Stack::Apache => "Apache",
            Stack::HaProxy => "HAProxy",
        }
    }
}

/// Where a rule is written.
#[derive(Debug)]
pub struct Reference {
    /// `RFC 5280, 4.1.2.5 Validity`.
    pub label: &'static str,
    /// Its address.
    pub url: &'static str,
}

/// A check on each certificate of the path whose role applies, or on the whole.
#[derive(Debug)]
pub enum Check {
    /// Called for each certificate on the path; the number is its step.
    Certificate(fn(&Facts<'_>, usize, &Certificate) -> Outcome),
    /// Called once.
    Chain(fn(&Facts<'_>) -> Outcome),
    /// Asked after all others, where none of them found an Error: what programs said.
    Programs(Refusing),
}

/// Which programs refuse, where no finding says why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusing {
    /// Every program that was ever run on such inputs.
    All,
    /// Some of them.
    Some,
}

/// Everything a check may look at.
pub struct Facts<'a> {
    /// All loaded certificates.
    pub pool: &'a Pool<'a>,
    /// The best path from the leaf asked about.
    pub path: &'a Path,
    /// Which anchors count.
    pub anchors: &'a Anchors,
    /// The bundle against the path.
    pub arrangement: &'a Arrangement,
    /// The certificate asked about, index into the pool.
    pub leaf: usize,
    /// The use asked about.
    pub purpose: Purpose,
    /// The host asked about.
    pub host: Option<&'a Host>,
    /// Whether the leaf covers the host; `None` where no host was asked about.
    pub host_match: Option<&'a Match>,
    /// The public halves of the private keys that were given.
    pub keys: &'a [&'a PublicKey],
    /// What was read besides certificates.
    pub items: &'a [&'a ItemKind],
    /// How each certificate of the path stands by the lists and responses among them.
    pub standings: &'a [Standing],
    /// The path ends at a public CA, or at one that is to be held to the rules of public CAs
    /// ([`super::public::ends_public`]).
    pub public: bool,
    /// Nobody said which roots count, and no root that was given does: the public ones are assumed.
    pub unasked: bool,
    /// The time asked about.
    pub at: Time,
}

/// What a check says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// There is nothing to look at.
    NotApplicable,
    /// Looked at, and fine.
    Pass,
    /// Something was found, in one or more places.
    Found(Vec<Spot>),
}

/// Where it is, and the words that depend on this certificate.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spot {
    /// The certificate, index into the pool; `None` for the step's own certificate, or the whole.
    pub object: Option<usize>,
    /// Id of the field on the certificate's sheet ([`crate::model::field`]); empty for none.
    pub field: &'static str,
    /// One short sentence with the values, ending with a full stop.
    pub detail: String,
    /// The same as a clause that can follow "Will be refused: ": no capital, no full stop.
    pub reason: String,
    /// The values the finding rests on: label and value.
    pub evidence: Vec<(&'static str, String)>,
}

/// A rule that found something.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The rule.
    pub rule: &'static Rule,
    /// The certificate, index into the pool; `None` for the chain as a whole.
    pub object: Option<usize>,
    /// Where and what.
    pub spot: Spot,
    /// Consequences that were folded under it.
    pub explained: Vec<&'static Rule>,
}

impl Spot {
    /// The label of the evidence that names an extension by its OID. A finding without a field points at
    /// that extension.
    pub const EXTENSION: &'static str = "Extension";
}

impl<'a> Facts<'a> {
    /// The certificate asked about.
    pub fn leaf(&self) -> Option<&'a Certificate> {
        self.pool.get(self.leaf).copied()
    }

    /// The certificate at a step, where it is loaded.
    pub fn at_step(&self, step: usize) -> Option<&'a Certificate> {
        match self.path.steps.get(step)? {
            Step::Loaded(index) => self.pool.get(*index).copied(),
            Step::Store(_) => None,
        }
    }

    /// How the certificate at a step stands by what was given; `None` where nothing was.
    pub fn standing(&self, step: usize) -> Option<&'a Standing> {
        self.standings.iter().find(|standing| standing.step == step)
    }

    /// The faults of a step.
    pub fn faults(&self, step: usize) -> impl Iterator<Item = &'a Fault> {
        self.path.faults.iter().filter(move |fault| fault.step == step)
    }

    /// The role of a step.
    pub fn role(&self, step: usize) -> Role {
        if step == 0 {
            return Role::Leaf;
        }
        let last = step.saturating_add(1) == self.path.steps.len();
        match self.at_step(step) {
            Some(certificate) if last && certificate.is_self_issued() => Role::Root,
            None => Role::Root,
            _ => Role::Intermediate,
        }
    }

    /// `the certificate`, `the intermediate CA certificate R3`, `the root CA certificate X1`.
    pub fn called(&self, step: usize) -> String {
        let title = self.at_step(step).map(Certificate::title).unwrap_or_default();
        match self.role(step) {
            Role::Leaf => "the certificate".into(),
            Role::Intermediate => format!("the intermediate CA certificate “{title}”"),
            Role::Root => format!("the root CA certificate “{title}”"),
        }
    }

    /// The EKU asked about, where the use has one.
    pub fn usage(&self) -> Option<&'static str> {
        usage_of(self.purpose)
    }
}

/// The EKU of a use, where it has one.
pub fn usage_of(purpose: Purpose) -> Option<&'static str> {
    use crate::model::oid::eku;
    match purpose {
        Purpose::Server => Some(eku::SERVER_AUTH),
        Purpose::Client => Some(eku::CLIENT_AUTH),
        Purpose::Ca | Purpose::Any => None,
    }
}

impl Outcome {
    /// `Pass` where nothing was found.
    pub fn of(spots: Vec<Spot>) -> Self {
        if spots.is_empty() { Outcome::Pass } else { Outcome::Found(spots) }
    }

    /// One finding.
    pub fn found(spot: Spot) -> Self {
        Outcome::Found(vec![spot])
    }
}
