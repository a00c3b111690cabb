//! Situations as people give them: files, a host typed at most, nothing else chosen. What the answer
//! is about, its sentence and its first finding stand in `expected.txt`, one line each:
//! `UPDATE_EXPECT=1` writes it anew, and what it then says is to be read.

use super::*;
use pemlens::view::Overview;

/// What was given, and the host that was typed.
pub struct Situation {
    name: String,
    files: Vec<(String, Vec<u8>)>,
    host: &'static str,
}

/// A situation with these files.
pub fn given(name: &str, files: &[(&str, &str)]) -> Situation {
    let files = files.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec()));
    Situation { name: name.to_owned(), files: files.collect(), host: "" }
}

impl Situation {
    /// The same with a host typed.
    pub fn host(self, host: &'static str) -> Self {
        Self { host, ..self }
    }

    /// The same with a file of bytes.
    pub fn file(mut self, name: &str, bytes: &[u8]) -> Self {
        self.files.push((name.to_owned(), bytes.to_vec()));
        self
    }

    fn report(&self) -> Report {
        self.asked(None, self.host)
    }

    fn asked(&self, purpose: Option<Purpose>, host: &str) -> Report {
        let sources = self.files.iter().zip(1u32..).map(|((name, bytes), id)| Source {
            id,
            name: name.clone(),
            bytes: bytes.clone(),
            ..Source::default()
        });
        let question = Question { at: AT, purpose, host: host.to_owned(), ..Question::default() };
        analyse(&Workspace { sources: sources.collect(), question })
    }

    /// Name, verdict, certificate, first finding and sentence.
    fn line(&self) -> String {
        let report = self.report();
        let Overview { answer, .. } = present::overview(&report);
        let main = report.main.as_ref();
        let title = main.and_then(|main| report.certificate(main.leaf)).map(|it| it.title());
        let first = main.and_then(|main| main.run.findings.first()).map(|it| it.rule.id);
        let cells = [
            self.name.clone(),
            format!("{:?}", answer.verdict),
            title.unwrap_or_else(|| "-".into()),
            first.unwrap_or("-").into(),
            answer.sentence,
            answer.more,
        ];
        cells.join(" | ").trim_end_matches([' ', '|']).to_owned()
    }
}

fn all() -> Vec<Situation> {
    let world = world();
    let mut all = hosts::all(&world);
    all.extend(roles::all(&world));
    all.extend(containers::all(&world));
    all.extend(messages::all(&world));
    all.extend(forms::all(&world));
    all.extend(ends::all(&world));
    all.extend(threads::all(&world));
    all
}

#[test]
fn every_situation_is_answered_as_expected() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/unasked/expected.txt");
    let lines: Vec<String> = all().iter().map(Situation::line).collect();
    assert!(lines.len() >= 120, "{}", lines.len());
    let text = lines.join("\n") + "\n";
    if crate::common::updating() {
        std::fs::write(path, &text).unwrap();
    }
    let expected = std::fs::read_to_string(path).unwrap();
    let mut expected = expected.lines();
    for line in &lines {
        assert_eq!(Some(line.as_str()), expected.next());
    }
    assert_eq!(expected.next(), None);
}

/// As it was given, and in each other way that it may be asked.
#[test]
fn no_situation_contradicts_itself_or_is_green_where_a_program_refuses_unsaid() {
    let mut faults = Vec::new();
    for situation in all() {
        let own = crate::refusals::amiss(&situation.report());
        faults.extend(own.map(|it| format!("{}: {it}", situation.name)));
        for (purpose, host) in crate::refusals::WAYS {
            let host = if host.is_empty() { "" } else { HOST };
            let report = situation.asked(purpose, host);
            let fault = crate::refusals::amiss(&report);
            let asked = format!("{}, as {purpose:?} for “{host}”", situation.name);
            faults.extend(fault.map(|it| format!("{asked}: {it}")));
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}
