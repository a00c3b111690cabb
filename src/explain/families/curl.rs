//! What curl, wget and git say in words of their own; what they pass on from OpenSSL, GnuTLS or
//! Schannel has entries there.

use super::super::causes::*;
use super::super::entry::{Entry, either, ours};

const P: &str = "curl";

#[rustfmt::skip]
pub(super) static ENTRIES: &[Entry] = &[
    ours("curl-60", P,
        &["SSL certificate problem: {}", "curl: (60) ", "SSL peer certificate or SSH remote key was not OK", "server verification failed: {}",
          "server certificate verification failed", "CURLE_PEER_FAILED_VERIFICATION", "curl error 60"],
        "curl refused the server's certificate; the reason follows.", CHAIN_ANY).passing_on(),
    ours("curl-name", P,
        &["SSL: no alternative certificate subject name matches target host name '{}'", "SSL: no alternative certificate subject name matches target hostname '{}'",
          "SSL: no alternative certificate subject name matches target {}", "no alternative certificate subject name matches"],
        "The host in the address is not in the certificate's Subject Alternative Name.", NAME),
    ours("curl-common-name", P,
        &["SSL: certificate subject name '{}' does not match target host name '{}'", "SSL: certificate subject name '{}' does not match target {}",
          "SSL: unable to obtain common name from peer certificate"],
        "The certificate has no Subject Alternative Name, and its common name is not the host.", NO_NAMES),
    either("curl-35", P, &["curl: (35) ", "SSL connect error", "curl error 35"],
        "The handshake failed; the words beside it say why.", HANDSHAKE).passing_on(),
    ours("curl-51", P, &["curl: (51) "], "The server's certificate is not the one expected (curl before 7.62).", NAME).passing_on(),
    ours("curl-58", P, &["curl: (58) ", "could not load PEM client certificate", "could not load PEM client certificate, {}", "unable to set private key file: '{}'"],
        "The client's certificate or key file could not be used.", PAIR).passing_on(),
    ours("curl-77", P, &["curl: (77) ", "error setting certificate file: {}", "error setting certificate verify locations:{}", "error adding trust anchors from file: {}"],
        "The file of trusted CAs could not be read.", NO_ROOTS),
    ours("curl-90", P, &["curl: (90) ", "SSL: public key does not match pinned public key", "SSL: pinned public key mismatch"],
        "The server's key is not the pinned one.", PIN),
    ours("curl-91", P, &["curl: (91) ", "No OCSP response received", "SSL server certificate status verification FAILED"],
        "The server did not staple a sound OCSP response.", OCSP),
    ours("curl-56", P, &["curl: (56) "], "The connection broke after the handshake; with TLS 1.3 a refusal of the client's certificate comes here.", HANDSHAKE).passing_on(),
    ours("wget-name", "wget", &["no certificate subject alternative name matches", "certificate common name '{}' doesn't match requested host name '{}'"],
        "The host asked for is not among the certificate's names.", NAME),
    ours("wget-verify", "wget", &["ERROR: cannot verify {}'s certificate, issued by '{}':", "ERROR: cannot verify {}'s certificate", "To connect to {} insecurely, use `--no-check-certificate'"],
        "wget refused the server's certificate; the reason follows.", CHAIN_ANY).passing_on(),
    ours("wget-issuer", "wget", &["Unable to locally verify the issuer's authority."],
        "The issuer of a certificate was neither in what arrived nor among the trusted ones.", ISSUER),
    ours("wget-self-signed", "wget", &["Self-signed certificate encountered."],
        "A certificate that signed itself arrived, and it is not among the trusted ones.", PRIVATE_ROOT),
    ours("wget-dates", "wget", &["Issued certificate has expired.", "Issued certificate not yet valid."],
        "A certificate of the path is expired or not valid yet.", DATES),
];
