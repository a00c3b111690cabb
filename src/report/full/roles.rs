//! What each certificate is there for, told by where it lies: an entry of a Kubernetes Secret or a
//! kubeconfig, a keystore without a key, the name of its file.

use std::collections::HashSet;

use crate::model::{ItemKind, Part, Purpose};
use crate::purpose::looks_like_ca;
use crate::report::{Given, Report};

/// What somebody put a certificate there for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Nothing tells.
    Unsaid,
    /// A server or a client sends it.
    Sent,
    /// A client sends it.
    SentByClient,
    /// It is trusted, and sent by nobody.
    Trusted,
}

/// Entries of containers that hold what is trusted: Kubernetes' Secrets, kubeconfig and webhooks,
/// Istio's `cacerts`. The last word of `clusters.prod.cluster.certificate-authority-data` counts.
const TRUSTED: [&str; 9] = [
    "ca.crt",
    "ca.pem",
    "root-cert.pem",
    "ca-bundle.crt",
    "service-ca.crt",
    "certificate-authority-data",
    "caBundle",
    "client-ca-file",
    "requestheader-client-ca-file",
];
/// Entries that hold a CA with its key, to sign with: Istio's `cacerts`.
const SIGNING: [&str; 1] = ["ca-cert.pem"];
/// Entries that hold what a server sends, or a client.
const SENT: [&str; 2] = ["tls.crt", "cert.pem"];
/// Entries that hold what a client sends.
const SENT_BY_CLIENT: [&str; 3] = ["client-certificate-data", "client.crt", "client.pem"];

/// Words in the names of files that hold what is trusted: `ca.crt`, `root.crt`, `truststore.pem`.
const TRUST_WORDS: [&str; 10] =
    ["ca", "cas", "cacert", "cacerts", "root", "roots", "rootca", "trust", "trusted", "truststore"];

/// The role of a certificate.
pub fn of(report: &Report, object: usize) -> Role {
    let Some((source, at)) = place(report, object) else { return Role::Unsaid };
    if let Some(section) = section(report, object) {
        return source.extra.said.sections.get(section).map_or(Role::Unsaid, |it| it.role);
    }
    let contents = &source.contents;
    let parts = inside_out(&contents.parts, at);
    let named = |names: &[&str]| is_named(&parts, names);
    if named(&TRUSTED) {
        return Role::Trusted;
    }
    if named(&SENT_BY_CLIENT) {
        return Role::SentByClient;
    }
    if named(&SENT) {
        return Role::Sent;
    }
    if is_truststore(report, object) {
        return Role::Trusted;
    }
    Role::Unsaid
}

/// Whether a certificate lies in a keystore that holds no key: Java trusts what is in it.
pub fn is_truststore(report: &Report, object: usize) -> bool {
    let Some((source, Some(at))) = place(report, object) else { return false };
    let contents = &source.contents;
    let keystore = contents.parts.get(at).is_some_and(|part| part.unordered && part.holds_keys);
    let key = |kind: &ItemKind| matches!(kind, ItemKind::PrivateKey(_) | ItemKind::Other { .. });
    keystore
        && !contents.items.iter().any(|item| item.place.part == Some(at) && key(&item.kind))
        && !contents.locked.iter().any(|locked| locked.place.part == Some(at))
}

fn is_named(parts: &[(usize, &Part)], names: &[&str]) -> bool {
    let is = |part: &Part, name: &&str| {
        part.name.strip_suffix(name).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    };
    parts.iter().any(|(_, part)| names.iter().any(|name| is(part, name)))
}

/// The use that names of files and entries speak of: `client.pem`, `client-certificate-data`.
pub fn purpose(report: &Report, object: usize) -> Option<Purpose> {
    match of(report, object) {
        Role::SentByClient => return Some(Purpose::Client),
        Role::Trusted => return None,
        Role::Sent | Role::Unsaid => {}
    }
    let (source, at) = place(report, object)?;
    let parts = inside_out(&source.contents.parts, at);
    if is_named(&parts, &SIGNING) {
        return Some(Purpose::Ca);
    }
    let names = parts.iter().map(|(_, part)| part.name.as_str()).chain([file_name(&source.name)]);
    names.filter_map(speaks_of).next()
}

/// `client` or `server`, where one of them is a word of the name and the other is none.
fn speaks_of(name: &str) -> Option<Purpose> {
    let lower = name.to_ascii_lowercase();
    let words: HashSet<&str> = lower.split(|c: char| !c.is_ascii_alphabetic()).collect();
    match (words.contains("client"), words.contains("server")) {
        (true, false) => Some(Purpose::Client),
        (false, true) => Some(Purpose::Server),
        _ => None,
    }
}

fn file_name(name: &str) -> &str {
    name.rsplit(['/', '\\']).next().unwrap_or(name)
}

/// What is sent together: certificates of one file, of one entry of a container. What lies in a set has
/// no order, so each of its certificates is a group of its own.
pub fn group(report: &Report, object: usize) -> (usize, Option<usize>, usize) {
    let index = report.objects.get(object).map_or(usize::MAX, |place| place.source);
    let part = place(report, object).and_then(|(_, part)| part);
    let parts = report.sources.get(index).map(|source| source.contents.parts.as_slice());
    let set = part.and_then(|part| parts?.get(part)).is_some_and(|part| part.unordered);
    // Sections follow each other in one file and are files of their own.
    let section = section(report, object).map_or(0, |section| usize::MAX.saturating_sub(section));
    (index, part, if set { object } else { section })
}

/// Where a certificate lies, for people: `caBundle in webhook.yaml`, `ca.pem`.
pub fn whereabouts(report: &Report, object: usize) -> String {
    let Some((source, at)) = place(report, object) else { return String::new() };
    let parts = inside_out(&source.contents.parts, at);
    match parts.iter().map(|(_, part)| part.name.as_str()).find(|name| !name.is_empty()) {
        Some(name) => format!("{name} in {}", source.name),
        None => source.name.clone(),
    }
}

/// Whether a self-signed certificate was given twice, once as what is trusted: PostgreSQL's `root.crt`
/// beside `server.crt`, `ca.crt` and `tls.crt` of a self-signed issuer, a truststore beside a keystore.
pub fn vouches(report: &Report, leaf: usize) -> bool {
    let Some(certificate) = report.certificate(leaf).filter(|it| it.is_self_issued()) else {
        return false;
    };
    let copies = (0..report.objects.len())
        .filter(|object| report.certificate(*object).is_some_and(|it| it.der == certificate.der));
    let is_trust = |object: usize| match (of(report, object), place(report, object)) {
        (Role::Trusted, _) => true,
        (Role::Unsaid, Some((source, None))) => {
            let name = file_name(&source.name).to_ascii_lowercase();
            name.split(|c: char| !c.is_ascii_alphanumeric()).any(|it| TRUST_WORDS.contains(&it))
        }
        _ => false,
    };
    let (trusted, sent): (Vec<usize>, Vec<usize>) = copies.partition(|object| is_trust(*object));
    !trusted.is_empty() && !sent.is_empty()
}

/// The section of a configuration that a certificate lies in, where it has some (OpenVPN).
fn section(report: &Report, object: usize) -> Option<usize> {
    let place = report.objects.get(object)?;
    let source = report.sources.get(place.source)?;
    let start = source.contents.certificates.get(place.index)?.place.span.start;
    source.extra.said.sections.iter().position(|it| (it.span.start..it.span.end).contains(&start))
}

/// CA certificates that lie where what is trusted lies.
pub fn is_trusted_ca(report: &Report, object: usize) -> bool {
    report.certificate(object).is_some_and(looks_like_ca) && of(report, object) == Role::Trusted
}

fn place(report: &Report, object: usize) -> Option<(&Given, Option<usize>)> {
    let place = report.objects.get(object)?;
    let source = report.sources.get(place.source)?;
    Some((source, source.contents.certificates.get(place.index)?.place.part))
}

/// The parts that something lies in, the innermost first. A part lies in an earlier one.
fn inside_out(parts: &[Part], innermost: Option<usize>) -> Vec<(usize, &Part)> {
    let mut found = Vec::new();
    let mut next = innermost;
    while let Some((at, part)) = next.and_then(|at| Some((at, parts.get(at)?))) {
        found.push((at, part));
        next = part.place.part.filter(|outer| *outer < at);
    }
    found
}
