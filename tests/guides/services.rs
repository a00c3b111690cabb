//! Databases, brokers and other servers, set up as their guides say.

use super::web::{curl, curl_at};
use super::world::*;

fn caddy(world: &World, title: &str, files: &[&str]) -> (u16, Running) {
    let view = world.server("caddy", files);
    world.place(&view, "/etc/caddy/tls/");
    let (listens, behind) = (port(), application());
    let site = world
        .moved(&block(&view, title), "/etc/caddy/tls/")
        .replacen("localhost {", &format!("https://localhost:{listens} {{"), 1)
        .replace("127.0.0.1:8080", &format!("127.0.0.1:{behind}"));
    world.write(
        "Caddyfile",
        &format!("{{\n\tadmin off\n\tauto_https disable_redirects\n}}\n{site}\n"),
    );
    let home = world.path("home");
    let script = format!(
        "env HOME={home} XDG_DATA_HOME={home} XDG_CONFIG_HOME={home} caddy run --config Caddyfile --adapter caddyfile"
    );
    let running = world.start(&script, listens);
    (listens, running)
}

#[test]
fn caddy_lets_good_clients_in_and_no_others() {
    if !has(&["caddy", "curl"]) {
        return;
    }
    let world = World::new("caddy");
    let (port, _running) = caddy(&world, "Caddyfile of a Caddy that", BOTH);
    let good = curl(&world, port, "client").to_lowercase();
    assert!(good.contains(" 200 ") && good.contains("x-client-dn: cn=client-1"), "{good}");
    assert!(!good.contains("forged"), "{good}");
    for client in ["stranger", "wrong-use", "expired"] {
        let bad = curl(&world, port, client);
        assert!(!bad.contains(" 200 ") && bad.contains("curl: ("), "{client}: {bad}");
    }
}

#[test]
fn stunnel_lets_good_clients_in_and_no_others() {
    if !has(&["stunnel4", "curl"]) {
        return;
    }
    let world = World::new("stunnel");
    let view = world.server("stunnel", LISTS);
    world.place(&view, "/etc/stunnel/tls/");
    let (listens, behind) = (port(), application());
    let service = world
        .moved(&block(&view, "/etc/stunnel"), "/etc/stunnel/tls/")
        .replace("accept = 8443", &format!("accept = 127.0.0.1:{listens}"))
        .replace("127.0.0.1:8080", &format!("127.0.0.1:{behind}"));
    world.write("stunnel.conf", &format!("foreground = yes\npid =\n{service}\n"));
    let _running = world.start("stunnel4 stunnel.conf", listens);
    let good = curl(&world, listens, "client");
    assert!(good.contains("200 OK"), "{good}");
    for client in ["stranger", "wrong-use", "expired", "revoked"] {
        let bad = curl(&world, listens, client);
        assert!(!bad.contains("200 OK") && bad.contains("curl: ("), "{client}: {bad}");
    }
}

#[test]
fn postgresql_takes_the_common_name_for_the_role() {
    const BIN: &str = "/usr/lib/postgresql/15/bin";
    if !has(&["psql", "runuser"]) || !std::path::Path::new(BIN).join("initdb").exists() {
        return println!("SKIPPED: no psql, runuser or PostgreSQL 15, so the guide was not run");
    }
    let world = World::new("postgresql");
    // It refuses to run as root, and its own user may not be let into this folder.
    if !world.tries("runuser -u postgres -- test -x \"$PWD\"").0 {
        return println!("SKIPPED: the user postgres cannot reach {}", world.folder.display());
    }
    let view = world.server("postgresql", LISTS);
    world.place(&view, "/etc/postgresql/tls/");
    let listens = port();
    let run = "runuser -u postgres --";
    world.sh(&format!(
        "mkdir data && chown postgres data && {run} {BIN}/initdb -D data --auth=trust --no-sync > initdb.log 2>&1"
    ));
    let role = block(&view, "The role");
    world.sh(&format!("echo '{role}' | {run} {BIN}/postgres --single -D data postgres"));
    let config = world.moved(&block(&view, "postgresql.conf"), "/etc/postgresql/tls/");
    let here = world.folder.display();
    world.sh(&format!(
        "cat >> data/postgresql.conf <<'END'\n{config}\nport = {listens}\nlisten_addresses = '127.0.0.1'\nunix_socket_directories = ''\nfsync = off\nEND"
    ));
    world.sh(&format!("cat > data/pg_hba.conf <<'END'\n{}\nEND", block(&view, "pg_hba.conf")));
    let _running = world.start(&format!("{run} {BIN}/postgres -D {here}/data"), listens);

    let view = world.client("psql", BOTH);
    world.place(&view, "");
    world.sh("chmod 600 *.key");
    let command = block(&view, "Command")
        .replace("psql -h localhost", &format!("psql -p {listens} -h localhost"))
        .replace("DATABASE", "postgres -Atc 'select current_user'");
    let (fine, said) = world.tries(&command);
    assert!(fine && said == "client-1\n", "{said}");
    for client in ["stranger", "wrong-use", "expired", "revoked"] {
        let command = command
            .replace("client-chain.pem", &format!("{client}-whole.pem"))
            .replace("client.key", &format!("{client}.key"));
        let (fine, said) = world.tries(&command);
        assert!(!fine, "{client}: {said}");
    }
    // Another role with this certificate, and no certificate at all.
    let (fine, said) = world.tries(&command.replace("-U client-1", "-U postgres"));
    assert!(!fine && said.contains("certificate authentication failed"), "{said}");
    let none = "PGSSLCERT=none PGSSLKEY=none ";
    let (fine, said) =
        world.tries(&command.replace("PGSSLCERT=client-chain.pem PGSSLKEY=client.key ", none));
    assert!(!fine && said.contains("connection requires a valid client certificate"), "{said}");
}

#[test]
fn redis_lets_good_clients_in_and_no_others() {
    if !has(&["redis-server", "redis-cli"]) {
        return;
    }
    let world = World::new("redis");
    let view = world.server("redis", BOTH);
    world.place(&view, "/etc/redis/tls/");
    let listens = port();
    let config = world
        .moved(&block(&view, "redis.conf"), "/etc/redis/tls/")
        .replace("tls-port 6379", &format!("tls-port {listens}"));
    world.write("redis.conf", &format!("{config}\nbind 127.0.0.1\nsave \"\"\n"));
    let _running = world.start("redis-server redis.conf", listens);
    let view = world.client("redis", BOTH);
    world.place(&view, "");
    let command =
        block(&view, "Command").replace("-h localhost", &format!("-h localhost -p {listens}"));
    let (fine, said) = world.tries(&command);
    assert!(fine && said == "PONG\n", "{said}");
    for client in ["stranger", "wrong-use", "expired"] {
        let (_, said) = world.tries(
            &command
                .replace("client-chain.pem", &format!("{client}-whole.pem"))
                .replace("client.key", &format!("{client}.key")),
        );
        assert!(!said.contains("PONG"), "{client}: {said}");
    }
}

#[test]
fn mosquitto_takes_the_common_name_for_the_user() {
    if !has(&["mosquitto", "mosquitto_pub"]) {
        return;
    }
    let world = World::new("mosquitto");
    let view = world.server("mosquitto", LISTS);
    world.place(&view, "/etc/mosquitto/tls/");
    let listens = port();
    let config = world
        .moved(&block(&view, "/etc/mosquitto"), "/etc/mosquitto/tls/")
        .replace("listener 8883", &format!("listener {listens} 127.0.0.1"));
    world.write("mosquitto.conf", &format!("{config}\n"));
    let _running = world.start("mosquitto -v -c mosquitto.conf", listens);
    let view = world.client("mosquitto", BOTH);
    world.place(&view, "");
    let command = block(&view, "Command").replace("-p 8883", &format!("-p {listens}"));
    let (fine, said) = world.tries(&command);
    assert!(fine, "{said}\n{}", world.read("output.log"));
    assert!(world.read("output.log").contains("u'client-1'"), "{}", world.read("output.log"));
    for client in ["stranger", "wrong-use", "expired", "revoked"] {
        let command = command
            .replace("client-chain.pem", &format!("{client}-whole.pem"))
            .replace("client.key", &format!("{client}.key"));
        let (fine, said) = world.tries(&command);
        assert!(!fine, "{client}: {said}");
    }
}

#[test]
fn mariadb_demands_a_certificate_of_the_account() {
    if !has(&["mariadbd", "mariadb", "mariadb-install-db"]) {
        return;
    }
    let world = World::new("mariadb");
    let view = world.server("mysql", LISTS);
    world.place(&view, "/etc/mysql/tls/");
    let listens = port();
    let here = world.folder.display();
    let config = world.moved(&block(&view, "my.cnf"), "/etc/mysql/tls/");
    world.write("my.cnf", &format!(
        "{config}\ndatadir = {here}/data\nport = {listens}\nbind-address = 127.0.0.1\nsocket = {here}/s\npid-file = {here}/pid\nuser = root\ninit-file = {here}/init.sql\n"
    ));
    world.write("init.sql", &format!("{}\n", block(&view, "The account")));
    world.sh(&format!("mariadb-install-db --no-defaults --user=root --datadir={here}/data --auth-root-authentication-method=normal --skip-test-db > install.log 2>&1"));
    let _running = world.start(&format!("mariadbd --defaults-file={here}/my.cnf"), listens);
    let view = world.client("mysql", BOTH);
    world.place(&view, "");
    let command = block(&view, "Command of MariaDB")
        .replace("mariadb --host=localhost", &format!("mariadb --no-defaults --protocol=tcp --port={listens} --host=localhost -N -e 'select current_user()'"));
    let (fine, said) = world.tries(&command);
    assert!(fine && said.contains("client-1@%"), "{said}\n{}", world.read("output.log"));
    for client in ["stranger", "wrong-use", "expired", "revoked"] {
        let command = command
            .replace("client-chain.pem", &format!("{client}-whole.pem"))
            .replace("client.key", &format!("{client}.key"));
        let (fine, said) = world.tries(&command);
        assert!(!fine && !said.contains("client-1@%"), "{client}: {said}");
    }
    let (fine, said) =
        world.tries(&command.replace("--ssl-cert=client-chain.pem --ssl-key=client.key ", ""));
    assert!(!fine && said.contains("Access denied"), "{said}");
}

#[test]
fn etcd_lets_good_clients_in_and_no_others() {
    if !has(&["etcd", "curl"]) {
        return;
    }
    let world = World::new("etcd");
    let view = world.server("etcd", BOTH);
    world.sh("getent passwd etcd > /dev/null || touch no-user");
    let files = block(&view, "Put the files").replace("-o etcd -g etcd ", "");
    for note in view.notes.iter().filter(|note| note.title == "Files").flat_map(|it| &it.inside) {
        world.sh(&note.command);
    }
    world.sh(&world.moved(&files, "/etc/etcd/tls/"));
    let (listens, peers) = (port(), port());
    let command = world
        .moved(&block(&view, "Command"), "/etc/etcd/tls/")
        .replace("0.0.0.0:2379", &format!("127.0.0.1:{listens}"))
        .replace("localhost:2379", &format!("localhost:{listens}"));
    let peer = format!("http://127.0.0.1:{peers}");
    let _running = world.start(&format!(
        "{command} --data-dir=data --listen-peer-urls={peer} --initial-advertise-peer-urls={peer} --initial-cluster=default={peer}"
    ), listens);
    let good = curl_at(&world, listens, "health", "client");
    assert!(good.contains("\"health\""), "{good}");
    for client in ["stranger", "wrong-use", "expired"] {
        let bad = curl_at(&world, listens, "health", client);
        assert!(!bad.contains("\"health\"") && bad.contains("curl: ("), "{client}: {bad}");
    }
}

#[test]
fn the_registry_lets_good_clients_in_and_no_others() {
    if !has(&["docker-registry", "curl"]) {
        return;
    }
    let world = World::new("registry");
    let view = world.server("docker-registry", BOTH);
    world.place(&view, "/etc/docker/registry/tls/");
    let listens = port();
    let config = world
        .moved(&block(&view, "/etc/docker"), "/etc/docker/registry/tls/")
        .replace("addr: :5000", &format!("addr: 127.0.0.1:{listens}"))
        .replace("/var/lib/docker-registry", &world.path("data"));
    world.write("config.yml", &config);
    let _running = world.start("docker-registry serve config.yml", listens);
    let good = curl_at(&world, listens, "v2/", "client");
    assert!(good.contains("{}"), "{good}");
    for client in ["stranger", "wrong-use", "expired"] {
        let bad = curl_at(&world, listens, "v2/", client);
        assert!(!bad.contains("{}") && bad.contains("curl: ("), "{client}: {bad}");
    }
}

#[test]
fn openvpn_takes_good_clients_and_no_others() {
    if !has(&["openvpn"]) {
        return;
    }
    let world = World::new("openvpn");
    // Without a device, over TCP, so that nothing of the machine is changed.
    let bare = |text: &str, role: &str| -> String {
        let left_out =
            ["server 10", "topology", "dev tun", "proto udp", "port ", "client", "keepalive"];
        let lines = text.lines().filter(|line| !left_out.iter().any(|it| line.starts_with(it)));
        let lines: Vec<&str> = lines.collect();
        format!("dev null\n{role}\n{}\n", lines.join("\n"))
    };
    let view = world.server("openvpn", BOTH);
    world.place(&view, "/etc/openvpn/server/tls/");
    let text = world.moved(&block(&view, "/etc/openvpn"), "/etc/openvpn/server/tls/");
    let listens = port();
    let server = bare(&text, &format!("tls-server\nproto tcp-server\nport {listens}"));
    world.write("server.conf", &server);
    let view = world.client("openvpn", BOTH);
    world.place(&view, "/etc/openvpn/client/tls/");
    let text = world.moved(&block(&view, "/etc/openvpn"), "/etc/openvpn/client/tls/");
    let good = bare(&text, "tls-client\nproto tcp-client\nconnect-retry 1")
        .replace("localhost 1194", &format!("127.0.0.1 {listens}"));
    let _running = world.spawn("openvpn --config server.conf", "server.log");
    for client in ["client", "stranger", "expired", "wrong-use"] {
        let config = match client {
            "client" => good.clone(),
            bad => good
                .replace("etc/client-chain.pem", &format!("{bad}-whole.pem"))
                .replace("etc/client.key", &format!("{bad}.key")),
        };
        world.write(&format!("{client}.conf"), &config);
        let before = world.read("server.log").matches("VERIFY").count();
        let log = format!("{client}.log");
        let _client = world.spawn(&format!("openvpn --config {client}.conf"), &log);
        let done = "Initialization Sequence Completed";
        match client {
            "client" => world.waits(&log, &[done]),
            _ => {
                world.waits_for(&|| {
                    let text = world.read("server.log");
                    text.matches("VERIFY").count() > before
                        && ["VERIFY ERROR", "VERIFY EKU ERROR", "VERIFY KU ERROR"]
                            .iter()
                            .any(|it| text.contains(it))
                });
                assert!(!world.read(&log).contains(done), "{client}");
            }
        }
    }
}

#[test]
fn freeradius_takes_good_clients_and_no_others() {
    if !has(&["freeradius", "eapol_test"]) || !std::path::Path::new("/etc/freeradius/3.0").exists()
    {
        return;
    }
    let world = World::new("freeradius");
    let view = world.server("freeradius", BOTH);
    world.place(&view, "/etc/freeradius/3.0/certs/");
    let listens = port();
    // The server as it is installed, with the guide's module, and with no site but this one.
    world.sh(
        "cp -r /etc/freeradius/3.0 radius && rm -f radius/sites-enabled/* radius/mods-enabled/eap && \
         sed -i 's/^[[:space:]]*user = freerad/#/; s/^[[:space:]]*group = freerad/#/' radius/radiusd.conf",
    );
    let module = world.moved(&block(&view, "/etc/freeradius"), "/etc/freeradius/3.0/certs/");
    world.write("radius/mods-enabled/eap", &module);
    world.write("radius/sites-enabled/test", &format!(
        "server test {{\n listen {{\n  type = auth\n  ipaddr = 127.0.0.1\n  port = {listens}\n }}\n authorize {{\n  eap\n }}\n authenticate {{\n  eap\n }}\n}}\n"
    ));
    let _running =
        world.spawn(&format!("freeradius -f -X -d {}", world.path("radius")), "radius.log");
    world.waits("radius.log", &["Ready to process requests"]);
    let here = world.folder.display();
    for client in ["client", "stranger", "expired", "wrong-use"] {
        world.write("eapol.conf", &format!(
            "network={{\n key_mgmt=IEEE8021X\n eap=TLS\n identity=\"client-1\"\n ca_cert=\"{here}/root.pem\"\n client_cert=\"{here}/{client}-whole.pem\"\n private_key=\"{here}/{client}.key\"\n}}\n"
        ));
        let (fine, said) = world
            .tries(&format!("eapol_test -c eapol.conf -a 127.0.0.1 -p {listens} -s testing123"));
        assert_eq!(fine, client == "client", "{client}: {said}");
    }
}

#[test]
fn rabbitmq_takes_good_clients_and_no_others() {
    if !has(&["rabbitmq-server", "openssl"]) {
        return;
    }
    let world = World::new("rabbitmq");
    let view = world.server("rabbitmq", BOTH);
    world.place(&view, "/etc/rabbitmq/tls/");
    let (listens, nodes, names) = (port(), port(), port());
    let config = world.moved(&block(&view, "/etc/rabbitmq"), "/etc/rabbitmq/tls/").replace(
        "listeners.ssl.default = 5671",
        &format!("listeners.ssl.default = 127.0.0.1:{listens}"),
    );
    world.write("rabbitmq.conf", &format!("{config}\n"));
    world.write("plugins", "[rabbitmq_auth_mechanism_ssl].\n");
    // As root it would start as another user; what it may read is not what is tried here.
    world.sh("mkdir -p base log && chown -R rabbitmq . && chmod -R a+rX . || true");
    let here = world.folder.display();
    let script = format!(
        "runuser -u rabbitmq -- env ERL_EPMD_PORT={names} HOME={here} RABBITMQ_NODENAME=guide{nodes}@localhost RABBITMQ_NODE_PORT= RABBITMQ_DIST_PORT={nodes} \
         RABBITMQ_CONFIG_FILE={here}/rabbitmq.conf RABBITMQ_MNESIA_BASE={here}/base RABBITMQ_LOG_BASE={here}/log \
         RABBITMQ_ENABLED_PLUGINS_FILE={here}/plugins /usr/lib/rabbitmq/bin/rabbitmq-server"
    );
    let running = world.start(&script, listens);
    // AMQP 0-9-1: the server answers the header with its mechanisms, over TLS alone.
    for client in ["client", "stranger", "expired", "wrong-use"] {
        let command = format!(
            "(printf 'AMQP\\0\\0\\11\\1'; sleep 3) | openssl s_client -quiet -connect 127.0.0.1:{listens} -CAfile root.pem \
             -cert {client}-whole.pem -cert_chain {client}-whole.pem -key {client}.key 2>&1 | tr -cd '[:print:]'"
        );
        let (_, said) = world.tries(&command);
        assert_eq!(said.contains("EXTERNAL"), client == "client", "{client}: {said}");
    }
    drop(running);
    // The daemon of names that it started does not end by itself.
    world.tries(&format!("ERL_EPMD_PORT={names} epmd -kill"));
}
