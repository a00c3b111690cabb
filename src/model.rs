//! Owned types for everything that is read, asked and found. Data only: no parsing, no checks.

mod certificate;
mod extension;
pub mod field;
mod item;
mod key;
mod name;
pub mod oid;
pub mod order;
mod outline;
mod problem;
mod question;
pub mod revocation;
mod time;

pub use certificate::{Certificate, Fingerprints, Serial, Spans, Validity, hex};
pub use extension::{
    AccessMethod, AuthorityKeyId, BasicConstraints, CRL_REASONS, DistributionPoint, Extension,
    ExtensionValue, GeneralName, KeyUsage, NS_CERT_TYPE_BITS, NameConstraints, Policy,
    REASON_FLAGS, Sct, Subtree,
};
pub use item::{
    Crl, Found, Item, ItemKind, Locked, Ocsp, OcspAnswer, Part, Place, PrivateKey, Recalled,
    Repair, Request, ResponderId, Revoked, Signed, Wrapping,
};
pub use key::{Curve, DigestAlgorithm, KeyKind, PublicKey, SignatureAlgorithm, SignatureKind};
pub use name::{Attribute, Name, Rdn};
pub use oid::Oid;
pub use outline::Outline;
pub use problem::{Problem, ProblemKind, Span};
pub use question::{Purpose, Question, Severity, Trust};
pub use time::{Time, duration};
