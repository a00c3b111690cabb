//! `pemlens guide`: how a program is set up with the files at hand (docs/guides.md).

use pemlens::input::{Password, Source};
use pemlens::model::{Question, Time};
use pemlens::view::GuideAsk;
use pemlens::{export, guide, report};

use super::arguments::{Arguments, Word};
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
    let mut words = Arguments::of(arguments);
    while let Some(word) = words.next() {
        let name = match word {
            Word::File(program) if wanted.ask.program.is_empty() => {
                wanted.ask.program = program.to_owned();
                continue;
            }
            Word::File(file) => {
                wanted.files.push(file.to_owned());
                continue;
            }
            Word::Option(name) => name,
        };
        match name {
            "--mutual" => wanted.ask.mutual = Some(true),
            "--one-way" => wanted.ask.mutual = Some(false),
            "--as" => {
                wanted.ask.client = match words.value()?.as_str() {
                    "server" => Some(false),
                    "client" => Some(true),
                    other => return Err(format!("--as takes server or client, not {other}")),
                };
            }
            "--at" => wanted.at = Some(time(&words.value()?)?),
            "--password-file" => wanted.passwords.push(password_file(&words.value()?)?),
            "--password-env" => wanted.passwords.push(password_env(&words.value()?)?),
            "--format" => wanted.format = format(&words.value()?)?,
            _ => return Err(words.unknown("pemlens guide --help")),
        }
    }
    Ok(wanted)
}
