//! What files, folders and common names say of a party: a proxy, a member of a cluster.

use crate::model::Certificate;
use crate::model::oid::eku;

/// Words in names of files and folders by which a proxy is called.
pub const PROXIES: [&str; 10] = [
    "proxy",
    "haproxy",
    "envoy",
    "gateway",
    "gw",
    "ingress",
    "lb",
    "loadbalancer",
    "edge",
    "sidecar",
];
/// Words by which members of a cluster are called.
pub const MEMBERS: [&str; 10] = [
    "peer",
    "member",
    "broker",
    "node",
    "etcd",
    "kafka",
    "mongo",
    "mongod",
    "replica",
    "zookeeper",
];

/// Which of these words stands in the name of a file or its folder, or in a certificate's common name.
pub fn by(
    file: &str,
    certificate: Option<&Certificate>,
    words: &[&'static str],
) -> Option<&'static str> {
    let common = certificate.and_then(|it| it.subject.last("2.5.4.3")).unwrap_or_default();
    let own = [file, common].map(str::to_ascii_lowercase);
    // A node without a number is as often Node.js.
    let numbered = |name: &str| {
        let behind = name.split("node").nth(1).unwrap_or_default();
        behind.trim_start_matches(['-', '_', '.']).starts_with(|c: char| c.is_ascii_digit())
    };
    own.iter().find_map(|name| {
        let mut parts = name.split(|c: char| !c.is_ascii_alphabetic());
        parts.find_map(|part| {
            let found = words.iter().find(|word| **word == part).copied();
            found.filter(|word| *word != "node" || numbered(name))
        })
    })
}

/// Whether a single certificate is that of a member of a cluster, who shows it to the others as server
/// and as client, and why, as a sentence.
pub fn member(file: &str, certificate: &Certificate) -> Option<String> {
    let uses = certificate.eku().unwrap_or_default();
    let has = |usage: &str| uses.iter().any(|it| it.as_str() == usage);
    if has(eku::SERVER_AUTH) && has(eku::CLIENT_AUTH) {
        return Some("It is the only one, and may be both: members of a cluster present the same to each other.".into());
    }
    let word = by(file, Some(certificate), &MEMBERS)?;
    Some(format!(
        "It is called after a member of a cluster ({word}), and those present the same certificate as server and as client."
    ))
}
