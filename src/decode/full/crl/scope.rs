//! What a list is about (RFC 5280, 5.2.5), and where a certificate says that its lists are (4.2.1.13).

use super::super::der::{self, Cursor, SEQUENCE, Value};
use super::super::{general_name, name, write};
use crate::model::oid::ext;
use crate::model::{Certificate, Crl, Extension, GeneralName, Name};

/// Issuing distribution point, delta CRL indicator, CRL number (RFC 5280, 5.2.5, 5.2.4, 5.2.3).
pub const ISSUING_POINT: &str = "2.5.29.28";
/// The same.
pub const DELTA: &str = "2.5.29.27";
/// The same.
pub const NUMBER: &str = "2.5.29.20";

/// All reasons: the bits of ReasonFlags (RFC 5280, 4.2.1.13) from keyCompromise to aACompromise.
pub const ALL_REASONS: u16 = 0x7F80;

/// What a list is about; the default is a full list of one issuer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scope {
    /// The names of its distribution point; empty where it names none.
    pub point: Vec<GeneralName>,
    /// onlyContainsUserCerts.
    pub only_users: bool,
    /// onlyContainsCACerts.
    pub only_cas: bool,
    /// onlyContainsAttributeCerts.
    pub only_attributes: bool,
    /// indirectCRL.
    pub indirect: bool,
    /// onlySomeReasons.
    pub reasons: Option<u16>,
}

/// An extension of a list.
pub fn extension<'a>(list: &'a Crl, oid: &str) -> Option<&'a Extension> {
    list.extensions.iter().find(|extension| extension.oid.as_str() == oid)
}

/// What a list is about; `None` where its issuing distribution point is not as RFC 5280 wants it.
pub fn scope(list: &Crl) -> Option<Scope> {
    match extension(list, ISSUING_POINT) {
        None => Some(Scope::default()),
        Some(extension) => read(&extension.raw, &list.issuer),
    }
}

fn read(raw: &[u8], issuer: &Name) -> Option<Scope> {
    let mut scope = Scope::default();
    let mut frame = Cursor::new(raw, raw);
    let content = frame.expect(SEQUENCE, "").ok()?.content;
    let mut parts = Cursor::new(raw, content);
    // RFC 5280, 5.2.5: an empty sequence must not be written.
    if !frame.is_empty() || parts.is_empty() {
        return None;
    }
    let mut last = None;
    while !parts.is_empty() {
        let part = parts.next("").ok()?;
        if last.is_some_and(|last| last >= part.tag) {
            return None;
        }
        last = Some(part.tag);
        // A DEFAULT is left out in DER (X.690, 11.5), so a BOOLEAN that stands there is TRUE.
        let set = || (part.content == [0xFF]).then_some(true);
        match part.tag {
            _ if !part.is_context(part.tag) => return None,
            0 => scope.point = point(raw, part.content, issuer)?,
            1 => scope.only_users = set()?,
            2 => scope.only_cas = set()?,
            3 => scope.reasons = Some(u16::from_be_bytes(der::flags(part.content)?)),
            4 => scope.indirect = set()?,
            5 => scope.only_attributes = set()?,
            _ => return None,
        }
    }
    let kinds = [scope.only_users, scope.only_cas, scope.only_attributes];
    (kinds.iter().filter(|kind| **kind).count() <= 1).then_some(scope)
}

/// A DistributionPointName: its full names, or the one name that is relative to an issuer.
fn point(whole: &[u8], content: &[u8], issuer: &Name) -> Option<Vec<GeneralName>> {
    let mut inside = Cursor::new(whole, content);
    let choice = inside.next("").ok()?;
    if !inside.is_empty() {
        return None;
    }
    let names = match choice {
        _ if choice.is_context(0) => {
            general_name::list(whole, choice.content, &mut Vec::new()).ok()?
        }
        _ if choice.is_context(1) => vec![GeneralName::Directory(below(issuer, choice)?)],
        _ => return None,
    };
    (!names.is_empty()).then_some(names)
}

/// The name of an issuer with one more part (RFC 5280, 4.2.1.13).
fn below(issuer: &Name, part: Value<'_>) -> Option<Name> {
    const SET: u8 = 0x31;
    const NAME: u8 = 0x30;
    let base = Cursor::new(&issuer.der, &issuer.der).expect(SEQUENCE, "").ok()?.content;
    let der = write::value(NAME, &[base, &write::value(SET, &[part.content])]);
    let value = Cursor::new(&der, &der).next("").ok()?;
    Some(name::name(&der, value, &mut Vec::new()))
}

/// Where a certificate says that a list about it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    /// The names of the point; empty where it names none.
    pub names: Vec<GeneralName>,
    /// Who issues the list, where that is not the certificate's issuer; empty else.
    pub issuers: Vec<GeneralName>,
    /// The reasons it is for.
    pub reasons: u16,
}

/// The distribution points of a certificate; none where they cannot be read.
pub fn points(certificate: &Certificate) -> Vec<Point> {
    let extension = certificate.extension(ext::CRL_DISTRIBUTION_POINTS);
    extension.and_then(|it| read_points(&it.raw, &certificate.issuer)).unwrap_or_default()
}

fn read_points(raw: &[u8], issuer: &Name) -> Option<Vec<Point>> {
    let mut list = Cursor::new(raw, Cursor::new(raw, raw).expect(SEQUENCE, "").ok()?.content);
    let mut points = Vec::new();
    while !list.is_empty() {
        let item = list.expect(SEQUENCE, "").ok()?;
        let mut found = Point { names: Vec::new(), issuers: Vec::new(), reasons: ALL_REASONS };
        let mut named = None;
        let mut parts = Cursor::new(raw, item.content);
        while !parts.is_empty() {
            let part = parts.next("").ok()?;
            match part.tag {
                0 => named = Some(part.content),
                1 => found.reasons = u16::from_be_bytes(der::flags(part.content)?) & ALL_REASONS,
                2 => {
                    found.issuers = general_name::list(raw, part.content, &mut Vec::new()).ok()?;
                }
                _ => return None,
            }
        }
        // A relative name hangs below the list's issuer, which is the certificate's unless another
        // is named; that one must then be one name only.
        let base = found.issuers.iter().find_map(|name| match name {
            GeneralName::Directory(name) => Some(name),
            _ => None,
        });
        if let Some(content) = named {
            found.names = point(raw, content, base.unwrap_or(issuer))?;
        }
        points.push(found);
    }
    Some(points)
}
