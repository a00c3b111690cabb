//! What a certificate is for: kind, and fitness as server, client and CA with the reason.

#[cfg(feature = "full")]
pub mod dns_form;
pub mod host;
#[cfg(feature = "full")]
pub mod renewal;
#[cfg(feature = "full")]
mod suffix;
#[cfg(feature = "full")]
pub mod uri_form;

use crate::model::oid::eku;
use crate::model::{Certificate, ExtensionValue, GeneralName, KeyKind, KeyUsage};

/// What a certificate is, in one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Server authentication only.
    Server,
    /// Client authentication only.
    Client,
    /// Both.
    ServerAndClient,
    /// A CA certificate that names itself as issuer.
    RootCa,
    /// A CA certificate issued by another.
    IntermediateCa,
    /// A precertificate (RFC 6962): no certificate to be used.
    Precertificate,
    /// Anything else: mail, code signing, or no purpose stated.
    Other,
}

impl Kind {
    /// `Server certificate`.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Server => "Server certificate",
            Kind::Client => "Client certificate",
            Kind::ServerAndClient => "Server and client certificate",
            Kind::RootCa => "Root CA",
            Kind::IntermediateCa => "Intermediate CA",
            Kind::Precertificate => "Precertificate",
            Kind::Other => "Other certificate",
        }
    }

    /// Whether it is a CA certificate.
    pub fn is_ca(self) -> bool {
        matches!(self, Kind::RootCa | Kind::IntermediateCa)
    }
}

/// A kind with its reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assessment {
    /// The kind.
    pub kind: Kind,
    /// Why: what EKU, KU, basic constraints, SAN and nsCertType say.
    pub reason: String,
}

/// Whether the EKU allows a use, told apart as stacks do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EkuFit {
    /// There is no EKU extension: every use is allowed (RFC 5280, 4.2.1.12).
    Unrestricted,
    /// The use is listed.
    Listed,
    /// Only anyExtendedKeyUsage is listed: some stacks accept it, others do not.
    AnyOnly,
    /// The use is not listed.
    NotListed,
}

/// Whether the EKU of a certificate allows a use (`eku::SERVER_AUTH`, `eku::CLIENT_AUTH`).
pub fn eku_fit(certificate: &Certificate, usage: &str) -> EkuFit {
    let Some(usages) = certificate.eku() else { return EkuFit::Unrestricted };
    if usages.iter().any(|oid| oid.as_str() == usage) {
        EkuFit::Listed
    } else if usages.iter().any(|oid| oid.as_str() == eku::ANY) {
        EkuFit::AnyOnly
    } else {
        EkuFit::NotListed
    }
}

/// Key usage bits of which one at least must be set, where the extension is there
/// (RFC 5280, 4.2.1.3 and 4.2.1.12; the sets are those of OpenSSL's purpose checks).
pub fn key_usage_wanted(usage: &str) -> u16 {
    match usage {
        eku::SERVER_AUTH => {
            KeyUsage::DIGITAL_SIGNATURE | KeyUsage::KEY_ENCIPHERMENT | KeyUsage::KEY_AGREEMENT
        }
        _ => KeyUsage::DIGITAL_SIGNATURE | KeyUsage::KEY_AGREEMENT,
    }
}

/// Whether key usage allows a TLS role; true without the extension.
pub fn key_usage_allows(certificate: &Certificate, usage: &str) -> bool {
    certificate.key_usage().is_none_or(|ku| ku.has(key_usage_wanted(usage)))
}

/// Whether the Netscape certificate type, where present, allows a TLS role.
pub fn ns_type_allows(certificate: &Certificate, usage: &str) -> bool {
    let bit = if usage == eku::SERVER_AUTH { 0x40 } else { 0x80 };
    certificate.ns_cert_type().is_none_or(|bits| bits & bit != 0)
}

/// Whether a certificate may sign others: basic constraints, else (version 1 and 2, which have
/// none) naming itself as issuer, as the roots of the 1990s do.
pub fn looks_like_ca(certificate: &Certificate) -> bool {
    match certificate.basic_constraints() {
        Some(constraints) => constraints.ca,
        None => certificate.version < 3 && certificate.is_self_issued(),
    }
}

/// Says what a certificate is and why.
pub fn assess(certificate: &Certificate) -> Assessment {
    let kind = kind(certificate);
    Assessment { kind, reason: reason(certificate, kind) }
}

/// Says what a certificate is.
pub fn kind(certificate: &Certificate) -> Kind {
    if certificate.extensions.iter().any(|e| e.value == ExtensionValue::PrecertificatePoison) {
        return Kind::Precertificate;
    }
    if looks_like_ca(certificate) {
        return if certificate.is_self_issued() { Kind::RootCa } else { Kind::IntermediateCa };
    }
    let fits = |usage: &str| {
        !matches!(eku_fit(certificate, usage), EkuFit::NotListed)
            && key_usage_allows(certificate, usage)
            && ns_type_allows(certificate, usage)
    };
    // Without an EKU every use is allowed; then a host name tells a server from the rest.
    let stated = certificate.eku().is_some() || certificate.ns_cert_type().is_some();
    let named = has_host(certificate);
    match (fits(eku::SERVER_AUTH), fits(eku::CLIENT_AUTH)) {
        (true, true) if stated || named => Kind::ServerAndClient,
        (true, false) => Kind::Server,
        (false, true) => Kind::Client,
        _ => Kind::Other,
    }
}

/// Whether the SAN holds a DNS name or an IP address.
pub fn has_host(certificate: &Certificate) -> bool {
    let is_host = |name: &GeneralName| matches!(name, GeneralName::Dns(_) | GeneralName::Ip(_));
    certificate.san().is_some_and(|names| names.iter().any(is_host))
}

fn reason(certificate: &Certificate, kind: Kind) -> String {
    let mut parts: Vec<String> = Vec::new();
    match certificate.basic_constraints() {
        Some(bc) if bc.ca => parts.push(match bc.path_len {
            Some(length) => format!("Basic constraints say CA, with at most {length} CAs below it"),
            None => "Basic constraints say CA".into(),
        }),
        Some(_) => parts.push("Basic constraints say it is no CA".into()),
        None if kind == Kind::RootCa => {
            parts.push(format!(
                "Version {} certificate that names itself as issuer",
                certificate.version
            ));
        }
        None => parts.push("No basic constraints, so no CA".into()),
    }
    if kind.is_ca() {
        parts.push(if certificate.is_self_issued() {
            "subject and issuer are the same".into()
        } else {
            "issued by another CA".into()
        });
        match certificate.key_usage() {
            Some(ku) if ku.has(KeyUsage::KEY_CERT_SIGN) => {}
            Some(_) => parts.push("but key usage lacks keyCertSign".into()),
            None => {}
        }
        return sentence(&parts);
    }
    match certificate.eku() {
        Some(usages) => {
            let names: Vec<&str> = usages.iter().map(|oid| short_usage(oid.name())).collect();
            parts.push(format!("extended key usage lists {}", listed(&names)));
        }
        None => parts.push("no extended key usage, so every use is allowed".into()),
    }
    if let Some(ku) = certificate.key_usage()
        && !key_usage_allows(certificate, eku::SERVER_AUTH)
    {
        parts.push(format!("key usage is {} only", listed(&ku.names())));
    }
    if certificate.ns_cert_type().is_some_and(|bits| bits & 0xC0 != 0xC0) {
        parts.push("the Netscape certificate type restricts it".into());
    }
    parts.push(if has_host(certificate) {
        "host names or addresses are in the SAN".into()
    } else {
        "no host name or address in the SAN".into()
    });
    if matches!(certificate.public_key.kind, KeyKind::Unreadable { .. }) {
        parts.push("its key could not be read".into());
    }
    sentence(&parts)
}

/// `serverAuth` of `TLS server authentication (serverAuth)`.
pub fn short_usage(name: &str) -> &str {
    name.split_once('(').and_then(|(_, rest)| rest.strip_suffix(')')).unwrap_or(name)
}

fn sentence(parts: &[String]) -> String {
    format!("{}.", parts.join("; "))
}

/// `a, b and c`.
pub fn listed(items: &[&str]) -> String {
    match items {
        [] => "nothing".into(),
        [one] => (*one).into(),
        [start @ .., last] => format!("{} and {last}", start.join(", ")),
    }
}
