//! How a certificate stands by the revocation lists and OCSP responses that were given, as JSON. The
//! shape, and how it is filled.

use serde::Serialize;

use crate::model::Time;
use crate::present::{self, visible};
use crate::report::Examination;
use crate::revocation::{self, Says, Status};

/// How a certificate stands by the lists and responses that were given.
#[derive(Serialize)]
#[serde(tag = "status", rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(in crate::export) enum Standing {
    /// It is not revoked.
    Good {
        /// The certificate.
        object: Option<usize>,
        /// `revocation list` or `OCSP response`.
        by: &'static str,
        /// When that was made.
        made: Option<String>,
        /// When newer information is due.
        next: Option<String>,
        /// Each list and response.
        evidence: Vec<Told>,
    },
    /// It is revoked.
    Revoked {
        /// The certificate.
        object: Option<usize>,
        /// `revocation list` or `OCSP response`.
        by: &'static str,
        /// When that was made.
        made: Option<String>,
        /// Since when.
        revoked: Option<String>,
        /// The CRLReason; empty where none is given.
        reason: &'static str,
        /// Each list and response.
        evidence: Vec<Told>,
    },
    /// Its issuer's responder does not know it.
    Unknown {
        /// The certificate.
        object: Option<usize>,
        /// Each list and response.
        evidence: Vec<Told>,
    },
    /// Nothing that counts tells.
    NotCovered {
        /// The certificate.
        object: Option<usize>,
        /// Each list and response.
        evidence: Vec<Told>,
    },
}

/// What one list or response says.
#[derive(Serialize)]
#[serde(tag = "says", rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(in crate::export) enum Told {
    /// That it is not revoked.
    Good {
        /// Its number among all items of all sources.
        item: usize,
    },
    /// That it is revoked.
    Revoked {
        /// Its number among all items of all sources.
        item: usize,
    },
    /// That it is not known.
    Unknown {
        /// Its number among all items of all sources.
        item: usize,
    },
    /// Nothing that counts.
    Nothing {
        /// Its number among all items of all sources.
        item: usize,
        /// Why, in a word of docs/judge.md.
        cause: &'static str,
        /// Why, in a sentence.
        why: String,
        /// It names the certificate as revoked all the same.
        names_it: bool,
    },
}

/// How one certificate of the path stands.
pub(super) fn standing(main: &Examination, it: &revocation::Standing) -> Standing {
    let time = |at: Option<Time>| at.map(Time::iso);
    let object = present::revocation::object(main, it);
    let told = |(item, says, names_it): (usize, &Says, bool)| match says {
        Says::Good(_) => Told::Good { item },
        Says::Revoked(_) => Told::Revoked { item },
        Says::Unknown => Told::Unknown { item },
        Says::Nothing(fault) => {
            Told::Nothing { item, cause: fault.word(), why: visible(&fault.sentence()), names_it }
        }
    };
    let evidence = it.pieces.iter().map(|it| told((it.item, &it.says, it.names_it))).collect();
    match &it.status {
        Status::Good(good) => Standing::Good {
            object,
            by: good.said_by,
            made: time(good.made),
            next: time(good.next),
            evidence,
        },
        Status::Revoked(found) => Standing::Revoked {
            object,
            by: found.said_by,
            made: time(found.made),
            revoked: time(found.at),
            reason: found.reason,
            evidence,
        },
        Status::Unknown => Standing::Unknown { object, evidence },
        Status::NotCovered => Standing::NotCovered { object, evidence },
    }
}
