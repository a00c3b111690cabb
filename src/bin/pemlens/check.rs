//! `pemlens check`: are files as they are expected to be (docs/check.md)?

use std::io::{IsTerminal, Write};
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;

use pemlens::check::{Anchor, Check, Outcome, State, ask, expectations, outcome, unread};
use pemlens::export;
use pemlens::input::{Password, Source};
use pemlens::model::{Question, Time, Trust};
use pemlens::report::{self, Given};

use super::arguments::{Arguments, Word};
use super::colour::Colour;
use super::{checked_host, now, password_env, password_file, print, read, time, walk};

/// Where no file is named, the first of these that is there.
const USUAL: [&str; 3] = ["pemlens.yaml", "pemlens.yml", "pemlens.json"];
/// As much as the main thread has.
const STACK: usize = 8 << 20;
/// Files under way at the same time, at most.
const MAX_JOBS: usize = 64;

#[derive(Clone, Copy, Default)]
enum Format {
    #[default]
    Text,
    Json,
    Junit,
    Sarif,
    Github,
}

#[derive(Default)]
struct Wanted {
    file: Option<String>,
    at: Option<Time>,
    jobs: Option<usize>,
    passwords: Vec<Password>,
    format: Format,
    colour: Colour,
}

/// What one thread looks at next: a check by its number, and a file.
struct Task {
    check: usize,
    path: PathBuf,
}

/// What all threads share: nothing in it changes.
struct Job<'a> {
    checks: &'a [Check],
    folder: &'a Path,
    at: Time,
    tasks: &'a [Task],
    next: &'a AtomicUsize,
}

/// 0 where all is as expected, 1 where something is not, 2 where something was not read.
pub fn run(arguments: &[String]) -> Result<u8, String> {
    let Some(mut wanted) = parse(arguments)? else {
        print(&super::help::of("check"))?;
        return Ok(0);
    };
    let name = match wanted.file.take() {
        Some(name) => name,
        None => USUAL
            .into_iter()
            .find(|name| Path::new(name).is_file())
            .ok_or("no file of expectations given, and no pemlens.yaml here")?
            .to_owned(),
    };
    let text = String::from_utf8(read(&name).map_err(|reason| format!("{name}: {reason}"))?)
        .map_err(|_| format!("{name}: it is not UTF-8"))?;
    let mut checks = expectations(&text).map_err(|reason| format!("{name}: {reason}"))?;
    for check in &mut checks {
        for host in &mut check.hosts {
            let line = check.line;
            *host = checked_host(host.clone())
                .map_err(|reason| format!("{name}: line {line}: {reason}"))?;
        }
    }
    // Paths count from the folder of the file that names them.
    let folder = Path::new(&name).parent().unwrap_or(Path::new(""));
    let mut tasks = Vec::new();
    for (number, check) in checks.iter().enumerate() {
        for pattern in &check.files {
            let found = walk::files(folder, pattern)
                .map_err(|reason| format!("{name}: line {}: {reason}", check.line))?;
            tasks.extend(found.into_iter().map(|path| Task { check: number, path }));
        }
    }
    let next = AtomicUsize::new(0);
    let at = wanted.at.unwrap_or_else(now);
    let job = Job { checks: &checks, folder, at, tasks: &tasks, next: &next };
    let outcomes = all(&job, jobs(&wanted, tasks.len()), &wanted.passwords)?;
    print(&match wanted.format {
        Format::Text => export::check_text(&outcomes, wanted.colour.paint()),
        Format::Json => format!("{:#}\n", export::check_json(&outcomes)),
        Format::Junit => export::check_junit(&outcomes),
        Format::Sarif => format!("{:#}\n", export::check_sarif(&outcomes)),
        Format::Github => export::check_github(&outcomes),
    })?;
    let any = |state| outcomes.iter().any(|it| it.state == state);
    Ok(match (any(State::Unread), any(State::Not)) {
        (true, _) => 2,
        (false, not) => u8::from(not),
    })
}

/// How many threads: as many as the machine runs at once, and no more than there are files.
fn jobs(wanted: &Wanted, files: usize) -> usize {
    let here = thread::available_parallelism().map_or(1, NonZero::get);
    wanted.jobs.unwrap_or(here).min(files).clamp(1, MAX_JOBS)
}

/// What came of all files, in the order of the checks. A thread holds one file at a time, and of each
/// only the words stay.
fn all(job: &Job<'_>, jobs: usize, passwords: &[Password]) -> Result<Vec<Outcome>, String> {
    let (sender, receiver) = mpsc::channel::<(usize, Result<Vec<Outcome>, String>)>();
    let mut found: Vec<(usize, Vec<Outcome>)> = Vec::new();
    let mut failed = None;
    thread::scope(|scope| {
        for _ in 0..jobs {
            // A password notes whether it fits, so each thread has its own.
            let (sender, passwords) = (sender.clone(), passwords.to_vec());
            let work = move || work(job, &passwords, &sender);
            let started = thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work);
            if let Err(error) = started {
                failed = Some(error.to_string());
            }
        }
        drop(sender);
        let shown = std::io::stderr().is_terminal() && job.tasks.len() > 1;
        for (number, outcomes) in receiver {
            match outcomes {
                Ok(outcomes) => found.push((number, outcomes)),
                Err(reason) => failed = Some(reason),
            }
            if shown {
                progress(found.len(), job.tasks.len());
            }
        }
        if shown {
            // The line is wiped: what follows begins at its start.
            let _ = write!(std::io::stderr(), "\r\u{1b}[K");
        }
    });
    if let Some(reason) = failed {
        return Err(reason);
    }
    if found.len() != job.tasks.len() {
        return Err("not all files were looked at".into());
    }
    found.sort_by_key(|(number, _)| *number);
    Ok(found.into_iter().flat_map(|(_, outcomes)| outcomes).collect())
}

fn progress(done: usize, all: usize) {
    // Drawing each would cost more than checking it.
    if done == all || done.is_multiple_of(16) {
        let _ = write!(std::io::stderr(), "\rpemlens: {done} of {all} files");
    }
}

/// Takes one file after the other, until none is left or nobody listens.
fn work(
    job: &Job<'_>,
    passwords: &[Password],
    sender: &mpsc::Sender<(usize, Result<Vec<Outcome>, String>)>,
) {
    // What a check reads beside each of its files is read once a thread.
    let mut beside: Option<(usize, Vec<Given>)> = None;
    loop {
        let number = job.next.fetch_add(1, Ordering::Relaxed);
        let Some(task) = job.tasks.get(number) else { return };
        let Some(check) = job.checks.get(task.check) else { return };
        let held = match beside.take() {
            Some((at, held)) if at == task.check => Ok(held),
            _ => around(job, check, passwords),
        };
        let outcomes = held.map(|held| {
            let outcomes = one(job, check, &task.path, passwords, &held);
            beside = Some((task.check, held));
            outcomes
        });
        let stop = outcomes.is_err();
        if sender.send((number, outcomes)).is_err() || stop {
            return;
        }
    }
}

/// The files of `with` and `trust`. Without them the answer would be about another question.
fn around(job: &Job<'_>, check: &Check, passwords: &[Password]) -> Result<Vec<Given>, String> {
    let anchors = check.trust.iter().filter_map(|anchor| match anchor {
        Anchor::Public => None,
        Anchor::File(name) => Some((name, true)),
    });
    let named = check.with.iter().map(|name| (name, false)).chain(anchors);
    named
        .map(|(name, trusted)| {
            let path = job.folder.join(name);
            let name = path.display().to_string();
            let bytes = read_path(&path).map_err(|reason| format!("{name}: {reason}"))?;
            Ok(given(name, bytes, trusted, passwords))
        })
        .collect()
}

/// One file, for each host that was named.
fn one(
    job: &Job<'_>,
    check: &Check,
    path: &Path,
    passwords: &[Password],
    beside: &[Given],
) -> Vec<Outcome> {
    let name = path.display().to_string();
    let bytes = match read_path(path) {
        Ok(bytes) => bytes,
        Err(reason) => return vec![unread(&name, &reason)],
    };
    let file = given(name.clone(), bytes, false, passwords);
    let public = check.trust.contains(&Anchor::Public);
    let files = check.trust.iter().any(|it| *it != Anchor::Public);
    let trust = match (public, files) {
        (true, true) => Trust::Both,
        (true, false) => Trust::Public,
        (false, true) => Trust::Given,
        (false, false) => Trust::Auto,
    };
    let nobody = [String::new()];
    let hosts = if check.hosts.is_empty() { &nobody[..] } else { &check.hosts };
    hosts
        .iter()
        .map(|host| {
            let purpose = check.purpose;
            let question = Question {
                purpose,
                host: host.clone(),
                trust,
                at: job.at.0,
                ..Question::default()
            };
            outcome(&name, host, &ask(&file, beside, &question), check)
        })
        .collect()
}

fn given(name: String, bytes: Vec<u8>, trusted: bool, passwords: &[Password]) -> Given {
    let passwords = passwords.to_vec();
    let source = Source { id: 0, name, bytes, trusted, as_public: false, passwords };
    report::read(&source, &mut |_| {})
}

fn read_path(path: &Path) -> Result<Vec<u8>, String> {
    super::read_file(path).map_err(|error| error.to_string())
}

/// `None` where help is wanted.
fn parse(arguments: &[String]) -> Result<Option<Wanted>, String> {
    let mut wanted = Wanted::default();
    let mut words = Arguments::of(arguments);
    while let Some(word) = words.next() {
        let name = match word {
            Word::File(file) => {
                if wanted.file.replace(file.to_owned()).is_some() {
                    return Err(
                        "check takes one file of expectations, which names the others".into()
                    );
                }
                continue;
            }
            Word::Option(name) => name,
        };
        match name {
            "--" => words.only_files(),
            "--help" | "-h" => return Ok(None),
            "--at" => wanted.at = Some(time(&words.value()?)?),
            "--jobs" => {
                let text = words.value()?;
                let jobs = text.parse().ok().filter(|jobs| (1..=MAX_JOBS).contains(jobs));
                let why = format!("--jobs takes a number from 1 to {MAX_JOBS}, not {text}");
                wanted.jobs = Some(jobs.ok_or(why)?);
            }
            "--password-file" => wanted.passwords.push(password_file(&words.value()?)?),
            "--password-env" => wanted.passwords.push(password_env(&words.value()?)?),
            "--color" | "--colour" => wanted.colour = Colour::parse(&words.value()?)?,
            "--format" => {
                wanted.format = match words.value()?.as_str() {
                    "text" => Format::Text,
                    "json" => Format::Json,
                    "junit" => Format::Junit,
                    "sarif" => Format::Sarif,
                    "github" => Format::Github,
                    other => {
                        return Err(format!(
                            "--format takes text, json, junit, sarif or github, not {other}"
                        ));
                    }
                }
            }
            _ => return Err(words.unknown("pemlens check --help")),
        }
    }
    Ok(Some(wanted))
}
