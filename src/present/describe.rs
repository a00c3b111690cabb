//! Names, extensions and bytes as values of a sheet.

use super::brief;
use super::wording::Wording;
use crate::engine::{BRIEF, Built};
use crate::model::{
    Extension, ExtensionValue, GeneralName, NS_CERT_TYPE_BITS, Name, Subtree, Time, field, hex,
};
use crate::path::constraint_words;
use crate::purpose::host;
use crate::view::{Field, Style, Value};

/// Values of one field. Public CAs put up to 250 names into a certificate; a thousand lines keep a
/// browser's thread for a tenth of a second.
const VALUES: usize = 300;
/// Bytes of one value: more than any key or signature in use has.
const BYTES: usize = 8_192;

/// Bytes as a value; of very many the first.
pub(super) fn bytes(bytes: &[u8]) -> Value {
    match bytes.get(..BYTES) {
        Some(first) if bytes.len() > BYTES => {
            let words = format!("the first {BYTES} of {} bytes", bytes.len());
            Value::of(Style::Hex, hex(first)).aside(words)
        }
        _ => Value::of(Style::Hex, hex(bytes)),
    }
}

/// An extension as a field.
pub(super) fn field(extension: &Extension) -> Field {
    let oid = extension.oid.as_str();
    let mut values = values(extension);
    let more = values.len().saturating_sub(VALUES);
    values.truncate(VALUES);
    if more > 0 {
        values.push(Value::plain(format!("{more} more, in the JSON of the command line")));
    }
    if values.is_empty() {
        values.push(Value::plain("empty"));
    }
    Field {
        id: field::id_of(oid),
        label: extension.oid.name().to_owned(),
        oid: oid.to_owned(),
        critical: extension.critical,
        values,
    }
}

fn values(extension: &Extension) -> Vec<Value> {
    match &extension.value {
        ExtensionValue::SubjectAltName(names) | ExtensionValue::IssuerAltName(names) => {
            names.iter().map(general_name).collect()
        }
        ExtensionValue::ExtendedKeyUsage(usages) => {
            usages.iter().map(|oid| named_oid(oid.as_str(), oid.name())).collect()
        }
        ExtensionValue::KeyUsage(usage) => usage.names().into_iter().map(Value::plain).collect(),
        ExtensionValue::BasicConstraints(constraints) => {
            let mut values = vec![Value::plain(if constraints.ca { "CA" } else { "not a CA" })];
            if let Some(length) = constraints.path_len {
                let below = if length == 1 { "intermediate CA" } else { "intermediate CAs" };
                let words = format!("at most {length} {below} below");
                values.push(Value::plain(length.to_string()).labelled("path length").aside(words));
            }
            values
        }
        ExtensionValue::SubjectKeyId(id) => vec![bytes(id)],
        ExtensionValue::AuthorityKeyId(id) => {
            let mut values: Vec<Value> = Vec::new();
            values.extend(id.key_id.as_ref().map(|id| bytes(id).labelled("key")));
            values.extend(id.issuer.iter().map(|name| {
                let value = general_name(name);
                let label = format!("issuer {}", value.label);
                value.labelled(label)
            }));
            let serial = id.serial.as_ref();
            values.extend(serial.map(|serial| bytes(serial).labelled("serial number")));
            values
        }
        ExtensionValue::Policies(policies) => {
            let mut values = Vec::new();
            for policy in policies {
                values.push(named_oid(policy.oid.as_str(), policy.oid.name()));
                values.extend(
                    policy
                        .cps
                        .iter()
                        .map(|cps| Value::of(Style::Url, brief(cps)).labelled("statement")),
                );
                values.extend(
                    policy.notices.iter().map(|text| Value::plain(brief(text)).labelled("notice")),
                );
            }
            values
        }
        ExtensionValue::NameConstraints(constraints) => {
            let list = |label: &'static str, subtrees: &[Subtree]| -> Vec<Value> {
                subtrees
                    .iter()
                    .map(|s| Value::of(Style::Mono, brief(&constraint_words(s))).labelled(label))
                    .collect()
            };
            let mut values = list("permitted", &constraints.permitted);
            values.extend(list("excluded", &constraints.excluded));
            values
        }
        ExtensionValue::CrlDistributionPoints(points) => points
            .iter()
            .flat_map(|point| {
                let mut values: Vec<Value> = point.names.iter().map(general_name).collect();
                values.extend(
                    point.crl_issuer.iter().map(|name| general_name(name).labelled("CRL issuer")),
                );
                values.extend(point.note.iter().map(|note| Value::plain(brief(note))));
                values
            })
            .collect(),
        ExtensionValue::AuthorityInfoAccess(methods) => methods
            .iter()
            .map(|entry| general_name(&entry.location).labelled(entry.method.name().to_owned()))
            .collect(),
        ExtensionValue::TlsFeature(features) => features
            .iter()
            .map(|feature| match feature {
                5 => Value::plain("status_request").aside("OCSP must-staple"),
                17 => Value::plain("status_request_v2").aside("17"),
                other => Value::plain(other.to_string()),
            })
            .collect(),
        ExtensionValue::Scts(scts) => {
            let mut values = vec![Value::plain(scts.len().to_string()).labelled("timestamps")];
            for sct in scts {
                // Milliseconds since 1970.
                let seconds = i64::try_from(sct.timestamp / 1000).unwrap_or(i64::MAX);
                let aside = format!("{}{}", Built::log_name(&sct.log_id), Time(seconds).full());
                values.push(bytes(&sct.log_id).labelled("log").aside(aside));
            }
            values
        }
        ExtensionValue::PrecertificatePoison => {
            vec![Value::plain("This is a precertificate, not for use")]
        }
        ExtensionValue::NsCertType(bits) => NS_CERT_TYPE_BITS
            .iter()
            .enumerate()
            .filter(|(bit, _)| bits & (0x80 >> bit) != 0)
            .map(|(_, name)| Value::plain(*name))
            .collect(),
        ExtensionValue::Other => other(extension),
        ExtensionValue::Unreadable(why) => {
            let mut values = vec![Value::plain(format!("Could not be read: {why}"))];
            values.extend(raw(&extension.raw));
            values
        }
    }
}

/// An extension that decides nothing here: its parts where they can be read, else its bytes.
fn other(extension: &Extension) -> Vec<Value> {
    Built::parts(extension).unwrap_or_else(|| raw(&extension.raw))
}

/// Bytes; with the text inside where they are one DER string.
fn raw(content: &[u8]) -> Vec<Value> {
    let mut values = Vec::new();
    if let [12 | 19 | 22 | 26, length, text @ ..] = content
        && usize::from(*length) == text.len()
        && let Ok(text) = std::str::from_utf8(text)
    {
        values.push(Value::plain(brief(text)));
    }
    if !BRIEF
        && let [2, length @ 1..=8, digits @ ..] = content
        && usize::from(*length) == digits.len()
        && digits.first().is_some_and(|first| first & 0x80 == 0)
    {
        // An INTEGER, such as the number of a revocation list.
        let number = digits.iter().fold(0u64, |sum, digit| (sum << 8) | u64::from(*digit));
        return vec![Value::plain(number.to_string())];
    }
    values.push(bytes(content));
    values
}

fn named_oid(oid: &str, name: &str) -> Value {
    if name == oid { Value::of(Style::Mono, oid) } else { Value::plain(name).aside(oid) }
}

/// A general name with the type before it, and its international form behind it.
pub(super) fn general_name(name: &GeneralName) -> Value {
    match name {
        GeneralName::Dns(text) => {
            let unicode = host::unicode(text).map(|u| brief(&u)).unwrap_or_default();
            Value::of(Style::Mono, brief(text)).labelled("DNS").aside(unicode)
        }
        GeneralName::Ip(address) => Value::of(Style::Mono, address.to_string()).labelled("IP"),
        GeneralName::BadIp(raw) => {
            let words = format!("{} bytes are no address", raw.len());
            bytes(raw).labelled("IP").aside(words)
        }
        GeneralName::Email(text) => Value::of(Style::Mono, brief(text)).labelled("e-mail"),
        GeneralName::Uri(text) => Value::of(Style::Url, brief(text)).labelled("URI"),
        GeneralName::Directory(name) => {
            Value::of(Style::Mono, brief(&name.text())).labelled("directory")
        }
        GeneralName::RegisteredId(oid) => {
            named_oid(oid.as_str(), oid.name()).labelled("registered ID")
        }
        GeneralName::Other { label, text: Some(text), .. } => {
            Value::of(Style::Mono, brief(text)).labelled(brief(label))
        }
        GeneralName::Other { label, raw, .. } => bytes(raw).labelled(brief(label)),
    }
}

/// A distinguished name, one value an attribute, in encoded order.
pub(super) fn name(name: &Name) -> Vec<Value> {
    if name.is_empty() {
        return vec![Value::plain("empty")];
    }
    name.attributes()
        .take(VALUES)
        .map(|attribute| {
            let unicode = match attribute.oid.as_str() {
                "2.5.4.3" | "0.9.2342.19200300.100.1.25" => host::unicode(&attribute.value),
                _ => None,
            };
            Value::of(Style::Mono, brief(&attribute.value))
                .labelled(attribute.label().to_owned())
                .aside(unicode.map(|u| brief(&u)).unwrap_or_default())
        })
        .collect()
}
