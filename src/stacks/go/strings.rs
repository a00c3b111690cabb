//! Names and strings as Go reads them: which bytes it refuses, and what counts as a domain.

use super::parse::{Fault, oid, or};
use crate::stacks::tlv::{Reader, dotted, tag};

/// Reads the content of a Name; the common name (the last) and the first organisation.
pub(super) fn name(content: &[u8]) -> Result<(String, Option<String>), Fault> {
    let (mut common, mut organization) = (String::new(), None);
    let mut rdns = Reader(content);
    while !rdns.is_empty() {
        let mut set = Reader(or(rdns.take(tag::SET), "invalid RDNSequence")?);
        while !set.is_empty() {
            let attribute = or(set.take(tag::SEQUENCE), "invalid RDNSequence: invalid attribute")?;
            let mut attribute = Reader(attribute);
            let kind = or(oid(&mut attribute), "invalid RDNSequence: invalid attribute type")?;
            let value = value(&mut attribute).map_err(|why| {
                format!("x509: invalid RDNSequence: invalid attribute value: {why}")
            })?;
            match (dotted(kind).as_str(), value) {
                ("2.5.4.3", Some(text)) => common = text,
                ("2.5.4.10", Some(text)) if organization.is_none() => organization = Some(text),
                _ => {}
            }
        }
    }
    Ok((common, organization))
}

/// `readASN1Any`: text, or nothing where the value is of another type.
fn value(attribute: &mut Reader<'_>) -> Result<Option<String>, Fault> {
    let Some(value) = attribute.any() else { return Err("invalid ASN.1 element".into()) };
    let content = value.content;
    let text = match value.tag {
        tag::UTF8_STRING => std::str::from_utf8(content)
            .map(str::to_owned)
            .map_err(|_| "invalid UTF-8 string".to_owned())?,
        tag::PRINTABLE_STRING if content.iter().all(|b| is_printable(*b)) => latin(content),
        tag::PRINTABLE_STRING => return Err("invalid PrintableString".into()),
        tag::T61_STRING => latin(content),
        tag::IA5_STRING if content.is_ascii() => latin(content),
        tag::IA5_STRING => return Err("invalid IA5String".into()),
        tag::NUMERIC_STRING if content.iter().all(|b| b.is_ascii_digit() || *b == b' ') => {
            latin(content)
        }
        tag::NUMERIC_STRING => return Err("invalid NumericString".into()),
        tag::BMP_STRING => bmp(content).ok_or_else(|| "invalid BMPString".to_owned())?,
        _ => return Ok(None),
    };
    Ok(Some(text))
}

fn latin(bytes: &[u8]) -> String {
    bytes.iter().map(|b| char::from(*b)).collect()
}

fn bmp(content: &[u8]) -> Option<String> {
    let content = content.strip_suffix(&[0, 0]).unwrap_or(content);
    let (pairs, rest) = content.as_chunks::<2>();
    if !rest.is_empty() {
        return None;
    }
    pairs
        .iter()
        .map(|pair| {
            let point = u16::from_be_bytes(*pair);
            let reserved = matches!(point, 0xFFFE | 0xFFFF | 0xFDD0..=0xFDEF);
            char::from_u32(u32::from(point)).filter(|_| !reserved)
        })
        .collect()
}

/// The characters of a PrintableString (X.680, 41.4), and `*` and `&`, which Go lets through.
fn is_printable(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
        || matches!(byte, b'\''..=b')' | b'+'..=b'/' | b' ' | b':' | b'=' | b'?' | b'*' | b'&')
}

/// `domainNameValid`: printable labels, none of them empty, no dot at the end; one at the start in
/// constraints. The empty name is valid.
pub(super) fn is_domain(name: &str, constraint: bool) -> bool {
    if name.is_empty() {
        return true;
    }
    if name.ends_with('.') {
        return false;
    }
    let name = if constraint { name.strip_prefix('.').unwrap_or(name) } else { name };
    name.split('.').all(|label| !label.is_empty() && label.bytes().all(|b| (33..=126).contains(&b)))
}

/// `parseRFC2821Mailbox`: the local part without its quotes, and the domain.
pub(super) fn mailbox(text: &str) -> Option<(String, String)> {
    let mut local = String::new();
    let mut chars = text.char_indices().peekable();
    if text.starts_with('"') {
        chars.next();
        loop {
            match chars.next()?.1 {
                '"' => break,
                '\\' => {
                    let escaped = chars.next()?.1;
                    if !matches!(escaped, '\u{1}'..='\u{9}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{7f}')
                    {
                        return None;
                    }
                    local.push(escaped);
                }
                c if matches!(c, '\u{1}'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}'
                    | ' ' | '!' | '#'..='[' | ']'..='\u{7f}') =>
                {
                    local.push(c);
                }
                _ => return None,
            }
        }
    } else {
        while let Some((_, c)) = chars.peek().copied() {
            if c == '\\' {
                chars.next();
                local.push(chars.next()?.1);
                continue;
            }
            if !(c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c)) {
                break;
            }
            local.push(c);
            chars.next();
        }
        if local.is_empty()
            || local.starts_with('.')
            || local.ends_with('.')
            || local.contains("..")
        {
            return None;
        }
    }
    let (at, _) = chars.next().filter(|(_, c)| *c == '@')?;
    let domain = text.get(at.checked_add(1)?..)?;
    (is_domain(domain, false) && !domain.contains('@')).then(|| (local, domain.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn domains_and_mailboxes() {
        assert!(is_domain("example.com", false) && is_domain("", false));
        assert!(is_domain(".example.com", true) && !is_domain(".example.com", false));
        assert!(!is_domain("example.com.", false) && !is_domain("a b", false));
        let split = |text: &str| mailbox(text);
        assert_eq!(split("a.b@example.com"), Some(("a.b".into(), "example.com".into())));
        assert_eq!(split("\"a b\"@x"), Some(("a b".into(), "x".into())));
        for bad in ["a..b@x", ".a@x", "a@b@c", "a", "@x", ""] {
            assert_eq!(split(bad), None, "{bad}");
        }
    }
}
