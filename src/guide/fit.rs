//! Whether what is loaded can work with a program at all.

use super::facts::Facts;
use super::shape::Part;
use crate::handshake::snippets::Snippet;
use crate::handshake::sort::Sorted;
use crate::handshake::{
    By, Depth, Fault, Judgement, Program, Refusal, Setup, Verify, because, setup, simulate,
};
use crate::model::Time;
use crate::view::HandshakeAsk;

/// Why it cannot.
pub struct WhyNot {
    /// The reason, as a sentence.
    pub text: String,
    /// The finding that explains it, by rule; empty for none.
    pub rule: &'static str,
    /// Whose certificate has to be another; `None`: something else has to change.
    pub anew: Option<By>,
}

/// Takes any CA that it is given for an anchor: judges where the root is not loaded.
const STAND_IN: &str = "go127";

/// Judges as servers on OpenSSL do. (`s_server` itself reads the first of several lists alone.)
const OPENSSL_SERVER: &str = "haproxy";

/// What keeps the loaded certificates from working there; `None`: nothing that can be seen.
pub fn why_not<'a>(
    sorted: &'a Sorted<'a>,
    facts: &Facts<'a>,
    part: &Part,
    is_client: bool,
    at: Time,
) -> Option<WhyNot> {
    // A guide that makes certificates judges none.
    if part.judges_like.is_empty() {
        return None;
    }
    handshake(sorted, facts, part, is_client, at).or_else(|| {
        let (text, rule) = part.demands.iter().find_map(|demand| demand.fault(facts))?;
        let anew = if is_client || facts.server.chain.is_empty() { By::Client } else { By::Server };
        Some(WhyNot { text: format!("{text}."), rule, anew: Some(anew) })
    })
}

fn handshake<'a>(
    sorted: &'a Sorted<'a>,
    facts: &Facts<'a>,
    part: &Part,
    is_client: bool,
    at: Time,
) -> Option<WhyNot> {
    let (server, client) = match (is_client, part.judges_like) {
        (true, client) => ("openssl", client),
        (false, "openssl") => (OPENSSL_SERVER, "curl"),
        (false, server) => (server, "curl"),
    };
    let ask = HandshakeAsk { server: server.into(), client: client.into(), ..Default::default() };
    let mut setup = setup(sorted, &ask, &Snippet::default(), &[], at).ok()?;
    fill_in(&mut setup, facts);
    let refused = match setup.server.chain.is_empty() {
        false => simulate(&setup).refused,
        true if setup.server.settings.verify == Verify::Off => None,
        true => {
            let serves = setup.server.program.server.as_ref()?;
            match (serves.judge)(&setup, &setup.client.chain) {
                Judgement::Refuses(refusal) => Some((By::Server, *refusal)),
                _ => None,
            }
        }
    };
    let (by, refusal) = refused?;
    let mut letters = because(&setup, by, &refusal);
    if let Some(first) = letters.get(..1).map(str::to_uppercase) {
        letters.replace_range(..1, &first);
    }
    Some(WhyNot { text: format!("{letters}."), rule: refusal.hint, anew: anew(by, &refusal) })
}

/// The two sides as the guide sets them up: whole chains, the depth that they need.
fn fill_in<'a>(setup: &mut Setup<'a>, facts: &Facts<'a>) {
    let shows = facts.mutual && !facts.client.chain.is_empty();
    setup.server.settings.verify = if shows { Verify::Required } else { Verify::Off };
    setup.server.chain = facts.server.chain.clone();
    setup.client.chain = facts.client.chain.clone();
    setup.client.others.clear();
    setup.server.trust = facts.cas.0.clone();
    setup.client.trust = facts.roots.0.clone();
    setup.client.public = facts.server.is_public;
    setup.server.crls = match facts.unlisted.is_empty() {
        true => facts.lists.0.clone(),
        false => Vec::new(),
    };
    let number = |number: usize| u32::try_from(number).ok();
    let above = facts.issuers.saturating_sub(1).max(1);
    setup.server.settings.depth = match setup.server.program.server.as_ref().map(|it| it.depth) {
        Some(Depth::Intermediates(_)) => number(above),
        Some(Depth::Issuers(_)) => number(facts.issuers),
        _ => None,
    };
    let stand_in = Program::named(STAND_IN);
    if let (true, Some(program)) = (setup.client.trust.is_empty() && !setup.client.public, stand_in)
    {
        setup.client.program = program;
        setup.client.trust = facts.server.chain.last().copied().into_iter().collect();
    }
    if let (true, Some(program)) = (setup.server.trust.is_empty(), stand_in) {
        setup.server.program = program;
        setup.server.trust = facts.client.chain.last().copied().into_iter().collect();
    }
}

/// Whose certificate a refusal is about, where another certificate mends it.
fn anew(by: By, refusal: &Refusal) -> Option<By> {
    let judge = if refusal.at_start { by.other() } else { by };
    matches!(
        refusal.fault,
        Fault::Purpose
            | Fault::KeyUsage
            | Fault::NoCipher
            | Fault::Expired
            | Fault::Revoked
            | Fault::Host
            | Fault::WeakKey
            | Fault::WeakSignature
            | Fault::Signature
            | Fault::KeyMismatch
            | Fault::Unreadable
    )
    .then(|| judge.other())
}
