//! Real programs as judges of a case.

use super::{Case, Judgement, Peer, Refusal};
use crate::model::oid::eku;
use crate::purpose::host::Host;
use crate::stacks::{self, Asked, NSS, Program, Question, Role, Verdict};

/// The question that a case puts to programs; `None` where its leaf is no certificate, or its name
/// none that could be asked about.
pub(super) fn question(case: &Case) -> Option<Question<'_>> {
    let client = case.usage.wanted.iter().any(|oid| oid.as_str() == eku::CLIENT_AUTH);
    let role = if client { Role::Client } else { Role::Server };
    let mut question = Question::new(
        case.leaf.as_ref()?,
        case.intermediates.iter().collect(),
        case.roots.iter().collect(),
        case.at,
        role,
    );
    question.crls = case.crls.iter().collect();
    question.depth = case.depth;
    question.name = match &case.host {
        None => None,
        Some(Peer::Host(host)) => Some(Asked::Host(Host::parse(host).ok()??)),
        Some(Peer::Email(mailbox)) => Some(Asked::Email(mailbox.clone())),
    };
    Some(question)
}

/// What a program says; `None` where it cannot be asked.
pub(super) fn judge(question: &Question<'_>, program: &Program) -> Option<Judgement> {
    let refusal = match stacks::ask(program, question) {
        Verdict::Accept => None,
        Verdict::Reject(refusal) => {
            Some(Refusal::new(refusal.code, line(program, refusal.message)))
        }
        Verdict::Silent(_) => return None,
    };
    Some(Judgement { refusal, exhausted: false })
}

/// A message as suites keep it: vfychain's list on one line, of 500 characters at most.
fn line(program: &Program, message: String) -> String {
    if *program != NSS {
        return message;
    }
    let words: Vec<&str> = message.split_whitespace().collect();
    words.join(" ").chars().take(500).collect()
}
