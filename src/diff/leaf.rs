//! What stands in the two certificates themselves: names, uses, key, identifiers, addresses.

use std::collections::BTreeSet;

use data_encoding::BASE64;

use super::{Change, Kind, One, Weight, outcome};
use crate::crypto;
use crate::decode::sct::timestamps;
use crate::model::oid::eku;
use crate::model::{
    Certificate, Extension, ExtensionValue, GeneralName, KeyKind, KeyUsage, PublicKey, Purpose, hex,
};
use crate::purpose::{EkuFit, eku_fit, short_usage};
use crate::trust::logs;

/// The stapling of RFC 7633.
const STATUS_REQUEST: u16 = 5;

pub(super) fn compare(old: &One<'_>, new: &One<'_>, changes: &mut Vec<Change>) {
    let (before, after) = (old.certificate, new.certificate);
    changes.extend(names(before.san().unwrap_or_default(), after.san().unwrap_or_default()));
    changes.extend(usages(old, new));
    changes.extend(key_usage(before.key_usage(), after.key_usage()));
    changes.extend(stamps(old, new));
    changes.extend(key(&before.public_key, &after.public_key));
    changes.extend(key_kind(&before.public_key, &after.public_key));
    changes.extend(subject(before, after));
    changes.extend(stapling(&before.extensions, &after.extensions));
    changes.extend(policies(before, after));
    changes.extend(addresses(before, after));
    changes.extend(signature(before, after));
    changes.extend(identifiers(before, after));
}

/// Names that came and went. A wildcard keeps the names that it covers.
pub(super) fn names(old: &[GeneralName], new: &[GeneralName]) -> Option<Change> {
    let (old, new) = (plain(old), plain(new));
    let covered = |name: &str| {
        new.contains(name)
            || name.split_once('.').is_some_and(|(_, rest)| new.contains(&format!("*.{rest}")))
    };
    let gone: Vec<String> = old.iter().filter(|name| !covered(name)).cloned().collect();
    let come: Vec<String> = new.difference(&old).cloned().collect();
    if gone.is_empty() && come.is_empty() {
        return None;
    }
    Some(match gone.is_empty() {
        true => Change::new(Kind::Names, Weight::Told, "Names came, and none went.").values(gone, come),
        false => Change::new(Kind::Names, Weight::Breaks, "Names went.").values(gone, come).who(
            "Whoever connects by such a name, or knows the other side by it, is refused or refuses.",
            "Have them put back into the request, or make sure that nobody uses them.",
        ),
    })
}

fn plain(names: &[GeneralName]) -> BTreeSet<String> {
    let text = |name: &GeneralName| match name {
        GeneralName::Dns(name) => Some(name.to_ascii_lowercase()),
        other => other.plain(),
    };
    names.iter().filter_map(text).collect()
}

/// Extended key usages that came and went; without the extension every use is allowed.
fn usages(old: &One<'_>, new: &One<'_>) -> Option<Change> {
    let (before, after) = (old.certificate.eku(), new.certificate.eku());
    let (gone, come) = usage_names(before, after);
    if before.is_some() == after.is_some() && gone.is_empty() && come.is_empty() {
        return None;
    }
    let allows =
        |certificate: &Certificate, usage| eku_fit(certificate, usage) != EkuFit::NotListed;
    let lost = |usage| allows(old.certificate, usage) && !allows(new.certificate, usage);
    let ever = before.is_some();
    if lost(eku::CLIENT_AUTH) && (ever || old.main.purpose == Purpose::Client) {
        let who = outcome::refusing_as(old, new, Purpose::Client).unwrap_or_else(|| {
            "Servers that it logs in to as a client, where they look at the extended key usage."
                .into()
        });
        return Some(
            Change::new(Kind::Usage, Weight::Breaks, "It may no longer be used as a client.")
                .values(gone, come)
                .who(
                    who,
                    "Get a certificate for clients of its own, from a CA that the servers trust.",
                ),
        );
    }
    if lost(eku::SERVER_AUTH) && (ever || old.main.purpose == Purpose::Server) {
        let who = outcome::refusing_as(old, new, Purpose::Server)
            .unwrap_or_else(|| "Clients that connect to it.".into());
        return Some(
            Change::new(Kind::Usage, Weight::Breaks, "It may no longer be used as a server.")
                .values(gone, come)
                .who(who, "Have it issued anew with serverAuth."),
        );
    }
    Some(match gone.is_empty() && after.is_some() && ever {
        true => {
            Change::new(Kind::Usage, Weight::Told, "Uses came, and none went.").values(gone, come)
        }
        false => Change::new(Kind::Usage, Weight::Depends, "The extended key usage changed.")
            .values(gone, come)
            .who("Programs that ask for a use by name.", "Compare it with what they ask for."),
    })
}

/// Short names of the uses that went and that came.
pub(super) fn usage_names(
    old: Option<&[crate::model::Oid]>,
    new: Option<&[crate::model::Oid]>,
) -> (Vec<String>, Vec<String>) {
    let (old, new) = (old.unwrap_or_default(), new.unwrap_or_default());
    let short = |usage: &&crate::model::Oid| short_usage(usage.name()).to_owned();
    let gone = old.iter().filter(|usage| !new.contains(usage));
    let come = new.iter().filter(|usage| !old.contains(usage));
    (gone.map(|it| short(&it)).collect(), come.map(|it| short(&it)).collect())
}

/// Key usages that came and went.
pub(super) fn key_usage(old: Option<KeyUsage>, new: Option<KeyUsage>) -> Option<Change> {
    if old == new {
        return None;
    }
    let names = |it: Option<KeyUsage>| it.map(KeyUsage::names).unwrap_or_default();
    let (before, after) = (names(old), names(new));
    let gone = before.iter().filter(|it| !after.contains(it)).map(|it| (*it).to_owned()).collect();
    let come = after.iter().filter(|it| !before.contains(it)).map(|it| (*it).to_owned()).collect();
    // Without the extension every bit counts as set.
    let lost = |bit| old.is_none_or(|it| it.has(bit)) && new.is_some_and(|it| !it.has(bit));
    let change = |weight, what| Change::new(Kind::KeyUsage, weight, what).values(gone, come);
    Some(match () {
        () if lost(KeyUsage::DIGITAL_SIGNATURE) => {
            change(Weight::Breaks, "The key may no longer sign.").who(
                "TLS 1.3, and TLS 1.2 with ephemeral keys: Java, Chrome and Firefox look at it.",
                "Have it issued with digitalSignature.",
            )
        }
        () if lost(KeyUsage::KEY_ENCIPHERMENT) => {
            change(Weight::Depends, "The key may no longer encipher keys.").who(
                "Clients of TLS 1.2 and older that know no ephemeral keys.",
                "Nothing, unless such clients are in use.",
            )
        }
        () => change(Weight::Told, "The key usage changed."),
    })
}

/// Timestamps of Certificate Transparency, by log.
fn stamps(old: &One<'_>, new: &One<'_>) -> Option<Change> {
    let (before, after) = (log_names(old.certificate), log_names(new.certificate));
    if before == after {
        return None;
    }
    let change = |weight, what| {
        Change::new(Kind::Timestamps, weight, what).values(before.clone(), after.clone())
    };
    Some(match after.is_empty() && new.public {
        true => change(Weight::Breaks, "It has no timestamps of logs any more.").who(
            "Chrome, Safari and Firefox, which ask for them of public CAs.",
            "Ask the CA for a certificate that is logged, or have the server send timestamps in TLS.",
        ),
        false => change(Weight::Told, "Other logs vouch for it."),
    })
}

fn log_names(certificate: &Certificate) -> Vec<String> {
    let stamps = timestamps(certificate).unwrap_or_default();
    let name = |stamp: &crate::decode::sct::Timestamp| match logs::known().of(stamp) {
        Some(log) => format!("{} {}", log.operator, log.name),
        None => format!("log {}", hex(&stamp.log)),
    };
    stamps.iter().map(name).collect()
}

/// The pin of a key, as it is written in lists of pins.
pub(super) fn pin(key: &PublicKey) -> String {
    format!("sha256/{}", BASE64.encode(&crypto::sha256(&key.spki)))
}

/// Whether two keys are the same, however they are written.
pub(super) fn same_key(old: &PublicKey, new: &PublicKey) -> bool {
    old.spki == new.spki || old.identity().is_some_and(|key| new.identity() == Some(key))
}

fn key(old: &PublicKey, new: &PublicKey) -> Option<Change> {
    let change = |weight, what| Change::new(Kind::Key, weight, what);
    Some(match same_key(old, new) {
        true => change(Weight::Told, "It has the same key."),
        false => change(Weight::Depends, "It has another key.").one(pin(old), pin(new)).who(
            "Apps that pin the key, DNS records (TLSA 3 1 1), and servers that know a client by its key.",
            "Give them the new pin before the certificate is put in place, and put its key in place with it.",
        ),
    })
}

fn key_kind(old: &PublicKey, new: &PublicKey) -> Option<Change> {
    let (before, after) = (old.short(), new.short());
    if before == after {
        return None;
    }
    let other_kind = std::mem::discriminant(&old.kind) != std::mem::discriminant(&new.kind);
    let was_rsa = matches!(old.kind, KeyKind::Rsa { .. });
    let change = Change::new(Kind::KeyKind, Weight::Depends, "Its key is of another kind or size.");
    let change = change.one(before, after);
    Some(match other_kind && was_rsa {
        true => change.who(
            "Clients that know RSA alone, and servers whose list of cipher suites names RSA alone.",
            "Try the oldest client, and look at the server’s list of cipher suites.",
        ),
        false => change.who(
            "Programs that demand a kind or size of key.",
            "Compare it with what they demand.",
        ),
    })
}

fn subject(old: &Certificate, new: &Certificate) -> Option<Change> {
    if old.subject.key == new.subject.key {
        return None;
    }
    let change = Change::new(Kind::Subject, Weight::Depends, "Its subject is another.");
    Some(change.one(old.subject.text(), new.subject.text()).who(
        "Servers that take the user from it: databases, brokers, Kubernetes, directories.",
        "Change the entry there, or have the subject put back.",
    ))
}

/// Must-staple that came or went.
pub(super) fn stapling(old: &[Extension], new: &[Extension]) -> Option<Change> {
    let demands = |all: &[Extension]| {
        all.iter().any(|it| matches!(&it.value, ExtensionValue::TlsFeature(all) if all.contains(&STATUS_REQUEST)))
    };
    match (demands(old), demands(new)) {
        (false, true) => {
            Some(Change::new(Kind::Stapling, Weight::Depends, "It demands stapling now.").who(
                "Clients that look at it, where the server staples no OCSP response.",
                "Turn stapling on at the server before.",
            ))
        }
        (true, false) => {
            Some(Change::new(Kind::Stapling, Weight::Told, "It no longer demands stapling."))
        }
        _ => None,
    }
}

fn policies(old: &Certificate, new: &Certificate) -> Option<Change> {
    let (before, after) = (policy_names(old), policy_names(new));
    let gone: Vec<String> = before.iter().filter(|it| !after.contains(it)).cloned().collect();
    let come: Vec<String> = after.into_iter().filter(|it| !before.contains(it)).collect();
    if gone.is_empty() && come.is_empty() {
        return None;
    }
    let weight = if gone.is_empty() { Weight::Told } else { Weight::Depends };
    let change = Change::new(Kind::Policies, weight, "Its policies changed.").values(gone, come);
    Some(change.who(
        "Whoever asks for a policy by its number.",
        "Compare it with what is asked for: another product of the CA may have been ordered.",
    ))
}

fn policy_names(certificate: &Certificate) -> Vec<String> {
    let all = certificate.extensions.iter().filter_map(|it| match &it.value {
        ExtensionValue::Policies(all) => Some(all),
        _ => None,
    });
    all.flatten().map(|policy| policy.oid.name().to_owned()).collect()
}

/// Hosts of lists, OCSP and issuers.
fn addresses(old: &Certificate, new: &Certificate) -> Option<Change> {
    let (before, after) = (hosts(old), hosts(new));
    let gone: Vec<String> = before.difference(&after).cloned().collect();
    let come: Vec<String> = after.difference(&before).cloned().collect();
    if gone.is_empty() && come.is_empty() {
        return None;
    }
    let weight = if come.is_empty() { Weight::Told } else { Weight::Depends };
    let change = Change::new(
        Kind::Addresses,
        weight,
        "Revocation lists, OCSP or the issuer’s certificate lie on other hosts.",
    );
    Some(change.values(gone, come).who(
        "Firewalls and proxies that let programs fetch from the old hosts alone.",
        "Let the new hosts through.",
    ))
}

fn hosts(certificate: &Certificate) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut add = |name: &GeneralName| {
        if let GeneralName::Uri(address) = name
            && let Some((_, rest)) = address.split_once("://")
        {
            found.insert(
                rest.split(['/', '?', '#']).next().unwrap_or_default().to_ascii_lowercase(),
            );
        }
    };
    for extension in &certificate.extensions {
        match &extension.value {
            ExtensionValue::AuthorityInfoAccess(all) => all.iter().for_each(|it| add(&it.location)),
            ExtensionValue::CrlDistributionPoints(all) => {
                all.iter().flat_map(|point| &point.names).for_each(&mut add);
            }
            _ => {}
        }
    }
    found
}

fn signature(old: &Certificate, new: &Certificate) -> Option<Change> {
    let (before, after) = (old.signature_algorithm.name(), new.signature_algorithm.name());
    (before != after).then(|| {
        Change::new(Kind::Signature, Weight::Depends, "It is signed another way.")
            .one(before, after)
            .who(
                "Programs that know the old algorithm alone.",
                "Try the oldest program that looks at it.",
            )
    })
}

fn identifiers(old: &Certificate, new: &Certificate) -> Option<Change> {
    if old.der == new.der {
        return Some(Change::new(
            Kind::Identifiers,
            Weight::Told,
            "It is the very same certificate.",
        ));
    }
    let all = |certificate: &Certificate| {
        let mut all = vec![
            format!("serial number {}", certificate.serial.hex()),
            format!("SHA-256 {}", crypto::id(certificate)),
        ];
        all.extend(
            certificate.subject_key_id().map(|id| format!("subject key identifier {}", hex(id))),
        );
        all
    };
    let (before, after) = (all(old), all(new));
    let gone = before.iter().filter(|it| !after.contains(it)).cloned().collect();
    let come = after.iter().filter(|it| !before.contains(it)).cloned().collect();
    let change = Change::new(
        Kind::Identifiers,
        Weight::Depends,
        "Serial number and fingerprint are others.",
    );
    Some(change.values(gone, come).who(
        "Whoever knows it by them: allow-lists, DNS records (TLSA 3 0 1), devices that are registered by \
         certificate.",
        "Enter the new ones there before.",
    ))
}
