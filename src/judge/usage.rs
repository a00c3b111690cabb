//! Extended key usage along a path (RFC 5280, 4.2.1.12), in the readings that are in use.

use super::Refusal;
use crate::model::oid::eku;
use crate::model::{Certificate, KeyUsage, Oid};
use crate::purpose::{EkuFit, eku_fit};

/// RCS MLS client authentication (GSMA RCC.16), whose certificates may serve nothing else.
pub(super) const MLS_CLIENT: &str = "2.23.146.2.1.3";
/// The extensions of such certificates.
pub(super) const MLS_EXTENSIONS: [&str; 2] = ["2.23.146.2.1.4", "2.23.146.2.1.5"];

/// How strictly a use is asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reading {
    /// Absent extensions and anyExtendedKeyUsage allow every use.
    #[default]
    Standard,
    /// The leaf must list the use itself.
    StrictLeaf,
    /// All certificates that state uses must list it themselves; for clients, all certificates.
    Strict,
}

/// The uses asked about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Usage {
    /// OIDs the leaf must allow, and its issuers must not exclude. None: no use in particular.
    pub wanted: Vec<Oid>,
    /// In which reading.
    pub reading: Reading,
    /// A CA certificate may not be the leaf.
    pub no_ca_leaf: bool,
}

/// Which certificate of the path is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Leaf,
    Above,
}

/// Whether a certificate allows the uses.
pub(super) fn check(certificate: &Certificate, usage: &Usage, place: Place) -> Result<(), Refusal> {
    for wanted in &usage.wanted {
        if wanted.as_str() == MLS_CLIENT {
            mls_client(certificate, place)?;
            continue;
        }
        let strict = match usage.reading {
            Reading::Standard => false,
            Reading::StrictLeaf => place == Place::Leaf,
            Reading::Strict => true,
        };
        let fits = match eku_fit(certificate, wanted.as_str()) {
            EkuFit::Listed => true,
            EkuFit::AnyOnly => !strict,
            // Clients are held to it all the way up; of servers only the leaf must say so.
            EkuFit::Unrestricted => {
                !strict || (place == Place::Above && wanted.as_str() != eku::CLIENT_AUTH)
            }
            EkuFit::NotListed => false,
        };
        if !fits {
            let message = match place {
                Place::Leaf => format!("The certificate does not allow {}.", wanted.name()),
                Place::Above => {
                    format!("{} leaves {} out.", certificate.title(), wanted.name())
                }
            };
            return Err(Refusal::new("extended-key-usage", message));
        }
    }
    Ok(())
}

fn mls_client(certificate: &Certificate, place: Place) -> Result<(), Refusal> {
    let only = certificate.eku().is_some_and(|usages| {
        usages.iter().all(|usage| usage.as_str() == MLS_CLIENT) && !usages.is_empty()
    });
    if !only {
        return Err(Refusal::new(
            "extended-key-usage",
            format!("{} is not for RCS MLS clients alone.", certificate.title()),
        ));
    }
    if place == Place::Leaf
        && certificate.key_usage() != Some(KeyUsage(KeyUsage::DIGITAL_SIGNATURE))
    {
        let message = "The key of an RCS MLS client may make digital signatures only.";
        return Err(Refusal::new("key-usage", message));
    }
    Ok(())
}
