//! A private PKI in a folder of its own, guides filled with it, and the programs that are set up so.

use std::fs;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use pemlens::guide;
use pemlens::input::Source;
use pemlens::model::Question;
use pemlens::report::{self, Report};
use pemlens::view::{GuideAsk, GuideView, HandshakeAsk, Note};
use pemlens::{handshake, present};
use rcgen::{
    CertificateParams, CertificateRevocationListParams, DnType, ExtendedKeyUsagePurpose as Eku,
    Issuer, KeyIdMethod, KeyPair, KeyUsagePurpose, RevokedCertParams, SanType, SerialNumber,
    date_time_ymd,
};

use crate::common::chains;

/// The first moment of 2030: what is valid now is so then, and what has expired has long done so.
pub struct World {
    pub folder: PathBuf,
}

/// What is loaded for a guide of both sides.
pub const BOTH: &[&str] =
    &["server.pem", "server.key", "client.pem", "client.key", "issuing.pem", "root.pem"];
/// The same with revocation lists of both CAs.
pub const LISTS: &[&str] = &[
    "server.pem",
    "server.key",
    "client.pem",
    "client.key",
    "issuing.pem",
    "root.pem",
    "root.crl",
    "issuing.crl",
];
/// A client whose certificate has expired.
pub const EXPIRED: &[&str] =
    &["server.pem", "server.key", "expired.pem", "expired.key", "issuing.pem", "root.pem"];
/// The server alone, with its CA.
pub const SERVER: &[&str] = &["server.pem", "server.key", "issuing.pem", "root.pem"];

impl World {
    /// Makes the folder and everything in it.
    pub fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("guides-{name}"));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(folder.join("etc")).unwrap();
        let world = Self { folder };
        world.issue();
        world
    }

    fn issue(&self) {
        let key = || KeyPair::generate().unwrap();
        let (root_key, issuing_key, other_key) = (key(), key(), key());
        let sign = |mut ca: CertificateParams| {
            ca.key_identifier_method = KeyIdMethod::Sha256;
            ca
        };
        let root = sign(chains::ca("Guide Root"));
        let issuing = sign(chains::ca("Guide Issuing"));
        let other = sign(chains::ca("Another Root"));
        self.write("root.pem", &root.self_signed(&root_key).unwrap().pem());
        self.write("other-root.pem", &other.self_signed(&other_key).unwrap().pem());
        let above = Issuer::new(root, &root_key);
        let issued = issuing.signed_by(&issuing_key, &above).unwrap();
        self.write("issuing.pem", &issued.pem());
        self.write("issuing.key", &issuing_key.serialize_pem());
        self.write("root.key", &root_key.serialize_pem());
        let below = Issuer::new(issuing, &issuing_key);
        let beside = Issuer::new(other, &other_key);

        let leaf = |name: &str, usage: Eku, number: u8| {
            let mut leaf = chains::server();
            leaf.subject_alt_names = match usage {
                Eku::ServerAuth => vec![
                    SanType::DnsName("localhost".try_into().unwrap()),
                    SanType::IpAddress([127, 0, 0, 1].into()),
                ],
                _ => Vec::new(),
            };
            leaf.distinguished_name = rcgen::DistinguishedName::new();
            leaf.distinguished_name.push(DnType::CommonName, name);
            leaf.extended_key_usages = vec![usage];
            leaf.key_usages = vec![KeyUsagePurpose::DigitalSignature];
            leaf.serial_number = Some(SerialNumber::from(vec![number]));
            leaf.not_before = date_time_ymd(2025, 1, 1);
            leaf.not_after = date_time_ymd(2039, 12, 31);
            leaf
        };
        let save = |file: &str, leaf: CertificateParams, issuer: &Issuer<'_, &KeyPair>| {
            let key = key();
            self.write(&format!("{file}.pem"), &leaf.signed_by(&key, issuer).unwrap().pem());
            self.write(&format!("{file}.key"), &key.serialize_pem());
        };
        save("server", leaf("localhost", Eku::ServerAuth, 11), &below);
        save("client", leaf("client-1", Eku::ClientAuth, 12), &below);
        save("revoked", leaf("client-1", Eku::ClientAuth, 13), &below);
        save("wrong-use", leaf("client-1", Eku::ServerAuth, 14), &below);
        save("stranger", leaf("client-1", Eku::ClientAuth, 15), &beside);
        let mut expired = leaf("client-1", Eku::ClientAuth, 16);
        expired.not_after = date_time_ymd(2025, 2, 1);
        save("expired", expired, &below);
        for one in ["client", "revoked", "wrong-use", "expired"] {
            let whole = [self.read(&format!("{one}.pem")), self.read("issuing.pem")].concat();
            self.write(&format!("{one}-whole.pem"), &whole);
        }
        self.write("stranger-whole.pem", &self.read("stranger.pem"));
        let list = |revoked: Vec<RevokedCertParams>, issuer: &Issuer<'_, &KeyPair>| {
            CertificateRevocationListParams {
                this_update: date_time_ymd(2026, 1, 1),
                next_update: date_time_ymd(2039, 1, 1),
                crl_number: SerialNumber::from(vec![1]),
                issuing_distribution_point: None,
                revoked_certs: revoked,
                key_identifier_method: KeyIdMethod::Sha256,
            }
            .signed_by(issuer)
            .unwrap()
            .pem()
            .unwrap()
        };
        let revoked = RevokedCertParams {
            serial_number: SerialNumber::from(vec![13]),
            revocation_time: date_time_ymd(2026, 1, 2),
            reason_code: None,
            invalidity_date: None,
        };
        self.write("root.crl", &list(Vec::new(), &above));
        self.write("issuing.crl", &list(vec![revoked], &below));
    }

    pub fn write(&self, name: &str, text: &str) {
        fs::write(self.folder.join(name), text).unwrap();
    }

    pub fn read(&self, name: &str) -> String {
        String::from_utf8_lossy(&fs::read(self.folder.join(name)).unwrap_or_default()).into_owned()
    }

    pub fn path(&self, name: &str) -> String {
        self.folder.join(name).to_str().unwrap().to_owned()
    }

    /// The report about files of the folder, now.
    pub fn report(&self, files: &[&str]) -> Report {
        let given = (1u32..).zip(files).map(|(id, name)| {
            let bytes = fs::read(self.folder.join(name)).unwrap();
            let source = Source { id, name: (*name).to_owned(), bytes, ..Source::default() };
            report::read(&source, &mut |_| {})
        });
        // 2026-11-29, as good as any day of its validity.
        report::examine(given.collect(), &Question { at: 1_796_000_000, ..Question::default() })
    }

    /// The guide for files of the folder.
    pub fn guide(&self, program: &str, ask: GuideAsk, files: &[&str]) -> GuideView {
        let ask = GuideAsk { program: program.into(), ..ask };
        let view = guide::guide(&self.report(files), &ask);
        assert!(!view.refused && !view.notes.is_empty(), "{view:#?}");
        view
    }

    pub fn server(&self, program: &str, files: &[&str]) -> GuideView {
        self.guide(program, GuideAsk { client: Some(false), ..GuideAsk::default() }, files)
    }

    pub fn client(&self, program: &str, files: &[&str]) -> GuideView {
        self.guide(program, GuideAsk { client: Some(true), ..GuideAsk::default() }, files)
    }

    /// Makes the files of a guide, as it says; then its block that puts them in place, with its
    /// folder moved into this one.
    pub fn place(&self, view: &GuideView, folder: &str) {
        for file in view.notes.iter().filter(|note| note.title == "Files").flat_map(|it| &it.inside)
        {
            self.sh(&file.command);
        }
        if let Some(note) = view.notes.iter().find(|note| note.title.starts_with("Put the files")) {
            self.sh(&self.moved(&note.command, folder));
        }
    }

    /// A text with what belongs to the system moved into this folder.
    pub fn moved(&self, text: &str, folder: &str) -> String {
        let here = format!("{}/", self.path("etc"));
        text.replace("sudo ", "").replace(folder, &here)
    }

    /// Runs a script here; it must succeed.
    pub fn sh(&self, script: &str) -> String {
        let output = Command::new("bash")
            .args(["-ec", script])
            .current_dir(&self.folder)
            .stdin(Stdio::null())
            .output()
            .unwrap();
        let said = both(&output);
        assert!(output.status.success(), "{script}\n{said}");
        said
    }

    /// Runs a script here; whether it succeeded, and what it printed.
    pub fn tries(&self, script: &str) -> (bool, String) {
        let output = Command::new("bash")
            .args(["-c", script])
            .current_dir(&self.folder)
            .stdin(Stdio::null())
            .output()
            .unwrap();
        (output.status.success(), both(&output))
    }

    /// Starts a program here.
    pub fn spawn(&self, script: &str, log: &str) -> Running {
        let log = fs::File::create(self.folder.join(log)).unwrap();
        let child = Command::new("bash")
            .args(["-c", &format!("exec {script}")])
            .current_dir(&self.folder)
            .env("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin")
            .stdin(Stdio::null())
            .stdout(log.try_clone().unwrap())
            .stderr(log)
            .spawn()
            .unwrap();
        Running { child }
    }

    /// Waits until something holds.
    pub fn waits_for(&self, holds: &dyn Fn() -> bool) {
        for _ in 0..2_400 {
            if holds() {
                return;
            }
            thread::sleep(Duration::from_millis(50));
        }
        panic!("it does not come to that");
    }

    /// Waits until a log holds one of these words.
    pub fn waits(&self, log: &str, words: &[&str]) {
        for _ in 0..2_400 {
            if words.iter().any(|word| self.read(log).contains(word)) {
                return;
            }
            thread::sleep(Duration::from_millis(50));
        }
        panic!("none of {words:?} in {log}:\n{}", self.read(log));
    }

    /// Starts a program here and waits until it listens.
    pub fn start(&self, script: &str, port: u16) -> Running {
        let mut running = self.spawn(script, "output.log");
        for _ in 0..2_400 {
            if TcpStream::connect(("127.0.0.1", port)).is_ok() {
                return running;
            }
            if running.child.try_wait().unwrap().is_some() {
                break;
            }
            thread::sleep(Duration::from_millis(50));
        }
        panic!("{script} does not listen:\n{}", self.read("output.log"));
    }

    /// What `handshake` says that a server prints about a client's files.
    pub fn foretold(&self, server: &str, client: &str) -> Vec<String> {
        let whole = format!("{client}-whole.pem");
        let key = format!("{client}.key");
        let files = ["server.pem", "server.key", "issuing.pem", "root.pem", &whole, &key];
        let ask =
            HandshakeAsk { server: server.into(), depth: depth(server), ..Default::default() };
        let sources = vec![
            (1, pemlens::view::Place::ServerChain),
            (5, pemlens::view::Place::ClientChain),
            (6, pemlens::view::Place::ClientChain),
            (3, pemlens::view::Place::ServerChain),
            (4, pemlens::view::Place::ServerTrust),
            (4, pemlens::view::Place::ClientTrust),
        ];
        let ask = HandshakeAsk { sources, ..ask };
        let view = present::handshake(&self.report(&files), &ask, "");
        assert_eq!(view.fit, pemlens::view::Fit::Bad, "{}", view.headline);
        view.server.says
    }
}

/// A depth that is enough for one intermediate, as the program counts.
fn depth(server: &str) -> String {
    let program = handshake::Program::named(server).unwrap();
    let depth = program.server.as_ref().map(|serves| serves.depth);
    match depth {
        Some(handshake::Depth::Free) | None => String::new(),
        _ => "2".into(),
    }
}

fn both(output: &std::process::Output) -> String {
    let [out, error] = [&output.stdout, &output.stderr].map(|it| String::from_utf8_lossy(it));
    format!("{out}{error}")
}

/// The command of the first note whose title begins so.
pub fn block(view: &GuideView, title: &str) -> String {
    let found = view.notes.iter().find(|note| note.title.starts_with(title));
    found.unwrap_or_else(|| panic!("no block {title} in {:?}", titles(&view.notes))).command.clone()
}

fn titles(notes: &[Note]) -> Vec<&str> {
    notes.iter().map(|note| note.title.as_str()).collect()
}

/// A program that runs until the test ends.
pub struct Running {
    child: Child,
}

impl Drop for Running {
    fn drop(&mut self) {
        // Servers end their workers on SIGTERM; a kill would leave them.
        let _ = Command::new("kill").arg(self.child.id().to_string()).status();
        for _ in 0..100 {
            if self.child.try_wait().is_ok_and(|ended| ended.is_some()) {
                return;
            }
            thread::sleep(Duration::from_millis(50));
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A port that nobody listens on.
pub fn port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

/// Whether all these programs are here; where not, it is said.
pub fn has(programs: &[&str]) -> bool {
    let missing: Vec<&&str> = programs
        .iter()
        .filter(|program| {
            let found = ["/usr/sbin", "/usr/bin", "/usr/local/bin", "/usr/local/sbin"];
            !found.iter().any(|folder| Path::new(folder).join(program).exists())
        })
        .collect();
    if !missing.is_empty() {
        println!("SKIPPED: {missing:?} not installed, so the guide was not run");
    }
    missing.is_empty()
}

/// An application behind a proxy, which answers with the head of the request.
pub fn application() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let Ok(mut stream) = stream else { break };
            let mut head = Vec::new();
            let mut byte = [0u8; 1];
            while !head.ends_with(b"\r\n\r\n") && stream.read(&mut byte).is_ok_and(|it| it == 1) {
                head.push(byte[0]);
            }
            let answer = format!("HTTP/1.0 200 OK\r\nContent-Length: {}\r\n\r\n", head.len());
            let _ = stream.write_all(answer.as_bytes());
            let _ = stream.write_all(&head);
        }
    });
    port
}
