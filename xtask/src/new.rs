//! `cargo xtask new-rule ID [error|warning|notice]`: a rule's file, its line in the list and two cases,
//! to be filled in. What is still empty fails a test that names it.

pub mod program;

use std::fs;

use crate::shell::{Outcome, root};

/// A rule that finds nothing yet. Empty words are what `tests/rules.rs` complains of.
const RULE: &str = r#"use crate::hints::{Applies, Check, Facts, Fix, Outcome, Reference, Rule, Severity, Spot, Who};
use crate::model::{Certificate, field};

pub(super) static RULE: Rule = Rule {
    id: "{id}",
    severity: Severity::{severity},
    applies: Applies::LEAF,
    title: "",
    what: "",
    why: "",
    fixes: &[Fix { who: Who::Issuer, step: "", command: "" }],
    messages: &[],
    references: &[Reference { label: "RFC 5280, 4.1", url: "https://www.rfc-editor.org/rfc/rfc5280#section-4.1" }],
    explains: &[],
    check: Check::Certificate(check),
};

fn check(facts: &Facts<'_>, step: usize, certificate: &Certificate) -> Outcome {
    if !certificate.subject.is_empty() {
        return Outcome::Pass;
    }
    Outcome::found(Spot {
        field: field::SUBJECT,
        detail: "Its …".into(),
        reason: format!("{} has …", facts.called(step)),
        evidence: vec![("Subject", certificate.subject.text())],
        ..Spot::default()
    })
}
"#;

/// A good chain, which both cases begin with.
const GOOD: &str = "tests/cases/dsa-key/rsa.case";

/// Writes them.
pub fn rule(arguments: &[String]) -> Outcome {
    let (id, severity) = match arguments {
        [id] => (id, "Warning"),
        [id, severity] => (
            id,
            match severity.as_str() {
                "error" => "Error",
                "warning" => "Warning",
                "notice" => "Notice",
                other => {
                    return Err(format!("a severity is error, warning or notice, not {other}"));
                }
            },
        ),
        _ => return Err("usage: cargo xtask new-rule ID [error|warning|notice]".to_owned()),
    };
    kebab(id)?;
    let module = id.replace('-', "_");
    let rules = root().join("src/hints/rules");
    let common = root().join("src/hints/common");
    let file = rules.join(format!("{module}.rs"));
    if file.exists() || common.join(format!("{module}.rs")).exists() {
        return Err(format!("there is a rule {id} already"));
    }
    let list = root().join("src/hints/rules.rs");
    let text = read(&list)?;
    let said = format!("Severity::{severity}");
    let last = listed(&text)
        .filter(|(_, name)| {
            let folder = if name.starts_with('[') { &common } else { &rules };
            let name = name.trim_matches(['[', ']']);
            read(&folder.join(format!("{name}.rs"))).is_ok_and(|it| it.contains(&said))
        })
        .last();
    let (end, _) = last.ok_or("the list of rules was not understood")?;
    let line = format!("    {module},\n");
    write(&list, &[&text[..end], &line, &text[end..]].concat())?;
    write(&file, &RULE.replace("{id}", id).replace("{severity}", severity))?;
    let good = read(&root().join(GOOD))?;
    let (head, blocks) = good.split_once("\n\n").ok_or("the model of a case has no head")?;
    let kept: Vec<&str> = head
        .lines()
        .filter(|line| {
            !line.starts_with("about:")
                && !line.starts_with("expect:")
                && !line.starts_with("openssl:")
        })
        .collect();
    let folder = root().join("tests/cases").join(id);
    fs::create_dir_all(&folder).map_err(|problem| problem.to_string())?;
    for (name, expect) in [("fires", format!("{id} certificate=0")), ("not", "nothing".to_owned())]
    {
        let head = format!("about: \n{}\nexpect: {expect}", kept.join("\n"));
        write(&folder.join(format!("{name}.case")), &format!("{head}\n\n{blocks}"))?;
    }
    println!(
        "\nNext:\n\
         1. words and check in {}\n\
         2. its place among equals in src/hints/rules.rs: the first error is the reason given\n\
         3. the certificates of both cases in examples/fixtures, and `about:`\n\
         4. an Error: a cheap test in src/report/doubt.rs, or a file in src/hints/common\n\
         5. UPDATE_EXPECT=1 cargo test --test native -- rules:: cases::",
        short(&file)
    );
    Ok(())
}

/// Whether a name is in kebab-case.
fn kebab(id: &str) -> Outcome {
    let letters = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if !id.chars().all(letters) || !id.starts_with(|c: char| c.is_ascii_lowercase()) {
        return Err(format!("{id} is not in kebab-case"));
    }
    Ok(())
}

/// The names in the list of rules, each with the place where its line ends.
fn listed(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let start = text.find("rules![").unwrap_or(text.len());
    let mut at = start;
    text[start..].split_inclusive('\n').filter_map(move |line| {
        at += line.len();
        let name = line.trim().strip_suffix(',')?;
        let bare = name.strip_prefix('[').and_then(|it| it.strip_suffix(']')).unwrap_or(name);
        bare.bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
            .then_some((at, name))
    })
}

fn read(path: &std::path::Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|problem| format!("{}: {problem}", path.display()))
}

fn write(path: &std::path::Path, text: &str) -> Outcome {
    println!("{}", short(path));
    fs::write(path, text).map_err(|problem| format!("{}: {problem}", path.display()))
}

/// A path from the workspace on.
fn short(path: &std::path::Path) -> String {
    let root = root();
    path.strip_prefix(&root).unwrap_or(path).display().to_string()
}
