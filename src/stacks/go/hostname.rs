//! `VerifyHostname` of Go, and what it says when no name matches.

use std::net::IpAddr;

use super::certificate::Parsed;
use crate::purpose::host::Host;

/// More names than this are counted, not listed.
const LISTED: usize = 100;

/// Whether the certificate is valid for a host; the message where it is not.
pub(super) fn verify(certificate: &Parsed<'_>, host: &Host) -> Result<(), String> {
    let names = &certificate.names;
    match host {
        Host::Ip(asked) => {
            if names.addresses.iter().any(|name| name.to_canonical() == asked.to_canonical()) {
                return Ok(());
            }
        }
        Host::Dns(asked) => {
            let asked = asked.to_ascii_lowercase();
            let plain = is_hostname(asked.strip_suffix('.').unwrap_or(&asked), false);
            let covered = names.dns.iter().any(|name| {
                if plain && is_hostname(name, true) {
                    matches(name, &asked)
                } else {
                    let name = name.to_ascii_lowercase();
                    !matches!(name.as_str(), "" | ".") && name == asked
                }
            });
            if covered {
                return Ok(());
            }
        }
    }
    Err(message(certificate, host))
}

/// `HostnameError.Error`.
fn message(certificate: &Parsed<'_>, host: &Host) -> String {
    let names = &certificate.names;
    let asked = match host {
        Host::Ip(address) => address.to_canonical().to_string(),
        Host::Dns(name) => name.clone(),
    };
    if certificate.raw_names.is_none() && matches(&certificate.common_name, &asked) {
        return "x509: certificate relies on legacy Common Name field, use SANs instead".into();
    }
    let valid = match host {
        Host::Ip(_) if names.addresses.is_empty() => {
            return format!(
                "x509: cannot validate certificate for {asked} because it doesn't contain any IP SANs"
            );
        }
        Host::Ip(_) if names.addresses.len() >= LISTED => {
            let count = names.addresses.len();
            return format!(
                "x509: certificate is valid for {count} IP SANs, but none matched {asked}"
            );
        }
        Host::Ip(_) => names.addresses.iter().map(IpAddr::to_string).collect::<Vec<_>>().join(", "),
        Host::Dns(_) if names.dns.len() >= LISTED => {
            let count = names.dns.len();
            return format!(
                "x509: certificate is valid for {count} names, but none matched {asked}"
            );
        }
        Host::Dns(_) => names.dns.join(", "),
    };
    if valid.is_empty() {
        return format!(
            "x509: certificate is not valid for any names, but wanted to match {asked}"
        );
    }
    format!("x509: certificate is valid for {valid}, not {asked}")
}

/// `validHostname`: labels of letters, digits, `-` and `_`; a whole `*` first in patterns.
fn is_hostname(name: &str, pattern: bool) -> bool {
    name != "*"
        && name.split('.').enumerate().all(|(index, label)| {
            let wildcard = pattern && index == 0 && label == "*";
            wildcard
                || (!label.is_empty()
                    && !label.starts_with('-')
                    && label.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_')))
        })
}

/// `matchHostnames`: label by label, a `*` first standing for any one label.
fn matches(pattern: &str, host: &str) -> bool {
    let pattern = pattern.to_ascii_lowercase();
    let host = host.strip_suffix('.').unwrap_or(host).to_ascii_lowercase();
    if pattern.is_empty() || pattern.split('.').count() != host.split('.').count() {
        return false;
    }
    pattern
        .split('.')
        .zip(host.split('.'))
        .enumerate()
        .all(|(index, (pattern, label))| (index == 0 && pattern == "*") || pattern == label)
}
