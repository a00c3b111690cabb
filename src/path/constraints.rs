//! Name constraints (RFC 5280, 4.2.1.10) on the names of one certificate.

use std::net::IpAddr;

use super::FaultKind;
use crate::model::{Certificate, GeneralName, Name, NameConstraints, Subtree};
use crate::purpose::{has_host, host};

/// Comparisons of one certificate's names with one CA's constraints that are made at most, counted
/// as BoringSSL counts them: a thousand names under a thousand constraints.
const MAX_COMPARISONS: usize = 1 << 20;
/// Permitted subtrees that are named in a fault.
const LISTED: usize = 8;
/// URIs, which BoringSSL does not compare, have an allowance of their own.
const MAX_URI_COMPARISONS: usize = 4 << 20;

/// Everything in the certificate that the constraints do not allow, as long as no more than
/// `comparisons` are needed. `leaf`: the common name counts as a DNS name where the SAN has no host, as OpenSSL, GnuTLS
/// and NSS treat it.
pub(super) fn check(
    constraints: &NameConstraints,
    certificate: &Certificate,
    leaf: bool,
    comparisons: &mut usize,
) -> Vec<FaultKind> {
    let mut names: Vec<GeneralName> = certificate.san().unwrap_or_default().to_vec();
    if !certificate.subject.is_empty() {
        names.push(GeneralName::Directory(certificate.subject.clone()));
    }
    for attribute in certificate.subject.attributes() {
        let value = attribute.value.clone();
        match attribute.oid.as_str() {
            // RFC 5280, 4.2.1.10: e-mail addresses in the subject count where the SAN has none.
            "1.2.840.113549.1.9.1" if certificate.san().is_none() => {
                names.push(GeneralName::Email(value))
            }
            "2.5.4.3" if leaf && !has_host(certificate) && looks_like_host(&value) => {
                names.push(GeneralName::Dns(value));
            }
            _ => {}
        }
    }
    let is_uri = |name: &&GeneralName| matches!(name, GeneralName::Uri(_));
    let uris = names.iter().filter(is_uri).count();
    let subtrees = constraints.permitted.iter().chain(&constraints.excluded);
    let (for_uris, for_others): (Vec<&Subtree>, Vec<&Subtree>) =
        subtrees.partition(|subtree| matches!(subtree, Subtree::Uri(_)));
    let uris = uris.saturating_mul(for_uris.len());
    let subject = usize::from(!certificate.subject.is_empty());
    let others = certificate.san().unwrap_or_default().iter().filter(|name| !is_uri(name)).count();
    let others = others.max(subject).saturating_mul(for_others.len());
    let needed = uris.saturating_add(others);
    if others > MAX_COMPARISONS || uris > MAX_URI_COMPARISONS || needed > *comparisons {
        *comparisons = comparisons.saturating_sub(MAX_COMPARISONS);
        let constraint = "more comparisons of names than are made".into();
        return vec![FaultKind::ConstraintNotEvaluated { constraint }];
    }
    *comparisons = comparisons.saturating_sub(needed);
    names.iter().filter_map(|name| allowed(constraints, name)).collect()
}

fn looks_like_host(text: &str) -> bool {
    text.contains('.') && matches!(host::Host::parse(text), Ok(Some(host::Host::Dns(_))))
}

/// `None` where the name is allowed.
fn allowed(constraints: &NameConstraints, name: &GeneralName) -> Option<FaultKind> {
    for subtree in &constraints.excluded {
        match matches(subtree, name) {
            // A wildcard that stands for an excluded name too is excluded as a whole, as BoringSSL
            // and Go (CVE-2025-61727) have it.
            Some(false) if wildcard_meets(name, subtree) => {
                return Some(fault(name, format!("excluded: {}", words(subtree))));
            }
            Some(true) => return Some(fault(name, format!("excluded: {}", words(subtree)))),
            Some(false) => {}
            None if same_form(subtree, name) => return Some(not_evaluated(subtree)),
            None => {}
        }
    }
    let of_this_form: Vec<&Subtree> =
        constraints.permitted.iter().filter(|s| same_form(s, name)).collect();
    if of_this_form.is_empty() {
        return None;
    }
    let mut unknown = None;
    for subtree in &of_this_form {
        match matches(subtree, name) {
            Some(true) => return None,
            Some(false) => {}
            None => unknown = Some(not_evaluated(subtree)),
        }
    }
    unknown.or_else(|| {
        let mut list: Vec<String> = of_this_form.iter().take(LISTED).map(|s| words(s)).collect();
        let more = of_this_form.len().saturating_sub(LISTED);
        if more > 0 {
            list.push(format!("and {more} more"));
        }
        Some(fault(name, format!("permitted only: {}", list.join(", "))))
    })
}

fn fault(name: &GeneralName, constraint: String) -> FaultKind {
    FaultKind::NameNotAllowed { name: name.plain().unwrap_or_else(|| "a name".into()), constraint }
}

fn not_evaluated(subtree: &Subtree) -> FaultKind {
    FaultKind::ConstraintNotEvaluated { constraint: words(subtree) }
}

fn same_form(subtree: &Subtree, name: &GeneralName) -> bool {
    match (subtree, name) {
        (Subtree::Dns(_), GeneralName::Dns(_))
        | (Subtree::Ip(..), GeneralName::Ip(_) | GeneralName::BadIp(_))
        | (Subtree::Email(_), GeneralName::Email(_))
        | (Subtree::Uri(_), GeneralName::Uri(_))
        | (Subtree::Directory(_), GeneralName::Directory(_)) => true,
        (Subtree::Other(label), GeneralName::Other { label: found, .. }) => label == found,
        (Subtree::Other(label), GeneralName::Ip(_)) => label.starts_with("IP"),
        (Subtree::Other(label), _) => label.starts_with("subtree with"),
        _ => false,
    }
}

/// Whether the name lies in the subtree; `None` where that is not evaluated here.
fn matches(subtree: &Subtree, name: &GeneralName) -> Option<bool> {
    Some(match (subtree, name) {
        (Subtree::Dns(base), GeneralName::Dns(name)) => dns(base, name),
        (Subtree::Ip(address, mask), GeneralName::Ip(found)) => ip(address, mask, found),
        (Subtree::Ip(..), GeneralName::BadIp(_)) => return None,
        (Subtree::Email(base), GeneralName::Email(name)) => email(base, name),
        (Subtree::Uri(base), GeneralName::Uri(name)) => return uri(base, name),
        (Subtree::Directory(base), GeneralName::Directory(name)) => directory(base, name),
        (Subtree::Other(_), _) => return None,
        _ => false,
    })
}

/// The base itself and everything below it; an empty base is everything. A leading dot is
/// accepted and then means only what lies below, as every stack does.
fn dns(base: &str, name: &str) -> bool {
    let name = name.strip_suffix('.').unwrap_or(name);
    match base.strip_prefix('.') {
        Some(below) => {
            before(name, below).is_some_and(|rest| rest.len() > 1 && rest.ends_with(b"."))
        }
        None => {
            base.is_empty()
                || before(name, base).is_some_and(|rest| rest.is_empty() || rest.ends_with(b"."))
        }
    }
}

/// Whether a wildcard name stands for a name in the subtree.
fn wildcard_meets(name: &GeneralName, subtree: &Subtree) -> bool {
    let (GeneralName::Dns(name), Subtree::Dns(base)) = (name, subtree) else { return false };
    name.strip_prefix("*.").is_some_and(|parent| {
        base.split_once('.').is_some_and(|(_, rest)| rest.eq_ignore_ascii_case(parent))
    })
}

/// What stands before `end` at the end of `name`, case aside.
fn before<'a>(name: &'a str, end: &str) -> Option<&'a [u8]> {
    let (rest, tail) = name.as_bytes().split_at_checked(name.len().checked_sub(end.len())?)?;
    tail.eq_ignore_ascii_case(end.as_bytes()).then_some(rest)
}

fn ip(address: &[u8], mask: &[u8], found: &IpAddr) -> bool {
    let found: Vec<u8> = match found {
        IpAddr::V4(v4) => v4.octets().to_vec(),
        IpAddr::V6(v6) => v6.octets().to_vec(),
    };
    found.len() == address.len()
        && found
            .iter()
            .zip(address)
            .zip(mask)
            .all(|((found, base), mask)| found & mask == base & mask)
}

/// A mailbox, a host (all mailboxes on it), or a domain with a leading dot (all hosts below it).
fn email(base: &str, name: &str) -> bool {
    let Some((local, host)) = name.rsplit_once('@') else { return false };
    match base.rsplit_once('@') {
        Some((wanted, wanted_host)) => local == wanted && host.eq_ignore_ascii_case(wanted_host),
        None if base.starts_with('.') => dns(base, host),
        None => base.is_empty() || host.eq_ignore_ascii_case(base),
    }
}

/// The host of a URI: exactly the base, or below it where the base begins with a dot. A URI
/// without a host name cannot be judged (RFC 5280, 4.2.1.10 demands refusal).
fn uri(base: &str, name: &str) -> Option<bool> {
    let (_, rest) = name.split_once("://")?;
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    let host = host.rsplit_once(':').map_or(host, |(host, _)| host);
    if host.is_empty() || host.parse::<IpAddr>().is_ok() || host.starts_with('[') {
        return None;
    }
    Some(if base.starts_with('.') { dns(base, host) } else { base.eq_ignore_ascii_case(host) })
}

/// A name that begins with all relative names of the base. The keys are made so that the key of
/// a beginning is the beginning of the key.
fn directory(base: &Name, name: &Name) -> bool {
    name.rdns.len() >= base.rdns.len() && name.key.starts_with(&base.key)
}

/// A subtree in words.
pub(crate) fn words(subtree: &Subtree) -> String {
    match subtree {
        Subtree::Dns(base) if base.is_empty() => "every DNS name".into(),
        Subtree::Dns(base) => format!("DNS {base}"),
        Subtree::Ip(address, mask) => network(address, mask),
        Subtree::Email(base) => format!("e-mail {base}"),
        Subtree::Uri(base) => format!("URI {base}"),
        Subtree::Directory(name) if name.is_empty() => "every directory name".into(),
        Subtree::Directory(name) => format!("directory {}", name.text()),
        Subtree::Other(label) => label.clone(),
    }
}

/// `192.0.2.0/24`; the mask in full where it is no prefix.
fn network(address: &[u8], mask: &[u8]) -> String {
    let text = |bytes: &[u8]| match crate::decode::ip_text(bytes) {
        Some(text) => text,
        None => crate::model::hex(bytes),
    };
    let ones: u32 =
        mask.iter()
            .map(|b| b.leading_ones())
            .fold((0u32, true), |(sum, open), ones| {
                if open { (sum.saturating_add(ones), ones == 8) } else { (sum, false) }
            })
            .0;
    let total: u32 = mask.iter().map(|b| b.count_ones()).sum();
    if ones == total {
        format!("IP {}/{ones}", text(address))
    } else {
        format!("IP {}/{}", text(address), text(mask))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dns_subtrees_hold_the_base_and_what_lies_below() {
        assert!(dns("example.com", "example.com"));
        assert!(dns("example.com", "WWW.example.com"));
        assert!(!dns("example.com", "badexample.com"));
        assert!(dns(".example.com", "www.example.com"));
        assert!(!dns(".example.com", "example.com"));
        assert!(dns("", "anything"));
    }

    #[test]
    fn addresses_mail_and_uris_follow_their_own_rules() {
        let net = Subtree::Ip(vec![192, 0, 2, 0], vec![255, 255, 255, 0]);
        assert_eq!(matches(&net, &GeneralName::Ip("192.0.2.9".parse().unwrap())), Some(true));
        assert_eq!(matches(&net, &GeneralName::Ip("192.0.3.9".parse().unwrap())), Some(false));
        assert_eq!(matches(&net, &GeneralName::Ip("::1".parse().unwrap())), Some(false));
        assert_eq!(words(&net), "IP 192.0.2.0/24");
        assert!(email("example.com", "a@example.com") && !email("example.com", "a@x.example.com"));
        assert!(
            email(".example.com", "a@x.example.com") && email("a@example.com", "a@EXAMPLE.com")
        );
        assert_eq!(uri(".example.com", "https://x.example.com:1/p"), Some(true));
        assert_eq!(uri("example.com", "https://x.example.com/"), Some(false));
        assert_eq!(uri("example.com", "mailto:a@example.com"), None);
    }
}
