//! `HostnameChecker` of Java.

use std::net::IpAddr;

use idna::punycode;

use super::{Fault, constraints, rules};
use crate::model::{Certificate, GeneralName};
use crate::purpose::host::Host;

/// Whether the leaf is valid for the host. `constrained`: name constraints were checked on it
/// before, which has added its common name to its alternative names.
pub(super) fn check(leaf: &Certificate, host: &Host, constrained: bool) -> Result<(), Fault> {
    // A list without a name is none.
    let names = constraints::alternative(leaf).filter(|names| !names.is_empty());
    let names =
        names.map(|names| if constrained { constraints::names(leaf) } else { names.to_vec() });
    match host {
        Host::Ip(address) => address_matches(names, *address),
        Host::Dns(name) => name_matches(leaf, &names.unwrap_or_default(), name),
    }
}

fn fault(rule: &'static crate::stacks::Rule, words: String) -> Fault {
    Fault { rule, message: format!("java.security.cert.CertificateException: {words}") }
}

fn address_matches(names: Option<Vec<GeneralName>>, asked: IpAddr) -> Result<(), Fault> {
    let Some(names) = names else {
        return Err(fault(rules::NO_NAMES, "No subject alternative names present".into()));
    };
    let found = names.iter().any(
        |name| matches!(name, GeneralName::Ip(ip) if ip.to_canonical() == asked.to_canonical()),
    );
    if found {
        return Ok(());
    }
    let words = format!("No subject alternative names matching IP address {asked} found");
    Err(fault(rules::NAME, words))
}

fn name_matches(leaf: &Certificate, names: &[GeneralName], asked: &str) -> Result<(), Fault> {
    if !is_host_name(asked) {
        return Err(fault(rules::BAD_NAME, format!("Illegal given domain name: {asked}")));
    }
    let mut dns = names.iter().filter_map(|name| match name {
        GeneralName::Dns(name) => Some(name),
        _ => None,
    });
    let mut found = false;
    if dns.any(|name| {
        found = true;
        matches(asked, name)
    }) {
        return Ok(());
    }
    if found {
        let words = format!("No subject alternative DNS name matching {asked} found.");
        return Err(fault(rules::NAME, words));
    }
    // The most specific common name.
    if leaf.subject.last("2.5.4.3").is_some_and(|name| matches(asked, name)) {
        return Ok(());
    }
    Err(fault(rules::NO_NAMES, format!("No name matching {asked} found")))
}

/// What `SNIHostName` takes: labels of letters, digits and inner hyphens (RFC 1123, 2.1).
fn is_host_name(name: &str) -> bool {
    name.split('.').all(|label| {
        !label.is_empty()
            && label.len() <= 63
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    })
}

/// `isMatched` and `matchAllWildcards`: label by label, international ones as they read.
fn matches(asked: &str, template: &str) -> bool {
    let (asked, template) = (asked.to_ascii_lowercase(), template.to_ascii_lowercase());
    if let Some(at) = template.rfind('*') {
        // A dot must follow, with something behind it.
        let after = template.get(at..).unwrap_or_default();
        if !after.contains('.') || template == "*." {
            return false;
        }
    }
    if !is_host_name(&template.replace('*', "z")) {
        return false;
    }
    let labels = |name: &str| -> Vec<String> { name.split('.').map(readable).collect() };
    let (asked, template) = (labels(&asked), labels(&template));
    // What an A-label stands for must be a host name again.
    if template.iter().any(|label| label.starts_with('-') || label.ends_with('-')) {
        return false;
    }
    asked.len() == template.len()
        && asked.iter().zip(&template).all(|(label, pattern)| covers(pattern, label))
}

/// `IDN.toUnicode`: a label as it reads; what is no A-label stays as it is.
fn readable(label: &str) -> String {
    let decoded = label.strip_prefix("xn--").and_then(|encoded| {
        let text = punycode::decode_to_string(encoded)?;
        (punycode::encode_str(&text).as_deref() == Some(encoded)).then_some(text)
    });
    decoded.unwrap_or_else(|| label.to_owned())
}

/// A label against a pattern with any number of `*`.
fn covers(pattern: &str, label: &str) -> bool {
    let mut parts = pattern.split('*');
    let Some(mut rest) = parts.next().and_then(|first| label.strip_prefix(first)) else {
        return false;
    };
    let mut parts = parts.peekable();
    if parts.peek().is_none() {
        return rest.is_empty();
    }
    while let Some(part) = parts.next() {
        if parts.peek().is_none() {
            return rest.ends_with(part);
        }
        match rest.find(part).and_then(|at| rest.get(at.saturating_add(part.len())..)) {
            Some(after) => rest = after,
            None => return false,
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wildcards_may_be_part_of_any_label() {
        assert!(matches("baz.example.com", "ba*.example.com"));
        assert!(matches("www.example.com", "*.example.com"));
        assert!(matches("wwow.example.com", "w*o*.example.com"));
        assert!(!matches("a.b.example.com", "*.example.com"));
        assert!(!matches("example.com", "*"));
        assert!(!matches("example.com", "*com"));
        // Said by OpenJDK 17, which for TLS looks for wildcards in every label.
        assert!(matches("a.example.com", "a.*.com"));
        assert!(matches("a.example.com", "*.*.com"));
        assert!(!matches("xn--bcher-kva.example.com", "xn--*.example.com"));
        assert!(matches("xn--bcher-kva.example.com", "b*.example.com"));
        assert!(!matches("xn--test--wg5h0h.com", "xn--test--wg5h0h.com"));
    }
}
