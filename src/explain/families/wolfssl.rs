//! What wolfSSL, LibreSSL's libtls, and other small libraries say: the words of wolfSSL's error codes
//! (wolfssl/wolfssl, src/internal.c and wolfcrypt/src/error.c; the library of Debian 12), of BearSSL
//! (bearssl.org, inc/bearssl_x509.h) and of s2n-tls (aws/s2n-tls, error/s2n_errno.c).

use super::super::causes::*;
use super::super::entry::{Entry, either, ours};

const W: &str = "wolfSSL";
const B: &str = "BearSSL and s2n";

#[rustfmt::skip]
pub(super) static ENTRIES: &[Entry] = &[
    ours("wolfssl-issuer", W, &["ASN no signer error to confirm failure", "ASN_NO_SIGNER_E", "ASN self-signed certificate error", "ASN_SELF_SIGNED_E"], "No path leads to a CA that the program was given.", ISSUER),
    ours("wolfssl-signature", W, &["ASN sig error, confirm failure", "ASN sig error, unsupported hash type", "ASN sig error, unsupported key type", "ASN signature error, mismatched oid", "ASN_SIG_CONFIRM_E", "ASN_SIG_HASH_E", "ASN_SIG_KEY_E", "ASN key init error, invalid input", "ASN_SIG_OID_E"], "The issuer's key does not verify the certificate's signature, or the algorithm is not built in.", SIGNATURE),
    ours("wolfssl-expired", W, &["ASN date error, current date after", "ASN_AFTER_DATE_E"], "A certificate of the path is past its notAfter.", EXPIRED),
    ours("wolfssl-not-yet", W, &["ASN date error, current date before", "ASN_BEFORE_DATE_E"], "A certificate of the path begins to be valid in the future; devices without a clock think so.", NOT_YET),
    ours("wolfssl-name", W, &["peer subject name mismatch", "DOMAIN_NAME_MISMATCH", "peer ip address mismatch", "IPADDR_MISMATCH"], "The host asked for is not among the certificate's names.", NAME),
    ours("wolfssl-constraints", W, &["Name Constraint error", "ASN_NAME_INVALID_E"], "A CA of the path may not issue for a name in the certificate.", CONSTRAINTS),
    ours("wolfssl-critical", W, &["X.509 Critical extension ignored or invalid", "X.509 Critical extension ignored", "ASN_CRIT_EXT_E"], "A certificate has a critical extension that this build does not process.", CRITICAL),
    ours("wolfssl-use", W, &["Key Use digitalSignature not set Error", "Extended Key Usage value error", "Key Usage value error", "Key Use keyEncipherment not set Error", "Ext Key Use server/client auth not set Error", "KEYUSE_SIGNATURE_E", "KEYUSE_ENCIPHER_E", "EXTKEYUSE_AUTH_E"], "Key usage or EKU of the certificate leaves out this use.", PURPOSE),
    ours("wolfssl-ca", W, &["ASN CA path length value too large error", "ASN CA path length larger than signer error", "ASN_PATHLEN_SIZE_E", "ASN_PATHLEN_INV_E"], "An issuer of the path is no CA, or its path length is exceeded.", NOT_CA_OR_LONG),
    ours("wolfssl-revoked", W, &["OCSP Cert revoked", "CRL Cert revoked", "OCSP_CERT_REVOKED", "CRL_CERT_REVOKED"], "A certificate of the path is revoked.", REVOKED_ONLY),
    ours("wolfssl-revocation", W, &["CRL missing, not loaded", "ASN CRL no signer error to confirm failure", "Invalid OCSP Responder, missing specific key usage extensions", "OCSP Responder lookup fail", "OCSP_LOOKUP_FAIL", "CRL date error"], "Revocation is checked and could not be told.", REVOCATION),
    ours("wolfssl-none", W, &["need peer's key", "Need peer certificate verify Error"], "A certificate was demanded, and none came.", NO_CERT),
    ours("wolfssl-pair", W, &["need the private key", "Required key not set"], "The private key does not belong to the certificate, or is missing.", PAIR),
    ours("wolfssl-files", W, &["WOLFSSL_BAD_FILE", "ASN_NO_PEM_HEADER", "ASN no PEM Header Error", "SSL_BAD_FILE", "can't load client cert file, check file and run from wolfSSL home dir", "can't load ca file, Please run from wolfSSL home dir", "can't load server cert file, check file and run from wolfSSL home dir", "can't load client private key file, check file and run from wolfSSL home dir"], "The file or buffer holds no certificate or key of the form that was asked for (PEM or DER).", FORMAT),
    ours("wolfssl-form", W, &["ASN parsing error, invalid input", "ASN object id error, invalid id", "ASN input error, not enough data", "ASN version error, invalid number", "ASN tag error, not null", "ASN bit string error, wrong id", "ASN get big int error, invalid data", "ASN date error, bad size", "ASN time error, unknown time type", "ASN alternate name error"], "The data is not encoded to the standard, or of another kind than was looked for.", READING_OR_FORMAT),
    ours("wolfssl-key-size", W, &["Key size error, either too small or large", "RSA_KEY_SIZE_E", "ECC_KEY_SIZE_E"], "A key of the path is too short or on a curve that this build does not know.", WEAK_KEY),
    either("wolfssl-handshake", W, &["wolfSSL_connect failed", "wolfSSL error: {}", "wolfSSL_accept failed"], "The handshake failed; the number or words beside it say why.", HANDSHAKE).passing_on(),

    ours("bearssl", B, &["BR_ERR_X509_NOT_TRUSTED", "BR_ERR_X509_BAD_SIGNATURE", "BR_ERR_X509_WRONG_KEY_TYPE", "Chain could not be linked to a trust anchor", "Expected server name was not found in the chain"], "BearSSL (ESP8266 and other small devices) refused the certificate; the name says why.", CHAIN_ANY),
    ours("bearssl-dates", B, &["BR_ERR_X509_EXPIRED"], "A certificate of the path is expired or not valid yet, as the device's clock has it.", DATES),
    ours("bearssl-name", B, &["BR_ERR_X509_BAD_SERVER_NAME"], "The host asked for is not in the certificate.", NAME),
    ours("bearssl-ca", B, &["BR_ERR_X509_NOT_CA", "BR_ERR_X509_FORBIDDEN_KEY_USAGE", "BR_ERR_X509_CRITICAL_EXTENSION", "BR_ERR_X509_WEAK_PUBLIC_KEY"], "CA flag, key usage, a critical extension or a short key does not allow it.", NOT_TO_STANDARD),
    ours("s2n", B, &["S2N_ERR_CERT_UNTRUSTED", "S2N_ERR_CERT_REVOKED", "S2N_ERR_CERT_TYPE_UNSUPPORTED", "S2N_ERR_CERT_INVALID", "S2N_ERR_CERT_MAX_CHAIN_DEPTH_EXCEEDED", "S2N_ERR_CERT_UNVALIDATED", "S2N_ERR_KEY_MISMATCH", "S2N_ERR_CERT_EXPIRED"], "s2n refused the certificate; the name says why.", CHAIN_ANY),
];
