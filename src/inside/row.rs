//! One value as a line: what it is called, what it says, what is wrong with it.

use super::count::bytes_in_words;
use super::object::Object;
use super::shape::{Known, Shape};
use super::{faults, value};
use crate::decode::raw::Element;
use crate::model::Span;
use crate::view::InsideRow;

/// Deeper values are shown closed: no object in use comes near.
pub const DEPTH: usize = 64;
/// The values in a closed one are counted up to here.
const COUNTED: usize = 1_000;
/// Values in an OCTET STRING that nothing is known of are looked at up to here before it counts as
/// one that holds values.
const PROVED: usize = 256;

/// Where the values in a value lie; `None` where there are none.
pub fn inner(bytes: &[u8], value: &Element, known: &Known) -> Option<Span> {
    if value.constructed {
        return Some(Span::new(value.body, value.end));
    }
    // The first byte of a BIT STRING counts unused bits; where there are some, it holds no values.
    let start = match value {
        _ if value.is(4) => value.body,
        _ if value.is(3) && bytes.get(value.body) == Some(&0) => value.body.saturating_add(1),
        _ => return None,
    };
    // Zeros are what was left out.
    let first = bytes.get(start..value.end)?.first().copied().filter(|it| *it != 0)?;
    let one = Element::read(bytes, start, value.end)?;
    if one.cut || one.open || one.after != value.end {
        return None;
    }
    match known.shape {
        Shape::Inside(..) => Some(Span::new(start, value.end)),
        Shape::Any if matches!(first, 0x30 | 0x31) && is_whole(bytes, &one) => {
            Some(Span::new(start, value.end))
        }
        _ => None,
    }
}

/// Whether what is in a value are values from end to end.
fn is_whole(bytes: &[u8], outer: &Element) -> bool {
    let mut at = outer.body;
    for _ in 0..PROVED {
        if at >= outer.end {
            return true;
        }
        match Element::read(bytes, at, outer.end) {
            Some(value) if !value.cut && !value.is_mark() => at = value.after,
            _ => return false,
        }
    }
    true
}

/// The line of a value.
pub fn row(object: &Object<'_>, value: &Element, known: &Known, depth: usize) -> InsideRow {
    let bytes = object.der;
    let blanked = is_blanked(object.blanked, value);
    let inner = inner(bytes, value, known);
    let mut row = InsideRow {
        at: value.at,
        depth,
        header: value.body.saturating_sub(value.at),
        length: value.end.saturating_sub(value.body),
        tag: value::tag(value),
        name: known.name.to_owned(),
        opens: inner.is_some() && depth < DEPTH && value.end > value.body,
        field: known.field.to_string(),
        blanked: blanked.is_some(),
        ..InsideRow::default()
    };
    row.fault = fault(object, value, depth, inner.is_some());
    let (words, aside) = match (inner, blanked) {
        (Some(inner), _) => {
            let count = count(bytes, inner);
            (value::summary(bytes, value, known).unwrap_or_default(), count)
        }
        (None, Some(left_out)) => (LEFT_OUT.to_owned(), bytes_in_words(left_out)),
        (None, None) => value::words(bytes, value, known),
    };
    (row.value, row.aside) = (words, aside);
    row
}

/// Said of a value that is not here.
const LEFT_OUT: &str = "left out: it may belong to a private key";

/// What is wrong with a value, and at which byte.
pub fn fault_of(
    object: &Object<'_>,
    value: &Element,
    known: &Known,
    depth: usize,
) -> Option<(usize, String)> {
    let opens = inner(object.der, value, known).is_some();
    let words = fault(object, value, depth, opens);
    (!words.is_empty()).then_some((value.at, words))
}

/// What is wrong with a value: how it is written, or what the reader of its object said about a byte
/// of it that is in no value inside.
fn fault(object: &Object<'_>, value: &Element, depth: usize, opens: bool) -> String {
    let mut words: Vec<String> = Vec::new();
    if is_blanked(object.blanked, value).is_none() || value.constructed {
        words.extend(faults::of(object.der, value));
    }
    if opens && depth >= DEPTH {
        words.push(format!("It lies {DEPTH} values deep and is not opened."));
    }
    let here = |at: usize| match opens {
        // Problems stand at the first byte of what they are about.
        true => at >= value.at && at < value.body,
        false => at >= value.at && at < value.after,
    };
    let said = object.problems.iter().filter(|it| here(it.span.start));
    words.extend(said.map(|it| it.message.clone()));
    words.dedup();
    words.join(" ")
}

/// How many bytes of a value were left out, where some were.
pub fn is_blanked(blanked: &[Span], value: &Element) -> Option<usize> {
    let first = blanked.partition_point(|it| it.end <= value.at);
    let rest = blanked.get(first..).unwrap_or_default();
    let within = rest.iter().take_while(|it| it.start < value.after);
    let count: usize = within
        .map(|it| it.end.min(value.after).saturating_sub(it.start.max(value.at)))
        .fold(0, usize::saturating_add);
    (count > 0).then_some(count)
}

/// The line of bytes that are no value.
pub fn broken(object: &Object<'_>, at: usize, end: usize, depth: usize, field: &str) -> InsideRow {
    let length = end.saturating_sub(at);
    let here = |it: &&crate::model::Problem| it.span.start >= at && it.span.start < end;
    let mut fault = match blank_from(object.blanked, at) {
        true => String::new(),
        false => "What stands here is no value: its header is cut short or damaged.".to_owned(),
    };
    for problem in object.problems.iter().filter(here).take(3) {
        fault.push(' ');
        fault.push_str(&problem.message);
    }
    let value = match fault.is_empty() {
        true => LEFT_OUT.to_owned(),
        false => value::octets(object.der.get(at..end).unwrap_or_default()),
    };
    InsideRow {
        at,
        depth,
        length,
        tag: "?".into(),
        value,
        aside: bytes_in_words(length),
        blanked: fault.is_empty(),
        fault,
        field: field.to_owned(),
        ..InsideRow::default()
    }
}

fn blank_from(blanked: &[Span], at: usize) -> bool {
    blanked.iter().any(|it| it.start <= at && at < it.end)
}

/// `3 values`.
fn count(bytes: &[u8], inner: Span) -> String {
    let mut at = inner.start;
    let mut count = 0usize;
    while at < inner.end && count < COUNTED {
        match Element::read(bytes, at, inner.end) {
            Some(value) => at = value.after,
            None => break,
        }
        count = count.saturating_add(1);
    }
    match count {
        1 => "1 value".to_owned(),
        COUNTED if at < inner.end => format!("more than {COUNTED} values"),
        count => format!("{count} values"),
    }
}
