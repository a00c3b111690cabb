//! Revocation from files: what a revocation list (RFC 5280, 6.3) or an OCSP response (RFC 6960, 3.2)
//! proves about a certificate. Each piece that was handed over is weighed: whose it is, who signed it,
//! whether it is current, and what it covers. What does not count says why.

mod lists;
mod responses;
mod signer;

use std::cell::{Cell, RefCell};

use crate::decode::crl;
use crate::model::{Certificate, Crl, ItemKind, Name, Ocsp, PublicKey, Time};
use crate::path::{Anchors, End, Link, Path, Pool, Step};
use crate::trust;

pub use crate::model::revocation::{Fault, Good, Revocation, Says, Standing, Statement, Status};

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

/// The reason after which a certificate may come back (RFC 5280, 5.3.1).
const HOLD: &str = "certificateHold";

/// A list or response.
#[derive(Clone, Copy, Debug)]
pub enum Piece<'a> {
    /// A revocation list.
    List(&'a Crl),
    /// An OCSP response.
    Response(&'a Ocsp),
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

/// How every loaded certificate of a path stands by what was handed over, the anchor left out;
/// nothing where no list and no response was.
pub fn standings<'a>(
    pool: &'a Pool<'a>,
    anchors: &'a Anchors,
    path: &Path,
    at: Time,
    items: &[&'a ItemKind],
) -> Vec<Standing> {
    let mut world = World::new(pool, anchors, at, Reading::Usual);
    let mut places = (Vec::new(), Vec::new());
    for (place, item) in items.iter().enumerate() {
        match item {
            ItemKind::Crl(list) => {
                world.lists.push(list);
                places.0.push(place);
            }
            ItemKind::Ocsp(response) => {
                world.responses.push(response);
                places.1.push(place);
            }
            _ => {}
        }
    }
    if places.0.is_empty() && places.1.is_empty() {
        return Vec::new();
    }
    for list in &world.lists {
        let on_path = path.loaded().filter_map(|index| pool.get(index));
        crl::look_up(list, on_path.map(|certificate| &certificate.serial));
    }
    let order: Vec<usize> = places.0.into_iter().take(TRIED).chain(places.1).collect();
    let is_anchor = matches!(path.end, End::Trusted(_) | End::UntrustedRoot { .. });
    let below = path.steps.len().saturating_sub(usize::from(is_anchor)).max(1);
    let subjects = (0..below).filter_map(|step| Some((step, Subject::of(pool, path, step)?)));
    let standing = |(step, subject)| {
        let verdict = world.verdict(&subject);
        let told = verdict.weighed.into_iter().zip(&order);
        let told =
            told.map(|(it, item)| Statement { item: *item, says: it.says, names_it: it.names_it });
        Standing { step, status: verdict.status, pieces: told.collect() }
    };
    subjects.map(standing).collect()
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
