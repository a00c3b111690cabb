//! What NSS takes a certificate to be for: its key usage and its certificate type.

use crate::model::oid::{eku, ext};
use crate::model::{Certificate, KeyKind, KeyUsage};
use crate::stacks::Role;

/// The bits of a Netscape certificate type (nssckt; certt.h).
pub(super) mod bits {
    pub const SSL_CLIENT: u8 = 0x80;
    pub const SSL_SERVER: u8 = 0x40;
    pub const SSL_CA: u8 = 0x04;
    /// SSL CA, e-mail CA, object signing CA.
    pub const ANY_CA: u8 = 0x07;
}

/// Whether the leaf's key usage fits (CERT_CheckKeyUsage).
pub(super) fn usage_fits(leaf: &Certificate, role: Role) -> bool {
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

/// The certificate type that NSS makes up (cert_ComputeCertType).
pub(super) fn of(certificate: &Certificate) -> u8 {
    if let Some(stated) = certificate.ns_cert_type() {
        return stated;
    }
    let ca = certificate.is_ca();
    let Some(usages) = certificate.eku() else {
        if certificate.extension(ext::EXTENDED_KEY_USAGE).is_some() {
            return 0;
        }
        let issuing = if ca { bits::SSL_CA } else { 0 };
        return bits::SSL_CLIENT | bits::SSL_SERVER | issuing;
    };
    let lists = |usage: &str| usages.iter().any(|oid| oid.as_str() == usage);
    let (server, client) =
        (lists(eku::SERVER_AUTH) || lists(eku::NETSCAPE_SGC), lists(eku::CLIENT_AUTH));
    match (ca, server, client) {
        (_, false, false) => 0,
        (true, ..) => bits::SSL_CA,
        (false, true, true) => bits::SSL_SERVER | bits::SSL_CLIENT,
        (false, true, false) => bits::SSL_SERVER,
        (false, false, true) => bits::SSL_CLIENT,
    }
}
