//! What revocation lists (RFC 5280, 6.3) and OCSP responses (RFC 6960, 3.2) that were loaded say about
//! a certificate of the path. Only what its issuer is proved to have signed counts.

use super::Facts;
use super::transparency::issuer_key;
use crate::crypto::{self, Check};
use crate::decode;
use crate::model::SignatureAlgorithm;
use crate::model::oid::ext;
use crate::model::{Certificate, Crl, ItemKind, KeyUsage, Ocsp, OcspAnswer, PublicKey, Span, Time};

/// So many lists and responses are tried for a certificate, and so many responders for a response:
/// each costs a signature check.
const TRIED: usize = 50;
/// Issuing distribution point and delta indicator (RFC 5280, 5.2.5 and 5.2.4).
const SCOPE: &str = "2.5.29.28";
const DELTA: &str = "2.5.29.27";
/// The EKU of those who sign OCSP responses for an issuer (RFC 6960, 4.2.2.2).
const OCSP_SIGNING: &str = "1.3.6.1.5.5.7.3.9";
/// The CRLReasons that leave the certificate in force, or only rest it (RFC 5280, 5.3.1).
const REMOVED: &str = "removeFromCRL";
const HOLD: &str = "certificateHold";

/// That a certificate is revoked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revocation {
    /// `revocation list`, `OCSP response`.
    pub said_by: &'static str,
    /// When that was made.
    pub made: Option<Time>,
    /// When it was revoked; `None` where that could not be read.
    pub at: Option<Time>,
    /// The CRLReason; empty where none is given.
    pub reason: &'static str,
}

/// What is said about a certificate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// Nothing that is signed by its issuer.
    Nothing,
    /// That it is in force.
    Good,
    /// That it is revoked.
    Revoked(Revocation),
}

/// What was loaded says about the certificate at a step.
pub fn told(facts: &Facts<'_>, step: usize, certificate: &Certificate) -> Told {
    let Some(key) = issuer_key(facts, step).filter(|_| !facts.items.is_empty()) else {
        return Told::Nothing;
    };
    let may_sign_lists = facts
        .at_step(step.saturating_add(1))
        .and_then(Certificate::key_usage)
        .is_none_or(|usage| usage.has(KeyUsage::CRL_SIGN));
    let concerns = |item: &&&ItemKind| match item {
        ItemKind::Crl(list) => list.issuer.key == certificate.issuer.key,
        ItemKind::Ocsp(response) => {
            response.answers.iter().any(|answer| answer.serial == certificate.serial)
        }
        _ => false,
    };
    let concerning = facts.items.iter().filter(concerns).take(TRIED);
    let said = concerning.filter_map(|item| match item {
        // RFC 5280, 6.3.3 (f).
        ItemKind::Crl(list) if may_sign_lists => by_list(facts, list, certificate, key),
        ItemKind::Ocsp(response) => by_response(facts, response, certificate, key),
        _ => None,
    });
    let mut said: Vec<(Option<Time>, Option<Revocation>)> = said.collect();
    // Only a certificate on hold comes back (RFC 5280, 5.3.1): there the newest word counts.
    let final_word = said.iter().flat_map(|(_, found)| found).find(|found| found.reason != HOLD);
    if let Some(found) = final_word {
        return Told::Revoked(found.clone());
    }
    said.sort_by_key(|(made, _)| *made);
    match said.pop() {
        None => Told::Nothing,
        Some((_, None)) => Told::Good,
        Some((_, Some(found))) => Told::Revoked(found),
    }
}

/// When a list was made, and the revocation it tells of; `None` where it says nothing.
fn by_list(
    facts: &Facts<'_>,
    list: &Crl,
    certificate: &Certificate,
    key: &PublicKey,
) -> Option<(Option<Time>, Option<Revocation>)> {
    let made = list.this_update.filter(|made| *made <= facts.at)?;
    let signed = || verifies(key, &list.algorithm, &list.der, list.tbs, &list.signature);
    if !signed() {
        return None;
    }
    let extension =
        |oid: &str| list.extensions.iter().find(|extension| extension.oid.as_str() == oid);
    let scope = extension(SCOPE);
    // indirectCRL and onlyContainsAttributeCerts: the numbers may be another issuer's, or those of
    // no certificates.
    let foreign =
        |raw: &[u8]| raw.windows(3).any(|w| matches!(w, [0x84 | 0x85, 1, set] if *set != 0));
    if scope.is_some_and(|scope| foreign(&scope.raw)) {
        return None;
    }
    let entry = decode::entry_of(list, &certificate.serial)
        .filter(|entry| entry.at.is_none_or(|at| at <= facts.at));
    let found = match entry {
        Some(entry) if entry.reason == REMOVED => None,
        Some(entry) => Some(Revocation {
            said_by: "revocation list",
            made: Some(made),
            at: entry.at,
            reason: entry.reason,
        }),
        // A part of a list says nothing about those it does not name, nor does one that is out of date.
        None if scope.is_some() || extension(DELTA).is_some() => return None,
        None if list.next_update.is_some_and(|next| next < facts.at) => return None,
        None => None,
    };
    Some((Some(made), found))
}

/// The same of an OCSP response.
fn by_response(
    facts: &Facts<'_>,
    response: &Ocsp,
    certificate: &Certificate,
    key: &PublicKey,
) -> Option<(Option<Time>, Option<Revocation>)> {
    let answer = response.answers.iter().find(|answer| is_about(answer, certificate, key))?;
    answer.this_update.filter(|made| *made <= facts.at)?;
    let signed = |key: &PublicKey| {
        verifies(key, &response.algorithm, &response.der, response.tbs, &response.signature)
    };
    // RFC 6960, 4.2.2.2: the issuer, or whom the issuer itself authorised by a certificate.
    let authorised = |responder: &&Certificate| {
        let dates = &responder.validity;
        let Some(at) = response.produced_at else { return false };
        responder.issuer.key == certificate.issuer.key
            && responder.eku().is_some_and(|uses| uses.iter().any(|u| u.as_str() == OCSP_SIGNING))
            && dates.not_before.is_some_and(|from| from <= at)
            && dates.not_after.is_some_and(|to| at <= to)
            && responder.extension(ext::KEY_USAGE).is_none_or(|_| {
                responder.key_usage().is_some_and(|usage| usage.has(KeyUsage::DIGITAL_SIGNATURE))
            })
            && verifies(
                key,
                &Some(responder.outer_algorithm.clone()),
                &responder.der,
                responder.tbs,
                &responder.signature,
            )
    };
    let mut responders = response.certificates.iter().take(TRIED).filter(authorised);
    if !signed(key) && !responders.any(|responder| signed(&responder.public_key)) {
        return None;
    }
    let found = match answer.status {
        "revoked" if answer.revoked_at.is_none_or(|at| at <= facts.at) => Some(Revocation {
            said_by: "OCSP response",
            made: answer.this_update,
            at: answer.revoked_at,
            reason: answer.reason,
        }),
        "good" if answer.next_update.is_none_or(|next| facts.at <= next) => None,
        _ => return None,
    };
    Some((answer.this_update, found))
}

/// Whether an answer names this certificate (RFC 6960, 4.1.1).
fn is_about(answer: &OcspAnswer, certificate: &Certificate, key: &PublicKey) -> bool {
    let digest = |bytes: &[u8]| match answer.digest.as_str() {
        "1.3.14.3.2.26" => Some(crypto::sha1(bytes).to_vec()),
        "2.16.840.1.101.3.4.2.1" => Some(crypto::sha256(bytes).to_vec()),
        _ => None,
    };
    answer.serial == certificate.serial
        && digest(&certificate.issuer.der).as_deref() == Some(&answer.name_hash)
        && decode::key_bits(&key.spki).and_then(digest).as_deref() == Some(&answer.key_hash)
}

fn verifies(
    key: &PublicKey,
    algorithm: &Option<SignatureAlgorithm>,
    der: &[u8],
    signed: Span,
    signature: &[u8],
) -> bool {
    match (algorithm, der.get(signed.start..signed.end)) {
        (Some(algorithm), Some(bytes)) => {
            crypto::verify(key, algorithm, bytes, signature) == Check::Valid
        }
        _ => false,
    }
}
