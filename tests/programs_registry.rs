//! Every message leads back to its rule: what stands in the programs' tables, what is written in
//! their code, and what they say about every case and about chains made here, is given to `explain`,
//! which must know it and name the hint of the rule behind it among the causes.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::common;
use crate::common::chains::{CHANGES, chain, read};
use pemlens::explain::{Recognised, Speaker, explain};
use pemlens::hints::rules;
use pemlens::judge::{self, Stack};
use pemlens::model::Time;
use pemlens::purpose::host::Host;
use pemlens::report;
use pemlens::stacks::{
    Asked, GO_127, Hint, JAVA_17, Known, MBEDTLS, PYCA, Program, Question, RUSTLS, Refusal, Role,
    Rule, Verdict, ask,
};

/// Rules about reading cover many faults, of which a message names one: it must lead to some rule,
/// and need not lead to all of them.
const READING: [&str; 2] = ["encoding-problems", "extension-unreadable"];

/// What is amiss with a message, if anything: it is not known, is taken for another program's or for
/// the other side's, or leads to other rules only.
fn fault(program: &'static Program, message: &str, rule: &Rule) -> Option<String> {
    // Known to refuse, and the words are not documented.
    if message.is_empty() && matches!(program.known, Known::Documented(_)) {
        return None;
    }
    let explanation = explain(message, None);
    let of_program = |m: &&Recognised| {
        program.families.contains(&m.known.program) && m.known.speaker != Speaker::OtherSide
    };
    let own: Vec<&Recognised> = explanation.messages.iter().filter(of_program).collect();
    let known: Vec<&str> = explanation.messages.iter().map(|m| m.known.id).collect();
    if own.is_empty() {
        return Some(format!("{}: not known as its own, but {known:?}: {message}", program.id));
    }
    let causes: BTreeSet<&str> =
        own.iter().flat_map(|m| m.verdicts.iter().map(|(cause, _)| cause.id())).collect();
    let is_rule = |id: &&str| rules::find(id).is_some();
    let back = match rule.hint.id() {
        "" => !causes.is_empty(),
        hint if READING.contains(&hint) => causes.iter().any(is_rule),
        hint => causes.contains(hint),
    };
    // Words that a rule quotes lead to that rule, which may be more exact.
    let quoted = own.iter().any(|m| is_rule(&m.known.id));
    (!back && !quoted)
        .then(|| format!("{}: {known:?} do not lead to {}: {message}", program.id, rule.hint.id()))
}

/// All faults at once, for whoever mends the tables.
fn assert_none(faults: BTreeSet<String>) {
    let list: Vec<String> = faults.into_iter().collect();
    assert!(list.is_empty(), "{} messages:\n{}", list.len(), list.join("\n"));
}

#[test]
fn rules_have_names_of_their_own_and_hints_that_exist() {
    for program in Program::ALL {
        let all = program.rules();
        assert!(all.len() >= 5, "{}", program.id);
        let mut ids = BTreeSet::new();
        for rule in all {
            let place = format!("{}: {}", program.id, rule.id);
            assert!(ids.insert(rule.id), "{place} twice");
            assert!(
                rule.id.bytes().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == b'-'),
                "{place}"
            );
            assert!(rule.what.ends_with('.') && rule.what.len() > 10, "{place}: {}", rule.what);
            assert!(
                !rule.source.is_empty() && !rule.source.ends_with('.'),
                "{place}: {}",
                rule.source
            );
            match rule.hint {
                Hint::Rule(id) => assert!(rules::find(id).is_some(), "{place}: no hint {id}"),
                Hint::Without(why) => {
                    let why = why.strip_prefix("none: ").unwrap_or_default();
                    assert!(why.len() > 15 && why.contains(' '), "{place}: no reason: {why}");
                }
            }
        }
    }
}

#[test]
fn every_sentence_of_a_table_leads_back_to_its_rule() {
    let mut faults = BTreeSet::new();
    let mut told = 0;
    for program in Program::ALL {
        for (sentence, rule) in program.sentences() {
            told += 1;
            let text = sentence.replace("{}", "www.example.com");
            faults.extend(fault(program, &text, rule));
        }
    }
    assert!(told > 150, "{told}");
    assert_none(faults);
}

/// The sources of programs whose messages are put together as they go, and how a text in them begins
/// that is a message.
const MADE_UP: &[(&Program, &str, &[&str])] = &[
    (&GO_127, "go", &["x509: ", "tls: ", "crypto/rsa: "]),
    (&JAVA_17, "java", &["java.", "javax.", "sun.", "PKIX ", "X.509 ", "KeyUsage "]),
    (&MBEDTLS, "mbedtls", &["-0x"]),
    (
        &PYCA,
        "pyca",
        &[
            "ValueError: ",
            "EE ",
            "CA ",
            "ASN.1 ",
            "Certificate ",
            "RSA key ",
            "certificate ",
            "cert ",
            "issuer has ",
        ],
    ),
];

/// Messages that programs put together as they go stand in their code, with gaps.
#[test]
fn every_message_written_in_code_is_known() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/stacks");
    let any = Rule { id: "", what: "", source: "", hint: Hint::of("none: whichever it is") };
    let mut faults = BTreeSet::new();
    let mut told = 0;
    for (program, name, starts) in MADE_UP {
        let mut files = vec![root.join(format!("{name}.rs"))];
        files.extend(std::fs::read_dir(root.join(name)).unwrap().map(|it| it.unwrap().path()));
        for path in files {
            for literal in messages(&path) {
                // `or(value, "malformed version")` puts the library's name before.
                let bare =
                    ["malformed ", "invalid ", "SAN "].iter().any(|it| literal.starts_with(it));
                let text = match name {
                    &"go" if bare => format!("x509: {literal}"),
                    _ if starts.iter().any(|start| literal.starts_with(start)) => literal,
                    _ => continue,
                };
                told += 1;
                faults.extend(fault(program, &text, &any));
            }
        }
    }
    assert!(told > 130, "{told}");
    assert_none(faults);
}

/// The text literals of a file above its tests, with their gaps filled in; not those that say what
/// a rule does and where that stands, nor those that are nearly all gap.
fn messages(path: &PathBuf) -> Vec<String> {
    let text = std::fs::read_to_string(path).unwrap();
    let text = text.split("#[cfg(test)]").next().unwrap();
    let mut all = Vec::new();
    let passed_over = ["//", "what: ", "source: "];
    let is_code =
        |line: &&str| !passed_over.iter().any(|start| line.trim_start().starts_with(start));
    for line in text.lines().filter(is_code) {
        let mut rest = line;
        while let Some((_, after)) = rest.split_once('"') {
            let mut end = 0;
            let bytes = after.as_bytes();
            while end < bytes.len() && bytes[end] != b'"' {
                end += if bytes[end] == b'\\' { 2 } else { 1 };
            }
            let literal = after.get(..end).unwrap_or_default();
            if literal.contains(' ')
                && !literal.ends_with(": {}")
                && !literal.ends_with(": {words}")
            {
                all.push(filled(&literal.replace("\\\"", "\"").replace("\\\\", "\\")));
            }
            rest = after.get(end + 1..).unwrap_or_default();
        }
    }
    all
}

fn filled(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        match after.strip_prefix('{') {
            Some(after) => {
                out.push('{');
                rest = after;
            }
            None => {
                // What is put behind a word begins with a space.
                out.push_str(if before.ends_with(char::is_alphanumeric) {
                    " some text"
                } else {
                    "some text"
                });
                rest = after.split_once('}').map_or("", |(_, after)| after);
            }
        }
    }
    (out + rest).replace("}}", "}")
}

/// rustls's library has names for its errors in place of sentences.
#[test]
fn every_error_of_rustls_is_known() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/stacks/rustls/rules.rs");
    let text = std::fs::read_to_string(path).unwrap();
    let names: BTreeSet<&str> = text
        .split("Error::")
        .skip(1)
        .map(|rest| rest.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap())
        .filter(|name| !name.is_empty())
        .collect();
    assert!(names.len() > 35, "{names:?}");
    let any = Rule { id: "", what: "", source: "", hint: Hint::of("none: whichever it is") };
    let mut faults = BTreeSet::new();
    for name in names {
        // Some carry what they are about: `TrailingData(Certificate)`.
        let shown = if name == "TrailingData" { "TrailingData(Certificate)" } else { name };
        let line = format!("invalid peer certificate: Other(OtherError({shown}))");
        faults.extend(fault(&RUSTLS, shown, &any));
        faults.extend(fault(&RUSTLS, &line, &any));
    }
    assert_none(faults);
}

/// What a refusal says, and what programs built on it make of that.
fn faults_of(program: &'static Program, refusal: &Refusal) -> Vec<String> {
    let mut all: Vec<String> = fault(program, &refusal.message, refusal.rule).into_iter().collect();
    for (who, line) in &refusal.wrapped {
        if explain(line, None).messages.is_empty() {
            all.push(format!("{}: {who}: not known: {line}", program.id));
        }
    }
    all
}

#[test]
fn every_refusal_of_the_cases_leads_back_to_its_rule() {
    let mut faults = BTreeSet::new();
    let mut told = 0;
    for case in common::all() {
        for (program, verdict) in report::programs(&case.report()) {
            let Verdict::Reject(refusal) = verdict else { continue };
            told += 1;
            faults.extend(faults_of(program, &refusal));
        }
    }
    assert!(told > 500, "{told}");
    assert_none(faults);
}

/// 21 September 2026.
const AT: i64 = 1_790_000_000;

#[test]
fn every_refusal_of_faulty_chains_leads_back_to_its_rule() {
    let mut faults = BTreeSet::new();
    let mut told = 0;
    let strangers = chain(&CHANGES[0]);
    for change in CHANGES {
        let [leaf, middle, root] = chain(change);
        let settings: [(&[&String], &[&String], &str, &str); 6] = [
            (&[&middle], &[&root], "www.example.com", "server"),
            (&[&middle], &[&root], "other.example.net", "server"),
            (&[&middle], &[&root], "192.0.2.7", "server"),
            (&[&middle], &[&root], "", "client"),
            (&[], &[&root], "www.example.com", "server"),
            // Middle and root of the same names, with other keys.
            (&[&strangers[1], &root], &[&strangers[2]], "www.example.com", "server"),
        ];
        for (sent, trusted, host, role) in settings {
            let (is_server, parsed) = (role == "server", Host::parse(host).ok().flatten());
            let certificates =
                |list: &[&String]| list.iter().map(|pem| read(pem)).collect::<Vec<_>>();
            let (end, sent_read, trusted_read) =
                (read(&leaf), certificates(sent), certificates(trusted));
            let side = if is_server { Role::Server } else { Role::Client };
            let mut question = Question::new(
                &end,
                sent_read.iter().collect(),
                trusted_read.iter().collect(),
                Time(AT),
                side,
            );
            question.name = parsed.map(Asked::Host);
            for program in Program::ALL {
                if let Verdict::Reject(refusal) = ask(program, &question) {
                    told += 1;
                    faults.extend(faults_of(program, &refusal));
                }
            }
            // The line that `pemlens judge` writes holds the same words.
            let kind = if host.starts_with("192") { "IP" } else { "DNS" };
            let line = serde_json::json!({
                "id": change.0, "leaf": leaf, "intermediates": sent, "roots": trusted,
                "time": AT, "purpose": role,
                "host": is_server.then(|| serde_json::json!({"kind": kind, "value": host})),
            });
            let case = judge::case_from_line(&line.to_string()).unwrap();
            for (stack, judgement) in judge::judge(&case) {
                let (Stack::Program(_), Some(refusal)) = (stack, &judgement.refusal) else {
                    continue;
                };
                let line = judge::prediction_line(&case.id, stack, &judgement).to_string();
                if !refusal.message.is_empty() && explain(&line, None).messages.is_empty() {
                    faults.insert(format!("{}: not known: {line}", stack.name()));
                }
            }
        }
    }
    assert!(told > 800, "{told}");
    assert_none(faults);
}
