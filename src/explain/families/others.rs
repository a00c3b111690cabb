//! Other programs: gRPC, Botan, NSS tools, Perl, PHP, Ruby; and what many programs say alike.
//!
//! Not run, and from sources: cannatag/ldap3 (ldap3/strategy/base.py), dnp3/opendnp3 (cpp/lib/src/channel/
//! tls/TLSStreamChannel.cpp), php-src (ext/ldap/ldap.c).

use super::super::causes::*;
use super::super::entry::{Entry, either, ours};

#[rustfmt::skip]
pub(super) static ENTRIES: &[Entry] = &[
    ours("grpc-name", "gRPC", &["Peer name {} is not in peer certificate", "Hostname Verification Check failed."], "The host asked for is not in the certificate.", NAME),
    ours("grpc-alpn", "gRPC", &["Cannot check peer: missing selected ALPN property."], "The server did not agree on HTTP/2.", NO_ALPN),
    ours("grpc-roots", "gRPC", &["Could not get default pem root certs."], "The program found no trusted CAs.", NO_ROOTS),
    ours("grpc-spiffe", "gRPC", &["Invalid SPIFFE ID: multiple URI SANs.", "Invalid SPIFFE ID: {}"], "The certificate holds more than one URI name, or none in the form that SPIFFE asks for.", EXPECTED),
    ours("grpc-handshake", "gRPC", &["Handshake failed with fatal error {}", "failed to connect to all addresses"], "The handshake failed; the words behind it say why.", HANDSHAKE).passing_on(),
    ours("botan-ca", "Botan", &["Certificate chain does not end in a CA certificate", "CA certificate not allowed to issue certs"], "An issuer of the path is no CA.", NOT_CA),
    ours("botan-issuer", "Botan", &["Certificate issuer not found", "Cannot establish trust"], "No path leads to a trusted root.", ISSUER),
    ours("botan-constraints", "Botan", &["Certificate does not pass name constraint"], "A CA of the path may not issue for a name in the certificate.", CONSTRAINTS),
    ours("botan-serial", "Botan", &["Certificate serial number is negative", "X.509 serial number is too long"], "The serial number is not to the standard.", ENCODING),
    ours("nss-vfychain", "NSS", &["Chain is bad!", "CERT_PKIXVerifyCert failed"], "vfychain refused the path; the errors of each certificate follow.", CHAIN_ANY).passing_on(),
    ours("nss-usage", "NSS", &["certutil: certificate is invalid: {}", "Cert cannot be used for {}"], "The certificate does not hold for this use.", CHAIN_ANY).passing_on(),
    ours("perl-verify", "Perl", &["SSL connect attempt failed error:{}", "Can't verify SSL peers without knowing which Certificate Authorities to trust"], "Perl's IO::Socket::SSL refused the certificate.", CHAIN_ANY).passing_on(),
    ours("php-name", "PHP", &["Peer certificate CN=`{}' did not match expected CN=`{}'", "Peer certificate subjectAltName did not match expected name `{}'", "Unable to locate peer certificate CN"], "The host asked for is not among the certificate's names.", NAME),
    either("php-ldap", "PHP", &["ldap_start_tls(): Unable to start TLS: {}", "ldap_start_tls(): Unable to start TLS"], "The directory and PHP could not agree on TLS; the log of libldap (LDAP_OPT_DEBUG_LEVEL) says why.", HANDSHAKE).passing_on(),
    either("ldap3", "ldap3 (Python)", &["socket ssl wrapping error: {}"], "The handshake with the directory failed; the words behind it say why.", HANDSHAKE).passing_on(),
    ours("opendnp3-verify", "opendnp3", &["Error verifying certificate at depth: {} subject: {} error", "Error verifying certificate at depth: {}"], "The certificate of the other side at that depth was refused; the words behind it say why.", CHAIN_ANY).passing_on(),
    ours("php-crypto", "PHP", &["SSL operation failed with code {}. OpenSSL Error messages:", "Failed to enable crypto"], "PHP could not set up TLS; OpenSSL's words follow.", CHAIN_ANY).passing_on(),
    ours("ruby-verify", "Ruby", &["SSL_connect returned={} errno={} peeraddr={} state=error: {}", "SSL_connect returned={} errno={} state=error: {}", "SSL_accept returned={} errno={} {}state=error: {}"], "Ruby could not set up TLS; OpenSSL's words follow.", CHAIN_ANY).passing_on(),
    ours("ruby-name", "Ruby", &["hostname \"{}\" does not match the server certificate"], "The host asked for is not among the certificate's names.", NAME),
    either("handshake", "several programs",
        &["SSL handshake failed", "TLS handshake failed", "TLS handshake error", "SSL handshake error", "TLS handshake failure", "SSL/TLS handshake failed", "error during TLS handshake", "failed to complete TLS handshake", "SSL negotiation failed", "TLS negotiation failed",
          "TLS connection failed", "SSL connection failed", "SSL connection error", "ssl handshake timeout", "TLS handshake timeout", "Secure connection failed"],
        "The handshake failed, which every fault of TLS leads to: the cause stands in a line near it, in its debug log, or in the log of the other side at the same second.", HANDSHAKE).passing_on(),
    either("verification", "several programs",
        &["certificate validation failed", "certificate validation error", "invalid certificate chain", "untrusted certificate", "SSL certificate error", "SSL certificate problem", "failed to verify the certificate", "unable to verify certificate", "cannot verify certificate", "peer certificate verification failed", "certificate verify error", "certificate verification error", "TLS certificate error", "bad certificate chain"],
        "A certificate was refused, and these words do not say why: a line near it, or a debug log, does.", CHAIN_ANY).passing_on(),
    ours("hostname-verification", "several programs", &["hostname verification failed", "host name verification failed", "hostname verification error", "hostname verify failed", "server name verification failed"], "The host asked for is not in the certificate's Subject Alternative Name.", NAME),
    either("no-pair", "several programs",
        &["certificate and private key do not match", "certificate and key do not match", "key does not match certificate", "certificate does not match private key", "private key and certificate do not match", "cert and key do not match", "mismatched certificate and key", "certificate and private key mismatch", "public key does not match private key", "private key does not match the certificate", "private key doesn't match the certificate"],
        "The private key does not belong to the certificate.", PAIR),
];
