//! The chain of Mbed TLS (`x509_crt.c`, `x509_crt_verify_chain`): trusted certificates first, else
//! what was sent behind the certificate in question, and flags on the way.

use super::{
    BAD_HASH, BAD_KEY, CRL_EXPIRED, CRL_FUTURE, CRL_HASH, CRL_UNTRUSTED, EXPIRED, FUTURE, REVOKED,
    UNTRUSTED,
};
use crate::crypto::{self, Check};
use crate::model::{
    Attribute, Certificate, Crl, DigestAlgorithm, KeyKind, KeyUsage, Name, SignatureAlgorithm,
    SignatureKind,
};
use crate::stacks::{Question, lists};

/// The most intermediates.
const MOST: usize = 8;
/// Signatures that are computed at most; Mbed TLS has no such limit, so beyond it nothing is said.
const BUDGET: usize = 512;
const SMALLEST_RSA: usize = 2_048;

/// What is handed over, as far as it can be read.
pub(super) struct Material<'q> {
    pub leaf: &'q Certificate,
    pub sent: Vec<&'q Certificate>,
    pub trusted: Vec<&'q Certificate>,
    pub lists: Vec<&'q Crl>,
}

/// What came of it.
#[derive(Default)]
pub(super) struct Outcome {
    pub flags: u32,
    /// A signature is of a kind that is not computed here.
    pub unknown: bool,
    /// More signatures than are computed here.
    pub exhausted: bool,
    /// The chain is longer than Mbed TLS builds.
    pub fatal: bool,
}

/// A place in the chain.
#[derive(Clone, Copy)]
struct Place {
    /// How many of the sent certificates stand before the next candidates.
    behind: usize,
    trusted: bool,
}

/// A possible issuer.
#[derive(Clone, Copy)]
struct Parent<'q> {
    certificate: &'q Certificate,
    place: Place,
    signed: bool,
}

/// Builds and judges the chain.
pub(super) fn verify(question: &Question<'_>, material: &Material<'_>) -> Outcome {
    let mut outcome = Outcome::default();
    let mut child = material.leaf;
    let mut place = Place { behind: 0, trusted: false };
    let (mut length, mut self_issued, mut budget) = (0usize, 0usize, BUDGET);
    if !is_strong(child) {
        outcome.flags |= BAD_KEY;
    }
    loop {
        length = length.saturating_add(1);
        outcome.flags |= dates(child, question);
        if place.trusted {
            return outcome;
        }
        if !is_sha2(&child.signature_algorithm) {
            outcome.flags |= BAD_HASH;
        }
        let itself = same_name(&child.issuer, &child.subject);
        if length == 1 && itself && material.trusted.iter().any(|ca| ca.der == child.der) {
            return outcome;
        }
        let path = length.saturating_sub(1).saturating_sub(self_issued);
        let parent = find(question, material, child, place, path, (&mut budget, &mut outcome));
        let Some(parent) = parent else {
            outcome.flags |= UNTRUSTED;
            return outcome;
        };
        if length != 1 && itself {
            self_issued = self_issued.saturating_add(1);
        }
        if !parent.place.trusted && length > MOST {
            outcome.fatal = true;
            return outcome;
        }
        if !parent.signed {
            outcome.flags |= UNTRUSTED;
        }
        if !is_strong(parent.certificate) {
            outcome.flags |= BAD_KEY;
        }
        outcome.flags |= revocation(question, material, child, parent.certificate);
        (child, place) = (parent.certificate, parent.place);
    }
}

/// The first suitable issuer whose dates are good, else the first suitable one; among the trusted
/// certificates, then among what was sent behind.
fn find<'q>(
    question: &Question<'_>,
    material: &Material<'q>,
    child: &Certificate,
    place: Place,
    path: usize,
    (budget, outcome): (&mut usize, &mut Outcome),
) -> Option<Parent<'q>> {
    let trusted = material
        .trusted
        .iter()
        .map(|ca| (*ca, Place { behind: material.sent.len(), trusted: true }));
    let sent = material
        .sent
        .iter()
        .enumerate()
        .skip(place.behind)
        .map(|(index, ca)| (*ca, Place { behind: index.saturating_add(1), trusted: false }));
    let candidates: [Vec<(&'q Certificate, Place)>; 2] = [trusted.collect(), sent.collect()];
    for candidates in candidates {
        let mut fallback = None;
        for (certificate, place) in candidates {
            if !may_issue(certificate, child, place.trusted) {
                continue;
            }
            let most = certificate.basic_constraints().and_then(|c| c.path_len);
            if most.and_then(|most| usize::try_from(most).ok()).is_some_and(|most| most < path) {
                continue;
            }
            let Some(left) = budget.checked_sub(1) else {
                outcome.exhausted = true;
                return None;
            };
            *budget = left;
            let signed = match question.proof(child, certificate) {
                Check::Valid => true,
                Check::Unsupported(_) => {
                    outcome.unknown = true;
                    true
                }
                Check::Invalid | Check::WrongKeyType => false,
            };
            if place.trusted && !signed {
                continue;
            }
            let parent = Parent { certificate, place, signed };
            if dates(certificate, question) == 0 {
                return Some(parent);
            }
            fallback = fallback.or(Some(parent));
        }
        if fallback.is_some() {
            return fallback;
        }
    }
    None
}

/// `x509_crt_check_parent`: the name, cA and keyCertSign; trusted certificates of an old version
/// need the name only.
fn may_issue(certificate: &Certificate, child: &Certificate, trusted: bool) -> bool {
    let old = trusted && certificate.version < 3;
    let signs = certificate.key_usage().is_none_or(|usage| usage.has(KeyUsage::KEY_CERT_SIGN));
    same_name(&child.issuer, &certificate.subject) && (old || (certificate.is_ca() && signs))
}

/// `x509_name_cmp`: part by part, case aside in UTF-8 and printable strings; white space counts.
fn same_name(one: &Name, other: &Name) -> bool {
    const UTF8_OR_PRINTABLE: [u32; 2] = [12, 19];
    let text = |a: &Attribute| UTF8_OR_PRINTABLE.contains(&a.tag);
    let same = |(a, b): (&Attribute, &Attribute)| {
        a.oid == b.oid
            && ((a.tag == b.tag && a.value == b.value)
                || (text(a) && text(b) && a.value.eq_ignore_ascii_case(&b.value)))
    };
    one.rdns.len() == other.rdns.len()
        && one.rdns.iter().zip(&other.rdns).all(|(a, b)| a.len() == b.len())
        && one.attributes().zip(other.attributes()).all(same)
}

fn dates(certificate: &Certificate, question: &Question<'_>) -> u32 {
    let validity = certificate.validity;
    let mut flags = 0;
    if validity.not_after.is_none_or(|end| end < question.at) {
        flags |= EXPIRED;
    }
    if validity.not_before.is_none_or(|start| start > question.at) {
        flags |= FUTURE;
    }
    flags
}

/// The default profile takes RSA from 2,048 bits on and every curve.
fn is_strong(certificate: &Certificate) -> bool {
    match &certificate.public_key.kind {
        KeyKind::Rsa { bits, .. } => *bits >= SMALLEST_RSA,
        KeyKind::Ec { .. } => true,
        _ => false,
    }
}

fn is_sha2(algorithm: &SignatureAlgorithm) -> bool {
    match &algorithm.kind {
        SignatureKind::RsaPkcs1(digest)
        | SignatureKind::Ecdsa(digest)
        | SignatureKind::RsaPss { digest, .. } => {
            !matches!(digest, DigestAlgorithm::Md2 | DigestAlgorithm::Md5 | DigestAlgorithm::Sha1)
        }
        _ => false,
    }
}

/// `x509_crt_verifycrl`: the lists by the issuer, one by one.
fn revocation(
    question: &Question<'_>,
    material: &Material<'_>,
    child: &Certificate,
    issuer: &Certificate,
) -> u32 {
    let mut flags = 0;
    for list in material.lists.iter().filter(|list| same_name(&list.issuer, &issuer.subject)) {
        if issuer.key_usage().is_some_and(|usage| !usage.has(KeyUsage::CRL_SIGN)) {
            return flags | CRL_UNTRUSTED;
        }
        let Some(algorithm) = &list.algorithm else { return flags | CRL_UNTRUSTED };
        if !is_sha2(algorithm) {
            flags |= CRL_HASH;
        }
        if !is_strong(issuer) {
            flags |= BAD_KEY;
        }
        if crypto::signed(list, &issuer.public_key) == Some(false) {
            return flags | CRL_UNTRUSTED;
        }
        if list.next_update.is_some_and(|end| end < question.at) {
            flags |= CRL_EXPIRED;
        }
        if list.this_update.is_some_and(|start| start > question.at) {
            flags |= CRL_FUTURE;
        }
        if lists::entry(list, child).is_some() {
            return flags | REVOKED;
        }
    }
    flags
}
