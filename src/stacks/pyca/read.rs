//! What cryptography does not load (`load_der_x509_certificate`), and its exception: every value but
//! those inside extensions is read, strictly.

use super::asn1::{self, Kind, Parser};
use crate::model::Certificate;
use crate::stacks::dates;
use crate::stacks::tlv::{dotted, tag};

/// Where reading stopped.
#[derive(Clone, Debug)]
enum Place {
    Field(&'static str),
    Index(usize),
}

/// What is wrong, and where: the innermost place first, four at most.
pub(super) struct Trouble {
    pub kind: Kind,
    places: Vec<Place>,
}

impl From<Kind> for Trouble {
    fn from(kind: Kind) -> Self {
        Self { kind, places: Vec::new() }
    }
}

impl Trouble {
    fn at(mut self, place: Place) -> Self {
        const MOST: usize = 4;
        if self.places.len() < MOST {
            self.places.push(place);
        }
        self
    }

    /// As Python prints it.
    fn exception(&self) -> String {
        let places: Vec<String> = self.places.iter().rev().map(Place::debug).collect();
        let location = match places.is_empty() {
            true => String::new(),
            false => format!(", location: [{}]", places.join(", ")),
        };
        format!(
            "ValueError: error parsing asn1 value: ParseError {{ kind: {}{location} }}",
            self.kind.debug()
        )
    }
}

impl Place {
    fn debug(&self) -> String {
        match self {
            Place::Field(name) => format!("{name:?}"),
            Place::Index(index) => index.to_string(),
        }
    }
}

/// Reads one thing, named for the case that it cannot be read.
fn field<T, E: Into<Trouble>>(name: &'static str, read: Result<T, E>) -> Result<T, Trouble> {
    read.map_err(|why| why.into().at(Place::Field(name)))
}

fn indexed<T, E: Into<Trouble>>(index: usize, read: Result<T, E>) -> Result<T, Trouble> {
    read.map_err(|why| why.into().at(Place::Index(index)))
}

/// The exception with which a certificate is not loaded.
pub(super) fn fault(certificate: &Certificate) -> Option<String> {
    match whole(certificate) {
        Err(trouble) => Some(trouble.exception()),
        // 0 stands for version 1.
        Ok(0 | 2) => None,
        Ok(version) => Some(format!("InvalidVersion: {version} is not a valid X509 version")),
    }
}

/// The exception with which a subject cannot be shown; refusals of a leaf show it.
pub(super) fn unprintable(certificate: &Certificate) -> Option<String> {
    const UNIQUE_IDENTIFIER: &str = "2.5.4.45";
    let mut rdns = Parser(Parser(&certificate.subject.der).expect(tag::SEQUENCE).ok()?);
    while !rdns.is_empty() {
        let mut set = Parser(rdns.expect(tag::SET).ok()?);
        if set.is_empty() {
            return Some("ValueError: a relative distinguished name cannot be empty".into());
        }
        while !set.is_empty() {
            let mut attribute = Parser(set.expect(tag::SEQUENCE).ok()?);
            let kind = attribute.expect(tag::OID).ok()?;
            let value = attribute.tlv().ok()?;
            let in_subject = |kind: Kind| Trouble::from(kind).at(Place::Field("subject"));
            match value.tag.first {
                tag::BMP_STRING | UNIVERSAL_STRING => {}
                tag::BIT_STRING if dotted(kind) != UNIQUE_IDENTIFIER => {
                    let words = "TypeError: oid must be X500_UNIQUE_IDENTIFIER for BitString type.";
                    return Some(words.into());
                }
                tag::BIT_STRING | tag::OCTET_STRING => {}
                tag::UTF8_STRING | 18..=20 | 22..=24 | 26 => {
                    if std::str::from_utf8(value.content).is_err() {
                        return Some(in_subject(Kind::InvalidValue).exception());
                    }
                }
                _ => return Some(in_subject(Kind::UnexpectedTag(value.tag)).exception()),
            }
        }
    }
    None
}

const UNIVERSAL_STRING: u8 = 0x1C;

/// `Certificate`; its version as a number.
fn whole(certificate: &Certificate) -> Result<u64, Trouble> {
    let mut outer = Parser(&certificate.der);
    let mut parts = Parser(outer.expect(tag::SEQUENCE)?);
    let tbs = field("Certificate::tbs_cert", parts.expect(tag::SEQUENCE))?;
    let version = field("Certificate::tbs_cert", body(tbs, certificate))?;
    let outer_algorithm = |parts: &mut Parser<'_>| identifier(parts.expect(tag::SEQUENCE)?);
    field("Certificate::signature_alg", outer_algorithm(&mut parts))?;
    field("Certificate::signature", parts.expect(tag::BIT_STRING).and_then(asn1::bits))?;
    parts.finish()?;
    outer.finish()?;
    Ok(version)
}

/// `TbsCertificate`.
fn body(content: &[u8], certificate: &Certificate) -> Result<u64, Trouble> {
    let mut tbs = Parser(content);
    let version = field("TbsCertificate::version", version(&mut tbs))?;
    field("TbsCertificate::serial", tbs.expect(tag::INTEGER).and_then(asn1::integer))?;
    let sequence = |tbs: &mut Parser<'_>, read: fn(&[u8]) -> Result<(), Trouble>| {
        read(tbs.expect(tag::SEQUENCE)?)
    };
    field("TbsCertificate::signature_alg", sequence(&mut tbs, identifier))?;
    field("TbsCertificate::issuer", sequence(&mut tbs, name))?;
    let validity = |tbs: &mut Parser<'_>| dates_of(tbs.expect(tag::SEQUENCE)?, certificate);
    field("TbsCertificate::validity", validity(&mut tbs))?;
    field("TbsCertificate::subject", sequence(&mut tbs, name))?;
    field("TbsCertificate::spki", sequence(&mut tbs, key))?;
    for (number, place) in
        [(1, "TbsCertificate::issuer_unique_id"), (2, "TbsCertificate::subject_unique_id")]
    {
        let identifier = field(place, tbs.optional(tag::context(number)))?;
        field(place, identifier.map_or(Ok(()), asn1::bits))?;
    }
    let place = "TbsCertificate::raw_extensions";
    if let Some(explicit) = field(place, tbs.optional(tag::inside(3)))? {
        field(place, extensions(explicit))?;
    }
    tbs.finish()?;
    Ok(version)
}

fn version(tbs: &mut Parser<'_>) -> Result<u64, Kind> {
    let Some(explicit) = tbs.optional(tag::inside(0))? else { return Ok(0) };
    let mut inside = Parser(explicit);
    let version = asn1::unsigned(inside.expect(tag::INTEGER)?, 1)?;
    inside.finish()?;
    if version == 0 { Err(Kind::EncodedDefault) } else { Ok(version) }
}

/// `Validity`: to the second, and in UTC.
fn dates_of(content: &[u8], certificate: &Certificate) -> Result<(), Trouble> {
    let mut times = Parser(content);
    let known = [certificate.validity.not_before, certificate.validity.not_after];
    let written = dates::written(certificate);
    for (index, (place, known)) in
        ["Validity::not_before", "Validity::not_after"].into_iter().zip(known).enumerate()
    {
        let value = field(place, times.tlv())?;
        let (length, kind) = match value.tag.first {
            tag::UTC_TIME => (13, "Time::UtcTime"),
            tag::GENERALIZED_TIME => (15, "Time::GeneralizedTime"),
            _ => return field(place, Err(Kind::UnexpectedTag(value.tag))),
        };
        let exact = value.content.len() == length && value.content.ends_with(b"Z");
        if !exact || (known.is_none() && written.is_some_and(|both| both.get(index).is_some())) {
            return field(place, field(kind, Err(Kind::InvalidValue)));
        }
    }
    Ok(times.finish()?)
}

/// `Name`: a list of sets of attributes.
pub(super) fn name(content: &[u8]) -> Result<(), Trouble> {
    let mut rdns = Parser(content);
    let mut index = 0usize;
    while !rdns.is_empty() {
        let set = |rdns: &mut Parser<'_>| attributes(rdns.expect(tag::SET)?);
        indexed(index, set(&mut rdns))?;
        index = index.saturating_add(1);
    }
    Ok(())
}

fn attributes(content: &[u8]) -> Result<(), Trouble> {
    let mut set = Parser(content);
    let (mut index, mut before): (usize, &[u8]) = (0, &[]);
    while !set.is_empty() {
        let value = indexed(index, set.tlv())?;
        if before > value.full {
            return indexed(index, Err(Kind::SetOrdering));
        }
        before = value.full;
        let sequence = Parser(value.full).expect(tag::SEQUENCE).map_err(Trouble::from);
        indexed(index, sequence.and_then(attribute))?;
        index = index.saturating_add(1);
    }
    Ok(())
}

fn attribute(content: &[u8]) -> Result<(), Trouble> {
    let mut parts = Parser(content);
    field("AttributeTypeValue::type_id", parts.expect(tag::OID).and_then(asn1::oid))?;
    let place = "AttributeTypeValue::value";
    let value = field(place, parts.tlv())?;
    let content = value.content;
    let character = |point: u32| char::from_u32(point).is_some();
    let (kind, good) = match value.tag.first {
        tag::PRINTABLE_STRING => {
            ("AttributeValue::PrintableString", content.iter().all(|b| is_printable(*b)))
        }
        tag::BMP_STRING => {
            let (pairs, rest) = content.as_chunks::<2>();
            let units = pairs.iter().map(|pair| u16::from_be_bytes(*pair));
            let text = char::decode_utf16(units).all(|c| c.is_ok());
            ("AttributeValue::BmpString", rest.is_empty() && text)
        }
        UNIVERSAL_STRING => {
            let (points, rest) = content.as_chunks::<4>();
            let text = points.iter().all(|point| character(u32::from_be_bytes(*point)));
            ("AttributeValue::UniversalString", rest.is_empty() && text)
        }
        _ => ("", true),
    };
    if !good {
        return field(place, field(kind, Err(Kind::InvalidValue)));
    }
    Ok(parts.finish()?)
}

/// The characters of a PrintableString (X.680, 41.4), and no others.
fn is_printable(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
        || matches!(byte, b'\''..=b')' | b'+'..=b'/' | b' ' | b':' | b'=' | b'?')
}

/// `AlgorithmIdentifier`: what stands behind the OID depends on it.
fn identifier(content: &[u8]) -> Result<(), Trouble> {
    let mut parts = Parser(content);
    let oid = field("AlgorithmIdentifier::oid", parts.expect(tag::OID))?;
    field("AlgorithmIdentifier::oid", asn1::oid(oid))?;
    let place = "AlgorithmIdentifier::params";
    match parameters(&dotted(oid)) {
        Parameters::None => {}
        Parameters::Null => {
            let null = field(place, parts.optional(0x05))?;
            if null.is_some_and(|content| !content.is_empty()) {
                return field(place, Err(Kind::InvalidValue));
            }
        }
        Parameters::Curve => {
            let value = field(place, parts.tlv())?;
            if !matches!(value.tag.first, tag::OID | tag::SEQUENCE | 0x05) {
                return field(place, Err(Kind::UnexpectedTag(value.tag)));
            }
        }
        Parameters::Any => {
            if !parts.is_empty() {
                field(place, parts.tlv())?;
            }
        }
    }
    Ok(parts.finish()?)
}

enum Parameters {
    None,
    /// NULL, or none.
    Null,
    Curve,
    Any,
}

fn parameters(oid: &str) -> Parameters {
    let under = |arc: &str| oid.strip_prefix(arc).and_then(|number| number.parse::<u32>().ok());
    match oid {
        "1.2.840.10045.2.1" => Parameters::Curve,
        // X25519, X448, Ed25519, Ed448.
        "1.3.101.110" | "1.3.101.111" | "1.3.101.112" | "1.3.101.113" => Parameters::None,
        "1.3.14.3.2.29" => Parameters::Null,
        _ => match (
            under("1.2.840.10045.4.3."),
            under("1.2.840.113549.1.1."),
            under("2.16.840.1.101.3.4.3."),
        ) {
            // ECDSA with SHA-2.
            (Some(1..=4), ..) => Parameters::None,
            // RSA keys, and RSA with SHA-1 and SHA-2.
            (_, Some(1 | 5 | 11..=14), _) => Parameters::Null,
            // DSA with SHA-2, RSA with SHA-3.
            (.., Some(1..=4 | 13..=16)) => Parameters::Null,
            // ECDSA with SHA-3, ML-DSA.
            (.., Some(9..=12 | 17..=19)) => Parameters::None,
            _ => Parameters::Any,
        },
    }
}

/// `SubjectPublicKeyInfo`.
fn key(content: &[u8]) -> Result<(), Trouble> {
    let mut parts = Parser(content);
    let algorithm = |parts: &mut Parser<'_>| identifier(parts.expect(tag::SEQUENCE)?);
    field("SubjectPublicKeyInfo::algorithm", algorithm(&mut parts))?;
    let bits = parts.expect(tag::BIT_STRING).and_then(asn1::bits);
    field("SubjectPublicKeyInfo::subject_public_key", bits)?;
    Ok(parts.finish()?)
}

fn extensions(explicit: &[u8]) -> Result<(), Trouble> {
    let mut outer = Parser(explicit);
    let mut list = Parser(outer.expect(tag::SEQUENCE)?);
    let mut index = 0usize;
    while !list.is_empty() {
        let one = |list: &mut Parser<'_>| extension(list.expect(tag::SEQUENCE)?);
        indexed(index, one(&mut list))?;
        index = index.saturating_add(1);
    }
    Ok(outer.finish()?)
}

fn extension(content: &[u8]) -> Result<(), Trouble> {
    let mut parts = Parser(content);
    field("Extension::extn_id", parts.expect(tag::OID).and_then(asn1::oid))?;
    let critical = field("Extension::critical", parts.optional(tag::BOOLEAN))?;
    field("Extension::critical", critical.map_or(Ok(()), asn1::not_default))?;
    field("Extension::extn_value", parts.expect(tag::OCTET_STRING))?;
    Ok(parts.finish()?)
}
