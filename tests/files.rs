//! How programs read files of certificates: the same two certificates, written in ways that people come to,
//! are put to our readers and to the programs, where they are installed. A reader is right where it takes as
//! many, or refuses in the same words.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use pemlens::stacks::Program;

const CHAIN: &str = include_str!("files/chain.pem");
const BEGIN: &str = "-----BEGIN CERTIFICATE-----";
const END: &str = "-----END CERTIFICATE-----";

/// The files by name.
fn files() -> BTreeMap<&'static str, Vec<u8>> {
    let every = |change: &dyn Fn(&str) -> String| -> Vec<u8> {
        CHAIN.lines().map(|line| change(line) + "\n").collect::<String>().into_bytes()
    };
    let replaced = |from: &str, to: &str| CHAIN.replace(from, to).into_bytes();
    let utf16 = |order: fn(u16) -> [u8; 2], mark: bool| -> Vec<u8> {
        let mark = mark.then_some(0xFEFF_u16);
        mark.into_iter().chain(CHAIN.encode_utf16()).flat_map(order).collect()
    };
    let body = CHAIN.split(END).next().unwrap().replace(BEGIN, "");
    let dashed = |line: &str| line.starts_with('-');
    let latin1 = [b"# Zertifikat f\xFCr M\xFCller\n", CHAIN.as_bytes()].concat();
    BTreeMap::from([
        ("as it should be", CHAIN.as_bytes().to_vec()),
        ("END and BEGIN glued", replaced(&format!("{END}\n{BEGIN}"), &format!("{END}{BEGIN}"))),
        ("END and BEGIN share dashes", replaced(&format!("-----\n{BEGIN}"), BEGIN)),
        ("UTF-16, little end", utf16(u16::to_le_bytes, true)),
        ("UTF-16, big end", utf16(u16::to_be_bytes, true)),
        ("UTF-16 without mark", utf16(u16::to_le_bytes, false)),
        ("indented", every(&|line| format!("    {line}"))),
        ("indented by a tab", every(&|line| format!("\t{line}"))),
        ("first line indented", format!("  {CHAIN}").into_bytes()),
        (
            "data indented",
            every(&|line| if dashed(line) { line.into() } else { format!("  {line}") }),
        ),
        ("quoted as in a mail", every(&|line| format!("> {line}"))),
        ("one line", replaced("\n", " ")),
        ("one line without blanks", replaced("\n", "")),
        ("without BEGIN and END", body.clone().into_bytes()),
        ("first BEGIN missing", CHAIN.replacen(&format!("{BEGIN}\n"), "", 1).into_bytes()),
        ("words before", replaced(BEGIN, &format!("subject=CN = x\n\n{BEGIN}"))),
        ("words before on the line", format!("cert: {CHAIN}").into_bytes()),
        ("words behind", format!("{CHAIN}the end\n").into_bytes()),
        ("line breaks of Windows", replaced("\n", "\r\n")),
        ("line breaks of an old Mac", replaced("\n", "\r")),
        ("last END missing", CHAIN.trim_end().strip_suffix(END).unwrap().as_bytes().to_vec()),
        ("first END missing", CHAIN.replacen(&format!("{END}\n"), "", 1).into_bytes()),
        ("byte order mark", format!("\u{FEFF}{CHAIN}").into_bytes()),
        (
            "byte order mark within",
            replaced(&format!("{END}\n{BEGIN}"), &format!("{END}\n\u{FEFF}{BEGIN}")),
        ),
        ("blanks behind BEGIN", replaced(BEGIN, &format!("{BEGIN}  "))),
        ("tab behind BEGIN", replaced(BEGIN, &format!("{BEGIN}\t"))),
        ("blanks behind END", replaced(END, &format!("{END}  "))),
        (
            "blanks behind data",
            every(&|line| if dashed(line) { line.into() } else { format!("{line}  ") }),
        ),
        ("comment in Windows-1252", latin1),
        ("empty lines within", replaced("\n", "\n\n")),
        ("empty line after BEGIN", replaced(BEGIN, &format!("{BEGIN}\n"))),
        ("empty line before END", replaced(END, &format!("\n{END}"))),
        ("comment within", replaced(&format!("{BEGIN}\n"), &format!("{BEGIN}\n# words\n"))),
        ("header within", replaced(&format!("{BEGIN}\n"), &format!("{BEGIN}\nComment: x\n\n"))),
        ("no line break at the end", CHAIN.trim_end().as_bytes().to_vec()),
        ("END behind data", replaced(&format!("\n{END}"), END)),
        ("X509 CERTIFICATE", replaced("CERTIFICATE", "X509 CERTIFICATE")),
        ("TRUSTED CERTIFICATE", replaced("CERTIFICATE", "TRUSTED CERTIFICATE")),
        (
            "begin certificate",
            every(&|line| if dashed(line) { line.to_lowercase() } else { line.into() }),
        ),
        (
            "BEGIN with blanks",
            replaced("-----BEGIN CERTIFICATE-----", "----- BEGIN CERTIFICATE -----"),
        ),
        ("four dashes", replaced("-----", "----")),
        ("six dashes", replaced("-----", "------")),
        ("dashes of a word processor", replaced("-----", "—–")),
        ("escaped line breaks", replaced("\n", "\\n")),
        ("in quotation marks", format!("\"{}\"\n", CHAIN.trim_end()).into_bytes()),
        ("in HTML", format!("<pre>{}</pre>\n", CHAIN.trim_end()).into_bytes()),
        ("NUL before BEGIN", replaced(&format!("\n{BEGIN}"), &format!("\n\0{BEGIN}"))),
        ("NUL at the end", format!("{CHAIN}\0").into_bytes()),
        ("no-break space in BEGIN", replaced("BEGIN C", "BEGIN\u{A0}C")),
        ("zero-width space behind END", replaced(END, &format!("{END}\u{200B}"))),
        (
            "END of another label",
            CHAIN.replacen(END, "-----END X509 CERTIFICATE-----", 1).into_bytes(),
        ),
        ("a line of dashes before", replaced(BEGIN, &format!("------------------\n{BEGIN}"))),
        ("padding missing", replaced("=\n", "\n").into_iter().filter(|it| *it != b'=').collect()),
    ])
}

/// What our readers say: by file and program.
fn ours() -> BTreeMap<(String, String), String> {
    let mut said = BTreeMap::new();
    for (name, bytes) in files() {
        for program in Program::ALL {
            let Some(read) = program.reads else { continue };
            let words = match read(&bytes) {
                Ok(found) => found.len().to_string(),
                Err(words) => words.replace('\n', "\\n"),
            };
            said.insert((name.to_owned(), program.id.to_owned()), words);
        }
    }
    said
}

fn folder() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("files");
    std::fs::create_dir_all(&folder).unwrap();
    for (name, bytes) in files() {
        std::fs::write(folder.join(name), bytes).unwrap();
    }
    folder
}

/// Holds what a program that reads a folder prints against what we say.
fn compare(command: &mut Command) {
    let name = format!("{command:?}");
    let Ok(output) = command.output() else {
        return eprintln!("skipped: {name} is not installed");
    };
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    if text.is_empty() {
        return eprintln!("skipped: {name}: {}", String::from_utf8_lossy(&output.stderr));
    }
    let ours = ours();
    let mut wrong = Vec::new();
    for line in text.lines() {
        let [file, program, said] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("{line}");
        };
        let our = &ours[&(file.to_owned(), program.to_owned())];
        let counts = our.parse::<usize>().ok();
        let same = match said {
            // Mbed TLS does not say how many, and not what it passes over before the first BEGIN.
            "all" => counts.is_some_and(|it| it > 0),
            "some" => counts == Some(1),
            // The end says what its reader calls it.
            said if program == "pyca" && counts.is_none() => said.starts_with(our.as_str()),
            said => our == said || (counts == Some(0) && said == "0"),
        };
        if !same {
            wrong.push(format!("{program}, {file}: we say {our:?}, it says {said:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn python() -> String {
    std::env::var("PEMLENS_PYTHON").unwrap_or_else(|_| "python3".into())
}

#[test]
fn openssl_gnutls_mbedtls_and_cryptography_read_the_same() {
    compare(Command::new(python()).arg("tests/files/read.py").arg(folder()));
}

#[test]
fn go_reads_the_same() {
    let go = std::env::var("PEMLENS_GO").unwrap_or_else(|_| "go".into());
    let mut command = Command::new(go);
    compare(command.args(["run", "tests/files/read.go"]).arg(folder()).env("GO111MODULE", "off"));
}

#[test]
fn java_reads_the_same() {
    compare(Command::new("java").arg("tests/files/Read.java").arg(folder()));
}

/// So that a machine without the programs notices a change too.
#[test]
fn readers_say_what_they_said() {
    let mut text = String::new();
    for ((file, program), words) in ours() {
        let words: String = words.chars().take(160).collect();
        text += &format!("{file}\t{program}\t{words}\n");
    }
    let path = Path::new("tests/files/expected.txt");
    if crate::common::updating() {
        std::fs::write(path, &text).unwrap();
    }
    assert_eq!(std::fs::read_to_string(path).unwrap_or_default(), text);
}

/// The row of a program judges the file as given, and the answer names the programs that do not read it.
#[test]
fn rows_say_who_does_not_read_the_file() {
    use pemlens::input::{Source, Workspace};
    use pemlens::model::Question;
    use pemlens::view::Verdict;

    let mut files = files();
    let mut rows = |file: &str| {
        let bytes = files.remove(file).unwrap();
        let name = "cert.pem".to_owned();
        let root = include_bytes!("files/root.pem").to_vec();
        let sources = vec![
            Source { id: 1, name, bytes, ..Source::default() },
            Source { id: 2, name: "root.pem".into(), bytes: root, ..Source::default() },
        ];
        let question = Question { at: 1_800_000_000, ..Question::default() };
        let report = pemlens::report::analyse(&Workspace { sources, question });
        let (_, notes) = pemlens::present::programs(&report);
        let unread = notes.into_iter().filter(|note| note.word == "does not read it");
        let unread: Vec<String> =
            unread.map(|note| format!("{}: {}{}", note.id, note.text, note.code)).collect();
        (report.answer.verdict, unread)
    };
    assert_eq!(rows("as it should be"), (Verdict::Works, Vec::new()));
    let some = "Of cert.pem it passes over 1 of its 2 certificates, the first among them.";
    let mark = "java.io.IOException: Illegal header: -----END CERTIFICATE-----";
    let mark = [
        format!("go127: {some}"),
        format!("java17: cert.pem cannot be read.{mark}"),
        format!("rustls: {some}"),
    ];
    assert_eq!(rows("byte order mark"), (Verdict::Limited, mark.to_vec()));
}
