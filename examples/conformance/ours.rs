//! What PemLens read, written the way OpenSSL prints it.

use pemlens::model::{Attribute, Extension, ExtensionValue, GeneralName, Name, Oid};

use crate::openssl_text::{NameValue, PrintedName};

/// Whether OpenSSL printed this name.
pub fn same_name(printed: &PrintedName, name: &Name) -> bool {
    // OpenSSL prints the last RDN first (RFC 2253, 2.1), and the members of each in reverse too.
    // An RDN without members leaves no trace in its text.
    let ours: Vec<&Vec<Attribute>> = name.rdns.iter().rev().filter(|rdn| !rdn.is_empty()).collect();
    printed.len() == ours.len()
        && printed.iter().zip(ours).all(|(printed, ours)| {
            printed.len() == ours.len()
                && printed.iter().zip(ours.iter().rev()).all(|((label, value), attribute)| {
                    label == attribute_label(&attribute.oid) && same_value(value, attribute)
                })
        })
}

fn same_value(printed: &NameValue, attribute: &Attribute) -> bool {
    match printed {
        NameValue::Text(bytes) => *bytes == attribute.value.as_bytes(),
        NameValue::Der(der) => match der.as_slice() {
            // Only short values occur; a long one would show as a difference.
            [tag, length, content @ ..]
                if usize::from(*length) == content.len() && *length < 0x80 =>
            {
                u32::from(tag & 0x1F) == attribute.tag && shown(*tag, content) == attribute.value
            }
            _ => false,
        },
    }
}

/// The text of a dumped value: Latin-1 in strings of one byte a character, UTF-16 in a BMPString;
/// elsewhere bytes that are no text as `\xNN`.
fn shown(tag: u8, bytes: &[u8]) -> String {
    if matches!(tag, 18 | 19 | 20 | 22 | 26) {
        return bytes.iter().map(|b| char::from(*b)).collect();
    }
    if tag == 30 {
        let units: Vec<u16> = bytes
            .chunks(2)
            .map(|two| two.iter().fold(0, |sum, b| sum << 8 | u16::from(*b)))
            .collect();
        return String::from_utf16_lossy(&units);
    }
    let mut out = String::new();
    for chunk in bytes.utf8_chunks() {
        out.push_str(chunk.valid());
        out.extend(chunk.invalid().iter().map(|b| format!("\\x{b:02X}")));
    }
    out
}

/// A name for the report of a difference.
pub fn name_text(name: &Name) -> String {
    let tagged = |a: &Attribute| {
        format!("{}={}[tag {}]", attribute_label(&a.oid), a.value.escape_debug(), a.tag)
    };
    let rdns: Vec<String> = name
        .rdns
        .iter()
        .rev()
        .map(|rdn| rdn.iter().rev().map(tagged).collect::<Vec<_>>().join("+"))
        .collect();
    rdns.join(",")
}

/// A printed name for the report of a difference.
pub fn printed_text(name: &PrintedName) -> String {
    let value = |value: &NameValue| match value {
        NameValue::Text(bytes) => String::from_utf8_lossy(bytes).escape_debug().to_string(),
        NameValue::Der(der) => format!("#{}", pemlens::model::hex(der)),
    };
    let rdns: Vec<String> = name
        .iter()
        .map(|rdn| {
            rdn.iter()
                .map(|(label, v)| format!("{label}={}", value(v)))
                .collect::<Vec<_>>()
                .join("+")
        })
        .collect();
    rdns.join(",")
}

/// What an extension was read as, in OpenSSL's words; `None` where it could not be read.
pub fn extension(extension: &Extension) -> Option<String> {
    match &extension.value {
        ExtensionValue::SubjectAltName(names) if names.is_empty() => Some("<EMPTY>\n".to_owned()),
        ExtensionValue::SubjectAltName(names) => {
            Some(names.iter().map(general_name).collect::<Vec<_>>().join(", "))
        }
        ExtensionValue::ExtendedKeyUsage(usages) => {
            Some(usages.iter().map(|oid| long_name(oid.as_str())).collect::<Vec<_>>().join(", "))
        }
        ExtensionValue::KeyUsage(usage) => {
            const NAMES: [&str; 9] = [
                "Digital Signature",
                "Non Repudiation",
                "Key Encipherment",
                "Data Encipherment",
                "Key Agreement",
                "Certificate Sign",
                "CRL Sign",
                "Encipher Only",
                "Decipher Only",
            ];
            let set = NAMES
                .iter()
                .enumerate()
                .filter(|(bit, _)| usage.has(1 << bit))
                .map(|(_, name)| *name);
            Some(set.collect::<Vec<_>>().join(", "))
        }
        ExtensionValue::Unreadable(reason) => Some(format!("(unreadable: {reason})")),
        _ => None,
    }
}

/// What OpenSSL prints for an extension it cannot read: its bytes, dots for what is no ASCII.
pub fn dump(extension: &Extension) -> String {
    let shown = |b: &u8| matches!(b, b' '..=b'~' | b'\n' | b'\r');
    extension.raw.iter().map(|b| if shown(b) { char::from(*b) } else { '.' }).collect()
}

fn general_name(name: &GeneralName) -> String {
    match name {
        GeneralName::Dns(text) => format!("DNS:{}", as_printed(text)),
        GeneralName::Email(text) => format!("email:{}", as_printed(text)),
        GeneralName::Uri(text) => format!("URI:{}", as_printed(text)),
        GeneralName::Ip(std::net::IpAddr::V4(address)) => format!("IP Address:{address}"),
        GeneralName::Ip(std::net::IpAddr::V6(address)) => {
            let groups: Vec<String> =
                address.segments().iter().map(|group| format!("{group:X}")).collect();
            format!("IP Address:{}", groups.join(":"))
        }
        GeneralName::BadIp(bytes) => format!("IP Address:<invalid length={}>", bytes.len()),
        GeneralName::RegisteredId(oid) => format!("Registered ID:{}", oid.as_str()),
        GeneralName::Directory(name) => format!("DirName:{}", one_line(name)),
        GeneralName::Other { label, text, .. } => match label.strip_prefix("otherName ") {
            Some(kind) => {
                let text = text.as_deref().map_or("<unsupported>".into(), as_printed);
                format!("othername: {}:{text}", other_name_label(kind))
            }
            None if label == "x400Address" => "X400Name:<unsupported>".to_owned(),
            None if label == "ediPartyName" => "EdiPartyName:<unsupported>".to_owned(),
            None => format!("({label})"),
        },
    }
}

/// The corpus keeps OpenSSL's output as text, with U+FFFD for bytes that are no UTF-8; PemLens
/// writes such bytes as `\xNN`.
fn as_printed(text: &str) -> String {
    if !text.contains("\\x") {
        return text.to_owned();
    }
    let mut bytes = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("\\x") {
        bytes.extend_from_slice(before.as_bytes());
        let byte = after.get(..2).and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match byte {
            Some(byte) if byte >= 0x80 => {
                bytes.push(byte);
                rest = after.get(2..).unwrap_or_default();
            }
            _ => {
                bytes.extend_from_slice(b"\\x");
                rest = after;
            }
        }
    }
    bytes.extend_from_slice(rest.as_bytes());
    String::from_utf8_lossy(&bytes).into_owned()
}

/// `/C=US/O=a`: X509_NAME_oneline, which writes the bytes of values as they are encoded and
/// everything that is no ASCII as `\xNN`.
fn one_line(name: &Name) -> String {
    let mut out = String::new();
    for rdn in &name.rdns {
        for (index, attribute) in rdn.iter().enumerate() {
            out.push(if index == 0 { '/' } else { '+' });
            out.push_str(attribute_label(&attribute.oid));
            out.push('=');
            for byte in encoded(attribute) {
                match byte {
                    b'/' | b'+' => out.extend(['\\', char::from(byte)]),
                    b' '..=b'~' => out.push(char::from(byte)),
                    _ => out.push_str(&format!("\\x{byte:02X}")),
                }
            }
        }
    }
    // The buffer it is printed through has 256 bytes.
    out.truncate(255);
    out
}

/// The bytes of a string in its own type.
fn encoded(attribute: &Attribute) -> Vec<u8> {
    match attribute.tag {
        30 => attribute.value.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        28 => attribute.value.chars().flat_map(|c| u32::from(c).to_be_bytes()).collect(),
        12 => attribute.value.as_bytes().to_vec(),
        _ => attribute.value.chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?')).collect(),
    }
}

/// OpenSSL's short names of attribute types.
fn attribute_label(oid: &Oid) -> &str {
    match oid.as_str() {
        "2.5.4.3" => "CN",
        "2.5.4.4" => "SN",
        "2.5.4.5" => "serialNumber",
        "2.5.4.6" => "C",
        "2.5.4.7" => "L",
        "2.5.4.8" => "ST",
        "2.5.4.9" => "street",
        "2.5.4.10" => "O",
        "2.5.4.11" => "OU",
        "2.5.4.12" => "title",
        "2.5.4.13" => "description",
        "2.5.4.15" => "businessCategory",
        "2.5.4.17" => "postalCode",
        "2.5.4.20" => "telephoneNumber",
        "2.5.4.41" => "name",
        "2.5.4.42" => "GN",
        "2.5.4.43" => "initials",
        "2.5.4.44" => "generationQualifier",
        "2.5.4.45" => "x500UniqueIdentifier",
        "2.5.4.46" => "dnQualifier",
        "2.5.4.65" => "pseudonym",
        "2.5.4.97" => "organizationIdentifier",
        "0.9.2342.19200300.100.1.1" => "UID",
        "0.9.2342.19200300.100.1.25" => "DC",
        "1.2.840.113549.1.9.1" => "emailAddress",
        "1.2.840.113549.1.9.2" => "unstructuredName",
        "1.2.840.113549.1.9.8" => "unstructuredAddress",
        "1.3.6.1.4.1.311.60.2.1.1" => "jurisdictionL",
        "1.3.6.1.4.1.311.60.2.1.2" => "jurisdictionST",
        "1.3.6.1.4.1.311.60.2.1.3" => "jurisdictionC",
        "1.2.840.113549.1.9" => "pkcs9",
        "2.5.4" => "X509",
        "2.5.4.14" => "searchGuide",
        "2.5.4.16" => "postalAddress",
        "2.5.4.18" => "postOfficeBox",
        "2.5.4.19" => "physicalDeliveryOfficeName",
        "2.5.4.21" => "telexNumber",
        "2.5.4.23" => "facsimileTelephoneNumber",
        "2.5.4.26" => "registeredAddress",
        "2.5.4.31" => "member",
        "2.5.4.32" => "owner",
        "2.5.4.34" => "seeAlso",
        "2.5.4.35" => "userPassword",
        "2.5.4.47" => "enhancedSearchGuide",
        "2.5.4.48" => "protocolInformation",
        "2.5.4.49" => "distinguishedName",
        "2.5.4.51" => "houseIdentifier",
        "2.5.4.54" => "dmdName",
        other => printed_oid(other),
    }
}

/// OpenSSL prints OIDs through a buffer of 80 bytes.
fn printed_oid(oid: &str) -> &str {
    oid.get(..79).unwrap_or(oid)
}

/// OpenSSL's names for the kinds of otherName it prints the text of; the dotted form for others.
fn other_name_label(kind: &str) -> &str {
    match kind {
        "Microsoft user principal name" => "UPN",
        "Internationalised e-mail address" => "SmtpUTF8Mailbox",
        "1.3.6.1.5.5.7.8.5" => "XmppAddr",
        "DNS service name (SRV)" => "SRVName",
        "1.3.6.1.5.5.7.8.8" => "NAIRealm",
        other => other,
    }
}

/// OpenSSL's long names of extended key usages.
fn long_name(oid: &str) -> &str {
    match oid {
        "1.3.6.1.5.5.7.3.1" => "TLS Web Server Authentication",
        "1.3.6.1.5.5.7.3.2" => "TLS Web Client Authentication",
        "1.3.6.1.5.5.7.3.3" => "Code Signing",
        "1.3.6.1.5.5.7.3.4" => "E-mail Protection",
        "1.3.6.1.5.5.7.3.5" => "IPSec End System",
        "1.3.6.1.5.5.7.3.6" => "IPSec Tunnel",
        "1.3.6.1.5.5.7.3.7" => "IPSec User",
        "1.3.6.1.5.5.7.3.8" => "Time Stamping",
        "1.3.6.1.5.5.7.3.9" => "OCSP Signing",
        "1.3.6.1.5.5.7.3.17" => "ipsec Internet Key Exchange",
        "1.3.6.1.5.2.3.4" => "PKINIT Client Auth",
        "1.3.6.1.5.2.3.5" => "Signing KDC Response",
        "1.3.6.1.4.1.11129.2.4.4" => "CT Precertificate Signer",
        "1.3.6.1.4.1.311.2.1.21" => "Microsoft Individual Code Signing",
        "1.3.6.1.4.1.311.2.1.22" => "Microsoft Commercial Code Signing",
        "1.3.6.1.4.1.311.10.3.1" => "Microsoft Trust List Signing",
        "1.3.6.1.4.1.311.10.3.3" => "Microsoft Server Gated Crypto",
        "1.3.6.1.4.1.311.10.3.4" => "Microsoft Encrypted File System",
        "1.3.6.1.4.1.311.20.2.2" => "Microsoft Smartcard Login",
        "2.5.29.37.0" => "Any Extended Key Usage",
        "2.16.840.1.113730.4.1" => "Netscape Server Gated Crypto",
        "2.23.133.8.1" => "Endorsement Key Certificate",
        "1.3.6.1.5.5.7.3" => "id-kp",
        other => printed_oid(other),
    }
}
