//! The details of one certificate.

use data_encoding::BASE64;

use super::chain::validity_words;
use super::pem::pem;
use super::wording::Wording;
use super::{brief, dates, describe, problem};
use crate::crypto;
use crate::engine::Built;
use crate::model::oid::ext;
use crate::model::{Certificate, KeyKind, Time, field, hex};
use crate::purpose;
use crate::report::Report;
use crate::view::{Field, Group, PROBLEMS_SHOWN, ProblemView, Sheet, Style, ValidityView, Value};

/// Extensions that are none of the usual ones; no certificate in use has half of them.
const EXTENSIONS: usize = 50;
/// Digits of a serial number that are shown; it may have 40 (RFC 5280, 4.1.2.2).
const SERIAL: usize = 800;
const NAMES: &[&str] = &[ext::SUBJECT_ALT_NAME, ext::ISSUER_ALT_NAME];
const USAGE: &[&str] = &[
    ext::EXTENDED_KEY_USAGE,
    ext::KEY_USAGE,
    ext::BASIC_CONSTRAINTS,
    ext::NAME_CONSTRAINTS,
    ext::NS_CERT_TYPE,
];
const LINKS: &[&str] = &[
    ext::SUBJECT_KEY_ID,
    ext::AUTHORITY_KEY_ID,
    ext::AUTHORITY_INFO_ACCESS,
    ext::CRL_DISTRIBUTION_POINTS,
];
const ISSUANCE: &[&str] = &[ext::POLICIES, ext::TLS_FEATURE, ext::SCTS, ext::PRECERT_POISON];

/// Everything shown of a certificate; `None` where there is no such object.
pub fn sheet(report: &Report, object: usize) -> Option<Sheet> {
    let certificate = report.certificate(object)?;
    let assessment = purpose::assess(certificate);
    let validity = certificate.validity;
    Some(Sheet {
        object,
        id: crypto::id(certificate),
        title: brief(&certificate.title()),
        kind: assessment.kind.name().into(),
        kind_reason: assessment.reason,
        validity: ValidityView {
            not_before: validity.not_before.map(|t| t.0),
            not_after: validity.not_after.map(|t| t.0),
            at: report.at.0,
            dates: dates(certificate, report.at),
            words: validity_words(validity.not_before, validity.not_after, report.at),
        },
        groups: groups(certificate, Built::standing(report, object)),
        problems: certificate
            .problems
            .iter()
            .take(PROBLEMS_SHOWN)
            .map(|p| ProblemView { place: format!("byte {}", p.span.start), ..problem(p) })
            .collect(),
        pem: pem(certificate),
        is_asked: report.main.as_ref().is_some_and(|main| main.leaf == object),
    })
}

fn groups(certificate: &Certificate, standing: Option<Field>) -> Vec<Group> {
    let fields_of = |wanted: &dyn Fn(&str) -> bool| -> Vec<Field> {
        certificate
            .extensions
            .iter()
            .filter(|e| wanted(e.oid.as_str()))
            .map(describe::field)
            .collect()
    };
    let take = |oids: &'static [&str]| fields_of(&|oid| oids.contains(&oid));

    let mut identity = vec![field(field::SUBJECT, "Subject", describe::name(&certificate.subject))];
    identity.extend(take(NAMES));
    identity.push(field(field::ISSUER, "Issuer", describe::name(&certificate.issuer)));

    let version = certificate.version.to_string();
    let mut about_issuance =
        vec![serial(certificate), field(field::VERSION, "Version", vec![Value::plain(version)])];
    about_issuance.extend(take(ISSUANCE));

    let mut links = take(LINKS);
    links.extend(standing);

    let others =
        fields_of(&|oid| ![NAMES, USAGE, LINKS, ISSUANCE].iter().any(|list| list.contains(&oid)));
    let mut others: Vec<Field> = others;
    let more = others.len().saturating_sub(EXTENSIONS);
    others.truncate(EXTENSIONS);
    if more > 0 {
        let words = format!("{more} more, in the JSON of the command line");
        others.push(field("more-extensions", "Further extensions", vec![Value::plain(words)]));
    }
    let groups = [
        ("Names", identity),
        ("Usage", take(USAGE)),
        ("Validity", period(certificate)),
        ("Key and signature", key(certificate)),
        ("Issuer and revocation", links),
        ("Issuance", about_issuance),
        ("Fingerprints", fingerprints(certificate)),
        ("Other extensions", others),
    ];
    groups
        .into_iter()
        .filter(|(_, fields)| !fields.is_empty())
        .map(|(title, fields)| Group { title: title.into(), fields })
        .collect()
}

pub(super) fn field(id: &str, label: &str, values: Vec<Value>) -> Field {
    Field { id: id.into(), label: label.into(), oid: String::new(), critical: false, values }
}

fn period(certificate: &Certificate) -> Vec<Field> {
    let time = |id: &str, label: &str, time: Option<Time>| {
        let value = match time {
            Some(time) => Value::of(Style::Time, time.0.to_string()),
            None => Value::plain("could not be read"),
        };
        field(id, label, vec![value])
    };
    vec![
        time(field::NOT_BEFORE, "Not before", certificate.validity.not_before),
        time(field::NOT_AFTER, "Not after", certificate.validity.not_after),
    ]
}

fn serial(certificate: &Certificate) -> Field {
    let digits = certificate.serial.hex();
    let mut value = Value::of(Style::Hex, digits.get(..SERIAL).unwrap_or(&digits));
    // Small numbers are known by their decimal form.
    if let Ok(number) = u64::from_str_radix(&digits, 16)
        && number > 9
    {
        value = value.aside(format!("{number} in decimal"));
    }
    field(field::SERIAL, "Serial number", vec![value])
}

fn key(certificate: &Certificate) -> Vec<Field> {
    let key = &certificate.public_key;
    let mut values = vec![Value::plain(key.short()).aside(key.oid.as_str().to_owned())];
    match &key.kind {
        KeyKind::Rsa { exponent, modulus, .. } => {
            let number = exponent
                .iter()
                .try_fold(0u64, |sum, b| sum.checked_mul(256)?.checked_add(u64::from(*b)));
            let text = number.map_or_else(|| hex(exponent), |number| number.to_string());
            values.push(Value::plain(brief(&text)).labelled("exponent"));
            values.push(describe::bytes(modulus).labelled("modulus"));
        }
        KeyKind::Ec { point, .. } => values.push(describe::bytes(point).labelled("point")),
        KeyKind::Ed25519(point) => values.push(describe::bytes(point).labelled("key")),
        KeyKind::Other { .. } | KeyKind::Unreadable { .. } => {}
    }
    let algorithm = &certificate.outer_algorithm;
    let named = Value::plain(algorithm.name()).aside(algorithm.oid.as_str().to_owned());
    vec![
        field(field::PUBLIC_KEY, "Public key", values),
        field(field::SIGNATURE_ALGORITHM, "Signature algorithm", vec![named]),
        field("signature", "Signature", vec![describe::bytes(&certificate.signature)]),
    ]
}

fn fingerprints(certificate: &Certificate) -> Vec<Field> {
    let prints = crypto::fingerprints(certificate);
    let pin = Value::of(Style::Mono, BASE64.encode(&prints.spki_sha256)).labelled("base64 (pin)");
    let mut sha256 = vec![describe::bytes(&prints.sha256)];
    sha256.extend(Built::look_up(&prints.sha256));
    vec![
        field("sha256", "SHA-256 of the certificate", sha256),
        field("sha1", "SHA-1 of the certificate", vec![describe::bytes(&prints.sha1)]),
        field(
            field::PUBLIC_KEY_SHA256,
            "SHA-256 of the public key",
            vec![describe::bytes(&prints.spki_sha256), pin],
        ),
    ]
}
