//! Revocation from files that OpenSSL made: what lists and responses prove, the commands beside
//! findings, and a list of very many entries.

use std::path::{Path, PathBuf};
use std::process::Command;

use pemlens::input::{Source, Workspace};
use pemlens::model::{ItemKind, Question, Trust};
use pemlens::present;
use pemlens::report::{self, Report};
use pemlens::revocation::{Says, Status};
use pemlens::stacks::Verdict as Verdicts;
use pemlens::view::Verdict;

/// A CA with a list, a response about a good certificate and one about a revoked one, made anew in
/// a folder of its own; nothing where OpenSSL is not installed, which is said.
fn world(name: &str) -> Option<PathBuf> {
    if Command::new("openssl").arg("version").output().is_err() {
        println!("SKIPPED: openssl is not installed, so nothing was made to weigh");
        return None;
    }
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("revocation-{name}"));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    let script = r#"
set -e
cat > ca.cnf <<'END'
[ca]
default_ca = it
[it]
database = index.txt
serial = serial
crlnumber = crlnumber
new_certs_dir = .
certificate = root.pem
private_key = root.key
default_md = sha256
default_days = 300
default_crl_days = 30
policy = any
[any]
commonName = supplied
[leaf]
subjectAltName = DNS:www.example.com
extendedKeyUsage = serverAuth
crlDistributionPoints = URI:http://crl.example/root.crl
authorityInfoAccess = OCSP;URI:http://ocsp.example
END
touch index.txt; echo 1001 > serial; echo 01 > crlnumber
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout root.key -out root.pem -days 900 \
  -subj "/CN=List Root" -addext keyUsage=critical,keyCertSign,cRLSign
for name in good bad; do
  openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout $name.key -out $name.csr -subj "/CN=$name"
  openssl ca -batch -config ca.cnf -extensions leaf -in $name.csr -out $name.pem -notext
done
openssl ca -config ca.cnf -revoke bad.pem -crl_reason keyCompromise
openssl ca -gencrl -config ca.cnf -out list.pem
openssl crl -in list.pem -outform DER -out list.crl
for name in good bad; do
  openssl ocsp -index index.txt -CA root.pem -rsigner root.pem -rkey root.key -issuer root.pem -cert $name.pem \
    -ndays 3 -respout $name.der -no_nonce
  openssl ocsp -respin $name.der -noverify -text > $name.txt
done
"#;
    let output = Command::new("bash").args(["-c", script]).current_dir(&folder).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(folder)
}

/// A moment after the files of the folder were made.
fn now() -> i64 {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
    i64::try_from(now.as_secs()).unwrap() + 5
}

fn ask(folder: &Path, files: &[&str], at: i64) -> Report {
    let source = |(id, name): (usize, &&str)| Source {
        id: u32::try_from(id).unwrap(),
        name: (*name).to_owned(),
        bytes: std::fs::read(folder.join(name)).unwrap(),
        trusted: *name == "root.pem",
        ..Source::default()
    };
    let sources = files.iter().enumerate().map(source).collect();
    let question = Question { at, trust: Trust::Given, ..Question::default() };
    report::analyse(&Workspace { sources, question })
}

fn status(report: &Report) -> Status {
    report.main.as_ref().unwrap().standings[0].status.clone()
}

#[test]
fn lists_and_responses_of_openssl_are_believed_and_the_answer_rests_on_them() {
    let Some(folder) = world("answers") else { return };
    let ask = |files: &[&str]| ask(&folder, files, now());
    for evidence in ["list.pem", "list.crl", "good.der"] {
        let report = ask(&["good.pem", "root.pem", evidence]);
        assert!(matches!(status(&report), Status::Good(_)), "{evidence}: {:?}", status(&report));
        assert_eq!(report.answer.verdict, Verdict::Works);
        assert!(report.answer.more.contains("not revoked"), "{}", report.answer.more);
    }
    for evidence in ["list.pem", "bad.der"] {
        let report = ask(&["bad.pem", "root.pem", evidence]);
        let Status::Revoked(found) = status(&report) else { panic!("{evidence}") };
        assert_eq!(found.reason, "keyCompromise");
        assert_eq!(
            (report.answer.verdict, report.answer.rule),
            (Verdict::Refused, Some("revoked"))
        );
    }
    // Programs that are told to look at the list refuse for it, and lead to the finding.
    let said = report::programs(&ask(&["bad.pem", "root.pem", "list.pem"]));
    let refusals = said.iter().filter_map(|(program, verdict)| match verdict {
        Verdicts::Reject(refusal) => Some((program.id, refusal.rule.hint.id())),
        _ => None,
    });
    let refusals: Vec<(&str, &str)> = refusals.collect();
    for program in ["openssl30", "openssl30all", "openssl40", "gnutls", "mbedtls", "rustls"] {
        assert!(refusals.contains(&(program, "revoked")), "{program}: {refusals:?}");
    }
    // Nothing given: nothing said.
    assert!(ask(&["good.pem", "root.pem"]).main.unwrap().standings.is_empty());
    // A response about another certificate proves nothing about this one.
    assert_eq!(status(&ask(&["bad.pem", "root.pem", "good.der"])), Status::NotCovered);
}

#[test]
fn what_is_out_of_date_does_not_count_and_says_so() {
    let Some(folder) = world("stale") else { return };
    let later = now() + 40 * 86_400;
    for evidence in ["list.pem", "good.der"] {
        let report = ask(&folder, &["good.pem", "root.pem", evidence], later);
        assert_eq!(status(&report), Status::NotCovered, "{evidence}");
        let findings = present::overview(&report).findings;
        let void = findings.iter().find(|it| it.rule == "revocation-evidence-void").unwrap();
        assert!(void.detail.contains("out of date"), "{}", void.detail);
        let commands: Vec<&str> = void.fixes.iter().map(|fix| fix.command.as_str()).collect();
        assert!(commands[0].contains("http://crl.example/root.crl"), "{commands:?}");
        assert!(commands[1].contains("-url http://ocsp.example"), "{commands:?}");
    }
    // What was revoked stays revoked, however old the list is.
    let report = ask(&folder, &["bad.pem", "root.pem", "list.pem"], later);
    assert!(matches!(status(&report), Status::Revoked(_)));
}

#[test]
fn commands_beside_findings_do_what_they_say() {
    let Some(folder) = world("commands") else { return };
    let report = ask(&folder, &["good.pem", "root.pem", "list.pem"], now() + 40 * 86_400);
    let findings = present::overview(&report).findings;
    let void = findings.iter().find(|it| it.rule == "revocation-evidence-void").unwrap();
    let run = |script: &str| {
        let output =
            Command::new("bash").args(["-c", script]).current_dir(&folder).output().unwrap();
        let words = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{script}\n{words}");
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    // The address is nobody's: what it would fetch lies here already.
    let fetch = &void.fixes[0].command;
    let (_, read) = fetch.split_once("&& ").unwrap();
    let shown = run(read);
    assert!(shown.contains("Certificate Revocation List"), "{shown}");
    // The same request, answered from the index in the place of the address.
    let asked = void.fixes[1].command.replace(
        "-url http://ocsp.example",
        "-index index.txt -CA root.pem -rsigner root.pem -rkey root.key",
    );
    run(&format!("cp root.pem issuer.pem; cp good.pem certificate.pem; {asked}"));
    assert!(std::fs::metadata(folder.join("response.der")).unwrap().len() > 100);
    run(&void.fixes[2].command.replace("list.pem", "again.pem"));
    let report = ask(&folder, &["good.pem", "root.pem", "again.pem"], now());
    assert!(matches!(status(&report), Status::Good(_)));
}

#[test]
fn a_list_of_very_many_entries_is_walked_twice_and_its_signature_computed_once() {
    const ENTRIES: usize = 200_000;
    let Some(folder) = world("many") else { return };
    let mut index = String::with_capacity(ENTRIES * 60);
    for number in 0..ENTRIES {
        index.push_str(&format!(
            "R\t361231000000Z\t260101000000Z\t{:08X}\tunknown\t/CN=x\n",
            0x2000_0000 + number
        ));
    }
    std::fs::write(folder.join("index.txt"), index).unwrap();
    let script = "openssl ca -gencrl -config ca.cnf -out many.pem";
    let output = Command::new("bash").args(["-c", script]).current_dir(&folder).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let report = ask(&folder, &["good.pem", "root.pem", "bad.pem", "many.pem"], now());
    assert!(matches!(status(&report), Status::Good(_)));
    report::programs(&report);
    let items = report.sources.iter().flat_map(|given| &given.contents.items);
    let mut list = items.filter_map(|item| match &item.kind {
        ItemKind::Crl(list) => Some(list),
        _ => None,
    });
    let list = list.next_back().unwrap();
    assert_eq!(list.entries, ENTRIES);
    // Once to read it, and once for all certificates, rules and programs together.
    assert_eq!(list.recalled.walked.get(), 2 * ENTRIES);
    assert_eq!(list.recalled.signed.borrow().len(), 1);
    let told = &report.main.as_ref().unwrap().standings[0].pieces[0];
    assert!(matches!(told.says, Says::Good(_)));
}
