//! `cargo xtask new-program ID`: a program's file and its lines in the lists, to be filled in. What is
//! still empty fails a test that names it.

use super::{kebab, read, short, write};
use crate::shell::{Outcome, root};

/// A program that is known from documents, judges by the plainest reading of a path, and has one
/// sentence of which the words are missing.
const PROGRAM: &str = r#"//! {id}: how it judges, and where that is known from.

use super::documented::{self, End};
use super::words::{Fault, words};
use super::{Known, Met, Program, Question, Verdict};
use crate::model::Certificate;

// Its errors, each with the rule behind it: code, sentence; id, what it does, source, hint.
words! {
    NO_ISSUER: "", "";
        "issuer-missing", "",
        "", "issuer-missing";
    NOT_TRUSTED: "", "";
        "not-trusted", "",
        "", "not-trusted";
}

/// What it is, for whoever reads the list.
pub static {const}: Program = Program {
    id: "{id}",
    title: "{id}",
    met: Met::Often,
    judges_clients: true,
    known: Known::Documented(""),
    families: &["{id}"],
    reads: None,
    rules: || super::words::rules(WORDS),
    sentences: || super::words::sentences(WORDS),
    answer,
};

/// What it says.
fn answer(question: &Question<'_>) -> Verdict {
    let (path, end) = documented::path(question);
    match fault(&path, end) {
        None if documented::is_plain(&path, question.role.usage()) => Verdict::Accept,
        None => Verdict::Silent(documented::NOT_PLAIN),
        Some((fault, certificate)) => Verdict::Reject(fault.about(certificate)),
    }
}

fn fault<'q>(path: &[&'q Certificate], end: End) -> Option<(Fault, &'q Certificate)> {
    let last = *path.last()?;
    match end {
        End::UntrustedRoot => Some((&NOT_TRUSTED, last)),
        End::Missing => Some((&NO_ISSUER, last)),
        End::Trusted => None,
    }
}
"#;

/// Writes them.
pub fn run(arguments: &[String]) -> Outcome {
    let [id] = arguments else {
        return Err("usage: cargo xtask new-program ID".to_owned());
    };
    kebab(id)?;
    let (module, constant) = (id.replace('-', "_"), id.replace('-', "_").to_uppercase());
    let stacks = root().join("src/stacks");
    let file = stacks.join(format!("{module}.rs"));
    if file.exists() {
        return Err(format!("{} is there already", file.display()));
    }
    let room = root().join("src/stacks.rs");
    let text = read(&room)?;
    let text = behind_last(&text, "mod ", &format!("mod {module};\n"))?;
    let text = behind_last(&text, "pub use ", &format!("pub use {module}::{constant};\n"))?;
    write(&room, &text)?;
    let list = stacks.join("list.rs");
    let text = read(&list)?;
    let text =
        text.replacen("use super::{\n", &format!("use super::{module};\nuse super::{{\n"), 1);
    let text = behind_last(&text, "        &", &format!("        &{module}::{constant},\n"))?;
    write(&list, &text)?;
    write(&file, &PROGRAM.replace("{const}", &constant).replace("{id}", id))?;
    println!(
        "\nNext:\n\
         1. title, families (as src/explain/families says them), source and sentences in {}\n\
         2. the order of its checks, at least as many as a case of tests/cases can tell apart\n\
         3. its place in src/stacks/list.rs: the order of the page\n\
         4. a judge in tests/stacks (a script that prints what it says about each case), and \
         `known: Known::Run(version)`\n\
         5. cargo fmt, then cargo test --test native -- programs tidy stacks",
        short(&file)
    );
    Ok(())
}

/// A text with a line more behind the last that begins so.
fn behind_last(text: &str, begin: &str, line: &str) -> Result<String, String> {
    let mut end = None;
    let mut at = 0;
    for known in text.split_inclusive('\n') {
        at += known.len();
        if known.starts_with(begin) && known.ends_with([';', ',', '\n']) {
            end = Some(at);
        }
    }
    let end = end.ok_or_else(|| format!("no line begins with {begin:?}"))?;
    Ok([&text[..end], line, &text[end..]].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_comes_behind_the_last_of_its_kind() {
        let text = "mod a;\nmod b;\n\nuse c;\n";
        assert_eq!(
            behind_last(text, "mod ", "mod d;\n").unwrap(),
            "mod a;\nmod b;\nmod d;\n\nuse c;\n"
        );
        assert!(behind_last(text, "pub ", "x").is_err());
    }
}
