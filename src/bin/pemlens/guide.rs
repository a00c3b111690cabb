//! `pemlens guide`: how a program is set up with the files at hand (docs/guides.md).

use pemlens::input::{Password, Source};
use pemlens::model::{Question, Time};
use pemlens::view::GuideAsk;
use pemlens::{export, guide, report};

use super::{Format, complain, format, now, password_env, password_file, print, read, time};

#[derive(Default)]
struct Wanted {
    ask: GuideAsk,
    files: Vec<String>,
    at: Option<Time>,
    passwords: Vec<Password>,
    format: Format,
}

/// 0 where it can be set up so, 1 where not, 2 where there is no such guide.
pub fn run(arguments: &[String]) -> Result<u8, String> {
    if arguments.iter().any(|it| it == "--help" || it == "-h") {
        print(&super::help::of("guide"))?;
        return Ok(0);
    }
    let wanted = parse(arguments)?;
    if wanted.ask.program.is_empty() || guide::named(&wanted.ask.program).is_none() {
        print(&export::guide_list(&guide::guides()))?;
        return match wanted.ask.program.as_str() {
            "" => Ok(0),
            word => Err(format!("there is no guide for {word}; those above are there")),
        };
    }
    let mut sources = Vec::new();
    for (id, name) in (0u32..).zip(&wanted.files) {
        let bytes = read(name).map_err(|reason| format!("{name}: {reason}"))?;
        let passwords = wanted.passwords.clone();
        sources.push(Source { id, name: name.clone(), bytes, passwords, ..Source::default() });
    }
    let given = sources.iter().map(|source| report::read(source, &mut |_| {})).collect();
    let question = Question { at: wanted.at.unwrap_or_else(now).0, ..Question::default() };
    let report = report::examine(given, &question);
    for source in report.sources.iter().filter(|it| !it.contents.locked.is_empty()) {
        complain(&format!("{}: something in it is locked, and was left out", source.name));
    }
    let view = guide::guide(&report, &wanted.ask);
    print(&match wanted.format {
        Format::Text => export::guide_text(&view),
        Format::Markdown => export::guide_markdown(&view),
        Format::Json => format!("{:#}\n", export::guide_json(&view)),
    })?;
    Ok(match (view.refused, view.notes.is_empty()) {
        (true, _) => 1,
        (false, true) => 2,
        (false, false) => 0,
    })
}

fn parse(arguments: &[String]) -> Result<Wanted, String> {
    let mut wanted = Wanted::default();
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        if argument == "-" || !argument.starts_with('-') {
            match wanted.ask.program.is_empty() {
                true => wanted.ask.program = argument.clone(),
                false => wanted.files.push(argument.clone()),
            }
            continue;
        }
        let (name, inline) = match argument.split_once('=') {
            Some((name, value)) => (name, Some(value.to_owned())),
            None => (argument.as_str(), None),
        };
        let mut value = || {
            inline
                .clone()
                .or_else(|| rest.next().cloned())
                .ok_or_else(|| format!("{name} wants a value"))
        };
        match name {
            "--mutual" => wanted.ask.mutual = Some(true),
            "--one-way" => wanted.ask.mutual = Some(false),
            "--as" => {
                wanted.ask.client = match value()?.as_str() {
                    "server" => Some(false),
                    "client" => Some(true),
                    other => return Err(format!("--as takes server or client, not {other}")),
                };
            }
            "--at" => wanted.at = Some(time(&value()?)?),
            "--password-file" => wanted.passwords.push(password_file(&value()?)?),
            "--password-env" => wanted.passwords.push(password_env(&value()?)?),
            "--format" => wanted.format = format(&value()?)?,
            _ => return Err(format!("{argument} is no option; try pemlens guide --help")),
        }
    }
    Ok(wanted)
}
