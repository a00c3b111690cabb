//! What servers in Java say: Tomcat, Jetty, Elasticsearch and Logstash, Jenkins, Spring Boot, Netty,
//! Cassandra, ZooKeeper, Keycloak.
//!
//! Tomcat 10.1: LocalStrings.properties of org.apache.tomcat.util.net and .jsse in its jar. From sources:
//! elastic/elasticsearch (libs/ssl-config/src/main/java/org/elasticsearch/common/ssl, x-pack/plugin/core/
//! src/main/java/org/elasticsearch/xpack/core/ssl), jetty/jetty.project (SslContextFactory.java),
//! netty/netty (handler/src/main/java/io/netty/handler/ssl), spring-projects/spring-boot (ssl/pem),
//! logstash-plugins/logstash-input-beats (issues 80 and 197).

use super::super::causes::*;
use super::super::entry::{Entry, either, ours};

const T: &str = "Tomcat";
const E: &str = "Elasticsearch";
const J: &str = "Jetty, Netty and Spring";

#[rustfmt::skip]
pub(super) static ENTRIES: &[Entry] = &[
    ours("tomcat-no-key", T, &["Alias name [{}] does not identify a key entry", "does not identify a key entry", "No aliases for private keys found in key store"],
        "The keystore holds a certificate under this alias, and no private key: it was imported as a trusted certificate, or the alias is another.", LONE),
    ours("tomcat-keystore", T, &["Failed to load keystore type [{}] with path [{}] due to [{}]", "Failed to load keystore type", "The provided trust store password could not be used to unlock and/or validate the trust store", "Configured file [{}] does not exist", "SSLHostConfig attribute certificateFile must be defined when using an SSL connector"],
        "The keystore, or the file of the certificate, cannot be opened: path, type or password.", PASSWORD_OR_FILE),
    ours("tomcat-pem", T,
        &["Unable to parse the key from [{}]", "Unable to parse the key using algorithm [{}]", "The provided key file does not conform to RFC 5915", "A password is required to decrypt the private key", "The PKCS#1 certificate is in multi-prime format", "is not a recognised encrypted PEM file format", "The PKCS#8 encryption algorithm with DER encoded OID of [{}] was not recognised", "The encryption algorithm with DER encoded OID of [{}] was not recognised", "The pseudo random function with DER encoded OID of [{}] was not recognised"],
        "The PEM file of the key cannot be read: its form, its protection, or a password that is missing.", OWN_KEY),
    ours("tomcat-chain", T, &["The certificate chain [{}] was not specified or was not valid and JSSE requires a valid certificate chain", "The certificate [{}] or its private key [{}] could not be processed using a JSSE key manager"], "Certificate, key and chain do not make one path for Java.", CHAIN_FILE),
    ours("tomcat-trusted-dates", T, &["The trusted certificate with alias [{}] and DN [{}] is not valid due to [{}]"], "A CA of the truststore is expired or not valid yet; what it signed is accepted all the same.", DATES),
    ours("tomcat-no-host", T, &["No SSLHostConfig element was found with the hostName [{}]", "No SSLContext could be found for the host name [{}]"], "The connector has no certificate for the host.", NAME_UNKNOWN),
    ours("tomcat-http", T, &["Found an plain text HTTP request on what should be an encrypted TLS connection", "Bad Request This combination of host and port requires TLS"], "A client spoke plain HTTP on a TLS port.", NO_TLS),
    either("tomcat-handshake", T, &["Error creating SSLContext", "Failed to initialize connector [{}]", "EOF during handshake", "Error initializing SSL context"], "The connector or a handshake failed; the cause below it says why.", HANDSHAKE).passing_on(),

    ours("elastic-trust", E,
        &["failed to establish trust with server at [{}]", "failed to establish trust with client at [{}]", "failed to establish trust with server", "failed to establish trust with client", "the server provided a certificate with subject name [{}]", "the client provided a certificate with subject name [{}]", "but the issuing certificate with fingerprint [{}] is not trusted", "the certificate is self issued and is not trusted in this ssl context", "which is not trusted in this ssl context", "is not trusted in this ssl context ([{}]"],
        "The certificate of the other side does not lead to a CA of this very setting (ssl.certificate_authorities or truststore).", ISSUER),
    ours("elastic-name", E, &["the certificate does not have any subject alternative names", "but the certificate does not have any DNS/IP subject alternative names", "the certificate does not have any DNS/IP subject alternative names"], "The certificate has no name for hosts, and verification_mode full demands one.", NO_NAMES),
    ours("elastic-plain", E, &["received plaintext http traffic on an https channel, closing connection", "received plaintext traffic on an encrypted channel, closing connection"], "What arrived is no TLS.", NO_TLS),
    ours("logstash-files", "Logstash and Beats", &["Looks like you either have a bad certificate, an invalid key or your private key was not in PKCS8 format"], "The certificate or key of the input cannot be used: Logstash wants the key in PKCS#8 (BEGIN PRIVATE KEY).", KAFKA_PEM),
    either("beats-handshake", "Logstash and Beats", &["SSL client failed to connect with: {}"], "The connection to Logstash failed; the words behind it and Logstash's own log say why.", HANDSHAKE).passing_on(),
    ours("netty-plain", J, &["not an SSL/TLS record: {}", "not an SSL/TLS record", "NotSslRecordException"], "What arrived is no TLS, mostly plain HTTP on a port for TLS.", NO_TLS),
    either("elastic-refused", E,
        &["client did not trust this server's certificate, closing connection {}", "http client did not trust this server's certificate, closing connection {}", "client did not trust this server's certificate"],
        "The client refused this server's certificate: the CA is not among its trusted ones, or the name is another.", THEIR_CA),
    ours("elastic-files", E,
        &["cannot read configured PEM private key [{}]", "cannot read configured PEM certificate [{}]", "cannot read configured [{}] keystore", "not permitted to read the PEM {} file [{}]", "could not load ssl private key file [{}]", "failed to load a KeyManager for certificate/key pair [{}]", "cannot load PEM private key from [{}] due to {}", "failed to load SSL configuration [{}]", "cannot load PEM private key from [{}]", "failed to initialize SSL TrustManager", "failed to initialize SSL KeyManager", "the truststore [{}] does not contain any trusted certificate entries", "the keystore [{}] does not contain a private key entry", "does not contain any trusted certificate entries", "does not contain a private key entry", "invalid SSL configuration for {} - server ssl configuration requires a key and certificate", "server ssl configuration requires a key and certificate, but these have not been configured", "error parsing Private Key [{}]", "cannot read configured"],
        "A certificate, key or truststore of the settings is missing, locked, or of another form than the setting expects.", OWN_FILES),
    either("elastic-handshake", E, &["exception caught on transport layer [{}], closing connection", "caught exception while handling client http traffic, closing connection", "caught exception while handling client http traffic"], "A handshake failed; the cause below it says why.", HANDSHAKE).passing_on(),

    ours("jetty-sni", J, &["Host does not match SNI", "HTTP ERROR 400 Invalid SNI", "org.eclipse.jetty.http.BadMessageException: 400: Invalid SNI"], "The host in the request is not among the names of the certificate that was chosen for it.", NAME),
    ours("jetty-keystore", J, &["KeyStores with multiple certificates are not supported on the base class", "no valid keystore", "Could not load store from '{}'", "Unable to create key store: {}", "Keystore location {} must be present"], "The keystore cannot be opened or is missing.", PASSWORD_OR_FILE),
    ours("spring-pem", J, &["Unrecognized private key format", "Missing private key or unrecognized format", "Missing certificates or unrecognized format", "Error reading private key from {}", "Error reading certificate or key from PEM file '{}'", "Password is required for an encrypted private key", "File does not contain valid private key: {}", "File does not contain valid certificates: {}", "Input stream does not contain valid private key", "Input stream not contain valid certificates", "could not find a PKCS #8 private key in input stream", "could not find certificates in: {}", "found no certificates in input stream"],
        "The PEM file lacks the certificate or key looked for: Netty and Spring want PKCS#8 (BEGIN PRIVATE KEY).", KAFKA_PEM),
    either("netty-handshake", J, &["io.netty.handler.ssl.SslHandshakeCompletionEvent", "io.netty.handler.ssl.SslHandshakeTimeoutException", "handshake timed out after {}", "SslHandshakeTimeoutException", "StacklessSSLHandshakeException", "Connection closed while SSL/TLS handshake was in progress"], "The handshake failed; the cause below it says why.", HANDSHAKE).passing_on(),
    ours("conscrypt", J, &["Trust anchor for certification path not found", "CertPathValidatorException: Trust anchor for certification path not found"], "Android: no path leads to a CA that the app trusts. Apps trust CAs that a user installed only where they say so (network security config).", ISSUER),
    ours("okhttp", J, &["Hostname {} not verified: certificate: {}", "Hostname {} not verified", "Cleartext HTTP traffic to {} not permitted", "Certificate pinning failure!", "Failed to find a trusted cert that signed"], "OkHttp did not accept the certificate: host, pin or issuer, as it says.", SERVER_REFUSED),
];
