//! What message brokers say: Mosquitto, RabbitMQ and Erlang, Kafka, IBM MQ.
//!
//! Mosquitto was run (2.0.11; its words stand in lib/net_mosq.c and src/net.c). Others from their
//! sources: erlang/otp (lib/ssl/src/ssl_handshake.erl, ssl_alert.erl, lib/public_key/src/public_key.erl),
//! rabbitmq/rabbitmq-server (deps/rabbit/src/rabbit_ssl.erl), apache/kafka (clients/src/main/java/org/apache/kafka/
//! common/security/ssl/DefaultSslEngineFactory.java, SslFactory.java, common/network/Selector.java),
//! warmcat/libwebsockets (lib/tls/openssl/openssl-server.c, lib/tls/mbedtls; issues 2898 of
//! eclipse-mosquitto/mosquitto and 2992 of its own), IBM's list of the messages AMQ9000 to AMQ9999 (ibm.com/docs/en/ibm-mq).

use super::super::causes::*;
use super::super::entry::{Entry, either, ours, theirs};

const M: &str = "Mosquitto";
const E: &str = "Erlang and RabbitMQ";
const K: &str = "Kafka";
const I: &str = "IBM MQ";

#[rustfmt::skip]
pub(super) static ENTRIES: &[Entry] = &[
    ours("websockets-files", "libwebsockets", &["ssl problem getting key '{}'", "problem getting cert '{}'", "lws_context_init_server_ssl failed", "Problem loading key"],
        "A listener for WebSocket (Mosquitto has one) cannot read its certificate or key, or the key is locked.", OWN_FILES),
    either("mosquitto", M, &["A TLS error occurred", "OpenSSL Error[{}]: {}", "Error: A TLS error occurred."],
        "TLS failed; OpenSSL's words beside it say why.", HANDSHAKE).passing_on(),
    either("mosquitto-protocol", M, &["Client <unknown> disconnected: Protocol error.", "Client <unknown> disconnected due to protocol error.", "Socket error on client <unknown>, disconnecting."],
        "The broker ended a connection before it knew the client's name: mostly the handshake failed, because it refused the client's certificate or got none; OpenSSL's line above says why.", BROKER_CUT),
    either("mosquitto-client-protocol", M, &["Error: Protocol error", "Error: The connection was lost."],
        "The client was cut off; where TLS is spoken, the broker's log says why.", BROKER_CUT).passing_on(),
    ours("mosquitto-ca", M,
        &["Error: Unable to load CA certificates. Check cafile \"{}\"", "Error: Unable to load CA certificates. Check capath \"{}\"", "Error: Unable to load CA certificates, check bridge_cafile \"{}\"", "Error: Unable to load CA certificates, check bridge_capath \"{}\"",
          "Unable to load CA certificates", "Error: MOSQ_OPT_SSL_CTX_WITH_DEFAULTS used without specifying cafile, capath or psk", "Error: Problem setting TLS options: File not found"],
        "The file of trusted CAs (`cafile`, `capath`) is not there, may not be read, or holds no certificate.", CA_FILE),
    ours("mosquitto-certificate", M, &["Error: Unable to load server certificate \"{}\". Check certfile", "Error: Unable to load client certificate, check bridge_certfile \"{}\"", "Error: Unable to load client certificate \"{}\"", "Unable to load server certificate", "Unable to load client certificate"],
        "The certificate file (`certfile`) cannot be read, or its key or digest is too weak for the security level.", OWN_FILES),
    ours("mosquitto-key", M, &["Error: Unable to load server key file \"{}\". Check keyfile", "Error: Unable to load client key file, check bridge_keyfile \"{}\"", "Error: Unable to load client key file \"{}\"", "Unable to load server key file", "Unable to load client key file", "Error: Unable to load engine private key file \"{}\""],
        "The key file (`keyfile`) cannot be read or opened, or is not that of the certificate.", OWN_KEY),
    ours("mosquitto-pair", M, &["Error: Server certificate/key are inconsistent", "Error: Client certificate/key are inconsistent", "certificate/key are inconsistent"], "The private key does not belong to the certificate.", PAIR),
    ours("mosquitto-crl", M, &["Error: Unable to load certificate revocation file \"{}\". Check crlfile"], "The file that `crlfile` names holds no revocation list that can be read.", NO_LIST),
    ours("mosquitto-name", M, &["Error: host name verification failed"], "The host that the client connects to is not in the broker's certificate.", NAME),
    ours("mosquitto-both", M, &["Error: Both certfile and keyfile must be provided if one of them is set", "Error: Both certfile and keyfile must be provided"], "Certificate and key go together, and one of them was not given.", CLIENT_KEY),

    ours("erlang-unknown-ca", E, &["{bad_cert,unknown_ca}", "{bad_cert,missing_issuer}", "Unknown CA - {bad_cert,unknown_ca}"], "No path leads to a CA in cacerts or cacertfile.", ISSUER),
    ours("erlang-expired", E, &["{bad_cert,cert_expired}"], "A certificate of the path is expired or not valid yet.", DATES),
    ours("erlang-self-signed", E, &["{bad_cert,selfsigned_peer}", "selfsigned_peer"], "The certificate that arrived is signed by itself, and it is not among the trusted ones.", SELF_SIGNED),
    ours("erlang-hostname", E, &["{bad_cert,hostname_check_failed}", "{bad_cert,{hostname_check_failed,", "hostname_check_failed"], "The host asked for is not in the certificate.", NAME),
    ours("erlang-usage", E, &["{bad_cert,invalid_ext_key_usage}", "{bad_cert,{invalid_ext_key_usage", "{bad_cert,{key_usage_mismatch", "{key_usage_mismatch", "{bad_cert,invalid_key_usage}"], "Key usage or EKU of the certificate leaves out this use.", PURPOSE),
    ours("erlang-signature", E, &["{bad_cert,invalid_signature}"], "The issuer's key does not verify the certificate's signature.", SIGNATURE),
    ours("erlang-issuer", E, &["{bad_cert,invalid_issuer}"], "The certificates do not follow one another: the issuer named is not the subject of the next.", CHAIN_FILE),
    ours("erlang-basic", E, &["{bad_cert,missing_basic_constraint}", "{bad_cert,max_path_length_reached}"], "An issuer of the path is no CA, or its path length is exceeded (RabbitMQ's `depth` is 1 by default).", ERLANG_DEPTH),
    ours("erlang-names", E, &["{bad_cert,name_not_permitted}"], "A CA of the path may not issue for a name in the certificate.", CONSTRAINTS),
    ours("erlang-critical", E, &["{bad_cert,{unknown_critical_extension", "unknown_critical_extension"], "A certificate has a critical extension that Erlang does not know.", CRITICAL),
    ours("erlang-revoked", E, &["{bad_cert,{revoked,", "{bad_cert,{revoked"], "The CA has revoked the certificate.", REVOKED_ONLY),
    ours("erlang-revocation", E, &["{bad_cert,{revocation_status_undetermined", "{bad_cert,revocation_status_undetermined}"], "Revocation is checked and could not be told.", REVOCATION),
    ours("erlang-no-certificate", E, &["no_peer_cert", "peer_cert_missing", "connection peer presented no TLS (x.509) certificate"], "A certificate was demanded, and the other side sent none.", NO_CERT),
    ours("erlang-refused", E, &["{bad_cert,{}}", "{bad_cert,{}"],
        "Erlang refused the certificate of the other side; the name in brackets says why.", CHAIN_ANY),
    ours("erlang-options", E,
        &["{options,{cacertfile,", "{options,{certfile,", "{options,{keyfile,", "Failed to start Ranch listener {} in ranch_ssl:listen"],
        "A certificate or key file of the TLS options cannot be read.", OWN_FILES),
    ours("erlang-no-certs", E, &["insufficient_crypto_support"], "No certificate, cipher or signature algorithm fits both sides.", CIPHER),
    either("erlang-tls-alert", E, &["{tls_alert,{}", "ALERT: Fatal - {}", "{tls_error,{", "error on AMQP connection {}: {ssl_upgrade_error,", "{ssl_upgrade_error,{"],
        "The handshake ended with an alert; “generated” means that this program judged, “received” that the other side did.", REFUSED).passing_on(),
    ours("rabbitmq-refused", E, &["EXTERNAL login refused", "EXTERNAL login refused: user '{}' - invalid credentials"],
        "The client's certificate was accepted, and the user that its name stands for does not exist or may not log in.", NO_RIGHTS),

    ours("kafka-pem-key", K,
        &["No matching PRIVATE KEY entries in PEM file", "No matching CERTIFICATE entries in PEM file", "No matching {} entries in PEM file", "Failed to load PEM SSL keystore", "Failed to load PEM SSL truststore", "Invalid PEM keystore configs", "Failed to load PEM SSL keystore {}"],
        "The PEM file lacks what Kafka looks for: one key in PKCS#8 form (BEGIN PRIVATE KEY or ENCRYPTED PRIVATE KEY), not BEGIN RSA or EC PRIVATE KEY.", KAFKA_PEM),
    ours("kafka-store", K,
        &["Failed to load SSL keystore {} of type {}", "Failed to load SSL keystore", "SSL key store is not specified, but key store password is specified", "SSL trust store is specified, but trust store password is not specified", "SSL key store is specified, but key store password is not specified", "Both SSL key store location and separate private key are specified", "SSL private key is specified, but certificate chain is not specified", "SSL certificate chain is specified, but private key is not specified"],
        "The keystore or truststore cannot be opened: path, type or password.", PASSWORD_OR_FILE),
    ours("kafka-handshake", K, &["org.apache.kafka.common.errors.SslAuthenticationException: SSL handshake failed", "SslAuthenticationException: SSL handshake failed", "failed authentication due to: SSL handshake failed", "SslAuthenticationException"],
        "The handshake failed; the “Caused by” below it says why, and on the broker the line of the same second.", HANDSHAKE).passing_on(),
    ours("kafka-size", K, &["Unexpected error from {}; closing connection: org.apache.kafka.common.network.InvalidReceiveException: Invalid receive (size = 369295616", "Invalid receive (size = 369295616", "Invalid receive (size = 352518912"],
        "A TLS client came to a listener without TLS: the number is the beginning of a handshake.", NO_TLS),
    either("kafka-lost", K, &["disconnected (authentication error or disconnected)", "terminated during authentication. This may happen due to any of the following reasons", "(1) Authentication failed due to invalid credentials with brokers older than 1.0.0", "Connection to node {} ({}) failed authentication due to", "Failed authentication with {} (SSL handshake failed)", "Failed authentication with {} ("],
        "The broker or the client ended the connection while authenticating: TLS on one side only, or a certificate that was refused; the broker's log says which.", BROKER_CUT),
    ours("kafka-principal", K, &["Failed to build principal from SSL session", "SslPeerUnverifiedException: peer not authenticated"], "The name of the client could not be taken from its certificate.", NO_RIGHTS),

    ours("ibmmq-no-certificate", I, &["AMQ9637", "AMQ9637E", "AMQ9642", "AMQ9642E", "Channel is lacking a certificate", "No SSL certificate for channel '{}'"],
        "This end of the channel (9637: the other one) sent no certificate: the label is wrong, or the key repository holds it without its key.", NO_CERT),
    ours("ibmmq-bad-certificate", I, &["AMQ9633", "AMQ9633E", "Bad SSL certificate for channel '{}'"],
        "The certificate of the other end was refused: its issuer is not in the key repository, or it is expired, revoked or malformed.", CHAIN_ANY),
    ours("ibmmq-revocation", I, &["AMQ9716", "AMQ9716E", "Remote SSL certificate revocation status check failed for channel '{}'"], "Revocation is checked and could not be told.", REVOCATION),
    ours("ibmmq-name", I, &["AMQ9636", "AMQ9636E", "SSL distinguished name does not match peer name, channel '{}'", "MQRC_SSL_PEER_NAME_MISMATCH"],
        "SSLPEER demands another name than the certificate of the other end has.", EXPECTED),
    theirs("ibmmq-remote-name", I, &["AMQ9643", "AMQ9643E", "Remote SSL peer name error for channel '{}'"], "The other end's SSLPEER demands another name than this end's certificate has.", EXPECTED),
    ours("ibmmq-repository", I,
        &["AMQ9657", "AMQ9657E", "AMQ9660", "AMQ9660E", "The key repository could not be opened", "SSL key repository: password stash file absent or unusable"],
        "The key repository (.kdb) or its stash file is not there, or may not be read.", PASSWORD_OR_FILE),
    either("ibmmq-cipher", I,
        &["AMQ9631", "AMQ9631E", "AMQ9635", "AMQ9635E", "AMQ9639", "AMQ9639E", "AMQ9641", "AMQ9641E", "does not match the required CipherSpec for channel '{}'", "did not specify a valid CipherSpec", "Remote channel '{}' did not specify a CipherSpec", "Remote CipherSpec error for channel '{}'"],
        "The two ends of the channel do not agree on the CipherSpec, or only one of them speaks TLS.", CIPHER),
    either("ibmmq-handshake", I,
        &["AMQ9620", "AMQ9620E", "AMQ9638", "AMQ9638E", "AMQ9665", "AMQ9665E", "Internal error on call to SSL function on channel '{}'", "SSL communications error for channel '{}'", "SSL connection closed by remote end of channel '{}'",
          "MQRC_SSL_INITIALIZATION_ERROR", "MQRC_SSL_NOT_ALLOWED"],
        "TLS failed on the channel; the reason stands in the error log of either end.", HANDSHAKE).passing_on(),
];
