//! What mail servers and mail programs say: Postfix, Dovecot, Exim, Sendmail, fetchmail, msmtp, mutt.
//! Their words stand in the programs of Debian 12: Postfix 3.7 (src/tls/tls_verify.c, tls_certkey.c,
//! tls_client.c, tls_server.c), Dovecot 2.3 (src/lib-ssl-iostream), Exim 4.96 (src/src/tls-gnu.c,
//! tls-openssl.c), fetchmail, msmtp, mutt.

use super::super::causes::*;
use super::super::entry::{Entry, either, ours};

const P: &str = "Postfix";
const D: &str = "Dovecot";
const X: &str = "Exim";
const M: &str = "mail programs";

#[rustfmt::skip]
pub(super) static ENTRIES: &[Entry] = &[
    ours("postfix-trust", P, &["certificate verification failed for {}: untrusted issuer {}", "certificate verification failed for {}: not trusted by local or TLSA policy", "Server certificate not trusted", "Client certificate not trusted", "Untrusted TLS connection established"],
        "No path leads to a CA that the mail server trusts (CAfile, CApath).", ISSUER),
    ours("postfix-self-signed", P, &["certificate verification failed for {}: self-signed certificate"], "The certificate of the other mail server is signed by itself and not trusted.", SELF_SIGNED),
    ours("postfix-expired", P, &["certificate verification failed for {}: certificate has expired"], "The certificate of the other mail server is expired.", EXPIRED),
    ours("postfix-not-yet", P, &["certificate verification failed for {}: certificate not yet valid"], "The certificate of the other mail server is not valid yet.", NOT_YET),
    ours("postfix-purpose", P, &["certificate verification failed for {}: not designated for use as a {} certificate"], "The EKU leaves out this use.", PURPOSE),
    ours("postfix-depth", P, &["certificate verification failed for {}: certificate chain longer than limit({})"], "The path has more certificates than the program allows (verifydepth).", LONG_CHAIN),
    ours("postfix-verify", P, &["certificate verification failed for {}: num={}:{}", "certificate verification failed for {}: {}"], "Postfix refused the certificate of the other side; OpenSSL's words follow.", CHAIN_ANY).passing_on(),
    ours("postfix-name", P, &["Server certificate not verified", "certificate peer name verification failed for {}"], "The name looked for is not in the mail server's certificate, or its issuer is not trusted.", NAME),
    ours("postfix-certificate", P,
        &["cannot get {} certificate from file \"{}\"", "error loading certificate (PEM object number {}) from {}", "error loading private keys and certificates from: {}", "error loading certificate chain: key at index {} in {} not followed by a certificate", "error loading chain from {}: key not first", "cannot get RSA certificate from file", "cannot get ECDSA certificate from file"],
        "The certificate file of this mail server cannot be read; it goes on without TLS.", OWN_FILES),
    ours("postfix-key", P, &["cannot get {} private key from file \"{}\"", "error loading private key (PEM object number {}) from {}", "cannot get RSA private key from file", "cannot get ECDSA private key from file"],
        "The key file of this mail server cannot be read or is locked; it goes on without TLS.", OWN_KEY),
    ours("postfix-pair", P, &["private key in {} does not match public key in {}", "key at index {} in {} does not match next certificate", "error loading certificate chain: key at index {} in {} does not match the certificate"], "The private key does not belong to the certificate.", PAIR),
    ours("postfix-ca", P, &["cannot load Certification Authority data", "cannot set default OpenSSL certificate verification paths"], "The file of trusted CAs cannot be read.", CA_FILE),
    ours("postfix-off", P, &["Wrapper-mode request dropped from {} for service {}. TLS context initialization failed", "TLS not available due to local problem", "disabling TLS support"], "This mail server has no TLS: an earlier warning says which file it could not read.", OWN_FILES).passing_on(),
    either("postfix-handshake", P, &["Cannot start TLS: handshake failure", "SSL_accept error from {}: {}", "SSL_connect error to {}: {}", "SSL_accept error from", "SSL_connect error to", "warning: TLS library problem: {}"], "The handshake failed; OpenSSL's words beside it say why and who refused.", HANDSHAKE).passing_on(),
    ours("postfix-none", P, &["TLS is required, but was not offered by host {}", "TLS is required, but our TLS engine is unavailable", "Must issue a STARTTLS command first"], "One side demands TLS, and the other does not offer it.", NO_TLS),
    ours("postfix-client", P, &["(Client did not present a certificate)", "No client certificate requested"], "The client sent no certificate.", NO_CERT).passing_on(),
    ours("postfix-dane", P, &["TLSA lookup error for {}", "error enabling DANE-based certificate validation", "DANE attempt failed"], "The TLSA records of the DNS do not fit the certificate, or could not be asked for.", PIN),

    ours("dovecot-certificate", D, &["Can't load SSL certificate (ssl_cert setting): {}", "Can't load ssl_cert: {}", "Can't load alternative SSL certificate (ssl_alt_cert setting): {}"],
        "The certificate (ssl_cert) cannot be read: mostly the `<` before the path is missing, or the file is no PEM.", OWN_FILES),
    ours("dovecot-key", D, &["Can't load SSL private key ({} setting): {}", "Couldn't parse private SSL key ({} setting){}: {}", "Can't load private key file {}", "Couldn't parse private SSL key", "Can't load SSL private key", "RSA private key format not supported, convert it to PKEY format with openssl pkey"],
        "The key (ssl_key) cannot be read, is locked, or is not that of the certificate.", OWN_KEY),
    ours("dovecot-pair", D, &["Key is for a different cert than ssl_cert"], "The private key does not belong to the certificate.", PAIR),
    ours("dovecot-ca", D, &["Couldn't parse ssl_ca: {}", "Can't load CA certs from {}", "Can't load CA certs from directory {}", "Can't load CA certs from file {}", "Can't load default CA locations: {}", "Can't verify remote client certs without CA (ssl_ca setting)", "Couldn't initialize SSL context: {}"],
        "The file of trusted CAs cannot be read.", CA_FILE),
    ours("dovecot-verify", D, &["Received invalid SSL certificate: {}: {}", "Received invalid SSL certificate", "SSL handshake successful, ignoring invalid certificate: {}", "Invalid certificate: {}: {}"], "The certificate of the other side was refused; OpenSSL's words follow.", CHAIN_ANY).passing_on(),
    ours("dovecot-none", D, &["SSL certificate not received", "Client didn't present valid SSL certificate", "Cannot get username from certificate: {}"], "The client sent no certificate that could be used.", NO_CERT),
    either("dovecot-handshake", D, &["TLS handshaking: SSL_accept() failed: {}", "SSL_accept() failed: {}", "SSL_accept() syscall failed: {}", "TLS handshaking failed: {}", "Disconnected: TLS handshaking", "(last SSL error: {}", "SSL handshake to {} failed: {}", "disconnected during TLS handshake"],
        "A handshake with a mail program or server failed; OpenSSL's words beside it say why and who refused.", HANDSHAKE).passing_on(),
    ours("dovecot-start", D, &["SSL context initialization failed, disabling SSL: {}", "Failed to initialize SSL server context: {}", "Failed to initialize SSL: {}", "Couldn't initialize SSL: {}"], "Dovecot has no TLS, because a file of it cannot be used; the words behind it say which.", OWN_FILES).passing_on(),

    ours("exim-verify", X, &["TLS certificate verification failed ({}): peerdn=\"{}\"", "SSL verify error: depth={} error={}", "TLS verify failure overridden", "TLS session: (certificate verification failed)", "(certificate verification failed): {}"],
        "Exim refused the certificate of the other side: the reason stands in brackets or follows.", CHAIN_ANY).passing_on(),
    ours("exim-name", X, &["certificate name mismatch: DN=\"{}\" H=\"{}\"", "TLS certificate verification failed: cert name mismatch", "SSL verify error: certificate name mismatch"], "The host looked for is not in the certificate.", NAME),
    ours("exim-files", X, &["TLS error on {} (SSL_CTX_use_certificate_chain_file file={})", "TLS error on {} (SSL_CTX_use_PrivateKey_file file={})", "(SSL_CTX_use_certificate_chain_file file={}", "(SSL_CTX_use_PrivateKey_file file={}", "(cert/key setup: cert={} key={})", "TLS error on {} (cert/key setup", "(SSL_CTX_load_verify_locations"],
        "tls_certificate, tls_privatekey or tls_verify_certificates cannot be read.", OWN_FILES),
    either("exim-handshake", X, &["TLS error on connection from {} (SSL_accept): {}", "TLS error on connection from {} (gnutls_handshake): {}", "TLS error on connection to {} (SSL_connect): {}", "TLS error on connection {}", "TLS session: (SSL_connect): {}", "TLS session: (gnutls_handshake): {}", "(SSL_accept): {}", "(SSL_connect): {}", "(gnutls_handshake): {}", "Failed to start TLS session", "Mandatory TLS session not started", "TLS connect failed: {}"],
        "A handshake with another mail server failed; the words in it say why and who refused.", HANDSHAKE).passing_on(),
    ours("exim-dane", X, &["DANE attempt failed; TLS connection to {}", "DANE error: tlsa lookup {}", "DANE error: TLSA lookup for {} not DNSSEC"], "The TLSA records of the DNS do not fit the certificate, or could not be asked for.", PIN),

    ours("mail-verify", M,
        &["Server certificate verification error: {}", "Broken certification chain at: {}", "This could mean that the server did not provide the intermediate CA's certificate(s)", "This means that the root signing certificate (issued for {}) is not in the trusted CA certificate locations", "Server CommonName mismatch: {} != {}", "TLS certificate verification failed: {}", "cannot initialize TLS session", "fetchmail: OpenSSL reported: {}", "fetchmail: SSL connection failed", "WARNING: Server hostname does not match certificate", "certificate is not trusted", "Server certificate has expired"],
        "The mail program refused the server's certificate; the words in it or beside it say why.", CHAIN_ANY),
];
