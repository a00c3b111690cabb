//! What a server staples: an OCSP response about its certificate (RFC 6066, 8; RFC 8446, 4.4.2.1), as far
//! as files or the output of `openssl s_client -status` show it. What clients make of it stands with them.

use super::above::above;
use crate::model::oid::ext;
use crate::model::{Certificate, ExtensionValue, Ocsp, Time};
use crate::path::Anchors;
use crate::revocation::{Issuer, Reading, Says, Status, Subject, World};

/// status_request, as a TLS feature (RFC 7633).
const STATUS_REQUEST: u16 = 5;

/// What a stapled response says about the server's certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Word {
    Good,
    Revoked,
    Unknown,
    /// It is about another certificate.
    Foreign,
    /// Its signature or its signer does not count.
    Invalid,
}

/// A stapled response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Staple {
    /// What it says.
    pub word: Word,
    /// When that was made; `None` where it is not known here.
    pub made: Option<Time>,
    /// Until when it counts; `None`: it does not say.
    pub next: Option<Time>,
}

/// What a response says about a certificate; its issuers are sought among those known.
pub fn weigh<'a>(
    response: &'a Ocsp,
    leaf: &'a Certificate,
    known: &'a [&'a Certificate],
) -> Staple {
    let answer = response.answers.iter().find(|answer| answer.serial == leaf.serial);
    let (made, next) = answer.map_or((None, None), |it| (it.this_update, it.next_update));
    let issuers = above(leaf, known).into_iter().map(|ca| Issuer {
        name: &ca.subject,
        key: &ca.public_key,
        certificate: Some(ca),
    });
    let subject = Subject { certificate: leaf, issuers: issuers.collect() };
    // Whether it is current is for the programs to say, so it is asked at the moment it was made.
    let at = Time(made.unwrap_or_default().0.saturating_add(1));
    let anchors = Anchors::default();
    let mut world = World::new(known, &anchors, at, Reading::Usual);
    world.responses.push(response);
    let verdict = world.verdict(&subject);
    let foreign = verdict
        .weighed
        .iter()
        .any(|it| matches!(&it.says, Says::Nothing(fault) if fault.is_foreign()));
    let word = match verdict.status {
        Status::Good(_) => Word::Good,
        Status::Revoked(_) => Word::Revoked,
        Status::Unknown => Word::Unknown,
        Status::NotCovered if foreign || answer.is_none() => Word::Foreign,
        Status::NotCovered => Word::Invalid,
    };
    Staple { word, made, next }
}

/// Whether a certificate demands that a response is stapled to it (must-staple).
pub fn is_wanted(leaf: &Certificate) -> bool {
    leaf.extension(ext::TLS_FEATURE).is_some_and(|extension| match &extension.value {
        ExtensionValue::TlsFeature(features) => features.contains(&STATUS_REQUEST),
        _ => false,
    })
}
