//! Guides for clouds, as far as they can be judged without an account: the command line of AWS sends
//! nothing that its description of the service does not know, cfn-lint holds templates against the
//! schemas of CloudFormation, and what is sent to Cloudflare keeps to the types of its own library.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::Command;
use std::sync::{Arc, Mutex};
use std::thread;

use serde_json::{Value, json};

use super::world::*;

/// Whether a program of a certain version is on the path; where not, it is said.
fn found(program: &str, version: &str) -> bool {
    let said = Command::new(program).arg("--version").output();
    let said = said.map(|it| String::from_utf8_lossy(&it.stdout).into_owned()).unwrap_or_default();
    let found = said.contains(version);
    if !found {
        println!("SKIPPED: no {program} {version}, so the guide was not checked");
    }
    found
}

/// What stands for AWS: takes everything, and keeps the first line and the body.
fn cloud() -> (u16, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let kept = Arc::new(Mutex::new(Vec::new()));
    let keeps = Arc::clone(&kept);
    thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let keeps = Arc::clone(&keeps);
            thread::spawn(move || answer(&mut stream, &keeps));
        }
    });
    (port, kept)
}

fn answer(stream: &mut TcpStream, keeps: &Mutex<Vec<String>>) {
    let mut head = Vec::new();
    let mut byte = [0u8; 1];
    while !head.ends_with(b"\r\n\r\n") {
        if !stream.read(&mut byte).is_ok_and(|it| it == 1) {
            return;
        }
        head.push(byte[0]);
    }
    let head = String::from_utf8_lossy(&head).into_owned();
    let field = |name: &str| {
        let line = head.lines().find(|line| line.to_lowercase().starts_with(name))?;
        Some(line.split_once(':')?.1.trim().to_owned())
    };
    if field("expect").is_some() {
        let _ = stream.write_all(b"HTTP/1.1 100 Continue\r\n\r\n");
    }
    let length = field("content-length").and_then(|it| it.parse().ok()).unwrap_or(0);
    let mut body = vec![0; length];
    let _ = stream.read_exact(&mut body);
    let first = head.lines().next().unwrap_or_default();
    keeps.lock().unwrap().push(format!("{first}\n{}", String::from_utf8_lossy(&body)));
    let body = String::from_utf8_lossy(&body);
    let action = body.strip_prefix("Action=").and_then(|it| it.split('&').next());
    let reply = match action {
        Some(name) => format!("<{name}Response><{name}Result></{name}Result></{name}Response>"),
        None if first.starts_with("PUT") => String::new(),
        None => "{}".into(),
    };
    let length = reply.len();
    let _ = write!(
        stream,
        "HTTP/1.1 200 OK\r\nETag: \"x\"\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n{reply}"
    );
}

/// Runs commands of the AWS command line; whether it took them, what it said and what it sent.
fn aws(world: &World, commands: &str) -> (bool, String, String) {
    let (port, kept) = cloud();
    let (fine, said) = world.tries(&format!(
        "set -e\nexport AWS_ENDPOINT_URL=http://127.0.0.1:{port} AWS_ACCESS_KEY_ID=x AWS_SECRET_ACCESS_KEY=y AWS_DEFAULT_REGION=eu-central-1 AWS_EC2_METADATA_DISABLED=true AWS_MAX_ATTEMPTS=1 HOME=$PWD\n{commands}"
    ));
    let sent = kept.lock().unwrap().join("\n");
    (fine, said, sent)
}

#[test]
fn the_command_line_of_aws_knows_every_parameter() {
    if !found("aws", "aws-cli/1.45") {
        return;
    }
    let world = World::new("aws");
    world.sh("cp server.pem LEAF.pem && cp issuing.pem INTERMEDIATES.pem && cp server.key KEY.pem");
    let view = world.server("aws-api-gateway", BOTH);
    world.place(&view, "");
    for title in ["The server’s certificate", "Truststore and domain"] {
        let (fine, said, sent) = aws(&world, &block(&view, title));
        assert!(fine && !sent.is_empty(), "{said}\n{sent}");
        if title == "Truststore and domain" {
            let truststore =
                "\"mutualTlsAuthentication\": {\"truststoreUri\": \"s3://BUCKET/truststore.pem\"}";
            assert!(
                sent.contains(truststore) && sent.contains("disableExecuteApiEndpoint"),
                "{sent}"
            );
        }
    }
    let view = world.server("aws-alb", LISTS);
    world.place(&view, "");
    let commands = block(&view, "Commands");
    let (fine, said, sent) = aws(&world, &commands);
    assert!(fine, "{said}\n{sent}");
    for wanted in [
        "Action=CreateTrustStore",
        "MutualAuthentication.Mode=verify",
        "MutualAuthentication.AdvertiseTrustStoreCaNames=on",
        "RevocationContents.member.1.RevocationType=CRL",
    ] {
        assert!(sent.contains(wanted), "{wanted} is not in:\n{sent}");
    }
    let misspelt = commands.replace("TrustStoreArn=", "TruststoreArn=");
    let (fine, said, _) = aws(&world, &misspelt);
    assert!(!fine && said.contains("TruststoreArn"), "{said}");
}

#[test]
fn cloudformation_knows_every_property() {
    if !found("cfn-lint", "cfn-lint 1.") {
        return;
    }
    let world = World::new("cloudformation");
    let view = world.server("aws-api-gateway", BOTH);
    // The names in capitals are a person's to fill in.
    let template = block(&view, "The same as CloudFormation").replace(
        "CERTIFICATE-ARN",
        "arn:aws:acm:eu-central-1:123456789012:certificate/12345678-1234-1234-1234-123456789012",
    );
    world.write("template.yaml", &template);
    world.sh("cfn-lint --regions eu-central-1 -- template.yaml");
    world.write("template.yaml", &template.replace("TruststoreUri", "TrustStoreUri"));
    let (fine, said) = world.tries("cfn-lint --regions eu-central-1 -- template.yaml");
    assert!(!fine && said.contains("TrustStoreUri"), "{said}");
}

/// Whether a body keeps to a schema of `schemas/`; and that it would not with a field misspelt.
fn keeps(body: &str, schema: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/guides/schemas");
    let text = std::fs::read_to_string(folder.join(format!("{schema}.json"))).unwrap();
    let schema = serde_json::from_str(&text).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let body: Value = serde_json::from_str(body).unwrap_or_else(|error| panic!("{error}: {body}"));
    let errors: Vec<String> = validator.iter_errors(&body).map(|it| it.to_string()).collect();
    assert!(errors.is_empty(), "{errors:?}\n{body}");
    for key in body.as_object().unwrap().keys() {
        let mut wrong = body.clone();
        let fields = wrong.as_object_mut().unwrap();
        let value = fields.remove(key).unwrap();
        fields.insert(format!("{key}z"), value);
        assert!(!validator.is_valid(&wrong), "misspelt, {key} passes");
        wrong = body.clone();
        wrong[key] = json!([[1.5]]);
        assert!(!validator.is_valid(&wrong), "a wrong type passes in {key}");
    }
}

/// A guide, its block, and what that sends: first lines and schemas.
type Sends<'s> = (&'s str, &'s str, &'s [(&'s str, &'s str)]);

#[test]
fn cloudflare_is_sent_what_its_library_knows() {
    if !has(&["jq", "curl"]) {
        return;
    }
    let world = World::new("cloudflare");
    let guides: &[Sends] = &[
        (
            "cloudflare",
            "The clients’ CA, and the hosts that ask for certificates",
            &[
                ("POST /client/v4/accounts/A/mtls_certificates ", "cloudflare.mtls_certificates"),
                (
                    "PUT /client/v4/zones/Z/certificate_authorities/hostname_associations ",
                    "cloudflare.hostname_associations",
                ),
            ],
        ),
        (
            "cloudflare-access",
            "The clients’ CA",
            &[(
                "POST /client/v4/accounts/A/access/certificates ",
                "cloudflare.access_certificates",
            )],
        ),
    ];
    for (guide, title, requests) in guides {
        let view = world.server(guide, BOTH);
        world.place(&view, "");
        let (port, kept) = cloud();
        let commands = block(&view, title)
            .replace("https://api.cloudflare.com", &format!("http://127.0.0.1:{port}"));
        assert!(commands.contains(&format!("127.0.0.1:{port}/client/v4/")), "{commands}");
        world.sh(&format!("export ACCOUNT=A ZONE=Z TOKEN=T\n{commands}"));
        let sent = kept.lock().unwrap().clone();
        assert_eq!(sent.len(), requests.len(), "{sent:#?}");
        for (sent, (line, schema)) in sent.iter().zip(*requests) {
            let (first, body) = sent.split_once('\n').unwrap();
            assert!(first.starts_with(line), "{first}");
            keeps(body, schema);
        }
        assert!(sent[0].contains("BEGIN CERTIFICATE"), "{}", sent[0]);
    }
    let view = world.server("cloudflare-access", BOTH);
    keeps(&block(&view, "A policy of the application"), "cloudflare.access_policies");
}
