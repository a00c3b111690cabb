//! What NSS takes a certificate to be for: its key usage and its certificate type.

use crate::model::oid::{eku, ext};
use crate::model::{Certificate, KeyKind, KeyUsage};
use crate::stacks::Role;

/// The bits of a Netscape certificate type, and those that NSS adds (certt.h).
pub(super) mod bits {
    pub const STATUS_RESPONDER: u16 = 0x4000;
    pub const IPSEC_CA: u16 = 0x200;
    pub const SSL_CLIENT: u16 = 0x80;
    pub const SSL_SERVER: u16 = 0x40;
    pub const SSL_CA: u16 = 0x04;
    pub const EMAIL_CA: u16 = 0x02;
    pub const SIGNING_CA: u16 = 0x01;
    /// What makes an issuer (CERT_IsCACert).
    pub const ISSUER: u16 = SSL_CA | EMAIL_CA | SIGNING_CA;
    /// What says for whom a CA issues (NS_CERT_TYPE_CA).
    pub const ANY_CA: u16 = ISSUER | STATUS_RESPONDER | IPSEC_CA;
}

const CODE_SIGNING: &str = "1.3.6.1.5.5.7.3.3";
const EMAIL: &str = "1.3.6.1.5.5.7.3.4";
const OCSP_SIGNING: &str = "1.3.6.1.5.5.7.3.9";
/// Usages that NSS takes for IPsec; any usage is among them (certdb.c, cert_IsIPsecOID).
const IPSEC: [&str; 6] = [
    eku::ANY,
    "1.3.6.1.5.5.7.3.5",
    "1.3.6.1.5.5.7.3.6",
    "1.3.6.1.5.5.7.3.7",
    "1.3.6.1.5.5.7.3.17",
    "1.3.6.1.5.5.8.2.2",
];

/// Whether the leaf's key usage fits (CERT_CheckKeyUsage).
pub(super) fn usage_fits(leaf: &Certificate, role: Role) -> bool {
    if role == Role::Server && !has_known_key(leaf) {
        return false;
    }
    if leaf.extension(ext::KEY_USAGE).is_none() {
        return true;
    }
    let Some(usage) = leaf.key_usage() else { return false };
    match (role, &leaf.public_key.kind) {
        (Role::Client, _) => usage.has(KeyUsage::DIGITAL_SIGNATURE),
        (Role::Server, KeyKind::Rsa { pss_only: false, .. }) => {
            usage.has(KeyUsage::KEY_ENCIPHERMENT)
        }
        (Role::Server, KeyKind::Ec { .. }) => {
            usage.has(KeyUsage::DIGITAL_SIGNATURE | KeyUsage::KEY_AGREEMENT)
        }
        (Role::Server, _) => usage.has(KeyUsage::DIGITAL_SIGNATURE),
    }
}

/// Whether NSS knows the type of the key, by its identifier alone: RSA, EC, DSA, Diffie-Hellman
/// (CERT_GetCertKeyType).
pub(super) fn has_known_key(certificate: &Certificate) -> bool {
    const TYPES: [&str; 5] = [
        "1.2.840.113549.1.1.1",
        "1.2.840.113549.1.1.10",
        "1.2.840.10045.2.1",
        "1.2.840.10040.4.1",
        "1.2.840.10046.2.1",
    ];
    TYPES.contains(&certificate.public_key.oid.as_str())
}

/// Whether the leaf's certificate type fits.
pub(super) fn type_fits(leaf: &Certificate, role: Role) -> bool {
    let wanted = match role {
        Role::Server => bits::SSL_SERVER,
        Role::Client => bits::SSL_CLIENT,
    };
    of(leaf) & wanted != 0
}

/// Whether a CA may sign certificates, by its key usage.
pub(super) fn may_sign(certificate: &Certificate) -> bool {
    certificate.extension(ext::KEY_USAGE).is_none()
        || certificate.key_usage().is_some_and(|usage| usage.has(KeyUsage::KEY_CERT_SIGN))
}

/// The certificate type that NSS makes up (cert_ComputeCertType): what the Netscape extension says,
/// and what the extended key usages come to.
pub(super) fn of(certificate: &Certificate) -> u16 {
    let ca = certificate.is_ca();
    let (stated, usages) = (certificate.ns_cert_type(), certificate.eku());
    if stated.is_none() && usages.is_none() {
        let issuing = if ca { bits::SSL_CA | bits::EMAIL_CA | bits::STATUS_RESPONDER } else { 0 };
        return bits::SSL_CLIENT | bits::SSL_SERVER | issuing;
    }
    let mut kind = u16::from(stated.unwrap_or_default());
    if kind & bits::SSL_CA != 0 {
        kind |= bits::EMAIL_CA;
    }
    for usage in usages.unwrap_or_default() {
        kind |= match (usage.as_str(), ca) {
            (eku::SERVER_AUTH | eku::NETSCAPE_SGC | eku::CLIENT_AUTH, true) => bits::SSL_CA,
            (eku::SERVER_AUTH | eku::NETSCAPE_SGC, false) => bits::SSL_SERVER,
            (eku::CLIENT_AUTH, false) => bits::SSL_CLIENT,
            (EMAIL, true) => bits::EMAIL_CA,
            (CODE_SIGNING, true) => bits::SIGNING_CA,
            (OCSP_SIGNING, _) => bits::STATUS_RESPONDER,
            (usage, true) if IPSEC.contains(&usage) => bits::IPSEC_CA,
            _ => 0,
        };
    }
    kind
}
