//! The same for real: servers and clients that are installed here meet on loopback, with certificates
//! made for the run, and what comes of it is compared with what is foreseen. A third of the pairs each
//! time, by the day or as the caller says; absent programs are passed over, and that is said.

mod languages;
mod pki;

use std::io::Write as _;
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use pemlens::handshake;
use serde_json::{Value, json};

use languages::{LANGUAGES, Language};

/// Longer than this nothing goes on.
const LIMIT: Duration = Duration::from_secs(170);
/// Faults of the client's certificate, as files are called.
const CLIENTS: [&str; 12] = [
    "none", "good", "srvauth", "noeku", "expired", "future", "noint", "other", "self", "deep",
    "direct", "noku",
];
/// Faults of the server's.
const SERVERS: [&str; 6] = ["good", "expired", "cliauth", "name", "noint", "nosan"];

/// A server that runs until this is dropped.
struct Running {
    child: Child,
    log: PathBuf,
    port: u16,
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Running {
    fn logged(&self) -> String {
        String::from_utf8_lossy(&std::fs::read(&self.log).unwrap_or_default()).into_owned()
    }
}

/// Debian keeps servers where users do not look.
fn path() -> String {
    format!("{}:/usr/sbin:/sbin", std::env::var("PATH").unwrap_or_default())
}

fn is_here(program: &str) -> bool {
    let find = Command::new("sh")
        .args(["-c", &format!("command -v {program}")])
        .env("PATH", path())
        .output();
    find.is_ok_and(|output| output.status.success())
}

/// What each server is called on this machine.
const PROGRAMS: [(&str, &str); 7] = [
    ("s_server", "openssl"),
    ("nginx", "nginx"),
    ("apache", "apache2"),
    ("haproxy", "haproxy"),
    ("stunnel", "stunnel4"),
    ("gnutls", "gnutls-serv"),
    ("node", "node"),
];

fn start(name: &str, folder: &Path, certificate: &str) -> Option<Running> {
    let port = TcpListener::bind("127.0.0.1:0").ok()?.local_addr().ok()?.port();
    let own = folder.join(format!("{name}-{port}"));
    std::fs::create_dir_all(&own).ok()?;
    let file = |end: &str| folder.join(format!("{certificate}{end}")).display().to_string();
    let (full, key) = (file(".full"), file(".key"));
    let trust = folder.join("client-root.pem").display().to_string();
    let here = own.display();
    let mut log = own.join("out");
    let configuration = own.join("conf");
    let conf = configuration.display().to_string();
    let written = |text: String| std::fs::write(&configuration, text).ok();
    let accept = format!("127.0.0.1:{port}");
    let arguments: Vec<String> = match name {
        "s_server" => {
            let mut all = vec![
                "s_server",
                "-accept",
                &accept,
                "-cert",
                &file(".crt"),
                "-key",
                &key,
                "-CAfile",
                &trust,
                "-no-CApath",
                "-no-CAstore",
                "-Verify",
                "10",
                "-verify_return_error",
                "-www",
            ]
            .into_iter()
            .map(str::to_owned)
            .collect::<Vec<_>>();
            if std::fs::metadata(file(".chain")).is_ok_and(|it| it.len() > 5) {
                all.extend(["-cert_chain".to_owned(), file(".chain")]);
            }
            all
        }
        "nginx" => {
            written(format!(
                "daemon off; master_process off; pid {here}/pid; error_log {here}/log info; events{{}} http {{ access_log off; client_body_temp_path {here}/1; proxy_temp_path {here}/2; fastcgi_temp_path {here}/3; uwsgi_temp_path {here}/4; scgi_temp_path {here}/5; server {{ listen 127.0.0.1:{port} ssl; ssl_protocols TLSv1.2 TLSv1.3; ssl_certificate {full}; ssl_certificate_key {key}; ssl_client_certificate {trust}; ssl_verify_client on; location / {{ return 200 ok; }} }} }}"
            ))?;
            log = own.join("log");
            vec!["-c".into(), conf, "-e".into(), log.display().to_string()]
        }
        "apache" => {
            let modules = "/usr/lib/apache2/modules/mod_";
            written(format!(
                "ServerRoot {here}\nServerName localhost\nPidFile {here}/pid\nListen 127.0.0.1:{port}\nLoadModule mpm_event_module {modules}mpm_event.so\nLoadModule authz_core_module {modules}authz_core.so\nLoadModule ssl_module {modules}ssl.so\nUser nobody\nGroup nogroup\nErrorLog {here}/log\nLogLevel info ssl:info\nMutex file:{here}\nDocumentRoot {here}\nSSLSessionCache none\n<VirtualHost 127.0.0.1:{port}>\nSSLEngine on\nSSLCertificateFile {full}\nSSLCertificateKeyFile {key}\nSSLCACertificateFile {trust}\nSSLVerifyClient require\n</VirtualHost>\n"
            ))?;
            log = own.join("log");
            vec!["-f".into(), conf, "-DFOREGROUND".into()]
        }
        "haproxy" => {
            let both = [std::fs::read(&full).ok()?, std::fs::read(&key).ok()?].concat();
            std::fs::write(own.join("both.pem"), both).ok()?;
            written(format!(
                "global\n log stdout format raw local0 info\ndefaults\n mode http\n timeout client 5s\n timeout server 5s\n timeout connect 5s\n log global\nfrontend f\n bind 127.0.0.1:{port} ssl crt {here}/both.pem ca-file {trust} verify required\n error-log-format \"%[fc_err] %[fc_err_str] | %[ssl_fc_err] %[ssl_fc_err_str] | c_err=%[ssl_c_err] ca_err=%[ssl_c_ca_err]/%[ssl_c_ca_err_depth]\"\n http-request return status 200 content-type text/plain string ok\n"
            ))?;
            vec!["-db".into(), "-f".into(), conf]
        }
        "stunnel" => {
            written(format!(
                "foreground = yes\ndebug = 5\npid =\n[x]\naccept = 127.0.0.1:{port}\nconnect = 127.0.0.1:1\ncert = {full}\nkey = {key}\nCAfile = {trust}\nverifyChain = yes\nrequireCert = yes\n"
            ))?;
            vec![conf]
        }
        "gnutls" => [
            "-p",
            &port.to_string(),
            "--http",
            "--x509certfile",
            &full,
            "--x509keyfile",
            &key,
            "--x509cafile",
            &trust,
            "--require-client-cert",
            "--verify-client-cert",
        ]
        .map(str::to_owned)
        .to_vec(),
        "node" => {
            let script = format!(
                "const f=require('fs');require('https').createServer({{key:f.readFileSync('{key}'),cert:f.readFileSync('{full}'),ca:f.readFileSync('{trust}'),requestCert:true,rejectUnauthorized:true}},(q,s)=>s.end('ok')).on('tlsClientError',e=>console.log('tlsClientError',e.code,e.message)).listen({port},'127.0.0.1')"
            );
            vec!["-e".into(), script]
        }
        _ => {
            let base = folder.join(certificate).display().to_string();
            languages::serve(name, &own, &base, &trust, port)?
        }
    };
    let language = LANGUAGES.iter().map(|it| (it.name, it.program));
    let (_, program) = PROGRAMS.into_iter().chain(language).find(|(known, _)| *known == name)?;
    let out = std::fs::File::create(own.join("out")).ok()?;
    let child = Command::new(program)
        .args(&arguments)
        .env("PATH", path())
        .stdin(Stdio::null())
        .stdout(out.try_clone().ok()?)
        .stderr(out)
        .spawn()
        .ok()?;
    let running = Running { child, log, port };
    for _ in 0..150 {
        std::thread::sleep(Duration::from_millis(100));
        if TcpStream::connect(("127.0.0.1", port)).is_ok() {
            std::thread::sleep(Duration::from_millis(200));
            return Some(running);
        }
    }
    None
}

/// What a client printed, all of it; `timeout` ends it.
fn connect(client: &str, port: u16, folder: &Path, fault: &str, tls: &str) -> String {
    let file = |end: &str| folder.join(format!("c-{fault}{end}")).display().to_string();
    let trust = folder.join("server-root.pem").display().to_string();
    let (crt, key, full, chain) = (file(".crt"), file(".key"), file(".full"), file(".chain"));
    let has = fault != "none";
    let mut all: Vec<String> = vec!["8".into()];
    let mut add = |words: &[&str]| all.extend(words.iter().map(|word| (*word).to_owned()));
    let language = LANGUAGES.iter().find(|it| it.name == client);
    if let Some(language) = language {
        let base = folder.join(format!("c-{fault}")).display().to_string();
        let base = Some(base.as_str()).filter(|_| has);
        let words = languages::connect(language, folder, base, &trust, (port, tls));
        add(&words.iter().flatten().map(String::as_str).collect::<Vec<_>>());
    }
    match client {
        _ if language.is_some() => {}
        "curl" => {
            add(&[
                "curl",
                "-sS",
                "--max-time",
                "5",
                "--cacert",
                &trust,
                "--tls-max",
                tls,
                &format!("https://localhost:{port}/"),
            ]);
            if has {
                add(&["--cert", &full, "--key", &key]);
            }
        }
        "gnutls-cli" => {
            add(&[
                "gnutls-cli",
                "-p",
                &port.to_string(),
                "--x509cafile",
                &trust,
                "--priority",
                &format!("NORMAL:-VERS-ALL:+VERS-TLS{tls}"),
            ]);
            if has {
                add(&["--x509certfile", &full, "--x509keyfile", &key]);
            }
            add(&["localhost"]);
        }
        "node" => {
            let pair = if has {
                format!("cert:f.readFileSync('{full}'),key:f.readFileSync('{key}'),")
            } else {
                String::new()
            };
            add(&[
                "node",
                "-e",
                &format!(
                    "const f=require('fs');const r=require('https').request('https://localhost:{port}/',{{ca:f.readFileSync('{trust}'),{pair}maxVersion:'TLSv{tls}'}},s=>{{s.resume();console.log('HTTP/1.1 '+s.statusCode)}});r.on('error',e=>console.log('ERR',e.code,e.message));r.end()"
                ),
            ]);
        }
        _ => {
            let version = if tls == "1.2" { "-tls1_2" } else { "-tls1_3" };
            add(&[
                "openssl",
                "s_client",
                "-connect",
                &format!("127.0.0.1:{port}"),
                "-servername",
                "localhost",
                "-CAfile",
                &trust,
                "-no-CApath",
                "-no-CAstore",
                "-verify_return_error",
                "-verify_hostname",
                "localhost",
                "-msg",
                "-ign_eof",
                version,
            ]);
            if has {
                add(&["-cert", &crt, "-key", &key]);
                if std::fs::metadata(&chain).is_ok_and(|it| it.len() > 5) {
                    add(&["-cert_chain", &chain]);
                }
            }
        }
    }
    let run = Command::new("timeout")
        .args(&all)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let Ok(mut run) = run else { return String::new() };
    if let Some(mut input) = run.stdin.take() {
        let _ = input.write_all(b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    }
    let Ok(output) = run.wait_with_output() else { return String::new() };
    format!(
        "{}\n{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    )
}

/// What is foreseen for a pair.
fn foreseen(
    folder: &Path,
    (server, certificate): (&str, &str),
    (client, fault): (&str, &str),
    tls: &str,
    now: u64,
) -> Value {
    let text = |name: String| std::fs::read_to_string(folder.join(name)).unwrap_or_default();
    let mut connects = json!({ "program": client, "trust": [text("server-root.pem".into())] });
    if fault != "none" {
        connects["chain"] = json!(text(format!("c-{fault}.full")));
        connects["key"] = json!(text(format!("c-{fault}.key")));
    }
    let case = json!({
        "id": "run", "kind": "handshake", "host": "localhost", "tls": tls, "time": now, "client": connects,
        "server": {
            "program": server, "chain": text(format!("{certificate}.full")), "key": text(format!("{certificate}.key")),
            "trust": text("client-root.pem".into()),
        },
    });
    let line =
        handshake::case_from_line(&case.to_string()).map(|case| handshake::prediction_line(&case));
    line.ok().and_then(|line| serde_json::from_str(&line).ok()).unwrap_or_default()
}

/// The alert that s_client received.
fn alert(printed: &str) -> Option<String> {
    let lines = printed.lines().filter(|line| line.starts_with("<<<") && line.contains("Alert ["));
    let words = lines.filter_map(|line| line.rsplit(' ').next());
    words.map(str::to_owned).find(|word| word != "close_notify" && word != "user_canceled")
}

/// Runs a third, that of the day where none is named; whether all came as foreseen.
pub fn run(third: Option<usize>) -> bool {
    if !is_here("openssl") || !is_here("timeout") {
        println!("SKIPPED: no openssl here, so no handshake was run.");
        return true;
    }
    let begin = SystemTime::now();
    let now = begin.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let folder = std::env::temp_dir().join(format!("pemlens-handshakes-{}", std::process::id()));
    if std::fs::create_dir_all(&folder).and_then(|()| pki::write(&folder)).is_err() {
        println!("SKIPPED: no folder for certificates, so no handshake was run.");
        return true;
    }
    let third = third.unwrap_or_else(|| usize::try_from(now / 86_400 % 3).unwrap_or(0));
    let (mut all, mut wrong, mut lost) = (0usize, Vec::new(), 0usize);
    let over = || begin.elapsed().is_ok_and(|spent| spent > LIMIT);
    let missing = |program: &str| (!is_here(program)).then(|| format!("no {program} here"));
    let of_languages = |it: &'static Language| (it.name, it.program, it.lacks());
    let servers = PROGRAMS.map(|(server, program)| (server, program, missing(program)));
    let mut ran: Vec<&str> = Vec::new();
    for (server, program, lacks) in servers.into_iter().chain(LANGUAGES.iter().map(of_languages)) {
        if let Some(lacks) = lacks {
            println!("SKIPPED as a server: {lacks}.");
            continue;
        }
        let Some(running) = start(server, &folder, "s-good") else {
            println!("SKIPPED: {program} did not start.");
            continue;
        };
        ran.push(server);
        for (number, (fault, tls)) in
            CLIENTS.iter().flat_map(|fault| [(fault, "1.2"), (fault, "1.3")]).enumerate()
        {
            if number % 3 != third || over() {
                continue;
            }
            let before = running.logged().len();
            let printed = connect("s_client", running.port, &folder, fault, tls);
            std::thread::sleep(Duration::from_millis(150));
            let log = running.logged();
            let log = log.get(before..).unwrap_or_default();
            let foreseen = foreseen(&folder, (server, "s-good"), ("s_client", fault), tls, now);
            all += 1;
            let name = format!("{server} {fault} {tls}");
            let wanted = foreseen["alert"].as_str();
            let found = alert(&printed);
            match (wanted, &found) {
                (Some(_), None) if tls == "1.3" => lost += 1,
                _ if wanted != found.as_deref() => {
                    wrong.push(format!("{name}: alert {found:?}, foreseen {wanted:?}"))
                }
                _ => {}
            }
            let http = foreseen["http"].as_u64().unwrap_or(0);
            if http > 0 && !printed.contains(&format!("HTTP/1.1 {http}")) {
                wrong.push(format!("{name}: no HTTP {http}"));
            }
            let says = foreseen["server_says"].as_str();
            if let Some(says) = says.filter(|says| !super::holds(log, says)) {
                wrong.push(format!("{name}: {says:?} is not in {log:?}"));
            }
        }
    }
    println!("servers that ran: {}", ran.join(", "));
    let tools = ["curl", "node", "gnutls-cli", "s_client"]
        .map(|client| (client, "", missing(if client == "s_client" { "openssl" } else { client })));
    let mut ran: Vec<&str> = Vec::new();
    for (client, _, lacks) in tools.into_iter().chain(LANGUAGES.iter().map(of_languages)) {
        if let Some(lacks) = lacks {
            println!("SKIPPED as a client: {lacks}.");
            continue;
        }
        ran.push(client);
        for (number, (fault, tls)) in
            SERVERS.iter().flat_map(|fault| [(fault, "1.2"), (fault, "1.3")]).enumerate()
        {
            if number % 3 != third || over() {
                continue;
            }
            let certificate = format!("s-{fault}");
            let Some(running) = start("s_server", &folder, &certificate) else { continue };
            let printed = connect(client, running.port, &folder, "good", tls);
            let foreseen =
                foreseen(&folder, ("s_server", &certificate), (client, "good"), tls, now);
            all += 1;
            let says = foreseen["client_says"].as_str();
            if let Some(says) = says.filter(|says| !super::holds(&printed, says)) {
                wrong.push(format!("{client} {fault} {tls}: {says:?} is not in {printed:?}"));
            }
            if foreseen["outcome"] == "connects"
                && printed.contains("verif")
                && printed.contains("fail")
            {
                wrong.push(format!("{client} {fault} {tls}: refused, foreseen to connect"));
            }
        }
    }
    println!("clients that ran: {}", ran.join(", "));
    let _ = std::fs::remove_dir_all(&folder);
    let note = if over() { "; the rest was left out for time" } else { "" };
    println!(
        "{all} handshakes were run (third {} of 3{note}); {lost} alerts were lost at TLS 1.3",
        third + 1
    );
    for line in &wrong {
        println!("  {line}");
    }
    wrong.is_empty()
}
