//! Extensions that say where something is: CRL distribution points (RFC 5280, 4.2.1.13) and
//! authority information access (RFC 5280, 4.2.2.1).

use super::super::der::{Cursor, OID, SEQUENCE, Value, flags, oid};
use super::super::general_name;
use super::{Read, only};
use crate::model::{AccessMethod, DistributionPoint, Problem, REASON_FLAGS};

pub(super) fn crl_points(
    whole: &[u8],
    raw: &[u8],
    problems: &mut Vec<Problem>,
) -> Read<Vec<DistributionPoint>> {
    let mut cursor = Cursor::new(raw, only(raw, SEQUENCE)?.content);
    let mut points = Vec::new();
    while !cursor.is_empty() {
        let item = cursor.expect(SEQUENCE, "A point").map_err(|p| p.message)?;
        points.push(crl_point(whole, raw, item, problems)?);
    }
    Ok(points)
}

fn crl_point(
    whole: &[u8],
    raw: &[u8],
    item: Value<'_>,
    problems: &mut Vec<Problem>,
) -> Read<DistributionPoint> {
    let mut point = DistributionPoint::default();
    let mut names =
        |list: Value<'_>| general_name::list(whole, list.content, problems).map_err(|p| p.message);
    let mut parts = Cursor::new(raw, item.content);
    while !parts.is_empty() {
        let part = parts.next("A part of a point").map_err(|p| p.message)?;
        if part.is_context(0) {
            let mut inside = Cursor::new(raw, part.content);
            let name = inside.next("The name of a point").map_err(|p| p.message)?;
            if name.is_context(0) {
                point.names = names(name)?;
            } else {
                point.note = Some("name relative to the CRL issuer".into());
            }
        } else if part.is_context(1) {
            let reasons = reasons(part.content).ok_or("the reasons of a point are damaged.")?;
            point.note = Some(format!("only for: {reasons}"));
        } else if part.is_context(2) {
            point.crl_issuer = names(part)?;
        } else {
            return Err(format!("a point holds a part with tag {}.", part.tag));
        }
    }
    Ok(point)
}

/// ReasonFlags (RFC 5280, 4.2.1.13), by their names there.
fn reasons(content: &[u8]) -> Option<String> {
    let set = u16::from_be_bytes(flags(content)?);
    let names = REASON_FLAGS.iter().enumerate().filter(|(bit, _)| set & (0x8000 >> bit) != 0);
    Some(names.map(|(_, name)| *name).collect::<Vec<_>>().join(", "))
}

pub(super) fn access(
    whole: &[u8],
    raw: &[u8],
    problems: &mut Vec<Problem>,
) -> Read<Vec<AccessMethod>> {
    let mut cursor = Cursor::new(raw, only(raw, SEQUENCE)?.content);
    let mut methods = Vec::new();
    while !cursor.is_empty() {
        let item = cursor.expect(SEQUENCE, "An entry").map_err(|p| p.message)?;
        let mut parts = Cursor::new(raw, item.content);
        let method = parts.expect(OID, "The method of an entry").map_err(|p| p.message)?;
        let location = parts.next("The location of an entry").map_err(|p| p.message)?;
        methods.push(AccessMethod {
            method: oid(method.content).ok_or("the method of an entry is no OID.")?,
            location: general_name::one(whole, location, problems),
        });
    }
    Ok(methods)
}
