//! What guides say where a certificate is lacking: it is issued as they say, and does.

use std::time::{SystemTime, UNIX_EPOCH};

use pemlens::guide;
use pemlens::model::Time;
use pemlens::view::{GuideAsk, GuideView, Note};
use serde_json::Value;

use super::world::*;
use super::yaml;

fn nginx() -> GuideAsk {
    GuideAsk { program: "nginx".into(), mutual: Some(true), ..GuideAsk::default() }
}

/// The guide for an expired certificate of a client, and for one of a server.
fn refused(world: &World) -> [GuideView; 2] {
    let server = ["expired.pem", "expired.key", "issuing.pem", "root.pem"];
    let as_server = GuideAsk { mutual: Some(false), ..nginx() };
    [
        guide::guide(&world.report(EXPIRED), &nginx()),
        guide::guide(&world.report(&server), &as_server),
    ]
}

fn find<'v>(view: &'v GuideView, title: &str) -> &'v Note {
    let note = view.notes.iter().find(|note| note.title.starts_with(title));
    note.unwrap_or_else(|| panic!("no “{title}”: {view:#?}"))
}

fn tool<'v>(view: &'v GuideView, tool: &str) -> &'v Note {
    let tools = &find(view, "The same with other tools").inside;
    tools.iter().find(|note| note.title == tool).unwrap()
}

/// What cert-manager is given to issue them.
pub fn documents(world: &World) -> Vec<Value> {
    let views = refused(world);
    let views = views.iter().filter(|view| view.refused);
    views.flat_map(|view| yaml::documents(&tool(view, "cert-manager").inside[0].command)).collect()
}

/// Has the client's certificate issued by `commands`, checks it as the guide says, and asks for the
/// guide again.
fn issued_and_works(name: &str, commands: &dyn Fn(&GuideView) -> String) {
    let world = World::new(name);
    let view = guide::guide(&world.report(EXPIRED), &nginx());
    assert!(view.refused);
    world.sh("cp issuing.pem ISSUING-CA.pem && cp issuing.key CA.key");
    world.sh(&commands(&view));
    let check = find(&view, "Check the result").command.replace("pemlens", "true");
    let said = world.sh(&check);
    assert!(said.contains("new-client.pem: OK") && said.contains("TLS Web Client"), "{said}");
    assert!(!said.contains("TLS Web Server"), "{said}");
    let files = [
        "server.pem",
        "server.key",
        "issuing.pem",
        "root.pem",
        "new-client-chain.pem",
        "new-client.key",
    ];
    // The certificate is valid from the moment of its making.
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    let mut report = world.report(&files);
    report.at = Time(i64::try_from(now.as_secs()).unwrap() + 60);
    let view = guide::guide(&report, &nginx());
    assert!(!view.refused, "{view:#?}");
}

#[test]
fn with_openssl() {
    if has(&["openssl"]) {
        issued_and_works("issued", &|view| find(view, "Issue the client").command.clone());
    }
}

#[test]
fn with_cfssl() {
    if has(&["openssl", "cfssl", "cfssljson"]) {
        issued_and_works("issued-cfssl", &|view| tool(view, "cfssl").command.clone());
    }
}

/// What cannot be run here says just the use that is wanted, and that it was not run.
#[test]
fn tools_that_are_not_here_are_told_the_one_use() {
    let world = World::new("issued-others");
    let view = guide::guide(&world.report(EXPIRED), &nginx());
    let (step, vault) = (tool(&view, "step"), tool(&view, "Vault"));
    assert!(step.command.contains("\"extKeyUsage\":[\"clientAuth\"]"), "{}", step.command);
    assert!(vault.command.contains("server_flag=false client_flag=true"), "{}", vault.command);
    for note in [step, vault] {
        assert!(note.text.contains("not run here"), "{}", note.text);
        assert!(!note.command.contains('{') || note.title == "step", "{}", note.command);
    }
}
