//! Case files, as `tests/cases.rs` describes them: read strictly, run, written back. Below it, what
//! several files of tests share.

// With fewer features there are fewer tests, and they use a part of it.
#![cfg_attr(not(feature = "cli"), allow(dead_code))]

pub mod chains;
pub mod chance;
#[cfg(feature = "full")]
pub mod locked;
#[cfg(feature = "cli")]
pub mod program;
pub mod work;

use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard};

use pemlens::input::{Source, Workspace};
use pemlens::model::{Purpose, Question, Time, Trust};
use pemlens::report::{Report, analyse};

/// One case file.
pub struct Case {
    /// Where it is.
    pub path: PathBuf,
    /// The folder's name: a rule.
    pub rule: String,
    /// The time asked about.
    pub now: Time,
    /// The host asked about; empty for none.
    pub host: String,
    /// The use asked about.
    pub purpose: Purpose,
    /// The anchors that count.
    pub trust: Trust,
    /// From this certificate on they form a second source, which is marked as trusted.
    pub trusted_from: Option<usize>,
    /// The CAs are held to the rules of public CAs.
    pub as_public: bool,
    /// What is to be found, sorted; empty for nothing.
    pub expect: Vec<String>,
    /// What `openssl verify` prints; `None` where the case does not say.
    pub openssl: Option<Vec<String>>,
    /// The PEM blocks.
    pub blocks: Vec<String>,
}

/// Tests of one program run at the same time; files are read and written one by one.
static FILES: Mutex<()> = Mutex::new(());

fn files() -> MutexGuard<'static, ()> {
    // A test that failed leaves the files whole.
    FILES.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
}

/// The folder of all cases. (The package of tests/engines lies below that of all other tests.)
pub fn folder() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors();
    here.map(|it| it.join("tests/cases")).find(|it| it.is_dir()).unwrap()
}

/// Calls for each, in two threads, and gathers what is said.
pub fn in_two<T: Sync>(all: &[T], look: impl Fn(&T) -> Vec<String> + Sync) -> Vec<String> {
    let halves = all.split_at(all.len() / 2);
    std::thread::scope(|scope| {
        let look = &look;
        let other = scope.spawn(move || halves.1.iter().flat_map(look).collect::<Vec<_>>());
        let mut said: Vec<String> = halves.0.iter().flat_map(look).collect();
        said.extend(other.join().unwrap());
        said
    })
}

/// All cases, sorted by path. Panics where a file or folder is not as it should be.
pub fn all() -> Vec<Case> {
    let _guard = files();
    let mut cases = Vec::new();
    for rule in entries(&folder()) {
        assert!(rule.is_dir(), "{}: only folders belong here", rule.display());
        let files = entries(&rule);
        assert!(!files.is_empty(), "{}: empty folder", rule.display());
        for file in files {
            let extension = file.extension().and_then(|e| e.to_str());
            assert_eq!(extension, Some("case"), "{}: only .case files belong here", file.display());
            cases.push(Case::read(&file));
        }
    }
    cases
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

/// Whether differences are to be written into the files.
pub fn updating() -> bool {
    std::env::var_os("UPDATE_EXPECT").is_some_and(|value| value == "1")
}

impl Case {
    /// One case, from its file.
    pub fn read(path: &Path) -> Self {
        let place = path.display();
        let text = std::fs::read_to_string(path).unwrap();
        let (head, body) = text
            .split_once("\n\n")
            .unwrap_or_else(|| panic!("{place}: an empty line must end the head"));
        let mut values: Vec<(&str, &str)> = Vec::new();
        for line in head.lines() {
            let (key, value) =
                line.split_once(": ").unwrap_or_else(|| panic!("{place}: no “key: value”: {line}"));
            let repeatable = matches!(key, "expect" | "openssl");
            assert!(
                repeatable || values.iter().all(|(known, _)| *known != key),
                "{place}: {key} twice"
            );
            values.push((key, value));
        }
        let one =
            |key: &str| values.iter().find(|(known, _)| *known == key).map(|(_, value)| *value);
        let needed = |key: &str| one(key).unwrap_or_else(|| panic!("{place}: {key} is missing"));
        let many = |key: &str| -> Vec<String> {
            values
                .iter()
                .filter(|(known, _)| *known == key)
                .map(|(_, value)| (*value).to_owned())
                .collect()
        };
        const KEYS: [&str; 9] =
            ["about", "now", "host", "use", "trust", "trusted-from", "rules", "expect", "openssl"];
        for (key, _) in &values {
            assert!(KEYS.contains(key), "{place}: unknown key {key}");
        }
        needed("about");
        let mut expect = many("expect");
        assert!(!expect.is_empty(), "{place}: expect is missing");
        if expect == ["nothing"] {
            expect.clear();
        }
        expect.sort();
        assert!(
            expect.windows(2).all(|pair| pair[0] != pair[1]),
            "{place}: the same expect line twice"
        );
        let openssl = many("openssl");
        let end = "-----END CERTIFICATE-----\n";
        let blocks: Vec<String> = body
            .split_inclusive(end)
            .filter(|b| b.contains("-----BEGIN"))
            .map(str::to_owned)
            .collect();
        assert!(!blocks.is_empty(), "{place}: no PEM block");
        Self {
            path: path.to_owned(),
            rule: path.parent().unwrap().file_name().unwrap().to_str().unwrap().to_owned(),
            now: Time::parse(needed("now")).unwrap_or_else(|| panic!("{place}: now is no time")),
            host: one("host").unwrap_or_default().to_owned(),
            purpose: match needed("use") {
                "server" => Purpose::Server,
                "client" => Purpose::Client,
                "ca" => Purpose::Ca,
                "any" => Purpose::Any,
                other => panic!("{place}: unknown use {other}"),
            },
            trust: match needed("trust") {
                "public" => Trust::Public,
                "given" => Trust::Given,
                "auto" => Trust::Auto,
                other => panic!("{place}: unknown trust {other}"),
            },
            trusted_from: one("trusted-from").map(|n| {
                n.parse().unwrap_or_else(|_| panic!("{place}: trusted-from is no number"))
            }),
            as_public: one("rules").is_some_and(|rules| match rules {
                "public" => true,
                other => panic!("{place}: unknown rules {other}"),
            }),
            expect,
            openssl: Some(openssl).filter(|lines| !lines.is_empty()),
            blocks,
        }
    }

    /// The sources it gives.
    pub fn sources(&self) -> Vec<Source> {
        let cut = self.trusted_from.unwrap_or(self.blocks.len());
        let source = |id: u32, blocks: &[String], trusted: bool| Source {
            id,
            name: format!("{id}.pem"),
            bytes: blocks.concat().into_bytes(),
            trusted,
            as_public: self.as_public,
            ..Source::default()
        };
        let mut sources = Vec::new();
        if cut > 0 {
            sources.push(source(1, &self.blocks[..cut], false));
        }
        if cut < self.blocks.len() {
            sources.push(source(2, &self.blocks[cut..], true));
        }
        sources
    }

    /// What it asks.
    pub fn question(&self) -> Question {
        Question {
            purpose: Some(self.purpose),
            host: self.host.clone(),
            trust: self.trust,
            at: self.now.0,
            leaf: None,
            ..Question::default()
        }
    }

    /// The report on it.
    pub fn report(&self) -> Report {
        let workspace = Workspace { sources: self.sources(), question: self.question() };
        let report = analyse(&workspace);
        assert_eq!(
            report.objects.len(),
            self.blocks.len(),
            "{}: not every block was read",
            self.path.display()
        );
        report
    }

    /// Puts lines in the place of those of a key, and writes the file.
    pub fn rewrite(&self, key: &str, lines: &[String]) {
        let _guard = files();
        let prefix = format!("{key}: ");
        let text = std::fs::read_to_string(&self.path).unwrap();
        let (head, body) = text.split_once("\n\n").unwrap();
        let at =
            head.lines().position(|line| line.starts_with(&prefix)).unwrap_or(head.lines().count());
        let mut kept: Vec<String> =
            head.lines().filter(|line| !line.starts_with(&prefix)).map(str::to_owned).collect();
        for (offset, line) in lines.iter().enumerate() {
            kept.insert(at + offset, format!("{prefix}{line}"));
        }
        std::fs::write(&self.path, format!("{}\n\n{body}", kept.join("\n"))).unwrap();
    }
}
