//! `pemlens timeline`: what breaks when (docs/timeline.md).

use pemlens::{export, present};

use super::arguments::Arguments;
use super::{Format, Options, print};

/// 0 where nothing breaks within the span, 1 where something does, 2 where something was not read.
pub fn run(arguments: &[String]) -> Result<u8, String> {
    let (within, calendar, rest) = parse(arguments)?;
    let options = Options::parse(&rest)?;
    let format = options.format;
    let Some((report, whole)) = options.analysed("timeline")? else { return Ok(0) };
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
    print(&match (calendar, format) {
        (true, _) => present::calendar(&timeline),
        (_, Format::Text) => export::timeline_text(&timeline),
        (_, Format::Markdown) => export::timeline_markdown(&timeline),
        (_, Format::Json) => format!("{:#}\n", export::timeline_json(&timeline)),
    })?;
    Ok(if whole { u8::from(breaks) } else { 2 })
}

/// The span in seconds, whether a calendar is wanted, and the arguments that `examine` has too.
fn parse(arguments: &[String]) -> Result<(Option<i64>, bool, Vec<String>), String> {
    let (mut within, mut calendar, mut format) = (None, false, None);
    let mut rest = Arguments::apart(arguments, |name, words| {
        match name {
            "--within" => within = Some(span(&words.value()?)?),
            "--format" => {
                let value = words.value()?;
                calendar = value == "ics";
                format = (!calendar).then(|| format!("--format={value}"));
            }
            _ => return Ok(false),
        }
        Ok(true)
    })?;
    // Before a `--`, behind which all are files.
    rest.splice(..0, format);
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
