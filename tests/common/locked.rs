//! Keys and keystores of `tests/intake/files`: opened with passwords, or kept closed.

use std::fs;
use std::path::PathBuf;

use pemlens::decode::{self, Contents};
use pemlens::input::{Password, Source};
use pemlens::model::{ItemKind, PrivateKey, PublicKey};

pub const PASSWORD: &str = "secret-7";
pub const UMLAUT: &str = "Schlüssel€";

pub fn files() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/intake/files")
}

pub fn bytes(file: &str) -> Vec<u8> {
    fs::read(files().join(file)).unwrap_or_else(|fault| panic!("{file}: {fault}"))
}

/// Reads a file.
pub fn open(file: &str, content: Vec<u8>, passwords: &[&str]) -> Contents {
    let passwords = passwords.iter().map(|text| Password::new((*text).into())).collect();
    let source =
        Source { id: 1, name: file.into(), bytes: content, passwords, ..Source::default() };
    decode::read(&source, &mut |_| {})
}

pub fn give(file: &str, passwords: &[&str]) -> Contents {
    open(file, bytes(file), passwords)
}

pub fn keys(contents: &Contents) -> Vec<&PrivateKey> {
    let keys = contents.items.iter().filter_map(|item| match &item.kind {
        ItemKind::PrivateKey(key) => Some(key),
        _ => None,
    });
    keys.collect()
}

pub fn public_of(certificate: &str) -> PublicKey {
    let contents = give(certificate, &[]);
    contents.certificates[0].certificate.public_key.clone()
}

pub fn assert_clean(file: &str, contents: &Contents) {
    let messages: Vec<&str> = contents.problems.iter().map(|p| p.message.as_str()).collect();
    assert!(messages.is_empty(), "{file}: {messages:?}");
    assert!(contents.locked.is_empty(), "{file}: {:?}", contents.locked);
}

/// The only key of a file that must open without complaint, and be marked for wiping.
pub fn only_key(file: &str, passwords: &[&str]) -> PrivateKey {
    let contents = give(file, passwords);
    assert_clean(file, &contents);
    let keys = keys(&contents);
    assert_eq!(keys.len(), 1, "{file}");
    assert!(!contents.secrets.is_empty(), "{file}");
    assert_eq!(keys[0].fault, "", "{file}");
    keys[0].clone()
}

/// With a wrong password and with none, what is encrypted stays locked, and nothing else is said.
pub fn assert_stays_closed(file: &str, what: &str) -> [Contents; 2] {
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

/// The files whose names pass.
pub fn names(pass: impl Fn(&str) -> bool) -> Vec<String> {
    let entries = fs::read_dir(files()).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|n| pass(n))
        .collect();
    names.sort();
    assert!(!names.is_empty());
    names
}
