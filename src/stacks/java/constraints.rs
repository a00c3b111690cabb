//! Name constraints as Java reads them (sun.security.x509, NameConstraintsExtension, verify).

use std::net::IpAddr;

use crate::model::oid::ext;
use crate::model::{Attribute, Certificate, GeneralName, Name, NameConstraints, Subtree};
use crate::stacks::tlv::{Reader, tag};

/// How a name stands to a subtree.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Relation {
    Inside,
    SameKind,
    OtherKind,
    /// Java gives up: it compares no names of that kind.
    Unsupported,
}

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    Within,
    Outside,
    Unsupported,
    /// Java's own code fails, in these words.
    Failed(&'static str),
}

/// Where the comparison itself fails: an empty host, a URI that has none.
fn failure(subtree: &Subtree, name: &GeneralName) -> Option<&'static str> {
    match (subtree, name) {
        (Subtree::Dns(subtree), GeneralName::Dns(_)) if subtree.is_empty() => {
            Some("java.lang.StringIndexOutOfBoundsException: String index out of range: 0")
        }
        (Subtree::Uri(_), GeneralName::Uri(uri)) if host_of(uri).is_empty() => Some(
            "java.lang.NullPointerException: Cannot invoke \"String.equalsIgnoreCase(String)\" because \"otherHost\" is null",
        ),
        _ => None,
    }
}

/// All names of a certificate: its subject, its alternative names, and the common name where no
/// alternative name of its kind is there.
pub(super) fn check(constraints: &NameConstraints, certificate: &Certificate) -> Outcome {
    let mut names = names(certificate);
    if !certificate.subject.is_empty() {
        names.insert(0, GeneralName::Directory(certificate.subject.clone()));
    }
    for name in &names {
        match one(constraints, name) {
            Outcome::Within => {}
            other => return other,
        }
    }
    Outcome::Within
}

/// The alternative names; `None` where there are none that Java can read: one of a kind that it does
/// not know, or an address of a strange length, makes it pass over all of them.
pub(super) fn alternative(certificate: &Certificate) -> Option<&[GeneralName]> {
    let raw = &certificate.extension(ext::SUBJECT_ALT_NAME)?.raw;
    let mut list = Reader(Reader(raw).take(tag::SEQUENCE)?);
    while !list.is_empty() {
        let name = list.any()?;
        match name.tag {
            // With a mask behind it, as in constraints, it is an address too.
            0x87 if !matches!(name.content.len(), 4 | 8 | 16 | 32) => return None,
            0xA0 | 0x81 | 0x82 | 0xA4 | 0xA5 | 0x86 | 0x87 | 0x88 => {}
            _ => return None,
        }
    }
    certificate.san()
}

/// The names that constraints are held against. Java adds the common name to the very list that the
/// host is looked for in later, so it is known there from then on.
pub(super) fn names(certificate: &Certificate) -> Vec<GeneralName> {
    let mut names: Vec<GeneralName> = match alternative(certificate) {
        Some(listed) => listed.to_vec(),
        None => {
            let mailboxes = certificate.subject.attributes();
            let mailboxes = mailboxes.filter(|a| a.oid.as_str() == "1.2.840.113549.1.9.1");
            mailboxes.map(|a| GeneralName::Email(a.value.clone())).collect()
        }
    };
    if let Some(common) = certificate.subject.last("2.5.4.3") {
        let has = |kind: fn(&GeneralName) -> bool| names.iter().any(kind);
        match common.parse::<IpAddr>() {
            Ok(address) if !has(|name| matches!(name, GeneralName::Ip(_))) => {
                names.push(GeneralName::Ip(address));
            }
            Err(_) if !has(|name| matches!(name, GeneralName::Dns(_))) && is_dns_name(common) => {
                names.push(GeneralName::Dns(common.to_owned()));
            }
            _ => {}
        }
    }
    names
}

/// What `new DNSName` takes.
fn is_dns_name(name: &str) -> bool {
    name.split('.').all(|label| {
        label.starts_with(|c: char| c.is_ascii_alphanumeric())
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
    })
}

fn one(constraints: &NameConstraints, name: &GeneralName) -> Outcome {
    for subtree in &constraints.excluded {
        if let Some(words) = failure(subtree, name) {
            return Outcome::Failed(words);
        }
        match relation(subtree, name) {
            Relation::Inside => return Outcome::Outside,
            Relation::Unsupported => return Outcome::Unsupported,
            Relation::SameKind | Relation::OtherKind => {}
        }
    }
    let mut limited = false;
    for subtree in &constraints.permitted {
        match relation(subtree, name) {
            Relation::Inside => return Outcome::Within,
            Relation::Unsupported => return Outcome::Unsupported,
            Relation::SameKind => limited = true,
            Relation::OtherKind => {}
        }
    }
    if limited { Outcome::Outside } else { Outcome::Within }
}

fn relation(subtree: &Subtree, name: &GeneralName) -> Relation {
    let inside = match (subtree, name) {
        (Subtree::Dns(subtree), GeneralName::Dns(name)) => below(subtree, name, '.'),
        (Subtree::Email(subtree), GeneralName::Email(name)) => {
            let (subtree, name) = (subtree.to_lowercase(), name.to_lowercase());
            name == subtree
                || (!subtree.contains('@')
                    && name
                        .strip_suffix(subtree.as_str())
                        .is_some_and(|before| subtree.starts_with('.') || before.ends_with('@')))
        }
        (Subtree::Uri(subtree), GeneralName::Uri(name)) => {
            let host = host_of(name);
            host.eq_ignore_ascii_case(subtree)
                || (subtree.starts_with('.') && below(subtree, host, '.'))
        }
        (Subtree::Ip(base, mask), GeneralName::Ip(address)) => {
            let bytes = match address {
                IpAddr::V4(address) => address.octets().to_vec(),
                IpAddr::V6(address) => address.octets().to_vec(),
            };
            bytes.len() == base.len()
                && bytes.iter().zip(mask).zip(base).all(|((byte, mask), base)| byte & mask == *base)
        }
        (Subtree::Directory(subtree), GeneralName::Directory(name)) => begins_with(name, subtree),
        (Subtree::Other(label), GeneralName::Other { label: found, .. })
            if label.starts_with("otherName") && found.starts_with("otherName") =>
        {
            return Relation::Unsupported;
        }
        _ => return Relation::OtherKind,
    };
    if inside { Relation::Inside } else { Relation::SameKind }
}

/// Equal, or below: a leading dot in the subtree takes the place of the one before it.
fn below(subtree: &str, name: &str, separator: char) -> bool {
    let (subtree, name) = (subtree.to_lowercase(), name.to_lowercase());
    name == subtree
        || name.strip_suffix(subtree.as_str()).is_some_and(|before| {
            before.ends_with(separator) != subtree.starts_with(separator) && !subtree.is_empty()
        })
}

fn host_of(uri: &str) -> &str {
    let rest = uri.split_once("//").map_or("", |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    host.split_once(':').map_or(host, |(host, _)| host)
}

fn begins_with(name: &Name, start: &Name) -> bool {
    let same = |a: &Attribute, b: &Attribute| {
        let plain =
            |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        a.oid == b.oid && plain(&a.value) == plain(&b.value)
    };
    start.rdns.len() <= name.rdns.len()
        && start.rdns.iter().zip(&name.rdns).all(|(wanted, found)| {
            wanted.len() == found.len()
                && wanted.iter().all(|wanted| found.iter().any(|found| same(wanted, found)))
        })
}
