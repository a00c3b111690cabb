//! What GnuTLS says: gnutls-cli, certtool, and wget, git, apt and OpenLDAP where built with it.

use super::super::causes::*;
use super::super::entry::{Entry, either, ours};

const P: &str = "GnuTLS";

#[rustfmt::skip]
pub(super) static ENTRIES: &[Entry] = &[
    ours("gnutls-issuer", P, &["The certificate issuer is unknown.", "signer_not_found", "hasn't got a known issuer", "doesn't have a known issuer", "GNUTLS_CERT_SIGNER_NOT_FOUND"],
        "No path leads to a CA that the program trusts.", ISSUER),
    ours("gnutls-name", P,
        &["The name in the certificate does not match the expected.", "The name in the certificate does not match the expected",
          "The certificate's owner does not match hostname '{}'", "the certificate's owner does not match hostname", "The hostname in the certificate does NOT match '{}'"],
        "The host asked for is not in the certificate's Subject Alternative Name.", NAME),
    ours("gnutls-purpose", P, &["The certificate chain does not match the intended purpose.", "does not match the intended purpose", "GNUTLS_CERT_PURPOSE_MISMATCH"], "The EKU leaves out this use.", EKU),
    ours("gnutls-not-ca", P, &["The certificate issuer is not a CA."], "An issuer of the path is no CA.", NOT_CA),
    ours("gnutls-expired", P, &["The certificate chain uses expired certificate.", "The certificate has expired", "GNUTLS_CERT_EXPIRED"], "A certificate of the path is past its notAfter.", EXPIRED),
    ours("gnutls-not-yet", P, &["The certificate chain uses not yet valid certificate.", "The certificate is not yet activated", "The certificate has not yet been activated", "GNUTLS_CERT_NOT_ACTIVATED"],
        "A certificate of the path begins to be valid in the future.", NOT_YET),
    ours("gnutls-insecure", P, &["The certificate chain uses insecure algorithm.", "The certificate was signed using an insecure algorithm", "GNUTLS_CERT_INSECURE_ALGORITHM"],
        "A key or a digest of the path is too weak.", WEAK),
    ours("gnutls-signature", P, &["The signature in the certificate is invalid.", "GNUTLS_CERT_SIGNATURE_FAILURE"], "The issuer's key does not verify the certificate's signature.", SIGNATURE),
    ours("gnutls-constraints", P, &["The certificate chain violates the signer's constraints."],
        "A CA of the path allows neither these names nor, perhaps, this length.", SIGNER),
    ours("gnutls-revoked", P, &["The certificate chain is revoked.", "The certificate has been revoked", "GNUTLS_CERT_REVOKED"], "A certificate of the path is on a revocation list.", REVOKED_ONLY),
    ours("gnutls-crl", P, &["The revocation or OCSP data are old and have been superseded.", "The revocation or OCSP data are issued with a future date.", "The revocation data are old"],
        "The revocation data do not count any more, or not yet.", OLD_LIST),
    ours("gnutls-staple", P, &["The certificate requires the server to include an OCSP status in its response, but the OCSP status is missing.", "The received OCSP status response is invalid."],
        "The certificate demands a stapled OCSP response, and no sound one came.", MUST_STAPLE),
    ours("gnutls-critical", P, &["The certificate contains an unknown critical extension."], "A certificate has a critical extension that GnuTLS does not know.", CRITICAL),
    ours("gnutls-pin", P, &["The public key of the certificate does not match the expected", "Host {} ({}) has never been contacted before", "This could be a MITM"],
        "The key is not the one seen before.", PIN),
    ours("gnutls-not-trusted", P,
        &["The certificate is NOT trusted.", "certificate verification failed", "PKI verification of server certificate failed",
          "Error in the certificate verification.", "The certificate is NOT trusted", "The certificate of '{}' is not trusted."],
        "GnuTLS refused the certificate; the reasons follow.", CHAIN_ANY).passing_on(),
    ours("gnutls-error-certificate", P, &["Error in the certificate."], "GnuTLS refused the certificate; its status line says why.", CHAIN_ANY).passing_on(),
    ours("gnutls-no-certificate", P, &["No certificate was found.", "The peer did not send any certificate.", "No certificates found!"],
        "A certificate was demanded, and none came.", NO_CERT),
    ours("gnutls-pair", P, &["The certificate and the given key do not match."], "The private key does not belong to the certificate.", PAIR),
    ours("gnutls-files", P, &["Base64 unexpected header error.", "Base64 decoding error.", "ASN1 parser: Error in TAG.", "ASN1 parser: Error in DER parsing.", "The requested data were not available.", "Error loading {} file."],
        "The file holds nothing of the kind looked for.", FORMAT),
    ours("gnutls-password", P, &["MAC verification failed", "Decryption has failed.", "The given password contains invalid characters", "No support for decrypting this key"],
        "The password does not open the file, or its protection is not known.", PASSWORD),
    ours("gnutls-roots", P, &["Error setting the x509 trust file", "Processed 0 CA certificate(s)", "No system trust store"],
        "The program has no trusted CAs.", NO_ROOTS),
    either("gnutls-handshake", P, &["gnutls_handshake() failed: {}", "*** Fatal error: {}", "*** Handshake has failed", "GnuTLS: {}"],
        "The handshake failed; the words beside it say why.", HANDSHAKE).passing_on(),
    ours("gnutls-not-tls", P, &["An unexpected TLS packet was received.", "A TLS packet with unexpected length was received.", "The TLS connection was non-properly terminated."],
        "What arrived is no sound TLS, or the other side ended the connection.", NO_TLS_OR_CUT),
    ours("gnutls-cipher", P, &["No supported cipher suites have been found.", "Could not negotiate a supported cipher suite.", "No common application protocol could be negotiated.", "A packet with illegal or unsupported version was received."],
        "Both sides have no TLS version or cipher in common.", CIPHER),
];
