//! What servers print when certificate and private key do not belong together: the words of the
//! rule `key-mismatch`, seen printed by each program that is on this machine.

use std::path::{Path, PathBuf};
use std::process::Command;

use pemlens::hints::{self, Stack};

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/intake/messages").join(name)
}

/// What a program prints, both streams; `None` where it is not here.
fn printed(program: &str, arguments: &[&str]) -> Option<String> {
    // Debian keeps servers where users do not look.
    let path = format!("{}:/usr/sbin:/sbin", std::env::var("PATH").unwrap_or_default());
    let output = Command::new(program).args(arguments).env("PATH", path).output();
    let Ok(output) = output else {
        eprintln!("{program} is not installed: its words were not checked");
        return None;
    };
    Some(format!(
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    ))
}

/// The words the rule has for a stack, cut at what varies.
fn words(stack: Stack) -> Vec<String> {
    let rule = hints::rules::find("key-mismatch").unwrap();
    let message = rule.messages.iter().find(|message| message.stack == stack).unwrap();
    message.text.split("{}").map(str::to_owned).collect()
}

fn check(stack: Stack, printed: Option<String>) {
    let Some(printed) = printed else { return };
    let mut rest = printed.as_str();
    for piece in words(stack) {
        let at = rest
            .find(&piece)
            .unwrap_or_else(|| panic!("{stack:?} does not print {piece:?} but:\n{printed}"));
        rest = &rest[at + piece.len()..];
    }
}

/// A folder of this test's own.
fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("pemlens-pairs-{}-{name}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

#[test]
fn openssl_node_nginx_haproxy_and_apache_say_what_the_rule_says() {
    let (certificate, key) = (fixture("www.pem"), fixture("other-key.pem"));
    let (certificate, key) = (certificate.to_str().unwrap(), key.to_str().unwrap());

    // Port 0 is never bound: the pair is refused before.
    let arguments = ["s_server", "-accept", "0", "-cert", certificate, "-key", key];
    check(Stack::OpenSsl, printed("openssl", &arguments));

    let script = format!(
        "const f=require('fs');try{{require('tls').createSecureContext({{cert:f.readFileSync('{certificate}'),key:f.readFileSync('{key}')}})}}catch(e){{console.log(e.message)}}"
    );
    check(Stack::NodeJs, printed("node", &["-e", &script]));

    let here = folder("nginx");
    let file = here.join("nginx.conf");
    std::fs::write(
        &file,
        format!(
            "pid {0}/pid;error_log {0}/log;events{{}}http{{access_log off;server{{listen unix:{0}/socket ssl;ssl_certificate {certificate};ssl_certificate_key {key};}}}}",
            here.display()
        ),
    )
    .unwrap();
    check(Stack::Nginx, printed("nginx", &["-t", "-c", file.to_str().unwrap()]));

    let here = folder("haproxy");
    let both = [std::fs::read(certificate).unwrap(), std::fs::read(key).unwrap()].concat();
    std::fs::write(here.join("pair.pem"), both).unwrap();
    let file = here.join("haproxy.cfg");
    std::fs::write(
        &file,
        format!(
            "defaults\n mode http\n timeout client 1s\n timeout server 1s\n timeout connect 1s\nfrontend f\n bind 127.0.0.1:9445 ssl crt {}/pair.pem\n",
            here.display()
        ),
    )
    .unwrap();
    check(Stack::HaProxy, printed("haproxy", &["-c", "-f", file.to_str().unwrap()]));

    let modules = Path::new("/usr/lib/apache2/modules");
    if !modules.join("mod_ssl.so").exists() {
        eprintln!("apache2 is not installed: its words were not checked");
        return;
    }
    let here = folder("apache");
    let file = here.join("apache.conf");
    let load =
        |name: &str| format!("LoadModule {name}_module {}/mod_{name}.so\n", modules.display());
    std::fs::write(
        &file,
        format!(
            "ServerRoot {0}\nPidFile {0}/pid\nErrorLog {0}/log\n{1}{2}{3}Listen 127.0.0.1:9446\nServerName x\nSSLEngine on\nSSLCertificateFile {certificate}\nSSLCertificateKeyFile {key}\n",
            here.display(),
            load("mpm_event"),
            load("ssl"),
            load("authz_core")
        ),
    )
    .unwrap();
    // It ends at the pair that does not fit; should it ever start, it must not stay.
    let run = ["5", "apache2", "-X", "-f", file.to_str().unwrap()];
    printed("timeout", &run);
    check(Stack::Apache, std::fs::read_to_string(here.join("log")).ok());
}
