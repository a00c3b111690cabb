//! The forms in the programs that want them; what is not installed is skipped, and said.

use std::path::Path;

use super::world::{KINDS, World, has};

const PASSWORDS: [(&str, &str); 3] =
    [("ascii", "changeit"), ("empty", ""), ("foreign", "Schlüssel€ 😀")];
const STORES: [&str; 2] = ["pkcs12", "pkcs12-compatible"];

/// A world in which everything that wants a password was written with each, and the rest once.
fn written(name: &str, algorithm: &[&str]) -> Option<World> {
    if !has("openssl") {
        return None;
    }
    let world = World::with_chain(name, "www.example.com", algorithm);
    for (password, text) in PASSWORDS {
        world.write(password, text);
        for form in STORES.into_iter().chain(["key-encrypted"]) {
            world.save(form, &format!("{form}-{password}"), Some(password));
        }
    }
    for form in ["fullchain", "leaf", "chain", "roots", "der", "pkcs7", "pkcs7-der", "haproxy"] {
        world.save(form, form, None);
    }
    for form in ["key", "jwk", "jwks", "kubernetes", "kubernetes-ca", "zip"] {
        world.save(form, form, None);
    }
    world.save("truststore", "truststore-none", None);
    world.save("truststore", "truststore-ascii", Some("ascii"));
    world.save("truststore", "truststore-empty", Some("empty"));
    Some(world)
}

fn source(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/conversions");
    folder.join(name).to_str().unwrap().to_owned()
}

fn count(text: &str, what: &str) -> usize {
    text.matches(what).count()
}

#[test]
fn openssl_opens_them() {
    for (kind, algorithm) in KINDS {
        let Some(world) = written(&format!("openssl-{kind}"), algorithm) else { return };
        for (password, text) in PASSWORDS {
            // From a file it reads no empty one.
            let from = format!("pass:{text}");
            let key = format!("key-encrypted-{password}");
            let opened = world.run("openssl", &["pkey", "-in", &key, "-passin", &from]);
            assert_eq!(opened.as_bytes(), world.read("leaf.key"), "{kind}: {key}");
            for store in STORES {
                let file = format!("{store}-{password}");
                for legacy in [&[][..], &["-legacy"]] {
                    let command = ["pkcs12", "-in", &file, "-noenc", "-passin", &from];
                    let text = world.run("openssl", &[&command[..], legacy].concat());
                    assert_eq!(count(&text, "BEGIN CERTIFICATE"), 3, "{kind}: {file}");
                    assert_eq!(count(&text, "BEGIN PRIVATE KEY"), 1, "{kind}: {file}");
                    assert!(text.contains("friendlyName: www.example.com"), "{text}");
                    assert_eq!(count(&text, "localKeyID"), 2, "{kind}: {file}");
                }
            }
        }
        let command = ["pkcs12", "-in", "truststore-ascii", "-noenc", "-passin", "file:ascii"];
        assert_eq!(count(&world.run("openssl", &command), "BEGIN CERTIFICATE"), 1);
        let modern = ["pkcs12", "-in", "pkcs12-ascii", "-info", "-noout", "-passin", "file:ascii"];
        let info = world.run("openssl", &modern);
        for part in
            ["MAC: sha256", "PBES2, PBKDF2, AES-256-CBC, Iteration 100000, PRF hmacWithSHA256"]
        {
            assert!(info.contains(part), "{info}");
        }
        for (form, inform) in [("pkcs7", "PEM"), ("pkcs7-der", "DER")] {
            let command = ["pkcs7", "-in", form, "-inform", inform, "-print_certs", "-noout"];
            assert_eq!(count(&world.run("openssl", &command), "subject="), 3, "{form}");
        }
        let verify = ["verify", "-CAfile", "roots", "-untrusted", "chain", "leaf"];
        assert_eq!(world.run("openssl", &verify), "leaf: OK\n");
        world.run("openssl", &["x509", "-inform", "DER", "-in", "der", "-noout"]);
        // The old forms of keys, as OpenSSL writes them itself, to the byte.
        let old = match kind {
            "rsa" => "key-pkcs1",
            "ed25519" => continue,
            _ => "key-sec1",
        };
        world.save(old, old, None);
        let theirs = world.run("openssl", &["pkey", "-in", "leaf.key", "-traditional"]);
        assert_eq!(theirs.as_bytes(), world.read(old), "{kind}");
    }
}

#[test]
fn java_opens_them() {
    if !has("keytool") || !has("java") {
        return;
    }
    for (kind, algorithm, name) in
        [(0, "RSA", "java-rsa"), (1, "EC", "java-ec"), (3, "EdDSA", "java-ed")]
    {
        let Some(world) = written(name, KINDS[kind].1) else { return };
        let program = source("Open.java");
        let text = world.run(
            "java",
            &[
                &program,
                "pkcs12-ascii",
                "ascii",
                "pkcs12-empty",
                "empty",
                "pkcs12-compatible-ascii",
                "ascii",
                "pkcs12-compatible-empty",
                "empty",
                "truststore-none",
                "-",
                "truststore-ascii",
                "-",
                "truststore-ascii",
                "ascii",
                "truststore-empty",
                "empty",
                "pkcs12-foreign",
                "foreign",
            ],
        );
        let key = |file: &str| format!("{file}: key {algorithm} with 3\n");
        let trusted = |file: &str| format!("{file}: trusted true\n");
        let expected = [
            key("pkcs12-ascii"),
            key("pkcs12-empty"),
            key("pkcs12-compatible-ascii"),
            key("pkcs12-compatible-empty"),
            trusted("truststore-none"),
            trusted("truststore-ascii"),
            trusted("truststore-ascii"),
            trusted("truststore-empty"),
            // What the form's words say: Java takes ASCII only.
            "pkcs12-foreign: keystore password was incorrect\n".into(),
        ];
        assert_eq!(text, expected.concat());
        // Why the truststore is not encrypted: without the password Java sees nothing in such a one.
        let import = ["-importcert", "-noprompt", "-alias", "r", "-file", "root.pem"];
        let store = ["-keystore", "theirs", "-storetype", "PKCS12", "-storepass", "changeit"];
        world.run("keytool", &[&import[..], &store].concat());
        let text = world.run("java", &[&program, "theirs", "-", "theirs", "ascii"]);
        assert_eq!(text, trusted("theirs"));
        let list = ["-list", "-keystore", "truststore-ascii", "-storepass", "changeit"];
        let list = world.run("keytool", &list);
        assert!(list.contains("trustedCertEntry") && list.contains("convert root"), "{list}");
        let list = ["-list", "-keystore", "pkcs12-ascii", "-storepass", "changeit"];
        assert!(world.run("keytool", &list).contains("PrivateKeyEntry"));
        let printed = world.run("keytool", &["-printcert", "-file", "pkcs7"]);
        assert_eq!(count(&printed, "Owner: "), 3, "{printed}");
        let (good, words) = world.convert(&[
            "--to",
            "truststore",
            "-o",
            "x",
            "--new-password-file",
            "foreign",
            "root.pem",
        ]);
        assert!(!good && words.contains("ASCII"), "{words}");
    }
}

#[test]
fn nss_and_gnutls_open_them() {
    let Some(world) = written("nss", KINDS[1].1) else { return };
    if has("pk12util") && has("certutil") {
        for store in STORES {
            for (password, text) in PASSWORDS {
                let database = format!("nss-{store}-{password}");
                std::fs::create_dir(world.path(&database)).unwrap();
                let place = format!("sql:{database}");
                world.run("certutil", &["-N", "-d", &place, "--empty-password"]);
                let file = format!("{store}-{password}");
                // Its option for a file takes no empty one.
                let word: [&str; 2] = if text.is_empty() { ["-W", ""] } else { ["-w", password] };
                world.run("pk12util", &[&["-i", &file, "-d", &place], &word[..]].concat());
                let keys = world.run("certutil", &["-K", "-d", &place]);
                assert!(keys.contains("www.example.com"), "{file}: {keys}");
                let all = world.run("certutil", &["-L", "-d", &place]);
                assert!(all.contains("Convert root") && all.contains("Convert issuing"), "{all}");
            }
        }
    }
    if has("certtool") {
        for store in STORES {
            for (password, text) in PASSWORDS {
                let file = format!("{store}-{password}");
                let command = ["--inder", "--p12-info", "--infile", &file, "--password", text];
                let empty: &[&str] = if text.is_empty() { &["--empty-password"] } else { &[] };
                let info = world.run("certtool", &[&command[..], empty].concat());
                assert_eq!(count(&info, "BEGIN CERTIFICATE"), 3, "{file}: {info}");
            }
        }
        for (password, text) in PASSWORDS.into_iter().filter(|it| !it.1.is_empty()) {
            let file = format!("key-encrypted-{password}");
            world.run("certtool", &["-k", "--pkcs8", "--infile", &file, "--password", text]);
        }
        world.run("certtool", &["-k", "--infile", "key"]);
        let seven = world.run("certtool", &["--p7-info", "--infile", "pkcs7"]);
        assert_eq!(count(&seven, "BEGIN CERTIFICATE"), 3, "{seven}");
    }
}

#[test]
fn go_and_node_open_them() {
    for (kind, algorithm) in KINDS {
        let Some(world) = written(&format!("node-{kind}"), algorithm) else { return };
        if has("node") {
            let program = source("open.mjs");
            let mut words = vec![program.as_str()];
            let files: Vec<(&str, String, &str)> = PASSWORDS
                .iter()
                .flat_map(|(password, _)| {
                    let stores = STORES.map(|it| ("pfx", format!("{it}-{password}"), *password));
                    let key = ("key", format!("key-encrypted-{password}"), *password);
                    stores.into_iter().chain([key])
                })
                .chain([("key", "key".into(), "-"), ("pem", "haproxy".into(), "-")])
                .chain([("jwk", "jwk".into(), "-"), ("jwks", "jwks".into(), "-")])
                .collect();
            for (what, file, password) in &files {
                words.extend([*what, file.as_str(), *password]);
            }
            let opened = world.run("node", &words);
            assert_eq!(count(&opened, " opened"), files.len(), "{opened}");
        }
        if kind == "p256" && has("go") {
            let program = source("open.go");
            let text =
                world.run("go", &["run", &program, "fullchain", "key", "haproxy", "haproxy"]);
            assert_eq!(text, "chain of 2\nchain of 2\n");
        }
        if kind != "ed25519" && has("ssh-keygen") {
            // It reads the public half of any private key that it can open.
            world.run("chmod", &["600", "key"]);
            world.run("ssh-keygen", &["-y", "-P", "", "-f", "key"]);
            world.run("chmod", &["600", "key-encrypted-ascii"]);
            world.run("ssh-keygen", &["-y", "-P", "changeit", "-f", "key-encrypted-ascii"]);
        }
        if has("unzip") {
            world.run("unzip", &["-q", "zip", "-d", "unzipped"]);
            for name in ["cert.pem", "chain.pem", "fullchain.pem", "ca.pem", "key.pem"] {
                assert!(world.path("unzipped").join(name).exists(), "{name}");
            }
            assert_eq!(world.read("unzipped/key.pem"), world.read("leaf.key"), "{kind}");
        }
    }
}

#[test]
fn servers_and_yaml_readers_take_them() {
    let Some(world) = written("servers", KINDS[0].1) else { return };
    let path = |name: &str| world.path(name).to_str().unwrap().to_owned();
    if has("nginx") {
        let config = format!(
            "pid {pid};\nerror_log stderr;\nevents {{}}\nhttp {{ server {{ listen unix:{socket} ssl; ssl_certificate {chain}; ssl_certificate_key {key}; ssl_client_certificate {roots}; ssl_verify_client on; }} }}\n",
            pid = path("nginx.pid"),
            socket = "/tmp/pemlens-convert.sock",
            chain = path("fullchain"),
            key = path("key"),
            roots = path("roots"),
        );
        world.write("nginx.conf", &config);
        let said = world.run("nginx", &["-t", "-c", &path("nginx.conf"), "-p", &path("")]);
        assert!(said.contains("test is successful"), "{said}");
    }
    if has("haproxy") {
        let config = format!(
            "defaults\n  mode http\n  timeout client 1s\n  timeout server 1s\n  timeout connect 1s\nfrontend a\n  bind 127.0.0.1:1 ssl crt {} ca-file {} verify required\n",
            path("haproxy"),
            path("roots"),
        );
        world.write("haproxy.cfg", &config);
        world.run("haproxy", &["-c", "-f", "haproxy.cfg"]);
    }
    let script = "import sys, yaml, base64\n\
        tls, ca = (yaml.safe_load(open(name)) for name in sys.argv[1:])\n\
        assert tls['apiVersion'] == 'v1' and tls['kind'] == 'Secret' and tls['type'] == 'kubernetes.io/tls'\n\
        assert ca['type'] == 'Opaque' and tls['metadata']['name'] == 'www.example.com'\n\
        get = lambda it, name: base64.b64decode(it['data'][name], validate=True)\n\
        assert get(tls, 'tls.crt') == open('fullchain', 'rb').read()\n\
        assert get(tls, 'tls.key') == open('leaf.key', 'rb').read()\n\
        assert get(ca, 'ca.crt') == open('roots', 'rb').read()\n";
    if world.try_to("python3", &["-c", "import yaml"]).0 {
        world.run("python3", &["-c", script, "kubernetes", "kubernetes-ca"]);
    } else {
        println!("SKIPPED: Python's yaml is not installed, so it read no Secret");
    }
}

#[test]
fn roots_of_one_name_are_entries_of_their_own() {
    if !has("openssl") {
        return;
    }
    let world = World::new("alike");
    let mut files = Vec::new();
    // Java has its aliases in small letters.
    for (at, name) in ["Our Root", "our root", "OUR ROOT"].iter().enumerate() {
        let (file, subject) = (format!("{at}.pem"), format!("/CN={name}"));
        let new =
            ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"];
        let to = ["-keyout", "x.key", "-out", &file, "-subj", &subject];
        world.run("openssl", &[&new[..], &to].concat());
        files.push(file);
    }
    let files: Vec<&str> = files.iter().map(String::as_str).collect();
    let (good, words) =
        world.convert(&[&["--to", "truststore", "-o", "trust.p12"], &files[..]].concat());
    assert!(good, "{words}");
    let (read, _) = world.again("trust.p12", None);
    let names: Vec<&str> = read.contents.certificates.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(names, ["Our Root", "our root (2)", "OUR ROOT (3)"]);
    if has("java") {
        let text = world.run("java", &[&source("Open.java"), "trust.p12", "-"]);
        assert_eq!(count(&text, "trusted true"), 3, "{text}");
    }
}
