//! Certificate extensions (RFC 5280, 4.2), read to the last byte. Only the list of signed
//! certificate timestamps, which is no ASN.1, is left to x509-parser.

mod locations;

use super::der::{
    BIT_STRING, BOOLEAN, Cursor, INTEGER, OCTET_STRING, OID, SEQUENCE, Value, boolean, flags,
    number, oid, span,
};
use super::{general_name, strings};
use crate::model::oid::ext;
use crate::model::{
    AuthorityKeyId, BasicConstraints, Extension, ExtensionValue, GeneralName, KeyUsage,
    NameConstraints, Oid, Policy, Problem, Sct, Subtree,
};

/// An extension is held against so many before it: a real certificate has a dozen.
const MAX_COMPARED: usize = 256;

/// Reads the list of extensions; each that fails is kept as [`ExtensionValue::Unreadable`].
pub(super) fn all(whole: &[u8], list: Value<'_>, problems: &mut Vec<Problem>) -> Vec<Extension> {
    let mut extensions: Vec<Extension> = Vec::new();
    let mut cursor = Cursor::new(whole, list.content);
    while !cursor.is_empty() {
        let item = match cursor.expect(SEQUENCE, "An extension") {
            Ok(item) => item,
            Err(problem) => {
                problems.push(problem);
                break;
            }
        };
        match frame(whole, item, problems) {
            Ok((oid, critical, value)) => {
                if extensions.iter().take(MAX_COMPARED).any(|e| e.oid == oid) {
                    // RFC 5280, 4.2: not more than one instance of a particular extension.
                    problems.push(cursor.problem(
                        item.full,
                        format!("The extension {} stands there twice.", oid.name()),
                    ));
                }
                let content =
                    content(whole, &oid, value.content, problems).unwrap_or_else(|reason| {
                        problems.push(cursor.problem(
                            value.content,
                            format!("The extension {} could not be read: {reason}", oid.name()),
                        ));
                        ExtensionValue::Unreadable(reason)
                    });
                let extra = behind(value.content);
                if !extra.is_empty()
                    && !matches!(content, ExtensionValue::Other | ExtensionValue::Unreadable(_))
                {
                    let message = format!(
                        "{} bytes stand behind the content of the extension {}.",
                        extra.len(),
                        oid.name()
                    );
                    problems.push(cursor.problem(extra, message));
                }
                extensions.push(Extension {
                    oid,
                    critical,
                    value: content,
                    span: span(whole, item.full),
                    raw: value.content.to_vec(),
                });
            }
            Err(problem) => problems.push(problem),
        }
    }
    extensions
}

fn frame<'a>(
    whole: &'a [u8],
    item: Value<'a>,
    problems: &mut Vec<Problem>,
) -> Result<(Oid, bool, Value<'a>), Problem> {
    let mut parts = Cursor::new(whole, item.content);
    let id = parts.expect(OID, "The type of an extension")?;
    let id = oid(id.content)
        .ok_or_else(|| parts.problem(id.full, "The type of an extension is no OID.".into()))?;
    let mut critical = false;
    if parts.peek().is_some_and(|value| value.is(BOOLEAN)) {
        let flag = parts.expect(BOOLEAN, "The criticality of an extension")?;
        if !matches!(flag.content, [0 | 0xFF]) {
            // X.690, 11.1: in DER, TRUE is 0xFF.
            problems.push(
                parts.problem(
                    flag.full,
                    "The criticality of an extension is no DER BOOLEAN.".into(),
                ),
            );
        }
        critical = boolean(flag.content).unwrap_or(true);
    }
    let value = parts.expect(OCTET_STRING, "The value of an extension")?;
    Ok((id, critical, value))
}

type Read<T> = Result<T, String>;

fn content(
    whole: &[u8],
    id: &Oid,
    raw: &[u8],
    problems: &mut Vec<Problem>,
) -> Read<ExtensionValue> {
    Ok(match id.as_str() {
        ext::AUTHORITY_KEY_ID => {
            ExtensionValue::AuthorityKeyId(authority_key_id(whole, raw, problems)?)
        }
        ext::SUBJECT_KEY_ID => {
            ExtensionValue::SubjectKeyId(only(raw, OCTET_STRING)?.content.to_vec())
        }
        ext::KEY_USAGE => ExtensionValue::KeyUsage(key_usage(raw)?),
        ext::POLICIES => ExtensionValue::Policies(policies(raw)?),
        ext::SUBJECT_ALT_NAME => ExtensionValue::SubjectAltName(names(whole, raw, problems)?),
        ext::ISSUER_ALT_NAME => ExtensionValue::IssuerAltName(names(whole, raw, problems)?),
        ext::BASIC_CONSTRAINTS => ExtensionValue::BasicConstraints(basic_constraints(raw)?),
        ext::NAME_CONSTRAINTS => {
            ExtensionValue::NameConstraints(name_constraints(whole, raw, problems)?)
        }
        ext::EXTENDED_KEY_USAGE => ExtensionValue::ExtendedKeyUsage(extended_key_usage(raw)?),
        ext::CRL_DISTRIBUTION_POINTS => {
            ExtensionValue::CrlDistributionPoints(locations::crl_points(whole, raw, problems)?)
        }
        ext::AUTHORITY_INFO_ACCESS => {
            ExtensionValue::AuthorityInfoAccess(locations::access(whole, raw, problems)?)
        }
        ext::TLS_FEATURE => ExtensionValue::TlsFeature(tls_feature(raw)?),
        ext::SCTS => ExtensionValue::Scts(scts(raw)?),
        ext::PRECERT_POISON => ExtensionValue::PrecertificatePoison,
        ext::NS_CERT_TYPE => {
            let [first, _] =
                flags(only(raw, BIT_STRING)?.content).ok_or("its bits are damaged.")?;
            ExtensionValue::NsCertType(first)
        }
        _ => ExtensionValue::Other,
    })
}

/// The one value an extension holds. What stands behind it is reported by [`all`].
fn only(raw: &[u8], tag: u32) -> Read<Value<'_>> {
    Cursor::new(raw, raw).expect(tag, "The content").map_err(|p| p.message)
}

/// The bytes behind the one value an extension holds. OpenSSL passes over them, Go refuses them.
fn behind(raw: &[u8]) -> &[u8] {
    let first = Cursor::new(raw, raw).next("").map_or(raw.len(), |value| value.full.len());
    raw.get(first..).unwrap_or_default()
}

fn names(whole: &[u8], raw: &[u8], problems: &mut Vec<Problem>) -> Read<Vec<GeneralName>> {
    let list = only(raw, SEQUENCE)?;
    general_name::list(whole, list.content, problems).map_err(|p| p.message)
}

fn key_usage(raw: &[u8]) -> Read<KeyUsage> {
    let [first, second] = flags(only(raw, BIT_STRING)?.content).ok_or("its bits are damaged.")?;
    // Bit 8, decipherOnly, is the top bit of the second byte.
    Ok(KeyUsage(u16::from(first.reverse_bits()) | (u16::from(second >> 7) << 8)))
}

fn basic_constraints(raw: &[u8]) -> Read<BasicConstraints> {
    let mut parts = Cursor::new(raw, only(raw, SEQUENCE)?.content);
    let mut constraints = BasicConstraints::default();
    if parts.peek().is_some_and(|value| value.is(BOOLEAN)) {
        let flag = parts.expect(BOOLEAN, "cA").map_err(|p| p.message)?;
        constraints.ca = boolean(flag.content).ok_or("cA is no BOOLEAN.")?;
    }
    if !parts.is_empty() {
        let length = parts.expect(INTEGER, "pathLenConstraint").map_err(|p| p.message)?;
        constraints.path_len =
            Some(number(length.content).ok_or("pathLenConstraint is out of range.")?);
    }
    if parts.is_empty() {
        Ok(constraints)
    } else {
        Err("there are bytes behind pathLenConstraint.".into())
    }
}

fn extended_key_usage(raw: &[u8]) -> Read<Vec<Oid>> {
    let mut cursor = Cursor::new(raw, only(raw, SEQUENCE)?.content);
    let mut usages = Vec::new();
    while !cursor.is_empty() {
        let value = cursor.expect(OID, "A usage").map_err(|p| p.message)?;
        usages.push(oid(value.content).ok_or("a usage is no OID.")?);
    }
    Ok(usages)
}

fn authority_key_id(whole: &[u8], raw: &[u8], problems: &mut Vec<Problem>) -> Read<AuthorityKeyId> {
    let mut cursor = Cursor::new(raw, only(raw, SEQUENCE)?.content);
    let mut id = AuthorityKeyId::default();
    while !cursor.is_empty() {
        let value = cursor.next("A part").map_err(|p| p.message)?;
        if value.is_context(0) {
            id.key_id = Some(value.content.to_vec());
        } else if value.is_context(1) {
            id.issuer =
                general_name::list(whole, value.content, problems).map_err(|p| p.message)?;
        } else if value.is_context(2) {
            id.serial = Some(value.content.to_vec());
        } else {
            return Err(format!("it holds a part with tag {}.", value.tag));
        }
    }
    Ok(id)
}

fn name_constraints(
    whole: &[u8],
    raw: &[u8],
    problems: &mut Vec<Problem>,
) -> Read<NameConstraints> {
    let mut cursor = Cursor::new(raw, only(raw, SEQUENCE)?.content);
    let mut constraints = NameConstraints::default();
    while !cursor.is_empty() {
        let list = cursor.next("A list of subtrees").map_err(|p| p.message)?;
        let subtrees = subtrees(whole, raw, list, problems)?;
        match list {
            _ if list.is_context(0) => constraints.permitted = subtrees,
            _ if list.is_context(1) => constraints.excluded = subtrees,
            _ => return Err(format!("it holds a part with tag {}.", list.tag)),
        }
    }
    Ok(constraints)
}

fn subtrees(
    whole: &[u8],
    raw: &[u8],
    list: Value<'_>,
    problems: &mut Vec<Problem>,
) -> Read<Vec<Subtree>> {
    let mut subtrees = Vec::new();
    let mut cursor = Cursor::new(raw, list.content);
    while !cursor.is_empty() {
        let item = cursor.expect(SEQUENCE, "A subtree").map_err(|p| p.message)?;
        let mut parts = Cursor::new(raw, item.content);
        let base = parts.next("The base of a subtree").map_err(|p| p.message)?;
        if !parts.is_empty() {
            // RFC 5280, 4.2.1.10: minimum must be zero (absent), maximum absent.
            subtrees.push(Subtree::Other("subtree with minimum or maximum".into()));
            continue;
        }
        subtrees.push(match (base.is_context(7), base.content.len()) {
            (true, 8 | 32) => {
                let (address, mask) = base.content.split_at(base.content.len() / 2);
                Subtree::Ip(address.to_vec(), mask.to_vec())
            }
            (true, _) => Subtree::Other("IP subtree of a wrong length".into()),
            _ => match general_name::one(whole, base, problems) {
                GeneralName::Dns(name) => Subtree::Dns(name),
                GeneralName::Email(name) => Subtree::Email(name),
                GeneralName::Uri(name) => Subtree::Uri(name),
                GeneralName::Directory(name) => Subtree::Directory(name),
                GeneralName::RegisteredId(_) => Subtree::Other("registered ID".into()),
                GeneralName::Other { label, .. } => Subtree::Other(label),
                GeneralName::Ip(_) | GeneralName::BadIp(_) => Subtree::Other("IP address".into()),
            },
        });
    }
    Ok(subtrees)
}

fn policies(raw: &[u8]) -> Read<Vec<Policy>> {
    let mut cursor = Cursor::new(raw, only(raw, SEQUENCE)?.content);
    let mut policies = Vec::new();
    while !cursor.is_empty() {
        let item = cursor.expect(SEQUENCE, "A policy").map_err(|p| p.message)?;
        let mut parts = Cursor::new(raw, item.content);
        let id = parts.expect(OID, "A policy").map_err(|p| p.message)?;
        let mut policy = Policy {
            oid: oid(id.content).ok_or("a policy is no OID.")?,
            cps: Vec::new(),
            notices: Vec::new(),
        };
        if let Ok(qualifiers) = parts.expect(SEQUENCE, "Qualifiers") {
            let mut qualifiers = Cursor::new(raw, qualifiers.content);
            while let Ok(qualifier) = qualifiers.expect(SEQUENCE, "A qualifier") {
                let mut parts = Cursor::new(raw, qualifier.content);
                let kind = parts.expect(OID, "").ok().and_then(|id| oid(id.content));
                let Ok(value) = parts.next("") else { continue };
                match kind.as_ref().map(Oid::as_str) {
                    Some("1.3.6.1.5.5.7.2.1") => {
                        policy.cps.push(strings::text(value.tag, value.content))
                    }
                    Some("1.3.6.1.5.5.7.2.2") => policy.notices.extend(explicit_text(raw, value)),
                    _ => {}
                }
            }
        }
        policies.push(policy);
    }
    Ok(policies)
}

/// The explicitText of a UserNotice: its only member that is a string.
fn explicit_text(raw: &[u8], notice: Value<'_>) -> Option<String> {
    let mut parts = Cursor::new(raw, notice.content);
    while let Ok(part) = parts.next("") {
        if matches!(part.tag, 12 | 22 | 26 | 30) {
            return Some(strings::text(part.tag, part.content));
        }
    }
    None
}

fn tls_feature(raw: &[u8]) -> Read<Vec<u16>> {
    let mut cursor = Cursor::new(raw, only(raw, SEQUENCE)?.content);
    let mut features = Vec::new();
    while !cursor.is_empty() {
        let feature = cursor.expect(INTEGER, "A feature").map_err(|p| p.message)?;
        let feature = number(feature.content).and_then(|feature| u16::try_from(feature).ok());
        features.push(feature.ok_or("a feature is out of range.")?);
    }
    Ok(features)
}

fn scts(raw: &[u8]) -> Read<Vec<Sct>> {
    let (_, list) = x509_parser::extensions::parse_ct_signed_certificate_timestamp_list(raw)
        .map_err(|_| "its list of timestamps is damaged.")?;
    Ok(list
        .iter()
        .map(|sct| Sct {
            version: sct.version.0,
            log_id: sct.id.key_id.to_vec(),
            timestamp: sct.timestamp,
        })
        .collect())
}

/// Name constraints that stand alone, as in a trust store.
pub(super) fn name_constraints_of(der: &[u8]) -> Option<NameConstraints> {
    name_constraints(der, der, &mut Vec::new()).ok()
}
