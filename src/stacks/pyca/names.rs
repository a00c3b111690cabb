//! Names and name constraints as cryptography reads them (types.rs; lib.rs, NameChain).

use std::net::IpAddr;

use super::general_name::{self, Raw};
use super::{Fault, asn1, extensions, fatal, other, rules};
use crate::model::oid::ext;
use crate::model::{Certificate, Name};
use crate::purpose::host::Host;

/// Comparisons of names with constraints in one search.
const MAX_CHECKS: usize = 1 << 20;

/// The alternative names; `None` without the extension.
pub(super) fn alternative<'a>(certificate: &'a Certificate) -> Result<Option<Vec<Raw<'a>>>, Fault> {
    let Some(extension) = certificate.extension(ext::SUBJECT_ALT_NAME) else { return Ok(None) };
    general_name::all(&extension.raw).map(Some).map_err(unreadable)
}

/// A value of an extension that cannot be read.
pub(super) fn unreadable(kind: asn1::Kind) -> Fault {
    other(rules::EXTENSION, format!("ASN.1 parsing error: {}", kind.words()))
}

fn text(content: &[u8]) -> &str {
    std::str::from_utf8(content).unwrap_or_default()
}

/// `Subject.matches`.
pub(super) fn covers(names: &[Raw<'_>], host: &Host) -> bool {
    names.iter().any(|name| match (name, host) {
        ((0x82, content), Host::Dns(asked)) => {
            let pattern = text(content);
            match pattern.strip_prefix("*.") {
                Some(parent) => {
                    is_dns(parent)
                        && asked
                            .split_once('.')
                            .is_some_and(|(_, rest)| rest.eq_ignore_ascii_case(parent))
                }
                None => is_dns(pattern) && pattern.eq_ignore_ascii_case(asked),
            }
        }
        ((0x87, content), Host::Ip(asked)) => address(content) == Some(*asked),
        _ => false,
    })
}

/// `DNSName::new`: labels of letters, digits and inner hyphens.
pub(super) fn is_dns(name: &str) -> bool {
    (1..=253).contains(&name.len())
        && name.split('.').all(|label| {
            (1..=63).contains(&label.len())
                && !label.starts_with('-')
                && !label.ends_with('-')
                && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        })
}

fn address(content: &[u8]) -> Option<IpAddr> {
    match <[u8; 4]>::try_from(content) {
        Ok(bytes) => Some(IpAddr::from(bytes)),
        Err(_) => <[u8; 16]>::try_from(content).ok().map(IpAddr::from),
    }
}

/// Permitted and excluded subtrees.
pub(super) struct Constraints<'a> {
    pub permitted: Option<Vec<Raw<'a>>>,
    pub excluded: Option<Vec<Raw<'a>>>,
}

impl Constraints<'_> {
    /// Whether a directory name is among them.
    pub fn has_directory(&self) -> bool {
        self.permitted.iter().chain(&self.excluded).flatten().any(|(tag, _)| *tag == 0xA4)
    }

    /// Whether nothing is among them.
    pub fn is_empty(&self) -> bool {
        self.permitted.iter().chain(&self.excluded).flatten().next().is_none()
    }
}

/// Reads name constraints; `None` without the extension.
pub(super) fn constraints(certificate: &Certificate) -> Result<Option<Constraints<'_>>, Fault> {
    let Some(extension) = certificate.extension(ext::NAME_CONSTRAINTS) else { return Ok(None) };
    extensions::name_constraints(&extension.raw)
        .map(|(permitted, excluded)| Some(Constraints { permitted, excluded }))
        .map_err(unreadable)
}

/// `evaluate_constraints`, for the names of one certificate.
pub(super) fn evaluate(
    names: &[Raw<'_>],
    constraints: &Constraints<'_>,
    checks: &mut usize,
) -> Result<(), Fault> {
    for name in names {
        let mut permit = true;
        for subtree in constraints.permitted.iter().flatten() {
            if let Some(inside) = one(*subtree, *name, false, checks)? {
                permit = inside;
                if permit {
                    break;
                }
            }
        }
        if !permit {
            let words = "no permitted name constraints matched SAN";
            return Err(other(rules::CONSTRAINTS, words.into()));
        }
        for subtree in constraints.excluded.iter().flatten() {
            if one(*subtree, *name, true, checks)? == Some(true) {
                let words = "excluded name constraint matched SAN";
                return Err(other(rules::CONSTRAINTS, words.into()));
            }
        }
    }
    Ok(())
}

/// Whether a name lies in a subtree; `None` where they are of different kinds.
fn one(
    (kind, subtree): Raw<'_>,
    (tag, name): Raw<'_>,
    excluded: bool,
    checks: &mut usize,
) -> Result<Option<bool>, Fault> {
    *checks = checks.saturating_add(1);
    if *checks > MAX_CHECKS {
        return Err(fatal(rules::LIMIT, "Exceeded maximum name constraint check limit"));
    }
    if kind != tag {
        return Ok(None);
    }
    let bad = |words: String| Err(other(rules::CONSTRAINTS, words));
    match kind {
        0x82 => {
            let (subtree, name) = (text(subtree), text(name));
            let base = name.strip_prefix("*.").unwrap_or(name);
            if !is_dns(base) {
                return bad(format!("unsatisfiable DNS name constraint: malformed SAN {name}"));
            }
            if !is_dns(subtree) {
                return bad(format!("malformed DNS name constraint: {subtree}"));
            }
            // A wildcard overlaps an excluded name that it could stand for.
            let overlaps = excluded
                && base != name
                && subtree.split_once('.').is_some_and(|(_, rest)| rest.eq_ignore_ascii_case(base));
            Ok(Some(overlaps || within(subtree, base)))
        }
        0x87 => {
            let Some(asked) = address(name) else {
                return bad(format!("unsatisfiable IP name constraint: malformed SAN {name:?}"));
            };
            match network(subtree, asked) {
                Some(inside) => Ok(Some(inside)),
                None => bad(format!("malformed IP name constraints: {subtree:?}")),
            }
        }
        0x81 => {
            let (subtree, name) = (text(subtree), text(name));
            let Some((local, domain)) = mailbox(name) else {
                return bad(format!(
                    "unsatisfiable RFC822 name constraint: malformed SAN {name:?}"
                ));
            };
            let malformed = || format!("malformed RFC822 name constraints: {subtree:?}");
            if let Some(parent) = subtree.strip_prefix('.') {
                return match is_dns(parent) {
                    true => Ok(Some(domain.len() > parent.len() && within(parent, domain))),
                    false => bad(malformed()),
                };
            }
            if let Some((wanted, host)) = mailbox(subtree) {
                return Ok(Some(wanted == local && host.eq_ignore_ascii_case(domain)));
            }
            match is_dns(subtree) {
                true => Ok(Some(subtree.eq_ignore_ascii_case(domain))),
                false => bad(malformed()),
            }
        }
        _ => bad("unsupported name constraint".into()),
    }
}

/// The same domain or one below it.
fn within(domain: &str, name: &str) -> bool {
    let (domain, name) = (domain.to_ascii_lowercase(), name.to_ascii_lowercase());
    name.strip_suffix(domain.as_str())
        .is_some_and(|before| before.is_empty() || before.ends_with('.'))
}

fn network(subtree: &[u8], address: IpAddr) -> Option<bool> {
    if !matches!(subtree.len(), 8 | 32) {
        return None;
    }
    let (base, mask) = subtree.split_at(subtree.len() / 2);
    let ones: u32 = mask.iter().map(|b| b.count_ones()).sum();
    let leading = mask.iter().take_while(|b| **b == 0xFF).count().saturating_mul(8);
    let edge = mask.iter().find(|b| **b != 0xFF).map_or(0, |b| b.leading_ones());
    if u32::try_from(leading).ok()?.saturating_add(edge) != ones {
        return None;
    }
    let bytes = match address {
        IpAddr::V4(address) => address.octets().to_vec(),
        IpAddr::V6(address) => address.octets().to_vec(),
    };
    let same = bytes.iter().zip(base).zip(mask).all(|((a, b), mask)| a & mask == b & mask);
    Some(bytes.len() == base.len() && same)
}

fn mailbox(text: &str) -> Option<(&str, &str)> {
    let (local, domain) = text.split_once('@')?;
    let atom = |part: &str| {
        !part.is_empty()
            && part.chars().all(|c| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(c))
    };
    (local.split('.').all(atom) && is_dns(domain)).then_some((local, domain))
}

/// A name as Python prints it: RFC 4514, without spaces.
pub(super) fn printed(name: &Name) -> String {
    let short = |oid: &str| -> String {
        match oid {
            "2.5.4.3" => "CN",
            "2.5.4.7" => "L",
            "2.5.4.8" => "ST",
            "2.5.4.10" => "O",
            "2.5.4.11" => "OU",
            "2.5.4.6" => "C",
            "2.5.4.9" => "STREET",
            "0.9.2342.19200300.100.1.25" => "DC",
            "0.9.2342.19200300.100.1.1" => "UID",
            other => other,
        }
        .to_owned()
    };
    let rdns = name.rdns.iter().rev().map(|rdn| {
        let parts: Vec<String> = rdn
            .iter()
            .map(|a| format!("{}={}", short(a.oid.as_str()), escaped(&a.value)))
            .collect();
        parts.join("+")
    });
    rdns.collect::<Vec<_>>().join(",")
}

fn escaped(value: &str) -> String {
    let mut out = String::new();
    let last = value.chars().count().saturating_sub(1);
    for (index, c) in value.chars().enumerate() {
        let edge =
            (index == 0 && (c == '#' || (c == ' ' && last > 0))) || (index == last && c == ' ');
        match c {
            '\\' | '"' | '+' | ',' | ';' | '<' | '>' => out.extend(['\\', c]),
            '\0' => out.push_str("\\00"),
            c if edge => out.extend(['\\', c]),
            c => out.push(c),
        }
    }
    out
}
