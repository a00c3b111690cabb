//! What a configuration, a command or a tool's output says about the two sides: which file is whose,
//! which settings hold, and which CA names a server announced.

use super::side::Verify;
use super::staple::Word;
use crate::model::order;
use crate::view::Place;

/// A file, and whose it is by what was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// The file as written there.
    pub file: String,
    /// Where it belongs.
    pub place: Place,
    /// Why, as a sentence.
    pub why: String,
    /// Whether it is that of a proxy towards the servers behind it.
    pub upstream: bool,
}

/// What was read in a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snippet {
    /// Files that it names.
    pub hints: Vec<Hint>,
    /// The CA names that a server announced; `Some` of none where it announced none.
    pub names: Option<Vec<String>>,
    /// A depth that is set.
    pub depth: Option<u32>,
    /// How a certificate is asked for.
    pub verify: Option<Verify>,
    /// The server's program, by id, where the words are one program's own.
    pub server: Option<&'static str>,
    /// What `openssl s_client -status` printed of a stapled response.
    pub staple: Option<Printed>,
    /// What it says of a proxy towards the servers behind it; nothing where it speaks of none.
    pub upstream: Option<Upstream>,
}

/// A stapled response, as it was printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Printed {
    /// The serial number of the certificate that it is about, in hex.
    pub serial: String,
    /// What it says.
    pub word: Word,
}

/// A proxy as a client of what is behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Upstream {
    /// Its program, by id.
    pub program: &'static str,
    /// The depth that is set.
    pub depth: Option<u32>,
    /// Whether it looks at the servers' certificates.
    pub looks: bool,
}

impl Snippet {
    /// What of it counts between a proxy and what is behind it.
    #[must_use]
    pub fn behind(&self) -> Snippet {
        let hints = self.hints.iter().filter(|hint| hint.upstream).cloned();
        Snippet { hints: hints.collect(), upstream: self.upstream, ..Snippet::default() }
    }

    /// What of it counts between clients and a server.
    #[must_use]
    pub fn before(&self) -> Snippet {
        let hints = self.hints.iter().filter(|hint| !hint.upstream).cloned();
        Snippet { hints: hints.collect(), upstream: None, ..self.clone() }
    }
}

/// So many lines of a text are read.
const LINES: usize = 20_000;

/// Words in front of a file's name; of programs that use the same word for both sides the line
/// decides.
const FILES: &[(&str, Place)] = &[
    ("ssl_certificate", Place::ServerChain),
    ("ssl_client_certificate", Place::ServerTrust),
    ("ssl_trusted_certificate", Place::ServerTrust),
    ("proxy_ssl_certificate", Place::ClientChain),
    ("proxy_ssl_trusted_certificate", Place::ClientTrust),
    ("grpc_ssl_certificate", Place::ClientChain),
    ("grpc_ssl_trusted_certificate", Place::ClientTrust),
    ("sslcertificatefile", Place::ServerChain),
    ("sslcertificatechainfile", Place::ServerChain),
    ("sslcacertificatefile", Place::ServerTrust),
    ("sslproxymachinecertificatefile", Place::ClientChain),
    ("sslproxycacertificatefile", Place::ClientTrust),
    ("certfile", Place::ServerChain),
    ("ssl_cert_file", Place::ServerChain),
    ("ssl_ca_file", Place::ServerTrust),
    ("tls-cert-file", Place::ServerChain),
    ("tls-ca-cert-file", Place::ServerTrust),
    ("--peer-cert-file", Place::ServerChain),
    ("--peer-trusted-ca-file", Place::ServerTrust),
    ("--cert-file", Place::ServerChain),
    ("--trusted-ca-file", Place::ServerTrust),
    ("--client-ca-file", Place::ServerTrust),
    ("--tls-cert-file", Place::ServerChain),
    ("ssl_options.certfile", Place::ServerChain),
    ("ssl_options.cacertfile", Place::ServerTrust),
    ("--cert", Place::ClientChain),
    ("--cacert", Place::ClientTrust),
    ("sslcert", Place::ClientChain),
    ("sslrootcert", Place::ClientTrust),
    ("--cafile", Place::ClientTrust),
];

/// Words that mean another side on the line of another program: `crt` and `ca-file` of HAProxy,
/// `-cert` and `-CAfile` of openssl, `cafile` of Mosquitto.
fn by_line(word: &str, line: &str) -> Option<Place> {
    let serves = line.starts_with("bind ") || line.contains("s_server");
    Some(match (word, serves) {
        ("crt" | "-cert" | "-cert_chain", true) => Place::ServerChain,
        ("crt" | "-cert" | "-cert_chain", false) => Place::ClientChain,
        ("ca-file" | "ca-verify-file" | "-cafile", true) => Place::ServerTrust,
        ("ca-file" | "ca-verify-file" | "-cafile", false) => Place::ClientTrust,
        ("cafile", _) => Place::ServerTrust,
        _ => return None,
    })
}

/// Reads a text: a configuration, a command, what `openssl s_client` printed.
pub fn read(text: &str) -> Snippet {
    let mut found = Snippet::default();
    let mut listing = false;
    let mut serial_before = String::new();
    for line in text.lines().take(LINES) {
        let line = line.trim();
        if let Some((key, value)) = line.split_once(": ") {
            match (key, value) {
                ("Serial Number", serial) => plain_serial(serial).clone_into(&mut serial_before),
                ("Cert Status", word) => {
                    let word = match word.trim() {
                        "good" => Some(Word::Good),
                        "revoked" => Some(Word::Revoked),
                        "unknown" => Some(Word::Unknown),
                        _ => None,
                    };
                    let serial = serial_before.clone();
                    found.staple = word.map(|word| Printed { serial, word }).or(found.staple);
                }
                _ => {}
            }
        }
        if line.contains("No client certificate CA names sent") {
            found.names = Some(Vec::new());
        }
        if line.starts_with("Acceptable client certificate CA names") {
            listing = true;
            found.names.get_or_insert_with(Vec::new);
            continue;
        }
        if listing {
            let ends = [
                "Requested ",
                "Client Certificate Types",
                "Shared ",
                "Peer ",
                "Server Temp",
                "---",
            ];
            if line.is_empty() || ends.iter().any(|end| line.starts_with(end)) {
                listing = false;
            } else if let Some(names) = &mut found.names {
                names.push(line.to_owned());
                continue;
            }
        }
        if line.starts_with('#') || line.starts_with("//") {
            continue;
        }
        one(line, &mut found);
    }
    found
}

/// A serial number without the zeros in front of it.
fn plain_serial(printed: &str) -> &str {
    printed.trim().trim_start_matches('0')
}

/// A line of a configuration or a command.
fn one(line: &str, found: &mut Snippet) {
    let lower = line.to_ascii_lowercase();
    let words: Vec<&str> = line
        .split(|c: char| c.is_whitespace() || matches!(c, '=' | ';' | ','))
        .map(|word| word.trim_matches(|c| matches!(c, '"' | '\'' | '{' | '}')))
        .filter(|word| !word.is_empty())
        .collect();
    for (at, word) in words.iter().enumerate() {
        let key = word.to_ascii_lowercase();
        if let Some(program) = towards(&key, &lower) {
            // nginx and Apache look at what is behind them only where they are told to.
            let looks = program == "haproxy";
            found.upstream.get_or_insert(Upstream { program, depth: None, looks });
        }
        let Some(value) = at.checked_add(1).and_then(|next| words.get(next)) else { continue };
        let place = by_line(&key, &lower)
            .or_else(|| FILES.iter().find(|(name, _)| *name == key).map(|(_, place)| *place));
        if let Some(place) = place.filter(|_| looks_like_file(value)) {
            let why = format!("A configuration names it after {word}.");
            let upstream = towards(&key, &lower).is_some();
            found.hints.push(Hint { file: (*value).to_owned(), place, why, upstream });
        }
        match key.as_str() {
            "ssl_verify_depth" | "sslverifydepth" => {
                found.depth = value.parse().ok().or(found.depth);
            }
            "ssl_verify_client" | "sslverifyclient" => {
                found.verify = Verify::named(value).or(found.verify);
            }
            "require_certificate" => {
                let wanted =
                    if value.eq_ignore_ascii_case("true") { Verify::Required } else { Verify::Off };
                found.verify = Some(wanted);
            }
            "verify" if lower.starts_with("bind ") => {
                found.verify = Verify::named(value).or(found.verify);
            }
            "proxy_ssl_verify" | "grpc_ssl_verify" | "sslproxyverify" => {
                set(found, |it| it.looks = Verify::named(value) == Some(Verify::Required));
            }
            "verify" if lower.starts_with("server ") => {
                set(found, |it| it.looks = Verify::named(value) == Some(Verify::Required));
            }
            "proxy_ssl_verify_depth" | "grpc_ssl_verify_depth" | "sslproxyverifydepth" => {
                set(found, |it| it.depth = value.parse().ok().or(it.depth));
            }
            _ => {}
        }
        let server = match key.as_str() {
            "ssl_verify_client" | "ssl_certificate" | "ssl_client_certificate" => Some("nginx"),
            "sslverifyclient" | "sslcertificatefile" | "sslcacertificatefile" => Some("apache"),
            "crt" if lower.starts_with("bind ") => Some("haproxy"),
            "--peer-cert-file" | "--peer-trusted-ca-file" => Some("etcd"),
            "require_certificate" => Some("mosquitto"),
            _ => None,
        };
        if server.is_some() {
            found.server = server;
        }
    }
}

/// The proxy whose word this is towards the servers behind it.
fn towards(word: &str, line: &str) -> Option<&'static str> {
    match word {
        "crt" | "ca-file" if line.starts_with("server ") => Some("haproxy"),
        _ if word.starts_with("proxy_ssl_") || word.starts_with("grpc_ssl_") => Some("nginx"),
        _ if word.starts_with("sslproxy") => Some("apache"),
        _ => None,
    }
}

/// Sets something of a proxy that was spoken of.
fn set(found: &mut Snippet, change: impl FnOnce(&mut Upstream)) {
    if let Some(upstream) = &mut found.upstream {
        change(upstream);
    }
}

/// Whether a word can be a file's name: a path, or a name with an ending.
fn looks_like_file(word: &str) -> bool {
    word.contains('/')
        || word.contains('\\')
        || word.rsplit_once('.').is_some_and(|(name, end)| {
            !name.is_empty()
                && (1..=5).contains(&end.len())
                && end.chars().all(|c| c.is_ascii_alphanumeric())
        })
}

/// A name as OpenSSL's tools write it, in the form that names are compared here: `CN=a,O=b` from
/// `O = b, CN = a`, `/O=b/CN=a` and the like.
pub fn plain_name(text: &str) -> String {
    let parts: Vec<String> = match text.strip_prefix('/') {
        Some(rest) => rest.split('/').map(str::to_owned).collect(),
        None => text.split(',').map(str::to_owned).collect(),
    };
    let mut parts: Vec<String> = parts
        .iter()
        .map(|part| part.split('=').map(str::trim).collect::<Vec<_>>().join("="))
        .collect();
    order::plain(&mut parts);
    parts.join(",")
}
