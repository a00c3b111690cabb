//! `pemlens inside`: the ASN.1 values of what was given, by their names (docs/inside.md).

use std::io::{BufWriter, Write};

use pemlens::{export, inside};

use super::arguments::Arguments;
use super::{Format, Options};

/// 0 where nothing is wrong with how it is encoded, 1 where something is, 2 where something was not
/// read.
pub fn run(arguments: &[String]) -> Result<u8, String> {
    let mut number: Option<usize> = None;
    let rest = Arguments::apart(arguments, |name, words| {
        if name != "--object" {
            return Ok(false);
        }
        let value = words.value()?;
        let parsed = value.parse();
        number = Some(parsed.map_err(|_| format!("--object takes a number, not {value}"))?);
        Ok(true)
    })?;
    let options = Options::parse(&rest)?;
    let format = options.format;
    let Some((report, whole)) = options.analysed("inside")? else { return Ok(0) };
    let all = inside::objects(&report);
    let shown: Vec<&inside::Object> = match number {
        None => all.iter().collect(),
        Some(number) => {
            let one = number.checked_sub(1).and_then(|it| all.get(it));
            let there = all.len();
            vec![one.ok_or_else(|| format!("--object {number}: there are {there} objects"))?]
        }
    };
    if shown.is_empty() {
        return Err("nothing was read that has ASN.1 values".into());
    }
    let mut out = BufWriter::new(std::io::stdout());
    let mut failed = None;
    let mut write = |text: &str| match out.write_all(text.as_bytes()) {
        Ok(()) => true,
        Err(error) => {
            failed = Some(error);
            false
        }
    };
    let faults = match format {
        Format::Text => export::inside_text(&shown, &mut write),
        Format::Json => export::inside_json(&shown, &mut write),
        Format::Markdown => return Err("--format takes text or json, not markdown".into()),
    };
    // A reader that went away (`| head`) is no fault of ours.
    match failed.map_or_else(|| out.flush(), Err) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            return Err(error.to_string());
        }
        _ => {}
    }
    Ok(if whole { u8::from(faults > 0) } else { 2 })
}
