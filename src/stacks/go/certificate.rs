//! A certificate as Go's crypto/x509 holds it once it is read.

use std::net::IpAddr;

use crate::model::Certificate;

/// What `x509.ParseCertificate` keeps of a certificate.
#[derive(Clone, Debug)]
pub(super) struct Parsed<'a> {
    /// As this project read it: for titles and proofs.
    pub certificate: &'a Certificate,
    /// The names as encoded: they are compared byte by byte.
    pub raw_issuer: &'a [u8],
    pub raw_subject: &'a [u8],
    pub raw_key: &'a [u8],
    pub common_name: String,
    pub organization: Option<String>,
    pub serial: &'a [u8],
    pub version: u64,
    /// Seconds since 1970.
    pub not_before: i64,
    pub not_after: i64,
    pub algorithm: Algorithm,
    pub key: Key,
    pub has_unhandled_critical: bool,
    /// `None` without the extension.
    pub basic_constraints: Option<(bool, Option<u64>)>,
    /// Bit n is `1 << n`; 0 without the extension.
    pub key_usage: u16,
    pub usages: Vec<String>,
    pub subject_key_id: &'a [u8],
    pub authority_key_id: &'a [u8],
    /// The content of the subject alternative names; `None` without the extension.
    pub raw_names: Option<&'a [u8]>,
    pub names: Names,
    /// `None` without the extension.
    pub constraints: Option<Constraints>,
}

/// The names that Go compares.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    pub dns: Vec<String>,
    pub emails: Vec<String>,
    pub addresses: Vec<IpAddr>,
    pub uris: Vec<Uri>,
}

/// A URI and its host, with the port where there is one.
#[derive(Clone, Debug)]
pub(super) struct Uri {
    pub text: String,
    pub host: String,
}

/// The name constraints that Go evaluates.
#[derive(Clone, Debug, Default)]
pub(super) struct Constraints {
    pub permitted: Subtrees,
    pub excluded: Subtrees,
}

/// Subtrees of one kind each.
#[derive(Clone, Debug, Default)]
pub(super) struct Subtrees {
    pub dns: Vec<String>,
    /// Address and mask.
    pub addresses: Vec<(Vec<u8>, Vec<u8>)>,
    pub emails: Vec<String>,
    pub uris: Vec<String>,
}

/// What Go calls the signature algorithm.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Algorithm {
    /// One of its table: the name it prints, and the kind of key that makes it.
    Known {
        name: &'static str,
        key: &'static str,
        hash: Hash,
    },
    Unknown,
}

/// What Go thinks of the digest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hash {
    Good,
    /// MD5 and SHA-1.
    Insecure,
    /// None of its own: Ed25519, ML-DSA.
    None,
}

/// The public key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Key {
    Rsa {
        bits: usize,
    },
    Ecdsa,
    Ed25519,
    MlDsa,
    Dsa,
    /// Of a type that Go does not know: such a certificate issues nothing.
    Unknown,
}

impl Key {
    /// The algorithm's name.
    pub fn algorithm(&self) -> &'static str {
        match self {
            Key::Rsa { .. } => "RSA",
            Key::Ecdsa => "ECDSA",
            Key::Ed25519 => "Ed25519",
            Key::MlDsa => "ML-DSA",
            Key::Dsa => "DSA",
            Key::Unknown => "0",
        }
    }

    /// The type, as Go prints it.
    pub fn type_name(&self) -> &'static str {
        match self {
            Key::Rsa { .. } => "*rsa.PublicKey",
            Key::Ecdsa => "*ecdsa.PublicKey",
            Key::Ed25519 => "ed25519.PublicKey",
            Key::MlDsa => "*mldsa.PublicKey",
            Key::Dsa => "*dsa.PublicKey",
            Key::Unknown => "<nil>",
        }
    }
}

impl Parsed<'_> {
    /// Whether it is marked as a CA.
    pub fn is_ca(&self) -> bool {
        self.basic_constraints.is_some_and(|(ca, _)| ca)
    }

    /// What Go calls it in a hint: the common name, else the first organisation, else the serial.
    pub fn hint_name(&self) -> String {
        if !self.common_name.is_empty() {
            return self.common_name.clone();
        }
        match &self.organization {
            Some(organization) => organization.clone(),
            None => format!("serial:{}", super::words::decimal(self.serial)),
        }
    }
}
