//! Host names and IP addresses against the subject alternative names (RFC 9525, RFC 5280 4.2.1.6).

use std::net::IpAddr;

use idna::punycode;

use crate::model::{Certificate, GeneralName};

/// What every A-label begins with (RFC 5890, 2.3.2.1).
const A_LABEL: &str = "xn--";

/// A host as typed, made comparable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Host {
    /// Lower-case A-labels without a trailing dot.
    Dns(String),
    /// An address.
    Ip(IpAddr),
}

impl Host {
    /// Reads what a person types or copies, where it can be nothing but a host: beside what
    /// [`Host::parse`] takes, `//host/path`, `host/`, `user@host`, and an address with its zone
    /// (`%eth0`, RFC 4007, 11), which is dropped: no certificate has one.
    pub fn typed(typed: &str) -> Result<Option<Host>, String> {
        let mut text = typed.trim();
        if let Some((scheme, rest)) = text.split_once("//")
            && (scheme.is_empty() || scheme.ends_with(':'))
        {
            text = rest;
        }
        text = text.split(['/', '?', '#']).next().unwrap_or_default();
        text = text.rsplit_once('@').map_or(text, |(_, host)| host);
        if let Some((address, _)) = text.split_once('%')
            && address.contains(':')
        {
            text = address;
        }
        Self::parse(text)
    }

    /// Reads a name (U-labels too), an address, `[::1]`, a whole URL,
    /// `host:port`. An empty text is `Ok(None)`; the error says what is wrong with it.
    pub fn parse(typed: &str) -> Result<Option<Host>, String> {
        let mut text = typed.trim();
        if let Some((_, rest)) = text.split_once("://") {
            text = rest.split(['/', '?', '#']).next().unwrap_or_default();
            text = text.rsplit_once('@').map_or(text, |(_, host)| host);
        }
        if text.is_empty() {
            return Ok(None);
        }
        if let Some(rest) = text.strip_prefix('[') {
            let inner = rest.split(']').next().unwrap_or_default();
            return match inner.parse() {
                Ok(address) => Ok(Some(Host::Ip(address))),
                Err(_) => Err(format!("{inner} is no IPv6 address.")),
            };
        }
        if let Ok(address) = text.parse() {
            return Ok(Some(Host::Ip(address)));
        }
        if let Some((host, port)) = text.rsplit_once(':')
            && !host.contains(':')
            && port.bytes().all(|b| b.is_ascii_digit())
        {
            text = host;
            if let Ok(address) = text.parse() {
                return Ok(Some(Host::Ip(address)));
            }
        }
        let text = text.strip_suffix('.').unwrap_or(text);
        if text.bytes().all(|b| b.is_ascii_digit() || b == b'.') {
            return Err(format!("{text} is no IPv4 address."));
        }
        let ascii = to_ascii(text)?;
        check_labels(&ascii)?;
        Ok(Some(Host::Dns(ascii)))
    }

    /// As it is compared.
    pub fn text(&self) -> String {
        match self {
            Host::Dns(name) => name.clone(),
            Host::Ip(address) => address.to_string(),
        }
    }
}

/// The A-label form of a typed name. The doors (page, command line) have mapped and normalised
/// international names already, as UTS 46 wants it, with tables that weigh more than the rest of
/// the engine; here lower case and Punycode (RFC 3492) remain.
fn to_ascii(text: &str) -> Result<String, String> {
    let labels: Result<Vec<String>, String> = text
        .to_lowercase()
        .split('.')
        .map(|label| match label.is_ascii() {
            true => Ok(label.to_owned()),
            false => punycode::encode_str(label)
                .map(|encoded| format!("{A_LABEL}{encoded}"))
                .ok_or_else(|| format!("{label} is too long for a domain name.")),
        })
        .collect();
    labels.map(|labels| labels.join("."))
}

/// RFC 1035, 2.3.4: 63 bytes a label, 253 in all. Underscores are in use and let through.
fn check_labels(name: &str) -> Result<(), String> {
    if name.len() > 253 {
        return Err(format!("A host name has at most 253 characters, this one {}.", name.len()));
    }
    for label in name.split('.') {
        if label.is_empty() {
            return Err("There is an empty label: two dots in a row, or a dot at the start.".into());
        }
        if label.len() > 63 {
            return Err(format!("The label {label} is longer than 63 characters."));
        }
        if let Some(c) =
            label.chars().find(|c| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_')))
        {
            return Err(if c == '*' {
                "Ask about one concrete host, not about a wildcard.".into()
            } else {
                format!("The character '{c}' cannot stand in a host name.")
            });
        }
    }
    Ok(())
}

/// Whether the SAN covers the host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Match {
    /// The entry with this index covers it.
    Covered {
        /// Index among the SAN entries.
        entry: usize,
        /// By its wildcard.
        wildcard: bool,
    },
    /// None does.
    NotCovered {
        /// The entry that comes nearest, and why it is not enough.
        nearest: Option<(usize, String)>,
    },
    /// There is no SAN extension, or it names no host at all.
    NoNames,
}

/// Looks for the host among the SAN entries. The common name is not consulted (RFC 9525, 2).
pub fn find(certificate: &Certificate, host: &Host) -> Match {
    let names = certificate.san().unwrap_or_default();
    let is_host = |name: &GeneralName| matches!(name, GeneralName::Dns(_) | GeneralName::Ip(_));
    if !names.iter().any(is_host) {
        return Match::NoNames;
    }
    for (entry, name) in names.iter().enumerate() {
        match (name, host) {
            (GeneralName::Ip(address), Host::Ip(asked)) if address == asked => {
                return Match::Covered { entry, wildcard: false };
            }
            (GeneralName::Dns(pattern), Host::Dns(asked)) if covers(pattern, asked) => {
                return Match::Covered { entry, wildcard: pattern.starts_with("*.") };
            }
            _ => {}
        }
    }
    let scored = names
        .iter()
        .enumerate()
        .filter_map(|(entry, name)| near(name, host).map(|(score, why)| (score, entry, why)));
    // The first of the best: entries are in the order a person reads them.
    let nearest =
        scored.min_by_key(|(score, entry, _)| (*score, *entry)).map(|(_, entry, why)| (entry, why));
    Match::NotCovered { nearest }
}

/// RFC 9525, 6.3: the wildcard is the whole leftmost label and stands for exactly one label; at
/// least two labels must follow it (every browser's rule; a lone `*.com` matches nowhere). A dot at
/// the entry's end is no part of a host: OpenSSL, Go, Java, GnuTLS and rustls match nothing with it.
pub fn covers(pattern: &str, host: &str) -> bool {
    let pattern = pattern.to_ascii_lowercase();
    match pattern.strip_prefix("*.") {
        None => !pattern.contains('*') && pattern == host,
        Some(suffix) => match host.split_once('.') {
            Some((first, rest)) => {
                !first.is_empty() && rest == suffix && suffix.contains('.') && !suffix.contains('*')
            }
            None => false,
        },
    }
}

/// Whether there is a host that the entry covers: an address, or a DNS name written as hosts are.
pub fn can_match(name: &GeneralName) -> bool {
    match name {
        GeneralName::Ip(_) => true,
        GeneralName::Dns(name) => {
            let name = name.to_ascii_lowercase();
            let below = name.strip_prefix("*.");
            let host = below.unwrap_or(&name);
            below.is_none_or(|rest| rest.contains('.'))
                && matches!(Host::parse(host), Ok(Some(Host::Dns(read))) if read == host)
        }
        _ => false,
    }
}

/// Why an entry nearly covers the host; a smaller score is nearer.
fn near(name: &GeneralName, host: &Host) -> Option<(u32, String)> {
    match (name, host) {
        (GeneralName::Dns(pattern), Host::Ip(address)) if *pattern == address.to_string() => {
            Some((
                0,
                format!(
                    "{pattern} stands there as a DNS name; clients look for an IP address entry"
                ),
            ))
        }
        (GeneralName::Ip(found), Host::Ip(asked))
            if found.to_canonical() == asked.to_canonical() =>
        {
            // RFC 9525, 6.5: the bytes are compared, four with four and sixteen with sixteen.
            Some((
                0,
                format!(
                    "{found} is the same address as {asked}, but clients compare the forms as they stand"
                ),
            ))
        }
        (GeneralName::Dns(pattern), Host::Dns(host)) => near_dns(pattern, host),
        _ => None,
    }
}

/// Whether a wildcard stands for every domain below a public suffix: `*.co.uk`.
#[cfg(feature = "full")]
pub fn spans_suffix(pattern: &str) -> bool {
    let lower = pattern.strip_suffix('.').unwrap_or(pattern).to_ascii_lowercase();
    let below = lower.strip_prefix("*.");
    below.is_some_and(|suffix| suffix.contains('.') && super::suffix::is_public(suffix))
}

fn near_dns(pattern: &str, host: &str) -> Option<(u32, String)> {
    let pattern = pattern.to_ascii_lowercase();
    if !pattern.is_ascii() && to_ascii(&pattern).as_deref() == Ok(host) {
        return Some((0, format!("{pattern} is not in ASCII; clients look for {host}")));
    }
    if pattern.strip_suffix('.').is_some_and(|rest| covers(rest, host)) {
        return Some((
            0,
            format!("{pattern} ends with a dot, and clients compare it as it stands"),
        ));
    }
    if let Some(suffix) = pattern.strip_prefix("*.") {
        if !suffix.contains('.') && host.split_once('.').is_some_and(|(_, rest)| rest == suffix) {
            return Some((1, format!("clients take no wildcard directly below {suffix}")));
        }
        if host == suffix {
            return Some((
                1,
                format!("*.{suffix} covers names below {suffix}, not {suffix} itself"),
            ));
        }
        if host.strip_suffix(suffix).is_some_and(|rest| rest.ends_with('.')) {
            return Some((2, format!("the wildcard *.{suffix} stands for exactly one label")));
        }
    } else if pattern.contains('*') {
        return Some((
            5,
            format!("in {pattern} the wildcard is not a whole label, so clients ignore it"),
        ));
    }
    if host.strip_prefix("www.") == Some(&pattern) || pattern.strip_prefix("www.") == Some(host) {
        return Some((1, format!("{pattern} is listed, but with and without www are two names")));
    }
    let distance = distance(&pattern, host);
    if distance <= 2 {
        let letters = if distance == 1 { "one character" } else { "two characters" };
        return Some((3, format!("{pattern} differs in {letters}")));
    }
    let shared = pattern.rsplit('.').zip(host.rsplit('.')).take_while(|(a, b)| a == b).count();
    let shared = u32::try_from(shared).unwrap_or(u32::MAX);
    (shared >= 2).then(|| {
        (
            20u32.saturating_sub(shared.min(10)),
            format!("{pattern} is a different name below the same domain"),
        )
    })
}

/// Edits between two short names, counted up to 3.
fn distance(a: &str, b: &str) -> usize {
    if a.len().abs_diff(b.len()) > 2 {
        return 3;
    }
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut before = i;
        let mut left = i.saturating_add(1);
        let mut next = vec![left];
        for (j, y) in b.iter().enumerate() {
            let up = row.get(j.saturating_add(1)).copied().unwrap_or(usize::MAX);
            let change = before.saturating_add(usize::from(x != *y));
            left = change.min(up.saturating_add(1)).min(left.saturating_add(1));
            next.push(left);
            before = up;
        }
        row = next;
    }
    row.last().copied().unwrap_or(3).min(3)
}

/// The U-label form of a DNS name, where it has one that differs and leads back to it.
pub fn unicode(name: &str) -> Option<String> {
    let lower = name.to_ascii_lowercase();
    if !lower.split('.').any(|label| label.starts_with(A_LABEL)) {
        return None;
    }
    let labels: Option<Vec<String>> = lower
        .split('.')
        .map(|label| match label.strip_prefix(A_LABEL) {
            Some(encoded) => punycode::decode_to_string(encoded).filter(|text| {
                !text.is_ascii() && punycode::encode_str(text).as_deref() == Some(encoded)
            }),
            None => Some(label.to_owned()),
        })
        .collect();
    labels.map(|labels| labels.join("."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_type_is_understood() {
        let host = |text: &str| Host::typed(text).map(|h| h.map(|h| h.text()));
        assert_eq!(host(" WWW.Example.COM. "), Ok(Some("www.example.com".into())));
        assert_eq!(host("https://user@example.com:8443/path?x#y"), Ok(Some("example.com".into())));
        assert_eq!(host("example.com:443"), Ok(Some("example.com".into())));
        assert_eq!(host("[2001:DB8::1]:443"), Ok(Some("2001:db8::1".into())));
        assert_eq!(host("2001:db8::1"), Ok(Some("2001:db8::1".into())));
        assert_eq!(host("192.0.2.1:443"), Ok(Some("192.0.2.1".into())));
        assert_eq!(host("bücher.example"), Ok(Some("xn--bcher-kva.example".into())));
        assert_eq!(host("_dmarc.example.com"), Ok(Some("_dmarc.example.com".into())));
        for url in [
            "api.acme.example/",
            "//api.acme.example/x",
            "me@api.acme.example:22",
            "api.acme.example?x",
        ] {
            assert_eq!(host(url), Ok(Some("api.acme.example".into())), "{url}");
        }
        for zoned in ["fe80::1%eth0", "[fe80::1%25eth0]:443", "https://[fe80::1%eth0]/"] {
            assert_eq!(host(zoned), Ok(Some("fe80::1".into())), "{zoned}");
        }
        for empty in ["", "http://", "//", "me@"] {
            assert_eq!(host(empty), Ok(None), "{empty}");
        }
        for bad in
            ["256.1.1.1", "exa%mple.com", "a..b", "*.example.com", "a b", "[::g]", &"a".repeat(64)]
        {
            assert!(host(bad).is_err(), "{bad}");
        }
        // In a certificate these are no hosts.
        for other in ["me@example.com", "example.com/", "//example.com", "fe80::1%eth0"] {
            assert!(Host::parse(other).is_err(), "{other}");
        }
    }

    #[test]
    fn a_wildcard_stands_for_one_whole_label() {
        assert!(covers("*.example.com", "www.example.com"));
        assert!(covers("*.EXAMPLE.com", "www.example.com"));
        assert!(!covers("*.example.com.", "www.example.com"));
        assert!(!covers("www.example.com.", "www.example.com"));
        assert!(!covers("*.example.com", "example.com"));
        assert!(!covers("*.example.com", "a.b.example.com"));
        assert!(!covers("w*.example.com", "www.example.com"));
        assert!(!covers("*.com", "example.com"));
        assert!(!covers("www.*.com", "www.example.com"));
        assert!(!covers("*", "localhost"));
    }

    #[test]
    fn entries_that_no_host_matches_are_told_apart() {
        let can = |name: &str| can_match(&GeneralName::Dns(name.into()));
        for good in ["localhost", "WWW.example.com", "*.example.com", "a_b.example.com"] {
            assert!(can(good), "{good}");
        }
        for bad in [
            "10.0.0.9",
            "https://a.example",
            "a.example:443",
            "a.example.",
            "*.com",
            "w*.example.com",
            "*",
            "a b",
            "",
            "b\u{fc}cher.example",
            "[::1]",
        ] {
            assert!(!can(bad), "{bad}");
        }
    }

    #[test]
    #[cfg(feature = "full")]
    fn suffixes_are_those_of_the_list() {
        assert!(spans_suffix("*.co.uk") && spans_suffix("*.COM.AU."));
        assert!(
            ["*.example.uk", "*.co.com", "*.github.io", "*.uk", "co.uk"]
                .iter()
                .all(|it| !spans_suffix(it))
        );
    }

    #[test]
    fn near_misses_are_explained() {
        let why = |entry: &str, host: &str| near_dns(entry, host).map(|(_, why)| why);
        assert!(why("*.example.com", "a.b.example.com").unwrap().contains("exactly one label"));
        assert!(why("*.example.com", "example.com").unwrap().contains("not example.com itself"));
        assert!(why("example.com", "www.example.com").unwrap().contains("two names"));
        assert!(why("exmaple.com", "example.com").unwrap().contains("two characters"));
        assert!(why("*.com", "example.com").unwrap().contains("directly below com"));
        assert!(why("bücher.example", "xn--bcher-kva.example").unwrap().contains("ASCII"));
        let mapped = GeneralName::Ip("::ffff:192.0.2.1".parse().unwrap());
        let asked = Host::Ip("192.0.2.1".parse().unwrap());
        assert!(near(&mapped, &asked).unwrap().1.contains("same address"));
        assert_eq!(why("example.org", "www.test.net"), None);
        assert_eq!(unicode("xn--bcher-kva.example"), Some("bücher.example".into()));
        assert_eq!(unicode("example.com"), None);
    }
}
