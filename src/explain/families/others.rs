//! Other programs: gRPC, Botan, Erlang, NSS tools, Perl, PHP, Ruby, OpenSSH's neighbours, mail
//! and VPN programs.

use super::super::causes::*;
use super::super::entry::{Entry, ours};

#[rustfmt::skip]
pub(super) static ENTRIES: &[Entry] = &[
    ours("grpc-name", "gRPC", &["Peer name {} is not in peer certificate", "Hostname Verification Check failed."], "The host asked for is not in the certificate.", NAME),
    ours("grpc-alpn", "gRPC", &["Cannot check peer: missing selected ALPN property."], "The server did not agree on HTTP/2.", NO_ALPN),
    ours("grpc-roots", "gRPC", &["Could not get default pem root certs."], "The program found no trusted CAs.", NO_ROOTS),
    ours("grpc-spiffe", "gRPC", &["Invalid SPIFFE ID: multiple URI SANs.", "Invalid SPIFFE ID: {}"], "The certificate holds more than one URI name, or none in the form that SPIFFE asks for.", EXPECTED),
    ours("grpc-handshake", "gRPC", &["Ssl handshake failed: {}", "Handshake failed with fatal error {}", "failed to connect to all addresses"], "The handshake failed; the words behind it say why.", HANDSHAKE).passing_on(),
    ours("botan-ca", "Botan", &["Certificate chain does not end in a CA certificate", "CA certificate not allowed to issue certs"], "An issuer of the path is no CA.", NOT_CA),
    ours("botan-issuer", "Botan", &["Certificate issuer not found", "Cannot establish trust"], "No path leads to a trusted root.", ISSUER),
    ours("botan-constraints", "Botan", &["Certificate does not pass name constraint"], "A CA of the path may not issue for a name in the certificate.", CONSTRAINTS),
    ours("botan-serial", "Botan", &["Certificate serial number is negative", "X.509 serial number is too long"], "The serial number is not to the standard.", ENCODING),
    ours("erlang-refused", "Erlang", &["{bad_cert,unknown_ca}", "{bad_cert,cert_expired}", "{bad_cert,hostname_check_failed", "{bad_cert,{}}", "{bad_cert,selfsigned_peer}", "{bad_cert,invalid_ext_key_usage}", "{bad_cert,{key_usage_mismatch"],
        "Erlang refused the certificate of the other side; the name in brackets says why.", CHAIN_ANY),
    ours("erlang-tls-alert", "Erlang", &["{tls_alert,{}", "ALERT: Fatal - {}"], "The handshake ended with an alert; “generated” means that this program judged, “received” that the other side did.", REFUSED).passing_on(),
    ours("nss-vfychain", "NSS", &["Chain is bad!", "CERT_PKIXVerifyCert failed"], "vfychain refused the path; the errors of each certificate follow.", CHAIN_ANY).passing_on(),
    ours("nss-usage", "NSS", &["certutil: certificate is invalid: {}", "Cert cannot be used for {}"], "The certificate does not hold for this use.", CHAIN_ANY).passing_on(),
    ours("perl-verify", "Perl", &["SSL connect attempt failed error:{}", "hostname verification failed", "Can't verify SSL peers without knowing which Certificate Authorities to trust"], "Perl's IO::Socket::SSL refused the certificate.", CHAIN_ANY).passing_on(),
    ours("php-name", "PHP", &["Peer certificate CN=`{}' did not match expected CN=`{}'", "Peer certificate subjectAltName did not match expected name `{}'", "Unable to locate peer certificate CN"], "The host asked for is not among the certificate's names.", NAME),
    ours("php-crypto", "PHP", &["SSL operation failed with code {}. OpenSSL Error messages:", "Failed to enable crypto"], "PHP could not set up TLS; OpenSSL's words follow.", CHAIN_ANY).passing_on(),
    ours("ruby-verify", "Ruby", &["SSL_connect returned={} errno={} peeraddr={} state=error: {}", "SSL_connect returned={} errno={} state=error: {}", "SSL_accept returned={} errno={} {}state=error: {}"], "Ruby could not set up TLS; OpenSSL's words follow.", CHAIN_ANY).passing_on(),
    ours("ruby-name", "Ruby", &["hostname \"{}\" does not match the server certificate"], "The host asked for is not among the certificate's names.", NAME),
    ours("postfix-trust", "Postfix", &["certificate verification failed for {}: untrusted issuer {}", "Untrusted TLS connection established", "certificate verification failed for {}: {}", "Server certificate not trusted"], "No path leads to a CA that the mail server trusts.", ISSUER),
    ours("postfix-name", "Postfix", &["Server certificate not verified", "certificate peer name verification failed for {}"], "The name looked for is not in the mail server's certificate.", EXPECTED),
    ours("openvpn-verify", "OpenVPN", &["VERIFY ERROR: depth={}, error={}:", "TLS_ERROR: BIO read tls_read_plaintext error", "TLS Error: TLS handshake failed"], "OpenVPN refused the certificate of the other side, or the handshake failed.", CHAIN_ANY).passing_on(),
    ours("openvpn-usage", "OpenVPN", &["VERIFY EKU ERROR", "VERIFY KU ERROR", "Certificate does not have key usage extension", "VERIFY nsCertType ERROR"], "The certificate lacks the key usage or EKU that remote-cert-tls asks for.", PURPOSE),
    ours("openvpn-name", "OpenVPN", &["VERIFY X509NAME ERROR: {}, must be {}"], "The certificate's name is not the one configured.", EXPECTED),
    ours("mosquitto", "Mosquitto", &["Error: A TLS error occurred.", "OpenSSL Error[{}]: {}"], "TLS failed; OpenSSL's words beside it say why.", HANDSHAKE).passing_on(),
    ours("mysql", "MySQL", &["SSL connection error: {}", "ERROR 2026 (HY000)"], "The TLS connection to the database failed; the words behind it say why.", CHAIN_ANY).passing_on(),
    ours("docker-ca", "Docker", &["crypto/x509: certificate signed by unknown authority"], "No path leads to a CA that the program trusts.", ISSUER),
    ours("kubernetes-webhook", "Kubernetes", &["failed calling webhook \"{}\": "], "The API server could not call a webhook; its certificate is among the usual reasons.", CHAIN_ANY).passing_on(),
    ours("acme-pair", "ACME clients", &["certificate public key does not match the private key", "Certificate and key do not match", "The certificate and private key do not match", "private key doesn't match certificate"], "The private key does not belong to the certificate.", PAIR),
];
