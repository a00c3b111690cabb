//! Certificates and keys to convert, made by OpenSSL, and the programs that open what was written.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use pemlens::decode::HeldKey;
use pemlens::input::{Password, Source};
use pemlens::report::{self, Given};

/// A kind of key, and what makes it.
pub const KINDS: [(&str, &[&str]); 4] = [
    ("rsa", &["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"]),
    ("p256", &["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"]),
    ("p521", &["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-521"]),
    ("ed25519", &["-algorithm", "ED25519"]),
];

/// The files from which is converted.
pub const GIVEN: [&str; 4] = ["leaf.pem", "issuing.pem", "root.pem", "leaf.key"];

/// Whether a program is there; where not, it is said.
pub fn has(program: &str) -> bool {
    let found = Command::new("sh").args(["-c", &format!("command -v {program}")]).output();
    let found = found.is_ok_and(|it| it.status.success());
    if !found {
        println!("SKIPPED: {program} is not installed, so it opened nothing");
    }
    found
}

/// A folder for a test.
pub struct World(pub PathBuf);

impl World {
    pub fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("convert-{name}"));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    /// A root, an issuing CA and a certificate with that name and kind of key.
    pub fn with_chain(name: &str, title: &str, algorithm: &[&str]) -> Self {
        let world = Self::new(name);
        let ca = "basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign\nsubjectKeyIdentifier=hash\n";
        world.write("root.ext", ca);
        world.write("issuing.ext", &format!("{ca}authorityKeyIdentifier=keyid\n"));
        world.write(
            "leaf.ext",
            "subjectAltName=DNS:www.example.com\nextendedKeyUsage=serverAuth,clientAuth\nkeyUsage=critical,digitalSignature\nauthorityKeyIdentifier=keyid\n",
        );
        let config = format!(
            "[req]\nprompt=no\nutf8=yes\nstring_mask=utf8only\ndistinguished_name=dn\n[dn]\nCN={}\n",
            title.replace('\\', "\\\\").replace('$', "\\$").replace('#', "\\#")
        );
        world.write("leaf.cnf", &config);
        let ec: &[&str] = &["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"];
        for (who, algorithm) in [("root", ec), ("issuing", ec), ("leaf", algorithm)] {
            let key = format!("{who}.key");
            world.run("openssl", &[&["genpkey", "-out", &key], algorithm].concat());
            let csr = format!("{who}.csr");
            let subject = format!("/CN=Convert {who}");
            let named: &[&str] = match who {
                "leaf" => &["-config", "leaf.cnf"],
                _ => &["-subj", &subject],
            };
            world.run(
                "openssl",
                &[&["req", "-new", "-utf8", "-key", &key, "-out", &csr], named].concat(),
            );
            let (pem, ext) = (format!("{who}.pem"), format!("{who}.ext"));
            let by: &[&str] = match who {
                "root" => &["-signkey", "root.key"],
                "issuing" => &["-CA", "root.pem", "-CAkey", "root.key"],
                _ => &["-CA", "issuing.pem", "-CAkey", "issuing.key"],
            };
            world.run(
                "openssl",
                &[
                    &["x509", "-req", "-in", &csr, "-days", "90", "-extfile", &ext, "-out", &pem],
                    by,
                ]
                .concat(),
            );
        }
        world
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    pub fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).unwrap();
    }

    pub fn read(&self, name: &str) -> Vec<u8> {
        fs::read(self.path(name)).unwrap_or_else(|fault| panic!("{name}: {fault}"))
    }

    /// Runs a program that must succeed; both outputs.
    pub fn run(&self, program: &str, arguments: &[&str]) -> String {
        let (good, words) = self.try_to(program, arguments);
        assert!(good, "{program} {arguments:?}: {words}");
        words
    }

    pub fn try_to(&self, program: &str, arguments: &[&str]) -> (bool, String) {
        let mut command = Command::new(program);
        command.args(arguments).current_dir(&self.0).stdin(Stdio::null());
        let output = command.output().unwrap_or_else(|fault| panic!("{program}: {fault}"));
        let words = [output.stdout, output.stderr].concat();
        (output.status.success(), String::from_utf8_lossy(&words).into_owned())
    }

    /// `pemlens convert` with these arguments, in this folder.
    pub fn convert(&self, arguments: &[&str]) -> (bool, String) {
        self.try_to(env!("CARGO_BIN_EXE_pemlens"), &[&["convert"], arguments].concat())
    }

    /// Writes a form of what was given to a file of that name; the password is in a file.
    pub fn save(&self, form: &str, out: &str, password: Option<&str>) {
        let mut arguments = vec!["--to", form, "-o", out];
        if let Some(file) = password {
            arguments.extend(["--new-password-file", file]);
        }
        arguments.extend(GIVEN);
        let (good, words) = self.convert(&arguments);
        assert!(good, "{form}: {words}");
    }

    /// Reads a file again: what is in it, and its private keys.
    pub fn again(&self, name: &str, password: Option<&str>) -> (Given, Vec<HeldKey>) {
        read(name, self.read(name), password)
    }
}

/// Reads bytes as the programs do that keep keys.
pub fn read(name: &str, bytes: Vec<u8>, password: Option<&str>) -> (Given, Vec<HeldKey>) {
    let passwords = password.map(|it| Password::new(it.to_owned())).into_iter().collect();
    let source = Source { id: 1, name: name.into(), bytes, passwords, ..Source::default() };
    let mut keys = Vec::new();
    let given = report::read_keeping(&source, &mut |_| {}, &mut keys);
    (given, keys)
}

/// The certificates of what was read, in their order.
pub fn certificates(given: &Given) -> Vec<Vec<u8>> {
    given.contents.certificates.iter().map(|it| it.certificate.der.clone()).collect()
}
