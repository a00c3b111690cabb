//! Programs that Debian does not have, or has too old: `programs.sh` fetches them.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::path::Path;
use std::thread;

use pemlens::view::GuideView;

use super::clients::{others, program};
use super::web::{curl, nginx, nginx_before};
use super::world::*;

/// The version of each that its guide names.
const VERSIONS: &[(&str, &str, &str)] = &[
    ("envoy", "--version", "/1.40.0/"),
    ("traefik", "version", "3.7.15"),
    ("caddy", "version", "v2.11.7"),
    ("kubectl", "version --client", "v1.37.1"),
];

/// Where a program is, in the version that was meant; where not, it is said.
fn fetched(world: &World, name: &str) -> Option<String> {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap();
    let program = target.join("programs").join(name).to_str().unwrap().to_owned();
    let (_, ask, version) = VERSIONS.iter().find(|it| it.0 == name).unwrap();
    let said = world.tries(&format!("{program} {ask}")).1;
    if !has(&["curl"]) || !said.contains(version) {
        println!("SKIPPED: no {name} {version} in target/programs, so the guide was not run");
        return None;
    }
    Some(program)
}

/// Makes the files of a guide; the users of the program are not here.
fn place(world: &World, view: &GuideView, folder: &str) {
    let mut view = view.clone();
    for note in &mut view.notes {
        note.command = note.command.replace("-o envoy ", "").replace("-o root -g caddy ", "");
    }
    world.place(&view, folder);
}

/// Lines with this much space before each.
fn indented(text: &str, by: usize) -> String {
    text.lines().map(|line| format!("{:by$}{line}\n", "")).collect()
}

/// An Envoy with the blocks of the guide at their places.
fn envoy(world: &World, program: &str, files: &[&str]) -> (u16, Running) {
    let view = world.server("envoy", files);
    place(world, &view, "/etc/envoy/tls/");
    let (listens, behind) = (port(), application());
    let socket = world.moved(&block(&view, "The transport socket"), "/etc/envoy/tls/");
    let manager = match view.mutual {
        true => indented(&block(&view, "In the HTTP"), 10),
        false => String::new(),
    };
    let socket = indented(&socket, 6);
    world.write(
        "envoy.yaml",
        &format!(
            r#"static_resources:
  listeners:
  - address: {{socket_address: {{address: 127.0.0.1, port_value: {listens}}}}}
    access_log:
    - name: log
      typed_config:
        "@type": type.googleapis.com/envoy.extensions.access_loggers.file.v3.FileAccessLog
        path: {here}/access.log
        log_format: {{text_format_source: {{inline_string: "why: %DOWNSTREAM_TRANSPORT_FAILURE_REASON%\n"}}}}
    filter_chains:
    - filters:
      - name: http
        typed_config:
          "@type": type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager
          stat_prefix: site
{manager}          route_config:
            virtual_hosts:
            - {{name: site, domains: ["*"], routes: [{{match: {{prefix: "/"}}, route: {{cluster: application}}}}]}}
          http_filters:
          - name: router
            typed_config: {{"@type": type.googleapis.com/envoy.extensions.filters.http.router.v3.Router}}
{socket}  clusters:
  - name: application
    load_assignment: {{cluster_name: application, endpoints: [{{lb_endpoints: [{{endpoint: {{address: {{socket_address: {{address: 127.0.0.1, port_value: {behind}}}}}}}}}]}}]}}
"#,
            here = world.folder.display(),
        ),
    );
    world.sh(&format!("{program} --mode validate -c envoy.yaml"));
    let script = format!("{program} -c envoy.yaml --disable-hot-restart --concurrency 1");
    (listens, world.start(&script, listens))
}

#[test]
fn envoy_lets_good_clients_in_and_no_others() {
    let world = World::new("envoy");
    let Some(program) = fetched(&world, "envoy") else { return };
    let (port, _running) = envoy(&world, &program, BOTH);
    let good = curl(&world, port, "client").to_lowercase();
    assert!(good.contains(" 200 ") && good.contains("x-forwarded-client-cert:"), "{good}");
    assert!(good.contains("subject=\"cn=client-1\""), "{good}");
    for client in ["stranger", "wrong-use", "expired"] {
        let bad = curl(&world, port, client);
        assert!(!bad.contains(" 200 ") && bad.contains("curl: ("), "{client}: {bad}");
    }
    world.waits("access.log", &["CERTIFICATE_VERIFY_FAILED"]);
    let (_, said) = world.tries(&format!("openssl s_client -tls1_2 -connect localhost:{port} -cert stranger.pem -key stranger.key < /dev/null"));
    assert!(said.contains("alert unknown ca"), "{said}");
}

#[test]
fn envoy_looks_at_lists_of_every_ca() {
    let world = World::new("envoy-lists");
    let Some(program) = fetched(&world, "envoy") else { return };
    let (port, _running) = envoy(&world, &program, LISTS);
    assert!(curl(&world, port, "client").contains(" 200"));
    let bad = curl(&world, port, "revoked");
    assert!(!bad.contains(" 200") && bad.contains("curl: ("), "{bad}");
    world.waits("access.log", &["revoked"]);
}

#[test]
fn envoy_serves_one_way_and_knows_every_field() {
    let world = World::new("envoy-one-way");
    let Some(program) = fetched(&world, "envoy") else { return };
    let (port, _running) = envoy(&world, &program, SERVER);
    assert!(curl(&world, port, "stranger").contains(" 200"));
    let config = world.read("envoy.yaml").replace("private_key:", "privat_key:");
    world.write("misspelt.yaml", &config);
    let (fine, said) = world.tries(&format!("{program} --mode validate -c misspelt.yaml"));
    assert!(!fine && said.contains("privat_key"), "{said}");
}

/// A Traefik with the guide's file.
fn traefik(world: &World, program: &str, files: &[&str]) -> (u16, Running) {
    let view = world.server("traefik", files);
    place(world, &view, "/etc/traefik/tls/");
    let (listens, behind) = (port(), application());
    let site = world
        .moved(&block(&view, "/etc/traefik/dynamic"), "/etc/traefik/tls/")
        .replace("127.0.0.1:8080", &format!("127.0.0.1:{behind}"));
    world.write("site.yml", &site);
    let here = world.folder.display();
    world.write(
        "traefik.yml",
        &format!(
            "entryPoints: {{websecure: {{address: \"127.0.0.1:{listens}\"}}}}\nproviders: {{file: {{filename: {here}/site.yml}}}}\nlog: {{level: DEBUG}}\nglobal: {{checkNewVersion: false, sendAnonymousUsage: false}}\n"
        ),
    );
    let running = world.start(&format!("{program} --configFile=traefik.yml"), listens);
    // It listens before it has read the file.
    world.waits_for(&|| curl(world, listens, "client").contains(" 200"));
    (listens, running)
}

#[test]
fn traefik_lets_good_clients_in_and_no_others() {
    let world = World::new("traefik");
    let Some(program) = fetched(&world, "traefik") else { return };
    let (port, _running) = traefik(&world, &program, BOTH);
    let good = curl(&world, port, "client");
    assert!(good.contains("X-Forwarded-Tls-Client-Cert-Info: "), "{good}");
    assert!(good.contains("Subject%3D%22CN%3Dclient-1%22"), "{good}");
    for client in ["stranger", "wrong-use", "expired"] {
        let bad = curl(&world, port, client);
        assert!(!bad.contains(" 200") && bad.contains("curl: ("), "{client}: {bad}");
    }
    // Without the name there is a handshake without a certificate, but no way to the application.
    let (_, said) =
        world.tries(&format!("curl -sSki -H 'Host: localhost' https://127.0.0.1:{port}/"));
    assert!(said.contains(" 421") && !said.contains(" 200"), "{said}");
}

#[test]
fn traefik_serves_one_way() {
    let world = World::new("traefik-one-way");
    let Some(program) = fetched(&world, "traefik") else { return };
    let (port, _running) = traefik(&world, &program, SERVER);
    assert!(curl(&world, port, "stranger").contains(" 200"));
}

#[test]
fn caddy_knows_trust_pool() {
    let world = World::new("caddy-new");
    let Some(program) = fetched(&world, "caddy") else { return };
    let view = world.server("caddy", BOTH);
    place(&world, &view, "/etc/caddy/tls/");
    let (port, behind) = (port(), application());
    let site = world
        .moved(&block(&view, "Caddyfile"), "/etc/caddy/tls/")
        .replacen("localhost {", &format!("https://localhost:{port} {{"), 1)
        .replace("127.0.0.1:8080", &format!("127.0.0.1:{behind}"));
    assert!(site.contains("trust_pool"), "{site}");
    world.write(
        "Caddyfile",
        &format!("{{\n\tadmin off\n\tauto_https disable_redirects\n}}\n{site}\n"),
    );
    let home = world.path("home");
    let home = format!("env HOME={home} XDG_DATA_HOME={home} XDG_CONFIG_HOME={home}");
    world.sh(&format!("{home} {program} validate --config Caddyfile --adapter caddyfile"));
    let script = format!("{home} {program} run --config Caddyfile --adapter caddyfile");
    let _running = world.start(&script, port);
    let good = curl(&world, port, "client").to_lowercase();
    assert!(good.contains(" 200") && good.contains("x-client-dn: cn=client-1"), "{good}");
    assert!(!good.contains("forged"), "{good}");
    for client in ["stranger", "wrong-use", "expired"] {
        let bad = curl(&world, port, client);
        assert!(!bad.contains(" 200") && bad.contains("curl: ("), "{client}: {bad}");
    }
}

/// What stands for the API server behind nginx: who asks is whom nginx names.
fn api() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let mut head = Vec::new();
            let mut byte = [0u8; 1];
            while !head.ends_with(b"\r\n\r\n") && stream.read(&mut byte).is_ok_and(|it| it == 1) {
                head.push(byte[0]);
            }
            let head = String::from_utf8_lossy(&head).into_owned();
            let name = head.split("X-Client-DN: CN=").nth(1).and_then(|it| it.lines().next());
            let review = head.starts_with("POST /apis/authentication.k8s.io/v1/selfsubjectreviews");
            let (status, body) = match (review, name) {
                (true, Some(name)) => ("201 Created", format!(r#"{{"apiVersion":"authentication.k8s.io/v1","kind":"SelfSubjectReview","metadata":{{}},"status":{{"userInfo":{{"username":"{name}","groups":["system:authenticated"]}}}}}}"#)),
                _ => ("404 Not Found", r#"{"apiVersion":"v1","kind":"Status","metadata":{},"status":"Failure","reason":"NotFound","code":404}"#.into()),
            };
            let length = body.len();
            let _ = stream.write_all(format!("HTTP/1.0 {status}\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\r\n{body}").as_bytes());
        }
    });
    port
}

#[test]
fn kubectl_shows_its_certificate() {
    let world = World::new("kubectl");
    let Some(program) = fetched(&world, "kubectl") else { return };
    if !has(&["nginx"]) {
        return;
    }
    let (port, _running) = nginx_before(&world, BOTH, api());
    let view = world.client("kubectl", BOTH);
    world.place(&view, "");
    let commands = block(&view, "Commands")
        .replace(":6443", &format!(":{port}"))
        .replace("kubectl ", &format!("{program} "));
    let run = |file: &str, commands: &str| {
        world.tries(&format!("export KUBECONFIG={file} HOME=$PWD; {commands}"))
    };
    let (fine, said) = run("good.config", &commands);
    assert!(fine && said.contains("client-1"), "{said}");
    // --embed-certs: the files can go away.
    assert!(world.read("good.config").contains("client-key-data:"));
    for client in ["stranger", "expired"] {
        let bad = commands
            .replace("client-chain.pem", &format!("{client}-whole.pem"))
            .replace("client.key", &format!("{client}.key"));
        let (fine, said) = run(&format!("{client}.config"), &bad);
        assert!(!fine && !said.contains("client-1 "), "{client}: {said}");
    }
    let other = commands.replace("root.pem", "other-root.pem");
    let (fine, said) = run("other.config", &other);
    assert!(!fine && said.contains("certificate signed by unknown authority"), "{said}");
}

#[test]
fn rust_talks_as_the_guide_says() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap().join("programs/rust");
    if !has(&["nginx"]) || !folder.join("target/debug/guide").exists() {
        println!("SKIPPED: no reqwest in target/programs, so the guide was not run");
        return;
    }
    let world = World::new("rust");
    let (listens, _running) = nginx(&world, BOTH);
    let view = world.client("rust", BOTH);
    world.place(&view, "");
    let manifest = std::fs::read_to_string(folder.join("Cargo.toml")).unwrap();
    let wanted = block(&view, "Cargo.toml").replace("\"0.13\"", "\"=0.13.5\"");
    assert!(manifest.contains(&wanted), "{manifest} is not as the guide has it: {wanted}");
    for client in ["client"].into_iter().chain(others()) {
        let text = program(&block(&view, "main.rs"), listens, client);
        std::fs::write(folder.join("src/main.rs"), text).unwrap();
        let place = folder.display();
        let build = "cargo build --quiet --offline --manifest-path";
        world.sh(&format!("{build} {place}/Cargo.toml --target-dir {place}/target"));
        let (fine, said) = world.tries(&format!("{place}/target/debug/guide"));
        assert_eq!(fine, client == "client", "{client}: {said}");
        assert_eq!(said.contains("X-Client-Verify: SUCCESS"), fine, "{client}: {said}");
    }
}
