//! A case: what is handed to a stack, and what is asked of it.

use super::{AnchorRules, Peer, Usage};
use crate::model::{Certificate, Crl, Time};
use crate::path::policies::Inputs;

/// A case. Intermediates and roots that are no certificates are left out.
#[derive(Clone, Debug)]
pub struct Case {
    /// Its name.
    pub id: String,
    /// The certificate asked about; `None` where it is no certificate.
    pub leaf: Option<Certificate>,
    /// What was sent beside it.
    pub intermediates: Vec<Certificate>,
    /// The trust anchors.
    pub roots: Vec<Certificate>,
    /// Revocation lists.
    pub crls: Vec<Crl>,
    /// When.
    pub at: Time,
    /// The use asked about.
    pub usage: Usage,
    /// The host asked about. Its presence asks for the profile of public TLS servers too.
    pub host: Option<Peer>,
    /// Further names that the leaf must hold.
    pub names: Vec<Peer>,
    /// How many intermediates that are not self-issued there may be.
    pub depth: Option<u32>,
    /// The policies asked about.
    pub policy: Inputs,
    /// What the roots count for.
    pub anchors: AnchorRules,
}
