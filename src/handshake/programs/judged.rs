//! What a program makes of the other side's certificates, where `stacks` knows how it decides: the
//! question that each side puts, and the refusal as the handshake tells it.

use crate::handshake::fault::Fault;
use crate::handshake::outcome::{Judgement, Refusal};
use crate::handshake::side::{Setup, Verify};
use crate::model::Certificate;
use crate::stacks::{self, Asked, Program, Question, Role, Verdict};
use crate::trust;

/// What a client asks about the server: its host, and what the client trusts. Nothing where it does
/// not look, or where the server sends nothing. Revocation lists are for those programs that look.
pub(in crate::handshake) fn about_server<'a>(setup: &Setup<'a>) -> Option<Question<'a>> {
    if setup.client.settings.verify == Verify::Off {
        return None;
    }
    let (leaf, rest) = setup.server.chain.split_first()?;
    let trusted = trusted_by_client(setup);
    let mut question = Question::new(leaf, rest.to_vec(), trusted, setup.at, Role::Server);
    question.name = setup.host.clone().map(Asked::Host);
    Some(question)
}

/// What a server asks about what a client sent; nothing where it sent nothing.
pub(in crate::handshake) fn about_client<'a>(
    setup: &Setup<'a>,
    sent: &[&'a Certificate],
) -> Option<Question<'a>> {
    let (leaf, rest) = sent.split_first()?;
    let trusted = setup.server.trust.clone();
    Some(Question::new(leaf, rest.to_vec(), trusted, setup.at, Role::Client))
}

/// A refusal as the program words it; alert and lines are the handshake's.
pub(in crate::handshake) fn refusal(told: &stacks::Refusal, leaf: &Certificate) -> Refusal {
    Refusal::new(Fault::of_rule(told.rule.hint.id()), told.message.clone())
        .code(told.code.clone())
        .hint(told.rule.hint.id())
        .about(told.about.clone().unwrap_or_else(|| leaf.title()))
}

/// The program's judgement; `tell` adds alert and lines to a refusal.
pub(in crate::handshake) fn by(
    program: &'static Program,
    question: Option<&Question<'_>>,
    tell: impl FnOnce(Refusal, &stacks::Refusal) -> Refusal,
) -> Judgement {
    let Some(question) = question else { return Judgement::Takes(None) };
    match stacks::ask(program, question) {
        Verdict::Accept => Judgement::Takes(None),
        Verdict::Silent(why) => Judgement::Unknown(why),
        Verdict::Reject(told) => tell(refusal(&told, question.leaf), &told).refuses(),
    }
}

/// What the client trusts: what it was given, and the public roots that the server's certificates
/// name where they count.
pub(in crate::handshake) fn trusted_by_client<'a>(setup: &Setup<'a>) -> Vec<&'a Certificate> {
    let mut trusted = setup.client.trust.clone();
    if setup.client.public {
        let store = trust::store();
        let mut found: Vec<usize> = Vec::new();
        for index in setup.server.chain.iter().flat_map(|one| store.named(&one.issuer)) {
            if !found.contains(index) {
                found.push(*index);
            }
        }
        trusted.extend(found.iter().filter_map(|index| trust::whole::certificate(*index)));
        if trusted.is_empty() {
            // No store is empty, and to some programs an empty one is a fault of its own.
            trusted.extend(trust::whole::certificate(0));
        }
    }
    trusted
}
