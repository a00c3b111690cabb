//! How OpenSSL builds the one chain that it judges (`x509_vfy.c`, `build_chain`): the trust store
//! first, then what was sent; no step back.

use std::collections::HashSet;

use super::facts::{Broken, Facts};
use super::{Fault, Release};
use crate::model::Time;
use crate::stacks::Question;
use crate::stacks::der::{self, GENERALIZED_TIME, UTC_TIME};

/// The depth that is allowed where none is set.
const DEPTH: usize = 100;

/// A chain, leaf first. The certificates from `untrusted` on came from the trust store.
pub(super) struct Chain<'q, 'f> {
    pub links: Vec<&'f Facts<'q>>,
    pub untrusted: usize,
}

/// What is judged: the question with the facts about its certificates.
pub(super) struct Material<'q> {
    pub leaf: Facts<'q>,
    pub sent: Vec<Facts<'q>>,
    pub trusted: Vec<Facts<'q>>,
}

impl<'q> Material<'q> {
    pub fn new(question: &Question<'q>, release: Release) -> Self {
        let new_keys = release == Release::V40;
        // A store holds each certificate once.
        let mut known: HashSet<&[u8]> = HashSet::new();
        let mut trusted: Vec<Facts<'q>> = Vec::new();
        for certificate in &question.trusted {
            // What cannot be read is not in it.
            let readable = super::read::fault(certificate).is_none();
            if readable && known.insert(certificate.der.as_slice()) {
                trusted.push(Facts::new(certificate, new_keys));
            }
        }
        Self {
            leaf: Facts::new(question.leaf, new_keys),
            sent: question.sent.iter().map(|c| Facts::new(c, new_keys)).collect(),
            trusted,
        }
    }
}

/// Builds the chain; faults are added in the order in which OpenSSL reports them.
pub(super) fn build<'q, 'f>(
    material: &'f Material<'q>,
    question: &Question<'q>,
    release: Release,
    faults: &mut Vec<Fault>,
) -> Result<Chain<'q, 'f>, Broken> {
    let clock = Clock { now: question.at, release };
    let depth = question.depth.and_then(|depth| usize::try_from(depth).ok()).unwrap_or(DEPTH);
    // One more than allowed is built, to be refused then.
    let longest = depth.saturating_add(1);
    let mut chain = Chain { links: vec![&material.leaf], untrusted: 1 };
    let mut open: Vec<&'f Facts<'q>> = material.sent.iter().collect();
    let (mut look_at_sent, mut look_at_trusted) = (true, true);
    let mut trusted = false;
    while look_at_sent || look_at_trusted {
        let Some(top) = chain.links.last().copied() else { break };
        let full = chain.links.len() > longest;
        if look_at_trusted {
            let found =
                if full { None } else { clock.choose(material.trusted.iter(), top, |_| true) };
            if let Some(issuer) = found {
                let mut self_signed = top.signs_itself()?;
                let mut grown = true;
                if !self_signed {
                    chain.links.push(issuer);
                    self_signed = issuer.signs_itself()?;
                } else if top.certificate.der == issuer.certificate.der {
                    chain.links.pop();
                    chain.untrusted = chain.links.len();
                    chain.links.push(issuer);
                } else {
                    // A certificate with the name of a trust anchor that is another one.
                    grown = false;
                }
                if grown {
                    look_at_sent = false;
                    trusted = issuer.self_signed && !issuer.invalid;
                    if trusted {
                        break;
                    }
                    if !self_signed {
                        continue;
                    }
                }
            }
            if !look_at_sent {
                break;
            }
        }
        let Some(top) = chain.links.last().copied() else { break };
        let ends = matches!(top.signs_itself(), Ok(true)) || full;
        let alone = top.self_issued && chain.links.len() == 1;
        let in_chain = |issuer: &Facts<'_>| {
            chain.links.iter().any(|link| link.certificate.der == issuer.certificate.der)
        };
        let found = match ends {
            true => None,
            false => clock.choose(open.iter().copied(), top, |issuer| alone || !in_chain(issuer)),
        };
        match found {
            Some(issuer) => {
                open.retain(|other| !std::ptr::eq(*other, issuer));
                chain.links.push(issuer);
                chain.untrusted = chain.links.len();
            }
            None => {
                look_at_sent = false;
                look_at_trusted = true;
            }
        }
    }
    if !trusted {
        untrusted(&chain, longest, faults);
    }
    Ok(chain)
}

/// Why the chain does not end in a trust anchor.
fn untrusted(chain: &Chain<'_, '_>, longest: usize, faults: &mut Vec<Fault>) {
    let count = chain.links.len();
    let depth = count.saturating_sub(1);
    if let Some(earlier) = faults.last() {
        // A fault that was passed over is told again in place of the reason.
        faults.push(Fault::new(earlier.code, depth));
        return;
    }
    if count > longest {
        faults.push(Fault::new(22, depth));
    }
    let self_signed = chain.links.last().is_some_and(|top| matches!(top.signs_itself(), Ok(true)));
    let code = match (self_signed, count) {
        (true, 1) => 18,
        (true, _) => 19,
        (false, _) if chain.untrusted < count => 2,
        (false, _) => 20,
    };
    faults.push(Fault::new(code, depth));
}

/// The time asked about, as a release compares it.
#[derive(Clone, Copy)]
pub(super) struct Clock {
    pub now: Time,
    pub release: Release,
}

impl Clock {
    /// The first issuer whose dates are good, else the one that expires last.
    fn choose<'q, 'f>(
        self,
        candidates: impl Iterator<Item = &'f Facts<'q>>,
        subject: &Facts<'_>,
        allowed: impl Fn(&Facts<'_>) -> bool,
    ) -> Option<&'f Facts<'q>>
    where
        'q: 'f,
    {
        let mut best: Option<&'f Facts<'q>> = None;
        for candidate in candidates {
            if !candidate.likely_issued(subject) || !allowed(candidate) {
                continue;
            }
            if self.faults(candidate).is_empty() {
                return Some(candidate);
            }
            let end = |facts: &Facts<'_>| facts.certificate.validity.not_after;
            if best.is_none_or(|known| end(candidate) > end(known)) {
                best = Some(candidate);
            }
        }
        best
    }

    /// What is wrong with the dates of a certificate, in order: 13, 9, 14, 10.
    pub fn faults(self, facts: &Facts<'_>) -> Vec<u16> {
        let mut faults = Vec::new();
        let [plain_start, plain_end] = plain_dates(facts);
        let validity = facts.certificate.validity;
        match validity.not_before.filter(|_| plain_start) {
            None => faults.push(13),
            Some(start) if start > self.now => faults.push(9),
            Some(_) => {}
        }
        match validity.not_after.filter(|_| plain_end) {
            None => faults.push(14),
            Some(end) if self.past(end) => faults.push(10),
            Some(_) => {}
        }
        faults
    }

    /// OpenSSL 3.0 takes the very second of notAfter as past.
    fn past(self, end: Time) -> bool {
        match self.release {
            Release::V30 => end <= self.now,
            Release::V40 => end < self.now,
        }
    }
}

/// Whether both dates are written as RFC 5280, 4.1.2.5 wants it, to the second and in UTC.
fn plain_dates(facts: &Facts<'_>) -> [bool; 2] {
    let span = facts.certificate.spans.validity;
    let bytes = facts.certificate.der.get(span.start..span.end).unwrap_or_default();
    let dates = der::inside(bytes, der::SEQUENCE).unwrap_or_default();
    [0usize, 1].map(|index| {
        dates.get(index).is_some_and(|date| {
            let length = match date.tag {
                UTC_TIME => 13,
                GENERALIZED_TIME => 15,
                _ => 0,
            };
            date.content.len() == length
                && date.content.split_last().is_some_and(|(end, digits)| {
                    *end == b'Z' && digits.iter().all(u8::is_ascii_digit)
                })
        })
    })
}
