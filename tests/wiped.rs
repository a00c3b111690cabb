//! What is left of keys and passwords in memory when a source was read: every page that the process
//! can write is looked through, heap, stack and statics, with the allocator of the programs.
//!
//! Nothing here may hold what is looked for, so it is kept with every byte changed.

#![cfg(all(feature = "full", target_os = "linux"))]

use std::alloc::System;
use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, PoisonError};

use pemlens::convert::{self, FORMS, RANDOM_BYTES, Random};
use pemlens::decode::HeldKey;
use pemlens::input::{Password, Source, wipe_secrets};
use pemlens::model::Question;
use pemlens::present;
use pemlens::report::{self, Given};
use zeroizing_alloc::ZeroAlloc;

#[global_allocator]
static ALLOCATOR: ZeroAlloc<System> = ZeroAlloc(System);

/// Changes every byte that is looked for.
const MASK: u8 = 0xA5;
/// Bytes in a row that are a find.
const ROW: usize = 12;

const RIGHT: &str = "Right-Pass-Word-4711";
const WRONG: &str = "Wrong-Pass-Word-0815";

/// What is looked for, each byte changed: the beginning, and what it is.
#[derive(Default)]
struct Wanted {
    rows: HashMap<[u8; ROW], String>,
}

impl Wanted {
    /// Every row of some bytes that are already changed; those of few different bytes say nothing.
    fn add(&mut self, about: &str, masked: &[u8]) {
        for row in masked.windows(ROW).step_by(4) {
            let mut different = row.to_vec();
            different.sort_unstable();
            different.dedup();
            if different.len() >= 8 {
                self.rows.insert(row.try_into().unwrap(), about.to_owned());
            }
        }
    }

    /// Both ways round: libraries keep numbers with their last byte first.
    fn add_number(&mut self, about: &str, hex: &str) {
        let digits: Vec<u8> = hex.bytes().filter(u8::is_ascii_hexdigit).collect();
        let value = |digit: u8| (digit as char).to_digit(16).unwrap() as u8;
        let mut masked: Vec<u8> =
            digits.chunks_exact(2).map(|two| (value(two[0]) << 4 | value(two[1])) ^ MASK).collect();
        self.add(about, &masked);
        masked.reverse();
        self.add(about, &masked);
    }

    /// What is found in all memory that can be written.
    fn found(&self) -> Vec<String> {
        let mut first = vec![false; 1 << 16];
        for row in self.rows.keys() {
            first[usize::from(row[0]) << 8 | usize::from(row[1])] = true;
        }
        let mut found = Vec::new();
        let mut memory = File::open("/proc/self/mem").unwrap();
        let maps = fs::read_to_string("/proc/self/maps").unwrap();
        let mut page = vec![0u8; 1 << 16];
        for line in maps.lines().filter(|line| line.contains(" rw") && !line.contains("[v")) {
            let (from, to) = line.split_once(' ').unwrap().0.split_once('-').unwrap();
            let (mut at, to) =
                (u64::from_str_radix(from, 16).unwrap(), u64::from_str_radix(to, 16).unwrap());
            while at < to {
                let length = page.len().min((to - at) as usize);
                if memory.seek(SeekFrom::Start(at)).is_err()
                    || memory.read_exact(&mut page[..length]).is_err()
                {
                    break;
                }
                for byte in &mut page[..length] {
                    *byte ^= MASK;
                }
                let mut place = 0;
                while place + ROW <= length {
                    let two = usize::from(page[place]) << 8 | usize::from(page[place + 1]);
                    if first[two]
                        && let Some(about) = self.rows.get(&page[place..place + ROW])
                    {
                        let name = line.rsplit(' ').next().unwrap();
                        found.push(format!("{about} in {name}"));
                        place += ROW;
                    }
                    place += 1;
                }
                // What was looked for, changed back, would be found when this buffer is looked at.
                page.fill(0);
                at += (length - ROW.min(length - 1)) as u64;
                if length < page.len() {
                    break;
                }
            }
        }
        found.sort();
        found.dedup();
        found
    }
}

fn run(folder: &Path, program: &str, arguments: &[&str]) -> Option<Vec<u8>> {
    let output = Command::new(program).args(arguments).current_dir(folder).output().ok()?;
    let words = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{program} {arguments:?}: {words}");
    Some(output.stdout)
}

/// The private numbers of a key, as OpenSSL prints them; they never lie here as bytes.
fn private_numbers(folder: &Path, key: &str) -> Vec<(String, String)> {
    let text = run(folder, "openssl", &["pkey", "-in", key, "-noout", "-text"]).unwrap();
    let mut numbers: Vec<(String, String)> = Vec::new();
    for line in String::from_utf8(text).unwrap().lines() {
        match line.strip_prefix("    ") {
            Some(digits) => {
                if let Some(last) = numbers.last_mut() {
                    last.1.push_str(digits);
                }
            }
            None => numbers.push((line.trim_end_matches(':').to_owned(), String::new())),
        }
    }
    let private =
        ["priv", "privateExponent", "prime1", "prime2", "exponent1", "exponent2", "coefficient"];
    numbers.retain(|(name, _)| {
        private.iter().any(|it| name == it || (*it != "priv" && name.starts_with(it)))
    });
    assert!(!numbers.is_empty(), "{key}");
    numbers
}

/// A file, its contents in pieces of what is looked for; not the lines that say what it is.
fn masked_lines(path: &Path) -> Vec<Vec<u8>> {
    let text = fs::read_to_string(path).unwrap_or_default().replace("\\n", "\n");
    let body = text.lines().filter(|line| line.len() > 40 && !line.contains("---"));
    body.map(|line| line.bytes().map(|byte| byte ^ MASK).collect()).collect()
}

/// Reads a file as the worker does; what comes back is what it keeps.
fn read(path: &Path, password: Option<&str>) -> Given {
    let mut source = Source {
        id: 1,
        name: path.file_name().unwrap().to_str().unwrap().to_owned(),
        bytes: fs::read(path).unwrap(),
        passwords: password.map(|it| Password::new(it.to_owned())).into_iter().collect(),
        ..Source::default()
    };
    let given = report::read(&source, &mut |_| {});
    wipe_secrets(&mut source.bytes, &given.contents.secrets);
    source.passwords.retain(Password::has_fit);
    given
}

/// What a password is called: no name of a file and no complaint may hold it.
fn word(password: Option<&str>) -> &'static str {
    match password {
        Some(RIGHT) => "the-right",
        Some(_) => "a-wrong",
        None => "no",
    }
}

/// The keys, each in the forms that OpenSSL and OpenSSH write.
fn forms(folder: &Path, kind: &str) -> Vec<(PathBuf, Option<&'static str>)> {
    let key = format!("{kind}.pem");
    let file = |name: &str| folder.join(format!("{kind}.{name}"));
    let out = |name: &str| file(name).to_str().unwrap().to_owned();
    let mut all = vec![(folder.join(&key), None)];
    let protect = format!("pass:{RIGHT}");
    let mut make = |name: &str, arguments: &[&str], password| {
        let to = out(name);
        let mut whole = arguments.to_vec();
        whole.extend(["-in", &key, "-out", &to]);
        run(folder, "openssl", &whole);
        all.push((file(name), password));
    };
    make("der", &["pkey", "-outform", "DER"], None);
    for password in [Some(RIGHT), Some(WRONG), None] {
        let name = format!("aes-{}", word(password));
        make(
            &name,
            &["pkcs8", "-topk8", "-v2", "aes-256-cbc", "-iter", "1000", "-passout", &protect],
            password,
        );
    }
    make(
        "des",
        &["pkcs8", "-topk8", "-v1", "PBE-SHA1-3DES", "-iter", "1000", "-passout", &protect],
        Some(RIGHT),
    );
    if kind.starts_with("rsa") || kind.starts_with("p") {
        make("traditional", &["pkey", "-traditional"], None);
        make("legacy", &["pkey", "-traditional", "-aes128", "-passout", &protect], Some(RIGHT));
    }
    run(
        folder,
        "openssl",
        &["req", "-new", "-x509", "-key", &key, "-subj", "/CN=x", "-out", &out("crt")],
    );
    for password in [Some(RIGHT), Some(WRONG)] {
        let name = format!("p12-{}", word(password));
        run(
            folder,
            "openssl",
            &[
                "pkcs12",
                "-export",
                "-inkey",
                &key,
                "-in",
                &out("crt"),
                "-passout",
                &protect,
                "-out",
                &out(&name),
            ],
        );
        all.push((file(&name), password));
    }
    // The text of the key in other wrappings.
    let pem = fs::read_to_string(folder.join(&key)).unwrap();
    fs::write(
        file("json"),
        format!("{{\"a\": {{\"key\": {}}}}}", serde_json::to_string(&pem).unwrap()),
    )
    .unwrap();
    let indented: String = pem.lines().map(|line| format!("    {line}\n")).collect();
    fs::write(file("yaml"), format!("a:\n  tls.key: |\n{indented}")).unwrap();
    fs::write(file("env"), format!("KEY=\"{}\"\n", pem.replace('\n', "\\n"))).unwrap();
    fs::write(file("mangled"), pem.replace("-----", "----").replace('\n', "\r\n> ")).unwrap();
    let body: String = pem.lines().filter(|line| !line.starts_with('-')).collect();
    fs::write(file("base64"), body).unwrap();
    all.extend(["json", "yaml", "env", "mangled", "base64"].map(|name| (file(name), None)));
    if kind != "ed448" && kind != "x25519" {
        for (name, phrase, password) in [("ssh", "", None), ("ssh-locked", RIGHT, Some(RIGHT))] {
            fs::copy(folder.join(&key), file(name)).unwrap();
            run(folder, "chmod", &["600", &out(name)]);
            // Ed25519 is not read by it from PKCS#8.
            let change = ["-p", "-q", "-N", phrase, "-P", "", "-a", "2", "-f", &out(name)];
            let done = Command::new("ssh-keygen").args(change).output();
            if done.is_ok_and(|it| it.status.success()) {
                all.push((file(name), password));
            }
        }
    }
    all
}

/// A JSON Web Key of these numbers; only text of ours is put together.
fn jwk(folder: &Path, numbers: &[(String, String)]) -> Option<PathBuf> {
    let (_, number) = numbers.iter().find(|(name, _)| name == "priv")?;
    let path = folder.join("key.jwk");
    let script = "import sys,base64,json\nd=bytes.fromhex(sys.argv[1].replace(':',''))[-32:]\n\
        b=lambda x:base64.urlsafe_b64encode(x).rstrip(b'=').decode()\n\
        json.dump({'kty':'EC','crv':'P-256','x':b(bytes(32)),'y':b(bytes(32)),'d':b(d)},open(sys.argv[2],'w'))";
    run(folder, "python3", &["-c", script, number, path.to_str()?])?;
    Some(path)
}

/// One search at a time: what another one has read of this one's memory, changed back, is a find.
static ALONE: Mutex<()> = Mutex::new(());

#[test]
fn nothing_of_a_key_or_a_password_is_left_after_reading() {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    if Command::new("openssl").arg("version").output().is_err() {
        return println!("SKIPPED: openssl is not installed");
    }
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("wiped");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    const KINDS: [(&str, &[&str]); 7] = [
        ("rsa", &["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"]),
        ("p256", &["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"]),
        ("p384", &["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-384"]),
        ("p521", &["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-521"]),
        ("k256", &["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:secp256k1"]),
        ("ed25519", &["-algorithm", "ED25519"]),
        ("ed448", &["-algorithm", "ED448"]),
    ];
    let mut faults = Vec::new();
    let mut tried = 0;
    for (kind, options) in KINDS {
        let key = format!("{kind}.pem");
        let mut arguments = vec!["genpkey", "-out", &key];
        arguments.extend(options);
        run(&folder, "openssl", &arguments);
        let numbers = private_numbers(&folder, &key);
        let mut files = forms(&folder, kind);
        if kind == "p256" {
            files.extend(jwk(&folder, &numbers).map(|path| (path, None)));
        }
        for (path, password) in files {
            let name = path.file_name().unwrap().to_str().unwrap();
            let about = format!("{name} with {} password", word(password));
            let mut wanted = Wanted::default();
            for (name, digits) in &numbers {
                wanted.add_number(&format!("{about}: {name}"), digits);
            }
            if let Some(password) = password {
                let masked: Vec<u8> = password.bytes().map(|byte| byte ^ MASK).collect();
                wanted.add(&format!("{about}: password"), &masked);
            }
            for line in masked_lines(&path) {
                wanted.add(&format!("{about}: text"), &line);
            }
            let given = read(&path, password);
            let keeps = given.contents.items.len() + given.contents.locked.len();
            let report = report::examine(vec![given], &Question::default());
            let view = present::overview(&report);
            let found = wanted.found();
            assert!(keeps > 0 && !view.sources.is_empty(), "{about}: nothing was read");
            tried += 1;
            faults.extend(found);
        }
    }
    assert!(tried > 80, "{tried}");
    assert!(faults.is_empty(), "{} of {tried}:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn the_search_finds_what_is_there() {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let mut wanted = Wanted::default();
    wanted.add("text", &(0..16u8).map(|it| (it * 7 + 50) ^ MASK).collect::<Vec<u8>>());
    assert_eq!(wanted.found(), Vec::<String>::new());
    let held: Vec<u8> = (0..16u8).map(|it| it * 7 + 50).collect();
    assert!(!wanted.found().is_empty() && held.len() == 16);
}

/// Reads files as the page's engine does, which keeps their keys.
fn read_keeping(paths: &[PathBuf], keys: &mut Vec<HeldKey>) -> Vec<Given> {
    let read = |path: &PathBuf| {
        let bytes = fs::read(path).unwrap();
        let mut source = Source { id: 1, name: "given".into(), bytes, ..Source::default() };
        let given = report::read_keeping(&source, &mut |_| {}, keys);
        wipe_secrets(&mut source.bytes, &given.contents.secrets);
        given
    };
    paths.iter().map(read).collect()
}

#[test]
fn a_key_is_kept_until_its_source_is_taken_away_and_no_file_leaves_anything_of_it() {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    if Command::new("openssl").arg("version").output().is_err() {
        return println!("SKIPPED: openssl is not installed");
    }
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("wiped-kept");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    let kinds: [(&str, &[&str]); 3] = [
        ("rsa", &["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"]),
        ("p256", &["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"]),
        ("ed25519", &["-algorithm", "ED25519"]),
    ];
    for (kind, options) in kinds {
        let (key, certificate) = (format!("{kind}.pem"), format!("{kind}.crt"));
        run(&folder, "openssl", &[&["genpkey", "-out", &key], options].concat());
        let request =
            ["req", "-new", "-x509", "-subj", "/CN=x", "-key", &key, "-out", &certificate];
        run(&folder, "openssl", &request);
        let mut wanted = Wanted::default();
        for (name, digits) in private_numbers(&folder, &key) {
            wanted.add_number(&format!("{kind}: {name}"), &digits);
        }
        for line in masked_lines(&folder.join(&key)) {
            wanted.add(&format!("{kind}: text"), &line);
        }
        let mut keys = Vec::new();
        let given = read_keeping(&[folder.join(&key), folder.join(&certificate)], &mut keys);
        let report = report::examine(given, &Question::default());
        assert_eq!(keys.len(), 1, "{kind}");
        let mut written = 0;
        for info in FORMS {
            let (report, keys) = (&report, &[&keys[0]]);
            let ask = convert::Ask { report, keys, form: info.form, password: Some("x"), name: "" };
            let saved = convert::convert(&ask, Random::new([7; RANDOM_BYTES]));
            written += usize::from(saved.is_ok());
        }
        assert!(written > 10, "{kind}: {written}");
        assert!(!wanted.found().is_empty(), "{kind}: it was to be kept");
        // As when the source is no longer listed; the report still is.
        keys.clear();
        assert_eq!(wanted.found(), Vec::<String>::new(), "{kind}");
        assert!(!present::overview(&report).sources.is_empty());
    }
}
