//! `pemlens inside`: the ASN.1 values of what was given, by their names (docs/inside.md).

use std::io::{BufWriter, Write};

use pemlens::{export, inside, report};

use super::{Format, Options, complain, print};

/// 0 where nothing is wrong with how it is encoded, 1 where something is, 2 where something was not
/// read.
pub fn run(arguments: &[String]) -> Result<u8, String> {
    let (number, rest) = parse(arguments)?;
    let mut options = Options::parse(&rest)?;
    if options.help {
        print(&super::help::of("inside"))?;
        return Ok(0);
    }
    if options.brief {
        return Err("--brief goes with examine only".into());
    }
    if options.files.is_empty() {
        return Err("no file given; try pemlens inside --help".into());
    }
    let (workspace, unread) = options.workspace()?;
    for (name, reason) in &unread {
        complain(&format!("{name}: {reason}"));
    }
    let report = report::analyse(&workspace);
    drop(workspace);
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
    let faults = match options.format {
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
    Ok(if unread.is_empty() { u8::from(faults > 0) } else { 2 })
}

/// The number of the object, and the arguments that `examine` has too.
fn parse(arguments: &[String]) -> Result<(Option<usize>, Vec<String>), String> {
    let mut number = None;
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
            "--object" => {
                let value = inline.or_else(|| all.next().cloned());
                let value = value.ok_or("--object wants a value")?;
                let parsed = value.parse();
                number = Some(parsed.map_err(|_| format!("--object takes a number, not {value}"))?);
            }
            _ => rest.push(argument.clone()),
        }
    }
    Ok((number, rest))
}
