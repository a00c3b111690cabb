//! mozilla::pkix's comparison of names with hosts and with name constraints (pkixnames.cpp).

use std::net::IpAddr;

use super::link::Link;
use super::words;
use crate::model::oid::ext;
use crate::model::{Certificate, Extension, GeneralName, Name, Subtree};
use crate::purpose::has_host;
use crate::purpose::host::Host;
use crate::stacks::tlv::{Reader, tag};
use crate::stacks::words::Fault;

/// The tags of general names (RFC 5280, 4.2.1.6).
const GENERAL_NAMES: [u8; 9] = [0xA0, 0x81, 0x82, 0xA3, 0xA4, 0xA5, 0x86, 0x87, 0x88];

/// What a DNS name is read for; each allows a little more or less.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum As {
    /// A name in a certificate; a wildcard may be its leftmost label.
    Presented,
    /// The host asked about.
    Asked,
    /// A constraint: empty, or with a leading dot.
    Constraint,
}

/// CheckNameConstraints: the names of every certificate below, self-issued ones too.
pub(super) fn constraints(issuer: &Certificate, below: &Link<'_>) -> Result<(), Fault> {
    let Some(extension) = issuer.extension(ext::NAME_CONSTRAINTS) else { return Ok(()) };
    let Some(constraints) = issuer.name_constraints() else { return Err(&words::BAD_DER) };
    // Lists that are there and empty are no DER of the type (RFC 5280, 4.2.1.10: SIZE (1..MAX)).
    let empty_list = extension.raw.windows(2).skip(2).any(|pair| matches!(pair, [0xA0 | 0xA1, 0]));
    if (constraints.permitted.is_empty() && constraints.excluded.is_empty()) || empty_list {
        return Err(&words::BAD_DER);
    }
    for link in below.down() {
        let certificate = link.certificate;
        let alternative = certificate.extension(ext::SUBJECT_ALT_NAME);
        if alternative.is_some_and(|extension| !is_readable(extension)) {
            return Err(&words::BAD_DER);
        }
        for name in certificate.san().unwrap_or_default() {
            conforms(name, &constraints.permitted, &constraints.excluded)?;
        }
        let subject = GeneralName::Directory(certificate.subject.clone());
        conforms(&subject, &constraints.permitted, &constraints.excluded)?;
        if let Some(name) = common_name(link) {
            conforms(&name, &constraints.permitted, &constraints.excluded)?;
        }
    }
    Ok(())
}

/// Whether subject alternative names are names of the nine kinds, one behind the other.
fn is_readable(extension: &Extension) -> bool {
    let mut outside = Reader(&extension.raw);
    let Some(list) = outside.take(tag::SEQUENCE) else { return false };
    let mut names = Reader(list);
    while !names.is_empty() {
        match names.any() {
            Some(name) if GENERAL_NAMES.contains(&name.tag) => {}
            _ => return false,
        }
    }
    outside.is_empty() && !list.is_empty()
}

/// The last common name of a server's leaf without alternative hosts, where it looks like a host.
fn common_name(link: &Link<'_>) -> Option<GeneralName> {
    if !link.is_leaf() || has_host(link.certificate) {
        return None;
    }
    let text = link.certificate.subject.last("2.5.4.3")?;
    match text.parse() {
        Ok(address) => Some(GeneralName::Ip(address)),
        Err(_) if is_dns(text, As::Presented) => Some(GeneralName::Dns(text.to_owned())),
        Err(_) => None,
    }
}

/// CheckPresentedIDConformsToConstraints.
fn conforms(name: &GeneralName, permitted: &[Subtree], excluded: &[Subtree]) -> Result<(), Fault> {
    let (mut met, mut missed) = (false, false);
    for subtree in permitted {
        match lies_within(name, subtree, false)? {
            Some(true) => met = true,
            Some(false) => missed = true,
            None => {}
        }
    }
    if missed && !met {
        return Err(&words::NOT_IN_NAME_SPACE);
    }
    for subtree in excluded {
        if lies_within(name, subtree, true)? == Some(true) {
            return Err(&words::NOT_IN_NAME_SPACE);
        }
    }
    Ok(())
}

/// Whether a name lies within a subtree; `None` where they are of different kinds. `touch`: it is
/// enough that a wildcard stands for some name within.
fn lies_within(name: &GeneralName, subtree: &Subtree, touch: bool) -> Result<Option<bool>, Fault> {
    Ok(Some(match (name, subtree) {
        (GeneralName::Dns(name), Subtree::Dns(base)) => {
            if !is_dns(name, As::Presented) || !is_dns(base, As::Constraint) {
                return Err(&words::BAD_DER);
            }
            dns_within(name, base, touch)
        }
        (GeneralName::Ip(address), Subtree::Ip(base, mask)) => ip_within(*address, base, mask),
        (GeneralName::BadIp(_), Subtree::Ip(..)) => return Err(&words::BAD_DER),
        (GeneralName::Ip(_) | GeneralName::BadIp(_), Subtree::Other(label))
            if label.starts_with("IP") =>
        {
            return Err(&words::BAD_DER);
        }
        (GeneralName::Email(name), Subtree::Email(base)) => email_within(name, base)?,
        (GeneralName::Directory(name), Subtree::Directory(base)) => directory_within(name, base),
        // Other kinds are not compared: where both stand there, that is a refusal.
        (GeneralName::Uri(_), Subtree::Uri(_)) => return Err(&words::NOT_IN_NAME_SPACE),
        (GeneralName::Other { label, .. }, Subtree::Other(base))
            if label == base
                || (label.starts_with("otherName") && base.starts_with("otherName")) =>
        {
            return Err(&words::NOT_IN_NAME_SPACE);
        }
        (GeneralName::RegisteredId(_), Subtree::Other(base)) if base == "registered ID" => {
            return Err(&words::NOT_IN_NAME_SPACE);
        }
        _ => return Ok(None),
    }))
}

/// A constraint holds for the name itself and for all below it, with and without a leading dot.
fn dns_within(name: &str, base: &str, touch: bool) -> bool {
    let mut name = name;
    if name.len() > base.len() {
        if base.is_empty() {
            return true;
        }
        let start = name.len().saturating_sub(base.len());
        let Some((before, rest)) = name.split_at_checked(start) else { return false };
        if !base.starts_with('.') && !before.ends_with('.') {
            return false;
        }
        name = rest;
    }
    match name.strip_prefix('*') {
        // A wildcard may stand for the constraint's first label.
        Some(rest) => {
            touch
                && base
                    .find('.')
                    .and_then(|dot| base.get(dot..))
                    .is_some_and(|base| rest.eq_ignore_ascii_case(base))
        }
        None => name.eq_ignore_ascii_case(base),
    }
}

fn ip_within(address: IpAddr, base: &[u8], mask: &[u8]) -> bool {
    let bytes = match address {
        IpAddr::V4(address) => address.octets().to_vec(),
        IpAddr::V6(address) => address.octets().to_vec(),
    };
    bytes.len() == base.len()
        && bytes.iter().zip(base).zip(mask).all(|((byte, base), mask)| (byte ^ base) & mask == 0)
}

/// A mailbox, a host, or with a leading dot a domain (RFC 5280, 4.2.1.10).
fn email_within(name: &str, base: &str) -> Result<bool, Fault> {
    let Some((_, host)) = name.rsplit_once('@') else { return Err(&words::BAD_DER) };
    if base.contains('@') {
        let same = match (name.rsplit_once('@'), base.rsplit_once('@')) {
            (Some((a, a_host)), Some((b, b_host))) => a == b && a_host.eq_ignore_ascii_case(b_host),
            _ => false,
        };
        return Ok(same);
    }
    if base.is_empty() {
        return Ok(true);
    }
    if !is_dns(host, As::Asked) || !is_dns(base, As::Constraint) {
        return Err(&words::BAD_DER);
    }
    Ok(match base.starts_with('.') {
        true => dns_within(host, base, false),
        false => host.eq_ignore_ascii_case(base),
    })
}

/// The constraint's parts, byte by byte, at the beginning of the name.
fn directory_within(name: &Name, base: &Name) -> bool {
    base.rdns.len() <= name.rdns.len()
        && base.rdns.iter().zip(&name.rdns).all(|(base, name)| base == name)
}

/// CheckCertHostname.
pub(super) fn host(certificate: &Certificate, host: &Host) -> bool {
    let names = certificate.san().unwrap_or_default();
    match host {
        Host::Ip(asked) => names.iter().any(|name| match name {
            GeneralName::Ip(found) => found == asked,
            _ => false,
        }),
        Host::Dns(asked) => {
            is_dns(asked, As::Asked)
                && names
                    .iter()
                    .map_while(|name| match name {
                        // A name that is none ends the search.
                        GeneralName::Dns(found) if !is_dns(found, As::Presented) => None,
                        GeneralName::Dns(found) => Some(dns_covers(found, asked)),
                        _ => Some(false),
                    })
                    .any(|covers| covers)
        }
    }
}

fn dns_covers(found: &str, asked: &str) -> bool {
    match found.strip_prefix('*') {
        Some(rest) => asked
            .find('.')
            .and_then(|dot| asked.get(dot..))
            .is_some_and(|asked| rest.eq_ignore_ascii_case(asked)),
        None => found.eq_ignore_ascii_case(asked),
    }
}

/// IsValidDNSID: labels of letters, digits, hyphens inside and underscores; the last one not all
/// digits; a wildcard only as the whole first label, with two labels behind it.
fn is_dns(text: &str, role: As) -> bool {
    if text.len() > 253 {
        return false;
    }
    if text.is_empty() {
        return role == As::Constraint;
    }
    let mut rest = text;
    if role == As::Constraint {
        rest = rest.strip_prefix('.').unwrap_or(rest);
    }
    if role == As::Asked {
        rest = rest.strip_suffix('.').unwrap_or(rest);
    }
    let wildcard = role == As::Presented && rest.starts_with("*.");
    if wildcard {
        rest = rest.get(2..).unwrap_or_default();
    }
    let labels: Vec<&str> = rest.split('.').collect();
    let good = |label: &&str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
    };
    let numeric = labels.last().is_some_and(|last| last.bytes().all(|b| b.is_ascii_digit()));
    labels.iter().all(good) && !numeric && (!wildcard || labels.len() >= 2)
}
