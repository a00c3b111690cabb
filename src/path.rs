//! Certification paths: candidates proved by signature, every step checked, the best one first.
//!
//! A path runs from the leaf to where it ends: at a trust anchor, at a root nobody trusts, or at
//! an issuer that is missing. It is never only "invalid": each fault is kept with the step it is at.

mod bundle;
mod checks;
mod constraints;
#[cfg(feature = "full")]
pub mod policies;
mod search;
#[cfg(feature = "full")]
pub mod strict;

use crate::model::{Certificate, Oid};
use crate::trust;

pub use bundle::{Arrangement, Beside, arrange, copies};
use checks::faults;
pub use checks::is_processed;
pub(crate) use constraints::words as constraint_words;
pub use search::{Budget, Limit, Search, Signatures, Subjects};

/// The certificates a path may be made of. Indices into this list name them everywhere.
pub type Pool<'a> = [&'a Certificate];

/// Which anchors count.
#[derive(Clone, Debug, Default)]
pub struct Anchors {
    /// The Mozilla store.
    pub public: bool,
    /// Certificates of the pool with their copies, sorted.
    pub given: Vec<usize>,
}

impl Anchors {
    /// Whether a certificate of the pool is an anchor, and by whose word. What was given counts for
    /// itself: another certificate of the same name and key, such as a renewal, is no anchor to any
    /// program, and the one given stands in the pool as an issuer with what it says of itself.
    pub fn holds(&self, pool: &Pool<'_>, index: usize) -> Option<AnchorKind> {
        if self.given.binary_search(&index).is_ok() {
            return Some(AnchorKind::Given);
        }
        let certificate = pool.get(index)?;
        (self.public && trust::store().find(certificate).is_some()).then_some(AnchorKind::Public)
    }
}

/// Why an anchor is trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnchorKind {
    /// It is in the Mozilla store.
    Public,
    /// The person gave it.
    Given,
}

/// One station of a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    /// A certificate of the pool.
    Loaded(usize),
    /// A root of the Mozilla store that was not loaded; index into [`trust::store`].
    Store(usize),
}

/// What is known of the link between a certificate and its issuer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Link {
    /// The issuer's key verifies the signature.
    Proved,
    /// It does not.
    Broken,
    /// Not computed; says why.
    Unchecked(String),
}

/// Where a path ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum End {
    /// At an anchor that counts.
    Trusted(AnchorKind),
    /// At a certificate that signed itself and is no anchor that counts. `public` where it is in
    /// the Mozilla store all the same (the question was about other anchors).
    UntrustedRoot {
        /// It is in the Mozilla store.
        public: bool,
    },
    /// At a certificate whose issuer is neither loaded nor in the store.
    MissingIssuer,
    /// At a certificate whose issuer is there by name but did not sign it.
    BrokenSignature,
    /// The search was cut short by its budget.
    Unfinished,
}

/// A certification path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path {
    /// The stations, leaf first.
    pub steps: Vec<Step>,
    /// `links[i]` lies between `steps[i]` and `steps[i + 1]`.
    pub links: Vec<Link>,
    /// Where it ends.
    pub end: End,
    /// What is wrong on it.
    pub faults: Vec<Fault>,
}

impl Path {
    /// The loaded certificates on it, leaf first.
    pub fn loaded(&self) -> impl Iterator<Item = usize> + '_ {
        self.steps.iter().filter_map(|step| match step {
            Step::Loaded(index) => Some(*index),
            Step::Store(_) => None,
        })
    }

    /// Whether a certificate of the pool is on it.
    pub fn has(&self, index: usize) -> bool {
        self.loaded().any(|i| i == index)
    }

    /// The loaded certificate it ends with, or whose issuer is outside the pool.
    pub fn last_loaded(&self) -> Option<usize> {
        self.loaded().last()
    }
}

/// Something wrong at a step of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Index into [`Path::steps`].
    pub step: usize,
    /// What.
    pub kind: FaultKind,
}

/// What can be wrong at a step. Purpose, host and key strength are not the path's business.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// The asked time lies after notAfter (RFC 5280, 6.1.3 (a)(2)).
    Expired,
    /// The asked time lies before notBefore.
    NotYetValid,
    /// A date could not be read.
    NoDates,
    /// An issuer without basicConstraints CA (RFC 5280, 6.1.4 (k)).
    NotCa,
    /// An issuer whose key usage lacks keyCertSign (RFC 5280, 6.1.4 (n)).
    MayNotSign,
    /// More intermediates below than pathLenConstraint allows (RFC 5280, 6.1.4 (l), (m)).
    PathTooLong {
        /// The constraint.
        limit: u32,
        /// How many there are.
        found: u32,
    },
    /// A critical extension that is not processed here (RFC 5280, 6.1.4 (o), 6.1.5 (f)).
    UnknownCritical(Oid),
    /// An extension that decides could not be read.
    UnreadableExtension(Oid),
    /// An issuer's extended key usage leaves out the use asked about. RFC 5280 does not ask for
    /// this nesting; OpenSSL, Go, rustls, NSS and Chromium do, Java 17 does not.
    UsageNotNested,
    /// A name lies outside the constraints of the CA at this step (RFC 5280, 6.1.3 (b), (c)).
    NameNotAllowed {
        /// The name.
        name: String,
        /// The constraint, in words.
        constraint: String,
    },
    /// A constraint of a form that is not evaluated here applies to a name.
    ConstraintNotEvaluated {
        /// The constraint, in words.
        constraint: String,
    },
    /// Inner and outer signature algorithm differ (RFC 5280, 4.1.1.2).
    AlgorithmsDiffer,
}
