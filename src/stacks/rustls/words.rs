//! How rustls itself says what its library found: the line that clients and servers print.

use std::net::{Ipv4Addr, Ipv6Addr};

use rustls_pki_types::{IpAddr, ServerName};
use webpki::Error;

/// Server and client authentication, in rustls's words.
const PURPOSES: [(&[usize], &str); 2] = [
    (&[1, 3, 6, 1, 5, 5, 7, 3, 1], "server authentication"),
    (&[1, 3, 6, 1, 5, 5, 7, 3, 2], "client authentication"),
];

/// `invalid peer certificate: …` (rustls 0.23, webpki/mod.rs, pki_error; error.rs, Display). `None`
/// where it is said of a revocation list and not of the certificate.
pub(super) fn invalid_peer(error: &Error) -> Option<String> {
    let words = match error {
        Error::BadDer | Error::BadDerTime | Error::TrailingData(_) => "BadEncoding".into(),
        Error::CertNotValidYet { time, not_before } => {
            let (time, start) = (time.as_secs(), not_before.as_secs());
            let ahead = start.saturating_sub(time);
            format!(
                "certificate not valid yet: verification time {time} (UNIX), but certificate is not valid before {start} ({ahead} seconds in future)"
            )
        }
        Error::CertExpired { time, not_after } => {
            let (time, end) = (time.as_secs(), not_after.as_secs());
            let ago = time.saturating_sub(end);
            format!(
                "certificate expired: verification time {time} (UNIX), but certificate is not valid after {end} ({ago} seconds ago)"
            )
        }
        Error::InvalidCertValidity => "Expired".into(),
        Error::UnknownIssuer => "UnknownIssuer".into(),
        Error::CertNotValidForName(names) => {
            let expected = name(&names.expected);
            let only = match names.presented.split_last() {
                None => {
                    "is not valid for any names (according to its subjectAltName extension)".into()
                }
                Some((one, [])) => format!("is only valid for {one}"),
                Some((last, others)) => {
                    format!("is only valid for {} or {last}", others.join(", "))
                }
            };
            format!("certificate not valid for name {expected:?}; certificate {only}")
        }
        Error::CertRevoked => "Revoked".into(),
        Error::UnknownRevocationStatus => "UnknownRevocationStatus".into(),
        Error::InvalidSignatureForPublicKey => "BadSignature".into(),
        // The library's words for these are the names of rustls's own kinds, field by field.
        Error::UnsupportedSignatureAlgorithmContext(context) => format!("{context:?}"),
        Error::UnsupportedSignatureAlgorithmForPublicKeyContext(context) => format!("{context:?}"),
        Error::RequiredEkuNotFoundContext(context) => {
            let required = purpose(context.required.oid_values());
            let present: Vec<String> =
                context.present.iter().map(|oid| purpose(oid.iter().copied())).collect();
            format!(
                "certificate does not allow extended key usage for {required}, allows {}",
                present.join(", ")
            )
        }
        Error::CrlExpired { .. }
        | Error::IssuerNotCrlSigner
        | Error::InvalidCrlSignatureForPublicKey
        | Error::UnsupportedCrlSignatureAlgorithmContext(_)
        | Error::UnsupportedCrlSignatureAlgorithmForPublicKeyContext(_) => return None,
        other => format!("Other(OtherError({other:?}))"),
    };
    Some(format!("invalid peer certificate: {words}"))
}

/// The name as text.
fn name(name: &ServerName<'_>) -> String {
    match name {
        ServerName::DnsName(name) => name.as_ref().to_owned(),
        ServerName::IpAddress(IpAddr::V4(address)) => Ipv4Addr::from(*address.as_ref()).to_string(),
        ServerName::IpAddress(IpAddr::V6(address)) => Ipv6Addr::from(*address.as_ref()).to_string(),
        other => format!("{other:?}"),
    }
}

fn purpose(arcs: impl Iterator<Item = usize>) -> String {
    let arcs: Vec<usize> = arcs.collect();
    let named = PURPOSES.iter().find(|(known, _)| *known == arcs.as_slice());
    match named {
        Some((_, name)) => (*name).to_owned(),
        None => arcs.iter().map(usize::to_string).collect::<Vec<_>>().join(", "),
    }
}
