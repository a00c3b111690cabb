//! Hosts, addresses and mailboxes against a certificate, as GnuTLS compares them
//! (`x509/hostname-verify.c`).

use std::net::IpAddr;

use super::facts::allows_purpose;
use crate::model::Certificate;
use crate::purpose::host::Host;
use crate::stacks::{Asked, Role, names};

/// Whether the certificate is one for the name.
pub(super) fn covers(certificate: &Certificate, asked: &Asked) -> bool {
    match asked {
        Asked::Host(Host::Ip(address)) => {
            let bytes = match address {
                IpAddr::V4(address) => address.octets().to_vec(),
                IpAddr::V6(address) => address.octets().to_vec(),
            };
            names::of_kind(certificate, names::IP).contains(&bytes.as_slice())
        }
        Asked::Host(Host::Dns(host)) => covers_host(certificate, host),
        Asked::Email(mailbox) => {
            let listed = names::of_kind(certificate, names::EMAIL);
            if listed.is_empty() {
                return only(certificate, "1.2.840.113549.1.9.1")
                    .is_some_and(|found| found.eq_ignore_ascii_case(mailbox));
            }
            listed.iter().any(|found| found.eq_ignore_ascii_case(mailbox.as_bytes()))
        }
    }
}

/// The common name counts where the SAN has no DNS name, address or URI, where there is only one,
/// and where the certificate may be a server's.
fn covers_host(certificate: &Certificate, host: &str) -> bool {
    let listed = names::of_kind(certificate, names::DNS);
    if listed.iter().any(|pattern| matches(pattern, host.as_bytes())) {
        return true;
    }
    listed.is_empty()
        && names::of_kind(certificate, names::IP).is_empty()
        && names::of_kind(certificate, names::URI).is_empty()
        && allows_purpose(certificate, Role::Server.usage(), true)
        && only(certificate, "2.5.4.3")
            .is_some_and(|name| matches(name.as_bytes(), host.as_bytes()))
}

/// The one attribute of that type in the subject.
fn only<'a>(certificate: &'a Certificate, oid: &str) -> Option<&'a str> {
    let mut found = certificate.subject.attributes().filter(|a| a.oid.as_str() == oid);
    let first = found.next()?;
    found.next().is_none().then_some(first.value.as_str())
}

/// A star at the very start stands for any beginning of the first label, if two dots follow.
fn matches(pattern: &[u8], host: &[u8]) -> bool {
    if !pattern.iter().all(|b| b.is_ascii_graphic() || *b == b' ') {
        return false;
    }
    let Some(rest) = pattern.strip_prefix(b"*") else { return pattern.eq_ignore_ascii_case(host) };
    let dots = rest.iter().filter(|b| **b == b'.').count();
    if dots < 2 || rest.ends_with(b".") {
        return false;
    }
    let label = host.iter().position(|b| *b == b'.').unwrap_or(host.len());
    (0..=label).any(|start| host.get(start..).is_some_and(|tail| tail.eq_ignore_ascii_case(rest)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_stands_for_the_beginning_of_a_label() {
        assert!(matches(b"*.example.com", b"WWW.example.com"));
        assert!(matches(b"*w.example.com", b"www.example.com"));
        assert!(!matches(b"w*.example.com", b"www.example.com"));
        assert!(!matches(b"*.com", b"example.com"));
        assert!(!matches(b"*.example.com", b"a.b.example.com"));
    }
}
