//! What Apple's systems say: Security framework, Secure Transport, Keychain, CFNetwork, security(1).
//!
//! Not run; from developer.apple.com (Security Framework Result Codes, NSURLError codes), the headers SecBase.h,
//! SecureTransport.h and cssmapple.h of apple-oss-distributions/Security, curl's lib/vtls/sectransp.c.

use super::super::causes::*;
use super::super::entry::{Entry, either, ours};

const A: &str = "Apple";

#[rustfmt::skip]
pub(super) static ENTRIES: &[Entry] = &[
    ours("apple-trust", A, &["errSSLXCertChainInvalid", "errSSLUnknownRootCert", "errSSLNoRootCert", "CodeKey=-9807", "CodeKey=-9812", "CodeKey=-9813", "x509: \"{}\" certificate is not trusted", "\" certificate is not trusted", "NSURLErrorDomain Code=-1202", "NSURLErrorServerCertificateUntrusted",
          "The certificate for this server is invalid.", "NSURLErrorServerCertificateHasUnknownRoot", "errSecNotTrusted", "NSURLErrorDomain Code=-1203", "NSURLErrorDomain error -1202", "NSURLErrorDomain error -1203"],
        "No path leads to a root that the device trusts, or the host is not in the certificate.", APPLE),
    ours("apple-dates", A, &["errSSLCertExpired", "errSSLCertNotYetValid", "NSURLErrorServerCertificateHasBadDate", "NSURLErrorServerCertificateNotYetValid", "CodeKey=-9814", "x509: \"{}\" certificate is expired", "\" certificate is expired", "errSecCertificateExpired", "NSURLErrorDomain Code=-1201", "NSURLErrorDomain Code=-1204", "NSURLErrorDomain error -1201", "NSURLErrorDomain error -1204"],
        "A certificate of the path is expired or not valid yet, as the device's clock has it.", DATES),
    ours("apple-name", A, &["errSSLHostNameMismatch", "CodeKey=-9843", "host name mismatch", "errSecHostNameMismatch", "certificate name does not match input", "x509: \"{}\" certificate name does not match input"], "The host asked for is not in the certificate's Subject Alternative Name.", NAME),
    ours("apple-standards", A, &["x509: \"{}\" certificate is not standards compliant", "certificate is not standards compliant", "errSecCertificatePolicyNotAllowed", "Certificate 0 {} has errors: {}"],
        "The certificate breaks Apple's rules: SAN, EKU, key, digest, or more than 825 days (398 for public CAs).", APPLE_RULES),
    ours("apple-usage", A, &["certificate is not permitted for this usage", "errSecInvalidExtendedKeyUsage"], "The EKU leaves out this use, or names none: Apple's systems want serverAuth stated.", EKU),
    ours("apple-weak-key", A, &["certificate is using a broken key size", "errSecUnsupportedKeySize"], "A key of the path is too short.", WEAK_KEY),
    ours("apple-weak-digest", A, &["certificate is using a broken signature algorithm", "errSecInvalidDigestAlgorithm"], "A signature of the path rests on SHA-1 or MD5.", WEAK_DIGEST),
    ours("apple-client", A, &["NSURLErrorClientCertificateRequired", "NSURLErrorClientCertificateRejected", "errSSLPeerCertUnknown"], "The server demands a client certificate, or refused the one sent.", REFUSED),
    either("apple-secure", A, &["NSURLErrorSecureConnectionFailed", "A TLS error caused the secure connection to fail", "errSSLPeerHandshakeFail", "App Transport Security"],
        "The secure connection failed; the system's log says why.", HANDSHAKE),
    ours("apple-keychain-mac", A, &["MAC verification failed during PKCS12 import (wrong password?)", "MAC verification failed during PKCS12 import", "errSecPkcs12VerifyFailure", "OSStatus -25264", "(-25264)", "SecKeychainItemImport: MAC verification failed"],
        "The Keychain does not open the PKCS#12 file: mostly its protection (AES, SHA-256, as OpenSSL 3 writes it) is newer than the Keychain knows; else the password is wrong. It also does not take an empty one.", TOO_NEW),
    ours("apple-cssm", A, &["CSSMERR_TP_NOT_TRUSTED", "CSSMERR_TP_CERT_NOT_TRUSTED", "CSSMERR_TP_INVALID_ANCHOR_CERT", "OSStatus -2147408896", "errSecNoTrustSettings"], "No path leads to a root that the device trusts, or its trust settings refuse it.", MARKED),
    ours("apple-cssm-dates", A, &["CSSMERR_TP_CERT_EXPIRED", "CSSMERR_TP_CERT_NOT_VALID_YET", "errSecCertificateNotValidYet"], "A certificate of the path is expired or not valid yet.", DATES),
    ours("apple-cssm-revoked", A, &["CSSMERR_TP_CERT_REVOKED", "errSecCertificateRevoked", "CSSMERR_TP_CERT_SUSPENDED"], "The CA has revoked the certificate.", REVOKED_ONLY),
    ours("apple-cssm-name", A, &["CSSMERR_APPLETP_HOSTNAME_MISMATCH", "CSSMERR_TP_VERIFY_ACTION_FAILED", "CSSMERR_APPLETP_SMIME_EMAIL_ADDRS_NOT_FOUND", "CSSMERR_APPLETP_IDENTIFIER_MISSING"], "The name asked for is not in the certificate.", NAME),
    ours("apple-cssm-use", A, &["CSSMERR_APPLETP_INVALID_EXTENDED_KEY_USAGE", "CSSMERR_APPLETP_INVALID_KEY_USAGE", "CSSMERR_APPLETP_INVALID_CA", "CSSMERR_APPLETP_PATH_LEN_CONSTRAINT", "errSecInvalidKeyUsageForPolicy", "errSecPathLengthConstraintExceeded", "errSecInvalidBasicConstraints", "errSecNoBasicConstraintsCA", "errSecUnknownCriticalExtension", "CSSMERR_APPLETP_UNKNOWN_CRITICAL_EXTEN", "CSSMERR_APPLETP_NO_BASIC_CONSTRAINTS"],
        "EKU, key usage, basic constraints or a critical extension of the path does not allow this use.", NOT_TO_STANDARD),
    ours("apple-revocation", A, &["CSSMERR_APPLETP_INCOMPLETE_REVOCATION_CHECK", "CSSMERR_APPLETP_OCSP_UNAVAILABLE", "errSecIncompleteCertRevocationCheck", "errSecOCSPUnavailable", "CSSMERR_APPLETP_CRL_NOT_FOUND", "errSecOCSPNotTrustedToAnchor"], "Revocation is checked and could not be told.", REVOCATION),
    ours("apple-item", A, &["errSecItemNotFound", "The specified item could not be found in the keychain", "errSecInternalComponent", "errSecMissingEntitlement", "errSecInteractionNotAllowed", "errSecNoSuchKeychain", "No identity found", "unable to build chain to self-signed root for signer"],
        "The keychain holds no certificate with its key under this name, it is locked, or its intermediate is missing.", LONE),
    ours("apple-decode", A, &["errSecDecode", "errSecUnknownFormat", "SecKeychainItemImport: Unknown format in import", "Unknown format in import", "errSecUnsupportedFormat", "errSecPassphraseRequired", "errSecAuthFailed", "The user name or passphrase you entered is not correct", "OSStatus -26275", "OSStatus -25293"],
        "The file is of another kind than the Keychain expects, or its password is missing or wrong.", PASSWORD_OR_FILE),
    ours("apple-secure-transport", A, &["SSL certificate problem: Invalid certificate chain", "SSL certificate problem: Couldn't understand the server certificate format", "errSSLPeerUnknownCA", "errSSLPeerBadCert", "errSSLPeerCertExpired", "errSSLPeerCertRevoked", "errSSLPeerUnsupportedCert", "errSSLPeerAccessDenied", "SSLHandshake: The certificate chain was not verified", "SSLRead() return error {}", "errSSLBadCert", "errSSLClosedAbort", "errSSLFatalAlert", "SSL: CA certificate set, but certificate verification is disabled", "SSL: can't load the certificate \"{}\" and its private key: OSStatus {}"],
        "Secure Transport (curl, older macOS) did not accept the certificate, or the other side did not accept this one (errSSLPeer…).", CHAIN_ANY),
    either("apple-network", A, &["boringssl_context_handle_fatal_alert({}) {} read alert, level: fatal, description: {}", "read alert, level: fatal, description: {}", "TIC SSL Trust Error [{}]", "NSURLSession/NSURLConnection HTTP load failed (kCFStreamErrorDomainSSL, {}", "kCFStreamErrorDomainSSL, {}", "NSURLErrorDomain Code=-1200", "NSURLErrorDomain Code=-1205", "NSURLErrorDomain Code=-1206", "NSURLErrorDomain error -1200", "NSURLErrorDomain error -1205", "NSURLErrorDomain error -1206", "An SSL error has occurred and a secure connection to the server cannot be made", "ATS failed system trust", "Connection {}: strict TLS Trust evaluation failed({})", "strict TLS Trust evaluation failed", "TLS Trust encountered error {}", "TLS Trust result {}", "System Trust Evaluation yielded status({})", "Trust evaluate failure: [{}]", "Trust evaluate failure"],
        "The network layer of macOS or iOS ended the connection; the words in brackets or the line beside it say why.", APPLE).passing_on(),
];
