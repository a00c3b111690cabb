//! The values inside of objects as text and JSON, line by line: a revocation list has millions.

use serde_json::{Value, json};

use super::written::{VERSION, plain};
use crate::inside::{Object, walk};
use crate::model::hex;
use crate::view::{InsideRow, visible};

/// For the terminal, like `openssl asn1parse -i` with names. `out` says whether it takes more; told
/// back is how many faults were met.
pub fn inside_text(objects: &[&Object<'_>], out: &mut dyn FnMut(&str) -> bool) -> usize {
    let mut faults = 0usize;
    for (at, object) in objects.iter().enumerate() {
        let between = if at == 0 { "" } else { "\n" };
        if !out(&format!("{between}{}\n", head(object))) {
            break;
        }
        walk(object, &mut |row| {
            let fault = row.fault.is_empty();
            faults = faults.saturating_add(usize::from(!fault));
            out(&line(&row))
        });
    }
    faults
}

/// `Certificate 1: www.example.com (server.pem, line 1), 812 bytes`.
fn head(object: &Object<'_>) -> String {
    let line = object.line.map(|line| format!(", line {line}")).unwrap_or_default();
    let title = visible(&object.title);
    format!("{title} ({}{line}), {} bytes", visible(object.source), object.der.len())
}

fn line(row: &InsideRow) -> String {
    let place = format!("{:>7}:d={:<2} hl={} l={:>6}", row.at, row.depth, row.header, row.length);
    let indent = "  ".repeat(row.depth);
    let name = if row.name.is_empty() { String::new() } else { format!("{}: ", row.name) };
    let mut text = format!("{place}  {indent}{name}{}", row.tag);
    if !row.value.is_empty() {
        text.push_str(&format!(" {}", row.value));
    }
    if !row.aside.is_empty() {
        text.push_str(&format!("  ({})", row.aside));
    }
    text.push('\n');
    if !row.fault.is_empty() {
        text.push_str(&format!("      ! byte {}: {}\n", row.at, visible(&row.fault)));
    }
    text
}

/// As JSON: one object, in which each value is a line of its own.
pub fn inside_json(objects: &[&Object<'_>], out: &mut dyn FnMut(&str) -> bool) -> usize {
    let mut faults = 0usize;
    let mut go_on = out(&format!("{{\"version\":{VERSION},\"objects\":["));
    for (at, object) in objects.iter().enumerate() {
        let head = plain(json!({
            "title": object.title,
            "source": object.source,
            "line": object.line,
            "size": object.der.len(),
            "left_out": object.blanked.iter().map(|it| [it.start, it.end]).collect::<Vec<_>>(),
        }));
        // The values come last, so that they can follow the rest.
        let head = head.to_string();
        let comma = if at == 0 { "" } else { "," };
        go_on = go_on && out(&format!("{comma}\n{},\"values\":[", head.trim_end_matches('}')));
        let mut first = true;
        walk(object, &mut |row| {
            let fault = row.fault.is_empty();
            faults = faults.saturating_add(usize::from(!fault));
            let comma = if std::mem::take(&mut first) { "" } else { "," };
            go_on = go_on && out(&format!("{comma}\n  {}", value(object, &row)));
            go_on
        });
        go_on = go_on && out("\n]}");
    }
    out("\n]}\n");
    faults
}

fn value(object: &Object<'_>, row: &InsideRow) -> Value {
    let start = row.at.saturating_add(row.header);
    let content = object.der.get(start..start.saturating_add(row.length)).unwrap_or_default();
    let bytes = (!row.opens && !row.blanked).then(|| hex(content));
    plain(json!({
        "offset": row.at,
        "depth": row.depth,
        "header": row.header,
        "length": row.length,
        "tag": row.tag,
        "name": row.name,
        "value": row.value,
        "aside": row.aside,
        "fault": row.fault,
        "field": row.field,
        "left_out": row.blanked,
        "hex": bytes,
    }))
}
