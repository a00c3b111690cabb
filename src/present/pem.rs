//! Certificates as text to copy and to save.

use data_encoding::BASE64;

use crate::model::Certificate;

/// A certificate as PEM (RFC 7468, 5.1): 64 characters a line.
pub(crate) fn pem(certificate: &Certificate) -> String {
    let base64 = BASE64.encode(&certificate.der);
    let mut text = String::from("-----BEGIN CERTIFICATE-----\n");
    let mut rest = base64.as_str();
    while !rest.is_empty() {
        let (line, after) = rest.split_at(rest.len().min(64));
        text.push_str(line);
        text.push('\n');
        rest = after;
    }
    text.push_str("-----END CERTIFICATE-----\n");
    text
}
