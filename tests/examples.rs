//! The examples for those who depend on the crate do what they say.

#[allow(dead_code)]
#[path = "../examples/examine.rs"]
mod examine;
#[allow(dead_code)]
#[path = "../examples/explain.rs"]
mod explain;
#[allow(dead_code)]
#[path = "../examples/fields.rs"]
mod fields;

use std::fs;
use std::path::Path;

fn file(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(name)).unwrap()
}

#[test]
fn examine_says_what_is_wrong_and_what_to_do() {
    let samples: serde_json::Value = serde_json::from_slice(
        &fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("www/samples.json")).unwrap(),
    )
    .unwrap();
    let sample =
        samples.as_array().unwrap().iter().find(|it| it["id"] == "missing-intermediate").unwrap();
    let text = sample["files"][0]["text"].as_str().unwrap();
    let at = sample["question"]["at"].as_i64().unwrap();
    let said = examine::answer("server.pem", text.into(), "www.example.com", at);
    assert!(said.lines().count() > 2, "{said}");
    assert!(said.contains("error: ") && said.contains("  Server: "), "{said}");
}

#[test]
fn explain_knows_the_messages_of_a_log() {
    let said = explain::meanings(&String::from_utf8(file("explain/curl-alone.log")).unwrap());
    assert!(said.iter().any(|(program, _)| program.contains("OpenSSL")), "{said:?}");
}

#[test]
fn fields_opens_a_container() {
    let p12 = || file("intake/files/aes-128.p12");
    let opened = fields::lines(p12(), Some("secret-7".into()));
    assert!(opened.iter().any(|line| line.starts_with("certificate of ")), "{opened:?}");
    let closed = fields::lines(p12(), None);
    assert!(closed.iter().any(|line| line.contains("password")), "{closed:?}");
}
