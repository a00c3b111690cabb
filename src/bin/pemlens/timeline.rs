//! `pemlens timeline`: what breaks when (docs/timeline.md).

use pemlens::report;
use pemlens::{export, present};

use super::{Format, Options, complain, print};

/// 0 where nothing breaks within the span, 1 where something does, 2 where something was not read.
pub fn run(arguments: &[String]) -> Result<u8, String> {
    let (within, calendar, rest) = parse(arguments)?;
    let mut options = Options::parse(&rest)?;
    if options.help {
        print(&super::help::of("timeline"))?;
        return Ok(0);
    }
    if options.brief {
        return Err("--brief goes with examine only".into());
    }
    if options.files.is_empty() {
        return Err("no file given; try pemlens timeline --help".into());
    }
    let (workspace, unread) = options.workspace()?;
    for (name, reason) in &unread {
        complain(&format!("{name}: {reason}"));
    }
    let report = report::analyse(&workspace);
    drop(workspace);
    let mut timeline = present::timeline(&report);
    if timeline.events.is_empty() {
        return Err("nothing was read that has a date".into());
    }
    let mut breaks = false;
    if let Some(seconds) = within {
        let mut events = std::mem::take(&mut timeline.events);
        events.retain(|event| timeline.is_within(event, seconds));
        breaks = events.iter().any(|event| event.effect.breaks());
        timeline.events = events;
    }
    print(&match (calendar, options.format) {
        (true, _) => present::calendar(&timeline),
        (_, Format::Text) => export::timeline_text(&timeline),
        (_, Format::Markdown) => export::timeline_markdown(&timeline),
        (_, Format::Json) => format!("{:#}\n", export::timeline_json(&timeline)),
    })?;
    Ok(if unread.is_empty() { u8::from(breaks) } else { 2 })
}

/// The span in seconds, whether a calendar is wanted, and the arguments that `examine` has too.
fn parse(arguments: &[String]) -> Result<(Option<i64>, bool, Vec<String>), String> {
    let (mut within, mut calendar) = (None, false);
    let mut rest = Vec::new();
    let mut all = arguments.iter();
    while let Some(argument) = all.next() {
        let (name, inline) = match argument.split_once('=') {
            Some((name, value)) => (name, Some(value.to_owned())),
            None => (argument.as_str(), None),
        };
        match name {
            "--" => {
                rest.push(argument.clone());
                rest.extend(all.by_ref().cloned());
            }
            "--within" => {
                let value = inline.or_else(|| all.next().cloned());
                within = Some(span(&value.ok_or("--within wants a value")?)?);
            }
            "--format" => {
                let value = inline.or_else(|| all.next().cloned());
                let value = value.ok_or("--format wants a value")?;
                calendar = value == "ics";
                if !calendar {
                    rest.push(format!("--format={value}"));
                }
            }
            _ => rest.push(argument.clone()),
        }
    }
    Ok((within, calendar, rest))
}

/// `30d`, `12h`, `4w`; a number alone counts days.
fn span(text: &str) -> Result<i64, String> {
    let (digits, unit) = match text.strip_suffix(['h', 'd', 'w']) {
        Some(digits) => (digits, text.get(digits.len()..).unwrap_or_default()),
        None => (text, "d"),
    };
    let seconds = match unit {
        "h" => 3_600,
        "w" => 7 * 86_400,
        _ => 86_400,
    };
    let count: u32 = digits
        .parse()
        .map_err(|_| format!("--within takes a span like 30d, 12h or 4w, not {text}"))?;
    Ok(i64::from(count).saturating_mul(seconds))
}
