//! What libpki refuses to read (pki/parsed_certificate.cc, general_names.cc).

use crate::model::oid::ext;
use crate::model::{Certificate, Extension, ExtensionValue, GeneralName, Subtree};
use crate::stacks::tlv::{Reader, tag};

/// The text of the error that reading ends with.
pub(super) fn read(certificate: &Certificate) -> Result<(), String> {
    for extension in &certificate.extensions {
        let (whole, what) = match extension.oid.as_str() {
            ext::SUBJECT_ALT_NAME => {
                alternative_names(extension)?;
                if certificate.subject.is_empty() && !extension.critical {
                    return Err(line("Empty subject and subjectAltName is not critical"));
                }
                continue;
            }
            ext::NAME_CONSTRAINTS => (constraints(certificate, extension)?, "name constraints"),
            ext::EXTENDED_KEY_USAGE => {
                (certificate.eku().is_some_and(|usages| !usages.is_empty()), "extended key usage")
            }
            ext::KEY_USAGE => {
                (certificate.key_usage().is_some_and(|usage| usage.0 != 0), "key usage")
            }
            ext::BASIC_CONSTRAINTS => {
                let good = certificate
                    .basic_constraints()
                    .is_some_and(|constraints| constraints.ca || constraints.path_len.is_none());
                (good, "basic constraints")
            }
            ext::AUTHORITY_KEY_ID => {
                // RFC 5280, 4.2.1.1: issuer and serial number stand there both or not at all.
                let good = certificate
                    .authority_key_id()
                    .is_some_and(|id| id.issuer.is_empty() == id.serial.is_none());
                (good, "authority key identifier")
            }
            ext::SUBJECT_KEY_ID => {
                (certificate.subject_key_id().is_some(), "subject key identifier")
            }
            ext::AUTHORITY_INFO_ACCESS => {
                (!matches!(extension.value, ExtensionValue::Unreadable(_)), "authority info access")
            }
            _ => continue,
        };
        if !whole {
            return Err(line(&format!("Failed parsing {what}")));
        }
    }
    Ok(())
}

fn line(text: &str) -> String {
    format!("ERROR: {text}\n")
}

fn alternative_names(extension: &Extension) -> Result<(), String> {
    let end = line("Failed parsing subjectAltName");
    let mut outside = Reader(&extension.raw);
    let list = outside.take(tag::SEQUENCE).ok_or_else(|| end.clone())?;
    let mut names = Reader(list);
    if names.is_empty() || !outside.is_empty() {
        return Err(end);
    }
    while !names.is_empty() {
        let name = names.any().ok_or_else(|| end.clone())?;
        let inner = match name.tag {
            0x81 if !name.content.is_ascii() => line("rfc822Name is not ASCII"),
            0x82 if !name.content.is_ascii() => line("dNSName is not ASCII"),
            0x86 if !name.content.is_ascii() => line("uniformResourceIdentifier is not ASCII"),
            0x87 if !matches!(name.content.len(), 4 | 16) => line("Failed parsing iPAddress"),
            0xA0 | 0x81 | 0x82 | 0xA3 | 0xA4 | 0xA5 | 0x86 | 0x87 | 0x88 => continue,
            other => {
                // Class and form stand in the top byte.
                let number = u32::from(other & 0x1F) | (u32::from(other & 0xE0) << 24);
                format!("{}  tag: {number}\n", line("Unknown GeneralName type"))
            }
        };
        return Err(format!("{inner}{}{end}", line("Failed parsing GeneralName")));
    }
    Ok(())
}

/// Whether name constraints can be read; address constraints that cannot are told apart.
fn constraints(certificate: &Certificate, extension: &Extension) -> Result<bool, String> {
    let Some(constraints) = certificate.name_constraints() else { return Ok(false) };
    let mut all = constraints.permitted.iter().chain(&constraints.excluded);
    let bad = all.clone().any(|subtree| match subtree {
        Subtree::Ip(_, mask) => !is_prefix(mask),
        Subtree::Other(label) => label.starts_with("IP"),
        _ => false,
    });
    if bad {
        let lines = ["iPAddress", "GeneralName", "name constraints"];
        return Err(lines.map(|what| line(&format!("Failed parsing {what}"))).concat());
    }
    // Lists that are there must not be empty, nor have a minimum or maximum.
    let empty = extension.raw.windows(2).skip(2).any(|pair| matches!(pair, [0xA0 | 0xA1, 0]));
    let odd = all.any(|s| matches!(s, Subtree::Other(label) if label.starts_with("subtree")));
    let none = constraints.permitted.is_empty() && constraints.excluded.is_empty();
    Ok(!empty && !odd && !none)
}

/// Ones, then zeros.
fn is_prefix(mask: &[u8]) -> bool {
    let bits = mask.iter().flat_map(|byte| (0..8u8).rev().map(move |bit| byte >> bit & 1));
    bits.clone().zip(bits.skip(1)).all(|(first, second)| first >= second)
}

/// Whether a name is of a kind that libpki does not compare; its label among constraints.
pub(super) fn uncompared(name: &GeneralName) -> Option<&str> {
    match name {
        GeneralName::Uri(_) => Some("URI"),
        GeneralName::RegisteredId(_) => Some("registered ID"),
        GeneralName::Other { label, .. } => Some(label.split(' ').next().unwrap_or(label)),
        _ => None,
    }
}
