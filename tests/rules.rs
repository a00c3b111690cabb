//! What must hold for every rule, and `docs/rules.md`, which is written from them
//! (`UPDATE_EXPECT=1 cargo test --test native rules::`).

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use pemlens::hints::{Rule, Severity, Who, rules};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

fn texts(rule: &'static Rule) -> Vec<&'static str> {
    let mut texts = vec![rule.title, rule.what, rule.why];
    texts.extend(rule.fixes.iter().map(|fix| fix.step));
    texts
}

#[test]
fn ids_are_unique_and_in_kebab_case() {
    let ids: BTreeSet<&str> = rules::ALL.iter().map(|rule| rule.id).collect();
    assert_eq!(ids.len(), rules::ALL.len());
    for id in ids {
        assert!(
            id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'),
            "{id}"
        );
        assert!(!id.starts_with('-') && !id.ends_with('-') && !id.contains("--"), "{id}");
    }
}

#[test]
fn every_file_is_a_rule_and_every_rule_has_its_file_and_cases() {
    let folders = ["src/hints/common", "src/hints/rules"];
    let mut files = BTreeSet::new();
    for entry in folders.iter().flat_map(|it| std::fs::read_dir(root().join(it)).unwrap()) {
        let path = entry.unwrap().path();
        assert_eq!(path.extension().unwrap(), "rs", "{}", path.display());
        let lines = std::fs::read_to_string(&path).unwrap().lines().count();
        assert!(lines <= 120, "{}: {lines} lines", path.display());
        files.insert(path.file_stem().unwrap().to_str().unwrap().replace('_', "-"));
    }
    let ids: BTreeSet<String> = rules::ALL.iter().map(|rule| rule.id.to_owned()).collect();
    assert_eq!(files, ids);
    for id in ids {
        assert!(root().join("tests/cases").join(&id).is_dir(), "no cases for {id}");
    }
}

#[test]
fn the_list_stands_by_severity() {
    let severities: Vec<Severity> = rules::ALL.iter().map(|rule| rule.severity).collect();
    assert!(severities.is_sorted_by(|a, b| a >= b), "{severities:?}");
}

#[test]
fn words_follow_the_rules_for_words() {
    for rule in rules::ALL {
        assert!(rule.title.split_whitespace().count() <= 10, "{}: {}", rule.id, rule.title);
        assert!(!rule.title.ends_with('.'), "{}", rule.id);
        assert!(!rule.fixes.is_empty() && !rule.references.is_empty(), "{}", rule.id);
        for text in texts(rule) {
            let lower = text.to_lowercase();
            assert!(!text.is_empty() && text == text.trim(), "{}: {text}", rule.id);
            assert!(!text.contains('!') && !text.contains("  "), "{}: {text}", rule.id);
            for word in ["simply", "please", "insecure", "bad practice", "obviously", "just "] {
                assert!(!lower.contains(word), "{}: “{word}” in: {text}", rule.id);
            }
        }
        for text in [rule.what, rule.why].into_iter().chain(rule.fixes.iter().map(|fix| fix.step)) {
            assert!(text.ends_with(['.', ':']), "{}: {text}", rule.id);
            assert!(
                text.starts_with(char::is_uppercase)
                    || text.starts_with("notBefore")
                    || text.starts_with("rustls"),
                "{}: {text}",
                rule.id
            );
        }
    }
}

/// What `present` fills in.
const PLACEHOLDERS: [&str; 12] = [
    "host",
    "file",
    "files",
    "show",
    "issuer_url",
    "list_url",
    "ocsp_url",
    "names",
    "request",
    "new-key-request",
    "ca",
    "usage",
];

#[test]
fn commands_use_known_placeholders_and_need_no_quotes() {
    for command in rules::ALL
        .iter()
        .flat_map(|rule| rule.fixes)
        .map(|fix| fix.command)
        .filter(|c| !c.is_empty())
    {
        for rest in command.split('{').skip(1) {
            let (name, _) = rest.split_once('}').unwrap();
            assert!(PLACEHOLDERS.contains(&name), "{command}");
        }
        assert!(!command.contains(['\'', '"', '`', '$', '\n']), "{command}");
    }
}

#[test]
fn references_lead_to_standards_and_manuals() {
    const PLACES: &[&str] = &[
        "https://www.rfc-editor.org/rfc/rfc",
        "https://cabforum.org/",
        "https://docs.openssl.org/",
        "https://docs.python.org/3/",
        "https://go.dev/doc/",
        "https://googlechrome.github.io/",
        "https://letsencrypt.org/docs/",
        "https://nvd.nist.gov/vuln/detail/CVE-",
        "https://csrc.nist.gov/pubs/fips/",
        "https://support.apple.com/",
        "https://wiki.mozilla.org/CA/",
    ];
    for rule in rules::ALL {
        for reference in rule.references {
            assert!(
                PLACES.iter().any(|place| reference.url.starts_with(place)),
                "{}: {}",
                rule.id,
                reference.url
            );
            let Some(number) = reference.label.strip_prefix("RFC ") else { continue };
            let digits: String = number.chars().take_while(char::is_ascii_digit).collect();
            let page = format!("https://www.rfc-editor.org/rfc/rfc{digits}");
            let section =
                number.split_once(", ").map(|(_, rest)| rest.split([' ', ',']).next().unwrap());
            match section {
                Some(section) => {
                    assert_eq!(reference.url, format!("{page}#section-{section}"), "{}", rule.id)
                }
                None => assert_eq!(reference.url, page, "{}", rule.id),
            }
        }
    }
}

#[test]
fn explanations_refer_to_rules_weigh_no_less_and_go_in_no_circle() {
    fn visit(rule: &Rule, trail: &mut Vec<&'static str>) {
        for id in rule.explains {
            assert!(!trail.contains(id), "a circle: {trail:?} {id}");
            let other = rules::find(id)
                .unwrap_or_else(|| panic!("{} explains {id}, which is no rule", rule.id));
            // Where nobody said which roots count, a root that is not here is no fault of anything.
            let unasked = (rule.id, *id) == ("root-not-here", "issuer-missing")
                || (rule.id, *id) == ("root-not-here", "not-trusted");
            let weighs = other.severity <= rule.severity || unasked;
            assert!(weighs, "{} would hide the graver {id}", rule.id);
            trail.push(other.id);
            visit(other, trail);
            trail.pop();
        }
    }
    for rule in rules::ALL {
        visit(rule, &mut vec![rule.id]);
    }
}

#[test]
fn the_catalogue_is_up_to_date() {
    let path = root().join("docs/rules.md");
    let text = catalogue();
    if std::env::var_os("UPDATE_EXPECT").is_some_and(|value| value == "1") {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, &text).unwrap();
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        written == text,
        "docs/rules.md is out of date; run UPDATE_EXPECT=1 cargo test --test native rules::"
    );
}

#[test]
fn lints_stand_beside_rules_that_exist() {
    let text = std::fs::read_to_string(root().join("tests/ledgers/lints.tsv")).unwrap();
    let mut seen = BTreeSet::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let parts: Vec<&str> = line.split('\t').collect();
        let [rule, lint, counts] = parts[..] else { panic!("{line}") };
        assert!(rules::find(rule).is_some(), "there is no rule {rule}");
        assert!(lint.starts_with("zlint:") || lint.starts_with("pkilint:"), "{line}");
        assert!(["both", "recall", "precision"].contains(&counts), "{line}");
        assert!(seen.insert((rule, lint)), "{line} stands there twice");
    }
}

fn catalogue() -> String {
    let mut text = String::from(
        "# Rules\n\nWritten from `src/hints/common` and `src/hints/rules` by `UPDATE_EXPECT=1 cargo test --test native rules::`; do not edit.\n\n\
         Error: the mainstream clients for the use refuse the certificate. Warning: some clients refuse it, or all \
         will from a known date. Notice: worth knowing; no client minds. Findings of equal severity are shown in this \
         order.\n\n| rule | severity | title |\n|---|---|---|\n",
    );
    for rule in rules::ALL {
        text.push_str(&format!(
            "| [{0}](#{0}) | {1} | {2} |\n",
            rule.id,
            rule.severity.word(),
            rule.title
        ));
    }
    for rule in rules::ALL {
        text.push_str(&format!(
            "\n## {}\n\n**{}** ({})\n\n{}\n\n{}\n\n",
            rule.id,
            rule.title,
            rule.severity.word(),
            rule.what,
            rule.why
        ));
        for fix in rule.fixes {
            text.push_str(&format!("- {}: {}\n", who(fix.who), fix.step));
            if !fix.command.is_empty() {
                let whole = pemlens::present::whole(fix.command);
                let lines = whole.replace("{stem}", "server").replace("{usage}", "serverAuth");
                let lines =
                    lines.replace("{names}", "-subj /CN={host} -addext subjectAltName=DNS:{host}");
                for line in lines.lines() {
                    text.push_str(&format!("  `{line}`\n"));
                }
            }
        }
        if !rule.messages.is_empty() {
            text.push_str("\nPrograms say:\n\n");
            for message in rule.messages {
                text.push_str(&format!("- {}: `{}`\n", message.stack.name(), message.text));
            }
        }
        text.push('\n');
        for reference in rule.references {
            text.push_str(&format!("- [{}]({})\n", reference.label, reference.url));
        }
        let lints = lints(rule.id);
        if !lints.is_empty() {
            text.push_str(&format!("\nLinters ask the same: {}.\n", lints.join(", ")));
        }
        if !rule.explains.is_empty() {
            text.push_str(&format!("\nExplains {}.\n", rule.explains.join(", ")));
        }
    }
    text
}

/// `zlint: e_…`: the lints that tests/ledgers/lints.tsv sets beside a rule.
fn lints(id: &str) -> Vec<String> {
    let text = std::fs::read_to_string(root().join("tests/ledgers/lints.tsv")).unwrap();
    let lines = text.lines().filter_map(|line| line.split_once('\t'));
    let of_rule = lines.filter(|(rule, _)| *rule == id);
    of_rule.map(|(_, rest)| rest.split('\t').next().unwrap().replacen(':', ": ", 1)).collect()
}

fn who(who: Who) -> &'static str {
    match who {
        Who::Server => "Server",
        Who::Client => "Client",
        Who::Issuer => "Issuer",
        Who::Anyone => "Anyone",
    }
}
