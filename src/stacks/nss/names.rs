//! Name constraints as NSS compares them (genname.c): by text, without asking whether a name is
//! one, and passing over what it does not compare.

use std::net::IpAddr;

use crate::model::{Certificate, GeneralName, NameConstraints, Subtree};

/// The names of a certificate (CERT_GetConstrainedCertificateNames). `with_common_name`: the common
/// name counts where there is no DNS name or address.
pub(super) fn of(
    certificate: &Certificate,
    with_common_name: bool,
) -> impl Iterator<Item = GeneralName> {
    let subject = &certificate.subject;
    let mut names = Vec::new();
    if !subject.is_empty() {
        names.push(GeneralName::Directory(subject.clone()));
    }
    for attribute in subject.attributes() {
        // emailAddress and mail.
        if matches!(attribute.oid.as_str(), "1.2.840.113549.1.9.1" | "0.9.2342.19200300.100.1.3") {
            names.push(GeneralName::Email(attribute.value.clone()));
        }
    }
    let others = certificate.san().unwrap_or_default();
    let is_host = |name: &GeneralName| {
        matches!(name, GeneralName::Dns(_) | GeneralName::Ip(_) | GeneralName::BadIp(_))
    };
    if with_common_name && !others.iter().any(is_host) {
        names.extend(subject.last("2.5.4.3").map(|text| match text.parse() {
            Ok(address) => GeneralName::Ip(address),
            Err(_) => GeneralName::Dns(text.to_owned()),
        }));
    }
    names.extend(others.iter().cloned());
    names.into_iter()
}

/// Whether constraints allow a name (CERT_CheckNameSpace).
pub(super) fn allowed(constraints: &NameConstraints, name: &GeneralName) -> bool {
    let excluded: Vec<&Subtree> = of_kind(&constraints.excluded, name);
    let permitted: Vec<&Subtree> = of_kind(&constraints.permitted, name);
    !excluded.iter().any(|subtree| lies_within(name, subtree, true))
        && (permitted.is_empty()
            || permitted.iter().any(|subtree| lies_within(name, subtree, false)))
}

fn of_kind<'a>(subtrees: &'a [Subtree], name: &GeneralName) -> Vec<&'a Subtree> {
    let same = |subtree: &&Subtree| match (name, *subtree) {
        (GeneralName::Dns(_), Subtree::Dns(_))
        | (GeneralName::Email(_), Subtree::Email(_))
        | (GeneralName::Uri(_), Subtree::Uri(_))
        | (GeneralName::Directory(_), Subtree::Directory(_))
        | (GeneralName::Ip(_) | GeneralName::BadIp(_), Subtree::Ip(..)) => true,
        (GeneralName::Ip(_) | GeneralName::BadIp(_), Subtree::Other(label)) => {
            label.starts_with("IP")
        }
        (GeneralName::RegisteredId(_), Subtree::Other(label)) => label == "registered ID",
        (GeneralName::Other { label, .. }, Subtree::Other(found)) => label == found,
        _ => false,
    };
    subtrees.iter().filter(same).collect()
}

fn lies_within(name: &GeneralName, subtree: &Subtree, excluded: bool) -> bool {
    match (name, subtree) {
        (GeneralName::Dns(name), Subtree::Dns(base)) => dns_within(name, base),
        (GeneralName::Email(name), Subtree::Email(base)) => email_within(name, base),
        (GeneralName::Uri(name), Subtree::Uri(base)) => match uri_host(name) {
            Some(host) if base.starts_with('.') => ends_with(host, base) && host.len() > base.len(),
            Some(host) => host.eq_ignore_ascii_case(base),
            // An address without a host is refused either way.
            None => excluded,
        },
        (GeneralName::Directory(name), Subtree::Directory(base)) => {
            base.rdns.len() <= name.rdns.len()
                && base.rdns.iter().zip(&name.rdns).all(|(base, name)| {
                    base.len() == name.len()
                        && base.iter().all(|wanted| {
                            name.iter().any(|found| {
                                found.oid == wanted.oid
                                    && found.value.eq_ignore_ascii_case(&wanted.value)
                            })
                        })
                })
        }
        (GeneralName::Ip(address), Subtree::Ip(base, mask)) => {
            let bytes = match address {
                IpAddr::V4(address) => address.octets().to_vec(),
                IpAddr::V6(address) => address.octets().to_vec(),
            };
            bytes.len() == base.len()
                && bytes
                    .iter()
                    .zip(base)
                    .zip(mask)
                    .all(|((byte, base), mask)| (byte ^ base) & mask == 0)
        }
        (GeneralName::Ip(_) | GeneralName::BadIp(_), _) => false,
        // Kinds that are not compared count in the name's favour.
        _ => !excluded,
    }
}

fn dns_within(name: &str, base: &str) -> bool {
    if base.is_empty() {
        return true;
    }
    if name.len() <= base.len() {
        return name.eq_ignore_ascii_case(base);
    }
    let before = name.len().checked_sub(base.len()).and_then(|start| name.get(..start));
    ends_with(name, base)
        && (base.starts_with('.') || before.is_some_and(|before| before.ends_with('.')))
}

fn ends_with(name: &str, base: &str) -> bool {
    let end = name.len().checked_sub(base.len()).and_then(|start| name.get(start..));
    end.is_some_and(|end| end.eq_ignore_ascii_case(base))
}

fn email_within(name: &str, base: &str) -> bool {
    if base.is_empty() {
        return true;
    }
    if base.contains('@') {
        return name.eq_ignore_ascii_case(base);
    }
    if base.starts_with('.') {
        return name.len() > base.len() && ends_with(name, base);
    }
    name.rsplit_once('@').is_some_and(|(_, host)| host.eq_ignore_ascii_case(base))
}

/// The host of an address: between `://`, a user and a port or path.
fn uri_host(uri: &str) -> Option<&str> {
    let (_, rest) = uri.split_once("://")?;
    let rest = rest.split(['/', '?', '#']).next()?;
    let rest = rest.rsplit_once('@').map_or(rest, |(_, host)| host);
    let host = rest.split(':').next()?;
    (!host.is_empty()).then_some(host)
}
