//! OpenSSL, as its TLS peers use it: `X509_verify_cert` at security level 2, trust store first, no
//! strict mode, no partial chains. Written after its documentation and what it was seen to do;
//! names in brackets are functions of `x509_vfy.c`.
//!
//! A chain is built, and then judged step by step; each fault is told to a callback. Most programs
//! stop at the first (curl, Python, `openssl verify`), some go on and keep the last (nginx,
//! Node.js).

mod chain;
mod checks;
mod constraints;
mod facts;
mod identity;
mod read;
mod revocation;
mod strength;
mod words;

use super::{Known, Met, Program, Question, Refusal, Role, Rule, Verdict};
use chain::{Chain, Clock, Material};

/// A release line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Release {
    /// 3.0 to 3.5, as far as they were run.
    V30,
    /// 4.0.
    V40,
}

/// Which fault a program tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tells {
    /// The first one, where it stops.
    First,
    /// The last one: it goes on after each.
    Last,
}

/// A fault, and how far from the leaf it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Fault {
    code: u16,
    depth: usize,
}

impl Fault {
    fn new(code: u16, depth: usize) -> Self {
        Self { code, depth }
    }

    /// Stands where OpenSSL computes a signature that is not computed here.
    fn unknown(depth: usize) -> Self {
        Self { code: 0, depth }
    }

    fn is_known(self) -> bool {
        self.code != 0
    }
}

/// GB/T 32918.2 with GB/T 32905.
const SM2_WITH_SM3: &str = "1.2.156.10197.1.501";

/// What OpenSSL finds wrong, one by one, and the chain that it built.
#[derive(Debug, Default)]
pub struct Findings {
    /// In the order in which they are told.
    pub faults: Vec<Finding>,
    /// How many certificates the chain has, anchor included.
    pub links: usize,
    /// A certificate could not even be read: the handshake ends at once.
    pub unread: Option<Refusal>,
}

/// A fault with its number and words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// `X509_V_ERR_…`; 0 where a signature decides that is not computed here.
    pub code: u16,
    /// How far from the leaf.
    pub depth: usize,
    /// OpenSSL's words for it.
    pub words: &'static str,
    /// The rule behind it.
    pub rule: &'static Rule,
    /// The certificate that it is about.
    pub about: String,
}

/// All that OpenSSL 3 finds wrong, for programs that look at more than one fault.
pub(super) fn findings(question: &Question<'_>) -> Findings {
    let sent = std::iter::once(&question.leaf).chain(&question.sent);
    if let Some((certificate, unread)) =
        sent.filter_map(|certificate| Some((*certificate, read::fault(certificate)?))).next()
    {
        let unread = Some(words::unread(unread).about(certificate));
        return Findings { unread, ..Findings::default() };
    }
    let release = Release::V30;
    let material = Material::new(question, release);
    let (faults, chain) = all_faults(&material, question, release);
    let title = |depth: usize| {
        let link = chain.as_ref().and_then(|chain| chain.links.get(depth));
        link.map_or(question.leaf, |link| link.certificate).title()
    };
    let faults = faults.iter().map(|fault| Finding {
        code: fault.code,
        depth: fault.depth,
        words: words::text(fault.code, release),
        rule: words::rule(fault.code),
        about: title(fault.depth),
    });
    let faults = faults.collect();
    Findings { faults, links: chain.map_or(1, |chain| chain.links.len()), unread: None }
}

/// OpenSSL 3, as programs that stop at the first fault.
pub static OPENSSL_30: Program = FIRST;

const FIRST: Program = Program {
    id: "openssl30",
    title: "OpenSSL 3 (curl, Python, s_client)",
    met: Met::Often,
    judges_clients: true,
    known: Known::Run("OpenSSL 3.0.22, Debian 12, level 2"),
    families: &["OpenSSL"],
    reads: Some(super::files::openssl::read),
    rules: || words::sentences().into_iter().map(|(_, rule)| rule).collect(),
    sentences: words::sentences,
    answer: |question| answer(question, Release::V30, Tells::First),
};

/// The same, as programs that tell the last fault instead of the first.
pub static OPENSSL_30_LAST: Program = Program {
    id: "openssl30all",
    title: "OpenSSL 3 (nginx, Node.js)",
    answer: |question| answer(question, Release::V30, Tells::Last),
    ..FIRST
};

/// OpenSSL 4.
pub static OPENSSL_40: Program = Program {
    // Its reader was not run.
    reads: None,
    id: "openssl40",
    title: "OpenSSL 4",
    known: Known::Run("OpenSSL 4.0.3, level 2"),
    answer: |question| answer(question, Release::V40, Tells::First),
    ..FIRST
};

/// What OpenSSL says.
fn answer(question: &Question<'_>, release: Release, tells: Tells) -> Verdict {
    // What was sent is read before anything is judged, and one certificate that cannot be read ends
    // the handshake.
    let sent = std::iter::once(&question.leaf).chain(&question.sent);
    let unread =
        sent.filter_map(|certificate| Some((*certificate, read::fault(certificate)?))).next();
    if let Some((certificate, unread)) = unread {
        return Verdict::Reject(words::unread(unread).about(certificate));
    }
    let mut all = std::iter::once(question.leaf).chain(question.sent.iter().copied());
    if all.any(|it| it.outer_algorithm.oid.as_str() == SM2_WITH_SM3) {
        return Verdict::Silent("it computes SM2, which is not computed here");
    }
    let material = Material::new(question, release);
    let (faults, chain) = all_faults(&material, question, release);
    let Some(told) = tells.pick(&faults) else { return Verdict::Accept };
    if !told.is_known() {
        return Verdict::Silent("a signature is of a kind that is not computed here");
    }
    let rule = words::rule(told.code);
    let mut refusal = Refusal::new(told.code.to_string(), words::text(told.code, release), rule);
    if let Some(link) = chain.as_ref().and_then(|chain| chain.links.get(told.depth)) {
        refusal = refusal.about(link.certificate);
    }
    for (who, line) in words::wrapped(&faults, told, question, release, tells) {
        refusal = refusal.wrapped(who, line);
    }
    Verdict::Reject(refusal)
}

impl Tells {
    fn pick(self, faults: &[Fault]) -> Option<Fault> {
        match self {
            Tells::First => faults.first().copied(),
            Tells::Last => faults.last().copied(),
        }
    }
}

/// All faults in the order in which they are reported ([X509_verify_cert], [verify_chain]).
fn all_faults<'q, 'f>(
    material: &'f Material<'q>,
    question: &Question<'q>,
    release: Release,
) -> (Vec<Fault>, Option<Chain<'q, 'f>>) {
    let mut faults = Vec::new();
    if !checks::is_strong(&material.leaf) {
        faults.push(Fault::new(66, 0));
    }
    let Ok(chain) = chain::build(material, question, release, &mut faults) else {
        // An issuer that cannot be read ends it all; where an issuer is trusted, and it is the leaf
        // that cannot, nothing more is told to the callback.
        let leaf = &material.leaf;
        if !leaf.has_key && material.trusted.iter().any(|root| root.likely_issued(leaf)) {
            return (faults, None);
        }
        faults.push(Fault::new(1, 0));
        return (faults, None);
    };
    checks::extensions(&chain, question.role, &mut faults);
    checks::levels(&chain, &mut faults);
    identity::check(question.leaf, question.name.as_ref(), &mut faults);
    if !material.leaf.has_key {
        // Nothing more is computed with it ([X509_get_pubkey_parameters]).
        return (faults, Some(chain));
    }
    revocation::check(&chain, question, &mut faults);
    let clock = Clock { now: question.at, release };
    checks::signatures_and_dates(&chain, question, clock, &mut faults);
    constraints::check(&chain, &mut faults);
    (faults, Some(chain))
}

/// Whether the name asked about is a fault that the program itself looks for, not OpenSSL.
fn is_about_the_name(fault: &Fault) -> bool {
    identity::CODES.contains(&fault.code)
}

/// Whether a server is judged.
fn asks_a_server(question: &Question<'_>) -> bool {
    question.role == Role::Server
}
