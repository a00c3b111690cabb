//! All values of an object, from the outside in and one behind the other.

use super::object::Object;
use super::row::{self, DEPTH};
use super::shape::{Known, Members};
use crate::decode::raw::Element;
use crate::model::{Span, field};
use crate::view::InsideRow;

/// What is met on the way.
pub enum Met<'a> {
    /// A value, and what is known of it.
    Value(&'a Element, &'a Known),
    /// Bytes that are no value, up to there.
    Broken(usize, usize, &'a Known),
}

/// Every value as a line, with how deep it lies; ends where `take` says no.
pub fn walk(object: &Object<'_>, take: &mut dyn FnMut(InsideRow) -> bool) {
    each(object, &mut |met, depth| {
        take(match met {
            Met::Value(value, known) => {
                InsideRow { opened: true, ..row::row(object, value, known, depth) }
            }
            Met::Broken(at, end, outer) => row::broken(object, at, end, depth, &outer.field),
        })
    });
}

/// Every value; ends where `take` says no.
pub fn each(object: &Object<'_>, take: &mut dyn FnMut(Met<'_>, usize) -> bool) {
    let all = Span::new(0, object.der.len());
    let root = object.known.clone();
    values(object, all, &root, 0, true, take);
}

/// The values in a span; of the outermost one `outer` is what is known of itself.
fn values(
    object: &Object<'_>,
    span: Span,
    outer: &Known,
    depth: usize,
    outermost: bool,
    take: &mut dyn FnMut(Met<'_>, usize) -> bool,
) -> bool {
    let mut members = Members::of(outer);
    let mut at = span.start;
    while at < span.end {
        let Some(value) = Element::read(object.der, at, span.end) else {
            return take(Met::Broken(at, span.end, outer), depth);
        };
        let known = match outermost {
            true if at == span.start => outer.clone(),
            true => Known::nothing(),
            false => members.next(object.der, &value),
        };
        if !take(Met::Value(&value, &known), depth) {
            return false;
        }
        if depth < DEPTH
            && let Some(inner) = row::inner(object.der, &value, &known)
            && !values(object, inner, &known, depth.saturating_add(1), false, take)
        {
            return false;
        }
        at = value.after;
    }
    true
}

/// The first value that belongs to a field of the sheet.
pub fn of_field(object: &Object<'_>, wanted: &str) -> Option<usize> {
    // Fingerprints are of the whole, and of the key.
    let wanted = match wanted {
        "sha256" | "sha1" => return Some(0),
        field::PUBLIC_KEY_SHA256 => field::PUBLIC_KEY,
        wanted => wanted,
    };
    let mut found = None;
    let mut left = LOOKED_AT;
    each(object, &mut |met, _| {
        left = left.saturating_sub(1);
        if let Met::Value(value, known) = met
            && &*known.field == wanted
        {
            found = Some(value.at);
        }
        found.is_none() && left > 0
    });
    found
}

/// Values that are looked at for a field, and for faults.
pub const LOOKED_AT: usize = 10_000;
