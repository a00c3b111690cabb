//! DNS names as certificates must hold them (RFC 5280, 4.2.1.6; RFC 1034, 3.5; RFC 9525, 6.3): what is
//! wrong with one, by the cause a person can fix.

use std::net::IpAddr;

use super::host;
use crate::model::{Certificate, GeneralName};

/// What is wrong with a DNS name of a SAN; the first that applies, in this order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// It is an IP address.
    Address,
    /// It is a URL, a mail address, or a name with a port; says which.
    Url(&'static str),
    /// It holds a character that no host name has.
    Character(char),
    /// Its labels are too long, too many, empty, or begin or end with a hyphen; a clause.
    Labels(&'static str),
    /// Its wildcard is not the whole first label.
    Wildcard,
    /// A label begins with `xn--` and is no A-label, or looks like one of another kind.
    Reserved(String),
    /// It holds an underscore.
    Underscore,
}

/// What is wrong with a DNS name; `None` where nothing is.
pub fn flaw(name: &str) -> Option<Flaw> {
    let bare = name.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(name);
    if bare.parse::<IpAddr>().is_ok() {
        return Some(Flaw::Address);
    }
    if let Some(what) = url(name) {
        return Some(Flaw::Url(what));
    }
    // Bytes that are no text stand there as `\xNN`, so a backslash is found here.
    let fits = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '*');
    if let Some(c) = name.chars().find(|c| !fits(c)) {
        return Some(Flaw::Character(c));
    }
    if let Some(what) = labels(name) {
        return Some(Flaw::Labels(what));
    }
    let rest = name.strip_prefix("*.").unwrap_or(name);
    if rest.contains('*') {
        return Some(Flaw::Wildcard);
    }
    if let Some(label) = name.split('.').find(|label| reserved(label)) {
        return Some(Flaw::Reserved(label.to_owned()));
    }
    name.contains('_').then_some(Flaw::Underscore)
}

/// The DNS names of a certificate's SAN that have a flaw.
pub fn flawed(certificate: &Certificate) -> Vec<(&str, Flaw)> {
    let names = certificate.san().unwrap_or_default().iter();
    let names = names.filter_map(|name| match name {
        GeneralName::Dns(name) => Some(name.as_str()),
        _ => None,
    });
    names.filter_map(|name| Some((name, flaw(name)?))).collect()
}

/// `“a.example”`; in words where there is nothing to show. White space is drawn together.
pub fn called(name: &str) -> String {
    match name.trim() {
        "" => "a DNS name".to_owned(),
        shown => format!("“{}”", shown.split_whitespace().collect::<Vec<_>>().join(" ")),
    }
}

fn url(name: &str) -> Option<&'static str> {
    if name.contains("://") {
        Some("a URL")
    } else if name.contains('/') {
        Some("a name with a path")
    } else if name.contains('@') {
        Some("an e-mail address")
    } else {
        let (_, port) = name.rsplit_once(':')?;
        let is_port = !port.is_empty() && port.bytes().all(|b| b.is_ascii_digit());
        is_port.then_some("a name with a port")
    }
}

fn labels(name: &str) -> Option<&'static str> {
    let label = |test: fn(&str) -> bool| name.split('.').any(test);
    if name.is_empty() {
        Some("is empty")
    } else if name.starts_with('.') {
        Some("begins with a dot")
    } else if name.ends_with('.') {
        Some("ends with a dot")
    } else if label(str::is_empty) {
        Some("has two dots in a row")
    } else if name.len() > 253 {
        Some("is longer than 253 characters")
    } else if label(|label| label.len() > 63) {
        Some("has a label of more than 63 characters")
    } else if label(|label| label.starts_with('-') || label.ends_with('-')) {
        Some("has a label that begins or ends with a hyphen")
    } else {
        None
    }
}

/// RFC 5890, 2.3.1: labels with hyphens in the third and fourth place are reserved; the only ones in
/// use are A-labels, which begin with `xn--`.
fn reserved(label: &str) -> bool {
    label.get(2..4) == Some("--") && host::unicode(label).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_name_has_the_flaw_that_a_person_would_name() {
        let good = ["example.com", "*.example.com", "a", "xn--bcher-kva.example", "1.example.com"];
        for name in good {
            assert_eq!(flaw(name), None, "{name}");
        }
        assert_eq!(flaw("192.0.2.1"), Some(Flaw::Address));
        assert_eq!(flaw("[2001:db8::1]"), Some(Flaw::Address));
        assert_eq!(flaw("https://a.example"), Some(Flaw::Url("a URL")));
        assert_eq!(flaw("a.example:443"), Some(Flaw::Url("a name with a port")));
        assert_eq!(flaw("a b.example"), Some(Flaw::Character(' ')));
        assert_eq!(flaw("b\\xFC.example"), Some(Flaw::Character('\\')));
        assert_eq!(flaw("."), Some(Flaw::Labels("begins with a dot")));
        assert_eq!(flaw("a..b"), Some(Flaw::Labels("has two dots in a row")));
        assert_eq!(
            flaw("a-.b"),
            Some(Flaw::Labels("has a label that begins or ends with a hyphen"))
        );
        for name in ["*", "a*.b.c", "*.*.b.c", "a.*.c"] {
            assert_eq!(flaw(name), Some(Flaw::Wildcard), "{name}");
        }
        assert_eq!(flaw("r3--a.example"), Some(Flaw::Reserved("r3--a".into())));
        assert_eq!(flaw("xn--99999999999.example"), Some(Flaw::Reserved("xn--99999999999".into())));
        assert_eq!(flaw("_dmarc.example"), Some(Flaw::Underscore));
    }
}
