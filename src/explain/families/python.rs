//! What Python says: ssl, requests, urllib3, aiohttp, pip. What the path validation of
//! cryptography says stands in `pyca`.

use super::super::causes::*;
use super::super::entry::{Entry, ours};

const P: &str = "Python";

#[rustfmt::skip]
pub(super) static ENTRIES: &[Entry] = &[
    ours("python-verify-failed", P,
        &["[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: {} (_ssl.c:{})", "[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed", "SSLCertVerificationError",
          "ClientConnectorCertificateError", "urllib3.exceptions.SSLError", "requests.exceptions.SSLError", "There was a problem confirming the ssl certificate",
          "ssl.SSLError: "],
        "Python refused the certificate of the other side; OpenSSL's reason stands beside it.", CHAIN_ANY).passing_on(),
    ours("python-name", P,
        &["Hostname mismatch, certificate is not valid for '{}'", "certificate is not valid for '{}'", "hostname '{}' doesn't match '{}'", "hostname '{}' doesn't match either of {}"],
        "The host asked for is not in the certificate's Subject Alternative Name.", NAME),
    ours("python-ip", P, &["IP address mismatch, certificate is not valid for '{}'"],
        "The address asked for is not in the certificate as an IP address.", NAME),
    ours("python-no-names", P, &["no appropriate subjectAltName fields were found", "no appropriate commonName or subjectAltName fields were found"],
        "The certificate has no Subject Alternative Name.", NO_NAMES),
    ours("python-bundle", P, &["Could not find a suitable TLS CA certificate bundle, invalid path: {}", "Could not find the TLS certificate file, invalid path: {}"],
        "The file that the program was told to read is not there.", ACCESS),
    ours("python-load", P, &["Unable to load PEM file. See {}", "MalformedFraming", "Valid PEM but no BEGIN CERTIFICATE", "Could not deserialize key data", "error parsing asn1 value: {}"],
        "The bytes are no certificate or key of the expected kind.", FORMAT),
    ours("python-password", P, &["Incorrect password, could not decrypt key", "Invalid password or PKCS12 data", "Bad decrypt. Incorrect password?", "Password was not given but private key is encrypted"],
        "The password is missing or does not open the key or container.", PASSWORD),
];
