//! The shapes of results: docs/schema/*.json and npm/types.d.ts are written from the engine's types
//! (`UPDATE_EXPECT=1 cargo test --test native schema::`), and what is really written keeps to them.

#[path = "schema/typescript.rs"]
mod typescript;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use jsonschema::Validator;
use pemlens::export::{self, Schemas};
use pemlens::library::{self, CALLS, Call, Code};
use serde_json::{Value, json};

use crate::common::{self, Case};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

fn all() -> Schemas {
    let mut schemas = Schemas::default();
    export::schemas(&mut schemas);
    library::schemas(&mut schemas);
    schemas
}

fn same(path: &str, text: &str) {
    let path = root().join(path);
    if common::updating() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
    }
    assert!(
        fs::read_to_string(&path).unwrap_or_default() == text,
        "{} is out of date; run UPDATE_EXPECT=1 cargo test --test native schema::",
        path.display()
    );
}

#[test]
fn the_schemas_are_up_to_date() {
    let schemas = all();
    for (name, schema) in &schemas.results {
        same(&format!("docs/schema/{name}.json"), &format!("{:#}\n", schema.as_value()));
    }
    let mut there: Vec<String> = fs::read_dir(root().join("docs/schema"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    there.sort();
    let mut wanted: Vec<String> =
        schemas.results.iter().map(|(name, _)| format!("{name}.json")).collect();
    wanted.sort();
    assert_eq!(there, wanted);
}

#[test]
fn the_types_for_typescript_are_up_to_date() {
    let schemas = all();
    let results = schemas.results.iter().map(|(_, schema)| schema);
    let each: Vec<Value> =
        results.chain(&schemas.questions).map(|schema| schema.as_value().clone()).collect();
    same("npm/types.d.ts", &typescript::declarations(&each));
}

/// The schemas, each in a form in which a field that it does not name is a fault.
fn closed() -> BTreeMap<&'static str, Validator> {
    let close = |(name, schema): (&'static str, schemars::Schema)| {
        let mut schema = schema.to_value();
        shut(&mut schema);
        (name, jsonschema::validator_for(&schema).unwrap())
    };
    all().results.into_iter().map(close).collect()
}

fn shut(schema: &mut Value) {
    match schema {
        Value::Object(fields) => {
            if fields.get("properties").is_some_and(Value::is_object) {
                fields.insert("additionalProperties".into(), false.into());
            }
            fields.values_mut().for_each(shut);
        }
        Value::Array(all) => all.iter_mut().for_each(shut),
        _ => {}
    }
}

/// What a call comes to, once it is seen to keep to its schema.
fn asked(schemas: &BTreeMap<&str, Validator>, name: &str, texts: &[&[u8]], ask: &Value) -> Value {
    let contents = texts.iter().map(|it| it.to_vec()).collect();
    let reply = library::call(Call {
        name,
        contents,
        ask: &ask.to_string(),
        now: 1_780_000_000,
        random: [7; 128],
    });
    let reply: Value = serde_json::from_str(&reply.json).unwrap();
    let (schema, value) = match &reply["ok"] {
        Value::Bool(true) => (name, &reply["value"]),
        _ => ("failure", &reply["error"]),
    };
    let faults: Vec<String> = schemas[schema]
        .iter_errors(value)
        .map(|fault| format!("{}: {fault}", fault.instance_path()))
        .collect();
    assert!(faults.is_empty(), "{name} {ask}\n{}", faults.join("\n"));
    reply
}

fn code(reply: &Value) -> &str {
    assert_eq!(reply["ok"], json!(false), "{reply}");
    reply["error"]["code"].as_str().unwrap()
}

/// A case as callers ask about it.
fn question(case: &Case) -> Value {
    let mut question = json!({ "as": case.purpose.word(), "at": case.now.iso() });
    if !case.host.is_empty() {
        question["host"] = json!(case.host);
    }
    question
}

#[test]
fn what_is_written_about_every_case_keeps_to_its_schema() {
    let schemas = closed();
    let mut values = 0;
    for (number, case) in common::all().iter().enumerate() {
        let text = case.blocks.concat();
        let ask = json!({ "sources": [{ "name": "case.pem" }], "question": question(case) });
        let mut with = ask.clone();
        // Asking all programs about each case is the dearest part: every seventh will do.
        with["question"]["programs"] = json!(number % 7 == 0);
        let examined = asked(&schemas, "examine", &[text.as_bytes()], &with);
        assert_eq!(examined["value"]["programs"].is_array(), number % 7 == 0);
        asked(&schemas, "timeline", &[text.as_bytes()], &ask);
        values += 2;
        if number % 5 == 0 {
            let both = json!({ "sources": [{}, {}], "question": { "about": question(case) } });
            let first = case.blocks[0].as_bytes();
            asked(&schemas, "diff", &[first, text.as_bytes()], &both);
            let forms = json!({ "sources": [{}], "question": { "at": case.now.iso() } });
            asked(&schemas, "forms", &[text.as_bytes()], &forms);
            asked(&schemas, "handshake", &[text.as_bytes()], &forms);
            values += 3;
        }
    }
    assert!(values > 300, "{values}");
}

#[test]
fn other_results_keep_to_their_schemas() {
    let schemas = closed();
    let folder = root().join("tests");
    // Keys, requests, lists and responses, in what real programs wrote.
    for folder in [folder.join("intake"), folder.join("explain")] {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_file() {
                let bytes = fs::read(&path).unwrap();
                let ask = json!({ "sources": [{ "name": "a", "passwords": ["changeit"] }], "question": {} });
                let examined = asked(&schemas, "examine", &[&bytes], &ask);
                assert_eq!(examined["ok"], json!(true));
                let text = String::from_utf8_lossy(&bytes);
                let ask = json!({ "question": { "text": text } });
                assert_eq!(asked(&schemas, "explain", &[], &ask)["ok"], json!(true));
            }
        }
    }
    let guides = asked(&schemas, "guides", &[], &json!({}));
    let programs = guides["value"]["programs"].as_array().unwrap();
    assert!(programs.len() > 20);
    for program in programs {
        let ask = json!({ "question": { "program": program["id"], "mutual": true } });
        assert_eq!(asked(&schemas, "guide", &[], &ask)["ok"], json!(true));
    }
}

#[test]
fn a_schema_that_is_closed_notices_a_field_too_many_and_one_too_few() {
    let schemas = closed();
    let good = json!({ "code": "question", "message": "No." });
    assert!(schemas["failure"].is_valid(&good));
    assert!(!schemas["failure"].is_valid(&json!({ "code": "question" })));
    assert!(!schemas["failure"].is_valid(&json!({ "code": "other", "message": "No." })));
    assert!(!schemas["failure"].is_valid(&json!({ "code": "question", "message": "", "more": 1 })));
}

#[test]
fn a_question_that_is_wrong_is_told_by_its_code() {
    let schemas = closed();
    let pem = fs::read(root().join("www/samples.json")).unwrap();
    let one = |name: &str, question: Value| {
        let ask = json!({ "sources": [{}], "question": question });
        asked(&schemas, name, &[&pem], &ask)
    };
    for (name, question, words) in [
        ("examine", json!({ "hosts": "a" }), "unknown field `hosts`"),
        ("examine", json!({ "as": "sever" }), "\"sever\" is none of server, client, ca, any"),
        ("examine", json!({ "at": "yesterday" }), "\"yesterday\" is no time"),
        ("examine", json!({ "host": "a b" }), "host: "),
        ("examine", json!({ "as": "client", "host": "a.example" }), "host goes with"),
        ("examine", json!({ "certificate": "00" }), "none with that SHA-256"),
        ("timeline", json!({ "programs": true }), "programs goes with examine only"),
        ("convert", json!({ "to": "pfx" }), "to is one of "),
        ("convert", json!({ "to": "pem", "password": "a" }), ""),
        ("handshake", json!({ "tls": "1.1" }), "unknown variant"),
        ("nothing", json!({}), "There is no call"),
    ] {
        let reply = one(name, question);
        assert_eq!(code(&reply), "question", "{reply}");
        assert!(reply["error"]["message"].as_str().unwrap().contains(words), "{reply}");
    }
    assert_eq!(code(&one("guide", json!({ "program": "no such" }))), "unknown-program");
    let nothing = asked(&schemas, "handshake", &[b"nothing"], &json!({ "sources": [{}] }));
    assert_eq!(code(&nothing), "nothing-read");
    let other = asked(&schemas, "examine", &[b"", b""], &json!({ "sources": [{}] }));
    assert_eq!(code(&other), "sources");
    let no_json = library::call(Call {
        name: "examine",
        contents: vec![],
        ask: "{",
        now: 0,
        random: [0; 128],
    });
    assert!(no_json.json.contains("\"code\":\"question\""), "{}", no_json.json);
    assert_eq!(Code::Question, Code::Question);
}

#[test]
fn dates_of_javascript_are_times_and_now_comes_from_the_door() {
    let schemas = closed();
    let at = |question: Value| {
        let reply =
            asked(&schemas, "examine", &[b""], &json!({ "sources": [{}], "question": question }));
        reply["value"]["question"]["at"].as_str().unwrap_or_default().to_owned()
    };
    assert_eq!(at(json!({ "at": "2026-03-01T12:00:00.123Z" })), "2026-03-01T12:00:00Z");
    assert_eq!(at(json!({ "at": "2026-03-01" })), "2026-03-01T00:00:00Z");
    assert_eq!(at(json!({})), "2026-05-28T20:26:40Z");
}

#[test]
fn every_call_has_a_schema() {
    let schemas = closed();
    for name in CALLS {
        assert!(schemas.contains_key(name), "{name}");
    }
}
