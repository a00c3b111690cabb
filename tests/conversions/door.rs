//! The command line: what goes to a terminal, what is overwritten, who may read it, and hostile
//! names.

use std::fs;
use std::os::unix::fs::{MetadataExt, symlink};

use super::world::{GIVEN, KINDS, World, has};

#[test]
fn a_private_key_goes_nowhere_unasked() {
    if !has("openssl") {
        return;
    }
    let world = World::with_chain("door", "www.example.com", KINDS[1].1);
    let convert = |words: &[&str]| world.convert(&[words, &GIVEN[..]].concat());
    for word in ["key", "haproxy", "kubernetes", "jwk", "key-sec1", "zip", "der"] {
        let (good, words) = convert(&["--to", word]);
        assert!(!good && words.contains("needs -o"), "{word}: {words}");
        assert!(!words.contains("PRIVATE"), "{word}: {words}");
    }
    // Asked for, it goes to standard output; certificates go there by themselves.
    assert!(convert(&["--to", "key", "-o", "-"]).1.starts_with("-----BEGIN PRIVATE KEY"));
    assert!(convert(&["--to", "fullchain"]).1.starts_with("-----BEGIN CERTIFICATE"));
    // A new file is its owner's alone where a key is in it.
    let mode = |name: &str| fs::metadata(world.path(name)).unwrap().mode() & 0o777;
    world.save("key", "new.pem", None);
    assert_eq!(mode("new.pem"), 0o600);
    // What is there stays, unless it is to be replaced; then its wider rights do not go on.
    world.write("old.pem", "mine");
    world.run("chmod", &["644", "old.pem"]);
    symlink("old.pem", world.path("link.pem")).unwrap();
    let (good, words) = convert(&["--to", "key", "-o", "old.pem"]);
    assert!(!good && words.contains("--force"), "{words}");
    assert_eq!(world.read("old.pem"), b"mine");
    let (good, words) = convert(&["--to", "key", "-o", "link.pem", "--force"]);
    assert!(good, "{words}");
    assert_eq!((world.read("old.pem").as_slice(), mode("link.pem")), (&b"mine"[..], 0o600));
    assert!(!fs::symlink_metadata(world.path("link.pem")).unwrap().is_symlink());
    let left: Vec<_> = fs::read_dir(&world.0).unwrap().map(|it| it.unwrap().file_name()).collect();
    assert!(!left.iter().any(|it| it.to_string_lossy().ends_with(".part")), "{left:?}");
    // Without a form, what there is; nothing is written.
    let (good, words) = convert(&[]);
    assert!(
        good && words.contains("pkcs12-compatible") && !words.contains("-----BEGIN"),
        "{words}"
    );
}

#[test]
fn what_is_missing_is_said() {
    if !has("openssl") {
        return;
    }
    let world = World::with_chain("missing", "www.example.com", KINDS[1].1);
    world.write("password", "secret\n");
    let says = |arguments: &[&str], words: &str| {
        let (good, said) = world.convert(arguments);
        assert!(!good && said.contains(words), "{arguments:?}: {said}");
    };
    says(&["--to", "key", "-o", "x", "leaf.pem"], "No private key was given.");
    says(
        &["--to", "haproxy", "-o", "x", "leaf.pem", "root.key"],
        "No private key that was given belongs to www.example.com.",
    );
    says(&["--to", "key", "-o", "x", "root.key", "leaf.key"], "Several private keys");
    says(&["--to", "fullchain", "leaf.pem"], "No intermediate was given for it.");
    says(&["--to", "roots", "leaf.pem", "issuing.pem"], "No root certificate was given.");
    says(&["--to", "pkcs12", "-o", "x", "leaf.pem", "leaf.key"], "--new-password-file");
    says(&["--to", "key", "-o", "x", "--new-password-file", "password", "leaf.key"], "no password");
    says(
        &["--to", "key", "-o", "x", "--new-password", "a", "leaf.key"],
        "not taken as an argument",
    );
    says(&["--to", "pfx", "-o", "x", "leaf.key"], "--to takes fullchain, leaf,");
    says(&["--to", "key", "-o", "x", "absent.key"], "absent.key");
    world.run(
        "openssl",
        &["pkcs8", "-topk8", "-in", "leaf.key", "-out", "locked.key", "-passout", "file:password"],
    );
    says(&["--to", "key", "-o", "x", "leaf.pem", "locked.key"], "Something is locked");
    // A key alone is enough for a key.
    let (good, words) =
        world.convert(&["--to", "key", "-o", "y", "--password-file", "password", "locked.key"]);
    assert!(good, "{words}");
    assert_eq!(world.read("y"), world.read("leaf.key"));
    assert!(!world.path("x").exists());
}

#[test]
fn hostile_names_stay_names() {
    if !has("openssl") {
        return;
    }
    let titles = [
        "../../../tmp/x",
        "-o",
        "a/b\\c",
        "$(touch pwned)",
        "`touch pwned`",
        "x\u{202e}gpj.exe",
        "name: {evil: true}",
        "con",
        "\u{1F600}",
        "\" onload=x",
    ];
    for (at, title) in titles.into_iter().enumerate() {
        let world = World::with_chain(&format!("hostile-{at}"), title, KINDS[1].1);
        world.write("password", "secret");
        fs::create_dir(world.path("out")).unwrap();
        for form in ["pkcs12", "truststore", "kubernetes", "kubernetes-ca"] {
            world.save(form, "out", Some("password").filter(|_| form == "pkcs12"));
        }
        for file in fs::read_dir(world.path("out")).unwrap() {
            let name = file.unwrap().file_name().into_string().unwrap();
            let plain = |c: char| c.is_ascii_alphanumeric() || "._-".contains(c);
            assert!(name.chars().all(plain) && !name.starts_with(['.', '-']), "{title:?}: {name}");
            let (read, _) = world.again(&format!("out/{name}"), Some("secret"));
            assert!(!read.contents.certificates.is_empty(), "{title:?}: {name}");
            assert_eq!(read.contents.problems, [], "{title:?}: {name}");
            if name.ends_with(".yaml") {
                let text = String::from_utf8(world.read(&format!("out/{name}"))).unwrap();
                let line = text.lines().find(|it| it.starts_with("  name: ")).unwrap();
                let value = line.trim_start_matches("  name: ").trim_matches('"');
                let dns =
                    |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-.".contains(c);
                assert!(!value.is_empty() && value.chars().all(dns), "{title:?}: {line}");
            }
        }
        assert!(!world.path("pwned").exists());
    }
}

#[test]
fn the_name_in_a_keystore_shows_what_deceives_and_is_cut() {
    if !has("openssl") {
        return;
    }
    let world = World::with_chain("named", "www.example.com", KINDS[1].1);
    world.write("password", "secret");
    let long = "n".repeat(5_000);
    for name in ["plain", "x\u{202e}y", "\u{1F600}", long.as_str()] {
        let file = format!("named-{}.p12", name.len());
        let (good, words) = world.convert(
            &[
                &["--to", "pkcs12", "-o", &file, "--force", "--name", name],
                &["--new-password-file", "password"][..],
                &GIVEN,
            ]
            .concat(),
        );
        assert!(good, "{words}");
        let (read, keys) = world.again(&file, Some("secret"));
        let shown = &read.contents.certificates[0].name;
        assert_eq!(*shown, keys[0].name);
        assert!(!shown.contains('\u{202e}') && shown.chars().count() <= 100, "{shown}");
        assert!(shown.chars().next() == name.chars().next(), "{shown}");
    }
}
