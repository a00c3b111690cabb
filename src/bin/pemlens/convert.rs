//! `pemlens convert`: what is in the files, written in the form that a program wants.

use std::fs::{self, File, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use pemlens::convert::{self, Ask, Form, RANDOM_BYTES, Random, Saved, Wants};
use pemlens::decode::HeldKey;
use pemlens::input::{Password, wipe_secrets};
use pemlens::report::{self, Report};

use super::arguments::Arguments;
use super::{Options, complain, password_env, password_file, print};

/// The options of this command alone.
#[derive(Default)]
struct Own {
    form: Option<Form>,
    out: Option<String>,
    name: String,
    password: Option<Password>,
    force: bool,
}

/// 0 where the file was written, or the list of forms was asked for.
pub fn run(arguments: &[String]) -> Result<u8, String> {
    let (own, rest) = parse(arguments)?;
    let mut options = Options::parse(&rest)?;
    if options.help {
        print(&super::help::of("convert"))?;
        return Ok(0);
    }
    if options.files.is_empty() {
        return Err("no file given; - reads standard input".into());
    }
    let (mut workspace, unread) = options.workspace()?;
    if let Some((name, reason)) = unread.first() {
        return Err(format!("{name}: {reason}"));
    }
    let mut keys = Vec::new();
    let mut sources = Vec::new();
    for source in &mut workspace.sources {
        let given = report::read_keeping(source, &mut |_| {}, &mut keys);
        wipe_secrets(&mut source.bytes, &given.contents.secrets);
        sources.push(given);
    }
    let report = report::examine(sources, &workspace.question);
    drop(workspace);
    let keys: Vec<&HeldKey> = keys.iter().collect();
    let Some(form) = own.form else {
        print(&list(&report, &keys))?;
        return Ok(0);
    };
    let info = form.info();
    let out = match (own.out, info.private || info.binary) {
        (Some(out), _) => out,
        (None, false) => "-".into(),
        (None, true) => {
            let why = if info.private { "a private key is in it" } else { "it is no text" };
            return Err(format!(
                "--to {} needs -o FILE, or -o - for standard output: {why}",
                info.word
            ));
        }
    };
    if own.password.is_some() && info.password == Wants::Never {
        return Err(format!("--to {} takes no password", info.word));
    }
    if own.password.is_none() && info.password == Wants::Always {
        return Err(format!(
            "--to {} needs a password for the file: --new-password-file or --new-password-env",
            info.word
        ));
    }
    let password = own.password.as_ref().map(Password::text);
    let mut random = [0; RANDOM_BYTES];
    getrandom::getrandom(&mut random)
        .map_err(|error| format!("the system gives no random bytes: {error}"))?;
    let ask = Ask { report: &report, keys: &keys, form, password, name: &own.name };
    let saved = convert::convert(&ask, Random::new(random))?;
    if out == "-" {
        return match std::io::stdout().write_all(&saved.bytes) {
            Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(error.to_string()),
            _ => Ok(0),
        };
    }
    let path = match Path::new(&out) {
        folder if folder.is_dir() => folder.join(&saved.name),
        file => file.to_owned(),
    };
    write(&path, &saved, info.private, own.force)
        .map_err(|reason| format!("{}: {reason}", path.display()))?;
    complain(&format!("{} written: {}", path.display(), info.title));
    Ok(0)
}

/// Takes out what is of this command; the rest is as for `examine`.
fn parse(arguments: &[String]) -> Result<(Own, Vec<String>), String> {
    let mut own = Own::default();
    let rest = Arguments::apart(arguments, |name, words| {
        match name {
            "--to" => own.form = Some(form(&words.value()?)?),
            "-o" | "--output" => own.out = Some(words.value()?),
            "--name" => own.name = words.value()?,
            "--force" => own.force = true,
            "--new-password-file" => own.password = Some(password_file(&words.value()?)?),
            "--new-password-env" => own.password = Some(password_env(&words.value()?)?),
            "--new-password" => {
                return Err("a password is not taken as an argument; use --new-password-file or --new-password-env".into());
            }
            _ => return Ok(false),
        }
        Ok(true)
    })?;
    Ok((own, rest))
}

fn form(word: &str) -> Result<Form, String> {
    convert::by_word(word).ok_or_else(|| {
        let words: Vec<&str> = convert::FORMS.iter().map(|it| it.word).collect();
        format!("--to takes {}; not {word}", words.join(", "))
    })
}

/// Every form with its word, and what it lacks.
fn list(report: &Report, keys: &[&HeldKey]) -> String {
    let line = |offer: convert::Offer| {
        let info = offer.info;
        let note = match (offer.missing, offer.private) {
            (Some(missing), _) => format!(" Not from these files: {missing}"),
            (None, true) => " The private key is in it.".into(),
            (None, false) => String::new(),
        };
        let note = pemlens::present::visible(&note);
        format!("  {:18} {}. {}{note}\n", info.word, info.title, info.words)
    };
    let lines: String = convert::offers(report, keys).into_iter().map(line).collect();
    format!("What pemlens convert --to FORM -o FILE writes:\n\n{lines}")
}

/// Writes a new file, which only its owner can read where a private key is in it. One that is there
/// is left alone, or replaced as a whole: its rights and its other names stay with the old content.
fn write(path: &Path, saved: &Saved, private: bool, force: bool) -> Result<(), String> {
    if !force {
        let file = create(path, private).map_err(|error| match error.kind() {
            ErrorKind::AlreadyExists => "it is there already; --force replaces it".into(),
            _ => error.to_string(),
        })?;
        return fill(file, saved).inspect_err(|_| {
            // Half a file would be taken for a whole one.
            let _ = fs::remove_file(path);
        });
    }
    let beside = beside(path);
    let file = create(&beside, private).map_err(|error| error.to_string())?;
    let written =
        fill(file, saved).and_then(|()| fs::rename(&beside, path).map_err(|it| it.to_string()));
    written.inspect_err(|_| {
        let _ = fs::remove_file(&beside);
    })
}

fn fill(mut file: File, saved: &Saved) -> Result<(), String> {
    file.write_all(&saved.bytes).and_then(|()| file.sync_all()).map_err(|it| it.to_string())
}

/// A name in the same folder that nobody has.
fn beside(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.{}.part", std::process::id()))
}

fn create(path: &Path, private: bool) -> std::io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    if private {
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    }
    #[cfg(not(unix))]
    let _ = private;
    options.open(path)
}
