//! Go's crypto/x509 as crypto/tls calls it: Docker, Kubernetes, Caddy, Traefik, Prometheus …
//!
//! The order: certificates are read, and the strict reading drops what it refuses; the leaf's dates;
//! its name; then the chains; then, on each finished chain, policies, purposes and name constraints.

mod build;
mod certificate;
mod constraints;
mod extensions;
mod hostname;
mod parse;
mod rules;
mod strings;
mod url;
mod words;

use std::cell::Cell;

use super::shared;
use super::{Asked, Known, Met, Program, Question, Refusal, Role, Verdict};
use crate::model::Certificate;
use crate::model::oid::eku;
use crate::path::policies::{self, Inputs, PathCertificate};
use build::{Builder, Place};
use certificate::Parsed;
use rules::Complaint;

use rules::RULES;

/// Go.
pub static GO_127: Program = Program {
    id: "go127",
    title: "Go",
    met: Met::Often,
    judges_clients: true,
    known: Known::Run("Go 1.27.3"),
    families: &["Go"],
    reads: Some(super::files::go::read),
    rules: || RULES.to_vec(),
    sentences: Vec::new,
    answer,
};

/// What Go says. It reads no revocation lists.
fn answer(question: &Question<'_>) -> Verdict {
    if matches!(question.name, Some(Asked::Email(_))) && question.role == Role::Server {
        return Verdict::Silent("it asks for host names and addresses only");
    }
    let leaf = match parse::certificate(question.leaf) {
        Ok(leaf) => leaf,
        Err(fault) => {
            let complaint = rules::unreadable(fault);
            let refusal = Refusal::new(complaint.code, complaint.message, complaint.rule);
            return Verdict::Reject(refusal.about(question.leaf));
        }
    };
    let (roots, unread_root) = pool(&question.trusted);
    let (sent, unread_sent) = pool(&question.sent);
    let unproved = Cell::new(false);
    let mut builder = Builder { question, roots: &roots, sent: &sent, checked: 0, unproved };
    let verdict = verify(question, &leaf, &mut builder);
    if builder.unproved.get() {
        return Verdict::Silent("it knows a signature algorithm that is not computed here");
    }
    let Err(complaint) = verdict else { return Verdict::Accept };
    // Go says nothing of what it could not read of a pool; it is said behind, in brackets.
    let mut shown = complaint.message.clone();
    for (what, fault) in [("root", unread_root), ("intermediate", unread_sent)] {
        if let Some(fault) = fault {
            shown.push_str(&format!(" [{what}: {fault}]"));
        }
    }
    let line = format!("tls: failed to verify certificate: {}", complaint.message);
    let refusal = Refusal::new(complaint.code, shown, complaint.rule).wrapped("crypto/tls", line);
    Verdict::Reject(refusal)
}

/// What of a pool Go can read, and its last complaint about the rest.
fn pool<'a>(certificates: &[&'a Certificate]) -> (Vec<Parsed<'a>>, Option<String>) {
    let (mut read, mut fault) = (Vec::new(), None);
    for certificate in certificates {
        match parse::certificate(certificate) {
            Ok(certificate) => read.push(certificate),
            Err(why) => fault = Some(why),
        }
    }
    (read, fault)
}

/// `Certificate.Verify`.
fn verify<'a>(
    question: &Question<'_>,
    leaf: &'a Parsed<'a>,
    builder: &mut Builder<'a>,
) -> Result<(), Complaint> {
    build::is_valid(leaf, Place::Leaf, &[], question.at)?;
    if let (Some(host), Role::Server) = (question.host(), question.role) {
        hostname::verify(leaf, host)
            .map_err(|message| rules::wrong_name(message, leaf.raw_names.is_some()))?;
    }
    let is_root = builder.roots.iter().any(|root| root.certificate.der == leaf.certificate.der);
    let chains = if is_root { vec![vec![leaf]] } else { builder.chains(&[leaf])? };
    let usage = question.role.usage();
    let (mut usages, mut without_policy, mut outside) = (0usize, 0usize, None);
    for chain in &chains {
        if !policies_valid(chain) {
            without_policy = without_policy.saturating_add(1);
        } else if !chain.iter().all(|certificate| allows(certificate, usage)) {
            usages = usages.saturating_add(1);
        } else if let Err(detail) = constraints::check(chain) {
            outside.get_or_insert(detail);
        } else {
            return Ok(());
        }
    }
    Err(match (outside, usages, without_policy) {
        (Some(detail), _, _) => rules::name_not_allowed(&detail),
        (None, 1.., 0) => rules::wrong_usage(),
        (None, usages, policies) => rules::no_valid_chains(usages, policies),
    })
}

/// An empty list, like none, allows everything.
fn allows(certificate: &Parsed<'_>, usage: &str) -> bool {
    let usages = &certificate.usages;
    usages.is_empty() || usages.iter().any(|listed| listed == usage || listed == eku::ANY)
}

/// `policiesValid`: RFC 5280, 6.1, with every policy wanted, the root left out.
fn policies_valid(chain: &[&Parsed<'_>]) -> bool {
    let Some((_, below)) = chain.split_last().filter(|(_, below)| !below.is_empty()) else {
        return true;
    };
    let entries: Option<Vec<PathCertificate<'_>>> = below
        .iter()
        .rev()
        .map(|parsed| {
            shared::policy_entry(parsed.certificate, parsed.raw_issuer == parsed.raw_subject)
        })
        .collect();
    entries.is_none_or(|entries| policies::check(&entries, &Inputs::default()).is_ok())
}
