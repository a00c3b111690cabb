//! Completions and the manual page: read by the shells and by `man`, and as complete as the help that
//! they are made from.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use crate::common::program::{err, out, pemlens, status};

/// The commands that help lists.
fn commands() -> Vec<String> {
    let help = out(&pemlens().arg("--help").output().unwrap());
    let lines = help.lines().filter_map(|line| line.strip_prefix("  pemlens "));
    let names: Vec<String> = lines.map(|line| line.split(' ').next().unwrap().to_owned()).collect();
    assert!(names.len() >= 9, "{help}");
    names
}

/// The options in the help of a command.
fn options(command: &str) -> Vec<String> {
    let output = pemlens().args([command, "--help"]).output().unwrap();
    assert_eq!(status(&output), 0, "{command}: {}", err(&output));
    let help = out(&output);
    assert!(help.contains("Exit status: "), "{help}");
    assert!(help.lines().all(|line| line.chars().count() <= 100), "{help}");
    let heads = help.lines().filter(|line| line.starts_with("  -"));
    let words = heads.flat_map(|line| line.split([' ', ',']).take_while(|it| !it.contains(';')));
    words.filter(|word| word.starts_with("--")).map(str::to_owned).collect()
}

/// Runs a program on a file; `None` where it is not there.
fn run(program: &str, arguments: &[&str], file: &Path) -> Option<Output> {
    let output = Command::new(program).args(arguments).arg(file).stdin(Stdio::null()).output();
    if output.is_err() {
        eprintln!("skipped: there is no {program}");
    }
    output.ok()
}

#[test]
fn shells_read_their_completions_and_every_option_is_in_them() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    for shell in ["bash", "zsh", "fish"] {
        let output = pemlens().args(["completions", shell]).output().unwrap();
        assert_eq!(status(&output), 0);
        let text = out(&output);
        for command in commands() {
            assert!(text.contains(&command), "{shell} lacks {command}");
            for option in options(&command) {
                let wanted = match shell {
                    "fish" => format!("-l {} ", &option[2..]),
                    _ => option.clone(),
                };
                assert!(text.contains(&wanted), "{shell} lacks {command} {option}");
            }
        }
        let path = folder.join(format!("completions.{shell}"));
        fs::write(&path, &text).unwrap();
        if let Some(output) = run(shell, &["-n"], &path) {
            assert!(output.status.success() && output.stderr.is_empty(), "{}", err(&output));
        }
    }
    for arguments in [&["completions"][..], &["completions", "tcsh"]] {
        assert_eq!(status(&pemlens().args(arguments).output().unwrap()), 2, "{arguments:?}");
    }
}

/// What bash offers for a line, the last word of which is being typed.
fn offered(words: &[&str]) -> Option<Vec<String>> {
    let script = out(&pemlens().args(["completions", "bash"]).output().unwrap());
    let mut line = script + "\nCOMP_WORDS=(";
    for word in words {
        write!(line, "'{word}' ").unwrap();
    }
    write!(
        line,
        ")\nCOMP_CWORD={}\n_pemlens\nprintf '%s\\n' \"${{COMPREPLY[@]}}\"\n",
        words.len() - 1
    )
    .unwrap();
    let output = Command::new("bash").args(["--norc", "-c", &line]).output().ok()?;
    assert!(output.stderr.is_empty(), "{}", err(&output));
    Some(out(&output).split_whitespace().map(str::to_owned).collect())
}

#[test]
fn bash_offers_commands_options_and_values() {
    let Some(first) = offered(&["pemlens", "ex"]) else {
        eprintln!("skipped: there is no bash");
        return;
    };
    assert_eq!(first, ["examine", "explain"]);
    let offered = |words: &[&str]| offered(words).unwrap();
    assert_eq!(offered(&["pemlens", "examine", "--as", ""]), ["server", "client", "ca", "any"]);
    assert_eq!(offered(&["pemlens", "examine", "--as", "=", "s"]), ["server"]);
    assert_eq!(offered(&["pemlens", "examine", "--as", "="]), ["server", "client", "ca", "any"]);
    assert_eq!(offered(&["pemlens", "check", "--format", "j"]), ["json", "junit"]);
    assert_eq!(offered(&["pemlens", "timeline", "--format", "i"]), ["ics"]);
    assert_eq!(offered(&["pemlens", "diff", "--pi"]), ["--pinned"]);
    assert_eq!(offered(&["pemlens", "completions", ""]), ["bash", "zsh", "fish"]);
    // Files are left to bash.
    assert!(offered(&["pemlens", "examine", "a"]).is_empty());
}

#[test]
fn fish_offers_commands_options_and_values() {
    let script = out(&pemlens().args(["completions", "fish"]).output().unwrap());
    let offered = |line: &str| {
        let script = format!("{script}\ncomplete -C '{line}'");
        let output = Command::new("fish").args(["--no-config", "-c", &script]).output().ok()?;
        assert!(output.stderr.is_empty(), "{}", err(&output));
        let text = out(&output);
        Some(text.lines().map(|it| it.split('\t').next().unwrap().to_owned()).collect::<Vec<_>>())
    };
    let Some(first) = offered("pemlens ex") else {
        eprintln!("skipped: there is no fish");
        return;
    };
    assert_eq!(first, ["examine", "explain"]);
    assert_eq!(offered("pemlens check --format j").unwrap(), ["json", "junit"]);
    assert_eq!(offered("pemlens diff --pi").unwrap(), ["--pinned"]);
}

#[test]
fn the_manual_page_is_read_by_man_and_names_every_option() {
    let output = pemlens().arg("man").output().unwrap();
    let page = out(&output);
    assert!(page.starts_with(".TH PEMLENS 1 "), "{page}");
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("pemlens.1");
    fs::write(&path, &page).unwrap();
    if let Some(output) = run("mandoc", &["-T", "lint", "-W", "warning"], &path) {
        // A page without a date is the same whenever it is made.
        let text = out(&output);
        assert!(text.lines().all(|line| line.contains("missing date")), "{text}");
    }
    let Some(shown) = run("mandoc", &["-T", "ascii"], &path)
        .or_else(|| run("man", &["--warnings", "-P", "cat", "-l"], &path))
    else {
        return;
    };
    assert!(shown.status.success(), "{}", err(&shown));
    // Bold is a letter, a step back and the letter again.
    let shown = out(&shown);
    let letters: Vec<char> = shown.chars().collect();
    let plain: String = letters
        .iter()
        .enumerate()
        .filter(|(at, letter)| **letter != '\u{8}' && letters.get(at + 1) != Some(&'\u{8}'))
        .map(|(_, letter)| *letter)
        .collect();
    for command in commands() {
        assert!(plain.contains(&format!("pemlens {command}")), "{command} is not in {plain}");
        for option in options(&command) {
            assert!(plain.contains(&option), "{command} {option} is not in {plain}");
        }
    }
}
