//! Questions about a certificate that several programs answer in the same way. What they answer
//! differently, such as which name lies within a constraint, stands with each program.

use super::Rule;
use crate::decode::policy::policy_rules;
use crate::model::{Certificate, ExtensionValue, GeneralName};
use crate::path::policies::PathCertificate;
use crate::purpose::host::{Host, covers};

/// Whether the subject alternative names hold a host, wildcards as the whole leftmost label; the
/// common name does not count.
pub(super) fn is_named(leaf: &Certificate, host: &Host) -> bool {
    leaf.san().unwrap_or_default().iter().any(|name| match (name, host) {
        (GeneralName::Dns(found), Host::Dns(host)) => covers(found, host),
        (GeneralName::Ip(found), Host::Ip(host)) => found == host,
        _ => false,
    })
}

/// Whether an extension stands there twice (RFC 5280, 4.2).
pub(super) fn repeats_extension(certificate: &Certificate) -> bool {
    let all = &certificate.extensions;
    all.iter()
        .enumerate()
        .any(|(index, extension)| all.iter().take(index).any(|before| before.oid == extension.oid))
}

/// Whether a critical extension is none of those known.
pub(super) fn has_unknown_critical(certificate: &Certificate, known: &[&str]) -> bool {
    certificate.extensions.iter().any(|e| e.critical && !known.contains(&e.oid.as_str()))
}

/// A certificate as the check of policies wants it (RFC 5280, 6.1), no anchor; `None` where its own
/// rules about policies cannot be read.
pub(super) fn policy_entry(
    certificate: &Certificate,
    self_issued: bool,
) -> Option<PathCertificate<'_>> {
    let rules = policy_rules(certificate).ok()?;
    let policies = certificate.extensions.iter().find_map(|extension| match &extension.value {
        ExtensionValue::Policies(policies) => Some(policies.iter().map(|p| &p.oid).collect()),
        _ => None,
    });
    Some(PathCertificate { policies, rules, self_issued, anchor: false })
}

/// Faults of programs that tell all of them at once: bit, sentence, rule.
pub(super) type Flags = [(u32, &'static str, Rule)];

/// The rules of such a table, and those beside it.
pub(super) fn rules(table: &'static Flags, beside: &[&'static Rule]) -> Vec<&'static Rule> {
    table.iter().map(|(_, _, rule)| rule).chain(beside.iter().copied()).collect()
}

/// The sentences of such a table with their rules.
pub(super) fn sentences(table: &'static Flags) -> Vec<(&'static str, &'static Rule)> {
    table.iter().map(|(_, sentence, rule)| (*sentence, rule)).collect()
}

/// The same, of the bits that are set, in the table's order.
pub(super) fn told(table: &'static Flags, bits: u32) -> Vec<(&'static str, &'static Rule)> {
    let set = table.iter().filter(|(bit, _, _)| bits & bit != 0);
    set.map(|(_, sentence, rule)| (*sentence, rule)).collect()
}
