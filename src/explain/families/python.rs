//! What Python says: ssl, requests, urllib3, aiohttp, pip. What the path validation of
//! cryptography says stands in `pyca`.

use super::super::causes::*;
use super::super::entry::{Entry, either, ours};

const P: &str = "Python";

#[rustfmt::skip]
pub(super) static ENTRIES: &[Entry] = &[
    ours("python-verify-failed", P,
        &["[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: {} (_ssl.c:{})", "[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed", "SSLCertVerificationError",
          "ClientConnectorCertificateError", "urllib3.exceptions.SSLError", "requests.exceptions.SSLError", "There was a problem confirming the ssl certificate",
          "SSLError(SSLCertVerificationError("],
        "Python refused the certificate of the other side; OpenSSL's reason stands beside it.", CHAIN_ANY).passing_on(),
    either("python-ssl-error", P, &["ssl.SSLError: ", "ssl.SSLEOFError: ", "ssl.SSLZeroReturnError: ", "Max retries exceeded with url: {} (Caused by SSLError("], "Something in TLS failed; OpenSSL's words in brackets say what.", ELSEWHERE).passing_on(),
    ours("python-own-files", P, &["[SSL] PEM lib", "ssl.SSLError: [SSL] PEM lib", "[SSL] PEM lib (_ssl.c:{})", "[SSL: SSL_CTX_USE_CERTIFICATE_FILE] {}", "[SSL] system lib"],
        "A file that this program was told to load (load_cert_chain: certificate and key; or a CA file) is no PEM of the kind looked for, is locked, or certificate and key do not fit.", OWN_FILES),
    ours("python-strict", P, &["Missing Authority Key Identifier (_ssl.c:{})", "Basic Constraints of CA cert not marked critical (_ssl.c:{})", "Missing Subject Key Identifier (_ssl.c:{})", "CA cert does not include key usage extension (_ssl.c:{})"],
        "Python 3.13 and newer checks certificates to the letter of RFC 5280 (VERIFY_X509_STRICT), which curl and older Pythons do not: the CA has to be made anew with the extensions that it names.", STRICT_ONLY),
    ours("python-check-hostname", P, &["check_hostname requires server_hostname", "Cannot set verify_mode to CERT_NONE when check_hostname is enabled"], "The program was configured in a way that contradicts itself.", ASKED),
    ours("python-pip", "pip", &["Could not fetch URL {}: There was a problem confirming the ssl certificate: {}", "WARNING: Retrying (Retry(total={}) after connection broken by 'SSLError({}", "after connection broken by 'SSLError(", "pip is configured with locations that require TLS/SSL, however the ssl module in Python is not available", "is not a trusted or secure host and is being ignored"], "pip did not accept the certificate of the package server; mostly a proxy's CA is missing (pip config set global.cert).", SERVER_REFUSED).passing_on(),
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
