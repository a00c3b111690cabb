//! What proxies, meshes and other servers say: Envoy, Istio, Traefik, Caddy, ingress-nginx, stunnel,
//! lighttpd, Squid, gateways of clouds.
//!
//! stunnel 5.68 and Caddy were run; lighttpd 1.4.69 and Squid 5.7: the programs of Debian 12. From sources:
//! envoyproxy/envoy (source/common/tls/context_impl.cc, cert_validator/default_validator.cc,
//! ssl_socket.cc), istio/istio (security/pkg/pki/util/keycertbundle.go, generate_cert.go), traefik/traefik
//! (pkg/tls/certificate.go, tlsmanager.go, pkg/provider/kubernetes), caddyserver/caddy (modules/caddytls),
//! caddyserver/certmagic, kubernetes/ingress-nginx (internal/ingress/controller/store/backend_ssl.go,
//! internal/net/ssl/ssl.go).

use super::super::causes::*;
use super::super::entry::{Entry, either, ours};

const ENVOY: &str = "Envoy";
const ISTIO: &str = "Istio";
const INGRESS: &str = "ingress-nginx";
const TRAEFIK: &str = "Traefik";
const CADDY: &str = "Caddy";
const STUNNEL: &str = "stunnel";
const LIGHTTPD: &str = "lighttpd";
const SQUID: &str = "Squid";

#[rustfmt::skip]
pub(super) static ENTRIES: &[Entry] = &[
    ours("envoy-san", ENVOY,
        &["verify cert failed: verify SAN list, expected SANs: {}, certificate SANs: {}", "verify cert failed: verify SAN list", "verify cert failed: SAN matcher, certificate SANs are {}",
          "verify cert failed: SAN matcher"],
        "None of the names that the configuration expects is in the certificate.", EXPECTED),
    ours("envoy-pin", ENVOY, &["verify cert failed: cert hash and spki"], "The certificate is not the pinned one.", PIN),
    ours("envoy-none", ENVOY, &["verify cert failed: empty cert chain"], "The other side sent no certificate.", NO_CERT),
    ours("envoy-verify", ENVOY, &["verify cert failed: X509_verify_cert: {}", "X509_verify_cert: certificate verification error at depth {}:", "TLS_error:|{}:SSL routines:OPENSSL_internal:CERTIFICATE_VERIFY_FAILED", "OPENSSL_internal:CERTIFICATE_VERIFY_FAILED", "verify cert failed: {}", "TLS_error:|268435581", "268435581", "TLS error: 268435581:SSL routines:OPENSSL_internal:CERTIFICATE_VERIFY_FAILED"],
        "Envoy refused the certificate of the other side; BoringSSL's words follow.", CHAIN_ANY).passing_on(),
    ours("envoy-not-tls", ENVOY, &["OPENSSL_internal:WRONG_VERSION_NUMBER", "OPENSSL_internal:HTTP_REQUEST", "OPENSSL_internal:HTTPS_PROXY_REQUEST", "268435703"], "What arrived is no TLS: one side of the connection is configured for plain text.", NO_TLS),
    ours("envoy-client-none", ENVOY, &["OPENSSL_internal:PEER_DID_NOT_RETURN_A_CERTIFICATE"], "A client certificate was demanded, and the client sent none.", NO_CERT),
    ours("envoy-cipher", ENVOY, &["OPENSSL_internal:NO_SHARED_CIPHER", "OPENSSL_internal:NO_COMMON_SIGNATURE_ALGORITHMS", "OPENSSL_internal:UNSUPPORTED_PROTOCOL", "OPENSSL_internal:NO_CIPHERS_AVAILABLE"], "Both sides have no version, cipher or signature algorithm in common.", CIPHER),
    ours("envoy-key-usage", ENVOY, &["OPENSSL_internal:KEY_USAGE_BIT_INCORRECT", "KEY_USAGE_BIT_INCORRECT"], "The key usage of the certificate leaves out what the handshake needs, mostly digitalSignature.", KEY_USAGE),
    either("envoy-tls-error", ENVOY, &["TLS_error:|", "upstream connect error or disconnect/reset before headers", "transport failure reason: {}", "OPENSSL_internal:{}"],
        "The connection failed; BoringSSL's words beside it say why.", ELSEWHERE).passing_on(),
    ours("envoy-pair", ENVOY, &["Failed to load private key from {}, Cause: error:{}KEY_VALUES_MISMATCH", "OPENSSL_internal:KEY_VALUES_MISMATCH", "OPENSSL_internal:KEY_TYPE_MISMATCH"], "The private key does not belong to the certificate.", PAIR),
    ours("envoy-files", ENVOY,
        &["Failed to load certificate chain from {}", "Failed to load private key from {}", "Failed to load trusted CA certificates from {}", "Failed to load incomplete certificate from {}", "Failed to load CRL from {}", "Invalid path: {}", "Failed to load pkcs12 from {}", "Server TlsCertificates must have a certificate specified"],
        "A file of the TLS configuration cannot be used, or the key does not belong to the certificate.", OWN_FILES),
    ours("envoy-key-kind", ENVOY, &["only RSA certificates with 2048-bit, 3072-bit or 4096-bit keys are supported in FIPS mode", "only P-256 ECDSA certificates are supported", "only RSA certificates with {} keys are supported", "only RSA certificates with 2048-bit or larger keys are supported", "only P-256, P-384 or P-521 ECDSA certificates are supported"],
        "The key of the certificate is too short or on a curve that Envoy does not take.", BAD_KEY),
    ours("envoy-san-no-ca", ENVOY, &["SAN-based verification of peer certificates without trusted CA is insecure and not allowed"], "Names are to be compared, and no trusted CA is configured.", NO_ROOTS),
    ours("envoy-sds", ENVOY, &["Secret is not supplied by SDS", "TLS error: Secret is not supplied by SDS", "gRPC config for {} rejected: {}"], "The certificate that Envoy is to fetch has not come: the Secret is missing, has another name, or was refused.", ACCESS),

    ours("istio-bundle", ISTIO,
        &["failed to create CA KeyCertBundle ({})", "failed to create CA KeyCertBundle", "failed to create an istiod CA", "cannot verify the cert with the provided root chain and cert pool", "cannot verify the cert with the provided root chain and cert pool with error: {}"],
        "The files of the secret `cacerts` do not make a CA: ca-cert.pem must be a CA certificate (not a leaf), ca-key.pem its key, cert-chain.pem its path to root-cert.pem.", OWN_CA),
    ours("istio-pair", ISTIO, &["the cert does not match the key"], "The key in the secret does not belong to the certificate.", PAIR),
    ours("istio-parse", ISTIO, &["failed to parse cert PEM: {}", "failed to parse private key PEM: {}", "failed to parse key PEM: {}", "failed to parse cert PEM", "failed to parse key PEM", "invalid PEM-encoded key"], "A file of the secret holds no PEM block of the kind looked for.", FORMAT),
    ours("istio-credential", ISTIO, &["failed to fetch key and certificate for {}", "found secret {}, but didn't have expected keys"], "The secret that the gateway names is missing, in another namespace, or lacks tls.crt, tls.key or ca.crt.", ACCESS),

    ours("ingress-key", INGRESS, &["certificate and private key does not have a matching public key", "certificate and private key does not match", "unexpected error creating SSL Cert: {}", "unexpected error creating pem file: {}", "Error obtaining X.509 certificate: {}"],
        "In the secret, tls.key is not the key of the first certificate in tls.crt.", PAIR),
    ours("ingress-empty", INGRESS, &["contains no keypair or CA certificate", "no keypair or CA cert could be found in {}", "error obtaining PEM from secret {}", "No valid SSL certificate found in secret {}", "secret \"{}\" contains no keypair or CA certificate", "key 'tls.crt' missing from Secret \"{}\"", "key 'tls.key' missing from Secret \"{}\""],
        "The secret holds neither tls.crt with tls.key nor ca.crt: other key names, or empty values.", SECRET_PARTS),
    ours("ingress-ca", INGRESS, &["no valid PEM formatted block found"], "The secret's ca.crt holds no CA certificate in PEM.", CA_FILE),
    ours("ingress-default", INGRESS, &["Using default certificate", "Error getting SSL certificate \"{}\": local SSL certificate {} was not found. Using default certificate", "SSL certificate for server \"{}\" is about to expire", "Validating certificate against DNS names. This will be deprecated", "Unexpected error validating SSL certificate \"{}\" for server \"{}\": {}", "SSL certificate \"{}\" does not contain a Common Name or Subject Alternative Name for server \"{}\"", "Could not find any PEM data in certificate input"],
        "The certificate of the secret is not used: the secret is missing, broken, or not for this host; the self-made default certificate is served instead.", INGRESS_DEFAULT),

    ours("traefik-load", TRAEFIK,
        &["unable to generate TLS certificate : {}", "Unable to append certificate {} to store", "Error while creating certificate store", "unable to generate TLS certificate"],
        "Traefik cannot use a certificate: the file cannot be read, or the key is another; it serves its default certificate instead.", OWN_FILES).passing_on(),
    ours("traefik-secret", TRAEFIK, &["secret {}/{} is missing the following TLS data entries: {}", "is missing the following TLS data entries", "secret {} does not exist"], "The secret lacks tls.crt, tls.key or ca.crt.", SECRET_PARTS),
    ours("traefik-client-ca", TRAEFIK, &["invalid clientAuthType: {}, CAFiles is required", "CAFiles is required", "invalid certificate(s) content", "unknown TLS options: {}"], "Clients are to be verified, and no CA file is named that can be read.", NO_ROOTS),
    ours("traefik-default", TRAEFIK, &["No default certificate, generating one", "Serving default certificate for request: {}", "TRAEFIK DEFAULT CERT"], "No certificate fits the host that was asked for, so the self-made default certificate is served.", NAME_UNKNOWN),

    ours("caddy-load", CADDY, &["loading tls app module"], "Caddy cannot use a certificate or CA file; Go's words behind it say why.", OWN_FILES).passing_on(),
    ours("caddy-none", CADDY, &["no certificate available for '{}'", "no matching certificates and no custom selection logic", "certificate is not allowed for server name {}"], "Caddy has no certificate for the host that was asked for.", NAME_UNKNOWN),
    ours("caddy-client", CADDY, &["no client certificate provided", "client leaf certificate failed validation"], "The client's certificate is missing or not on the list.", NO_CERT),

    ours("stunnel-verify", STUNNEL, &["CERT: Pre-verification error: {}", "Rejected by CERT at depth={}:"],
        "stunnel refused the certificate of the other side; OpenSSL's words follow.", CHAIN_ANY).passing_on(),
    ours("stunnel-name", STUNNEL, &["CERT: Subject checks failed"], "The host that is checked (checkHost, checkEmail, checkIP) is not in the certificate.", NAME),
    ours("stunnel-local", STUNNEL, &["CERT: Certificate not found in local repository"], "verifyPeer wants this very certificate in CAfile, and it is not there.", PIN),
    ours("stunnel-none", STUNNEL, &["No peer certificate received"], "The other side sent no certificate.", NO_CERT),
    ours("stunnel-roots", STUNNEL, &["No trusted certificates found"], "CAfile holds no certificate.", NO_ROOTS),
    ours("stunnel-load", STUNNEL, &["Failed to initialize TLS context", "SSL_CTX_use_certificate_chain_file: {}", "SSL_CTX_use_PrivateKey_file: {}", "No certificate or private key specified", "Insecure file permissions on {}"],
        "stunnel does not start: certificate or key cannot be read; OpenSSL's words say why.", OWN_FILES).passing_on(),
    either("stunnel-handshake", STUNNEL, &["SSL_accept: {}", "SSL_connect: {}", "SSL_accept: Peer suddenly disconnected"], "The handshake failed; OpenSSL's words in it say why and who refused.", HANDSHAKE).passing_on(),
    ours("stunnel-ocsp", STUNNEL, &["OCSP: Certificate revoked", "OCSP: Responder error: {}", "OCSP: Unknown verification status"], "The OCSP server calls the certificate revoked, or could not answer.", REVOCATION),

    ours("lighttpd-files", LIGHTTPD, &["SSL: couldn't read X509 certificate from '{}'", "SSL: couldn't read X509 certificates from '{}'", "SSL: couldn't read private key from '{}'", "SSL: BIO_read_filename('{}') failed", "SSL: no certificate/private key for TLS server name \"{}\""],
        "ssl.pemfile or ssl.privkey cannot be read.", OWN_FILES),
    ours("lighttpd-pair", LIGHTTPD, &["SSL:Private key does not match the certificate public key, reason: {}", "SSL: failed to set private key for TLS server name {}: {}"], "The private key does not belong to the certificate.", PAIR),
    ours("lighttpd-verify", LIGHTTPD, &["SSL: verify error:num={}:{}:depth={}:subject={}"], "The server refused the client's certificate; OpenSSL's words are in it.", CLIENT_REFUSED).passing_on(),
    ours("lighttpd-staple", LIGHTTPD, &["marked OCSP Must-Staple, but ssl.stapling-file not provided"], "The certificate demands a stapled OCSP response, and none is configured.", MUST_STAPLE),

    ours("squid-verify", SQUID, &["SQUID_X509_V_ERR_DOMAIN_MISMATCH", "SQUID_ERR_SSL_HANDSHAKE", "SQUID_TLS_ERR_CONNECT", "SQUID_TLS_ERR_ACCEPT", "Error negotiating SSL connection on FD {}", "Error negotiating SSL on FD {}", "ERR_SECURE_CONNECT_FAIL", "(71) Protocol error (TLS code: {})", "SQUID_X509_V_ERR_CERT_CHANGE", "failure while accepting a TLS connection on {}", "Error accepting TLS connection"],
        "The proxy refused the certificate of the server behind it, or a client ended the handshake; the code in it says which.", CHAIN_ANY),
    ours("squid-files", SQUID, &["Failed to acquire SSL certificate '{}'", "Failed to acquire SSL private key '{}'", "No valid signing certificate configured for {}"], "A certificate or key of the proxy cannot be read; to intercept it needs a CA certificate with its key.", OWN_CA),
];
