//! Servers and clients written in languages: the shortest program of each library that a person would
//! write, in the version whose words are foreseen.

use std::path::Path;
use std::process::Command;

/// A language: how cases name it, its program, and what its version has to hold.
pub struct Language {
    pub name: &'static str,
    pub program: &'static str,
    version: &'static [&'static str],
    wanted: &'static str,
}

pub const LANGUAGES: [Language; 3] = [
    Language { name: "python", program: "python3", version: &["--version"], wanted: "Python 3" },
    Language { name: "java17", program: "java", version: &["-version"], wanted: "\"17." },
    Language { name: "go", program: "go", version: &["version"], wanted: "go1.27" },
];

impl Language {
    /// Why it cannot be asked here; `None`: it can.
    pub fn lacks(&self) -> Option<String> {
        let Ok(output) = Command::new(self.program).args(self.version).output() else {
            return Some(format!("no {} here", self.program));
        };
        let said = [output.stdout, output.stderr].concat();
        let said = String::from_utf8_lossy(&said);
        let first = said.lines().next().unwrap_or_default();
        (!said.contains(self.wanted)).then(|| {
            format!("{first} here, and what is foreseen is {}", self.wanted.trim_matches('"'))
        })
    }
}

const PYTHON_SERVER: &str = r#"
import ssl, socket, sys, threading
port, full, key, trust = int(sys.argv[1]), *sys.argv[2:5]
c = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
c.load_cert_chain(full, key); c.load_verify_locations(trust); c.verify_mode = ssl.CERT_REQUIRED
l = socket.create_server(("127.0.0.1", port))
def one(s):
    try:
        s.settimeout(5)
        t = c.wrap_socket(s, server_side=True); t.recv(4096)
        t.send(b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok"); t.close()
    except Exception as e: print(e, flush=True)
while True: threading.Thread(target=one, args=(l.accept()[0],), daemon=True).start()
"#;

const PYTHON_CLIENT: &str = r#"
import ssl, socket, sys
port, trust, tls = int(sys.argv[1]), sys.argv[2], sys.argv[3]
c = ssl.create_default_context(cafile=trust)
c.maximum_version = ssl.TLSVersion.TLSv1_2 if tls == "1.2" else ssl.TLSVersion.TLSv1_3
if len(sys.argv) > 5: c.load_cert_chain(sys.argv[4], sys.argv[5])
try:
    t = c.wrap_socket(socket.create_connection(("localhost", port), 5), server_hostname="localhost")
    t.send(b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"); print("HTTP", t.recv(4096)[:12])
except Exception as e: print(e)
"#;

const JAVA: &str = r#"
import java.io.*; import java.net.*; import java.security.*; import java.security.cert.*; import javax.net.ssl.*;
public class Side {
  static SSLContext context(String own, String trust) throws Exception {
    KeyStore ts = KeyStore.getInstance("PKCS12"); ts.load(null, null);
    int n = 0;
    for (var it : CertificateFactory.getInstance("X.509").generateCertificates(new FileInputStream(trust))) ts.setCertificateEntry("ca" + n++, it);
    TrustManagerFactory t = TrustManagerFactory.getInstance("PKIX"); t.init(ts);
    KeyManager[] keys = null;
    if (!own.equals("none")) {
      KeyStore ks = KeyStore.getInstance("PKCS12"); ks.load(new FileInputStream(own), "changeit".toCharArray());
      KeyManagerFactory k = KeyManagerFactory.getInstance("SunX509"); k.init(ks, "changeit".toCharArray()); keys = k.getKeyManagers();
    }
    SSLContext c = SSLContext.getInstance("TLS"); c.init(keys, t.getTrustManagers(), null); return c;
  }
  public static void main(String[] a) throws Exception {
    int port = Integer.parseInt(a[1]);
    SSLContext c = context(a[2], a[3]);
    if (a[0].equals("server")) {
      SSLServerSocket l = (SSLServerSocket) c.getServerSocketFactory().createServerSocket(port, 50, InetAddress.getByName("127.0.0.1"));
      l.setNeedClientAuth(true);
      while (true) {
        Socket s = l.accept();
        new Thread(() -> { try { s.setSoTimeout(5000); s.getInputStream().read(new byte[4096]);
          s.getOutputStream().write("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok".getBytes()); s.close(); }
          catch (Exception e) { System.out.println(e); System.out.flush(); } }).start();
      }
    }
    try {
      SSLSocket s = (SSLSocket) c.getSocketFactory().createSocket("localhost", port);
      SSLParameters p = s.getSSLParameters(); p.setProtocols(new String[] { "TLSv" + a[4] }); p.setEndpointIdentificationAlgorithm("HTTPS"); s.setSSLParameters(p);
      s.startHandshake(); s.getOutputStream().write("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".getBytes());
      System.out.println("HTTP " + s.getInputStream().read());
    } catch (Exception e) { System.out.println(e); }
  }
}
"#;

const GO: &str = r#"
package main
import ("crypto/tls"; "crypto/x509"; "fmt"; "io"; "log"; "net/http"; "os")
func main() {
	a := os.Args
	pem, _ := os.ReadFile(a[4]); pool := x509.NewCertPool(); pool.AppendCertsFromPEM(pem)
	c := &tls.Config{}
	if a[3] != "none" { pair, err := tls.LoadX509KeyPair(a[3]+".full", a[3]+".key"); if err != nil { fmt.Println(err); return }; c.Certificates = []tls.Certificate{pair} }
	if a[1] == "server" {
		c.ClientCAs, c.ClientAuth = pool, tls.RequireAndVerifyClientCert
		s := &http.Server{Addr: "127.0.0.1:" + a[2], TLSConfig: c, ErrorLog: log.New(os.Stdout, "", 0), Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, "ok") })}
		fmt.Println(s.ListenAndServeTLS("", "")); return
	}
	c.RootCAs = pool
	if a[5] == "1.2" { c.MaxVersion = tls.VersionTLS12 }
	r, err := (&http.Client{Transport: &http.Transport{TLSClientConfig: c}}).Get("https://localhost:" + a[2] + "/")
	if err != nil { fmt.Println(err); return }
	fmt.Println(r.Proto, r.StatusCode)
}
"#;

/// A store of a certificate and its key, as Java reads it.
fn store(base: &str) -> Option<String> {
    let to = format!("{base}.p12");
    if !Path::new(&to).exists() {
        let made = Command::new("openssl")
            .args(["pkcs12", "-export", "-in", &format!("{base}.full")])
            .args(["-inkey", &format!("{base}.key"), "-out", &to, "-passout", "pass:changeit"])
            .output();
        made.ok().filter(|it| it.status.success())?;
    }
    Some(to)
}

/// The arguments of a server; its program is [`Language::program`].
pub fn serve(name: &str, own: &Path, base: &str, trust: &str, port: u16) -> Option<Vec<String>> {
    let port = port.to_string();
    let (full, key) = (format!("{base}.full"), format!("{base}.key"));
    let file = |name: &str, text: &str| {
        let path = own.join(name);
        std::fs::write(&path, text).ok().map(|()| path.display().to_string())
    };
    Some(match name {
        "python" => vec![file("serve.py", PYTHON_SERVER)?, port, full, key, trust.into()],
        "java17" => {
            let side = file("Side.java", JAVA)?;
            vec![side, "server".into(), port, store(base)?, trust.into()]
        }
        _ => {
            let side = file("side.go", GO)?;
            vec!["run".into(), side, "server".into(), port, base.into(), trust.into()]
        }
    })
}

/// The whole command of a client; `base` is what it presents, where it presents something.
pub fn connect(
    language: &Language,
    folder: &Path,
    base: Option<&str>,
    trust: &str,
    (port, tls): (u16, &str),
) -> Option<Vec<String>> {
    let port = port.to_string();
    let file = |name: &str, text: &str| {
        let path = folder.join(name);
        std::fs::write(&path, text).ok().map(|()| path.display().to_string())
    };
    let program = language.program.to_owned();
    Some(match language.name {
        "python" => {
            let mut all =
                vec![program, file("connect.py", PYTHON_CLIENT)?, port, trust.into(), tls.into()];
            all.extend(
                base.iter().flat_map(|base| [format!("{base}.full"), format!("{base}.key")]),
            );
            all
        }
        "java17" => {
            let side = file("Side.java", JAVA)?;
            let own = base.map_or(Some("none".to_owned()), store)?;
            vec![program, side, "client".into(), port, own, trust.into(), tls.into()]
        }
        _ => {
            let side = file("side.go", GO)?;
            let own = base.unwrap_or("none").to_owned();
            vec![program, "run".into(), side, "client".into(), port, own, trust.into(), tls.into()]
        }
    })
}
