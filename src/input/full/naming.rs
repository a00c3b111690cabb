//! Names for texts in which nothing was found: keys of other programs, descriptions of certificates,
//! what programs print about connections, configurations that only name files.

use super::open::{At, Opener, whole};
use super::{Block, BlockKind};
use crate::model::Span;

/// Lines looked at; a text that is any of these says so soon.
const LINES: usize = 5_000;
/// Files named in a sentence.
const LISTED: usize = 6;
/// Endings of files that hold certificates or keys.
const ENDINGS: [&str; 16] = [
    ".pem",
    ".crt",
    ".cer",
    ".cert",
    ".chain",
    ".bundle",
    ".ca-bundle",
    ".key",
    ".p12",
    ".pfx",
    ".jks",
    ".p7b",
    ".der",
    ".keystore",
    ".truststore",
    ".csr",
];
/// Settings of programs that name certificates or keys, in small letters: nginx, Apache, HAProxy, Postfix,
/// Dovecot, Exim, MySQL, PostgreSQL, Redis, Envoy, Traefik, Tomcat, OpenVPN, curl.
const SETTINGS: [&str; 38] = [
    "ssl_certificate",
    "ssl_trusted_certificate",
    "ssl_client_certificate",
    "sslcertificatefile",
    "sslcertificatechainfile",
    "sslcacertificatefile",
    "crt",
    "crt-list",
    "ca-file",
    "smtpd_tls_cert_file",
    "smtpd_tls_chain_files",
    "smtpd_tls_cafile",
    "smtp_tls_cafile",
    "ssl_cert",
    "ssl_ca",
    "tls_certificate",
    "ssl-cert",
    "ssl-ca",
    "ssl_cert_file",
    "ssl_ca_file",
    "tls-cert-file",
    "tls-ca-cert-file",
    "filename",
    "certfile",
    "certificatefile",
    "certificatekeystorefile",
    "ca",
    "cert",
    "cacert",
    "cafile",
    // Keys beside them.
    "ssl_certificate_key",
    "sslcertificatekeyfile",
    "ssl_key",
    "ssl-key",
    "ssl_key_file",
    "smtpd_tls_key_file",
    "tls-key-file",
    "keyfile",
];

/// Names a text in which nothing was found.
pub(super) fn name(opener: &mut Opener, text: &str, at: At) {
    let start = text.trim_start();
    let all = Span::new(0, text.len());
    let public = ["ssh-", "ecdsa-sha2-", "sk-ssh-"].iter().any(|begin| start.starts_with(begin));
    let kind = if public {
        Some(BlockKind::Labelled("SSH PUBLIC KEY".into()))
    } else {
        let putty = start.starts_with("PuTTY-User-Key-File-");
        putty.then(|| BlockKind::PrivateKey("PUTTY PRIVATE KEY".into()))
    };
    if let Some(kind) = kind {
        return opener.block(Block::new(kind, text.trim().as_bytes().to_vec(), all, Some(1)), at);
    }
    let (message, advice) = words(text);
    opener.problem(at.place(whole(text.as_bytes()), Some(1)), message, advice);
}

fn words(text: &str) -> (String, &'static str) {
    let start = text.trim_start();
    if start.starts_with("Certificate:") && text.contains("Signature Algorithm") {
        return (
            "This is a description of a certificate (openssl x509 -text), not the certificate."
                .into(),
            "Add the certificate itself: openssl x509 -in FILE prints it.",
        );
    }
    let head = start.get(..64).unwrap_or(start).to_ascii_lowercase();
    if head.starts_with("<!doctype html") || head.starts_with("<html") {
        return (
            "This is a web page, not a certificate.".into(),
            "Download the certificate itself: a page that wants a sign-in, or reports an error, often comes in its place.",
        );
    }
    if text.contains("...") && text.contains("MII") {
        return (
            "The certificate was shortened: dots stand in place of its middle.".into(),
            "Copy the whole of it from the file itself.",
        );
    }
    if let Some(found) = printed(text) {
        return found;
    }
    let files = files(text);
    if let [first, ..] = files.as_slice() {
        let message = match files.len() {
            1 => {
                format!("Only the name of a file stands in this text, not what is in it: {first}.")
            }
            count => format!(
                "Only the names of files stand in this text, not what is in them: {}{}.",
                files.get(..count.min(LISTED)).unwrap_or_default().join(", "),
                if count > LISTED { " and others" } else { "" }
            ),
        };
        return (
            message,
            "Give the certificate files themselves; they stand on the machine that this is for.",
        );
    }
    (
        "There is no -----BEGIN line in this text, and no base64 or hex of a certificate.".into(),
        "Paste the certificate with its BEGIN and END lines, or drop the file itself.",
    )
}

/// What curl and openssl s_client print about a connection.
fn printed(text: &str) -> Option<(String, &'static str)> {
    const FETCH: &str = "Print the certificates themselves: openssl s_client -connect HOST:443 -servername HOST -showcerts </dev/null";
    let has = |begin: &str| text.lines().take(LINES).any(|line| line.trim().starts_with(begin));
    if has("no peer certificate available") {
        return Some((
            "This is what openssl s_client printed; the server sent no certificate.".into(),
            "Look at its first lines for the reason, such as an alert of the server or a port without TLS.",
        ));
    }
    if has("CONNECTED(") || (has("CONNECTION ESTABLISHED") && has("Peer certificate:")) {
        return Some((
            "This is what openssl s_client printed, without the certificates.".into(),
            FETCH,
        ));
    }
    let curl = ["* Server certificate:", "* SSL connection using", "* TLSv1.", "* Connected to"];
    curl.iter().any(|begin| has(begin)).then(|| {
        (
            "This is what curl -v printed; it describes certificates and does not hold them."
                .into(),
            FETCH,
        )
    })
}

/// The files that a configuration names, each once.
fn files(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for line in text.lines().take(LINES).filter(|line| line.len() < 4_096) {
        let line = line.trim();
        if line.starts_with(['#', ';']) || line.starts_with("//") {
            continue;
        }
        let is_end = |c: char| {
            c.is_whitespace() || matches!(c, '"' | '\'' | ';' | ',' | '=' | '<' | '{' | '}')
        };
        let mut setting = false;
        for word in line.split(is_end).filter(|word| !word.is_empty()) {
            if found.len() > LISTED {
                return found;
            }
            // `file:/etc/x.pem`, `certFile: x`
            let path = word.strip_prefix("file:").unwrap_or(word);
            if is_file(path, setting) && !found.iter().any(|known| known == path) {
                found.push(path.to_owned());
            }
            let key = word.trim_end_matches(':').to_ascii_lowercase();
            setting = SETTINGS.contains(&key.as_str());
        }
    }
    found
}

/// A path with the ending of a certificate, or any path behind a setting for one.
fn is_file(word: &str, setting: bool) -> bool {
    let lower = word.to_ascii_lowercase();
    let path = word.contains('/') || word.contains('\\') || setting;
    let named = ENDINGS.iter().any(|ending| lower.ends_with(ending) && lower.len() > ending.len());
    let absolute = word.starts_with('/') && word.len() > 1;
    !word.contains("://") && word.len() <= 200 && ((path && named) || (setting && absolute))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_found_in_the_settings_of_many_programs() {
        let one = |text: &str| files(text).join(" ");
        assert_eq!(one("  ssl_certificate /etc/nginx/tls/full;"), "/etc/nginx/tls/full");
        assert_eq!(one("SSLCertificateFile \"/etc/a/b.crt\""), "/etc/a/b.crt");
        assert_eq!(
            one("bind *:443 ssl crt /etc/haproxy/site.pem alpn h2"),
            "/etc/haproxy/site.pem"
        );
        assert_eq!(one("smtpd_tls_cert_file=/etc/ssl/mail.pem"), "/etc/ssl/mail.pem");
        assert_eq!(one("ssl_cert = </etc/dovecot/cert"), "/etc/dovecot/cert");
        assert_eq!(one("certificate_chain: { filename: \"certs/a.pem\" }"), "certs/a.pem");
        assert_eq!(one("ca ca.crt\ncert client.crt"), "ca.crt client.crt");
        assert_eq!(one("# ssl_certificate /etc/old.pem;\nroot /var/www;"), "");
        assert_eq!(one("see https://example.com/ca.pem or ask for a.pem"), "");
    }
}
