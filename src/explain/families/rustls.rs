//! What rustls and webpki say, in words and as names of their errors.

use super::super::causes::*;
use super::super::entry::{Entry, ours};

const P: &str = "rustls";

#[rustfmt::skip]
pub(super) static ENTRIES: &[Entry] = &[
    ours("rustls-issuer", P, &["invalid peer certificate: UnknownIssuer", "InvalidCertificate(UnknownIssuer)", "UnknownIssuer"],
        "No path leads to a CA that the program trusts.", ISSUER),
    ours("rustls-expired", P, &["invalid peer certificate: certificate expired: {}", "invalid peer certificate: Expired", "InvalidCertificate(Expired)", "CertExpired", "InvalidCertificate(ExpiredContext"],
        "A certificate of the path is past its notAfter.", EXPIRED),
    ours("rustls-not-yet", P, &["invalid peer certificate: certificate not valid yet: {}", "invalid peer certificate: NotValidYet", "InvalidCertificate(NotValidYet", "CertNotValidYet"],
        "A certificate of the path begins to be valid in the future.", NOT_YET),
    ours("rustls-name", P, &["invalid peer certificate: certificate not valid for name {}", "certificate not valid for name {}", "invalid peer certificate: NotValidForName", "InvalidCertificate(NotValidForName", "CertNotValidForName", "NotValidForName"],
        "The host asked for is not in the certificate's Subject Alternative Name.", NAME),
    ours("rustls-signature", P, &["invalid peer certificate: BadSignature", "InvalidCertificate(BadSignature)", "InvalidSignatureForPublicKey"],
        "The issuer's key does not verify the certificate's signature.", SIGNATURE),
    ours("rustls-critical", P, &["invalid peer certificate: UnhandledCriticalExtension", "InvalidCertificate(UnhandledCriticalExtension)", "UnsupportedCriticalExtension", "UnhandledCriticalExtension"],
        "A certificate has a critical extension that rustls does not know.", CRITICAL),
    ours("rustls-encoding", P, &["invalid peer certificate: BadEncoding", "InvalidCertificate(BadEncoding)", "BadDer", "InvalidSerialNumber", "UnsupportedCertVersion", "ExtensionValueInvalid", "MalformedExtensions", "TrailingData("],
        "A certificate is not encoded to the standard, or is of an old version.", MALFORMED),
    ours("rustls-date", P, &["BadDerTime", "InvalidCertValidity"], "A date of the certificate cannot be read, or notAfter lies before notBefore.", BAD_DATES),
    ours("rustls-eku", P,
        &["invalid peer certificate: certificate does not allow extended key usage for {}, allows {}", "invalid peer certificate: certificate does not allow extended key usage for {}", "certificate does not allow extended key usage for {}",
          "RequiredEkuNotFound", "RequiredEkuNotFoundContext", "invalid peer certificate: InvalidPurpose", "InvalidCertificate(InvalidPurpose"],
        "The EKU of the leaf, or of a CA above it, leaves out this use.", EKU),
    ours("rustls-ca-as-leaf", P, &["CaUsedAsEndEntity"], "A CA certificate is used as the certificate of a server or client.", CA_LEAF),
    ours("rustls-not-ca", P, &["EndEntityUsedAsCa"], "An issuer of the path is no CA.", NOT_CA),
    ours("rustls-constraints", P, &["NameConstraintViolation"], "A CA of the path may not issue for a name in the certificate.", CONSTRAINTS),
    ours("rustls-path-length", P, &["PathLenConstraintViolated", "MaximumPathDepthExceeded", "MaximumPathBuildCallsExceeded"], "A CA of the path allows fewer CAs below it.", PATH_LENGTH),
    ours("rustls-algorithm", P,
        &["UnsupportedSignatureAlgorithm", "UnsupportedSignatureAlgorithmForPublicKey", "UnsupportedSignatureAlgorithmContext", "UnsupportedSignatureAlgorithmForPublicKeyContext",
          "invalid peer certificate: UnsupportedSignatureAlgorithm"],
        "rustls does not know, or does not accept, a signature algorithm of the path.", WEAK),
    ours("rustls-algorithms", P, &["SignatureAlgorithmMismatch"], "The certificate names two different signature algorithms.", ALGORITHMS),
    ours("rustls-revoked", P, &["invalid peer certificate: Revoked", "InvalidCertificate(Revoked)", "CertRevoked"], "A certificate of the path is on a revocation list.", REVOKED_ONLY),
    ours("rustls-revocation", P, &["UnknownRevocationStatus", "ExpiredRevocationList", "CrlExpired", "InvalidCrlSignatureForPublicKey", "IssuerNotCrlSigner"],
        "Revocation is checked and could not be told.", REVOCATION),
    ours("rustls-other", P, &["invalid peer certificate: Other({}", "invalid peer certificate: {}", "InvalidCertificate({}"], "rustls refused the certificate of the other side; the name says why.", CHAIN_ANY).passing_on(),
    ours("rustls-no-certificate", P, &["peer sent no certificates", "NoCertificatesPresented"], "A certificate was demanded, and the other side sent none.", NO_CERT),
    ours("rustls-pair", P, &["keys may not be consistent: KeyMismatch", "InconsistentKeys(KeyMismatch)"], "The private key does not belong to the certificate.", PAIR),
    ours("rustls-files", P, &["no certificates found in {}", "NoItemsFound", "unexpected error: no private keys", "failed to parse private key as {}", "missing section end marker: {}"],
        "The file holds no PEM block of the kind looked for.", FORMAT),
    ours("rustls-not-tls", P, &["received corrupt message of type InvalidContentType", "received corrupt message of type {}", "InvalidMessage({}"], "What arrived is no TLS.", NO_TLS),
    ours("rustls-incompatible", P, &["peer is incompatible: {}", "PeerIncompatible({}"], "Both sides have no version, cipher suite or signature algorithm in common.", CIPHER),
    ours("rustls-no-roots", P, &["NoRootAnchors"], "The program has no trusted CAs.", NO_ROOTS),
];
