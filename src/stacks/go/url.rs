//! URIs as Go's net/url reads them (`url.Parse`): which it refuses, and which host it finds.

use std::net::Ipv6Addr;

use super::words::quoted;

/// Where a text stands in a URI: what may be escaped there, and what may not stand there.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Host,
    Zone,
    /// Path, user, fragment: any escape, any character.
    Other,
}

/// The host with its port, empty where there is none, or the error as Go prints it.
pub(super) fn host(text: &str) -> Result<String, String> {
    let (front, fragment) = text.split_once('#').unwrap_or((text, ""));
    let error = |shown: &str, why: String| format!("parse {}: {why}", quoted(shown));
    let host = parse(front).map_err(|why| error(front, why))?;
    unescape(fragment, Part::Other).map_err(|why| error(text, why))?;
    Ok(host)
}

fn parse(text: &str) -> Result<String, String> {
    if text.bytes().any(|b| b < 0x20 || b == 0x7F) {
        return Err("net/url: invalid control character in URL".into());
    }
    if text == "*" {
        return Ok(String::new());
    }
    let (scheme, rest) = scheme(text)?;
    let rest = rest.split('?').next().unwrap_or_default();
    if !rest.starts_with('/') {
        if !scheme.is_empty() {
            return Ok(String::new());
        }
        if rest.split('/').next().unwrap_or_default().contains(':') {
            return Err("first path segment in URL cannot contain colon".into());
        }
    }
    let (mut host, mut path) = (String::new(), rest);
    if (!scheme.is_empty() || !rest.starts_with("///"))
        && let Some(after) = rest.strip_prefix("//")
    {
        let end = after.find('/').unwrap_or(after.len());
        let (authority, behind) = after.split_at_checked(end).unwrap_or((after, ""));
        host = host_of(&scheme, authority)?;
        path = behind;
    }
    unescape(path, Part::Other)?;
    Ok(host)
}

/// The scheme in lower case, and what stands behind it.
fn scheme(text: &str) -> Result<(String, &str), String> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
    match text.split_once(':') {
        Some(("", _)) => Err("missing protocol scheme".into()),
        Some((scheme, rest))
            if scheme.starts_with(|c: char| c.is_ascii_alphabetic())
                && scheme.chars().all(is_part) =>
        {
            Ok((scheme.to_ascii_lowercase(), rest))
        }
        _ => Ok((String::new(), text)),
    }
}

/// `parseAuthority`.
fn host_of(scheme: &str, authority: &str) -> Result<String, String> {
    let Some((user, host)) = authority.rsplit_once('@') else {
        return parse_host(scheme, authority);
    };
    let host = parse_host(scheme, host)?;
    let may_stand = |c: char| c.is_ascii_alphanumeric() || "-._:~!$&'()*+,;=%@".contains(c);
    if !user.chars().all(may_stand) {
        return Err("net/url: invalid userinfo".into());
    }
    for part in user.splitn(2, ':') {
        unescape(part, Part::Other)?;
    }
    Ok(host)
}

/// `parseHost`.
fn parse_host(scheme: &str, host: &str) -> Result<String, String> {
    match host.rfind('[') {
        Some(0) => return literal(host),
        Some(_) => return Err("invalid IP-literal".into()),
        None => {}
    }
    if let Some(first) = host.find(':') {
        // Only of the web's own schemes a second colon is refused.
        let strict = matches!(scheme, "http" | "https");
        let colon = if strict { first } else { host.rfind(':').unwrap_or(first) };
        optional_port(host.get(colon..).unwrap_or_default())?;
    }
    unescape(host, Part::Host)
}

/// An address in brackets.
fn literal(host: &str) -> Result<String, String> {
    let Some((inside, port)) = host.rsplit_once(']') else {
        return Err("missing ']' in host".into());
    };
    optional_port(port)?;
    let inside = inside.strip_prefix('[').unwrap_or(inside);
    let zone_at = inside.find("%25").unwrap_or(inside.len());
    let (address, zone) = inside.split_at_checked(zone_at).unwrap_or((inside, ""));
    let (address, zone) = (unescape(address, Part::Host)?, unescape(zone, Part::Zone)?);
    if address.parse::<Ipv6Addr>().is_err() || zone == "%" {
        if address.parse::<std::net::Ipv4Addr>().is_ok() {
            return Err("invalid IP-literal".into());
        }
        let shown = quoted(&format!("{address}{zone}"));
        return Err(format!("invalid host: ParseAddr({shown}): unable to parse IP"));
    }
    Ok(format!("[{address}{zone}]{port}"))
}

fn optional_port(port: &str) -> Result<(), String> {
    let digits = port.strip_prefix(':');
    let good = port.is_empty() || digits.is_some_and(|d| d.bytes().all(|b| b.is_ascii_digit()));
    if good { Ok(()) } else { Err(format!("invalid port {} after host", quoted(port))) }
}

/// `unescape`: the text with its escapes undone.
fn unescape(text: &str, part: Part) -> Result<String, String> {
    let may_stand = |b: u8| {
        !b.is_ascii() || b.is_ascii_alphanumeric() || b"-_.~!$&'()*+,;=:[]<>\"".contains(&b)
    };
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((byte, after)) = rest.split_first() {
        if *byte != b'%' {
            if part != Part::Other && !may_stand(*byte) {
                let shown = quoted(&char::from(*byte).to_string());
                return Err(format!("invalid character {shown} in host name"));
            }
            bytes.push(*byte);
            rest = after;
            continue;
        }
        let shown = rest.get(..3).unwrap_or(rest);
        let escape = || {
            let shown = quoted(&String::from_utf8_lossy(shown));
            Err(format!("invalid URL escape {shown}"))
        };
        let digits = after.get(..2).filter(|two| two.iter().all(u8::is_ascii_hexdigit));
        let Some(value) = digits
            .and_then(|two| std::str::from_utf8(two).ok())
            .and_then(|two| u8::from_str_radix(two, 16).ok())
        else {
            return escape();
        };
        let allowed = match part {
            Part::Host => value >= 0x80 || shown == b"%25",
            Part::Zone => {
                shown == b"%25" || value == b' ' || (value.is_ascii() && may_stand(value))
            }
            Part::Other => true,
        };
        if !allowed {
            return escape();
        }
        bytes.push(value);
        rest = after.get(2..).unwrap_or_default();
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    // Each was said by Go 1.27.3.
    #[test]
    fn uris_as_go_reads_them() {
        let good = [
            ("https://www.example.com/a", "www.example.com"),
            ("https://user:pass@www.example.com:443", "www.example.com:443"),
            ("spiffe://example.org/ns/a?b=%", "example.org"),
            ("urn:uuid:%zz", ""),
            ("//host/path", "host"),
            ("http://[::1%25en0]:80/", "[::1%en0]:80"),
            ("ldap://a:1:2/", "a:1:2"),
        ];
        for (text, wanted) in good {
            assert_eq!(host(text).as_deref(), Ok(wanted), "{text}");
        }
        let bad = [
            ("https://a/100%", "parse \"https://a/100%\": invalid URL escape \"%\""),
            ("https://a:b/", "parse \"https://a:b/\": invalid port \":b\" after host"),
            ("https://a b/", "parse \"https://a b/\": invalid character \" \" in host name"),
            ("https://%41/", "parse \"https://%41/\": invalid URL escape \"%41\""),
            (":x", "parse \":x\": missing protocol scheme"),
            ("1:x", "parse \"1:x\": first path segment in URL cannot contain colon"),
            ("http://a:1:2/", "parse \"http://a:1:2/\": invalid port \":1:2\" after host"),
            ("http://a|b@c/", "parse \"http://a|b@c/\": net/url: invalid userinfo"),
            ("http://[::1/", "parse \"http://[::1/\": missing ']' in host"),
            ("http://a#%g", "parse \"http://a#%g\": invalid URL escape \"%g\""),
        ];
        for (text, wanted) in bad {
            assert_eq!(host(text).unwrap_err(), wanted, "{text}");
        }
    }
}
