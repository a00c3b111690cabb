//! Keys, keystores and what passwords protect, as OpenSSL, Java, NSS, GnuTLS, OpenSSH and Node.js
//! write them (tests/intake/make.sh): opened with the right password, refused in words without.

use std::fs;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use pemlens::decode::{self, Contents, Progress};
use pemlens::input::{self, Password, Source};
use pemlens::model::{ItemKind, PrivateKey, PublicKey};

const PASSWORD: &str = "secret-7";
const UMLAUT: &str = "Schlüssel€";

fn files() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/intake/files")
}

fn bytes(file: &str) -> Vec<u8> {
    fs::read(files().join(file)).unwrap_or_else(|fault| panic!("{file}: {fault}"))
}

/// Reads a file.
fn open(file: &str, content: Vec<u8>, passwords: &[&str]) -> Contents {
    let passwords = passwords.iter().map(|text| Password::new((*text).into())).collect();
    let source =
        Source { id: 1, name: file.into(), bytes: content, passwords, ..Source::default() };
    decode::read(&source, &mut |_| {})
}

fn give(file: &str, passwords: &[&str]) -> Contents {
    open(file, bytes(file), passwords)
}

fn keys(contents: &Contents) -> Vec<&PrivateKey> {
    let keys = contents.items.iter().filter_map(|item| match &item.kind {
        ItemKind::PrivateKey(key) => Some(key),
        _ => None,
    });
    keys.collect()
}

fn public_of(certificate: &str) -> PublicKey {
    let contents = give(certificate, &[]);
    contents.certificates[0].certificate.public_key.clone()
}

fn assert_clean(file: &str, contents: &Contents) {
    let messages: Vec<&str> = contents.problems.iter().map(|p| p.message.as_str()).collect();
    assert!(messages.is_empty(), "{file}: {messages:?}");
    assert!(contents.locked.is_empty(), "{file}: {:?}", contents.locked);
}

/// The only key of a file that must open without complaint, and be marked for wiping.
fn only_key(file: &str, passwords: &[&str]) -> PrivateKey {
    let contents = give(file, passwords);
    assert_clean(file, &contents);
    let keys = keys(&contents);
    assert_eq!(keys.len(), 1, "{file}");
    assert!(!contents.secrets.is_empty(), "{file}");
    assert_eq!(keys[0].fault, "", "{file}");
    keys[0].clone()
}

#[test]
fn open_keys_of_every_form_have_the_public_key_of_their_certificate() {
    // A file, its form, its title; the certificate is the one of the same name.
    let cases = [
        ("rsa.pkcs8.pem", "PKCS#8", "RSA 2048"),
        ("rsa.pkcs8.der", "PKCS#8", "RSA 2048"),
        ("rsa.pkcs1.pem", "PKCS#1", "RSA 2048"),
        ("rsa.pkcs1.der", "PKCS#1", "RSA 2048"),
        ("rsapss.pkcs8.pem", "PKCS#8", "RSA-PSS 2048"),
        ("dsa.openssl.pem", "OpenSSL DSA", "DSA 2048"),
        ("p-256.pkcs8.pem", "PKCS#8", "EC P-256"),
        ("p-256.sec1.pem", "SEC 1", "EC P-256"),
        ("p-256.nopub.pem", "SEC 1", "EC P-256"),
        ("p-256.compressed.pem", "SEC 1", "EC P-256"),
        ("p-384.pkcs8.pem", "PKCS#8", "EC P-384"),
        ("p-384.sec1.pem", "SEC 1", "EC P-384"),
        ("p-384.nopub.pem", "SEC 1", "EC P-384"),
        ("p-384.compressed.pem", "SEC 1", "EC P-384"),
        ("p-521.pkcs8.pem", "PKCS#8", "EC P-521"),
        ("p-521.sec1.pem", "SEC 1", "EC P-521"),
        ("p-521.nopub.pem", "SEC 1", "EC P-521"),
        ("secp256k1.pkcs8.pem", "PKCS#8", "EC secp256k1"),
        ("secp256k1.sec1.pem", "SEC 1", "EC secp256k1"),
        ("secp256k1.nopub.pem", "SEC 1", "EC secp256k1"),
        ("brainpoolp256r1.pkcs8.pem", "PKCS#8", "EC brainpoolP256r1"),
        ("brainpoolp256r1.sec1.pem", "SEC 1", "EC brainpoolP256r1"),
        ("p-224.sec1.pem", "SEC 1", "EC P-224"),
        ("ed25519.pkcs8.pem", "PKCS#8", "Ed25519"),
        ("rsa.jwk", "JWK", "RSA 2048"),
        ("p-256.jwk", "JWK", "EC P-256"),
        ("p-384.jwk", "JWK", "EC P-384"),
        ("p-521.jwk", "JWK", "EC P-521"),
        ("secp256k1.jwk", "JWK", "EC secp256k1"),
        ("ed25519.jwk", "JWK", "Ed25519"),
        ("ed448.jwk", "JWK", "Ed448"),
    ];
    for (file, form, title) in cases {
        let key = only_key(file, &[]);
        assert_eq!((key.form, key.title.as_str()), (form, title), "{file}");
        let certificate = format!("{}.crt", file.split('.').next().unwrap());
        let public = key.public.unwrap_or_else(|| panic!("{file}: no public key"));
        assert_eq!(public.kind, public_of(&certificate).kind, "{file}");
        if !file.ends_with(".jwk") {
            assert_eq!(public.spki, public_of(&certificate).spki, "{file}");
        }
        assert_eq!(key.protection, "", "{file}");
    }
}

#[test]
fn keys_that_are_only_named_are_named_with_their_size() {
    let cases = [
        ("ed448.pkcs8.pem", "Ed448"),
        ("x25519.pkcs8.pem", "X25519"),
        ("x448.pkcs8.pem", "X448"),
        ("x25519.jwk", "X25519"),
        ("dsa.pkcs8.pem", "DSA 2048"),
        ("dh.pkcs8.pem", "DH 2048"),
        ("ml-dsa-44.pem", "ML-DSA-44"),
        ("ml-dsa-65.pem", "ML-DSA-65"),
        ("ml-kem-768.pem", "ML-KEM-768"),
        ("slh-dsa-sha2-128s.pem", "SLH-DSA-SHA2-128s"),
        ("brainpoolp256r1.nopub.pem", "EC brainpoolP256r1"),
        ("p-224.nopub.pem", "EC P-224"),
        ("p-256.explicit.pem", "EC explicit parameters"),
        ("p-256.gnutls.pem", "EC P-256"),
        ("ed25519.gnutls.pem", "Ed25519"),
        ("p-256.params.pem", "EC P-256"),
    ];
    for (file, title) in cases {
        assert_eq!(only_key(file, &[]).title, title, "{file}");
    }
}

#[test]
fn public_keys_are_read_and_are_no_secret() {
    let cases = [
        ("rsa.public.pem", "rsa"),
        ("rsa.public.pkcs1.pem", "rsa"),
        ("p-256.public.pem", "p-256"),
        ("ed25519.public.pem", "ed25519"),
        ("rsa.public.jwk", "rsa"),
        ("p-256.public.jwk", "p-256"),
        ("p-384.public.jwk", "p-384"),
        ("p-521.public.jwk", "p-521"),
        ("secp256k1.public.jwk", "secp256k1"),
        ("ed25519.public.jwk", "ed25519"),
        ("ed448.public.jwk", "ed448"),
    ];
    for (file, name) in cases {
        let contents = give(file, &[]);
        assert_clean(file, &contents);
        assert!(contents.secrets.is_empty(), "{file}");
        match &contents.items[0].kind {
            ItemKind::PublicKey(key) => {
                assert_eq!(key.kind, public_of(&format!("{name}.crt")).kind, "{file}");
            }
            other => panic!("{file}: {other:?}"),
        }
    }
}

#[test]
fn a_key_whose_halves_do_not_belong_together_says_so() {
    for (file, part) in
        [("broken.rsa.pem", "product of its primes"), ("broken.p-256.pem", "does not belong")]
    {
        let contents = give(file, &[]);
        let keys = keys(&contents);
        assert!(keys[0].fault.contains(part), "{file}: {}", keys[0].fault);
        assert!(!contents.secrets.is_empty());
    }
}

#[test]
fn ssh_keys_open_with_every_cipher_and_belong_to_their_public_lines() {
    let kinds = [
        ("ssh.ed25519", "Ed25519"),
        ("ssh.rsa", "RSA 2048"),
        ("ssh.dsa", "DSA 1024"),
        ("ssh.ecdsa256", "EC P-256"),
        ("ssh.ecdsa384", "EC P-384"),
        ("ssh.ecdsa521", "EC P-521"),
        ("ssh.rsa-pem", "RSA 2048"),
        ("ssh.rsa-pkcs8", "RSA 2048"),
        ("ssh.enc.aes256-ctr", "Ed25519"),
        ("ssh.enc.aes128-ctr", "Ed25519"),
        ("ssh.enc.aes256-cbc", "Ed25519"),
        ("ssh.enc.aes256-gcm", "Ed25519"),
        ("ssh.enc.aes128-gcm", "Ed25519"),
        ("ssh.enc.chacha20-poly1305", "Ed25519"),
        ("ssh.enc.3des-cbc", "Ed25519"),
        ("ssh.enc.rounds", "Ed25519"),
    ];
    for (file, title) in kinds {
        let key = only_key(file, &[PASSWORD]);
        assert_eq!(key.title, title, "{file}");
        let line = give(&format!("{file}.pub.txt"), &[]);
        assert_eq!(line.items[0].name, "me@host", "{file}");
        match &line.items[0].kind {
            ItemKind::PublicKey(public) => assert_eq!(key.public.as_ref(), Some(public), "{file}"),
            other => panic!("{file}: {other:?}"),
        }
        if file.contains(".enc.") {
            assert!(key.protection.contains("bcrypt_pbkdf"), "{file}: {}", key.protection);
            assert_stays_closed(file, "private key");
        }
    }
}

/// With a wrong password and with none, what is encrypted stays locked, and nothing else is said.
fn assert_stays_closed(file: &str, what: &str) -> [Contents; 2] {
    [&["wrong"][..], &[]].map(|passwords| {
        let contents = give(file, passwords);
        let locked = contents.locked.first().unwrap_or_else(|| panic!("{file}: nothing is locked"));
        assert_eq!(contents.locked.len(), 1, "{file}");
        assert_eq!(locked.what, what, "{file}");
        assert_eq!(locked.wrong, !passwords.is_empty(), "{file}");
        assert!(!locked.protection.is_empty(), "{file}");
        assert!(contents.problems.is_empty(), "{file}: {:?}", contents.problems);
        assert!(keys(&contents).is_empty(), "{file}");
        contents
    })
}

#[test]
fn encrypted_keys_of_every_algorithm_open_and_stay_closed_to_others() {
    let p256 = public_of("p-256.crt");
    let mut count = 0;
    for file in names(|name| name.starts_with("enc.") && name.ends_with(".pem")) {
        if file == "enc.camellia.pem" || file == "enc.aria.pem" {
            let contents = give(&file, &[PASSWORD]);
            let fault = &keys(&contents)[0].fault;
            assert!(fault.contains("-256-CBC, which is not opened here"), "{file}: {fault}");
            continue;
        }
        let password = if file == "enc.umlaut.pem" { UMLAUT } else { PASSWORD };
        let key = only_key(&file, &["something else", password]);
        let expected =
            if file == "enc.scrypt.pem" { public_of("ed25519.crt") } else { p256.clone() };
        assert_eq!(key.public, Some(expected), "{file}");
        assert!(key.protection.starts_with("P"), "{file}: {}", key.protection);
        // One with many rounds is enough.
        if !file.contains("gnutls") {
            assert_stays_closed(&file, "private key");
        }
        count += 1;
    }
    assert_eq!(only_key("enc.rsa.der", &[PASSWORD]).public, Some(public_of("rsa.crt")));
    assert!(count >= 30, "{count} files");
    let words = only_key("enc.aes-256.SHA256.pem", &[PASSWORD]).protection;
    assert_eq!(words, "PBES2: PBKDF2 with HMAC-SHA-256 (2,048 rounds), AES-256-CBC");
}

#[test]
fn old_encrypted_pem_opens() {
    for (file, certificate) in [
        ("pem.aes128.pem", "rsa.crt"),
        ("pem.aes192.pem", "rsa.crt"),
        ("pem.aes256.pem", "rsa.crt"),
        ("pem.des3.pem", "rsa.crt"),
        ("pem.des.pem", "rsa.crt"),
        ("pem.ec.pem", "p-384.crt"),
        ("pem.dsa.pem", "dsa.crt"),
    ] {
        assert_eq!(only_key(file, &[PASSWORD]).public, Some(public_of(certificate)), "{file}");
        assert_stays_closed(file, "private key");
    }
}

/// The certificates of a keystore, as title and name, in its order.
fn named(contents: &Contents) -> Vec<(String, &str)> {
    contents.certificates.iter().map(|c| (c.certificate.title(), c.name.as_str())).collect()
}

/// Everything in a keystore says which part of the source it is from.
fn assert_in_part(file: &str, contents: &Contents, what: &str) {
    assert_eq!(contents.parts.len(), 1, "{file}");
    assert_eq!(contents.parts[0].what, what, "{file}");
    let places =
        contents.certificates.iter().map(|c| c.place).chain(contents.items.iter().map(|i| i.place));
    assert!(
        places.chain(contents.locked.iter().map(|l| l.place)).all(|p| p.part == Some(0)),
        "{file}"
    );
}

#[test]
fn pkcs12_files_of_every_program_open() {
    assert!(open_all_pkcs12(false) >= 25);
}

#[test]
#[ignore = "takes minutes without optimisation"]
fn all_pkcs12_files_open() {
    assert!(open_all_pkcs12(true) >= 35);
}

fn open_all_pkcs12(all: bool) -> usize {
    let leaf = public_of("leaf.crt");
    let mut count = 0;
    for file in names(|name| name.ends_with(".p12") || name.ends_with(".pfx")) {
        let other = ["java", "trust", "rsa-csp", "certificates", "jdktrust"];
        // Those of GnuTLS and NSS have 600,000 rounds everywhere; a few are enough every day.
        let dear = file.starts_with("gnutls") || file.starts_with("nss");
        let enough = ["gnutls-aes-256.p12", "gnutls-crl.p12", "gnutls-arcfour.p12", "nss.p12"];
        let skipped = dear && !all && !enough.contains(&file.as_str());
        if skipped || other.iter().any(|start| file.starts_with(start)) {
            continue;
        }
        let password = if file.contains("umlaut") { UMLAUT } else { PASSWORD };
        let others: &[&str] = if dear { &[] } else { &["something else"] };
        let contents = give(&file, &[others, &[password]].concat());
        assert_clean(&file, &contents);
        assert_in_part(&file, &contents, "PKCS#12 file");
        let keys = keys(&contents);
        assert_eq!(keys.len(), 1, "{file}");
        assert_eq!(keys[0].public.as_ref(), Some(&leaf), "{file}");
        assert_eq!(
            keys[0].protection.is_empty(),
            file.starts_with("open-key") || file == "open.p12",
            "{file}"
        );
        assert_eq!(keys[0].local_id.len(), 40, "{file}");
        assert!(!contents.secrets.is_empty(), "{file}");
        let alone = file.contains("umlaut") || file.starts_with("empty-password");
        assert_eq!(
            contents.certificates.len(),
            if alone && !file.starts_with("nss") { 1 } else { 2 },
            "{file}"
        );
        assert!(contents.certificates.iter().any(|c| c.certificate.public_key == leaf), "{file}");
        if !alone && !file.starts_with("gnutls") {
            assert!(named(&contents).contains(&("leaf.example".into(), "Leaf ☃")), "{file}");
            assert!(contents.items.iter().any(|item| item.name == "Leaf ☃"), "{file}");
        }
        let integrity = if file == "open.p12" || file.starts_with("nomac") {
            "no MAC"
        } else {
            "nothing was changed"
        };
        assert!(contents.parts[0].notes.iter().any(|note| note.contains(integrity)), "{file}");
        count += 1;
    }
    count
}

#[test]
fn pkcs12_notes_say_how_it_is_protected() {
    let notes = give("pbmac1-sha256.p12", &[PASSWORD]).parts[0].notes.join("\n");
    assert!(
        notes.contains("PBMAC1: PBKDF2 with HMAC-SHA-256 (2,048 rounds), HMAC-SHA-256"),
        "{notes}"
    );
    let notes = give("windows-rc2.pfx", &[PASSWORD]).parts[0].notes.join("\n");
    assert!(notes.contains("PKCS#12: SHA-1 (2,000 rounds), RC2-CBC with 40 bits"), "{notes}");
    assert!(notes.contains("PKCS#12: SHA-1 (2,000 rounds), 3DES-CBC"), "{notes}");
    assert!(
        notes.contains("HMAC-SHA-1 with the key derivation of PKCS#12 (2,000 rounds)"),
        "{notes}"
    );
}

#[test]
fn a_wrong_password_costs_what_it_closes_and_no_more() {
    for file in [
        "openssl3.p12",
        "windows-rc2.pfx",
        "windows-aes.pfx",
        "pbmac1-sha512.p12",
        "nomac-encrypted.p12",
        "nss-3des.p12",
    ] {
        for contents in assert_stays_closed(file, "PKCS#12 file") {
            assert!(contents.certificates.is_empty(), "{file}");
            assert!(contents.secrets.is_empty(), "{file}");
        }
    }
    for file in ["open-certificates.p12", "nomac.p12", "nomac-legacy.p12"] {
        for contents in assert_stays_closed(file, "private key") {
            assert_eq!(named(&contents).len(), 2, "{file}");
        }
    }
    for contents in assert_stays_closed("java-legacy.p12", "PKCS#12 file") {
        assert!(contents.certificates.is_empty());
    }
    // Nothing is closed here, so nothing asks for a password.
    let contents = give("open-key.p12", &[]);
    assert_clean("open-key.p12", &contents);
    assert_eq!((keys(&contents).len(), contents.certificates.len()), (1, 2));
    assert!(contents.parts[0].notes[0].contains("needs the password"), "{:?}", contents.parts);
}

#[test]
fn no_password_and_the_empty_password_are_tried_without_asking() {
    for (file, how) in [
        ("empty-password.p12", "with the empty password"),
        ("empty-password-legacy.p12", "with the empty password"),
        ("gnutls-null-legacy.p12", "without a password"),
        ("gnutls-empty-legacy.p12", "with the empty password"),
    ] {
        let contents = give(file, &[]);
        assert_clean(file, &contents);
        assert_eq!(keys(&contents).len(), 1, "{file}");
        assert!(
            contents.parts[0].notes.iter().any(|n| n.contains(how)),
            "{file}: {:?}",
            contents.parts[0].notes
        );
    }
}

#[test]
fn java_stores_open_with_their_names() {
    for (file, what) in [
        ("java.jks", "Java keystore (JKS)"),
        ("java.jceks", "Java keystore (JCEKS)"),
        ("java17.p12", "PKCS#12 file"),
    ] {
        let contents = give(file, &[PASSWORD]);
        assert_clean(file, &contents);
        assert_in_part(file, &contents, what);
        let names: Vec<_> = contents.items.iter().map(|item| item.name.as_str()).collect();
        assert!(names.contains(&"leaf ☃") && names.contains(&"second"), "{file}: {names:?}");
        let certificates = named(&contents);
        assert_eq!(certificates.len(), 4, "{file}: {certificates:?}");
        for expected in
            [("leaf.example", "leaf ☃"), ("second.example", "second"), ("Intake CA", "the ca")]
        {
            assert!(
                certificates.contains(&(expected.0.into(), expected.1)),
                "{file}: {certificates:?}"
            );
        }
        for key in keys(&contents) {
            let known =
                |c: &decode::Located| Some(&c.certificate.public_key) == key.public.as_ref();
            assert!(contents.certificates.iter().any(known), "{file}: {}", key.title);
        }
        assert!(
            contents.parts[0].notes.iter().any(|n| n.contains("nothing was changed")),
            "{file}"
        );
    }
    // Certificates lie open in Java's own stores.
    for file in ["java.jks", "java.jceks"] {
        for contents in assert_stays_closed(file, "2 private keys") {
            assert_eq!(contents.certificates.len(), 4, "{file}");
        }
    }
    let contents = give("java-keypass.jks", &[PASSWORD]);
    assert_eq!((keys(&contents).len(), contents.locked.len()), (1, 1));
    assert_eq!(keys(&give("java-keypass.jks", &[PASSWORD, "other-8"])).len(), 2);
}

#[test]
fn truststores_and_secret_keys_are_read() {
    for file in ["trust.jks", "trust.p12", "trust-nopassword.p12", "jdktrust.p12"] {
        let contents = give(file, &[PASSWORD]);
        assert_clean(file, &contents);
        // OpenSSL gives no name to a certificate without a key.
        let name = if file.starts_with("jdk") { "" } else { "ca" };
        assert_eq!(named(&contents), [("Intake CA".into(), name)], "{file}");
        assert!(contents.secrets.is_empty(), "{file}");
    }
    assert_eq!(give("trust-nopassword.p12", &[]).certificates.len(), 1);
    assert_eq!(give("trust.jks", &[]).certificates.len(), 1);
    assert_eq!(give("certificates.p12", &[PASSWORD]).certificates.len(), 2);
    for file in ["java-secret.jceks", "java-secret.p12"] {
        let contents = give(file, &[PASSWORD]);
        assert_clean(file, &contents);
        let secret = contents.items.iter().find(|item| item.name == "aes").unwrap();
        assert_eq!(secret.what(), "secret key", "{file}");
        assert_eq!(keys(&contents).len(), 2, "{file}");
    }
    assert!(named(&give("java-secret.jceks", &[])).contains(&("leaf.example".into(), "zz after")));
}

#[test]
fn hostile_parameters_are_refused_at_once_and_in_words() {
    for (file, words) in [
        ("hostile.rounds.pem", ["2,147,483,648", "20,000,000"]),
        ("hostile.scrypt.pem", ["8,192 MB", "128 MB"]),
    ] {
        let started = Instant::now();
        let contents = give(file, &[PASSWORD]);
        assert!(started.elapsed() < Duration::from_secs(1), "{file}");
        let fault = &keys(&contents)[0].fault;
        assert!(words.iter().all(|word| fault.contains(word)), "{file}: {fault}");
        assert!(contents.locked.is_empty(), "{file}");
    }
}

#[test]
fn many_passwords_end_at_the_limit_for_one_source() {
    // 60 times 600,000 rounds are more than the limit.
    let wrong: Vec<String> = (0..60).map(|n| format!("wrong {n}")).collect();
    let wrong: Vec<&str> = wrong.iter().map(String::as_str).collect();
    let contents = give("enc.600000.pem", &wrong);
    let fault = &keys(&contents)[0].fault;
    assert!(fault.contains("limit of 20,000,000 rounds for one source"), "{fault}");
}

#[test]
fn a_changed_file_is_told_from_a_wrong_password() {
    // The last byte of the MAC's value, found by its neighbours: salt and rounds stand behind it.
    let mut content = bytes("openssl3.p12");
    let salt = content.windows(2).rposition(|w| w == [4, 8]).unwrap();
    content[salt - 1] ^= 1;
    let contents = open("openssl3.p12", content, &[PASSWORD]);
    assert_eq!((keys(&contents).len(), contents.certificates.len()), (1, 2));
    assert!(
        contents.parts[0].notes.iter().any(|n| n.contains("the file was changed")),
        "{:?}",
        contents.parts
    );
    assert!(contents.locked.is_empty());
}

#[test]
fn progress_is_told_while_a_key_is_derived() {
    let source = Source {
        bytes: bytes("enc.600000.pem"),
        passwords: vec![Password::new(PASSWORD.into())],
        ..Source::default()
    };
    let mut seen = Vec::new();
    decode::read(&source, &mut |progress| {
        if let Progress::Rounds { done, total } = progress {
            seen.push((done, total));
        }
    });
    assert!(seen.len() > 10 && seen.is_sorted(), "{seen:?}");
    assert!(seen.iter().all(|(done, total)| *total == 600_000 && done <= total));
}

#[test]
fn damaged_files_never_panic() {
    for file in
        names(|name| !name.ends_with(".md") && !name.contains("600000") && !name.contains("scrypt"))
    {
        // Too many rounds to do it hundreds of times; the forms are those of the other files.
        if ["gnutls", "nss", "java", "ssh.enc"].iter().any(|start| file.starts_with(start))
            && !file.ends_with(".jks")
        {
            continue;
        }
        if file.starts_with("enc.gnutls") {
            continue;
        }
        let whole = bytes(&file);
        // Text is damaged below its armour.
        let step = (whole.len() / 16).max(1);
        for at in (0..whole.len()).step_by(step) {
            open(&file, whole[..at].to_vec(), &[PASSWORD]);
            let mut flipped = whole.clone();
            flipped[at] ^= if flipped.is_ascii() { 1 } else { 0x81 };
            open(&file, flipped, &[PASSWORD]);
        }
    }
}

#[test]
fn nothing_of_a_key_is_in_what_is_kept() {
    // The last bytes of the private number of the P-256 key.
    let der = input::scan(&bytes("p-256.nopub.pem")).blocks[0].der.clone();
    let number: Vec<u8> = der[7..39].to_vec();
    let contents = give("p-256.pkcs8.pem", &[]);
    let debug = format!("{contents:?}");
    let hex: String = number.iter().map(|byte| format!("{byte:02x}")).collect();
    let list: Vec<String> = number.iter().map(u8::to_string).collect();
    assert!(!debug.contains(&hex) && !debug.contains(&list.join(", ")), "{debug}");
    assert!(!format!("{:?}", Password::new(PASSWORD.into())).contains("secret"));
}

/// The files whose names pass.
fn names(pass: impl Fn(&str) -> bool) -> Vec<String> {
    let entries = fs::read_dir(files()).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|n| pass(n))
        .collect();
    names.sort();
    assert!(!names.is_empty());
    names
}
