//! mozilla::pkix's search for a path: depth first from the leaf, everything about an issuer but its
//! signature before that issuer's own issuers. The leaf's faults wait until a path is found.

use std::cell::Cell;

use super::link::Link;
use super::{check, names, words};
use crate::crypto::Check;
use crate::model::{Certificate, Curve, KeyKind, order};
use crate::stacks::words::Fault;
use crate::stacks::{Question, Role};

/// CAs below the anchor at most (pkixbuild.cpp, MAX_SUBCA_COUNT).
const MAX_SUB_CAS: u32 = 6;
/// Steps at most. Firefox takes 200,000; no honest input needs a tenth of ours.
const MAX_STEPS: usize = 20_000;

/// What a search found.
pub(super) struct Found {
    /// The anchor that the path ends at.
    pub anchor: usize,
}

/// A search for one question.
pub(super) struct Builder<'q> {
    question: &'q Question<'q>,
    /// Certificates that may issue; those of the store of trusted ones are anchors.
    candidates: Vec<&'q Certificate>,
    anchors: Vec<&'q Certificate>,
    /// The use asked about.
    usage: &'static str,
    steps: Cell<usize>,
    anchor: Cell<Option<usize>>,
}

impl<'q> Builder<'q> {
    pub fn new(question: &'q Question<'q>) -> Self {
        let mut candidates: Vec<&Certificate> = Vec::new();
        // NSS keeps one certificate of an issuer and serial number; the first to come stays.
        for certificate in question.sent.iter().chain(&question.trusted) {
            let taken = std::iter::once(&question.leaf).chain(&candidates).any(|known| {
                known.issuer.der == certificate.issuer.der && known.serial == certificate.serial
            });
            if is_importable(certificate) && (!taken || certificate.der == question.leaf.der) {
                candidates.push(certificate);
            }
        }
        // Roots first.
        order::by_key(&mut candidates, |candidate| candidate.subject.der != candidate.issuer.der);
        // Certificates are trusted for servers; for clients Firefox looks at the trust for e-mail,
        // which such roots do not have.
        let anchors = match question.role {
            Role::Server => question.trusted.clone(),
            Role::Client => Vec::new(),
        };
        let usage = question.role.usage();
        let (steps, anchor) = (Cell::new(0), Cell::new(None));
        Self { question, candidates, anchors, usage, steps, anchor }
    }

    /// The leaf's path (BuildCertChain).
    pub fn run(&self) -> Result<Found, Fault> {
        check::outline(self.question.leaf)?;
        self.forward(&Link { certificate: self.question.leaf, below: None }, 0)?;
        self.anchor.get().map(|anchor| Found { anchor }).ok_or(&words::UNKNOWN_ISSUER)
    }

    /// The certificate of an anchor.
    pub fn anchor(&self, found: &Found) -> Option<&'q Certificate> {
        self.anchors.get(found.anchor).copied()
    }

    /// BuildForward.
    fn forward(&self, subject: &Link<'_>, sub_cas: u32) -> Result<(), Fault> {
        self.steps.set(self.steps.get().saturating_add(1));
        if self.steps.get() > MAX_STEPS {
            return Err(&words::UNKNOWN_ISSUER);
        }
        let certificate = subject.certificate;
        let anchor = self.anchors.iter().position(|anchor| anchor.der == certificate.der);
        let place = check::Place { leaf: subject.is_leaf(), anchor: anchor.is_some(), sub_cas };
        let revocable = self.question.role == Role::Server;
        let own = check::own(certificate, place, self.question.at, self.usage, revocable);
        let deferred = match own {
            Err(fault) if subject.is_leaf() && anchor.is_none() => Some(fault),
            Err(fault) => return Err(fault),
            Ok(()) => None,
        };
        if let Some(anchor) = anchor {
            self.anchor.set(Some(anchor));
            return Ok(());
        }
        let mut above = sub_cas;
        if !subject.is_leaf() {
            if sub_cas >= MAX_SUB_CAS {
                return Err(&words::UNKNOWN_ISSUER);
            }
            above = sub_cas.saturating_add(1);
        }
        self.issuers(subject, above)?;
        deferred.map_or(Ok(()), Err)
    }

    /// Tries every issuer of that name; faults that differ become "unknown issuer" (RecordResult).
    fn issuers(&self, subject: &Link<'_>, sub_cas: u32) -> Result<(), Fault> {
        let mut result: Option<Fault> = None;
        for candidate in &self.candidates {
            // A certificate is not tried as its own issuer.
            if candidate.subject.der != subject.certificate.issuer.der
                || candidate.der == subject.certificate.der
            {
                continue;
            }
            let link = Link { certificate: candidate, below: Some(subject) };
            let Err(fault) = self.issuer(&link, subject, sub_cas) else { return Ok(()) };
            let fault = if fault == &words::EXPIRED {
                &words::EXPIRED_ISSUER
            } else if fault == &words::NOT_YET_VALID {
                &words::NOT_YET_VALID_ISSUER
            } else {
                fault
            };
            result = Some(match result {
                Some(known) if known != fault => &words::UNKNOWN_ISSUER,
                _ => fault,
            });
        }
        // NSS cannot search for an empty name.
        let nobody = if subject.certificate.issuer.is_empty() {
            &words::BAD_DER
        } else {
            &words::UNKNOWN_ISSUER
        };
        Err(result.unwrap_or(nobody))
    }

    /// PathBuildingStep::Check.
    fn issuer(&self, issuer: &Link<'_>, subject: &Link<'_>, sub_cas: u32) -> Result<(), Fault> {
        let certificate = issuer.certificate;
        check::outline(certificate)?;
        // The same name and key twice on a path is a loop (RFC 4158, 5.2).
        let again = subject.down().any(|link| {
            link.certificate.public_key.spki == certificate.public_key.spki
                && link.certificate.subject.der == certificate.subject.der
        });
        if again {
            return Err(&words::UNKNOWN_ISSUER);
        }
        names::constraints(certificate, subject)?;
        check::features(subject.certificate, certificate)?;
        self.forward(issuer, sub_cas)?;
        match self.question.proof(subject.certificate, certificate) {
            Check::Valid if subject.is_leaf() => check::locations(subject.certificate),
            Check::Valid => Ok(()),
            _ => Err(&words::BAD_SIGNATURE),
        }
    }
}

/// NSS keeps no certificate whose key it cannot read.
fn is_importable(certificate: &Certificate) -> bool {
    match &certificate.public_key.kind {
        KeyKind::Unreadable { .. } => false,
        KeyKind::Ec { curve: Curve::Other(name), .. } => name != "explicit parameters",
        _ => true,
    }
}
