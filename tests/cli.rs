//! The command line, run as a person runs it: on the samples of the page.

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

use crate::common::program::{pemlens, status};

/// One sample of the page: its question, and its files written to a folder.
struct Sample {
    question: Value,
    files: Vec<(PathBuf, bool)>,
}

fn sample(id: &str) -> Sample {
    let text =
        fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/www/samples.json")).unwrap();
    let samples: Value = serde_json::from_str(&text).unwrap();
    let sample =
        samples.as_array().unwrap().iter().find(|s| s["id"] == id).expect("a known sample");
    // Tests run side by side, so no two may write the same folder.
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"))
        .join(format!("cli-{id}-{:?}", std::thread::current().id()));
    fs::create_dir_all(&folder).unwrap();
    let files = sample["files"].as_array().unwrap().iter().map(|file| {
        let path = folder.join(file["name"].as_str().unwrap());
        fs::write(&path, file["text"].as_str().unwrap()).unwrap();
        (path, file["trusted"].as_bool().unwrap())
    });
    Sample { question: sample["question"].clone(), files: files.collect() }
}

impl Sample {
    /// The command line that asks the sample's question.
    fn command(&self, format: &str) -> Command {
        let mut command = pemlens();
        command.arg("examine").args(["--format", format]);
        if let Some(purpose) = self.question["purpose"].as_str() {
            command.args(["--as", purpose]);
        }
        if let Some(host) = self.question["host"].as_str().filter(|host| !host.is_empty()) {
            command.args(["--host", host]);
        }
        if let Some(at) = self.question["at"].as_i64() {
            command.args(["--at", &at.to_string()]);
        }
        for (path, trusted) in &self.files {
            if *trusted {
                command.arg("--trust");
            }
            command.arg(path);
        }
        command
    }
}

fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).expect("standard output is JSON")
}

#[test]
fn a_good_chain_is_usable_and_every_link_is_proved() {
    let output = sample("server-chain").command("json").output().unwrap();
    assert_eq!(status(&output), 0, "{}", String::from_utf8_lossy(&output.stderr));
    let report = json(&output);
    assert_eq!(report["version"], 1);
    assert_eq!(report["answer"]["usable"], true);
    let best = &report["paths"][0];
    assert_eq!(best["end"], "trusted-given");
    assert!(best["links"].as_array().unwrap().iter().all(|link| link["state"] == "proved"));
    assert_eq!(report["answer"]["path"].as_array().unwrap().len(), 3);
    assert!(report["findings"].as_array().unwrap().iter().all(|f| f["severity"] != "error"));
}

#[test]
fn what_is_wrong_is_named_by_its_rule_and_the_status_says_so() {
    for (id, rule) in [
        ("client-as-server", "purpose-not-allowed"),
        ("missing-intermediate", "issuer-missing"),
        ("expired", "expired"),
    ] {
        let output = sample(id).command("json").output().unwrap();
        assert_eq!(status(&output), 1, "{id}");
        let report = json(&output);
        assert_eq!(report["answer"]["rule"], rule, "{id}");
        assert_eq!(report["answer"]["usable"], false, "{id}");
        let finding = &report["findings"][0];
        assert_eq!(
            (&finding["rule"], &finding["severity"]),
            (&Value::from(rule), &Value::from("error"))
        );
        assert!(!finding["evidence"].as_array().unwrap().is_empty(), "{id} brings its evidence");
        let text = sample(id).command("text").output().unwrap();
        assert!(String::from_utf8_lossy(&text.stdout).starts_with("REFUSED: "), "{id}");
        let markdown = sample(id).command("markdown").output().unwrap();
        assert!(String::from_utf8_lossy(&markdown.stdout).contains(rule), "{id}");
    }
}

#[test]
fn both_sides_of_mutual_tls_get_their_own_answer() {
    let output = sample("mtls-pair").command("json").output().unwrap();
    let report = json(&output);
    let mut uses = vec![report["question"]["as"].clone()];
    uses.extend(report["others"].as_array().unwrap().iter().map(|other| {
        assert_eq!(other["verdict"], "works", "{other}");
        other["as"].clone()
    }));
    uses.sort_by_key(|used| used.to_string());
    assert_eq!(uses, ["client", "server"]);
}

#[test]
fn files_of_both_sides_are_answered_about_the_connection() {
    let sample = sample("mtls-pair");
    let files: Vec<&PathBuf> = sample.files.iter().map(|(path, _)| path).collect();
    let examine = |more: &[&str]| {
        let mut command = pemlens();
        command.arg("examine").args(more).args(["--at", "2026-06-01T00:00:00Z"]).args(&files);
        command.output().unwrap()
    };
    let report = json(&examine(&["--format", "json"]));
    let headline = report["handshake"]["headline"].as_str().unwrap();
    assert_eq!(report["answer"]["sentence"], headline);
    assert!(headline.contains("nginx") && headline.contains("curl"), "{headline}");
    let text = String::from_utf8(examine(&[]).stdout).unwrap();
    assert!(text.lines().next().unwrap().contains(headline), "{text}");
    assert!(text.contains("Asked about both sides") && text.contains("Step by step"), "{text}");
    let markdown = String::from_utf8(examine(&["--format", "markdown"]).stdout).unwrap();
    assert!(markdown.contains("# Mutual TLS"), "{markdown}");
    // Who asks about a use asks about one certificate.
    let one = json(&examine(&["--format", "json", "--as", "client"]));
    assert_eq!(one["handshake"], Value::Null);
}

#[test]
fn the_nearest_name_is_given_for_a_wrong_host() {
    let sample = sample("server-chain");
    let output = sample.command("json").args(["--host", "wwww.example.com"]).output().unwrap();
    assert_eq!(status(&output), 1);
    let report = json(&output);
    assert_eq!(report["answer"]["rule"], "host-not-covered");
    assert!(report["answer"]["sentence"].as_str().unwrap().contains("www.example.com"));
}

/// The same words in all formats, and the answer is the same with and without them.
#[test]
fn what_programs_say_is_told_where_it_is_asked_for() {
    let sample = sample("expired");
    let output = sample.command("json").arg("--stacks").output().unwrap();
    assert_eq!(status(&output), 1);
    let report = json(&output);
    let programs = report["programs"].as_array().unwrap();
    let of = |id: &str| programs.iter().find(|p| p["id"] == id).unwrap();
    let openssl = of("openssl30");
    assert_eq!(openssl["verdict"], "reject");
    assert_eq!(
        (&openssl["code"], &openssl["message"]),
        (&"10".into(), &"certificate has expired".into())
    );
    assert_eq!(
        (&openssl["rule"]["id"], &openssl["rule"]["hint"]),
        (&"expired".into(), &"expired".into())
    );
    assert_eq!(openssl["known"]["how"], "run");
    let wrapped = openssl["wrapped"].as_array().unwrap();
    let curl = wrapped.iter().find(|it| it["who"] == "curl").unwrap();
    assert_eq!(curl["line"], "curl: (60) SSL certificate problem: certificate has expired");
    assert_eq!(of("apple")["known"]["how"], "documented");
    assert!(programs.iter().all(|p| p["verdict"] != "silent" || p["why"].is_string()), "{report}");
    for (format, heading) in
        [("text", "What programs say\n-"), ("markdown", "## What programs say\n")]
    {
        let with = sample.command(format).arg("--programs").output().unwrap();
        assert_eq!(status(&with), 1);
        let with = String::from_utf8(with.stdout).unwrap();
        let without = String::from_utf8(sample.command(format).output().unwrap().stdout).unwrap();
        let told = with.strip_prefix(&without).expect("the report stands before it, unchanged");
        for words in
            [heading, "Mbed TLS refuses it.", "The certificate validity has expired", "why: "]
        {
            assert!(told.contains(words), "{words} is not in {told}");
        }
    }
    let plain = json(&sample.command("json").output().unwrap());
    assert!(plain.get("programs").is_none());

    let good =
        json(&self::sample("server-chain").command("json").arg("--stacks").output().unwrap());
    let refusing = good["programs"].as_array().unwrap().iter().filter(|p| p["verdict"] == "reject");
    assert_eq!(refusing.count(), 0, "{good}");
    let ca = pemlens()
        .args(["examine", "--format=json", "--stacks", "--as=ca"])
        .arg(&sample.files[0].0)
        .output()
        .unwrap();
    assert_eq!(json(&ca)["programs"], Value::Array(Vec::new()));
    let explain = pemlens().args(["explain", "--stacks", "certificate has expired"]).output();
    assert_eq!(status(&explain.unwrap()), 2);
}

/// A private CA may be tried against the rules of public ones.
#[test]
fn rules_of_public_cas_are_held_against_a_private_one_when_asked() {
    let rules = |command: &mut Command| -> Vec<String> {
        let report = json(&command.output().unwrap());
        let findings = report["findings"].as_array().unwrap().iter();
        findings.map(|finding| finding["rule"].as_str().unwrap().to_owned()).collect()
    };
    let mut command = sample("server-chain").command("json");
    assert!(rules(&mut command).is_empty());
    let found = rules(command.arg("--as-public"));
    for rule in ["sct-missing", "issuer-address-missing", "revocation-not-stated"] {
        assert!(found.iter().any(|id| id == rule), "{rule} is not in {found:?}");
    }
}

#[test]
fn standard_input_is_read() {
    let sample = sample("expired");
    let text = fs::read(&sample.files[0].0).unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_pemlens"))
        .args(["examine", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(&text).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(status(&output), 1);
    assert!(String::from_utf8_lossy(&output.stdout).contains("standard input: "));
}

#[test]
fn bad_usage_and_unreadable_files_have_status_2_and_a_reason() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    let junk = folder.join("cli-junk.bin");
    fs::write(&junk, [0u8, 159, 146, 150]).unwrap();
    let empty = folder.join("cli-empty.pem");
    fs::write(&empty, "").unwrap();
    for arguments in [
        vec![],
        vec!["inspect"],
        vec!["examine"],
        vec!["examine", "--as", "mailbox", "x.pem"],
        vec!["examine", "--at", "soon", "x.pem"],
        vec!["examine", "--host", "a..b", "x.pem"],
        vec!["examine", "--trust", "/no/such/file", "x.pem"],
        vec!["examine", "/no/such/file"],
        vec!["examine", junk.to_str().unwrap()],
        vec!["examine", empty.to_str().unwrap()],
    ] {
        let output = pemlens().args(&arguments).output().unwrap();
        assert_eq!(status(&output), 2, "{arguments:?}");
        assert!(
            !output.stderr.is_empty() || !output.stdout.is_empty(),
            "{arguments:?} says nothing"
        );
    }
}

#[test]
fn a_private_key_is_named_and_never_repeated() {
    let key = "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g\n-----END PRIVATE KEY-----\n";
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("cli-key.pem");
    fs::write(&path, key).unwrap();
    for format in ["text", "json", "markdown"] {
        let output = pemlens().args(["examine", "--format", format]).arg(&path).output().unwrap();
        assert_eq!(status(&output), 2);
        let text = String::from_utf8_lossy(&output.stdout);
        assert!(text.contains("private key"), "{text}");
        assert!(
            !text.contains("MC4CAQAw") && !text.contains("9d61b19d"),
            "the key is in the {format} output"
        );
    }
}

#[test]
fn a_message_is_explained_and_tested_on_the_files() {
    let sample = sample("missing-intermediate");
    let mut command = pemlens();
    command.args(["explain", "x509: certificate signed by unknown authority", "--format=json"]);
    for (path, trusted) in &sample.files {
        if *trusted {
            command.arg("--trust");
        }
        command.arg(path);
    }
    let output = command.output().unwrap();
    assert_eq!(status(&output), 0, "{}", String::from_utf8_lossy(&output.stderr));
    let explained = json(&output);
    let message = &explained["messages"][0];
    assert_eq!(message["id"], "go-issuer");
    assert_eq!(message["causes"][0]["id"], "issuer-missing");
    assert_eq!(message["causes"][0]["tested"], "found");
    assert_eq!(message["causes"][0]["object"], 0);

    let alone = pemlens().args(["explain", "remote error: tls: bad certificate"]).output().unwrap();
    assert_eq!(status(&alone), 0);
    let text = String::from_utf8(alone.stdout).unwrap();
    assert!(text.contains("The other side of the connection judged"), "{text}");

    for (arguments, expected) in [
        (&["explain", "all is well"][..], 1),
        (&["explain"][..], 2),
        (&["explain", "certificate has expired", "no-such-file.pem"][..], 2),
        (&["explain", "--log", "no-such-file.log"][..], 2),
        (&["explain", "certificate has expired", "--format", "markdown"][..], 2),
        (&["examine"][..], 2),
    ] {
        let output = pemlens().args(arguments).output().unwrap();
        assert_eq!(status(&output), expected, "{arguments:?}");
    }
}

/// What is explained where `input` comes in from another program.
fn explained(arguments: &[&str], input: &[u8]) -> (i32, String) {
    let mut command = pemlens();
    let mut child = command
        .arg("explain")
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // It need not read what it was not asked to.
    let _ = child.stdin.take().unwrap().write_all(input);
    let output = child.wait_with_output().unwrap();
    (status(&output), String::from_utf8(output.stdout).unwrap())
}

#[test]
fn a_log_is_read_from_standard_input_or_from_the_first_file() {
    let log = b"ok\nx509: certificate signed by unknown authority\n";
    for arguments in [&["--log", "-"][..], &[]] {
        let (code, said) = explained(arguments, log);
        assert!(code == 0 && said.contains("line 2, column 1"), "{arguments:?}: {said}");
    }
    let sample = sample("missing-intermediate");
    let (file, _) = &sample.files[0];
    let file = file.to_str().unwrap();
    let (code, said) = explained(&[file], log);
    assert!(code == 0 && said.contains("Found") && said.contains("line 2"), "{said}");
    // Nothing comes in: the first file is the log.
    let place = std::env::temp_dir().join(format!("pemlens-log-{}.log", std::process::id()));
    fs::write(&place, log).unwrap();
    let (code, said) = explained(&[place.to_str().unwrap(), file], b"");
    fs::remove_file(&place).unwrap();
    assert!(code == 0 && said.contains("Found") && said.contains("line 2"), "{said}");
    // A message stays a message, whatever comes in beside it.
    let (code, said) = explained(&["all is well"], log);
    assert!(code == 1, "{said}");
}

/// A guide by example, a list of them, and a word that names none.
#[test]
fn guides_are_shown_listed_and_missed() {
    let run = |arguments: &[&str]| {
        let output = pemlens().args(["guide"]).args(arguments).output().unwrap();
        (output.status.code(), String::from_utf8(output.stdout).unwrap())
    };
    let (code, said) = run(&["nginx", "--mutual"]);
    assert!(code == Some(0) && said.contains("ssl_verify_client on;"), "{said}");
    assert!(said.starts_with("nginx as the server, mutual TLS\nExecuted: "), "{said}");
    let (code, said) = run(&["tyk", "--mutual", "--format", "json"]);
    let value: Value = serde_json::from_str(&said).unwrap();
    assert_eq!(
        (code, &value["tier"], &value["version"]),
        (Some(0), &"documented".into(), &1.into())
    );
    let (code, said) = run(&[]);
    assert!(code == Some(0) && said.lines().count() > 40, "{said}");
    let (code, said) = run(&["no-such-program"]);
    assert!(code == Some(2) && said.contains("nginx"), "{said}");
    assert_eq!(run(&["curl", "--as", "server"]).0, Some(2));
    assert_eq!(run(&["curl", "--as", "both"]).0, Some(2));
}
