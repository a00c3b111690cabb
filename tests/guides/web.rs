//! Web servers and the clients that are asked for in the same breath.

use super::world::*;

/// What curl says with a client's files; the command is the guide's.
pub fn curl(world: &World, port: u16, client: &str) -> String {
    curl_at(world, port, "", client)
}

/// The same for a path.
pub fn curl_at(world: &World, port: u16, path: &str, client: &str) -> String {
    let view = world.client("curl", BOTH);
    world.place(&view, "");
    let command = block(&view, "Command")
        .replace("https://localhost/", &format!("https://localhost:{port}/{path}"))
        .replace("curl -v", "curl -sS -i -H 'X-Client-DN: forged'")
        .replace("client-chain.pem", &format!("{client}-whole.pem"))
        .replace("client.key", &format!("{client}.key"));
    world.tries(&command).1
}

/// The same without a certificate.
fn without(world: &World, port: u16) -> String {
    let view = world.client("curl", SERVER);
    let command = block(&view, "Command")
        .replace("https://localhost/", &format!("https://localhost:{port}/"));
    assert!(!command.contains("--key"), "{command}");
    world.tries(&command.replace("curl -v", "curl -sS -i")).1
}

/// A log must hold the line that was foretold for a client; `log` reads it.
fn foretold(world: &World, server: &str, client: &str, log: &dyn Fn() -> String) {
    let says = world.foretold(server, client);
    let line = says.iter().find(|line| line.contains("erif")).unwrap_or_else(|| panic!("{says:?}"));
    for _ in 0..100 {
        if log().contains(line.as_str()) {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    panic!("{server} does not say {line:?} about {client} but:\n{}", log());
}

pub fn nginx(world: &World, files: &[&str]) -> (u16, Running) {
    nginx_before(world, files, application())
}

/// The same before another application.
pub fn nginx_before(world: &World, files: &[&str], behind: u16) -> (u16, Running) {
    let view = world.server("nginx", files);
    world.place(&view, "/etc/nginx/tls/");
    let listens = port();
    let site = world
        .moved(&block(&view, "/etc/nginx"), "/etc/nginx/tls/")
        .replace("listen 443", &format!("listen 127.0.0.1:{listens}"))
        .replace("127.0.0.1:8080", &format!("127.0.0.1:{behind}"));
    let here = world.folder.display();
    world.write("nginx.conf", &format!(
        "daemon off;worker_processes 1;pid {here}/pid;error_log {here}/error.log info;\nevents{{}}\nhttp{{access_log off;client_body_temp_path {here}/body;proxy_temp_path {here}/proxy;fastcgi_temp_path {here}/f;uwsgi_temp_path {here}/u;scgi_temp_path {here}/s;\n{site}\n}}\n"
    ));
    let running = world.start(&format!("nginx -p {here} -c {here}/nginx.conf"), listens);
    (listens, running)
}

#[test]
fn nginx_lets_good_clients_in_and_no_others() {
    if !has(&["nginx", "curl"]) {
        return;
    }
    let world = World::new("nginx");
    let (port, _running) = nginx(&world, BOTH);
    let good = curl(&world, port, "client");
    assert!(good.contains("200 OK") && good.contains("X-Client-DN: CN=client-1"), "{good}");
    assert!(good.contains("X-Client-Verify: SUCCESS") && !good.contains("forged"), "{good}");
    assert!(without(&world, port).contains("400 No required SSL certificate was sent"));
    for client in ["stranger", "wrong-use", "expired"] {
        let bad = curl(&world, port, client);
        assert!(bad.contains("400 The SSL certificate error"), "{client}: {bad}");
        foretold(&world, "nginx", client, &|| world.read("error.log"));
    }
}

#[test]
fn nginx_looks_at_lists_of_every_ca() {
    if !has(&["nginx", "curl"]) {
        return;
    }
    let world = World::new("nginx-lists");
    let (port, _running) = nginx(&world, LISTS);
    let good = curl(&world, port, "client");
    assert!(good.contains("200 OK"), "{good}");
    let bad = curl(&world, port, "revoked");
    assert!(bad.contains("400 The SSL certificate error"), "{bad}");
    assert!(world.read("error.log").contains("(23:certificate revoked)"));
}

#[test]
fn nginx_serves_one_way() {
    if !has(&["nginx", "curl"]) {
        return;
    }
    let world = World::new("nginx-one-way");
    let (port, _running) = nginx(&world, SERVER);
    let good = without(&world, port);
    assert!(good.contains("200 OK"), "{good}");
}

fn apache(world: &World, files: &[&str]) -> (u16, Running) {
    let view = world.server("apache", files);
    world.place(&view, "/etc/apache2/tls/");
    let listens = port();
    world.sh("mkdir -p www && echo hello > www/index.html");
    let site = world
        .moved(&block(&view, "/etc/apache2"), "/etc/apache2/tls/")
        .replace("*:443", &format!("127.0.0.1:{listens}"))
        .replace("/var/www/html", &world.path("www"));
    let modules = "/usr/lib/apache2/modules";
    let load = ["mpm_event", "ssl", "authz_core", "headers", "dir", "mime"]
        .map(|it| format!("LoadModule {it}_module {modules}/mod_{it}.so\n"))
        .concat();
    let here = world.folder.display();
    world.write("apache.conf", &format!(
        "ServerRoot {here}\nPidFile {here}/pid\nErrorLog {here}/error.log\nLogLevel ssl:info\nTypesConfig /etc/mime.types\nServerName localhost\n{load}Listen 127.0.0.1:{listens}\n{site}\n"
    ));
    let running = world.start(&format!("apache2 -DFOREGROUND -f {here}/apache.conf"), listens);
    (listens, running)
}

#[test]
fn apache_lets_good_clients_in_and_no_others() {
    if !has(&["apache2", "curl"]) {
        return;
    }
    let world = World::new("apache");
    let (port, _running) = apache(&world, BOTH);
    let good = curl(&world, port, "client");
    assert!(good.contains("hello"), "{good}\n{}", world.read("error.log"));
    let none = without(&world, port);
    assert!(!none.contains("hello") && none.contains("alert"), "{none}");
    for client in ["stranger", "wrong-use", "expired"] {
        let bad = curl(&world, port, client);
        assert!(!bad.contains("hello"), "{client}: {bad}");
        foretold(&world, "apache", client, &|| world.read("error.log"));
    }
}

#[test]
fn apache_looks_at_lists_of_every_ca() {
    if !has(&["apache2", "curl"]) {
        return;
    }
    let world = World::new("apache-lists");
    let (port, _running) = apache(&world, LISTS);
    assert!(curl(&world, port, "client").contains("hello"));
    let bad = curl(&world, port, "revoked");
    assert!(!bad.contains("hello") && bad.contains("certificate revoked"), "{bad}");
}

fn haproxy(world: &World, files: &[&str]) -> (u16, Running) {
    let view = world.server("haproxy", files);
    world.place(&view, "/etc/haproxy/tls/");
    let (listens, behind) = (port(), application());
    let config = world
        .moved(&block(&view, "/etc/haproxy"), "/etc/haproxy/tls/")
        .replace(":443", &format!("127.0.0.1:{listens}"))
        .replace("127.0.0.1:8080", &format!("127.0.0.1:{behind}"));
    world.write(
        "haproxy.cfg",
        &format!(
            "defaults\n timeout client 5s\n timeout server 5s\n timeout connect 5s\n{config}\n"
        ),
    );
    let running = world.start("haproxy -db -f haproxy.cfg", listens);
    (listens, running)
}

#[test]
fn haproxy_lets_good_clients_in_and_no_others() {
    if !has(&["haproxy", "curl"]) {
        return;
    }
    let world = World::new("haproxy");
    let (port, _running) = haproxy(&world, BOTH);
    let good = curl(&world, port, "client").to_lowercase();
    assert!(good.contains(" 200 ") && good.contains("x-client-cn: client-1"), "{good}");
    assert!(!good.contains("forged"), "{good}");
    assert!(!without(&world, port).contains(" 200 "));
    for client in ["stranger", "wrong-use", "expired"] {
        let bad = curl(&world, port, client);
        // The alert can be lost in a reset.
        assert!(!bad.contains(" 200 ") && bad.contains("curl: ("), "{client}: {bad}");
    }
}

#[test]
fn haproxy_looks_at_lists_of_every_ca() {
    if !has(&["haproxy", "curl"]) {
        return;
    }
    let world = World::new("haproxy-lists");
    let (port, _running) = haproxy(&world, LISTS);
    assert!(curl(&world, port, "client").contains(" 200"));
    let bad = curl(&world, port, "revoked");
    assert!(!bad.contains(" 200 ") && bad.contains("curl: ("), "{bad}");
}

#[test]
fn openssl_and_curl_talk_as_the_guides_say() {
    if !has(&["openssl", "curl"]) {
        return;
    }
    let world = World::new("openssl");
    let view = world.server("openssl", BOTH);
    world.place(&view, "");
    let listens = port();
    let command = block(&view, "Command").replace("-accept 8443", &format!("-accept {listens}"));
    let _running = world.start(&command, listens);
    let good = curl(&world, listens, "client");
    assert!(good.contains("200 ok"), "{good}");
    for client in ["stranger", "wrong-use", "expired"] {
        let bad = curl(&world, listens, client);
        assert!(!bad.contains("200 ok") && bad.contains("alert"), "{client}: {bad}");
    }
    let view = world.client("openssl", BOTH);
    let command = block(&view, "Command").replace("localhost:443", &format!("localhost:{listens}"));
    let (_, said) = world.tries(&format!("{command} < /dev/null"));
    assert!(said.contains("Verify return code: 0 (ok)"), "{said}");
    let strange = command.replace("-CAfile root.pem", "-CAfile other-root.pem");
    let (fine, said) = world.tries(&format!("{strange} < /dev/null"));
    assert!(!fine && said.contains("verify error"), "{said}");
}
