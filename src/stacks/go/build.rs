//! Chains as Go builds them (crypto/x509, verify.go, buildChains): by name, roots before what was
//! sent, matching key identifiers first, and every candidate judged as it is met.

use std::cell::Cell;

use super::certificate::{Algorithm, Hash, Key, Parsed};
use super::rules::{self, Complaint};
use super::words::quoted;
use crate::crypto::Check;
use crate::model::{KeyKind, KeyUsage, Time, order};
use crate::stacks::Question;

/// Signatures that Go looks at for one question.
const MAX_SIGNATURES: usize = 100;

/// What a certificate is asked to be.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Leaf,
    Intermediate,
    Root,
}

/// The pools, and what the search has cost.
pub(super) struct Builder<'a> {
    pub question: &'a Question<'a>,
    pub roots: &'a [Parsed<'a>],
    pub sent: &'a [Parsed<'a>],
    pub checked: usize,
    /// A signature was met that Go can check and this project cannot.
    pub unproved: Cell<bool>,
}

impl<'a> Builder<'a> {
    /// All chains from the last certificate of a beginning to a root.
    pub fn chains(
        &mut self,
        begun: &[&'a Parsed<'a>],
    ) -> Result<Vec<Vec<&'a Parsed<'a>>>, Complaint> {
        let Some(child) = begun.last() else { return Ok(Vec::new()) };
        let mut chains = Vec::new();
        let mut hint: Option<(Complaint, &Parsed<'_>)> = None;
        // Go keeps one error for all candidates: the last one judged leaves its mark.
        let mut last: Option<Complaint> = None;
        let candidates = parents(self.roots, child).into_iter().map(|parent| (Place::Root, parent));
        let sent = parents(self.sent, child).into_iter();
        let candidates: Vec<_> =
            candidates.chain(sent.map(|parent| (Place::Intermediate, parent))).collect();
        for (place, parent) in candidates {
            self.checked = self.checked.saturating_add(1);
            if self.checked > MAX_SIGNATURES {
                last = Some(rules::signature_limit());
                break;
            }
            if parent.key == Key::Unknown || already_in(parent, begun) {
                continue;
            }
            if let Err(complaint) = self.signature(child, parent) {
                hint.get_or_insert((complaint, parent));
                continue;
            }
            if let Err(complaint) = is_valid(parent, place, begun, self.question.at) {
                hint.get_or_insert((complaint.clone(), parent));
                last = Some(complaint);
                continue;
            }
            last = None;
            let mut longer = begun.to_vec();
            longer.push(parent);
            if place == Place::Root {
                chains.push(longer);
                continue;
            }
            match self.chains(&longer) {
                Ok(more) => chains.extend(more),
                Err(complaint) => last = Some(complaint),
            }
            if last.as_ref().is_some_and(|last| last.limit) {
                break;
            }
        }
        if !chains.is_empty() {
            return Ok(chains);
        }
        Err(last.unwrap_or_else(|| {
            let because = hint.map(|(complaint, parent)| {
                let (why, who) = (quoted(&complaint.message), quoted(&parent.hint_name()));
                let because = format!(
                    " (possibly because of {why} while trying to verify candidate authority certificate {who})"
                );
                (because, complaint.rule)
            });
            rules::unknown_authority(because)
        }))
    }

    /// `CheckSignatureFrom`.
    fn signature(&self, child: &Parsed<'_>, parent: &Parsed<'_>) -> Result<(), Complaint> {
        let no_ca = match parent.basic_constraints {
            None => parent.version == 3,
            Some((ca, _)) => !ca,
        };
        let may_sign = parent.key_usage == 0 || parent.key_usage & KeyUsage::KEY_CERT_SIGN != 0;
        if no_ca || !may_sign {
            return Err(rules::may_not_sign(no_ca));
        }
        let Algorithm::Known { name, key, hash } = child.algorithm else {
            return Err(rules::unimplemented());
        };
        if hash == Hash::Insecure {
            return Err(rules::insecure(name));
        }
        if parent.key == Key::Dsa {
            return Err(rules::unimplemented());
        }
        if key != parent.key.algorithm() {
            return Err(rules::key_mismatch(key, parent.key.type_name()));
        }
        if let Some(fault) = rsa_fault(parent) {
            return Err(fault);
        }
        match self.question.proof(child.certificate, parent.certificate) {
            Check::Valid => Ok(()),
            Check::Unsupported(_) => {
                self.unproved.set(true);
                Ok(())
            }
            Check::Invalid | Check::WrongKeyType => Err(rules::bad_signature(match key {
                "RSA" => "crypto/rsa: verification error",
                "ECDSA" => "x509: ECDSA verification failure",
                "Ed25519" => "x509: Ed25519 verification failure",
                _ => "x509: ML-DSA verification failure: mldsa: invalid signature",
            })),
        }
    }
}

/// What crypto/rsa says of a key before it computes with it.
fn rsa_fault(parent: &Parsed<'_>) -> Option<Complaint> {
    let Key::Rsa { bits } = parent.key else { return None };
    if bits < 1024 {
        return Some(rules::weak_key(format!(
            "crypto/rsa: {bits}-bit keys are insecure (see https://go.dev/pkg/crypto/rsa#hdr-Minimum_key_size)"
        )));
    }
    let KeyKind::Rsa { modulus, exponent, .. } = &parent.certificate.public_key.kind else {
        return None;
    };
    let even = |number: &[u8]| number.last().is_some_and(|last| last & 1 == 0);
    let long = exponent.len() > 4 || (exponent.len() == 4 && exponent.first() > Some(&0x7F));
    let words = match () {
        () if even(modulus) => "crypto/rsa: public modulus is even",
        () if exponent.as_slice() == [1] => "crypto/rsa: public exponent too small or negative",
        () if even(exponent) => "crypto/rsa: public exponent is even",
        () if long => "crypto/rsa: public exponent too large",
        () => return None,
    };
    Some(rules::weak_key(words.into()))
}

/// `isValid`: what Go asks of a certificate in its place above `below`.
pub(super) fn is_valid(
    certificate: &Parsed<'_>,
    place: Place,
    below: &[&Parsed<'_>],
    at: Time,
) -> Result<(), Complaint> {
    if certificate.has_unhandled_critical {
        return Err(rules::unhandled_critical());
    }
    if at.0 < certificate.not_before {
        return Err(rules::not_yet_valid(at, Time(certificate.not_before)));
    }
    if at.0 > certificate.not_after {
        return Err(rules::expired(at, Time(certificate.not_after)));
    }
    if place == Place::Intermediate && !certificate.is_ca() {
        return Err(rules::not_a_ca());
    }
    let intermediates = below.len().saturating_sub(1);
    match certificate.basic_constraints {
        Some((_, Some(limit))) if !below.is_empty() && intermediates as u64 > limit => {
            Err(rules::path_too_long())
        }
        _ => Ok(()),
    }
}

/// Candidates by name, the ones with the wanted key identifier first.
fn parents<'a>(pool: &'a [Parsed<'a>], child: &Parsed<'_>) -> Vec<&'a Parsed<'a>> {
    let mut found: Vec<&Parsed<'_>> = Vec::new();
    for parent in pool {
        let is_copy = found.iter().any(|known| known.certificate.der == parent.certificate.der);
        if parent.raw_subject == child.raw_issuer && !is_copy {
            found.push(parent);
        }
    }
    order::by_key(&mut found, |parent| {
        let (subject, wanted) = (parent.subject_key_id, child.authority_key_id);
        match () {
            () if subject == wanted => 0,
            () if subject.is_empty() != wanted.is_empty() => 1,
            () => 2,
        }
    });
    found
}

/// `alreadyInChain`: the same name, key and alternative names.
fn already_in(candidate: &Parsed<'_>, chain: &[&Parsed<'_>]) -> bool {
    for known in chain {
        if known.raw_subject != candidate.raw_subject || known.raw_key != candidate.raw_key {
            continue;
        }
        match (candidate.raw_names, known.raw_names) {
            (None, None) => return true,
            (Some(a), Some(b)) if a == b => return true,
            (Some(_), Some(_)) => {}
            _ => return false,
        }
    }
    false
}
