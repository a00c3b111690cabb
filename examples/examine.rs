//! Will this certificate work? `cargo run --example examine fullchain.pem www.example.com`

use std::time::{SystemTime, UNIX_EPOCH};

use pemlens::input::{Source, Workspace};
use pemlens::model::{Purpose, Question};
use pemlens::{present, report};

/// The answer about a file as the certificate of a server: the sentence, and what is to be done.
pub fn answer(name: &str, bytes: Vec<u8>, host: &str, now: i64) -> String {
    let source = Source { name: name.into(), bytes, ..Source::default() };
    let question = Question {
        purpose: Some(Purpose::Server),
        host: host.into(),
        // The engine has no clock: the time is part of the question.
        at: now,
        ..Question::default()
    };
    let report = report::analyse(&Workspace { sources: vec![source], question });
    let view = present::overview(&report);
    let mut out = format!("{}\n", view.answer.sentence);
    for finding in &view.findings {
        out.push_str(&format!("{}: {}\n", finding.severity.word(), finding.detail));
        for fix in &finding.fixes {
            out.push_str(&format!("  {}: {}\n", fix.who, fix.step));
        }
    }
    out
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut words = std::env::args().skip(1);
    let name = words.next().ok_or("name a file, and perhaps a host")?;
    let now = SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs();
    let host = words.next().unwrap_or_default();
    print!("{}", answer(&name, std::fs::read(&name)?, &host, i64::try_from(now)?));
    Ok(())
}
