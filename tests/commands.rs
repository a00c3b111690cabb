//! Every command of every rule and tool, filled with what an attacker would write into each field
//! and file name, and run by real shells in a folder of its own. The programs are functions that
//! write down what they were given; whatever else runs leaves a canary.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use pemlens::explain::{self, Entry, Setup};
use pemlens::export;
use pemlens::hints::{Finding, Spot, rules};
use pemlens::input::{Source, Workspace};
use pemlens::model::{Purpose, Question};
use pemlens::present::{self, Kind, Target, Value, fill};
use pemlens::report::{Report, analyse};
use rcgen::{
    CertificateParams, CustomExtension, DnType, ExtendedKeyUsagePurpose, Issuer, KeyPair, SanType,
};

/// What is tried in the place of a value. `touch` and `:` are there to be run.
const HOSTILE: &[&str] = &[
    ";touch canary;",
    "$(touch canary)",
    "`touch canary`",
    "';touch canary;'",
    "\";touch canary;\"",
    "'\"';touch canary;'\"'",
    "'\\'';touch canary;'\\''",
    "\\';touch canary;\\'",
    "a'b\"c",
    ";touch${IFS}canary;echo${IFS}",
    "|touch canary",
    "&touch canary&",
    "&&touch canary",
    ">canary",
    "a>canary",
    "<(touch canary)",
    "${x:=$(touch canary)}",
    "$((1))",
    "$HOME",
    "a\ntouch canary\n",
    "a\rtouch canary\r",
    "a\u{85}touch canary",
    "a\u{2028}touch canary",
    "\nEND\ntouch canary\n",
    "END",
    "-x",
    "--help",
    "-",
    "{host}",
    "{file}",
    "{names}",
    "{anchor}",
    "{issuer_url}';touch canary;'",
    "{request}",
    "{a,b}",
    "{",
    "}",
    "a b",
    " a",
    "~",
    "~root",
    "*",
    "?",
    "[a-z]",
    "#",
    "a #b",
    "!x",
    "!!",
    "\\",
    "a\\",
    "%PATH%",
    "%",
    "=x",
    "a=b",
    "@x",
    "file:x",
    "pkcs11:x",
    "^x",
    "x^",
    "é",
    "東京",
    "a\tb",
    "a\u{1b}[31mb",
    "a\u{202e}b",
    "a\u{200b}b",
    "a\u{2800}b",
    "a\0b",
    "“;touch canary;”",
    "‘;touch canary;’",
    "<img src=x onerror=alert(1)>",
    "```",
    "a,b",
    "a/b",
    "../a",
    "a+b",
];

/// Programs that commands name.
const PROGRAMS: &str = "openssl certbot step kubectl vault keytool certutil curl sudo jq cat cp date \
    timedatectl node python3 security nginx haproxy ls rm";

/// The folder of a test, empty but for `touch`.
fn sandbox(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("commands-{name}"));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("bin")).unwrap();
    fs::create_dir_all(folder.join("run")).unwrap();
    let script = "#!/bin/sh\n: > \"$1\"\n";
    let touch = folder.join("bin/touch");
    fs::write(&touch, script).unwrap();
    #[cfg(unix)]
    fs::set_permissions(&touch, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    folder
}

/// What each command had its programs run: `command → [program, arguments …] …`.
type Runs = Vec<Vec<Vec<String>>>;

/// Runs the commands with a shell; panics where one of them ran anything of the attacker's.
fn run(folder: &Path, shell: &str, commands: &[&str], about: &str) -> Runs {
    let log = folder.join("log");
    let _ = fs::remove_file(&log);
    let mut script = String::from("US=$(printf '\\037')\n");
    for program in PROGRAMS.split_whitespace() {
        // One write each: the halves of a pipe run side by side.
        script.push_str(&format!(
            "{program}() {{ IFS=\"$US\"; printf '\\036%s' \"{program}$US$*\
             ${{NODE_EXTRA_CA_CERTS+$US$NODE_EXTRA_CA_CERTS}}${{SSL_CERT_FILE+$US$SSL_CERT_FILE}}\" >> ../log; \
             unset IFS NODE_EXTRA_CA_CERTS SSL_CERT_FILE; }}\n"
        ));
    }
    for command in commands {
        // Nothing of what follows may end the group early.
        script.push_str(&format!("printf '\\035' >> ../log\n{{\n{command}\n}} > out 2> errors\n"));
    }
    script.push_str("printf '\\035done' >> ../log\n");
    fs::write(folder.join("script"), &script).unwrap();
    let output = Command::new(shell)
        .arg("../script")
        .current_dir(folder.join("run"))
        .env("PATH", folder.join("bin"))
        .env("HOME", folder)
        .output()
        .unwrap();
    let words = String::from_utf8_lossy(&output.stderr);
    assert!(words.is_empty(), "{shell}: {about}: {words}");
    for found in fs::read_dir(folder.join("run")).unwrap().chain(fs::read_dir(folder).unwrap()) {
        let name = found.unwrap().file_name().into_string().unwrap();
        assert!(!name.contains("canary"), "{shell}: {about} ran a command: {name}");
    }
    let log = String::from_utf8(fs::read(log).unwrap()).unwrap();
    let mut runs: Vec<&str> = log.split('\u{1d}').skip(1).collect();
    assert_eq!(runs.pop(), Some("done"), "{shell}: {about} ended the script");
    assert_eq!(runs.len(), commands.len(), "{shell}: {about}");
    let programs = |run: &str| {
        let mut programs: Vec<Vec<String>> = run
            .split('\u{1e}')
            .skip(1)
            .map(|program| program.split('\u{1f}').map(str::to_owned).collect())
            .collect();
        // The halves of a pipe run side by side.
        programs.sort();
        programs
    };
    runs.into_iter().map(programs).collect()
}

fn shells() -> Vec<&'static str> {
    let all = ["/bin/bash", "/bin/dash", "/bin/busybox-sh"];
    let found: Vec<&str> = all.into_iter().filter(|it| Path::new(it).exists()).collect();
    if found.len() < 2 {
        println!("SKIPPED: not all of bash and dash are here; run with {found:?}");
    }
    found
}

/// A leaf of a private root, and the root, as PEM.
fn chain(common: &str, names: &[&str], url: &str) -> (String, String) {
    let keys = [(); 2].map(|()| KeyPair::generate().unwrap());
    let mut root = CertificateParams::default();
    root.distinguished_name.push(DnType::CommonName, common);
    root.is_ca = rcgen::IsCa::Ca(rcgen::BasicConstraints::Unconstrained);
    let mut leaf = CertificateParams::default();
    leaf.distinguished_name.push(DnType::CommonName, common);
    leaf.subject_alt_names =
        names.iter().filter_map(|name| Some(SanType::DnsName((*name).try_into().ok()?))).collect();
    leaf.extended_key_usages =
        vec![ExtendedKeyUsagePurpose::ServerAuth, ExtendedKeyUsagePurpose::ClientAuth];
    if url.is_ascii() && url.len() < 100 {
        // AuthorityInfoAccess with one caIssuers (RFC 5280, 4.2.2.1).
        let length = |bytes: &[u8]| u8::try_from(bytes.len()).unwrap();
        let mut method = vec![0x06, 8, 0x2b, 6, 1, 5, 5, 7, 0x30, 2, 0x86, length(url.as_bytes())];
        method.extend(url.as_bytes());
        let mut access = vec![0x30, length(&method) + 2, 0x30, length(&method)];
        access.extend(method);
        leaf.custom_extensions
            .push(CustomExtension::from_oid_content(&[1, 3, 6, 1, 5, 5, 7, 1, 1], access));
    }
    let top = root.self_signed(&keys[0]).unwrap();
    let end = leaf.signed_by(&keys[1], &Issuer::new(root, &keys[0])).unwrap();
    (end.pem(), top.pem())
}

/// A report in which every rule found something, about the leaf and about the root.
fn report(common: &str, names: &[&str], url: &str, files: [&str; 2], purpose: Purpose) -> Report {
    let (leaf, root) = chain(common, names, url);
    let source = |id: u32, name: &str, pem: String| Source {
        id,
        name: name.to_owned(),
        bytes: pem.into_bytes(),
        ..Source::default()
    };
    let workspace = Workspace {
        sources: vec![source(1, files[0], leaf), source(2, files[1], root)],
        question: Question { purpose: Some(purpose), at: 1_800_000_000, ..Question::default() },
    };
    let mut report = analyse(&workspace);
    let main = report.main.as_mut().expect("a leaf");
    main.run.findings = rules::ALL
        .iter()
        .flat_map(|rule| [Some(0), Some(1)].map(|object| (*rule, object)))
        .map(|(rule, object)| Finding {
            rule,
            object,
            spot: Spot::default(),
            explained: Vec::new(),
        })
        .collect();
    report
}

/// Tools whose lines are no commands of a POSIX shell.
fn is_configuration(tool: &str) -> bool {
    ["nginx", "Apache", "HAProxy", "certbot (nginx)", "Windows"]
        .iter()
        .any(|it| tool == *it || tool.starts_with(&format!("{it} (What")))
}

/// Every different command of a report, by a name that stays the same in any report.
fn commands(report: &Report) -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    for finding in present::overview(report).findings {
        let rule = format!("{} {:?}", finding.rule, finding.object);
        for (number, fix) in finding.fixes.into_iter().enumerate() {
            if !fix.command.is_empty() {
                all.insert(format!("{rule} {number}"), fix.command);
            }
        }
        for (tool, command) in finding.tools {
            if !is_configuration(&tool) {
                let tool = tool.split(" (What").next().unwrap();
                all.insert(format!("{rule} {tool}"), command);
            }
        }
    }
    all
}

/// Commands that differ, each with what every shell ran for it; they must agree.
fn ran(folder: &Path, report: &Report, about: &str) -> BTreeMap<String, Vec<Vec<String>>> {
    let commands = commands(report);
    let mut different: Vec<&str> = commands.values().map(String::as_str).collect();
    different.sort_unstable();
    different.dedup();
    let mut answers: Vec<Runs> = Vec::new();
    for shell in shells() {
        answers.push(run(folder, shell, &different, about));
    }
    assert!(answers.windows(2).all(|pair| pair[0] == pair[1]), "{about}: shells differ");
    let runs = answers.pop().expect("a shell");
    commands
        .iter()
        .map(|(name, command)| {
            let at = different.binary_search(&command.as_str()).unwrap();
            (name.clone(), runs[at].clone())
        })
        .collect()
}

/// What a value is as an argument; `None` for one that cannot be written on a line.
fn expected(name: &str) -> Option<String> {
    if present::visible(name) != name {
        return None;
    }
    let first = name.split(['/', '\\']).next().unwrap();
    let here = name.starts_with('-') || first.find(':').is_some_and(|at| at != 1);
    Some(if here { format!("./{name}") } else { name.to_owned() })
}

#[test]
fn file_names_arrive_as_one_argument_and_run_nothing() {
    let folder = sandbox("files");
    let benign = report(
        "www.example.com",
        &["www.example.com"],
        "http://ca.example/ca.cer",
        ["LEAF.x", "ROOT.x"],
        Purpose::Server,
    );
    let plain = ran(&folder, &benign, "plain names");
    assert!(plain.len() > 300, "{} commands", plain.len());
    let named = plain.values().flatten().flatten().filter(|it| it.contains("LEAF.x")).count();
    assert!(named > 15, "{named} arguments name the file");
    for hostile in HOSTILE {
        let files = [format!("{hostile}.x"), format!("r.{hostile}")];
        let names = files.each_ref().map(String::as_str);
        let report = report(
            "www.example.com",
            &["www.example.com"],
            "http://ca.example/ca.cer",
            names,
            Purpose::Server,
        );
        let got = ran(&folder, &report, hostile);
        let words = files.each_ref().map(|it| expected(it).unwrap_or_else(|| "FILE".into()));
        for (name, runs) in &plain {
            let wanted: Vec<Vec<String>> = runs
                .iter()
                .map(|program| {
                    let word = |it: &String| {
                        it.replace("LEAF.x", "\u{1}")
                            .replace("ROOT.x", &words[1])
                            .replace('\u{1}', &words[0])
                    };
                    program.iter().map(word).collect()
                })
                .collect();
            let mut wanted = wanted;
            wanted.sort();
            assert_eq!(got.get(name), Some(&wanted), "{name}, file {hostile:?}");
        }
    }
}

#[test]
fn names_and_addresses_of_certificates_run_nothing() {
    let folder = sandbox("names");
    let url = "http://ca.example/ca.cer";
    let plain = |purpose| {
        let report =
            report("www.example.com", &["www.example.com"], url, ["LEAF.x", "ROOT.x"], purpose);
        ran(&folder, &report, "plain names")
    };
    let plain = [plain(Purpose::Server), plain(Purpose::Client)];
    for hostile in HOSTILE {
        let address = format!("http://ca.example/{hostile}{{host}}");
        let mut told = 0;
        for (purpose, plain) in [Purpose::Server, Purpose::Client].into_iter().zip(&plain) {
            let report = report(
                &format!("{hostile}{{file}}"),
                &[hostile, &format!("www.{hostile}.example"), "www.example.com"],
                &address,
                ["LEAF.x", "ROOT.x"],
                purpose,
            );
            let got = ran(&folder, &report, hostile);
            for (name, runs) in plain {
                let Some(got) = got.get(name) else {
                    // Where the certificate has no address, there is no command with it.
                    // certbot is for names of the public DNS only.
                    let gone = name.contains("certbot");
                    assert!(
                        gone || runs.iter().flatten().any(|it| it.contains(url)),
                        "{name}: gone"
                    );
                    continue;
                };
                let shape = |runs: &[Vec<String>]| -> Vec<(String, usize)> {
                    let mut shape: Vec<_> =
                        runs.iter().map(|it| (it[0].clone(), it.len())).collect();
                    shape.sort();
                    shape
                };
                // A name that is none may be left out: with the word before it where that repeats.
                let fewer = name.contains(" step") || name.contains("certbot");
                assert!(
                    fewer || shape(runs) == shape(got),
                    "{name}, {hostile:?}: {runs:?} became {got:?}"
                );
                told += got.iter().flatten().filter(|it| it.contains("http://ca.example")).count();
            }
        }
        // The address stands there whole, or a word for it.
        assert!(told == 0 || address.is_ascii(), "{hostile:?}");
    }
}

#[test]
fn the_address_of_the_issuer_is_one_argument_or_a_word() {
    let folder = sandbox("address");
    for (address, whole) in [
        ("http://ca.example/a.cer", true),
        ("http://ca.example/a?b=c&d=e;f", true),
        ("http://ca.example/';touch$IFS'canary", true),
        ("http://ca.example/$(touch+canary)", true),
        ("http://ca.example/{host}", false),
        ("http://ca.example/`touch canary`", false),
        ("http://ca.example/ touch", false),
        ("http://ca.example/\"x", false),
        ("http://ca.example/<x>", false),
        ("http://ca.example/\\x", false),
        ("http://", false),
    ] {
        let report =
            report("x", &["www.example.com"], address, ["LEAF.x", "ROOT.x"], Purpose::Server);
        let got = ran(&folder, &report, address);
        let curl = got.get("issuer-missing Some(0) 1").or(got.get("issuer-missing Some(0) 0"));
        let curl = curl.unwrap_or_else(|| panic!("{address}: {got:?}"));
        let arguments: Vec<&String> = curl.iter().flatten().collect();
        let wanted = if whole { address } else { "ADDRESS" };
        assert!(arguments.iter().any(|it| *it == wanted), "{address}: {arguments:?}");
        let views = present::overview(&report).findings;
        let finding = views.iter().find(|it| it.rule == "issuer-missing").unwrap();
        let said = finding.fixes.iter().any(|it| it.step.contains("in the place of ADDRESS"));
        assert_eq!(said, !whole, "{address}");
    }
}

#[test]
fn setups_name_only_hosts() {
    let folder = sandbox("setups");
    let with_host: Vec<&Setup> =
        explain::SETUPS.iter().copied().filter(|it| it.command.contains("{host}")).collect();
    assert!(with_host.len() > 3, "{} commands name a host", with_host.len());
    // For each, a message that may name a host and leads to it.
    let entries: Vec<&Entry> = with_host
        .iter()
        .map(|setup| {
            let leads = |entry: &&Entry| {
                entry.patterns.iter().any(|it| it.contains("{}"))
                    && entry.causes.iter().any(|it| it.id() == setup.id)
            };
            let mut all = explain::ALL.iter().copied().flatten();
            all.find(leads).unwrap_or_else(|| panic!("no message leads to {}", setup.id))
        })
        .collect();
    for hostile in HOSTILE {
        let mut lines: Vec<String> = Vec::new();
        for entry in &entries {
            lines.push(entry.patterns.iter().map(|it| it.replace("{}", hostile) + "\n").collect());
        }
        let mut all: Vec<String> = Vec::new();
        for text in lines.chunks(100) {
            let view = present::explain(&explain::explain(&text.concat(), None), None);
            let fixes = view.messages.into_iter().flat_map(|it| it.causes).flat_map(|it| it.fixes);
            all.extend(fixes.map(|it| it.command).filter(|it| !it.is_empty()));
        }
        all.sort();
        all.dedup();
        let commands: Vec<&str> = all.iter().map(String::as_str).collect();
        for shell in shells() {
            for (runs, command) in run(&folder, shell, &commands, hostile).iter().zip(&commands) {
                for word in runs.iter().flatten() {
                    assert!(!word.contains("touch"), "{command}");
                    assert!(*hostile == "{" || !word.contains("{host}"), "{command}");
                }
            }
        }
    }
}

#[test]
fn every_output_has_the_same_commands() {
    for hostile in HOSTILE {
        let files = [format!("{hostile}.x"), format!("r.{hostile}")];
        let report = report(
            hostile,
            &[hostile, "www.example.com"],
            &format!("http://ca.example/{hostile}"),
            files.each_ref().map(String::as_str),
            Purpose::Server,
        );
        let view = present::overview(&report);
        let json = export::json(&report);
        let text = export::text(&report, None);
        let markdown = export::markdown(&report);
        let mut fences: Vec<String> = Vec::new();
        let mut open: Option<(usize, usize)> = None;
        for line in markdown.lines() {
            let inner = line.trim_start();
            let indent = line.len() - inner.len();
            let ticks = inner.bytes().take_while(|it| *it == b'`').count();
            match open {
                None if ticks >= 3 => {
                    open = Some((indent, ticks));
                    fences.push(String::new());
                }
                None => {}
                Some((_, needed)) if ticks >= needed && inner.len() == ticks => open = None,
                Some((indent, _)) => {
                    let line = line.get(indent..).unwrap_or_default();
                    fences.last_mut().unwrap().push_str(&format!("{line}\n"));
                }
            }
        }
        assert!(open.is_none(), "{hostile:?}: a fence is open");
        let mut wanted: Vec<String> = Vec::new();
        for (number, finding) in view.findings.iter().enumerate() {
            let json = &json["findings"][number];
            for (at, fix) in finding.fixes.iter().enumerate() {
                assert_eq!(json["fixes"][at]["command"], fix.command.as_str());
                if !fix.command.is_empty() {
                    wanted.push(format!("{}\n", fix.command));
                    for line in fix.command.lines() {
                        assert!(text.contains(line), "{hostile:?}: {line}");
                    }
                }
            }
            for (at, (_, command)) in finding.tools.iter().enumerate() {
                assert_eq!(json["other_tools"][at]["command"], command.as_str());
                wanted.push(format!("{command}\n"));
            }
        }
        assert_eq!(fences, wanted, "{hostile:?}");
    }
}

/// Whether a program is there; where not, it is said.
fn has(program: &str) -> bool {
    let found = Command::new("sh").args(["-c", &format!("command -v {program}")]).output();
    let found = found.is_ok_and(|it| it.status.success());
    if !found {
        println!("SKIPPED: {program} is not installed");
    }
    found
}

/// A configuration that names a file is right where the program finds that file.
fn parsed(target: Target, template: &'static str, hostile: &str, check: &str) {
    let folder = sandbox(&format!("{target:?}"));
    let name = format!("{hostile}.x");
    let filled = fill(template, target, &|_| Some(Value::One("", Kind::File, name.clone())));
    if !filled.missing.is_empty() {
        return assert!(filled.text.contains("FILE"), "{filled:?}");
    }
    let word = expected(&name).unwrap();
    let at = folder.join("run").join(&word);
    fs::create_dir_all(at.parent().unwrap()).unwrap();
    let (_, pem) = chain("x", &[], "");
    fs::write(&at, &pem).unwrap();
    fs::write(folder.join("run/own.pem"), pem).unwrap();
    let text = filled.text.replace("DIR", folder.join("run").to_str().unwrap());
    fs::write(folder.join("run/test.conf"), &text).unwrap();
    let output =
        Command::new("sh").args(["-c", check]).current_dir(folder.join("run")).output().unwrap();
    let words = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{target:?}, {hostile:?}: {text}\n{words}");
}

#[test]
fn configurations_name_the_file_that_is_meant() {
    for hostile in HOSTILE {
        if has("nginx") {
            const CONF: &str = "pid DIR/pid; error_log stderr; events {}\n\
                http { access_log off; client_body_temp_path DIR/t; proxy_temp_path DIR/t; fastcgi_temp_path DIR/t;\n\
                uwsgi_temp_path DIR/t; scgi_temp_path DIR/t;\nserver { listen 127.0.0.1:1; ssl_client_certificate {file};\n} }\n";
            parsed(Target::Nginx, CONF, hostile, "nginx -t -c $PWD/test.conf");
        }
        if has("apache2") {
            const CONF: &str = "ServerRoot DIR\nServerName x\nPidFile DIR/pid\nErrorLog DIR/log\nListen 127.0.0.1:1\n\
                LoadModule mpm_event_module /usr/lib/apache2/modules/mod_mpm_event.so\n\
                LoadModule socache_shmcb_module /usr/lib/apache2/modules/mod_socache_shmcb.so\n\
                LoadModule ssl_module /usr/lib/apache2/modules/mod_ssl.so\nSSLCACertificateFile {file}\n";
            parsed(Target::Apache, CONF, hostile, "apache2 -t -f $PWD/test.conf");
        }
        if has("haproxy") {
            const CONF: &str = "defaults\n mode http\n timeout client 1s\n timeout server 1s\n timeout connect 1s\n\
                frontend f\n bind 127.0.0.1:1\n default_backend b\nbackend b\n server s 127.0.0.1:1 ssl ca-file {file} verify required\n";
            parsed(Target::HaProxy, CONF, hostile, "haproxy -c -f test.conf");
        }
    }
}

/// What Python reads from a document with the value in it must be the value.
fn reads(target: Target, template: &'static str, python: &str) {
    let mut documents = Vec::new();
    for hostile in HOSTILE {
        let name = format!("{hostile}.x");
        let filled = fill(template, target, &|_| Some(Value::One("", Kind::File, name.clone())));
        if filled.missing.is_empty() {
            documents.push(serde_json::json!([filled.text, expected(&name).unwrap()]));
        } else {
            assert_ne!(present::visible(hostile), *hostile, "{hostile:?} could be written");
        }
    }
    let folder = sandbox(&format!("{target:?}"));
    fs::write(folder.join("documents"), serde_json::Value::Array(documents).to_string()).unwrap();
    let script = format!(
        "import json\nfor text, value in json.load(open('documents')):\n  assert ({python}) == value, (text, value)\n"
    );
    let output = Command::new("python3").args(["-c", &script]).current_dir(&folder).output();
    let output = output.unwrap();
    let words = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{target:?}: {words}");
}

#[test]
fn documents_hold_the_value_that_is_meant() {
    if !has("python3") {
        return;
    }
    reads(
        Target::Xml,
        "<a b=\"{file}\">{file}</a>",
        "(lambda a: a.text if a.text == a.get('b') else None)(__import__('xml.etree.ElementTree').etree.ElementTree.fromstring(text))",
    );
    let yaml = Command::new("python3").args(["-c", "import yaml"]).output();
    if yaml.is_ok_and(|it| it.status.success()) {
        reads(Target::Yaml, "a: [{file}, 1]\n", "__import__('yaml').safe_load(text)['a'][0]");
    } else {
        println!("SKIPPED: Python has no yaml here");
    }
}

#[test]
fn windows_gets_only_what_both_of_its_shells_read_alike() {
    let word = |name: &str| {
        let filled =
            fill("{file}", Target::Windows, &|_| Some(Value::One("", Kind::File, name.into())));
        (filled.text, filled.missing.is_empty())
    };
    for (name, wanted) in [
        ("root.pem", "root.pem"),
        ("my root.pem", "\"my root.pem\""),
        ("C:\\certs\\root.pem", "C:\\certs\\root.pem"),
        ("a&calc.pem", "\"a&calc.pem\""),
        ("-x.pem", "./-x.pem"),
        ("Zürich.pem", "\"Zürich.pem\""),
    ] {
        assert_eq!(word(name), (wanted.to_owned(), true), "{name}");
    }
    for name in [
        "a\".pem",
        "%PATH%.pem",
        "$x.pem",
        "$(calc).pem",
        "`x.pem",
        "!x!.pem",
        "“&calc&”.pem",
        "„x.pem",
        "^.pem",
        "/f.pem",
        "a\\ b\\",
        "a\nb.pem",
        "a\u{202e}.pem",
        "",
    ] {
        assert_eq!(word(name), ("FILE".to_owned(), false), "{name}");
    }
}

#[test]
fn what_fills_a_hole_is_never_a_hole() {
    let values = |hole: &str| match hole {
        "host" => Some(Value::One("", Kind::Host, "a.example".into())),
        "file" => Some(Value::One("", Kind::File, "{host}{file}".into())),
        "both" => Some(Value::Ours("{host} {file}")),
        _ => None,
    };
    let filled = fill("x {both} {unknown} {A} { {host}", Target::Sh, &values);
    assert_eq!(filled.text, "x a.example '{host}{file}' {unknown} {A} { a.example");
    assert_eq!(filled.note(), "");
}
