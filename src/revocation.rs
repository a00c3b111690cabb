//! Revocation from files: what a revocation list (RFC 5280, 6.3) or an OCSP response (RFC 6960, 3.2)
//! proves about a certificate. Each piece that was handed over is weighed: whose it is, who signed it,
//! whether it is current, and what it covers. What does not count says why.

mod faults;
mod lists;
mod responses;
mod signer;

use std::cell::{Cell, RefCell};

use crate::model::{Certificate, Crl, Name, Ocsp, PublicKey, Time};
use crate::path::{Anchors, Link, Path, Pool, Step};
use crate::trust;

pub use faults::Fault;

/// How strictly evidence is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// As the page tells people: RFC 5280 and RFC 6960; the certificate of a list's signer must not
    /// be revoked.
    Usual,
    /// RFC 5280 to the letter: the certificate of a list's signer must itself be proved in force.
    Strict,
    /// As BoringSSL's library reads one list or one response: nothing indirect, no delta, no part
    /// of the reasons, no signer outside of the path, and critical extensions known to few.
    Plain,
}

/// A week: how old what names no nextUpdate may be, as Chromium has it for a leaf.
const WITHOUT_NEXT: i64 = 7 * 86_400;

/// What was handed over, and the world it is weighed in.
pub struct World<'a> {
    /// Revocation lists.
    pub lists: Vec<&'a Crl>,
    /// OCSP responses.
    pub responses: Vec<&'a Ocsp>,
    /// Certificates that may belong to a signer.
    pub pool: &'a Pool<'a>,
    /// The trust anchors of the path.
    pub anchors: &'a Anchors,
    /// The time asked about.
    pub at: Time,
    /// How old evidence may be, where that was asked, in seconds.
    pub max_age: Option<i64>,
    /// How strictly it is read.
    pub reading: Reading,
    /// Searches for a signer's path that may still be made.
    searches: Cell<usize>,
    /// Signers that are being examined, so that no two of them ask each other for ever.
    busy: RefCell<Vec<usize>>,
}

/// Limits: lists and responses tried for a certificate, signers of one name tried for each, searches
/// for a signer's path.
pub const TRIED: usize = 50;
const SIGNERS: usize = 20;
const SEARCHES: usize = 200;

/// An issuer above a certificate: all that is known of an anchor may be its name and its key.
#[derive(Clone, Copy, Debug)]
pub struct Issuer<'a> {
    /// Its name.
    pub name: &'a Name,
    /// Its key.
    pub key: &'a PublicKey,
    /// Its certificate, where there is one.
    pub certificate: Option<&'a Certificate>,
}

/// A certificate and those above it, as far as signatures prove them: its issuer first.
#[derive(Clone, Debug)]
pub struct Subject<'a> {
    /// The certificate.
    pub certificate: &'a Certificate,
    /// Those above it.
    pub issuers: Vec<Issuer<'a>>,
}

impl<'a> Subject<'a> {
    /// The certificate at a step of a path; `None` for a root that was not loaded.
    pub fn of(pool: &Pool<'a>, path: &Path, step: usize) -> Option<Self> {
        let Some(Step::Loaded(index)) = path.steps.get(step) else { return None };
        let certificate = pool.get(*index).copied()?;
        let above = path.steps.iter().skip(step.saturating_add(1));
        let links = path.links.iter().skip(step);
        let proved = above.zip(links).take_while(|(_, link)| **link == Link::Proved);
        let issuers = proved.filter_map(|(step, _)| issuer(pool, *step)).collect();
        Some(Self { certificate, issuers })
    }
}

fn issuer<'a>(pool: &Pool<'a>, step: Step) -> Option<Issuer<'a>> {
    Some(match step {
        Step::Loaded(index) => {
            let it = pool.get(index).copied()?;
            Issuer { name: &it.subject, key: &it.public_key, certificate: Some(it) }
        }
        Step::Store(index) => {
            let root = trust::store().root(index)?;
            Issuer { name: &root.name, key: &root.key, certificate: None }
        }
    })
}

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

/// The reason after which a certificate may come back (RFC 5280, 5.3.1).
const HOLD: &str = "certificateHold";

/// That a certificate is in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Good {
    /// `revocation list`, `OCSP response`.
    pub said_by: &'static str,
    /// When that was made.
    pub made: Option<Time>,
    /// Until when it holds; `None` where it does not say.
    pub next: Option<Time>,
}

/// What is known of a certificate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Status {
    /// It is in force.
    Good(Good),
    /// It is revoked.
    Revoked(Revocation),
    /// Its issuer's responder says that it does not know it.
    Unknown,
    /// Nothing that counts tells.
    NotCovered,
}

/// A list or response.
#[derive(Clone, Copy, Debug)]
pub enum Piece<'a> {
    /// A revocation list.
    List(&'a Crl),
    /// An OCSP response.
    Response(&'a Ocsp),
}

/// What a piece says about a certificate, or why it does not count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Says {
    /// That it is in force, for all reasons or for some.
    Good(Good),
    /// That it is revoked.
    Revoked(Revocation),
    /// That it is not known.
    Unknown,
    /// It does not count.
    Nothing(Fault),
}

/// A piece, weighed.
#[derive(Clone, Debug)]
pub struct Weighed<'a> {
    /// The piece.
    pub piece: Piece<'a>,
    /// What it says.
    pub says: Says,
    /// It does not count, and names the certificate as revoked all the same.
    pub names_it: bool,
}

/// What all pieces come to for a certificate.
#[derive(Clone, Debug)]
pub struct Verdict<'a> {
    /// The outcome.
    pub status: Status,
    /// Each piece, in the order given, lists first.
    pub weighed: Vec<Weighed<'a>>,
}

impl<'a> World<'a> {
    /// A world without evidence.
    pub fn new(pool: &'a Pool<'a>, anchors: &'a Anchors, at: Time, reading: Reading) -> Self {
        Self {
            lists: Vec::new(),
            responses: Vec::new(),
            pool,
            anchors,
            at,
            max_age: None,
            reading,
            searches: Cell::new(SEARCHES),
            busy: RefCell::default(),
        }
    }

    /// What is known of a certificate.
    pub fn verdict(&self, subject: &Subject<'a>) -> Verdict<'a> {
        let (covered, mut weighed) = lists::weigh(self, subject);
        for response in self.responses.iter().take(TRIED) {
            weighed.push(responses::weigh(self, subject, response));
        }
        Verdict { status: status(covered, &weighed), weighed }
    }

    /// Whether something made then, with newer information due by then, is current; the moment of
    /// nextUpdate is past, as OpenSSL and BoringSSL have it.
    fn current(&self, made: Option<Time>, next: Option<Time>) -> Result<(), Fault> {
        let Some(made) = made else { return Err(Fault::Malformed("It has no date.".into())) };
        let age = match (self.max_age, next) {
            (Some(age), _) => Some(age),
            (None, None) => Some(WITHOUT_NEXT),
            (None, Some(_)) => None,
        };
        if made > self.at {
            return Err(Fault::NotYetValid(made));
        }
        if let Some(next) = next.filter(|next| *next <= self.at) {
            return Err(Fault::Stale(next));
        }
        match age {
            Some(age) if made.0 < self.at.0.saturating_sub(age) => Err(Fault::TooOld(made)),
            _ => Ok(()),
        }
    }
}

/// Revoked for good counts most. Only a certificate on hold comes back (RFC 5280, 5.3.1): there the
/// newest word counts.
fn status(covered: Option<Good>, weighed: &[Weighed<'_>]) -> Status {
    let revoked = |it: &Weighed<'_>| match &it.says {
        Says::Revoked(found) => Some(found.clone()),
        _ => None,
    };
    if let Some(found) = weighed.iter().filter_map(revoked).find(|it| it.reason != HOLD) {
        return Status::Revoked(found);
    }
    let held = weighed.iter().filter_map(revoked).max_by_key(|it| it.made);
    let answered = weighed.iter().filter(|it| matches!(it.piece, Piece::Response(_)));
    let good = answered.filter_map(|it| match &it.says {
        Says::Good(good) => Some(*good),
        _ => None,
    });
    let good = good.chain(covered).max_by_key(|good| good.made);
    match (held, good) {
        (Some(held), Some(good)) if good.made > held.made => Status::Good(good),
        (Some(held), _) => Status::Revoked(held),
        (None, Some(good)) => Status::Good(good),
        (None, None) if weighed.iter().any(|it| it.says == Says::Unknown) => Status::Unknown,
        (None, None) => Status::NotCovered,
    }
}
