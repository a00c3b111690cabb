//! The invariants of ARCHITECTURE.md that the compiler does not check: who may name what, and
//! that every file says what it is for.

#[path = "tidy/uses.rs"]
mod uses;

use std::fs;
use std::path::{Path, PathBuf};

/// Words, and the files that may use them (beginnings of paths below `src`).
const WORDS: &[(&str, &[&str])] = &[
    ("x509_parser", &["decode.rs", "decode/"]),
    ("saphyr_parser", &["input/full/values.rs", "input/settings.rs"]),
    ("roxmltree", &["input/full/markup.rs"]),
    ("flate2", &["input/full/archive.rs"]),
    ("zip::", &["input/full/archive.rs"]),
    ("tar::", &["input/full/archive.rs"]),
    ("webpki_roots", &["trust.rs"]),
    ("webpki_root_certs", &["trust/whole.rs"]),
    ("public_suffix", &["purpose/suffix.rs"]),
    ("webpki::", &["stacks/rustls.rs", "stacks/rustls/"]),
    ("rustls_pki_types", &["stacks/rustls.rs", "stacks/rustls/"]),
    ("rsa::", &["crypto.rs", "crypto/"]),
    ("p256::", &["crypto.rs", "crypto/"]),
    ("p384::", &["crypto.rs", "crypto/"]),
    ("p521::", &["crypto.rs", "crypto/"]),
    ("ed25519_dalek", &["crypto.rs", "crypto/"]),
    ("ed448_goldilocks", &["crypto.rs", "crypto/"]),
    ("k256::", &["crypto.rs", "crypto/"]),
    ("ml_dsa::", &["crypto.rs", "crypto/"]),
    ("sha1::", &["crypto.rs", "crypto/"]),
    ("sha2::", &["crypto.rs", "crypto/"]),
    ("md5::", &["crypto.rs", "crypto/"]),
    ("aes::", &["crypto/"]),
    ("aes_gcm", &["crypto/"]),
    ("bcrypt_pbkdf::", &["crypto/"]),
    ("cbc::", &["crypto/"]),
    ("des::", &["crypto/"]),
    ("hmac::", &["crypto/"]),
    ("rc2::", &["crypto/"]),
    ("rc4::", &["crypto/"]),
    ("scrypt::", &["crypto/"]),
    ("zeroizing_alloc", &["bin/"]),
    ("ssh_cipher", &["crypto/"]),
    ("web_sys", &["ui/browser.rs", "ui/browser/", "wire.rs", "worker.rs", "worker/", "main.rs"]),
    (
        "js_sys",
        &[
            "javascript.rs",
            "ui/browser.rs",
            "ui/browser/",
            "wire.rs",
            "worker.rs",
            "worker/",
            "main.rs",
        ],
    ),
    ("yew", &["ui.rs", "ui/", "main.rs"]),
    (
        "serde_json",
        &[
            "export.rs",
            "export/",
            "library.rs",
            "judge/lines.rs",
            "judge/revocation.rs",
            "handshake/lines.rs",
            "decode/full/jwk.rs",
            "convert/jwk.rs",
            "input/full/values.rs",
            "bin/pemlens.rs",
        ],
    ),
    // No clock, no randomness, no network below `report`: only doors ask for the time.
    ("SystemTime", &["bin/pemlens.rs"]),
    ("Instant::now", &[]),
    ("Date::now", &["ui/browser.rs", "ui/browser/"]),
    ("now_utc", &[]),
    ("getrandom", &["bin/pemlens/convert.rs"]),
    ("std::net::Tcp", &[]),
    ("std::net::Udp", &[]),
    ("std::fs", &["bin/pemlens.rs", "bin/pemlens/convert.rs", "bin/pemlens/walk.rs"]),
    ("std::env", &["bin/pemlens.rs"]),
];

/// The modules of the engine from the input to the view. Each may use those before it.
const ORDER: &[&str] = &[
    "engine",
    "model",
    "view",
    "crypto",
    "input",
    "decode",
    "trust",
    "purpose",
    "path",
    "revocation",
    "stacks",
    "judge",
    "hints",
    "handshake",
    "report",
    "diff",
    "timeline",
    "explain",
    "inside",
    "present",
    "convert",
    "guide",
    "check",
    "export",
    "library",
];

/// `view` is plain data above `model`, and the page's programs stand at the very end.
const DOORS: &[&str] = &["javascript", "wire", "worker", "ui", "main", "lib", "bin"];

#[test]
fn only_the_named_modules_name_outside_crates_and_the_clock() {
    let mut faults = Vec::new();
    for (path, text) in sources() {
        for (word, allowed) in WORDS {
            if allowed.iter().any(|start| path.starts_with(start)) {
                continue;
            }
            for (number, line) in code_lines(&text) {
                if names(line, word) {
                    faults.push(format!("src/{path}:{number} names {word}"));
                }
            }
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn modules_use_only_those_before_them() {
    let mut faults = Vec::new();
    for (path, text) in sources() {
        let module = path.split(['/', '.']).next().unwrap_or_default();
        if DOORS.contains(&module) {
            continue;
        }
        let Some(place) = ORDER.iter().position(|m| *m == module) else {
            faults.push(format!(
                "src/{path} is in no known module; put {module} into the order of tests/tidy.rs"
            ));
            continue;
        };
        for (number, line) in code_lines(&text) {
            for used in line.match_indices("crate::").filter_map(|(at, _)| line.get(at + 7..)) {
                let used: String = used.chars().take_while(|c| c.is_ascii_lowercase()).collect();
                let later = ORDER.iter().position(|m| *m == used).is_some_and(|at| at > place);
                if later || DOORS.contains(&used.as_str()) {
                    faults.push(format!(
                        "src/{path}:{number}: {module} uses {used}, which stands behind it"
                    ));
                }
            }
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn the_page_knows_only_model_and_view() {
    for (path, text) in sources().into_iter().filter(|(path, _)| path.starts_with("ui")) {
        for (number, line) in code_lines(&text) {
            for module in [
                "crypto", "input", "decode", "trust", "purpose", "path", "hints", "report",
                "present",
            ] {
                assert!(
                    !line.contains(&format!("crate::{module}")),
                    "src/{path}:{number} uses {module}"
                );
            }
        }
    }
}

/// Words are for people: what code decides by has a kind of its own (`ProblemKind`, a rule, a code).
#[test]
fn nothing_is_decided_by_searching_a_sentence() {
    /// The words of a real program, which its callers search too.
    const ELSEWHERE: &[&str] = &["handshake/programs/java.rs"];
    const SENTENCES: [&str; 6] = ["message", "detail", "reason", "sentence", "advice", "more"];
    const SEARCHES: [&str; 5] = ["contains(", "starts_with(", "ends_with(", "find(", "eq("];
    let mut faults = Vec::new();
    for (path, text) in sources() {
        if ELSEWHERE.contains(&path.as_str()) {
            continue;
        }
        // A call may go on in the next line.
        let code: Vec<(usize, &str)> = code_lines(&text).collect();
        for (at, (number, line)) in code.iter().enumerate() {
            let next = code.get(at + 1).map_or("", |(_, next)| next.trim_start());
            let joined = format!("{line}{next}");
            for (field, search) in SENTENCES.iter().flat_map(|f| SEARCHES.map(|s| (f, s))) {
                let call = format!(".{field}.{search}");
                let here = joined.find(&call).is_some_and(|start| start < line.len());
                if here || line.contains(&format!(".{field} == \"")) {
                    faults.push(format!("src/{path}:{number} searches a {field}"));
                }
            }
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

/// Files of one folder that use each other in a circle are read as one. Those that are left: readers
/// of containers and what opens the containers in them; nothing may join them.
#[test]
fn files_of_a_room_use_each_other_in_no_circle() {
    const LEFT: &[(&str, &[&str])] = &[
        ("decode::full", &["bks", "keys", "keystore", "pkcs12", "ssh"]),
        ("export", &["explain", "json"]),
        ("handshake", &["openssl", "outcome", "program", "programs", "side"]),
        ("handshake", &["run", "words"]),
        ("hints", &["common", "public", "rule", "rules", "run", "told", "transparency"]),
        (
            "input::full",
            &[
                "archive", "encoded", "loose", "mail", "markup", "naming", "open", "values",
                "variable",
            ],
        ),
        ("input::full", &["secrets", "secrets_codes"]),
        // The structures of the standards hold each other.
        ("inside::shapes", &["certificate", "extensions", "keys"]),
        ("stacks::go", &["extensions", "parse", "strings"]),
        ("ui::browser", &["give", "link"]),
    ];
    let circles = uses::circles(&sources());
    assert!(circles.iter().any(|(room, _)| room == "input::full"), "no circle is found any more");
    for (room, files) in circles {
        let known = |(left, names): &(&str, &[&str])| {
            *left == room && files.iter().all(|file| names.contains(&file.as_str()))
        };
        assert!(LEFT.iter().any(known), "a circle in {room}: {}", files.join(", "));
    }
}

#[test]
fn every_file_says_what_it_is_for() {
    for (path, text) in sources() {
        // A rule's RULE is its own description.
        if path.starts_with("hints/rules/") || path.starts_with("hints/common/") {
            continue;
        }
        assert!(text.starts_with("//!"), "src/{path} does not begin with a //! comment");
    }
}

#[test]
fn nothing_is_left_unfinished() {
    for (path, text) in sources() {
        for word in ["todo!", "unimplemented!", "FIXME", "dbg!(", "XXX"] {
            assert!(!text.contains(word), "src/{path} contains {word}");
        }
    }
}

#[test]
fn the_page_has_no_inline_script_or_style() {
    let html = fs::read_to_string(root().join("index.html")).unwrap();
    assert!(!html.contains("<style"), "index.html has an inline style");
    for script in html.split("<script").skip(1) {
        assert!(
            script.trim_start().starts_with("type=\"module\" src="),
            "index.html has an inline script"
        );
    }
    for policy in ["default-src 'none'", "form-action 'none'", "base-uri 'none'"] {
        assert!(html.contains(policy), "the policy of index.html lacks {policy}");
    }
    assert!(!html.contains("unsafe-inline") && !html.contains("'unsafe-eval'"));
    // Yew would set a style attribute, which the policy refuses without a word.
    for (path, text) in sources().into_iter().filter(|(path, _)| path.starts_with("ui")) {
        assert!(
            !text.contains(" style={") && !text.contains(" style=\""),
            "src/{path} sets a style attribute"
        );
    }
}

/// A tag can be moved to other code; a commit cannot.
#[test]
fn actions_are_named_by_their_commit() {
    let mut seen = 0;
    let workflows = fs::read_dir(root().join(".github/workflows")).unwrap();
    let own = std::iter::once(root().join("action.yml"));
    for path in workflows.map(|entry| entry.unwrap().path()).chain(own) {
        let text = fs::read_to_string(path).unwrap();
        for line in text
            .lines()
            .filter(|line| line.trim_start().trim_start_matches("- ").starts_with("uses:"))
        {
            let commit = line.split('@').nth(1).and_then(|it| it.split(' ').next()).unwrap_or("");
            let whole = commit.len() == 40 && commit.bytes().all(|byte| byte.is_ascii_hexdigit());
            assert!(whole && line.contains(" # v"), "{line}");
            seen += 1;
        }
    }
    assert!(seen > 10, "{seen}");
}

#[test]
fn every_file_of_tests_is_run() {
    let list = fs::read_to_string(root().join("tests/native.rs")).unwrap();
    let mut seen = 0;
    for entry in fs::read_dir(root().join("tests")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        // `wiped` brings an allocator, and is a program of its own.
        let own = ["native", "wiped"];
        if let Some(name) = name.strip_suffix(".rs").filter(|name| !own.contains(name)) {
            assert!(list.contains(&format!("\nmod {name};\n")), "tests/native.rs lacks {name}");
            seen += 1;
        }
    }
    assert!(seen > 20, "the tests were not found");
}

/// Every Rust file below `src`, by its path from there.
fn sources() -> Vec<(String, String)> {
    let base = root().join("src");
    let mut files = Vec::new();
    collect(&base, &mut files);
    assert!(files.len() > 20, "the sources were not found");
    let mut sources: Vec<(String, String)> = files
        .into_iter()
        .map(|file| {
            let text = fs::read_to_string(&file).unwrap();
            (file.strip_prefix(&base).unwrap().to_str().unwrap().replace('\\', "/"), text)
        })
        .collect();
    sources.sort();
    sources
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|e| e == "rs") {
            files.push(path);
        }
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Numbered lines that are no comment, up to the file's own tests.
fn code_lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines()
        .enumerate()
        .take_while(|(_, line)| !line.starts_with("#[cfg(test)]"))
        .map(|(index, line)| (index + 1, line))
        .filter(|(_, line)| !line.trim_start().starts_with("//"))
}

/// Whether the line names a word as a word: `rsa::` is not in `Ursa::`.
fn names(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(at, _)| {
        let before = line.get(..at).and_then(|start| start.chars().next_back());
        !before.is_some_and(|c| c.is_alphanumeric() || c == '_')
    })
}
