//! The form of alternative names (RFC 5280, 4.2.1.6) and of name constraints (4.2.1.10).

use crate::model::{Certificate, GeneralName, NameConstraints, Subtree};

/// Names in the SAN that are none of their kind.
pub(super) fn alternative(certificate: &Certificate, add: &mut impl FnMut(&'static str, &str)) {
    for name in certificate.san().unwrap_or_default() {
        let (good, text) = match name {
            GeneralName::Dns(name) => {
                (is_host(name.strip_prefix("*.").unwrap_or(name)), name.as_str())
            }
            GeneralName::Email(name) => (is_mailbox(name), name.as_str()),
            GeneralName::Uri(name) => (is_uri(name), name.as_str()),
            GeneralName::BadIp(_) => (false, "an IP address of a wrong length"),
            _ => (true, ""),
        };
        if !good {
            add("san-syntax", &format!("{text} is no proper name (RFC 5280, 4.2.1.6)."));
        }
    }
}

/// Constraints whose base is none.
pub(super) fn constraints(constraints: &NameConstraints, add: &mut impl FnMut(&'static str, &str)) {
    for subtree in constraints.permitted.iter().chain(&constraints.excluded) {
        let good = match subtree {
            // A leading dot has a meaning for URIs and mailboxes, and none for DNS names.
            Subtree::Dns(base) => base.is_empty() || is_host(base),
            Subtree::Email(base) => match base.rsplit_once('@') {
                Some(_) => is_mailbox(base),
                None => base.is_empty() || is_host(base.strip_prefix('.').unwrap_or(base)),
            },
            Subtree::Uri(base) => {
                base.is_empty() || is_host(base.strip_prefix('.').unwrap_or(base))
            }
            Subtree::Ip(_, mask) => is_prefix(mask),
            Subtree::Directory(_) => true,
            // An IP subtree of a wrong length; other forms are judged when they apply.
            Subtree::Other(label) => !label.starts_with("IP") && !label.starts_with("subtree"),
        };
        if !good {
            let what = format!("{} is no constraint", crate::path::constraint_words(subtree));
            add("name-constraints", &format!("{what} (RFC 5280, 4.2.1.10)."));
        }
    }
}

/// "Preferred name syntax" (RFC 1034, 3.5, as changed by RFC 1123, 2.1).
fn is_host(name: &str) -> bool {
    let label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    name.len() <= 253 && name.split('.').all(label)
}

/// An addr-spec as RFC 2821, 4.1.2 has it, without quoting.
fn is_mailbox(text: &str) -> bool {
    text.rsplit_once('@').is_some_and(|(local, host)| {
        !local.is_empty()
            && local.bytes().all(|b| b.is_ascii_graphic() && !b"()<>[]:;@\\,\"".contains(&b))
            && (is_host(host) || host.starts_with('['))
    })
}

/// A URI with a scheme and something behind it: no relative one.
fn is_uri(text: &str) -> bool {
    text.is_ascii()
        && text.split_once(':').is_some_and(|(scheme, rest)| {
            scheme.starts_with(|c: char| c.is_ascii_alphabetic())
                && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b))
                && !rest.is_empty()
        })
}

/// RFC 4632, 3.1: ones, then zeros.
fn is_prefix(mask: &[u8]) -> bool {
    let bits = |byte: &u8| (0..8u8).rev().map(|bit| byte >> bit & 1 == 1).collect::<Vec<_>>();
    mask.iter().flat_map(bits).skip_while(|bit| *bit).all(|bit| !bit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_masks_and_mailboxes() {
        assert!(is_host("a-b.example") && is_host("localhost") && is_host("1.example"));
        for bad in ["", ".a", "a.", "a..b", "-a", "a_b", "*.a", "a b"] {
            assert!(!is_host(bad), "{bad}");
        }
        assert!(is_prefix(&[255, 255, 128, 0]) && is_prefix(&[0; 4]) && is_prefix(&[255; 4]));
        assert!(!is_prefix(&[255, 0, 255, 0]) && !is_prefix(&[127, 0, 0, 0]));
        assert!(is_mailbox("*@example.com") && !is_mailbox("a b@example.com"));
        assert!(is_uri("urn:x") && !is_uri("/path") && !is_uri("1:x"));
    }
}
