//! What must hold for every guide, and `docs/guides.md`, which is written from the list
//! (`UPDATE_EXPECT=1 cargo test --test native guides::list`).

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::Command;

use pemlens::guide::{self, Form, Group, Guide, LIST, Part, Tier};
use pemlens::input::Source;
use pemlens::model::Question;
use pemlens::report::{self, Report};
use pemlens::view::{GuideAsk, GuideView, Note};

use super::world::*;

fn asks(guide: &Guide) -> Vec<GuideAsk> {
    let sides = [(&guide.server, false), (&guide.client, true)];
    let sides = sides.iter().filter(|(part, _)| part.is_some());
    sides
        .flat_map(|(_, client)| {
            [false, true].map(|mutual| GuideAsk {
                program: guide.id.into(),
                mutual: Some(mutual),
                client: Some(*client),
            })
        })
        .collect()
}

fn part<'g>(guide: &'g Guide, ask: &GuideAsk) -> &'g Part {
    let part = if ask.client == Some(true) { &guide.client } else { &guide.server };
    part.as_ref().unwrap()
}

/// The blocks that are shown, each with who reads it.
fn blocks<'v>(guide: &Guide, ask: &GuideAsk, view: &'v GuideView) -> Vec<(Form, &'v Note)> {
    let form = |note: &&'v Note| {
        let block = part(guide, ask).blocks.iter().find(|block| block.title == note.title)?;
        Some(block.form)
    };
    view.notes.iter().filter_map(|note| Some((form(&note)?, note))).collect()
}

fn nothing() -> Report {
    report::examine(Vec::new(), &Question::default())
}

#[test]
fn names_are_unique_and_the_programs_of_the_document_are_there() {
    let mut seen = BTreeSet::new();
    let plain = |name: &str| name.to_lowercase().replace([' ', '-', '.', '_'], "");
    for guide in LIST {
        for name in guide.aliases.iter().chain([&guide.id]) {
            assert!(seen.insert(plain(name)), "{name} stands twice");
            assert_eq!(guide::named(name).map(|it| it.id), Some(guide.id), "{name}");
        }
        assert!(guide.server.is_some() || guide.client.is_some(), "{}", guide.id);
        assert!(!guide.title.is_empty() && !guide.tier.known().is_empty(), "{}", guide.id);
    }
    for name in [
        "NGINX",
        "Apache",
        "Tyk",
        "Kong",
        "Curity",
        "AWS API Gateway",
        "Istio",
        "Linkerd",
        "Kubernetes",
        "Cloudflare Access",
        "ALB",
        "Azure Application Gateway",
        "cert-manager",
        "Traefik",
        "Envoy",
        "Caddy",
        "HAProxy",
        "PostgreSQL",
        "MySQL",
        "MongoDB",
        "Redis",
        "RabbitMQ",
        "Kafka",
        "Mosquitto",
        "FreeRADIUS",
        "OpenVPN",
        "etcd",
        "Docker registry",
        "Vault",
        "curl",
        "s_client",
        "Go",
        "Java",
        "keytool",
        "Spring Boot",
        "Python",
        "requests",
        "httpx",
        "Node.js",
        ".NET",
        "reqwest",
        "rustls",
        "psql",
        "mosquitto_pub",
        "kubectl",
    ] {
        assert!(guide::named(name).is_some(), "{name}");
    }
}

#[test]
fn every_guide_says_something_with_nothing_loaded() {
    for guide in LIST {
        for ask in asks(guide) {
            let view = guide::guide(&nothing(), &ask);
            assert!(!view.refused && !view.notes.is_empty(), "{ask:?}");
            assert!(view.head.starts_with(match guide.tier {
                Tier::Executed(_) => "Executed: ",
                Tier::Checked(_) => "Checked, not run: ",
                Tier::Documented(_) => "Documented, neither run nor checked here: ",
            }));
            for (form, note) in blocks(guide, &ask, &view) {
                let text = &note.command;
                assert!(!text.is_empty() && !text.contains(" ## "), "{ask:?}: {text}");
                assert!(!text.lines().any(|line| line.starts_with('?')), "{ask:?}: {text}");
                // Every hole was filled, and with what can be written.
                assert!(!note.text.contains("cannot be written"), "{ask:?}: {note:?}");
                for word in ["HOST", "FILE"] {
                    let stands = text.split(|c: char| !c.is_ascii_alphanumeric());
                    assert!(!stands.into_iter().any(|it| it == word), "{ask:?}: {text}");
                }
                if form == Form::Json {
                    let read: Result<serde_json::Value, _> = serde_json::from_str(text);
                    assert!(read.is_ok(), "{ask:?}: {read:?}\n{text}");
                }
            }
        }
    }
}

/// YAML that is not YAML would be found by the first who copies it.
#[test]
fn yaml_is_yaml() {
    let python = Command::new("python3").args(["-c", "import yaml"]).output();
    if !python.is_ok_and(|it| it.status.success()) {
        println!("SKIPPED: python3 with yaml is not installed, so YAML was not read");
        return;
    }
    let mut files = Vec::new();
    for guide in LIST {
        for ask in asks(guide) {
            let view = guide::guide(&nothing(), &ask);
            for (_, note) in blocks(guide, &ask, &view).iter().filter(|it| it.0 == Form::Yaml) {
                let name = format!("guide-{}-{}.yaml", guide.id, files.len());
                let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
                fs::write(&file, &note.command).unwrap();
                files.push(file);
            }
        }
    }
    assert!(files.len() > 20);
    let read = "import sys, yaml\nfor name in sys.argv[1:]:\n  print(name)\n  list(yaml.safe_load_all(open(name)))";
    let output = Command::new("python3").args(["-c", read]).args(&files).output().unwrap();
    let [out, error] = [&output.stdout, &output.stderr].map(|it| String::from_utf8_lossy(it));
    assert!(output.status.success(), "{out}{error}");
}

#[test]
fn documented_guides_name_their_source_and_a_date() {
    for guide in LIST.iter().filter(|it| matches!(it.tier, Tier::Documented(_))) {
        let known = guide.tier.known();
        let dated = known.contains("202") || known.contains("older snapshot");
        assert!(dated && known.len() > 30, "{}: {known}", guide.id);
    }
}

/// What is tried in the place of names of files, hosts and users. `touch` is there to be run.
const HOSTILE: &[&str] = &[
    ";touch canary;.pem",
    "$(touch canary).pem",
    "`touch canary`.pem",
    "';touch canary;'.pem",
    "\";touch canary;\".pem",
    "'\"';touch canary;'\"'.pem",
    "'\\'';touch canary;'\\''.pem",
    "a\ntouch canary\n.pem",
    "\nEND\ntouch canary\n.pem",
    "-x.pem",
    "{host}.pem",
    "{chain}.pem",
    "|touch canary|.pem",
    ">canary.pem",
    "<(touch canary).pem",
    "a b.pem",
    "~root.pem",
    "*.pem",
    "\\.pem",
    "a\u{202e}b.pem",
    "&&touch canary&&.pem",
    "$HOME.pem",
    "a'b\"c.pem",
    "#.pem",
];

#[test]
fn commands_run_nothing_that_a_name_says() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("guides-hostile");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("bin")).unwrap();
    let touch = folder.join("bin/touch");
    fs::write(&touch, "#!/bin/sh\n: > \"$1\"\n").unwrap();
    #[cfg(unix)]
    fs::set_permissions(&touch, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    let world = World::new("hostile");
    for name in HOSTILE {
        let run = folder.join("run");
        let _ = fs::remove_dir_all(&run);
        fs::create_dir_all(&run).unwrap();
        let mut script = String::new();
        // What works, and what has to be issued anew.
        for files in [&[BOTH, &["root.crl", "issuing.crl"]].concat(), EXPIRED] {
            // The same name before each, so that all are hostile and different.
            let given = (1u32..).zip(files).map(|(id, file)| {
                let bytes = fs::read(world.folder.join(file)).unwrap();
                let name = format!("{}{name}", file.replace('.', "-"));
                report::read(&Source { id, name, bytes, ..Source::default() }, &mut |_| {})
            });
            let question = Question { at: 1_796_000_000, ..Question::default() };
            let report = report::examine(given.collect(), &question);
            // What is issued is the same for every program.
            for guide in LIST.iter().filter(|guide| files != EXPIRED || guide.id == "nginx") {
                for ask in asks(guide).into_iter().filter(|ask| ask.mutual == Some(true)) {
                    let view = guide::guide(&report, &ask);
                    let shown = blocks(guide, &ask, &view);
                    let read_by_sh = shown.iter().filter(|it| it.0 == Form::Sh).map(|it| it.1);
                    let issued = view.notes.iter().filter(|_| view.refused);
                    let inside = view.notes.iter().flat_map(|note| &note.inside);
                    let all = read_by_sh.chain(issued).chain(inside).map(|note| &note.command);
                    for command in all.filter(|it| !it.is_empty()) {
                        writeln!(script, "(\n{command}\n) > /dev/null 2>&1 < /dev/null").unwrap();
                    }
                }
            }
        }
        script.push_str("echo done\n");
        fs::write(folder.join("script"), &script).unwrap();
        let output = Command::new("/bin/sh")
            .arg("../script")
            .current_dir(&run)
            .env_clear()
            .env("PATH", folder.join("bin"))
            .env("HOME", &run)
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert_eq!(said, "done\n", "{name}: {}", String::from_utf8_lossy(&output.stderr));
        let canary = run.join("canary").exists() || folder.join("canary").exists();
        assert!(!canary, "{name:?} ran a command");
    }
}

#[test]
fn what_cannot_work_is_refused_with_its_finding() {
    let world = World::new("refused");
    let refused = |program: &str, client: &str, ask: GuideAsk| -> GuideView {
        let whole = format!("{client}-whole.pem");
        let key = format!("{client}.key");
        let files = ["server.pem", "server.key", "issuing.pem", "root.pem", &whole, &key];
        let ask = GuideAsk { program: program.into(), mutual: Some(true), ..ask };
        guide::guide(&world.report(&files), &ask)
    };
    for program in ["nginx", "apache", "haproxy", "postgresql", "curl", "java"] {
        for (client, rule) in [("expired", "expired"), ("wrong-use", "purpose-not-allowed")] {
            let view = refused(program, client, GuideAsk::default());
            // Two certificates for servers are no pair of server and client: only the first is used.
            if client == "wrong-use" && !view.refused {
                continue;
            }
            assert!(view.refused, "{program}, {client}: {}", view.head);
            assert_eq!(view.notes[0].rule, rule, "{program}, {client}");
            assert!(view.notes.iter().any(|note| note.command.contains("openssl x509 -req")));
        }
    }
    // A server's certificate that only a client may use.
    let ask = GuideAsk { program: "nginx".into(), mutual: Some(false), ..GuideAsk::default() };
    let view =
        guide::guide(&world.report(&["client.pem", "client.key", "issuing.pem", "root.pem"]), &ask);
    assert!(!view.refused, "a client's certificate is not put on the server's side");
    // Brokers of Kafka dial each other.
    let ask = GuideAsk { program: "kafka".into(), mutual: Some(true), client: Some(false) };
    let view = guide::guide(&world.report(BOTH), &ask);
    assert!(view.refused && view.notes[0].title.contains("clientAuth"), "{view:#?}");
}

#[test]
fn a_private_ca_in_five_commands_works() {
    if !has(&["openssl"]) {
        return;
    }
    let world = World::new("private-ca");
    let ask = GuideAsk { program: "private-ca".into(), mutual: Some(true), ..GuideAsk::default() };
    let view = guide::guide(&nothing(), &ask);
    let mut commands = 0;
    for title in ["The CA", "The server", "The client"] {
        let command = block(&view, title);
        commands += command.lines().count();
        world.sh(&command);
    }
    assert_eq!(commands, 5);
    let check = block(&view, "Check the result").replace("pemlens", "true");
    let said = world.sh(&check);
    assert!(said.contains("new-server.pem: OK") && said.contains("new-client.pem: OK"), "{said}");
    let files = ["new-server.pem", "new-server.key", "new-client.pem", "new-client.key", "CA.pem"];
    let mut report = world.report(&files);
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
    report.at = pemlens::model::Time(i64::try_from(now.as_secs()).unwrap() + 60);
    for program in ["nginx", "apache", "haproxy", "java", "go", "spring-boot"] {
        let view = guide::guide(
            &report,
            &GuideAsk { program: program.into(), mutual: Some(true), client: None },
        );
        assert!(!view.refused, "{program}: {view:#?}");
    }
}

#[test]
fn what_is_loaded_decides() {
    let world = World::new("decides");
    // The intermediate has to be appended, and is; depth as each program counts.
    let view = world.server("nginx", BOTH);
    let files = view.notes.iter().find(|note| note.title == "Files").unwrap();
    let chain = files.inside.iter().find(|note| note.title == "server-chain.pem").unwrap();
    assert_eq!(chain.command, "cat server.pem issuing.pem > server-chain.pem");
    assert!(block(&view, "/etc/nginx").contains("ssl_verify_depth 1;"));
    assert!(!block(&view, "/etc/nginx").contains("ssl_crl"));
    assert!(block(&world.server("apache", BOTH), "/etc/apache2").contains("SSLVerifyDepth 2"));
    assert!(block(&world.server("nginx", LISTS), "/etc/nginx").contains("ssl_crl"));
    // One list of two is worse than none: the line is left out, and it is said.
    let few: Vec<&str> = BOTH.iter().copied().chain(["issuing.crl"]).collect();
    let view = world.server("nginx", &few);
    assert!(!block(&view, "/etc/nginx").contains("ssl_crl"));
    let told = view.notes.iter().flat_map(|note| &note.inside);
    assert!(told.into_iter().any(|it| it.text.contains("none of Guide Root")), "{view:#?}");
    // A chain that is whole in its file is used as it is.
    let whole = ["client-whole.pem", "client.key", "root.pem", "server.pem", "issuing.pem"];
    let view = world.client("curl", &whole);
    assert!(block(&view, "Command").contains("--cert client-whole.pem"));
    // The server alone: one-way.
    assert!(!world.server("nginx", SERVER).mutual);
    // What browsers would make of it.
    let expired = ["expired.pem", "issuing.pem", "root.pem"];
    let ask = GuideAsk { program: "not-offered".into(), ..GuideAsk::default() };
    let view = guide::guide(&world.report(&expired), &ask);
    let marks: Vec<&str> = view.notes[0].inside.iter().map(|note| note.word.as_str()).collect();
    assert_eq!(marks, ["no", "yes", "no", "yes", "yes"], "{view:#?}");
}

#[test]
fn the_document_is_what_the_guides_say() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/guides.md");
    let wanted = document();
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        fs::write(&file, &wanted).unwrap();
    }
    let found = fs::read_to_string(&file).unwrap_or_default();
    assert!(
        found == wanted,
        "docs/guides.md is not what the guides say: UPDATE_EXPECT=1 writes it anew"
    );
}

fn document() -> String {
    let mut out = String::from(
        "# Guides\n\nHow programs are set up for one-way and mutual TLS. `pemlens guide PROGRAM FILES…` and “Set it up” on the \
         page fill a guide\nwith what is loaded; here they stand for mutual TLS with example names. This file is written by a test from \
         `src/guide/programs`.\n\n\
         `--format json` has the fields `program`, `title`, `side`, `mutual`, `tier`, `known`, `refused`, `head` and `notes` (each with `title`, `text`, \
         `command`, `rule`, and `inside`, notes again), and `version` as in [json.md](json.md). Exit status: 0 here it is, 1 what was given cannot work \
         there, 2 no such guide.\n\n\
         - **executed**: the tests set the program up as the guide says; a good client connects, a bad one is refused.\n\
         - **checked**: a parser or a schema of the program took it.\n\
         - **documented**: only the documentation was read, which is named.\n",
    );
    for group in Group::ALL {
        writeln!(out, "\n## {}\n", group.title()).unwrap();
        writeln!(out, "| guide | as | tier | how it is known |\n|---|---|---|---|").unwrap();
        for guide in LIST.iter().filter(|guide| guide.group == group) {
            let sides = match (&guide.server, &guide.client) {
                (Some(_), Some(_)) => "server, client",
                (Some(_), None) => "server",
                _ => "client",
            };
            let (id, title, tier) = (guide.id, guide.title, guide.tier.word());
            writeln!(out, "| `{id}`: {title} | {sides} | {tier} | {} |", guide.tier.known())
                .unwrap();
        }
    }
    for guide in LIST {
        for ask in asks(guide).into_iter().filter(|ask| ask.mutual == Some(true)) {
            let view = guide::guide(&nothing(), &ask);
            let side = if ask.client == Some(true) { "client" } else { "server" };
            writeln!(out, "\n### {} as the {side}\n\n{}", guide.title, view.head).unwrap();
            for (_, note) in blocks(guide, &ask, &view) {
                writeln!(out, "\n{}{}\n\n```", note.title, note.text).unwrap();
                writeln!(out, "{}\n```", note.command).unwrap();
            }
            let told = view.notes.iter().filter(|note| note.title == "Worth knowing");
            let told: Vec<&Note> = told.flat_map(|note| &note.inside).collect();
            if !told.is_empty() {
                out.push('\n');
            }
            for note in told {
                writeln!(out, "- {}", note.text).unwrap();
            }
        }
    }
    out
}
