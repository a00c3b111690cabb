//! Keys and what passwords protect, as OpenSSL, Java, NSS, GnuTLS, OpenSSH and Node.js
//! write them (tests/intake/make.sh): opened with the right password, refused in words without.

use std::time::Duration;

use crate::common::locked::*;
use crate::common::work::Work;
use pemlens::decode::{self, Progress};
use pemlens::input::{self, Password, Source};
use pemlens::model::ItemKind;

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

#[test]
fn hostile_parameters_are_refused_at_once_and_in_words() {
    for (file, words) in [
        ("hostile.rounds.pem", ["2,147,483,648", "20,000,000"]),
        ("hostile.scrypt.pem", ["8,192 MB", "128 MB"]),
    ] {
        let work = Work::begin();
        let contents = give(file, &[PASSWORD]);
        assert!(work.spent() < Duration::from_secs(1), "{file}");
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
