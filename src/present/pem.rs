//! Certificates as text to copy and to save.

use crate::decode::write;
use crate::model::Certificate;

/// A certificate as PEM (RFC 7468, 5.1).
pub(crate) fn pem(certificate: &Certificate) -> String {
    write::pem("CERTIFICATE", &certificate.der)
}
