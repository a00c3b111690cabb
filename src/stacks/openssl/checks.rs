//! What OpenSSL checks on the chain that it built (`x509_vfy.c`): extensions and purpose, strength,
//! signatures and dates.

use super::chain::{Chain, Clock};
use super::facts::Facts;
use super::{Fault, strength};
use crate::crypto::Check;
use crate::model::{Curve, KeyKind, KeyUsage};
use crate::stacks::{Question, Role};

/// `check_extensions`.
pub(super) fn extensions(chain: &Chain<'_, '_>, role: Role, faults: &mut Vec<Fault>) {
    /// What a certificate must be, after the one below it.
    #[derive(PartialEq)]
    enum Wanted {
        Any,
        Ca,
        NoCa,
    }
    let count = chain.links.len();
    let mut wanted = Wanted::Any;
    let mut below: u32 = 0;
    for (depth, facts) in chain.links.iter().enumerate() {
        let mut fault = |code: u16| faults.push(Fault::new(code, depth));
        if facts.unhandled {
            fault(34);
        }
        if facts.proxy {
            fault(40);
        }
        let ca = facts.ca_code();
        let last = depth.saturating_add(1) == count;
        match wanted {
            Wanted::Any => {}
            Wanted::NoCa if ca != 0 => fault(37),
            // The last may be one of the doubtful kinds, those between may not.
            Wanted::Ca if ca == 0 || (!last && ca != 1) => fault(79),
            _ => {}
        }
        if count > 1 {
            match &facts.certificate.public_key.kind {
                _ if !facts.has_key => fault(1),
                KeyKind::Ec { curve: Curve::Other(name), .. } if name == EXPLICIT => fault(94),
                _ => {}
            }
        }
        if !facts.serves(role, wanted == Wanted::Ca) {
            fault(26);
        }
        if depth > 1 && facts.path_len.is_some_and(|most| below > most) {
            fault(25);
        }
        if depth > 0 && !facts.self_issued {
            below = below.saturating_add(1);
        }
        wanted = if facts.proxy { Wanted::NoCa } else { Wanted::Ca };
    }
}

/// How a curve is called that is given by its numbers.
const EXPLICIT: &str = "explicit parameters";

/// `check_auth_level`: the keys of issuers, and all signatures but the last.
pub(super) fn levels(chain: &Chain<'_, '_>, faults: &mut Vec<Fault>) {
    for (depth, facts) in chain.links.iter().enumerate() {
        if depth > 0 && !is_strong(facts) {
            faults.push(Fault::new(67, depth));
        }
        let last = depth.saturating_add(1) == chain.links.len();
        if !last && !strength::signature_is_strong(&facts.certificate.outer_algorithm) {
            faults.push(Fault::new(68, depth));
        }
    }
}

/// Whether the key can be read and is strong enough.
pub(super) fn is_strong(facts: &Facts<'_>) -> bool {
    facts.has_key && strength::key_is_strong(&facts.certificate.public_key)
}

/// `internal_verify`: from the top down, each signature and then the dates of what it signed. The
/// signature of the trust anchor itself is not looked at.
pub(super) fn signatures_and_dates(
    chain: &Chain<'_, '_>,
    question: &Question<'_>,
    clock: Clock,
    faults: &mut Vec<Fault>,
) {
    let Some(top) = chain.links.last() else { return };
    let mut depth = chain.links.len().saturating_sub(1);
    let ends_in_itself = top.likely_issued(top);
    if !ends_in_itself {
        // What cannot have signed itself is only a key here: its dates do not count.
        match depth.checked_sub(1) {
            Some(lower) => depth = lower,
            None => faults.push(Fault::new(21, 0)),
        }
    }
    loop {
        let Some(subject) = chain.links.get(depth) else { return };
        if let Some(issuer) = chain.links.get(depth.saturating_add(1)) {
            signature(subject, issuer, depth, question, faults);
        }
        faults.extend(clock.faults(subject).into_iter().map(|code| Fault::new(code, depth)));
        match depth.checked_sub(1) {
            Some(lower) => depth = lower,
            None => return,
        }
    }
}

fn signature(
    subject: &Facts<'_>,
    issuer: &Facts<'_>,
    depth: usize,
    question: &Question<'_>,
    faults: &mut Vec<Fault>,
) {
    let above = depth.saturating_add(1);
    if subject.proxy {
        if issuer.usage_rejects(KeyUsage::DIGITAL_SIGNATURE) {
            faults.push(Fault::new(39, above));
        }
    } else if issuer.usage_rejects(KeyUsage::KEY_CERT_SIGN) {
        faults.push(Fault::new(32, above));
    }
    if !issuer.has_key {
        faults.push(Fault::new(6, above));
        return;
    }
    let certificate = subject.certificate;
    if certificate.outer_algorithm.der != certificate.signature_algorithm.der {
        faults.push(Fault::new(7, depth));
        return;
    }
    match question.proof(certificate, issuer.certificate) {
        Check::Valid => {}
        Check::Invalid | Check::WrongKeyType => faults.push(Fault::new(7, depth)),
        Check::Unsupported(_) => faults.push(Fault::unknown(depth)),
    }
}
