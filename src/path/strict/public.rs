//! What the Baseline Requirements of the CA/Browser Forum add for public TLS servers, as far as
//! it does not contradict RFC 5280.

use std::net::IpAddr;

use super::{Found, Role, roles};
use crate::model::oid::{eku, ext};
use crate::model::{Certificate, Curve, GeneralName, KeyKind};
use crate::purpose::host::{self, Host};

/// Everything on a path that breaks the Baseline Requirements.
pub fn public(path: &[&Certificate], lone: bool) -> Vec<Found> {
    let mut all = Vec::new();
    for (step, role, certificate) in roles(path, lone) {
        let title = certificate.title();
        let mut add = |code: &'static str, what: &str| {
            all.push(Found { step, code, message: format!("{title}: {what}") });
        };
        // BR 7.1.1.
        if certificate.version != 3 {
            add("version", "it is not of version 3 (BR 7.1.1).");
        }
        key(certificate, &mut add);
        authority_key_id(certificate, role, &mut add);
        match role {
            Role::Leaf => leaf(certificate, &mut add),
            // BR 7.1.2.1.2.
            Role::Anchor if certificate.eku().is_some() => {
                add("extended-key-usage", "a root states uses (BR 7.1.2.1.2).");
            }
            Role::Anchor | Role::Intermediate => {}
        }
    }
    all
}

/// BR 6.1.5 and 6.1.6, 7.1.3.1.
fn key(certificate: &Certificate, add: &mut impl FnMut(&'static str, &str)) {
    match &certificate.public_key.kind {
        KeyKind::Rsa { bits, exponent, .. } => {
            if *bits < 2_048 || !bits.is_multiple_of(8) {
                let what = format!("an RSA key of {bits} bits (BR 6.1.5).");
                add("weak-key", &what);
            }
            let odd = exponent.last().is_some_and(|byte| byte & 1 == 1);
            if !odd || exponent == &[1] {
                add("weak-key", "the RSA exponent is not odd and at least 3 (BR 6.1.6).");
            }
        }
        KeyKind::Ec { curve: Curve::P256 | Curve::P384 | Curve::P521, .. } => {}
        KeyKind::Ec { curve, .. } => {
            add("weak-key", &format!("the curve {} (BR 6.1.5).", curve.name()));
        }
        KeyKind::Ed25519(_) => {}
        // What has no name of its own is no public TLS key; newer signatures are left to grow.
        kind => {
            let name = certificate.public_key.short();
            if matches!(kind, KeyKind::Unreadable { .. }) || name.starts_with("DSA") {
                add("weak-key", &format!("a key of the kind {name} (BR 6.1.5)."));
            }
        }
    }
}

/// BR 7.1.2.1.3 and 7.1.2.11.1.
fn authority_key_id(
    certificate: &Certificate,
    role: Role,
    add: &mut impl FnMut(&'static str, &str),
) {
    let Some(id) = certificate.authority_key_id() else { return };
    let code = "authority-key-id";
    if id.key_id.is_none() {
        add(code, "the authority key identifier has no key identifier (BR 7.1.2.1.3).");
    }
    if role == Role::Anchor && (!id.issuer.is_empty() || id.serial.is_some()) {
        add(code, "the authority key identifier names issuer or serial (BR 7.1.2.1.3).");
    }
    if role == Role::Anchor
        && certificate.is_self_issued()
        && id.key_id.as_deref() != certificate.subject_key_id()
    {
        add(code, "a root's two key identifiers differ (BR 7.1.2.1.3).");
    }
}

fn leaf(certificate: &Certificate, add: &mut impl FnMut(&'static str, &str)) {
    // BR 7.1.2.7.10.
    if certificate.eku().is_some_and(|usages| usages.iter().any(|u| u.as_str() == eku::ANY)) {
        add("extended-key-usage", "it lists anyExtendedKeyUsage (BR 7.1.2.7.10).");
    }
    if certificate.extension(ext::EXTENDED_KEY_USAGE).is_some_and(|usage| usage.critical) {
        add("criticality", "its extended key usage is critical (BR 7.1.2.7.6).");
    }
    // BR 7.1.2.7.12.
    let san = certificate.extension(ext::SUBJECT_ALT_NAME);
    if !certificate.subject.is_empty() && san.is_some_and(|san| san.critical) {
        add("criticality", "the SAN is critical beside a subject (BR 7.1.2.7.12).");
    }
    // BR 3.2.2.6.
    for name in certificate.san().unwrap_or_default() {
        if let GeneralName::Dns(name) = name
            && host::spans_suffix(name)
        {
            add("wildcard", &format!("{name} spans a public suffix (BR 3.2.2.6)."));
        }
    }
    // BR 7.1.4.3: the common name is a copy of a SAN entry, to the letter. Here only where it is
    // meant to be one and is spelt otherwise, or can be nothing but a host: BetterTLS and x509-limbo
    // themselves expect other dotted names to be accepted.
    for attribute in certificate.subject.attributes().filter(|a| a.oid.as_str() == "2.5.4.3") {
        let name = attribute.value.as_str();
        if let Some(entry) = other_spelling(certificate, name) {
            let what = format!("the common name {name} should be {entry} (BR 7.1.4.3).");
            add("common-name", &what);
        } else if is_international(name) && !stands_in_san(certificate, name) {
            add("common-name", &format!("the common name {name} is not in the SAN (BR 7.1.4.3)."));
        }
    }
}

fn stands_in_san(certificate: &Certificate, name: &str) -> bool {
    let is_it = |entry: &GeneralName| matches!(entry, GeneralName::Dns(dns) if dns == name);
    certificate.san().unwrap_or_default().iter().any(is_it)
}

/// A dotted name with an A-label or a U-label (RFC 5890, 2.3.2.1).
fn is_international(name: &str) -> bool {
    let labels = || name.split('.');
    labels().count() > 1
        && !name.contains(char::is_whitespace)
        && labels().any(|label| !label.is_ascii() || label.starts_with("xn--"))
}

/// The SAN entry that a common name means and does not spell, where none is spelt so.
fn other_spelling(certificate: &Certificate, name: &str) -> Option<String> {
    let entries = certificate.san().unwrap_or_default();
    let text = |entry: &GeneralName| match entry {
        GeneralName::Dns(dns) => Some(dns.clone()),
        // RFC 5952, 4: one spelling only.
        GeneralName::Ip(address) => Some(address.to_string()),
        _ => None,
    };
    let texts = || entries.iter().filter_map(text);
    if texts().any(|text| text == name) {
        return None;
    }
    let meant = match address(name) {
        Some(address) => Some(address.to_string()),
        None => match Host::parse(name) {
            Ok(Some(host)) => Some(host.text()),
            _ => None,
        },
    }?;
    texts().find(|text| text.eq_ignore_ascii_case(&meant))
}

/// An address however it is spelt: leading zeros, hexadecimal.
fn address(text: &str) -> Option<IpAddr> {
    if let Ok(address) = text.parse() {
        return Some(address);
    }
    if let Some(digits) = text.strip_prefix("0x").or_else(|| text.strip_prefix("0X")) {
        return u32::from_str_radix(digits, 16)
            .ok()
            .map(|number| IpAddr::from(number.to_be_bytes()));
    }
    let parts: Option<Vec<u8>> = text
        .split('.')
        .map(|part| part.bytes().all(|b| b.is_ascii_digit()).then(|| part.parse().ok())?)
        .collect();
    <[u8; 4]>::try_from(parts?.as_slice()).ok().map(IpAddr::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_known_in_any_spelling() {
        let one: Option<IpAddr> = "192.168.1.1".parse().ok();
        for text in ["192.168.1.1", "192.168.001.001", "0xC0A80101"] {
            assert_eq!(address(text), one, "{text}");
        }
        assert_eq!(address("2001:db8:0:0:0:0:0:1"), "2001:db8::1".parse().ok());
        for text in ["192.168.1", "www.example.com", "1.2.3.256", "", "0x"] {
            assert_eq!(address(text), None, "{text}");
        }
    }
}
