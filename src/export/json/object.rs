//! What was read, as JSON: a certificate, and an item beside it. The shape, and how it is filled.

use serde::Serialize;

use crate::crypto;
use crate::model::{self, KeyKind, Time, hex};
use crate::present::visible;
use crate::purpose;
use crate::report::Report;
use crate::view::{self, Fit, ItemView, Style};

/// A certificate; a copy is an object of its own.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(in crate::export) struct Certificate {
    /// Its place in `objects`.
    index: usize,
    /// Where it was read: index in `sources`.
    source: usize,
    /// The line of a text.
    line: Option<usize>,
    /// What it is for: `Server certificate`, `Root CA`.
    kind: &'static str,
    /// What that rests on.
    reason: String,
    /// 3 for X.509 v3.
    version: u32,
    /// The serial number, in hex.
    serial: String,
    /// As RFC 4514 writes it, with a space after each comma.
    subject: String,
    /// The same of its issuer.
    issuer: String,
    /// Null where it cannot be read.
    not_before: Option<String>,
    /// Null where it cannot be read.
    not_after: Option<String>,
    /// The subject alternative names; null where there is no such extension.
    san: Option<Vec<GeneralName>>,
    /// The extended key usage; null where there is no such extension.
    eku: Option<Vec<Usage>>,
    /// The key usage, as RFC 5280 spells it; null where there is no such extension.
    key_usage: Option<Vec<&'static str>>,
    /// Of the basic constraints; null where there are none.
    ca: Option<bool>,
    /// Of the basic constraints; null where there is none.
    path_length: Option<u32>,
    /// Its public key.
    key: Key,
    /// `ECDSA with SHA-256`.
    signature_algorithm: String,
    /// In hex.
    subject_key_id: Option<String>,
    /// In hex.
    authority_key_id: Option<String>,
    /// Digests of it.
    fingerprints: Fingerprints,
    /// In the certificate's order.
    extensions: Vec<Extension>,
    /// What could not be read.
    problems: Vec<Problem>,
}

/// A subject alternative name.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct GeneralName {
    /// Which kind.
    r#type: NameKind,
    /// Text; hex for what is none.
    value: String,
}

/// A kind of subject alternative name (RFC 5280, 4.2.1.6).
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
enum NameKind {
    /// A host name.
    Dns,
    /// An address.
    Ip,
    /// An address of a length that is none.
    IpUnreadable,
    /// A mail address.
    Email,
    /// A URI.
    Uri,
    /// A distinguished name.
    Directory,
    /// An object identifier.
    RegisteredId,
    /// Any other.
    Other,
}

/// An extended key usage.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Usage {
    /// Its object identifier.
    oid: String,
    /// Its name; the identifier again where none is known.
    name: String,
}

/// A public key.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Key {
    /// `RSA 2048`, `EC P-256`.
    name: String,
    /// Its algorithm.
    oid: String,
    /// Of RSA only.
    bits: Option<usize>,
    /// Of EC only.
    curve: Option<String>,
}

/// Digests of a certificate, in hex.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Fingerprints {
    /// Of the certificate.
    sha256: String,
    /// Of the certificate.
    sha1: String,
    /// Of its SubjectPublicKeyInfo.
    public_key_sha256: String,
}

/// An extension.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Extension {
    /// Its object identifier.
    oid: String,
    /// Its name; the identifier again where none is known.
    name: String,
    /// Whether it is critical.
    critical: bool,
    /// What is inside its OCTET STRING, in hex.
    value: String,
}

/// What could not be read.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(in crate::export) struct Problem {
    /// The first byte, of the source or of the certificate.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
    /// The line of a text; null in binary sources and in `objects`.
    pub line: Option<usize>,
    /// What is wrong.
    pub message: String,
    /// What to do; may be empty.
    pub advice: String,
}

/// A key, a request, a revocation list or an OCSP response.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(in crate::export) struct Item {
    /// `RSA 2048 private key`.
    title: String,
    /// Friendly name, alias or comment; may be empty.
    name: String,
    /// The source, and the line in it.
    place: String,
    /// To what is here; null where it cannot be told.
    belongs: Option<bool>,
    /// The same in a sentence; may be empty.
    words: String,
    /// What it holds.
    fields: Vec<ItemField>,
    /// What could not be read.
    problems: Vec<String>,
}

/// A field of an item.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct ItemField {
    /// What it is called.
    label: String,
    /// Its values.
    values: Vec<ItemValue>,
}

/// A value of a field.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct ItemValue {
    /// `DNS`, `IP`; may be empty.
    label: String,
    /// The value.
    value: String,
    /// A second form; may be empty.
    also: String,
}

/// The certificate with that number.
pub(super) fn certificate(report: &Report, index: usize) -> Option<Certificate> {
    let place = report.objects.get(index)?;
    let located = report.sources.get(place.source)?.contents.certificates.get(place.index)?;
    let certificate = &located.certificate;
    let assessment = purpose::assess(certificate);
    let prints = crypto::fingerprints(certificate);
    let authority = certificate.authority_key_id().and_then(|aki| aki.key_id.as_deref());
    let usage = |oid: &model::Oid| Usage { oid: oid.as_str().into(), name: oid.name().into() };
    Some(Certificate {
        index,
        source: place.source,
        line: located.place.line,
        kind: assessment.kind.name(),
        reason: assessment.reason,
        version: certificate.version,
        serial: certificate.serial.hex(),
        subject: visible(&certificate.subject.text()),
        issuer: visible(&certificate.issuer.text()),
        not_before: certificate.validity.not_before.map(Time::iso),
        not_after: certificate.validity.not_after.map(Time::iso),
        san: certificate.san().map(|names| names.iter().map(general_name).collect()),
        eku: certificate.eku().map(|usages| usages.iter().map(usage).collect()),
        key_usage: certificate.key_usage().map(|usage| usage.names()),
        ca: certificate.basic_constraints().map(|bc| bc.ca),
        path_length: certificate.basic_constraints().and_then(|bc| bc.path_len),
        key: key(certificate),
        signature_algorithm: certificate.outer_algorithm.name(),
        subject_key_id: certificate.subject_key_id().map(hex),
        authority_key_id: authority.map(hex),
        fingerprints: Fingerprints {
            sha256: hex(&prints.sha256),
            sha1: hex(&prints.sha1),
            public_key_sha256: hex(&prints.spki_sha256),
        },
        extensions: certificate.extensions.iter().map(extension).collect(),
        problems: certificate.problems.iter().map(problem).collect(),
    })
}

fn extension(extension: &model::Extension) -> Extension {
    Extension {
        oid: extension.oid.as_str().into(),
        name: extension.oid.name().into(),
        critical: extension.critical,
        value: hex(&extension.raw),
    }
}

pub(super) fn problem(problem: &model::Problem) -> Problem {
    Problem {
        start: problem.span.start,
        end: problem.span.end,
        line: problem.line,
        message: visible(&problem.message),
        advice: problem.advice.into(),
    }
}

fn general_name(name: &model::GeneralName) -> GeneralName {
    use model::GeneralName as Name;
    let (r#type, value) = match name {
        Name::Dns(text) => (NameKind::Dns, visible(text)),
        Name::Ip(address) => (NameKind::Ip, address.to_string()),
        Name::BadIp(bytes) => (NameKind::IpUnreadable, hex(bytes)),
        Name::Email(text) => (NameKind::Email, visible(text)),
        Name::Uri(text) => (NameKind::Uri, visible(text)),
        Name::Directory(name) => (NameKind::Directory, visible(&name.text())),
        Name::RegisteredId(oid) => (NameKind::RegisteredId, oid.as_str().to_owned()),
        Name::Other { text: Some(text), .. } => (NameKind::Other, visible(text)),
        Name::Other { raw, .. } => (NameKind::Other, hex(raw)),
    };
    GeneralName { r#type, value }
}

fn key(certificate: &model::Certificate) -> Key {
    let key = &certificate.public_key;
    let (bits, curve) = match &key.kind {
        KeyKind::Rsa { bits, .. } => (Some(*bits), None),
        KeyKind::Ec { curve, .. } => (None, Some(curve.name().to_owned())),
        _ => (None, None),
    };
    Key { name: key.short(), oid: key.oid.as_str().into(), bits, curve }
}

/// An item beside the certificates.
pub(super) fn item(item: &ItemView) -> Item {
    let field = |field: &view::Field| ItemField {
        label: field.label.clone(),
        values: field.values.iter().map(value).collect(),
    };
    Item {
        title: item.title.clone(),
        name: item.name.clone(),
        place: item.place.clone(),
        belongs: match item.fit {
            Fit::Good => Some(true),
            Fit::Bad => Some(false),
            Fit::None => None,
        },
        words: item.words.clone(),
        fields: item.fields.iter().map(field).collect(),
        problems: item.problems.iter().map(|it| it.message.clone()).collect(),
    }
}

/// One value of a field, dates as everywhere else in this format.
fn value(value: &view::Value) -> ItemValue {
    let seconds = value.text.parse().ok().filter(|_| value.style == Style::Time);
    let text = seconds.map_or_else(|| value.text.clone(), |at| Time(at).iso());
    ItemValue { label: value.label.clone(), value: text, also: value.aside.clone() }
}
