//! URIs and mail addresses of a SAN (RFC 5280, 4.2.1.6): what keeps strict readers from reading them,
//! and what makes them useless to everybody.

/// Why a URI cannot be parsed, as Go's net/url and its certificate reader see it; a clause.
pub fn unreadable_uri(text: &str) -> Option<&'static str> {
    if !text.is_ascii() || text.bytes().any(|b| b < 0x20 || b == 0x7F) {
        return Some("holds characters that no URI has");
    }
    let escape =
        |rest: &str| rest.get(..2).is_some_and(|d| d.bytes().all(|b| b.is_ascii_hexdigit()));
    if !text.split('%').skip(1).all(escape) {
        return Some("has a % that begins no escape");
    }
    let (_, rest) = text.split_once("://")?;
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    let (host, port) = match host.rsplit_once(':') {
        Some((host, port)) if !port.ends_with(']') => (host, port),
        _ => (host, ""),
    };
    if !port.bytes().all(|b| b.is_ascii_digit()) {
        return Some("has a port that is no number");
    }
    let bad = |b: u8| b.is_ascii_whitespace() || b"<>\"".contains(&b);
    (host.bytes().any(bad) || host.contains("..")).then_some("has a host that cannot be")
}

/// Why a mail address cannot be parsed; a clause.
pub fn unreadable_mail(text: &str) -> Option<&'static str> {
    (!text.is_ascii()).then_some("is not ASCII")
}

/// What a readable URI lacks (RFC 5280, 4.2.1.6: absolute, with a scheme and a part behind it).
pub fn incomplete_uri(text: &str) -> Option<&'static str> {
    if unreadable_uri(text).is_some() {
        return None;
    }
    let Some((scheme, rest)) = text.split_once(':') else { return Some("has no scheme") };
    let fits = |b: u8| b.is_ascii_alphanumeric() || b"+-.".contains(&b);
    let begins = scheme.bytes().next().is_some_and(|b| b.is_ascii_alphabetic());
    if !begins || !scheme.bytes().all(fits) {
        Some("has no scheme")
    } else if rest.trim_matches('/').is_empty() {
        Some("has nothing behind its scheme")
    } else {
        None
    }
}

/// Why a readable mail address is no address alone.
pub fn incomplete_mail(text: &str) -> Option<&'static str> {
    if unreadable_mail(text).is_some() {
        return None;
    }
    if text.bytes().any(|b| b"<>() ,;".contains(&b)) {
        return Some("is more than the address alone");
    }
    match text.rsplit_once('@') {
        Some((mailbox, host)) if !mailbox.is_empty() && !host.is_empty() => None,
        _ => Some("is no mailbox at a host"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn uris_and_mail_addresses_are_told_apart() {
        for uri in [
            "spiffe://example.com/web",
            "https://a.example:443/%20",
            "urn:uuid:1",
            "https://[::1]:8/",
        ] {
            assert_eq!((unreadable_uri(uri), incomplete_uri(uri)), (None, None), "{uri}");
        }
        for uri in ["https://a.example/100%", "https://a:b/", "https://a b/", "https://ä/"] {
            assert!(unreadable_uri(uri).is_some(), "{uri}");
        }
        for uri in ["www.example.com", "https://", "a//user@192.0.2.1", "1x:y"] {
            assert!(unreadable_uri(uri).is_none() && incomplete_uri(uri).is_some(), "{uri}");
        }
        assert_eq!((unreadable_mail("a@b.example"), incomplete_mail("a@b.example")), (None, None));
        for mail in ["a.example", "A <a@b.example>", "@b.example", "a@b(c)"] {
            assert!(incomplete_mail(mail).is_some(), "{mail}");
        }
    }
}
