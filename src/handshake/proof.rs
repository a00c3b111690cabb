//! Proof of possession: does the key that was loaded belong to the certificate that is sent?
//!
//! A key signs once, while it is read (`crypto::possession`); what is kept of it is the signature.
//! Here the signature is verified with the certificate's public key, as the other side would verify
//! CertificateVerify (RFC 8446, 4.4.3).

use crate::crypto::{self, Check};
use crate::model::{Certificate, PrivateKey};

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proof {
    /// A signature was made and verified.
    Verified,
    /// The key's public half is the certificate's; a signature of its kind is not made here.
    SameKey,
    /// The key is another's.
    Fails,
    /// The key could not be read so far.
    NotComputed,
}

/// Whether the key that was loaded proves possession of the certificate's.
pub fn prove(leaf: &Certificate, key: &PrivateKey) -> Proof {
    if let Some(signed) = &key.proof {
        let check = crypto::verify(
            &leaf.public_key,
            &signed.algorithm,
            crypto::possession::CHALLENGE,
            &signed.signature,
        );
        match check {
            Check::Valid => return Proof::Verified,
            Check::Invalid | Check::WrongKeyType => return Proof::Fails,
            Check::Unsupported(_) => {}
        }
    }
    match &key.public {
        Some(public) if public.identity() == leaf.public_key.identity() => Proof::SameKey,
        Some(_) => Proof::Fails,
        None => Proof::NotComputed,
    }
}

impl Proof {
    /// What is to be said of it.
    pub fn text(self) -> &'static str {
        match self {
            Proof::Verified => {
                "The key that was loaded made a signature, and the certificate's public key verifies it."
            }
            Proof::SameKey => {
                "The key that was loaded has the certificate's public key; signatures of its kind are not made here."
            }
            Proof::Fails => "The key that was loaded is not the certificate's.",
            Proof::NotComputed => {
                "The public half of the key that was loaded is not known, so the proof is taken for granted."
            }
        }
    }
}
