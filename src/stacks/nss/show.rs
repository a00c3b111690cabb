//! vfychain's list, as it prints it (secutil.c, SECU_printCertProblems), and names as NSS writes
//! them (alg1485.c, CERT_NameToAscii).

use super::{Entry, names, words};
use crate::model::{Attribute, Certificate, GeneralName, Name};
use crate::stacks::{Refusal, Role};

/// The refusal: the first entry's code and rule, the whole list as the message.
pub(super) fn refusal(first: &Entry<'_>, log: &[Entry<'_>], role: Role) -> Refusal {
    let mut text = String::from("Chain is bad!\nPROBLEM WITH THE CERT CHAIN:\n");
    let mut depth = None;
    for entry in log {
        if depth != Some(entry.depth) {
            depth = Some(entry.depth);
            let authority = if entry.depth == 0 { "" } else { "[Certificate Authority]" };
            let name = called(entry.certificate);
            text.push_str(&format!("CERT {}. {name} {authority}:\n", entry.depth));
        }
        text.push_str(&format!("  ERROR {}: {}\n", entry.fault.code, entry.fault.message));
        if let Some(more) = more(entry, role).filter(|more| !more.is_empty()) {
            text.push_str(&format!("    {more}\n"));
        }
    }
    // What the shell sees is the exit status.
    Refusal::new("1", text, &first.fault.rule).about(first.certificate)
}

/// What a certificate is called: its first mailbox, else its subject.
fn called(certificate: &Certificate) -> String {
    let mailbox = names::of(certificate, false).find_map(|name| match name {
        GeneralName::Email(mailbox) => Some(mailbox.to_ascii_lowercase()),
        _ => None,
    });
    match mailbox {
        Some(mailbox) => mailbox,
        None if certificate.subject.is_empty() => "(null)".into(),
        None => name(&certificate.subject),
    }
}

/// The line below an error.
fn more(entry: &Entry<'_>, role: Role) -> Option<String> {
    let about_issuer = [&words::UNKNOWN_ISSUER, &words::UNTRUSTED_ISSUER, &words::EXPIRED_ISSUER];
    if about_issuer.contains(&entry.fault) {
        return Some(name(&entry.certificate.issuer));
    }
    let usage = &words::KEY_USAGE.rule;
    Some(match (&entry.fault.rule, role) {
        (rule, Role::Client) if rule == usage => "Cert cannot sign.".into(),
        (rule, Role::Server) if rule == usage => "[unknown usage].".into(),
        (rule, _) if *rule == words::ISSUER_KEY_USAGE.rule => {
            "Cert cannot sign other certs.".into()
        }
        (rule, _) if *rule == words::CERT_TYPE.rule => "Cert cannot be used for SSL.".into(),
        _ => return None,
    })
}

/// `CN=www.example.com,O="Example, Inc.",C=US`.
fn name(name: &Name) -> String {
    let parts =
        name.rdns.iter().rev().map(|rdn| rdn.iter().map(attribute).collect::<Vec<_>>().join("+"));
    parts.collect::<Vec<_>>().join(",")
}

fn attribute(attribute: &Attribute) -> String {
    let label = match attribute.oid.as_str() {
        "2.5.4.3" => "CN",
        "2.5.4.4" => "SN",
        "2.5.4.5" => "serialNumber",
        "2.5.4.6" => "C",
        "2.5.4.7" => "L",
        "2.5.4.8" => "ST",
        "2.5.4.9" => "STREET",
        "2.5.4.10" => "O",
        "2.5.4.11" => "OU",
        "2.5.4.12" => "title",
        "2.5.4.15" => "businessCategory",
        "2.5.4.16" => "postalAddress",
        "2.5.4.17" => "postalCode",
        "2.5.4.18" => "postOfficeBox",
        "2.5.4.42" => "givenName",
        "2.5.4.43" => "initials",
        "2.5.4.44" => "generationQualifier",
        "2.5.4.46" => "dnQualifier",
        "2.5.4.51" => "houseIdentifier",
        "2.5.4.65" => "pseudonym",
        "0.9.2342.19200300.100.1.1" => "UID",
        "0.9.2342.19200300.100.1.3" => "MAIL",
        "0.9.2342.19200300.100.1.25" => "DC",
        "1.2.840.113549.1.9.1" => "E",
        "1.3.6.1.4.1.311.60.2.1.1" => "incorporationLocality",
        "1.3.6.1.4.1.311.60.2.1.2" => "incorporationState",
        "1.3.6.1.4.1.311.60.2.1.3" => "incorporationCountry",
        oid => return format!("OID.{oid}={}", quoted(&attribute.value)),
    };
    format!("{label}={}", quoted(&attribute.value))
}

/// In quotation marks where a character would end the value, or white space would be lost.
fn quoted(value: &str) -> String {
    let special = |c: char| matches!(c, ',' | '=' | '+' | '<' | '>' | '#' | ';' | '\\' | '"');
    let spaces = value.starts_with(' ') || value.ends_with(' ') || value.contains("  ");
    if !spaces && !value.contains(special) {
        return value.to_owned();
    }
    let inside: String = value
        .chars()
        .flat_map(|c| matches!(c, '\\' | '"').then_some('\\').into_iter().chain([c]))
        .collect();
    format!("\"{inside}\"")
}
