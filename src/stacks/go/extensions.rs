//! The extensions that Go reads (parser.go, processExtensions), in their encoded order.

use std::collections::BTreeSet;
use std::net::{IpAddr, Ipv6Addr};

use super::certificate::{Constraints, Names, Parsed, Subtrees, Uri};
use super::parse::{Fault, oid, or};
use super::strings::{is_domain, mailbox};
use super::url;
use super::words::quoted;
use crate::model::hex;
use crate::stacks::tlv::{Reader, dotted, small, tag};

/// Reads the list of extensions: first their frames, then each content.
pub(super) fn all<'a>(list: &'a [u8], into: &mut Parsed<'a>) -> Result<(), Fault> {
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    let mut list = Reader(list);
    while !list.is_empty() {
        let mut inside = Reader(or(list.take(tag::SEQUENCE), "malformed extension")?);
        let kind = dotted(or(oid(&mut inside), "malformed extension OID field")?);
        let critical = match inside.peek() {
            Some(tag::BOOLEAN) => or(inside.boolean(), "malformed extension critical field")?,
            _ => false,
        };
        let value = or(inside.take(tag::OCTET_STRING), "malformed extension value field")?;
        if !seen.insert(kind.clone()) {
            return Err(format!(
                "x509: certificate contains duplicate extension with OID \"{kind}\""
            ));
        }
        found.push((kind, critical, value));
    }
    for (kind, critical, value) in found {
        if one(&kind, critical, value, into)? && critical {
            into.has_unhandled_critical = true;
        }
    }
    Ok(())
}

/// Reads one; true where Go does not know it, or knows nothing of what is in it.
fn one<'a>(
    kind: &str,
    critical: bool,
    value: &'a [u8],
    into: &mut Parsed<'a>,
) -> Result<bool, Fault> {
    let mut reader = Reader(value);
    let mut sequence = |words: &str| or(reader.take(tag::SEQUENCE), words).map(Reader);
    match kind {
        "2.5.29.15" => into.key_usage = key_usage(&mut reader)?,
        "2.5.29.19" => {
            let mut inside = sequence("invalid basic constraints")?;
            let mut read = || -> Option<(bool, Option<u64>)> {
                let ca = inside.peek() == Some(tag::BOOLEAN) && inside.boolean()?;
                let length = match inside.peek() {
                    Some(tag::INTEGER) => {
                        Some(small(inside.integer()?).filter(|n| i64::try_from(*n).is_ok())?)
                    }
                    _ => None,
                };
                Some((ca, length))
            };
            into.basic_constraints = Some(or(read(), "invalid basic constraints")?);
        }
        "2.5.29.17" => {
            into.raw_names = Some(value);
            into.names = names(sequence("invalid subject alternative names")?)?;
            let Names { dns, emails, addresses, uris } = &into.names;
            return Ok(dns.is_empty()
                && emails.is_empty()
                && addresses.is_empty()
                && uris.is_empty());
        }
        "2.5.29.30" => {
            let (constraints, unhandled) = constraints(value)?;
            into.constraints = Some(constraints);
            return Ok(unhandled);
        }
        "2.5.29.31" => distribution_points(sequence("invalid CRL distribution points")?)?,
        "2.5.29.35" => {
            if critical {
                return Err("x509: authority key identifier incorrectly marked critical".into());
            }
            let mut inside = sequence("invalid authority key identifier")?;
            let id = or(inside.optional(tag::context(0)).ok(), "invalid authority key identifier")?;
            into.authority_key_id = id.unwrap_or_default();
        }
        "2.5.29.36" => {
            let mut inside = sequence("invalid policy constraints extension")?;
            for number in [tag::context(0), tag::context(1)] {
                let skip = inside.optional(number).ok();
                or(skip, "invalid policy constraints extension")?;
            }
        }
        "2.5.29.37" => {
            let mut inside = sequence("invalid extended key usages")?;
            while !inside.is_empty() {
                into.usages.push(dotted(or(oid(&mut inside), "invalid extended key usages")?));
            }
        }
        "2.5.29.14" => {
            if critical {
                return Err("x509: subject key identifier incorrectly marked critical".into());
            }
            into.subject_key_id =
                or(reader.take(tag::OCTET_STRING), "invalid subject key identifier")?;
        }
        "2.5.29.32" => policies(sequence("invalid certificate policies")?)?,
        "2.5.29.33" => {
            let mut inside = sequence("invalid policy mappings extension")?;
            while !inside.is_empty() {
                let pair = inside.take(tag::SEQUENCE).and_then(|pair| {
                    let mut pair = Reader(pair);
                    pair.oid().and(pair.oid())
                });
                or(pair, "invalid policy mappings extension")?;
            }
        }
        "2.5.29.54" => {
            or(reader.integer(), "invalid inhibit any policy extension")?;
        }
        "1.3.6.1.5.5.7.1.1" => {
            if critical {
                return Err("x509: authority info access incorrectly marked critical".into());
            }
            let mut inside = sequence("invalid authority info access")?;
            while !inside.is_empty() {
                let entry = or(inside.take(tag::SEQUENCE), "invalid authority info access")?;
                let mut entry = Reader(entry);
                or(oid(&mut entry), "invalid authority info access")?;
                or(entry.optional(tag::context(6)).ok(), "invalid authority info access")?;
            }
        }
        _ => return Ok(true),
    }
    Ok(false)
}

fn key_usage(reader: &mut Reader<'_>) -> Result<u16, Fault> {
    let (_, bytes) = or(reader.bits(), "invalid key usage")?;
    let bit = |n: u16| {
        let byte = bytes.get(usize::from(n / 8)).copied().unwrap_or(0);
        u16::from(byte & (0x80 >> (n % 8)) != 0) << n
    };
    Ok((0..9).map(bit).sum())
}

fn ascii(bytes: &[u8]) -> Option<String> {
    bytes.is_ascii().then(|| bytes.iter().map(|b| char::from(*b)).collect())
}

/// `parseSANExtension`.
fn names(mut list: Reader<'_>) -> Result<Names, Fault> {
    let mut names = Names::default();
    while !list.is_empty() {
        let value = or(list.any(), "invalid subject alternative name")?;
        match value.tag {
            0x81 => names.emails.push(or(ascii(value.content), "SAN rfc822Name is malformed")?),
            0x82 => names.dns.push(or(ascii(value.content), "SAN dNSName is malformed")?),
            0x86 => {
                let text = or(ascii(value.content), "SAN uniformResourceIdentifier is malformed")?;
                names.uris.push(uri(&text)?);
            }
            0x87 => names.addresses.push(address(value.content)?),
            _ => {}
        }
    }
    Ok(names)
}

fn address(bytes: &[u8]) -> Result<IpAddr, Fault> {
    if let Ok(bytes) = <[u8; 4]>::try_from(bytes) {
        return Ok(IpAddr::from(bytes));
    }
    match <[u8; 16]>::try_from(bytes) {
        Ok(bytes) if Ipv6Addr::from(bytes).to_ipv4_mapped().is_some() => {
            Err("x509: SAN iPAddress contains IPv4-mapped IPv6 address".into())
        }
        Ok(bytes) => Ok(IpAddr::from(bytes)),
        Err(_) => Err(format!("x509: cannot parse IP address of length {}", bytes.len())),
    }
}

/// A URI and its host, which must be a domain where there is one.
fn uri(text: &str) -> Result<Uri, Fault> {
    let fault = |why: &str| format!("x509: cannot parse URI {}: {why}", quoted(text));
    let host = url::host(text).map_err(|why| fault(&why))?;
    if !is_domain(&host, false) {
        return Err(fault("invalid domain"));
    }
    Ok(Uri { text: text.to_owned(), host })
}

fn distribution_points(mut list: Reader<'_>) -> Result<(), Fault> {
    let words = "invalid CRL distribution point";
    while !list.is_empty() {
        let mut point = Reader(or(list.take(tag::SEQUENCE), words)?);
        let Some(name) = or(point.optional(tag::inside(0)).ok(), words)? else { continue };
        let mut names = Reader(or(Reader(name).take(tag::inside(0)), words)?);
        while names.peek() == Some(tag::context(6)) {
            or(names.any(), words)?;
        }
    }
    Ok(())
}

fn policies(mut list: Reader<'_>) -> Result<(), Fault> {
    let words = "invalid certificate policies";
    let mut seen = BTreeSet::new();
    while !list.is_empty() {
        let policy = or(list.take(tag::SEQUENCE), words)?;
        let oid = or(Reader(policy).oid(), words)?;
        if !seen.insert(oid) {
            return Err(format!("x509: {words}"));
        }
    }
    Ok(())
}

/// `parseNameConstraintsExtension`; true where a kind is among them that Go does not evaluate.
fn constraints(value: &[u8]) -> Result<(Constraints, bool), Fault> {
    let read = || -> Option<[&[u8]; 2]> {
        let mut outer = Reader(value);
        let mut inside = Reader(outer.take(tag::SEQUENCE)?);
        let permitted = inside.optional(tag::inside(0)).ok()?;
        let excluded = inside.optional(tag::inside(1)).ok()?;
        let both = [permitted.unwrap_or_default(), excluded.unwrap_or_default()];
        (outer.is_empty() && inside.is_empty()).then_some(both)
    };
    let [permitted, excluded] = or(read(), "invalid NameConstraints extension")?;
    if permitted.is_empty() && excluded.is_empty() {
        return Err("x509: empty name constraints extension".into());
    }
    let mut unhandled = false;
    let permitted = subtrees(Reader(permitted), &mut unhandled)?;
    let excluded = subtrees(Reader(excluded), &mut unhandled)?;
    Ok((Constraints { permitted, excluded }, unhandled))
}

fn subtrees(mut list: Reader<'_>, unhandled: &mut bool) -> Result<Subtrees, Fault> {
    let words = "invalid NameConstraints extension";
    let mut found = Subtrees::default();
    while !list.is_empty() {
        let mut subtree = Reader(or(list.take(tag::SEQUENCE), words)?);
        let base = or(subtree.any(), words)?;
        let text = || {
            ascii(base.content).ok_or_else(|| {
                let shown = quoted(&String::from_utf8_lossy(base.content));
                format!(
                    "x509: invalid constraint value: x509: {shown} cannot be encoded as an IA5String"
                )
            })
        };
        let parsed = |kind: &str, text: &str, good: bool| match good {
            true => Ok(()),
            false => Err(format!("x509: failed to parse {kind} constraint {}", quoted(text))),
        };
        match base.tag {
            0x82 => {
                let domain = text()?;
                parsed("dnsName", &domain, is_domain(&domain, true))?;
                found.dns.push(domain);
            }
            0x81 => {
                let constraint = text()?;
                let good = match constraint.contains('@') {
                    true => mailbox(&constraint).is_some(),
                    false => is_domain(&constraint, true),
                };
                parsed("rfc822Name", &constraint, good)?;
                found.emails.push(constraint);
            }
            0x86 => {
                let domain = text()?;
                if domain.parse::<IpAddr>().is_ok() {
                    return Err(format!(
                        "x509: failed to parse URI constraint {}: cannot be IP address",
                        quoted(&domain)
                    ));
                }
                parsed("URI", &domain, is_domain(&domain, true))?;
                found.uris.push(domain);
            }
            0x87 => found.addresses.push(network(base.content)?),
            _ => *unhandled = true,
        }
    }
    Ok(found)
}

fn network(content: &[u8]) -> Result<(Vec<u8>, Vec<u8>), Fault> {
    if !matches!(content.len(), 8 | 32) {
        return Err(format!("x509: IP constraint contained value of length {}", content.len()));
    }
    let (address, mask) = content.split_at(content.len() / 2);
    let ones = mask.iter().take_while(|b| **b == 0xFF).count();
    let after = mask.get(ones..).unwrap_or_default();
    let good = match after.split_first() {
        None => true,
        Some((edge, zeros)) => {
            edge.leading_ones() == edge.count_ones() && zeros.iter().all(|b| *b == 0)
        }
    };
    if !good {
        return Err(format!("x509: IP constraint contained invalid mask {}", hex(mask)));
    }
    let mapped = <[u8; 16]>::try_from(address).map(|a| Ipv6Addr::from(a).to_ipv4_mapped());
    if mapped.is_ok_and(|v4| v4.is_some()) {
        return Err("x509: IP constraint contained IPv4-mapped IPv6 address".into());
    }
    Ok((address.to_vec(), mask.to_vec()))
}
