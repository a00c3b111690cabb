//! TLS alerts (RFC 8446, 6; RFC 5246, 7.2) in the spellings of OpenSSL, BoringSSL, Node.js, Python,
//! Go, Java, GnuTLS, rustls, NSS, curl, Erlang, .NET, Schannel, Mbed TLS, wolfSSL, FreeRADIUS,
//! OpenVPN and wpa_supplicant. One that was *received* is the other side's judgement about what this
//! program sent; one that was *sent* is this program's own judgement about what it received.
//!
//! Not run, but read: .NET `TlsAlertMessage.cs` (dotnet/runtime), Schannel's events 36887 and 36888
//! (learn.microsoft.com), Erlang `tls_handshake`/`ssl_alert.erl` (erlang/otp), Mbed TLS `ssl_msg.c`,
//! wolfSSL `internal.c`.

use super::super::causes::*;
use super::super::entry::{Entry, Speaker, ours, theirs};

const P: &str = "TLS alert";

/// What one alert is called: number, OpenSSL's words, its prefix in small and in capitals, the name
/// in capitals and in Java's form, Go's words, the name of rustls and .NET, GnuTLS's words, and what
/// else there is; then the meaning and causes where it was received.
macro_rules! received {
    ($($id:literal, $number:literal, $words:literal, $old:literal, $OLD:literal, $NAME:literal, $java:literal,
       $go:literal, $rustls:literal, $gnutls:literal, [$($more:literal),*], $meaning:literal, $causes:expr;)*) => {
        &[$(Entry {
            id: $id,
            program: P,
            patterns: &[
                concat!($old, " alert ", $words), concat!("ssl/tls alert ", $words),
                concat!("SSL alert number ", $number), concat!($OLD, "_ALERT_", $NAME),
                concat!("ERR_SSL_", $OLD, "_ALERT_", $NAME), concat!("SSL/TLS_ALERT_", $NAME),
                concat!("ERR_SSL_SSL/TLS_ALERT_", $NAME),
                concat!("TLS_ALERT_", $NAME), concat!("alert ", $words), concat!("alert: ", $words),
                concat!("remote error: tls: ", $go), concat!("fatal alert: ", $java), concat!("fatal alert: ", $rustls),
                concat!("AlertReceived(", $rustls, ")"), concat!("Received alert [", $number, "]"),
                concat!("(IN), TLS alert, ", $words),
                concat!("alert read:fatal:", $words), concat!("reported an error):fatal:", $words),
                concat!("Level: Fatal, Description: ", $words), concat!("description=", $java, "("),
                concat!("received CLIENT ALERT: Fatal - ", $words), concat!("received SERVER ALERT: Fatal - ", $words),
                concat!("tls_alert,\"", $words), concat!("{tls_alert,{", $java, ","),
                concat!("remote party sent a TLS alert: '", $rustls, "'"),
                concat!("The TLS protocol defined fatal alert code is ", $number), concat!("fatal alert was received: ", $number),
                concat!("alert has been received.: ", $gnutls),
                concat!("recv TLS {}, fatal ", $java), concat!("Alert, fatal ", $java),
                concat!("remote TLS alert' parameter='", $words), concat!("is a fatal alert message (msg ", $number, ")"),
                concat!("got an alert message, type: [2:", $number, "]"), concat!("Got alert ", $number, " "),
                concat!("alert number ", $number), concat!("tls alert ", $number), concat!("fatal alert ", $number),
                concat!("TLS fatal alert: ", $java), concat!("received alert: ", $java), concat!("tls: alert(", $number, ")"),
                concat!("alert ", $java), concat!("ALERT: fatal, ", $java), $($more),*
            ],
            meaning: $meaning,
            speaker: Speaker::OtherSide,
            causes: $causes,
            wrapper: false,
        }),*]
    };
}

/// The same where this program sent it. Its own words mostly stand beside it and say more, so it is
/// told by itself only where they do not.
macro_rules! sent {
    ($($id:literal, $number:literal, $words:literal, $NAME:literal, $java:literal, $go:literal, $rustls:literal,
       $meaning:literal, $causes:expr;)*) => {
        &[$(ours($id, P,
            &[
                concat!("(OUT), TLS alert, ", $words), concat!("alert write:fatal:", $words),
                concat!("detected an error):fatal:", $words), concat!("Sent fatal SSL alert: ", $words),
                concat!("generated CLIENT ALERT: Fatal - ", $words), concat!("generated SERVER ALERT: Fatal - ", $words),
                concat!("{tls_alert,{", $java, ",{}generated CLIENT ALERT: Fatal - ", $words),
                concat!("{tls_alert,{", $java, ",{}generated SERVER ALERT: Fatal - ", $words),
                concat!("local error: tls: ", $go), concat!("Fatal (", $NAME, "): "),
                concat!("The TLS protocol defined fatal error code is ", $number), concat!("fatal alert was generated: ", $number),
                concat!("send TLS {}, fatal ", $java), concat!("local TLS alert' parameter='", $words),
                concat!("send alert level=2 message=", $number), concat!("ALERT: fatal, description = ", $java), concat!("Sending fatal alert ", $rustls),
                concat!("Sending alert: ", $java), concat!("SSL3 alert write: fatal: ", $words)
            ],
            $meaning, $causes).passing_on()),*]
    };
}

#[rustfmt::skip]
pub(super) static RECEIVED: &[Entry] = received! {
    "alert-unexpected-message", "10", "unexpected message", "sslv3", "SSLV3", "UNEXPECTED_MESSAGE", "unexpected_message",
        "unexpected message", "UnexpectedMessage", "Unexpected message", [],
        "The other side did not expect this message: often the wrong protocol or version.", VERSION;
    "alert-bad-record-mac", "20", "bad record mac", "sslv3", "SSLV3", "BAD_RECORD_MAC", "bad_record_mac",
        "bad record MAC", "BadRecordMac", "Bad record MAC", [],
        "The other side could not decrypt what it got.", CUT;
    "alert-handshake-failure", "40", "handshake failure", "sslv3", "SSLV3", "HANDSHAKE_FAILURE", "handshake_failure",
        "handshake failure", "HandshakeFailure", "Handshake failed", ["SSL_ERROR_HANDSHAKE_FAILURE_ALERT", "SSL peer was unable to negotiate an acceptable set of security parameters."],
        "The other side ended the handshake: no common parameters, or, up to TLS 1.2, no client certificate where one is demanded.", HANDSHAKE;
    "alert-bad-certificate", "42", "bad certificate", "sslv3", "SSLV3", "BAD_CERTIFICATE", "bad_certificate",
        "bad certificate", "BadCertificate", "Certificate is bad", ["SSL_ERROR_BAD_CERT_ALERT", "SSL peer cannot verify your certificate."],
        "The other side refused the certificate that this program sent, or found none where it wanted one.", REFUSED;
    "alert-unsupported-certificate", "43", "unsupported certificate", "sslv3", "SSLV3", "UNSUPPORTED_CERTIFICATE", "unsupported_certificate",
        "unsupported certificate", "UnsupportedCertificate", "Certificate is not supported", ["SSL_ERROR_UNSUPPORTED_CERT_ALERT", "TLS alert: 'UnsupportedCert'", "fatal alert: UnsupportedCert"],
        "The other side cannot use this kind of certificate: mostly its purpose (EKU) or its kind of key.", THEIR_KIND;
    "alert-certificate-revoked", "44", "certificate revoked", "sslv3", "SSLV3", "CERTIFICATE_REVOKED", "certificate_revoked",
        "revoked certificate", "CertificateRevoked", "Certificate was revoked", ["SSL_ERROR_REVOKED_CERT_ALERT", "SSL peer rejected your certificate as revoked."],
        "The other side knows the certificate that this program sent as revoked.", REVOKED_ONLY;
    "alert-certificate-expired", "45", "certificate expired", "sslv3", "SSLV3", "CERTIFICATE_EXPIRED", "certificate_expired",
        "expired certificate", "CertificateExpired", "Certificate is expired", ["SSL_ERROR_EXPIRED_CERT_ALERT", "SSL peer rejected your certificate as expired."],
        "The other side finds the certificate that this program sent expired, or not valid yet.", THEIR_DATES;
    "alert-certificate-unknown", "46", "certificate unknown", "sslv3", "SSLV3", "CERTIFICATE_UNKNOWN", "certificate_unknown",
        "unknown certificate", "CertificateUnknown", "Unknown certificate", ["SSL_ERROR_CERTIFICATE_UNKNOWN_ALERT", "SSL peer had some unspecified issue with the certificate it received."],
        "The other side refused the certificate that this program sent, for a reason it does not tell.", REFUSED;
    "alert-illegal-parameter", "47", "illegal parameter", "sslv3", "SSLV3", "ILLEGAL_PARAMETER", "illegal_parameter",
        "illegal parameter", "IllegalParameter", "Illegal parameter", [],
        "The other side found a value in the handshake that may not be.", VERSION;
    "alert-unknown-ca", "48", "unknown ca", "tlsv1", "TLSV1", "UNKNOWN_CA", "unknown_ca",
        "unknown certificate authority", "UnknownCA", "CA is unknown", ["SSL_ERROR_UNKNOWN_CA_ALERT", "Peer does not recognize and trust the CA that issued your certificate."],
        "The other side does not know or does not trust the CA of the certificate that this program sent.", THEIR_CA;
    "alert-access-denied", "49", "access denied", "tlsv1", "TLSV1", "ACCESS_DENIED", "access_denied",
        "access denied", "AccessDenied", "Access was denied", ["SSL_ERROR_ACCESS_DENIED_ALERT"],
        "The other side knows the certificate that this program sent, and does not let it in.", REFUSED;
    "alert-decode-error", "50", "decode error", "tlsv1", "TLSV1", "DECODE_ERROR", "decode_error",
        "error decoding message", "DecodeError", "Decode error", [],
        "The other side could not read a message of the handshake.", VERSION;
    "alert-decrypt-error", "51", "decrypt error", "tlsv1", "TLSV1", "DECRYPT_ERROR", "decrypt_error",
        "error decrypting message", "DecryptError", "Decrypt error", ["SSL_ERROR_DECRYPT_ERROR_ALERT"],
        "The other side could not verify a signature of the handshake: the key used is not that of the certificate, or a middlebox altered it.", PAIR;
    "alert-protocol-version", "70", "protocol version", "tlsv1", "TLSV1", "PROTOCOL_VERSION", "protocol_version",
        "protocol version not supported", "ProtocolVersion", "Error in protocol version", ["SSL_ERROR_PROTOCOL_VERSION_ALERT"],
        "The other side does not speak the TLS version that this program offered.", VERSION;
    "alert-insufficient-security", "71", "insufficient security", "tlsv1", "TLSV1", "INSUFFICIENT_SECURITY", "insufficient_security",
        "insufficient security level", "InsufficientSecurity", "Insufficient security", ["SSL_ERROR_INSUFFICIENT_SECURITY_ALERT"],
        "The other side demands stronger ciphers or keys.", CIPHER;
    "alert-internal-error", "80", "internal error", "tlsv1", "TLSV1", "INTERNAL_ERROR", "internal_error",
        "internal error", "InternalError", "Internal error", ["SSL_ERROR_INTERNAL_ERROR_ALERT"],
        "The other side failed by itself: often it has no certificate for the name asked for, or its own check of the certificate refused.", CUT;
    "alert-inappropriate-fallback", "86", "inappropriate fallback", "tlsv1", "TLSV1", "INAPPROPRIATE_FALLBACK", "inappropriate_fallback",
        "inappropriate fallback", "InappropriateFallback", "Inappropriate fallback", ["SSL_ERROR_INAPPROPRIATE_FALLBACK_ALERT"],
        "The other side saw a retry with an older TLS version than both speak.", VERSION;
    "alert-user-canceled", "90", "user canceled", "tlsv1", "TLSV1", "USER_CANCELED", "user_canceled",
        "user canceled", "UserCanceled", "User canceled", [],
        "The other side gave up: somebody cancelled, or no certificate was chosen.", CUT;
    "alert-no-renegotiation", "100", "no renegotiation", "tlsv1", "TLSV1", "NO_RENEGOTIATION", "no_renegotiation",
        "no renegotiation", "NoRenegotiation", "No renegotiation is allowed", [],
        "The other side does not negotiate again, which a server does to ask for a client certificate late.", RENEGOTIATION;
    "alert-missing-extension", "109", "missing extension", "tlsv13", "TLSV13", "MISSING_EXTENSION", "missing_extension",
        "missing extension", "MissingExtension", "An extension was expected but was not seen", [],
        "The other side misses a part of the handshake.", VERSION;
    "alert-unsupported-extension", "110", "unsupported extension", "tlsv1", "TLSV1", "UNSUPPORTED_EXTENSION", "unsupported_extension",
        "unsupported extension", "UnsupportedExtension", "An unsupported extension was sent", [],
        "The other side got a part of the handshake that it did not ask for.", VERSION;
    "alert-certificate-unobtainable", "111", "certificate unobtainable", "tlsv1", "TLSV1", "CERTIFICATE_UNOBTAINABLE", "certificate_unobtainable",
        "certificate unobtainable", "CertificateUnobtainable", "Could not retrieve the specified certificate", [],
        "The other side could not fetch a certificate.", REFUSED;
    "alert-unrecognized-name", "112", "unrecognized name", "tlsv1", "TLSV1", "UNRECOGNIZED_NAME", "unrecognized_name",
        "unrecognized name", "UnrecognizedName", "The server name sent was not recognized", ["SSL_ERROR_UNRECOGNIZED_NAME_ALERT", "ERR_SSL_UNRECOGNIZED_NAME_ALERT", "TLS alert: 'UnrecognizedName'", "handshake alert: unrecognized_name"],
        "The other side has nothing for the host name that was asked for.", NAME_UNKNOWN;
    "alert-bad-certificate-status-response", "113", "bad certificate status response", "tlsv1", "TLSV1", "BAD_CERTIFICATE_STATUS_RESPONSE", "bad_certificate_status_response",
        "bad certificate status response", "BadCertificateStatusResponse", "Bad certificate status response", [],
        "The other side did not accept the stapled OCSP response.", OCSP;
    "alert-unknown-psk-identity", "115", "unknown psk identity", "tlsv1", "TLSV1", "UNKNOWN_PSK_IDENTITY", "unknown_psk_identity",
        "unknown PSK identity", "UnknownPSKIdentity", "The SRP/PSK username is missing or not known", [],
        "The other side does not know the pre-shared key.", CUT;
    "alert-certificate-required", "116", "certificate required", "tlsv13", "TLSV13", "CERTIFICATE_REQUIRED", "certificate_required",
        "certificate required", "CertificateRequired", "Certificate is required", ["SSL_ERROR_RX_CERTIFICATE_REQUIRED_ALERT"],
        "The server wants a client certificate, and this program sent none.", NO_CERT;
    "alert-no-application-protocol", "120", "no application protocol", "tlsv1", "TLSV1", "NO_APPLICATION_PROTOCOL", "no_application_protocol",
        "no application protocol", "NoApplicationProtocol", "No supported application protocol could be negotiated", ["SSL_ERROR_NEXT_PROTOCOL_NO_PROTOCOL"],
        "The other side has no application protocol in common.", NO_ALPN;
};

#[rustfmt::skip]
pub(super) static SENT: &[Entry] = sent! {
    "sent-handshake-failure", "40", "handshake failure", "HANDSHAKE_FAILURE", "handshake_failure", "handshake failure", "HandshakeFailure",
        "This program found nothing in common with the other side, or a server got no client certificate where it demands one.", HANDSHAKE;
    "sent-bad-certificate", "42", "bad certificate", "BAD_CERTIFICATE", "bad_certificate", "bad certificate", "BadCertificate",
        "This program refused the certificate that it received, and does not say here why: its own log does.", CHAIN_ANY;
    "sent-unsupported-certificate", "43", "unsupported certificate", "UNSUPPORTED_CERTIFICATE", "unsupported_certificate", "unsupported certificate", "UnsupportedCertificate",
        "This program cannot use the kind of certificate that it received: mostly its purpose (EKU).", PURPOSE;
    "sent-certificate-revoked", "44", "certificate revoked", "CERTIFICATE_REVOKED", "certificate_revoked", "revoked certificate", "CertificateRevoked",
        "This program knows the certificate that it received as revoked.", REVOKED_ONLY;
    "sent-certificate-expired", "45", "certificate expired", "CERTIFICATE_EXPIRED", "certificate_expired", "expired certificate", "CertificateExpired",
        "This program finds the certificate that it received expired, or not valid yet.", DATES;
    "sent-certificate-unknown", "46", "certificate unknown", "CERTIFICATE_UNKNOWN", "certificate_unknown", "unknown certificate", "CertificateUnknown",
        "This program refused the certificate that it received, and does not say here why: its own log does.", CHAIN_ANY;
    "sent-unknown-ca", "48", "unknown ca", "UNKNOWN_CA", "unknown_ca", "unknown certificate authority", "UnknownCA",
        "This program does not know or does not trust the CA of the certificate that it received.", ISSUER;
    "sent-access-denied", "49", "access denied", "ACCESS_DENIED", "access_denied", "access denied", "AccessDenied",
        "This program refused the certificate that it received, or does not let its owner in.", CHAIN_ANY;
    "sent-decrypt-error", "51", "decrypt error", "DECRYPT_ERROR", "decrypt_error", "error decrypting message", "DecryptError",
        "This program could not verify a signature: the key that the other side used is not that of its certificate, or an issuer's is not the right one.", SIGNATURE_OR_PAIR;
    "sent-protocol-version", "70", "protocol version", "PROTOCOL_VERSION", "protocol_version", "protocol version not supported", "ProtocolVersion",
        "This program does not speak the TLS version that the other side offered.", VERSION;
    "sent-internal-error", "80", "internal error", "INTERNAL_ERROR", "internal_error", "internal error", "InternalError",
        "This program failed by itself, or a check of its own refused the certificate; its own log says why.", SENT_INTERNAL;
    "sent-unrecognized-name", "112", "unrecognized name", "UNRECOGNIZED_NAME", "unrecognized_name", "unrecognized name", "UnrecognizedName",
        "This program has nothing for the host name that the client asked for.", NAME_UNKNOWN;
    "sent-certificate-required", "116", "certificate required", "CERTIFICATE_REQUIRED", "certificate_required", "certificate required", "CertificateRequired",
        "This server demands a client certificate, and the client sent none.", NO_CERT;
};

/// Alerts without a known name.
#[rustfmt::skip]
pub(super) static UNNAMED: &[Entry] = &[
    theirs("alert-received", P,
        &["A TLS fatal alert has been received", "fatal alert has been received", "received fatal alert: {}",
          "tlsv1 alert {}", "sslv3 alert {}", "ssl/tls alert {}", "remote error: tls: {}", "SSL alert number {}",
          "received CLIENT ALERT: Fatal - {}", "received SERVER ALERT: Fatal - {}", "SSL3 alert read:fatal:{}", "(IN), TLS alert, {}",
          "Received alert [{}]", "remote party sent a TLS alert: '{}'", "A fatal alert was received from the remote endpoint",
          "The TLS protocol defined fatal alert code is {}", "The following fatal alert was received: {}", "revcd alert fatal error",
          "received alert fatal error", "SSL - A fatal alert message was received from our peer", "MBEDTLS_ERR_SSL_FATAL_ALERT_MESSAGE",
          "SSL3 alert: read ({}):fatal:{}", "remote TLS alert' parameter='{}'", "Received fatal SSL alert: {}"],
        "The other side ended the connection and told why by an alert.", REFUSED).passing_on(),
    ours("alert-sent", P,
        &["(OUT), TLS alert, {}", "SSL3 alert write:fatal:{}", "generated CLIENT ALERT: Fatal - {}", "generated SERVER ALERT: Fatal - {}",
          "A fatal alert was generated and sent to the remote endpoint", "The following fatal alert was generated: {}", "Sent fatal SSL alert: {}",
          "SSL3 alert: write ({}):fatal:{}", "local TLS alert' parameter='{}'", "local error: tls: {}", "The TLS protocol defined fatal error code is {}"],
        "This program ended the connection and told the other side by an alert; it judged what it received.", CHAIN_ANY).passing_on(),
];
