//! libpki's report (pki/cert_errors.cc, CertPathErrors::ToDebugString), and names as it writes them
//! (pki/parse_name.cc, RFC 2253).

use super::{Judged, Note, parse, words};
use crate::model::{Attribute, Certificate, Name, hex};
use crate::stacks::{Question, Refusal};

/// The refusal: the code of its only kind of error, the whole report as the message.
pub(super) fn refusal(question: &Question<'_>, judged: &Judged<'_>) -> Refusal {
    let mut text = String::new();
    for (index, (certificate, notes)) in judged.certificates.iter().zip(&judged.notes).enumerate() {
        if notes.is_empty() {
            continue;
        }
        let name = name(&certificate.subject);
        text.push_str(&format!("----- Certificate i={index} ({name}) -----\n"));
        for note in notes {
            text.push_str(&line(note));
        }
        text.push('\n');
    }
    for root in &question.trusted {
        if let Err(reason) = parse::read(root) {
            text.push_str(&format!(" [root: {reason}]"));
        }
    }
    let first = judged.errors().next().map_or(&words::NO_ISSUER, |note| note.fault);
    let one_kind = judged.errors().all(|note| note.fault == first);
    let code = if one_kind { first.code } else { "PATH_MULTIPLE_ERRORS" };
    let mut refusal = Refusal::new(code, text, &first.rule);
    if let Some(certificate) = at(judged) {
        refusal = refusal.about(certificate);
    }
    refusal
}

/// The certificate of the first error.
fn at<'q>(judged: &Judged<'q>) -> Option<&'q Certificate> {
    let mut all = judged.certificates.iter().zip(&judged.notes);
    let has_error = |notes: &[Note]| notes.iter().any(|note| !note.warning);
    all.find(|(_, notes)| has_error(notes)).map(|(certificate, _)| *certificate)
}

fn line(note: &Note) -> String {
    let (word, text) = match note.warning {
        true if note.fault == &words::WEAK_KEY => ("WARNING", "RSA modulus too small"),
        true => ("WARNING", note.fault.message),
        false => ("ERROR", note.fault.message),
    };
    format!("{word}: {text}\n{}", note.more)
}

/// `CN=www.example.com,O=Example\, Inc.,C=US`; types without a name as OID and bytes.
fn name(name: &Name) -> String {
    let parts =
        name.rdns.iter().rev().map(|rdn| rdn.iter().map(attribute).collect::<Vec<_>>().join("+"));
    parts.collect::<Vec<_>>().join(",")
}

fn attribute(attribute: &Attribute) -> String {
    let label = match attribute.oid.as_str() {
        "2.5.4.3" => "CN",
        "2.5.4.4" => "SN",
        "2.5.4.6" => "C",
        "2.5.4.7" => "L",
        "2.5.4.8" => "ST",
        "2.5.4.10" => "O",
        "2.5.4.11" => "OU",
        "2.5.4.42" => "givenName",
        "1.2.840.113549.1.9.1" => "emailAddress",
        oid => {
            let bytes = hex(attribute.value.as_bytes()).to_ascii_uppercase();
            return format!("{oid}=#{bytes}");
        }
    };
    format!("{label}={}", escaped(&attribute.value))
}

fn escaped(value: &str) -> String {
    let last = value.chars().count().saturating_sub(1);
    let mut text = String::new();
    for (index, c) in value.chars().enumerate() {
        let special = matches!(c, ',' | '+' | '"' | '\\' | '<' | '>' | ';')
            || (index == 0 && matches!(c, ' ' | '#'))
            || (index == last && c == ' ');
        if c.is_ascii() && !c.is_ascii_control() {
            if special {
                text.push('\\');
            }
            text.push(c);
        } else {
            // RFC 2253, 2.4: any byte may be written by its digits.
            for byte in c.to_string().bytes() {
                text.push_str(&format!("\\{byte:02X}"));
            }
        }
    }
    text
}

/// The content bytes of an OID (X.690, 8.19).
pub(super) fn oid_bytes(dotted: &str) -> Vec<u8> {
    let mut arcs: Vec<u128> = dotted.split('.').filter_map(|arc| arc.parse().ok()).collect();
    if let [first, second, ..] = arcs.as_slice() {
        let head = first.saturating_mul(40).saturating_add(*second);
        arcs.splice(..2, [head]);
    }
    let mut bytes = Vec::new();
    for arc in arcs {
        let mut digits = vec![u8::try_from(arc & 0x7F).unwrap_or(0)];
        let mut rest = arc >> 7;
        while rest > 0 {
            digits.push(u8::try_from(rest & 0x7F).unwrap_or(0) | 0x80);
            rest >>= 7;
        }
        bytes.extend(digits.iter().rev());
    }
    bytes
}
