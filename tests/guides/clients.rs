//! Clients, and stores into which a client's certificate is put, as their guides say.

use super::web::nginx;
use super::world::*;

/// The bad ones, in place of the good one.
pub fn others() -> [&'static str; 3] {
    ["stranger", "wrong-use", "expired"]
}

/// A program of a guide for that port and that client.
pub fn program(text: &str, port: u16, client: &str) -> String {
    let text = text.replace("https://localhost", &format!("https://localhost:{port}"));
    match client {
        "client" => text,
        other => text
            .replace("client-chain.pem", &format!("{other}-whole.pem"))
            .replace("client.key", &format!("{other}.key")),
    }
}

#[test]
fn python_talks_as_the_guide_says() {
    if !has(&["nginx"]) || std::process::Command::new("python3").arg("-V").output().is_err() {
        return;
    }
    let world = World::new("python");
    let (port, _running) = nginx(&world, BOTH);
    let view = world.client("python", BOTH);
    world.place(&view, "");
    for (title, module) in [("ssl", "ssl"), ("requests", "requests"), ("httpx", "httpx")] {
        if !world.tries(&format!("python3 -c 'import {module}'")).0 {
            println!("SKIPPED: {module} is not installed");
            continue;
        }
        for client in ["client"].into_iter().chain(others()) {
            world.write("client.py", &program(&block(&view, title), port, client));
            let (fine, said) = world.tries("python3 client.py");
            assert_eq!(fine, client == "client", "{title}, {client}: {said}");
            assert_eq!(said.contains("X-Client-Verify: SUCCESS"), fine, "{title}: {said}");
        }
    }
}

#[test]
fn node_talks_as_the_guide_says() {
    if !has(&["nginx", "node"]) {
        return;
    }
    let world = World::new("node");
    let (listens, _running) = nginx(&world, BOTH);
    let view = world.client("node", BOTH);
    world.place(&view, "");
    for client in ["client"].into_iter().chain(others()) {
        world.write("client.js", &program(&block(&view, "https"), listens, client));
        let (_, said) = world.tries("node client.js");
        assert_eq!(said.contains("X-Client-Verify: SUCCESS"), client == "client", "{said}");
    }
    let view = world.server("node", BOTH);
    let serves = port();
    let text = block(&view, "server.js")
        .replace("listen(8443)", &format!("listen({serves}, '127.0.0.1')"));
    world.write("server.js", &text);
    let _server = world.start("node server.js", serves);
    let view = world.client("node", BOTH);
    for client in ["client"].into_iter().chain(others()) {
        world.write("client.js", &program(&block(&view, "https"), serves, client));
        let (fine, said) = world.tries("node client.js");
        assert_eq!(fine && said.contains("hello client-1"), client == "client", "{client}: {said}");
    }
}

#[test]
fn go_talks_as_the_guide_says() {
    if !has(&["nginx", "go"]) {
        return;
    }
    let world = World::new("go");
    let (listens, _running) = nginx(&world, BOTH);
    let view = world.client("go", BOTH);
    world.place(&view, "");
    let build = |name: &str, text: &str| {
        world.sh(&format!("mkdir -p {name}"));
        world.write(&format!("{name}/main.go"), text);
        let cache = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("go-cache");
        world.sh(&format!(
            "GOFLAGS= GO111MODULE=off GOCACHE={} go build -o {name}/program ./{name}/main.go",
            cache.display()
        ));
    };
    for client in ["client", "stranger"] {
        build(client, &program(&block(&view, "main.go"), listens, client));
        let (fine, said) = world.tries(&format!("{client}/program"));
        assert_eq!(fine && said.contains("X-Client-Verify: SUCCESS"), client == "client", "{said}");
    }
    let serves = port();
    let view = world.server("go", BOTH);
    build("server", &block(&view, "main.go").replace(":8443", &format!("127.0.0.1:{serves}")));
    let _server = world.start("server/program", serves);
    for client in ["client"].into_iter().chain(others()) {
        let said = super::web::curl(&world, serves, client);
        assert_eq!(said.contains("hello client-1"), client == "client", "{client}: {said}");
    }
}

#[test]
fn java_talks_as_the_guide_says() {
    if !has(&["nginx", "java", "keytool"]) {
        return;
    }
    let world = World::new("java");
    let (listens, _running) = nginx(&world, BOTH);
    let view = world.client("java", BOTH);
    world.place(&view, "");
    let password = "export STORE_PASSWORD=not-a-secret\n";
    world.sh(&format!("{password}{}", block(&view, "The truststore")));
    for client in ["client", "stranger"] {
        world.sh(&format!("{password}{}", program(&block(&view, "The keystore"), listens, client)));
        world.write("Client.java", &program(&block(&view, "Client.java"), listens, client));
        let (fine, said) = world.tries(&format!("{password}{}", block(&view, "Run it")));
        assert_eq!(fine && said.contains("X-Client-Verify: SUCCESS"), client == "client", "{said}");
    }
}

#[test]
fn a_java_keystore_holds_the_whole_chain() {
    if !has(&["keytool"]) {
        return;
    }
    let world = World::new("java-keystore");
    let view = world.client("java-keystore", BOTH);
    world.place(&view, "");
    let password = "export STORE_PASSWORD=not-a-secret\n";
    let said = world.sh(&format!("{password}{}", block(&view, "The keystore")));
    assert!(said.contains("Certificate chain length: 2"), "{said}");
    world.sh(&format!("{password}{}", block(&view, "The truststore")));
}

#[test]
fn nss_holds_certificate_and_key() {
    if !has(&["pk12util", "certutil"]) {
        return;
    }
    let world = World::new("nss");
    for guide in ["linux-nss", "firefox"] {
        let view = world.client(guide, BOTH);
        world.place(&view, "");
        world.sh(&block(&view, "Make the .p12")
            .replace("pkcs12 -export", "pkcs12 -export -passout pass:not-a-secret"));
        let title = if guide == "firefox" { "Or into the profile" } else { "Import it" };
        let import =
            block(&view, title).replace("pk12util -i", "pk12util -W not-a-secret -K '' -i");
        let here = world.path("");
        let before = format!("export HOME={here} PROFILE={here}profile\n");
        if guide == "firefox" {
            world.sh(&format!(
                "{before}mkdir -p profile && certutil -N -d sql:profile --empty-password"
            ));
        }
        world.sh(&format!("{before}{import}"));
        let folder = if guide == "firefox" { "profile" } else { ".pki/nssdb" };
        let said = world.sh(&format!("certutil -K -d sql:{folder} && certutil -L -d sql:{folder} && certutil -V -u C -n client-1 -d sql:{folder} || true"));
        assert!(said.contains("client-1") && said.contains("u,u,u"), "{guide}: {said}");
        assert!(said.contains("server-ca"), "{guide}: {said}");
    }
}
