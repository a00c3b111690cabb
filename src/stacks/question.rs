//! The question put to every program, and the signatures proved for all of them together.

use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;

use crate::crypto::{self, Check};
use crate::model::oid::eku;
use crate::model::{Certificate, Crl, Time};
use crate::purpose::host::Host;

/// Which side of the connection shows the certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A server; the program asked is the client.
    Server,
    /// A client; the program asked is the server.
    Client,
}

impl Role {
    /// The extended key usage of that side.
    pub fn usage(self) -> &'static str {
        match self {
            Role::Server => eku::SERVER_AUTH,
            Role::Client => eku::CLIENT_AUTH,
        }
    }
}

/// The name asked about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// A host.
    Host(Host),
    /// A mailbox.
    Email(String),
}

/// The most extensions of a certificate that programs are asked about.
const MOST_EXTENSIONS: usize = 500;
/// The most parts of a subject.
const MOST_PARTS: usize = 2_500;
/// The most names in a SAN.
const MOST_NAMES: usize = 10_000;
/// The most name constraints of one certificate.
const MOST_CONSTRAINTS: usize = 5_000;
/// The most comparisons of a name with a constraint for each program, where nothing else is set:
/// a second or so.
const MOST_COMPARISONS: usize = 10_000_000;

/// What is handed to a program.
pub struct Question<'a> {
    /// The certificate asked about.
    pub leaf: &'a Certificate,
    /// What was sent after it, in that order.
    pub sent: Vec<&'a Certificate>,
    /// The trust anchors, in the order of their file.
    pub trusted: Vec<&'a Certificate>,
    /// Revocation lists handed over; programs check revocation only where there are any.
    pub crls: Vec<&'a Crl>,
    /// The time asked about.
    pub at: Time,
    /// Whose certificate it is.
    pub role: Role,
    /// The name asked about.
    pub name: Option<Asked>,
    /// The most intermediates allowed, where that was set.
    pub depth: Option<u32>,
    /// Whether lists are wanted for the leaf only, as some programs set OpenSSL up; else for every
    /// certificate of the chain.
    pub leaf_lists_only: bool,
    /// Whether the program does not look at what the certificate may be used for; GnuTLS only.
    pub any_purpose: bool,
    /// The most comparisons of a name with a constraint that each program may take; beyond them no
    /// program is asked.
    pub most_comparisons: usize,
    bounded: OnceCell<bool>,
    proofs: RefCell<HashMap<(usize, usize), Check>>,
}

impl<'a> Question<'a> {
    /// A question about a certificate and what was sent with it.
    pub fn new(
        leaf: &'a Certificate,
        sent: Vec<&'a Certificate>,
        trusted: Vec<&'a Certificate>,
        at: Time,
        role: Role,
    ) -> Self {
        Self {
            leaf,
            sent,
            trusted,
            crls: Vec::new(),
            at,
            role,
            name: None,
            depth: None,
            leaf_lists_only: false,
            any_purpose: false,
            most_comparisons: MOST_COMPARISONS,
            bounded: OnceCell::new(),
            proofs: RefCell::default(),
        }
    }

    /// Whether it is small enough to be put to programs: some of them compare every extension, name
    /// and constraint with every other.
    pub fn is_within_bounds(&self) -> bool {
        *self.bounded.get_or_init(|| {
            let mut work = 0usize;
            let all = std::iter::once(&self.leaf).chain(&self.sent).chain(&self.trusted);
            for certificate in all {
                let constraints = certificate.name_constraints().map_or(0, |constraints| {
                    constraints.permitted.len().saturating_add(constraints.excluded.len())
                });
                let extensions = certificate.extensions.len();
                let names = certificate.san().unwrap_or_default().len();
                let strings = certificate.subject.rdns.len();
                for (count, most) in [
                    (extensions, MOST_EXTENSIONS),
                    (names, MOST_NAMES),
                    (strings, MOST_PARTS),
                    (constraints, MOST_CONSTRAINTS),
                ] {
                    if count > most {
                        return false;
                    }
                }
                work = work.saturating_add(constraints);
            }
            // Each constraint is held against each name of the leaf.
            let names = self.leaf.san().unwrap_or_default().len().saturating_add(1);
            work.saturating_mul(names) <= self.most_comparisons
        })
    }

    /// The host asked about, where a host was.
    pub fn host(&self) -> Option<&Host> {
        match &self.name {
            Some(Asked::Host(host)) => Some(host),
            _ => None,
        }
    }

    /// Notes that the issuer's key verifies the certificate's signature, where that was computed
    /// before the question was put. Both must be certificates of this question.
    pub fn know(&self, certificate: &Certificate, issuer: &Certificate) {
        self.proofs.borrow_mut().insert(place(certificate, issuer), Check::Valid);
    }

    /// The certificates and issuers of this question whose signatures are known to hold.
    pub(super) fn proved(&self) -> Vec<(&'a Certificate, &'a Certificate)> {
        let all = std::iter::once(&self.leaf).chain(&self.sent).chain(&self.trusted);
        let by_place: HashMap<usize, &'a Certificate> =
            all.map(|it| (std::ptr::from_ref(*it).addr(), *it)).collect();
        let known = self.proofs.borrow();
        let valid = known.iter().filter(|(_, check)| **check == Check::Valid);
        let both = |(certificate, issuer): &(usize, usize)| {
            Some((*by_place.get(certificate)?, *by_place.get(issuer)?))
        };
        valid.filter_map(|(places, _)| both(places)).collect()
    }

    /// Whether the issuer's key verifies the certificate's signature, computed once. The answer is
    /// about the mathematics: whether a program knows the algorithm is the program's own rule.
    pub fn proof(&self, certificate: &Certificate, issuer: &Certificate) -> Check {
        if certificate.rehearsed {
            return Check::Valid;
        }
        let key = place(certificate, issuer);
        if let Some(known) = self.proofs.borrow().get(&key) {
            return known.clone();
        }
        let found = crypto::verify(
            &issuer.public_key,
            &certificate.outer_algorithm,
            certificate.tbs_bytes(),
            &certificate.signature,
        );
        self.proofs.borrow_mut().insert(key, found.clone());
        found
    }
}

/// What names two certificates: their addresses, as they stand still while a question lives.
fn place(certificate: &Certificate, issuer: &Certificate) -> (usize, usize) {
    (std::ptr::from_ref(certificate).addr(), std::ptr::from_ref(issuer).addr())
}
