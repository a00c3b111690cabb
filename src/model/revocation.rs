//! What lists and responses say about a certificate, or why they do not count (the room `revocation`
//! weighs them).

use super::{Oid, Time};

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

/// What was loaded says about a certificate of the path, kept without what it was read from.
#[derive(Clone, Debug)]
pub struct Standing {
    /// The step of the path.
    pub step: usize,
    /// The outcome.
    pub status: Status,
    /// What each list and response says: its index among all that was handed over.
    pub pieces: Vec<Statement>,
}

/// What one list or response says, or why it does not count.
#[derive(Clone, Debug)]
pub struct Statement {
    /// Its index among all that was handed over.
    pub item: usize,
    /// What it says.
    pub says: Says,
    /// It does not count, and names the certificate as revoked all the same.
    pub names_it: bool,
}

impl Statement {
    /// Whether it is about other certificates only.
    pub fn is_foreign(&self) -> bool {
        matches!(&self.says, Says::Nothing(fault) if fault.is_foreign())
    }

    /// Why it does not count, where it is about the certificate and ought to.
    pub fn fault(&self) -> Option<&Fault> {
        match &self.says {
            Says::Nothing(fault) if self.names_it || fault.is_fault() => Some(fault),
            _ => None,
        }
    }
}

/// Why a list or response says nothing about a certificate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It is not as its standard wants it; says what is wrong.
    Malformed(String),
    /// It is by another CA than the certificate's.
    OtherIssuer,
    /// It is about other certificates of the same CA.
    OtherCertificate,
    /// The certificate's own issuer is not known, or not proved.
    NoIssuer,
    /// The certificate of its signer is not here, or leads to no anchor of the path.
    NoSigner,
    /// It is not signed by the key it should be.
    Signature,
    /// Its signature is of a kind that is not computed here.
    NotVerified,
    /// The key usage of its signer lacks cRLSign.
    MayNotSign,
    /// The certificate of its signer is revoked.
    SignerRevoked,
    /// Whether the certificate of its signer is revoked cannot be told.
    SignerNotCovered,
    /// It is made later than the time asked about.
    NotYetValid(Time),
    /// It says that the certificate was revoked then, later than the time asked about.
    Later(Time),
    /// Newer information was due.
    Stale(Time),
    /// It is older than is allowed.
    TooOld(Time),
    /// It covers another kind of certificates: CAs, or end entities, or attributes.
    OtherKind,
    /// It is for another distribution point than the certificate's.
    OtherPoint,
    /// It covers some reasons of revocation only.
    SomeReasons,
    /// It has a critical extension that is not processed.
    Critical(Oid),
    /// One of its entries has a critical extension that is not processed.
    CriticalEntry,
    /// It tells what changed since a list that is not here.
    DeltaAlone,
    /// It is of a kind that this reading does not process.
    Unsupported,
    /// The responder gave an error in place of an answer.
    Responder(&'static str),
    /// No certificate in it may answer for the issuer; says what the nearest lacks.
    NotAuthorised(&'static str),
    /// It was made outside of the validity of the certificate.
    Produced,
}

impl Fault {
    /// A word that stays the same.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Malformed(_) => "malformed",
            Self::OtherIssuer => "other-issuer",
            Self::OtherCertificate => "other-certificate",
            Self::NoIssuer => "issuer-not-proved",
            Self::NoSigner => "signer-unknown",
            Self::Signature => "signature",
            Self::NotVerified => "signature-not-verified",
            Self::MayNotSign => "signer-may-not-sign",
            Self::SignerRevoked => "signer-revoked",
            Self::SignerNotCovered => "signer-not-covered",
            Self::NotYetValid(_) => "not-yet-valid",
            Self::Later(_) => "revoked-later",
            Self::Stale(_) => "stale",
            Self::TooOld(_) => "too-old",
            Self::OtherKind => "other-kind",
            Self::OtherPoint => "other-point",
            Self::SomeReasons => "some-reasons",
            Self::Critical(_) => "critical-extension",
            Self::CriticalEntry => "critical-entry-extension",
            Self::DeltaAlone => "delta-without-base",
            Self::Unsupported => "unsupported",
            Self::Responder(_) => "responder-error",
            Self::NotAuthorised(_) => "signer-not-authorised",
            Self::Produced => "produced-outside-validity",
        }
    }

    /// How near it came to counting: of several faults the nearest is told.
    pub fn rank(&self) -> u8 {
        match self {
            Self::OtherIssuer | Self::NoIssuer => 0,
            Self::OtherCertificate => 1,
            Self::Unsupported | Self::OtherKind | Self::OtherPoint => 2,
            _ => 3,
        }
    }

    /// Whether it is about somebody else, and no fault of the piece.
    pub fn is_foreign(&self) -> bool {
        self.rank() <= 1
    }

    /// Whether something is wrong with it, and it is not only about other certificates.
    pub fn is_fault(&self) -> bool {
        self.rank() > 2
    }

    /// One sentence about the list or response (`It …`).
    pub fn sentence(&self) -> String {
        match self {
            Self::Malformed(what) => format!("It is damaged or not as the standard wants it: {what}"),
            Self::OtherIssuer => "It is by another CA.".into(),
            Self::OtherCertificate => "It does not answer for this certificate.".into(),
            Self::NoIssuer => "The issuer of the certificate is not here, so that nothing proves it.".into(),
            Self::NoSigner => {
                "The certificate of who signed it is not here, or leads to no root of the path.".into()
            }
            Self::Signature => {
                "Its signature was not made with the key of its issuer: it was changed, or the CA has another key.".into()
            }
            Self::NotVerified => "Its signature is of a kind that is not computed here.".into(),
            Self::MayNotSign => {
                "The key usage of its signer lacks cRLSign, so that the signer may sign no lists.".into()
            }
            Self::SignerRevoked => "The certificate of its signer is revoked.".into(),
            Self::SignerNotCovered => {
                "Nothing here tells whether the certificate of its signer is revoked.".into()
            }
            Self::NotYetValid(from) => {
                format!("It counts only from {}, after the time asked about.", from.iso())
            }
            Self::Later(at) => {
                format!("It says that the certificate was revoked on {}, after the time asked about.", at.iso())
            }
            Self::Stale(next) => format!("It is out of date: a newer one was due by {}.", next.iso()),
            Self::TooOld(made) => {
                format!("It is too old to count: it was made on {} and names no nextUpdate that would hold.", made.date())
            }
            Self::OtherKind => "It covers another kind of certificates.".into(),
            Self::OtherPoint => {
                "It is for another distribution point than those the certificate names.".into()
            }
            Self::SomeReasons => {
                "It covers only some reasons of revocation; a list for the others is needed too.".into()
            }
            Self::Critical(oid) => {
                format!("It has the critical extension {}, which is not processed.", oid.name())
            }
            Self::CriticalEntry => {
                "An entry of it has a critical extension that is not processed, so that the whole list must not be used.".into()
            }
            Self::DeltaAlone => {
                "It tells only what changed since another list, and that one is not here.".into()
            }
            Self::Unsupported => "It is of a kind that is not processed.".into(),
            Self::Responder(word) => {
                format!("The responder gave no answer but the error {word}.")
            }
            Self::NotAuthorised(what) => {
                format!("Who signed it may not answer for the issuer: {what}.")
            }
            Self::Produced => "It was made outside of the validity of the certificate.".into(),
        }
    }
}
