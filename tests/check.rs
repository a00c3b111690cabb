//! `pemlens check`, and what belongs to a command line in a pipeline: one line a file, colour. Run as a
//! person runs them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use pemlens::input::{SettingValue, settings};
use rcgen::{CertificateParams, DnType, Issuer, KeyPair, KeyUsagePurpose, SanType, date_time_ymd};
use serde_json::Value;

use crate::common::chains;
use crate::common::program::{err, out, pemlens, status};

/// Inside the year of the leaves.
const AT: &str = "--at=2026-06-01T00:00:00Z";
/// What breaks out of XML, JSON, workflow commands, and the order of reading.
const HOSTILE: &str = "a,b:c%0A<x y='1'>&\"]]> ##[error]\u{202e}gnp.pem";

/// A folder with a CA, and a way to issue from it.
struct World {
    folder: PathBuf,
    issuer: Issuer<'static, KeyPair>,
    key: KeyPair,
}

impl World {
    fn new(name: &str) -> Self {
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("check-{name}"));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        let key = KeyPair::generate().unwrap();
        let params = chains::ca("Example Root CA");
        fs::write(folder.join("ca.pem"), params.self_signed(&key).unwrap().pem()).unwrap();
        let issuer = Issuer::new(params, key);
        Self { folder, issuer, key: KeyPair::generate().unwrap() }
    }

    fn issue(&self, name: &str, change: impl FnOnce(&mut CertificateParams)) -> PathBuf {
        let mut params = chains::server();
        change(&mut params);
        self.put(name, &params.signed_by(&self.key, &self.issuer).unwrap().pem())
    }

    fn put(&self, name: &str, text: &str) -> PathBuf {
        let path = self.folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        path
    }

    /// Runs `pemlens check` in the folder, with these expectations in `pemlens.yaml`.
    fn check(&self, expectations: &str, arguments: &[&str]) -> Output {
        self.put("pemlens.yaml", expectations);
        let mut command = pemlens();
        command.current_dir(&self.folder).args(["check", AT]).args(arguments);
        command.output().unwrap()
    }
}

fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{}", err(output)))
}

/// Ids of the failures of one file.
fn failures(report: &Value, file: &str) -> Vec<String> {
    let results = report["results"].as_array().unwrap();
    let result = results.iter().find(|it| it["file"] == file).unwrap_or_else(|| panic!("{file}"));
    let all = result["failures"].as_array().unwrap().iter();
    all.map(|it| it["rule"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn hundreds_of_files_are_checked_alike_by_one_thread_and_by_many() {
    let world = World::new("many");
    for number in 0..300 {
        world.issue(&format!("tls/{}/{number:03}.pem", number % 7), |it| {
            if number % 100 == 50 {
                it.not_after = date_time_ymd(2026, 2, 1);
            }
        });
    }
    let text = "version: 1\nchecks:\n- files: tls/**/*.pem\n  as: server\n  host: www.example.com\n  trust: ca.pem\n";
    let one = world.check(text, &["--format=json", "--jobs=1"]);
    let many = world.check(text, &["--format=json", "--jobs", "8"]);
    assert_eq!(status(&one), 1, "{}", err(&one));
    assert_eq!(out(&one), out(&many));
    let report = json(&many);
    assert_eq!((&report["checked"], &report["not_as_expected"]), (&300.into(), &3.into()));
    assert_eq!(report["results"].as_array().unwrap().len(), 300);
    assert_eq!(failures(&report, "tls/1/050.pem"), ["expired"]);
    assert!(failures(&report, "tls/0/000.pem").is_empty());
    // Nobody watches: no progress is drawn.
    assert!(many.stderr.is_empty(), "{}", err(&many));
}

#[test]
fn an_expectation_is_about_host_use_trust_and_days() {
    let world = World::new("each");
    world.issue("a.pem", |_| {});
    let status_of = |rest: &str| {
        let output = world
            .check(&format!("version: 1\nchecks:\n- files: a.pem\n{rest}"), &["--format=json"]);
        let report = json(&output);
        (status(&output), failures(&report, "a.pem").join(" "))
    };
    let fine = |rest: &str| assert_eq!(status_of(rest), (0, String::new()), "{rest}");
    let not = |rest: &str, rule: &str| assert_eq!(status_of(rest), (1, rule.into()), "{rest}");
    fine("  as: server\n  trust: ca.pem\n");
    fine("  host: www.example.com\n  trust: [public, ca.pem]\n");
    not("  as: server\n  host: mail.example.com\n  trust: ca.pem\n", "host-not-covered");
    not("  as: client\n  trust: ca.pem\n", "purpose-not-allowed");
    assert_eq!(status_of("  as: server\n  trust: public\n").0, 1);
    // It ends on 31 December 2026 at midnight: 213 days after the time asked about.
    fine("  trust: ca.pem\n  days: 213\n");
    not("  trust: ca.pem\n  days: 214\n", "days-left");
    // Each host is asked about by itself.
    let text = "version: 1\ntrust: ca.pem\nchecks:\n- files: a.pem\n  host: [www.example.com, mail.example.com]\n";
    let report = json(&world.check(text, &["--format=json"]));
    assert_eq!((&report["checked"], &report["not_as_expected"]), (&2.into(), &1.into()));
    // What lies beside is read with each file.
    let root = fs::read_to_string(world.folder.join("ca.pem")).unwrap();
    world.put("both.pem", &root);
    fine("  with: both.pem\n  as: server\n");
    // It may help, and is never answered about.
    world.issue("other.pem", |it| {
        it.subject_alt_names = vec![SanType::DnsName("other.example".try_into().unwrap())];
    });
    not("  with: other.pem\n  trust: ca.pem\n  host: other.example\n", "host-not-covered");
}

#[test]
fn rules_are_minded_or_ignored_and_the_reason_is_told() {
    let world = World::new("rules");
    world.issue("soon.pem", |it| it.not_after = date_time_ymd(2026, 6, 8));
    world.issue("gone.pem", |it| it.not_after = date_time_ymd(2026, 5, 1));
    world.issue("signs.pem", |it| it.key_usages.push(KeyUsagePurpose::KeyCertSign));
    let run = |file: &str, rest: &str| {
        let text = format!("version: 1\ntrust: ca.pem\n{rest}checks:\n- files: {file}\n");
        world.check(&text, &["--format=json"])
    };
    for (file, minded, rule) in [
        ("soon.pem", "mind: expires-soon\n", "expires-soon"),
        ("signs.pem", "mind: [warnings]\n", "leaf-may-sign-certificates"),
        ("signs.pem", "mind: leaf-may-sign-certificates\n", "leaf-may-sign-certificates"),
    ] {
        let plain = run(file, "");
        assert_eq!(status(&plain), 0, "{}", out(&plain));
        let output = run(file, minded);
        assert_eq!(status(&output), 1, "{minded}");
        assert!(failures(&json(&output), file).contains(&rule.to_owned()), "{}", out(&output));
    }
    // A notice is no warning.
    assert_eq!(status(&run("soon.pem", "mind: warnings\n")), 0);
    assert_eq!(status(&run("gone.pem", "")), 1);
    let ignored = "ignore:\n- rule: expired\n  reason: replaced by ticket 17\n";
    let output = run("gone.pem", ignored);
    let report = json(&output);
    assert_eq!(status(&output), 0, "{report}");
    assert_eq!(report["results"][0]["ignored"][0]["reason"], "replaced by ticket 17");
    let text = out(&world
        .check(&format!("version: 1\ntrust: ca.pem\n{ignored}checks:\n- files: gone.pem\n"), &[]));
    assert!(text.contains("  ignored expired: replaced by ticket 17\n"), "{text}");
}

#[test]
fn what_is_not_understood_is_refused_with_its_line() {
    let world = World::new("refused");
    world.issue("a.pem", |_| {});
    for (text, words) in [
        ("", "nothing stands in it"),
        ("checks:\n- files: a.pem\n", "version: 1 is missing"),
        ("version: 2\nchecks:\n- files: a.pem\n", "version: 1 is missing"),
        ("version: 1\n", "no checks stand in it"),
        ("version: 1\nchecks:\n- as: server\n", "line 3: a check without files"),
        ("version: 1\nchecks:\n- files: a.pem\n  hosts: x\n", "line 4: hosts is not known here"),
        ("version: 1\nchecks:\n- files: a.pem\n  as: mailbox\n", "line 4: as takes"),
        ("version: 1\nchecks:\n- files: a.pem\n  days: soon\n", "line 4: days takes"),
        ("version: 1\nchecks:\n- files: a.pem\n  days: -1\n", "line 4: days takes"),
        ("version: 1\nchecks:\n- files: a.pem\n  mind: expird\n", "line 4: expird is no rule"),
        (
            "version: 1\nchecks:\n- files: a.pem\n  ignore:\n  - rule: expired\n",
            "line 5: expired is ignored without a reason",
        ),
        (
            "version: 1\nchecks:\n- files: a.pem\n  ignore:\n  - rule: expired\n    reason: ' '\n",
            "ignored without a reason",
        ),
        ("version: 1\nchecks:\n- files: a.pem\n  host: a..b\n", "line 3: --host"),
        ("version: 1\nchecks:\n- files: a.pem\n  as: ca\n  host: x.example\n", "host goes with"),
        ("version: 1\nchecks:\n- files: '*.crt'\n", "line 3: *.crt fits no file"),
        ("version: 1\nchecks:\n- files: a.pem\n  trust: no.pem\n", "no.pem"),
        ("version: 1\nchecks:\n- &a\n  files: a.pem\n- *a\n", "aliases are not taken"),
    ] {
        let output = world.check(text, &[]);
        assert_eq!(status(&output), 2, "{text}");
        assert!(err(&output).contains(words), "{text}: {}", err(&output));
    }
    // A file that is not there, or holds nothing, is no pass.
    world.put("empty.pem", "");
    for file in ["no.pem", "empty.pem"] {
        let output = world.check(&format!("version: 1\nchecks:\n- files: [a.pem, {file}]\n"), &[]);
        assert_eq!(status(&output), 2, "{file}");
        assert!(out(&output).contains(&format!("NOT READ: {file}: ")), "{}", out(&output));
    }
    for arguments in [&["--format=xml"][..], &["--jobs=0"], &["a", "b"], &["--nothing"]] {
        let output = world.check("version: 1\n", arguments);
        assert_eq!(status(&output), 2, "{arguments:?}");
    }
}

#[test]
fn json_will_do_and_paths_count_from_the_folder_of_the_file() {
    let world = World::new("json");
    world.issue("tls/a.pem", |_| {});
    let text = r#"{"version": 1, "checks": [{"files": ["tls/*.pem"], "trust": "ca.pem", "host": "www.example.com"}]}"#;
    let path = world.put("expected.json", text);
    let output = pemlens().args(["check", AT]).arg(&path).output().unwrap();
    assert_eq!(status(&output), 0, "{}{}", out(&output), err(&output));
    assert!(out(&output).ends_with("1 checked: 1 as expected, 0 not as expected, 0 not read\n"));
}

/// Files and names of strangers stand in formats that programs read.
#[test]
fn every_format_is_well_formed_whatever_names_are_in_it() {
    let world = World::new("hostile");
    world.issue(HOSTILE, |it| {
        it.distinguished_name
            .push(DnType::CommonName, "</failure>\"]]>&\n::error::x\u{1b}[31m\u{fffe}");
        it.not_after = date_time_ymd(2026, 2, 1);
    });
    world.put("junk.pem", "nothing");
    let text = "version: 1\ntrust: ca.pem\ndays: 10\nchecks:\n- files: ['*gnp.pem', junk.pem]\n  host: www.example.com\n  ignore:\n  - rule: expires-soon\n    reason: 'a <reason> & ::error::'\n";
    for format in ["text", "json", "junit", "sarif", "github"] {
        let output = world.check(text, &[&format!("--format={format}")]);
        assert_eq!(status(&output), 2, "{format}: {}", err(&output));
        let text = out(&output);
        for letter in ['\u{202e}', '\u{1b}', '\u{fffe}'] {
            assert!(!text.contains(letter), "{format} has {letter:?}");
        }
        match format {
            "junit" => junit(&text),
            "sarif" => sarif(&serde_json::from_str(&text).unwrap()),
            "github" => github(&text),
            _ => {}
        }
    }
}

fn junit(text: &str) {
    let document = roxmltree::Document::parse(text).unwrap();
    let suites = document.root_element();
    let suite = suites.first_element_child().unwrap();
    assert_eq!((suites.tag_name().name(), suite.tag_name().name()), ("testsuites", "testsuite"));
    let number = |name: &str| suite.attribute(name).unwrap().parse::<usize>().unwrap();
    let cases: Vec<_> = suite.children().filter(|it| it.has_tag_name("testcase")).collect();
    assert_eq!((cases.len(), number("tests"), number("failures"), number("errors")), (2, 2, 1, 1));
    let failure = cases[0].children().find(|it| it.has_tag_name("failure")).unwrap();
    assert_eq!(failure.attribute("type"), Some("expired"));
    let words = failure.text().unwrap();
    assert!(words.contains("</failure>\"]]>&") && words.contains("days-left"), "{words}");
    assert!(cases[0].attribute("name").unwrap().contains("<x y='1'>&\"]]>"));
    assert!(cases[1].children().any(|it| it.has_tag_name("error")));
}

/// What SARIF 2.1.0 requires (sections 3.13, 3.14, 3.19, 3.27, 3.49) and code scanning besides.
fn sarif(log: &Value) {
    assert_eq!(log["version"], "2.1.0");
    assert!(log["$schema"].as_str().unwrap().contains("sarif-2.1.0"));
    let run = &log["runs"][0];
    let driver = &run["tool"]["driver"];
    assert_eq!(driver["name"], "pemlens");
    let rules = driver["rules"].as_array().unwrap();
    let results = run["results"].as_array().unwrap();
    assert!(results.len() >= 3, "{results:?}");
    for rule in rules {
        assert!(!rule["shortDescription"]["text"].as_str().unwrap().is_empty(), "{rule}");
    }
    for result in results {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[index]["id"], result["ruleId"]);
        assert!(["error", "warning", "note"].contains(&result["level"].as_str().unwrap()));
        assert!(!result["message"]["text"].as_str().unwrap().is_empty());
        let place = &result["locations"][0]["physicalLocation"];
        let uri = place["artifactLocation"]["uri"].as_str().unwrap();
        let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/%".contains(&byte);
        assert!(uri.bytes().all(allowed), "{uri}");
        assert!(place["region"]["startLine"].as_u64() >= Some(1));
    }
    let first = results[0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].as_str();
    assert!(first.unwrap().contains("%E2%80%AEgnp.pem"), "{first:?}");
}

fn github(text: &str) {
    let lines: Vec<&str> = text.lines().collect();
    let (last, commands) = lines.split_last().unwrap();
    assert!(last.starts_with("2 checked: "), "{last}");
    assert!(commands.len() >= 3, "{text}");
    for line in commands {
        let (head, words) = line.strip_prefix("::").unwrap().split_once("::").unwrap();
        let (kind, properties) = head.split_once(' ').unwrap();
        assert!(["error", "warning", "notice"].contains(&kind), "{line}");
        let names: Vec<&str> =
            properties.split(',').map(|it| it.split_once('=').unwrap().0).collect();
        assert_eq!(names, ["file", "title"], "{line}");
        assert!(!words.is_empty() && !line.contains("##["), "{line}");
    }
    assert!(commands[0].contains("a%2Cb%3Ac%250A<x"), "{}", commands[0]);
}

#[test]
fn each_file_is_one_line_where_it_is_to_be_brief() {
    let world = World::new("brief");
    let good = world.issue("good.pem", |_| {});
    let gone = world.issue("gone.pem", |it| it.not_after = date_time_ymd(2026, 2, 1));
    let ca = world.folder.join("ca.pem");
    let run = |files: &[&Path]| {
        let mut command = pemlens();
        command.args(["examine", "--brief", AT, "--as=server", "--trust"]).arg(&ca).args(files);
        command.output().unwrap()
    };
    let output = run(&[&good, &gone]);
    assert_eq!(status(&output), 1);
    let text = out(&output);
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 2, "{text}");
    assert!(lines[0].starts_with(&format!("OK: {}: ", good.display())), "{text}");
    assert!(lines[1].starts_with(&format!("REFUSED: {}: ", gone.display())), "{text}");
    assert_eq!(status(&run(&[&good])), 0);
    let output = run(&[&good, Path::new("/no/such/file"), &gone]);
    assert_eq!((status(&output), out(&output).lines().count()), (2, 2));
    // What is trusted is never answered about in the place of the file.
    let junk = world.put("junk.pem", "nothing");
    let output = run(&[&junk]);
    assert_eq!(status(&output), 2);
    assert!(out(&output).starts_with("NOTHING READ: "), "{}", out(&output));
    for command in ["timeline", "diff", "explain"] {
        let output = pemlens().args([command, "--brief"]).args([&good, &good]).output().unwrap();
        assert!(status(&output) == 2 && err(&output).contains("--brief"), "{command}");
    }
    for more in ["--stacks", "--format=json"] {
        let output = pemlens().args(["examine", "--brief", more]).arg(&good).output().unwrap();
        assert_eq!(status(&output), 2, "{more}");
    }
}

#[test]
fn only_verdicts_are_coloured_and_only_where_somebody_looks() {
    let world = World::new("colour");
    let good = world.issue("good.pem", |_| {});
    let text = "version: 1\nchecks:\n- files: good.pem\n  trust: ca.pem\n";
    for (arguments, coloured) in [
        (&["examine"][..], "\u{1b}[32mOK\u{1b}[0m: "),
        (&["examine", "--brief"], "\u{1b}[32mOK\u{1b}[0m: "),
        (&["check"], "\u{1b}[32mas expected\u{1b}[0m: "),
    ] {
        world.put("pemlens.yaml", text);
        let file = (arguments[0] == "examine").then_some(&good);
        let trust = (arguments[0] == "examine").then_some("--trust=ca.pem");
        let run = |colour: &[&str]| {
            let mut command = pemlens();
            command.current_dir(&world.folder).args(arguments).arg(AT).args(colour);
            out(&command.args(trust).args(file).output().unwrap())
        };
        let plain = run(&[]);
        assert!(!plain.contains('\u{1b}'), "{plain}");
        assert_eq!(plain, run(&["--color=never"]));
        let painted = run(&["--color", "always"]);
        assert!(painted.starts_with(coloured), "{painted}");
        assert_eq!(painted.replace("\u{1b}[32m", "").replace("\u{1b}[0m", ""), plain);
    }
    let output = pemlens().args(["examine", "--color=often", "x"]).output().unwrap();
    assert_eq!(status(&output), 2);
    // `script` gives a terminal to what it runs.
    let line = format!(
        "'{}' examine --brief {AT} --trust '{}' '{}'",
        env!("CARGO_BIN_EXE_pemlens"),
        world.folder.join("ca.pem").display(),
        good.display()
    );
    let on_terminal = |name: &str, value: &str| {
        let mut command = Command::new("script");
        command.args(["-qec", &line, "/dev/null"]).stdin(Stdio::null());
        command.env_remove("NO_COLOR").env("TERM", "xterm").env(name, value);
        command.output().ok().map(|output| out(&output).contains("\u{1b}[32m"))
    };
    match on_terminal("TERM", "xterm") {
        None => eprintln!("skipped: there is no script(1) to make a terminal"),
        Some(coloured) => {
            assert!(coloured);
            assert_eq!(on_terminal("NO_COLOR", "1"), Some(false));
            assert_eq!(on_terminal("NO_COLOR", ""), Some(true));
            assert_eq!(on_terminal("TERM", "dumb"), Some(false));
        }
    }
}

/// The hook and the action are YAML, and run what there is.
#[test]
fn the_hook_and_the_action_run_the_check() {
    for (file, wanted) in [
        (".pre-commit-hooks.yaml", &["pemlens check", "rust", "pemlens-check"][..]),
        ("action.yml", &["composite", "pemlens.yaml", "github"]),
    ] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
        let text = fs::read_to_string(path).unwrap();
        let mut words = Vec::new();
        gather(&settings(&text).unwrap().value, &mut words);
        for word in wanted {
            assert!(words.iter().any(|it| it == word), "{file} lacks {word}");
        }
    }
}

fn gather(value: &SettingValue, words: &mut Vec<String>) {
    match value {
        SettingValue::Word(word) => words.push(word.clone()),
        SettingValue::List(all) => all.iter().for_each(|it| gather(&it.value, words)),
        SettingValue::Table(all) => all.iter().for_each(|(_, it)| gather(&it.value, words)),
    }
}
