//! Long builds: one line that moves, and the whole output only where something fails.

use std::io::{BufRead, BufReader, IsTerminal, Write};
use std::process::{Command, Stdio};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use crate::shell::{Outcome, shown};

/// Where nobody looks at a screen, a line is printed so often.
const QUIET: Duration = Duration::from_secs(20);

/// Runs a command that compiles about `crates` crates, and says how far it is.
pub fn run(mut command: Command, crates: usize) -> Outcome {
    let line = shown(&command);
    println!("  $ {line}");
    let started = Instant::now();
    command.stderr(Stdio::piped()).env("CARGO_TERM_COLOR", "never");
    let mut child =
        command.spawn().map_err(|problem| format!("`{line}` did not start: {problem}"))?;
    let Some(errors) = child.stderr.take() else { return Err(format!("`{line}` has no output")) };
    let (sender, lines) = channel();
    thread::spawn(move || {
        for line in BufReader::new(errors).split(b'\n').map_while(Result::ok) {
            if sender.send(String::from_utf8_lossy(&line).into_owned()).is_err() {
                return;
            }
        }
    });
    let screen = std::io::stdout().is_terminal();
    let (mut said, mut done, mut now) = (Vec::new(), 0_usize, String::new());
    let mut printed = Instant::now();
    loop {
        match lines.recv_timeout(Duration::from_millis(500)) {
            Ok(line) => {
                if let Some(name) = line.trim_start().strip_prefix("Compiling ") {
                    done = done.saturating_add(1);
                    now = name.split(" (").next().unwrap_or(name).to_owned();
                } else if line.trim_start().starts_with("warning") && screen {
                    println!("\r\x1b[K{line}");
                }
                said.push(line);
            }
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => break,
        }
        if screen {
            print!("\r\x1b[K  {}", state(done, crates, started.elapsed(), &now));
            let _ = std::io::stdout().flush();
        } else if printed.elapsed() > QUIET {
            println!("  {}", state(done, crates, started.elapsed(), &now));
            printed = Instant::now();
        }
    }
    if screen {
        print!("\r\x1b[K");
    }
    let status = child.wait().map_err(|problem| format!("`{line}`: {problem}"))?;
    if status.success() {
        println!("  done in {}", span(started.elapsed()));
        return Ok(());
    }
    eprintln!("{}", said.join("\n"));
    Err(format!("`{line}` failed ({status})"))
}

/// What the line says.
fn state(done: usize, crates: usize, time: Duration, now: &str) -> String {
    let part = match done {
        0 => String::new(),
        _ if done < crates => format!("{done} of about {crates} crates, "),
        _ => format!("{done} crates, the last ones, "),
    };
    format!("{part}{} gone {now}", span(time)).trim_end().to_owned()
}

fn span(time: Duration) -> String {
    let seconds = time.as_secs();
    match seconds / 60 {
        0 => format!("{seconds} s"),
        minutes => format!("{minutes} min {:02} s", seconds % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_says_how_far_it_is() {
        let at = |seconds| Duration::from_secs(seconds);
        assert_eq!(state(0, 9, at(3), ""), "3 s gone");
        assert_eq!(
            state(4, 9, at(61), "serde v1"),
            "4 of about 9 crates, 1 min 01 s gone serde v1"
        );
        assert_eq!(state(12, 9, at(5), "it v2"), "12 crates, the last ones, 5 s gone it v2");
    }

    #[test]
    fn what_a_command_says_is_read_to_its_end_and_its_failure_is_kept() {
        let script = |script: &str| {
            let mut command = Command::new("sh");
            command.args(["-c", script]);
            command
        };
        assert_eq!(run(script("echo Compiling it v1 >&2"), 1), Ok(()));
        assert!(run(script("echo no >&2; exit 3"), 1).unwrap_err().contains("failed"));
    }
}
