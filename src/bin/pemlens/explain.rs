//! `pemlens explain`: what a program's message means, tested on the certificates named beside it.

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
            let bytes = read(&file).map_err(|reason| format!("{file}: {reason}"))?;
            // What is not UTF-8 in a log is no part of a message.
            String::from_utf8_lossy(bytes.get(..MAX_TEXT.saturating_add(1)).unwrap_or(&bytes))
                .into_owned()
        }
        (None, Some(text)) => text,
        (None, None) if options.files.is_empty() => {
            return Err("explain wants the message as its first argument, or --log FILE".into());
        }
        (None, None) => options.files.remove(0),
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
