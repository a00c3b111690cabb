//! What a server staples, and what clients make of it: each program that is installed meets `openssl s_server`
//! with a response that says good, revoked, unknown, that is old, that is another's, and with none where the
//! certificate demands one. What is foreseen is compared with what came.

use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use pemlens::input::Source;
use pemlens::model::Question;
use pemlens::view::{Fit, HandshakeAsk, HandshakeView, Place};
use pemlens::{present, report};

/// A root, an issuing CA and three leaves with a response about each; `None` where openssl is lacking.
fn files() -> Option<PathBuf> {
    if Command::new("openssl").arg("version").output().is_err() {
        println!("skipped: no openssl here");
        return None;
    }
    let folder = std::env::temp_dir().join(format!("pemlens-staple-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let script = r#"
set -e
cat > ca.cnf <<'END'
[ca]
default_ca = it
[it]
database = index.txt
serial = serial
new_certs_dir = .
certificate = int.pem
private_key = int.key
default_md = sha256
default_days = 300
policy = any
[any]
commonName = supplied
[plain]
subjectAltName = DNS:localhost
extendedKeyUsage = serverAuth
[must]
subjectAltName = DNS:localhost
extendedKeyUsage = serverAuth
tlsfeature = status_request
[int]
basicConstraints = critical,CA:true
keyUsage = critical,keyCertSign,cRLSign
END
touch index.txt; echo 1001 > serial
new="-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes"
openssl req -x509 $new -keyout root.key -out root.pem -days 900 -subj "/CN=Staple Root" -addext keyUsage=critical,keyCertSign,cRLSign
openssl req $new -keyout int.key -out int.csr -subj "/CN=Staple Issuing"
openssl x509 -req -in int.csr -CA root.pem -CAkey root.key -CAcreateserial -days 800 -extfile ca.cnf -extensions int -out int.pem
for name in good bad must; do
  openssl req -new $new -keyout $name.key -out $name.csr -subj "/CN=$name"
  kind=plain; test $name = must && kind=must
  openssl ca -batch -config ca.cnf -extensions $kind -in $name.csr -out $name.pem -notext
done
openssl ca -config ca.cnf -revoke bad.pem -crl_reason keyCompromise
answer() {
  openssl ocsp -index "$3" -CA int.pem -rsigner int.pem -rkey int.key -issuer int.pem -cert $1.pem -no_nonce -respout $2.der $4
}
for name in good bad must; do answer $name $name index.txt "-ndays 3"; done
: > empty.txt
answer good unknown empty.txt "-ndays 3"
"#;
    let output = Command::new("bash").args(["-c", script]).current_dir(&folder).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(folder)
}

struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn serve(folder: &Path, leaf: &str, staple: Option<&str>) -> (Running, u16) {
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let mut run = Command::new("openssl");
    run.current_dir(folder).args(["s_server", "-www", "-accept", &format!("127.0.0.1:{port}")]);
    run.args([
        "-cert",
        &format!("{leaf}.pem"),
        "-key",
        &format!("{leaf}.key"),
        "-cert_chain",
        "int.pem",
    ]);
    if let Some(staple) = staple {
        run.args(["-status_file", staple]);
    }
    let run = run.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let running = Running(run);
    for _ in 0..100 {
        if TcpStream::connect(("127.0.0.1", port)).is_ok() {
            return (running, port);
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    panic!("s_server did not start");
}

/// Each client as a command in which `PORT` stands for the port, with what it prints where it connects.
const CLIENTS: [(&str, &str, &str); 5] = [
    ("gnutls", "gnutls-cli -p PORT --x509cafile root.pem localhost", "Handshake was completed"),
    ("curl", "curl -sS --cacert root.pem https://localhost:PORT/", "s_server"),
    (
        "openssl",
        "openssl s_client -status -connect localhost:PORT -servername localhost -verify_hostname localhost -CAfile root.pem -verify_return_error -ign_eof",
        "Verify return code: 0",
    ),
    (
        "node",
        "node -e \"const f=require('fs');require('https').get({host:'localhost',port:PORT,ca:f.readFileSync('root.pem')},s=>{console.log('answered');s.destroy()}).on('error',e=>console.log(e.code))\"",
        "answered",
    ),
    (
        "python",
        "python3 -c \"import ssl,socket;s=ssl.create_default_context(cafile='root.pem').wrap_socket(socket.create_connection(('localhost',PORT)),server_hostname='localhost');print('answered')\"",
        "answered",
    ),
];

fn connect(folder: &Path, command: &str, port: u16) -> String {
    let program = command.split(' ').next().unwrap_or_default();
    let line = format!(
        "printf 'GET / HTTP/1.0\\r\\n\\r\\n' | timeout 20 {}",
        command.replace("PORT", &port.to_string())
    );
    let is_here = Command::new("sh").args(["-c", &format!("command -v {program}")]).output();
    if !is_here.is_ok_and(|it| it.status.success()) {
        println!("skipped: no {program} here");
        return String::new();
    }
    let output = Command::new("sh").args(["-c", &line]).current_dir(folder).output().unwrap();
    format!(
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    )
}

/// What is foreseen for the same files.
fn foreseen(
    folder: &Path,
    leaf: &str,
    staple: Option<&str>,
    client: &str,
    text: &str,
) -> HandshakeView {
    let file = |name: &str| std::fs::read(folder.join(name)).unwrap();
    let mut given = vec![
        ("server.pem", [file(&format!("{leaf}.pem")), file("int.pem")].concat()),
        ("root.pem", file("root.pem")),
    ];
    given.extend(staple.map(|name| ("staple.der", file(name))));
    let sources = (0u32..).zip(given).map(|(id, (name, bytes))| {
        report::read(&Source { id, name: name.into(), bytes, ..Source::default() }, &mut |_| {})
    });
    // A moment after the files were made: signatures by the second.
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs();
    let at = i64::try_from(now).unwrap() + 5;
    let report = report::examine(sources.collect(), &Question { at, ..Question::default() });
    let ask = HandshakeAsk {
        server: "openssl".into(),
        client: client.into(),
        host: "localhost".into(),
        verify: "off".into(),
        // A response about another certificate is nobody's by itself.
        sources: staple.map(|_| (2, Place::ServerChain)).into_iter().collect(),
        ..HandshakeAsk::default()
    };
    present::handshake(&report, &ask, text)
}

#[test]
fn what_is_stapled_comes_to_what_each_program_makes_of_it() {
    let Some(folder) = files() else { return };
    let mut wrong = Vec::new();
    for (leaf, staple) in [
        ("good", None),
        ("good", Some("good.der")),
        ("good", Some("unknown.der")),
        ("good", Some("must.der")),
        ("bad", Some("bad.der")),
        ("must", None),
        ("must", Some("must.der")),
    ] {
        let (_running, port) = serve(&folder, leaf, staple);
        for (client, command, answered) in CLIENTS {
            let printed = connect(&folder, command, port);
            if printed.is_empty() {
                continue;
            }
            let view = foreseen(&folder, leaf, staple, client, "");
            let connects = printed.contains(answered);
            if connects != (view.fit == Fit::Good) {
                wrong.push(format!(
                    "{leaf} {staple:?} {client}: {} foreseen, {printed}",
                    view.headline
                ));
            }
            for line in view.client.says.iter().filter(|_| view.fit == Fit::Bad) {
                if !printed.contains(line.as_str()) {
                    wrong.push(format!("{leaf} {staple:?} {client}: {line:?} is not in {printed}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    // Where a client does not look at it, that is said in the first sentence.
    let view = foreseen(&folder, "bad", Some("bad.der"), "curl", "");
    assert!(
        view.headline
            .contains("says that the server’s certificate is revoked: curl does not look at it"),
        "{}",
        view.headline
    );
    assert!(
        view.server.chain.iter().any(|it| it.title == "OCSP response"),
        "{:?}",
        view.server.chain
    );
    // What openssl printed of it counts as the file does.
    let (_running, port) = serve(&folder, "bad", Some("bad.der"));
    let printed = connect(&folder, CLIENTS[2].1, port);
    let view = foreseen(&folder, "bad", None, "gnutls", &printed);
    assert!(
        view.headline.ends_with("the server’s certificate “bad” is revoked."),
        "{}",
        view.headline
    );
    let line = "- Status: The certificate is NOT trusted. The certificate chain is revoked.";
    assert_eq!(view.client.says.first().map(String::as_str), Some(line));
    let _ = std::fs::remove_dir_all(&folder);
}
