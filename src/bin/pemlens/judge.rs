//! `pemlens judge`: cases in, verdicts out, as lines of JSON (docs/judge.md).

use std::io::{BufRead, Write};

use pemlens::{handshake, judge};

use super::{complain, help, print};

/// Reads cases, one a line, and writes what each stack says about them, one line a verdict.
pub fn run(arguments: &[String]) -> Result<u8, String> {
    if arguments.iter().any(|it| it == "--help" || it == "-h") {
        print(&help::of("judge"))?;
        return Ok(0);
    }
    if !arguments.is_empty() {
        return Err("judge reads cases from standard input and takes no arguments".into());
    }
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let mut unread = 0u8;
    for line in std::io::stdin().lock().lines() {
        let line = line.map_err(|error| error.to_string())?;
        if line.trim().is_empty() {
            continue;
        }
        let answers = match answers(&line) {
            Ok(answers) => answers,
            Err(reason) => {
                complain(&format!("a case could not be read: {reason}"));
                unread = 2;
                continue;
            }
        };
        for answer in answers {
            if let Err(error) = writeln!(out, "{answer}") {
                return match error.kind() {
                    std::io::ErrorKind::BrokenPipe => Ok(unread),
                    _ => Err(error.to_string()),
                };
            }
        }
    }
    out.flush().map_err(|error| error.to_string())?;
    Ok(unread)
}

/// The lines that answer a line of `judge`; its fields tell what it asks.
fn answers(line: &str) -> Result<Vec<String>, String> {
    if let Some(answer) = judge::revocation_line(line) {
        return Ok(vec![answer?]);
    }
    if handshake::is_handshake(line) {
        return Ok(vec![handshake::prediction_line(&handshake::case_from_line(line)?)]);
    }
    let case = judge::case_from_line(line)?;
    let verdicts = judge::judge(&case).into_iter();
    let line = |(stack, judgement)| judge::prediction_line(&case.id, stack, &judgement);
    Ok(verdicts.map(line).collect())
}
