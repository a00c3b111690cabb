//! What Mbed TLS says, and with it many small devices, OpenVPN builds and Dovecot proxies. Numbers are
//! those of its headers (x509.h, pem.h, pk.h of 2.28), which programs without its texts print.

use super::super::causes::*;
use super::super::entry::{Entry, ours};

const P: &str = "Mbed TLS";

#[rustfmt::skip]
pub(super) static ENTRIES: &[Entry] = &[
    ours("mbedtls-issuer", P, &["The certificate is not correctly signed by the trusted CA", "MBEDTLS_X509_BADCERT_NOT_TRUSTED"],
        "No path leads to a trusted CA, or a trusted CA could not be read.", ISSUER),
    ours("mbedtls-usage", P, &["Usage does not match the extendedKeyUsage extension"], "The EKU leaves out this use.", EKU),
    ours("mbedtls-key-usage", P, &["Usage does not match the keyUsage extension", "Usage does not match the nsCertType extension"], "The key usage or the Netscape type leaves out this use.", PURPOSE),
    ours("mbedtls-name", P, &["The certificate Common Name (CN) does not match with the expected CN", "MBEDTLS_X509_BADCERT_CN_MISMATCH"], "The host asked for is not among the certificate's names.", NAME),
    ours("mbedtls-expired", P, &["The certificate validity has expired", "MBEDTLS_X509_BADCERT_EXPIRED"], "A certificate of the path is past its notAfter.", EXPIRED),
    ours("mbedtls-future", P, &["The certificate validity starts in the future", "MBEDTLS_X509_BADCERT_FUTURE"], "A certificate of the path begins to be valid in the future.", NOT_YET),
    ours("mbedtls-revoked", P, &["The certificate has been revoked (is on a CRL)", "MBEDTLS_X509_BADCERT_REVOKED"], "The certificate is on a revocation list.", REVOKED_ONLY),
    ours("mbedtls-crl", P, &["The CRL is not correctly signed by the trusted CA", "The CRL is signed with an unacceptable hash.", "The CRL is expired", "The CRL is from the future"], "The revocation list does not count.", OLD_LIST),
    ours("mbedtls-key", P,
        &["The certificate is signed with an unacceptable key (eg bad curve, RSA too short).", "The certificate is signed with an unacceptable hash.", "The certificate is signed with an unacceptable PK alg (eg RSA vs ECDSA)."],
        "A key or a digest of the path is not accepted.", WEAK),
    ours("mbedtls-missing", P, &["Certificate was missing", "Certificate verification was skipped"], "No certificate came, or none was looked at.", NO_CERT),
    ours("mbedtls-verify", P, &["X509 - Certificate verification failed, e.g. CRL, CA or signature check failed", "MBEDTLS_ERR_X509_CERT_VERIFY_FAILED", "mbedtls_ssl_handshake returned {}", "X509_verify_cert() failed"],
        "Mbed TLS refused the certificate; its flags say why.", CHAIN_ANY).passing_on(),
    ours("mbedtls-parse", P, &["PEM - No PEM header or footer found", "MBEDTLS_ERR_PEM_NO_HEADER_FOOTER_PRESENT", "MBEDTLS_ERR_X509_INVALID_FORMAT", "returned -0x1080", "returned -0x2180", "returned -0x2780", "returned -0x3d00"],
        "The data is no certificate or key of the expected kind; PEM text must end with a zero byte.", FORMAT),
    ours("mbedtls-form", P, &["X509 - The CRT/CRL/CSR format is invalid, e.g. different type expected", "X509 - CRT/CRL/CSR has an unsupported version number", "PK - Invalid key tag or value"],
        "The data is no certificate or key of the expected kind, or not encoded to the standard.", READING_OR_FORMAT),
    ours("mbedtls-field", P, &["X509 - The name tag or value is invalid", "X509 - The signature tag or value invalid", "PK - The pubkey tag or value is invalid (only RSA and EC are supported)"],
        "A field of the certificate is not encoded to the standard, or empty.", READING),
    ours("mbedtls-point", P, &["ECP - The requested feature is not available, for example, the requested curve is not supported", "ECP - Bad input parameters to function", "ECP - Invalid private or public key", "PK - The algorithm tag or value is invalid"],
        "The key of a certificate is no plain point of its curve, or not encoded to the standard.", BAD_KEY),
    ours("mbedtls-date", P, &["X509 - The date tag or value is invalid", "returned -0x2400"], "A date of the certificate cannot be read.", BAD_DATES),
    ours("mbedtls-extension", P, &["X509 - The extension tag or value is invalid", "returned -0x2500"],
        "A critical extension is not among the few that Mbed TLS knows, or an extension cannot be read.", EXTENSION),
    ours("mbedtls-algorithm", P,
        &["X509 - Unavailable feature, e.g. RSA hashing/encryption combination", "X509 - Signature algorithm (oid) is unsupported",
          "PK - Elliptic curve is unsupported (only NIST curves are supported)", "PK - Key algorithm is unsupported (only RSA and EC are supported)"],
        "The key or the signature algorithm is not among those that this build knows.", WEAK),
    ours("mbedtls-algorithms", P, &["X509 - Signature algorithms do not match. (see \\c ::mbedtls_x509_crt sig_oid)"],
        "The certificate names two different signature algorithms.", ALGORITHMS),
    ours("mbedtls-password", P, &["PK - Given private key password does not allow for correct decryption", "PK - Private key password can't be empty", "returned -0x3c00", "returned -0x3b80", "returned -0x1300", "returned -0x1380"], "The password does not open the key.", PASSWORD),
    ours("mbedtls-no-ca", P, &["SSL - No CA Chain is set, but required to operate", "MBEDTLS_ERR_SSL_CA_CHAIN_REQUIRED", "-0x7680"], "The program has no trusted CAs.", NO_ROOTS),
    ours("mbedtls-none", P, &["SSL - No client certification received from the client, but required by the authentication mode", "MBEDTLS_ERR_SSL_NO_CLIENT_CERTIFICATE", "peer has no certificate"], "A client certificate was demanded, and the client sent none.", NO_CERT),
    ours("mbedtls-own-key", P, &["SSL - The own private key or pre-shared key is not set, but needed", "SSL - The own certificate is not set, but needed by the server", "MBEDTLS_ERR_SSL_PRIVATE_KEY_REQUIRED", "MBEDTLS_ERR_SSL_CERTIFICATE_REQUIRED"], "This program has no certificate or key of its own for the connection.", LONE),
    ours("mbedtls-cipher", P, &["SSL - None of the common ciphersuites is usable", "SSL - The server has no ciphersuites in common with the client", "SSL - Handshake protocol not within min/max boundaries", "MBEDTLS_ERR_SSL_NO_CIPHER_CHOSEN", "MBEDTLS_ERR_SSL_BAD_HS_PROTOCOL_VERSION", "SSL - A fatal alert message was received from our peer: handshake"], "Both sides have no version or cipher suite in common.", CIPHER),
    ours("mbedtls-bad-certificate", P, &["SSL - Processing of the Certificate handshake message failed", "MBEDTLS_ERR_SSL_BAD_HS_CERTIFICATE", "bad certificate message", "bad certificate (usage extensions)", "bad certificate (EC key curve)", "SSL - Bad certificate"], "The certificate message could not be used: form, usage or curve.", READING),
    ours("mbedtls-pair", P, &["PK - Type mismatch, eg attempt to encrypt with an ECDSA key", "PK - Bad input parameters to function: pair", "mbedtls_pk_check_pair returned {}", "mbedtls_pk_check_pair"], "The private key does not belong to the certificate.", PAIR),
    ours("mbedtls-closed", P, &["SSL - The peer notified us that the connection is going to be closed", "SSL - The connection indicated an EOF", "SSL - An invalid SSL record was received", "MBEDTLS_ERR_SSL_INVALID_RECORD", "MBEDTLS_ERR_SSL_CONN_EOF"], "What arrived is no sound TLS, or the other side ended the connection.", NO_TLS_OR_CUT),
    ours("mbedtls-rsa", P, &["RSA - The public key operation failed", "RSA - Verification of the message has failed", "ECP - The signature is not valid", "RSA - The PKCS#1 verification failed", "X509 - Signature algorithm (oid) is unsupported: RSA"], "A signature does not verify.", SIGNATURE),
    ours("esp-tls", "ESP-IDF", &["esp-tls: Failed to open new connection", "esp-tls-mbedtls: mbedtls_ssl_handshake returned {}", "esp_transport_ssl: Failed to open a new connection", "Failed to verify peer certificate!", "esp-tls-mbedtls: Failed to verify peer certificate!", "esp-x509-crt-bundle: Failed to verify certificate", "esp-x509-crt-bundle: No matching trusted root certificate found", "esp-x509-crt-bundle: Certificate matched with bundle but", "Certificate validated failed", "No server verification option set in esp_tls_cfg_t structure"], "The device refused the server's certificate, or knows no CA for it; Mbed TLS's number or words say why.", SERVER_REFUSED).passing_on(),
];
