//! Every case is put to a program, once for all cases; what it says is held against what is
//! predicted, and against `tests/ledgers/cases.tsv`: program, case and reason of each disagreement
//! that is known and not mended, tabs between.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use pemlens::stacks::Program;

use super::asked::{self, Asked};

/// The first line that a command prints, or nothing where it cannot be run.
pub fn version(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program).args(arguments).output();
    let output = output.map(|output| [output.stdout, output.stderr].concat()).unwrap_or_default();
    String::from_utf8_lossy(&output).lines().next().unwrap_or_default().to_owned()
}

/// Whether the version found is the one that is modelled; says so where it is not.
pub fn is_there(what: &str, found: &str, fits: impl Fn(&str) -> bool) -> bool {
    let fits = fits(found);
    if !fits {
        println!("skipped: needs {what}, found “{found}”");
    }
    fits
}

/// Where one of `tests/programs` is.
pub fn file(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/programs").join(name);
    path.to_str().unwrap().to_owned()
}

/// Puts all cases to one process, a line each, and compares its answers, a line each.
pub fn by_lines(program: &'static Program, mut command: Command) {
    let cases = asked::all();
    let text: String = cases.iter().map(Asked::line).collect();
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    // It answers while it reads: written beside, so that neither waits for the other.
    let writer = std::thread::spawn(move || input.write_all(text.as_bytes()));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let said: Vec<String> = said.lines().map(str::to_owned).collect();
    assert_eq!(said.len(), cases.len(), "{program:?} did not answer every question");
    compare(program, &said);
}

/// Holds the answers, in the order of the cases, against the predictions and the ledger.
pub fn compare(program: &'static Program, said: &[String]) {
    let mut ledger = ledger(program);
    let (mut compared, mut silent, mut differences) = (0, 0, Vec::new());
    for (case, said) in asked::all().iter().zip(said) {
        let Some(predicted) = case.predicted(program) else {
            silent += 1;
            continue;
        };
        compared += 1;
        if predicted != said && ledger.remove(&case.name).is_none() {
            differences.push(format!("{}\n  predicted {predicted}\n  it said   {said}", case.name));
        }
    }
    println!("{compared} cases compared with {}, {silent} not predicted", program.id);
    assert!(
        differences.is_empty(),
        "{}: {} of {compared} cases differ\n{}",
        program.id,
        differences.len(),
        differences.join("\n")
    );
    assert!(ledger.is_empty(), "{}: nothing differs any more: {ledger:?}", program.id);
}

/// The known disagreements of a program: case and reason.
fn ledger(program: &'static Program) -> BTreeMap<String, String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/ledgers/cases.tsv");
    let text = std::fs::read_to_string(&path).unwrap();
    let mut found = BTreeMap::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let [id, case, reason] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("{}: not program, case and reason: {line}", path.display())
        };
        assert!(asked::RUN.iter().any(|run| run.id == id), "{id} is not run");
        assert!(asked::all().iter().any(|known| known.name == case), "there is no case {case}");
        assert!(!reason.trim().is_empty(), "{case}: no reason");
        if id == program.id {
            let twice = found.insert(case.to_owned(), reason.to_owned());
            assert!(twice.is_none(), "{id} {case}: twice");
        }
    }
    found
}
