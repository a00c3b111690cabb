//! `conformance variants [FOLDER]`: makes hundreds of chains that differ from a good one in one
//! thing (`tests/common/variants.rs`), puts them to every program that is installed, and compares
//! what it does with what is predicted. FOLDER takes the chains and the answers, to be looked at.
//! `conformance variants --pairs SEED`: the same with chains that differ in two things, drawn by SEED.
//!
//! `PEMLENS_GO` and `PEMLENS_PYTHON` name other places of Go and Python than the usual ones.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use data_encoding::BASE64;
use pemlens::judge::{Stack, case_from_line, judge};
use pemlens::stacks::{
    GNUTLS, GO_127, JAVA_17, MBEDTLS, OPENSSL_30, OPENSSL_30_LAST, PYCA, Program,
};
use serde_json::json;

use crate::guard;
use crate::made::{self, AT, HOST, Variant};

/// Of the verdicts of every program so many must be predicted, in thousandths.
const FLOOR: usize = 990;

/// So many pairs are drawn.
const PAIRS: usize = 1_500;

/// The same of pairs: what is not foreseen of one change is met with twice as many.
const FLOOR_OF_PAIRS: usize = 980;

/// Makes, asks and compares; whether every program that was asked is predicted well enough.
pub fn run(folder: Option<&Path>, seed: Option<u64>) -> bool {
    let variants = seed.map_or_else(made::all, |seed| made::pairs(seed, PAIRS));
    println!("{} variants", variants.len());
    let predicted: Vec<_> = variants.iter().map(predict).collect();
    let mut clean = variants.len() >= 400;
    let mut answers: Vec<BTreeMap<&str, String>> = vec![BTreeMap::new(); variants.len()];
    let mut differing: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (program, command) in programs() {
        let said = match asked(command, &variants) {
            Ok(said) => said,
            Err(reason) => {
                println!("{:14} not asked: {reason}", program.id);
                continue;
            }
        };
        let (mut compared, mut same, mut words) = (0usize, 0usize, 0usize);
        for (index, said) in said.iter().enumerate() {
            let Some(ours) = predicted.get(index).and_then(|all| all.get(program.id)) else {
                continue;
            };
            compared += 1;
            let agrees = (ours == "ok") == (said == "ok");
            same += usize::from(agrees);
            words += usize::from(agrees && (said == "ok" || said.contains(ours.trim_end())));
            if let Some(row) = answers.get_mut(index) {
                row.insert(program.id, said.clone());
            }
            if !agrees && let Some(variant) = variants.get(index) {
                let line = format!("{}\n    it   {said}\n    ours {ours}", variant.name);
                differing.entry(program.id).or_default().push(line);
            }
        }
        let floor = if seed.is_some() { FLOOR_OF_PAIRS } else { FLOOR };
        let enough = same * 1_000 >= compared * floor;
        clean &= enough;
        println!(
            "{:14} {compared} compared, verdict {same} ({:.1} %), words {words}{}",
            program.id,
            100.0 * same as f64 / compared.max(1) as f64,
            if enough { "" } else { ": too few" }
        );
    }
    for (program, lines) in &differing {
        for line in lines {
            println!("DIFFERS {program} {line}");
        }
    }
    if let Some(folder) = folder
        && let Err(error) = save(folder, &variants, &answers)
    {
        println!("{}: {error}", folder.display());
        clean = false;
    }
    clean
}

/// What is said of a variant for every program: `ok`, or its words.
fn predict(variant: &Variant) -> BTreeMap<&'static str, String> {
    let pem = |ders: &[Vec<u8>]| ders.iter().map(|der| made::der::pem(der)).collect::<Vec<_>>();
    let case = json!({
        "id": variant.name, "leaf": made::der::pem(&variant.leaf), "time": AT,
        "intermediates": pem(&variant.sent), "roots": pem(&variant.roots),
        "purpose": "server", "host": { "kind": "DNS", "value": HOST },
    });
    let line = case.to_string();
    let name = variant.name.clone();
    let judged = guard::run(move || case_from_line(&line).map(|case| judge(&case)));
    let judged = match judged {
        Ok(Ok(judged)) => judged,
        Ok(Err(reason)) | Err(reason) => {
            println!("BROKEN {name}: {reason}");
            Vec::new()
        }
    };
    let mut found = BTreeMap::new();
    for (stack, judgement) in judged {
        let Stack::Program(program) = stack else { continue };
        let words = judgement.refusal.map_or_else(|| "ok".to_owned(), |refusal| refusal.message);
        found.insert(program.id, words);
    }
    found
}

fn file(name: &str) -> String {
    format!("{}/tests/programs/{name}", env!("CARGO_MANIFEST_DIR"))
}

/// The programs, and how each is asked: questions on its standard input, a line each, answers on
/// its standard output.
fn programs() -> Vec<(&'static Program, Result<Command, String>)> {
    let python = std::env::var("PEMLENS_PYTHON").unwrap_or_else(|_| "python3".into());
    let script = |name: &str, arguments: &[&str]| {
        let mut command = Command::new(&python);
        command.arg(file(name)).args(arguments);
        Ok(command)
    };
    let go = std::env::var("PEMLENS_GO").unwrap_or_else(|_| "go".into());
    let mut go = Command::new(go);
    go.args(["run", &file("judge.go")]);
    let mut java = Command::new("java");
    java.arg("-Duser.timezone=UTC").arg(file("Judge.java"));
    vec![
        (&OPENSSL_30, script("judge_openssl.py", &["first"])),
        (&OPENSSL_30_LAST, script("judge_openssl.py", &["last"])),
        (&GNUTLS, script("judge_gnutls.py", &[])),
        (&PYCA, script("judge.py", &[])),
        (&GO_127, Ok(go)),
        (&JAVA_17, Ok(java)),
        (&MBEDTLS, mbedtls()),
    ]
}

/// Mbed TLS is asked by a few lines of C.
fn mbedtls() -> Result<Command, String> {
    let program = std::env::temp_dir().join(format!("judge_mbedtls-{}", std::process::id()));
    let mut compiler = Command::new("cc");
    compiler.arg("-o").arg(&program).arg(file("judge_mbedtls.c"));
    compiler.args(["-l:libmbedx509.so.1", "-l:libmbedcrypto.so.7"]);
    match compiler.output() {
        Ok(output) if output.status.success() => Ok(Command::new(program)),
        _ => Err("needs cc and Mbed TLS 2.28".into()),
    }
}

/// What a program answers to every question.
fn asked(command: Result<Command, String>, variants: &[Variant]) -> Result<Vec<String>, String> {
    let mut command = command?;
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(|error| error.to_string())?;
    let text: String = variants.iter().map(line).collect();
    let input = child.stdin.take();
    // It answers while it reads: written beside, so that neither waits for the other.
    let writer =
        std::thread::spawn(move || input.map(|mut input| input.write_all(text.as_bytes())));
    let output = child.wait_with_output().map_err(|error| error.to_string())?;
    drop(writer.join());
    let said = String::from_utf8_lossy(&output.stdout);
    let said: Vec<String> = said.lines().map(str::to_owned).collect();
    if said.len() != variants.len() {
        let errors = String::from_utf8_lossy(&output.stderr);
        let last = errors.lines().last().unwrap_or_default().to_owned();
        return Err(format!("{} answers; {last}", said.len()));
    }
    Ok(said)
}

fn line(variant: &Variant) -> String {
    let list = |ders: &[Vec<u8>]| match ders {
        [] => "-".to_owned(),
        ders => ders.iter().map(|der| BASE64.encode(der)).collect::<Vec<_>>().join(","),
    };
    let leaf = BASE64.encode(&variant.leaf);
    format!("{AT} server {HOST} {leaf} {} {}\n", list(&variant.sent), list(&variant.roots))
}

fn save(
    folder: &Path,
    variants: &[Variant],
    answers: &[BTreeMap<&str, String>],
) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    let mut index = String::new();
    for (number, (variant, said)) in variants.iter().zip(answers).enumerate() {
        let pem = |ders: &[Vec<u8>]| ders.iter().map(|der| made::der::pem(der)).collect::<String>();
        let chain = format!("{}{}", made::der::pem(&variant.leaf), pem(&variant.sent));
        std::fs::write(folder.join(format!("{number}-chain.pem")), chain)?;
        std::fs::write(folder.join(format!("{number}-root.pem")), pem(&variant.roots))?;
        index += &json!({ "number": number, "name": variant.name, "said": said }).to_string();
        index.push('\n');
    }
    std::fs::write(folder.join("index.jsonl"), index)
}
