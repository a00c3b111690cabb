//! libpki's name constraints (pki/name_constraints.cc).

use std::net::IpAddr;

use super::{Note, parse, words};
use crate::model::{Certificate, GeneralName, Name, NameConstraints, Subtree};

/// Comparisons at most (kMaxChecks).
const MAX_CHECKS: usize = 1 << 20;

/// IsPermittedCert: one error at most.
pub(super) fn check(
    constraints: &NameConstraints,
    certificate: &Certificate,
    notes: &mut Vec<Note>,
) {
    let all: Vec<&Subtree> = constraints.permitted.iter().chain(&constraints.excluded).collect();
    let names = certificate.san().unwrap_or_default();
    let kind = |wanted: fn(&GeneralName) -> bool| names.iter().filter(|name| wanted(name)).count();
    let base = |wanted: fn(&Subtree) -> bool| all.iter().filter(|base| wanted(base)).count();
    let dns = kind(|n| matches!(n, GeneralName::Dns(_)));
    let dns = dns.saturating_mul(base(|s| matches!(s, Subtree::Dns(_))));
    let mail = kind(|n| matches!(n, GeneralName::Email(_)));
    let mail = mail.saturating_mul(base(|s| matches!(s, Subtree::Email(_))));
    let ip = kind(|n| matches!(n, GeneralName::Ip(_)));
    let ip = ip.saturating_mul(base(|s| matches!(s, Subtree::Ip(..))));
    let directory = kind(|n| matches!(n, GeneralName::Directory(_)))
        .saturating_add(usize::from(!certificate.subject.is_empty()))
        .saturating_mul(base(|s| matches!(s, Subtree::Directory(_))));
    if [dns, mail, ip, directory].into_iter().fold(0, usize::saturating_add) > MAX_CHECKS {
        notes.push(Note::error(&words::TOO_MANY_NAMES));
        return;
    }
    let mut permitted = names.iter().all(|name| is_permitted(constraints, &all, name));
    // An address in the subject counts only where there are no alternative names, and then as one
    // that no constraint permits.
    if certificate.san().is_none() {
        let mailboxes = all.iter().any(|subtree| matches!(subtree, Subtree::Email(_)));
        let has = certificate.subject.last("1.2.840.113549.1.9.1").is_some();
        permitted &= !(mailboxes && has);
    }
    if !certificate.subject.is_empty() {
        permitted &= is_directory_permitted(constraints, &certificate.subject);
    }
    if !permitted {
        notes.push(Note::error(&words::NAME_CONSTRAINTS));
    }
}

fn is_permitted(constraints: &NameConstraints, all: &[&Subtree], name: &GeneralName) -> bool {
    if let Some(label) = parse::uncompared(name) {
        return !all.iter().any(|subtree| match subtree {
            Subtree::Uri(_) => label == "URI",
            Subtree::Other(found) => found.split(' ').next() == Some(label) || found == label,
            _ => false,
        });
    }
    match name {
        GeneralName::Dns(name) => {
            let name = name.strip_suffix('.').unwrap_or(name);
            let bases = |list: &[Subtree]| -> Vec<String> {
                list.iter()
                    .filter_map(|subtree| match subtree {
                        Subtree::Dns(base) => Some(base.clone()),
                        _ => None,
                    })
                    .collect()
            };
            let within = |base: &String| dns_within(name, base);
            let permitted = bases(&constraints.permitted);
            // A wildcard that stands for one excluded name is excluded.
            !bases(&constraints.excluded).iter().any(|base| within(base) || touches(name, base))
                && (permitted.is_empty() || permitted.iter().any(within))
        }
        GeneralName::Email(name) => decide(constraints, |subtree| match subtree {
            Subtree::Email(base) => Some(mail_within(name, base)),
            _ => None,
        }),
        GeneralName::Ip(address) => {
            let bytes = match address {
                IpAddr::V4(address) => address.octets().to_vec(),
                IpAddr::V6(address) => address.octets().to_vec(),
            };
            decide(constraints, |subtree| match subtree {
                Subtree::Ip(base, mask) => Some(
                    base.len() == bytes.len()
                        && bytes
                            .iter()
                            .zip(base)
                            .zip(mask)
                            .all(|((byte, base), mask)| (byte ^ base) & mask == 0),
                ),
                _ => None,
            })
        }
        GeneralName::Directory(name) => is_directory_permitted(constraints, name),
        _ => true,
    }
}

/// Not excluded, and permitted where anything of that kind is.
fn decide(constraints: &NameConstraints, within: impl Fn(&Subtree) -> Option<bool>) -> bool {
    let permitted: Vec<bool> = constraints.permitted.iter().filter_map(&within).collect();
    !constraints.excluded.iter().filter_map(&within).any(|within| within)
        && (permitted.is_empty() || permitted.contains(&true))
}

fn is_directory_permitted(constraints: &NameConstraints, name: &Name) -> bool {
    decide(constraints, |subtree| match subtree {
        Subtree::Directory(base) => Some(name.key.starts_with(&base.key)),
        _ => None,
    })
}

fn dns_within(name: &str, base: &str) -> bool {
    let base = base.strip_suffix('.').unwrap_or(base);
    if base.is_empty() {
        return true;
    }
    let Some(start) = name.len().checked_sub(base.len()) else { return false };
    let Some((before, end)) = name.split_at_checked(start) else { return false };
    end.eq_ignore_ascii_case(base)
        && match base.starts_with('.') {
            true => !before.is_empty(),
            false => before.is_empty() || before.ends_with('.'),
        }
}

/// Whether a wildcard stands for the constraint's own name.
fn touches(name: &str, base: &str) -> bool {
    let base = base.strip_suffix('.').unwrap_or(base);
    match (name.strip_prefix("*."), base.split_once('.')) {
        (Some(rest), Some((_, end))) => rest.eq_ignore_ascii_case(end),
        _ => false,
    }
}

fn mail_within(name: &str, base: &str) -> bool {
    let Some((local, host)) = name.rsplit_once('@') else { return false };
    match base.rsplit_once('@') {
        Some((wanted, base)) => local == wanted && host.eq_ignore_ascii_case(base),
        None if base.starts_with('.') => dns_within(host, base),
        None => base.is_empty() || host.eq_ignore_ascii_case(base),
    }
}
