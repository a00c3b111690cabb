//! `pemlens judge`: cases in, predictions out, through the program itself.

use std::io::Write;
use std::process::{Command, Stdio};

use rcgen::{
    BasicConstraints, CertificateParams, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair,
    KeyUsagePurpose,
};
use serde_json::{Value, json};

const AT: i64 = 1_790_000_000;

/// What the program writes for the stack `spec`, and its exit status.
fn run(lines: &[String]) -> (Vec<Value>, i32) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_pemlens"))
        .arg("judge")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    input.write_all((lines.join("\n") + "\n").as_bytes()).unwrap();
    drop(input);
    let output = child.wait_with_output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let predictions = text.lines().map(|line| serde_json::from_str(line).unwrap());
    // What real programs say has tests of its own.
    let spec = predictions.filter(|prediction: &Value| prediction["stack"] == "spec").collect();
    (spec, output.status.code().unwrap())
}

/// Leaf, intermediate and root as PEM.
fn chain() -> [String; 3] {
    let ca = |name: &str| {
        let mut params = CertificateParams::default();
        params.distinguished_name.push(DnType::CommonName, name);
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign];
        params.use_authority_key_identifier_extension = true;
        params
    };
    let [root_key, middle_key, leaf_key] = [(); 3].map(|()| KeyPair::generate().unwrap());
    let root = ca("Root").self_signed(&root_key).unwrap();
    let middle = ca("Middle").signed_by(&middle_key, &Issuer::new(ca("Root"), &root_key)).unwrap();
    let mut params = CertificateParams::new(vec!["www.example.com".to_owned()]).unwrap();
    params.distinguished_name.push(DnType::CommonName, "www.example.com");
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    params.use_authority_key_identifier_extension = true;
    let leaf = params.signed_by(&leaf_key, &Issuer::new(ca("Middle"), &middle_key)).unwrap();
    [leaf.pem(), middle.pem(), root.pem()]
}

#[test]
fn each_input_counts() {
    let [leaf, middle, root] = chain();
    let case = json!({
        "id": "plain", "leaf": leaf, "intermediates": [middle], "roots": [root], "crls": [],
        "time": AT, "purpose": "server", "host": {"kind": "DNS", "value": "www.example.com"},
        "names": [], "depth": null, "eku": [], "key": null, "expected": "?",
    });
    let changed = |id: &str, changes: Value| {
        let mut case = case.clone();
        case["id"] = json!(id);
        for (field, value) in changes.as_object().unwrap() {
            case[field] = value.clone();
        }
        case.to_string()
    };
    let policy = json!({"InitialPolicySet": ["anyPolicy"], "InitialExplicitPolicy": true});
    let host = |value: &str| json!({"host": {"kind": "DNS", "value": value}});
    let wanted = [
        (changed("plain", json!({})), "ok"),
        (changed("no host", json!({"host": null})), "ok"),
        (changed("another host", host("example.com")), "name-mismatch"),
        (changed("no host name", host("a b")), "host-name"),
        (
            changed("another mailbox", json!({"names": [{"kind": "RFC822", "value": "a@b"}]})),
            "name-mismatch",
        ),
        (changed("too early", json!({"time": -1_000_000_000_000i64})), "not-yet-valid"),
        (changed("too late", json!({"time": 1e12})), "expired"),
        (changed("client", json!({"purpose": "client"})), "extended-key-usage"),
        (changed("another use", json!({"eku": ["codeSigning"]})), "extended-key-usage"),
        (changed("one deep", json!({"depth": 1})), "ok"),
        (changed("not deep", json!({"depth": 0})), "max-depth"),
        (changed("policy", json!({"policy": policy})), "policy"),
        (changed("no roots", json!({"roots": []})), "no-path"),
        (changed("a gap", json!({"intermediates": []})), "no-path"),
        (changed("only the leaf", json!({"roots": [leaf]})), "no-path"),
        (changed("trusted leaf", json!({"roots": [leaf], "trust": "TRUSTED_LEAF"})), "ok"),
        (changed("a leaf's word", json!({"trust": "TRUSTED_LEAF"})), "no-path"),
        (changed("any use", json!({"key_purpose": "ANY_EKU", "purpose": "client"})), "ok"),
        (changed("no certificate", json!({"leaf": "nothing"})), "unreadable"),
    ];
    let lines: Vec<String> = wanted.iter().map(|(line, _)| line.clone()).collect();
    let (mut predictions, status) = run(&lines);
    // What programs say is tested with each of them.
    predictions.retain(|prediction| prediction["stack"] == "spec");
    assert_eq!((predictions.len(), status), (wanted.len(), 0));
    for (prediction, (line, code)) in predictions.iter().zip(&wanted) {
        let case: Value = serde_json::from_str(line).unwrap();
        assert_eq!(prediction["id"], case["id"]);
        assert_eq!(prediction["stack"], "spec");
        assert_eq!(prediction["code"], *code, "{prediction}");
        let verdict = if *code == "ok" { "accept" } else { "reject" };
        assert_eq!(prediction["verdict"], verdict);
        assert!(prediction["message"].as_str().unwrap().ends_with('.'), "{prediction}");
    }
}

#[test]
fn what_is_no_case_is_named_and_the_rest_is_judged() {
    let good = json!({"id": "good", "leaf": "", "time": AT}).to_string();
    let (predictions, status) = run(&["{".into(), "{}".into(), String::new(), good]);
    assert_eq!((predictions.len(), status), (1, 2));
    assert_eq!(predictions[0]["code"], "unreadable");
}
