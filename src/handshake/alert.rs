//! TLS alerts (RFC 8446, 6; RFC 5246, 7.2) and what libraries call them.

use std::fmt;

/// An alert by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Alert(pub u8);

macro_rules! alerts {
    ($($name:ident $number:literal $word:literal, $openssl:literal, $go:literal, $gnutls:literal;)*) => {
        #[allow(missing_docs)]
        impl Alert {
            $(pub const $name: Alert = Alert($number);)*

            /// The alerts that can come up here.
            pub const ALL: &[Alert] = &[$(Alert($number)),*];

            /// Its name in the standard: `unknown_ca`.
            pub fn name(self) -> &'static str {
                match self.0 { $($number => $word,)* _ => "unknown_alert" }
            }

            /// What OpenSSL calls one that it received.
            pub fn openssl(self) -> &'static str {
                match self.0 { $($number => $openssl,)* _ => "unknown alert type" }
            }

            /// What Go calls it.
            pub fn go(self) -> &'static str {
                match self.0 { $($number => $go,)* _ => "unknown" }
            }

            /// What GnuTLS calls it.
            pub fn gnutls(self) -> &'static str {
                match self.0 { $($number => $gnutls,)* _ => "unknown" }
            }
        }
    };
}

alerts! {
    HANDSHAKE_FAILURE 40 "handshake_failure", "sslv3 alert handshake failure", "handshake failure", "Handshake failed";
    BAD_CERTIFICATE 42 "bad_certificate", "sslv3 alert bad certificate", "bad certificate", "Certificate is bad";
    UNSUPPORTED_CERTIFICATE 43 "unsupported_certificate", "sslv3 alert unsupported certificate", "unsupported certificate", "Certificate is not supported";
    CERTIFICATE_REVOKED 44 "certificate_revoked", "sslv3 alert certificate revoked", "revoked certificate", "Certificate was revoked";
    CERTIFICATE_EXPIRED 45 "certificate_expired", "sslv3 alert certificate expired", "expired certificate", "Certificate is expired";
    CERTIFICATE_UNKNOWN 46 "certificate_unknown", "sslv3 alert certificate unknown", "unknown certificate", "Unknown certificate";
    UNKNOWN_CA 48 "unknown_ca", "tlsv1 alert unknown ca", "unknown certificate authority", "CA is unknown";
    ACCESS_DENIED 49 "access_denied", "tlsv1 alert access denied", "access denied", "Access was denied";
    DECODE_ERROR 50 "decode_error", "tlsv1 alert decode error", "error decoding message", "Decode error";
    DECRYPT_ERROR 51 "decrypt_error", "tlsv1 alert decrypt error", "error decrypting message", "Decrypt error";
    INTERNAL_ERROR 80 "internal_error", "tlsv1 alert internal error", "internal error", "Internal error";
    CERTIFICATE_REQUIRED 116 "certificate_required", "tlsv13 alert certificate required", "certificate required", "Certificate is required";
}

impl Alert {
    /// The alert of that name.
    pub fn named(name: &str) -> Option<Alert> {
        Alert::ALL.iter().copied().find(|alert| alert.name() == name)
    }

    /// OpenSSL's number for having received it: its reasons begin at 1000 (`ssl3_read_bytes`).
    pub(super) fn openssl_number(self) -> String {
        format!("0A{:06X}", 1_000_u32.saturating_add(self.0.into()))
    }
}

impl fmt::Display for Alert {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.name(), self.0)
    }
}
