//! Python's cryptography: `x509.verification`, with its profile of the public web.
//!
//! The order: the leaf against the profile (its dates, its names, its extensions one by one), before
//! any issuer is looked for; then each issuer as a CA; name constraints of every CA as it is reached.

mod asn1;
mod extensions;
mod general_name;
mod names;
mod policy;
mod read;
mod rules;

use super::{Asked, Known, Met, Program, Question, Refusal, Role, Rule, Verdict};
use crate::model::Certificate;
use crate::model::order;
use crate::purpose::host::Host;
use general_name::Raw;

use rules::RULES;

/// Intermediates, where nothing else is asked for.
const DEFAULT_DEPTH: u32 = 8;

/// Why it refuses.
struct Fault {
    rule: &'static Rule,
    words: String,
    /// It ends the search.
    fatal: bool,
    /// No candidate was left.
    exhausted: bool,
}

fn other(rule: &'static Rule, words: String) -> Fault {
    Fault { rule, words, fatal: false, exhausted: false }
}

fn fatal(rule: &'static Rule, words: &str) -> Fault {
    Fault { fatal: true, ..other(rule, format!("fatal error: {words}")) }
}

/// Python's cryptography: few connections are judged by it, and it is stricter than all others.
pub static PYCA: Program = Program {
    id: "pyca",
    title: "Python cryptography",
    met: Met::Seldom,
    judges_clients: true,
    known: Known::Run("cryptography 50.0.2"),
    families: &["Python cryptography"],
    reads: Some(super::files::pyca::read),
    rules: || RULES.to_vec(),
    sentences: Vec::new,
    answer,
};

/// What cryptography says.
fn answer(question: &Question<'_>) -> Verdict {
    if !question.crls.is_empty() {
        return Verdict::Silent("it reads no revocation lists");
    }
    if question.role == Role::Server {
        match &question.name {
            None => return Verdict::Silent("it needs a name to ask about"),
            Some(Asked::Email(_)) => {
                return Verdict::Silent("it asks for host names and addresses only");
            }
            Some(Asked::Host(Host::Dns(name))) if !names::is_dns(name) => {
                let words = "ValueError: invalid domain name";
                return Verdict::Reject(Refusal::new("", words, rules::BAD_NAME));
            }
            Some(Asked::Host(_)) => {}
        }
    }
    // Roots that are known by name and key alone have nothing that could be read.
    let whole = question.trusted.iter().copied().filter(|root| !root.signature.is_empty());
    if let Some(refusal) = load(whole) {
        return Verdict::Reject(refusal);
    }
    if question.trusted.is_empty() {
        let words = "ValueError: can't create an empty store";
        return Verdict::Reject(Refusal::new("", words, rules::NO_ROOTS));
    }
    let peer = std::iter::once(&question.leaf).chain(&question.sent);
    if let Some(refusal) = load(peer.copied()) {
        return Verdict::Reject(refusal);
    }
    if let Err(fault) = policy::no_duplicates(question.leaf) {
        let words = format!("validation failed: {}", fault.words);
        return Verdict::Reject(Refusal::new("", words, fault.rule).about(question.leaf));
    }
    if let Err(fault) = policy::leaf(question, question.leaf) {
        // Its own words fail where the subject, which is part of them, cannot be printed.
        if let Some(words) = read::unprintable(question.leaf) {
            return Verdict::Reject(Refusal::new("", words, fault.rule).about(question.leaf));
        }
        let subject = names::printed(&question.leaf.subject);
        let words = format!(
            "validation failed: {} (encountered processing <Certificate(subject=<Name({subject})>, ...)>)",
            fault.words
        );
        return Verdict::Reject(Refusal::new("", words, fault.rule).about(question.leaf));
    }
    let mut builder = Builder { question, signatures: 0, checks: 0 };
    match builder.start() {
        Ok(()) => Verdict::Accept,
        Err(fault) => {
            let words = format!("validation failed: {}", fault.words);
            Verdict::Reject(Refusal::new("", words, fault.rule))
        }
    }
}

/// The refusal of what cannot be loaded.
fn load<'a>(mut certificates: impl Iterator<Item = &'a Certificate>) -> Option<Refusal> {
    let (certificate, words) = certificates.find_map(|c| Some((c, read::fault(c)?)))?;
    Some(Refusal::new("", words, rules::UNREADABLE).about(certificate))
}

struct Builder<'a> {
    question: &'a Question<'a>,
    signatures: usize,
    checks: usize,
}

impl<'a> Builder<'a> {
    fn start(&mut self) -> Result<(), Fault> {
        let leaf = self.question.leaf;
        let own = names::alternative(leaf)?.unwrap_or_default();
        self.extend(leaf, 0, &mut vec![own])
    }

    /// `build_chain_inner`: `below` holds the names of all certificates so far, leaf first.
    fn extend(
        &mut self,
        certificate: &'a Certificate,
        depth: u32,
        below: &mut Vec<Vec<Raw<'a>>>,
    ) -> Result<(), Fault> {
        if let Some(constraints) = names::constraints(certificate)? {
            let critical = certificate
                .extension(crate::model::oid::ext::NAME_CONSTRAINTS)
                .is_some_and(|extension| extension.critical);
            if critical && constraints.has_directory() {
                return Err(fatal(
                    rules::CONSTRAINTS,
                    "critical nameConstraints extension contains an unsupported directoryName constraint",
                ));
            }
            for own in below.iter() {
                names::evaluate(own, &constraints, &mut self.checks)?;
            }
        }
        let question = self.question;
        if question.trusted.iter().any(|root| root.der == certificate.der) {
            return Ok(());
        }
        if depth > question.depth.unwrap_or(DEFAULT_DEPTH) {
            let words = "chain construction exceeds max depth";
            return Err(other(rules::DEPTH, words.into()));
        }
        let mut last: Option<Fault> = None;
        for candidate in self.candidates(certificate) {
            policy::no_duplicates(candidate)?;
            let signatures = &mut self.signatures;
            if let Err(fault) = policy::issuer(question, candidate, certificate, depth, signatures)
            {
                last = Some(fault);
                continue;
            }
            below.push(policy::counted(candidate)?);
            let outcome = self.extend(candidate, depth.saturating_add(1), below);
            below.pop();
            match outcome {
                Err(fault) if !fault.fatal => last = Some(fault),
                done => return done,
            }
        }
        Err(match last {
            Some(fault) if fault.exhausted => fault,
            Some(fault) => Fault {
                words: format!("candidates exhausted: {}", fault.words),
                exhausted: true,
                fatal: false,
                rule: fault.rule,
            },
            None => Fault {
                exhausted: true,
                ..other(
                    rules::NO_ISSUER,
                    "candidates exhausted: all candidates exhausted with no interior errors".into(),
                )
            },
        })
    }

    /// Anchors before what was sent, matching key identifiers first.
    fn candidates(&self, certificate: &Certificate) -> Vec<&'a Certificate> {
        let all = self.question.trusted.iter().chain(&self.question.sent).copied();
        let mut found: Vec<&Certificate> =
            all.filter(|candidate| candidate.subject.der == certificate.issuer.der).collect();
        let wanted = certificate.authority_key_id().and_then(|id| id.key_id.as_deref());
        order::by_key(&mut found, |candidate| match (wanted, candidate.subject_key_id()) {
            (Some(wanted), Some(found)) if wanted == found => 0,
            (Some(_), Some(_)) => 2,
            _ => 1,
        });
        found
    }
}
