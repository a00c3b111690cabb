//! Hosts, addresses and mailboxes against a certificate, as OpenSSL compares them (`v3_utl.c`,
//! `do_x509_check`), with the flag that TLS clients set: no partial wildcards.

use std::net::IpAddr;

use super::Fault;
use crate::model::Certificate;
use crate::purpose::host::Host;
use crate::stacks::{Asked, names};

/// The codes of a name that does not match.
pub(super) const CODES: [u16; 3] = [62, 63, 64];

/// `check_id`.
pub(super) fn check(certificate: &Certificate, asked: Option<&Asked>, faults: &mut Vec<Fault>) {
    let (matches, code) = match asked {
        None => return,
        Some(Asked::Host(Host::Dns(host))) => (covers_host(certificate, host), 62),
        Some(Asked::Host(Host::Ip(address))) => (covers_address(certificate, address), 64),
        Some(Asked::Email(mailbox)) => (covers_mailbox(certificate, mailbox), 63),
    };
    if !matches {
        faults.push(Fault::new(code, 0));
    }
}

/// The common name counts only where the SAN has no DNS name at all.
pub(super) fn covers_host(certificate: &Certificate, host: &str) -> bool {
    let listed = names::of_kind(certificate, names::DNS);
    if !listed.is_empty() {
        return listed.iter().any(|pattern| pattern_covers(pattern, host.as_bytes()));
    }
    let common = certificate.subject.attributes().filter(|a| a.oid.as_str() == "2.5.4.3");
    common.into_iter().any(|name| pattern_covers(name.value.as_bytes(), host.as_bytes()))
}

pub(super) fn covers_address(certificate: &Certificate, address: &IpAddr) -> bool {
    let bytes = match address {
        IpAddr::V4(address) => address.octets().to_vec(),
        IpAddr::V6(address) => address.octets().to_vec(),
    };
    names::of_kind(certificate, names::IP).contains(&bytes.as_slice())
}

fn covers_mailbox(certificate: &Certificate, mailbox: &str) -> bool {
    let same = |found: &[u8]| {
        let split = |text: &[u8]| text.iter().rposition(|b| *b == b'@').unwrap_or(text.len());
        let (here, there) = (split(found), split(mailbox.as_bytes()));
        here == there
            && found.get(..here) == mailbox.as_bytes().get(..there)
            && found
                .get(here..)
                .unwrap_or_default()
                .eq_ignore_ascii_case(mailbox.as_bytes().get(there..).unwrap_or_default())
    };
    let listed = names::of_kind(certificate, names::EMAIL);
    if !listed.is_empty() {
        return listed.into_iter().any(same);
    }
    let mut inside =
        certificate.subject.attributes().filter(|a| a.oid.as_str() == "1.2.840.113549.1.9.1");
    inside.any(|attribute| same(attribute.value.as_bytes()))
}

/// `equal_wildcard`: a wildcard that is the whole first label of a name with at least two dots
/// behind it stands for one label; any other star is a character as others.
fn pattern_covers(pattern: &[u8], host: &[u8]) -> bool {
    if pattern.is_empty() {
        return false;
    }
    let Some(rest) = wildcard(pattern) else { return pattern.eq_ignore_ascii_case(host) };
    let Some(start) = host.len().checked_sub(rest.len()) else { return false };
    let (label, tail) = host.split_at_checked(start).unwrap_or_default();
    tail.eq_ignore_ascii_case(rest)
        && !label.is_empty()
        && label.iter().all(|b| b.is_ascii_alphanumeric() || *b == b'-')
}

/// What follows the star of a valid wildcard, `.example.com`.
fn wildcard(pattern: &[u8]) -> Option<&[u8]> {
    let rest = pattern.strip_prefix(b"*")?;
    let labels: Vec<&[u8]> = rest.strip_prefix(b".")?.split(|b| *b == b'.').collect();
    let plain = |label: &&[u8]| {
        !label.is_empty()
            && !label.starts_with(b"-")
            && !label.ends_with(b"-")
            && label.iter().all(|b| b.is_ascii_alphanumeric() || *b == b'-')
    };
    (labels.len() >= 2 && labels.iter().all(plain)).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_stands_for_one_whole_label() {
        let covers =
            |pattern: &str, host: &str| pattern_covers(pattern.as_bytes(), host.as_bytes());
        assert!(covers("*.example.com", "WWW.example.com"));
        assert!(covers("*.example.com", "xn--bcher-kva.example.com"));
        assert!(!covers("*.example.com", "a.b.example.com"));
        assert!(!covers("*.example.com", "example.com"));
        assert!(!covers("*.com", "example.com"));
        assert!(!covers("ex*.example.com", "example.example.com"));
        assert!(!covers("*.example.com", "a_b.example.com"));
        assert!(covers("a_b.example.com", "a_b.example.com"));
    }
}
