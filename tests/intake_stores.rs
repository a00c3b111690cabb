//! PKCS#12 files and Java keystores that real programs wrote (`tests/intake/make.sh`): they open with
//! their password, keep what it names, and tell a wrong password from damage.

use crate::common::locked::*;
use pemlens::decode::{self, Contents};

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
