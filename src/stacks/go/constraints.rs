//! Name constraints as Go checks them on a finished chain (crypto/x509, constraints.go).

use crate::model::order;
use std::cmp::Ordering;
use std::net::IpAddr;

use super::certificate::{Constraints, Parsed, Subtrees};
use super::strings::{is_domain, mailbox};
use super::words::quoted;

/// The names of one certificate, ready to be compared.
struct Ready {
    /// As printed, and the domain.
    uris: Vec<(String, String)>,
    /// Local part and domain in lower case.
    emails: Vec<(String, String)>,
}

/// Checks the names of each certificate against the constraints of all above it.
pub(super) fn check(chain: &[&Parsed<'_>]) -> Result<(), String> {
    let constrained: Vec<(usize, &Constraints)> = chain
        .iter()
        .enumerate()
        .filter_map(|(index, certificate)| Some((index, certificate.constraints.as_ref()?)))
        .collect();
    for (index, certificate) in chain.iter().enumerate() {
        if certificate.raw_names.is_none() {
            continue;
        }
        let mut above = constrained.iter().filter(|(at, _)| *at > index).peekable();
        if above.peek().is_none() {
            return Ok(());
        }
        let ready = ready(certificate)?;
        for (_, constraints) in above {
            one(constraints, certificate, &ready)?;
        }
    }
    Ok(())
}

fn ready(certificate: &Parsed<'_>) -> Result<Ready, String> {
    let mut uris = Vec::new();
    for uri in &certificate.names.uris {
        let mut host = uri.host.to_lowercase();
        let shown = quoted(&uri.text);
        if host.is_empty() {
            return Err(format!(
                "URI with empty host ({shown}) cannot be matched against constraints"
            ));
        }
        if host.contains(':') && !host.ends_with(']') {
            host = host.rsplit_once(':').map_or_else(String::new, |(host, _)| host.to_owned());
        }
        if host.parse::<IpAddr>().is_ok() || (host.starts_with('[') && host.ends_with(']')) {
            return Err(format!("URI with IP ({shown}) cannot be matched against constraints"));
        }
        uris.push((uri.text.clone(), host));
    }
    let mut emails = Vec::new();
    for email in &certificate.names.emails {
        let (local, domain) =
            mailbox(email).ok_or_else(|| format!("cannot parse rfc822Name {}", quoted(email)))?;
        emails.push((local, domain.to_lowercase()));
    }
    Ok(Ready { uris, emails })
}

/// Addresses first, then DNS names, URIs, mailboxes; permitted before excluded.
fn one(constraints: &Constraints, certificate: &Parsed<'_>, ready: &Ready) -> Result<(), String> {
    let Constraints { permitted, excluded } = constraints;
    for address in &certificate.names.addresses {
        let found = |trees: &Subtrees| network(&trees.addresses, *address);
        let shown = address.to_string();
        verdict(
            "IP address",
            &shown,
            !permitted.addresses.is_empty(),
            found(permitted),
            found(excluded),
        )?;
    }
    for name in &certificate.names.dns {
        if !is_domain(name, false) {
            return Err(format!("x509: cannot parse dnsName {}", quoted(name)));
        }
        let within = domain(&permitted.dns, name, false);
        let without = domain(&excluded.dns, name, true);
        verdict("DNS name", name, !permitted.dns.is_empty(), within, without)?;
    }
    for (text, host) in &ready.uris {
        if !is_domain(host, false) {
            return Err(format!("x509: internal error: URI SAN {} failed to parse", quoted(text)));
        }
        let within = domain(&permitted.uris, host, false);
        let without = domain(&excluded.uris, host, true);
        verdict("URI", text, !permitted.uris.is_empty(), within, without)?;
    }
    for email in &ready.emails {
        let shown = format!("{}@{}", email.0, email.1);
        if !is_domain(&email.1, false) {
            return Err(format!("x509: cannot parse rfc822Name {}", quoted(&shown)));
        }
        let within = address(&permitted.emails, email, false);
        let without = address(&excluded.emails, email, true);
        verdict("email address", &shown, !permitted.emails.is_empty(), within, without)?;
    }
    Ok(())
}

fn verdict(
    kind: &str,
    name: &str,
    limited: bool,
    within: Option<String>,
    without: Option<String>,
) -> Result<(), String> {
    let name = quoted(name);
    if limited && within.is_none() {
        return Err(format!("{kind} {name} is not permitted by any constraint"));
    }
    match without {
        Some(constraint) => {
            Err(format!("{kind} {name} is excluded by constraint {}", quoted(&constraint)))
        }
        None => Ok(()),
    }
}

/// The network that an address lies in, as `192.0.2.0/24`.
fn network(networks: &[(Vec<u8>, Vec<u8>)], address: IpAddr) -> Option<String> {
    let bytes = match address {
        IpAddr::V4(address) => address.octets().to_vec(),
        IpAddr::V6(address) => address.octets().to_vec(),
    };
    let masked = |bytes: &[u8], mask: &[u8]| -> Vec<u8> {
        bytes.iter().zip(mask).map(|(byte, mask)| byte & mask).collect()
    };
    let mut around: Vec<(Vec<u8>, u32)> = networks
        .iter()
        .filter(|(base, _)| base.len() == bytes.len())
        .filter(|(base, mask)| masked(base, mask) == masked(&bytes, mask))
        .map(|(base, mask)| (masked(base, mask), mask.iter().map(|b| b.count_ones()).sum()))
        .collect();
    // The widest is the one that pruning leaves.
    order::by_key(&mut around, |(_, bits)| *bits);
    let (base, bits) = around.first()?;
    let base = match <[u8; 4]>::try_from(base.as_slice()) {
        Ok(base) => IpAddr::from(base),
        Err(_) => IpAddr::from(<[u8; 16]>::try_from(base.as_slice()).ok()?),
    };
    Some(format!("{base}/{bits}"))
}

/// The subtree that a domain lies in. For excluded ones a wildcard also lies in a subtree that one
/// of its names would be.
fn domain(subtrees: &[String], name: &str, excluded: bool) -> Option<String> {
    if subtrees.iter().any(String::is_empty) {
        return Some(String::new());
    }
    let mut sorted: Vec<&String> = subtrees.iter().collect();
    order::by(&mut sorted, |a, b| compare(a, b));
    let mut kept: Vec<&String> = Vec::new();
    for subtree in sorted {
        if !kept.last().is_some_and(|wider| has_suffix(wider, subtree)) {
            kept.push(subtree);
        }
    }
    let found = kept.iter().find(|kept| has_suffix(kept, name));
    if let Some(found) = found {
        return Some((*found).clone());
    }
    if excluded && name.starts_with('*') {
        let parent = without_label(&name.to_lowercase())?;
        let mut lower = kept.iter().map(|kept| kept.to_lowercase());
        return lower.rfind(|kept| without_label(kept).as_ref() == Some(&parent));
    }
    None
}

/// The mailbox or domain that a mailbox lies in.
fn address(subtrees: &[String], email: &(String, String), excluded: bool) -> Option<String> {
    let (boxes, domains): (Vec<&String>, Vec<&String>) =
        subtrees.iter().partition(|subtree| subtree.contains('@'));
    let exact = boxes.iter().filter_map(|subtree| mailbox(subtree)).any(|(local, domain)| {
        (local.as_str(), domain.to_lowercase().as_str()) == (email.0.as_str(), email.1.as_str())
    });
    if exact {
        return Some(format!("{}@{}", email.0, email.1));
    }
    let domains: Vec<String> = domains.into_iter().cloned().collect();
    domain(&domains, &email.1, excluded)
}

/// `dnsHasSuffix`: whether `name` is `suffix` or below it; only below, where it begins with a dot.
fn has_suffix(suffix: &str, name: &str) -> bool {
    let (suffix, name) = (suffix.to_ascii_lowercase(), name.to_ascii_lowercase());
    match name.strip_suffix(suffix.as_str()) {
        Some(before) => suffix.starts_with('.') || before.is_empty() || before.ends_with('.'),
        None => false,
    }
}

/// `dnsCompare`: from the end, the dot before all other characters.
fn compare(a: &str, b: &str) -> Ordering {
    let key = |text: &str| -> Vec<u8> {
        let lower = text.bytes().rev().map(|b| b.to_ascii_lowercase());
        lower.map(|b| if b == b'.' { 0 } else { b }).collect()
    };
    key(a).cmp(&key(b))
}

fn without_label(name: &str) -> Option<String> {
    name.find('.').and_then(|at| name.get(at..)).map(str::to_owned)
}
