//! The dates to come as a drawing (SVG), in a data address: the page shows it as a picture beside the list
//! that says the same.

use crate::timeline::{Effect, Timeline};

/// Width and height, and how far the line lies from the sides.
const SIZE: (f64, f64) = (720.0, 84.0);
const MARGIN: f64 = 24.0;
/// Where the line lies.
const LINE: f64 = 44.0;
/// Marks closer than this share a place and are stacked, so many at most.
const APART: f64 = 9.0;
const STACKED: usize = 3;
/// So many dates are drawn.
const DRAWN: usize = 60;

const DAY: f64 = 86_400.0;
/// Marks of the scale, which gets narrower the farther away: days, and words.
const SCALE: &[(f64, &str)] = &[
    (0.0, "now"),
    (7.0, "1 week"),
    (30.4, "1 month"),
    (91.3, "3 months"),
    (365.25, "1 year"),
    (1_095.75, "3 years"),
    (3_652.5, "10 years"),
    (10_957.5, "30 years"),
];

/// The drawing's address; empty where fewer than two dates lie ahead.
pub fn timeline_drawing(timeline: &Timeline) -> String {
    let ahead = timeline.events.iter().filter(|event| event.at >= timeline.at).take(DRAWN);
    let days = |at: i64| at.saturating_sub(timeline.at.0) as f64 / DAY;
    let marks: Vec<(f64, Effect)> = ahead.map(|event| (days(event.at.0), event.effect)).collect();
    let farthest = marks.iter().map(|(days, _)| *days).fold(1.0, f64::max);
    if marks.len() < 2 {
        return String::new();
    }
    let place = |days: f64| {
        let room = SIZE.0 - 2.0 * MARGIN;
        MARGIN + room * (1.0 + days).ln() / (1.0 + farthest).ln()
    };
    let mut svg = format!(
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {:.0} {:.0}' font-family='sans-serif' \
         font-size='11' text-anchor='middle' fill='#555'><path d='M{MARGIN:.0} {LINE:.0}H{:.0}' stroke='#888'/>",
        SIZE.0,
        SIZE.1,
        SIZE.0 - MARGIN
    );
    for (days, words) in SCALE.iter().filter(|(days, _)| *days <= farthest) {
        let x = place(*days);
        svg.push_str(&format!(
            "<path d='M{x:.1} {LINE:.0}v8' stroke='#888'/><text x='{x:.1}' y='{:.0}'>{words}</text>",
            LINE + 22.0
        ));
    }
    let mut last = (f64::NEG_INFINITY, 0usize);
    for (days, effect) in &marks {
        let x = place(*days);
        last = if x - last.0 < APART { (last.0, last.1.saturating_add(1)) } else { (x, 0) };
        if last.1 < STACKED {
            svg.push_str(&mark(last.0, LINE - 11.0 * last.1 as f64, *effect));
        }
    }
    svg.push_str("</svg>");
    address(&svg)
}

/// Told apart by shape, not by colour alone.
fn mark(x: f64, y: f64, effect: Effect) -> String {
    match effect {
        Effect::Stops => format!("<circle cx='{x:.1}' cy='{y:.1}' r='5' fill='#c22'/>"),
        Effect::Next => {
            format!(
                "<circle cx='{x:.1}' cy='{y:.1}' r='4' fill='#fff' stroke='#a60' stroke-width='2'/>"
            )
        }
        Effect::Act => format!("<path d='M{x:.1} {:.1}l5 9h-10z' fill='#15c'/>", y - 5.0),
        Effect::Tells => format!("<circle cx='{x:.1}' cy='{y:.1}' r='2.5' fill='#888'/>"),
    }
}

/// RFC 2397, with everything escaped that an address does not take.
fn address(svg: &str) -> String {
    let mut out = String::from("data:image/svg+xml,");
    for byte in svg.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'/' | b':' | b'=' => {
                out.push(char::from(byte));
            }
            other => out.push_str(&format!("%{other:02X}")),
        }
    }
    out
}
