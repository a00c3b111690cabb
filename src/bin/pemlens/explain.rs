//! `pemlens explain`: what a program's message means, tested on the certificates named beside it.

use std::io::IsTerminal;
use std::path::Path;

use pemlens::explain::{MAX_TEXT, explain};
use pemlens::{export, present, report};

use super::{Format, Options, print, read};

/// 0 where a message was recognised, 1 where none was.
pub fn run(arguments: &[String]) -> Result<u8, String> {
    let mut rest = Vec::new();
    let mut log = None;
    // A message may begin with a hyphen, as Firefox's numbers do; no option has a space in it.
    let mut text = None;
    let mut each = arguments.iter();
    while let Some(argument) = each.next() {
        let value = match argument.strip_prefix("--log") {
            Some("") => Some(each.next().ok_or("--log wants a file, or - for standard input")?),
            _ => None,
        };
        match (value, argument.strip_prefix("--log=")) {
            (Some(file), _) => log = Some(file.clone()),
            (None, Some(file)) => log = Some(file.to_owned()),
            (None, None)
                if text.is_none() && argument.starts_with('-') && argument.contains(' ') =>
            {
                text = Some(argument.clone());
            }
            (None, None) => rest.push(argument.clone()),
        }
    }
    let mut options = Options::parse(&rest)?;
    if options.help {
        print(&super::help::of("explain"))?;
        return Ok(0);
    }
    if options.stacks || options.brief {
        return Err("--stacks and --brief go with examine only".into());
    }
    let text = match (log, text) {
        (Some(file), _) => {
            if file == "-" && options.files.iter().any(|name| name == "-") {
                return Err("standard input cannot be both the log and a certificate".into());
            }
            log_of(&file)?
        }
        (None, Some(text)) => text,
        (None, None) => unnamed(&mut options.files)?,
    };
    let report = match options.files.is_empty() && options.trusted.is_empty() {
        true => None,
        false => {
            let (workspace, unread) = options.workspace()?;
            if let Some((name, reason)) = unread.first() {
                return Err(format!("{name}: {reason}"));
            }
            let report = report::analyse(&workspace);
            drop(workspace);
            Some(report)
        }
    };
    let explanation = explain(&text, report.as_ref());
    let view = present::explain(&explanation, report.as_ref());
    let out = match options.format {
        Format::Text => export::explain_text(&view),
        Format::Json => format!("{:#}\n", export::explain_json(&view)),
        Format::Markdown => return Err("explain writes text or json".into()),
    };
    print(&out)?;
    Ok(if view.messages.is_empty() { 1 } else { 0 })
}

/// The text of a log; what is not UTF-8 in it is no part of a message.
fn log_of(file: &str) -> Result<String, String> {
    let bytes = read(file).map_err(|reason| format!("{file}: {reason}"))?;
    let bytes = bytes.get(..MAX_TEXT.saturating_add(1)).unwrap_or(&bytes);
    Ok(String::from_utf8_lossy(bytes).into_owned())
}

/// The text where neither option nor hyphen says which it is: the first argument, unless that is a
/// file. Then it is what comes in from another program, or else the file itself.
fn unnamed(files: &mut Vec<String>) -> Result<String, String> {
    let first = files.first();
    if first.is_some_and(|first| !Path::new(first).is_file()) {
        return Ok(files.remove(0));
    }
    if !std::io::stdin().is_terminal() && !files.iter().any(|name| name == "-") {
        let text = log_of("-")?;
        if !text.trim().is_empty() {
            return Ok(text);
        }
    }
    match files.is_empty() {
        true => Err("explain wants the message as its first argument or from standard input, or \
                     --log FILE"
            .into()),
        false => log_of(&files.remove(0)),
    }
}
