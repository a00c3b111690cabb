//! `pemlens handshake`: both sides of a mutual TLS connection from files (docs/handshake.md).

use pemlens::explain::MAX_TEXT;
use pemlens::handshake::middle::Said;
use pemlens::input::{Password, Source};
use pemlens::model::{Question, Time};
use pemlens::view::{Fit, HandshakeAsk, HandshakeView, Place};
use pemlens::{export, present, report};

use super::arguments::{Arguments, Word};
use super::{Format, checked_host, format, now, password_env, password_file, print, read, time};

/// Whose files come next.
#[derive(Clone, Copy)]
enum Whose {
    Side(Place),
    ProxyPresents,
    ProxyTrusts,
}

#[derive(Default)]
struct Wanted {
    ask: HandshakeAsk,
    proxy: Said,
    files: Vec<(String, Option<Whose>)>,
    logs: Vec<String>,
    expect: Option<bool>,
    at: Option<Time>,
    passwords: Vec<Password>,
    format: Format,
}

/// 0 where the two sides talk or it comes as expected, 1 where not, 2 where it is not known.
pub fn run(arguments: &[String]) -> Result<u8, String> {
    if arguments.iter().any(|it| it == "--help" || it == "-h") {
        print(&super::help::of("handshake"))?;
        return Ok(0);
    }
    if arguments.iter().any(|it| it == "--programs") {
        return programs();
    }
    let wanted = parse(arguments)?;
    if wanted.files.is_empty() {
        return Err("no file given; try pemlens handshake --help".into());
    }
    let mut sources = Vec::new();
    let (mut ask, mut proxy) = (wanted.ask, wanted.proxy);
    let mut texts: Vec<(String, String)> = Vec::new();
    for (id, (name, place)) in (0u32..).zip(&wanted.files) {
        let bytes = read(name).map_err(|reason| format!("{name}: {reason}"))?;
        // A configuration or the output of a tool may stand among the files.
        if place.is_none()
            && bytes.len() <= MAX_TEXT
            && let Ok(words) = std::str::from_utf8(&bytes)
            && !words.contains("PRIVATE KEY")
        {
            texts.push((name.clone(), words.to_owned()));
        }
        match place {
            Some(Whose::Side(place)) => ask.sources.push((id, *place)),
            Some(Whose::ProxyPresents) => proxy.presents.push(id),
            Some(Whose::ProxyTrusts) => proxy.trusts.push(id),
            None => {}
        }
        sources.push(Source {
            id,
            name: name.clone(),
            bytes,
            passwords: wanted.passwords.clone(),
            ..Source::default()
        });
    }
    for log in &wanted.logs {
        let bytes = read(log).map_err(|reason| format!("{log}: {reason}"))?;
        let bytes = bytes.get(..MAX_TEXT).unwrap_or(&bytes);
        texts.push((log.clone(), String::from_utf8_lossy(bytes).into_owned()));
    }
    let given = sources.iter().map(|source| report::read(source, &mut |_| {})).collect();
    let words: Vec<present::Words<'_>> =
        texts.iter().map(|(name, text)| present::Words { name, text }).collect();
    let question = Question { at: wanted.at.unwrap_or_else(now).0, ..Question::default() };
    let report = report::examine(given, &question);
    if report.objects.is_empty() {
        return Err("no certificate was read".into());
    }
    let view = present::handshake_through(&report, &ask, &proxy, &words);
    print(&match wanted.format {
        Format::Text => export::handshake_text(&view),
        Format::Markdown => export::handshake_markdown(&view),
        Format::Json => format!("{:#}\n", export::handshake_json(&view)),
    })?;
    Ok(status(&view, wanted.expect))
}

fn status(view: &HandshakeView, expect: Option<bool>) -> u8 {
    match (view.fit, expect) {
        (Fit::None, _) => 2,
        (fit, None) => u8::from(fit == Fit::Bad),
        (fit, Some(connects)) => u8::from((fit == Fit::Good) != connects),
    }
}

fn programs() -> Result<u8, String> {
    let mut out = String::new();
    for program in present::handshake_programs() {
        let sides = match (program.serves, program.connects) {
            (true, true) => "server, client",
            (true, false) => "server",
            _ => "client",
        };
        out.push_str(&format!("{:14} {:16} {}\n", program.id, sides, program.title));
    }
    print(&out)?;
    Ok(0)
}

fn parse(arguments: &[String]) -> Result<Wanted, String> {
    let mut wanted = Wanted::default();
    let mut place: Option<Whose> = None;
    let mut words = Arguments::of(arguments);
    while let Some(word) = words.next() {
        let name = match word {
            Word::File(file) => {
                wanted.files.push((file.to_owned(), place));
                continue;
            }
            Word::Option(name) => name,
        };
        let files = match name {
            "--server" => Some(Whose::Side(Place::ServerChain)),
            "--client" => Some(Whose::Side(Place::ClientChain)),
            "--server-trust" | "--crl" => Some(Whose::Side(Place::ServerTrust)),
            "--client-trust" => Some(Whose::Side(Place::ClientTrust)),
            "--proxy" => Some(Whose::ProxyPresents),
            "--proxy-trust" => Some(Whose::ProxyTrusts),
            _ => None,
        };
        if files.is_some() {
            place = files;
            wanted.files.extend(words.inline().map(|file| (file.to_owned(), place)));
            continue;
        }
        place = None;
        if name == "--swap" {
            wanted.ask.swapped = true;
            continue;
        }
        match name {
            "--server-program" => wanted.ask.server = words.value()?,
            "--proxy-program" => wanted.proxy.program = words.value()?,
            "--client-program" => wanted.ask.client = words.value()?,
            "--tls" => wanted.ask.tls = words.value()?,
            "--host" => wanted.ask.host = checked_host(words.value()?)?,
            "--depth" => wanted.ask.depth = words.value()?,
            "--verify" => wanted.ask.verify = words.value()?,
            "--announce" => wanted.ask.announce = words.value()?,
            "--log" => wanted.logs.push(words.value()?),
            "--expect" => {
                wanted.expect = Some(match words.value()?.as_str() {
                    "connects" => true,
                    "refused" => false,
                    other => {
                        return Err(format!("--expect takes connects or refused, not {other}"));
                    }
                });
            }
            "--at" => wanted.at = Some(time(&words.value()?)?),
            "--password-file" => wanted.passwords.push(password_file(&words.value()?)?),
            "--password-env" => wanted.passwords.push(password_env(&words.value()?)?),
            "--format" => wanted.format = format(&words.value()?)?,
            _ => return Err(words.unknown("pemlens handshake --help")),
        }
    }
    Ok(wanted)
}
