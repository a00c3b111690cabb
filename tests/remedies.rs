//! Every command that a finding hands over, run by the tool itself in the folder of the person: what was
//! given lies there under its own name and in its own form, and beside it what the words of the steps
//! call for. A command that reads a file in a form that its tool does not read fails here.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::common::{self, Case};
use pemlens::input::{Source, Workspace};
use pemlens::present;
use pemlens::report::analyse;

/// How a person has the certificates of a case.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Form {
    /// As PEM, each file its own.
    Pem,
    /// As a Kubernetes Secret.
    Secret,
    /// As DER, the first alone.
    Der,
    /// As a PKCS#12 file without a key.
    Pkcs12,
}

const FORMS: [Form; 4] = [Form::Pem, Form::Secret, Form::Der, Form::Pkcs12];

/// What asks the network, or changes the machine: not run here.
const ELSEWHERE: [&str; 12] = [
    "s_client",
    "curl ",
    "certbot",
    "step ",
    "kubectl",
    "cmctl",
    "vault ",
    "apt-get",
    "update-ca",
    "systemctl",
    "timedatectl",
    "trust anchor",
];

/// What people have beside their certificates, by the names that steps give it.
const BESIDE: &str = "
openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out server.key
cp server.key client.key
cp server.key KEYFILE
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout ca.key -subj /CN=CA -out ca.pem
openssl req -new -key server.key -subj /CN=www.example.com -out server.csr
cp server.csr client.csr
cp ca.key client-ca.key; cp ca.pem client-ca.pem; cp ca.pem certificate.pem
openssl req -x509 -new -key server.key -subj /CN=www.example.com -out server.pem
cp server.pem client.pem; cp ca.pem INTERMEDIATE.pem; cp ca.pem trusted.pem; cp ca.key root.key
cp ca.pem root.pem; cp ca.pem intermediate.pem; cp ca.pem leaf.pem
printf '[ca]\\ndefault_ca=it\\n[it]\\ndatabase=index.txt\\ncrlnumber=number\\ncertificate=ca.pem\\nprivate_key=ca.key\\ndefault_md=sha256\\ndefault_crl_days=30\\n' > ca.cnf
: > index.txt
echo 01 > number
openssl ca -gencrl -config ca.cnf -out list.pem
";

fn has(program: &str) -> bool {
    let found = Command::new("sh").args(["-c", &format!("command -v {program}")]).output();
    found.is_ok_and(|it| it.status.success())
}

/// What bash says to a script; it must be taken.
fn bash(folder: &Path, script: &str) -> Vec<u8> {
    let output = Command::new("bash")
        .args(["-c", &format!("set -e\n{script}")])
        .current_dir(folder)
        .output()
        .unwrap();
    let words = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{script}\n{words}");
    output.stdout
}

/// A folder that holds what people have beside their certificates.
fn folder() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("remedies");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    bash(&folder, BESIDE);
    folder
}

/// A copy of it, in which nothing was run yet.
fn afresh(made: &Path) -> PathBuf {
    let folder = made.with_extension("run");
    let _ = std::fs::remove_dir_all(&folder);
    let copied = Command::new("cp").arg("-r").arg(made).arg(&folder).status().unwrap();
    assert!(copied.success());
    folder
}

/// The sources of a case in a form, written into the folder too; nothing where there is no such form.
fn give(case: &Case, form: Form, folder: &Path) -> Vec<Source> {
    let mut sources = case.sources();
    let first = sources[0].bytes.clone();
    let given = folder.join("given.pem");
    std::fs::write(&given, &first).unwrap();
    let (name, bytes) = match form {
        Form::Pem => ("chain.pem", first),
        Form::Secret => {
            let text = data_encoding::BASE64.encode(&first);
            ("secret.yaml", format!("kind: Secret\ndata:\n  tls.crt: {text}\n").into_bytes())
        }
        Form::Der => {
            let text: String = case.blocks[0].lines().filter(|it| !it.starts_with('-')).collect();
            ("server.der", data_encoding::BASE64.decode(text.as_bytes()).unwrap())
        }
        Form::Pkcs12 => {
            let export =
                "openssl pkcs12 -export -nokeys -in given.pem -passout pass: -out server.p12";
            let made =
                Command::new("bash").args(["-c", export]).current_dir(folder).output().unwrap();
            // Certificates that OpenSSL does not read are in no such file.
            if !made.status.success() {
                return Vec::new();
            }
            ("server.p12", std::fs::read(folder.join("server.p12")).unwrap())
        }
    };
    std::fs::remove_file(&given).unwrap();
    std::fs::write(folder.join(name), &bytes).unwrap();
    sources[0].name = name.into();
    sources[0].bytes = bytes;
    if let Some(trusted) = sources.get_mut(1) {
        trusted.name = "trusted.pem".into();
        std::fs::write(folder.join("trusted.pem"), &trusted.bytes).unwrap();
    }
    sources
}

/// The commands for a case in a form, each with the rule that it is for.
fn commands(case: &Case, form: Form, folder: &Path) -> BTreeMap<String, String> {
    let sources = give(case, form, folder);
    if sources.is_empty() {
        return BTreeMap::new();
    }
    let report = analyse(&Workspace { sources, question: case.question() });
    let mut found = BTreeMap::new();
    for finding in present::overview(&report).findings {
        let steps = finding.fixes.into_iter().map(|fix| fix.command);
        let tools = finding.tools.into_iter().map(|(_, command)| command);
        for command in steps.chain(tools.filter(|it| it.starts_with("openssl "))) {
            found.entry(command).or_insert_with(|| finding.rule.clone());
        }
    }
    found
}

/// The command with a password where it would ask for one.
fn answered(command: &str) -> String {
    command.replace("pkcs12 -export", "pkcs12 -export -passout pass:it")
}

/// What is wrong with a command, run where the files lie: the words of the tool.
fn fault(folder: &Path, command: &str) -> Option<String> {
    let output = Command::new("bash")
        .args(["-c", &format!("set -e -o pipefail\n{}", answered(command))])
        .current_dir(folder)
        .env("LC_ALL", "C")
        .output()
        .unwrap();
    let words = String::from_utf8_lossy(&output.stderr).into_owned();
    // To refuse a certificate is what this tool is asked for; to read none is not.
    let refuses = command.starts_with("openssl verify") && words.contains("verification failed");
    (!output.status.success() && !refuses).then_some(words)
}

#[test]
fn every_command_runs_in_the_folder_of_the_person() {
    if !has("openssl") {
        println!("SKIPPED: OpenSSL is not installed, so no command was run");
        return;
    }
    let made = folder();
    let mut seen = BTreeSet::new();
    let mut forms = BTreeSet::new();
    let mut faults = Vec::new();
    let (mut run, mut left) = (0, BTreeSet::new());
    let mut rules = BTreeSet::new();
    for case in common::all() {
        // The other forms with one case of each rule.
        let forms_of = if rules.insert(case.rule.clone()) { &FORMS[..] } else { &FORMS[..1] };
        for form in forms_of.iter().copied() {
            let folder = afresh(&made);
            for (command, rule) in commands(&case, form, &folder) {
                if command.is_empty() || !seen.insert((command.clone(), form)) {
                    continue;
                }
                if ELSEWHERE.iter().any(|it| command.contains(it)) {
                    left.insert(rule);
                    continue;
                }
                run += 1;
                forms.insert(form);
                let folder = afresh(&made);
                give(&case, form, &folder);
                if let Some(words) = fault(&folder, &command) {
                    let case = case.path.display();
                    faults.push(format!("{rule}, {form:?}, {case}:\n  {command}\n  {words}"));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{} of {run}:\n{}", faults.len(), faults.join("\n"));
    assert!(run > 100 && forms.len() == FORMS.len(), "{run} commands, {forms:?}");
}

/// Of several certificates in a file the one is shown that the finding is about.
#[test]
fn the_certificate_that_is_meant_is_shown() {
    if !has("openssl") || !has("awk") {
        println!("SKIPPED: OpenSSL or awk is not installed, so nothing was shown");
        return;
    }
    let made = Path::new(env!("CARGO_TARGET_TMPDIR")).join("remedies-shown");
    let _ = std::fs::remove_dir_all(&made);
    std::fs::create_dir_all(&made).unwrap();
    let mut shown = 0;
    for case in common::all() {
        let sources = give(&case, Form::Pem, &made);
        let report = analyse(&Workspace { sources, question: case.question() });
        for finding in present::overview(&report).findings {
            let later =
                |command: &&String| command.starts_with("awk ") && command.contains("-subject");
            let commands = finding.fixes.iter().map(|fix| &fix.command);
            for command in commands.filter(later) {
                shown += 1;
                let said = String::from_utf8(bash(&made, command)).unwrap();
                let certificate = report.certificate(finding.object.unwrap()).unwrap();
                let name = certificate.subject.last("2.5.4.3").unwrap_or_default();
                assert!(said.contains(name), "{}: {command}\n{said}", case.path.display());
            }
        }
    }
    assert!(shown > 2, "{shown}");
}
