//! The timeline as a calendar file (RFC 5545), with alarms: one entry of a whole day for each date that
//! asks for something.
//!
//! Written here: a dozen properties need no library, and one would bring its own reckoning of time into the
//! engine. Python’s icalendar reads what comes out (`tests/timeline.rs`).

use super::timeline::timeline;
use crate::crypto;
use crate::model::{Time, hex};
use crate::report::Report;
use crate::timeline::{Effect, Event, Timeline};

/// Octets of a line, its end left out (RFC 5545, 3.1).
const LINE: usize = 75;

/// The calendar of a report, with a name for the file.
pub fn calendar_file(report: &Report) -> (String, String) {
    ("what-breaks-when.ics".into(), calendar(&timeline(report)))
}

/// The calendar: dates to come, but for those at which nothing is to be done.
pub fn calendar(timeline: &Timeline) -> String {
    let mut out = Lines::default();
    out.line("BEGIN:VCALENDAR");
    out.line("VERSION:2.0");
    out.line("PRODID:-//PemLens//What breaks when//EN");
    out.line("CALSCALE:GREGORIAN");
    let wanted = |event: &&Event| event.at >= timeline.at && event.effect != Effect::Tells;
    for event in timeline.events.iter().filter(wanted) {
        out.event(timeline.at, event);
    }
    out.line("END:VCALENDAR");
    out.text
}

#[derive(Default)]
struct Lines {
    text: String,
}

impl Lines {
    fn event(&mut self, at: Time, event: &Event) {
        // Times outside of the years that a calendar has.
        let (Some(day), Some(stamp)) = (day(event.at), stamp(at)) else { return };
        let next = self::day(Time(event.at.0.saturating_add(86_400)));
        self.line("BEGIN:VEVENT");
        self.line(&format!("UID:{}@pemlens", uid(event)));
        self.line(&format!("DTSTAMP:{stamp}"));
        self.line(&format!("DTSTART;VALUE=DATE:{day}"));
        if let Some(next) = next {
            self.line(&format!("DTEND;VALUE=DATE:{next}"));
        }
        let summary = format!("{}: {}", event.about, event.what);
        self.text_line("SUMMARY", &summary);
        let (label, url) = event.source;
        let said = [event.values.as_str(), &event.who, &event.todo, label];
        let said: Vec<&str> = said.into_iter().filter(|text| !text.is_empty()).collect();
        self.text_line("DESCRIPTION", &said.join("\n"));
        if !url.is_empty() {
            self.line(&format!("URL:{url}"));
        }
        self.line("TRANSP:TRANSPARENT");
        for before in alarms(event.effect) {
            self.line("BEGIN:VALARM");
            self.line("ACTION:DISPLAY");
            self.text_line("DESCRIPTION", &summary);
            self.line(&format!("TRIGGER:{before}"));
            self.line("END:VALARM");
        }
        self.line("END:VEVENT");
    }

    /// A property whose value is text (RFC 5545, 3.3.11).
    fn text_line(&mut self, name: &str, value: &str) {
        let mut line = format!("{name}:");
        for c in value.chars() {
            match c {
                '\\' | ';' | ',' => {
                    line.push('\\');
                    line.push(c);
                }
                '\n' => line.push_str("\\n"),
                c if c.is_control() => {}
                c => line.push(c),
            }
        }
        self.line(&line);
    }

    /// One line, folded where it is long, and never within a character.
    fn line(&mut self, line: &str) {
        let mut room = LINE;
        for c in line.chars() {
            if c.len_utf8() > room {
                self.text.push_str("\r\n ");
                room = LINE.saturating_sub(1);
            }
            self.text.push(c);
            room = room.saturating_sub(c.len_utf8());
        }
        self.text.push_str("\r\n");
    }
}

/// How long before the day a calendar speaks.
fn alarms(effect: Effect) -> &'static [&'static str] {
    match effect {
        Effect::Stops => &["-P30D", "-P7D", "-P1D"],
        Effect::Next => &["-P30D"],
        Effect::Act => &["PT0S"],
        Effect::Tells => &[],
    }
}

/// The same for the same entry, so that a calendar replaces what it has.
fn uid(event: &Event) -> String {
    let what = format!("{}\n{}\n{}", event.kind.word(), event.about, event.at.0);
    let digest = hex(&crypto::sha256(what.as_bytes()));
    digest.get(..32).unwrap_or_default().to_owned()
}

/// `20260301`.
fn day(at: Time) -> Option<String> {
    let text = at.iso();
    let (day, _) = text.split_once('T')?;
    let digits = day.replace('-', "");
    (digits.len() == 8).then_some(digits)
}

/// `20260301T123005Z`.
fn stamp(at: Time) -> Option<String> {
    let text = at.iso();
    let (_, clock) = text.split_once('T')?;
    Some(format!("{}T{}", day(at)?, clock.replace(':', "")))
}
