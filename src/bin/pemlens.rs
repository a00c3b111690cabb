//! The command line: the same engine, for terminals and CI.

#[path = "pemlens/arguments.rs"]
mod arguments;
#[path = "pemlens/brief.rs"]
mod brief;
#[path = "pemlens/diff.rs"]
mod change;
#[path = "pemlens/check.rs"]
mod check;
#[path = "pemlens/colour.rs"]
mod colour;
#[path = "pemlens/completions.rs"]
mod completions;
#[path = "pemlens/convert.rs"]
mod convert;
#[path = "pemlens/explain.rs"]
mod explain;
#[path = "pemlens/guide.rs"]
mod guides;
#[path = "pemlens/help.rs"]
mod help;
#[path = "pemlens/man.rs"]
mod man;
#[path = "pemlens/inside.rs"]
mod open;
#[path = "pemlens/judge.rs"]
mod predict;
#[path = "pemlens/handshake.rs"]
mod sides;
#[path = "pemlens/walk.rs"]
mod walk;
#[path = "pemlens/timeline.rs"]
mod when;

use std::alloc::System;
use std::io::{Read, Write};
use std::path::Path;
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};

use arguments::{Arguments, Word};
use colour::Colour;
use pemlens::export;
use pemlens::input::{MAX_SOURCE, Password, Source, Workspace};
use pemlens::model::{Purpose, Question, Time, Trust};
use pemlens::present;
use pemlens::purpose::host::Host;
use pemlens::report::{self, Report};
use pemlens::view::{HandshakeAsk, HandshakeView, Verdict};
use zeroizing_alloc::ZeroAlloc;

/// Keys and passwords pass through many hands: what is given back is wiped, whoever had it.
#[global_allocator]
static ALLOCATOR: ZeroAlloc<System> = ZeroAlloc(System);

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match run(&arguments) {
        Ok(code) => ExitCode::from(code),
        Err(message) => {
            complain(&message);
            ExitCode::from(2)
        }
    }
}

fn run(arguments: &[String]) -> Result<u8, String> {
    match arguments.first().map(String::as_str) {
        Some("examine") => {}
        Some("convert") => return convert::run(arguments.get(1..).unwrap_or_default()),
        Some("explain") => return explain::run(arguments.get(1..).unwrap_or_default()),
        Some("guide") => return guides::run(arguments.get(1..).unwrap_or_default()),
        Some("handshake") => return sides::run(arguments.get(1..).unwrap_or_default()),
        Some("diff") => return change::run(arguments.get(1..).unwrap_or_default()),
        Some("timeline") => return when::run(arguments.get(1..).unwrap_or_default()),
        Some("inside") => return open::run(arguments.get(1..).unwrap_or_default()),
        Some("check") => return check::run(arguments.get(1..).unwrap_or_default()),
        Some("judge") => return predict::run(arguments.get(1..).unwrap_or_default()),
        Some("completions") => return complete(arguments.get(1..).unwrap_or_default()),
        Some("man") => return manual(arguments.get(1..).unwrap_or_default()),
        Some("--help" | "-h" | "help") => {
            print(&help::whole())?;
            return Ok(0);
        }
        Some("--version" | "-V") => {
            print(concat!("pemlens ", env!("CARGO_PKG_VERSION"), "\n"))?;
            return Ok(0);
        }
        Some(other) => return Err(format!("{other} is no command; try pemlens --help")),
        None => return Err("no command given; try pemlens --help".into()),
    }
    let mut options = Options::parse(arguments.get(1..).unwrap_or_default())?;
    if options.help {
        print(&help::whole())?;
        return Ok(0);
    }
    if options.files.is_empty() {
        return Err("no file given; - reads standard input".into());
    }
    if options.brief {
        return brief::run(options);
    }
    let (workspace, unread) = options.workspace()?;
    for (name, reason) in &unread {
        complain(&format!("{name}: {reason}"));
    }
    let mut report = report::analyse(&workspace);
    // From here on nothing needs what was given, nor the passwords.
    drop(workspace);
    // Somebody who asks about a use or a certificate asks about one certificate.
    let one = options.purpose.is_some();
    let both = (!one && present::is_pair(&report)).then(|| {
        let ask = HandshakeAsk { host: options.host.clone(), ..HandshakeAsk::default() };
        present::about_both(&mut report, &ask)
    });
    print(&written(&report, both.as_ref(), &options))?;
    Ok(if unread.is_empty() { status(&report) } else { 2 })
}

/// A script for a shell.
fn complete(arguments: &[String]) -> Result<u8, String> {
    match arguments {
        [one] if one == "--help" || one == "-h" => print(&help::of("completions"))?,
        [shell] => print(&completions::script(shell)?)?,
        _ => return Err("completions takes the name of a shell: bash, zsh or fish".into()),
    }
    Ok(0)
}

/// The manual page.
fn manual(arguments: &[String]) -> Result<u8, String> {
    match arguments {
        [] => print(&man::page())?,
        [one] if one == "--help" || one == "-h" => print(&help::of("man"))?,
        _ => return Err("man takes no arguments".into()),
    }
    Ok(0)
}

/// The report in the format asked for, with what came of the two sides where it is about them.
fn written(report: &Report, both: Option<&HandshakeView>, options: &Options) -> String {
    let mut out = match options.format {
        Format::Text => export::painted(report, both, options.colour.paint()),
        Format::Markdown => {
            let sides = both.map(export::handshake_markdown).unwrap_or_default();
            format!("{}\n{sides}", export::markdown(report)).trim_end().to_owned() + "\n"
        }
        Format::Json => {
            return format!("{:#}\n", export::json_with(report, both, options.stacks));
        }
    };
    if options.stacks {
        out.push_str(&match options.format {
            Format::Markdown => export::programs_markdown(report),
            _ => export::programs_text(report),
        });
    }
    out
}

/// 0 usable, 1 not usable, 2 nothing that could be judged was read.
fn status(report: &Report) -> u8 {
    match report.answer.verdict {
        Verdict::Works | Verdict::Limited => 0,
        Verdict::Refused | Verdict::Unclear | Verdict::Looking => 1,
        Verdict::Nothing => 2,
    }
}

#[derive(Clone, Copy, Default)]
enum Format {
    #[default]
    Text,
    Json,
    Markdown,
}

#[derive(Default)]
struct Options {
    help: bool,
    purpose: Option<Purpose>,
    host: String,
    at: Option<Time>,
    public: bool,
    as_public: bool,
    stacks: bool,
    brief: bool,
    colour: Colour,
    trusted: Vec<String>,
    passwords: Vec<Password>,
    format: Format,
    files: Vec<String>,
}

impl Options {
    fn parse(arguments: &[String]) -> Result<Self, String> {
        let mut options = Self::default();
        let mut words = Arguments::of(arguments);
        while let Some(word) = words.next() {
            let name = match word {
                Word::File(file) => {
                    options.files.push(file.to_owned());
                    continue;
                }
                Word::Option(name) => name,
            };
            match name {
                "--" => words.only_files(),
                "--help" | "-h" => options.help = true,
                "--as" => options.purpose = Some(purpose(&words.value()?)?),
                "--host" => options.host = checked_host(words.value()?)?,
                "--at" => options.at = Some(time(&words.value()?)?),
                "--trust" => match words.value()?.as_str() {
                    "public" => options.public = true,
                    file => options.trusted.push(file.to_owned()),
                },
                "--as-public" => options.as_public = true,
                "--stacks" | "--programs" => options.stacks = true,
                "--brief" => options.brief = true,
                "--color" | "--colour" => options.colour = Colour::parse(&words.value()?)?,
                "--password-file" => options.passwords.push(password_file(&words.value()?)?),
                "--password-env" => options.passwords.push(password_env(&words.value()?)?),
                // Others could read it in the list of processes, and the shell keeps it.
                "--password" => {
                    return Err("a password is not taken as an argument; use --password-file or --password-env".into());
                }
                "--format" => options.format = format(&words.value()?)?,
                _ => return Err(words.unknown("pemlens --help")),
            }
        }
        if !options.host.is_empty() && options.purpose.is_some_and(|p| p != Purpose::Server) {
            return Err("--host goes with --as server only".into());
        }
        Ok(options)
    }

    /// Reads the files. Those that cannot be read are named with the reason; the rest is examined.
    fn workspace(&mut self) -> Result<(Workspace, Vec<(String, String)>), String> {
        let mut sources = Vec::new();
        let mut unread = Vec::new();
        let named =
            self.files.iter().map(|f| (f, false)).chain(self.trusted.iter().map(|f| (f, true)));
        for (id, (name, trusted)) in (0u32..).zip(named) {
            match read(name) {
                Ok(bytes) => sources.push(self.source(id, name, bytes, trusted)),
                // Without the anchors the answer would be about another question.
                Err(reason) if trusted => return Err(format!("{name}: {reason}")),
                Err(reason) => unread.push((name.clone(), reason)),
            }
        }
        let trust = match (self.public, self.trusted.is_empty()) {
            (true, true) => Trust::Public,
            (false, true) => Trust::Auto,
            (true, false) => Trust::Both,
            (false, false) => Trust::Given,
        };
        let question = Question {
            purpose: self.purpose,
            host: self.host.clone(),
            trust,
            at: self.at.unwrap_or_else(now).0,
            leaf: None,
            marked: Vec::new(),
        };
        self.passwords.clear();
        Ok((Workspace { sources, question }, unread))
    }

    /// The report about the files of a command that only shows what is in them, and whether all of them
    /// were read; nothing where help was asked for, which is then printed.
    fn analysed(mut self, command: &str) -> Result<Option<(Report, bool)>, String> {
        if self.help {
            print(&help::of(command))?;
            return Ok(None);
        }
        if self.brief {
            return Err("--brief goes with examine only".into());
        }
        if self.files.is_empty() {
            return Err(format!("no file given; try pemlens {command} --help"));
        }
        let (workspace, unread) = self.workspace()?;
        for (name, reason) in &unread {
            complain(&format!("{name}: {reason}"));
        }
        Ok(Some((report::analyse(&workspace), unread.is_empty())))
    }

    /// What was read of one file.
    fn source(&self, id: u32, name: &str, bytes: Vec<u8>, trusted: bool) -> Source {
        let passwords = self.passwords.clone();
        let name = shown(name).to_owned();
        Source { id, name, bytes, trusted, as_public: self.as_public, passwords }
    }
}

/// What a file is called where it is spoken of.
fn shown(name: &str) -> &str {
    if name == "-" { "standard input" } else { name }
}

/// Whether `NO_COLOR` or the kind of terminal asks for plain text.
fn is_colour_unwanted() -> bool {
    std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
        || std::env::var_os("TERM").is_some_and(|value| value == "dumb")
}

/// The first line of a file, without its end.
fn password_file(name: &str) -> Result<Password, String> {
    let bytes = read(name).map_err(|reason| format!("--password-file: {name}: {reason}"))?;
    let text = String::from_utf8(bytes)
        .map_err(|_| format!("--password-file: {name}: the password is not UTF-8"))?;
    Ok(Password::new(text.lines().next().unwrap_or_default().to_owned()))
}

fn password_env(name: &str) -> Result<Password, String> {
    match std::env::var(name) {
        Ok(text) => Ok(Password::new(text)),
        Err(_) => Err(format!("--password-env: {name} is not set, or is not UTF-8")),
    }
}

fn purpose(word: &str) -> Result<Purpose, String> {
    [Purpose::Server, Purpose::Client, Purpose::Ca, Purpose::Any]
        .into_iter()
        .find(|purpose| purpose.word() == word)
        .ok_or_else(|| format!("--as takes server, client, ca or any, not {word}"))
}

fn checked_host(host: String) -> Result<String, String> {
    // UTS 46 mapping and normalisation, as browsers do it; the engine knows only A-labels.
    let host = match host.is_ascii() {
        true => host,
        false => idna::domain_to_ascii(&host)
            .map_err(|_| format!("--host: {host} is no valid international domain name"))?,
    };
    match Host::typed(&host) {
        Ok(Some(_)) => Ok(host),
        Ok(None) => Err("--host wants a name or an address".into()),
        Err(problem) => Err(format!("--host: {problem}")),
    }
}

fn time(text: &str) -> Result<Time, String> {
    Time::parse(text)
        .ok_or_else(|| format!("--at: {text} is no time; write 2026-03-01 or 2026-03-01T12:00:00Z"))
}

fn format(word: &str) -> Result<Format, String> {
    match word {
        "text" => Ok(Format::Text),
        "json" => Ok(Format::Json),
        "markdown" => Ok(Format::Markdown),
        _ => Err(format!("--format takes text, json or markdown, not {word}")),
    }
}

fn now() -> Time {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    Time(i64::try_from(seconds).unwrap_or(i64::MAX))
}

/// A file, or standard input.
fn read(name: &str) -> Result<Vec<u8>, String> {
    let read = match name {
        "-" => bytes_of(std::io::stdin()),
        _ => read_file(Path::new(name)),
    };
    read.map_err(|error| error.to_string())
}

/// A file that is not too large.
fn read_file(path: &Path) -> std::io::Result<Vec<u8>> {
    let file = std::fs::File::open(path)?;
    // A file of that length would only be set aside again.
    if file.metadata()?.len() > u64::try_from(MAX_SOURCE).unwrap_or(u64::MAX) {
        let words = format!("it is larger than {} MB, the limit", MAX_SOURCE >> 20);
        return Err(std::io::Error::other(words));
    }
    bytes_of(file)
}

/// Reads no more than shows that it is too much: the engine says so then.
fn bytes_of(from: impl Read) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let most = u64::try_from(MAX_SOURCE).unwrap_or(u64::MAX).saturating_add(1);
    from.take(most).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Says on the terminal what went wrong. Names of files stand in it, and those of strangers' files.
fn complain(words: &str) {
    eprintln!("pemlens: {}", present::visible(words));
}

/// Writes to standard output; a reader that went away (`| head`) is no fault of ours.
fn print(text: &str) -> Result<(), String> {
    match std::io::stdout().write_all(text.as_bytes()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(error.to_string()),
        _ => Ok(()),
    }
}
